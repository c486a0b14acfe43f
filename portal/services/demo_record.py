"""Write the records of the invented patients: by clinicians in consultations, and at home."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlmodel import col, select

from portal.domain.opening import OpeningHours
from portal.domain.record import Certainty, EntryKind, EntryStatus, Severity, Vital
from portal.models import Measurement, Medication
from portal.schemas.record_claim import (
    AllergyClaim,
    ConditionClaim,
    Ending,
    MeasurementClaim,
    MeasurementCorrection,
    MedicationClaim,
)
from portal.services import record, record_entry
from portal.services.demo_story import entries, on_open_day, prose
from portal.services.work import Work

DAYS = {"y": 365, "m": 30, "w": 7, "d": 1}
AT_HOME = "07:30"
"""When people measure at home; they enter it when the practice is open."""


@dataclass(frozen=True)
class AtHome:
    """What a patient measured, each `ago` days before the present: `(12, "132/84")`."""

    patient: str
    vital: Vital
    values: tuple[tuple[int, str], ...]
    note: str = ""


@dataclass
class Pen:
    """What one clinician enters during one consultation, line by line.

    `takes: metformin | 500 mg | tablet | 1 twice a day | 9y` begins with what it is; the rest are
    the fields of that entry. `9y` lies nine years back, `6d 08:40` on the open day six days back.
    """

    work: Work
    patient: UUID
    consultation: UUID
    hours: OpeningHours

    def write(self, text: str) -> None:
        """Write every line."""
        lines: dict[str, Callable[[list[str]], object]] = {
            "none": self._none, "allergy": self._allergy, "condition": self._condition,
            "takes": self._takes, "stops": self._stops, "measures": self._measures,
            "corrects": self._corrects,
        }  # fmt: skip
        for line in map(prose, entries(text)):
            kind, _, said = line.partition(":")
            lines[kind]([part.strip() for part in said.split("|")])

    def _none(self, _said: list[str]) -> None:
        record_entry.none_known(self.work, self.patient)

    def _allergy(self, said: list[str]) -> None:
        substance, reaction, severity, certainty = said
        claim = AllergyClaim(
            substance=substance,
            reaction=reaction,
            severity=Severity(severity),
            certainty=Certainty(certainty),
            consultation_id=self.consultation,
        )
        record_entry.add(self.work, self.patient, claim)

    def _condition(self, said: list[str]) -> None:
        code, since, *note = said
        claim = ConditionClaim(
            code=code,
            since=self._day(since),
            note=note[0] if note else "",
            consultation_id=self.consultation,
        )
        record_entry.add(self.work, self.patient, claim)

    def _takes(self, said: list[str]) -> None:
        substance, strength, form, dosage, *since = said
        claim = MedicationClaim(
            substance=substance,
            strength=strength,
            form=form,
            dosage=dosage,
            since=self._day(since[0] if since else "0d"),
            consultation_id=self.consultation,
        )
        record_entry.add(self.work, self.patient, claim)

    def _stops(self, said: list[str]) -> None:
        substance, reason = said
        query = select(Medication.id).where(
            Medication.patient_id == self.patient,
            Medication.substance == substance,
            Medication.status == EntryStatus.CURRENT,
        )
        which = self.work.session.exec(query).one()
        ending = Ending(reason=reason)
        record_entry.end(self.work, self.patient, EntryKind.MEDICATION, which, ending)

    def _measures(self, said: list[str]) -> None:
        vital, value, *more = said
        record_entry.add(self.work, self.patient, self._measurement(vital, value, *more))

    def _measurement(
        self, vital: str, value: str, when: str = "", note: str = ""
    ) -> MeasurementClaim:
        first, second = numbers(value)
        taken = ""
        if when:
            ago, at = when.split()
            days = int(ago.removesuffix("d"))
            taken = on_open_day(self.hours, self.work.at, days, at).isoformat()
        return MeasurementClaim(
            vital=Vital[vital],
            value=first,
            value_second=second,
            taken_at=taken,
            note=note,
            consultation_id=self.consultation,
        )

    def _corrects(self, said: list[str]) -> None:
        vital, value, reason = said
        query = select(Measurement).where(
            Measurement.patient_id == self.patient,
            Measurement.vital == Vital[vital],
            Measurement.status == EntryStatus.CURRENT,
        )
        old = self.work.session.exec(query.order_by(col(Measurement.taken_at).desc())).first()
        if old is None:
            raise ValueError("There is nothing to correct.")
        first, second = numbers(value)
        claim = MeasurementCorrection(
            vital=old.vital,
            value=first,
            value_second=second,
            taken_at=old.taken_at.isoformat(),
            note=old.note,
            reason=reason,
        )
        record_entry.correct(self.work, self.patient, old.id, claim)

    def _day(self, span: str) -> date:
        return self.work.at.date() - timedelta(days=int(span[:-1]) * DAYS[span[-1]])


def numbers(value: str) -> tuple[Decimal, Decimal | None]:
    """Read `132/84`, or a single number."""
    first, _, second = value.partition("/")
    return Decimal(first), Decimal(second) if second else None


def consult(work: Work, patient: UUID) -> None:
    """Open a patient's record, as one does at the beginning of a consultation."""
    record.open_record(work, patient)


def measure(work: Work, one: AtHome, value: str, hours: OpeningHours) -> None:
    """Enter what was measured this morning."""
    first, second = numbers(value)
    taken = on_open_day(hours, work.at, 0, AT_HOME)
    claim = MeasurementClaim(
        vital=one.vital,
        value=first,
        value_second=second,
        taken_at=taken.isoformat(),
        note=one.note,
    )
    record_entry.measure(work, claim)
