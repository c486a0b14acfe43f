"""Whatever people do in whatever order, no more is supplied than was prescribed."""

from contextlib import suppress
from decimal import Decimal

import pytest
from dispensing import CHECKED, KNOWN, counter, items_of, lines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.deeds import DEEDS, case, to_take
from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.dispensing import derived, item_status
from portal.domain.errors import PortalError, StepNotPossible
from portal.domain.prescription_word import HANDED, VOID, ItemStatus, PrescriptionStatus
from portal.infra import throttle
from portal.infra.db import transaction
from portal.models import (
    AuditEntry,
    Dispense,
    DispenseLine,
    Prescription,
    PrescriptionClaim,
    PrescriptionItem,
    RegisterEntry,
)
from portal.services import dispense_hand, dispense_supply, prescription_step
from portal.services.work import perform

S, I = PrescriptionStatus, ItemStatus  # noqa: E741
OFTEN = ("prepare", "check_and_finish", "collect") * 6 + ("correct", "return", "scan") * 2
PLANS = st.lists(
    st.tuples(
        st.sampled_from([*OFTEN, *DEEDS]),
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
    if row.status not in (S.ON_HOLD, S.CANCELLED, S.EXPIRED):
        assert row.status is derived([(one.status, one.supplied) for one in items])


def series(script):
    """A prescription and what it was issued as again."""
    with transaction(write=False) as session:
        again = select(Prescription.id).where(Prescription.original_id == script)
        return [script, *session.exec(again)]


EXAMPLES = 30


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS, strict=st.booleans())
def test_supplied_never_exceeds_prescribed_under_any_interleaving(world, clock, plan, strict):
    throttle._limiter.cache_clear()
    desk = DESKS.get(world.north) or DESKS.setdefault(world.north, counter(world))
    desk.receives(1000)
    one = case(desk, clock, strict=strict)

    for name, who, number, amounts in plan:
        clock.advance(seconds=1)
        with suppress(PortalError):
            DEEDS[name].do(one, who, number, amounts)
        holds_true(one.script)
    for issued in series(one.script):
        holds_true(issued)


DESKS = {}
"""One pharmacy for all examples of one database."""

WALKS = (
    "start phil, prepare phil 1 14 28, check petra, finish petra, collect phil, correct petra, "
    "prepare phil 1 14 0, two_days, return phil 2, refuse phil, reopen phil, hold phil, "
    "withdraw phil, hold phil, two_days, answer, release phil, choose patient 1, "
    "choose patient 2, scan phil, prepare phil 1 28 28, check_and_finish petra 3, a_month, "
    "dispatch phil 3, fail phil 3, return phil 3",
    "prepare phil 1 28 28, check_and_finish petra, dispatch phil, deliver phil",
    "half_a_year portal 1, half_a_year portal 2",
    "prepare phil 1 14 14, ask_to_stop gp, stop petra",
    "prepare phil 1 14 14, ask_to_stop gp, too_late phil",
    "prepare phil 1 14 14, prepare phil 1 14 14, ask_to_stop gp, too_late_for phil 2",
    "substitute phil 1 28 0, alert, end_repeats gp, suspend, cancel gp",
)
"""Ways on which every step that there is gets taken."""


def walked(one, way):
    """Take each step, which is possible; each is `deed who number amounts`."""
    for said in way.split(", "):
        name, *rest = said.split()
        who, number, *amounts = [*rest, *("portal", "1")[len(rest) :]]
        given = tuple(int(one) for one in amounts) or (28, 28)
        DEEDS[name].do(one, who, int(number), given)
        holds_true(one.script)


def test_the_interleaving_knows_every_step_of_the_tables():
    assert {step for deed in DEEDS.values() for step in deed.steps} == set(to_take())


def test_every_step_of_the_tables_can_be_taken_by_those_deeds(desk, clock, rows, monkeypatch):
    taken = set()

    def heard(table, model, verb):
        take = getattr(model, verb)

        def taking(self, step, *at):
            take(self, step, *at)
            taken.add(f"{table}.{step.name}")

        monkeypatch.setattr(model, verb, taking)

    heard("prescription", Prescription, "take")
    heard("claim", Prescription, "take_claim")
    heard("item", PrescriptionItem, "take")
    heard("supply", Dispense, "take")
    desk.receives(1000)
    for way in WALKS:
        walked(case(desk, clock), way)
    walked(case(desk, clock, strict=True), "a_month")

    tags = {entry.action for entry in rows(AuditEntry)}
    never = {
        name
        for name, step in to_take().items()
        if name not in taken and (step.target is not None or step.tag not in tags)
    }
    assert never == set()


def test_without_the_services_own_guard_the_database_still_refuses(desk, monkeypatch):
    script = desk.prepared(quantity=14)
    monkeypatch.setattr(dispense_supply, "refuse_too_much", lambda item, quantity: None)

    with pytest.raises(StepNotPossible, match="Nothing was changed"):
        perform(desk.phil, dispense_supply.prepare, script, lines(script, 15))

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
