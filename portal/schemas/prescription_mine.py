"""A patient's own prescriptions, in the words and with the facts that a patient needs."""

from pydantic import Field

from portal.schemas.base import View
from portal.schemas.consultation import TimelineEntry
from portal.schemas.prescription import LaneStep, PharmacyView


class StopView(View):
    """One of the four stops on the way to the patient."""

    name: str
    word: str
    state: str = Field(description="done, now, ahead or failed.")


class MyPrescriptionRow(View):
    """One prescription in a list of one's own."""

    id: str
    title: str = Field(description="Prescription of 21 November.")
    medicines: str = Field(description="The first, and how many more.")
    stage: str
    words: str = Field(description="Where it is, in one sentence.")
    stops: list[StopView] = Field(description="Empty when it goes nowhere any more.")
    prescriber: str
    pharmacy: str
    hours: str = Field(description="Open until 18:30.")
    note: str = Field(description="Valid until, or which issue of a repeat it is.")
    zone: str = Field(description="In which time zone it speaks: the pharmacy's.")


class MyPrescriptionPage(View):
    """A page of one's own prescriptions, newest first."""

    items: list[MyPrescriptionRow]
    total: int
    next_cursor: str | None


class Errand(View):
    """One thing about a prescription that waits for the patient."""

    key: str
    prescription_id: str
    kind: str = Field(description="ask, collect, choose, expires or delivery.")
    title: str
    why: str
    step: str = Field(description="The word on the button.")


class MyMedicines(View):
    """What is on the way to a patient, and what waits for them."""

    active: list[MyPrescriptionRow]
    errands: list[Errand]


class MyItem(View):
    """One medicine of one's own prescription."""

    id: str
    name: str
    sentence: str = Field(description="How it is taken.")
    state: str = Field(
        description="waiting, preparing, ready, sent, owed, supplied, refused or closed."
    )
    words: str = Field(description="250 g of 500 g · rest owed until Wednesday.")
    instead: str = Field(description="What is given in its place, and why.")


class MyPrescription(View):
    """One of one's own prescriptions, whole."""

    id: str
    code: str
    title: str
    stage: str
    words: str
    shows_code: bool = Field(description="Something can still be supplied on its code.")
    stations: list[LaneStep]
    medicines: list[MyItem]
    advice: str = Field(description="What to do, or why there is nothing to do.")
    tone: str = Field(description="How pressing the advice is: alarm, wait or calm.")
    call: str = Field(description="Whom to call about it: practice, pharmacy or nobody.")
    reason: str = Field(description="Why it was cancelled.")
    asks_anew: bool = Field(description="A new consultation is the way on.")
    place: PharmacyView
    may_choose: bool
    practice: str
    practice_phone: str
    prescriber: str
    consultation_id: str
    valid: str
    expires_soon: bool
    repeats: str
    timeline: list[TimelineEntry]
    zone: str = Field(description="In which time zone all of it speaks: the pharmacy's.")

    @classmethod
    def blank(cls) -> "MyPrescription":
        """Return what a page holds before it has read."""
        return cls(
            id="", code="", title="", stage="", words="", shows_code=False, stations=[],
            medicines=[], advice="", tone="", call="", reason="", asks_anew=False,
            place=PharmacyView.blank(), may_choose=False, practice="", practice_phone="",
            prescriber="", consultation_id="", valid="", expires_soon=False, repeats="",
            timeline=[], zone="",
        )  # fmt: skip
