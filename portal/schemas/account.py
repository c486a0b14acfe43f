"""Who somebody is, and how they sign in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from portal.schemas.base import BlankIsMissing, Claim, Prose, View
from portal.schemas.registration import NAME, PHONE, Name, Phone


class SignInForm(Claim):
    """What the sign-in page posts. A password is taken as it was typed, up to 1,024 characters."""

    model_config = {"extra": "forbid", "str_strip_whitespace": False}
    SAY: ClassVar[Mapping[str, str]] = {
        "email": "Enter your e-mail address.",
        "password": "Enter your password.",
    }

    email: Annotated[Prose, Field(min_length=3, max_length=254)]
    password: Annotated[str, Field(min_length=1, max_length=1024)]


class TokenRequest(SignInForm):
    """What another program sends to get an access token; `scopes` narrows what it may do."""

    scopes: list[str] = Field(default_factory=list, max_length=20)


class AccessToken(View):
    """A bearer token and how long it is valid."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 - the name of the scheme
    expires_in: int = Field(description="Seconds.")
    scopes: list[str]


class Me(View):
    """The signed-in person."""

    id: str
    name: str
    email: str
    role: str
    organization: str
    permissions: list[str]


class ProfileChange(Claim):
    """What everybody may change of themselves."""

    SAY: ClassVar[Mapping[str, str]] = {"name": NAME, "phone": PHONE}

    name: Name
    phone: Annotated[Phone | None, BlankIsMissing] = None


class Profile(View):
    """The signed-in person, as the account page shows them."""

    name: str = ""
    email: str = ""
    phone: str = ""
    role_label: str = ""
    organization: str = ""
    since: str = ""
    licence: str = ""
    changed: datetime | None = None
    """When the password was chosen."""


class DemoAccount(View):
    """An account shown on the sign-in page in demo mode."""

    role: str
    label: str
    name: str
    email: str


class AuditLine(View):
    """One line of the administrator's audit list; no clinical text."""

    seq: int
    at: datetime
    who: str
    action: str
    what: str
    """The same in words."""
    refused: str
    """Why it was refused; empty when it was done."""
    patient: str
