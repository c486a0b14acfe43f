"""State behind the sign-in page."""

from typing import ClassVar

import reflex as rx

from portal.domain.errors import PortalError
from portal.schemas.account import DemoAccount
from portal.services import account
from portal.services.work import SYSTEM, see
from portal.settings import settings
from portal.state.base import ACTOR, PUBLIC, PortalState

SENTENCES = {
    "wrong": "The e-mail address or the password is not right. Please try again.",
    "many": "Too many failed sign-ins. Wait a minute, then try again.",
    "missing": "Enter your e-mail address and your password.",
    **account.CLOSED_DOORS,
    "ended": "You were signed out, because your session ended. Sign in to go on.",
    "signed_out": "You are signed out.",
    "away": "The record cannot be reached for the moment. Please try again.",
}
CALM = {"signed_out", "ended", "pending", "unconfirmed"}


class SignInState(PortalState, rx.State):
    """Why the last try failed, and in demo mode the accounts to try."""

    AUDIENCE: ClassVar = PUBLIC

    sentence: str = ""
    calm: bool = False
    demo: list[DemoAccount] = []
    password: str = ""
    home: str = ""
    signed_in_as: str = ""

    @rx.event
    async def load(self):
        """Say what happened, and who is signed in already."""
        code = self.router.url.query_parameters.get("problem", "")
        self.sentence, self.calm = SENTENCES.get(code, ""), code in CALM
        actor = ACTOR.get()
        self.signed_in_as = actor.name if actor else ""
        self.home = actor.role.home if actor and actor.role else ""
        try:
            self.demo = await see(SYSTEM, account.demo_accounts)
        except PortalError as refusal:
            self.sentence = refusal.message
        self.password = settings().demo_accounts_password if self.demo else ""
        self.loading = False
