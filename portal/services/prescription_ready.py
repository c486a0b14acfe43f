"""Favourites, and what a patient had before, for other programs: as items of a new prescription."""

from uuid import UUID

from portal.domain.errors import Invalid
from portal.schemas.prescription_draft import FavouriteSave, KnownDosage, KnownDosageList
from portal.schemas.prescription_ready import ReadyDosage, ReadyDosageList
from portal.services import prescription_favourite, prescription_item
from portal.services.work import Work


def favourites(work: Work) -> ReadyDosageList:
    """Return the actor's favourites, the one used last first."""
    return _all(prescription_favourite.mine(work))


def save(work: Work, asked: FavouriteSave) -> ReadyDosage:
    """Keep a favourite. Raises Invalid for a dosage that cannot be meant."""
    return _ready(prescription_favourite.save(work, asked))


def use(work: Work, favourite_id: UUID | str) -> ReadyDosage:
    """Return one favourite, and let it stand first in the list. Raises NotFound."""
    return _ready(prescription_favourite.used(work, favourite_id))


def before(
    work: Work, patient_id: UUID | str, medicine_id: UUID | str | None = None
) -> ReadyDosageList:
    """Return what a patient was prescribed before, newest first; or how one medicine was last."""
    if medicine_id is None:
        return _all(prescription_favourite.usual(work, patient_id))
    return _all(prescription_favourite.last_time(work, patient_id, medicine_id))


def _all(known: KnownDosageList) -> ReadyDosageList:
    return ReadyDosageList(items=[_ready(one) for one in known.items])


def _ready(known: KnownDosage) -> ReadyDosage:
    try:
        item = prescription_item.claimed(known.fields)
    except Invalid:
        item = None
    return ReadyDosage(**dict(known), item=item)
