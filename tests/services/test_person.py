"""Every step of an account by every role; what happens to the work of who leaves."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from factories import actor, saved
from factories import person as made
from services import accounts
from services.accounts import HERE, letters, link, secret

from portal.domain.account import AccountStatus
from portal.domain.consultation import ConsultationStatus as C
from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible
from portal.domain.permission import Role
from portal.models import AuditEntry, Consultation, Notification, Practitioner, User
from portal.schemas.account import SignInForm
from portal.schemas.person import Leave, Renewal, Why
from portal.services import account, person, registration, timer
from portal.services.work import SYSTEM, look, perform

A = AccountStatus
OTTO = "otto@mail.example"
WHY = "The licence could not be found in the register."
STEPS = {
    "get": (person.get, ()),
    "verify": (person.verify, ()),
    "reject": (person.reject, (Why(reason=WHY),)),
    "suspend": (person.suspend, (Leave(reason=WHY),)),
    "reinstate": (person.reinstate, (Renewal(),)),
    "close": (person.close, (Leave(reason=WHY),)),
}
OPEN = {
    A.INVITED: set(),
    A.PENDING: {"verify", "reject"},
    A.ACTIVE: {"suspend", "close"},
    A.SUSPENDED: {"reinstate", "close"},
    A.REJECTED: set(),
    A.EXPIRED: set(),
    A.CLOSED: set(),
}


@pytest.fixture
def manager(world):
    one = made("Petra Quill", Role.PRACTICE_MANAGER, world.north)
    saved(one)
    return actor(one)


@pytest.fixture
async def otto(world, rows):
    """Somebody who applied and has confirmed the address."""
    await registration.apply(accounts.application(world), HERE)
    perform(SYSTEM, registration.confirm, link(secret(OTTO, "confirm")))
    (found,) = rows(User, User.email == OTTO)
    return found


def leave(cover=None):
    return Leave(reason=WHY, cover_id=cover.id if cover else None)


class TestWho:
    @pytest.mark.parametrize("name", STEPS)
    @pytest.mark.parametrize("who", ["patient", "gp", "lead", "other_gp", "manager"])
    def test_nobody_but_an_administrator_looks_after_people(self, world, manager, one, name, who):
        service, claim = STEPS[name]
        before = one(User, world.gp2.id)

        with pytest.raises(NotAllowed):
            perform(
                manager if who == "manager" else getattr(world, who), service, before.id, *claim
            )

        assert one(User, world.gp2.id).status is before.status

    @pytest.mark.parametrize("who", ["patient", "gp", "lead", "manager"])
    def test_nobody_else_finds_people(self, world, manager, who):
        with pytest.raises(NotAllowed):
            look(manager if who == "manager" else getattr(world, who), person.search)

    @pytest.mark.parametrize("status", A)
    @pytest.mark.parametrize("name", [name for name in STEPS if name != "get"])
    def test_each_step_leaves_only_the_statuses_of_the_table(self, world, one, status, name):
        somebody = made("Dr Sam Sloe", Role.GP, world.north, status=status)
        saved(somebody)
        service, claim = STEPS[name]

        if name in OPEN[status]:
            view = perform(world.admin, service, somebody.id, *claim)
            assert view.status == one(User, somebody.id).status != status
        else:
            with pytest.raises(StepNotPossible):
                perform(world.admin, service, somebody.id, *claim)
            assert one(User, somebody.id).status is status

    def test_a_stranger_is_not_found(self, world):
        with pytest.raises(NotFound):
            perform(world.admin, person.verify, uuid4())


class TestVerify:
    async def test_the_verified_professional_comes_in_and_is_told(self, world, otto, rows):
        view = perform(world.admin, person.verify, otto.id)

        assert (view.status, view.licence.verified_by) == ("active", "Ada Alder")
        assert await account.sign_in(SignInForm(email=OTTO, password=accounts.CHOSEN), HERE)
        assert [n.sentence for n in rows(Notification, Notification.recipient_id == otto.id)] == [
            "Your account is verified: welcome"
        ]
        assert "Your account is ready" in [one.subject for one in letters(OTTO)]
        assert len(rows(AuditEntry, AuditEntry.action == "account:verified")) == 1

    async def test_an_address_that_is_not_confirmed_waits(self, world, rows):
        await registration.apply(accounts.application(world), HERE)
        (unproven,) = rows(User, User.email == OTTO)

        with pytest.raises(StepNotPossible):
            perform(world.admin, person.verify, unproven.id)
        assert "verify" not in [s.name for s in look(world.admin, person.get, unproven.id).steps]

    async def test_a_licence_that_ran_out_meanwhile_is_not_verified(self, world, clock, otto):
        clock.set(clock.now.replace(year=2029))

        with pytest.raises(Invalid):
            perform(world.admin, person.verify, otto.id)

    async def test_a_rejected_applicant_reads_why_and_may_apply_again(self, world, otto, rows):
        perform(world.admin, person.reject, otto.id, Why(reason=WHY))

        assert WHY in letters(OTTO)[-1].body
        await registration.apply(accounts.application(world), HERE)
        assert {u.status for u in rows(User, User.email == OTTO)} == {A.REJECTED, A.PENDING}

    @pytest.mark.parametrize("reason", ["", "   ", "no", "x" * 601])
    def test_a_reason_is_a_sentence(self, reason):
        with pytest.raises(ValueError, match="reason"):
            Why(reason=reason)


class TestSuspend:
    async def test_s3_it_ends_every_session_at_once(self, world, announced):
        form = SignInForm(email=world.email(world.gp), password=world.password)
        tokens = [await account.sign_in(form, HERE) for _ in range(2)]
        holders = [account.actor_for(account.password.digest(t)) for t in tokens]

        perform(world.admin, person.suspend, world.gp.id, leave())

        assert all(account.actor_for(account.password.digest(t)) is None for t in tokens)
        assert announced.audiences("session") == {f"session:{h.session_id}" for h in holders}

    def test_accepted_work_returns_to_the_pool_and_started_work_goes_to_the_cover(self, world, one):
        waiting = world.request(clinician_id=world.gp.id)
        accepted, started = world.accepted(), world.started()

        told = look(world.admin, person.get, world.gp.id)
        assert (told.work.waiting, told.work.accepted, told.work.started) == (1, 1, 1)
        assert {c.label for c in told.covers} == {"Dr David Dogwood", "Dr Lena Lime"}
        perform(world.admin, person.suspend, world.gp.id, leave(world.gp2))

        back = one(Consultation, accepted)
        assert (back.status, back.clinician_id, back.pool) == (C.REQUESTED, None, True)
        free = one(Consultation, waiting)
        assert (free.status, free.clinician_id, free.pool) == (C.REQUESTED, None, True)
        kept = one(Consultation, started)
        assert (kept.status, kept.clinician_id) == (C.IN_PROGRESS, world.gp2.id)
        assert look(world.admin, person.get, world.gp.id).cover == "Dr David Dogwood"

    def test_without_a_cover_started_work_goes_to_the_lead(self, world, one):
        started = world.started()

        perform(world.admin, person.suspend, world.gp.id, leave())

        assert one(Consultation, started).clinician_id == world.lead.id

    def test_the_patient_does_not_read_why(self, world, rows):
        world.accepted()

        perform(world.admin, person.suspend, world.gp.id, leave())

        told = rows(Notification, Notification.recipient_id == world.patient.id)
        assert all(WHY not in n.sentence for n in told)

    @pytest.mark.parametrize("cover", ["gp", "other_gp", "patient", "admin"])
    def test_a_cover_is_a_colleague(self, world, one, cover):
        with pytest.raises(Invalid) as refused:
            perform(world.admin, person.suspend, world.gp.id, leave(getattr(world, cover)))

        assert list(refused.value.fields) == ["cover_id"]
        assert one(User, world.gp.id).status is A.ACTIVE

    def test_nobody_suspends_themselves(self, world):
        with pytest.raises(StepNotPossible):
            perform(world.admin, person.suspend, world.admin.id, leave())

    async def test_the_person_is_told_and_may_come_back(self, world, rows):
        perform(world.admin, person.suspend, world.gp.id, leave())
        assert WHY in letters(world.email(world.gp))[-1].body

        perform(world.admin, person.reinstate, world.gp.id, Renewal())

        form = SignInForm(email=world.email(world.gp), password=world.password)
        assert await account.sign_in(form, HERE)
        sentences = [
            n.sentence for n in rows(Notification, Notification.recipient_id == world.gp.id)
        ]
        assert {"Your account is suspended", "Your account is active again"} <= set(sentences)

    def test_two_administrators_at_once_suspend_once(self, world, at_once, rows):
        second = made("Bea Beech", Role.ADMIN, None)
        saved(second)
        acts = [lambda who=who: perform(who, person.suspend, world.gp.id, leave())
                for who in (world.admin, actor(second))]  # fmt: skip

        done = at_once(acts)

        assert sum(isinstance(one, StepNotPossible) for one in done) == 1
        assert len(rows(AuditEntry, AuditEntry.action == "account:suspended",
                        AuditEntry.outcome == "done")) == 1  # fmt: skip


class TestLicence:
    @pytest.fixture
    def until(self, world):
        def give(last: date):
            saved(Practitioner(user_id=world.gp.id, licence_body="GMC", licence_number="1",
                               licence_until=last))  # fmt: skip

        return give

    def test_one_that_runs_out_suspends_and_hands_the_work_on(self, world, clock, until, one, rows):
        started = world.started()
        until(clock.now.date())
        assert timer.run_due() == 0
        clock.set(clock.now.replace(hour=23, minute=0) + timedelta(minutes=1))  # midnight in London

        assert timer.run_due() >= 1

        assert one(User, world.gp.id).status is A.SUSPENDED
        assert one(Consultation, started).clinician_id == world.lead.id
        told = {
            n.recipient_id for n in rows(Notification, Notification.kind == "account:suspended")
        }
        assert told == {world.gp.id, world.admin.id}

    def test_who_comes_back_needs_one_that_is_valid(self, world, clock, until, one):
        until(clock.now.date() - timedelta(days=1))
        timer.run_due()
        with pytest.raises(Invalid):
            perform(world.admin, person.reinstate, world.gp.id, Renewal())

        new = clock.now.date() + timedelta(days=365)
        perform(world.admin, person.reinstate, world.gp.id, Renewal(licence_until=new))

        assert one(User, world.gp.id).status is A.ACTIVE


class TestSearch:
    def test_people_are_found_by_name_address_role_and_status(self, world):
        find = lambda *asked: {r.name for r in look(world.admin, person.search, *asked).items}  # noqa: E731

        assert find("", "", "cedar") == {"Dr Carol Cedar"}
        assert find("", "", "OLGA.oak@") == {"Olga Oak"}
        assert find("", "admin") == {"Ada Alder"}
        assert find("suspended") == set()
        assert find("", "", "%") == set()
        assert find("active") == {one.name for one in world.everybody.values()}

    async def test_the_counts_are_those_of_the_filters(self, world, otto):
        page = look(world.admin, person.search)

        assert page.counts == {
            "pending": 1, "active": len(world.everybody), "suspended": 0, "invited": 0, "over": 0
        }  # fmt: skip
        assert look(world.admin, person.waiting) == 1
