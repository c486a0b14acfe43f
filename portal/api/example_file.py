"""What is said about files in the documents: forms, bodies and answers."""

from typing import Any

from portal.domain.attachment import Purpose

ATTACHMENT_ID = "c2a0f5d1-8f3e-4f0e-9a51-6b7d3e2c1f04"
CLIENT_ID = "9d1c5e77-2b3a-4c8e-8f10-5a6b7c8d9e0f"
CONSULTATION_ID = "7d0f3a52-6c1e-4b0a-9c55-2f1f6f3f8a10"
PERSON_ID = "0e4a9a44-58a5-4d0e-a0c1-6e7d2f1b3c90"

Examples = dict[str, Any]


def _one(summary: str, value: Examples) -> Examples:
    return {"summary": summary, "value": value}


MARKS: Examples = {"sensitive": _one("Blur it", {"sensitive": True})}
VIEWERS: Examples = {"colleague": _one("Let a colleague see it", {"person": PERSON_ID})}
REMOVALS: Examples = {
    "mistake": _one("Sent by mistake", {"reason": "It shows somebody else’s letter."})
}
VIEWER: Examples = {"id": PERSON_ID, "name": "Dr David Dogwood"}
ATTACHMENT: Examples = {
    "id": ATTACHMENT_ID,
    "purpose": "chat",
    "name": "arm.jpg",
    "media_type": "image/jpeg",
    "is_picture": True,
    "has_thumbnail": True,
    "size": 1843200,
    "size_words": "1.8 MB",
    "width": 4032,
    "height": 3024,
    "by": "Anna Ash",
    "mine": False,
    "sent_at": "2026-09-14T08:12:03Z",
    "consultation_id": CONSULTATION_ID,
    "sensitive": False,
    "locked": False,
    "notice": "",
    "removed": False,
    "viewers": [],
    "may_mark": True,
    "may_unmark": False,
    "may_name": False,
    "may_remove": True,
}
ANSWERS: Examples = {
    "AttachmentView": ATTACHMENT,
    "AttachmentPage": {"items": [ATTACHMENT], "total": 1},
    "ViewerView": VIEWER,
}


def form(fields: Examples, *, chat: bool) -> Examples:
    """Describe the form of an upload. It is read only after the caller is known."""
    left = ("purpose", "consultation", "record") if chat else ("purpose", "consultation")
    shown: Examples = {name: said for name, said in fields.items() if name not in left}
    example = {"file": "(the file)", "client_id": CLIENT_ID, "not_intimate": True}
    if not chat:
        words = [p.value for p in Purpose if p is not Purpose.CHAT]
        shown["purpose"] = {"type": "string", "enum": words}
        example["purpose"] = "request"
    file = {"type": "string", "format": "binary", "description": "The file."}
    schema = {
        "type": "object",
        "required": ["file", "client_id", *([] if chat else ["purpose"])],
        "properties": {"file": file, **shown},
    }
    return {
        "required": True,
        "content": {"multipart/form-data": {"schema": schema, "example": example}},
    }
