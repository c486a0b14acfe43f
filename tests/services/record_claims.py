"""What clinicians and patients say about a record, ready to be sent."""

from portal.domain.record import EntryKind, Vital
from portal.schemas import record_claim as claims

PENICILLIN = claims.AllergyClaim(
    substance="Penicillin", reaction="Swelling of the face", severity="life_threatening",
    certainty="confirmed",
)  # fmt: skip
DIABETES = claims.ConditionClaim(code="E11.9", since="2019-04-01")
METFORMIN = claims.MedicationClaim(
    substance="Metformin", strength="500 mg", form="tablet", dosage="1 tablet twice a day"
)
PULSE = claims.MeasurementClaim(vital=Vital.HEART_RATE, value="72")
PRESSURE = claims.MeasurementClaim(vital=Vital.BLOOD_PRESSURE, value="128", value_second="82")
GOOD = {
    EntryKind.ALLERGY: PENICILLIN,
    EntryKind.CONDITION: DIABETES,
    EntryKind.MEDICATION: METFORMIN,
    EntryKind.MEASUREMENT: PULSE,
}
WHY = claims.Why(reason="Written down for the wrong patient.")
NEEDS = claims.NeedsClaim(phone="020 7946 0123", language="Polish", large_print=True)
ENDING = claims.Ending()


def corrected(kind, **facts):
    """The good claim of a kind, corrected."""
    said = GOOD[kind].model_dump(exclude_none=True) | {"reason": "I had misread it."} | facts
    return claims.CORRECTIONS[kind].model_validate(said)


def measured(vital, value, second=None, **facts):
    """One measurement."""
    return claims.MeasurementClaim(vital=vital, value=value, value_second=second, **facts)
