"""Is this prescription genuine? Anybody may ask who holds its code, and learns nothing else."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from portal.domain.errors import Forged, TooMany
from portal.domain.prescription_word import HANDED, SIGNED, ClaimStatus, PrescriptionStatus
from portal.domain.when import place_of
from portal.infra import throttle
from portal.models import Prescription
from portal.schemas.prescription_verify import Verified, VerifyClaim
from portal.services import prescription_token
from portal.services.dispense import meant
from portal.services.prescription_step import items, supplies, under_way
from portal.services.prescription_view import printed
from portal.services.work import SYSTEM, Work, see
from portal.settings import settings

S = PrescriptionStatus
NOT_OURS = "This code is not ours. Check each character, or scan the square on the paper."
SLOWLY = "Too many codes were checked from here. Wait a minute, then try again."
BY_SIGNATURE = "The signature in the code is ours, and nothing in it was changed."
BY_CODE = (
    "There is such a prescription. A typed code proves less than a scan: only the scanned square "
    "shows that this paper was not changed."
)
WORDS = {
    "waiting": ("Genuine", "Nothing was supplied yet."),
    "pharmacy": ("Genuine, and with a pharmacy", "A pharmacy has it, and prepares the medicines."),
    "part": ("Genuine, and supplied in part", "A part was supplied. The rest is still owed."),
    "hold": ("Genuine, and on hold", "A pharmacy has asked the prescriber a question."),
    "stopping": ("Being stopped", "The prescriber asked to stop it. Nothing more is supplied."),
    "dispensed": ("Supplied", "Everything on it was supplied. It cannot be used again."),
    "closed": ("Closed", "It was closed without a supply. It cannot be used any more."),
    "cancelled": ("Cancelled", "It was cancelled. It cannot be used any more."),
    "expired": ("Expired", "Its time is over. It cannot be used any more."),
}
OVER = {
    S.DISPENSED: "dispensed",
    S.NOT_DISPENSED: "closed",
    S.CANCELLED: "cancelled",
    S.EXPIRED: "expired",
}
USABLE = frozenset({"waiting", "pharmacy", "part", "hold"})


async def ask(claim: VerifyClaim, address: str) -> Verified:
    """Return where a prescription stands. Raises Forged with a sentence, and TooMany."""
    if not throttle.hit("verify", address, settings().verify_tries):
        raise TooMany(SLOWLY)
    return await see(SYSTEM, check, claim)


def check(work: Work, claim: VerifyClaim) -> Verified:
    """Return where the prescription of a code stands. Raises Forged when there is none."""
    if code := meant(claim.code):
        query = select(Prescription).where(
            Prescription.code == code, col(Prescription.status).in_(SIGNED)
        )
        row = work.session.exec(query).one_or_none()
        if row is None:
            raise Forged(NOT_OURS)
        return _told(work, row, BY_CODE)
    row = prescription_token.match(work, prescription_token.verify(claim.code))
    return _told(work, row, BY_SIGNATURE)


def _told(work: Work, row: Prescription, proof: str) -> Verified:
    if row.signed_at is None or row.expires_at is None:
        raise Forged(NOT_OURS)
    standing = _standing(work, row, row.expires_at)
    title, sentence = WORDS[standing]
    return Verified(
        standing=standing,
        usable=standing in USABLE,
        title=title,
        sentence=sentence,
        proof=proof,
        code=printed(row.code),
        signed_at=row.signed_at,
        signed_words=_day(row.signed_at.astimezone(_zone())),
        expires_at=row.expires_at,
        expires_words=_until(row.expires_at, work.at),
        item_count=len(items(work, row)),
    )


def _standing(work: Work, row: Prescription, ends: datetime) -> str:
    if row.status in OVER:
        return OVER[row.status]
    if ends <= work.at:
        return "expired"
    if row.stop_requested_at is not None:
        return "stopping"
    if row.status is S.ON_HOLD:
        return "hold"
    given = supplies(work, row)
    if row.status is S.PARTLY_DISPENSED or any(one.status in HANDED for one in given):
        return "part"
    held = row.claim_status is ClaimStatus.CLAIMED
    return "pharmacy" if held or under_way(given) else "waiting"


def _until(at: datetime, now: datetime) -> str:
    """Return the day; on that day also the time, and whose it is."""
    there = at.astimezone(_zone())
    if there.date() != now.astimezone(_zone()).date():
        return _day(there)
    return f"{_day(there)}, {there:%H:%M} {place_of(_zone())} time"


def _day(there: datetime) -> str:
    return f"{there:%-d %B %Y}"


def _zone() -> ZoneInfo:
    return ZoneInfo(settings().clinic_zone)
