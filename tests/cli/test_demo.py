"""Filling, emptying and listing the demo clinic from the command line."""

import json
from datetime import timedelta
from typing import Any

import pytest
from cli.conftest import Run
from sqlmodel import col, select

from portal.infra import clock as portal_clock
from portal.infra.db import transaction
from portal.models import (
    AuditEntry,
    Consultation,
    ConsultationMessage,
    Notification,
    Organization,
    User,
)
from portal.services import demo
from portal.settings import settings


@pytest.fixture(autouse=True)
def fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Play the stories of two people; tests/services/test_demo_clinic.py plays them all."""
    few = [story for story in demo.STORIES if story.patient in ("nwosu", "zhang")]
    monkeypatch.setattr(demo, "STORIES", few)
    alone = [one for one in demo.ALONE if one.patient in ("nwosu", "zhang")]
    monkeypatch.setattr(demo, "ALONE", alone)


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


def test_what_was_filled_in_is_counted(database: str, run: Run) -> None:
    filled = run("demo", "seed", "--today", "2026-09-16")

    rows = everything()
    assert f"{len(rows['User'])} people" in filled.stdout
    assert f"{len(rows['Consultation'])} consultations" in filled.stdout


def test_another_number_gives_other_ids(database: str, run: Run) -> None:
    run("demo", "seed", "--today", "2026-09-16")
    before = {row["id"] for row in everything()["Consultation"]}

    run("demo", "reset", "--yes", "--today", "2026-09-16", "--seed", "2")

    assert before.isdisjoint(row["id"] for row in everything()["Consultation"])


def test_a_filled_database_is_not_filled_again(database: str, run: Run, clock: Any) -> None:
    assert demo.seed_if_empty()
    assert not demo.seed_if_empty()

    refused = run("demo", "seed")

    assert refused.exit_code == 1
    assert "empty database" in refused.stderr


def test_the_accounts_share_a_password(database: str, run: Run) -> None:
    run("demo", "seed")

    listed = json.loads(run("demo", "accounts", "--json").stdout)

    emails = [one["email"] for one in listed]
    assert emails == [
        "amara@demo.example", "marsh@demo.example", "ferrari@demo.example",
        "rahman@demo.example", "whitaker@demo.example", "kerr@demo.example",
        "okonkwo@demo.example",
    ]  # fmt: skip
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
