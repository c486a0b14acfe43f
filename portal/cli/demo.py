"""`demo` and `test world`: an invented clinic, and small practices for journeys."""

from datetime import date, datetime
from typing import Annotated

import typer

from portal.cli import guard
from portal.cli.clock import parse_moment
from portal.domain.errors import Invalid
from portal.infra import migrate
from portal.services import account, demo, demo_world
from portal.services.work import SYSTEM, look
from portal.settings import settings

app = typer.Typer(help="Fill, empty or list the demo clinic.", no_args_is_help=True)
world_app = typer.Typer(help="Make isolated practices for journeys.", no_args_is_help=True)

Today = Annotated[
    str, typer.Option(help="Seed as of this day (or moment); a day stands for half past eleven.")
]
Seed = Annotated[int, typer.Option(help="The same number repeats the same ids.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback()
def _demo() -> None:
    """Fill, empty or list the demo clinic."""
    guard.outside_production("The demo clinic")


@world_app.callback()
def _world() -> None:
    """Make isolated practices for journeys."""
    guard.outside_production("Making test practices")


@app.command()
def seed(today: Today = "", seed: Seed = demo.SEED) -> None:
    """Fill an empty database with the demo clinic."""
    migrate.upgrade()
    _counted(demo.seed(_as_of(today), seed))


@app.command()
def reset(
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    today: Today = "",
    seed: Seed = demo.SEED,
) -> None:
    """Delete everything in the database and fill it again."""
    if not yes:
        typer.confirm("This deletes every record in the database. Go on?", abort=True)
    _counted(demo.reset(_as_of(today), seed))


@app.command()
def accounts(*, as_json: Json = False) -> None:
    """List one account per role, with the password they share."""
    found = look(SYSTEM, account.demo_accounts)
    password = settings().demo_accounts_password
    if as_json:
        guard.show([one.model_dump() | {"password": password} for one in found])
        return
    if not found:
        typer.echo("There are no demo accounts: the clinic is not filled, or demo mode is off.")
    for one in found:
        typer.echo(f"{one.label:22}  {one.email:22} {password}   {one.name}")


@world_app.command()
def world(
    *,
    name: Annotated[str, typer.Option(help="Tells the practices apart: w1, w2, …")],
    office_hours: Annotated[
        bool, typer.Option(help="Open on weekdays from 8 to 18, instead of always.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make a practice with its people, a hospital, two pharmacies and a centre: all seven roles."""
    made = demo_world.make(name, office_hours=office_hours)
    if as_json:
        guard.show(made.model_dump())
        return
    typer.echo(f"{made.practice.name}; password of all: {made.password}")
    for person in made.people.values():
        typer.echo(f"{person.role:16} {person.email:32} {person.name}")


def _as_of(text: str) -> date | datetime | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return parse_moment(text)


def _counted(filled: demo.Filled) -> None:
    if not filled.consultations:
        raise Invalid("Nothing was filled in.")
    typer.echo(
        f"The demo clinic is ready: {filled.people} people, {filled.entries} entries in their "
        f"records, {_words(filled.consultations, 'consultations')}, "
        f"{_words(filled.prescriptions, 'prescriptions')}."
    )


def _words(counts: dict[str, int], of: str) -> str:
    words = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in counts.items())
    return f"{sum(counts.values())} {of} ({words})"
