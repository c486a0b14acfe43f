"""The glance: what speaks in a record now, put in the order in which it must be read."""

from collections import defaultdict
from collections.abc import Sequence

from portal.domain.permission import Permission
from portal.domain.record import AllergyKnowledge, Certainty, Severity, Vital
from portal.domain.vital import MEASURES
from portal.models import (
    Allergy,
    Attachment,
    Condition,
    Measurement,
    Medication,
    PatientProfile,
    User,
)
from portal.schemas.record import NeedsView, RecordView, VitalView
from portal.services import attachment_view, namesake
from portal.services.consultation_view import age_on, people
from portal.services.record_view import (
    SEVERITY,
    Named,
    Row,
    allergy,
    condition,
    day,
    measurement,
    medication,
    persons,
)
from portal.services.work import Work

ORDER = list(MEASURES)
WIDTH, HEIGHT = 72, 20


def record(
    work: Work,
    patient: User,
    profile: PatientProfile | None,
    allergies: Sequence[Allergy],
    conditions: Sequence[Condition],
    medications: Sequence[Medication],
    measured: Sequence[Measurement],
    documents: Sequence[Attachment],
) -> RecordView:
    """Return the whole glance."""
    entries: list[Row] = [*allergies, *conditions, *medications, *measured]
    named = people(work, persons(entries))
    listed = [one for one in allergies if not one.none_known]
    none = next((one for one in allergies if one.none_known), None)
    return RecordView(
        patient_id=str(patient.id),
        name=patient.name,
        birth_date=patient.birth_date,
        born=day(patient.birth_date),
        namesake=namesake.among(work, [patient]).get(patient.id, ""),
        age=age_on(work.at.date(), patient.birth_date),
        sex=patient.sex,
        email=patient.email,
        needs=needs(patient, profile),
        allergy_knowledge=knowledge(listed, none),
        none_known_by=asked_by(none, named),
        allergies=[allergy(one, named) for one in sorted(listed, key=worst_first)],
        conditions=[condition(one, named) for one in conditions],
        medications=[medication(one, named) for one in medications],
        vitals=_vitals(work, patient, measured, named),
        documents=attachment_view.views(work, documents),
        can_write=Permission.RECORD_WRITE in work.actor.permissions,
    )


def asked_by(none: Allergy | None, named: Named) -> str:
    """Return who wrote down that there are no allergies, and when; empty when nobody did."""
    return f"{named[none.recorded_by].name}, {day(none.created_at)}" if none else ""


def needs(patient: User, profile: PatientProfile | None) -> NeedsView:
    """Return how to reach somebody, and what they need."""
    if profile is None:
        return NeedsView(phone=patient.phone)
    known = profile.model_dump(include=set(NeedsView.model_fields))
    return NeedsView(phone=patient.phone, **known)


def _vitals(
    work: Work, patient: User, measured: Sequence[Measurement], named: Named
) -> list[VitalView]:
    by_kind: dict[Vital, list[Measurement]] = defaultdict(list)
    for one in measured:
        by_kind[Vital(one.vital)].append(one)
    return [_vital(work, patient, by_kind[kind], named) for kind in ORDER if kind in by_kind]


def _vital(work: Work, patient: User, rows: list[Measurement], named: Named) -> VitalView:
    """Return the newest of one measurement beside the one before it."""
    newest = measurement(work, patient, rows[0], named)
    measure = MEASURES[Vital(newest.vital)]
    change, direction = "", ""
    if len(rows) > 1:
        by = round(float(rows[0].value - rows[1].value), measure.places)
        direction = "up" if by > 0 else "down" if by < 0 else "same"
        change = f"{by:+.{measure.places}f}" if by else "unchanged"
    return VitalView(
        latest=newest,
        change=change.replace("-", "−"),
        direction=direction,
        before_at=rows[1].taken_at if len(rows) > 1 else None,
        spark=_spark([float(one.value) for one in reversed(rows)]),
        plain=measure.plain,
    )


def _spark(values: list[float]) -> str:
    if len(values) < 2:  # noqa: PLR2004 - one point is no line
        return ""
    least, span = min(values), (max(values) - min(values)) or 1
    step = WIDTH / (len(values) - 1)
    return " ".join(
        f"{place * step:.1f},{HEIGHT - 3 - (value - least) / span * (HEIGHT - 6):.1f}"
        for place, value in enumerate(values)
    )


def knowledge(listed: Sequence[Allergy], none: Allergy | None) -> AllergyKnowledge:
    """Return whether anybody asked, and what they heard."""
    if any(one.certainty is not Certainty.REFUTED for one in listed):
        return AllergyKnowledge.LISTED
    return AllergyKnowledge.NONE_KNOWN if none else AllergyKnowledge.NOT_ASKED


def worst_first(row: Allergy) -> tuple[bool, int, str]:
    """Return the place of an allergy in a list: ruled out last, else the worst first."""
    ranks = list(SEVERITY)
    bad = ranks.index(Severity(row.severity)) if row.severity else len(ranks)
    return (row.certainty is Certainty.REFUTED, bad, row.substance.lower())
