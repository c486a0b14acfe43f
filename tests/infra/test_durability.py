"""Acknowledged means committed (R1): writers are killed without warning, again and again."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import servers
from sqlmodel import select

from portal.infra import db
from portal.models import AuditEntry, Consultation, ConsultationMessage

WRITER = Path(__file__).with_name("writer.py")
SIDE_BY_SIDE = 2
CHANCE = random.Random(20260914)  # noqa: S311 - when to kill


class Writers:
    """Several writers at a time; what each was told is kept."""

    def __init__(self, *arguments):
        self.arguments = [str(one) for one in arguments]
        self.acknowledged, self.unsure = [], []

    def killed_once(self):
        """Start them, let them write for a moment, and kill them in the middle of it."""
        again, self.unsure = self.unsure, []
        shares = [again[n::SIDE_BY_SIDE] for n in range(SIDE_BY_SIDE)]
        started = [self._start(share) for share in shares]
        for one in started:
            assert one.stdout.readline().startswith("try")
        time.sleep(CHANCE.uniform(0.02, 0.3))
        for one in started:
            one.kill()
        for one, share in zip(started, shares, strict=True):
            self._note(one.stdout.read(), share)
            one.stdout.close()
            one.wait()

    def _start(self, again):
        return subprocess.Popen(
            [sys.executable, WRITER, *self.arguments, *again],
            stdout=subprocess.PIPE, text=True, cwd=servers.ROOT,
            env={**servers.os.environ, "PYTHONPATH": str(servers.ROOT)},
        )  # fmt: skip

    def _note(self, output, share):
        whole = output.split("\n")[:-1]
        done = [line.split()[1] for line in whole if line.startswith("done")]
        tried = [line.split()[1] for line in whole if line.startswith("try")]
        self.acknowledged += done
        self.unsure += [mark for mark in (*share, *tried) if mark not in done]


PATIENCE = 10
"""So many times more rounds, where a busy machine lets the writers write too little."""


def kill_and_count(world, times):
    one = world.accepted()
    writers = Writers(world.patient.id, world.north, one)
    db.dispose()
    killed = 0
    while killed < times or (len(writers.acknowledged) <= times and killed < PATIENCE * times):
        writers.killed_once()
        killed += 1
    with db.transaction(write=False) as session:
        found = session.exec(select(ConsultationMessage)).all()
        audited = session.exec(
            select(AuditEntry).where(AuditEntry.action == "consultation:messaged")
        ).all()
        last = session.get_one(Consultation, one).last_seq
    marks = [str(m.client_message_id) for m in found]

    assert len(writers.acknowledged) > times
    assert len(set(marks)) == len(marks)
    assert set(writers.acknowledged) <= set(marks)
    assert sorted(m.seq for m in found) == list(range(1, len(found) + 1))
    assert last == len(found) == len(audited)


def test_r1_every_acknowledged_message_is_there_once_after_three_kills(world):
    kill_and_count(world, 3)


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_r1_every_acknowledged_message_is_there_once_after_fifty_kills(world):
    kill_and_count(world, 50)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("recursive_triggers", 1),
    ],
)
def test_r1_sqlite_runs_as_promised_on_every_connection(database, pragma, value):
    with db.engine().connect() as one, db.engine().connect() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_writer_takes_sqlites_lock_before_it_reads(database):
    with db.transaction(write=True) as session:
        session.exec(select(1)).one()
        other = sqlite3.connect(database.removeprefix("sqlite:///"), timeout=0)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


def test_a_reader_does_not_wait_for_a_writer(world):
    asked = world.accepted()
    with db.transaction(write=True) as writer:
        writer.get_one(Consultation, asked, with_for_update=True)
        with db.transaction(write=False) as reader:
            assert reader.get_one(Consultation, asked).status == "accepted"
