"""Two clinicians press Accept at the same moment."""

import json
import time

from playwright.sync_api import WebSocket, expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Gp, Patient

SECRET = "Something only whoever treats it may read."
LATER = "And this I tell only the one who treats me."


def test_one_wins_and_the_other_reads_who(stage: Stage, patient: Patient) -> None:
    gp, other_gp = stage.enters(Gp, "gp2"), stage.enters(Gp, "gp3")
    one = patient.asked(symptoms=SECRET)
    both = (gp, other_gp)
    for clinician in both:
        clinician.goes_home()
        expect(clinician.row(one)).to_be_visible()

    at = time.time() * 1000 + 500
    for clinician in both:
        button = clinician.page.get_by_role("button", name=f"Accept: {patient.name}")
        button.evaluate("(one, at) => void setTimeout(() => one.click(), at - Date.now())", at)

    expect(patient.opens(one).stands(one, "accepted")).to_be_visible()
    winner = _winner(patient, one, both)
    loser = other_gp if winner is gp else gp
    expect(loser.page.get_by_text(winner.name).first).to_be_visible()
    expect(loser.row(one)).to_have_count(0)
    expect(winner.row(one)).to_be_visible()

    heard = _everything_sent_to(loser)
    loser.goes_to(f"/gp/consultations/{one}")
    expect(loser.page.get_by_text("You cannot open this consultation")).to_be_visible()
    expect(loser.page.get_by_role("main")).to_contain_text(winner.name)
    winner.opens(one)
    winner.page.get_by_role("button", name="Start").click()
    expect(patient.box).to_be_visible()
    patient.writes(LATER)
    expect(winner.said(LATER)).to_be_visible()
    assert SECRET not in loser.page.content()
    told = json.dumps(heard)
    assert LATER not in told
    assert SECRET not in told


def _winner(patient: Patient, one: str, both: tuple[Gp, Gp]) -> Gp:
    words = patient.stands(one, "accepted").inner_text()
    winners = [clinician for clinician in both if f"{clinician.name} has accepted" in words]
    assert len(winners) == 1
    return winners[0]


def _everything_sent_to(person: Gp) -> list[str]:
    """Keep every frame that the server sends to a page from its next load on."""
    frames: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: frames.append(str(frame)))

    person.page.on("websocket", listen)
    return frames
