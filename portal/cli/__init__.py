"""The command line: `python -m portal COMMAND`. A failure is a sentence, never a traceback."""

import importlib
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from typer.core import TyperGroup

from portal.cli import accounts, clock, database, demo, docs, formulary, gate, outbox
from portal.domain.errors import PortalError, Unavailable
from portal.infra import migrate
from portal.services import demo as demo_service
from portal.services import formulary as formulary_service
from portal.services.work import SYSTEM, perform
from portal.settings import UnsafeSettings, settings

NO_TABLES = (
    "The database cannot be used as it is. Check DATABASE_URL, "
    "then bring the tables up to date: python -m portal db upgrade"
)


class Plain(TyperGroup):
    """A group of commands whose failures are told in a sentence on standard error."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except Unavailable:
            typer.echo(NO_TABLES, err=True)
        except PortalError as refusal:
            sentences = [refusal.message, *refusal.fields.values()]
            typer.echo("\n".join(dict.fromkeys(sentences)), err=True)
        except UnsafeSettings as unsafe:
            typer.echo(str(unsafe), err=True)
        except ValidationError as error:
            for found in error.errors():
                name = "_".join(str(part) for part in found["loc"]).upper()
                typer.echo(f"The setting {name} cannot be used: {found['msg']}.", err=True)
        except SQLAlchemyError as error:
            typer.echo(f"{NO_TABLES}\n({type(error).__name__})", err=True)
        raise typer.Exit(1)


app = typer.Typer(
    cls=Plain,
    help="Run and look after the portal.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(demo.app, name="demo")
app.add_typer(demo.world_app, name="test")
app.add_typer(gate.app, name="gate")
app.add_typer(clock.app, name="clock")
app.add_typer(clock.jobs_app, name="jobs")
app.add_typer(accounts.app, name="admin")
app.add_typer(database.app, name="db")
app.add_typer(formulary.app, name="formulary")
app.add_typer(docs.app, name="docs")
app.command()(outbox.outbox)


@app.command()
def serve() -> None:
    """Serve pages, API and live updates until stopped."""
    importlib.import_module("portal.serve").main()


@app.command()
def run(
    *, build: Annotated[bool, typer.Option("--build", help="Build changed pages first.")] = False
) -> None:
    """Bring the database up to date, fill an empty one in demo mode, say who can sign in, serve."""
    options = settings()
    options.refuse_unsafe()
    if build:
        importlib.import_module("portal.build").main()
    migrate.upgrade()
    perform(SYSTEM, formulary_service.ensure)
    if options.demo_mode and not options.production:
        if demo_service.seed_if_empty():
            typer.echo("An invented clinic was made for you to try.")
        typer.echo(f"\nOpen http://localhost:{options.port} and sign in as")
        demo.accounts()
        typer.echo("")
    serve()


@app.callback()
def _main() -> None:
    """Run and look after the portal."""
