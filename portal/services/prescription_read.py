"""What lists and details of prescriptions are made from, read for many at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from portal.models import (
    Dispense,
    Organization,
    Prescription,
    PrescriptionItem,
    PrescriptionWarning,
    User,
)
from portal.services.consultation_view import people
from portal.services.prescription_facts import Facts
from portal.services.work import Work


@dataclass(frozen=True)
class Known:
    """Everything that stands behind some prescriptions: five queries, however many they are."""

    items: Mapping[UUID, Sequence[PrescriptionItem]]
    supplies: Mapping[UUID, Sequence[Dispense]]
    warned: frozenset[UUID]
    """Prescriptions against which something speaks since they were signed."""
    people: Mapping[UUID, User]
    places: Mapping[UUID, Organization]

    def facts(self, work: Work, row: Prescription) -> Facts:
        """Return what the lane of one is told from."""
        return Facts(
            row=row,
            items=self.items.get(row.id, ()),
            supplies=self.supplies.get(row.id, ()),
            prescriber=self.people[row.prescriber_id].name,
            place=self.places.get(row.pharmacy_id) if row.pharmacy_id else None,
            at=work.at,
            places=self.places,
            own=row.patient_id == work.actor.id,
        )


def known(work: Work, rows: Sequence[Prescription]) -> Known:
    """Read what stands behind these prescriptions."""
    ids = [row.id for row in rows]
    items: dict[UUID, list[PrescriptionItem]] = defaultdict(list)
    supplies: dict[UUID, list[Dispense]] = defaultdict(list)
    if not ids:
        return Known(items, supplies, frozenset(), {}, {})
    found = select(PrescriptionItem).where(col(PrescriptionItem.prescription_id).in_(ids))
    for item in work.session.exec(found.order_by(col(PrescriptionItem.position))):
        items[item.prescription_id].append(item)
    given = select(Dispense).where(col(Dispense.prescription_id).in_(ids))
    for supply in work.session.exec(given.order_by(col(Dispense.number))):
        supplies[supply.prescription_id].append(supply)
    later = select(PrescriptionWarning.prescription_id).where(
        col(PrescriptionWarning.prescription_id).in_(ids),
        col(PrescriptionWarning.after_signing).is_(True),
    )
    wanted = [row.pharmacy_id for row in rows if row.pharmacy_id]
    wanted += [one.pharmacy_id for many in supplies.values() for one in many]
    wanted += [row.practice_id for row in rows]
    places = select(Organization).where(col(Organization.id).in_(set(wanted)))
    return Known(
        items=items,
        supplies=supplies,
        warned=frozenset(work.session.exec(later)),
        people=people(work, [i for r in rows for i in (r.patient_id, r.prescriber_id)]),
        places={one.id: one for one in work.session.exec(places)},
    )
