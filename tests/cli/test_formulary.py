"""Importing and exporting the formulary from the command line."""

from pathlib import Path

import pytest
from cli.conftest import Run
from services.test_formulary_import import row, table
from sqlmodel import func, select

from portal.infra.db import transaction
from portal.models import Medicine


def offered() -> int:
    with transaction(write=False) as session:
        there = select(func.count()).where(Medicine.withdrawn_at.is_(None))  # type: ignore[union-attr]
        return session.exec(there).one()


def test_a_catalogue_goes_out_and_comes_back(database: str, run: Run, tmp_path: Path) -> None:
    file, count = tmp_path / "all.csv", offered()

    out, back = run("formulary", "export", str(file)), run("formulary", "import", str(file))

    assert out.stdout == f"Written: {file} ({count} products).\n"
    assert back.stdout == (
        f"The formulary is imported: 0 new, 0 changed, {count} unchanged, 0 withdrawn.\n"
    )


def test_what_is_missing_is_withdrawn_on_request(database: str, run: Run, tmp_path: Path) -> None:
    file, count = tmp_path / "one.csv", offered()
    file.write_bytes(table(row()))

    said = run("formulary", "import", str(file), "--withdraw-missing")

    assert said.stdout == (
        f"The formulary is imported: 1 new, 0 changed, 0 unchanged, {count} withdrawn.\n"
    )
    assert offered() == 1


def test_bad_rows_are_told_and_nothing_is_imported(database: str, run: Run, tmp_path: Path) -> None:
    file, count = tmp_path / "bad.csv", offered()
    file.write_bytes(table(row(), row(code="X2", form="pill", pack_size="")))

    said = run("formulary", "import", str(file))

    assert (said.exit_code, said.stdout, offered()) == (1, "", count)
    first, *lines = said.stderr.splitlines()
    assert first == "Nothing was imported: 2 things are wrong in the file."
    assert [line.partition(":")[0] for line in lines] == ["Line 3, form", "Line 3, pack_size"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "missing.csv"), "cannot be read"),
        (("import", "."), "cannot be read"),
        (("export", "no/such/folder"), "cannot be written"),
        (("export", "there.csv"), "is there already"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_sentence(
    database: str, run: Run, tmp_path: Path, words: tuple[str, str], said: str
) -> None:
    (tmp_path / "there.csv").touch()

    refused = run("formulary", words[0], str(tmp_path / words[1]))

    assert refused.exit_code == 1
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_bringing_the_tables_up_to_date_loads_the_medicines(database: str, run: Run) -> None:
    count = offered()
    run("db", "downgrade", "base")

    run("db", "upgrade")

    assert offered() == count > 0
