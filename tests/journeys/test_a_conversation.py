"""Patient and clinician write to each other."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import servers
from playwright.sync_api import expect
from sqlmodel import col, update

from portal.infra.db import transaction
from portal.models import ConsultationMessage as Message
from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient


def test_both_read_at_once_what_the_other_writes(
    patient: Patient, gp: Gp, consultation: str
) -> None:
    patient.opens(consultation)
    gp.opens(consultation)

    patient.box.press_sequentially("It is worse ")
    expect(gp.page.get_by_text(f"{patient.name} is typing")).to_be_visible()
    patient.box.press_sequentially("at night.")
    patient.box.press("Enter")
    expect(gp.said("It is worse at night.")).to_contain_text("Patient")
    expect(gp.page.get_by_text("is typing")).to_have_count(0)
    expect(patient.log.get_by_text("Seen")).to_be_visible()

    gp.writes("Do you have a fever?")
    expect(patient.said("Do you have a fever?")).to_contain_text(gp.name)
    expect(gp.said("Do you have a fever?")).to_contain_text("You")
    expect(gp.log.get_by_text("Seen")).to_be_visible()

    patient.box.fill("No.")
    patient.box.press("Shift+Enter")
    patient.box.press_sequentially("Not since Monday.")
    patient.box.press("Enter")
    for who in (gp, patient):
        expect(who.log.locator(".bub")).to_have_text(
            ["It is worse at night.", "Do you have a fever?", "No.\nNot since Monday."]
        )
    expect(patient.box).to_have_value("")


def test_a_new_day_begins_under_its_date(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    gp.told(consultation, "See you tomorrow.")
    _two_days_ago(stage, consultation)

    patient.opens(consultation)
    gp.opens(consultation)
    gp.writes("Good morning.")
    gp.writes("How was the night?")

    expect(patient.said("How was the night?")).to_be_visible()
    shown = patient.log.locator(".day, .bub").all_inner_texts()
    assert shown[1] == "See you tomorrow."
    assert shown[3:] == ["Good morning.", "How was the night?"]
    assert shown[0] != shown[2]


def test_a_long_conversation_keeps_its_order(patient: Patient, gp: Gp, consultation: str) -> None:
    before = [f"Line {number}." for number in range(1, 61)]
    for line in before:
        gp.told(consultation, line)
    patient.opens(consultation)
    gp.opens(consultation)

    fresh = [f"Line {number}." for number in range(61, 91)]
    for number, line in enumerate(fresh):
        (patient, gp)[number % 2].writes(line)
        expect((gp, patient)[number % 2].said(line)).to_have_count(1)

    for who in (patient, gp):
        drawn = who.log.locator(".bub").all_inner_texts()
        assert drawn == [*before, *fresh][-len(drawn) :]
        assert len(drawn) >= len(fresh)
    gp.page.get_by_role("button", name="Earlier messages").click()
    expect(gp.said(before[10])).to_have_count(1)


def _two_days_ago(stage: Stage, consultation: str) -> None:
    with (
        servers.bound(stage.server.database, stage.server.home),
        transaction(write=True) as session,
    ):
        then = datetime.now(UTC) - timedelta(days=2)
        session.exec(
            update(Message)
            .where(col(Message.consultation_id) == UUID(consultation))
            .values(created_at=then)
        )
        session.commit()
