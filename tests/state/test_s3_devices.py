"""S3: sessions are listed, ended from elsewhere, and end by themselves; a new password ends all."""

import asyncio
import time
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from state.conftest import Place
from state.running import serving
from state.socket import CONSULTATION, LIVE, Person, Tab

from portal.infra import clock

KNOWN_FOR = 1.05
WHY = {"reason": "The licence is being looked at."}
CHOSEN = "violet kettle tram seven moss"


async def gone(tab: Tab) -> None:
    await tab.until(lambda: tab.value(LIVE, "gone") is True, 1.0)


async def sessions(who: Person) -> list[dict[str, object]]:
    return (await who.get("/api/me/sessions")).json()


@pytest.mark.timed
async def test_s3_a_session_ended_from_another_device_leaves_within_a_second(
    anywhere: Place,
) -> None:
    patient, lead = await anywhere.person("patient"), await anywhere.person("lead")
    one = await anywhere.started(patient, lead)
    elsewhere = await anywhere.person("patient")
    tabs = [await anywhere.tab(patient, f"/patient/consultations/{one}") for _ in range(4)]
    here = await anywhere.tab(elsewhere, "/patient")
    (other,) = [s for s in await sessions(elsewhere) if not s["here"]]
    begun = time.monotonic()

    assert (await elsewhere.post(f"/api/me/sessions/{other['id']}/end")).status_code == 204
    for tab in tabs:
        await gone(tab)

    assert time.monotonic() - begun < 1.0
    for tab in tabs:
        await tab.send(f"{CONSULTATION}.send", client_message_id=str(uuid4()), body="From beyond")
    await asyncio.sleep(0.3)
    assert "From beyond" not in str(anywhere.server.rows()["consultation_messages"])
    assert (await patient.get("/api/me")).status_code == 401
    assert not here.value(LIVE, "gone")
    assert [s["here"] for s in await sessions(elsewhere)] == [True]


async def test_s3_nobody_ends_or_sees_the_sessions_of_somebody_else(anywhere: Place) -> None:
    patient, other = await anywhere.person("patient"), await anywhere.person("patient2")
    (mine,) = await sessions(patient)

    said = await other.post(f"/api/me/sessions/{mine['id']}/end")

    assert said.status_code == 404
    assert mine["id"] not in str(await sessions(other))
    assert (await patient.get("/api/me")).status_code == 200


async def test_s3_a_changed_password_rotates_this_session_and_ends_the_others(
    anywhere: Place,
) -> None:
    here, elsewhere = await anywhere.person("patient"), await anywhere.person("patient")
    tab = await anywhere.tab(elsewhere, "/patient")
    before = here.cookie
    sent = {"present": anywhere.world.password, "chosen": CHOSEN}

    said = await here.post("/auth/password", data=sent)

    assert said.headers["location"] == "/patient/account?done=password"
    await gone(tab)
    assert (await here.get("/api/me")).status_code == 401
    fresh = said.headers["set-cookie"].partition(";")[0]
    assert fresh != before
    here.cookie = fresh
    assert (await here.get("/api/me")).status_code == 200


async def test_s3_a_foreign_page_changes_no_password(place: Place) -> None:
    patient = await place.person("patient")
    sent = {"present": place.world.password, "chosen": CHOSEN}

    said = await patient.post(
        "/auth/password", data=sent, headers={"Origin": "https://evil.example"}
    )

    assert said.status_code == 403
    assert await Person(place.server.base).sign_in(
        place.world.people["patient"].email, place.world.password
    )


async def test_s3_suspension_ends_every_tab_and_hands_the_work_on(anywhere: Place) -> None:
    patient, gp = await anywhere.person("patient"), await anywhere.person("gp2")
    lead, admin = await anywhere.person("lead"), await anywhere.person("admin")
    one = await anywhere.started(patient, gp)
    tabs = [await anywhere.tab(gp, f"/gp/consultations/{one}") for _ in range(4)]

    said = await admin.post(f"/api/people/{gp.id}/suspend", json=WHY)
    assert said.status_code == 200, said.text
    for tab in tabs:
        await gone(tab)

    assert (await gp.get("/api/me")).status_code == 401
    assert (await lead.get(f"/api/consultations/{one}")).json()["status"] == "in_progress"
    refused = await gp.post(
        "/auth/sign-in",
        data={"email": anywhere.world.people["gp2"].email, "password": anywhere.world.password},
    )
    assert refused.headers["location"] == "/sign-in?problem=suspended"


async def test_s3_idle_and_absolute_limits_hold_on_the_server(tmp_path: Path) -> None:
    limits = {"PATIENT_IDLE_MINUTES": "5", "PATIENT_SESSION_HOURS": "1"}
    with serving(tmp_path / "own", **limits) as server:
        async with AsyncExitStack() as stack:
            place = Place(server, server.world("limits"), stack)
            idle, busy = await place.person("patient"), await place.person("patient2")
            tab = await place.tab(idle, "/patient")
            for minutes in range(4, 60, 4):
                with server.bound():
                    clock.move(timedelta(minutes=4))
                assert (await busy.get("/api/me")).status_code == 200, minutes
            await asyncio.sleep(KNOWN_FOR)
            await tab.send(f"{LIVE}.read_all")
            await gone(tab)
            assert (await idle.get("/api/me")).status_code == 401
            with server.bound():
                clock.move(timedelta(minutes=4))
            assert (await busy.get("/api/me")).status_code == 401
