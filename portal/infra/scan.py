"""Codes in a picture that a stranger took: found and read as text, nothing else.

This runs in a process of its own (see `cleaner`), which reads no settings and knows no secret.
"""

from typing import Any, cast

import zxingcpp
from PIL import Image, ImageOps

from portal.domain.errors import NotAccepted
from portal.infra.clean import Limits, is_picture
from portal.infra.clean_picture import on_white, upright

FEWER = (1800, 1100, 700)
"""Longest edges to try after the picture itself: a large, noisy photograph reads better smaller."""

ACCEPTED = "Send a picture (JPEG, PNG, WebP, GIF or HEIC) of the code."


def texts(data: bytes, limits: Limits) -> list[str]:
    """Return the text of each QR code, whichever way up and at whatever angle it was taken.

    Raises NotAccepted for something else than a picture, TooLarge, and Invalid for a damaged one.
    """
    if not is_picture(data):
        raise NotAccepted(ACCEPTED)
    grey = on_white(upright(data, limits)).convert("L")
    for picture in (grey, *_smaller(grey)):
        if found := _read(picture):
            return found
        if found := _read(ImageOps.autocontrast(picture, cutoff=2)):
            return found
    return []


def _read(picture: Image.Image) -> list[str]:
    reader = cast(Any, zxingcpp)
    found = reader.read_barcodes(picture, formats=reader.BarcodeFormat.QRCode)
    return list(dict.fromkeys(str(one.text) for one in found))


def _smaller(picture: Image.Image) -> list[Image.Image]:
    longest = max(picture.size)
    return [
        ImageOps.contain(picture, (edge, edge), Image.Resampling.BOX)
        for edge in FEWER
        if edge < longest
    ]
