"""The signature on printed codes: Ed25519 (RFC 8032), under named keys that can be replaced.

The first key of SIGNING_KEYS signs. All of them verify, so that paper that was printed under an
older key stays good for as long as that key is kept.
"""

from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal.settings import settings

DERIVED = "derived"
"""The name of the key that is made from the secret key, when none is set."""

SIGNATURE = 64
SEED = 32
UNKNOWN = "The key that signed this is not among SIGNING_KEYS."


class UnknownKey(RuntimeError):
    """The key of that name is not kept here, or not any more."""


def current() -> str:
    """Return the name of the key that signs what is new."""
    return next(iter(settings().signing_ring), DERIVED)


def sign(payload: bytes, key_id: str) -> bytes:
    """Return the 64 bytes that prove `payload`; the same for the same words and key.

    Raises UnknownKey.
    """
    return _key(key_id).sign(payload)


def verify(payload: bytes, signature: bytes, key_id: str) -> bool:
    """Whether the key of that name signed exactly these bytes. Raises UnknownKey."""
    try:
        _key(key_id).public_key().verify(signature, payload)
    except InvalidSignature:
        return False
    return True


def _key(name: str) -> Ed25519PrivateKey:
    ring = settings().signing_ring
    if name in ring:
        return Ed25519PrivateKey.from_private_bytes(ring[name])
    if name != DERIVED:
        raise UnknownKey(UNKNOWN)
    return _derived(settings().secret)


@cache
def _derived(secret: str) -> Ed25519PrivateKey:
    seed = HKDF(SHA256(), SEED, None, b"portal prescriptions").derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)
