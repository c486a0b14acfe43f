"""S2: what is somebody else's does not exist, and nothing happens to it."""

from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from dispensing import counter, items_of, supplies_of
from factories import World
from httpx import Response
from sqlmodel import select

from portal.api import gate
from portal.api.app import api
from portal.infra.db import transaction
from portal.models import (
    Consultation,
    ConsultationClaim,
    ConsultationMessage,
    ConsultationPass,
    Dispense,
    Notification,
    Prescription,
    PrescriptionClaim,
    PrescriptionItem,
    RegisterEntry,
)
from portal.services.prescription_queue import NAMES
from tests.api.callers import STEP, browser

TABLES = (Consultation, ConsultationClaim, ConsultationMessage, ConsultationPass, Notification)


def everything() -> list[dict[str, Any]]:
    """All that could have been changed."""
    with transaction(write=False) as session:
        return [row.model_dump() for table in TABLES for row in session.exec(select(table))]


def of(thing: str) -> list[dict[str, Any]]:
    return [route for route in gate.routes() if f"{{{thing}_id}}" in route["path"]]


@pytest.mark.parametrize("state", ["request", "accepted", "started"])
async def test_nobody_finds_a_consultation_of_somebody_else(world: World, state: str) -> None:
    one: UUID = getattr(world, state)(clinician_id=str(world.gp.id))
    strangers = (world.patient2, world.other_patient, world.gp2, world.other_gp)
    before = everything()

    for who in strangers:
        caller = browser(who)
        for route in of("consultation"):
            path = route["path"].replace("{consultation_id}", str(one))
            body = STEP.get(path.rpartition("/")[2])
            said = await caller.request(
                route["method"], path, json=body, headers={"X-Requested-With": "portal"}
            )
            expected = 404 if who.role in route["audience"] else 403
            assert said.status_code == expected, (who.name, path)
            assert world.patient.name not in said.text
    assert everything() == before


def example(route: dict[str, Any]) -> Any:
    """The first documented body of a route, read as a program would; None for none."""
    said = api.openapi()["paths"][route["path"]][route["method"].lower()].get("requestBody", {})
    examples = said.get("content", {}).get("application/json", {}).get("examples", {})
    return next((one["value"] for one in examples.values()), None)


@pytest.mark.parametrize("state", ["prescribed", "ready", "collected"])
async def test_s2_nobody_finds_a_prescription_of_somebody_else(world: World, state: str) -> None:
    desk = counter(world)
    script: UUID = getattr(desk, state)()
    supplies = supplies_of(script)
    known = {
        "prescription_id": script, "number": 1, "item_id": items_of(script)[0].id,
        "supply_id": supplies[0].id if supplies else script,
    }  # fmt: skip
    strangers = (
        world.patient2, world.other_patient, world.gp2, world.other_gp, world.specialist,
        world.admin, world.manager, world.diagnostics, desk.other,
    )  # fmt: skip
    before, routes = scripts(), of("prescription")
    assert len(routes) >= 29

    for who in strangers:
        caller = browser(who)
        for route in routes:
            said = await caller.request(
                route["method"], route["path"].format_map(known), json=example(route)
            )
            expected = 404 if who.role in route["audience"] else 403
            assert said.status_code == expected, (who.name, route["path"], said.text)
            assert world.patient.name not in said.text
    assert scripts() == before


async def test_s2_no_list_of_another_pharmacy_holds_a_word_of_it(world: World) -> None:
    desk = counter(world)
    desk.receives()
    for state in ("prescribed", "ready", "collected"):
        getattr(desk, state)()
    lists = ("end-of-day", "end-of-day.csv", "end-of-day.pdf", "register", "pharmacy")
    paths = [*lists, *(f"pharmacy?queue={one}" for one in NAMES)]

    for path in paths:
        said = await browser(desk.other).get(f"/api/prescriptions/{path}")
        assert said.status_code == 200, path
        assert world.patient.name not in words(said), path
    other = await browser(desk.other).get("/api/prescriptions/register")
    assert other.json()["total"] == 0
    mine = browser(desk.phil)
    for path in ("end-of-day.csv", "end-of-day.pdf", "pharmacy"):
        assert world.patient.name in words(await mine.get(f"/api/prescriptions/{path}")), path


def words(said: Response) -> str:
    """Return the text of an answer, of a paper too."""
    if said.headers["content-type"] != "application/pdf":
        return said.text
    pages = pypdfium2.PdfDocument(said.content)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def scripts() -> list[dict[str, Any]]:
    tables = (Prescription, PrescriptionItem, PrescriptionClaim, Dispense, RegisterEntry)
    with transaction(write=False) as session:
        return [row.model_dump() for table in tables for row in session.exec(select(table))]


async def test_nobody_marks_a_notification_of_somebody_else(world: World) -> None:
    world.accepted()
    with transaction(write=False) as session:
        query = select(Notification.id).where(Notification.recipient_id == world.patient.id)
        one = session.exec(query).one()
    before = everything()

    for who in (world.patient2, world.gp, world.other_gp, world.admin):
        said = await browser(who).post(f"/api/notifications/{one}/read")
        assert said.status_code == 404, who.name
    assert everything() == before


async def test_the_lists_hold_nothing_of_somebody_else(world: World) -> None:
    world.started(clinician_id=str(world.gp.id))

    for who in (world.patient2, world.other_patient):
        said = await browser(who).get("/api/consultations/patient")
        assert said.json()["total"] == 0
    for who in (world.gp2, world.other_gp):
        said = await browser(who).get("/api/consultations/provider")
        assert said.json() == {"items": [], "total": 0, "next_cursor": None}


@pytest.mark.parametrize("odd", ["x", "1", "..%2Fpatient", "' OR 1=1 --", "%00", "é", "null"])
async def test_an_odd_id_is_simply_not_found(world: World, odd: str) -> None:
    caller = browser(world.gp)

    assert (await caller.get(f"/api/consultations/{odd}")).status_code == 404
    assert (await caller.post(f"/api/consultations/{odd}/accept")).status_code == 404
    assert (await caller.post(f"/api/notifications/{odd}/read")).status_code == 404
