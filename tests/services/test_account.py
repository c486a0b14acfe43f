"""Signing in, sessions and tokens (S3, S4)."""

import asyncio
from datetime import timedelta

import pytest
from factories import suspended
from sqlalchemy import update

from portal.domain.errors import Invalid, NotSignedIn, TooMany
from portal.domain.permission import ROLE_PERMISSIONS, Permission, Role
from portal.infra.password import digest
from portal.models import AuditEntry, Credential, SessionKind, SignIn
from portal.schemas.account import SignInForm, TokenRequest
from portal.services import account
from portal.services.work import perform
from portal.settings import settings

HERE = "127.0.0.1"
PEOPLE = ["patient", "gp", "lead", "admin"]


@pytest.fixture
def signs_in(world):
    """Sign somebody in; returns the secret."""

    async def enter(who, before="", **other):
        form = {"email": world.email(who), "password": world.password}
        return await account.sign_in(SignInForm(**form | other), HERE, before)

    return enter


@pytest.fixture
def gets_token(world):
    """Give somebody's program a token."""

    async def ask(who, *scopes):
        asked = {"email": world.email(who), "password": world.password, "scopes": list(scopes)}
        return await account.access_token(TokenRequest(**asked), HERE)

    return ask


def holder(token, **how):
    return account.actor_for(digest(token), **how)


class TestSignIn:
    @pytest.mark.parametrize("name", PEOPLE)
    async def test_everybody_comes_in_as_who_they_are(self, world, signs_in, name):
        who = getattr(world, name)

        actor = holder(await signs_in(who))

        assert (actor.id, actor.role, actor.is_lead) == (who.id, who.role, who.is_lead)
        assert actor.permissions == ROLE_PERMISSIONS[who.role]

    async def test_the_address_may_be_written_in_any_case(self, world, signs_in):
        assert await signs_in(world.gp, email=f" {world.email(world.gp).upper()} ")

    async def test_s4_unknown_wrong_and_suspended_get_the_same_answer(self, world, signs_in, clock):
        suspended(world.gp2, clock.now)
        tries = (
            (world.gp, {"email": "nobody@clinic.example"}),
            (world.gp, {"password": "wrong horse battery"}),
            (world.gp2, {"password": "wrong horse battery"}),
        )
        said = set()
        for who, other in tries:
            with pytest.raises(NotSignedIn) as refused:
                await signs_in(who, **other)
            said.add((refused.value.message, str(refused.value.fields)))

        assert said == {(account.WRONG, "{}")}

    async def test_an_unknown_address_is_verified_as_slowly(self, world, signs_in, monkeypatch):
        hashes, really = [], account.password._hasher()

        class Watched:
            hash = really.hash

            def verify(self, password, hashed):
                hashes.append(hashed)
                return really.verify(password, hashed)

        monkeypatch.setattr(account.password, "_hasher", Watched)
        for email in ("nobody@clinic.example", world.email(world.gp)):
            with pytest.raises(NotSignedIn):
                await signs_in(world.gp, email=email, password="wrong")

        assert len(hashes) == 2
        assert all(h.startswith("$argon2id$v=19$m=") for h in hashes)
        assert hashes[0].split("$")[3] == hashes[1].split("$")[3]

    async def test_repeated_failures_are_stopped_even_with_the_right_password(
        self, world, signs_in
    ):
        for _ in range(settings().sign_in_tries):
            with pytest.raises(NotSignedIn):
                await signs_in(world.gp, password="wrong")

        with pytest.raises(TooMany):
            await signs_in(world.gp)

    async def test_s4_guessing_at_the_same_time_gains_no_further_guess(
        self, world, signs_in, monkeypatch
    ):
        looked_at = []

        async def fits(password, hashed):
            looked_at.append(password)
            await asyncio.sleep(0)
            return False

        monkeypatch.setattr(account.password, "fits", fits)
        guesses = [signs_in(world.gp, password=f"guess {n}") for n in range(30)]
        await asyncio.gather(*guesses, return_exceptions=True)

        assert len(looked_at) == settings().sign_in_tries

    async def test_s13_one_address_has_only_so_many_tries_waiting(
        self, world, signs_in, monkeypatch
    ):
        let_go, looked_at = asyncio.Event(), []

        async def fits(password, hashed):
            looked_at.append(password)
            await let_go.wait()
            return False

        monkeypatch.setattr(account.password, "fits", fits)
        most = settings().sign_in_address_tries
        emails = [f"nobody{n}@clinic.example" for n in range(most)]
        waiting = [asyncio.create_task(signs_in(world.gp, email=one)) for one in emails]
        while len(looked_at) < most:
            await asyncio.sleep(0.01)

        with pytest.raises(TooMany):
            await signs_in(world.gp2)
        let_go.set()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def test_one_accounts_failures_stop_nobody_else(self, world, signs_in):
        for _ in range(settings().sign_in_tries):
            with pytest.raises(NotSignedIn):
                await signs_in(world.gp, password="wrong")

        assert await signs_in(world.gp2)

    async def test_successes_are_not_counted(self, world, signs_in):
        for _ in range(settings().sign_in_tries + 1):
            assert await signs_in(world.gp)

    async def test_it_ends_the_session_before(self, world, signs_in, announced):
        before = await signs_in(world.patient)
        session = holder(before).session_id

        await signs_in(world.gp, before=digest(before))

        assert holder(before) is None
        assert announced.audiences("session") == {f"session:{session}"}

    async def test_each_sign_in_is_on_record(self, world, signs_in, rows):
        await signs_in(world.gp)

        assert [(e.action, e.actor_id) for e in rows(AuditEntry)] == [
            ("account:signed_in", world.gp.id)
        ]


class TestSession:
    async def test_only_the_hash_of_a_long_secret_is_stored(self, world, signs_in, rows):
        first, second = await signs_in(world.gp), await signs_in(world.gp)

        stored = rows(SignIn)
        assert {s.token_hash for s in stored} == {digest(first), digest(second)}
        assert first not in str(stored)
        assert len(first) >= 43

    def test_only_an_argon2_hash_of_a_password_is_stored(self, world, rows):
        assert all(c.password_hash.startswith("$argon2id$") for c in rows(Credential))

    async def test_a_secret_that_was_never_given_opens_nothing(self, world, signs_in):
        token = await signs_in(world.gp)

        assert holder(token + "x") is None
        assert account.actor_for(token) is None

    @pytest.mark.parametrize(("name", "minutes"), [("patient", 30), ("gp", 15), ("admin", 15)])
    async def test_it_ends_when_idle(self, world, signs_in, clock, name, minutes):
        token = await signs_in(getattr(world, name))
        clock.advance(minutes=minutes, seconds=-1)
        assert holder(token, used=False)
        clock.advance(seconds=1)

        assert holder(token) is None

    async def test_using_it_keeps_it_alive(self, world, signs_in, clock):
        token = await signs_in(world.gp)
        for _ in range(4):
            clock.advance(minutes=14)

            assert holder(token)

    async def test_what_the_portal_does_by_itself_does_not(self, world, signs_in, clock):
        token = await signs_in(world.gp)
        clock.advance(minutes=10)
        assert holder(token, used=False)
        clock.advance(minutes=5)

        assert holder(token) is None

    @pytest.mark.parametrize(("name", "hours"), [("patient", 24), ("gp", 12)])
    async def test_it_ends_in_any_case(self, world, signs_in, clock, name, hours):
        token = await signs_in(getattr(world, name))
        end = clock.now + timedelta(hours=hours)
        while clock.now < end - timedelta(minutes=10):
            clock.advance(minutes=10)
            assert holder(token), clock.now
        clock.set(end)

        assert holder(token) is None

    async def test_signing_out_ends_it_at_once_and_wakes_its_tabs(self, world, signs_in, announced):
        token, other = await signs_in(world.gp), await signs_in(world.gp)
        actor = holder(token)

        perform(actor, account.sign_out)

        assert holder(token) is None
        assert holder(other)
        assert announced.audiences("session") == {f"session:{actor.session_id}"}

    async def test_suspension_ends_it_at_once(self, world, signs_in, clock):
        token = await signs_in(world.gp)
        suspended(world.gp, clock.now)

        assert holder(token) is None

    async def test_a_changed_role_counts_from_the_next_action(self, world, signs_in, write):
        token = await signs_in(world.gp)
        write(update(account.User).where(account.User.id == world.gp.id).values(role=Role.ADMIN))

        assert Permission.CONSULTATION_PROVIDE not in holder(token).permissions


class TestToken:
    async def test_its_scopes_narrow_what_it_may_do(self, world, gets_token):
        given = await gets_token(world.gp, "consultation:read")

        actor = holder(given.access_token, kind=SessionKind.BEARER)

        assert actor.permissions == {Permission.CONSULTATION_READ}

    async def test_without_scopes_it_may_do_what_its_holder_may(self, world, gets_token):
        given = await gets_token(world.patient)

        actor = holder(given.access_token, kind=SessionKind.BEARER)

        assert actor.permissions == ROLE_PERMISSIONS[Role.PATIENT]

    @pytest.mark.parametrize("scope", ["figures:read", "consultation:provide", "everything"])
    async def test_a_scope_that_is_not_the_holders_is_refused(self, world, gets_token, rows, scope):
        with pytest.raises(Invalid):
            await gets_token(world.patient, "consultation:read", scope)
        assert rows(SignIn) == []

    async def test_it_ends_after_its_hour_however_often_it_is_used(self, world, gets_token, clock):
        given = await gets_token(world.gp)
        assert given.expires_in == 3600
        clock.advance(minutes=59)
        assert holder(given.access_token, kind=SessionKind.BEARER)
        clock.advance(minutes=1)

        assert holder(given.access_token, kind=SessionKind.BEARER) is None

    async def test_a_token_is_no_cookie_and_a_cookie_no_token(self, world, gets_token, signs_in):
        token, cookie = (await gets_token(world.gp)).access_token, await signs_in(world.gp)

        assert holder(token) is None
        assert holder(cookie, kind=SessionKind.BEARER) is None
