"""The store: whole or not at all, for the portal's own user alone, in a folder or a bucket."""

import os
import stat
from datetime import timedelta

import buckets
import pytest
import servers

from portal.domain.errors import Unavailable
from portal.infra import clock
from portal.infra.storage import Bucket, Folder, Missing, new_name, storage


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    """Each kind of store, empty."""
    if request.param == "folder":
        with servers.bound("", tmp_path):
            yield storage()
        return
    with buckets.bucket() as options, servers.bound("", tmp_path, **options):
        yield storage()


def test_what_is_put_is_there_and_can_be_forgotten(store):
    name = new_name()
    store.put(name, b"content")

    assert (store.get(name), store.exists(name)) == (b"content", True)
    assert [one.name for one in store.listing()] == [name]
    store.delete(name)
    store.delete(name)
    assert (store.exists(name), list(store.listing())) == (False, [])
    with pytest.raises(Missing):
        store.get(name)


def test_everything_is_listed_with_its_time(store):
    names = {new_name() for _ in range(30)}
    for name in names:
        store.put(name, b"x")

    listed = list(store.listing())
    assert {one.name for one in listed} == names
    assert all(abs(one.at - clock.now()) < timedelta(minutes=5) for one in listed)


def test_large_content_comes_back_as_it_was(store):
    content, name = os.urandom(12 * 1024 * 1024), new_name()

    store.put(name, content)

    assert store.get(name) == content


def test_the_settings_choose_the_store(tmp_path):
    with servers.bound("", tmp_path):
        assert isinstance(storage(), Folder)
    with servers.bound("", tmp_path, S3_BUCKET="x", S3_ENDPOINT="http://127.0.0.1:9"):
        assert isinstance(storage(), Bucket)


@pytest.fixture
def folder(home):
    return Folder(home / "files")


def test_only_the_portals_own_user_may_read_the_folder(folder):
    folder.put(new_name(), b"x")

    modes = {stat.S_IMODE(p.stat().st_mode) for p in folder.root.rglob("*") if p.is_dir()}
    assert modes | {stat.S_IMODE(folder.root.stat().st_mode)} == {0o700}
    assert {stat.S_IMODE(p.stat().st_mode) for p in folder.root.rglob("*") if p.is_file()} == {
        0o600
    }


@pytest.mark.parametrize("name", ["../portal.db", "x", "", "a" * 32 + "/b", "A" * 32, "..%2f.."])
def test_no_other_name_leads_anywhere(folder, name):
    for verb in (folder.get, folder.delete, folder.exists, lambda n: folder.put(n, b"x")):
        with pytest.raises(Missing):
            verb(name)


def test_r7_a_write_that_fails_leaves_nothing(folder, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError("no space left")))

    with pytest.raises(Unavailable):
        folder.put(new_name(), b"x" * 100)
    assert list(folder.listing()) == []


def test_r7_what_was_left_half_written_is_listed_so_that_it_can_be_swept(folder):
    whole = new_name()
    folder.put(whole, b"x")
    half = folder.root / whole[:2] / f"{new_name()}.part"
    half.write_bytes(b"hal")

    assert {one.name for one in folder.listing()} == {whole, half.name}


def test_a_bucket_that_is_away_is_a_sentence(tmp_path):
    away = {"S3_BUCKET": "x", "S3_ENDPOINT": "http://127.0.0.1:9", "S3_KEY": "k", "S3_SECRET": "s"}
    with servers.bound("", tmp_path, **away):
        for verb in (storage().get, storage().exists, lambda n: storage().put(n, b"x")):
            with pytest.raises(Unavailable, match="cannot be reached"):
                verb(new_name())
