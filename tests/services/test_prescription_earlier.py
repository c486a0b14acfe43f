"""The next supply of a medicine that is taken already, and one more than that."""

from datetime import timedelta

import prescribing
import prescriptions
import pytest
from dispensing import CHECKED, KNOWN, WHY, lines
from factories import saved

from portal.domain.prescription_word import WarningKind, WarningSeverity
from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import Prescription
from portal.schemas.prescription_draft import DraftItem
from portal.services import dispense_hand, dispense_supply, prescription_draft
from portal.services.work import look, perform

S = WarningSeverity.SERIOUS
TAKEN = {"dose": "1", "frequency": "twice_daily"}


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


def made(desk, product):
    """What is made of one more of it: 28 tablets last 14 days."""
    one = DraftItem(medicine_id=str(product.id), **TAKEN)
    return look(desk.gp, prescription_draft.preview, desk.patient.id, one)


def found(desk, product):
    return [one for one in made(desk, product).findings if one.kind == WarningKind.DUPLICATE]


def handed_over(desk, product, quantity=None):
    """Signed by the GP, so that the record follows, and collected; or so much of it."""
    one, counter = desk.signed(product), desk.counter
    perform(counter.phil, dispense_supply.prepare, one, lines(one, quantity))
    perform(counter.petra, dispense_supply.check_and_finish, one, 1, CHECKED)
    perform(counter.phil, dispense_hand.collect, one, 1, KNOWN)
    return one


def test_a_supply_that_is_nearly_used_up_is_followed_without_a_question(desk, clock):
    product = desk.counter.tablets
    handed_over(desk, product)
    clock.advance(days=8)

    view = made(desk, product)

    assert view.findings == []
    assert view.already.startswith("Takes it already; last supply 28 tablets on ")
    assert ", lasts until " in view.already


def test_one_more_of_what_was_just_handed_over_needs_a_reason(desk, clock):
    product = desk.counter.tablets
    handed_over(desk, product)
    clock.advance(days=1)

    (one,) = found(desk, product)

    assert (one.severity, one.needs_reason) == (S, True)
    assert "about 26 tablets should be left" in one.sentence
    assert made(desk, product).already == ""


def test_what_waits_at_a_pharmacy_is_no_reason_for_another(desk, clock):
    product = desk.counter.tablets
    desk.signed(product)
    clock.advance(days=60)

    (one,) = found(desk, product)

    assert one.needs_reason
    assert one.sentence.startswith("28 tablets of it, prescribed on ")


def test_what_is_still_owed_of_it_is_asked_about(desk, clock):
    product = desk.counter.tablets
    handed_over(desk, product, 18)
    clock.advance(days=60)

    (one,) = found(desk, product)

    assert one.sentence.startswith("10 tablets of it, ")


def test_a_repeat_that_comes_by_itself_is_asked_about(desk, clock):
    product = desk.counter.tablets
    one = handed_over(desk, product)
    clock.advance(days=13)
    with transaction(write=True) as session:
        row = session.get_one(Prescription, one)
        row.next_issue_at = now() + timedelta(days=1)
        session.add(row)
        session.commit()

    (asked,) = found(desk, product)

    assert "issued again by itself" in asked.sentence


def test_a_supply_that_was_a_mistake_was_none(desk, clock):
    product = desk.counter.tablets
    one = handed_over(desk, product)
    perform(desk.counter.petra, dispense_hand.correct, one, 1, WHY)
    clock.advance(days=1)

    (asked,) = found(desk, product)

    assert asked.sentence.startswith("28 tablets of it")
    assert "should be left" not in asked.sentence


def test_another_pack_of_the_same_product_is_the_same(desk, clock):
    handed_over(desk, desk.counter.tablets)
    big = prescriptions.medicine("paracetamol", pack_size=100)
    saved(big)
    clock.advance(days=1)

    assert [one.severity for one in found(desk, big)] == [S]


def test_another_patients_supply_does_not_count(desk, clock):
    product = desk.counter.tablets
    desk.counter.collected(product, patient=desk.world.patient2)

    assert found(desk, product) == []
