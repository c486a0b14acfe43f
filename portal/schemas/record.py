"""A record as its readers see it: in pages, and as the answers of the API."""

from datetime import date, datetime

from pydantic import Field

from portal.schemas.attachment import AttachmentView
from portal.schemas.base import View


class EntryView(View):
    """One entry of a record, whatever it is about. Lines of it are ready to be read."""

    id: str
    kind: str
    title: str
    detail: str = Field(description="The rest in one line.")
    status: str
    source: str
    by: str = Field(description="Who wrote it.")
    recorded_at: datetime
    replaces_id: str = ""
    reason: str = Field(default="", description="Why it was corrected, withdrawn or ended.")
    changed_by: str = ""
    changed_at: datetime | None = None
    fields: dict[str, str] = Field(description="The entry as a form has it.")


class AllergyView(EntryView):
    """FHIR: AllergyIntolerance."""

    substance: str
    reaction: str
    severity: str
    severity_words: str
    certainty: str
    none_known: bool


class ConditionView(EntryView):
    """FHIR: Condition."""

    code: str
    label: str
    since: date | None
    until: date | None
    note: str


class MedicationView(EntryView):
    """FHIR: MedicationStatement."""

    substance: str
    strength: str
    form: str
    dosage: str
    since: date | None
    until: date | None


class MeasurementView(EntryView):
    """FHIR: Observation."""

    vital: str
    name: str
    value: float
    value_second: float | None
    text: str
    unit: str = Field(description="UCUM.")
    unit_words: str
    reading: str = Field(description="low, usual, high, very_low, very_high, or empty.")
    reading_words: str
    usual: str = Field(description="The usual range of an adult, in words.")
    taken_at: datetime
    note: str


class VitalView(View):
    """The latest of one measurement, how it changed, and the last few as a line."""

    latest: MeasurementView
    change: str = Field(description="Against the one before, in words; empty for the first.")
    direction: str = Field(description="up, down, same or empty.")
    before_at: datetime | None
    spark: str = Field(description="Points of a small line, 72 by 20.")
    plain: str = Field(description="What patients call it.")


class NeedsView(View):
    """How to reach somebody, and what they need."""

    phone: str = ""
    address: str = ""
    language: str = ""
    large_print: bool = False
    needs: str = ""
    contact_preference: str = ""
    emergency_contact: str = ""
    emergency_phone: str = ""
    emergency_relation: str = ""
    updated_at: datetime | None = None


class RecordView(View):
    """What a clinician takes in at a glance, and what the patient reads of it."""

    patient_id: str
    name: str
    birth_date: date | None
    born: str = Field(description="The day of birth in words.")
    namesake: str = Field(
        default="", description="Another patient of the reader’s with the same or a like name."
    )
    age: int | None
    sex: str
    email: str
    needs: NeedsView
    allergy_knowledge: str = Field(description="not_asked, none_known or listed.")
    none_known_by: str = Field(description="Who wrote down that there are none, and when.")
    allergies: list[AllergyView]
    conditions: list[ConditionView]
    medications: list[MedicationView]
    vitals: list[VitalView]
    documents: list[AttachmentView]
    can_write: bool

    @classmethod
    def blank(cls) -> "RecordView":
        """Return what a page holds before it has read."""
        return cls(
            patient_id="", name="", birth_date=None, born="", age=None, sex="", email="",
            needs=NeedsView(), allergy_knowledge="", none_known_by="", allergies=[],
            conditions=[], medications=[], vitals=[], documents=[], can_write=False,
        )  # fmt: skip


class EntryPage(View):
    """The history of one kind of entry, newest first: corrected and withdrawn ones too."""

    items: list[EntryView]
    next_cursor: str | None


class Point(View):
    """One point of a chart."""

    id: str
    at: datetime
    value: float
    second: float | None
    text: str
    reading: str
    reading_words: str
    by_patient: bool


class SeriesView(View):
    """One measurement over time, oldest first, and what a chart needs to be read."""

    vital: str = ""
    name: str = ""
    unit_words: str = ""
    usual: str = ""
    low: float | None = None
    high: float | None = None
    points: list[Point] = []
    more: bool = Field(default=False, description="Older ones are left out.")


class TimelineRow(View):
    """One thing that happened, on the one timeline of a record."""

    id: str
    kind: str
    title: str
    detail: str
    by: str
    at: datetime
    status: str
    source: str
    reason: str = Field(default="", description="Why it was corrected, withdrawn or ended.")
    link: str = Field(description="The id of a consultation or document that may be opened.")


class TimelinePage(View):
    """A page of the timeline, newest first."""

    items: list[TimelineRow]
    next_cursor: str | None


class LookView(View):
    """Somebody looked: who, from where, at what, when and why."""

    id: int
    who: str
    role: str
    organization: str
    what: str
    why: str
    at: datetime


class LookPage(View):
    """Who looked at one's record, newest first."""

    items: list[LookView]
    next_cursor: str | None


class PatientRow(View):
    """One of the patients a clinician has, or had, a consultation with."""

    id: str
    name: str
    birth_date: date | None
    born: str
    age: int | None
    sex: str
    last_at: datetime | None = Field(description="Of their latest consultation.")


class PatientList(View):
    """Patients by name; at most fifty, and how many there are in all."""

    items: list[PatientRow]
    total: int
