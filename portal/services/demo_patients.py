"""The thirty invented patients, and what they need. Phone numbers are kept for fiction."""

from dataclasses import dataclass

from portal.models import Sex

F, M = Sex.FEMALE, Sex.MALE


@dataclass(frozen=True)
class Patient:
    """Somebody registered with the practice; `key` is the family name in lower case.

    `contact` is whom to call in an emergency: name, what they are to the patient, phone.
    """

    key: str
    name: str
    email: str
    phone: str
    age: int
    sex: Sex
    address: str
    contact: tuple[str, str, str]
    language: str = ""
    large_print: bool = False
    needs: str = ""
    prefers: str = ""


PATIENTS = (
    Patient(
        "nwosu", "Amara Nwosu", "amara", "01632 960201", 34, F, "22 Alder Court",
        ("Chidi Nwosu", "Brother", "01632 960301"),
        prefers="Messages here; no calls during school hours.",
    ),
    Patient(
        "whitfield", "Daniel Whitfield", "whitfield", "01632 960202", 46, M, "7 Tanner's Row",
        ("Lisa Whitfield", "Wife", "01632 960302"),
        prefers="Before seven or after four: he drives for a living.",
    ),
    Patient(
        "bright", "Walter Bright", "bright", "01632 960203", 79, M, "3 Pier Terrace",
        ("Carol Bright-Hughes", "Daughter", "01632 960303"), large_print=True,
        needs="Breathless on stairs: ground-floor rooms. His daughter types for him.",
        prefers="Ring the landline and let it ring.",
    ),
    Patient(
        "okafor", "Margaret Okafor", "okafor", "01632 960204", 71, F, "58 Chapel Street",
        ("Emeka Okafor", "Son", "01632 960304"),
        prefers="Calls after ten; never on Sunday mornings.",
    ),
    Patient(
        "kowalczyk", "Tomasz Kowalczyk", "kowalczyk", "01632 960205", 52, M, "19 Mill Lane",
        ("Ewa Kowalczyk", "Wife", "01632 960305"), language="Polish",
        needs="Understands everyday English; wants an interpreter for results.",
    ),
    Patient(
        "abernethy", "Ruth Abernethy", "abernethy", "01632 960206", 67, F, "2 Orchard Close",
        ("Jean Abernethy", "Sister", "01632 960306"), prefers="Messages here, or a letter.",
    ),
    Patient(
        "raman", "Priya Raman", "raman", "01632 960207", 29, F, "Flat 4, 80 Station Road",
        ("Arjun Raman", "Partner", "01632 960307"), prefers="Messages here.",
    ),
    Patient(
        "grant", "Lewis Grant", "grant", "01632 960208", 61, M, "31 Weavers' Hill",
        ("Moira Grant", "Wife", "01632 960308"),
    ),
    Patient(
        "ellery", "Joan Ellery", "ellery", "01632 960209", 83, F, "11 Orchard Close",
        ("Susan Ellery-Moss", "Daughter", "01632 960309"), large_print=True,
        needs="Hearing aids in both ears: face her, speak slowly. Slow at typing.",
        prefers="Written messages, she does not hear the telephone well.",
    ),
    Patient(
        "marchetti", "Sofia Marchetti", "marchetti", "01632 960210", 36, F, "64 Chapel Street",
        ("Paolo Marchetti", "Husband", "01632 960310"),
    ),
    Patient(
        "pugh", "Gareth Pugh", "pugh", "01632 960211", 58, M, "5 Quarry View",
        ("Bethan Pugh", "Wife", "01632 960311"), prefers="Evening calls, to the house.",
    ),
    Patient(
        "price", "Owen Price", "price", "01632 960212", 9, M, "16 Mill Lane",
        ("Kate Price", "Mother", "01632 960312"), prefers="His mother Kate writes and is called.",
    ),
    Patient(
        "nguyen", "Nguyễn Thị Hạnh", "hanh", "01632 960213", 68, F, "9 Quayside",
        ("Nguyễn Minh Anh", "Daughter", "01632 960313"), language="Vietnamese",
        needs="Interpreter for every consultation; her daughter helps with writing.",
    ),
    Patient(
        "ozturk", "Yusuf Öztürk", "ozturk", "01632 960214", 55, M, "40 Station Road",
        ("Fatma Öztürk", "Wife", "01632 960314"),
        needs="Keeps Ramadan: plan tablets around the fast.",
    ),
    Patient(
        "hernandez", "Lucía Hernández Peña", "hernandez", "01632 960215", 24, F,
        "Flat 12, 80 Station Road", ("Mateo Hernández", "Brother", "01632 960315"),
        needs="Epilepsy: should not be alone in the treatment room.",
    ),
    Patient(
        "lindqvist", "Åsa Lindqvist", "lindqvist", "01632 960216", 48, F, "1 Quarry View",
        ("Björn Lindqvist", "Husband", "01632 960316"),
    ),
    Patient(
        "dvorak", "Jiří Dvořák", "dvorak", "01632 960217", 63, M, "27 Weavers' Hill",
        ("Hana Dvořáková", "Wife", "01632 960317"), prefers="Messages here.",
    ),
    Patient(
        "haddad", "Layla Haddad", "haddad", "01632 960218", 31, F, "71 Chapel Street",
        ("Omar Haddad", "Husband", "01632 960318"), language="Arabic",
        needs="Prefers a woman clinician and a woman interpreter.",
    ),
    Patient(
        "adeyemi", "Tunde Adeyemi", "adeyemi", "01632 960219", 40, M, "13 Tanner's Row",
        ("Folake Adeyemi", "Wife", "01632 960319"), prefers="He works nights: calls after three.",
    ),
    Patient(
        "kaur", "Simran Kaur", "kaur", "01632 960220", 16, F, "52 Mill Lane",
        ("Harpreet Kaur", "Mother", "01632 960320"),
        prefers="Messages to herself; she asks that her mother is not called without her.",
    ),
    Patient(
        "oconnor", "Séamus O'Connor", "oconnor", "01632 960221", 74, M, "18 Pier Terrace",
        ("Bríd O'Connor", "Wife", "01632 960321"), large_print=True,
        needs="Walks with a frame.",
    ),
    Patient(
        "tanaka", "Kenji Tanaka", "tanaka", "01632 960222", 45, M, "6 Alder Court",
        ("Yuki Tanaka", "Wife", "01632 960322"), prefers="Messages here.",
    ),
    Patient(
        "silva", "Beatriz da Silva", "silva", "01632 960223", 3, F, "33 Quayside",
        ("Inês da Silva", "Mother", "01632 960323"), language="Portuguese",
        prefers="Her mother Inês writes and is called.",
    ),
    Patient(
        "mokoena", "Thandiwe Mokoena", "mokoena", "01632 960224", 52, F, "45 Weavers' Hill",
        ("Lerato Mokoena", "Daughter", "01632 960324"),
        needs="Stiff hands in the morning: appointments from eleven.",
    ),
    Patient(
        "fischer", "Jürgen Fischer", "fischer", "01632 960225", 70, M, "8 Orchard Close",
        ("Monika Fischer", "Wife", "01632 960325"),
        needs="Parkinson's: give him time to answer and to stand up.",
    ),
    Patient(
        "popescu", "Ștefania Popescu", "popescu", "01632 960226", 27, F, "Flat 2, 80 Station Road",
        ("Ioana Popescu", "Sister", "01632 960326"),
        prefers="Messages here; please no calls from withheld numbers.",
    ),
    Patient(
        "macleod", "Iain MacLeod", "macleod", "01632 960227", 35, M, "10 Pier Terrace",
        ("Ailsa MacLeod", "Mother", "01632 960327"),
    ),
    Patient(
        "begum", "Rukhsana Begum", "begum", "01632 960228", 59, F, "26 Station Road",
        ("Tariq Ahmed", "Son", "01632 960328"), language="Sylheti",
        needs="Interpreter by telephone; prefers a woman clinician.",
    ),
    Patient(
        "levy", "Miriam Levy", "levy", "01632 960229", 87, F, "Rowan House, 1 Chapel Street",
        ("Daniel Levy", "Son, with power of attorney", "01632 960329"), large_print=True,
        needs="Memory is failing: write things down for her and tell her son.",
        prefers="Her son Daniel writes for her.",
    ),
    Patient(
        "zhang", "Leo Zhang-Murphy", "zhang", "01632 960230", 6, M, "14 Alder Court",
        ("Wei Zhang", "Father", "01632 960330"),
        prefers="His father Wei writes; either parent may be called.",
    ),
)  # fmt: skip
