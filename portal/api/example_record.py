"""What is said about records in the documents: bodies and answers, with invented people."""

from typing import Any

from portal.api import example_file

PATIENT_ID = "51d7f6c9-0b7e-4a40-8c4e-0f2d8c1a9b35"
ENTRY_ID = "a8e0c1b4-96f2-4d5f-8a1d-3b0c7e2f6d48"
AT, BEFORE = "2026-09-14T08:12:03Z", "2026-06-12T09:30:00Z"

Examples = dict[str, Any]


def _one(summary: str, value: Examples) -> Examples:
    return {"said": {"summary": summary, "value": value}}


_ALLERGY: Examples = {
    "substance": "Penicillin",
    "reaction": "Swelling of the face",
    "severity": "life_threatening",
    "certainty": "confirmed",
}
_CONDITION: Examples = {"code": "E11.9", "since": "2019-04-01"}
_MEDICATION: Examples = {
    "substance": "Metformin",
    "strength": "500 mg",
    "form": "tablet",
    "dosage": "1 tablet twice a day",
}
_PRESSURE: Examples = {"vital": "85354-9", "value": 128, "value_second": 82}
_WHY: Examples = {"reason": "I had misread the letter."}
_NEEDS: Examples = {
    "phone": "020 7946 0123",
    "address": "4 Mill Lane",
    "language": "Polish",
    "large_print": True,
    "needs": "Uses a wheelchair.",
    "contact_preference": "By telephone, in the morning",
    "emergency_contact": "Jan Ash",
    "emergency_phone": "020 7946 0124",
    "emergency_relation": "Brother",
}

ALLERGIES = _one("An allergy", _ALLERGY)
CONDITIONS = _one("A diagnosis of ICD-10", _CONDITION)
MEDICATIONS = _one("What is taken", _MEDICATION)
MEASUREMENTS = _one("A blood pressure", _PRESSURE)
ALLERGY_CORRECTIONS = _one("The whole entry, and why", _ALLERGY | _WHY)
CONDITION_CORRECTIONS = _one("The whole entry, and why", _CONDITION | _WHY)
MEDICATION_CORRECTIONS = _one("The whole entry, and why", _MEDICATION | _WHY)
MEASUREMENT_CORRECTIONS = _one("The whole entry, and why", _PRESSURE | _WHY)
REASONS = _one("Why", {"reason": "Written down for the wrong patient."})
ENDINGS = _one("Over since a day", {"until": "2026-09-01", "reason": "Healed."})
NEEDS = _one("The whole sheet", _NEEDS)

_ENTRY: Examples = {
    "id": ENTRY_ID,
    "kind": "allergy",
    "title": "Penicillin",
    "detail": "Swelling of the face · life-threatening",
    "status": "current",
    "source": "clinician",
    "by": "Dr Carol Cedar",
    "recorded_at": AT,
    "replaces_id": "",
    "reason": "",
    "changed_by": "",
    "changed_at": None,
    "fields": _ALLERGY,
}
_ALLERGY_VIEW: Examples = {
    **_ENTRY, **_ALLERGY, "severity_words": "Life-threatening", "none_known": False,
}  # fmt: skip
_CONDITION_VIEW: Examples = {
    **_ENTRY,
    "kind": "condition",
    "title": "Type 2 diabetes mellitus without complications",
    "detail": "E11.9 · since 1 April 2019",
    "fields": {"code": "E11.9", "since": "2019-04-01", "note": ""},
    "code": "E11.9",
    "label": "Type 2 diabetes mellitus without complications",
    "since": "2019-04-01",
    "until": None,
    "note": "",
}
_MEDICATION_VIEW: Examples = {
    **_ENTRY,
    "kind": "medication",
    "title": "Metformin 500 mg tablet",
    "detail": "1 tablet twice a day",
    "fields": {**_MEDICATION, "since": ""},
    **_MEDICATION,
    "since": None,
    "until": None,
}
_MEASUREMENT_VIEW: Examples = {
    **_ENTRY,
    "kind": "measurement",
    "title": "Blood pressure 128/82 mmHg",
    "detail": "in range",
    "fields": {"vital": "85354-9", "value": "128", "value_second": "82", "note": ""},
    "vital": "85354-9",
    "name": "Blood pressure",
    "value": 128,
    "value_second": 82,
    "text": "128/82",
    "unit": "mm[Hg]",
    "unit_words": "mmHg",
    "reading": "usual",
    "reading_words": "in range",
    "usual": "90–140 / 60–90",
    "taken_at": AT,
    "note": "",
}
_VITAL: Examples = {
    "latest": _MEASUREMENT_VIEW,
    "change": "−6",
    "direction": "down",
    "before_at": BEFORE,
    "spark": "0.0,3.0 72.0,17.0",
    "plain": "blood pressure",
}
_NEEDS_VIEW: Examples = {**_NEEDS, "updated_at": AT}
_POINT: Examples = {
    "id": ENTRY_ID,
    "at": AT,
    "value": 128,
    "second": 82,
    "text": "128/82",
    "reading": "usual",
    "reading_words": "in range",
    "by_patient": True,
}
_ROW: Examples = {
    "id": ENTRY_ID,
    "kind": "allergy",
    "title": "Penicillin",
    "detail": "Swelling of the face · life-threatening",
    "by": "Dr Carol Cedar",
    "at": AT,
    "status": "current",
    "source": "clinician",
    "reason": "",
    "link": "",
}
_LOOK: Examples = {
    "id": 4711,
    "who": "Dr Carol Cedar",
    "role": "GP",
    "organization": "North Practice",
    "what": "your record",
    "why": "Treats you: your consultation of 14 September 2026",
    "at": AT,
}
ANSWERS: Examples = {
    "PatientList": {
        "items": [
            {
                "id": PATIENT_ID,
                "name": "Anna Ash",
                "birth_date": "1980-05-17",
                "born": "17 May 1980",
                "age": 46,
                "sex": "female",
                "last_at": AT,
            }
        ],
        "total": 1,
    },
    "EntryView": _ENTRY,
    "AllergyView": _ALLERGY_VIEW,
    "ConditionView": _CONDITION_VIEW,
    "MedicationView": _MEDICATION_VIEW,
    "MeasurementView": _MEASUREMENT_VIEW,
    "VitalView": _VITAL,
    "NeedsView": _NEEDS_VIEW,
    "LookView": _LOOK,
    "EntryPage": {"items": [_ENTRY], "next_cursor": None},
    "TimelinePage": {"items": [_ROW], "next_cursor": None},
    "LookPage": {"items": [_LOOK], "next_cursor": None},
    "SeriesView": {
        "vital": "85354-9",
        "name": "Blood pressure",
        "unit_words": "mmHg",
        "usual": "90–140 / 60–90",
        "low": 90,
        "high": 140,
        "points": [_POINT],
        "more": False,
    },
    "RecordView": {
        "patient_id": PATIENT_ID,
        "name": "Anna Ash",
        "birth_date": "1980-05-17",
        "born": "17 May 1980",
        "namesake": "",
        "age": 46,
        "sex": "female",
        "email": "anna.ash@clinic.example",
        "needs": _NEEDS_VIEW,
        "allergy_knowledge": "listed",
        "none_known_by": "",
        "allergies": [_ALLERGY_VIEW],
        "conditions": [_CONDITION_VIEW],
        "medications": [_MEDICATION_VIEW],
        "vitals": [_VITAL],
        "documents": [example_file.ATTACHMENT],
        "can_write": True,
    },
}
