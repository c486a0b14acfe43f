"""Files that people send: pictures and PDF."""

from enum import StrEnum


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
