"""The letter about one notification: that there is news, never what it is."""

from datetime import timedelta

from portal.domain.account import AccountStatus
from portal.domain.notification import GROUP_OF, OWN_LETTER
from portal.models import Notification, User
from portal.services import letter
from portal.services.work import Work
from portal.settings import settings

NEWS = "There is news for you"


def write_of(work: Work, row: Notification, person: User, wait: timedelta) -> None:
    """Write the letter about `row` to `person`; it leaves after `wait`, unless it is read before.

    What concerns somebody's own account is written with the step itself, in words of its own. Whose
    account is not active hears of nothing else.
    """
    if GROUP_OF[row.kind] in OWN_LETTER or person.status is not AccountStatus.ACTIVE:
        return
    place = f"{settings().origins[0]}{person.role.home}/notifications"
    letter.write(
        work,
        person.email,
        NEWS,
        f"Hello {person.name},\n\n{NEWS}. Sign in to read it:\n{place}\n\n"
        f"You choose what we write to you about:\n{place}?show=told",
        row.id,
        wait=wait,
    )
