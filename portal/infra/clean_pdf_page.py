"""The first page of a PDF as a small picture, drawn where nothing can be harmed (see `cleaner`)."""

from importlib import import_module
from typing import Any, cast

from portal.infra.clean_picture import THUMBNAIL, thumbnail

_pdfium = cast(Any, import_module("pypdfium2"))  # it tells no types


def first_page(data: bytes) -> bytes:
    """Return the first page as a JPEG whose longest edge is that of a thumbnail.

    Raises PdfiumError (a RuntimeError) for a page that cannot be drawn.
    """
    with _pdfium.PdfDocument(data) as opened:
        page = opened[0]
        scale = THUMBNAIL / max(*page.get_size(), 1.0)
        return thumbnail(page.render(scale=scale).to_pil().convert("RGB"))
