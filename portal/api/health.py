"""/livez and /readyz, for whatever watches over the server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import redis
import redis.asyncio
import structlog
from fastapi import APIRouter
from pydantic import BaseModel

from portal.api.gate import anyone
from portal.domain.errors import Unavailable
from portal.infra import db
from portal.settings import settings

router = APIRouter(tags=["health"])
log = structlog.get_logger(__name__)

PATIENCE = 2.0
"""Seconds within which everything the portal stands on must answer."""


class Health(BaseModel):
    """That the server answers."""

    status: str = "ok"


@router.get("/livez", **anyone())
async def livez() -> Health:
    """Say that this process lives; it looks at nothing else."""
    return Health()


@router.get("/readyz", **anyone(503))
async def readyz() -> Health:
    """Say that the database answers, and Redis where there is one."""
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(_database(), _redis())
    except (*db.AWAY, redis.RedisError, TimeoutError, OSError) as why:
        log.warning("health.not_ready", why=type(why).__name__)
        raise Unavailable("The portal is not ready yet. Please try again in a moment.") from None
    return Health()


async def _database() -> None:
    """Ask in a thread of its own: one that hangs must not take the place of people's work."""
    await asyncio.get_running_loop().run_in_executor(_thread(), db.ping)


async def _redis() -> None:
    if settings().redis_url:
        async with redis.asyncio.Redis.from_url(settings().redis_url) as client:
            await client.execute_command("PING")


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "health")
