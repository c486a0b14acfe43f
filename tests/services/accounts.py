"""How people come in, for tests: forms filled in, letters opened."""

import re
from datetime import date
from typing import Any

from sqlmodel import col, select

from portal.infra.db import transaction
from portal.models import Letter
from portal.schemas.credential import NewPassword
from portal.schemas.invitation import Invitation, Joining
from portal.schemas.registration import AddressOnly, Application, Link, Registration

HERE = "192.0.2.1"
CHOSEN = "violet kettle tram seven moss"
OTHER = "a quiet harbour with nine lamps"
LICENCE = {
    "licence_body": "General Medical Council",
    "licence_number": "TEST-1",
    "licence_until": date(2028, 1, 1),
}
LINK = re.compile(r"http://localhost:\d+/(\w+)#([\w-]{40,})")


def registration(world: Any, **other: Any) -> Registration:
    """The form of a new patient of the north practice."""
    form = {
        "name": "Nora Lake", "email": "nora@mail.example", "birth_date": "1990-02-03",
        "sex": "female", "phone": "01632 960123", "practice_id": world.north, "password": CHOSEN,
    }  # fmt: skip
    return Registration.model_validate(form | other)


def application(world: Any, **other: Any) -> Application:
    """The form of a GP who wants to work at the north practice."""
    form = {
        "name": "Dr Otto Reed", "email": "otto@mail.example", "phone": "01632 960124",
        "profession": "gp", "organization_id": world.north, "password": CHOSEN, **LICENCE,
    }  # fmt: skip
    return Application.model_validate(form | other)


def invitation(**other: Any) -> Invitation:
    """An invitation of a GP."""
    return Invitation.model_validate({"email": "jay@mail.example", "profession": "gp"} | other)


def joining(token: str, **other: Any) -> Joining:
    """What somebody who was invited fills in."""
    return Joining.model_validate({"token": token, "name": "Jay Fox", "password": CHOSEN} | other)


def link(token: str) -> Link:
    return Link(token=token)


def address(email: str) -> AddressOnly:
    return AddressOnly(email=email)


def new_password(token: str, password: str = OTHER) -> NewPassword:
    return NewPassword(token=token, password=password)


def letters(recipient: str) -> list[Letter]:
    """What was written to an address, oldest first."""
    with transaction(write=False) as session:
        query = select(Letter).where(Letter.recipient == recipient)
        return list(session.exec(query.order_by(col(Letter.created_at), col(Letter.subject))))


def secret(recipient: str, page: str) -> str:
    """The secret of the latest link to `page` that was mailed there."""
    found = [m for one in letters(recipient) for m in LINK.findall(one.body) if m[0] == page]
    return found[-1][1]
