"""What somebody likes to prescribe, and what this patient was prescribed before: in one step."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.errors import Invalid, NotFound, StepNotPossible
from portal.domain.permission import Permission
from portal.domain.prescription_word import SIGNED
from portal.domain.quantity import counted, figure
from portal.models import FavouriteItem, Medicine, Prescription, PrescriptionItem, User
from portal.schemas.prescription_draft import DraftItem, FavouriteSave, KnownDosage, KnownDosageList
from portal.services import access_prescription, prescription_item, record
from portal.services.work import Work, record_id
from portal.settings import settings

USUAL = 30
CHECK = "Please check what you entered."
GONE = "This favourite cannot be found."
WITHDRAWN = "{} is no longer offered: choose another product, and keep that as a favourite."
FULL = "You have {} favourites, as many as there can be: remove one that you do not need."


def mine(work: Work) -> KnownDosageList:
    """Return the actor's favourites, the one used last first."""
    work.require(Permission.PRESCRIPTION_WRITE)
    query = (
        select(FavouriteItem, Medicine)
        .join(Medicine, col(Medicine.id) == FavouriteItem.medicine_id)
        .where(access_prescription.favourites(work.actor), col(Medicine.withdrawn_at).is_(None))
        .order_by(
            col(FavouriteItem.used_at).desc().nulls_last(),
            col(FavouriteItem.created_at).desc(),
            col(FavouriteItem.id).desc(),
        )
    )
    return _shown(work, work.session.exec(query.limit(settings().favourites)).all())


def save(work: Work, asked: FavouriteSave) -> KnownDosage:
    """Keep a medicine with its dosage; the same name again replaces what it stood for.

    Raises Invalid for a dosage that cannot be meant, and when there are as many as may be.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    said = asked.dosage.model_dump(mode="json", exclude_none=True)
    typed = DraftItem.model_validate(_texts(said) | {"medicine_id": str(asked.medicine_id)})
    (reading,) = prescription_item.read(work, [typed])
    if reading.problems or reading.medicine is None:
        raise Invalid(CHECK, dict(reading.problems))
    owner = work.session.get_one(User, work.actor.id, with_for_update={"key_share": True}).id
    query = select(FavouriteItem).where(
        FavouriteItem.owner_id == owner, FavouriteItem.name == asked.name
    )
    row = work.session.exec(query.with_for_update()).one_or_none()
    if row is None:
        _refuse_full(work, owner)
    row = row or FavouriteItem(
        created_at=work.at, owner_id=owner, name=asked.name, medicine_id=asked.medicine_id,
        dosage={},
    )  # fmt: skip
    row.medicine_id, row.dosage = asked.medicine_id, typed.model_dump(mode="json")
    row.used_at = work.at
    work.session.add(row)
    work.session.flush()
    work.touch("favourite", row.id, [f"user:{owner}"])
    return _shown(work, [(row, reading.medicine)]).items[0]


def remove(work: Work, favourite_id: UUID | str) -> None:
    """Forget one favourite. Raises NotFound for anybody else's."""
    work.require(Permission.PRESCRIPTION_WRITE)
    row = _find(work, favourite_id)
    work.session.delete(row)
    work.touch("favourite", row.id, [f"user:{work.actor.id}"])


def used(work: Work, favourite_id: UUID | str) -> KnownDosage:
    """Return one favourite to be prescribed, and let it stand first in the list.

    Raises StepNotPossible, naming the medicine, when that is no longer offered.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    row = _find(work, favourite_id)
    medicine = work.session.get_one(Medicine, row.medicine_id)
    if medicine.withdrawn_at is not None:
        raise StepNotPossible(WITHDRAWN.format(medicine.name))
    row.used_at = work.at
    work.session.add(row)
    work.touch("favourite", row.id, [f"user:{work.actor.id}"])
    return _shown(work, [(row, medicine)]).items[0]


def last_time(work: Work, patient_id: UUID | str, medicine_id: UUID | str) -> KnownDosageList:
    """Return how this patient was prescribed this medicine last, else another of its substance.

    One, or none. Only prescriptions that the actor may see are asked.
    """
    work.require(Permission.PRESCRIPTION_WRITE)
    patient = record.find_patient(work, patient_id)
    wanted = work.session.get(Medicine, record_id(medicine_id))
    if wanted is None:
        raise NotFound("This medicine cannot be found.")
    rows = [one for one in _signed(work, patient.id) if one[3].withdrawn_at is None]
    same = [one for one in rows if one[0].medicine_id == wanted.id]
    near = [one for one in rows if one[0].substance.casefold() == wanted.substance.casefold()]
    return KnownDosageList(items=[_before(*one) for one in (same or near)[:1]])


def usual(work: Work, patient_id: UUID | str) -> KnownDosageList:
    """Return what this patient was prescribed before, each medicine once, newest first."""
    work.require(Permission.PRESCRIPTION_WRITE)
    patient = record.find_patient(work, patient_id)
    found: dict[UUID, KnownDosage] = {}
    for item, row, who, medicine in _signed(work, patient.id):
        if medicine.withdrawn_at is None:
            found.setdefault(item.medicine_id, _before(item, row, who, medicine))
    return KnownDosageList(items=list(found.values())[:USUAL])


Signed = tuple[PrescriptionItem, Prescription, str, Medicine]


def _signed(work: Work, patient_id: UUID) -> Sequence[Signed]:
    """Return the items a patient was prescribed, newest first."""
    query = (
        select(PrescriptionItem, Prescription, User.name, Medicine)
        .join(Prescription, col(Prescription.id) == PrescriptionItem.prescription_id)
        .join(User, col(User.id) == Prescription.prescriber_id)
        .join(Medicine, col(Medicine.id) == PrescriptionItem.medicine_id)
        .where(
            Prescription.patient_id == patient_id,
            col(Prescription.status).in_(SIGNED),
            access_prescription.prescriptions(work.actor),
        )
        .order_by(col(Prescription.signed_at).desc(), col(PrescriptionItem.position))
    )
    return [tuple(one) for one in work.session.exec(query.limit(10 * USUAL))]  # pyright: ignore


def _before(item: PrescriptionItem, row: Prescription, who: str, medicine: Medicine) -> KnownDosage:
    said = item.model_dump(
        include={"frequency", "every_hours", "as_needed", "as_needed_for", "duration_days",
                 "instruction"},
        exclude_none=True,
    )  # fmt: skip
    numbers = {"dose": item.dose, "max_per_day": item.max_per_day, "quantity": item.quantity}
    texts = _texts(said) | {k: figure(v) for k, v in numbers.items() if v is not None}
    return KnownDosage(
        id=str(item.id),
        name=item.name,
        medicine_id=str(medicine.id),
        medicine=medicine.name,
        sentence=item.sentence,
        quantity_words=counted(item.quantity, item.quantity_unit),
        fields=DraftItem.model_validate(texts | {"medicine_id": str(medicine.id)}),
        by=who,
        at=row.signed_at,
    )


def _shown(work: Work, found: Sequence[tuple[FavouriteItem, Medicine]]) -> KnownDosageList:
    typed = [
        DraftItem.model_validate(row.dosage | {"medicine_id": str(medicine.id)})
        for row, medicine in found
    ]
    readings = prescription_item.read(work, typed)
    return KnownDosageList(
        items=[
            KnownDosage(
                id=str(row.id),
                name=row.name,
                medicine_id=str(medicine.id),
                medicine=medicine.name,
                sentence=reading.sentence,
                quantity_words=counted(reading.quantity, medicine.pack_unit)
                if reading.quantity
                else "",
                fields=reading_of,
            )
            for (row, medicine), reading_of, reading in zip(found, typed, readings, strict=True)
        ]
    )


def _refuse_full(work: Work, owner: UUID) -> None:
    """Raise Invalid when somebody keeps as many favourites as may be.

    What is withdrawn counts no more: it is in no list, so that nobody could remove it.
    """
    kept = (
        select(func.count())
        .select_from(FavouriteItem)
        .join(Medicine, col(Medicine.id) == FavouriteItem.medicine_id)
        .where(FavouriteItem.owner_id == owner, col(Medicine.withdrawn_at).is_(None))
    )
    if work.session.exec(kept).one() >= settings().favourites:
        raise Invalid(CHECK, {"name": FULL.format(settings().favourites)})


def _texts(said: dict[str, object]) -> dict[str, object]:
    return {k: v if isinstance(v, bool | str) else str(v) for k, v in said.items()}


def _find(work: Work, favourite_id: UUID | str) -> FavouriteItem:
    query = select(FavouriteItem).where(
        FavouriteItem.id == record_id(favourite_id), access_prescription.favourites(work.actor)
    )
    row = work.session.exec(query).one_or_none()
    if row is None:
        raise NotFound(GONE)
    return row
