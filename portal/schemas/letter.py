"""What can be told of a letter: to testers in full, to the administrator without its words."""

from datetime import datetime
from uuid import UUID

from portal.schemas.base import View


class Outgoing(View):
    """One letter that a relay has taken up, with the number of this try."""

    id: UUID
    recipient: str
    subject: str
    body: str
    written_at: datetime
    tries: int


class LetterView(View):
    """One letter of the outbox, as testers read it. Its body may hold a working link."""

    id: str
    recipient: str
    subject: str
    body: str
    written: datetime
    sent: datetime | None
    given_up: datetime | None
    tries: int
    failure: str


class LetterFault(View):
    """A letter that could not be sent: to whom and why, never its words."""

    id: str
    recipient: str
    subject: str
    failure: str
    tries: int
    given_up: datetime


class LetterFigures(View):
    """How the post goes."""

    sent: int
    waiting: int
    failed: int
    faults: list[LetterFault]

    @classmethod
    def blank(cls) -> "LetterFigures":
        """Return what the page holds before it has counted."""
        return cls(sent=0, waiting=0, failed=0, faults=[])
