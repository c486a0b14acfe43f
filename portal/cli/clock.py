"""`clock` and `jobs`: move the server's time, and take the steps that are due."""

import asyncio
import re
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from portal.cli import guard
from portal.domain.errors import Invalid
from portal.infra import clock
from portal.services import letter, timer
from portal.settings import settings

app = typer.Typer(help="Move the time of this server.", no_args_is_help=True)
jobs_app = typer.Typer(help="Take the steps nobody clicks.", no_args_is_help=True)

SPAN = re.compile(r"(?=.)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


@app.callback()
def _guard() -> None:
    """Move the time of this server."""
    guard.outside_production("Moving the clock")


@jobs_app.callback()
def _jobs() -> None:
    """Take the steps nobody clicks."""


@app.command()
def show() -> None:
    """Print the server's present, and how far it was moved."""
    moved = clock.offset()
    typer.echo(f"{_local(clock.now())} ({f'moved by {moved}' if moved else 'not moved'})")


@app.command("set")
def set_to(
    moment: Annotated[str, typer.Argument(help="For example 2026-03-16T11:30.")],
) -> None:
    """Set the time; without a zone it is the clinic's. Then take what is due."""
    _say(clock.move_to(parse_moment(moment)))


@app.command()
def advance(span: Annotated[str, typer.Argument(help="For example 2h30m or 3d.")]) -> None:
    """Move the time on, then take what is due."""
    _say(clock.move(parse_span(span)))


@app.command()
def reset() -> None:
    """Return to the real time."""
    clock.reset()
    typer.echo(_local(clock.now()))


@jobs_app.command("run")
def run() -> None:
    """Take every step that is due now."""
    typer.echo(_take_due())


def parse_moment(text: str) -> datetime:
    """Read an ISO date or time. Raises Invalid."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(f"“{text}” is not a moment: write it like 2026-03-16T11:30.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings().clinic_zone))


def parse_span(text: str) -> timedelta:
    """Read days, hours, minutes and seconds. Raises Invalid."""
    found = SPAN.fullmatch(text.replace(" ", ""))
    if found is None:
        raise Invalid(f"“{text}” is not a span of time: write it like 2h30m.")
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _say(present: datetime) -> None:
    typer.echo(f"It is now {_local(present)}. {_take_due()}")


def _take_due() -> str:
    steps = timer.run_due()
    letters = asyncio.run(letter.relay())
    return f"{steps} steps taken." + (f" {letters} letters sent." if letters else "")


def _local(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(settings().clinic_zone)).isoformat(timespec="seconds")
