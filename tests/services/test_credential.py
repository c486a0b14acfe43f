"""Passwords forgotten and changed (S4): one link, one use, and every session ends."""

import time

import pytest
from services.accounts import CHOSEN, HERE, OTHER, address, letters, new_password, secret

from portal.domain.account import AccountStatus
from portal.domain.errors import Invalid, NotSignedIn, TooMany
from portal.infra.password import digest
from portal.models import AuditEntry, Failure, Notification, SignIn
from portal.schemas.account import SignInForm
from portal.schemas.credential import PasswordChange
from portal.services import account, credential, registration
from portal.services.device import Visitor
from portal.settings import settings

DESK = Visitor(HERE, "Mozilla/5.0 (Windows NT 10.0) Firefox/143.0", "d" * 64)


@pytest.fixture
def signs_in(world):
    async def enter(who, password=""):
        form = SignInForm(email=world.email(who), password=password or world.password)
        return await account.sign_in(form, DESK)

    return enter


def holder(token):
    return account.actor_for(digest(token))


class TestReset:
    async def test_s4_a_link_sets_a_new_password_and_ends_every_session(
        self, world, signs_in, announced
    ):
        tokens = [await signs_in(world.gp), await signs_in(world.gp)]
        await credential.forget(address(world.email(world.gp)), HERE)

        await credential.reset(new_password(secret(world.email(world.gp), "reset")), HERE)

        assert [holder(token) for token in tokens] == [None, None]
        assert len(announced.audiences("session")) == 2
        assert await signs_in(world.gp, OTHER)
        with pytest.raises(NotSignedIn):
            await signs_in(world.gp)

    async def test_s4_it_works_once(self, world):
        await credential.forget(address(world.email(world.gp)), HERE)
        claim = new_password(secret(world.email(world.gp), "reset"))
        await credential.reset(claim, HERE)

        with pytest.raises(Invalid) as refused:
            await credential.reset(claim, HERE)
        assert list(refused.value.fields) == ["token"]

    async def test_s4_asking_in_somebodys_name_does_not_end_their_link(self, world, clock):
        email = world.email(world.gp)
        await credential.forget(address(email), HERE)
        theirs = secret(email, "reset")
        clock.advance(minutes=2)
        await credential.forget(address(email), "198.51.100.66")
        another = secret(email, "reset")
        assert another != theirs

        await credential.reset(new_password(theirs), HERE)
        with pytest.raises(Invalid):
            await credential.reset(new_password(another), HERE)

    async def test_s4_it_works_for_an_hour(self, world, clock):
        await credential.forget(address(world.email(world.gp)), HERE)
        clock.advance(minutes=settings().reset_minutes)

        with pytest.raises(Invalid):
            await credential.reset(new_password(secret(world.email(world.gp), "reset")), HERE)

    async def test_a_refused_password_leaves_the_link_good(self, world):
        await credential.forget(address(world.email(world.gp)), HERE)
        token = secret(world.email(world.gp), "reset")
        for weak in ("short", "passwordpassword", "carolcedarcarolcedar"):
            with pytest.raises(Invalid) as refused:
                await credential.reset(new_password(token, weak), HERE)
            assert list(refused.value.fields) == ["password"]

        await credential.reset(new_password(token), HERE)

    @pytest.mark.timed
    async def test_s4_an_unknown_address_gets_the_same_answer_as_slowly(self, world, monkeypatch):
        monkeypatch.setattr(registration, "FLOOR", 0.3)
        took = []
        for email in (world.email(world.gp), "nobody@mail.example"):
            begun = time.monotonic()
            assert await credential.forget(address(email), HERE) is None
            took.append(time.monotonic() - begun)

        assert min(took) >= 0.3
        assert abs(took[0] - took[1]) < 0.1
        assert letters("nobody@mail.example") == []

    async def test_the_person_is_told_in_the_portal_and_by_letter(self, world, rows):
        await credential.forget(address(world.email(world.gp)), HERE)

        await credential.reset(new_password(secret(world.email(world.gp), "reset")), HERE)

        (told,) = rows(Notification)
        assert (told.kind, told.recipient_id) == ("account:password_changed", world.gp.id)
        assert letters(world.email(world.gp))[-1].subject == "Your password was changed"

    async def test_who_asks_again_at_once_gets_one_letter(self, world, clock):
        for _ in range(3):
            await credential.forget(address(world.email(world.gp)), HERE)

        assert len(letters(world.email(world.gp))) == 1

    async def test_a_new_password_forgets_the_failures(self, world, rows, signs_in):
        with pytest.raises(NotSignedIn):
            await signs_in(world.gp, "wrong")
        await credential.forget(address(world.email(world.gp)), HERE)

        await credential.reset(new_password(secret(world.email(world.gp), "reset")), HERE)

        assert rows(Failure) == []

    async def test_a_closed_account_gets_no_link(self, world, write):
        users = account.User.__table__
        closed = users.update().where(users.c.id == world.gp.id)
        write(closed.values({"status": AccountStatus.CLOSED}))

        await credential.forget(address(world.email(world.gp)), HERE)

        assert letters(world.email(world.gp)) == []


class TestChange:
    async def test_s3_it_gives_a_new_session_and_ends_all_others(self, world, signs_in, rows):
        here, elsewhere = await signs_in(world.gp), await signs_in(world.gp)
        form = PasswordChange(present=world.password, chosen=OTHER)

        fresh = await credential.change(holder(here), form, DESK)

        assert (holder(here), holder(elsewhere)) == (None, None)
        assert holder(fresh).id == world.gp.id
        assert fresh not in (here, elsewhere)
        assert await signs_in(world.gp, OTHER)
        assert {n.kind for n in rows(Notification)} == {"account:password_changed"}

    @pytest.mark.parametrize(
        ("present", "chosen", "field", "word"),
        [
            ("wrong horse battery", OTHER, "present", "present"),
            ("", "short", "chosen", "length"),
            ("", "passwordpassword", "chosen", "common"),
            ("", "carolcedarcarolcedar", "chosen", "personal"),
        ],
    )
    async def test_what_is_refused_changes_nothing(
        self, world, signs_in, present, chosen, field, word
    ):
        here = await signs_in(world.gp)
        form = PasswordChange(present=present or world.password, chosen=chosen)

        with pytest.raises(Invalid) as refused:
            await credential.change(holder(here), form, DESK)

        assert list(refused.value.fields) == [field]
        assert credential.code_of(refused.value) == word
        assert holder(here)
        assert await signs_in(world.gp)

    async def test_guessing_the_present_password_is_stopped(self, world, signs_in):
        here = holder(await signs_in(world.gp))
        for _ in range(settings().sign_in_tries):
            with pytest.raises(Invalid):
                await credential.change(here, PasswordChange(present="x", chosen=CHOSEN), DESK)

        with pytest.raises(TooMany):
            await credential.change(
                here, PasswordChange(present=world.password, chosen=CHOSEN), DESK
            )

    async def test_no_password_enters_the_audit(self, world, signs_in, rows):
        here = await signs_in(world.gp)

        await credential.change(
            holder(here), PasswordChange(present=world.password, chosen=OTHER), DESK
        )

        kept = str(rows(AuditEntry)) + str(rows(SignIn)) + str(letters(world.email(world.gp)))
        assert OTHER not in kept
        assert world.password not in kept
