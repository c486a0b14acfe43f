"""The demo clinic is the same every time, complete, and lively at any hour."""

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cli.conftest import Run
from sqlmodel import Session, col, select

from portal.domain.consultation import ConsultationStatus as S
from portal.domain.consultation import Urgency
from portal.domain.permission import Role
from portal.infra import clock as portal_clock
from portal.infra import migrate
from portal.infra.db import transaction
from portal.models import (
    AuditEntry,
    Consultation,
    ConsultationMessage,
    Notification,
    Organization,
    User,
)
from portal.services import demo, timer, work_list
from portal.services.work import Actor, look
from portal.settings import settings

LONDON = ZoneInfo("Europe/London")
OPEN = (S.REQUESTED, S.ACCEPTED, S.IN_PROGRESS)
AWKWARD = [
    datetime(2026, 9, 14, 8, 1, tzinfo=LONDON),
    datetime(2026, 9, 17, 3, 0, tzinfo=LONDON),
    datetime(2026, 9, 18, 17, 59, tzinfo=LONDON),
    datetime(2026, 9, 19, 14, 0, tzinfo=LONDON),
    datetime(2026, 3, 29, 1, 30, tzinfo=LONDON),
]


def everything() -> dict[str, list[Any]]:
    """Every row that the seed decides, with ids and times."""
    tables = (Organization, User, Consultation, ConsultationMessage, Notification)
    with transaction(write=False) as session:
        rows = {
            table.__name__: [r.model_dump() for r in session.exec(select(table).order_by("id"))]  # type: ignore[arg-type]
            for table in tables
        }
        audit = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq)))
        return rows | {"audit": [entry.model_dump(exclude={"seq"}) for entry in audit]}


def test_seeding_twice_gives_the_same_ids_and_times(database: str, run: Run) -> None:
    first = run("demo", "seed", "--today", "2026-09-16", "--seed", "7")
    before = everything()

    again = run("demo", "reset", "--yes", "--today", "2026-09-16", "--seed", "7")

    assert first.exit_code == again.exit_code == 0, first.output + again.output
    assert everything() == before


def test_another_number_gives_other_ids(database: str, run: Run) -> None:
    run("demo", "seed", "--today", "2026-09-16")
    before = {row["id"] for row in everything()["Consultation"]}

    run("demo", "reset", "--yes", "--today", "2026-09-16", "--seed", "2")

    assert before.isdisjoint(row["id"] for row in everything()["Consultation"])


def test_every_outcome_is_there(database: str, clock: Any) -> None:
    counts = demo.seed()

    assert counts == {
        "requested": 5, "accepted": 2, "in_progress": 2, "completed": 26,
        "declined": 3, "cancelled": 3, "expired": 2,
    }  # fmt: skip


def test_a_filled_database_is_not_filled_again(database: str, run: Run, clock: Any) -> None:
    assert demo.seed_if_empty()
    assert not demo.seed_if_empty()

    refused = run("demo", "seed")

    assert refused.exit_code == 1
    assert "empty database" in refused.stderr


@pytest.mark.parametrize("moment", AWKWARD, ids=str)
def test_whatever_the_hour_the_clinic_is_true_and_open(
    home: object, clock: Any, moment: datetime
) -> None:
    clock.set(moment)
    migrate.upgrade()

    demo.seed()

    assert timer.run_due() == 0
    rows = everything()
    waiting = [c for c in rows["Consultation"] if c["status"] == S.REQUESTED]
    assert all(c["due_at"] > clock.now for c in waiting)
    for entry in rows["audit"]:
        local = entry["created_at"].astimezone(LONDON)
        assert local <= clock.now
        if entry["actor_id"]:
            assert local.weekday() < 5
            assert 8 <= local.hour < 18


def test_the_present_is_lively(database: str, clock: Any, session: Session) -> None:
    demo.seed()

    now = session.exec(select(Consultation).where(col(Consultation.status).in_(OPEN))).all()
    waiting = [c for c in now if c.status is S.REQUESTED]
    started = [c for c in now if c.status is S.IN_PROGRESS]
    assert Counter(c.urgency for c in waiting)[Urgency.URGENT] == 1
    assert any(c.preferred_from for c in waiting)
    assert any(c.clinician_id for c in waiting)
    assert {c.last_author_id == c.patient_id for c in started} == {True, False}


def test_the_lead_and_the_shown_patient_have_something_to_do(database: str, clock: Any) -> None:
    demo.seed()
    with transaction(write=False) as session:
        lead = session.exec(select(User).where(User.email == "marsh@demo.example")).one()
        amara = session.exec(select(User).where(User.email == "amara@demo.example")).one()

    shown = look(
        Actor(lead.id, Role.GP, lead.name, lead.organization_id, True), work_list.dashboard
    )
    own = look(Actor(amara.id, Role.PATIENT, amara.name), work_list.patient_page)

    assert shown.counts["urgent"] == 1
    assert shown.counts["others"] >= 1
    assert {row.status for row in own.items} >= {"in_progress", "completed", "cancelled"}


def test_what_is_some_days_old_was_read(database: str, clock: Any, session: Session) -> None:
    demo.seed()

    old = col(Notification.updated_at) < clock.now - timedelta(days=4)
    unread = col(Notification.read_at).is_(None)
    assert session.exec(select(Notification).where(unread)).first()
    assert not session.exec(select(Notification).where(unread, old)).first()


def test_a_conversation_has_three_to_ten_messages(database: str, session: Session) -> None:
    demo.seed()

    done = session.exec(select(Consultation).where(Consultation.status == S.COMPLETED))
    assert all(3 <= c.last_seq <= 10 for c in done)


def test_the_accounts_share_a_password(database: str, run: Run) -> None:
    run("demo", "seed")

    listed = json.loads(run("demo", "accounts", "--json").stdout)

    emails = [one["email"] for one in listed]
    assert emails == ["amara@demo.example", "marsh@demo.example", "okonkwo@demo.example"]
    assert {one["password"] for one in listed} == {settings().demo_accounts_password}


def test_a_day_ahead_is_refused(database: str, run: Run) -> None:
    tomorrow = portal_clock.now() + timedelta(days=2)

    refused = run("demo", "seed", "--today", f"{tomorrow:%Y-%m-%d}")

    assert refused.exit_code == 1
    assert "still ahead" in refused.stderr


def test_resetting_asks_first(database: str, run: Run) -> None:
    run("demo", "seed", "--today", "2026-09-16")
    before = everything()

    run("demo", "reset", typed="n\n")

    assert everything() == before


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize(
    "words",
    [
        ("demo", "seed"),
        ("demo", "reset", "--yes"),
        ("test", "world", "--name", "w1"),
        ("clock", "advance", "1h"),
    ],
    ids=" ".join,
)
def test_production_refuses_it_in_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    refused = run(*words)

    assert refused.exit_code == 2
    assert refused.stderr.count("\n") == 1
    assert "production" in refused.stderr
