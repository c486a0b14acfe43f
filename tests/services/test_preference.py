"""How people hear of each kind of news: bell, letter, both; never in no way at all."""

from datetime import timedelta

import pytest
from factories import actor, person, saved
from services.verbs import DECLINE, say
from sqlalchemy import update
from sqlmodel import col

from portal.domain.account import AccountStatus
from portal.domain.errors import Invalid
from portal.domain.notification import MESSAGED, NotificationType
from portal.domain.permission import Role
from portal.infra.db import Clash
from portal.models import AuditEntry, Letter, Notification, NotificationPreference, User
from portal.schemas.preference import Preferences
from portal.services import consultation, letter, message, notification, preference
from portal.services.work import SYSTEM, look, perform


@pytest.fixture
def letters(rows):
    """Return who was written to, by name, in the order of writing."""

    def find():
        return [one.recipient.partition("@")[0] for one in rows(Letter)]

    return find


def choose(who, kind, *, in_portal, by_email):
    """Let somebody choose for one kind."""
    wanted = {"kind": kind, "in_portal": in_portal, "by_email": by_email}
    return perform(who, preference.choose, Preferences.model_validate({"items": [wanted]}))


def tell(who, kind, subject=None):
    """Let the portal tell somebody of something, past all workflows."""
    perform(SYSTEM, notification.tell, kind, subject or who.id, {who.id: "Something happened"})


def test_patients_are_written_to_and_clinicians_are_not_unless_they_choose(world, letters):
    world.accepted()

    assert letters() == ["anna.ash"]


def test_the_letter_says_that_there_is_news_and_never_what(world, rows):
    world.started(symptoms="CANARY-SYMPTOM in my throat")

    for one in rows(Letter):
        assert one.subject == "There is news for you"
        text = one.subject + one.body
        assert [w for w in ("CANARY", "Cedar", "accept", "consultation") if w in text] == []
        assert "http://localhost:3000/patient/notifications" in one.body
        assert one.body.endswith("\n\nHandover\n")


def test_r4_bell_and_letter_are_of_one_transaction_with_the_step(world, rows):
    def lost(work, one):
        consultation.accept(work, one)
        work.session.flush()
        raise RuntimeError("the power went")

    asked = world.request()

    with pytest.raises(RuntimeError):
        perform(world.gp, lost, asked)

    assert rows(Letter) == []
    assert rows(Notification, Notification.recipient_id == world.patient.id) == []


def test_r4_one_letter_for_one_notification_by_constraint(world, rows):
    world.accepted()
    (row,) = rows(Letter)

    with pytest.raises(Clash):
        saved(Letter(recipient="x@x.test", subject="x", body="x",
                     notification_id=row.notification_id))  # fmt: skip


def test_without_the_bell_there_is_a_letter_and_nothing_to_read(world, letters, rows):
    choose(world.patient, "requests", in_portal=False, by_email=True)
    world.accepted()

    assert letters() == ["anna.ash"]
    assert look(world.patient, notification.unread_count).unread == 0
    assert look(world.patient, notification.list_mine).items == []
    assert len(rows(Notification, Notification.recipient_id == world.patient.id)) == 1


def test_without_letters_there_is_the_bell(world, letters):
    choose(world.patient, "requests", in_portal=True, by_email=False)
    world.accepted()

    assert letters() == []
    assert look(world.patient, notification.unread_count).unread == 1


def test_one_choice_leaves_other_kinds_and_other_people_alone(world, letters):
    choose(world.patient, "requests", in_portal=True, by_email=False)
    world.started()

    assert letters() == ["anna.ash"], "that it started is another kind"
    assert all(p.by_email for p in look(world.patient2, preference.mine).items)


def test_a_choice_is_kept_and_can_be_changed_again(world):
    choose(world.gp, "requests", in_portal=True, by_email=True)
    seen = choose(world.gp, "requests", in_portal=False, by_email=True)

    (row,) = [one for one in seen.items if one.kind == "requests"]
    assert (row.in_portal, row.by_email) == (False, True)
    assert look(world.gp, preference.mine) == seen


def test_nobody_can_choose_to_hear_nothing(world):
    with pytest.raises(Invalid) as refused:
        choose(world.patient, "times", in_portal=False, by_email=False)

    assert refused.value.fields == {"times": "Keep at least one way: in the portal or by e-mail."}
    with pytest.raises(Clash):
        saved(NotificationPreference(user_id=world.gp.id, kind="times", in_portal=False,
                                     by_email=False))  # fmt: skip


def test_what_protects_the_account_cannot_be_switched_off(world, rows):
    with pytest.raises(Invalid, match="always stays on"):
        choose(world.gp, "account", in_portal=False, by_email=True)
    saved(NotificationPreference(user_id=world.gp.id, kind="account", in_portal=False,
                                 by_email=True))  # fmt: skip

    tell(world.gp, NotificationType.ACCOUNT_NEW_DEVICE)

    assert look(world.gp, notification.unread_count).unread == 1


def test_nobody_chooses_what_their_role_is_never_told(world):
    with pytest.raises(Invalid, match="not told of this kind"):
        choose(world.patient, "people", in_portal=True, by_email=False)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_choices_in_words(database, role):
    one = person("Somebody Else", role, None)
    saved(one)
    items = look(actor(one), preference.mine).items

    assert items[-1].kind == "account"
    assert items[-1].fixed
    assert all(item.title and item.hint and item.in_portal for item in items)


def test_a_conversation_brings_one_letter_however_many_messages(world, letters, write):
    chat = world.accepted()
    write(update(Letter).values(sent_at=Letter.created_at))
    for _ in range(5):
        perform(world.gp, message.send, chat, say())

    assert letters() == ["anna.ash"] * 2


async def test_the_letter_about_messages_waits_for_its_reader_to_come_by(world, clock, rows):
    chat = world.accepted()
    await letter.relay()
    perform(world.gp, message.send, chat, say())

    clock.advance(minutes=9)
    assert await letter.relay() == 0
    clock.advance(minutes=1)
    assert await letter.relay() == 1


async def test_who_reads_in_time_is_not_written_to(world, clock, rows):
    chat = world.accepted()
    await letter.relay()
    perform(world.gp, message.send, chat, say())
    clock.advance(minutes=5)
    perform(world.patient, message.seen, chat, 1)
    clock.advance(minutes=5)

    assert await letter.relay() == 0
    assert [one for one in rows(Letter) if one.sent_at is None] == []


def test_marking_all_as_read_withdraws_what_has_not_left(world, letters):
    world.accepted()

    perform(world.patient, notification.mark_all_read)

    assert letters() == []


def test_news_of_ones_account_bring_no_second_letter_beside_that_of_their_step(world, letters):
    tell(world.patient, NotificationType.ACCOUNT_PASSWORD_CHANGED)

    assert letters() == []


def test_reading_does_not_hold_back_a_letter_that_is_about_no_notification(world, letters):
    perform(SYSTEM, letter.write, "anna.ash@clinic.example", "Your password was changed", "By you?")
    tell(world.patient, NotificationType.ACCOUNT_PASSWORD_CHANGED)

    perform(world.patient, notification.mark_all_read)

    assert letters() == ["anna.ash"]


def test_a_letter_that_left_stays_in_the_books(world, letters, write):
    world.accepted()
    write(update(Letter).values(sent_at=Letter.created_at))

    perform(world.patient, notification.mark_all_read)

    assert letters() == ["anna.ash"]


def test_a_hidden_unread_message_notification_is_updated_not_repeated(world, rows):
    choose(world.patient, "messages", in_portal=False, by_email=True)
    chat = world.accepted()
    for _ in range(3):
        perform(world.gp, message.send, chat, say())

    (row,) = rows(Notification, Notification.kind == MESSAGED)
    assert (row.times, row.in_portal) == (3, False)


def test_a_suspended_person_is_not_written_to_about_their_care(world, letters, write):
    asked = world.request()
    suspend = update(User).where(col(User.id) == world.patient.id)
    write(suspend.values(status=AccountStatus.SUSPENDED))

    perform(world.lead, consultation.decline, asked, DECLINE)

    assert letters() == []


def test_the_past_of_the_demo_clinic_reaches_nobodys_mailbox(world, letters):
    with letter.withheld():
        world.accepted()
    assert letters() == []

    world.accepted()
    assert letters() == ["anna.ash"]


def test_the_patience_is_a_setting_in_minutes(world, rows, monkeypatch, clock):
    monkeypatch.setattr(
        "portal.services.notification.settings",
        lambda: type("Short", (), {"mail_unread_minutes": 2}),
    )
    chat = world.accepted()
    perform(world.gp, message.send, chat, say())

    waits = {one.next_try_at - clock.now for one in rows(Letter)}
    assert waits == {timedelta(0), timedelta(minutes=2)}


def test_choosing_is_audited_and_wakes_only_ones_own_tabs(world, announced, rows):
    choose(world.gp, "times", in_portal=True, by_email=True)

    (entry,) = rows(AuditEntry, AuditEntry.action == "preference:chosen")
    assert entry.actor_id == world.gp.id
    assert announced.audiences("preference") == {f"user:{world.gp.id}"}
    assert {a.audience for a in announced} == {f"user:{world.gp.id}"}
