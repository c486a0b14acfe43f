import socket

import pytest
import redis as redis_client
from sqlmodel import select

from portal.infra.db import is_postgresql
from portal.models import User
from portal.settings import settings


def test_a_test_reaches_nothing_but_this_machine():
    with socket.socket() as outside, pytest.raises(PermissionError):
        outside.connect(("192.0.2.1", 80))


def test_each_test_has_a_database_of_its_own(database, session):
    assert session.exec(select(User)).all() == []
    assert is_postgresql() == database.startswith("postgresql")
    assert settings().database == database


def test_the_world_has_its_people(world, session):
    assert {u.name for u in session.exec(select(User))} == {
        one.name for one in world.everybody.values()
    }


def test_redis_answers(redis):
    with redis_client.Redis.from_url(redis) as client:
        assert client.ping()
