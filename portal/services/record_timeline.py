"""One timeline of a record: consultations, entries, documents; and one measurement over time."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from portal.domain.consultation import ConsultationStatus
from portal.domain.errors import NotFound
from portal.domain.permission import Permission
from portal.domain.record import EntryKind, EntryStatus, Source, TimelineKind, Vital
from portal.domain.vital import MEASURES
from portal.models import Attachment, Consultation, ConsultationNote, Measurement, User
from portal.schemas.record import (
    EntryPage,
    EntryView,
    Point,
    SeriesView,
    TimelinePage,
    TimelineRow,
)
from portal.services import access, record, record_reading
from portal.services.consultation_view import age_on, people
from portal.services.paging import PAGE, behind, encode
from portal.services.record_entry import TABLES
from portal.services.record_view import Row, entries, measurement, persons
from portal.services.work import Work, record_id

K = TimelineKind
POINTS = 400
"""How many values a chart draws."""

Found = tuple[datetime, UUID, TimelineRow]


def timeline(
    work: Work,
    patient_id: UUID | str,
    kind: TimelineKind | None = None,
    cursor: str | None = None,
    limit: int = PAGE,
) -> TimelinePage:
    """Return what happened, newest first: of every kind, or of one.

    A fixed number of queries, each for one page at most.
    """
    work.require(Permission.RECORD_READ)
    patient = record.find_patient(work, patient_id)
    found: list[Found] = []
    for one in [kind] if kind else list(TimelineKind):
        found += _readers(one)(work, patient, one, cursor, limit + 1)
    found.sort(key=lambda row: (row[0], str(row[1])), reverse=True)
    shown = found[:limit]
    more = len(found) > limit
    return TimelinePage(
        items=[row for _, _, row in shown],
        next_cursor=encode(shown[-1][0], shown[-1][1]) if more else None,
    )


def history(
    work: Work,
    patient_id: UUID | str,
    kind: EntryKind,
    cursor: str | None = None,
    limit: int = PAGE,
) -> EntryPage:
    """Return every entry of one kind, newest first: corrected and withdrawn ones with reasons."""
    work.require(Permission.RECORD_READ)
    patient = record.find_patient(work, patient_id)
    table: Any = TABLES[kind]
    found = _page(work.session, table, patient.id, table.created_at, cursor, limit + 1)
    views = entries(work, patient, found[:limit])
    more = len(found) > limit
    last = found[limit - 1] if more else None
    return EntryPage(items=views, next_cursor=encode(last.created_at, last.id) if last else None)


def series(work: Work, patient_id: UUID | str, vital: Vital) -> SeriesView:
    """Return one measurement over time, oldest first, with its usual range: the latest 400."""
    work.require(Permission.RECORD_READ)
    patient = record.find_patient(work, patient_id)
    query = (
        select(Measurement)
        .where(
            Measurement.patient_id == patient.id,
            Measurement.vital == vital,
            Measurement.status == EntryStatus.CURRENT,
        )
        .order_by(col(Measurement.taken_at).desc(), col(Measurement.id).desc())
        .limit(POINTS + 1)
    )
    found = list(work.session.exec(query))
    named = people(work, persons(found))
    measure = MEASURES[vital]
    usual = measure.usual(patient.sex, age_on(work.at.date(), patient.birth_date))
    limits = measure.limits(patient.sex)
    return SeriesView(
        vital=vital,
        name=measure.name,
        unit_words=measure.unit_words,
        usual=usual,
        low=limits.low if usual else None,
        high=limits.high if usual else None,
        points=[
            _point(measurement(work, patient, one, named), one) for one in reversed(found[:POINTS])
        ],
        more=len(found) > POINTS,
    )


def read_timeline(
    work: Work,
    patient_id: UUID | str,
    kind: TimelineKind | None = None,
    cursor: str | None = None,
    limit: int = PAGE,
) -> TimelinePage:
    """Return the timeline, and audit that the record was opened."""
    page = timeline(work, patient_id, kind, cursor, limit)
    record_reading.opened(work, patient_id)
    return page


def read_history(
    work: Work,
    patient_id: UUID | str,
    kind: EntryKind,
    cursor: str | None = None,
    limit: int = PAGE,
) -> EntryPage:
    """Return every entry of one kind, and audit that the record was opened."""
    page = history(work, patient_id, kind, cursor, limit)
    record_reading.opened(work, patient_id)
    return page


def read_series(work: Work, patient_id: UUID | str, vital: Vital) -> SeriesView:
    """Return one measurement over time, and audit that the record was opened."""
    page = series(work, patient_id, vital)
    record_reading.opened(work, patient_id)
    return page


def read_entry(
    work: Work, patient_id: UUID | str, kind: EntryKind, entry_id: UUID | str
) -> EntryView:
    """Return one entry, and audit that the record was opened. Raises NotFound."""
    work.require(Permission.RECORD_READ)
    patient = record.find_patient(work, patient_id)
    table: Any = TABLES[kind]
    query = select(table).where(table.id == record_id(entry_id), table.patient_id == patient.id)
    row = work.session.exec(query).one_or_none()
    if row is None:
        raise NotFound(record.MISSING)
    record_reading.opened(work, patient.id)
    (view,) = entries(work, patient, [row])
    return view


def _point(view: Any, row: Measurement) -> Point:
    return Point(
        id=view.id,
        at=row.taken_at,
        value=view.value,
        second=view.value_second,
        text=view.text,
        reading=view.reading,
        reading_words=view.reading_words,
        by_patient=row.source is Source.PATIENT,
    )


Reader = Callable[[Work, User, TimelineKind, str | None, int], list[Found]]


def _readers(kind: TimelineKind) -> Reader:
    return {K.CONSULTATION: _consultations, K.DOCUMENT: _documents}.get(kind, _entries)


def _page(
    session: Session,
    table: Any,
    patient_id: UUID,
    at: Any,
    cursor: str | None,
    limit: int,
    *further: ColumnElement[bool],
) -> Sequence[Any]:
    where: list[ColumnElement[bool]] = [table.patient_id == patient_id, *further]
    if cursor:
        where.append(behind(cursor, col(at), col(table.id)))
    query = select(table).where(*where).order_by(col(at).desc(), col(table.id).desc())
    return session.exec(query.limit(limit)).all()


def _entries(
    work: Work, patient: User, kind: TimelineKind, cursor: str | None, limit: int
) -> list[Found]:
    table: Any = TABLES[EntryKind(kind.value)]
    at = table.taken_at if table is Measurement else table.created_at
    rows: Sequence[Row] = _page(work.session, table, patient.id, at, cursor, limit)
    return [
        (
            row.taken_at if isinstance(row, Measurement) else row.created_at,
            row.id,
            TimelineRow(
                id=view.id,
                kind=kind,
                title=view.title,
                detail=view.detail,
                reason=view.reason,
                by=view.by,
                at=row.taken_at if isinstance(row, Measurement) else row.created_at,
                status=view.status,
                source=view.source,
                link="",
            ),
        )
        for row, view in zip(rows, entries(work, patient, rows), strict=True)
    ]


def _consultations(
    work: Work, patient: User, kind: TimelineKind, cursor: str | None, limit: int
) -> list[Found]:
    """What was said in a consultation is for those who may open it; that it was, for all."""
    rows: Sequence[Consultation] = _page(
        work.session, Consultation, patient.id, Consultation.created_at, cursor, limit
    )
    ids = [row.id for row in rows]
    mine = select(Consultation.id).where(
        col(Consultation.id).in_(ids), access.consultations(work.actor)
    )
    opens = set(work.session.exec(mine))
    notes = _assessments(work, opens)
    named = people(work, [row.clinician_id for row in rows])
    found: list[Found] = []
    for row in rows:
        clinician = named[row.clinician_id].name if row.clinician_id else ""
        status = ConsultationStatus(row.status)
        said = notes.get(row.id) or row.symptoms if row.id in opens else ""
        view = TimelineRow(
            id=str(row.id),
            kind=kind,
            title=f"Consultation with {clinician}" if clinician else "Request for a consultation",
            detail=" · ".join(part for part in (status.word, said) if part),
            by="",
            at=row.created_at,
            status=status,
            source="",
            link=str(row.id) if row.id in opens else "",
        )
        found.append((row.created_at, row.id, view))
    return found


def _assessments(work: Work, ids: set[UUID]) -> dict[UUID, str]:
    """Clinicians read what was found; a patient reads their own words."""
    if not ids or Permission.CONSULTATION_PROVIDE not in work.actor.permissions:
        return {}
    query = select(ConsultationNote.consultation_id, ConsultationNote.assessment)
    return dict(
        work.session.exec(query.where(col(ConsultationNote.consultation_id).in_(ids))).all()
    )


def _documents(
    work: Work, patient: User, kind: TimelineKind, cursor: str | None, limit: int
) -> list[Found]:
    rows: Sequence[Attachment] = _page(
        work.session, Attachment, patient.id, Attachment.created_at, cursor, limit, access.sent()
    )
    named = people(work, [row.uploader_id for row in rows])
    found: list[Found] = []
    for row in rows:
        removed, hidden = row.removed_at is not None, row.sensitive_at is not None
        name = "Sensitive picture" if hidden else row.name
        view = TimelineRow(
            id=str(row.id),
            kind=kind,
            title="A file that was removed" if removed else name,
            detail="",
            reason=row.removed_reason if removed else "",
            by=named[row.uploader_id].name,
            at=row.created_at,
            status="removed" if removed else "current",
            source="",
            link="" if removed else str(row.id),
        )
        found.append((row.created_at, row.id, view))
    return found
