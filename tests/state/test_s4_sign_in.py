"""S4: nobody learns who has an account, by words or by time; mailed links work once."""

import re
import statistics
import time
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import col, select
from state.conftest import Place
from state.socket import Person, Tab, state

from portal.infra.db import transaction
from portal.models import Letter, User

REGISTER = state("RegistrationState", "registration")
CONFIRM = state("ConfirmState", "registration")
FORGOT = state("ForgotState", "credential")
RESET = state("ResetState", "credential")
CHOSEN = "violet kettle tram seven moss"
LINK = re.compile(r"/(\w+)#([\w-]{40,})")
TRIES = 7


def letters(place: Place, recipient: str) -> list[Letter]:
    with place.server.bound(), transaction(write=False) as session:
        query = select(Letter).where(Letter.recipient == recipient)
        return list(session.exec(query.order_by(col(Letter.created_at))))


def users(place: Place, email: str) -> list[User]:
    with place.server.bound(), transaction(write=False) as session:
        return list(session.exec(select(User).where(User.email == email)))


def form(place: Place, email: str) -> dict[str, Any]:
    return {
        "name": "Nora Lake", "email": email, "birth_date": "1990-02-03", "sex": "female",
        "phone": "01632 960123", "practice_id": place.world.practice.id, "password": CHOSEN,
    }  # fmt: skip


async def nobody(place: Place, path: str) -> Tab:
    return await place.tab(Person(place.server.base), path)


@pytest.mark.timed
async def test_s4_a_wrong_password_and_an_unknown_address_take_as_long(place: Place) -> None:
    known = f"{uuid4().hex}@mail.example"
    tab = await nobody(place, "/register")  # the server itself hashes, at its full price
    await tab.call(f"{REGISTER}.submit", form=form(place, known))
    await tab.until(lambda: tab.value(REGISTER, "done"))
    took: dict[str, list[float]] = {}
    said = set()
    for _ in range(TRIES):
        for email in (known, f"{uuid4().hex}@mail.example"):
            begun = time.perf_counter()
            answer = await Person(place.server.base).post(
                "/auth/sign-in", data={"email": email, "password": "not the password at all"}
            )
            took.setdefault("known" if email == known else "unknown", []).append(
                time.perf_counter() - begun
            )
            said.add(
                (answer.status_code, answer.headers["location"], "set-cookie" in answer.headers)
            )

    assert said == {(303, "/sign-in?problem=wrong", False)}
    known_time, unknown_time = (statistics.median(took[name]) for name in ("known", "unknown"))
    assert abs(known_time - unknown_time) < 0.5 * min(known_time, unknown_time)


@pytest.mark.timed
async def test_s4_a_forgotten_password_is_answered_alike(anywhere: Place) -> None:
    known, unknown = anywhere.world.people["patient"].email, f"{uuid4().hex}@mail.example"
    shown, took = [], []
    for email in (known, unknown):
        tab = await nobody(anywhere, "/forgot")
        begun = time.perf_counter()
        await tab.call(f"{FORGOT}.submit", form={"email": email})
        await tab.until(lambda t=tab: t.value(FORGOT, "done"))
        took.append(time.perf_counter() - begun)
        shown.append({k: v for k, v in tab.vars[FORGOT].items() if not k.startswith("done")})

    assert shown[0] == shown[1]
    assert abs(took[0] - took[1]) < 0.3
    assert [one.subject for one in letters(anywhere, known)] == ["Choose a new password"]
    assert letters(anywhere, unknown) == []


async def test_s4_a_reset_link_works_once_on_any_worker_and_ends_every_tab(
    anywhere: Place,
) -> None:
    patient = await anywhere.person("patient")
    email = anywhere.world.people["patient"].email
    open_tab = await anywhere.tab(patient, "/patient")
    asking = await nobody(anywhere, "/forgot")
    await asking.call(f"{FORGOT}.submit", form={"email": email})
    await asking.until(lambda: asking.value(FORGOT, "done"))
    _, token = LINK.findall(letters(anywhere, email)[-1].body)[-1]

    tab = await nobody(anywhere, "/reset")
    await tab.call(f"{RESET}.submit", form={"token": token, "password": CHOSEN})
    await tab.until(lambda: tab.value(RESET, "done") == "changed")
    live = state("LiveState", "live")
    await open_tab.until(lambda: open_tab.value(live, "gone") is True, 1.0)

    again = await nobody(anywhere, "/reset")
    await again.call(f"{RESET}.submit", form={"token": token, "password": CHOSEN + " more"})
    await again.until(lambda: again.value(RESET, "problem"))
    assert await Person(anywhere.server.base).sign_in(email, CHOSEN)
    assert token not in anywhere.server.log
    assert CHOSEN not in anywhere.server.log


async def test_s4_registering_twice_at_once_makes_one_account_and_opening_the_link_none(
    anywhere: Place,
) -> None:
    email = f"{uuid4().hex}@mail.example"
    tab = await nobody(anywhere, "/register")
    for _ in range(2):
        await tab.send(f"{REGISTER}.submit", form=form(anywhere, email))
    await tab.until(lambda: tab.value(REGISTER, "done"))
    await tab.quiet()
    assert len(users(anywhere, email)) == len(letters(anywhere, email)) == 1
    _, token = LINK.findall(letters(anywhere, email)[0].body)[-1]

    page = await Person(anywhere.server.base).get("/confirm/")
    assert page.status_code == 200
    assert users(anywhere, email)[0].status == "pending"
    opened = await nobody(anywhere, "/confirm")
    await opened.call(f"{CONFIRM}.confirm", form={"token": token, "password": CHOSEN})
    await opened.until(lambda: opened.value(CONFIRM, "done") == "ready")

    assert users(anywhere, email)[0].status == "active"
    assert token not in tab.everything + opened.everything
    assert CHOSEN not in tab.everything
    assert await Person(anywhere.server.base).sign_in(email, CHOSEN)


async def test_s4_a_known_address_that_registers_sees_what_everybody_sees(place: Place) -> None:
    known, unknown = place.world.people["lead"].email, f"{uuid4().hex}@mail.example"
    shown = []
    for email in (known, unknown):
        tab = await nobody(place, "/register")
        await tab.call(f"{REGISTER}.submit", form=form(place, email))
        await tab.until(lambda t=tab: t.value(REGISTER, "done"))
        shown.append(
            {k: v for k, v in tab.vars[REGISTER].items() if not k.startswith(("done", "practices"))}
        )

    assert shown[0] == shown[1]
    assert [one.subject for one in letters(place, known)] == ["You already have an account"]


async def test_s4_guessing_stops_one_account_and_not_its_owner_at_a_known_browser(
    anywhere: Place,
) -> None:
    patient = await anywhere.person("patient")
    email = anywhere.world.people["patient"].email
    places = set()
    for _ in range(12):
        said = await Person(anywhere.server.base).post(
            "/auth/sign-in", data={"email": email, "password": "not the password at all"}
        )
        places.add(said.headers["location"])

    assert places == {"/sign-in?problem=wrong", "/sign-in?problem=many"}
    assert (await patient.get("/api/me")).status_code == 200
