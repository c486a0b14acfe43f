"""S8: what strangers send is refused with a sentence, or kept without what could harm or tell."""

import io
import warnings

import files
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from portal.domain.attachment import MediaType, shown_name
from portal.domain.errors import Invalid, NotAccepted, TooLarge
from portal.infra import cleaner
from portal.infra.clean import Limits
from portal.infra.cleaner import Cleaner, cleaned

LIMITS = Limits(20 * 1024 * 1024, 50_000_000)
SECONDS = 20.0
TRICKS = {
    "a page called a picture": b"<!doctype html>" + files.SCRIPT,
    "a page behind spaces": b"   \n\n<html>" + files.SCRIPT,
    "an SVG with a script": files.SVG,
    "an XML page with a style sheet": b'<?xml version="1.0"?><?xml-stylesheet href="x"?><a/>',
    "an archive": files.zipped(),
    "an archive called a Word document": files.zipped("word/document.xml"),
    "a program": b"MZ" + bytes(600),
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
    "a PostScript file": b"%!PS-Adobe-3.0\n(x) run\n",
    "a bitmap": files.picture("BMP"),
    "a TIFF": files.picture("TIFF"),
    "an icon": files.picture("ICO", size=(64, 64)),
    "plain text": b"Dear doctor, see below.",
    "one byte": b"\xff",
    "a PDF behind something else": b"GIF" + files.document(),
    "a PDF behind a page": files.SCRIPT + files.document(),
    "a film": b"\x00\x00\x00\x18ftypisom" + bytes(100),
    "only zeros": bytes(4096),
}
BROKEN = {
    "half a JPEG": files.picture()[:3000],
    "half a PNG": files.picture("PNG")[:900],
    "half a WebP": files.picture("WEBP")[: len(files.picture("WEBP")) // 2],
    "half a GIF": files.picture("GIF")[:700],
    "only a JPEG's first bytes": b"\xff\xd8\xff\xe0" + files.SCRIPT,
    "only a PNG's first bytes": b"\x89PNG\r\n\x1a\n" + files.SCRIPT,
    "a GIF that is a script": b"GIF89a=1;" + files.SCRIPT,
    "a WebP that is a script": b"RIFF\x10\0\0\0WEBP" + files.SCRIPT,
    "half a HEIC": files.phone()[:500],
    "only a HEIC's first bytes": b"\x00\x00\x00\x18ftypheic" + bytes(100),
    "a HEIC that is a script": b"\x00\x00\x00\x18ftypmif1" + files.SCRIPT,
    "half a PDF": files.document()[:200],
    "a PDF of words": b"%PDF-1.7\n" + files.SCRIPT,
    "a locked PDF": files.locked(),
    "a PDF without pages": files.document(pages=0),
}
WEB = files.acting(S=Name.URI, URI="https://example.org")
ACTING = {
    "a script when opened": files.document(OpenAction=files.script()),
    "a program when opened": files.document(OpenAction=files.acting(S=Name.Launch, F="cmd.exe")),
    "deeds of the document": files.document(AA=Dictionary(WC=files.script())),
    "named scripts": files.document(
        Names=Dictionary(JavaScript=Dictionary(Names=Array(["x", files.script()])))
    ),
    "a form with scripts": files.document(
        AcroForm=Dictionary(XFA=Array(["x", "y"]), Fields=Array([]), AA=files.script())
    ),
    "an attached program": files.carrying(),
    "a link that runs a script": files.noted(
        Dictionary(Subtype=Name.Link, A=files.script("evil()"))
    ),
    "a link that leads to a script": files.noted(
        Dictionary(Subtype=Name.Link, A=files.acting(S=Name.URI, URI="javascript:evil()"))
    ),
    "a link with something after it": files.noted(
        Dictionary(Subtype=Name.Link, A=files.acting(S=Name.GoTo, D="x", Next=files.script()))
    ),
    "a form that is sent away": files.noted(
        Dictionary(Subtype=Name.Widget, A=files.acting(S=Name.SubmitForm, F="https://evil"))
    ),
    "a rich annotation": files.noted(Dictionary(Subtype=Name.RichMedia, RichMediaContent=0)),
    "a file on the page": files.noted(Dictionary(Subtype=Name.FileAttachment, FS="evil.exe")),
    "who wrote it": files.telling(),
}
MARKS = (
    b"JavaScript", b"Launch", b"OpenAction", b"/AA", b"EmbeddedFile", b"RichMedia", b"XFA", b"evil",
    b"SubmitForm", b"FileAttachment", b"Anna Ash", b"MZ-the-program",
)  # fmt: skip


def kept(data):
    return cleaned(data, LIMITS, SECONDS)


def plain(document):
    """Everything that a PDF holds, unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document)) as pdf, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
        )
    return out.getvalue()


@pytest.mark.parametrize("trick", TRICKS)
def test_s8_another_kind_of_file_is_refused_whatever_it_is_called(trick):
    with pytest.raises(NotAccepted, match="picture"):
        kept(TRICKS[trick])


@pytest.mark.parametrize("trick", BROKEN)
def test_s8_what_is_damaged_or_locked_is_refused_with_a_way_on(trick):
    with pytest.raises(Invalid, match=r"again|new PDF|no pages"):
        kept(BROKEN[trick])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_s8_where_and_with_what_a_picture_was_taken_is_gone_and_it_stands_upright(kind):
    sent = files.taken_somewhere(kind)
    assert b"Anna Ash" in sent

    one = kept(sent)

    assert (one.width, one.height) == (480, 640)
    for part in (one.content, one.thumbnail):
        with Image.open(io.BytesIO(part)) as again:
            assert dict(again.getexif()) == {}
            assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"Anna Ash" not in part
        assert files.PLACE not in part


def test_s8_a_picture_of_a_telephone_becomes_an_upright_jpeg_of_nothing_but_pixels():
    assert b"CANARY-CAMERA" in files.phone()

    kept = cleaned(files.phone(), LIMITS, 20)

    shown = Image.open(io.BytesIO(kept.content))
    assert (kept.media_type, kept.width, kept.height) == (MediaType.JPEG, 64, 96)
    red, white = shown.getpixel((32, 10)), shown.getpixel((32, 86))
    assert red[0] > 180 > red[1]
    assert min(white) > 240
    assert shown.getexif() == {}
    assert b"CANARY-CAMERA" not in kept.content + kept.thumbnail


def test_s8_words_inside_a_png_are_gone():
    one = kept(files.telling_png())

    assert files.PLACE not in one.content
    assert b"script" not in one.content


@pytest.mark.parametrize("behind", [files.SCRIPT, files.zipped(), files.document(), b"\0" * 99])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_s8_what_hides_behind_a_picture_is_gone(kind, behind):
    one = kept(files.picture(kind) + behind)

    assert files.SCRIPT not in one.content
    assert b"PK\x03\x04" not in one.content
    assert b"%PDF" not in one.content


def test_s8_what_hides_behind_a_pdf_is_gone():
    one = kept(files.document() + files.zipped() + files.SCRIPT)

    assert b"PK\x03\x04" not in one.content
    assert files.SCRIPT not in one.content


@pytest.mark.parametrize("trick", ACTING)
def test_s8_a_pdf_only_shows_itself(trick):
    one = kept(ACTING[trick])

    assert [mark for mark in MARKS if mark in plain(one.content)] == []
    with pikepdf.open(io.BytesIO(one.content)) as pdf:
        assert len(pdf.pages) == 1


def test_s8_a_link_to_the_web_stays():
    one = kept(files.noted(Dictionary(Subtype=Name.Link, A=WEB)))

    assert b"https://example.org" in plain(one.content)


def test_s8_an_animation_becomes_its_first_frame():
    one = kept(files.animated())

    with Image.open(io.BytesIO(one.content)) as again:
        assert (again.format, getattr(again, "n_frames", 1)) == ("PNG", 1)
        assert again.convert("RGB").getpixel((5, 5)) == (255, 0, 0)
    assert files.SCRIPT not in one.content


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "RGBA", "LA", "I;16", "1"])
def test_s8_every_way_to_write_pixels_can_be_shown(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"

    one = kept(files.picture(kind, mode=mode if mode != "P" else "P"))

    with Image.open(io.BytesIO(one.content)) as again:
        assert again.mode in ("RGB", "RGBA")
    assert one.media_type in (MediaType.JPEG, MediaType.PNG)


@pytest.mark.parametrize(
    "made", [files.png_bomb, files.pdf_bomb, lambda: files.pdf_bomb(2)], ids=["png", "pdf", "twice"]
)
def test_s8_what_unpacks_without_end_is_refused(made):
    bomb = made()
    assert len(bomb) < 1024 * 1024

    with pytest.raises(TooLarge):
        kept(bomb)


def test_s8_a_picture_in_a_pdf_with_too_many_pixels_is_refused():
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        huge = pikepdf.Stream(pdf, b"x", Width=60_000, Height=60_000, Subtype=Name.Image)
        page.obj["/Resources"] = Dictionary(XObject=Dictionary(X=pdf.make_indirect(huge)))
        out = io.BytesIO()
        pdf.save(out)

    with pytest.raises(TooLarge):
        kept(out.getvalue())


def test_s8_what_takes_too_long_is_stopped_and_the_next_file_is_served():
    one = Cleaner()
    with pytest.raises(Invalid, match="too long"):
        one.clean(files.large(), LIMITS, 0.02)

    assert one.clean(files.picture(), LIMITS, SECONDS).width == 640
    one.stop()


def test_s8_a_process_that_dies_is_replaced():
    one = Cleaner()
    one.clean(files.picture(), LIMITS, SECONDS)
    one.process.kill()
    one.process.wait()

    assert one.clean(files.picture(), LIMITS, SECONDS).width == 640
    one.stop()


def test_s8_the_process_knows_no_secret_and_may_write_no_file():
    one = Cleaner()
    one.clean(files.picture(), LIMITS, SECONDS)

    with open(f"/proc/{one.process.pid}/environ", "rb") as told:  # noqa: PTH123 - not a plain file
        assert {pair.partition(b"=")[0] for pair in told.read().split(b"\0")} <= {
            b"", b"PATH", b"LC_ALL"
        }  # fmt: skip
    with open(f"/proc/{one.process.pid}/limits") as limits:  # noqa: PTH123
        held = {line[:25].strip(): line[25:].split()[0] for line in limits}
    assert held["Max file size"] == "0"
    assert held["Max address space"] == str(cleaner.MEMORY)
    one.stop()


def test_colours_of_another_profile_are_shown_as_they_were_meant():
    plain_screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = plain_screen.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ")
    profile = swapped.replace(b"----", b"bXYZ")  # in this space, red is blue
    out = io.BytesIO()
    Image.new("RGB", (32, 32), (200, 60, 60)).save(out, "PNG", icc_profile=profile)

    one = kept(out.getvalue())

    with Image.open(io.BytesIO(one.content)) as again:
        red, _, blue = again.getpixel((3, 3))
        assert blue > red
        assert "icc_profile" not in again.info


NAMES = {
    "arm.jpg": "arm.jpg",
    "arm.jpg.html": "arm.jpg",
    "arm.php.jpeg": "arm.jpg",
    "invoice.pdf.exe": "invoice.jpg",
    "../../etc/passwd": "passwd.jpg",
    "C:\\Users\\anna\\arm.jpg": "arm.jpg",
    "\u202egpj.exe": "gpj.jpg",
    "a\x00b\x1b[31m\r\nSet-Cookie: x.jpg": "ab[31m Set-Cookie: x.jpg",
    "<img src=x onerror=alert(1)>.jpg": "<img src=x onerror=alert(1)>.jpg",
    "": "Picture.jpg",
    "...": "Picture.jpg",
    ".htaccess": "htaccess.jpg",
    "  many   spaces .jpg": "many spaces.jpg",
    "Ärzte‑Brief 2026.03.jpg": "Ärzte‑Brief 2026.03.jpg",
    "a\u200bb\ufeffc.jpg": "abc.jpg",
    "\ud800broken.jpg": "broken.jpg",
    "x" * 3000 + ".jpg": "x" * 100 + ".jpg",
}


@pytest.mark.parametrize("claimed", NAMES)
def test_s8_a_name_is_words_and_the_ending_says_what_it_is(claimed):
    assert shown_name(claimed, MediaType.JPEG) == NAMES[claimed]


def test_a_pdf_is_shown_by_its_first_page():
    one = cleaned(files.document(), LIMITS, 20)

    with Image.open(io.BytesIO(one.thumbnail)) as small:
        assert (small.format, max(small.size)) == ("JPEG", 480)
    assert (one.media_type, one.width) == (MediaType.PDF, None)


def test_a_first_page_that_cannot_be_drawn_is_none_and_the_next_one_is():
    process = Cleaner()
    try:
        drawn = [process.page(one, LIMITS, 20) for one in (b"%PDF-1.7", files.document())]
    finally:
        process.stop()

    assert [one[:3] for one in drawn] == [b"", b"\xff\xd8\xff"]
