"""Files as strangers send them, made in code: good ones, and ones that mean harm."""

import io
import struct
import warnings
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, PngImagePlugin

from portal.schemas.consultation_claim import Cancel

CANCEL = Cancel(reason="Feeling better.")
PLACE = b"51.5007"
"""Where a picture says it was taken; it must not be found in what is kept."""

SCRIPT = b"<script>fetch('/api/me')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    """A picture with a gradient, so that it is not all one colour."""
    image = Image.linear_gradient("L").resize(size).convert(options.pop("mode", "RGB"))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def phone() -> bytes:
    """A HEIC as a telephone takes it: 96 by 64 points, to be turned right; the top is red then.

    Kept as a file, since what reads such pictures here cannot write them.
    """
    return (Path(__file__).parent / "phone.heic").read_bytes()


def large(size: tuple[int, int] = (4000, 3000), quality: int = 80) -> bytes:
    """A picture as a telephone takes it: twelve million pixels, more than five megabytes."""
    image = Image.effect_noise(size, 40).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def taken_somewhere(kind: str = "JPEG") -> bytes:
    """A picture that tells where, when and with what it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "Camera of Anna Ash"
    exif.get_ifd(0x8825)[2] = (51.5007, 0.0, 0.0)
    comment = {"comment": b"taken at 51.5007"} if kind == "JPEG" else {}
    return picture(kind, exif=exif.tobytes(), **comment)


def animated() -> bytes:
    """A GIF of three frames."""
    frames = [Image.new("RGB", (64, 48), colour) for colour in ("red", "green", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=SCRIPT)
    return out.getvalue()


def telling_png() -> bytes:
    """A PNG with words inside."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Location", PLACE.decode())
    words.add_itxt("Script", SCRIPT.decode())
    return picture("PNG", pnginfo=words)


def zipped(name: str = "evil.exe") -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "MZ")
    return out.getvalue()


def png_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that claims, and unpacks to, 900 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        whole = kind + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = b"\0" * (1 + side // 8)
    pack = zlib.compressobj(9)
    body = b"".join(pack.compress(row) for _ in range(side)) + pack.flush()
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def document(pages: int = 1, **root: Any) -> bytes:
    """A PDF of blank pages; what is given is put into its root."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        for name, value in root.items():
            pdf.Root[f"/{name}"] = value
        return _saved(pdf)


def acting(**deed: Any) -> Dictionary:
    """An action of a PDF."""
    return Dictionary({f"/{name}": value for name, value in deed.items()})


def script(code: str = "app.alert(1)") -> Dictionary:
    """An action that runs JavaScript."""
    return acting(S=Name.JavaScript, JS=code)


def noted(*notes: Dictionary) -> bytes:
    """A PDF whose page carries these annotations."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        for note in notes:
            note["/Rect"] = Array([0, 0, 99, 99])
        page.obj["/Annots"] = Array([pdf.make_indirect(note) for note in notes])
        return _saved(pdf)


def carrying() -> bytes:
    """A PDF with a program attached."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, b"MZ-the-program")
        return _saved(pdf)


def telling() -> bytes:
    """A PDF that says who wrote it, and where."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Author"] = "Anna Ash"
        with pdf.open_metadata() as meta:
            meta["dc:creator"] = ["Anna Ash"]
        return _saved(pdf)


def locked() -> bytes:
    """A PDF that needs a password."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        return _saved(pdf, encryption=pikepdf.Encryption(owner="owner", user="user"))


def pdf_bomb(times: int = 1) -> bytes:
    """A PDF of less than a megabyte that unpacks to 320 of them, packed once or twice."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        pack = zlib.compressobj(9)
        body = b"".join(pack.compress(bytes(1024 * 1024)) for _ in range(320)) + pack.flush()
        for _ in range(times - 1):
            body = zlib.compress(body, 9)
        stream = pikepdf.Stream(pdf, b"")
        stream.write(body, filter=Array([Name.FlateDecode] * times))
        page.obj["/Contents"] = pdf.make_indirect(stream)
        out = io.BytesIO()
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return out.getvalue()


def _saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some are odd on purpose
        pdf.save(out, **options)
    return out.getvalue()
