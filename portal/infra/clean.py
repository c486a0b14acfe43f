"""What a file really is, and that file without anything that could harm or tell too much.

This runs in a process of its own (see `cleaner`), which reads no settings and knows no secret.
"""

from typing import Any, NamedTuple, cast

import puremagic

from portal.domain.attachment import MediaType
from portal.domain.errors import NotAccepted

ACCEPTED = "Send a picture (JPEG, PNG, WebP, GIF or HEIC) or a PDF."
HEIC = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
"""The brands of the still pictures that telephones take."""

LONGEST_NAME = 60


class Limits(NamedTuple):
    """How large what is kept may be, in bytes and pixels."""

    bytes: int
    pixels: int


class Cleaned(NamedTuple):
    """A file as it is kept. A PDF has no measures; its thumbnail is drawn apart."""

    media_type: MediaType
    content: bytes
    width: int | None
    height: int | None
    thumbnail: bytes


def clean(data: bytes, limits: Limits) -> Cleaned:
    """Return the file as it may be kept, whatever its name says.

    Raises NotAccepted for another kind of file, TooLarge, and Invalid for one that is damaged.
    """
    # Each is imported only when it is needed: most files are pictures.
    if data.startswith(b"%PDF-"):
        from portal.infra.clean_pdf import document  # noqa: PLC0415

        return Cleaned(MediaType.PDF, document(data, limits), None, None, b"")
    if is_picture(data):
        from portal.infra.clean_picture import picture  # noqa: PLC0415

        return picture(data, limits)
    raise NotAccepted(f"{_called(data)} {ACCEPTED}")


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a picture that is accepted."""
    if is_heic(data):
        return True
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return webp or data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"))


def is_heic(data: bytes) -> bool:
    """Whether the first bytes are those of a picture of a telephone, which becomes a JPEG."""
    return data[4:8] == b"ftyp" and data[8:12] in HEIC


def _called(data: bytes) -> str:
    """Say what was sent instead, as far as its first bytes tell."""
    try:
        found: Any = cast(Any, puremagic).magic_string(data[:4096])
    except (puremagic.PureError, ValueError, IndexError):
        found = []
    name = str(found[0].name) if found else ""
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return "This is neither a picture nor a PDF, whatever it is called."
    return f"This is not accepted (it seems to be: {name})."
