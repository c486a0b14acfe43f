"""Pictures that hold no code, or more than a code, given to the scanner page (S8)."""

from pathlib import Path

import files
import pytest
import qrcode
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter
from tests.journeys.people import Gp, Patient
from tests.journeys.test_at_the_counter import token
from tests.journeys.test_following_a_prescription import prescribed

HUGE = 60_000_000


def two_codes(stage: Stage, gp: Gp, patient: Patient, path: Path) -> None:
    """Photograph two prescriptions that lie side by side."""
    sheet = Image.new("RGB", (1500, 760), "white")
    for place, name in enumerate(("amoxicillin", "paracetamol")):
        one = prescribed(gp, patient, "", name)
        code = qrcode.make(token(stage, one["id"])).get_image().convert("RGB").resize((640, 640))
        sheet.paste(code, (60 + place * 740, 60))
    sheet.save(path)


@pytest.fixture
def counter(stage: Stage) -> Counter:
    stage.excuses("status of 4")
    return stage.enters(Counter, "pharmacist").goes_to("/pharmacy/scanner")


def test_s8_what_is_no_picture_of_one_code_is_refused_in_words(
    stage: Stage, gp: Gp, patient: Patient, counter: Counter, tmp_path: Path
) -> None:
    large, paper, both, bomb = (
        tmp_path / name for name in ("large.png", "paper.png", "both.png", "bomb.png")
    )
    large.write_bytes(files.picture() + bytes(HUGE))
    paper.write_bytes(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
    two_codes(stage, gp, patient, both)
    bomb.write_bytes(files.png_bomb())
    said = counter.page.locator(".scanner-words")
    picture = counter.page.locator("input[type=file]")

    for path, words in (
        (paper, "Send a picture"),
        (both, "There are several codes. Show one prescription only."),
        (bomb, "million"),
        (large, "too large"),
    ):
        picture.set_input_files(path)
        expect(said).to_contain_text(words, timeout=30_000)
        expect(counter.page.locator('.code-scanner[data-state="off"]')).to_be_visible()
    expect(counter.heading).to_have_text("Scanner")
