"""A prescription is opened by its code: camera, picture, scanner, keyboard; or refused in words."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
import servers
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, Page, expect

from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import Prescription
from portal.services import prescription_token
from tests.journeys.camera import chrome_that_sees, make_mjpeg
from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter
from tests.journeys.people import Gp, Patient, Pharmacist
from tests.journeys.test_at_the_counter import token
from tests.journeys.test_following_a_prescription import does, prescribed, supplies

FOUR = ("amoxicillin", "paracetamol", "omeprazole", "bisoprolol")
Eyes = Callable[[Path], Browser]


@pytest.fixture
def eyes(chrome: Browser) -> Iterator[Eyes]:
    """Browsers whose camera shows a film; they close when the stage is empty."""
    opened: list[Browser] = []

    def open_one(film: Path) -> Browser:
        opened.append(chrome_that_sees(chrome, film))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def photo_of_the_paper(gp: Gp, prescription: str, path: Path) -> Path:
    """Take a picture of the printed page, a little turned and not quite sharp."""
    answer = gp.context.request.get(f"/api/prescriptions/{prescription}/pdf")
    assert answer.ok, answer.text()
    page = pypdfium2.PdfDocument(answer.body())[0]
    seen = page.render(scale=2.5).to_pil().convert("RGB")
    seen.rotate(4, fillcolor="gray").filter(ImageFilter.GaussianBlur(0.7)).save(path, quality=80)
    return path


def shows(counter: Counter, prescription: str) -> None:
    """That prescription is in hand; go back for the next code."""
    whole = counter.page.locator(f'section.counter[data-id="{prescription}"]')
    expect(whole.locator("#whose")).to_be_visible()
    counter.goes_to("/pharmacy/scanner")


def test_camera_picture_keyboard_and_scanner_open_the_same_prescription(
    eyes: Eyes, stage: Stage, gp: Gp, patient: Patient, tmp_path: Path
) -> None:
    one = prescribed(gp, patient)
    code = token(stage, one["id"])
    blank = tmp_path / "wall.png"
    blank.write_bytes(_wall())
    paper = photo_of_the_paper(gp, one["id"], tmp_path / "photo.jpg")
    stage.chrome = eyes(make_mjpeg(code, tmp_path / "cam.mjpeg"))
    stage.excuses("status of 422")
    counter = stage.enters(Counter, "pharmacist", permissions=["camera"])
    picture = counter.page.locator("input[type=file]")
    counter.goes_home()

    counter.page.get_by_role("link", name="Camera").click()
    shows(counter, one["id"])
    expect(counter.page.locator('.code-scanner[data-state="off"]')).to_be_visible()
    picture.set_input_files(blank)
    expect(counter.page.get_by_text("There is no code in this picture")).to_be_visible()
    picture.set_input_files(paper)
    shows(counter, one["id"])
    counter.page.get_by_label("Type the code").fill(one["code"].lower().replace("-", " "))
    counter.page.get_by_role("button", name="Open", exact=True).click()
    shows(counter, one["id"])
    counter.heading.click()
    counter.scans(code)
    shows(counter, one["id"])

    done = does(gp, f"{one['id']}/cancel", {"reason": "The swab was negative."})
    assert done["status"] == "cancelled", "scanning alone supplies nothing"


def _wall() -> bytes:
    written = BytesIO()
    Image.new("RGB", (400, 300), "white").save(written, "PNG")
    return written.getvalue()


def forged(code: str) -> str:
    """Return the same words under somebody else's signature."""
    payload = prescription_token._read(code)[: prescription_token.PARTS.size]
    return prescription_token._spelt(payload + Ed25519PrivateKey.generate().sign(payload))


def overdue(stage: Stage, prescription: str) -> str:
    """Let its time be over, and return the code of the paper that says so."""
    with (
        servers.bound(stage.server.database, stage.server.home),
        transaction(write=True) as session,
    ):
        row = session.get_one(Prescription, UUID(prescription))
        row.expires_at = row.due_at = now() - timedelta(hours=1)
        session.add(row)
        session.commit()
        return prescription_token.token_of(row)


def reads(counter: Counter, code: str) -> None:
    """Let a scanner type into the field; what was refused before is replaced."""
    counter.page.get_by_label("Type the code").focus()
    counter.scans(code)


def asks(page: Page, code: str) -> None:
    page.get_by_label("Code on the paper").fill(code)
    page.get_by_role("button", name="Check").click()


def supplied(stage: Stage, counter: Pharmacist, one: dict[str, Any]) -> str:
    """Have handed over everything, and return the code that was used up."""
    checker = stage.enters(Pharmacist, "pharmacist2")
    wanted = [float(item["quantity"]) for item in one["items"]]
    assert list(supplies(counter, checker, one, *wanted))[-1] == "handed"
    return token(stage, one["id"])


def test_s10_what_is_not_good_is_refused_in_words_at_the_counter_and_for_anybody(
    stage: Stage, gp: Gp, patient: Patient
) -> None:
    counter = stage.enters(Counter, "pharmacist")
    place = stage.world.pharmacy.id
    good, used, late, dropped = (prescribed(gp, patient, place, name) for name in FOUR)
    real = token(stage, good["id"])
    does(gp, f"{dropped['id']}/cancel", {"reason": "The swab was negative."})
    anybody = stage.context().new_page()
    anybody.goto("/verify")
    expect(anybody.locator("body")).to_have_attribute("data-hydrated", "true")
    counter.goes_to("/pharmacy/scanner")
    said = counter.page.get_by_role("alert").filter(has_text="Do not supply against this code")

    for code, at_the_counter, title in (
        (forged(real), "This code was altered, or it is not ours", "Not genuine"),
        (real[:30] + ("7" if real[30] != "7" else "8") + real[31:], "altered", "Not genuine"),
        (supplied(stage, counter, used), "was supplied in full on", "Supplied"),
        (overdue(stage, late["id"]), "This prescription expired on", "Expired"),
        (token(stage, dropped["id"]), "This prescription was cancelled on", "Cancelled"),
    ):
        reads(counter, code)
        expect(said).to_contain_text(at_the_counter)
        said.get_by_role("button", name="Close").click()
        expect(said).to_have_count(0)
        asks(anybody, code)
        expect(anybody.get_by_role("heading", name=title, exact=True)).to_be_visible()
    reads(counter, real)
    shows(counter, good["id"])
    asks(anybody, real)
    expect(anybody.get_by_role("heading", name="Genuine, and with a pharmacy")).to_be_visible()
