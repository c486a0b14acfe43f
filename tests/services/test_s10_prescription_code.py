"""S10: the code on a prescription. What was altered, replaced or is over is refused in words."""

import base64
import os
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import servers
from factories import saved
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from portal.domain.errors import Forged, StepNotPossible, Unavailable
from portal.domain.prescription_word import PrescriptionStatus
from portal.infra import signature
from portal.infra.db import transaction
from portal.models import Prescription
from portal.services import prescription_token
from portal.services.prescription_token import ALPHABET, LENGTH, fresh_nonce, token_of, verify
from portal.services.work import Work

S = PrescriptionStatus
ENDS = datetime(2027, 3, 14, 9, 0, 30, tzinfo=UTC)


def row(**facts):
    return Prescription(
        id=uuid4(),
        patient_id=facts.pop("patient_id", uuid4()),
        prescriber_id=facts.pop("prescriber_id", uuid4()),
        practice_id=facts.pop("practice_id", uuid4()),
        **{
            "status": S.ACTIVE,
            "status_since": ENDS - timedelta(days=100),
            "code": "7QK4M2XD",
            "nonce": fresh_nonce(),
            "key_id": signature.current(),
            "signed_at": ENDS - timedelta(days=183),
            "expires_at": ENDS,
            **facts,
        },
    )


def signed(world, **facts):
    """A prescription that is in the database."""
    one = row(
        patient_id=world.patient.id, prescriber_id=world.gp.id, practice_id=world.north, **facts
    )
    code, reason = one.id.hex[:8].upper(), "Stopped." if one.status is S.CANCELLED else ""
    one.code, one.reason = code, reason
    saved(one)
    with transaction(write=False) as session:
        return session.get_one(Prescription, one.id)


def match(world, token):
    with transaction(write=False) as session:
        return prescription_token.match(Work(session, world.pharmacist), verify(token))


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A genuine code, under a derived key."""
    with servers.bound("", tmp_path_factory.mktemp("code")):
        yield row()


def key(name):
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"


def test_s10_a_code_says_which_prescription_until_when_and_nothing_else(printed):
    said = verify(token_of(printed))

    assert (said.prescription_id, said.nonce, said.key_id) == (printed.id, printed.nonce, "derived")
    assert said.expires_at == ENDS.replace(second=0)
    assert set(vars(said)) == {"prescription_id", "nonce", "expires_at", "key_id"}


def test_s10_a_code_is_short_and_of_capitals_and_figures_only(printed):
    token = token_of(printed)

    assert len(token) == LENGTH <= 180
    assert token.isalnum()
    assert token.isascii()
    assert token == token.upper()
    assert token == token_of(printed)


@pytest.mark.parametrize(
    "typed",
    [
        str.lower,
        str.swapcase,
        lambda t: f" {t}\r\n",
        lambda t: f"{t[:80]}\n{t[80:]}",
    ],
    ids=["small", "capitals lock", "blanks", "lines"],
)
def test_s10_scanners_that_type_badly_are_understood(printed, typed):
    assert verify(typed(token_of(printed))).prescription_id == printed.id


def test_s10_every_character_that_is_changed_is_refused(printed):
    token = token_of(printed)

    for at in range(LENGTH):
        for letter in ALPHABET.replace(token[at], ""):
            with pytest.raises(Forged):
                verify(token[:at] + letter + token[at + 1 :])


def test_s10_every_bit_that_is_flipped_is_refused(printed):
    data = prescription_token._read(token_of(printed))

    for at in range(len(data) * 8):
        changed = bytearray(data)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(Forged):
            verify(prescription_token._spelt(bytes(changed)))


def test_s10_every_byte_that_is_missing_or_swapped_with_its_neighbour_is_refused(printed):
    token = token_of(printed)

    for at in range(LENGTH):
        with pytest.raises(Forged, match="incomplete"):
            verify(token[:at] + token[at + 1 :])
        swapped = token[:at] + token[at : at + 2][::-1] + token[at + 2 :]
        if swapped != token:
            with pytest.raises(Forged):
                verify(swapped)


@given(noise=st.text(max_size=400))
def test_s10_no_text_crashes_it_or_passes(printed, noise):
    for text in (noise, token_of(printed) + noise.strip() + "X"):
        with pytest.raises(Forged):
            verify(text)


@given(data=st.binary(min_size=prescription_token.SIZE, max_size=prescription_token.SIZE))
def test_s10_no_bytes_pass(printed, data):
    with pytest.raises(Forged):
        verify(prescription_token._spelt(data))


@given(data=st.binary(min_size=prescription_token.SIZE, max_size=prescription_token.SIZE))
def test_s10_bytes_have_one_spelling(data):
    spelt = prescription_token._spelt(data)

    assert prescription_token._read(spelt) == data
    assert len(spelt) == LENGTH


def test_s10_the_signature_of_another_prescription_proves_nothing(printed):
    one, other = (prescription_token._read(token_of(r)) for r in (printed, row()))
    cut = prescription_token.PARTS.size

    with pytest.raises(Forged, match="altered, or it is not ours"):
        verify(prescription_token._spelt(one[:cut] + other[cut:]))


def test_s10_a_key_of_somebody_else_proves_nothing(tmp_path):
    with servers.bound("", tmp_path, SIGNING_KEYS=key("main")):
        theirs = token_of(row())

    with servers.bound("", tmp_path, SIGNING_KEYS=key("main")), pytest.raises(Forged) as refused:
        verify(theirs)
    assert refused.value.message == "This code was altered, or it is not ours."


def test_s10_old_paper_stays_genuine_until_its_key_is_taken_out(tmp_path):
    old, new = key("old"), key("new")
    with servers.bound("", tmp_path, SIGNING_KEYS=old):
        paper = row()
        token = token_of(paper)

    with servers.bound("", tmp_path, SIGNING_KEYS=f"{new},{old}"):
        assert verify(token).prescription_id == paper.id
        assert token_of(paper) == token
        assert verify(token_of(row())).key_id == "new"
    with servers.bound("", tmp_path, SIGNING_KEYS=new):
        with pytest.raises(Forged, match="signed with a key that we do not know"):
            verify(token)
        with pytest.raises(Unavailable, match="not kept here any more"):
            token_of(paper)


def test_s10_a_draft_has_no_code(home):
    with pytest.raises(StepNotPossible, match="once the prescription is signed"):
        token_of(row(status=S.DRAFT))


def test_s10_the_record_knows_its_code(world):
    one = signed(world)

    assert match(world, token_of(one)).id == one.id


def test_s10_a_genuine_code_of_no_prescription_is_not_ours(world):
    with pytest.raises(Forged, match="not ours"):
        match(world, token_of(row()))


@pytest.mark.parametrize(
    "newer",
    [{"nonce": "00" * 8}, {"expires_at": ENDS + timedelta(minutes=1)}, {"key_id": "later"}],
    ids=lambda change: next(iter(change)),
)
def test_s10_a_photograph_of_an_older_code_is_refused(world, newer):
    one = signed(world)
    old = token_of(one)
    with transaction(write=True) as session:
        session.exec(update(Prescription).where(Prescription.id == one.id).values(**newer))
        session.commit()

    with pytest.raises(Forged, match="replaced by a newer one"):
        match(world, old)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (S.CANCELLED, "was cancelled on 4 December 2026"),
        (S.EXPIRED, "expired on 14 March 2027"),
        (S.DISPENSED, "supplied in full on 4 December 2026"),
        (S.NOT_DISPENSED, "closed without a supply"),
    ],
)
def test_s10_what_is_over_is_said_in_words(world, status, words):
    found = match(world, token_of(signed(world, status=status)))

    with pytest.raises(StepNotPossible, match=words):
        prescription_token.refuse_spent(found, ENDS - timedelta(days=1))


def test_s10_what_has_run_out_is_refused_before_the_timer_says_so(world):
    found = match(world, token_of(signed(world)))

    prescription_token.refuse_spent(found, ENDS - timedelta(seconds=1))
    with pytest.raises(StepNotPossible, match="expired on 14 March 2027"):
        prescription_token.refuse_spent(found, ENDS)
