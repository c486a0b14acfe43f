"""Prescriptions as their viewers see them: rows, details, timelines."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, select

from portal.domain.dispensing import CLAIM, FLOWS
from portal.domain.medicine import CONTROLLED
from portal.domain.permission import Permission, Role
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_word import (
    CLOSED,
    LIVE,
    SIGNED,
    SUPPLIABLE,
    ClaimStatus,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.domain.workflow import Party, Step
from portal.models import AuditEntry, PatientProfile, Prescription, User
from portal.schemas.consultation import StepView, TimelineEntry
from portal.schemas.prescription import LaneView, PharmacyView, PrescriptionRow, PrescriptionView
from portal.services import (
    access_prescription,
    namesake,
    pharmacy,
    prescription_part,
    prescription_queue,
    prescription_reader,
    record_safety,
)
from portal.services.consultation_view import age_on
from portal.services.prescription_facts import Facts
from portal.services.prescription_lane import lane
from portal.services.prescription_read import Known, known
from portal.services.prescription_reader import gone
from portal.services.prescription_step import under_way
from portal.services.record_view import day
from portal.services.work import Work

S, C, I, U, P = PrescriptionStatus, ClaimStatus, ItemStatus, SupplyStatus, Party  # noqa: E741
SOON = timedelta(days=14)
HALF = 4
GIVEN_BACK = "It is not with your pharmacy any more."
FIRST = ("sign", "answer", "stop", "claim")
"""The next step that a row offers as a button, if it is open."""

UNSAID = frozenset({"draft", "offer", "offer_anew", "prescribe", "discard"})
UNSAID_TO_PATIENTS = UNSAID | {"escalate", "linger", "claim"}
WITHOUT_WHY = frozenset({"withhold"})
"""Steps whose reason is a warning for those who treat; the patient is told to ask."""


def printed(code: str) -> str:
    """Return a code as it is printed: 7QK4-M2XD."""
    return f"{code[:HALF]}-{code[HALF:]}" if code else ""


def rows(work: Work, found: Sequence[Prescription]) -> list[PrescriptionRow]:
    """Return list lines for prescriptions the actor may see: six queries for any number."""
    behind = known(work, found)
    alike = namesake.among(work, [behind.people[one.patient_id] for one in found])
    return [row(work, one, behind, alike) for one in found]


def row(work: Work, one: Prescription, behind: Known, alike: Mapping[UUID, str]) -> PrescriptionRow:
    """Return one list line; `alike` says who can be taken for the patient."""
    facts = behind.facts(work, one)
    patient, items = behind.people[one.patient_id], facts.items
    named = [i.name for i in items] or [str(i.get("name", "")) for i in one.draft.get("items", [])]
    held = _parties(work, one, behind)
    may = open_steps(facts, held)
    first = next((s for name in FIRST for s in may if s.name == name), None)
    turn, words = whose_turn(facts, held)
    stands = prescription_queue.queues(one, items, facts.supplies)
    return PrescriptionRow(
        id=str(one.id),
        code=printed(one.code),
        status=one.status,
        claim_status=one.claim_status,
        patient_id=str(one.patient_id),
        patient=patient.name,
        born=day(patient.birth_date),
        namesake=alike.get(patient.id, ""),
        age=age_on(work.at.date(), patient.birth_date),
        sex=patient.sex,
        prescriber=facts.prescriber,
        pharmacy=facts.place.name if facts.place else "",
        medicines=_medicines(named),
        item_count=len(named),
        closed_count=sum(i.status in (I.DISPENSED, I.NOT_DISPENSED) for i in items),
        issue=one.issue,
        issues=one.issues,
        created_at=one.created_at,
        signed_at=one.signed_at,
        since=_since(facts),
        expires_at=one.expires_at,
        expires_soon=one.status in LIVE
        and one.expires_at is not None
        and one.expires_at - SOON <= work.at,
        queue=stands[0] if stands else "",
        queues=stands,
        stop_requested=one.stop_requested_at is not None,
        alerted=one.id in behind.warned,
        controlled=any(i.schedule in CONTROLLED for i in items),
        turn=turn,
        turn_words=words,
        lane=LaneView(words=GIVEN_BACK, steps=[]) if gone(work, held) else lane(facts),
        step=first.name if first else "",
        step_label=first.label if first else "",
    )


def detail(work: Work, one: Prescription) -> PrescriptionView:
    """Return everything about one prescription that the actor may see."""
    work.session.flush()
    if work.unseen:
        return PrescriptionView.model_construct(id=str(one.id))
    behind = known(work, [one])
    facts = behind.facts(work, one)
    held = _parties(work, one, behind)
    alike = namesake.among(work, [behind.people[one.patient_id]])
    cares = Permission.MEDICINE_READ in work.actor.permissions
    may = prescription_reader.reader(work, one, held)
    warned = prescription_part.warnings(work, one, facts.items) if cares else []
    warned = [w for w in warned if may.present or not w.after_signing]
    now = cares and may.present
    safe = record_safety.of(work, one.patient_id) if now else record_safety.UNKNOWN
    profile = select(PatientProfile.address).where(PatientProfile.user_id == one.patient_id)
    practice = behind.places[one.practice_id]
    places = {place.id: place.name for place in behind.places.values()}
    came, following = _following(work, one)
    ours = {str(s.id) for s in facts.supplies if s.pharmacy_id == work.actor.organization_id}
    return PrescriptionView(
        **row(work, one, behind, alike).model_dump(),
        patient_phone=behind.people[one.patient_id].phone if may.present else "",
        patient_address=(work.session.exec(profile).first() or "") if may.present else "",
        practice=practice.name,
        practice_phone=practice.phone,
        consultation_id=str(one.consultation_id or ""),
        note=one.note if cares else "",
        reason=one.reason if may.reads(one.status_since) else "",
        items=[prescription_part.item(facts, i, warned, held) for i in facts.items],
        warnings=warned,
        supplies=[
            s
            for s in prescription_part.supplies(work, facts, places, held)
            if may.until is None or s.id in ours
        ],
        thread=[t for t in prescription_part.thread(work, one) if may.reads(t.at)] if cares else [],
        held_at=one.held_at if one.status is S.ON_HOLD else None,
        escalated=one.escalated_at is not None,
        place=pharmacy.view(work, facts.place) if facts.place else PharmacyView.blank(),
        may_choose="choose_pharmacy" in {s.name for s in open_steps(facts, held)},
        interval_days=one.interval_days,
        next_issue_at=one.next_issue_at,
        next_issue_id=following,
        repeats_over=_comes_no_more(one) and not came,
        allergy_knowledge=safe.knowledge,
        none_known_by=safe.none_known_by,
        allergies=safe.allergies,
        taking=safe.taking,
        steps=[
            StepView(name=s.name, label=s.label, asks=list(s.asks)) for s in open_steps(facts, held)
        ],
        timeline=[t for t in timeline(work, one) if may.reads(t.at)],
    )


def open_steps(facts: Facts, held: frozenset[Party]) -> list[Step]:
    """Return the steps of prescription and claim that these parties may take now."""
    row_, busy = facts.row, under_way(facts.supplies)
    stopped = row_.stop_requested_at is not None
    steps = WORKFLOW.open_steps(row_.status, held)
    hidden = {"cancel"} if busy or stopped else {"request_stop"}
    hidden |= {"hold"} if stopped else {"stop", "already_handed_over"}
    if stopped:
        hidden |= {"request_stop", "withdraw", "choose_pharmacy"}
    if row_.claim_status is C.CLAIMED or busy:
        hidden.add("choose_pharmacy")
    if row_.claim_status is not C.CLAIMED:
        hidden.add("hold")
    if row_.next_issue_at is None or stopped:
        hidden.add("end_repeats")
    steps = [s for s in steps if s.name not in hidden]
    if row_.status in SUPPLIABLE and not stopped and not busy:
        steps += [
            s for s in CLAIM.open_steps(row_.claim_status, held) if s.name in ("claim", "release")
        ]
    return steps


def whose_turn(facts: Facts, held: frozenset[Party]) -> tuple[str, str]:
    """Return `mine`, `theirs` or `nobody`, and the same in words."""
    if facts.row.status in CLOSED | {S.DISCARDED}:
        return "nobody", ""
    party, name = _turn(facts)
    mine = party in held or (party is P.PRESCRIBER and bool(held & {P.COVER, P.LEAD}))
    return ("mine", "Your turn") if mine else ("theirs", f"{name}’s turn")


def _turn(facts: Facts) -> tuple[Party, str]:
    one, pharmacy_turn = facts.row, (P.PHARMACY, facts.pharmacy)
    if one.stop_requested_at is not None:
        return pharmacy_turn
    if one.status in (S.DRAFT, S.ON_HOLD):
        return P.PRESCRIBER, facts.prescriber
    if facts.place is None or one.claim_status is C.RELEASED:
        return P.PATIENT, "The patient"
    busy = under_way(facts.supplies)
    waits = bool(busy) and all(s.status is U.READY for s in busy)
    return (P.PATIENT, "The patient") if waits else pharmacy_turn


def timeline(work: Work, one: Prescription) -> list[TimelineEntry]:
    """Return what happened, oldest first, in the words of the workflows.

    A patient does not read how professionals were reminded or warned, and nobody what the portal
    derives.
    """
    tags = {step.tag for flow in (WORKFLOW, *FLOWS) for step in flow.steps}
    query = (
        select(AuditEntry, User.name)
        .outerjoin(User, col(User.id) == AuditEntry.actor_id)
        .where(
            AuditEntry.subject_id == one.id,
            AuditEntry.outcome == "done",
            col(AuditEntry.action).in_(tags),
        )
    )
    own = work.actor.role is Role.PATIENT
    hidden = UNSAID_TO_PATIENTS if own else UNSAID
    found: list[TimelineEntry] = []
    for entry, who in work.session.exec(query.order_by(col(AuditEntry.seq))):
        step = _step_behind(entry.action, alone=entry.actor_id is None)
        derived = step.quiet and step.by == frozenset({P.SYSTEM})
        if step.name in hidden or derived:
            continue
        why = "" if own and step.name in WITHOUT_WHY else entry.reason
        found.append(TimelineEntry(what=step.done, who=who or "", at=entry.created_at, reason=why))
    return found


def _step_behind(tag: str, *, alone: bool) -> Step:
    same = [s for flow in (WORKFLOW, *FLOWS) for s in flow.steps if s.tag == tag]
    return next((s for s in same if (P.SYSTEM in s.by) is alone), same[0])


def _parties(work: Work, one: Prescription, behind: Known) -> frozenset[Party]:
    cover = behind.people[one.prescriber_id].cover_id
    return access_prescription.parties(work.actor, one, cover)


def _comes_no_more(one: Prescription) -> bool:
    """Whether issues were signed for after this one, and none is planned."""
    return one.status in SIGNED and one.issue < one.issues and one.next_issue_at is None


def _following(work: Work, one: Prescription) -> tuple[bool, str]:
    """Return whether the issue after this one has come, and which it is, if the actor sees it."""
    if not _comes_no_more(one):
        return False, ""
    mine = access_prescription.prescriptions(work.actor).label("mine")
    query = select(Prescription.id, mine).where(
        Prescription.original_id == (one.original_id or one.id), Prescription.issue == one.issue + 1
    )
    found = work.session.exec(query).first()
    return found is not None, str(found[0]) if found and found[1] else ""


def _since(facts: Facts) -> datetime:
    """Return since when it stands where it stands now."""
    busy = under_way(facts.supplies)
    moments = [facts.row.status_since, facts.row.claim_since, facts.row.stop_requested_at]
    moments += [one.status_since for one in busy]
    return max(one for one in moments if one is not None)


def _medicines(named: Sequence[str]) -> str:
    if len(named) <= 1:
        return "".join(named)
    return f"{named[0]} and {len(named) - 1} more"
