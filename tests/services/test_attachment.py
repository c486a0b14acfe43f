"""Files are sent, read, marked and removed by whom they concern, and by nobody else."""

from uuid import UUID, uuid4

import files
import pytest

from portal.domain.attachment import Purpose
from portal.domain.errors import Invalid, NoRoom, NotAllowed, NotFound, StepNotPossible
from portal.infra.storage import storage
from portal.models import Attachment, AuditEntry, ConsultationMessage, Notification
from portal.schemas.attachment import AttachmentUpload, Removal, Sensitive, Viewer
from portal.services import (
    attachment,
    attachment_mark,
    attachment_store,
    consultation,
    message,
    record,
)
from portal.services.work import look, perform
from portal.settings import settings

PICTURE = files.picture()
PDF = files.document()
WHY = Removal(reason="It shows somebody else.")


def claim(consultation_id=None, **facts):
    """A file for a conversation, or for what `purpose` says."""
    purpose = Purpose.CHAT if consultation_id else Purpose.REQUEST
    said = {"purpose": purpose, "client_id": uuid4(), "not_intimate": True, "name": "arm.jpg"}
    return AttachmentUpload.model_validate({**said, "consultation": consultation_id, **facts})


def sent(who, consultation_id=None, data=PICTURE, **facts):
    """Send a file and return how the sender sees it."""
    return attachment_store.receive(who, claim(consultation_id, **facts), data)


def stored():
    """The names of all that lies in the store."""
    return {one.name for one in storage().listing()}


def content(who, view, **which):
    return attachment_store.content(who, view.id, **which).data


def test_a_picture_appears_as_a_message_with_its_caption(world):
    one = world.accepted()

    sent(world.patient, one, caption="The rash since Monday")

    (shown,) = look(world.gp, message.after, one).items
    assert (shown.body, shown.mine) == ("The rash since Monday", False)
    assert [(f.name, f.width, f.height) for f in shown.attachments] == [("arm.jpg", 640, 480)]


def test_without_a_caption_the_message_says_the_name(world):
    one = world.accepted()

    sent(world.patient, one, PDF, name="Letter of Dr Oak.pdf")

    assert look(world.gp, message.after, one).items[0].body == "Letter of Dr Oak.pdf"


def test_the_other_side_is_notified_and_every_screen_reads_again(world, rows, announced):
    one = world.accepted()

    sent(world.patient, one)

    kinds = [n.kind for n in rows(Notification) if n.recipient_id == world.gp.id]
    assert "consultation:messaged" in kinds
    assert f"user:{world.gp.id}" in announced.audiences("message")
    assert f"user:{world.patient.id}" in announced.audiences("attachment")


def test_both_open_it_and_its_thumbnail_is_smaller(world):
    view = sent(world.patient, world.accepted(), files.picture(size=(1600, 1200)))

    assert content(world.gp, view) == content(world.patient, view)
    assert len(content(world.gp, view, thumbnail=True)) < len(content(world.gp, view))


def test_a_clinicians_reading_is_audited_once_in_15_minutes_and_the_patients_own_is_not(
    world, rows, clock
):
    view = sent(world.patient, world.accepted())

    for minutes in (0, 1, 15):
        clock.advance(minutes=minutes)
        content(world.gp, view)
        content(world.patient, view)

    read = [e for e in rows(AuditEntry) if e.action == "attachment:read"]
    assert [(e.actor_id, e.patient_id) for e in read] == [(world.gp.id, world.patient.id)] * 2


def test_s11_a_thumbnail_that_is_asked_for_alone_is_audited_as_a_reading(world, rows):
    view = sent(world.patient, world.accepted())

    content(world.gp, view, thumbnail=True)

    assert [e.actor_id for e in rows(AuditEntry) if e.action == "attachment:read"] == [world.gp.id]


def test_s11_the_thumbnails_of_an_opened_consultation_are_part_of_reading_it(world, rows):
    one = world.accepted()
    view = sent(world.patient, one)
    perform(world.gp, consultation.open_record, one)

    content(world.gp, view, thumbnail=True)

    assert [e for e in rows(AuditEntry) if e.action == "attachment:read"] == []


def test_a_patient_confirms_that_a_picture_is_not_intimate(world, rows):
    one = world.accepted()

    with pytest.raises(Invalid, match="intimate"):
        sent(world.patient, one, not_intimate=False)

    assert (rows(Attachment), rows(ConsultationMessage), stored()) == ([], [], set())


def test_a_clinician_and_a_pdf_need_no_such_word(world):
    one = world.accepted()

    assert sent(world.gp, one, not_intimate=False).is_picture
    assert not sent(world.patient, one, PDF, not_intimate=False).is_picture


def test_sending_it_again_changes_nothing(world, rows):
    one = world.accepted()
    said = claim(one)
    first = attachment_store.receive(world.patient, said, PICTURE)
    before = stored()

    assert attachment_store.receive(world.patient, said, PICTURE) == first
    assert (len(rows(Attachment)), len(rows(ConsultationMessage))) == (1, 1)
    assert stored() == before


def test_two_at_once_with_one_client_id_are_one_file(world, at_once, rows):
    one = world.accepted()
    said = claim(one)

    answers = at_once([lambda: attachment_store.receive(world.patient, said, PICTURE)] * 4)

    assert len({a.id for a in answers}) == 1
    assert len(rows(Attachment)) == 1
    assert len(stored()) == 2


def test_nobody_writes_a_file_into_a_closed_conversation(world, rows):
    waiting, over = world.request(), world.accepted()
    perform(world.patient, consultation.cancel, over, files.CANCEL)

    with pytest.raises(StepNotPossible):
        sent(world.patient, waiting)
    with pytest.raises(StepNotPossible):
        sent(world.patient, over)
    assert (rows(Attachment), stored()) == ([], set())


def test_files_go_along_with_a_request_and_the_pool_sees_them(world):
    first, second = sent(world.patient), sent(world.patient, data=PDF, name="letter.pdf")

    one = world.request(attachments=[first.id, second.id])

    shown = look(world.gp2, consultation.get, one).attachments
    assert [f.name for f in shown] == ["arm.jpg", "letter.pdf"]
    assert content(world.gp2, first)


def test_before_the_request_is_sent_nobody_else_knows_of_its_files(world):
    world.accepted()  # the GP may open this patient's record
    view = sent(world.patient)

    for who in (world.gp, world.lead, world.patient2, world.admin):
        with pytest.raises((NotFound, NotAllowed)):
            content(who, view)


def test_a_request_takes_its_own_senders_unsent_files_only(world):
    mine = sent(world.patient)
    theirs, chatted = sent(world.patient2), sent(world.patient, world.accepted())
    world.request(attachments=[mine.id])

    for other in (mine.id, theirs.id, chatted.id, str(uuid4())):
        with pytest.raises(Invalid) as refused:
            world.request(attachments=[other])
        assert "attachments" in refused.value.fields


def test_what_is_not_sent_can_be_taken_back_and_leaves_nothing(world, rows):
    view = sent(world.patient)

    perform(world.patient, attachment_mark.withdraw, view.id)

    assert (rows(Attachment), stored()) == ([], set())


def test_s2_everybody_else_finds_nothing(world):
    view = sent(world.patient, world.accepted())

    for who in (world.patient2, world.other_patient, world.other_gp):
        for verb in (
            attachment.get,
            attachment.opened,
            attachment_mark.withdraw,
            lambda w, i: attachment.opened(w, i, only_thumbnail=True),
            lambda w, i: attachment_mark.remove(w, i, WHY),
            lambda w, i: attachment_mark.mark(w, i, Sensitive(sensitive=True)),
            lambda w, i: attachment_mark.name_viewer(w, i, Viewer(person=w.actor.id)),
        ):
            with pytest.raises(NotFound):
                perform(who, verb, view.id)


def test_s2_an_administrator_opens_no_patients_file(world):
    view = sent(world.patient, world.accepted())

    with pytest.raises(NotFound):
        content(world.admin, view)


def test_s2_another_consultations_id_gives_no_way_in(world):
    sent(world.patient, world.accepted())
    theirs = world.request(by=world.other_patient)

    with pytest.raises(NotFound):
        sent(world.patient, theirs)
    with pytest.raises(NotFound):
        look(world.patient, attachment.of_consultation, theirs)


def test_s2_the_record_of_a_stranger_is_closed(world):
    sent(world.patient, world.accepted())

    assert look(world.gp, attachment.of_patient, world.patient.id).total == 1
    assert look(world.patient, attachment.of_patient, world.patient.id).total == 1
    for who in (world.other_gp, world.patient2):
        with pytest.raises(NotFound):
            look(who, attachment.of_patient, world.patient.id)


def test_what_is_not_sent_yet_is_in_no_record(world):
    world.accepted()
    view = sent(world.patient)

    assert look(world.gp, attachment.of_patient, world.patient.id).total == 0
    assert look(world.gp, record.at_a_glance, world.patient.id).documents == []
    world.request(attachments=[view.id])
    assert [d.name for d in look(world.gp, record.at_a_glance, world.patient.id).documents] == [
        "arm.jpg"
    ]


def test_a_clinician_puts_a_letter_into_the_record_of_a_patient_in_care(world):
    world.accepted()

    view = sent(world.gp, None, PDF, purpose="record", record=world.patient.id)

    assert content(world.patient, view)
    with pytest.raises(NotFound):
        sent(world.gp, None, PDF, purpose="record", record=world.other_patient.id)


def test_a_sensitive_picture_opens_for_its_patient_the_marker_and_who_was_named(world):
    view = sent(world.patient, world.accepted())
    perform(world.gp, attachment_mark.mark, view.id, Sensitive(sensitive=True))

    for who in (world.patient, world.gp):
        assert content(who, view, thumbnail=True)
    with pytest.raises(NotFound):
        content(world.gp2, view)


def test_the_next_clinician_sees_a_placeholder_until_the_patient_lets_them(world, rows):
    one = world.accepted()
    view = sent(world.patient, one)
    perform(world.gp, attachment_mark.mark, view.id, Sensitive(sensitive=True))
    perform(world.gp2, consultation.accept, world.request())

    seen = look(world.gp2, attachment.get, view.id)
    assert (seen.locked, "Dr Carol Cedar" in seen.notice) == (True, True)
    for which in (False, True):
        with pytest.raises(NotAllowed, match="sensitive"):
            content(world.gp2, view, thumbnail=which)
    with pytest.raises(NotAllowed):
        perform(world.gp2, attachment_mark.name_viewer, view.id, Viewer(person=world.gp2.id))

    perform(world.patient, attachment_mark.name_viewer, view.id, Viewer(person=world.gp2.id))
    assert content(world.gp2, view)
    assert "attachment:shown_to" in {e.action for e in rows(AuditEntry)}


def test_only_clinicians_of_the_patients_places_can_be_named(world):
    view = sent(world.patient, world.accepted())
    perform(world.gp, attachment_mark.mark, view.id, Sensitive(sensitive=True))

    names = {c.name for c in look(world.gp, attachment_mark.candidates, view.id)}
    assert names == {"Dr David Dogwood", "Dr Lena Lime"}
    for stranger in (world.other_gp, world.patient2, world.admin):
        with pytest.raises(Invalid):
            perform(world.gp, attachment_mark.name_viewer, view.id, Viewer(person=stranger.id))


def test_a_patient_marks_nothing_and_only_the_marker_unmarks(world):
    one = world.accepted()
    view = sent(world.patient, one)

    with pytest.raises(NotAllowed):
        perform(world.patient, attachment_mark.mark, view.id, Sensitive(sensitive=True))
    perform(world.gp, attachment_mark.mark, view.id, Sensitive(sensitive=True))
    with pytest.raises(NotAllowed):
        perform(world.patient, attachment_mark.mark, view.id, Sensitive(sensitive=False))
    assert not perform(
        world.gp, attachment_mark.mark, view.id, Sensitive(sensitive=False)
    ).sensitive


def test_a_removed_file_is_gone_from_the_store_and_its_row_says_why(world, one):
    where = world.accepted()
    view = sent(world.patient, where)

    perform(world.gp, attachment_mark.remove, view.id, WHY)

    assert stored() == set()
    row = one(Attachment, UUID(view.id))
    assert (row.removed_by, row.removed_reason) == (world.gp.id, WHY.reason)
    (shown,) = look(world.patient, message.after, where).items
    assert shown.attachments[0].notice == f"Removed by Dr Carol Cedar: {WHY.reason}"
    with pytest.raises(NotFound, match="Removed by"):
        content(world.patient, view)


def test_a_patient_does_not_remove_what_was_sent(world):
    view = sent(world.patient, world.accepted())

    with pytest.raises(NotAllowed):
        perform(world.patient, attachment_mark.remove, view.id, WHY)
    with pytest.raises(StepNotPossible):
        perform(world.patient, attachment_mark.withdraw, view.id)


def test_a_consultation_and_a_person_have_room_for_so_many_files(world, monkeypatch):
    one = world.accepted()
    monkeypatch.setitem(vars(settings()), "files_per_consultation", 1)
    sent(world.patient, one)

    with pytest.raises(NoRoom):
        sent(world.gp, one)
    monkeypatch.setitem(vars(settings()), "person_daily_files", 1)
    with pytest.raises(NoRoom, match="tomorrow"):
        sent(world.patient)


def test_a_professionals_licence_is_for_them_and_the_administrator(world):
    view = sent(world.gp, None, PDF, purpose="licence", name="licence.pdf")

    assert content(world.admin, view)
    assert look(world.admin, attachment.licences, world.gp.id).total == 1
    for who in (world.gp2, world.patient):
        with pytest.raises(NotFound):
            content(who, view)
    with pytest.raises(NotAllowed):
        sent(world.patient, None, PDF, purpose="licence")
