"""The connection goes away while somebody writes."""

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

PROXIED = True
DRAFT = "Half a sentence that"
SENT = "I wrote this without a line."


def test_what_was_written_without_a_line_arrives_once(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    stage.excuses("WebSocket connection to")
    patient.opens(consultation)
    patient.box.press_sequentially(DRAFT)

    stage.server.proxy.cut()
    expect(patient.reconnecting).to_be_visible()
    expect(patient.box).to_have_value(DRAFT)
    patient.writes(SENT)
    expect(patient.log.locator("[data-pending]")).to_contain_text("Not sent yet")
    patient.box.press_sequentially(DRAFT)

    stage.server.proxy.mend()
    expect(patient.reconnecting).to_have_count(0, timeout=20_000)
    expect(patient.said(SENT)).to_have_count(1, timeout=20_000)
    expect(patient.log.locator("[data-pending]")).to_have_count(0)
    expect(patient.box).to_have_value(DRAFT)
    gp.opens(consultation)
    expect(gp.log.locator(".bub")).to_have_text([SENT])
    gp.writes("I have it.")
    expect(patient.said("I have it.")).to_be_visible()


def test_a_message_survives_a_reload_and_is_sent_once(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    stage.excuses("WebSocket connection to")
    gp.opens(consultation)
    patient.opens(consultation)

    stage.server.proxy.cut()
    patient.writes(SENT)
    expect(patient.reconnecting).to_be_visible()
    patient.box.press_sequentially(DRAFT)
    stage.server.proxy.mend()
    patient.page.reload()
    patient.waits_until_live()

    expect(patient.said(SENT)).to_have_count(1)
    expect(patient.box).to_have_value(DRAFT)
    expect(patient.log.locator(".bub")).to_have_text([SENT])
    expect(gp.log.locator(".bub")).to_have_text([SENT])


def test_a_request_taken_meanwhile_is_seen_when_the_line_is_back(
    stage: Stage, patient: Patient, gp: Gp, other_gp: Gp
) -> None:
    stage.excuses("WebSocket connection to")
    one = patient.asked()
    gp.goes_home()
    expect(gp.row(one)).to_be_visible()

    stage.server.proxy.cut()
    expect(gp.reconnecting).to_be_visible()
    stage.server.proxy.mend()
    other_gp.calls(f"{one}/accept")

    expect(gp.reconnecting).to_have_count(0, timeout=20_000)
    expect(gp.row(one).get_by_role("button", name="Accept")).to_have_count(0)
