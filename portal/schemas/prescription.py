"""Prescriptions as their readers see them: in pages, and as the answers of the API."""

from datetime import UTC, date, datetime

from pydantic import Field

from portal.schemas.base import View
from portal.schemas.consultation import StepView, TimelineEntry

NEVER = datetime.min.replace(tzinfo=UTC)


class LaneStep(View):
    """One station of the lane: what happened, happens, or will."""

    name: str = Field(description="sent, claimed, preparing, ready, handed, or how it ended.")
    word: str
    detail: str
    state: str = Field(description="done, now, ahead or failed.")


class LaneView(View):
    """Where the medicines are, in words a patient reads."""

    words: str = Field(description="One sentence.")
    steps: list[LaneStep]
    zone: str = Field(
        default="", description="In which time zone it is told: the pharmacy's, or the clinic's."
    )

    @classmethod
    def blank(cls) -> "LaneView":
        """Return what a page holds before it has read."""
        return cls(words="", steps=[])


class WarningView(View):
    """What speaks against an item."""

    id: str = ""
    item_id: str = ""
    item_name: str = ""
    kind: str = Field(description="allergy, duplicate, interaction, maximum or pregnancy.")
    severity: str = Field(description="contraindicated, serious or caution.")
    key: str = Field(description="The same for the same finding.")
    sentence: str
    source: str = ""
    override_reason: str = ""
    override_by: str = ""
    after_signing: bool = False


class ItemView(View):
    """One medicine of a signed prescription, and how much of it was supplied."""

    id: str
    position: int
    medicine_id: str
    name: str
    substance: str
    strength: str
    form: str
    route: str
    schedule: str
    schedule_words: str = Field(description="Empty when it is not a controlled drug.")
    sentence: str = Field(description="What the patient reads.")
    quantity: float
    unit: str
    quantity_words: str = Field(description="28 tablets.")
    status: str
    status_words: str
    supplied: float = Field(description="Handed over.")
    committed: float = Field(description="Handed over, or being prepared.")
    remaining: float = Field(description="What may still be supplied.")
    progress_words: str = Field(description="14 of 28 tablets, rest owed until Friday.")
    owed_until: datetime | None
    reason: str = Field(description="Why it is not supplied.")
    warnings: list[WarningView]
    steps: list[StepView]


class LineView(View):
    """How much of one item goes with one hand-over."""

    item_id: str
    name: str
    quantity: float
    unit: str
    quantity_words: str
    substitute: str = Field(description="The product given instead, empty when as prescribed.")
    substitution_note: str
    batch: str
    expires_on: date | None


class SupplyView(View):
    """One hand-over: what is in it, where it stands, and what may be done."""

    id: str
    number: int
    status: str
    status_words: str
    since: datetime
    pharmacy: str
    lines: list[LineView]
    ready_by: datetime | None
    prepared_by: str
    checked_by: str
    checked_at: datetime | None
    check_note: str
    ready_at: datetime | None
    uncollected: bool
    keep_until: datetime | None = Field(description="Until when a ready one is kept.")
    handed_by: str
    handed_at: datetime | None
    identifiers: str
    collector: str
    proof: str
    delivery_to: str
    courier: str
    reason: str
    corrected_by: str
    controlled: bool = Field(description="Holds a drug that is handed over against identity.")
    prepared_by_me: bool
    handed_by_me: bool
    steps: list[StepView]


class ThreadLine(View):
    """One line between pharmacy and prescriber."""

    id: str
    kind: str = Field(description="query, answer or note.")
    author: str
    role: str
    mine: bool
    body: str
    at: datetime


class PharmacyView(View):
    """A pharmacy that somebody may choose."""

    id: str
    name: str
    phone: str
    address: str
    open_now: bool
    hours_words: str = Field(description="Open until 18:30.")
    usual: bool = Field(default=False, description="Where this patient went last.")

    @classmethod
    def blank(cls) -> "PharmacyView":
        """Return none."""
        return cls(id="", name="", phone="", address="", open_now=False, hours_words="")


class PharmacyList(View):
    """Pharmacies to choose from: the usual one first."""

    items: list[PharmacyView]


class PrescriptionRow(View):
    """One line of a list of prescriptions."""

    id: str
    code: str = Field(description="As printed, with a dash: 7QK4-M2XD. Empty for a draft.")
    status: str
    claim_status: str
    patient_id: str
    patient: str
    born: str
    namesake: str = Field(
        default="", description="Another patient of the reader’s with the same or a like name."
    )
    age: int | None
    sex: str
    prescriber: str
    pharmacy: str
    medicines: str = Field(description="The first, and how many more.")
    item_count: int
    closed_count: int = Field(description="Items supplied in full, or not supplied at all.")
    issue: int
    issues: int
    created_at: datetime
    signed_at: datetime | None
    since: datetime
    expires_at: datetime | None
    expires_soon: bool
    queue: str = Field(
        description="Where a pharmacy finds it: new, hold, preparing, check, ready, delivery, "
        "owing, uncollected or done; an item may be owed while a part is ready."
    )
    queues: list[str] = Field(description="Every queue it stands in.")
    stop_requested: bool
    alerted: bool = Field(
        description="Something that was recorded since it was signed speaks against it."
    )
    controlled: bool
    turn: str = Field(description="mine, theirs or nobody.")
    turn_words: str
    lane: LaneView
    step: str = Field(description="The one next step, for a button.")
    step_label: str


class PrescriptionView(PrescriptionRow):
    """Everything about one prescription that its reader may see."""

    patient_phone: str
    patient_address: str
    practice: str
    practice_phone: str
    consultation_id: str
    note: str = Field(description="The prescriber's, for the pharmacist.")
    reason: str
    items: list[ItemView]
    warnings: list[WarningView] = Field(description="All, the worst first.")
    supplies: list[SupplyView]
    thread: list[ThreadLine]
    held_at: datetime | None
    escalated: bool
    place: PharmacyView = Field(description="The pharmacy that has it, or is to have it.")
    may_choose: bool = Field(description="The reader may send it to another pharmacy.")
    interval_days: int | None
    next_issue_at: datetime | None
    next_issue_id: str = Field(description="The issue that followed this one; empty before that.")
    repeats_over: bool = Field(description="More issues were signed, but no further one comes.")
    allergy_knowledge: str = Field(description="not_asked, none_known or listed; to professionals.")
    none_known_by: str = Field(description="Who wrote down that there are none, and when.")
    allergies: list[str] = Field(description="In words, the worst first.")
    taking: list[str] = Field(description="Current medication of the record, in words.")
    steps: list[StepView]
    timeline: list[TimelineEntry]

    @classmethod
    def blank(cls) -> "PrescriptionView":
        """Return what a page holds before it has read."""
        return cls(
            id="", code="", status="", claim_status="", patient_id="", patient="", born="",
            age=None, sex="", prescriber="", pharmacy="", medicines="", item_count=0,
            closed_count=0, issue=1, issues=1, created_at=NEVER, signed_at=None,
            since=NEVER, expires_at=None, expires_soon=False, queue="", queues=[],
            stop_requested=False, alerted=False, controlled=False, turn="", turn_words="",
            lane=LaneView.blank(), step="", step_label="", patient_phone="", patient_address="",
            practice="", practice_phone="", consultation_id="", note="", reason="", items=[],
            warnings=[], supplies=[], thread=[], held_at=None, escalated=False,
            place=PharmacyView.blank(), may_choose=False, interval_days=None, next_issue_at=None,
            next_issue_id="", repeats_over=False, allergy_knowledge="", none_known_by="",
            allergies=[], taking=[],
            steps=[], timeline=[],
        )  # fmt: skip


class PrescriptionPage(View):
    """A page of prescriptions, newest first."""

    items: list[PrescriptionRow]
    total: int
    next_cursor: str | None


class QueueCount(View):
    """How many stand in one queue of a pharmacy, and since when the oldest waits."""

    queue: str
    word: str
    count: int
    oldest_at: datetime | None


class QueueView(View):
    """A pharmacy's counter: how many wait where, and one queue, the longest wait first."""

    counts: list[QueueCount]
    queue: str
    rows: list[PrescriptionRow]
    total: int
    total_words: str
    more: bool = Field(description="Whether more can be shown; else it is searched for.")

    @classmethod
    def blank(cls) -> "QueueView":
        """Return what a page holds before it has read."""
        return cls(counts=[], queue="", rows=[], total=0, total_words="", more=False)
