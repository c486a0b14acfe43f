"""How a letter leaves the house: through a mail server, or as a file for whoever tries it out."""

import asyncio
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from http import HTTPStatus
from pathlib import Path
from uuid import UUID

import aiosmtplib

from portal.settings import MailSecurity, settings

PERMANENT = HTTPStatus.INTERNAL_SERVER_ERROR
"""From this reply code on a mail server means: never, not later (RFC 5321, 4.2.1)."""


class NotSent(Exception):
    """It did not leave, in a sentence for the administrator; `final` when trying is in vain."""

    def __init__(self, sentence: str, *, final: bool = False) -> None:
        super().__init__(sentence)
        self.final = final


def compose(
    letter_id: UUID, recipient: str, subject: str, body: str, written_at: datetime
) -> EmailMessage:
    """Return the e-mail. It has the same identity however often it is sent.

    A mail server or reader that is given it twice can so tell that it is one (RFC 5322, 3.6.4).
    """
    sender = parseaddr(settings().mail_from)[1]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings().mail_from
    mail["To"] = recipient
    mail["Subject"] = subject
    mail["Date"] = format_datetime(written_at)
    mail["Message-ID"] = f"<{letter_id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body)
    return mail


async def send(mail: EmailMessage, recipient: str) -> None:
    """Hand one e-mail on. Raises NotSent; what it says never holds the letter's own words."""
    try:
        async with asyncio.timeout(settings().mail_timeout_seconds):
            if settings().smtp_host:
                await _to_server(mail, recipient)
            else:
                await asyncio.to_thread(_to_folder, mail)
    except aiosmtplib.SMTPRecipientsRefused as refused:
        (why, *_) = refused.recipients
        sentence = f"The mail server refuses this address ({why.code})."
        raise NotSent(sentence, final=why.code >= PERMANENT) from refused
    except aiosmtplib.SMTPAuthenticationError as refused:
        raise NotSent(f"The mail server refuses our password ({refused.code}).") from refused
    except aiosmtplib.SMTPResponseException as refused:
        raise NotSent(f"The mail server refuses the letter ({refused.code}).") from refused
    except aiosmtplib.SMTPNotSupported as missing:
        raise NotSent("The mail server does not offer what SMTP_SECURITY asks for.") from missing
    except (aiosmtplib.SMTPException, TimeoutError) as away:
        raise NotSent("The mail server cannot be reached, or does not answer.") from away
    except OSError as broken:
        raise NotSent(f"The letter could not be handed on ({type(broken).__name__}).") from broken


def folder() -> Path:
    """Return where letters lie as files while no mail server is set."""
    return settings().portal_home / "outbox"


async def _to_server(mail: EmailMessage, recipient: str) -> None:
    way = settings().smtp_security
    await aiosmtplib.send(
        mail,
        sender=parseaddr(settings().mail_from)[1],
        recipients=[recipient],
        hostname=settings().smtp_host,
        port=settings().smtp_port,
        username=settings().smtp_user or None,
        password=settings().smtp_password or None,
        use_tls=way is MailSecurity.TLS,
        start_tls=way is MailSecurity.STARTTLS,
        timeout=settings().mail_timeout_seconds,
    )


def _to_folder(mail: EmailMessage) -> None:
    """Write the file in one stroke, for its owner alone; a second sending replaces the first."""
    place = folder()
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = mail["Message-ID"].strip("<>").partition("@")[0]
    draft = place / f".{name}"
    draft.touch(mode=0o600)
    draft.write_bytes(mail.as_bytes())
    draft.replace(place / f"{name}.eml")
