"""E-mail: written in the transaction of its event, sent afterwards."""

from uuid import UUID

from portal.models import Letter
from portal.services.work import Work


def write(
    work: Work, recipient: str, subject: str, body: str, notification_id: UUID | None = None
) -> None:
    """Write one letter that leaves when this transaction is committed.

    `body` is plain text without clinical content.
    """
    work.session.add(
        Letter(
            created_at=work.at,
            recipient=recipient,
            subject=" ".join(subject.split())[:200],
            body=body,
            notification_id=notification_id,
            next_try_at=work.at,
        )
    )
