"""What happened to accounts: one applied, one was rejected, one suspended, one is invited."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import select

from portal.domain.account import TokenKind
from portal.models import User
from portal.schemas.invitation import Invitation
from portal.schemas.person import Leave, Why
from portal.schemas.registration import Application, Link, Profession
from portal.services import account_token, demo_file, invitation, person, registration
from portal.services.demo_people import ADMINISTRATOR, APART, Staff
from portal.services.demo_staff import BODY, DOMAIN, LICENSED_FOR
from portal.services.demo_stage import Stage
from portal.services.demo_story import Verb, on_open_day, prose
from portal.services.work import Work
from portal.settings import settings

MANAGER, NOBODY = "kerr", ""
PEOPLE = {one.key: one for one in APART}


def happen(stage: Stage, practice: UUID, hashed: str) -> None:
    """Line up what happened to the accounts that are not active."""
    suspended = PEOPLE["lockwood"]
    left = stage.actors[suspended.key].id
    if left is not None:
        _line_up(stage, 48, "10:00", "lockwood", ADMINISTRATOR.key, _suspend(left, suspended))
    for ago, one in ((23, PEOPLE["crane"]), (2, PEOPLE["hart"])):
        _line_up(stage, ago, "10:20", one.key, NOBODY, _apply(one, practice, hashed))
        _line_up(stage, ago, "10:31", one.key, NOBODY, _prove(one))
    _line_up(stage, 20, "09:15", "crane", ADMINISTRATOR.key, _reject(PEOPLE["crane"]))
    _line_up(stage, 2, "14:05", "morgan", MANAGER, _invite(PEOPLE["morgan"]))


def _line_up(stage: Stage, ago: int, at: str, key: str, who: str, verb: Verb) -> None:
    stage.add(on_open_day(stage.hours, stage.present, ago, at), f"account-{key}", who, verb)


def _apply(one: Staff, practice: UUID, hashed: str) -> Verb:
    def applies(work: Work) -> None:
        form = Application(
            name=one.name,
            email=one.key + DOMAIN,
            phone=one.phone,
            profession=Profession.GP,
            organization_id=practice,
            licence_body=BODY,
            licence_number=one.licence,
            licence_until=(work.at + LICENSED_FOR).date(),
            statement=prose(one.statement),
            password=settings().demo_accounts_password,
        )
        registration.keep_application(work, form, hashed)

    return applies


def _prove(one: Staff) -> Verb:
    def proves(work: Work) -> None:
        until = work.at + timedelta(hours=1)
        secret = account_token.make(work, _known(work, one), TokenKind.CONFIRM, until)
        work.session.flush()
        registration.confirm(work, Link(token=secret))
        demo_file.paper(work, one.key, None)

    return proves


def _reject(one: Staff) -> Verb:
    return lambda work: person.reject(work, _known(work, one), Why(reason=one.reason))


def _suspend(user_id: UUID, one: Staff) -> Verb:
    return lambda work: person.suspend(work, user_id, Leave(reason=one.reason))


def _invite(one: Staff) -> Verb:
    asked = Invitation(email=one.key + DOMAIN, profession=one.role)
    return lambda work: invitation.invite(work, asked)


def _known(work: Work, one: Staff) -> UUID:
    return work.session.exec(select(User.id).where(User.email == one.key + DOMAIN)).one()
