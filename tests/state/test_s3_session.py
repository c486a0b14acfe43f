"""S3: a session that ended is over at once, everywhere; a token alone opens nothing."""

import asyncio
import time
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from state.conftest import Place, canary
from state.socket import CONSULTATION, LIVE, Person

KNOWN_FOR = 1.05


@pytest.mark.timed
async def test_s3_signing_out_ends_every_tab_within_a_second(anywhere: Place) -> None:
    patient, lead = await anywhere.person("patient"), await anywhere.person("lead")
    one = await anywhere.started(patient, lead)
    tabs = [await anywhere.tab(patient, f"/patient/consultations/{one}") for _ in range(6)]
    colleague = await anywhere.tab(lead, f"/gp/consultations/{one}")
    await lead.get("/api/codes/icd10?q=asthma")  # a fresh worker reads the catalogue only once
    started = time.monotonic()
    await patient.post("/auth/sign-out")
    for tab in tabs:
        await tab.until(lambda t=tab: t.value(LIVE, "gone") is True, 1.0)
    assert time.monotonic() - started < 1.0

    for tab in tabs:
        await tab.send(f"{CONSULTATION}.send", client_message_id=str(uuid4()), body="From beyond")
    await asyncio.sleep(0.3)
    assert "From beyond" not in str(anywhere.server.rows()["consultation_messages"])
    assert not colleague.value(LIVE, "gone")


async def test_s3_a_session_revoked_without_a_word_is_refused_within_a_second(
    anywhere: Place,
) -> None:
    patient, lead = await anywhere.person("patient"), await anywhere.person("lead")
    one = await anywhere.started(patient, lead)
    tabs = [await anywhere.tab(patient, f"/patient/consultations/{one}") for _ in range(4)]
    engine = create_engine(anywhere.server.database)
    with engine.begin() as connection:
        done = connection.execute(
            text("UPDATE sign_ins SET revoked_at = last_used_at WHERE user_id = :id"),
            {"id": patient.id if "postgres" in str(engine.url) else patient.id.replace("-", "")},
        )
        assert done.rowcount == 1
    engine.dispose()
    await asyncio.sleep(KNOWN_FOR)
    for tab in tabs:
        await tab.send(f"{CONSULTATION}.send", client_message_id=str(uuid4()), body="From beyond")
        await tab.until(lambda t=tab: t.value(LIVE, "gone") is True, 1.0)
    assert "From beyond" not in str(anywhere.server.rows()["consultation_messages"])


async def test_s3_a_stolen_token_without_the_cookie_is_anonymous(anywhere: Place) -> None:
    secret = canary()
    patient, other = await anywhere.person("patient"), await anywhere.person("patient2")
    one = await anywhere.request(patient, symptoms=f"Symptoms {secret}")
    own = await anywhere.tab(patient, f"/patient/consultations/{one}")
    assert secret in own.everything

    for thief in (Person(anywhere.server.base), other):
        tab = await anywhere.tab(thief, f"/patient/consultations/{one}", token=own.token)
        await tab.call(f"{CONSULTATION}.load")
        assert secret not in tab.everything
        assert patient.id not in tab.everything
        await tab.close()
    await own.call(f"{CONSULTATION}.load")
    assert own.value(LIVE, "person_id") == patient.id
    assert not own.value(LIVE, "gone")


async def test_s3_signing_in_or_out_on_the_same_tab_starts_afresh(anywhere: Place) -> None:
    secret = canary()
    nobody, patient = Person(anywhere.server.base), await anywhere.person("patient")
    one = await anywhere.request(patient, symptoms=f"Symptoms {secret}")
    path = f"/patient/consultations/{one}"
    first = await anywhere.tab(nobody, path)
    await first.close()
    assert secret not in first.everything

    second = await anywhere.tab(patient, path, token=first.token)
    assert secret in second.everything
    await second.close()
    await patient.post("/auth/sign-out")

    back = await anywhere.tab(nobody, path, token=first.token)
    assert secret not in back.everything
    assert back.value(LIVE, "gone") is True
    ended = await anywhere.tab(patient, path, token=first.token, hydrate=False)
    await ended.call(f"{LIVE}.enter")
    await ended.call(f"{CONSULTATION}.load")
    assert secret not in ended.everything
