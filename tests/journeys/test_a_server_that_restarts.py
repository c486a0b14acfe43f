"""The server is started again while people are in the middle of something."""

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

STAGE = "own"
DRAFT = "Half a sentence that"


def test_open_pages_heal_by_themselves(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    stage.excuses("WebSocket connection to")
    patient.opens(consultation)
    gp.goes_home()
    patient.box.press_sequentially(DRAFT)

    stage.server.stop()
    expect(patient.reconnecting).to_be_visible()
    stage.server.start()

    for who in (patient, gp):
        expect(who.reconnecting).to_have_count(0, timeout=30_000)
        who.waits_until_live()
    expect(patient.box).to_have_value(DRAFT)
    patient.box.press_sequentially(" is whole now.")
    patient.box.press("Enter")
    expect(patient.said(f"{DRAFT} is whole now.")).to_have_count(1)
    expect(gp.row(consultation)).to_contain_text("1 new message")
    gp.opens(consultation).writes("Welcome back.")
    expect(patient.said("Welcome back.")).to_be_visible()
