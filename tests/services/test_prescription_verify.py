"""What anybody learns of a prescription whose code they hold, and what they do not."""

from datetime import timedelta

import prescriptions
import pytest
from factories import MONDAY, saved

from portal.domain.errors import Forged, Invalid, TooMany
from portal.domain.prescription_word import ClaimStatus, PrescriptionStatus
from portal.schemas.base import parse
from portal.schemas.prescription_verify import Verified, VerifyClaim
from portal.services import prescription_verify
from portal.services.prescription_token import token_of
from portal.services.work import SYSTEM, look
from portal.settings import settings

S = PrescriptionStatus
LATER = {"expires_at": MONDAY + timedelta(days=5)}
HELD = {"claim_status": ClaimStatus.CLAIMED}


def written(world, **facts):
    drug = prescriptions.medicine("amoxicillin")
    saved(drug)
    if "claim_status" in facts:
        facts["pharmacy_id"] = world.pharmacist.organization_id
    row, _ = prescriptions.written(world.patient, world.gp, [drug], **facts)
    return row


def asked(code):
    return look(SYSTEM, prescription_verify.check, VerifyClaim(code=code))


@pytest.mark.parametrize(
    ("facts", "standing", "title", "usable"),
    [
        ({}, "waiting", "Genuine", True),
        (HELD, "pharmacy", "Genuine, and with a pharmacy", True),
        ({"status": S.PARTLY_DISPENSED}, "part", "Genuine, and supplied in part", True),
        ({"status": S.ON_HOLD, "held_at": MONDAY}, "hold", "Genuine, and on hold", True),
        ({"stop_requested_at": MONDAY}, "stopping", "Being stopped", False),
        ({"status": S.DISPENSED}, "dispensed", "Supplied", False),
        ({"status": S.NOT_DISPENSED}, "closed", "Closed", False),
        ({"status": S.CANCELLED, "reason": "Stopped."}, "cancelled", "Cancelled", False),
        ({"status": S.EXPIRED}, "expired", "Expired", False),
    ],
    ids=lambda one: one if isinstance(one, str) and one.islower() else "",
)
def test_s10_it_says_where_a_prescription_stands(world, clock, facts, standing, title, usable):
    said = asked(token_of(written(world, **facts)))

    assert (said.standing, said.title, said.usable) == (standing, title, usable)
    assert said.proof.startswith("The signature in the code is ours")


def test_what_has_run_out_is_expired_before_the_timer_says_so(world, clock):
    token = token_of(written(world, **LATER))

    assert asked(token).standing == "waiting"
    clock.advance(days=5)
    assert asked(token).standing == "expired"


def test_the_printed_code_is_known_however_it_is_typed_and_proves_less(world, clock):
    row = written(world)

    for typed in (row.code, f"{row.code[:4]}-{row.code[4:]}", f" {row.code[:3]} {row.code[3:]} "):
        said = asked(typed.replace("0", "o"))
        assert (said.code, said.item_count) == (f"{row.code[:4]}-{row.code[4:]}", 1)
        assert "proves less than a scan" in said.proof


def test_it_says_nothing_of_the_patient_the_prescriber_and_the_medicines(world, clock):
    row = written(world)

    said = asked(token_of(row)).model_dump_json()

    secret = ("Anna", "Ash", "Cedar", "amoxicillin", "North Practice", str(row.id), "capsule")
    assert [word for word in secret if word in said] == []
    assert set(Verified.model_fields) == {
        "standing", "usable", "title", "sentence", "proof", "code", "signed_at", "signed_words",
        "expires_at", "expires_words", "item_count",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("ZZZZ-ZZZZ", "This code is not ours"),
        ("https://example.org/", "incomplete"),
        ("A" * 161 + "0", "signed with a key that we do not know"),
        ("A" * 200, "altered, or it is not ours"),
    ],
)
def test_s10_what_is_not_ours_is_refused_in_words(world, clock, code, words):
    with pytest.raises(Forged, match=words):
        asked(code)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=2), "16 September 2026"),
        (timedelta(hours=3), "14 September 2026, 13:00 London time"),
        (timedelta(hours=-1), "14 September 2026, 09:00 London time"),
    ],
)
def test_the_last_day_is_said_and_its_hour_only_on_that_day(world, clock, left, said):
    row = written(world, expires_at=MONDAY + left)

    assert asked(row.code).expires_words == said


def test_a_draft_is_not_known_to_anybody(world, clock):
    row = written(world, status=S.DRAFT, code="DRAFT000")

    with pytest.raises(Forged, match="not ours"):
        asked(row.code)


def test_nothing_typed_is_said_beside_the_field():
    with pytest.raises(Invalid) as refused:
        parse(VerifyClaim, {})

    assert refused.value.fields == {"code": "Type the code on the paper, or scan it."}


async def test_one_network_address_cannot_try_codes_without_end(world, clock):
    row = written(world)
    claim = VerifyClaim(code="ZZZZZZZZ")
    for _ in range(settings().verify_tries):
        with pytest.raises(Forged):
            await prescription_verify.ask(claim, "203.0.113.7")

    with pytest.raises(TooMany, match="Wait a minute"):
        await prescription_verify.ask(VerifyClaim(code=row.code), "203.0.113.7")
    assert (await prescription_verify.ask(VerifyClaim(code=row.code), "203.0.113.8")).usable
