"""PDF: opened, freed of everything that acts or hides, and written anew."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from portal.domain.errors import Invalid, TooLarge
from portal.infra.clean import Limits

ACTS = frozenset({
    "/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/EF",
    "/AF", "/RichMedia", "/RichMediaContent", "/RichMediaSettings", "/XFA", "/Movie", "/Rendition",
    "/Sound", "/Metadata", "/PieceInfo",
})  # fmt: skip
"""Keys under which a PDF does something by itself, or carries something else along."""

HARMLESS = frozenset({"/GoTo", "/Named", "/URI"})
"""Actions of a link that a reader clicks: another page, or a web address."""

LINKS = (b"https://", b"http://", b"mailto:", b"tel:")
ODD_NOTES = frozenset({"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/FileAttachment"})
PICTURES = frozenset({"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"})
PAGES = 500
DEPTH = 60
UNPACKED = 300 * 1024 * 1024
"""Bytes that all streams of one document may unpack to."""

STEP = 1024 * 1024
DAMAGED = "This PDF is damaged or incomplete. Please save it again, and send the new file."
LOCKED = "This PDF is protected. Print it to a new PDF without protection, and send that."
BOMB = "This PDF unpacks to far more than it seems to hold. It is not accepted."


def document(data: bytes, limits: Limits) -> bytes:
    """Return the document, which now only shows itself. Raises Invalid and TooLarge."""
    try:
        content = _rewritten(data, limits)
        with pikepdf.open(io.BytesIO(content)) as again:
            left = [key for one in _all(again) for key in _keys(one) if key in ACTS]
    except pikepdf.PasswordError as why:
        raise Invalid(LOCKED) from why
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, zlib.error) as why:
        raise Invalid(DAMAGED) from why
    if left:
        raise Invalid("This PDF holds active content that cannot be taken out.")
    if len(content) > limits.bytes * 2:
        raise TooLarge("This PDF is too large. Please send a smaller one.")
    return content


def _rewritten(data: bytes, limits: Limits) -> bytes:
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        if pdf.is_encrypted:
            raise Invalid(LOCKED)
        pages = len(pdf.pages)
        if not pages:
            raise Invalid("This PDF has no pages.")
        if pages > PAGES:
            raise TooLarge(f"This PDF has {pages} pages. At most {PAGES} are accepted.")
        room = UNPACKED
        for one in _all(pdf):
            if isinstance(one, Stream):
                room -= _unpacked(one, room, limits)
            _disarm(one)
        for page in pdf.pages:
            _quiet_notes(page.obj)
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _all(pdf: pikepdf.Pdf) -> Iterator[Object]:
    """Return every dictionary and stream, also those that lie inside another."""
    waiting: list[tuple[Any, int]] = [(one, 0) for one in pdf.objects]
    waiting.append((pdf.trailer, 0))
    while waiting:
        one, depth = waiting.pop()
        if depth > DEPTH:
            raise Invalid(DAMAGED)
        if isinstance(one, Dictionary | Stream):
            yield one
            inner: list[Any] = [one.get(key) for key in _keys(one)]
        elif isinstance(one, Array):
            inner = list(one)  # pyright: ignore[reportUnknownArgumentType]
        else:
            continue
        nested = [i for i in inner if isinstance(i, Dictionary | Array)]
        waiting += [(i, depth + 1) for i in nested if not i.is_indirect]


def _keys(one: Object) -> list[str]:
    return [str(key) for key in one.keys()]  # noqa: SIM118 - a PDF dictionary iterates otherwise


def _disarm(one: Object) -> None:
    """Take out what acts, and every action but those that a reader clicks and sees."""
    for key in _keys(one):
        if key in ACTS or (key == "/A" and _acts(one.get(key))) or key == "/Next":
            del one[key]


def _acts(action: Any) -> bool:
    if not isinstance(action, Dictionary):
        return False
    kind = str(action.get("/S", ""))
    if kind == "/URI":
        return not bytes(action.get("/URI", b"")).lower().startswith(LINKS)
    return bool(kind) and kind not in HARMLESS


def _quiet_notes(page: Object) -> None:
    """Drop what plays, and what carries a file, from a page."""
    notes = page.get("/Annots")
    if isinstance(notes, Array):
        kept = [n for n in notes if not _odd(n)]  # pyright: ignore[reportUnknownVariableType]
        page["/Annots"] = Array(kept)


def _odd(note: Any) -> bool:
    return isinstance(note, Dictionary) and str(note.get("/Subtype", "")) in ODD_NOTES


def _unpacked(stream: Stream, room: int, limits: Limits) -> int:
    """Return to how many bytes a stream unpacks. Raises TooLarge when there is no room for it."""
    filters = _filters(stream)
    width, height = (_number(stream.get(key)) for key in ("/Width", "/Height"))
    if width * height > limits.pixels:
        raise TooLarge(BOMB)
    data = stream.read_raw_bytes()
    for name in filters:
        if name in PICTURES:
            return len(data)
        if name != "/FlateDecode":
            data = stream.read_bytes()
            break
        data = _inflated(data, room)
    if len(data) > room:
        raise TooLarge(BOMB)
    return len(data)


def _inflated(data: bytes, room: int) -> bytes:
    unpack = zlib.decompressobj()
    out = bytearray()
    while data:
        try:
            out += unpack.decompress(data, STEP)
        except zlib.error:
            break  # damaged from here on: a reader shows what came before
        if len(out) > room:
            raise TooLarge(BOMB)
        data = unpack.unconsumed_tail
    return bytes(out)


def _filters(stream: Stream) -> list[str]:
    given: Any = stream.get("/Filter")
    if given is None:
        return []
    return [str(given)] if isinstance(given, Name) else [str(one) for one in given]


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int) else 0
