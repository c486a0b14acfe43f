"""Where prescriptions stand: the lane, the queues of a counter, and whose turn it is."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from factories import MONDAY
from sqlalchemy import event

from portal.domain.errors import Invalid, NotAllowed
from portal.domain.medicine import DoseForm, Route
from portal.domain.prescription_word import (
    ClaimStatus,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.infra import db
from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import Dispense, Medicine, Organization, Prescription, PrescriptionItem
from portal.services import pharmacy, prescription_list, prescription_queue
from portal.services.work import look

S, C, U = PrescriptionStatus, ClaimStatus, SupplyStatus
LINE = {
    "form": DoseForm.TABLET, "route": Route.ORAL, "dose_unit": "tablet",
}  # fmt: skip


@pytest.fixture
def signed(world, database):
    """Write a signed prescription of two medicines as rows, standing where a test wants it."""

    def write(*, supply=None, committed=(0, 0), supplied=(0, 0), late=False, **facts):
        at = now() - timedelta(hours=1)
        place = world.pharmacist.organization_id
        with transaction(write=True) as session:
            medicine = Medicine(
                code=f"T{session.query(Medicine).count() + 1}", substance="Amoxicillin",
                strength="500 mg", pack_unit="capsule", pack_size=Decimal(21),
                **(LINE | {"form": DoseForm.CAPSULE, "dose_unit": "capsule"}),
            )  # fmt: skip
            row = Prescription(
                patient_id=world.patient.id, prescriber_id=world.gp.id,
                practice_id=world.gp.organization_id, status_since=at, claim_since=at,
                code=f"7QK4{session.query(Prescription).count():04d}", nonce="n", key_id="k",
                signed_at=at, expires_at=at + timedelta(days=183),
                **({"status": S.ACTIVE, "pharmacy_id": place} | facts),
            )  # fmt: skip
            session.add_all([medicine, row])
            session.flush()
            for number, name in enumerate(("Amoxicillin 500 mg capsule", "Paracetamol 500 mg")):
                session.add(
                    PrescriptionItem(
                        prescription_id=row.id, position=number + 1, medicine_id=medicine.id,
                        name=name, substance=name.split()[0], strength="500 mg", dose=Decimal(1),
                        frequency="three_daily", sentence="Take 1 three times a day.",
                        quantity=Decimal(21), quantity_unit="capsule",
                        committed=Decimal(committed[number]), supplied=Decimal(supplied[number]),
                        status=ItemStatus.DISPENSED if supplied[number] == 21
                        else ItemStatus.TO_BE_DISPENSED,
                        owed_until=now() + timedelta(days=2), **LINE,
                    )
                )  # fmt: skip
            if supply:
                session.add(
                    Dispense(
                        prescription_id=row.id, pharmacy_id=place, number=1, status=supply,
                        status_since=at, prepared_by=world.pharmacist.id,
                        checked_by=world.pharmacist.id, identifiers="name, birth_date",
                        reason="why", ready_at=at, uncollected_at=at if late else None,
                    )
                )  # fmt: skip
            session.commit()
            return str(row.id)

    return write


@pytest.fixture
def statements(database):
    """Count the statements that are sent while something is looked at."""

    @contextmanager
    def heard():
        sent = []

        def tell(*args):
            sent.append(args[2])

        event.listen(db.engine(), "before_cursor_execute", tell)
        try:
            yield sent
        finally:
            event.remove(db.engine(), "before_cursor_execute", tell)

    return heard


CLAIMED = {"claim_status": C.CLAIMED}
STANDS = [
    ({}, ["new"]),
    (CLAIMED, ["preparing"]),
    (CLAIMED | {"supply": U.PREPARING, "committed": (21, 21)}, ["check"]),
    (CLAIMED | {"supply": U.CHECKED, "committed": (21, 21)}, ["ready"]),
    (CLAIMED | {"supply": U.READY, "committed": (21, 21)}, ["ready"]),
    (CLAIMED | {"supply": U.READY, "committed": (21, 21), "late": True}, ["uncollected"]),
    (CLAIMED | {"supply": U.READY, "committed": (21, 7)}, ["ready", "owing"]),
    (CLAIMED | {"supply": U.DISPATCHED, "committed": (21, 21)}, ["delivery"]),
    (CLAIMED | {"supply": U.DELIVERY_FAILED, "committed": (21, 21)}, ["delivery"]),
    (CLAIMED | {"supply": U.RETURNED}, ["preparing"]),
    (
        CLAIMED | {"supply": U.COLLECTED, "committed": (21, 0), "supplied": (21, 0),
                   "status": S.PARTLY_DISPENSED}, ["owing"],
    ),
    (CLAIMED | {"status": S.ON_HOLD, "held_at": MONDAY}, ["hold"]),
    (CLAIMED | {"stop_requested_at": MONDAY, "supply": U.READY, "committed": (21, 21)}, ["hold"]),
    ({"status": S.CANCELLED, "reason": "Wrong drug."}, ["done"]),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "stands"), STANDS)
def test_every_prescription_stands_in_its_queues_as_a_clause_and_as_a_word(
    world, signed, facts, stands
):
    which = signed(**facts)

    for name in prescription_queue.NAMES:
        found = look(world.pharmacist, prescription_list.counter, name)
        here = [one for one in found.rows if one.id == which]
        assert bool(here) is (name in stands), name
        for one in here:
            assert sorted(one.queues) == sorted(stands)
    counts = {one.queue: one.count for one in found.counts}
    assert counts == {
        name: int(name in stands) for name in prescription_queue.NAMES if name != "done"
    }


WORDS = [
    ({}, "Sent to West Pharmacy"),
    ({"pharmacy_id": None}, "Choose a pharmacy, or show the code"),
    (CLAIMED, "West Pharmacy since"),
    (CLAIMED | {"supply": U.READY, "committed": (21, 7)}, "1 of 2 medicines owed until"),
    (CLAIMED | {"supply": U.DISPATCHED, "committed": (21, 21)}, "On its way from West Pharmacy"),
    (CLAIMED | {"status": S.ON_HOLD, "held_at": MONDAY}, "On hold: West Pharmacy asked"),
    ({"status": S.CANCELLED, "reason": "Wrong drug."}, "Wrong drug."),
    ({"status": S.EXPIRED}, "Expired today"),
]


@pytest.mark.parametrize(("facts", "said"), WORDS)
def test_the_patient_reads_where_it_is(world, signed, facts, said):
    which = signed(**facts)

    (row,) = look(world.patient, prescription_list.patient_page).items

    assert row.id == which
    assert said in row.lane.words


@pytest.mark.parametrize(
    ("facts", "mine"),
    [
        ({"pharmacy_id": None}, {"patient"}),
        ({}, {"pharmacist"}),
        (CLAIMED | {"supply": U.READY, "committed": (21, 21)}, {"patient"}),
        (CLAIMED | {"status": S.ON_HOLD, "held_at": MONDAY}, {"gp"}),
        ({"status": S.EXPIRED}, set()),
    ],
)
def test_it_is_one_persons_turn(world, signed, facts, mine):
    signed(**facts)

    seen = {
        "patient": look(world.patient, prescription_list.patient_page).items,
        "gp": look(world.gp, prescription_list.doctor_page).items,
        "pharmacist": look(world.pharmacist, prescription_list.pharmacy_page).items,
    }

    assert {who for who, rows in seen.items() for row in rows if row.turn == "mine"} == mine


def test_lists_read_as_much_for_one_as_for_twenty(world, signed, statements):
    signed(**CLAIMED)
    look(world.pharmacist, prescription_list.counter)  # whom one can be taken for is kept a while
    with statements() as few:
        look(world.pharmacist, prescription_list.counter, "preparing")
    for _ in range(19):
        signed(**CLAIMED)
    with statements() as many:
        found = look(world.pharmacist, prescription_list.counter, "preparing")

    assert found.total == 20
    assert len(many) == len(few)


def test_strangers_see_nothing_and_other_roles_may_not_ask(world, signed):
    signed()

    assert look(world.patient2, prescription_list.patient_page).items == []
    for who in (world.patient, world.gp, world.manager, world.admin):
        with pytest.raises(NotAllowed):
            look(who, prescription_list.counter)


def test_a_search_finds_by_name_medicine_and_printed_code(world, signed):
    which = signed(**CLAIMED)
    (row,) = look(world.pharmacist, prescription_list.counter, "preparing").rows

    for typed in (row.patient.split()[0][:3].lower(), "paracet", row.code.lower()):
        found = look(world.pharmacist, prescription_list.counter, "new", typed)
        assert [one.id for one in found.rows] == [which], typed


def test_an_unknown_status_or_queue_is_named(world, database):
    with pytest.raises(Invalid):
        look(world.gp, prescription_list.doctor_page, status="odd")
    with pytest.raises(Invalid):
        look(world.pharmacist, prescription_list.pharmacy_page, queue="odd")


@pytest.mark.parametrize(
    ("home", "address", "near"),
    [
        ("3 Mill Lane, Marlow SL7 1AA", "14 Bridge Street, Marlow SL7 2BB", 2),
        ("3 Mill Lane, Marlow SL7 1AA", "High Street, Slough SL1 3CC", 1),
        ("3 Mill Lane, Marlow SL7 1AA", "Strand, London WC2N 5DU", 0),
        ("", "Strand, London WC2N 5DU", 0),
    ],
)
def test_near_is_told_by_the_postcode(home, address, near):
    assert pharmacy.near(home, Organization(address=address)) == near


@pytest.mark.parametrize("q", ["", "amoxicillin"])
def test_a_queue_goes_on_and_says_how_many_there_are(world, signed, q):
    for _ in range(5):
        signed(claim_status=C.CLAIMED)

    some, more, beyond = (
        look(world.pharmacist, prescription_list.counter, "preparing", q, limit)
        for limit in (2, 4, 9)
    )

    assert [(len(v.rows), v.total_words, v.more) for v in (some, more, beyond)] == [
        (2, "5", True), (4, "5", True), (5, "5", False),
    ]  # fmt: skip
    assert [r.id for r in more.rows[:2]] == [r.id for r in some.rows]


def test_what_is_found_is_counted_so_far_and_no_page_grows_without_end(world, signed, monkeypatch):
    monkeypatch.setattr(prescription_list, "COUNTED", 3)
    monkeypatch.setattr(prescription_list, "SHOWN", 2)
    for _ in range(5):
        signed(claim_status=C.CLAIMED)

    found = look(world.pharmacist, prescription_list.counter, "new", "amoxicillin", 400)

    assert (len(found.rows), found.total, found.total_words, found.more) == (
        2, 4, "more than 3", False,
    )  # fmt: skip
