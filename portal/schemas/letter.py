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
