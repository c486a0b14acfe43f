"""Files that people send: pictures and PDF."""

import re
import unicodedata
from enum import StrEnum

NAME_LENGTH = 100
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
"""Unicode categories that a reader cannot see, or that turn the reading direction round."""

ENDING = re.compile(r"\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,5}$")


class Purpose(StrEnum):
    """What a file was sent for."""

    REQUEST = "request"
    CHAT = "chat"
    RECORD = "record"
    LICENCE = "licence"


class MediaType(StrEnum):
    """What is kept. Everything else is refused, or made into one of these."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    PDF = "application/pdf"

    @property
    def suffix(self) -> str:
        """The ending of a file's name."""
        return {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}[self.value]

    @property
    def is_picture(self) -> bool:
        """Whether it is shown on the page, and may show a body."""
        return self is not MediaType.PDF


def shown_name(claimed: str, kind: MediaType) -> str:
    """Return what a file is called on the page: the sender's words, with the ending of its content.

    Folders, invisible signs, signs that turn the reading direction round and further endings are
    dropped. A name is only ever shown, never used as an address.
    """
    last = re.split(r"[/\\]", claimed)[-1]
    seen = "".join(
        " " if c.isspace() else c
        for c in unicodedata.normalize("NFC", last)
        if c.isspace() or unicodedata.category(c) not in HIDDEN
    )
    stem = " ".join(seen.split()).strip(". ")
    while ENDING.search(stem):
        stem = ENDING.sub("", stem).strip(". ")
    stem = stem[:NAME_LENGTH].strip()
    return (stem or ("Picture" if kind.is_picture else "Document")) + kind.suffix
