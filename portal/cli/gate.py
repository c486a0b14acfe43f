"""`gate`: everything that can be called from outside, and by whom."""

import importlib
from typing import Annotated, Any

import typer

from portal.cli import guard

app = typer.Typer(help="List what can be called from outside.", no_args_is_help=True)


@app.callback()
def _gate() -> None:
    """List what can be called from outside."""


@app.command("list")
def list_(*, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Print every page event and every route, with who may use it."""
    handlers, routes = doors()
    if as_json:
        guard.show({"handlers": handlers, "routes": routes})
        return
    for one in handlers:
        typer.echo(f"{words(one['audience']):16} {one['name']}({', '.join(one['parameters'])})")
    for one in routes:
        typer.echo(f"{words(one['audience']):16} {one['method']} {one['path']}")


def doors() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the page events and the routes, each sorted."""
    importlib.import_module("portal.portal")
    handlers = importlib.import_module("portal.state.gate").handlers()
    routes = importlib.import_module("portal.api.gate").routes()
    return (
        sorted(handlers, key=lambda one: one["name"]),
        sorted(routes, key=lambda one: (one["path"], one["method"])),
    )


def words(audience: str | list[str]) -> str:
    """Return who may, as it is read."""
    return audience if isinstance(audience, str) else ", ".join(audience)
