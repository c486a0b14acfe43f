"""`formulary`: the medicines that can be prescribed, from a file and back into one."""

from pathlib import Path
from typing import Annotated

import typer

from portal.domain.errors import Invalid
from portal.services import formulary_import
from portal.services.formulary_file import LARGEST
from portal.services.work import SYSTEM, look, perform

app = typer.Typer(help="Import or export the formulary.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="A CSV file; docs/formulary.md describes its columns.")]


@app.callback()
def _formulary() -> None:
    """Import or export the formulary."""


@app.command("import")
def take(
    file: File,
    *,
    withdraw_missing: Annotated[
        bool, typer.Option(help="Withdraw the products that are not in the file.")
    ] = False,
) -> None:
    """Take over a whole catalogue, all of it or nothing; the same code changes a product."""
    done = perform(SYSTEM, formulary_import.load, _read(file), withdraw_missing=withdraw_missing)
    typer.echo(f"The formulary is imported: {done.words}.")


@app.command("export")
def give(file: File) -> None:
    """Write what is offered into a new file, in the columns that an import reads."""
    text = look(SYSTEM, formulary_import.dump)
    try:
        with file.open("x", encoding="utf-8", newline="") as out:
            out.write(text)
    except FileExistsError:
        raise Invalid(f"{file} is there already: choose another name.") from None
    except OSError as why:
        raise Invalid(f"{file} cannot be written: {why.strerror}.") from None
    typer.echo(f"Written: {file} ({text.count(chr(10)) - 1} products).")


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise Invalid(f"{file} is larger than {LARGEST // 2**20} MB.")
        return file.read_bytes()
    except OSError as why:
        raise Invalid(f"{file} cannot be read: {why.strerror}.") from None
