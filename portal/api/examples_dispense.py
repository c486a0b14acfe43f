"""What is said about a pharmacy's work in the documents, with invented people."""

from typing import Any

PRESCRIPTION_ID = "2b8f6f0e-1f0a-4b7e-9d53-7a1d0b6c4e21"
ITEM_ID = "9a4c7b52-3d0e-4f6a-8b19-5e2f1c0d7a63"
MEDICINE_ID = "f3b0e8d1-6a27-4c95-b8e4-0d1c2a3f4b56"
LINE_ID = "0c6f1d2e-8b37-4a59-9e10-3d4c5b6a7f80"
PATIENT_ID = "c9d5f1b7-0f3e-4a86-b1d2-5a7c8e9f0a1b"
SIGNED, STARTED, AGAIN = "2026-09-14T08:31:00Z", "2026-09-14T09:40:00Z", "2026-09-15T17:00:00Z"
EXPIRES = "2027-03-16T08:31:00Z"
NAME = "amoxicillin 500 mg capsule"
TOKEN = "1".join(["04DK6RS9CNQ3A"] * 12)

Examples = dict[str, Any]


def _one(summary: str, value: Examples) -> Examples:
    return {"said": {"summary": summary, "value": value}}


def _count(counted: int, reason: str = "") -> Examples:
    return {"medicine_id": MEDICINE_ID, "counted": counted, "reason": reason}


SCANS: Examples = _one("What the scanner read", {"token": TOKEN})
REASONS: Examples = _one("Out of stock", {"reason": "Out of stock until the end of the month."})
QUERIES: Examples = _one(
    "A dose that looks high", {"query": "Is 1 g four times a day meant for this patient?"}
)
SUPPLIES: Examples = {
    "part": {
        "summary": "A part of one medicine; the rest is owed",
        "value": {
            "lines": [
                {
                    "item_id": ITEM_ID, "quantity": 14, "batch": "A7", "expires_on": "2027-05-31",
                    "owed_until": "2026-09-16",
                }
            ],
            "ready_by": "2026-09-14T15:00",
        },
    },
    "another": {
        "summary": "Another product of the same substance and route",
        "value": {
            "lines": [
                {
                    "item_id": ITEM_ID, "quantity": 21, "substitute_id": MEDICINE_ID,
                    "substitution_note": "The other brand is out of stock.",
                }
            ]
        },
    },
}  # fmt: skip
CHECKS: Examples = {
    "second": {"summary": "By a second person", "value": {}},
    "alone": {"summary": "By somebody who is alone", "value": {"note": "I am alone on Sundays."}},
}
HAND_OVERS: Examples = {
    "patient": {
        "summary": "To the patient", "value": {"identifiers": ["name", "birth_date"]},
    },
    "controlled": {
        "summary": "A controlled drug, to somebody else",
        "value": {
            "identifiers": ["name", "address"], "collector": "Alf Ash, her son",
            "proof": "Passport",
        },
    },
}  # fmt: skip
DELIVERIES: Examples = {
    "dispatch": {
        "summary": "Sent out",
        "value": {
            "step": "dispatch", "number": 1, "delivery_to": "4 Mill Lane", "courier": "Colin Clay",
        },
    },
    "deliver": {
        "summary": "Delivered",
        "value": {"step": "deliver", "number": 1, "identifiers": ["name", "address"]},
    },
    "fail": {
        "summary": "Not delivered",
        "value": {"step": "fail", "number": 1, "reason": "Nobody opened the door."},
    },
}  # fmt: skip
TOO_LATE: Examples = {
    "recorded": {"summary": "The hand-over is recorded already", "value": {}},
    "not_recorded": {
        "summary": "It is not recorded yet", "value": {"identifiers": ["name", "birth_date"]},
    },
    "some": {
        "summary": "Of several supplies, the patient has the first",
        "value": {"identifiers": ["name", "birth_date"], "handed": [1]},
    },
}  # fmt: skip
RECEIPTS: Examples = _one(
    "A delivery",
    {"medicine_id": MEDICINE_ID, "quantity": 56, "supplier": "Alder Wholesale", "note": ""},
)
COUNTS: Examples = {
    "agrees": {"summary": "As the register says", "value": _count(84)},
    "differs": {
        "summary": "One is missing", "value": _count(83, "One broke, and was destroyed."),
    },
}  # fmt: skip
CORRECTIONS: Examples = {
    "quantity": {
        "summary": "Another quantity came in",
        "value": {"quantity": 56, "reason": "The line says 560: a nought too many."},
    },
    "never": {
        "summary": "It never happened",
        "value": {"never_happened": True, "reason": "It came to another pharmacy."},
    },
}

_LANE: Examples = {
    "words": "West Pharmacy since 10:40.",
    "steps": [
        {"name": "sent", "word": "Sent to West Pharmacy", "detail": "09:31", "state": "done"},
        {"name": "claimed", "word": "Started", "detail": "10:40", "state": "now"},
        {"name": "handed", "word": "Handed over", "detail": "", "state": "ahead"},
    ],
    "zone": "Europe/London",
}
_ROW: Examples = {
    "id": PRESCRIPTION_ID,
    "code": "7QK4-M2XD",
    "status": "active",
    "claim_status": "claimed",
    "patient_id": PATIENT_ID,
    "patient": "Anna Ash",
    "born": "17 May 1980",
    "namesake": "",
    "age": 46,
    "sex": "female",
    "prescriber": "Dr Carol Cedar",
    "pharmacy": "West Pharmacy",
    "medicines": NAME,
    "item_count": 1,
    "closed_count": 0,
    "issue": 1,
    "issues": 1,
    "created_at": SIGNED,
    "signed_at": SIGNED,
    "since": STARTED,
    "expires_at": EXPIRES,
    "expires_soon": False,
    "queue": "preparing",
    "queues": ["preparing"],
    "stop_requested": False,
    "alerted": False,
    "controlled": False,
    "turn": "mine",
    "turn_words": "Your turn",
    "lane": _LANE,
    "step": "",
    "step_label": "",
}
_ITEM: Examples = {
    "id": ITEM_ID,
    "position": 1,
    "medicine_id": MEDICINE_ID,
    "name": NAME,
    "substance": "amoxicillin",
    "strength": "500 mg",
    "form": "capsule",
    "route": "oral",
    "schedule": "none",
    "schedule_words": "",
    "sentence": "Take 1 capsule 3 times a day for 7 days.",
    "quantity": 21,
    "unit": "capsule",
    "quantity_words": "21 capsules",
    "status": "to_be_dispensed",
    "status_words": "to be supplied",
    "supplied": 0,
    "committed": 0,
    "remaining": 21,
    "progress_words": "21 capsules",
    "owed_until": None,
    "reason": "",
    "warnings": [],
    "steps": [{"name": "refuse", "label": "Not supplied…", "asks": ["reason"]}],
}
_LINE: Examples = {
    "id": LINE_ID,
    "at": STARTED,
    "line": 12,
    "kind": "received",
    "medicine_id": MEDICINE_ID,
    "drug": "morphine sulfate 10 mg tablet",
    "unit": "tablet",
    "quantity": 56,
    "quantity_words": "56 tablets",
    "balance": 84,
    "balance_words": "84 tablets",
    "by": "Phil Poplar",
    "counterparty": "Alder Wholesale",
    "collector": "",
    "proof": "",
    "note": "",
    "prescription_id": "",
    "corrects_id": "",
    "corrects_line": 0,
    "corrected_by_id": "",
    "corrected_by_line": 0,
    "correctable": True,
    "own": False,
    "recount": False,
}
_BALANCE: Examples = {
    "medicine_id": MEDICINE_ID,
    "drug": "morphine sulfate 10 mg tablet",
    "balance": 84,
    "balance_words": "84 tablets",
    "last_at": STARTED,
}

ANSWERS: Examples = {
    "PrescriptionView": {
        **_ROW,
        "patient_phone": "020 7946 0123",
        "patient_address": "4 Mill Lane",
        "practice": "North Practice",
        "practice_phone": "020 7946 0000",
        "consultation_id": "",
        "note": "",
        "reason": "",
        "items": [_ITEM],
        "warnings": [],
        "supplies": [],
        "thread": [],
        "held_at": None,
        "escalated": False,
        "place": {
            "id": "5d1c8e7f-2a4b-4c6d-9e8f-0a1b2c3d4e5f",
            "name": "West Pharmacy",
            "phone": "020 7946 0178",
            "address": "1 High Street",
            "open_now": True,
            "hours_words": "Open until 18:00",
            "usual": False,
        },
        "may_choose": False,
        "interval_days": None,
        "next_issue_at": None,
        "next_issue_id": "",
        "repeats_over": False,
        "allergy_knowledge": "none_known",
        "none_known_by": "Dr Carol Cedar, 14 September 2026",
        "allergies": [],
        "taking": [],
        "steps": [{"name": "hold", "label": "Ask the prescriber…", "asks": ["query"]}],
        "timeline": [
            {"what": "Signed", "who": "Dr Carol Cedar", "at": SIGNED, "reason": ""},
            {"what": "Claimed", "who": "Phil Poplar", "at": STARTED, "reason": ""},
        ],
    },
    "PrescriptionPage": {"items": [_ROW], "total": 1, "next_cursor": None},
    "RegisterPage": {
        "items": [_LINE], "balances": [_BALANCE], "total": 1, "next_cursor": None
    },
    "EndOfDay": {
        "pharmacy": "West Pharmacy",
        "address": "1 High Street",
        "day": "2026-09-14",
        "day_words": "Monday 14 September 2026",
        "today": True,
        "latest": "2026-09-14",
        "before": "2026-09-13",
        "after": "",
        "zone": "Europe/London",
        "made_at": AGAIN,
        "made_by": "Phil Poplar",
        "sections": [
            {
                "name": "owing",
                "word": "Owing",
                "open": True,
                "lines": [
                    {
                        "prescription_id": PRESCRIPTION_ID,
                        "code": "7QK4-M2XD",
                        "patient": "Anna Ash",
                        "born": "17 May 1980",
                        "prescriber": "Dr Carol Cedar",
                        "medicines": NAME,
                        "since": STARTED,
                        "detail": f"7 capsules of {NAME} until Wednesday",
                    }
                ],
            }
        ],
        "controlled": [_LINE],
        "balances": [_BALANCE],
    },
}  # fmt: skip
