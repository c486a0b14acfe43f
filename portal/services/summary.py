"""The summary of a completed consultation: the patient's copy, and the clinician's."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from portal.domain.consultation import ConsultationStatus
from portal.domain.errors import StepNotPossible
from portal.domain.permission import Permission
from portal.infra.lettering import apart
from portal.infra.pdf import Sheet
from portal.models import Consultation, Organization, User
from portal.schemas.summary import Paper, SummaryView
from portal.services import consultation_note, record_reading
from portal.services.consultation_step import find
from portal.services.work import Work

DAY = "%A %-d %B %Y"
TAKEN = "summary:taken"


def take(work: Work, consultation_id: UUID | str) -> Paper:
    """Return the summary as a PDF; that it was taken is kept in the patient's audit.

    A patient's copy holds the outcome, the advice and what was added; history, findings,
    assessment and plan are in the clinician's copy only.
    """
    said = facts(work, consultation_id)
    subject, patient = UUID(said.consultation_id), UUID(said.patient_id)
    mine = work.actor.id == patient
    why = "" if mine else record_reading.relationship(work, patient, subject)
    work.record(TAKEN, "consultation", subject, patient, why)
    return Paper(name=f"consultation-{said.completed_day}.pdf", content=paper(said))


def facts(work: Work, consultation_id: UUID | str) -> SummaryView:
    """Return what the actor's copy says. Raises StepNotPossible before it is completed."""
    work.require(Permission.CONSULTATION_READ)
    row = find(work, consultation_id)
    note = consultation_note.view(work, row.id)
    if row.status is not ConsultationStatus.COMPLETED or note is None or note.at is None:
        raise StepNotPossible("There is a summary once the consultation is completed.")
    return _facts(work, row, note.at)


def _facts(work: Work, row: Consultation, ended: datetime) -> SummaryView:
    practice = work.session.get_one(Organization, row.practice_id)
    patient = work.session.get_one(User, row.patient_id)
    zone = practice.hours.zone
    note = consultation_note.view(work, row.id)
    assert note is not None  # noqa: S101 - `facts` has looked
    born = patient.birth_date
    return SummaryView(
        consultation_id=str(row.id),
        patient_id=str(patient.id),
        practice=practice.name,
        practice_lines=[practice.address, f"Telephone {practice.phone}"],
        patient=patient.name,
        born=f"{born:%-d %B %Y}" if born else "",
        asked_on=_day(row.created_at, zone),
        completed_on=_day(ended, zone),
        completed_day=f"{ended.astimezone(zone):%Y-%m-%d}",
        printed_on=f"{work.at.astimezone(zone):{DAY}, %H:%M}",
        at=work.at,
        symptoms=row.symptoms,
        note=note,
        added=[f"{one.author}, {_day(one.at, zone)}" for one in note.addenda],
        clinical=Permission.CONSULTATION_PROVIDE in work.actor.permissions,
    )


def paper(said: SummaryView) -> bytes:
    """Put a summary on paper: the same words give the same bytes."""
    copy = "Clinician’s copy" if said.clinical else "Patient’s copy"
    sheet = Sheet(
        "Consultation summary",
        said.practice,
        f"{apart(said.patient)} · {copy} · printed {said.printed_on}\n"
        "Confidential. If you find this, please return it to the practice.",
        said.at,
    )
    note = said.note
    sheet.letterhead(said.practice, said.practice_lines)
    sheet.headline("Consultation summary", f"{said.completed_on} · {copy}")
    sheet.fact("Patient", said.patient)
    sheet.fact("Born", said.born)
    sheet.fact("Seen by", note.author)
    sheet.fact("Asked on", said.asked_on)
    sheet.section("What was asked")
    sheet.words(said.symptoms)
    if said.clinical:
        sheet.section("Note")
        sheet.fact("History", note.history)
        sheet.fact("Examination", note.examination)
        sheet.fact("Assessment", note.assessment)
        sheet.fact("Diagnoses (ICD-10)", "\n".join(note.codes))
        sheet.fact("Plan", note.plan)
    sheet.section("Outcome")
    sheet.words(note.outcome)
    sheet.section("What to do next" if not said.clinical else "What the patient reads")
    sheet.fact("Watch for", note.watch_for)
    sheet.fact("By when", note.act_by)
    sheet.fact("Whom to call", note.call_whom)
    if note.addenda:
        sheet.section("Added later")
        for whom, one in zip(said.added, note.addenda, strict=True):
            sheet.small(whom)
            sheet.words(one.body)
    return sheet.written()


def _day(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):{DAY}}"
