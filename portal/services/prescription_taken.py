"""What a patient takes already: open prescriptions, and the medication on the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from portal.domain.dosage import Dosage
from portal.domain.dosage_word import Frequency
from portal.domain.prescription_word import LIVE, ItemStatus, PrescriptionStatus
from portal.domain.record import EntryStatus
from portal.domain.substance import Agent, agent, parts
from portal.models import Medication, Medicine, Prescription, PrescriptionItem
from portal.services.formulary_name import Names, names
from portal.services.work import Work

HERE, OPEN, RECORD = "here", "open", "record"


@dataclass(frozen=True)
class Taken:
    """One medicine beside the one that is checked; `ref` says which, the same each time."""

    ref: str
    kind: str
    agent: Agent
    medicine: Medicine | None = None
    dosage: Dosage | None = None
    strength: str = ""
    form: str = ""

    def is_same(self, medicine: Medicine) -> bool:
        """Whether it is the very same product: substance, strength and form, whatever the pack.

        What the record does not say of the form is no difference; of the strength, it is.
        """
        if self.kind == HERE:
            return False
        form = _plain(self.form).removesuffix("s")
        return (
            self.agent.parts == parts(medicine.substance)
            and _plain(self.strength) == _plain(medicine.strength)
            and form in ("", _plain(medicine.form.value))
        )

    @property
    def where(self) -> str:
        """Where it stands, after its name."""
        return {
            HERE: "on this prescription",
            OPEN: "on another open prescription",
            RECORD: "among the current medication",
        }[self.kind]


def product(medicine: Medicine) -> Agent:
    """Return a product as the checks see it."""
    return agent(
        medicine.substance, medicine.atc, medicine.route, tuple(medicine.brands), medicine.name
    )


def dosage_of(item: PrescriptionItem) -> Dosage:
    """Return how a signed item is taken."""
    return Dosage(
        item.dose, item.dose_unit, item.route, item.form, Frequency(item.frequency),
        item.every_hours, item.as_needed, item.as_needed_for, item.max_per_day,
        item.duration_days, item.instruction,
    )  # fmt: skip


def live_items(
    work: Work, patient_id: UUID, leaving_out: Iterable[UUID] = ()
) -> Sequence[tuple[Prescription, PrescriptionItem, Medicine]]:
    """Return every item of the patient's open prescriptions, whoever wrote them."""
    return written(work, patient_id, LIVE, leaving_out)


def written(
    work: Work,
    patient_id: UUID,
    statuses: Iterable[PrescriptionStatus],
    leaving_out: Iterable[UUID] = (),
    *which: ColumnElement[bool],
) -> Sequence[tuple[Prescription, PrescriptionItem, Medicine]]:
    """Return every item of the patient's prescriptions in these statuses, the earliest first."""
    query = (
        select(Prescription, PrescriptionItem, Medicine)
        .join(PrescriptionItem, col(PrescriptionItem.prescription_id) == Prescription.id)
        .join(Medicine, col(Medicine.id) == PrescriptionItem.medicine_id)
        .where(
            Prescription.patient_id == patient_id,
            col(Prescription.status).in_(list(statuses)),
            col(Prescription.id).not_in(list(leaving_out)),
            *which,
        )
        .order_by(col(Prescription.created_at), col(PrescriptionItem.position))
    )
    return work.session.exec(query).all()


def taken(
    work: Work, patient_id: UUID, leaving_out: Iterable[UUID] = (), known: Names | None = None
) -> list[Taken]:
    """Return what the patient has besides; what the record says of an open item, only once.

    What a pharmacy has refused and nobody took is not taken.
    """
    skipped, known = list(leaving_out), known or names(work)
    rows = [
        (row, item, medicine)
        for row, item, medicine in live_items(work, patient_id, skipped)
        if item.status is not ItemStatus.NOT_DISPENSED or item.supplied > 0
    ]
    found = [
        Taken(
            f"open:{item.id}", OPEN, product(medicine), medicine, dosage_of(item),
            medicine.strength, medicine.form.value,
        )
        for _, item, medicine in rows
    ]  # fmt: skip
    followed = {item.record_entry_id for _, item, _ in rows} | _followed(work, skipped)
    query = select(Medication).where(
        Medication.patient_id == patient_id, Medication.status == EntryStatus.CURRENT
    )
    entries = work.session.exec(query.order_by(col(Medication.created_at))).all()
    return found + [
        Taken(
            f"record:{one.id}", RECORD, known.agent(one.substance, one.form),
            strength=one.strength, form=one.form,
        )
        for one in entries
        if one.id not in followed
    ]  # fmt: skip


def _followed(work: Work, prescriptions: Sequence[UUID]) -> set[UUID | None]:
    """Return the entries that follow prescriptions which are continued: they are no second."""
    if not prescriptions:
        return set()
    query = select(PrescriptionItem.record_entry_id).where(
        col(PrescriptionItem.prescription_id).in_(prescriptions)
    )
    return set(work.session.exec(query))


def _plain(text: str) -> str:
    return "".join(text.casefold().split())
