"""S1: deny by default. Every identity calls every event directly; nothing foreign comes back."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from state.conftest import Place, canary
from state.socket import CONSULTATION, LIVE, STATE, Person, Tab, state

from portal.api import gate as api_gate
from portal.cli.gate import doors, words
from portal.domain.permission import Role
from portal.state import gate

CONTRACT = Path(__file__).with_name("audiences.txt")
BASE_OF_ALL = {"public", "plumbing", "nobody", "anyone", *Role}
OWN = "portal___state___"
HOSTILE: list[Any] = [None, -1, 2**70, True, "' OR 1=1 --", ["x"], {"$ne": 1}, "\x00", "é" * 5000]
HOMES = {"": "/", "patient": "/patient", "gp": "/gp", "admin": "/admin"}


def listed() -> str:
    """Every door with its audience, a line each."""
    handlers, routes = doors()
    lines = [f"{one['name']}({', '.join(one['parameters'])}): {words(one['audience'])}"
             for one in handlers]  # fmt: skip
    lines += [f"{one['method']} {one['path']}: {words(one['audience'])}" for one in routes]
    return "\n".join(lines) + "\n"


def test_s1_every_door_has_the_audience_of_the_contract() -> None:
    """A new handler or route changes this list. To write it again, with PYTHONPATH=tests:.
    `python -c "from state.test_s1_gate import *; CONTRACT.write_text(listed())"`."""
    assert listed() == CONTRACT.read_text()


def test_s1_every_own_handler_declares_an_audience() -> None:
    handlers, routes = doors()
    own = [h for h in handlers if OWN in h["name"] and not h["name"].endswith(".setvar")]

    assert len(own) > 20
    assert [h["name"] for h in own if set(h["audience"]) & {"nobody", "plumbing"}] == []
    assert all(set(h["audience"]) <= BASE_OF_ALL for h in handlers)
    assert [r["path"] for r in routes if not r["audience"]] == []
    assert len(routes) == len(api_gate.routes())


def test_s1_what_the_framework_adds_is_for_nobody() -> None:
    handlers, _ = doors()
    found = {h["name"] for h in handlers if h["audience"] == ["nobody"]}
    setters = {h["name"] for h in handlers if h["name"].endswith(".setvar")}

    assert setters <= found
    assert {h["name"] for h in handlers if h["audience"] == ["plumbing"]} == gate.PLUMBING
    assert any(name.endswith(".update_vars_internal") for name in found)
    assert any(name.endswith(".handle_frontend_exception") for name in found)
    assert f"{STATE}.set_is_hydrated" in found


def test_s1_a_state_without_an_audience_is_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    doors()
    name = f"{CONSULTATION}.load"
    assert gate.audience_of(name)
    monkeypatch.setattr("portal.state.consultation.ConsultationState.AUDIENCE", None)

    assert gate.audience_of(name) is None
    assert next(h for h in gate.handlers() if h["name"] == name)["audience"] == ["nobody"]


async def test_s1_nobody_gets_anything_of_somebody_else_by_calling_events(
    place: Place, elsewhere: Place
) -> None:
    secret = canary()
    patient, lead = await place.person("patient"), await place.person("lead")
    open_one = await place.started(patient, lead, symptoms=f"Symptoms {secret}")
    await place.say(patient, open_one, f"Message {secret}")
    done = await place.started(patient, lead, symptoms=f"Symptoms {secret}")
    await place.completed(lead, done, secret)
    more = {"addendum": f"Addendum {secret}"}
    assert (await lead.post(f"/api/consultations/{done}/addendum", json=more)).is_success
    asked = await place.asked(patient, lead, secret)
    own = await place.tab(patient, f"/patient/consultations/{open_one}")
    assert secret in own.everything, "the patient must see it, or this test proves nothing"
    told = (await lead.get("/api/notifications")).json()["items"]

    strangers = [
        Person(place.server.base), await place.person("gp2"), await place.person("patient2"),
        await place.person("admin"), await elsewhere.person("patient"),
        await elsewhere.person("lead"), await elsewhere.person("admin"),
    ]  # fmt: skip
    others = [
        await place.person(key) for key in ("specialist", "pharmacist", "diagnostics", "manager")
    ]
    before = _of(place, patient.id, lead.id, open_one, done, asked)
    ids = [open_one, done, asked, patient.id, *(one["id"] for one in told)]
    for who in (*strangers, *others):
        paths = (f"/patient/consultations/{open_one}", f"/gp/consultations/{done}")
        for path in paths[: 1 if who in others else 2]:
            tab = await place.tab(who, path, hydrate=False)
            await _storm(tab, ids)
            assert secret not in tab.everything
            assert tab.closed is None
            await tab.close()
    assert _of(place, patient.id, lead.id, open_one, done, asked) == before
    await own.load()
    assert own.value(CONSULTATION, "view")["id"] == open_one
    assert secret not in place.server.log


async def test_s1_nobody_changes_anything_without_signing_in(place: Place) -> None:
    patient = await place.person("patient")
    one = await place.request(patient)
    before = place.server.rows()
    nobody = await place.tab(Person(place.server.base), "/gp", hydrate=False)
    await _storm(nobody, [one])

    assert place.server.rows() == before
    assert nobody.value(LIVE, "name") in (None, "")


@pytest.mark.parametrize(
    ("handler", "payload"),
    [
        (f"{STATE}.reflex___state____update_vars_internal_state.update_vars_internal",
         {"vars": {f"{LIVE}.name": "Mallory"}}),
        (f"{STATE}.set_is_hydrated", {"value": False}),
        (f"{STATE}.setvar", {"var_name": "is_hydrated", "value": False}),
        (f"{LIVE}.setvar", {"var_name": "name", "value": "Mallory"}),
        (f"{STATE}.reflex___state____frontend_event_exception_state.handle_frontend_exception",
         {"info": "Mallory", "component_stack": "Mallory"}),
        (f"{state('AdminFiguresState', 'figures')}.load", {}),
        (f"{LIVE}._surround", {}),
        ("nothing.of.the.kind", {}),
    ],
)  # fmt: skip
async def test_s1_what_is_for_nobody_changes_nothing(
    place: Place, handler: str, payload: dict[str, Any]
) -> None:
    tab = await place.tab(await place.person("patient"), "/patient")
    await tab.quiet()
    shown = {holder: dict(values) for holder, values in tab.vars.items()}

    await tab.call(handler, **payload)

    assert tab.vars == shown
    assert "Mallory" not in place.server.log


async def test_s1_a_role_that_a_state_is_not_for_is_refused(place: Place) -> None:
    tab = await place.tab(await place.person("patient"), "/gp")
    await tab.call(f"{state('ClinicianWorkListState', 'work_list')}.load")
    await tab.call(f"{state('AdminFiguresState', 'figures')}.load")

    assert tab.value(LIVE, "forbidden") is True
    assert tab.value(state("ClinicianWorkListState", "work_list"), "loading") is True
    assert tab.value(state("AdminFiguresState", "figures"), "loading") is True
    assert place.server.log.count("gate.refused") >= 2


async def _storm(tab: Tab, ids: list[str]) -> None:
    """Call every event there is, with what might open it and with what might break it."""
    handlers, _ = doors()
    await tab.load()
    for one in handlers:
        if one["audience"] == ["plumbing"]:
            continue
        names = one["parameters"]
        forms = {"form": _form(ids[0]), "topics": [["consultation", i] for i in ids],
                 "vars": {f"{CONSULTATION}.view": {"id": ids[0]}}}  # fmt: skip
        plausible = {n: forms.get(n, ids[0]) for n in names}
        # All of them together must fit into one frame, or it is only the frame that is refused.
        short = 5000 // max(len(names), 1)
        hostile = [bad[:short] if isinstance(bad, str) else bad for bad in HOSTILE]
        hostile = hostile if names else hostile[:1]
        await tab.send(one["name"], **plausible)
        for index, bad in enumerate(hostile):
            await tab.send(one["name"], **dict.fromkeys(names, bad))
            if index == 0:
                await tab.send(one["name"], **dict.fromkeys(names, ids[-1]), invented=bad)
        if one["name"].endswith((".send", ".accept", ".read")):
            for each in ids:
                await tab.send(one["name"], **dict.fromkeys(names, each))
    await tab.raw({"name": f"{CONSULTATION}.load", "payload": [ids[0]], "router_data": {}})
    await tab.quiet(0.25, most=30)


def _form(one: str) -> dict[str, str]:
    return {"symptoms": "x" * 20, "began": "today", "reason": "x" * 20, "advice": "x" * 20,
            "assessment": "x" * 20, "plan": "x" * 20, "outcome": "advice", "watch_for": "x" * 20,
            "act_by": "x" * 20, "call_whom": "x" * 20, "question": "x" * 20, "answer": "x" * 20,
            "addendum": "x" * 20, "scheduled_for": "2099-01-01T10:00", "clinician_id": one,
            "id": one, "patient_id": one,
            "client_message_id": str(uuid4()), "body": "x"}  # fmt: skip


def _of(place: Place, patient: str, clinician: str, *ids: str) -> dict[str, list[str]]:
    """The rows of these two people, and of these consultations; of notifications only their own."""
    people = [patient.replace("-", ""), clinician.replace("-", "")]
    all_ids = [*people, *(i.replace("-", "") for i in ids)]
    return {
        table: [r for r in rows if any(i in r for i in _plain(table, people, all_ids))]
        for table, rows in place.server.rows().items()
    }


def _plain(table: str, people: list[str], all_ids: list[str]) -> list[str]:
    return people if table == "notifications" else all_ids
