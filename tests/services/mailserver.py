"""A mail server to send to: it keeps what it is given, and refuses when it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from threading import Event
from typing import Any

import servers
from aiosmtpd.controller import Controller

from portal.settings import settings


class MailServer:
    """What arrived, in order; `reply` is what it answers to a letter or a recipient."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.recipients: list[str] = []
        self.refuses_letters = ""
        self.refuses_recipients = ""
        self.arrived = Event()

    async def handle_RCPT(  # noqa: N802 - the server calls it so
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take a recipient, or refuse as told."""
        if self.refuses_recipients:
            return self.refuses_recipients
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the server calls it so
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        """Take a letter, or refuse as told."""
        if self.refuses_letters:
            return self.refuses_letters
        self.letters.append(message_from_bytes(envelope.content))
        self.recipients += envelope.rcpt_tos
        self.arrived.set()
        return "250 OK"


@contextmanager
def listening(patch: Any) -> Iterator[MailServer]:
    """Run a mail server on this machine, and let the portal use it."""
    kept = MailServer()
    port = servers.free_port()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    for name, value in (
        ("SMTP_HOST", "127.0.0.1"),
        ("SMTP_PORT", str(port)),
        ("SMTP_SECURITY", "none"),
        ("MAIL_FROM", "North Practice <no-reply@clinic.test>"),
        ("MAIL_TRIES", "3"),
        ("MAIL_TIMEOUT_SECONDS", "5"),
    ):
        patch.setenv(name, value)
    settings.cache_clear()
    try:
        yield kept
    finally:
        controller.stop()
