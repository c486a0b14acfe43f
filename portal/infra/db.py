"""The engine, in one place. SQLite: one writer at a time, taken at BEGIN; PostgreSQL: row locks."""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, cast

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session, create_engine

from portal.domain.errors import Invalid
from portal.settings import settings

_engines: dict[str, Engine] = {}

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",  # or INSERT OR REPLACE would overwrite the append-only audit
)
"""How every SQLite connection is set up; the timeout first, so that it holds for the rest."""

AWAY = (OperationalError, InterfaceError, PoolTimeout)
"""What SQLAlchemy raises when the database cannot be reached or stays locked."""

NOT_STORED = "It has characters in it that cannot be stored or searched for."

Clash = IntegrityError
"""What SQLAlchemy raises when a constraint forbids the row."""


DEADLOCK = "40P01"
"""What PostgreSQL calls two who wait for each other: it lets one of them go on."""


def crossed(error: Exception) -> bool:
    """Whether a transaction was given up because it and another one waited for each other."""
    return getattr(getattr(error, "orig", None), "sqlstate", "") == DEADLOCK


def engine() -> Engine:
    """Return this process's engine, made on first use and so after the workers are forked."""
    url = settings().database
    if url not in _engines:
        _engines[url] = _make(url)
    return _engines[url]


def dispose() -> None:
    """Close every pooled connection."""
    for made in _engines.values():
        made.dispose()
    _engines.clear()


@contextmanager
def transaction(*, write: bool) -> Generator[Session, None, None]:
    """Open one session; a writing one holds SQLite's write lock from its first statement."""
    with (
        engine().connect().execution_options(write=write) as connection,
        Session(connection, expire_on_commit=False) as session,
    ):
        yield session


def ping() -> None:
    """Raise one of `AWAY` when the database does not answer."""
    with engine().connect() as connection:
        connection.execute(text("SELECT 1"))


def is_postgresql() -> bool:
    """Whether rows are locked one by one."""
    return engine().dialect.name == "postgresql"


def _make(url: str) -> Engine:
    threads = settings().database_threads
    options: dict[str, Any] = {"pool_size": threads, "max_overflow": 0, "pool_timeout": 10}
    if url.startswith("postgres"):
        options |= {"pool_pre_ping": True, "connect_args": {"connect_timeout": 3}}
        made = create_engine(url, **options)
        event.listen(made, "before_cursor_execute", _storable)
        return made
    Path(make_url(url).database or ".").parent.mkdir(parents=True, exist_ok=True)
    made = create_engine(url, **options, connect_args={"check_same_thread": False})
    event.listen(made, "connect", _pragmas)
    event.listen(made, "begin", _begin)
    event.listen(made, "before_cursor_execute", _storable)
    return made


def _storable(
    _connection: object, _cursor: object, _statement: object, given: Any, *_: Any
) -> None:
    """Refuse what no text of PostgreSQL may hold, in the same way on both databases.

    It stands behind all forms, searches and addresses, so that none of them can forget it. A text
    with a NUL in it, or half a letter, is no mistake of the portal's: nobody types one.
    """
    if any(_broken(value) for value in _values(given)):
        raise Invalid("Please check what you entered.", {"form": NOT_STORED})


def _values(given: Any) -> Iterable[object]:
    """Return every value of a statement, or of many at once."""
    for one in cast("Iterable[Any]", given.values() if isinstance(given, Mapping) else given):
        if isinstance(one, Mapping | tuple | list):
            yield from _values(one)
        else:
            yield one


def _broken(value: object) -> bool:
    if not isinstance(value, str) or (value.isascii() and "\0" not in value):
        return False
    try:
        return b"\0" in value.encode()
    except UnicodeEncodeError:
        return True


def _pragmas(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy, not the driver, opens transactions
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if mode else "BEGIN")
