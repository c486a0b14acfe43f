"""Files at rest: AES-256-GCM, each under a key of its own, which a master key wraps.

Whoever holds the store alone can read nothing. A changed byte, or one file's content put under
another's name, is refused.
"""

import base64
import os
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal.settings import settings

DERIVED = "derived"
"""The name of the master key that is made from the secret key, when none is set."""

NONCE = 12
KEY = 32


class Tampered(RuntimeError):
    """What is stored is not what was stored, or its key is not known here."""


@dataclass(frozen=True)
class FileKey:
    """The key of one file, and the same as it is kept: wrapped by the master key `key_id`."""

    key: bytes
    key_id: str
    wrapped: str

    @classmethod
    def fresh(cls) -> "FileKey":
        """Return a new key, wrapped by the present master key."""
        return cls.wrap(os.urandom(KEY))

    @classmethod
    def wrap(cls, key: bytes) -> "FileKey":
        """Return `key`, wrapped by the present master key."""
        name = current()
        return cls(key, name, base64.b64encode(_seal(_master(name), key, name)).decode())

    @classmethod
    def unwrap(cls, key_id: str, wrapped: str) -> "FileKey":
        """Return the key that was wrapped by `key_id`. Raises Tampered when it cannot be."""
        key = _open(_master(key_id), base64.b64decode(wrapped), key_id)
        return cls(key, key_id, wrapped)

    def seal(self, content: bytes, name: str) -> bytes:
        """Encrypt what is stored under `name`."""
        return _seal(self.key, content, name)

    def open(self, sealed: bytes, name: str) -> bytes:
        """Decrypt what was stored under `name`. Raises Tampered."""
        return _open(self.key, sealed, name)


def current() -> str:
    """Return the name of the master key for new files."""
    return next(iter(settings().key_ring), DERIVED)


def _master(name: str) -> bytes:
    known = settings().key_ring.get(name)
    if known is not None:
        return known
    if name != DERIVED:
        raise Tampered("The master key of this file is not among FILE_KEYS.")
    return _derived(settings().secret)


@cache
def _derived(secret: str) -> bytes:
    return HKDF(SHA256(), KEY, None, b"portal files").derive(secret.encode())


def _seal(key: bytes, content: bytes, name: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, name.encode())


def _open(key: bytes, sealed: bytes, name: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
    except (InvalidTag, ValueError):
        raise Tampered("What is stored is not what was stored.") from None
