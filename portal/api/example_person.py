"""What is said about people in the documents: bodies and answers, with invented people."""

from typing import Any

Examples = dict[str, Any]

PERSON_ID = "0e4a9a44-58a5-4d0e-a0c1-6e7d2f1b3c90"
SINCE = "2026-09-14T08:09:40Z"
REASON = "The licence could not be found in the register."
_ROW: Examples = {
    "id": PERSON_ID,
    "name": "Dr Otto Reed",
    "email": "otto.reed@clinic.example",
    "role": "gp",
    "role_label": "GP",
    "organization": "North Practice",
    "status": "pending",
    "since": SINCE,
    "unconfirmed": False,
}
_LICENCE: Examples = {
    "specialty": "",
    "body": "General Medical Council",
    "number": "TEST-123",
    "until": "1 January 2028",
    "run_out": False,
    "statement": "",
    "verified": None,
    "verified_by": "",
}
REASONS: Examples = {"unknown": {"summary": "Why", "value": {"reason": REASON}}}
LEAVES: Examples = {
    "covered": {
        "summary": "A colleague goes on with what they have begun",
        "value": {"reason": REASON, "cover_id": "7d0f3a52-6c1e-4b0a-9c55-2f1f6f3f8a10"},
    }
}
RENEWALS: Examples = {
    "renewed": {"summary": "With a new licence", "value": {"licence_until": "2028-01-01"}}
}
INVITATIONS: Examples = {
    "colleague": {
        "summary": "A GP for the manager's own practice",
        "value": {"email": "otto.reed@clinic.example", "profession": "gp"},
    }
}
ANSWERS: Examples = {
    "PersonRow": _ROW,
    "PersonPage": {
        "items": [_ROW],
        "total": 1,
        "counts": {"pending": 1, "active": 42, "suspended": 0, "invited": 2, "over": 3},
        "next_cursor": None,
    },
    "PersonView": {
        **_ROW,
        "phone": "01632 960124",
        "until": None,
        "reason": "",
        "licensed": True,
        "licence": _LICENCE,
        "documents": [],
        "sessions": 0,
        "work": {"waiting": 0, "accepted": 0, "started": 0},
        "covers": [],
        "cover": "",
        "steps": [{"name": "verify", "label": "Verify", "asks": []}],
        "timeline": [{"what": "Applied", "who": "Dr Otto Reed", "at": SINCE, "reason": ""}],
    },
}
