"""The first journey on two workers, one of which is killed in the middle."""

import os
import signal
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

STAGE = "pair"
pytestmark = pytest.mark.xdist_group("pair")


def test_people_on_any_worker_see_each_other(patient: Patient, gp: Gp, other_gp: Gp) -> None:
    gp.goes_home()
    other_gp.goes_home()
    one = patient.asks()
    for clinician in (gp, other_gp):
        expect(clinician.row(one)).to_be_visible()

    gp.accepts(patient)

    expect(patient.stands(one, "accepted")).to_be_visible()
    expect(other_gp.row(one)).to_contain_text(f"Taken by {gp.name}")
    expect(gp.stands(one, "accepted")).to_be_visible()


def test_a_worker_dies_and_nobody_loses_anything(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    stage.excuses("WebSocket connection to")
    patient.opens(consultation)
    gp.opens(consultation)
    second, third = patient.another_tab(), gp.another_tab()
    second.goes_home()
    third.goes_home()

    workers = stage.server.workers()
    assert len(workers) == 2
    for number, worker in enumerate(workers):
        os.kill(worker, signal.SIGKILL)
        killed = time.monotonic()
        patient.writes(f"Are you there, {number}?")
        expect(gp.said(f"Are you there, {number}?")).to_have_count(1, timeout=20_000)
        expect(patient.said(f"Are you there, {number}?")).to_have_count(1)
        gp.writes(f"I am, {number}.")
        expect(patient.said(f"I am, {number}.")).to_have_count(1, timeout=20_000)
        assert time.monotonic() - killed < 15
        for who in (patient, gp, second, third):
            expect(who.reconnecting).to_have_count(0, timeout=20_000)
    one = patient.asked()
    expect(third.row(one)).to_be_visible()
    expect(second.stands(one, "requested")).to_be_visible()
