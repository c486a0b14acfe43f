"""Letters: written with their event, sent until they have left, given up aloud."""

import asyncio
from datetime import timedelta

import pytest
from services.mailserver import listening
from sqlmodel import select

from portal.domain.errors import NotAllowed
from portal.infra import mail
from portal.infra.db import transaction
from portal.models import Letter
from portal.services import letter
from portal.services.work import SYSTEM, look, perform
from portal.settings import settings

ANNA = "anna@clinic.test"


@pytest.fixture
def server(database, monkeypatch):
    """A mail server that the portal uses."""
    with listening(monkeypatch) as started:
        yield started


def write(count=1, **facts):
    """Commit that many letters to Anna."""

    def several(work):
        for number in range(count):
            letter.write(work, ANNA, f"News {number}", "Sign in: https://portal.test/", **facts)

    perform(SYSTEM, several)


def kept():
    """The one letter there is, as it is committed now."""
    with transaction(write=False) as session:
        return session.exec(select(Letter)).one()


async def test_a_letter_arrives_signed_and_is_noted_as_sent(server, clock):
    write()

    assert await letter.relay() == 1
    (arrived,) = server.letters
    assert (server.recipients, arrived["Subject"]) == ([ANNA], "News 0")
    assert arrived["From"] == "North Practice <no-reply@clinic.test>"
    body = arrived.get_payload(decode=True).decode().replace("\r\n", "\n")
    assert body == "Sign in: https://portal.test/\n\nHandover\n"
    assert kept().sent_at == clock.now
    assert await letter.relay() == 0


async def test_a_lost_transaction_leaves_no_letter(server):
    def lost(work):
        letter.write(work, ANNA, "News", "Words")
        work.session.flush()
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        perform(SYSTEM, lost)

    assert await letter.relay() == 0
    assert server.letters == []


async def test_a_letter_waits_for_its_moment(server, clock):
    write(wait=timedelta(minutes=10))

    assert await letter.relay() == 0
    clock.advance(minutes=10)
    assert await letter.relay() == 1


async def test_a_refused_letter_is_tried_again_each_time_later(server, clock):
    server.refuses_letters = "451 Try again later"
    write()

    assert await letter.relay() == 0
    assert (kept().tries, kept().next_try_at - clock.now) == (1, timedelta(minutes=1))
    clock.advance(minutes=1)
    await letter.relay()
    assert (kept().tries, kept().next_try_at - clock.now) == (2, timedelta(minutes=2))
    server.refuses_letters = ""
    clock.advance(minutes=2)

    assert await letter.relay() == 1
    assert (kept().failure, kept().sent_at) == ("", clock.now)


async def test_after_the_last_try_it_is_given_up_with_the_reason(server, clock):
    server.refuses_letters = "451 Try again later"
    write()
    for _ in range(5):
        await letter.relay()
        clock.advance(hours=6)

    assert (kept().tries, kept().failure) == (3, "The mail server refuses the letter (451).")
    assert kept().given_up_at is not None


async def test_an_address_that_does_not_exist_is_given_up_at_once(server):
    server.refuses_recipients = "550 No such user"
    write()
    await letter.relay()

    assert (kept().tries, kept().given_up_at is not None) == (1, True)
    assert kept().failure == "The mail server refuses this address (550)."


async def test_a_full_mailbox_is_tried_again(server):
    server.refuses_recipients = "452 Mailbox full"
    write()
    await letter.relay()

    assert kept().given_up_at is None


async def test_a_server_that_is_away_is_tried_again(server, monkeypatch):
    monkeypatch.setenv("SMTP_PORT", "1")
    settings.cache_clear()
    write()
    await letter.relay()

    assert kept().failure == "The mail server cannot be reached, or does not answer."
    assert kept().given_up_at is None


async def test_two_relays_at_once_send_each_letter_once(server):
    write(count=30)

    sent = await asyncio.gather(*(letter.relay() for _ in range(4)))

    assert sum(sent) == 30
    assert len({one["Message-ID"] for one in server.letters}) == len(server.letters) == 30


async def test_a_crash_between_sending_and_noting_sends_the_same_letter_again(server, clock):
    write()
    taken = perform(SYSTEM, letter.take_up)
    await mail.send(
        mail.compose(taken.id, taken.recipient, taken.subject, taken.body, taken.written_at),
        taken.recipient,
    )  # and here the worker dies
    assert await letter.relay() == 0, "the other relays leave it alone for a while"
    clock.advance(minutes=1)

    assert await letter.relay() == 1
    first, second = server.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


async def test_no_lock_is_held_while_a_letter_is_on_its_way(server, monkeypatch):
    write(count=2)
    posted = mail.send

    async def slow(one, recipient):
        perform(SYSTEM, letter.write, ANNA, "Meanwhile", "Words", wait=timedelta(days=1))
        await posted(one, recipient)

    monkeypatch.setattr(mail, "send", slow)

    assert await letter.relay() == 2


async def test_a_late_failure_does_not_undo_what_another_relay_sent(server):
    write()
    first = perform(SYSTEM, letter.take_up)
    perform(SYSTEM, letter.note_sent, first.id)

    perform(SYSTEM, letter.note_failure, first.id, first.tries, "Too late")

    assert (kept().failure, kept().sent_at is not None) == ("", True)


async def test_a_late_failure_does_not_speak_for_the_try_after_it(server, clock):
    write()
    first = perform(SYSTEM, letter.take_up)
    clock.advance(minutes=1)
    perform(SYSTEM, letter.take_up)

    perform(SYSTEM, letter.note_failure, first.id, first.tries, "Too late", final=True)

    assert (kept().failure, kept().given_up_at) == ("", None)


async def test_a_live_clinic_forgets_the_words_once_they_left(server, monkeypatch):
    write()
    monkeypatch.setenv("PORTAL_MODE", "production")
    settings.cache_clear()

    assert await letter.relay() == 1
    assert kept().body == ""
    with pytest.raises(NotAllowed):
        look(SYSTEM, letter.outbox)


async def test_without_a_mail_server_letters_become_private_files(database):
    write()

    assert await letter.relay() == 1
    (file,) = mail.folder().iterdir()
    assert file.name == f"{kept().id}.eml"
    assert file.stat().st_mode & 0o077 == 0
    assert b"Subject: News 0" in file.read_bytes()


async def test_a_folder_that_cannot_be_written_is_a_failure_like_any_other(database):
    mail.folder().touch()
    write()
    await letter.relay()

    assert kept().failure == "The letter could not be handed on (FileExistsError)."


def test_the_outbox_shows_the_latest_first_and_to_nobody_signed_in(world, clock):
    write()
    clock.advance(minutes=1)
    perform(SYSTEM, letter.write, ANNA, "Later", "Words")

    assert [one.subject for one in look(SYSTEM, letter.outbox)] == ["Later", "News 0"]
    with pytest.raises(NotAllowed):
        look(world.admin, letter.outbox)


def test_a_subject_stays_one_line(database):
    perform(SYSTEM, letter.write, ANNA, "News\r\nBcc: somebody@else.test", "Words")

    assert kept().subject == "News Bcc: somebody@else.test"


def test_pauses_grow_and_end_at_six_hours(database):
    assert [letter.pause(n) / timedelta(minutes=1) for n in (1, 2, 3, 9, 60)] == [
        1, 2, 4, 256, 360,
    ]  # fmt: skip
