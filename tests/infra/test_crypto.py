"""Files at rest: nothing can be read, nothing can be changed unseen, keys can be replaced."""

import base64
import os

import pytest
import servers
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from portal.infra.crypto import DERIVED, FileKey, Tampered
from portal.settings import Mode, Settings

WORDS = b"A letter about Anna Ash. " * 40


def master(name):
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"


def test_what_lies_in_the_store_says_nothing(home):
    key = FileKey.fresh()

    sealed = key.seal(WORDS, "a")

    assert b"Anna" not in sealed
    assert key.key not in base64.b64decode(key.wrapped)
    assert FileKey.unwrap(key.key_id, key.wrapped).open(sealed, "a") == WORDS


def test_the_same_content_never_looks_the_same(home):
    key = FileKey.fresh()

    assert key.seal(WORDS, "a") != key.seal(WORDS, "a")
    assert FileKey.fresh().key != key.key


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    with servers.bound("", tmp_path_factory.mktemp("keys")):
        key = FileKey.fresh()
        yield key, key.seal(WORDS, "a")


@given(at=st.integers(min_value=0, max_value=len(WORDS) + 27), bit=st.integers(0, 7))
def test_any_flipped_bit_is_refused(sealed, at, bit):
    key, content = sealed
    changed = bytearray(content)
    changed[at] ^= 1 << bit

    with pytest.raises(Tampered):
        key.open(bytes(changed), "a")


def test_content_under_another_name_or_cut_short_is_refused(sealed):
    key, content = sealed

    for wrong, name in ((content, "b"), (content[:-1], "a"), (content[:5], "a"), (b"", "a")):
        with pytest.raises(Tampered):
            key.open(wrong, name)


def test_a_new_master_key_wraps_new_files_and_the_old_one_still_opens_old_ones(tmp_path):
    old, new = master("2026-01"), master("2026-09")
    with servers.bound("", tmp_path, FILE_KEYS=old):
        before = FileKey.fresh()
        assert before.key_id == "2026-01"
    with servers.bound("", tmp_path, FILE_KEYS=f"{new}, {old}"):
        assert FileKey.fresh().key_id == "2026-09"
        again = FileKey.wrap(FileKey.unwrap(before.key_id, before.wrapped).key)
    with servers.bound("", tmp_path, FILE_KEYS=new):
        assert FileKey.unwrap(again.key_id, again.wrapped).key == before.key
        with pytest.raises(Tampered, match="FILE_KEYS"):
            FileKey.unwrap(before.key_id, before.wrapped)


def test_another_master_key_of_the_same_name_opens_nothing(tmp_path):
    with servers.bound("", tmp_path, FILE_KEYS=master("k")):
        before = FileKey.fresh()
    with servers.bound("", tmp_path, FILE_KEYS=master("k")), pytest.raises(Tampered):
        FileKey.unwrap(before.key_id, before.wrapped)


def test_without_keys_one_is_derived_from_the_secret_key(tmp_path):
    with servers.bound("", tmp_path, SECRET_KEY="s" * 40):
        key = FileKey.fresh()
        assert key.key_id == DERIVED
    with servers.bound("", tmp_path, SECRET_KEY="t" * 40), pytest.raises(Tampered):
        FileKey.unwrap(key.key_id, key.wrapped)


def test_production_refuses_to_start_without_a_key_of_its_own():
    said = Settings(portal_mode=Mode.PRODUCTION).dangers()
    assert any("FILE_KEYS" in one for one in said)
    assert not any("FILE_KEYS" in one for one in Settings(file_keys=master("k")).dangers())


@pytest.mark.parametrize("wrong", ["x", "k:short", f"{master('k')},{master('k')}", ":", "k:***"])
def test_keys_that_could_not_be_used_later_are_refused_at_once(wrong):
    with pytest.raises(ValidationError, match="FILE_KEYS"):
        Settings(file_keys=wrong)
