"""What speaks against a medicine in this patient, what nobody checked, and a new allergy."""

from datetime import date
from decimal import Decimal

import prescriptions
import pytest
from factories import saved
from services import record_claims
from sqlmodel import col, update

from portal.domain.dosage_word import Frequency
from portal.domain.medicine import Pregnancy
from portal.domain.prescription_word import (
    ItemStatus,
    PrescriptionStatus,
    WarningKind,
    WarningSeverity,
)
from portal.domain.record import Certainty, EntryKind, Severity
from portal.models import (
    Allergy,
    AuditEntry,
    Notification,
    Prescription,
    PrescriptionItem,
    PrescriptionWarning,
    User,
)
from portal.models.account import Sex
from portal.schemas import record_claim as claims
from portal.services import prescription_check, record_entry
from portal.services.prescription_check import Proposed
from portal.services.prescription_maximum import shares
from portal.services.work import look, perform

X, S, C = WarningSeverity
F = Frequency


class Clinic:
    """One patient of the GP, a shelf of medicines, and what a check says."""

    def __init__(self, world):
        self.world = world
        self.patient = world.patient
        world.accepted()

    def medicine(self, substance, **facts):
        row = prescriptions.medicine(substance, **facts)
        saved(row)
        return row

    def check(self, *medicines, leaving_out=(), taken=None):
        """Check these medicines; `taken` is how the last of them is taken."""
        proposed = [
            Proposed(n, one, prescriptions.dosage(one)) for n, one in enumerate(medicines, 1)
        ]
        if taken is not None:
            proposed[-1] = Proposed(len(medicines), medicines[-1], taken)
        return look(
            self.world.gp, prescription_check.check, self.patient.id, proposed,
            leaving_out=leaving_out,
        )  # fmt: skip

    def not_checked(self, *medicines):
        return look(self.world.gp, prescription_check.not_checked, self.patient.id, medicines)

    def allergic(self, substance="Penicillin", **facts):
        said = record_claims.PENICILLIN.model_dump(exclude_none=True)
        claim = claims.AllergyClaim.model_validate(said | {"substance": substance} | facts)
        return perform(self.world.gp, record_entry.add, self.patient.id, claim)

    def takes(self, substance, **facts):
        said = record_claims.METFORMIN.model_dump(exclude_none=True)
        claim = claims.MedicationClaim.model_validate(said | {"substance": substance} | facts)
        return perform(self.world.gp, record_entry.add, self.patient.id, claim)

    def has(self, code):
        claim = claims.ConditionClaim(code=code)
        return perform(self.world.gp, record_entry.add, self.patient.id, claim)

    def signed(self, *medicines, **facts):
        return prescriptions.written(self.patient, self.world.gp, medicines, **facts)


@pytest.fixture
def clinic(world, clock):
    return Clinic(world)


def said(findings, kind=None):
    return [(one.kind, one.severity) for one in findings if kind in (None, one.kind)]


def of(findings, kind):
    return [one for one in findings if one.kind is kind]


@pytest.mark.parametrize(
    ("substance", "medicine", "severity", "weight"),
    [
        ("Penicillin", "amoxicillin", "life_threatening", X),
        ("Penicillin", "amoxicillin", "severe", X),
        ("Penicillin", "amoxicillin", "moderate", S),
        ("Penicillin", "amoxicillin", "mild", C),
        ("Amoxicillin", "amoxicillin", "mild", S),
        ("Penicillin", "cefalexin", "severe", S),
        ("Penicillin", "cefalexin", "moderate", C),
        ("codeine", "morphine sulfate", "severe", S),
        ("codeine", "morphine sulfate", "moderate", C),
    ],
)
def test_how_bad_the_reaction_was_says_how_much_it_speaks_against_the_medicine(
    clinic, substance, medicine, severity, weight
):
    clinic.allergic(substance, severity=severity)

    found = clinic.check(clinic.medicine(medicine))

    assert said(found) == [(WarningKind.ALLERGY, weight)]


def test_an_allergy_says_what_it_is_and_how_the_medicine_belongs_to_it(clinic):
    clinic.allergic()

    (found,) = clinic.check(clinic.medicine("amoxicillin"))

    assert found.sentence == (
        "Allergy to Penicillin (Swelling of the face, life threatening): "
        "Amoxicillin 500 mg capsules belongs to the penicillins."
    )
    assert "BNF" in found.source


def test_an_allergy_that_is_not_confirmed_counts_and_says_so(clinic):
    clinic.allergic(certainty="unconfirmed")

    (found,) = clinic.check(clinic.medicine("amoxicillin"))

    assert found.sentence.endswith("The allergy is not confirmed.")


def test_a_refuted_allergy_and_one_struck_out_do_not_count(clinic):
    clinic.allergic(certainty="refuted")
    wrong = clinic.allergic()
    where = (clinic.patient.id, EntryKind.ALLERGY, wrong.id)
    perform(clinic.world.gp, record_entry.withdraw, *where, record_claims.WHY)

    assert clinic.check(clinic.medicine("amoxicillin")) == []


def test_a_brand_of_the_formulary_names_the_allergy(clinic):
    shelf = clinic.medicine("nitrofurantoin", atc="J01XE01", brands=["Furanix"])
    clinic.allergic("Furanix")

    assert said(clinic.check(shelf)) == [(WarningKind.ALLERGY, X)]


def test_another_patients_allergy_does_not_count(clinic):
    clinic.allergic()
    clinic.patient = clinic.world.patient2

    assert clinic.check(clinic.medicine("amoxicillin")) == []


def test_two_of_one_prescription_are_held_against_each_other_once(clinic):
    warfarin, ibuprofen = clinic.medicine("warfarin"), clinic.medicine("ibuprofen")

    (found,) = clinic.check(warfarin, ibuprofen)
    (turned,) = clinic.check(ibuprofen, warfarin)

    assert (found.kind, found.severity, found.position) == (WarningKind.INTERACTION, S, 2)
    assert "on this prescription" in found.sentence
    assert "stomach" in found.sentence
    assert found.key == turned.key


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        (PrescriptionStatus.ACTIVE, True),
        (PrescriptionStatus.ON_HOLD, True),
        (PrescriptionStatus.PARTLY_DISPENSED, True),
        (PrescriptionStatus.DISPENSED, False),
        (PrescriptionStatus.CANCELLED, False),
        (PrescriptionStatus.EXPIRED, False),
        (PrescriptionStatus.DISCARDED, False),
    ],
)
def test_what_is_prescribed_elsewhere_counts_while_it_is_open(clinic, status, counts):
    facts = {PrescriptionStatus.ON_HOLD: {"held_at": prescriptions.factories.MONDAY},
             PrescriptionStatus.CANCELLED: {"reason": "Not needed."}}  # fmt: skip
    clinic.signed(clinic.medicine("warfarin"), status=status, **facts.get(status, {}))

    found = clinic.check(clinic.medicine("ibuprofen"))

    assert bool(found) is counts
    assert all("on another open prescription" in one.sentence for one in found)


def test_a_prescription_of_another_patient_does_not_count(clinic):
    prescriptions.written(clinic.world.patient2, clinic.world.gp, [clinic.medicine("warfarin")])

    assert clinic.check(clinic.medicine("ibuprofen")) == []


def test_the_issue_before_this_one_is_no_second_medicine(clinic):
    ramipril = clinic.medicine("ramipril")
    entry = clinic.takes("Ramipril", strength="5 mg")
    row, (item,) = prescriptions.signed(clinic.patient, clinic.world.gp, [ramipril])
    item.record_entry_id = prescriptions.UUID(entry.id)
    saved(row, item)

    assert said(clinic.check(ramipril), WarningKind.DUPLICATE) == [(WarningKind.DUPLICATE, S)]
    assert clinic.check(ramipril, leaving_out=[row.id]) == []


def test_the_medication_of_the_record_counts_whatever_it_is_called(clinic):
    clinic.medicine("warfarin", brands=["Marevan"])
    clinic.takes("Marevan 3 mg")

    (found,) = clinic.check(clinic.medicine("ibuprofen"))

    assert (found.kind, found.severity) == (WarningKind.INTERACTION, S)
    assert "Marevan 3 mg (among the current medication)" in found.sentence


def test_the_same_medicine_on_the_record_is_its_next_supply(clinic):
    ramipril = clinic.medicine("ramipril")
    clinic.takes("Ramipril", strength="5 mg")

    assert clinic.check(ramipril) == []


@pytest.mark.parametrize(
    "facts", [{"strength": "10 mg"}, {"strength": ""}, {"strength": "5 mg", "form": "capsule"}]
)
def test_another_strength_or_form_on_the_record_may_be_a_second_one(clinic, facts):
    ramipril = clinic.medicine("ramipril")
    clinic.takes("Ramipril", **facts)

    (found,) = clinic.check(ramipril)

    assert (found.kind, found.severity) == (WarningKind.DUPLICATE, C)
    assert "instead of" in found.sentence
    assert "or beside it" in found.sentence


def test_what_a_pharmacy_has_refused_is_not_taken(clinic):
    warfarin = clinic.medicine("warfarin")
    row, (item,) = prescriptions.signed(clinic.patient, clinic.world.gp, [warfarin])
    item.status, item.reason = ItemStatus.NOT_DISPENSED, "Out of stock."
    saved(row, item)

    assert clinic.check(clinic.medicine("ibuprofen")) == []


def test_medication_that_ended_does_not_count(clinic):
    clinic.medicine("warfarin")
    entry = clinic.takes("Warfarin")
    where = (clinic.patient.id, EntryKind.MEDICATION, entry.id)
    perform(clinic.world.gp, record_entry.end, *where, record_claims.ENDING)

    assert clinic.check(clinic.medicine("ibuprofen")) == []


def test_a_substance_inside_a_combination_is_a_duplicate(clinic):
    both = clinic.medicine("paracetamol"), clinic.medicine("paracetamol + codeine")

    found = of(clinic.check(*both), WarningKind.DUPLICATE)

    assert said(found) == [(WarningKind.DUPLICATE, S)]
    assert "both hold paracetamol" in found[0].sentence


def test_two_of_one_group_are_a_duplicate(clinic):
    found = clinic.check(clinic.medicine("ibuprofen"), clinic.medicine("naproxen"))

    assert said(found) == [(WarningKind.DUPLICATE, S)]


def test_more_than_the_usual_most_is_said_with_the_sum(clinic):
    paracetamol = clinic.medicine("paracetamol")

    at_most = clinic.check(paracetamol, taken=prescriptions.dosage(paracetamol, 2, F.FOUR_DAILY))
    (over,) = clinic.check(
        paracetamol, taken=prescriptions.dosage(paracetamol, 2, F.EVERY_HOURS, every_hours=4)
    )

    assert at_most == []
    assert (over.kind, over.severity) == (WarningKind.MAXIMUM, S)
    assert over.sentence == (
        "6000 mg of paracetamol in 24 hours: the usual most for an adult is 4000 mg."
    )


def test_as_needed_counts_its_own_most(clinic):
    paracetamol = clinic.medicine("paracetamol")
    needed = {"as_needed": True, "as_needed_for": "pain"}

    taken = prescriptions.dosage(paracetamol, 2, F.WHEN_NEEDED, **needed, max_per_day=10)
    (over,) = clinic.check(paracetamol, taken=taken)

    assert over.sentence.startswith("5000 mg of paracetamol")


def test_the_same_substance_from_several_medicines_is_added_up(clinic):
    plain, compound = clinic.medicine("paracetamol"), clinic.medicine("paracetamol + codeine")
    full = prescriptions.dosage(plain, 2, F.FOUR_DAILY)
    row, (item,) = prescriptions.signed(clinic.patient, clinic.world.gp, [plain])
    item.dose, item.frequency = Decimal(2), full.frequency.value
    saved(row, item)

    found = clinic.check(compound, taken=prescriptions.dosage(compound, 1, F.FOUR_DAILY))

    (over,) = of(found, WarningKind.MAXIMUM)
    assert over.sentence == (
        "6000 mg of paracetamol in 24 hours, together with Paracetamol 500 mg tablets "
        "(on another open prescription): the usual most for an adult is 4000 mg."
    )


def test_the_second_substance_of_a_combination_has_a_most_too(clinic):
    clinic.medicine("codeine", atc="R05DA04", amount=30, strength="30 mg", max_daily=240)
    strong = clinic.medicine("paracetamol + codeine", strength="250 mg/30 mg", amount=250)

    found = clinic.check(strong, taken=prescriptions.dosage(strong, 3, F.FOUR_DAILY))

    assert [one.sentence.partition(" in ")[0] for one in found] == ["360 mg of codeine"]


@pytest.mark.parametrize(
    ("substance", "strength", "shared"),
    [
        ("paracetamol + codeine", "500 mg/30 mg", {"paracetamol": 1, "codeine": Decimal("0.06")}),
        ("amoxicillin + clavulanic acid", "125 mg/31 mg/5 ml",
         {"amoxicillin": 1, "clavulanic acid": Decimal("0.248")}),
        ("levothyroxine", "50 micrograms", {"levothyroxine": 1}),
        ("clotrimazole + hydrocortisone", "1%/1%", {"clotrimazole": 1}),
    ],
)  # fmt: skip
def test_a_strength_says_how_much_of_each_substance_there_is(substance, strength, shared):
    assert shares(substance, strength) == shared


def test_methotrexate_every_day_is_stopped(clinic):
    methotrexate = clinic.medicine("methotrexate")

    daily = clinic.check(methotrexate, taken=prescriptions.dosage(methotrexate, 4, F.ONCE_DAILY))
    weekly = clinic.check(methotrexate, taken=prescriptions.dosage(methotrexate, 4, F.WEEKLY))

    assert said(daily) == [(WarningKind.MAXIMUM, X)]
    assert weekly == []


def patient_is(clinic, write, sex, born):
    write(
        update(User)
        .where(col(User.id) == clinic.patient.id)
        .values(sex=sex, birth_date=date(born, 5, 17))
    )


@pytest.mark.parametrize(
    ("sex", "born", "advice", "severity"),
    [
        (Sex.FEMALE, 1990, Pregnancy.AVOID, S),
        (Sex.FEMALE, 1990, Pregnancy.CAUTION, C),
        (Sex.FEMALE, 1990, Pregnancy.USUAL, None),
        (Sex.FEMALE, 1990, None, None),
        (Sex.FEMALE, 2014, Pregnancy.AVOID, S),
        (Sex.FEMALE, 2015, Pregnancy.AVOID, None),
        (Sex.FEMALE, 1971, Pregnancy.AVOID, S),
        (Sex.FEMALE, 1970, Pregnancy.AVOID, None),
        (Sex.UNKNOWN, 1990, Pregnancy.AVOID, S),
        (Sex.MALE, 1990, Pregnancy.AVOID, None),
    ],
)
def test_pregnancy_is_asked_about_where_it_is_possible(clinic, write, sex, born, advice, severity):
    patient_is(clinic, write, sex, born)

    found = clinic.check(clinic.medicine("ramipril", pregnancy=advice))

    assert said(found) == ([(WarningKind.PREGNANCY, severity)] if severity else [])
    assert all("Ask whether" in one.sentence for one in found)


@pytest.mark.parametrize("code", ["Z33", "Z34.9", "O14.0"])
def test_a_pregnancy_on_the_record_speaks_against_it(clinic, write, code):
    patient_is(clinic, write, Sex.FEMALE, 1990)
    clinic.has(code)
    avoid = clinic.medicine("ramipril", pregnancy=Pregnancy.AVOID)
    caution = clinic.medicine("sertraline", pregnancy=Pregnancy.CAUTION)

    found = clinic.check(avoid, caution)

    assert said(found) == [(WarningKind.PREGNANCY, X), (WarningKind.PREGNANCY, S)]
    assert all("the patient is pregnant" in one.sentence for one in found)


def test_findings_come_worst_first_and_have_the_same_keys_each_time(clinic):
    clinic.allergic()
    shelf = [clinic.medicine(one) for one in ("warfarin", "ibuprofen", "amoxicillin", "naproxen")]

    found = clinic.check(*shelf)

    assert [one.severity.rank for one in found] == sorted(one.severity.rank for one in found)
    assert found[0].kind is WarningKind.ALLERGY
    assert [one.key for one in found] == [one.key for one in clinic.check(*shelf)]
    assert len({one.key for one in found}) == len(found)
    assert max(len(one.key) for one in found) <= 160


def test_a_medicine_without_a_dosage_is_checked_for_all_the_rest(clinic):
    clinic.allergic()
    shelf = clinic.medicine("amoxicillin")

    found = look(clinic.world.gp, prescription_check.check, clinic.patient.id, [Proposed(1, shelf)])

    assert said(found) == [(WarningKind.ALLERGY, X)]


ALWAYS = list(prescription_check.ALWAYS)
ASKED = "No allergy information: nobody has asked yet."


def test_what_is_never_checked_is_always_said(clinic, write):
    patient_is(clinic, write, Sex.MALE, 1980)
    perform(clinic.world.gp, record_entry.none_known, clinic.patient.id)

    assert clinic.not_checked(clinic.medicine("paracetamol")) == ALWAYS


def test_silence_about_allergies_is_not_read_as_none(clinic):
    assert ASKED in clinic.not_checked()

    perform(clinic.world.gp, record_entry.none_known, clinic.patient.id)

    assert ASKED not in clinic.not_checked()


def test_facts_that_nobody_checked_are_said(clinic, write):
    patient_is(clinic, write, Sex.FEMALE, 1990)
    blank = clinic.medicine("newdrug", schedule=None, strength="5 mg")

    lines = clinic.not_checked(blank)

    assert lines[3:] == [
        "The usual maximum of Newdrug 5 mg tablets is not known.",
        "The use of Newdrug 5 mg tablets in pregnancy is not checked.",
        "Whether Newdrug 5 mg tablets is a controlled drug is not checked.",
        "The class of Newdrug 5 mg tablets is not known: interactions may be missed.",
    ]


def test_an_allergy_and_a_medicine_that_nobody_can_place_are_said(clinic):
    clinic.allergic("Latex")
    clinic.allergic("Grass pollen")
    clinic.takes("St John’s wort")

    lines = clinic.not_checked()

    assert "Allergy to “Latex”: no medicine is known by this name." in lines
    assert "“St John’s wort” among the current medication is not in the formulary." in lines
    assert not any("pollen" in line for line in lines)


@pytest.mark.parametrize(("born", "child"), [(2010, False), (2011, True)])
def test_doses_of_children_are_not_checked(clinic, write, born, child):
    patient_is(clinic, write, Sex.MALE, born)

    assert any("children" in line for line in clinic.not_checked()) is child


def warnings(rows, row):
    found = rows(PrescriptionWarning, PrescriptionWarning.prescription_id == row.id)
    return [(one.kind, one.severity, one.after_signing) for one in found]


def alerts(rows):
    return rows(AuditEntry, AuditEntry.action == "prescription:alerted")


@pytest.fixture
def open_one(clinic):
    """An open prescription of amoxicillin and paracetamol, at the pharmacy."""
    shelf = [clinic.medicine("amoxicillin"), clinic.medicine("paracetamol")]
    pharmacy = clinic.world.pharmacist.organization_id
    row, _ = clinic.signed(*shelf, pharmacy_id=pharmacy)
    return row


def test_a_new_allergy_is_held_against_every_open_prescription(
    clinic, open_one, rows, one, announced
):
    clinic.allergic()

    assert warnings(rows, open_one) == [(WarningKind.ALLERGY, X, True)]
    (warned,) = rows(PrescriptionWarning)
    assert one(PrescriptionItem, warned.item_id).substance == "amoxicillin"
    assert one(Prescription, open_one.id).status is PrescriptionStatus.ACTIVE
    assert f"org:{open_one.pharmacy_id}" in announced.audiences("prescription")


def test_a_new_allergy_is_told_to_prescriber_pharmacy_and_patient(clinic, open_one, rows):
    clinic.allergic()

    told = {
        note.recipient_id: note.sentence
        for note in rows(Notification, Notification.kind == "prescription:alerted")
    }
    assert set(told) == {
        clinic.world.gp.id, clinic.world.pharmacist.id, clinic.world.patient.id
    }  # fmt: skip
    assert told[clinic.world.pharmacist.id].startswith("NEW ALLERGY")


def test_an_allergy_that_speaks_against_nothing_alerts_nobody(clinic, open_one, rows):
    clinic.allergic("Trimethoprim")
    clinic.allergic("Amoxicillin", certainty="refuted")

    assert warnings(rows, open_one) == []
    assert alerts(rows) == []


def test_a_prescription_that_is_over_alerts_nobody(clinic, rows):
    row, _ = clinic.signed(clinic.medicine("amoxicillin"), status=PrescriptionStatus.DISPENSED)

    clinic.allergic()

    assert warnings(rows, row) == []


def test_another_patients_prescription_alerts_nobody(clinic, rows):
    shelf = [clinic.medicine("amoxicillin")]
    row, _ = prescriptions.written(clinic.world.patient2, clinic.world.gp, shelf)

    clinic.allergic()

    assert warnings(rows, row) == []


def corrected(clinic, entry, **facts):
    claim = record_claims.corrected(EntryKind.ALLERGY, **facts)
    return perform(clinic.world.gp, record_entry.correct, clinic.patient.id, entry.id, claim)


def test_a_correction_that_changes_nothing_for_it_alerts_nobody_again(clinic, open_one, rows):
    entry = clinic.allergic(severity="severe")

    corrected(clinic, entry, severity="severe", reaction="Swelling of the lips")

    assert len(warnings(rows, open_one)) == 1
    assert len(alerts(rows)) == 1


def test_a_correction_that_makes_it_worse_alerts_again(clinic, open_one, rows):
    entry = clinic.allergic(severity="mild")

    corrected(clinic, entry, severity="life_threatening")

    assert warnings(rows, open_one) == [
        (WarningKind.ALLERGY, C, True),
        (WarningKind.ALLERGY, X, True),
    ]
    assert len(alerts(rows)) == 2


def test_what_was_known_when_it_was_signed_is_not_news(clinic, rows, one):
    entry = clinic.allergic(severity="severe")
    shelf = clinic.medicine("amoxicillin")
    (finding,) = clinic.check(shelf)
    row, (item,) = clinic.signed(shelf)
    saved(
        PrescriptionWarning(
            created_at=row.created_at, prescription_id=row.id, item_id=item.id,
            kind=finding.kind, severity=finding.severity, key=finding.key,
            sentence=finding.sentence, override_reason="It was a rash long ago.",
        )
    )  # fmt: skip

    corrected(clinic, entry, severity="severe")

    assert one(Allergy, prescriptions.UUID(entry.id)).certainty is Certainty.CONFIRMED
    assert one(Allergy, prescriptions.UUID(entry.id)).severity is Severity.SEVERE
    assert alerts(rows) == []
