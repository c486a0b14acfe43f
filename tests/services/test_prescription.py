"""Prescriptions on their way: each step by each party in each status, once, told to whom."""

from datetime import timedelta
from uuid import UUID

import prescribing
import pytest
from dispensing import CHECKED, KNOWN, lines
from sqlalchemy import update

from portal.domain.errors import NotAllowed, NotFound, PortalError, StepNotPossible
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import PrescriptionStatus
from portal.models import (
    AuditEntry,
    Dispense,
    Notification,
    Prescription,
    PrescriptionItem,
    PrescriptionMessage,
)
from portal.schemas.prescription_claim import (
    CancelPrescription,
    ChoosePharmacy,
    PharmacyAnswer,
    PharmacyQuery,
)
from portal.services import (
    dispense,
    dispense_hand,
    dispense_query,
    dispense_supply,
    notification,
    organization_edit,
    prescription,
    prescription_draft,
    record_entry,
    record_reading,
    timer,
)
from portal.services.prescription_token import token_of, verify
from portal.services.work import look, perform

S = PrescriptionStatus
WHY = CancelPrescription(reason="A rash has come up.")
YES = PharmacyAnswer(answer="Yes, that dose is meant.")
ASK = PharmacyQuery(query="Is this dose meant?")


@pytest.fixture
def desk(world, clock):
    return prescribing.desk(world)


@pytest.fixture
def told(rows):
    """Return who was told which sentence by the newest event of one kind."""

    def find(kind):
        found = rows(Notification, Notification.kind == f"prescription:{kind}")
        return {n.recipient_id: n.sentence for n in found}

    return find


def held(desk, **facts):
    """One about which the pharmacy asks."""
    script = desk.signed(**facts)
    perform(desk.counter.phil, dispense.claim, script)
    perform(desk.counter.phil, dispense_query.hold, script, ASK)
    return script


def busy(desk, **facts):
    """One that is being supplied."""
    script = desk.signed(**facts)
    perform(desk.counter.phil, dispense_supply.prepare, script, lines(script))
    return script


def over(desk):
    """The first issue of a repeat, supplied in full."""
    script = desk.signed(repeats=2, interval_days=28)
    perform(desk.counter.phil, dispense_supply.prepare, script, lines(script))
    perform(desk.counter.petra, dispense_supply.check_and_finish, script, 1, CHECKED)
    perform(desk.counter.phil, dispense_hand.collect, script, 1, KNOWN)
    return script


def to(place):
    return ChoosePharmacy(pharmacy_id=place)


def test_signing_freezes_everything_under_a_code(desk, one, rows, clock):
    script = desk.signed(desk.counter.tablets, desk.counter.capsules, note="Please explain.")

    row = one(Prescription, script)
    assert (row.status, row.claim_status, row.draft, row.note) == (
        "active",
        "offered",
        {},
        "Please explain.",
    )
    assert (row.signed_at, row.due_at) == (clock.now, row.expires_at)
    assert f"{clock.now:%d.%m.%Y} {row.expires_at:%d.%m.%Y}" == "14.09.2026 14.03.2027"
    assert row.remind_at == row.expires_at - timedelta(days=7)
    assert len(row.code) == 8
    assert set(row.code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    items = rows(PrescriptionItem, PrescriptionItem.prescription_id == script)
    assert {(i.position, i.name, i.status) for i in items} == {
        (1, "Paracetamol 500 mg tablets", "to_be_dispensed"),
        (2, "Amoxicillin 500 mg capsules", "to_be_dispensed"),
    }
    assert items[0].sentence.startswith("Take 1 ")


def test_s10_what_is_signed_can_be_verified(desk, one):
    row = one(Prescription, desk.signed())

    assert verify(token_of(row)).prescription_id == row.id


def test_two_prescriptions_never_share_a_code(desk, one, monkeypatch):
    first = one(Prescription, desk.signed())
    letters = iter(first.code + "2" * 8)
    monkeypatch.setattr("secrets.choice", lambda _: next(letters))

    assert one(Prescription, desk.signed()).code == "2" * 8


def test_signing_tells_the_patient_and_the_pharmacy(desk, told, announced):
    desk.signed(desk.counter.tablets, desk.counter.capsules)

    assert told("signed") == {
        desk.patient.id: "Dr Carol Cedar prescribed Paracetamol 500 mg tablets and 1 more for you",
        desk.counter.phil.id: "Dr Carol Cedar sent a prescription for Anna Ash",
        desk.counter.petra.id: "Dr Carol Cedar sent a prescription for Anna Ash",
    }
    wanted = {f"user:{desk.patient.id}", f"org:{desk.counter.west}", f"user:{desk.gp.id}"}
    assert wanted <= announced.audiences("prescription")


def test_r2_signing_twice_at_once_signs_once(desk, at_once, rows, told):
    script = desk.reviewed()

    found = at_once([lambda: perform(desk.gp, prescription.sign, script)] * 4)

    assert sum(isinstance(f, StepNotPossible) for f in found) == 3
    assert len(rows(PrescriptionItem)) == 1
    assert len(told("signed")) == 3


def test_nothing_of_a_signed_prescription_can_be_written_any_more(desk):
    script = desk.signed()

    for verb in (
        prescription.sign,
        prescription.discard,
        prescription_draft.review,
        lambda w, i: prescription_draft.keep(w, i, desk.typed("")),
    ):
        with pytest.raises(StepNotPossible):
            perform(desk.gp, verb, script)


def test_the_whole_in_one_request_is_signed_at_once(desk, told):
    asked = desk.written(desk.counter.tablets, consultation_id=desk.consultation)

    view = perform(desk.gp, prescription.create, asked)

    assert (view.status, view.consultation_id) == ("active", str(desk.consultation))
    assert desk.patient.id in told("signed")


VERBS = {
    "sign": prescription.sign,
    "discard": prescription.discard,
    "cancel": lambda w, i: prescription.cancel(w, i, WHY),
    "request_stop": lambda w, i: prescription.request_stop(w, i, WHY),
    "end_repeats": lambda w, i: prescription.end_repeats(w, i, WHY),
    "answer": lambda w, i: prescription.answer(w, i, YES),
    "choose_pharmacy": lambda w, i: prescription.choose_pharmacy(w, i, to(OTHER[0])),
}
OTHER: list[UUID] = []
STAGES = {
    "draft": lambda desk: desk.reviewed(),
    "active": lambda desk: desk.signed(),
    "repeated": lambda desk: desk.signed(repeats=2, interval_days=28),
    "over": over,
    "busy": busy,
    "on_hold": held,
    **{
        status: lambda desk, status=status: stands(desk, status)
        for status in ("partly_dispensed", "dispensed", "not_dispensed", "cancelled", "expired",
                       "discarded")
    },
}  # fmt: skip
MAY = {
    "draft": {"gp": {"sign", "discard"}},
    "active": {"gp": {"cancel"}, "gp2": {"cancel"}, "patient": {"choose_pharmacy"}},
    "repeated": {
        "gp": {"cancel", "end_repeats"},
        "gp2": {"cancel", "end_repeats"},
        "patient": {"choose_pharmacy"},
    },
    "over": {"gp": {"end_repeats"}, "gp2": {"end_repeats"}},
    "busy": {"gp": {"request_stop"}, "gp2": {"request_stop"}},
    "on_hold": {"gp": {"answer", "cancel"}, "gp2": {"answer", "cancel"}},
    "partly_dispensed": {"gp": {"cancel"}, "gp2": {"cancel"}, "patient": {"choose_pharmacy"}},
}
"""Dr Dogwood (gp2) acts in the prescriber's absence."""


def stands(desk, status):
    """A prescription past all services, in that status."""
    facts = {"reason": "why"} if status in ("cancelled",) else {}
    return desk.counter.prescribed(status=S(status), **facts)


@pytest.mark.parametrize("stage", STAGES)
def test_each_step_is_open_to_its_parties_in_its_status_and_to_nobody_else(desk, stage, one):
    script = STAGES[stage](desk)
    desk.covered(desk.world.gp2)
    OTHER[:] = [desk.counter.east]
    before = one(Prescription, script).model_dump()
    people = {**desk.world.everybody, "petra": desk.counter.petra, "other": desk.counter.other}

    for name, who in people.items():
        for verb, service in VERBS.items():
            if verb in MAY.get(stage, {}).get(name, ()):
                continue
            with pytest.raises((NotFound, NotAllowed, StepNotPossible)):
                perform(who, service, script)
    assert one(Prescription, script).model_dump() == before


@pytest.mark.parametrize(
    ("stage", "name", "verb"),
    [(s, n, v) for s, named in MAY.items() for n, verbs in named.items() for v in sorted(verbs)],
)
def test_what_is_ones_own_step_is_taken(desk, stage, name, verb, one, rows):
    script = STAGES[stage](desk)
    desk.covered(desk.world.gp2)
    OTHER[:] = [desk.counter.east]

    perform(desk.world.everybody[name], VERBS[verb], script)

    step = next(s for s in WORKFLOW.steps if s.name == verb)
    done = rows(AuditEntry, AuditEntry.action == step.tag, AuditEntry.outcome == "done")
    assert [entry.subject_id for entry in done] == [script]
    if step.target:
        assert one(Prescription, script).status == step.target


def test_cancelling_tells_patient_pharmacy_and_the_prescriber_of_a_cover(desk, told, one):
    script = desk.signed()
    cover = desk.covered(desk.world.gp2)

    perform(cover, prescription.cancel, script, WHY)

    assert set(told("cancelled")) == {
        desk.patient.id, desk.gp.id, desk.counter.phil.id, desk.counter.petra.id
    }  # fmt: skip
    row = one(Prescription, script)
    assert (row.reason, row.due_at, row.remind_at) == (WHY.reason, None, None)


def test_r2_cancelling_against_preparing_leaves_one_of_the_two(desk, at_once, one, rows):
    for _ in range(3):
        script = desk.signed()
        supply = lines(script)

        at_once([
            lambda script=script: perform(desk.gp, prescription.cancel, script, WHY),
            lambda script=script, supply=supply: perform(
                desk.counter.phil, dispense_supply.prepare, script, supply
            ),
        ])  # fmt: skip

        made = rows(Dispense, Dispense.prescription_id == script)
        assert (one(Prescription, script).status == "cancelled") != bool(made)


def test_asking_to_stop_is_answered_by_the_pharmacy_and_asked_once(desk, told, one):
    script = busy(desk)

    view = perform(desk.gp, prescription.request_stop, script, WHY)

    assert (view.status, view.stop_requested) == ("active", True)
    assert told("stop_requested")[desk.counter.phil.id].startswith("STOP: Dr Carol Cedar")
    for verb in ("request_stop", "cancel"):
        with pytest.raises(StepNotPossible, match="asked to stop"):
            perform(desk.gp, VERBS[verb], script)
    perform(desk.counter.phil, dispense_query.stop, script)
    assert one(Prescription, script).status == "cancelled"


def test_a_cancel_during_a_supply_says_what_to_do_instead(desk):
    with pytest.raises(StepNotPossible, match="ask the pharmacy to stop"):
        perform(desk.gp, prescription.cancel, busy(desk), WHY)


def test_a_stop_is_asked_for_only_while_something_is_supplied(desk):
    with pytest.raises(StepNotPossible, match="cancel it instead"):
        perform(desk.gp, prescription.request_stop, desk.signed(), WHY)


def test_an_answer_goes_back_to_where_it_was(desk, one, rows, told):
    script = held(desk)

    perform(desk.gp, prescription.answer, script, YES)

    row = one(Prescription, script)
    assert (row.status, row.held_at, row.escalate_at) == ("active", None, None)
    said = rows(PrescriptionMessage, PrescriptionMessage.kind == "answer")
    assert [(m.author_id, m.body) for m in said] == [(desk.gp.id, YES.answer)]
    assert {desk.counter.phil.id, desk.patient.id} <= set(told("answered"))


def test_an_answer_goes_back_to_partly_supplied(desk, one, write):
    script = held(desk)
    partly = {"supplied": 14, "committed": 14, "status": "partly_dispensed"}
    write(
        update(PrescriptionItem).where(PrescriptionItem.prescription_id == script).values(**partly)
    )

    perform(desk.gp, prescription.answer, script, YES)

    assert one(Prescription, script).status == "partly_dispensed"


def test_a_cover_answers_in_the_prescribers_place(desk, told):
    script = held(desk)
    cover = desk.covered(desk.world.gp2)

    perform(cover, prescription.answer, script, YES)

    assert told("answered")[desk.gp.id] == (
        "Dr David Dogwood answered the pharmacy about Anna Ash in your place"
    )


def test_a_question_nobody_answers_escalates_to_the_lead_who_may_answer(desk, told, clock, one):
    script = held(desk)
    with pytest.raises(NotFound):
        perform(desk.world.lead, prescription.answer, script, YES)

    clock.advance(days=1, hours=1)
    timer.run_due()

    assert set(told("escalated")) == {desk.gp.id, desk.world.lead.id}
    assert perform(desk.world.lead, prescription.answer, script, YES).status == "active"
    assert one(Prescription, script).escalated_at is None


def test_the_patient_takes_it_to_another_pharmacy_until_one_has_started(desk, told, one):
    script = desk.signed()

    perform(desk.patient, prescription.choose_pharmacy, script, to(desk.counter.east))

    assert one(Prescription, script).pharmacy_id == desk.counter.east
    assert told("pharmacy_changed") == {
        desk.counter.other.id: "Anna Ash sent a prescription to you",
        desk.counter.phil.id: "Anna Ash took a prescription to another pharmacy",
        desk.counter.petra.id: "Anna Ash took a prescription to another pharmacy",
        desk.gp.id: "Anna Ash chose the pharmacy for your prescription",
    }
    perform(desk.counter.other, dispense.claim, script)
    with pytest.raises(StepNotPossible, match="East Pharmacy has started"):
        perform(desk.patient, prescription.choose_pharmacy, script, to(desk.counter.west))


def test_choosing_the_same_pharmacy_changes_nothing(desk, told):
    script = desk.signed()

    perform(desk.patient, prescription.choose_pharmacy, script, to(desk.counter.west))

    assert told("pharmacy_changed") == {}


def test_r2_a_change_of_pharmacy_against_a_start_leaves_one_holder(desk, at_once, one):
    for _ in range(3):
        script = desk.signed()

        at_once([
            lambda script=script: perform(
                desk.patient, prescription.choose_pharmacy, script, to(desk.counter.east)
            ),
            lambda script=script: perform(desk.counter.phil, dispense.claim, script),
        ])  # fmt: skip

        row = one(Prescription, script)
        assert (row.claim_status == "claimed") == (row.pharmacy_id == desk.counter.west)


def test_a_pharmacy_that_is_suspended_loses_what_it_holds(desk, told, one):
    script = busy(desk)

    perform(desk.world.admin, organization_edit.suspend, desk.counter.west)

    row = one(Prescription, script)
    assert (row.claim_status, row.status) == ("released", "active")
    assert "not available any more" in told("released")[desk.patient.id]
    perform(desk.patient, prescription.choose_pharmacy, script, to(desk.counter.east))


def test_suspending_another_place_takes_nothing_away(desk, one):
    script = busy(desk)

    perform(desk.world.admin, organization_edit.suspend, desk.world.north)

    assert one(Prescription, script).claim_status == "claimed"


def test_what_nobody_supplied_expires_and_goes_back_into_stock(desk, clock, one, rows, told):
    script = busy(desk)
    clock.advance(days=183, seconds=1)

    timer.run_due()

    row = one(Prescription, script)
    assert (row.status, row.due_at) == ("expired", None)
    assert [d.status for d in rows(Dispense)] == ["returned"]
    assert {desk.patient.id, desk.gp.id, desk.counter.phil.id} <= set(told("expired"))


def test_the_patient_is_reminded_a_week_before(desk, clock, told, one):
    script = desk.signed()
    clock.advance(days=176)

    timer.run_due()
    timer.run_due()

    assert told("expiring") == {
        desk.patient.id: "Your prescription of Paracetamol 500 mg tablets expires on 14 March"
    }
    assert one(Prescription, script).remind_at is None


def test_s11_reading_is_audited_for_professionals_and_shown_to_the_patient(desk, rows):
    script = desk.signed()
    for who in (desk.gp, desk.counter.phil, desk.patient, desk.gp):
        perform(who, prescription.open_record, script)

    reads = rows(AuditEntry, AuditEntry.action == "prescription:read")
    assert [r.actor_id for r in reads] == [desk.gp.id, desk.counter.phil.id]
    looks = look(desk.patient, record_reading.looks).items
    (pharmacy,) = [one for one in looks if one.who == desk.counter.phil.name]
    assert (pharmacy.what, pharmacy.why) == (
        "a prescription",
        "Your prescription came to West Pharmacy",
    )


def test_reading_settles_what_was_told_about_it(desk):
    script = desk.signed()
    before = look(desk.patient, notification.unread_count).unread

    perform(desk.patient, prescription.open_record, script)

    assert look(desk.patient, notification.unread_count).unread == before - 1


def test_s2_someone_elses_id_and_an_invented_one_are_not_found(desk):
    script = desk.signed()
    for who in (
        desk.world.other_gp,
        desk.world.other_patient,
        desk.world.patient2,
        desk.counter.other,
    ):
        for found in (script, UUID(int=0), "x"):
            with pytest.raises(NotFound):
                perform(who, prescription.open_record, found)


def test_a_cover_who_is_no_clinician_any_more_is_nobody(desk, write):
    script = held(desk)
    cover = desk.covered(desk.counter.phil)

    with pytest.raises(PortalError):
        perform(cover, prescription.answer, script, YES)


def test_professionals_read_who_asked_about_allergies_and_when(desk):
    perform(desk.gp, record_entry.none_known, desk.patient.id)
    one = desk.signed()

    for who in (desk.gp, desk.counter.phil):
        view = look(who, prescription.get, one)
        assert view.allergy_knowledge == "none_known"
        assert view.none_known_by == "Dr Carol Cedar, 14 September 2026"
    assert look(desk.patient, prescription.get, one).none_known_by == ""
