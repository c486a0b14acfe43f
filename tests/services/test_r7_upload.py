"""R7: an upload that is interrupted anywhere leaves no row and no orphan, and can be repeated."""

from datetime import timedelta

import buckets
import pytest
import servers
from services.test_attachment import PICTURE, WHY, claim, content, sent, stored

from portal.domain.errors import Invalid, NotFound, StepNotPossible, Unavailable
from portal.infra import clock as portal_clock
from portal.infra import crypto
from portal.infra.storage import PART, Folder, new_name, storage
from portal.models import Attachment, ConsultationMessage
from portal.services import (
    attachment,
    attachment_due,
    attachment_mark,
    attachment_store,
    message,
    timer,
)
from portal.services.work import look, perform


class Killed(BaseException):
    """The process ends here: nothing of it runs any more."""


@pytest.fixture(autouse=True)
def looks_at_once():
    """Let the sweep look in every round."""
    attachment_due.look_again()


@pytest.fixture
def old(monkeypatch):
    """Let everything in the store be more than an hour old."""
    listing = Folder.listing

    def earlier(store):
        return (one._replace(at=one.at - timedelta(days=500)) for one in listing(store))

    monkeypatch.setattr(Folder, "listing", earlier)


def swept():
    attachment_due.look_again()
    timer.run_due()


PLACES = {
    "before it is checked": (attachment_store, "checked"),
    "before it is stored": (attachment_store, "keep"),
    "before its row is written": (attachment, "add"),
    "while its message is written": (message, "append"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("why", [Killed, StepNotPossible, RuntimeError])
def test_r7_wherever_it_stops_nothing_is_left_and_it_can_be_repeated(
    world, rows, old, monkeypatch, place, why
):
    said = claim(world.accepted())
    with monkeypatch.context() as broken:
        broken.setattr(*PLACES[place], lambda *_, **__: (_ for _ in ()).throw(why("stop")))
        with pytest.raises(why):
            attachment_store.receive(world.patient, said, PICTURE)

    swept()
    assert (rows(Attachment), rows(ConsultationMessage), stored()) == ([], [], set())

    view = attachment_store.receive(world.patient, said, PICTURE)
    swept()
    assert content(world.gp, view)
    assert len(stored()) == 2


def test_r7_a_commit_whose_answer_is_lost_is_found_again(world, rows, old, monkeypatch):
    one = world.accepted()
    said = claim(one)
    real = attachment_store.perform

    def lost(*args, **kwargs):
        real(*args, **kwargs)
        raise Unavailable("The line broke.")

    with monkeypatch.context() as broken:
        broken.setattr(attachment_store, "perform", lost)
        with pytest.raises(Unavailable):
            attachment_store.receive(world.patient, said, PICTURE)
    swept()

    view = attachment_store.receive(world.patient, said, PICTURE)
    assert content(world.gp, view)
    assert (len(rows(Attachment)), len(stored())) == (1, 2)


def test_r7_a_refusal_deletes_at_once(world):
    one = world.accepted()

    with pytest.raises(Invalid):
        sent(world.patient, one, not_intimate=False)
    assert stored() == set()


def test_r7_a_thumbnail_that_cannot_be_stored_takes_the_picture_with_it(world, monkeypatch):
    one, put, seen = world.accepted(), Folder.put, []

    def second_fails(store, name, data):
        seen.append(name)
        if len(seen) == 2:
            raise Unavailable("The disk is full.")
        put(store, name, data)

    monkeypatch.setattr(Folder, "put", second_fails)
    with pytest.raises(Unavailable):
        sent(world.patient, one)
    assert stored() == set()


def test_r7_the_sweep_leaves_what_has_a_row_and_what_is_young(world, monkeypatch):
    view = sent(world.patient, world.accepted())
    storage().put(new_name(), b"about to get its row")

    swept()

    assert len(stored()) == 3
    assert content(world.gp, view)


def test_r7_the_sweep_takes_what_is_old_without_a_row_and_half_written(world, old):
    view = sent(world.patient, world.accepted())
    kept = stored()
    lost = new_name()
    storage().put(lost, b"nobody's")
    half = new_name()
    storage().put(half, b"half")
    whole = storage().root / half[:2] / half
    whole.rename(whole.with_suffix(PART))

    swept()

    assert stored() == kept
    assert content(world.gp, view)


def test_r7_a_removal_that_dies_before_the_store_is_swept_later(world, old, monkeypatch):
    view = sent(world.patient, world.accepted())
    with monkeypatch.context() as dying:
        dying.setattr(Folder, "delete", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            perform(world.gp, attachment_mark.remove, view.id, WHY)
    assert len(stored()) == 2

    swept()
    assert stored() == set()
    with pytest.raises(NotFound):
        content(world.patient, view)


def test_files_of_a_request_that_is_never_sent_go_after_a_day(world, rows, clock):
    sent(world.patient)
    clock.advance(hours=23)
    swept()
    assert len(stored()) == 2

    clock.advance(hours=2)
    swept()
    assert (rows(Attachment), stored()) == ([], set())


def test_files_that_went_with_a_request_stay(world, clock):
    view = sent(world.patient)
    world.request(attachments=[view.id])

    clock.advance(days=3)
    swept()

    assert content(world.patient, view)


def test_a_file_that_was_changed_in_the_store_is_not_shown(world):
    view = sent(world.patient, world.accepted())
    for path in storage().root.glob("*/*"):
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)

    with pytest.raises(Unavailable, match="changed in the store"):
        content(world.gp, view)


def test_what_lies_at_rest_is_neither_picture_nor_name(world):
    sent(world.patient, world.accepted(), name="letter-of-anna.jpg")

    for path in storage().root.glob("*/*"):
        data = path.read_bytes()
        assert b"JFIF" not in data
        assert b"anna" not in data
        assert "anna" not in str(path.name)


def test_keys_are_wrapped_anew_by_themselves_and_the_old_master_key_can_go(
    world, rows, database, tmp_path
):
    from infra.test_crypto import master  # noqa: PLC0415 - only here

    old_key, new_key = master("2026-01"), master("2026-09")
    with servers.bound(database, tmp_path, FILE_KEYS=old_key):
        view = sent(world.patient, world.accepted())
        swept()
        assert {a.key_id for a in rows(Attachment)} == {"2026-01"}
    with servers.bound(database, tmp_path, FILE_KEYS=f"{new_key},{old_key}"):
        swept()
        assert {a.key_id for a in rows(Attachment)} == {"2026-09"}
    with servers.bound(database, tmp_path, FILE_KEYS=new_key):
        assert content(world.gp, view)
        assert crypto.current() == "2026-09"


def test_everything_holds_in_a_bucket_too(world, rows, database, tmp_path, monkeypatch):
    with buckets.bucket() as options, servers.bound(database, tmp_path, **options):
        view = sent(world.patient, world.accepted())
        storage().put(new_name(), b"nobody's")
        real = portal_clock.now
        monkeypatch.setattr(portal_clock, "now", lambda: real() + timedelta(hours=2))
        attachment_due.look_again()
        lost = look(world.admin, attachment_due.orphans, real(), 100)
        assert len(lost) == 1
        for one in lost:
            perform(world.admin, attachment_due.sweep, one)

        assert len(stored()) == 2
        assert content(world.gp, view)
        perform(world.gp, attachment_mark.remove, view.id, WHY)
        assert stored() == set()
    assert not list((tmp_path / "files").glob("*/*"))
