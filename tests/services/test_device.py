"""Where people are signed in (S3), and how guessing is slowed without locking them out (S4)."""

import pytest
from services.accounts import letters

from portal.domain.errors import NotActive, NotFound, NotSignedIn, TooMany
from portal.infra.password import digest
from portal.models import Failure, Notification, SignIn
from portal.schemas.account import SignInForm, TokenRequest
from portal.schemas.person import Leave
from portal.services import account, attempt, device, person, timer
from portal.services.device import Visitor
from portal.services.work import look, perform
from portal.settings import settings

DESK = Visitor("192.0.2.1", "Mozilla/5.0 (Windows NT 10.0) Firefox/143.0", "d" * 64)
PHONE = Visitor("198.51.100.7", "Mozilla/5.0 (iPhone) Version/18.0 Safari/604.1", "e" * 64)
THIEF = Visitor("203.0.113.9", "curl/8", "f" * 64)


@pytest.fixture
def enters(world):
    async def enter(who, visitor=DESK, password="", email=""):
        form = SignInForm(email=email or world.email(who), password=password or world.password)
        return await account.sign_in(form, visitor)

    return enter


def holder(token):
    return account.actor_for(digest(token))


async def fails(enters, who, visitor, times=1, **other):
    for _ in range(times):
        with pytest.raises(NotSignedIn):
            await enters(who, visitor, password="wrong", **other)


class TestSessions:
    async def test_s3_the_list_says_what_where_and_which_is_this_one(self, world, enters, clock):
        phone = await enters(world.gp, PHONE)
        clock.advance(minutes=5)
        desk = await enters(world.gp)

        first, second = look(holder(desk), device.mine)

        assert (first.device, first.address, first.here) == (
            "Firefox on Windows",
            "192.0.2.1",
            True,
        )
        assert (second.device, second.here) == ("Safari on iPhone", False)
        assert second.signed_in < first.signed_in
        assert holder(phone)

    async def test_s3_one_session_is_ended_and_its_tabs_are_woken(self, world, enters, announced):
        phone, desk = await enters(world.gp, PHONE), await enters(world.gp)
        gone = holder(phone)

        perform(holder(desk), device.end, gone.session_id)

        assert holder(phone) is None
        assert holder(desk)
        assert announced.audiences("session") == {f"session:{gone.session_id}"}

    async def test_s3_all_others_are_ended_tokens_of_programs_too(self, world, enters):
        phone, desk = await enters(world.gp, PHONE), await enters(world.gp)
        asked = TokenRequest(email=world.email(world.gp), password=world.password)
        token = (await account.access_token(asked, PHONE)).access_token
        assert len(look(holder(desk), device.mine)) == 3

        perform(holder(desk), device.end_others)

        assert holder(phone) is None
        assert account.actor_for(digest(token), kind=account.SessionKind.BEARER) is None
        assert [one.here for one in look(holder(desk), device.mine)] == [True]

    async def test_s3_nobody_ends_somebody_elses(self, world, enters):
        theirs, mine = await enters(world.gp), await enters(world.gp2)

        with pytest.raises(NotFound):
            perform(holder(mine), device.end, holder(theirs).session_id)
        assert holder(theirs)

    async def test_what_ended_by_itself_is_not_listed(self, world, enters, clock):
        await enters(world.gp, PHONE)
        clock.advance(minutes=settings().staff_idle_minutes)

        assert len(look(holder(await enters(world.gp)), device.mine)) == 1

    async def test_only_the_hash_of_the_browsers_mark_is_kept(self, world, enters, rows):
        await enters(world.gp)

        assert [(one.device_hash, one.device) for one in rows(SignIn)] == [
            (DESK.device, "Firefox on Windows")
        ]


class TestNewDevice:
    async def test_the_first_sign_in_tells_nobody(self, world, enters, rows):
        await enters(world.gp)

        assert rows(Notification) == []

    async def test_a_new_device_is_told_in_the_portal_and_by_letter(self, world, enters, rows):
        await enters(world.gp)

        await enters(world.gp, PHONE)

        (told,) = rows(Notification)
        assert (told.kind, told.recipient_id, told.subject_id) == (
            "account:new_device", world.gp.id, world.gp.id
        )  # fmt: skip
        assert told.sentence == "Safari on iPhone signed in to your account"
        assert PHONE.address in letters(world.email(world.gp))[-1].body

    @pytest.mark.parametrize(
        "again",
        [
            Visitor("198.51.100.99", "Mozilla/5.0 (Windows NT 10.0) Firefox/150.0", DESK.device),
            Visitor(DESK.address, DESK.agent, "another mark"),
        ],
    )
    async def test_the_same_browser_elsewhere_or_its_like_here_is_none(
        self, world, enters, rows, again
    ):
        await enters(world.gp)

        await enters(world.gp, again)

        assert rows(Notification) == []


class TestGuessing:
    async def test_s4_each_further_guess_waits_longer_up_to_a_limit(
        self, world, enters, clock, monkeypatch
    ):
        most = settings().sign_in_slow_after
        for n in range(most):  # from many addresses, so that no address is stopped by itself
            await fails(enters, world.gp, Visitor(f"203.0.113.{n}"))
        waits = []
        for n in range(12):
            with pytest.raises(TooMany) as refused:
                await enters(world.gp, Visitor(f"198.51.100.{n}"), password="wrong")
            waits.append(int("".join(c for c in refused.value.message if c.isdigit())))
            clock.advance(seconds=waits[-1])
            await fails(enters, world.gp, Visitor(f"198.51.100.{n}"))

        assert waits[:4] == [1, 2, 4, 8]
        assert waits[-1] == settings().sign_in_slowest_seconds

    async def test_s4_a_guess_that_comes_too_early_is_not_counted(self, world, enters, rows, clock):
        for n in range(settings().sign_in_slow_after):
            await fails(enters, world.gp, Visitor(f"203.0.113.{n}"))
        counted = len(rows(Failure))
        for n in range(20):
            with pytest.raises(TooMany):
                await enters(world.gp, Visitor(f"198.51.100.{n}"))

        assert len(rows(Failure)) == counted
        clock.advance(seconds=1)
        assert await enters(world.gp, Visitor("198.51.100.1"))

    @pytest.mark.parametrize(
        "known", [Visitor("10.1.1.1", "", DESK.device), Visitor(DESK.address, "", "new")]
    )
    async def test_s4_the_owner_is_never_locked_out_of_a_known_device_or_address(
        self, world, enters, known
    ):
        await enters(world.gp)
        for n in range(settings().sign_in_slow_after + 3):
            try:
                await enters(world.gp, Visitor(f"203.0.113.{n}"), password="wrong")
            except (NotSignedIn, TooMany):
                continue
        with pytest.raises(TooMany):
            await enters(world.gp, THIEF)

        assert await enters(world.gp, known)

    async def test_s4_an_unknown_account_waits_just_as_long(self, world, enters):
        said = {}
        for email in (world.email(world.gp), "nobody@mail.example"):
            for n in range(settings().sign_in_slow_after):
                await fails(enters, world.gp, Visitor(f"203.0.113.{n}"), email=email)
            with pytest.raises(TooMany) as refused:
                await enters(world.gp, THIEF, email=email)
            said[email] = refused.value.message

        assert len(set(said.values())) == 1

    async def test_s4_one_network_address_is_stopped_across_accounts(self, world, enters):
        for n in range(settings().sign_in_address_tries):
            await fails(enters, world.gp, THIEF, email=f"nobody{n}@mail.example")

        with pytest.raises(TooMany):
            await enters(world.gp, THIEF)
        assert await enters(world.gp, DESK)

    async def test_s4_no_address_that_was_typed_is_kept_in_clear(self, world, enters, rows):
        await fails(enters, world.gp, THIEF)

        (kept,) = rows(Failure)
        assert world.email(world.gp) not in str(kept)
        assert kept.account_hash == digest(world.email(world.gp))

    async def test_failures_are_forgotten_after_a_day(self, world, enters, rows, clock):
        await fails(enters, world.gp, THIEF)
        clock.advance(hours=24, seconds=1)

        assert timer.run_due() == 1
        assert rows(Failure) == []

    async def test_a_sign_in_forgets_them_at_once(self, world, enters, rows):
        await fails(enters, world.gp, DESK)

        await enters(world.gp)

        assert rows(Failure) == []

    async def test_s4_only_the_right_password_learns_that_an_account_is_suspended(
        self, world, enters
    ):
        perform(world.admin, person.suspend, world.gp.id, Leave(reason="The board asked for it."))

        with pytest.raises(NotActive) as told:
            await enters(world.gp)
        with pytest.raises(NotSignedIn) as refused:
            await enters(world.gp, password="wrong")

        assert told.value.message == "Your account is suspended: The board asked for it."
        assert refused.value.message == account.WRONG
        assert not isinstance(refused.value, NotActive)


def test_attempts_are_known_by_address_or_device_only(world, session):
    assert not attempt.is_known(session, world.gp.id, "", "")
