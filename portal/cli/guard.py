"""What the commands share."""

import json

import typer

from portal.settings import settings

REFUSED = 2


def outside_production(what: str) -> None:
    """End with one sentence when this is a live clinic."""
    if settings().production:
        typer.echo(f"{what} is refused in production.", err=True)
        raise typer.Exit(REFUSED)


def show(thing: object) -> None:
    """Print as JSON for other programs."""
    typer.echo(json.dumps(thing, indent=2, ensure_ascii=False))
