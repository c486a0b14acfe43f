"""`outbox`: the letters that were written, for those who try the portal out."""

from typing import Annotated

import typer

from portal.cli import guard
from portal.services import letter
from portal.services.work import SYSTEM, look


def outbox(*, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the latest letters with their words, newest first."""
    guard.outside_production("Reading the outbox")
    found = look(SYSTEM, letter.outbox)
    if as_json:
        guard.show([one.model_dump(mode="json") for one in found])
        return
    if not found:
        typer.echo("No letters were written yet.")
    for one in found:
        typer.echo(f"{_state(one)}  To: {one.recipient}\n{one.subject}\n\n{one.body}\n---")


def _state(one: letter.LetterView) -> str:
    if one.sent is not None:
        return f"Sent {one.sent:%Y-%m-%d %H:%M}"
    return f"Given up: {one.failure}" if one.given_up else f"Waiting, tries: {one.tries}"
