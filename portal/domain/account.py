"""An account's life: from invitation or registration to its end."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.domain.workflow import Duty, Party, Step, Workflow, begins, leaves, tells, who


class AccountStatus(StrEnum):
    """Where an account stands. Only an active one opens a session."""

    INVITED = "invited"
    PENDING = "pending"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """The status as it stands in a sentence."""
        return self.value


class TokenKind(StrEnum):
    """What a secret is for. Each mailed one works once, and for a limited time."""

    CONFIRM = "confirm"
    RESET = "reset"
    INVITATION = "invitation"
    APPLICATION = "application"
    """Held by the browser that sent an application: it adds the documents of the licence."""


OVER = (AccountStatus.REJECTED, AccountStatus.EXPIRED, AccountStatus.CLOSED)
"""What is over for good. Such an account lets go of its address: its owner may begin anew."""


@dataclass(frozen=True)
class Deadlines:
    """How long an account may stay unconfirmed, an invitation open, a licence in force."""

    confirmation: timedelta
    invitation: timedelta
    zone: ZoneInfo

    def confirmation_until(self, since: datetime) -> datetime:
        """Return until when an address can be confirmed."""
        return since + self.confirmation

    def invitation_until(self, since: datetime) -> datetime:
        """Return until when an invitation can be accepted."""
        return since + self.invitation

    def licence_until(self, last_day: date) -> datetime:
        """Return when a licence has run out: at the midnight that ends its last day."""
        return datetime.combine(last_day + timedelta(days=1), time(0), self.zone)


S, P = AccountStatus, Party

WORKFLOW = Workflow(
    "account",
    (
        Step(
            "register", "account:registered", begins(), S.PENDING, who(P.OWNER),
            "Register", "Registered",
            quiet="The person is sent a letter to the address they gave, to confirm it.",
        ),
        Step(
            "apply", "account:registered", begins(), S.PENDING, who(P.OWNER),
            "Apply", "Applied",
            quiet="The applicant is sent a letter, to confirm the address first.",
        ),
        Step(
            "prove", "account:applied", leaves(S.PENDING), None, who(P.OWNER),
            "Confirm", "Confirmed the address",
            tells=tells(admin="{patient} applied and waits to be verified"),
        ),
        Step(
            "invite", "account:invited", begins(), S.INVITED, who(P.ADMIN, P.MANAGER),
            "Invite", "Invited",
            quiet="The person is sent the invitation by e-mail.",
        ),
        Step(
            "join", "account:joined", leaves(S.INVITED), S.PENDING, who(P.OWNER),
            "Join", "Accepted the invitation",
            tells=tells(admin="{patient} joined and waits to be verified"),
        ),
        Step(
            "confirm", "account:confirmed", leaves(S.PENDING, S.INVITED), S.ACTIVE, who(P.OWNER),
            "Confirm", "Confirmed the address",
            quiet="It is the person's own doing, before they first sign in.",
        ),
        Step(
            "verify", "account:verified", leaves(S.PENDING), S.ACTIVE, who(P.ADMIN),
            "Verify", "Verified",
            tells=tells(owner="Your account is verified: welcome"),
        ),
        Step(
            "reject", "account:rejected", leaves(S.PENDING), S.REJECTED, who(P.ADMIN),
            "Reject…", "Rejected", asks=("reason",),
            tells=tells(owner="Your application was not accepted"),
        ),
        Step(
            "suspend", "account:suspended", leaves(S.ACTIVE), S.SUSPENDED, who(P.ADMIN),
            "Suspend…", "Suspended", asks=("reason",),
            tells=tells(owner="Your account is suspended"),
        ),
        Step(
            "lapse", "account:suspended", leaves(S.ACTIVE), S.SUSPENDED, who(P.SYSTEM),
            "", "Suspended: the licence has run out",
            tells=tells(
                owner="Your account is suspended: your licence has run out",
                admin="{patient} is suspended: the licence has run out",
            ),
        ),
        Step(
            "reinstate", "account:reinstated", leaves(S.SUSPENDED), S.ACTIVE, who(P.ADMIN),
            "Reinstate", "Reinstated",
            tells=tells(owner="Your account is active again"),
        ),
        Step(
            "withdraw", "account:withdrawn", leaves(S.INVITED), S.EXPIRED,
            who(P.ADMIN, P.MANAGER),
            "Withdraw", "Withdrawn",
            quiet="Nobody has used the invitation; its link opens nothing any more.",
        ),
        Step(
            "expire", "account:expired", leaves(S.INVITED, S.PENDING), S.EXPIRED, who(P.SYSTEM),
            "", "Expired",
            quiet="Nobody used the invitation, or confirmed the address, in time.",
        ),
        Step(
            "close", "account:closed", leaves(S.ACTIVE, S.SUSPENDED), S.CLOSED,
            who(P.ADMIN),
            "Close…", "Closed", asks=("reason",),
            quiet="The person has no account any more; they are written to by e-mail.",
        ),
    ),
    (
        Duty(S.INVITED, P.OWNER, "invitation_until", "expire"),
        Duty(S.PENDING, P.ADMIN, "confirmation_until", "expire"),
        Duty(S.ACTIVE, P.ADMIN, "licence_until", "lapse"),
        Duty(S.SUSPENDED, P.ADMIN, "", ""),
    ),
)  # fmt: skip
"""`{patient}` in a sentence is the person whose account it is."""
