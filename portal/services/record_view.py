"""Entries of a record in words: what a list, a glance and a form show."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from portal.domain.medicine import joined
from portal.domain.record import (
    Certainty,
    EntryKind,
    Severity,
    Vital,
)
from portal.domain.vital import MEASURES
from portal.models import (
    Allergy,
    Condition,
    Measurement,
    Medication,
    User,
)
from portal.schemas.record import (
    AllergyView,
    ConditionView,
    EntryView,
    MeasurementView,
    MedicationView,
)
from portal.services.consultation_view import age_on, day, people
from portal.services.work import Work

Row = Allergy | Condition | Medication | Measurement
Named = Mapping[UUID, User]

SEVERITY = {
    Severity.LIFE_THREATENING: "Life-threatening",
    Severity.SEVERE: "Severe",
    Severity.MODERATE: "Moderate",
    Severity.MILD: "Mild",
}
"""The worst first: the order of the list as well."""

NONE_KNOWN = "No known allergies"


def entries(work: Work, patient: User, rows: Sequence[Row]) -> list[EntryView]:
    """Return entries of any kind, in words; the names are read at once."""
    named = people(work, persons(rows))
    return [entry(work, patient, one, named) for one in rows]


def entry(work: Work, patient: User, row: Row, named: Named) -> EntryView:
    """Return one entry in words."""
    match row:
        case Allergy():
            return allergy(row, named)
        case Condition():
            return condition(row, named)
        case Medication():
            return medication(row, named)
        case Measurement():
            return measurement(work, patient, row, named)


def allergy(row: Allergy, named: Named) -> AllergyView:
    """Return one allergy in words."""
    bad = SEVERITY.get(Severity(row.severity), "") if row.severity else ""
    unsure = "" if row.certainty is Certainty.CONFIRMED else row.certainty.value
    said = [row.reaction, bad.lower(), "ruled out" if unsure == Certainty.REFUTED else unsure]
    return AllergyView(
        kind=EntryKind.ALLERGY,
        title=NONE_KNOWN if row.none_known else row.substance,
        detail=_line(said),
        **_common(row, named, ("substance", "reaction", "severity", "certainty")),
        substance=row.substance,
        reaction=row.reaction,
        severity=row.severity or "",
        severity_words=bad,
        certainty=row.certainty,
        none_known=row.none_known,
    )


def condition(row: Condition, named: Named) -> ConditionView:
    """Return one condition in words."""
    return ConditionView(
        kind=EntryKind.CONDITION,
        title=row.label,
        detail=_line([row.code, _span(row.since, row.until), row.note]),
        **_common(row, named, ("code", "since", "note")),
        code=row.code,
        label=row.label,
        since=row.since,
        until=row.until,
        note=row.note,
    )


def medication(row: Medication, named: Named) -> MedicationView:
    """Return one medication in words: substance, strength, form; then how it is taken."""
    title = joined(row.substance, row.strength, row.form)
    return MedicationView(
        kind=EntryKind.MEDICATION,
        title=title[:1].upper() + title[1:],
        detail=_line([row.dosage, _span(row.since, row.until)]),
        **_common(row, named, ("substance", "strength", "form", "dosage", "since")),
        substance=row.substance,
        strength=row.strength,
        form=row.form,
        dosage=row.dosage,
        since=row.since,
        until=row.until,
    )


def measurement(work: Work, patient: User, row: Measurement, named: Named) -> MeasurementView:
    """Return one measurement in words, judged by the usual range of an adult."""
    measure = MEASURES[Vital(row.vital)]
    old = age_on(work.at.date(), patient.birth_date)
    reading = measure.reading(row.value, row.value_second, patient.sex, old)
    text = measure.text(row.value, row.value_second)
    return MeasurementView(
        kind=EntryKind.MEASUREMENT,
        title=f"{measure.name} {text} {measure.unit_words}",
        detail=_line([reading.words if reading else "", row.note]),
        **_common(row, named, ("vital", "value", "value_second", "note")),
        vital=row.vital,
        name=measure.name,
        value=float(row.value),
        value_second=float(row.value_second) if row.value_second is not None else None,
        text=text,
        unit=row.unit,
        unit_words=measure.unit_words,
        reading=reading,
        reading_words=reading.words if reading else "",
        usual=measure.usual(patient.sex, old),
        taken_at=row.taken_at,
        note=row.note,
    )


def _common(row: Row, named: Named, form: Iterable[str]) -> dict[str, Any]:
    changer = named.get(row.status_by) if row.status_by else None
    values = ((name, getattr(row, name)) for name in form)
    return {
        "id": str(row.id),
        "status": row.status,
        "source": row.source,
        "by": named[row.recorded_by].name,
        "recorded_at": row.created_at,
        "replaces_id": str(row.replaces_id or ""),
        "reason": row.status_reason,
        "changed_by": changer.name if changer else "",
        "changed_at": row.status_at,
        "fields": {name: _plain(value) for name, value in values},
    }


def _plain(value: object) -> str:
    text = "" if value is None else str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text


def persons(rows: Iterable[Row]) -> list[UUID | None]:
    """Return everybody whose name the entries show."""
    return [person for row in rows for person in (row.recorded_by, row.status_by)]


def _span(since: date | None, until: date | None) -> str:
    if since and until:
        return f"{day(since)} to {day(until)}"
    if since:
        return f"since {day(since)}"
    return f"until {day(until)}" if until else ""


def _line(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
