"""Somebody is given a prescription and wants to know whether it is genuine."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import factories
import prescriptions
import pytest
import servers
from playwright.sync_api import Browser, Page, expect
from sqlmodel import select

from portal.domain.prescription_word import PrescriptionStatus
from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import Prescription, User
from portal.services.prescription_token import fresh_nonce, token_of
from portal.services.prescription_view import printed
from tests.journeys.camera import chrome_that_sees, make_mjpeg, photograph
from tests.journeys.conftest import Stage

Written = Callable[..., tuple[Prescription, str]]
SECRETS = ("amoxicillin", "capsule")


@pytest.fixture
def written(stage: Stage) -> Iterator[Written]:
    """Prescriptions of the stage's patient, and their signed codes."""
    with servers.bound(stage.server.database, stage.server.home):

        def write(**facts: object) -> tuple[Prescription, str]:
            with transaction(write=False) as session:
                people = [_person(session, stage, key) for key in ("patient", "lead")]
            drug = prescriptions.medicine("amoxicillin", code=fresh_nonce())
            factories.saved(drug)
            at = now() - timedelta(days=2)
            code = fresh_nonce().upper()[:8]
            row, _ = prescriptions.written(*people, [drug], at=at, code=code, **facts)
            with transaction(write=False) as session:
                kept = session.get_one(Prescription, row.id)
                return kept, token_of(kept)

        yield write


def _person(session, stage: Stage, key: str):
    email = stage.world.people[key].email
    return factories.actor(session.exec(select(User).where(User.email == email)).one())


def opened(stage: Stage) -> Page:
    page = stage.context().new_page()
    page.goto("/verify")
    expect(page.locator("body")).to_have_attribute("data-hydrated", "true")
    return page


def typed(page: Page, code: str) -> None:
    page.get_by_label("Code on the paper").fill(code)
    page.get_by_role("button", name="Check").click()


def says_nothing_of(page: Page, stage: Stage) -> None:
    """No name and no medicine is on the page."""
    shown = page.content()
    names = [stage.world.people[key].name for key in ("patient", "lead")]
    assert [one for one in (*names, *SECRETS) if one in shown] == []


def test_a_typed_code_says_that_it_is_genuine_and_no_word_about_the_patient(
    stage: Stage, written: Written
) -> None:
    row, _ = written()
    page = opened(stage)

    typed(page, printed(row.code).lower())

    expect(page.get_by_role("heading", name="Genuine", exact=True)).to_be_visible()
    expect(page.get_by_text("A typed code proves less than a scan")).to_be_visible()
    says_nothing_of(page, stage)


def test_the_front_page_leads_there(stage: Stage) -> None:
    page = stage.context().new_page()
    page.goto("/")

    page.get_by_role("link", name="Check whether it is genuine").click()

    expect(page.get_by_role("heading", name="Is this prescription genuine?")).to_be_visible()


def test_s10_a_cancelled_an_altered_and_an_unknown_code_are_refused_in_words(
    stage: Stage, written: Written
) -> None:
    _, stopped = written(status=PrescriptionStatus.CANCELLED, reason="Given twice.")
    _, token = written()
    page = opened(stage)

    typed(page, stopped)
    expect(page.get_by_role("heading", name="Cancelled")).to_be_visible()
    typed(page, token[:40] + ("A" if token[40] != "A" else "B") + token[41:])
    expect(page.get_by_role("heading", name="Not genuine")).to_be_visible()
    expect(page.get_by_text("altered, or it is not ours")).to_be_visible()
    typed(page, "ZZZZ-ZZZZ")
    expect(page.get_by_text("This code is not ours")).to_be_visible()
    typed(page, token[:100])
    expect(page.get_by_text("This code is incomplete: scan it again")).to_be_visible()


def test_a_picture_of_it_is_read_in_the_browser(
    stage: Stage, written: Written, tmp_path: Path
) -> None:
    _, token = written()
    taken, other = tmp_path / "photo.jpg", tmp_path / "cat.jpg"
    photograph(token, angle=95).save(taken, quality=80)
    photograph(token).crop((0, 0, 300, 300)).save(other)
    page = opened(stage)
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.method) if one.method == "POST" else None)

    page.get_by_label("Use a picture").set_input_files(other)
    expect(page.get_by_text("no code in this picture")).to_be_visible()
    page.get_by_label("Use a picture").set_input_files(taken)

    expect(page.get_by_role("heading", name="Genuine", exact=True)).to_be_visible()
    assert sent == []


def test_the_camera_reads_it_and_is_off_again(
    stage: Stage, written: Written, chrome: Browser, tmp_path: Path
) -> None:
    _, token = written()
    seeing = chrome_that_sees(chrome, make_mjpeg(token, tmp_path / "cam.mjpeg"))
    stage.chrome = seeing
    page = stage.context(permissions=["camera"]).new_page()
    page.goto("/verify")

    page.get_by_role("button", name="Scan with the camera").click()

    expect(page.get_by_role("heading", name="Genuine", exact=True)).to_be_visible()
    expect(page.get_by_text("The signature in the code is ours")).to_be_visible()
    expect(page.get_by_role("region", name="Scan a code")).to_have_attribute("data-state", "read")
    assert page.evaluate("document.querySelector('video').srcObject.active") is False
    says_nothing_of(page, stage)


def test_without_a_camera_it_says_what_to_do(stage: Stage) -> None:
    page = opened(stage)

    page.get_by_role("button", name="Scan with the camera").click()

    scanner = page.get_by_role("region", name="Scan a code")
    expect(scanner.get_by_role("status")).to_contain_text("ype the code")
    expect(scanner).to_have_attribute("data-state", "off")
