"""`db`: the tables and their migrations."""

from typing import Annotated

import typer

from portal.infra import migrate
from portal.services import formulary
from portal.services.work import SYSTEM, perform

app = typer.Typer(help="Bring the tables up to date, or look at them.", no_args_is_help=True)


@app.command()
def upgrade(to: Annotated[str, typer.Argument(help="Revision, or head.")] = "head") -> None:
    """Bring the tables up to date, and load the medicines when there are none."""
    done = migrate.upgrade(to)
    if migrate.current() == migrate.head():
        perform(SYSTEM, formulary.ensure)
    typer.echo(f"The tables {'are now' if done else 'were already'} at {migrate.current()}.")


@app.command()
def downgrade(to: Annotated[str, typer.Argument(help="Revision, -1, or base.")]) -> None:
    """Go back to an earlier revision; base removes all data."""
    migrate.downgrade(to)
    typer.echo(f"The tables are now at {migrate.current() or 'base'}.")


@app.command()
def revision(message: Annotated[str, typer.Argument(help="What changes, in a few words.")]) -> None:
    """Write the next migration from what the models have that the tables lack."""
    migrate.revision(message)
    typer.echo("The migration is written: read it before you run it.")


@app.command()
def check() -> None:
    """Fail when the tables differ from the models."""
    differs = migrate.differs()
    if differs:
        typer.echo(differs, err=True)
        raise typer.Exit(1)
    typer.echo("The tables and the models agree.")


@app.command()
def current() -> None:
    """Print the revision the tables are at."""
    typer.echo(migrate.current() or "base")
