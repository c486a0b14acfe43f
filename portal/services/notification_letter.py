"""The letter about one notification: that there is news, never what it is."""

from datetime import timedelta

from portal.domain.account import AccountStatus
from portal.domain.notification import GROUP_OF, NotificationGroup
from portal.models import Notification, User
from portal.services import letter
from portal.services.work import Work
from portal.settings import settings

NEWS = "There is news for you"


def write_of(work: Work, row: Notification, person: User, wait: timedelta) -> None:
    """Write the letter about `row` to `person`; it leaves after `wait`, unless it is read before.

    News of one's own account is said in words: those hold nothing about anybody's health. Whose
    account is not active hears of nothing else.
    """
    own = GROUP_OF[row.kind] is NotificationGroup.ACCOUNT
    if not own and person.status is not AccountStatus.ACTIVE:
        return
    lines = [f"Hello {person.name},", row.sentence + "." if own else f"{NEWS}."]
    if person.status is AccountStatus.ACTIVE:
        place = settings().origins[0] + person.role.home
        lines.append(f"Sign in to read more:\n{place}/notifications")
        lines.append(
            "If this was not you, change your password there at once."
            if own
            else f"You choose what we write to you about:\n{place}/notifications#told"
        )
    subject = row.sentence if own else NEWS
    letter.write(work, person.email, subject, "\n\n".join(lines), row.id, wait=wait)
