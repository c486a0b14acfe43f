"""A pregnancy, a medicine or an allergy that is new is held against open prescriptions, once."""

import prescriptions
import pytest
from factories import saved
from services import record_claims

from portal.domain.medicine import Pregnancy
from portal.domain.prescription_word import PrescriptionStatus, WarningKind, WarningSeverity
from portal.domain.record import EntryKind
from portal.models import AuditEntry, Notification, PrescriptionWarning
from portal.schemas import record_claim as claims
from portal.services import prescription, record_entry
from portal.services.work import perform

X, S, C = WarningSeverity


class Clinic:
    """The GP's patient, what is prescribed for them, and what their record says from now on."""

    def __init__(self, world):
        self.world = world
        self.patient = world.patient
        world.accepted()

    def open(self, substance, patient=None, **facts):
        product = prescriptions.medicine(substance, pregnancy=facts.pop("pregnancy", None))
        saved(product)
        pharmacy = self.world.pharmacist.organization_id
        given = {"pharmacy_id": pharmacy, **facts}
        return prescriptions.written(
            patient or self.patient, self.world.gp, [product], **given
        )  # fmt: skip

    def takes(self, substance, **facts):
        said = record_claims.METFORMIN.model_dump(exclude_none=True)
        claim = claims.MedicationClaim.model_validate(said | {"substance": substance} | facts)
        return perform(self.world.gp, record_entry.add, self.patient.id, claim)

    def has(self, code):
        return perform(
            self.world.gp, record_entry.add, self.patient.id, claims.ConditionClaim(code=code)
        )

    def corrects(self, kind, entry, **facts):
        claim = record_claims.corrected(kind, **facts)
        return perform(self.world.gp, record_entry.correct, self.patient.id, entry.id, claim)


@pytest.fixture
def clinic(world, clock):
    return Clinic(world)


@pytest.fixture
def warned(rows):
    """Return what was found after signing."""

    def find():
        found = rows(PrescriptionWarning, PrescriptionWarning.after_signing)
        return [(one.kind, one.severity) for one in found]

    return find


@pytest.fixture
def alerts(rows):
    """Count how often anybody was alerted."""
    return lambda: len(rows(AuditEntry, AuditEntry.action == "prescription:alerted"))


@pytest.fixture
def told(rows):
    """Return who read which alert."""

    def find():
        kind = Notification.kind == "prescription:alerted"
        return {one.recipient_id: one.sentence for one in rows(Notification, kind)}

    return find


@pytest.mark.parametrize(
    ("advice", "severity"), [(Pregnancy.AVOID, X), (Pregnancy.CAUTION, S), (Pregnancy.USUAL, None)]
)
@pytest.mark.parametrize("code", ["Z33", "Z34.9", "O14.0"])
def test_a_new_pregnancy_is_held_against_open_prescriptions(
    clinic, warned, alerts, code, advice, severity
):
    clinic.open("ramipril", pregnancy=advice)

    clinic.has(code)

    assert warned() == ([(WarningKind.PREGNANCY, severity)] if severity else [])
    assert alerts() == bool(severity)


@pytest.mark.parametrize(("certainty", "told"), [("confirmed", 1), ("refuted", 0)])
def test_an_allergy_that_was_refuted_alerts_nobody(clinic, alerts, certainty, told):
    clinic.open("amoxicillin")
    said = record_claims.PENICILLIN.model_copy(update={"certainty": certainty})

    perform(clinic.world.gp, record_entry.add, clinic.patient.id, said)

    assert alerts() == told


def test_another_diagnosis_alerts_nobody(clinic, alerts):
    clinic.open("ramipril", pregnancy=Pregnancy.AVOID)

    clinic.has("E11.9")

    assert alerts() == 0


@pytest.mark.parametrize(
    ("happens", "staff", "patient"),
    [
        (lambda c: c.has("Z33"), "PREGNANCY: it", "A pregnancy speaks"),
        (lambda c: c.takes("Trimethoprim"), "NEW MEDICINE: it", "Another medicine speaks"),
    ],
    ids=["pregnancy", "medicine"],
)
def test_prescriber_pharmacy_and_patient_read_what_is_new(clinic, told, happens, staff, patient):
    clinic.open("ramipril", pregnancy=Pregnancy.AVOID)

    happens(clinic)

    people = clinic.world
    assert told() == {
        people.gp.id: f"{staff} speaks against your prescription for {people.patient.name}",
        people.pharmacist.id: f"{staff} speaks against the prescription for {people.patient.name}",
        people.patient.id: f"{patient} against your prescription: ask before you take it",
    }


@pytest.mark.parametrize(
    ("prescribed", "new", "severity"),
    [
        ("warfarin", "Ibuprofen", S),
        ("simvastatin", "Clarithromycin", X),
        ("warfarin", "Sertraline", None),
        ("warfarin", "Paracetamol", None),
        ("warfarin", "Warfarin", None),
    ],
)
def test_only_a_serious_interaction_of_a_new_medicine_is_told(
    clinic, warned, alerts, prescribed, new, severity
):
    clinic.open(prescribed)
    for substance in ("ibuprofen", "clarithromycin", "sertraline", "paracetamol"):
        saved(prescriptions.medicine(substance))

    clinic.takes(new)

    assert warned() == ([(WarningKind.INTERACTION, severity)] if severity else [])
    assert alerts() == bool(severity)


@pytest.mark.parametrize("known", ["on the record", "prescribed"])
def test_what_the_patient_was_known_to_take_is_not_news(clinic, alerts, known):
    if known == "prescribed":
        clinic.open("ibuprofen")
    else:
        saved(prescriptions.medicine("ibuprofen"))
        clinic.takes("Ibuprofen")
    clinic.open("warfarin")

    clinic.takes("Ibuprofen", strength="200 mg")

    assert alerts() == 0


def test_a_substance_of_a_combination_that_was_known_is_not_news(clinic, alerts):
    clinic.open("ibuprofen + codeine phosphate")
    clinic.open("warfarin")
    saved(prescriptions.medicine("ibuprofen"))

    clinic.takes("Ibuprofen", strength="200 mg")

    assert alerts() == 0


@pytest.mark.parametrize("times", [1, 2])
def test_a_correction_that_changes_nothing_alerts_nobody_again(clinic, warned, alerts, times):
    clinic.open("warfarin")
    saved(prescriptions.medicine("ibuprofen"))
    entry = clinic.takes("Ibuprofen")

    for _ in range(times):
        entry = clinic.corrects(
            EntryKind.MEDICATION, entry, substance="Ibuprofen", dosage="1 a day"
        )

    assert (len(warned()), alerts()) == (1, 1)


def test_an_allergy_that_is_corrected_twice_alerts_once(clinic, alerts):
    clinic.open("amoxicillin")
    allergy = record_claims.PENICILLIN
    entry = perform(clinic.world.gp, record_entry.add, clinic.patient.id, allergy)

    for reaction in ("Swollen lips", "Swollen tongue"):
        entry = clinic.corrects(EntryKind.ALLERGY, entry, reaction=reaction)

    assert alerts() == 1


def test_a_correction_to_another_medicine_is_news(clinic, warned):
    clinic.open("warfarin")
    saved(prescriptions.medicine("ibuprofen"))
    entry = clinic.takes("Paracetamol")

    clinic.corrects(EntryKind.MEDICATION, entry, substance="Ibuprofen")

    assert warned() == [(WarningKind.INTERACTION, S)]


def test_a_second_note_of_the_same_pregnancy_alerts_nobody_again(clinic, alerts):
    clinic.open("ramipril", pregnancy=Pregnancy.AVOID)

    clinic.has("Z33")
    clinic.has("Z34.9")

    assert alerts() == 1


def test_one_alert_for_each_prescription_it_speaks_against(clinic, alerts, warned):
    clinic.open("ramipril", pregnancy=Pregnancy.AVOID)
    clinic.open("methotrexate", pregnancy=Pregnancy.AVOID)
    clinic.open("paracetamol", pregnancy=Pregnancy.USUAL)

    clinic.has("Z33")

    assert (len(warned()), alerts()) == (2, 2)


def test_two_medicines_of_one_prescription_alert_once(clinic, alerts, warned):
    both = [prescriptions.medicine(name) for name in ("amoxicillin", "flucloxacillin")]
    saved(*both)
    prescriptions.written(clinic.patient, clinic.world.gp, both)

    perform(clinic.world.gp, record_entry.add, clinic.patient.id, record_claims.PENICILLIN)

    assert (alerts(), len(warned())) == (1, 2)


def test_the_same_product_on_two_prescriptions_is_told_of_both(clinic, alerts, warned):
    product = prescriptions.medicine("amoxicillin")
    saved(product)
    for _ in range(2):
        prescriptions.written(clinic.patient, clinic.world.gp, [product])

    perform(clinic.world.gp, record_entry.add, clinic.patient.id, record_claims.PENICILLIN)

    assert (alerts(), len(warned())) == (2, 2)


def test_what_is_over_or_another_patients_alerts_nobody(clinic, alerts):
    over = {"status": PrescriptionStatus.DISPENSED}
    clinic.open("ramipril", pregnancy=Pregnancy.AVOID, **over)
    clinic.open("warfarin", **over)
    clinic.open("ramipril", clinic.world.patient2, pregnancy=Pregnancy.AVOID)
    saved(prescriptions.medicine("ibuprofen"))

    clinic.has("Z33")
    clinic.takes("Ibuprofen")

    assert alerts() == 0


def test_the_prescriber_and_the_pharmacist_read_what_was_found(clinic):
    row, _ = clinic.open("ramipril", pregnancy=Pregnancy.AVOID)

    clinic.has("Z33")

    for who in (clinic.world.gp, clinic.world.pharmacist):
        view = perform(who, prescription.get, row.id)
        (found,) = view.warnings
        assert view.alerted
        assert found.after_signing
        assert "the patient is pregnant" in found.sentence
