"""Lists page by cursor, without a gap or a repeat."""

import base64
import json
from typing import Any

import prescriptions
import pytest
from factories import World, saved
from httpx import AsyncClient

from portal.domain.notification import NotificationType
from portal.infra.clock import new_id, now
from portal.models import Consultation, Notification
from portal.services import paging, prescription_list
from portal.services.work import look
from tests.api.callers import browser

ROWS = 120


def many(world: World) -> None:
    """Make 120 consultations of one moment, and 120 notifications about one of them."""
    at = now()
    known = {
        "patient_id": world.patient.id, "practice_id": world.north, "clinician_id": world.gp.id,
        "pool": False, "symptoms": "A cough.", "began": "today", "urgency": "soon",
        "urgency_rank": 2, "status_since": at, "created_at": at,
    }  # fmt: skip
    rows = [Consultation(**known) for _ in range(ROWS)]
    told = [
        Notification(
            recipient_id=world.gp.id, event_id=new_id(), subject_id=rows[0].id, sentence="Asked.",
            kind=NotificationType.CONSULTATION_REQUESTED, created_at=at, updated_at=at,
        )
        for _ in range(ROWS)
    ]  # fmt: skip
    saved(*rows, *told)


async def all_pages(caller: AsyncClient, path: str, limit: int) -> list[str]:
    found: list[str] = []
    asked: dict[str, Any] = {"limit": limit}
    while True:
        said = (await caller.get(path, params=asked)).json()
        assert said["total"] == ROWS
        found += [row["id"] for row in said["items"]]
        if said["next_cursor"] is None:
            return found
        asked["cursor"] = said["next_cursor"]


@pytest.mark.parametrize("limit", [7, 40, 50])
async def test_120_rows_come_once_each(world: World, limit: int) -> None:
    many(world)
    patient, gp = browser(world.patient), browser(world.gp)

    for caller, path in (
        (patient, "/api/consultations/patient"),
        (gp, "/api/consultations/provider"),
        (gp, "/api/notifications"),
    ):
        found = await all_pages(caller, path, limit)
        assert (len(found), len(set(found))) == (ROWS, ROWS), path


@pytest.mark.parametrize("limit", [7, 50])
async def test_120_prescriptions_come_once_each(world: World, limit: int) -> None:
    assert world.pharmacist.organization_id is not None
    product = prescriptions.medicine()
    saved(product)
    for _ in range(ROWS):
        prescriptions.written(
            world.patient, world.gp, [product], pharmacy_id=world.pharmacist.organization_id
        )

    for who, path in (
        (world.patient, "/api/prescriptions/patient"),
        (world.gp, "/api/prescriptions/doctor"),
        (world.pharmacist, "/api/prescriptions/pharmacy"),
    ):
        found = await all_pages(browser(who), path, limit)
        assert (len(found), len(set(found))) == (ROWS, ROWS), path


def test_no_page_of_prescriptions_is_longer_than_fifty(world: World) -> None:
    product = prescriptions.medicine()
    saved(product)
    for _ in range(ROWS):
        prescriptions.written(world.patient, world.gp, [product])

    page = look(world.gp, prescription_list.doctor_page, None, 1000)

    assert (len(page.items), page.total) == (paging.PAGE, ROWS)


async def test_messages_come_after_the_one_that_is_known(world: World) -> None:
    one = world.started()
    at = f"/api/consultations/{one}"
    gp = browser(world.gp)
    for n in range(5):
        await gp.post(f"{at}/message", json={"body": f"{n}", "client_message_id": str(new_id())})

    said = (await gp.get(f"{at}/messages", params={"after": 2, "limit": 2})).json()

    assert ([m["seq"] for m in said["items"]], said["more"]) == ([3, 4], True)


def forged(*content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cursor", "x"),
        ("cursor", "a" * 301),
        ("cursor", forged("2026-01-01", "x")),
        ("cursor", forged("0001-01-01T00:00:00+14:00", "7d0f3a52-6c1e-4b0a-9c55-2f1f6f3f8a10")),
        ("cursor", forged(1, 2)),
        ("cursor", "\x00"),
        ("limit", "0"),
        ("limit", "51"),
        ("limit", "x"),
        ("order", "patient"),
        ("active", "perhaps"),
    ],
)
async def test_an_odd_question_is_refused_by_name(world: World, name: str, value: str) -> None:
    said = await browser(world.patient).get("/api/consultations/patient", params={name: value})

    assert (said.status_code, list(said.json()["errors"])) == (422, [name])


async def test_notifications_are_read_one_by_one_and_all_at_once(world: World) -> None:
    world.request(), world.request(), world.request()
    gp = browser(world.gp)
    at = "/api/notifications"
    first = (await gp.get(at)).json()["items"][0]["id"]

    one = await gp.post(f"{at}/{first}/read")
    left = (await gp.get(at, params={"unread": True})).json()
    rest = await gp.post(f"{at}/read-all")

    assert (one.json(), left["total"], rest.json()) == ({"unread": 2}, 2, {"unread": 0})
    assert (await gp.get(f"{at}/unread-count")).json() == {"unread": 0}
