"""Files as strangers send them, made in code: good ones, and ones that mean harm."""

import io
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from portal.schemas.consultation_claim import Cancel

CANCEL = Cancel(reason="Feeling better.")
SECRET_WORDS = b"plaintext-that-must-not-lie-at-rest"


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    """A picture with a gradient, so that it is not all one colour."""
    image = Image.linear_gradient("L").resize(size).convert(options.pop("mode", "RGB"))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def large(size: tuple[int, int] = (4000, 3000), quality: int = 80) -> bytes:
    """A picture as a telephone takes it: twelve million pixels, about five megabytes."""
    image = Image.effect_noise(size, 40).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def document(pages: int = 1, **root: Any) -> bytes:
    """A PDF of blank pages; what is given is put into its root."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        for name, value in root.items():
            pdf.Root[f"/{name}"] = value
        return _saved(pdf)


def script(code: str = "app.alert(1)") -> Dictionary:
    """An action that runs JavaScript."""
    return Dictionary(S=Name.JavaScript, JS=code)


def _saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()
