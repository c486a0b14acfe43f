"""Pictures: decoded, turned upright, and written anew, so that nothing but pixels is left."""

import io
from importlib import import_module
from typing import Any, cast

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from portal.domain.attachment import MediaType
from portal.domain.errors import Invalid, TooLarge
from portal.infra.clean import Cleaned, Limits, is_heic

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
HEIF = "HEIF"
THUMBNAIL = 480
"""Longest edge of a thumbnail, in pixels: twice what the page draws."""

GOOD, SMALL = 90, 80
_SRGB = cast(Any, ImageCms).createProfile("sRGB")
DAMAGED = "This picture is damaged or incomplete. Please send it again, or take a new one."


def picture(data: bytes, limits: Limits) -> Cleaned:
    """Return the picture with its pixels only. Raises TooLarge, and Invalid when it is damaged."""
    shown = upright(data, limits)
    lossless = data.startswith((b"\x89PNG", b"GIF8"))
    kind = MediaType.PNG if lossless or shown.mode == "RGBA" else MediaType.JPEG
    content = _written(shown, kind)
    if kind is MediaType.PNG and len(content) > limits.bytes:
        kind, content = MediaType.JPEG, _written(on_white(shown), MediaType.JPEG)
    if len(content) > limits.bytes:
        raise TooLarge("This picture is too large. Please send a smaller one.")
    return Cleaned(kind, content, shown.width, shown.height, thumbnail(shown))


def upright(data: bytes, limits: Limits) -> Image.Image:
    """Decode a picture as RGB (or RGBA), turned as its camera says. Raises as `picture`."""
    Image.MAX_IMAGE_PIXELS = None  # the measures are compared below, before anything is decoded
    formats = FORMATS
    if is_heic(data):  # its reader is loaded only when somebody sends one
        cast(Any, import_module("pi_heif")).register_heif_opener(thumbnails=False)
        formats = (HEIF,)
    try:
        with Image.open(io.BytesIO(data), formats=formats) as opened:
            _measured(opened, limits)
            return ImageOps.exif_transpose(_true_colours(opened))
    except (UnidentifiedImageError, Image.DecompressionBombError, EOFError) as why:
        raise Invalid(DAMAGED) from why
    except (OSError, SyntaxError, ValueError, KeyError, IndexError, TypeError) as why:
        raise Invalid(DAMAGED) from why


def _measured(opened: Image.Image, limits: Limits) -> None:
    width, height = opened.size
    if width * height > limits.pixels:
        most = limits.pixels // 1_000_000
        raise TooLarge(
            f"This picture has {width:,} × {height:,} pixels. At most {most} million are accepted."
        )
    if min(width, height) < 1:
        raise Invalid(DAMAGED)


def _true_colours(opened: Image.Image) -> Image.Image:
    """Decode the first frame as plain RGB (or RGBA), in the colours every screen shows."""
    profile = opened.info.get("icc_profile")
    opened.load()
    clear = opened.has_transparency_data
    flat = opened.mode in ("I;16", "I;16B", "I;16L", "I", "F")
    mode = "RGBA" if clear else "RGB"
    plain = (_eight_bits(opened) if flat else opened).convert(mode)
    exif = opened.getexif()
    if profile and opened.mode in ("RGB", "RGBA"):
        plain = _as_srgb(plain, profile)
    plain.info = {"exif": exif.tobytes()} if exif else {}
    return plain


def _eight_bits(deep: Any) -> Image.Image:
    """Return a picture of sixteen bits a pixel in eight."""

    def shrink(value: Any) -> Any:
        return value / 256

    return deep.point(shrink).convert("L")


def _as_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = _SRGB
        turned = ImageCms.profileToProfile(image, source, target, outputMode=image.mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile: the colours as they are written
    return turned or image


def _written(image: Image.Image, kind: MediaType) -> bytes:
    image.info = {}  # or the writer would copy what came along: comments, places, profiles
    out = io.BytesIO()
    if kind is MediaType.PNG:
        image.save(out, "PNG", compress_level=6)
    else:
        image.save(out, "JPEG", quality=GOOD, subsampling=0)
    return out.getvalue()


def thumbnail(image: Image.Image) -> bytes:
    """Return a picture as a small JPEG."""
    small = image.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL), reducing_gap=2.0)
    out = io.BytesIO()
    on_white(small).save(out, "JPEG", quality=SMALL)
    return out.getvalue()


def on_white(image: Image.Image) -> Image.Image:
    """Return a picture with clear parts as they look on paper."""
    if image.mode != "RGBA":
        return image
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image.getchannel("A"))
    return page
