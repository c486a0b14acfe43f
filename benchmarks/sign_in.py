"""Many people sign in at the same moment, with the password parameters of a real clinic."""

import asyncio
import time
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import update
from sqlmodel import col
from state.running import PASSWORD, Running
from state.socket import Person

from benchmarks.ground import Figures, Plan, alone, line, spread
from portal.infra.db import transaction
from portal.models import Credential
from portal.services import demo_world

AT_ONCE = 20
PROFESSIONALS_AND_PATIENTS = 12


def measure(server: Running, plan: Plan) -> Figures:
    """How long 20 people wait who all sign in at once, beside the hash alone."""
    real = PasswordHash((Argon2Hasher(),))
    hashed = real.hash(PASSWORD)
    made = [server.world(f"s{n}") for n in range(-(-AT_ONCE // PROFESSIONALS_AND_PATIENTS))]
    people = [person for world in made for person in world.people.values()][:AT_ONCE]
    with transaction(write=True) as session:
        ids = [UUID(person.id) for person in people]
        mine = col(Credential.user_id).in_(ids)
        session.exec(update(Credential).where(mine).values(password_hash=hashed))
        session.commit()
    took = asyncio.run(_rounds(server.base, people, plan.rounds))
    return {
        "people": AT_ONCE,
        "alone": spread(asyncio.run(_one_by_one(server.base, people[0].email, plan.rounds + 1))),
        "hash": alone(lambda: real.verify(PASSWORD, hashed), plan.opened),
        "at_once": spread(took),
    }


async def _rounds(base: str, people: list[demo_world.WorldPerson], rounds: int) -> list[float]:
    await _enter(base, people[0].email)
    took: list[float] = []
    for _ in range(rounds):
        took += await asyncio.gather(*(_enter(base, person.email) for person in people))
    return took


async def _one_by_one(base: str, email: str, count: int) -> list[float]:
    return [await _enter(base, email) for _ in range(count)]


async def _enter(base: str, email: str) -> float:
    start = time.perf_counter()
    await Person(base).sign_in(email, PASSWORD)
    return (time.perf_counter() - start) * 1000


def lines(found: Figures) -> list[str]:
    """The figures as people read them."""
    return [
        line(
            f"{found['people']} people at once",
            found["at_once"],
            f"   ({found['at_once']['n']} samples)",
        ),
        line("one person alone", found["alone"]),
        line("the password hash alone", found["hash"]),
    ]
