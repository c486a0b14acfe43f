"""What a clinician takes in at a glance: allergies, conditions, medication, measurements."""

from enum import StrEnum


class EntryStatus(StrEnum):
    """Whether an entry of the record still speaks; what was corrected stays readable."""

    CURRENT = "current"
    ENDED = "ended"
    CORRECTED = "corrected"
    IN_ERROR = "entered_in_error"


LEADS_TO: dict[EntryStatus, frozenset[EntryStatus]] = {
    EntryStatus.CURRENT: frozenset(
        {EntryStatus.ENDED, EntryStatus.CORRECTED, EntryStatus.IN_ERROR}
    ),
    EntryStatus.ENDED: frozenset({EntryStatus.CORRECTED, EntryStatus.IN_ERROR}),
    EntryStatus.CORRECTED: frozenset(),
    EntryStatus.IN_ERROR: frozenset(),
}
"""What may become of an entry. Nothing returns: a mistaken correction is corrected again."""


class Source(StrEnum):
    """Who says so: a clinician, or the patient themselves."""

    CLINICIAN = "clinician"
    PATIENT = "patient"


class Severity(StrEnum):
    """How bad a reaction was (FHIR: AllergyIntolerance.reaction.severity, and life-threatening)."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    LIFE_THREATENING = "life_threatening"


class Certainty(StrEnum):
    """How sure it is (FHIR: AllergyIntolerance.verificationStatus)."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    UNCONFIRMED = "unconfirmed"
    REFUTED = "refuted"


class Vital(StrEnum):
    """A measurement, by its LOINC code."""

    BLOOD_PRESSURE = "85354-9"
    HEART_RATE = "8867-4"
    TEMPERATURE = "8310-5"
    OXYGEN_SATURATION = "59408-5"
    RESPIRATORY_RATE = "9279-1"
    WEIGHT = "29463-7"
    HEIGHT = "8302-2"
    GLUCOSE = "2345-7"
    HBA1C = "4548-4"
    CREATININE = "2160-0"
    SODIUM = "2951-2"
    POTASSIUM = "2823-3"
    CHOLESTEROL = "2093-3"
    HDL = "2085-9"
    LDL = "13457-7"
    TRIGLYCERIDES = "2571-8"
    ALT = "1742-6"
    AST = "1920-8"


class EntryKind(StrEnum):
    """What an entry of the record is about."""

    ALLERGY = "allergy"
    CONDITION = "condition"
    MEDICATION = "medication"
    MEASUREMENT = "measurement"


class TimelineKind(StrEnum):
    """What stands on the one timeline of a record."""

    CONSULTATION = "consultation"
    ALLERGY = "allergy"
    CONDITION = "condition"
    MEDICATION = "medication"
    MEASUREMENT = "measurement"
    DOCUMENT = "document"


class AllergyKnowledge(StrEnum):
    """Whether anybody asked; silence is never read as "none"."""

    NOT_ASKED = "not_asked"
    NONE_KNOWN = "none_known"
    LISTED = "listed"
