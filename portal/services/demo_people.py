"""The invented places and who works there. Phone numbers and addresses are kept for fiction."""

from dataclasses import dataclass

from portal.domain.account import AccountStatus
from portal.domain.organization import OrganizationKind, Specialty
from portal.domain.permission import Role
from portal.models import Sex

F, M = Sex.FEMALE, Sex.MALE
K, S = OrganizationKind, Specialty
STATEMENT = """I have worked in general practice for six years, most recently as a locum in two
practices of the county, and would like to join Marlow Road as a salaried GP from next month."""


@dataclass(frozen=True)
class Place:
    """An invented organisation, open on weekdays from 8 to 18."""

    key: str
    kind: OrganizationKind
    name: str
    phone: str
    address: str


@dataclass(frozen=True)
class Staff:
    """Somebody who works at a place; `key` is the family name in lower case."""

    key: str
    name: str
    role: Role
    place: str
    phone: str
    sex: Sex = Sex.UNKNOWN
    licence: str = ""
    lead: bool = False
    specialty: Specialty | None = None
    direct: bool = False
    status: AccountStatus = AccountStatus.ACTIVE
    reason: str = ""
    statement: str = ""


PRACTICE, HOSPITAL = "practice", "hospital"

PLACES = (
    Place(
        PRACTICE, K.PRACTICE, "Marlow Road Surgery", "01632 960140", "14 Marlow Road, "
        "Brackenfield BZ1 4MR"
    ),
    Place(
        HOSPITAL, K.HOSPITAL, "Brackenfield General Hospital", "01632 960160",
        "Infirmary Way, Brackenfield BZ4 1HQ",
    ),
    Place(
        "bridge", K.PHARMACY, "Bridge Street Pharmacy", "01632 960170", "3 Bridge Street, "
        "Brackenfield BZ1 2QX",
    ),
    Place(
        "harbour", K.PHARMACY, "Harbour Chemist", "01632 960174", "41 Quayside, Brackenfield "
        "BZ2 6PL"
    ),
    Place(
        "northgate", K.PHARMACY, "Northgate Pharmacy", "020 7946 0178", "Northgate Centre, "
        "Brackenfield BZ3 8NC",
    ),
    Place(
        "imaging", K.DIAGNOSTICS_CENTRE, "Brackenfield Imaging", "01632 960180",
        "Infirmary Way, Brackenfield BZ4 1HR",
    ),
    Place(
        "laboratory", K.DIAGNOSTICS_CENTRE, "Northgate Laboratory", "020 7946 0184",
        "Northgate Centre, Brackenfield BZ3 8NC",
    ),
)  # fmt: skip

ADMINISTRATOR = Staff("okonkwo", "Sam Okonkwo", Role.ADMIN, "", "01632 960145")

GPS = (
    Staff("marsh", "Dr Helen Marsh", Role.GP, PRACTICE, "01632 960141", F, "DEMO-GP-0001",
          lead=True),
    Staff("sheikh", "Dr Imran Sheikh", Role.GP, PRACTICE, "01632 960142", M, "DEMO-GP-0002"),
    Staff("novak", "Dr Clara Novak", Role.GP, PRACTICE, "01632 960143", F, "DEMO-GP-0003"),
    Staff("bailey", "Dr Owen Bailey", Role.GP, PRACTICE, "01632 960144", M, "DEMO-GP-0004"),
    Staff("larsen", "Dr Ingrid Larsen", Role.GP, PRACTICE, "01632 960146", F, "DEMO-GP-0005"),
    Staff("dlamini", "Dr Sipho Dlamini", Role.GP, PRACTICE, "01632 960147", M, "DEMO-GP-0006"),
)  # fmt: skip

SPECIALISTS = (
    Staff(
        "ferrari", "Dr Giulia Ferrari", Role.SPECIALIST, HOSPITAL, "01632 960161", F,
        "DEMO-SP-0001", lead=True, specialty=S.DERMATOLOGY, direct=True,
    ),
    Staff(
        "beaumont", "Dr Claire Beaumont", Role.SPECIALIST, HOSPITAL, "01632 960162", F,
        "DEMO-SP-0002", specialty=S.GYNAECOLOGY, direct=True,
    ),
    Staff(
        "chandra", "Dr Anjali Chandra", Role.SPECIALIST, HOSPITAL, "01632 960163", F,
        "DEMO-SP-0003", specialty=S.NEUROLOGY, direct=True,
    ),
    Staff(
        "osei", "Dr Kwame Osei", Role.SPECIALIST, HOSPITAL, "01632 960164", M,
        "DEMO-SP-0004", specialty=S.CARDIOLOGY,
    ),
    Staff(
        "lund", "Dr Mikkel Lund", Role.SPECIALIST, HOSPITAL, "01632 960165", M,
        "DEMO-SP-0005", specialty=S.ENDOCRINOLOGY,
    ),
    Staff(
        "whelan", "Dr Aoife Whelan", Role.SPECIALIST, HOSPITAL, "01632 960166", F,
        "DEMO-SP-0006", specialty=S.RESPIRATORY,
    ),
)  # fmt: skip

OTHERS = (
    Staff("rahman", "Nadia Rahman", Role.PHARMACIST, "bridge", "01632 960171", F, "DEMO-PH-0001"),
    Staff("frost", "Colin Frost", Role.PHARMACIST, "bridge", "01632 960172", M, "DEMO-PH-0002"),
    Staff("demir", "Elif Demir", Role.PHARMACIST, "harbour", "01632 960175", F, "DEMO-PH-0003"),
    Staff("lang", "Peter Lang", Role.PHARMACIST, "harbour", "01632 960176", M, "DEMO-PH-0004"),
    Staff("oduya", "Grace Oduya", Role.PHARMACIST, "northgate", "01632 960178", F, "DEMO-PH-0005"),
    Staff("kerrigan", "Liam Kerrigan", Role.PHARMACIST, "northgate", "01632 960179", M,
          "DEMO-PH-0006"),
    Staff("whitaker", "Tom Whitaker", Role.DIAGNOSTICS, "imaging", "01632 960181", M,
          "DEMO-DX-0001"),
    Staff("petrovic", "Ana Petrović", Role.DIAGNOSTICS, "imaging", "01632 960182", F,
          "DEMO-DX-0002"),
    Staff("mwangi", "Joyce Mwangi", Role.DIAGNOSTICS, "laboratory", "01632 960185", F,
          "DEMO-DX-0003"),
    Staff("kerr", "Fiona Kerr", Role.PRACTICE_MANAGER, PRACTICE, "01632 960148", F),
)  # fmt: skip


APART = (
    Staff(
        "lockwood", "Dr Piers Lockwood", Role.GP, PRACTICE, "01632 960149", M, "DEMO-GP-0007",
        status=AccountStatus.SUSPENDED,
        reason="The register has suspended this licence while it looks into a complaint.",
    ),
    Staff(
        "hart", "Dr Amelia Hart", Role.GP, PRACTICE, "01632 960150", F, "DEMO-GP-0008",
        status=AccountStatus.PENDING, statement=STATEMENT,
    ),
    Staff(
        "crane", "Dr Victor Crane", Role.GP, PRACTICE, "01632 960151", M, "DEMO-GP-0009",
        status=AccountStatus.REJECTED,
        statement="I am a doctor and can begin at once.",
        reason="The register knows no licence with this number. Please apply again with your own.",
    ),
    Staff(
        "morgan", "Dr Rhys Morgan", Role.GP, PRACTICE, "01632 960152", M,
        status=AccountStatus.INVITED,
    ),
)  # fmt: skip
"""People whose account is not active: suspended, waiting to be verified, rejected, invited."""

STAFF = (ADMINISTRATOR, *GPS, *SPECIALISTS, *OTHERS)
