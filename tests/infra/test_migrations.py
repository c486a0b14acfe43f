"""Migrations go up, down and up again on both databases, and say what the tables say (R8)."""

import re
from uuid import UUID

import factories
import prescriptions
import pytest
import servers
from sqlalchemy import Enum, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel, select

from alembic import command
from portal.infra import db
from portal.infra.clock import new_id, now
from portal.models import Dispense, RegisterEntry, User


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """The address of a database without tables, which the portal uses."""
    with (
        servers.empty_database(request.param, tmp_path) as address,
        servers.bound(address, tmp_path),
    ):
        yield address


def tables():
    with db.engine().connect() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def leftovers():
    """Types and functions that PostgreSQL keeps when tables go."""
    if not db.is_postgresql():
        return []
    with db.engine().connect() as connection:
        return connection.execute(
            text(
                "SELECT typname FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace "
                "WHERE nspname = 'public' AND typtype = 'e' UNION ALL "
                "SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace "
                "WHERE nspname = 'public'"
            )
        ).all()


def test_r8_empty_goes_to_head(empty):
    command.upgrade(servers.migrations(), "head")

    assert tables() == set(SQLModel.metadata.tables)


def test_r8_head_says_exactly_what_the_tables_say(database):
    command.check(servers.migrations())


def test_r8_head_goes_to_base_with_data_and_up_again(world, database):
    world.started()

    command.downgrade(servers.migrations(), "base")
    assert tables() == set()
    assert leftovers() == []

    command.upgrade(servers.migrations(), "head")
    assert tables() == set(SQLModel.metadata.tables)
    with db.transaction(write=False) as session:
        assert session.exec(select(User)).all() == []


def test_r8_going_to_head_twice_keeps_the_data(world, database):
    command.upgrade(servers.migrations(), "head")

    with db.transaction(write=False) as session:
        assert len(session.exec(select(User)).all()) == len(world.everybody)


def known_words(table, column):
    """The words that the database itself accepts in a column."""
    with db.engine().connect() as connection:
        if db.is_postgresql():
            query = text("SELECT unnest(enum_range(NULL::%s))::text" % column.type.name)  # noqa: UP031
            return set(connection.execute(query).scalars())
        sql = connection.execute(
            text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table.name}
        ).scalar_one()
    checked = re.search(rf"CHECK \(\"?{column.name}\"? IN \(([^)]*)\)", sql)
    return set(re.findall(r"'([^']*)'", checked[1]))


def test_r8_every_vocabulary_is_the_databases_own(database):
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, Enum):
                assert known_words(table, column) == set(column.type.enums), column


LINE = (
    "INSERT INTO register_entries (id, created_at, pharmacy_id, medicine_id, line, kind, quantity,"
    " balance, by_id, dispense_id, counterparty, collector, proof, note) VALUES (:id,"
    " '2026-09-14 09:00:00+00:00', :pharmacy, :medicine, :line, :kind, :quantity, :balance, :by,"
    " :supply, 'Alder', '', '', :note)"
)


def lines_before(world, session):
    """A hand-over that was struck out, as the third revision knew it."""
    facts = {"pharmacy": world.pharmacist.organization_id, "by": world.pharmacist.id}
    drug = prescriptions.medicine("morphine sulfate")
    factories.saved(drug)
    row, _ = prescriptions.written(
        world.patient, world.gp, [drug], at=now(), pharmacy_id=facts["pharmacy"]
    )
    supply = Dispense(
        prescription_id=row.id, pharmacy_id=facts["pharmacy"], number=1, status_since=now(),
        prepared_by=facts["by"],
    )  # fmt: skip
    factories.saved(supply)
    for number, (kind, quantity, balance, of) in enumerate(
        [("received", 50, 50, None), ("supplied", -20, 30, supply.id),
         ("corrected", 20, 50, supply.id)], 1
    ):  # fmt: skip
        said = {
            **facts, "id": new_id(), "medicine": drug.id, "line": number, "kind": kind,
            "quantity": quantity, "balance": balance, "supply": of, "note": "x" * (number == 3),
        }  # fmt: skip
        ids = {
            name: v.hex if isinstance(v, UUID) and not db.is_postgresql() else v
            for name, v in said.items()
        }
        session.execute(text(LINE), ids)


def test_r8_the_register_keeps_its_lines_and_its_lock_up_and_down(world, database):
    command.downgrade(servers.migrations(), "0003")
    with db.transaction(write=True) as session:
        lines_before(world, session)
        session.commit()

    command.upgrade(servers.migrations(), "head")
    with db.transaction(write=False) as session:
        found = session.exec(select(RegisterEntry).order_by(RegisterEntry.line)).all()
        assert [one.corrects_id for one in found] == [None, None, found[1].id]
        first = found[0]
    with db.transaction(write=True) as session:
        session.add(
            RegisterEntry(
                pharmacy_id=first.pharmacy_id,
                medicine_id=first.medicine_id,
                line=4,
                kind="counted",
                quantity=-1,
                balance=49,
                by_id=first.by_id,
                counterparty="",
                note="One is missing.",
            )
        )
        session.commit()
    command.downgrade(servers.migrations(), "0003")

    said = "SELECT kind, quantity, balance FROM register_entries ORDER BY line"
    with db.engine().connect() as connection:
        last = connection.execute(text(said)).all()[-1]
    assert (last[0], float(last[1]), float(last[2])) == ("corrected", -1, 49)
    for verb in ("UPDATE register_entries SET note = 'y'", "DELETE FROM register_entries"):
        with pytest.raises(DBAPIError, match="is not changed"), db.engine().connect() as connection:
            connection.execute(text(verb))
    command.upgrade(servers.migrations(), "head")
    for verb in ("UPDATE register_entries SET note = 'y'", "DELETE FROM register_entries"):
        with pytest.raises(DBAPIError, match="is not changed"), db.engine().connect() as connection:
            connection.execute(text(verb))
