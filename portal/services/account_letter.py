"""What people are written about their accounts: plain words, one link, nothing clinical."""

from datetime import timedelta

from sqlmodel import col, select

from portal.models import Letter
from portal.services import letter
from portal.services.work import Work
from portal.settings import settings

DAY = timedelta(days=1)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
"""How long the same letter waits after the first, second … of a day, however often it is asked."""

CONFIRM = "Confirm your e-mail address"
KNOWN = "You already have an account"
RESET = "Choose a new password"
CHANGED = "Your password was changed"
NEW_DEVICE = "A new device signed in to your account"
INVITED = "You are invited to Handover"
VERIFIED = "Your account is ready"
REJECTED = "Your application was not accepted"
SUSPENDED = "Your account is suspended"
REINSTATED = "Your account is active again"
CLOSED = "Your account is closed"


def just_written(work: Work, recipient: str, subject: str) -> bool:
    """Whether the same letter went out a moment ago; each of a day makes the next wait longer.

    So nobody can fill somebody's letter box by asking again and again.
    """
    query = (
        select(Letter.created_at)
        .where(
            Letter.recipient == recipient,
            Letter.subject == subject,
            col(Letter.created_at) > work.at - DAY,
        )
        .order_by(col(Letter.created_at).desc())
    )
    latest = work.session.exec(query.limit(len(PAUSES))).all()
    return bool(latest) and latest[0] > work.at - PAUSES[len(latest) - 1]


def write(work: Work, recipient: str, name: str, subject: str, *lines: str) -> None:
    """Write one letter with a greeting, a paragraph a line."""
    greeting = f"Hello {name}," if name else "Hello,"
    letter.write(work, recipient, subject, "\n\n".join((greeting, *lines)))


def confirm(work: Work, recipient: str, address: str) -> None:
    """Ask for the confirmation of an address; no word in it is a stranger's."""
    hours = settings().confirmation_hours
    write(
        work, recipient, "", CONFIRM,
        "Somebody, we hope you, opened an account with this address. Open this link, then enter "
        f"the password you chose. The link works once, for {hours} hours:",
        address,
        "If it was not you, do nothing: the account ends by itself.",
    )  # fmt: skip


def known(work: Work, recipient: str, name: str) -> None:
    """Say to a known address, and only there, that it has an account."""
    base = settings().link_base
    write(
        work, recipient, name, KNOWN,
        "Somebody, perhaps you, tried to open an account with this address. You have one already.",
        f"Sign in: {base}/sign-in",
        f"Choose a new password, if you have forgotten yours: {base}/forgot",
        "If it was not you, do nothing.",
    )  # fmt: skip


def reset(work: Work, recipient: str, name: str, address: str) -> None:
    """Send the link with which a new password is chosen."""
    minutes = settings().reset_minutes
    write(
        work, recipient, name, RESET,
        "Somebody, we hope you, wants a new password for your account. Open this link to choose "
        f"one. It works once, for {minutes} minutes:",
        address,
        "If it was not you, do nothing: your password stays as it is.",
    )  # fmt: skip


def changed(work: Work, recipient: str, name: str) -> None:
    """Say that the password is another one now."""
    write(
        work, recipient, name, CHANGED,
        "The password of your account was changed, and every other place where you were signed in "
        "was signed out.",
        f"If it was not you, choose a new one at once: {settings().link_base}/forgot",
    )  # fmt: skip


def invited(work: Work, recipient: str, who: str, role: str, place: str, address: str) -> None:
    """Invite somebody to join."""
    days = settings().invitation_days
    where = f" at {place}" if place else ""
    write(
        work, recipient, "", INVITED,
        f"{who} invites you to join Handover as {role}{where}. Open this link to choose your "
        f"password. It works once, for {days} days:",
        address,
    )  # fmt: skip


def invited_known(work: Work, recipient: str, who: str, role: str, place: str) -> None:
    """Invite somebody whose address has an account; whoever invites does not learn of it."""
    where = f" at {place}" if place else ""
    write(
        work, recipient, "", INVITED,
        f"{who} invites you to join Handover as {role}{where}. This address has an account "
        "already, and an address belongs to one account only.",
        f"If you want to join, tell {who} another address of yours. If this account is of an "
        "earlier workplace, write to the administrator of the portal instead.",
        "If you do nothing, nothing changes, and nobody is told that you have an account.",
    )  # fmt: skip
