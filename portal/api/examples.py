"""What bodies and answers look like, with invented people; the documents show nothing else."""

from typing import Any

from portal.api import (
    example_file,
    example_person,
    example_record,
    examples_dispense,
    examples_prescription,
    examples_verify,
)

CONSULTATION_ID = "7d0f3a52-6c1e-4b0a-9c55-2f1f6f3f8a10"
NOTIFICATION_ID = "b1f7c0de-31a4-4e0b-8f6d-0c9e2a7d4e55"
CLINICIAN_ID = "0e4a9a44-58a5-4d0e-a0c1-6e7d2f1b3c90"
PATIENT_ID = "c9d5f1b7-0f3e-4a86-b1d2-5a7c8e9f0a1b"
MESSAGE_ID = "4f6f0a6e-2f0c-4a4a-9a7e-8f4b1d2c3e5f"
ASKED, ACCEPTED, SAID = "2026-09-14T08:02:11Z", "2026-09-14T08:09:40Z", "2026-09-14T08:12:03Z"
SYMPTOMS = "I have had a sore throat and a fever of 38.6 since Saturday."
SAFETY = "If you cannot swallow fluids or find it hard to breathe, call 999."

Examples = dict[str, Any]


def one(summary: str, value: Examples) -> Examples:
    """Return an example with its summary."""
    return {"summary": summary, "value": value}


REQUESTS: Examples = {
    "first_available": one(
        "The first available clinician",
        {"symptoms": SYMPTOMS, "began": "days", "urgency": "soon"},
    ),
    "chosen": one(
        "A chosen clinician, on Tuesday morning",
        {
            "symptoms": "My blood pressure readings have been high for two weeks.",
            "began": "weeks",
            "urgency": "routine",
            "clinician_id": CLINICIAN_ID,
            "preferred_from": "2026-09-15T07:00:00Z",
            "preferred_until": "2026-09-15T12:00:00Z",
        },
    ),
}
MESSAGES: Examples = {
    "answer": one(
        "An answer to the patient",
        {
            "body": "Thank you, Anna. Can you swallow fluids without trouble?",
            "client_message_id": MESSAGE_ID,
        },
    )
}
SEEN: Examples = {"seen": one("Seen up to the third message", {"seq": 3})}
DECLINES: Examples = {
    "elsewhere": one(
        "Somebody else can do more",
        {
            "reason": "A sudden loss of sight cannot be judged in writing.",
            "advice": "Go to the eye casualty today; they are open until 20:00.",
        },
    )
}
COMPLETES: Examples = {
    "done": one(
        "A viral sore throat",
        {
            "history": "Sore throat and fever for two days, no cough.",
            "examination": "By video: no stridor, swallows well.",
            "assessment": "Viral pharyngitis, FeverPAIN 1.",
            "codes": [{"code": "J02.9", "label": "Acute pharyngitis, unspecified"}],
            "plan": "Paracetamol and fluids; no antibiotic.",
            "outcome": "advice",
            "watch_for": SAFETY,
            "act_by": "If it is no better by Friday",
            "call_whom": "North Practice, 020 7946 0000; at night 111",
        },
    )
}
CANCELS: Examples = {"better": one("The patient feels better", {"reason": "It went away."})}
PREFERENCES: Examples = {
    "by_email": one(
        "Reminders by e-mail as well",
        {"items": [{"kind": "reminders", "in_portal": True, "by_email": True}]},
    )
}
TOKENS: Examples = {
    "narrow": one(
        "A token that may only read",
        {
            "email": "carol.cedar@clinic.example",
            "password": "a long sentence nobody guesses",
            "scopes": ["consultation:read", "notification:read"],
        },
    )
}

_ROW: Examples = {
    "id": CONSULTATION_ID,
    "status": "accepted",
    "urgency": "soon",
    "patient": "Anna Ash",
    "born": "17 May 1980",
    "age": 46,
    "sex": "female",
    "namesake": "",
    "clinician": "Dr Carol Cedar",
    "symptoms": SYMPTOMS,
    "created_at": ASKED,
    "since": ACCEPTED,
    "due_at": "2026-09-14T08:24:40Z",
    "scheduled_for": ACCEPTED,
    "proposed_for": None,
    "proposed_by_me": False,
    "question": "",
    "turn": "mine",
    "turn_words": "Your turn",
    "unread": 0,
    "step": "start",
    "step_label": "Start",
    "can_pass": False,
    "look": "",
    "taken_by": "",
}
_MESSAGE: Examples = {
    "seq": 1,
    "client_message_id": MESSAGE_ID,
    "author": "Dr Carol Cedar",
    "role": "GP",
    "mine": True,
    "body": "Thank you, Anna. Can you swallow fluids without trouble?",
    "sent_at": SAID,
    "date": "2026-09-14",
    "day": "Monday 14 September 2026",
    "attachments": [],
}
_NOTIFICATION: Examples = {
    "id": NOTIFICATION_ID,
    "kind": "consultation:accepted",
    "sentence": "Dr Carol Cedar accepted your request",
    "about": "Your consultation",
    "href": f"/patient/consultations/{CONSULTATION_ID}",
    "subject_id": CONSULTATION_ID,
    "times": 1,
    "at": ACCEPTED,
    "read": False,
}

ANSWERS: dict[str, Examples] = {
    **example_file.ANSWERS,
    **example_record.ANSWERS,
    **example_person.ANSWERS,
    **examples_prescription.ANSWERS,
    **examples_dispense.ANSWERS,
    **examples_verify.ANSWERS,
    "ConsultationView": {
        **_ROW,
        "began": "For a few days",
        "preferred_from": None,
        "preferred_until": None,
        "pool": True,
        "practice": "North Practice",
        "practice_phone": "020 7946 0000",
        "reason": "",
        "advice": "",
        "patient_id": PATIENT_ID,
        "proposed_until": None,
        "asker": "",
        "attachments": [],
        "note": None,
        "upload_megabytes": 25,
        "partner": "Anna Ash",
        "chat_open": True,
        "last_seq": 1,
        "seen_by_me": 1,
        "seen_by_partner": 0,
        "partner_seen_at": None,
        "steps": [
            {"name": "start", "label": "Start", "asks": []},
            {"name": "cancel", "label": "Cancel…", "asks": ["reason"]},
        ],
        "timeline": [
            {"what": "Requested", "who": "Anna Ash", "at": ASKED, "reason": ""},
            {"what": "Accepted", "who": "Dr Carol Cedar", "at": ACCEPTED, "reason": ""},
        ],
    },
    "ConsultationPage": {"items": [_ROW], "total": 1, "next_cursor": None},
    "Colleagues": {"items": [{"value": CLINICIAN_ID, "label": "Dr Carol Cedar"}]},
    "MessageView": _MESSAGE,
    "MessagePage": {"items": [_MESSAGE], "more": False},
    "Seen": {"seq": 3},
    "NotificationPage": {
        "items": [_NOTIFICATION], "total": 1, "unread": 1, "next_cursor": None
    },
    "UnreadCount": {"unread": 2},
    "PreferencesView": {
        "email": "carol.cedar@clinic.example",
        "items": [
            {
                "kind": "reminders",
                "title": "Reminders",
                "hint": "Something begins soon, was not started, or has gone silent.",
                "in_portal": True,
                "by_email": True,
                "fixed": False,
            }
        ],
    },
    "AccessToken": {
        "access_token": "kJ2vY8mS0e5pQ1xR7tZ3wL9nB4cD6fG8hJ0kM2oP4qS",
        "token_type": "bearer",
        "expires_in": 3600,
        "scopes": ["consultation:read", "notification:read"],
    },
    "Me": {
        "id": CLINICIAN_ID,
        "name": "Dr Carol Cedar",
        "email": "carol.cedar@clinic.example",
        "role": "gp",
        "organization": "North Practice",
        "permissions": [
            "consultation:provide", "consultation:read", "message:write", "notification:read"
        ],
    },
    "Health": {"status": "ok"},
    "Problem": {
        "type": "urn:handover:problem:taken",
        "title": "Already taken",
        "status": 409,
        "detail": "Dr David Dogwood has taken this request.",
        "code": "taken",
    },
}  # fmt: skip
"""An example for each kind of answer, by the name of its schema."""


def form(declared: Examples) -> Examples:
    """Add the fields of the sign-in form, which a browser sends as a form."""
    fields = {
        "email": {"type": "string", "format": "email"},
        "password": {"type": "string", "format": "password"},
        "next": {"type": "string", "description": "A path of this site to go on to."},
    }
    schema = {"type": "object", "required": ["email", "password"], "properties": fields}
    example = {"email": "anna.ash@clinic.example", "password": "a long sentence nobody guesses"}
    body = {"application/x-www-form-urlencoded": {"schema": schema, "example": example}}
    extra = declared["openapi_extra"] | {"requestBody": {"required": True, "content": body}}
    return {**declared, "openapi_extra": extra}
