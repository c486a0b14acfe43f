"""Lists of prescriptions: a patient's, a prescriber's, and the queues of a pharmacy."""

from typing import Any

from sqlalchemy import ColumnElement, case, func
from sqlalchemy import select as rows_of
from sqlmodel import col, or_, select

from portal.domain.errors import Invalid, NotFound
from portal.domain.permission import Permission
from portal.domain.prescription_word import LIVE, PrescriptionStatus
from portal.models import Prescription, PrescriptionItem, User
from portal.schemas.prescription import PrescriptionPage, QueueCount, QueueView
from portal.services import access_prescription, paging, prescription_view, record
from portal.services.prescription_queue import NAMES, QUEUES, clause
from portal.services.work import Work

S = PrescriptionStatus
FOR_US = ("new", "preparing", "check")
SHOWS = ("drafts", "waiting", "active", "past")
SHOWN, COUNTED = 500, 1000
"""How many rows of a queue a page shows at most, and how far what only grows is counted."""


def patient_page(
    work: Work, cursor: str | None = None, limit: int = paging.PAGE, *, active: bool | None = None
) -> PrescriptionPage:
    """Return one page of the patient's own prescriptions, newest first."""
    work.require(Permission.PRESCRIPTION_CHOOSE)
    mine: list[ColumnElement[bool]] = []
    if active is not None:
        live = col(Prescription.status).in_(LIVE)
        mine.append(live if active else ~live)
    return _page(work, mine, cursor, limit)


def doctor_page(
    work: Work,
    cursor: str | None = None,
    limit: int = paging.PAGE,
    status: str | None = None,
    q: str = "",
) -> PrescriptionPage:
    """Return one page of what the actor prescribed, or answers for, newest first.

    `status` is a status, or drafts, waiting (a pharmacy asks), active or past; `q` is a part of
    the patient's name, the medicine or the printed code. Raises Invalid for an unknown status.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    mine: list[ColumnElement[bool]] = [_answers_for(work), col(Prescription.status) != S.DISCARDED]
    if status:
        mine.append(_shown(status))
    if q.strip():
        mine.append(_matches(q.strip()))
    return _page(work, mine, cursor, limit)


def asking(work: Work) -> int:
    """Return how many pharmacies wait for an answer that the actor may give."""
    work.require(Permission.PRESCRIPTION_WRITE)
    where = [_answers_for(work), _shown("waiting")]
    where.append(access_prescription.prescriptions(work.actor))
    return work.session.exec(select(func.count()).select_from(Prescription).where(*where)).one()


def of_patient(work: Work, patient_id: str, limit: int = paging.PAGE) -> PrescriptionPage:
    """Return what a patient was prescribed, newest first, for whoever may open their record."""
    work.require(Permission.PRESCRIPTION_WRITE)
    patient = record.find_patient(work, patient_id)
    mine: list[ColumnElement[bool]] = [
        col(Prescription.patient_id) == patient.id,
        col(Prescription.status) != S.DISCARDED,
    ]
    return _page(work, mine, None, limit)


def pharmacy_page(
    work: Work, cursor: str | None = None, limit: int = paging.PAGE, queue: str | None = None
) -> PrescriptionPage:
    """Return one page of what is, or was, with the actor's pharmacy, newest first."""
    work.require(Permission.PRESCRIPTION_DISPENSE)
    mine = [clause(_queue(queue))] if queue else []
    return _page(work, mine, cursor, limit)


def counter(work: Work, queue: str = "new", q: str = "", limit: int = paging.PAGE) -> QueueView:
    """Return a pharmacy's counter: how many wait in each queue, and one queue, oldest first.

    `q` finds in all queues: a part of the patient's name, a medicine, the printed code. What is
    found, and what is done, is counted up to a thousand.
    """
    work.require(Permission.PRESCRIPTION_DISPENSE)
    if work.actor.organization_id is None:
        raise NotFound("You are not registered with a pharmacy yet.")
    here = col(Prescription.pharmacy_id) == work.actor.organization_id
    queue = queue if queue in NAMES else "new"
    limit = max(1, min(limit, SHOWN))
    which = _matches(q.strip()) if q.strip() else clause(queue)
    newest = queue == "done" and not q.strip()
    since = col(Prescription.status_since)
    query = select(Prescription).where(here, which)
    first = col(Prescription.stop_requested_at).is_(None)
    order = (since.desc(),) if newest else (first, col(Prescription.signed_at), since)
    found = work.session.exec(query.order_by(*order, col(Prescription.id)).limit(limit)).all()
    counts = _counts(work, here)
    total = next((one.count for one in counts if one.queue == queue and not q.strip()), None)
    if total is None:
        total = _counted(work, here, which)
    return QueueView(
        counts=counts,
        queue=queue,
        rows=prescription_view.rows(work, found),
        total=total,
        total_words=f"{total:,}" if total <= COUNTED else f"more than {COUNTED:,}",
        more=len(found) < total and limit < SHOWN,
    )


def _counted(work: Work, *where: ColumnElement[bool]) -> int:
    """Count rows, and stop one past a thousand."""
    found = select(Prescription.id).where(*where).limit(COUNTED + 1).subquery()
    return work.session.exec(select(func.count()).select_from(found)).one()


def waiting(work: Work) -> int:
    """Count what waits for the actor's pharmacy: to start, to prepare, to check, to stop."""
    work.require(Permission.PRESCRIPTION_DISPENSE)
    if work.actor.organization_id is None:
        return 0
    query = (
        select(func.count())
        .select_from(Prescription)
        .where(
            col(Prescription.pharmacy_id) == work.actor.organization_id,
            or_(*[clause(name) for name in FOR_US], _stopping()),
        )
    )
    return work.session.exec(query).one()


def _stopping() -> ColumnElement[bool]:
    asked = col(Prescription.stop_requested_at).is_not(None)
    return asked & col(Prescription.status).in_(LIVE)


def _counts(work: Work, here: ColumnElement[bool]) -> list[QueueCount]:
    """Count every queue in one statement; what is done is not counted: it only grows."""
    open_ones = [one for one in QUEUES if one.name != "done"]
    parts: list[Any] = []
    for one in open_ones:
        stands = clause(one.name)
        parts.append(func.coalesce(func.sum(case((stands, 1), else_=0)), 0))
        parts.append(func.min(case((stands, col(Prescription.signed_at)))))
    query = rows_of(*parts).where(here, col(Prescription.status).in_(LIVE))
    found: list[Any] = list(work.session.connection().execute(query).one())
    return [
        QueueCount(
            queue=one.name,
            word=one.word,
            count=found[2 * place],
            oldest_at=found[2 * place + 1],
        )
        for place, one in enumerate(open_ones)
    ]


def _answers_for(work: Work) -> ColumnElement[bool]:
    """What the actor prescribed, covers, or was called to as the lead."""
    own = col(Prescription.prescriber_id) == work.actor.id
    covered = select(User.id).where(col(User.cover_id) == work.actor.id)
    return or_(own, col(Prescription.prescriber_id).in_(covered), _escalated(work))


def _escalated(work: Work) -> ColumnElement[bool]:
    lead = work.actor.is_lead
    here = col(Prescription.practice_id) == (work.actor.organization_id if lead else None)
    return here & (col(Prescription.status) == S.ON_HOLD) & _rung()


def _rung() -> ColumnElement[bool]:
    return col(Prescription.escalated_at).is_not(None)


def _shown(status: str) -> ColumnElement[bool]:
    groups = {
        "drafts": (S.DRAFT,),
        "waiting": (S.ON_HOLD,),
        "active": tuple(LIVE),
        "past": (S.DISPENSED, S.NOT_DISPENSED, S.CANCELLED, S.EXPIRED),
    }
    known = groups.get(status) or ((S(status),) if status in set(S) else None)
    if known is None:
        words = ", ".join([*SHOWS, *S])
        raise Invalid("There is no such status.", {"status": f"Use one of {words}."})
    return col(Prescription.status).in_(known)


def _queue(queue: str) -> str:
    if queue not in NAMES:
        raise Invalid("There is no such queue.", {"queue": f"Use one of {', '.join(NAMES)}."})
    return queue


def _matches(q: str) -> ColumnElement[bool]:
    """Find by a part of the patient's name, of a medicine, or by the printed code."""
    code = q.replace("-", "").replace(" ", "").upper()
    named = select(User.id).where(col(User.name).icontains(q, autoescape=True))
    held = select(PrescriptionItem.prescription_id).where(
        col(PrescriptionItem.name).icontains(q, autoescape=True)
    )
    return or_(
        col(Prescription.patient_id).in_(named),
        col(Prescription.id).in_(held),
        (col(Prescription.code) == code) & (col(Prescription.code) != ""),
    )


def _page(
    work: Work, mine: list[ColumnElement[bool]], cursor: str | None, limit: int
) -> PrescriptionPage:
    limit = max(1, min(limit, paging.PAGE))
    where = [access_prescription.prescriptions(work.actor), *mine]
    place = (col(Prescription.created_at), col(Prescription.id))
    query = select(Prescription).where(*where)
    if cursor:
        query = query.where(paging.behind(cursor, *place))
    found = work.session.exec(query.order_by(*(c.desc() for c in place)).limit(limit + 1)).all()
    last = found[limit - 1] if len(found) > limit else None
    total = work.session.exec(select(func.count()).select_from(Prescription).where(*where)).one()
    return PrescriptionPage(
        items=prescription_view.rows(work, found[:limit]),
        total=total,
        next_cursor=paging.encode(last.created_at, last.id) if last else None,
    )
