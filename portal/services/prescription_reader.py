"""What of a patient's present, and of what came later, the reader of one prescription may know."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import col, select

from portal.domain.permission import Role
from portal.domain.prescription_word import SIGNED
from portal.domain.workflow import Party
from portal.models import Prescription, PrescriptionClaim, User
from portal.services import access
from portal.services.work import Work


class Reader(NamedTuple):
    """How much somebody who may see a prescription reads beside it."""

    present: bool
    """The record's allergies and medication, and where the patient lives, as they are now."""

    until: datetime | None
    """When a pharmacy gave it back: what came later is not its business. None: nothing is cut."""

    def reads(self, at: datetime) -> bool:
        """Whether what happened at that moment is shown."""
        return self.until is None or at <= self.until


def reader(work: Work, row: Prescription, held: frozenset[Party]) -> Reader:
    """Return what the actor, who is `held` to a prescription, may read beside it.

    Whoever may open the record reads on; the parties do while the prescription could be supplied;
    who wrote it long ago, or gave it back, reads what was theirs.
    """
    valid = row.status in SIGNED and row.expires_at is not None and row.expires_at > work.at
    present = bool(held) and valid
    if not present and work.actor.role is not Role.PHARMACIST:
        cared = select(User.id).where(col(User.id) == row.patient_id, access.patients(work.actor))
        present = work.session.exec(cared).first() is not None
    return Reader(present, _gave_back(work, row) if gone(work, held) else None)


def gone(work: Work, held: frozenset[Party]) -> bool:
    """Whether the actor's pharmacy had it, and has it no more."""
    return work.actor.role is Role.PHARMACIST and Party.PHARMACY not in held


def _gave_back(work: Work, row: Prescription) -> datetime:
    query = select(func.max(col(PrescriptionClaim.released_at))).where(
        PrescriptionClaim.prescription_id == row.id,
        PrescriptionClaim.pharmacy_id == work.actor.organization_id,
    )
    return work.session.exec(query).one() or row.created_at
