"""Who may invite whom, and what follows when the link is used."""

from datetime import date, time

import pytest
from factories import actor, saved
from factories import person as made
from services import accounts
from services.accounts import CHOSEN, HERE, LICENCE, letters, link, secret

from portal.domain.account import AccountStatus
from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible, TooMany
from portal.domain.organization import OrganizationKind
from portal.domain.permission import STAFF, Role
from portal.models import (
    AccountToken,
    AuditEntry,
    Letter,
    Notification,
    Organization,
    Practitioner,
    User,
)
from portal.schemas.account import SignInForm
from portal.services import account, invitation, organization_edit, timer
from portal.services.work import SYSTEM, look, perform
from portal.settings import settings

JAY = "jay@mail.example"


@pytest.fixture
def manager(world):
    one = made("Petra Quill", Role.PRACTICE_MANAGER, world.north)
    saved(one)
    return actor(one)


@pytest.fixture
def jay(rows):
    return lambda: rows(User, User.email == JAY)[-1]


def invites(who, **other):
    return perform(who, invitation.invite, accounts.invitation(**other))


@pytest.mark.parametrize("who", ["patient", "gp", "lead", "other_gp"])
def test_nobody_else_invites(world, who, rows):
    with pytest.raises(NotAllowed):
        invites(getattr(world, who), organization_id=world.north)
    assert rows(User, User.email == JAY) == []


@pytest.mark.parametrize("role", [Role.GP, Role.PRACTICE_MANAGER])
def test_a_manager_invites_into_their_own_practice(world, manager, jay, role):
    invites(manager, profession=role)

    assert (jay().status, jay().organization_id, jay().role) == (
        AccountStatus.INVITED, world.north, role
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"profession": "admin"}, NotAllowed),
        ({"profession": "patient"}, NotAllowed),
        ({"organization_id": "south"}, NotAllowed),
        ({"licence_checked": True, **LICENCE}, NotAllowed),
        ({"profession": "pharmacist"}, Invalid),
    ],
)
def test_a_manager_invites_nobody_elsewhere_and_no_administrator(
    world, manager, rows, other, refusal
):
    if other.get("organization_id"):
        other = {"organization_id": world.south}
    with pytest.raises(refusal):
        invites(manager, **other)

    assert rows(User, User.email == JAY) == []


@pytest.mark.parametrize("role", sorted(STAFF))
def test_an_administrator_invites_anybody_where_their_like_work(world, jay, role):
    kinds = {Role.SPECIALIST: "hospital", Role.PHARMACIST: "pharmacy",
             Role.DIAGNOSTICS: "diagnostics_centre"}  # fmt: skip
    place = Organization(
        name="Elsewhere", kind=OrganizationKind(kinds.get(role, "practice")), phone="1",
        address="1", zone="Europe/London", opens_at=time(8), closes_at=time(18), weekdays="0",
    )  # fmt: skip
    saved(place)

    invites(world.admin, profession=role, organization_id=place.id)

    assert (jay().role, jay().organization_id) == (role, place.id)


def test_a_known_address_is_not_invited(world):
    with pytest.raises(Invalid) as refused:
        invites(world.admin, email=world.email(world.gp2), organization_id=world.north)

    assert list(refused.value.fields) == ["email"]


def known_to(world, who):
    return {"a patient": world.patient, "somebody elsewhere": world.other_gp}[who]


@pytest.mark.parametrize("who", ["a patient", "somebody elsewhere"])
def test_s4_a_manager_does_not_learn_that_an_address_has_an_account(world, manager, clock, who):
    known = world.email(known_to(world, who))
    answers = [invites(manager, email=email) for email in (known, JAY)]

    hidden = {"id", "name", "email"}
    first, second = (one.model_dump(exclude=hidden) for one in answers)
    assert first == second
    assert [one.email for one in answers] == [one.name for one in answers] == [known, JAY]
    for one in answers:
        with pytest.raises(TooMany):
            perform(manager, invitation.send_again, one.id)
        with pytest.raises(Invalid) as refused:
            invites(manager, email=one.email)
        assert refused.value.fields == {"email": invitation.KNOWN}
    clock.advance(minutes=2)
    for one in answers:
        perform(manager, invitation.send_again, one.id)
        perform(manager, invitation.withdraw, one.id)
    clock.advance(minutes=6)
    again = [invites(manager, email=email) for email in (known, JAY)]
    assert [one.status for one in again] == ["invited", "invited"]


def test_s4_who_has_an_account_gets_another_letter_without_a_link(world, manager, rows):
    email = world.email(world.patient)

    invites(manager, email=email)

    (letter,) = letters(email)
    assert letter.subject == "You are invited to Handover"
    assert "This address has an account already" in letter.body
    assert "http" not in letter.body
    assert [one.id for one in rows(User, User.email == email)] == [world.patient.id]


def test_s4_as_many_rows_are_written_for_an_address_that_has_an_account(world, manager, rows):
    kinds = (User, AccountToken, Letter, AuditEntry, Notification)
    grown = []
    for email in (world.email(world.patient), JAY):
        before = [len(rows(kind)) for kind in kinds]
        invites(manager, email=email)
        grown.append([len(rows(k)) - n for k, n in zip(kinds, before, strict=True)])

    known, unknown = grown
    assert known == unknown


def test_s4_the_list_of_staff_shows_both_invitations_alike(world, manager):
    known = world.email(world.patient)
    for email in (known, JAY):
        invites(manager, email=email)

    invited = [one for one in look(manager, organization_edit.staff) if one.status == "invited"]

    assert {(one.name, one.email) for one in invited} == {(known, known), (JAY, JAY)}


def test_a_manager_learns_that_a_colleague_has_an_account(world, manager):
    with pytest.raises(Invalid) as refused:
        invites(manager, email=world.email(world.gp2))

    assert refused.value.fields == {"email": invitation.KNOWN}


async def test_a_professional_joins_and_waits_to_be_verified(world, manager, jay, rows):
    invites(manager)
    token = secret(JAY, "join")
    assert look(SYSTEM, invitation.look_at, link(token)).needs_licence

    done = await invitation.join(accounts.joining(token, **LICENCE), HERE)

    assert (done.outcome, jay().status, jay().name) == ("waiting", AccountStatus.PENDING, "Jay Fox")
    (told,) = rows(Notification)
    assert (told.recipient_id, told.sentence) == (
        world.admin.id, "Jay Fox joined and waits to be verified"
    )  # fmt: skip


async def test_whose_licence_was_checked_comes_in_at_once(world, jay, rows):
    invites(world.admin, organization_id=world.north, licence_checked=True, **LICENCE)
    token = secret(JAY, "join")
    assert not look(SYSTEM, invitation.look_at, link(token)).needs_licence

    done = await invitation.join(accounts.joining(token), HERE)

    assert (done.outcome, jay().status) == ("ready", AccountStatus.ACTIVE)
    (kept,) = rows(Practitioner, Practitioner.user_id == jay().id)
    assert kept.licence_until == date(2028, 1, 1)
    assert await account.sign_in(SignInForm(email=JAY, password=CHOSEN), HERE)


async def test_a_manager_needs_no_licence(world, jay):
    invites(world.admin, profession="practice_manager", organization_id=world.north)

    done = await invitation.join(accounts.joining(secret(JAY, "join")), HERE)

    assert (done.outcome, jay().status) == ("ready", AccountStatus.ACTIVE)


async def test_a_licence_that_is_not_enough_leaves_the_link_good(world, manager, jay):
    invites(manager)
    token = secret(JAY, "join")
    with pytest.raises(Invalid) as refused:
        await invitation.join(accounts.joining(token), HERE)
    assert set(refused.value.fields) == {"licence_body", "licence_number", "licence_until"}

    assert await invitation.join(accounts.joining(token, **LICENCE), HERE)
    with pytest.raises(Invalid, match="does not work any more"):
        await invitation.join(accounts.joining(token, **LICENCE), HERE)


async def test_an_invitation_runs_out(world, manager, clock, jay):
    invites(manager)
    token = secret(JAY, "join")
    clock.advance(days=settings().invitation_days)
    with pytest.raises(Invalid):
        await invitation.join(accounts.joining(token, **LICENCE), HERE)

    assert timer.run_due() == 1

    assert jay().status is AccountStatus.EXPIRED
    invites(manager)
    assert jay().status in (AccountStatus.EXPIRED, AccountStatus.INVITED)


def test_one_that_is_withdrawn_opens_nothing(world, manager, jay):
    invites(manager)
    token = secret(JAY, "join")

    perform(manager, invitation.withdraw, jay().id)

    assert jay().status is AccountStatus.EXPIRED
    with pytest.raises(Invalid):
        look(SYSTEM, invitation.look_at, link(token))


def test_one_that_is_sent_again_has_a_fresh_link(world, manager, clock, jay):
    invites(manager)
    first = secret(JAY, "join")
    clock.advance(minutes=5)

    perform(manager, invitation.send_again, jay().id)

    assert len(letters(JAY)) == 2
    with pytest.raises(Invalid):
        look(SYSTEM, invitation.look_at, link(first))
    assert look(SYSTEM, invitation.look_at, link(secret(JAY, "join")))


def test_a_manager_touches_no_invitation_of_another_place(world, manager, jay):
    invites(world.admin, organization_id=world.south)

    for service in (invitation.withdraw, invitation.send_again):
        with pytest.raises(NotFound):
            perform(manager, service, jay().id)


def test_nobody_who_has_joined_is_withdrawn(world, manager):
    with pytest.raises(StepNotPossible):
        perform(manager, invitation.withdraw, world.gp.id)


def test_nobody_is_invited_again_and_again(world, manager, clock, jay):
    invites(manager)
    with pytest.raises(TooMany, match="a moment ago"):
        perform(manager, invitation.send_again, jay().id)
    clock.advance(minutes=2)
    perform(manager, invitation.send_again, jay().id)

    clock.advance(minutes=2)
    with pytest.raises(TooMany):
        perform(manager, invitation.send_again, jay().id)
