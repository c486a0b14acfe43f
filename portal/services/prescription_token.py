"""The code on a prescription: what the QR holds, and what it proves.

Version, key, prescription, nonce, end (in minutes) and an Ed25519 signature, in the letters and
figures of Crockford's base 32: capitals only, so that a QR stays small, and a scanner that types
like a keyboard cannot spoil it. It says nothing about the patient or the medicines.
"""

import secrets
import struct
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from portal.domain.errors import Forged, StepNotPossible, Unavailable
from portal.domain.prescription_word import SIGNED, PrescriptionStatus
from portal.infra import signature
from portal.infra.signature import SIGNATURE, UnknownKey
from portal.models import Prescription
from portal.services.work import Work

VERSION = 1
NONCE = 8
PARTS = struct.Struct(f">B8s16s{NONCE}sI")
"""Version, the name of the key, prescription, nonce, minutes since 1970."""

SIZE = PARTS.size + SIGNATURE
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = -(-SIZE * 8 // 5)
MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
BITS = 5
MINUTE = 60

INCOMPLETE = "This code is incomplete: scan it again."
NOT_OURS = "This code was altered, or it is not ours."
OTHER_KEY = "This code was signed with a key that we do not know."
REPLACED = "This code was replaced by a newer one: ask for the latest paper."
NO_KEY = (
    "The key that signed this prescription is not kept here any more, so its code is not shown."
)
S = PrescriptionStatus


@dataclass(frozen=True)
class Token:
    """What a genuine code says; whether it still counts, only the record knows."""

    prescription_id: UUID
    nonce: str
    expires_at: datetime
    key_id: str


def fresh_nonce() -> str:
    """Return what makes the code of a prescription that is signed now its own."""
    return secrets.token_hex(NONCE)


def token_of(row: Prescription) -> str:
    """Return the code of a signed prescription, the same each time.

    Raises StepNotPossible before it is signed, and Unavailable when its key is kept no more.
    """
    if row.status not in SIGNED or row.expires_at is None:
        raise StepNotPossible("There is a code once the prescription is signed.")
    payload = PARTS.pack(
        VERSION, row.key_id.encode(), row.id.bytes, _nonce(row), _minute(row.expires_at)
    )
    try:
        return _spelt(payload + signature.sign(payload, row.key_id))
    except UnknownKey:
        raise Unavailable(NO_KEY) from None


def verify(token: str) -> Token:
    """Return what a genuine code says, however it was typed. Raises Forged with a sentence."""
    data = _read(token)
    payload, proof = data[: PARTS.size], data[PARTS.size :]
    version, key, prescription, nonce, minute = PARTS.unpack(payload)
    name = key.rstrip(b"\0")
    try:
        genuine = signature.verify(payload, proof, name.decode())
    except (UnknownKey, UnicodeDecodeError):
        raise Forged(OTHER_KEY) from None
    if not genuine or version != VERSION:
        raise Forged(NOT_OURS)
    ends = datetime.fromtimestamp(minute * MINUTE, UTC)
    return Token(UUID(bytes=prescription), nonce.hex(), ends, name.decode())


def match(work: Work, token: Token, *, lock: bool = False) -> Prescription:
    """Return the prescription that this code is of, whoever presents it.

    Raises Forged when there is none, and when it has another code by now.
    """
    row = work.session.get(
        Prescription, token.prescription_id, with_for_update=lock, populate_existing=lock
    )
    if row is None or row.status not in SIGNED or row.expires_at is None:
        raise Forged(NOT_OURS)
    said = (token.nonce, token.key_id, _minute(token.expires_at))
    if said != (row.nonce, row.key_id, _minute(row.expires_at)):
        raise Forged(REPLACED)
    return row


def refuse_spent(row: Prescription, at: datetime) -> None:
    """Raise StepNotPossible, in words, when nothing more may be supplied against this code."""
    day = f"{row.expires_at:%-d %B %Y}" if row.expires_at else ""
    since = f"{row.status_since:%-d %B %Y}"
    over = {
        S.CANCELLED: f"This prescription was cancelled on {since}. Nothing may be supplied.",
        S.DISPENSED: f"This prescription was supplied in full on {since}. "
        "Nothing more may be supplied.",
        S.NOT_DISPENSED: f"This prescription was closed without a supply on {since}.",
        S.EXPIRED: f"This prescription expired on {day}. Nothing may be supplied.",
    }
    if row.status in over:
        raise StepNotPossible(over[row.status])
    if row.expires_at is not None and row.expires_at <= at:
        raise StepNotPossible(over[S.EXPIRED])


def _nonce(row: Prescription) -> bytes:
    try:
        nonce = bytes.fromhex(row.nonce)
    except ValueError:
        nonce = b""
    if len(nonce) != NONCE:
        raise ValueError("a nonce is made by fresh_nonce")
    return nonce


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // MINUTE


def _spelt(data: bytes) -> str:
    spare = LENGTH * BITS - SIZE * 8
    number = int.from_bytes(data) << spare
    return "".join(ALPHABET[number >> BITS * at & 31] for at in reversed(range(LENGTH)))


def _read(token: str) -> bytes:
    """Return the bytes that were spelt; there is one spelling for each."""
    text = "".join(token.split()).upper().translate(MEANT)
    if len(text) < LENGTH:
        raise Forged(INCOMPLETE)
    if len(text) > LENGTH or set(text) - set(ALPHABET):
        raise Forged(NOT_OURS)
    number = 0
    for letter in text:
        number = number << BITS | ALPHABET.index(letter)
    spare = LENGTH * BITS - SIZE * 8
    if number & (1 << spare) - 1:
        raise Forged(NOT_OURS)
    return (number >> spare).to_bytes(SIZE)
