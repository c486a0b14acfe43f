"""What is said about codes in the documents, with an invented one."""

from collections.abc import Callable
from typing import Any

from fastapi import Depends

Examples = dict[str, Any]

TOKEN = "1".join(["04DK6RS9CNQ3A"] * 12)[:162]
CLAIMS: Examples = {
    "printed": {"summary": "The eight printed characters", "value": {"code": "7QK4-M2XD"}},
    "scanned": {"summary": "What a scanner read", "value": {"code": TOKEN}},
}
ANSWERS: Examples = {
    "ReadCode": {"token": TOKEN},
    "Verified": {
        "standing": "waiting",
        "usable": True,
        "title": "Genuine",
        "sentence": "Nothing was supplied yet.",
        "proof": "The signature in the code is ours, and nothing in it was changed.",
        "code": "7QK4-M2XD",
        "signed_at": "2026-09-14T08:31:00Z",
        "signed_words": "14 September 2026",
        "expires_at": "2027-03-16T08:31:00Z",
        "expires_words": "16 March 2027",
        "item_count": 2,
    },
}


def uploads(declared: Examples, check: Callable[..., Any]) -> Examples:
    """Make a declared route one that takes a picture."""
    schema = {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
    content = {"multipart/form-data": {"schema": schema, "example": {"file": "(the picture)"}}}
    declared["openapi_extra"]["requestBody"] = {"required": True, "content": content}
    declared["dependencies"].append(Depends(check))
    return declared
