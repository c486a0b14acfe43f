"""Migrations go up, down and up again on both databases, and say what the tables say (R8)."""

import re

import pytest
import servers
from sqlalchemy import Enum, inspect, text
from sqlmodel import SQLModel, select

from alembic import command
from portal.infra import db
from portal.models import User


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
