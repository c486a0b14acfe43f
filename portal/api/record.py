"""/api/patients and /api/record"""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query

from portal.api import example_record as examples
from portal.api.deps import CurrentActor
from portal.api.gate import READING, WRITING, needs
from portal.api.paging import Paging
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.domain.record import EntryKind, TimelineKind, Vital
from portal.schemas.record import (
    EntryPage,
    EntryView,
    LookPage,
    NeedsView,
    PatientList,
    RecordView,
    SeriesView,
    TimelinePage,
)
from portal.schemas.record_claim import (
    AllergyClaim,
    AllergyCorrection,
    ConditionClaim,
    ConditionCorrection,
    Ending,
    MeasurementClaim,
    MeasurementCorrection,
    MedicationClaim,
    MedicationCorrection,
    NeedsClaim,
    Why,
)
from portal.services import record, record_entry, record_needs, record_reading, record_timeline
from portal.services.work import act, see

router = APIRouter(tags=["record"])
PATIENT = "/api/patients/{patient_id}"

Id = Annotated[str, Path(description="The patient.", examples=[examples.PATIENT_ID])]
EntryId = Annotated[str, Path(description="The entry.", examples=[examples.ENTRY_ID])]
Asked = Annotated[str, Query(max_length=100, description="Part of a name, or a day of birth.")]


class TimelineSlice(Paging):
    """Which part of a timeline."""

    kind: TimelineKind | None = None


@router.get("/api/patients", **needs(Permission.RECORD_WRITE))
async def patients(actor: CurrentActor, q: Asked = "") -> PatientList:
    """List the patients the clinician has a consultation with, by name."""
    return await see(actor, record.my_patients, q)


@router.get(f"{PATIENT}/record", **needs(Permission.RECORD_READ, *READING, 404))
async def get(patient_id: Id, actor: CurrentActor) -> RecordView:
    """Open a record at a glance; the reading is kept, and the patient sees it."""
    return await act(actor, record.open_record, patient_id)


@router.get(f"{PATIENT}/timeline", **needs(Permission.RECORD_READ, *READING, 404))
async def timeline(
    patient_id: Id, page: Annotated[TimelineSlice, Query()], actor: CurrentActor
) -> TimelinePage:
    """List what happened, newest first."""
    return await act(
        actor, record_timeline.read_timeline, patient_id, page.kind, page.cursor, page.limit
    )


@router.get(f"{PATIENT}/entries/{{kind}}", **needs(Permission.RECORD_READ, *READING, 404))
async def history(
    patient_id: Id, kind: EntryKind, page: Annotated[Paging, Query()], actor: CurrentActor
) -> EntryPage:
    """List every entry of one kind, with those that were corrected or withdrawn, and why."""
    return await act(actor, record_timeline.read_history, patient_id, kind, page.cursor, page.limit)


@router.get(f"{PATIENT}/measurements/{{vital}}", **needs(Permission.RECORD_READ, *READING, 404))
async def series(patient_id: Id, vital: Vital, actor: CurrentActor) -> SeriesView:
    """Read one measurement over time, oldest first, by its LOINC code."""
    return await act(actor, record_timeline.read_series, patient_id, vital)


@router.put(f"{PATIENT}/needs", **needs(Permission.RECORD_WRITE, *WRITING, 404))
async def change_needs(
    patient_id: Id,
    body: Annotated[NeedsClaim, Body(openapi_examples=examples.NEEDS)],
    write: Writer,
) -> NeedsView:
    """Write anew how to reach the patient and what they need."""
    return await write(record_needs.change, patient_id, body)


@router.post(
    f"{PATIENT}/no-known-allergies",
    status_code=201,
    **needs(Permission.RECORD_WRITE, *WRITING, 404),
)
async def none_known(patient_id: Id, write: Writer) -> EntryView:
    """Write down that the patient was asked and has no known allergy."""
    return await write(record_entry.none_known, patient_id)


@router.post(
    f"{PATIENT}/allergies", status_code=201, **needs(Permission.RECORD_WRITE, *WRITING, 404)
)
async def add_allergy(
    patient_id: Id,
    body: Annotated[AllergyClaim, Body(openapi_examples=examples.ALLERGIES)],
    write: Writer,
) -> EntryView:
    """Write down an allergy."""
    return await write(record_entry.add, patient_id, body)


@router.post(
    f"{PATIENT}/conditions", status_code=201, **needs(Permission.RECORD_WRITE, *WRITING, 404)
)
async def add_condition(
    patient_id: Id,
    body: Annotated[ConditionClaim, Body(openapi_examples=examples.CONDITIONS)],
    write: Writer,
) -> EntryView:
    """Write down a condition by its ICD-10 code."""
    return await write(record_entry.add, patient_id, body)


@router.post(
    f"{PATIENT}/medications", status_code=201, **needs(Permission.RECORD_WRITE, *WRITING, 404)
)
async def add_medication(
    patient_id: Id,
    body: Annotated[MedicationClaim, Body(openapi_examples=examples.MEDICATIONS)],
    write: Writer,
) -> EntryView:
    """Write down what the patient takes."""
    return await write(record_entry.add, patient_id, body)


@router.post(
    f"{PATIENT}/measurements", status_code=201, **needs(Permission.RECORD_WRITE, *WRITING, 404)
)
async def add_measurement(
    patient_id: Id,
    body: Annotated[MeasurementClaim, Body(openapi_examples=examples.MEASUREMENTS)],
    write: Writer,
) -> EntryView:
    """Write down a measurement; a value that nobody can have is refused."""
    return await write(record_entry.add, patient_id, body)


@router.post(
    f"{PATIENT}/allergies/{{entry_id}}/correct", **needs(Permission.RECORD_WRITE, *WRITING, 404)
)
async def correct_allergy(
    patient_id: Id,
    entry_id: EntryId,
    body: Annotated[AllergyCorrection, Body(openapi_examples=examples.ALLERGY_CORRECTIONS)],
    write: Writer,
) -> EntryView:
    """Write an allergy anew; the old value stays readable."""
    return await write(record_entry.correct, patient_id, entry_id, body)


@router.post(
    f"{PATIENT}/conditions/{{entry_id}}/correct", **needs(Permission.RECORD_WRITE, *WRITING, 404)
)
async def correct_condition(
    patient_id: Id,
    entry_id: EntryId,
    body: Annotated[ConditionCorrection, Body(openapi_examples=examples.CONDITION_CORRECTIONS)],
    write: Writer,
) -> EntryView:
    """Write a condition anew; the old value stays readable."""
    return await write(record_entry.correct, patient_id, entry_id, body)


@router.post(
    f"{PATIENT}/medications/{{entry_id}}/correct", **needs(Permission.RECORD_WRITE, *WRITING, 404)
)
async def correct_medication(
    patient_id: Id,
    entry_id: EntryId,
    body: Annotated[MedicationCorrection, Body(openapi_examples=examples.MEDICATION_CORRECTIONS)],
    write: Writer,
) -> EntryView:
    """Write a medication anew; the old value stays readable."""
    return await write(record_entry.correct, patient_id, entry_id, body)


@router.post(
    f"{PATIENT}/measurements/{{entry_id}}/correct", **needs(Permission.RECORD_READ, *WRITING, 404)
)
async def correct_measurement(
    patient_id: Id,
    entry_id: EntryId,
    body: Annotated[MeasurementCorrection, Body(openapi_examples=examples.MEASUREMENT_CORRECTIONS)],
    write: Writer,
) -> EntryView:
    """Write a measurement anew; patients correct what they measured themselves."""
    return await write(record_entry.correct, patient_id, entry_id, body)


@router.post(
    f"{PATIENT}/entries/{{kind}}/{{entry_id}}/withdraw",
    **needs(Permission.RECORD_READ, *WRITING, 404),
)
async def withdraw(
    patient_id: Id,
    kind: EntryKind,
    entry_id: EntryId,
    body: Annotated[Why, Body(openapi_examples=examples.REASONS)],
    write: Writer,
) -> EntryView:
    """Mark an entry as entered in error; it stays readable, with the reason."""
    return await write(record_entry.withdraw, patient_id, kind, entry_id, body)


@router.post(
    f"{PATIENT}/entries/{{kind}}/{{entry_id}}/end",
    **needs(Permission.RECORD_WRITE, *WRITING, 404),
)
async def end(
    patient_id: Id,
    kind: EntryKind,
    entry_id: EntryId,
    body: Annotated[Ending, Body(openapi_examples=examples.ENDINGS)],
    write: Writer,
) -> EntryView:
    """Say that a condition or a medication is over."""
    return await write(record_entry.end, patient_id, kind, entry_id, body)


@router.get("/api/record", **needs(Permission.RECORD_MEASURE))
async def mine(actor: CurrentActor) -> RecordView:
    """Read one's own record."""
    return await see(actor, record.mine)


@router.put("/api/record/needs", **needs(Permission.RECORD_MEASURE, *WRITING))
async def change_mine(
    body: Annotated[NeedsClaim, Body(openapi_examples=examples.NEEDS)], write: Writer
) -> NeedsView:
    """Write anew how to reach oneself and what one needs."""
    return await write(record_needs.change_mine, body)


@router.post(
    "/api/record/measurements", status_code=201, **needs(Permission.RECORD_MEASURE, *WRITING)
)
async def measure(
    body: Annotated[MeasurementClaim, Body(openapi_examples=examples.MEASUREMENTS)], write: Writer
) -> EntryView:
    """Write down what one measured at home; it is marked as the patient's own."""
    return await write(record_entry.measure, body)


@router.get("/api/record/looks", **needs(Permission.RECORD_MEASURE))
async def looks(page: Annotated[Paging, Query()], actor: CurrentActor) -> LookPage:
    """List who looked at one's record, newest first: who, at what, when and why."""
    return await see(actor, record_reading.looks, page.cursor, page.limit)
