"""An account's life: from invitation or registration to its end."""

from enum import StrEnum

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
    """What a mailed link is for. Each works once and for a limited time."""

    CONFIRM = "confirm"
    RESET = "reset"
    INVITATION = "invitation"


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
            "apply", "account:applied", begins(), S.PENDING, who(P.OWNER),
            "Apply", "Applied with a licence",
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
        Duty(S.ACTIVE, P.OWNER, "licence_until", "lapse"),
        Duty(S.SUSPENDED, P.ADMIN, "", ""),
    ),
)  # fmt: skip
"""`{patient}` in a sentence is the person whose account it is."""
