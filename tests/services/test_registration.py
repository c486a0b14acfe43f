"""People register and apply, and confirm their address; nobody learns who has an account."""

import time
from datetime import timedelta

import pytest
from services import accounts
from services.accounts import CHOSEN, HERE, OTHER, address, letters, link, secret

from portal.domain.account import AccountStatus, TokenKind
from portal.domain.errors import Invalid, NotActive, NotSignedIn, TooMany
from portal.infra.password import digest
from portal.models import AccountToken, AuditEntry, Credential, Notification, Practitioner, User
from portal.schemas.account import SignInForm
from portal.schemas.registration import Proof
from portal.services import account, credential, registration, timer
from portal.services.work import SYSTEM, look, perform
from portal.settings import settings

NORA, OTTO = "nora@mail.example", "otto@mail.example"


@pytest.fixture
def person(rows):
    def find(email):
        (found,) = rows(User, User.email == email)
        return found

    return find


async def signs_in(email, password=CHOSEN):
    return await account.sign_in(SignInForm(email=email, password=password), HERE)


class TestPatient:
    async def test_a_patient_is_let_in_once_the_address_is_confirmed(self, world, person):
        await registration.register(accounts.registration(world), HERE)
        assert person(NORA).status is AccountStatus.PENDING
        with pytest.raises(NotActive) as refused:
            await signs_in(NORA)
        assert refused.value.word == "unconfirmed"

        done = perform(SYSTEM, registration.confirm, link(secret(NORA, "confirm")))

        assert (done.outcome, done.upload) == ("ready", "")
        assert person(NORA).status is AccountStatus.ACTIVE
        assert account.actor_for(digest(await signs_in(NORA))).organization_id == world.north

    async def test_s4_an_account_that_a_stranger_opened_lets_only_the_addresss_owner_in(
        self, world, person
    ):
        await registration.register(accounts.registration(world, password=OTHER), HERE)
        await registration.register(accounts.registration(world), HERE)
        token = secret(NORA, "confirm")
        with pytest.raises(Invalid) as refused:
            await registration.prove(Proof(token=token, password=CHOSEN), HERE)
        assert (list(refused.value.fields), person(NORA).status) == (
            ["password"], AccountStatus.PENDING,
        )  # fmt: skip

        await credential.forget(address(NORA), HERE)
        chosen = accounts.new_password(secret(NORA, "reset"), CHOSEN)
        await credential.reset(chosen, HERE)
        assert (await registration.prove(Proof(token=token, password=CHOSEN), HERE)).outcome
        with pytest.raises(NotSignedIn):
            await signs_in(NORA, OTHER)

    async def test_s7_the_letter_to_an_unknown_address_has_no_word_of_the_form(self, world):
        lure = "Your account ends, see evil.example"
        await registration.register(accounts.registration(world, name=lure), HERE)

        assert "evil" not in letters(NORA)[0].body

    async def test_the_link_works_once(self, world):
        await registration.register(accounts.registration(world), HERE)
        token = secret(NORA, "confirm")
        perform(SYSTEM, registration.confirm, link(token))

        with pytest.raises(Invalid, match="does not work any more"):
            perform(SYSTEM, registration.confirm, link(token))

    async def test_two_presses_at_once_confirm_once(self, world, at_once, rows):
        await registration.register(accounts.registration(world), HERE)
        claim = link(secret(NORA, "confirm"))

        done = at_once([lambda: perform(SYSTEM, registration.confirm, claim)] * 3)

        assert [isinstance(one, Invalid) for one in done].count(False) == 1
        assert len(rows(AuditEntry, AuditEntry.action == "account:confirmed")) == 1

    async def test_the_link_ends_and_then_the_account(self, world, clock, rows):
        await registration.register(accounts.registration(world), HERE)
        token = secret(NORA, "confirm")
        clock.advance(hours=settings().confirmation_hours)
        with pytest.raises(Invalid):
            perform(SYSTEM, registration.confirm, link(token))

        assert timer.run_due() == 1

        (gone,) = rows(User, User.email == NORA)
        assert gone.status is AccountStatus.EXPIRED
        await registration.register(accounts.registration(world), HERE)
        assert len(rows(User, User.email == NORA)) == 2

    async def test_only_the_links_hash_is_kept(self, world, rows):
        await registration.register(accounts.registration(world), HERE)

        (kept,) = rows(AccountToken)
        token = secret(NORA, "confirm")
        assert (kept.kind, kept.token_hash) == (TokenKind.CONFIRM, digest(token))
        assert len(token) >= 43
        assert all(token not in str(e) for e in rows(AuditEntry))

    async def test_a_new_link_ends_the_one_before(self, world, clock):
        await registration.register(accounts.registration(world), HERE)
        first = secret(NORA, "confirm")
        clock.advance(minutes=2)
        perform(SYSTEM, registration.resend, address(NORA))

        with pytest.raises(Invalid):
            perform(SYSTEM, registration.confirm, link(first))
        assert perform(SYSTEM, registration.confirm, link(secret(NORA, "confirm")))

    async def test_a_second_sending_is_the_same(self, world, rows):
        for _ in range(3):
            await registration.register(accounts.registration(world), HERE)

        assert len(rows(User, User.email == NORA)) == 1
        assert len(letters(NORA)) == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("birth_date", "1850-01-01"), ("birth_date", "2027-01-01"),
            ("password", "passwordpassword"), ("password", "noralakenoralake"),
            ("password", "short"),
        ],
    )  # fmt: skip
    async def test_what_cannot_be_is_named(self, world, clock, rows, field, value):
        with pytest.raises(Invalid) as refused:
            await registration.register(accounts.registration(world, **{field: value}), HERE)

        assert list(refused.value.fields) == [field]
        assert rows(User, User.email == NORA) == []

    async def test_nobody_registers_with_what_is_no_practice(self, world):
        form = accounts.registration(world, practice_id=world.patient.id)
        with pytest.raises(Invalid):
            await registration.register(form, HERE)


class TestSecrecy:
    async def test_s4_a_known_address_gets_the_same_answer_and_another_letter(self, world, rows):
        known = world.email(world.gp)
        before = rows(User, User.email == known)

        assert await registration.register(accounts.registration(world, email=known), HERE) is None

        assert rows(User, User.email == known) == before
        assert [one.subject for one in letters(known)] == ["You already have an account"]

    async def test_s4_a_known_address_is_hashed_for_as_well(self, world, monkeypatch):
        hashed, really = [], registration.password.hashed

        async def watched(password):
            hashed.append(password)
            return await really(password)

        monkeypatch.setattr(registration.password, "hashed", watched)
        for email in (world.email(world.gp), NORA):
            await registration.register(accounts.registration(world, email=email), HERE)

        assert hashed == [CHOSEN, CHOSEN]

    @pytest.mark.timed
    @pytest.mark.parametrize("form", ["register", "apply", "ask again"])
    async def test_s4_a_known_address_is_answered_as_slowly(self, world, monkeypatch, form):
        monkeypatch.setattr(registration, "FLOOR", 0.3)
        send, made = {
            "register": (registration.register, accounts.registration),
            "apply": (registration.apply, accounts.application),
            "ask again": (registration.ask_again, lambda _, email: accounts.address(email)),
        }[form]
        took = []
        for email in (world.email(world.gp), "nobody@mail.example"):
            begun = time.monotonic()
            assert await send(made(world, email=email), HERE) is None
            took.append(time.monotonic() - begun)

        assert min(took) >= 0.3
        assert abs(took[0] - took[1]) < 0.1

    async def test_s4_forms_from_one_address_are_counted(self, world, monkeypatch):
        for n in range(settings().entries_per_minute):
            form = accounts.registration(world, email=f"n{n}@mail.example")
            monkeypatch.setattr(registration.password, "hashed", _quick)
            await registration.register(form, HERE)

        with pytest.raises(TooMany):
            await registration.register(accounts.registration(world), HERE)
        await registration.register(accounts.registration(world), "192.0.2.2")

    @pytest.mark.parametrize("email", ["nobody@mail.example", "dr.carol@clinic.example"])
    def test_s4_asking_again_says_nothing(self, world, email):
        assert perform(SYSTEM, registration.resend, address(email)) is None
        assert letters(email) == []


class TestApplication:
    async def test_an_applicant_sees_nothing_until_verified(self, world, person, rows):
        await registration.apply(accounts.application(world), HERE)
        done = perform(SYSTEM, registration.confirm, link(secret(OTTO, "confirm")))

        assert (done.outcome, person(OTTO).status) == ("waiting", AccountStatus.PENDING)
        with pytest.raises(NotActive) as refused:
            await signs_in(OTTO)
        assert refused.value.word == "pending"
        (kept,) = rows(Practitioner, Practitioner.user_id == person(OTTO).id)
        assert (kept.licence_number, kept.verified_at) == ("TEST-1", None)

    async def test_the_administrator_is_told_when_the_address_is_confirmed_not_before(
        self, world, rows, person
    ):
        await registration.apply(accounts.application(world), HERE)
        assert rows(Notification) == []

        perform(SYSTEM, registration.confirm, link(secret(OTTO, "confirm")))

        (told,) = rows(Notification)
        assert (told.recipient_id, told.subject_id) == (world.admin.id, person(OTTO).id)
        assert told.sentence == "Dr Otto Reed applied and waits to be verified"

    @pytest.mark.parametrize("missing", ["licence_body", "licence_number"])
    async def test_a_licence_is_complete(self, world, missing):
        with pytest.raises(Invalid) as refused:
            await registration.apply(accounts.application(world, **{missing: ""}), HERE)

        assert list(refused.value.fields) == [missing]

    async def test_a_licence_that_has_run_out_is_refused(self, world, clock):
        form = accounts.application(world, licence_until=clock.now.date() - timedelta(days=1))
        with pytest.raises(Invalid) as refused:
            await registration.apply(form, HERE)

        assert list(refused.value.fields) == ["licence_until"]

    @pytest.mark.parametrize("profession", ["specialist", "pharmacist", "diagnostics"])
    async def test_nobody_applies_to_a_place_of_another_kind(self, world, profession):
        form = accounts.application(world, profession=profession, specialty="cardiology")
        with pytest.raises(Invalid) as refused:
            await registration.apply(form, HERE)

        assert list(refused.value.fields) == ["organization_id"]

    @pytest.mark.parametrize("profession", ["admin", "patient", "system"])
    def test_nobody_applies_as_anything_else(self, world, profession):
        with pytest.raises(ValueError, match="profession"):
            accounts.application(world, profession=profession)

    async def test_documents_are_taken_from_whoever_applied_and_only_while_it_waits(
        self, world, clock
    ):
        await registration.apply(accounts.application(world), HERE)
        done = perform(SYSTEM, registration.confirm, link(secret(OTTO, "confirm")))

        who = look(SYSTEM, registration.applicant, done.upload)

        assert (who.name, [p.value for p in who.permissions]) == (
            "Dr Otto Reed",
            ["account:manage"],
        )
        with pytest.raises(NotSignedIn):
            look(SYSTEM, registration.applicant, secret(OTTO, "confirm"))
        clock.advance(hours=settings().confirmation_hours)
        with pytest.raises(NotSignedIn):
            look(SYSTEM, registration.applicant, done.upload)

    async def test_the_credential_is_an_argon2_hash(self, world, rows, person):
        await registration.apply(accounts.application(world), HERE)

        (kept,) = rows(Credential, Credential.user_id == person(OTTO).id)
        assert kept.password_hash.startswith("$argon2id$")


async def _quick(_password):
    return "hash"
