"""What must be known before a medicine is given: allergies, and what somebody takes already."""

from typing import NamedTuple
from uuid import UUID

from sqlmodel import col, select

from portal.domain.record import Certainty, EntryStatus
from portal.models import Allergy, Medication
from portal.services.consultation_view import people
from portal.services.record_glance import asked_by, knowledge, worst_first
from portal.services.record_view import allergy, medication, persons
from portal.services.work import Work


class Safety(NamedTuple):
    """What stands in a record about allergies and medication, in words."""

    knowledge: str
    allergies: list[str]
    taking: list[str]
    none_known_by: str = ""


UNKNOWN = Safety("", [], [])


def of(work: Work, patient_id: UUID) -> Safety:
    """Return what to look at before giving this patient anything; the worst allergy first."""
    speaks = Allergy.status == EntryStatus.CURRENT
    found = work.session.exec(select(Allergy).where(Allergy.patient_id == patient_id, speaks)).all()
    listed = sorted((one for one in found if not one.none_known), key=worst_first)
    none = next((one for one in found if one.none_known), None)
    query = select(Medication).where(
        Medication.patient_id == patient_id, Medication.status == EntryStatus.CURRENT
    )
    taken = work.session.exec(query.order_by(col(Medication.substance))).all()
    named = people(work, persons([*found, *taken]))
    lines = [allergy(one, named) for one in listed if one.certainty is not Certainty.REFUTED]
    drugs = [medication(one, named) for one in taken]
    return Safety(
        knowledge=knowledge(listed, none).value,
        allergies=[_line(one.title, one.detail) for one in lines],
        taking=[_line(one.title, one.detail) for one in drugs],
        none_known_by=asked_by(none, named),
    )


def _line(title: str, detail: str) -> str:
    return f"{title}: {detail}" if detail else title
