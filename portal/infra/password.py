"""Passwords: argon2id, in threads of their own so that hashing never delays the database."""

import asyncio
import hashlib
import hmac
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from portal.settings import settings

TOKEN_BYTES = 32


@cache
def _hasher() -> PasswordHash:
    return PasswordHash((Argon2Hasher(),))


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(2, "argon2")


@cache
def _nobody() -> str:
    """A hash that no password fits: verifying against it takes as long as for a real account."""
    return hash_password(secrets.token_hex(TOKEN_BYTES))


def hash_password(password: str) -> str:
    """Return the argon2id hash (parameters and salt included)."""
    return _hasher().hash(password)


async def hashed(password: str) -> str:
    """`hash_password`, in a thread of its own."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), hash_password, password)


async def fits(password: str, hashed: str | None) -> bool:
    """Whether `password` belongs to `hashed`; for an unknown account it fails as slowly."""
    loop = asyncio.get_running_loop()
    verified = await loop.run_in_executor(
        _pool(), lambda: _hasher().verify(password, hashed or _nobody())
    )
    return verified and hashed is not None


def new_token() -> str:
    """Return a fresh session secret of 256 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """Return what is stored of a session secret: its HMAC-SHA-256 under the portal's own key.

    Who can write to a copy of the database alone can therefore not make a session.
    """
    return hmac.new(settings().secret.encode(), token.encode(), hashlib.sha256).hexdigest()
