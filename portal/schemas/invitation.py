"""Inviting a colleague, and joining by the mailed link."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from portal.domain.organization import Specialty
from portal.domain.permission import Role
from portal.schemas.base import AsItLooks, BlankIsMissing, Claim, Prose, View
from portal.schemas.registration import SAYS, Email, Licence, Link, Name, Password, Secret, Typed


class Invitation(Claim):
    """Whom to invite, as what, and where; with a checked licence they need no verification."""

    SAY: ClassVar[Mapping[str, str]] = {
        **SAYS,
        "profession": "Choose what they will be.",
        "organization_id": "Choose where they work.",
    }

    email: Annotated[Email, Field(max_length=240)]
    profession: Role
    organization_id: Annotated[UUID | None, BlankIsMissing] = None
    specialty: Annotated[Specialty | None, BlankIsMissing] = None
    licence_body: Annotated[Prose, AsItLooks, Field(max_length=80)] = ""
    licence_number: Annotated[Prose, AsItLooks, Field(max_length=40)] = ""
    licence_until: Annotated[date | None, BlankIsMissing] = None
    licence_checked: bool = False

    @property
    def licence(self) -> Licence:
        """The licence alone."""
        return Licence(
            specialty=self.specialty,
            licence_body=self.licence_body,
            licence_number=self.licence_number,
            licence_until=self.licence_until,
        )


class Joining(Typed):
    """What somebody who was invited enters."""

    SAY: ClassVar[Mapping[str, str]] = {**SAYS, **Link.SAY}

    token: Secret
    name: Name
    phone: Annotated[Prose, Field(max_length=40)] = ""
    specialty: Annotated[Specialty | None, BlankIsMissing] = None
    licence_body: Annotated[Prose, AsItLooks, Field(max_length=80)] = ""
    licence_number: Annotated[Prose, AsItLooks, Field(max_length=40)] = ""
    licence_until: Annotated[date | None, BlankIsMissing] = None
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


class Invited(View):
    """What the joining page shows of an invitation."""

    email: str = ""
    role_label: str = ""
    role: str = ""
    organization: str = ""
    needs_licence: bool = False
    is_specialist: bool = False


class Joined(View):
    """What follows: `ready` to sign in, or `waiting` to be verified."""

    outcome: Literal["ready", "waiting"]
    upload: str = ""
