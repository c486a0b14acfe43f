"""Worlds, the clock, administrators, the tables and the generated pages."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cli.conftest import Run
from factories import SYMPTOMS, actor
from sqlmodel import Session, select

from portal.cli import docs
from portal.domain.permission import Role
from portal.infra import migrate, password
from portal.infra.db import transaction
from portal.models import Consultation, Credential, User
from portal.schemas.account import SignInForm
from portal.schemas.consultation_claim import ConsultationRequest
from portal.services import account, consultation, letter, work_list
from portal.services.work import SYSTEM, Actor, look, perform

STRONG = "copper-lantern-orchid-42"


def world(run: Run, name: str) -> dict[str, Any]:
    """Make a world, as a journey does."""
    return json.loads(run("test", "world", "--name", name, "--json").stdout)


def somebody(made: dict[str, Any], key: str) -> Actor:
    """A person of a world, acting."""
    with transaction(write=False) as session:
        return actor(session.get_one(User, UUID(made["people"][key]["id"])))


def ask(patient: Actor) -> None:
    """Let the patient ask, urgently."""
    claim = {"symptoms": SYMPTOMS, "began": "today", "urgency": "urgent"}
    perform(patient, consultation.request, ConsultationRequest.model_validate(claim))


def test_a_world_has_everybody_and_they_can_sign_in(database: str, run: Run) -> None:
    made = world(run, "w3")

    assert list(made["people"]) == [
        "lead", "gp2", "gp3", "specialist", "specialist2", "pharmacist", "pharmacist2",
        "diagnostics", "manager", "patient", "patient2", "admin", "pharmacist3",
    ]  # fmt: skip
    assert {person["role"] for person in made["people"].values()} == set(Role)
    for person in made["people"].values():
        form = SignInForm(email=person["email"], password=made["password"])
        assert asyncio.run(account.sign_in(form, "127.0.0.1"))


def test_a_patient_of_a_world_asks_its_specialist_and_another_world_sees_nothing(
    database: str, run: Run
) -> None:
    one, other = world(run, "w1"), world(run, "w2")
    asked = {"symptoms": SYMPTOMS, "began": "today", "urgency": "urgent"}
    claim = ConsultationRequest.model_validate(
        asked | {"clinician_id": one["people"]["specialist"]["id"]}
    )

    perform(somebody(one, "patient"), consultation.request, claim)

    assert look(somebody(one, "specialist"), work_list.dashboard).total == 1
    assert look(somebody(other, "specialist"), work_list.dashboard).total == 0


def test_worlds_do_not_see_each_other(database: str, run: Run) -> None:
    one, other = world(run, "w1"), world(run, "w2")

    ask(somebody(one, "patient"))

    assert look(somebody(one, "lead"), work_list.dashboard).total == 1
    assert look(somebody(other, "lead"), work_list.dashboard).total == 0


def test_a_name_is_used_once(database: str, run: Run) -> None:
    world(run, "w1")

    again = run("test", "world", "--name", "w1")

    assert again.exit_code == 1
    assert again.stderr == "The world w1 is there already: choose another name.\n"


def test_moving_the_clock_lets_a_request_expire(database: str, run: Run, session: Session) -> None:
    made = world(run, "w1")
    ask(somebody(made, "patient"))

    moved = run("clock", "advance", "9d2h30m")

    assert moved.exit_code == 0, moved.output
    assert session.exec(select(Consultation)).one().status == "expired"
    assert "moved by" in run("clock", "show").stdout
    assert run("clock", "reset").exit_code == 0
    assert "not moved" in run("clock", "show").stdout


@pytest.mark.parametrize("span", ["", "soon", "2x", "h"])
def test_a_span_that_means_nothing_is_refused(home: Path, run: Run, span: str) -> None:
    refused = run("clock", "advance", span)

    assert refused.exit_code == 1
    assert "span of time" in refused.stderr


def test_an_administrator_is_created(database: str, run: Run, session: Session) -> None:
    typed = f"{STRONG}\n{STRONG}\n"

    made = run("admin", "create", "Kit@Surgery.example", "--name", "Kit Hale", typed=typed)

    assert made.exit_code == 0, made.output
    assert STRONG not in made.output
    user = session.exec(select(User)).one()
    kept = session.exec(select(Credential)).one()
    assert (user.email, user.role) == ("kit@surgery.example", Role.ADMIN)
    assert asyncio.run(password.fits(STRONG, kept.password_hash))


def test_an_address_is_used_once(database: str, run: Run) -> None:
    typed = f"{STRONG}\n{STRONG}\n"
    run("admin", "create", "kit@surgery.example", "--name", "Kit Hale", typed=typed)

    again = run("admin", "create", "KIT@surgery.example", "--name", "Kit", typed=typed)

    assert again.exit_code == 1
    assert again.stderr.strip().splitlines()[-1] == "This address has an account."


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "passwordpassword",
        "aaaaaaaaaaaaaaaaaaaa",
        "Password123456789!",
        "kit.hale.kit.hale!",
    ],
)
def test_a_weak_password_is_refused(database: str, run: Run, weak: str) -> None:
    typed = f"{weak}\n{weak}\n"

    said = run("admin", "create", "kit.hale@surgery.example", "--name", "Kit", typed=typed)

    assert said.exit_code == 1
    assert "password" in said.stderr.strip().splitlines()[-1].lower()


def test_the_tables_go_down_and_up_again(database: str, run: Run) -> None:
    down, up = run("db", "downgrade", "base"), run("db", "upgrade")

    assert (down.exit_code, up.exit_code) == (0, 0), down.output + up.output
    assert run("db", "current").stdout.strip() == migrate.head()
    assert run("db", "check").exit_code == 0
    assert "already" in run("db", "upgrade").stdout


def test_without_tables_the_sentence_says_what_to_do(home: Path, run: Run) -> None:
    refused = run("jobs", "run")

    assert refused.exit_code == 1
    assert "db upgrade" in refused.stderr


def test_a_first_run_fills_the_clinic_says_who_can_sign_in_and_serves(
    home: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[bool] = []
    monkeypatch.setattr("portal.serve.main", lambda: served.append(True))

    first, second = run("run"), run("run")

    assert first.exit_code == second.exit_code == 0, first.output + second.output
    assert "invented clinic" in first.stdout
    assert "invented clinic" not in second.stdout
    assert "amara@demo.example" in second.stdout
    assert served == [True, True]


def test_old_pages_are_named(
    home: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.delitem(docs.PAGES, "docs/access.md")
    run("docs", "write")
    assert run("docs", "write", "--check").exit_code == 0

    (tmp_path / "docs" / "workflows.md").write_text("old")
    old = run("docs", "write", "--check")

    assert old.exit_code == 1
    assert "docs/workflows.md" in old.stderr


def test_the_diagrams_say_whose_turn_it_is_and_name_no_time_that_is_none() -> None:
    page = docs.PAGES["docs/workflows.md"]()

    assert "`valid_until`), the portal takes the step “expire”, and before that “remind”." in page
    assert "While offered it is the turn of the patient; it has no time of its own." in page
    assert "``)" not in page
    assert "“”" not in page


def test_every_option_is_explained() -> None:
    named = docs.env_example()

    assert all(f"\n#{name.upper()}=" in named for name in docs.Settings.model_fields)
    assert "| `PORT` |" in docs.configuration()


def test_letters_leave_when_the_clock_moves_and_the_outbox_lists_them(
    database: str, run: Run
) -> None:
    perform(SYSTEM, letter.write, "anna@clinic.test", "News", "Sign in", wait=timedelta(hours=1))
    assert "0 steps taken." in run("jobs", "run").stdout

    assert "1 letters sent." in run("clock", "advance", "1h").stdout
    (listed,) = json.loads(run("outbox", "--json").stdout)
    assert (listed["recipient"], listed["subject"]) == ("anna@clinic.test", "News")
    assert listed["sent"] is not None
    assert "Sign in" in run("outbox").stdout


def test_a_live_clinic_shows_no_letters(production: None, run: Run) -> None:
    shown = run("outbox")

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "refused in production" in shown.stderr
