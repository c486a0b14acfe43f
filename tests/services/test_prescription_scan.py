"""The code is read from the pictures that people take, whatever the light and the angle."""

import io
import os

import prescriptions
import pytest
import servers
from factories import saved
from PIL import Image
from services.test_prescription_paper import pictures
from services.test_s10_prescription_code import row

from portal.domain.errors import Forged, Invalid, NotAccepted, NotAllowed, TooLarge
from portal.services import prescription_paper, prescription_scan
from portal.services.prescription_scan import read_picture
from portal.services.prescription_token import token_of
from portal.services.work import perform
from tests.journeys.camera import drawn, photograph


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """A genuine code, while the portal runs with its key."""
    with servers.bound("", tmp_path_factory.mktemp("scan")):
        yield token_of(row())


def saved_as(picture, kind="JPEG", **options):
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("angle", [0, 15, 90, 137, 180, 270])
def test_whichever_way_up_it_was_taken(token, angle):
    assert read_picture(saved_as(photograph(token, angle=angle), quality=80)) == token


@pytest.mark.parametrize("tilt", [0.0, 0.06, 0.12, 0.18])
def test_at_whatever_angle_it_was_taken(token, tilt):
    assert read_picture(saved_as(photograph(token, angle=4, tilt=tilt), quality=80)) == token


def test_a_dim_one_and_a_large_noisy_one(token):
    dim = photograph(token).point(lambda v: 20 + v * 0.25)
    large = photograph(token).resize((4000, 2250), Image.Resampling.BICUBIC)
    noise = Image.effect_noise(large.size, 90)
    noisy = Image.blend(large, noise, 0.25)

    assert read_picture(saved_as(dim, quality=70)) == token
    assert read_picture(saved_as(noisy, quality=70)) == token


def test_as_a_camera_turns_it_and_in_every_kind_of_file(token):
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = photograph(token)

    assert read_picture(saved_as(photo, "JPEG", exif=exif)) == token
    for kind in ("PNG", "WEBP", "GIF"):
        assert read_picture(saved_as(photo, kind)) == token


def test_a_screenshot_of_the_paper(world, clock):
    drug = prescriptions.medicine()
    saved(drug)
    one, _ = prescriptions.written(world.patient, world.gp, [drug])
    content = perform(world.patient, prescription_paper.take, one.id).content

    [page] = pictures(content)

    assert read_picture(saved_as(page, "PNG")) == token_of(one)


def test_a_strangers_code_beside_it_does_not_disturb(token):
    both = Image.new("L", (1600, 800), 255)
    both.paste(drawn(token).resize((610, 610)), (60, 90))
    both.paste(drawn("HTTPS://EXAMPLE.ORG/A-SHOP").resize((410, 410)), (1000, 90))

    assert read_picture(saved_as(both, "PNG")) == token


def test_two_prescriptions_in_one_picture_are_refused(token):
    both = Image.new("L", (1600, 800), 255)
    both.paste(drawn(token).resize((610, 610)), (60, 90))
    both.paste(drawn(token_of(row())).resize((610, 610)), (900, 90))

    with pytest.raises(Invalid, match="several codes"):
        read_picture(saved_as(both, "PNG"))


def test_no_code_and_a_strangers_code_are_said(token):
    with pytest.raises(Invalid, match="no code in this picture"):
        read_picture(saved_as(Image.new("L", (900, 900), 200)))
    with pytest.raises(Forged, match="incomplete"):
        read_picture(saved_as(drawn("HTTPS://EXAMPLE.ORG/A-SHOP").resize((500, 500)), "PNG"))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Invalid),
        (b"%PDF-1.7 nothing", NotAccepted),
        (b"<svg onload=alert(1)>", NotAccepted),
        (b"\x89PNG\r\n\x1a\n" + os.urandom(400), Invalid),
        (b"\xff\xd8\xff" + os.urandom(400), Invalid),
        (b"x" * (20 * 1024 * 1024 + 1), TooLarge),
    ],
    ids=["nothing", "pdf", "svg", "broken png", "broken jpeg", "too large"],
)
def test_s8_what_is_no_picture_is_refused(token, content, refusal):
    with pytest.raises(refusal):
        read_picture(content)


def test_s8_a_picture_that_unpacks_without_end_is_refused(token):
    with pytest.raises(TooLarge, match="million"):
        read_picture(saved_as(Image.new("1", (20000, 20000)), "PNG"))


async def test_only_a_pharmacist_sends_one(world, token):
    picture = saved_as(photograph(token))

    for name in ("patient", "gp", "admin", "manager", "diagnostics"):
        with pytest.raises(NotAllowed):
            await prescription_scan.take_in(getattr(world, name), picture)
