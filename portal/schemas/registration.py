"""How somebody comes in: a patient registers, a professional applies."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from portal.domain.organization import Specialty
from portal.domain.permission import Role
from portal.schemas.base import AsItLooks, BlankIsMissing, Claim, Prose, View

ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.,;<>\"]+")


def _address(text: str) -> str:
    """Read an e-mail address: one, in small letters, with something on both sides of the @."""
    if not ADDRESS.fullmatch(text):
        raise ValueError("not an address")
    return text.lower()


Email = Annotated[Prose, AsItLooks, Field(max_length=254), AfterValidator(_address)]
Phone = Annotated[Prose, Field(max_length=40, pattern=r"^\+?[0-9][0-9 ()./-]{5,}$")]
Name = Annotated[Prose, AsItLooks, Field(min_length=2, max_length=120, pattern=r"^[^\n<>@]+$")]
Password = Annotated[str, Field(min_length=1, max_length=1100)]
Secret = Annotated[str, Field(min_length=20, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
Sex = Literal["female", "male", "other", "unknown"]
NAME = "Enter your first and last name."
EMAIL = "Enter your e-mail address, like name@example.com."
PHONE = "Enter a telephone number: digits, spaces and a leading + are fine."
CHOOSE = "Choose a password."

SAYS: Mapping[str, str] = {
    "name": NAME,
    "email": EMAIL,
    "phone": PHONE,
    "birth_date": "Enter your date of birth.",
    "sex": "Choose one. “Other” and “Rather not say” are fine.",
    "practice_id": "Choose the practice you go to.",
    "organization_id": "Choose where you work.",
    "profession": "Choose what you are.",
    "specialty": "Choose your specialty.",
    "licence_body": "Enter who issued your licence.",
    "licence_number": "Enter the number of your licence.",
    "licence_until": "Enter the last day your licence is valid.",
    "statement": "Write at most 2,000 characters.",
    "password": CHOOSE,
}


class Profession(StrEnum):
    """As what a professional applies; administrators are only ever invited."""

    GP = Role.GP.value
    SPECIALIST = Role.SPECIALIST.value
    PHARMACIST = Role.PHARMACIST.value
    DIAGNOSTICS = Role.DIAGNOSTICS.value
    PRACTICE_MANAGER = Role.PRACTICE_MANAGER.value


class Typed(Claim):
    """A form with a password in it: that one is taken as it was typed, spaces included."""

    model_config = {"extra": "forbid", "str_strip_whitespace": False}


class Registration(Typed):
    """What somebody enters to become a patient of a practice."""

    SAY: ClassVar[Mapping[str, str]] = SAYS

    name: Name
    email: Email
    birth_date: date
    sex: Sex
    phone: Phone
    practice_id: UUID
    password: Password


class Licence(Claim):
    """What makes somebody a professional."""

    SAY: ClassVar[Mapping[str, str]] = SAYS

    specialty: Annotated[Specialty | None, BlankIsMissing] = None
    licence_body: Annotated[Prose, AsItLooks, Field(max_length=80)] = ""
    licence_number: Annotated[Prose, AsItLooks, Field(max_length=40)] = ""
    licence_until: Annotated[date | None, BlankIsMissing] = None


class Application(Typed):
    """What a professional enters to be let in."""

    SAY: ClassVar[Mapping[str, str]] = SAYS

    name: Name
    email: Email
    phone: Phone
    profession: Profession
    organization_id: UUID
    specialty: Annotated[Specialty | None, BlankIsMissing] = None
    licence_body: Annotated[Prose, AsItLooks, Field(max_length=80)] = ""
    licence_number: Annotated[Prose, AsItLooks, Field(max_length=40)] = ""
    licence_until: Annotated[date | None, BlankIsMissing] = None
    statement: Annotated[Prose, Field(max_length=2000)] = ""
    password: Password

    @property
    def licence(self) -> Licence:
        """The licence alone."""
        return Licence(
            specialty=self.specialty,
            licence_body=self.licence_body,
            licence_number=self.licence_number,
            licence_until=self.licence_until,
        )


class AddressOnly(Claim):
    """An e-mail address that a link is asked for."""

    SAY: ClassVar[Mapping[str, str]] = {"email": EMAIL}

    email: Email


class Link(Claim):
    """The secret of a mailed link."""

    SAY: ClassVar[Mapping[str, str]] = {
        "token": "Open this page with the link in our letter; each link works once."
    }

    token: Secret


class Proof(Typed):
    """The secret of a mailed link and the password of the account: both are one person's."""

    SAY: ClassVar[Mapping[str, str]] = {
        **Link.SAY,
        "password": "Enter the password that you chose for this account.",
    }

    token: Secret
    password: Password


class Confirmed(View):
    """What follows from a confirmed address: `ready` to sign in, or `waiting` to be verified."""

    outcome: Literal["ready", "waiting"]
    upload: str = ""
    """With what the browser adds documents to the application; empty when there is none."""


class PlaceChoice(View):
    """An organisation that can be chosen, and for whom."""

    value: str
    label: str
    kind: str
