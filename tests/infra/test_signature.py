"""The keys that sign paper: named, replaced, and never mistaken for one another."""

import base64
import os

import pytest
import servers
from pydantic import ValidationError

from portal.infra import signature
from portal.infra.signature import DERIVED, UnknownKey
from portal.settings import Settings

WORDS = b"what is signed"


def key(name):
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"


def test_without_keys_one_is_derived_from_the_secret(tmp_path):
    with servers.bound("", tmp_path, SIGNING_KEYS="", SECRET_KEY="a" * 40):
        first = signature.sign(WORDS, signature.current())
        assert signature.current() == DERIVED
    with servers.bound("", tmp_path, SIGNING_KEYS="", SECRET_KEY="b" * 40):
        assert not signature.verify(WORDS, first, DERIVED)
    with servers.bound("", tmp_path, SIGNING_KEYS="", SECRET_KEY="a" * 40):
        assert signature.verify(WORDS, first, DERIVED)


def test_the_first_key_signs_and_the_others_still_verify(tmp_path):
    old, new = key("old"), key("new")
    with servers.bound("", tmp_path, SIGNING_KEYS=old):
        before = signature.sign(WORDS, signature.current())

    with servers.bound("", tmp_path, SIGNING_KEYS=f"{new},{old}"):
        assert signature.current() == "new"
        assert signature.verify(WORDS, before, "old")
        assert not signature.verify(WORDS, before, "new")


def test_a_key_that_was_taken_out_is_unknown(tmp_path):
    with servers.bound("", tmp_path, SIGNING_KEYS=key("old")):
        before = signature.sign(WORDS, "old")

    with servers.bound("", tmp_path, SIGNING_KEYS=key("new")):
        with pytest.raises(UnknownKey, match="not among SIGNING_KEYS"):
            signature.verify(WORDS, before, "old")
        with pytest.raises(UnknownKey):
            signature.sign(WORDS, "old")


def test_the_same_name_for_another_key_proves_nothing(tmp_path):
    with servers.bound("", tmp_path, SIGNING_KEYS=key("one")):
        before = signature.sign(WORDS, "one")

    with servers.bound("", tmp_path, SIGNING_KEYS=key("one")):
        assert not signature.verify(WORDS, before, "one")


def test_the_name_of_a_key_fits_into_the_code(home):
    with pytest.raises(ValidationError):
        Settings(signing_keys=key("ninechars"))
    with pytest.raises(ValidationError):
        Settings(signing_keys=key("schlüsse"))

    assert list(Settings(signing_keys=key("k-2026-1")).signing_ring) == ["k-2026-1"]
