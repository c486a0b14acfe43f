"""How every step of a prescription goes: find it, see whose step it is, tell, announce."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from portal.domain.account import AccountStatus
from portal.domain.dispensing import derived
from portal.domain.errors import NotFound
from portal.domain.notification import NotificationType
from portal.domain.permission import Role
from portal.domain.prescription import WORKFLOW
from portal.domain.prescription_deadline import Deadlines
from portal.domain.prescription_word import LIVE, UNDER_WAY, PrescriptionStatus
from portal.domain.workflow import Party, Step
from portal.models import Dispense, Organization, Prescription, PrescriptionItem, User
from portal.services import (
    access_prescription,
    notification,
    organization,
    prescription_record,
)
from portal.services.consultation_view import people
from portal.services.work import Work, record_id
from portal.settings import settings

S, P = PrescriptionStatus, Party
MISSING = "This prescription cannot be found, or it is not yours to see."


def deadlines() -> Deadlines:
    """Return how long each turn may take, from the settings."""
    at = settings()
    return Deadlines(
        draft=timedelta(days=at.draft_days),
        months=at.prescription_months,
        controlled=timedelta(days=at.controlled_days),
        reminder=timedelta(days=at.expiry_reminder_days),
        query_working=timedelta(hours=at.query_working_hours),
        prepare_working=timedelta(hours=at.prepare_working_hours),
        uncollected=timedelta(days=at.uncollected_days),
        delivery=timedelta(days=at.delivery_days),
    )


def find(work: Work, prescription_id: UUID | str, *, lock: bool = False) -> Prescription:
    """Return one prescription; what the actor may not see does not exist. Raises NotFound."""
    query = select(Prescription).where(
        col(Prescription.id) == record_id(prescription_id),
        access_prescription.prescriptions(work.actor),
    )
    query = query.execution_options(populate_existing=True)
    row = work.session.exec(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound(MISSING)
    return row


def cover_of(work: Work, row: Prescription) -> UUID | None:
    """Return who acts in the prescriber's absence."""
    return work.session.get_one(User, row.prescriber_id).cover_id


def parties(work: Work, row: Prescription) -> frozenset[Party]:
    """Return what the actor is to this prescription."""
    return access_prescription.parties(work.actor, row, cover_of(work, row))


def step_of(work: Work, row: Prescription, name: str) -> Step:
    """Return the step called `name` as the actor may take it.

    Raises StepNotPossible when it is not open, and NotAllowed when it is somebody else's.
    """
    return WORKFLOW.step(name, row.status, parties(work, row), row.status.word)


def items(work: Work, row: Prescription) -> list[PrescriptionItem]:
    """Return the signed items, in order."""
    query = select(PrescriptionItem).where(PrescriptionItem.prescription_id == row.id)
    return list(work.session.exec(query.order_by(col(PrescriptionItem.position))))


def supplies(work: Work, row: Prescription) -> list[Dispense]:
    """Return every hand-over, in order."""
    query = select(Dispense).where(Dispense.prescription_id == row.id)
    return list(work.session.exec(query.order_by(col(Dispense.number))))


def under_way(found: Sequence[Dispense]) -> list[Dispense]:
    """Return the hand-overs that are not over."""
    return [one for one in found if one.status in UNDER_WAY]


def settle(work: Work, row: Prescription) -> None:
    """Let the prescription's status follow from its items; nobody ever sets it by hand.

    One on hold, or over for another reason, stays what it is. The record's medication follows.
    """
    _follow_items(work, row)
    prescription_record.settle(work, row)


def _follow_items(work: Work, row: Prescription) -> None:
    if row.status not in (LIVE - {S.ON_HOLD}) | {S.DISPENSED, S.NOT_DISPENSED}:
        return
    follows = derived([(one.status, one.supplied) for one in items(work, row)])
    if follows is row.status:
        return
    leading = (s for s in WORKFLOW.steps if P.SYSTEM in s.by and s.quiet and s.target)
    step = next(s for s in leading if row.status in s.sources and S(str(s.target)) is follows)
    row.take(step, work.at)
    if follows in (S.DISPENSED, S.NOT_DISPENSED):
        row.due_at = row.remind_at = None
    else:
        row.due_at = row.expires_at
    work.session.add(row)
    work.record(step.tag, "prescription", row.id, row.patient_id)


def announce(
    work: Work,
    row: Prescription,
    step: Step,
    reason: str = "",
    *,
    former: UUID | None = None,
    words: Mapping[str, str] | None = None,
) -> None:
    """Record the step, tell its parties, and refresh the screens of everybody concerned.

    The record's medication follows what is over. `former` is the pharmacy that had it before this
    step, `words` fill further gaps of sentences.
    """
    if P.LEAD in step.tells:
        row.escalated_at = work.at
    work.session.add(row)
    work.record(step.tag, "prescription", row.id, row.patient_id, reason)
    if step.target in (S.CANCELLED, S.EXPIRED):
        prescription_record.settle(work, row)
    told = recipients(work, row, step, former=former, words=words)
    if told:
        notification.tell(work, NotificationType(step.tag), row.id, told)
    touch(work, row, former)


def touch(work: Work, row: Prescription, former: UUID | None = None) -> None:
    """Let the screens of everybody concerned read again."""
    names = [f"user:{row.patient_id}", f"user:{row.prescriber_id}", f"org:{row.practice_id}"]
    names += [f"org:{place}" for place in (row.pharmacy_id, former) if place]
    if cover := cover_of(work, row):
        names.append(f"user:{cover}")
    work.touch("prescription", row.id, dict.fromkeys(names))


def recipients(
    work: Work,
    row: Prescription,
    step: Step,
    *,
    former: UUID | None = None,
    words: Mapping[str, str] | None = None,
) -> dict[UUID, str]:
    """Return who is told which sentence; the first that fits a person is the one they get."""
    if not step.tells:
        return {}
    known = people(work, [row.patient_id, row.prescriber_id])
    prescriber = known[row.prescriber_id]
    place = work.session.get(Organization, row.pharmacy_id) if row.pharmacy_id else None
    gaps = {
        "actor": work.actor.name,
        "patient": known[row.patient_id].name,
        "prescriber": prescriber.name,
        "pharmacy": place.name if place else "The pharmacy",
        "medicines": medicines(work, row) if "medicines" in "".join(step.tells.values()) else "",
        "expires": f"{row.expires_at:%-d %B}" if row.expires_at else "",
        **(words or {}),
    }
    told: dict[UUID, str] = {}
    for party, sentence in step.tells.items():
        for person in _people_of(work, row, party, prescriber, former):
            told.setdefault(person, sentence.format_map(gaps))
    return told


def medicines(work: Work, row: Prescription) -> str:
    """Return what was prescribed in a few words: the first, and how many more."""
    named = [one.name for one in items(work, row)]
    if len(named) <= 1:
        return "".join(named)
    return f"{named[0]} and {len(named) - 1} more"


def staff(work: Work, pharmacy_id: UUID) -> list[UUID]:
    """Return the pharmacists of a pharmacy who have an active account."""
    query = select(User.id).where(
        User.organization_id == pharmacy_id,
        User.role == Role.PHARMACIST,
        User.status == AccountStatus.ACTIVE,
    )
    return list(work.session.exec(query.order_by(col(User.name))))


def _people_of(
    work: Work, row: Prescription, party: Party, prescriber: User, former: UUID | None
) -> list[UUID]:
    if party is P.LEAD:
        return organization.leads(work, row.practice_id)
    if party in (P.PHARMACY, P.FORMER):
        place = row.pharmacy_id if party is P.PHARMACY else former
        return staff(work, place) if place else []
    person = {
        P.PATIENT: row.patient_id,
        P.PRESCRIBER: prescriber.id,
        P.COVER: prescriber.cover_id,
    }.get(party)
    return [person] if person else []
