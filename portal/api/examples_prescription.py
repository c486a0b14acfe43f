"""What prescribing looks like in the documents, with invented people."""

from typing import Any

PRESCRIPTION_ID = "2b8f6f0e-1f0a-4b7e-9d53-7a1d0b6c4e21"
PATIENT_ID = "c9d5f1b7-0f3e-4a86-b1d2-5a7c8e9f0a1b"
CONSULTATION_ID = "7d0f3a52-6c1e-4b0a-9c55-2f1f6f3f8a10"
MEDICINE_ID = "6f1a5d1e-52b4-4a6e-9a3f-0d6f0f5b7c21"
FAVOURITE_ID = "a4c1e7b2-90d3-4f58-8e6a-3b7d1f2c5a90"
PHARMACY_ID = "5e1d8c3a-7b42-4f09-8a6d-1c2e3f405162"
SIGNED, EXPIRES = "2026-09-14T09:00:00Z", "2027-03-16T09:00:00Z"
MARK = "2026-09-14T08:58:12.000000+00:00"
NAME = "Amoxicillin 500 mg capsules"
SENTENCE = "Take 1 capsule by mouth three times a day for 7 days. Finish the course."
UNKNOWN = "Kidney function is not taken into account."

Examples = dict[str, Any]


def _one(summary: str, value: Examples) -> Examples:
    return {"said": {"summary": summary, "value": value}}


WRITES: Examples = _one(
    "An antibiotic, in a consultation",
    {
        "patient_id": PATIENT_ID,
        "consultation_id": CONSULTATION_ID,
        "items": [
            {
                "medicine_id": MEDICINE_ID,
                "dose": 1,
                "frequency": "three_daily",
                "duration_days": 7,
                "instruction": "Finish the course",
                "overrides": {},
            }
        ],
        "pharmacy_id": PHARMACY_ID,
        "note": "",
    },
)
_ITEM: Examples = {
    "key": "0",
    "medicine_id": MEDICINE_ID,
    "dose": "1",
    "frequency": "three_daily",
    "every_hours": "",
    "as_needed": False,
    "as_needed_for": "",
    "max_per_day": "",
    "duration_days": "7",
    "instruction": "Finish the course",
    "quantity": "",
    "overrides": {},
}
_FIELDS: Examples = {
    "items": [_ITEM],
    "pharmacy_id": PHARMACY_ID,
    "note": "Please explain the course.",
    "repeats": "",
    "interval_days": "",
}
OPENS: Examples = _one("Outside of a consultation", {"patient_id": PATIENT_ID})
DRAFTS: Examples = _one("What is typed so far", {"fields": _FIELDS, "base": MARK})
BESIDE: Examples = _one("One medicine", {"patient_id": PATIENT_ID, "items": [_ITEM]})
PREVIEWS: Examples = _one("One medicine", {"patient_id": PATIENT_ID, "item": _ITEM})
SIGNS: Examples = _one("The draft that was looked through", {"mark": MARK})
CANCELS: Examples = _one(
    "A side effect", {"reason": "A rash has come: please do not take any more of it."}
)
ANSWERED: Examples = _one(
    "The dose is meant", {"answer": "Yes, 1 g is meant: she weighs 84 kg and has had it before."}
)
PHARMACIES: Examples = _one("Another one", {"pharmacy_id": PHARMACY_ID})

FAVOURITES: Examples = _one(
    "An antibiotic for a week",
    {
        "name": "Amoxicillin, 7 days",
        "medicine_id": MEDICINE_ID,
        "dosage": {
            "dose": 1,
            "frequency": "three_daily",
            "duration_days": 7,
            "instruction": "Finish the course",
        },
    },
)
_READY: Examples = {
    "id": FAVOURITE_ID,
    "name": "Amoxicillin, 7 days",
    "medicine_id": MEDICINE_ID,
    "medicine": NAME,
    "sentence": SENTENCE,
    "quantity_words": "21 capsules",
    "fields": {**_ITEM, "key": ""},
    "by": "",
    "at": None,
    "item": {
        "medicine_id": MEDICINE_ID,
        "dose": "1",
        "frequency": "three_daily",
        "every_hours": None,
        "as_needed": False,
        "as_needed_for": "",
        "max_per_day": None,
        "duration_days": 7,
        "instruction": "Finish the course",
        "quantity": None,
        "overrides": {},
    },
}

_PREVIEW: Examples = {
    "medicine_id": MEDICINE_ID,
    "name": NAME,
    "schedule_words": "",
    "sentence": SENTENCE,
    "quantity": 21.0,
    "unit": "capsule",
    "quantity_words": "21 capsules",
    "computed": True,
    "price_minor": 120,
    "problems": {},
    "findings": [],
    "already": "",
    "notes": [],
    "not_checked": [
        UNKNOWN,
    ],
}
_ROW: Examples = {
    "id": PRESCRIPTION_ID,
    "code": "7QK4-M2XD",
    "status": "active",
    "claim_status": "offered",
    "patient_id": PATIENT_ID,
    "patient": "Anna Ash",
    "born": "17 May 1980",
    "namesake": "",
    "age": 46,
    "sex": "unknown",
    "prescriber": "Dr Carol Cedar",
    "pharmacy": "West Pharmacy",
    "medicines": NAME,
    "item_count": 1,
    "closed_count": 0,
    "issue": 1,
    "issues": 1,
    "created_at": SIGNED,
    "signed_at": SIGNED,
    "since": SIGNED,
    "expires_at": EXPIRES,
    "expires_soon": False,
    "queue": "new",
    "queues": [
        "new",
    ],
    "stop_requested": False,
    "alerted": False,
    "controlled": False,
    "turn": "theirs",
    "turn_words": "West Pharmacy’s turn",
    "lane": {
        "words": "Sent to West Pharmacy 10:00, not started yet.",
        "steps": [
            {
                "name": "sent",
                "word": "Dr Carol Cedar signed it",
                "detail": "10:00 · to West Pharmacy",
                "state": "done",
            },
            {
                "name": "claimed",
                "word": "West Pharmacy takes it on",
                "detail": "",
                "state": "now",
            },
            {
                "name": "preparing",
                "word": "Prepared and checked",
                "detail": "",
                "state": "ahead",
            },
            {
                "name": "ready",
                "word": "Ready to collect",
                "detail": "",
                "state": "ahead",
            },
            {
                "name": "handed",
                "word": "Handed over",
                "detail": "",
                "state": "ahead",
            },
        ],
        "zone": "Europe/London",
    },
    "step": "",
    "step_label": "",
}
ANSWERS: dict[str, Examples] = {
    "PrescriptionDraft": {
        "id": PRESCRIPTION_ID,
        "patient_id": PATIENT_ID,
        "patient": "Anna Ash",
        "consultation_id": "",
        "mark": MARK,
        "until": "2026-09-28T09:00:00Z",
        "fields": _FIELDS,
    },
    "ItemPreview": _PREVIEW,
    "ReadyDosage": _READY,
    "ReadyDosageList": {"items": [_READY]},
    "PharmacyList": {
        "items": [
            {
                "id": PHARMACY_ID,
                "name": "West Pharmacy",
                "phone": "020 7946 0178",
                "address": "1 High Street",
                "open_now": True,
                "hours_words": "Open until 18:00",
                "usual": True,
            }
        ]
    },
    "PreviewsView": {"items": [_PREVIEW]},
    "ReviewView": {
        "id": PRESCRIPTION_ID,
        "patient_id": PATIENT_ID,
        "patient": "Anna Ash",
        "mark": MARK,
        "pharmacy_id": PHARMACY_ID,
        "pharmacy": "West Pharmacy",
        "note": "Please explain the course.",
        "repeats": 0,
        "interval_days": None,
        "problems": {},
        "unanswered": 0,
        "valid_until": EXPIRES,
        "controlled": False,
        "price_minor": 120,
        "notes": [],
        "not_checked": [
            UNKNOWN,
        ],
        "ready": True,
        "items": [{**_PREVIEW, "key": "0", "position": 1}],
    },
    "PrescriptionPage": {"items": [_ROW], "total": 1, "next_cursor": None},
}
