"""Whatever people do in whatever order, no more is supplied than was prescribed."""

from contextlib import suppress
from decimal import Decimal

import pytest
from dispensing import CHECKED, DISPATCH, KNOWN, WHY, counter, items_of, lines, scanned
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.dispensing import derived, item_status
from portal.domain.errors import PortalError, StepNotPossible
from portal.domain.prescription_word import HANDED, VOID, ItemStatus, PrescriptionStatus
from portal.infra import throttle
from portal.infra.db import transaction
from portal.models import (
    Dispense,
    DispenseLine,
    Prescription,
    PrescriptionClaim,
    PrescriptionItem,
    RegisterEntry,
)
from portal.schemas.prescription_claim import (
    AlreadyHanded,
    CancelPrescription,
    ChoosePharmacy,
    LineClaim,
    PharmacyAnswer,
    PharmacyQuery,
    Supply,
)
from portal.services import (
    dispense,
    dispense_hand,
    dispense_item,
    dispense_query,
    dispense_supply,
    prescription,
    prescription_step,
)
from portal.services.work import SYSTEM, perform

S, I = PrescriptionStatus, ItemStatus  # noqa: E741
CANCEL = CancelPrescription(reason="A rash came up.")
ANSWER = PharmacyAnswer(answer="Yes, it is.")
TOLD = AlreadyHanded(identifiers=["name", "birth_date"], proof="passport")


def some(script, amounts):
    """So much of each item, whether it is there or not."""
    claims = [
        LineClaim(item_id=one.id, quantity=amount)
        for one, amount in zip(items_of(script), amounts, strict=True)
        if amount
    ]
    return Supply(lines=claims)


def suspends(work, pharmacy):
    dispense.release_all(work, pharmacy)


def item(script, place):
    return items_of(script)[place].id


ACTS = {
    "prepare": lambda d, w, s, n, a: perform(w, dispense_supply.prepare, s, some(s, a)),
    "check": lambda d, w, s, n, a: perform(w, dispense_supply.check_and_finish, s, n, CHECKED),
    "collect": lambda d, w, s, n, a: perform(w, dispense_hand.collect, s, n, KNOWN),
    "dispatch": lambda d, w, s, n, a: perform(w, dispense_hand.dispatch, s, n, DISPATCH),
    "deliver": lambda d, w, s, n, a: perform(w, dispense_hand.deliver, s, n, KNOWN),
    "fail": lambda d, w, s, n, a: perform(w, dispense_hand.fail, s, n, WHY),
    "return": lambda d, w, s, n, a: perform(w, dispense_hand.return_to_stock, s, n, WHY),
    "correct": lambda d, w, s, n, a: perform(w, dispense_hand.correct, s, n, WHY),
    "refuse": lambda d, w, s, n, a: perform(w, dispense_item.refuse, s, item(s, n % 2), WHY),
    "reopen": lambda d, w, s, n, a: perform(w, dispense_item.reopen, s, item(s, n % 2)),
    "hold": lambda d, w, s, n, a: perform(w, dispense_query.hold, s, PharmacyQuery(query="Why?!")),
    "withdraw": lambda d, w, s, n, a: perform(w, dispense_query.withdraw, s),
    "release": lambda d, w, s, n, a: perform(w, dispense.release, s, WHY),
    "scan": lambda d, w, s, n, a: perform(w, dispense.scan_token, scanned(s)),
    "cancel": lambda d, w, s, n, a: perform(d.world.gp, prescription.cancel, s, CANCEL),
    "ask_to_stop": lambda d, w, s, n, a: perform(d.world.gp, prescription.request_stop, s, CANCEL),
    "answer": lambda d, w, s, n, a: perform(d.world.gp, prescription.answer, s, ANSWER),
    "choose": lambda d, w, s, n, a: perform(
        d.world.patient,
        prescription.choose_pharmacy,
        s,
        ChoosePharmacy(pharmacy_id=d.east if n == 1 else d.west),
    ),
    "stop": lambda d, w, s, n, a: perform(w, dispense_query.stop, s),
    "too_late": lambda d, w, s, n, a: perform(w, dispense_query.already_handed_over, s, TOLD),
    "too_late_for": lambda d, w, s, n, a: perform(
        w, dispense_query.already_handed_over, s, TOLD.model_copy(update={"handed": [n]})
    ),
    "suspend": lambda d, w, s, n, a: perform(SYSTEM, suspends, d.west),
}
OFTEN = ("prepare", "check", "collect") * 5 + ("correct", "return", "scan") * 2
DEEDS = st.lists(
    st.tuples(
        st.sampled_from([*OFTEN, *ACTS]),
        st.sampled_from(["phil", "petra", "phil", "petra", "other"]),
        st.integers(1, 3),
        st.tuples(st.sampled_from([1, 14, 28, 29]), st.sampled_from([0, 14, 28])),
    ),
    min_size=5,
    max_size=20,
)


def sums(script):
    """What the lines of supplies come to, summed up by the database."""
    line = (
        select(DispenseLine.item_id, Dispense.status, func.sum(DispenseLine.quantity))
        .join(Dispense, col(Dispense.id) == DispenseLine.dispense_id)
        .where(Dispense.prescription_id == script)
        .group_by(col(DispenseLine.item_id), col(Dispense.status))
    )
    with transaction(write=False) as session:
        return list(session.exec(line))


def holds_true(script):
    """Claim everything that must be true of a prescription whatever was done to it."""
    found, items = sums(script), items_of(script)
    for one in items:
        mine = [(status, Decimal(str(total))) for which, status, total in found if which == one.id]
        committed = sum((total for status, total in mine if status not in VOID), Decimal(0))
        supplied = sum((total for status, total in mine if status in HANDED), Decimal(0))
        assert supplied <= committed <= one.quantity
        assert (one.committed, one.supplied) == (committed, supplied)
        if one.status is not I.NOT_DISPENSED:
            assert one.status is item_status(one.quantity, one.supplied)
    with transaction(write=False) as session:
        row = session.get_one(Prescription, script)
        holding = session.exec(
            select(PrescriptionClaim).where(
                PrescriptionClaim.prescription_id == script,
                col(PrescriptionClaim.released_at).is_(None),
            )
        ).all()
    assert [c.pharmacy_id for c in holding] == (
        [row.pharmacy_id] if row.claim_status == "claimed" else []
    )
    if row.status not in (S.ON_HOLD, S.CANCELLED):
        assert row.status is derived([(one.status, one.supplied) for one in items])


EXAMPLES = 30


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_supplied_never_exceeds_prescribed_under_any_interleaving(world, clock, deeds):
    throttle._limiter.cache_clear()
    desk = DESKS.get(world.north) or DESKS.setdefault(world.north, counter(world))
    script = desk.prescribed(desk.tablets, desk.capsules)

    for name, who, number, amounts in deeds:
        clock.advance(seconds=1)
        with suppress(PortalError):
            ACTS[name](desk, getattr(desk, who), script, number, amounts)
        holds_true(script)


DESKS = {}
"""One pharmacy for all examples of one database."""


def test_without_the_services_own_guard_the_database_still_refuses(desk, monkeypatch):
    script = desk.prepared(quantity=14)
    monkeypatch.setattr(dispense_supply, "refuse_too_much", lambda item, quantity: None)

    with pytest.raises(StepNotPossible, match="Nothing was changed"):
        perform(desk.phil, dispense_supply.prepare, script, some(script, [15]))

    assert [one.committed for one in items_of(script)] == [14]
    holds_true(script)


def test_without_any_guard_of_hand_overs_the_database_still_refuses(desk, monkeypatch):
    script = desk.ready()
    monkeypatch.setattr(prescription_step, "settle", lambda work, row: None)

    def twice(work):
        supply = work.session.exec(select(Dispense).where(Dispense.prescription_id == script)).one()
        row = work.session.get_one(Prescription, script)
        held = dispense_hand.parts(work, supply)
        dispense_hand.count(work, row, held, supplied=1)
        dispense_hand.count(work, row, held, supplied=1)

    with pytest.raises(StepNotPossible, match="Nothing was changed"):
        perform(desk.phil, twice)
    assert [one.supplied for one in items_of(script)] == [0]


def test_a_register_that_ran_out_changes_no_count(desk, rows):
    desk.receives(14)
    script = desk.prepared(desk.morphine, quantity=14)
    perform(desk.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(desk.phil, dispense_hand.collect, script, 1, KNOWN)
    perform(desk.phil, dispense_supply.prepare, script, lines(script))
    perform(desk.petra, dispense_supply.check_and_finish, script, 2, CHECKED)

    with pytest.raises(StepNotPossible):
        perform(desk.phil, dispense_hand.collect, script, 2, KNOWN)

    assert [(one.committed, one.supplied) for one in items_of(script)] == [(28, 14)]
    assert len(rows(RegisterEntry)) == 2
    assert len(rows(PrescriptionItem)) == 1
