"""A GP who treats a patient and prescribes: typed, looked through, signed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import dispensing
from dispensing import Counter
from factories import World
from sqlalchemy import update

from portal.infra.db import transaction
from portal.models import Medicine, User
from portal.schemas.prescription_claim import PrescriptionWrite
from portal.schemas.prescription_draft import PrescriptionDraftSave
from portal.schemas.record_claim import AllergyClaim
from portal.services import prescription, prescription_draft, record_entry
from portal.services.work import Actor, perform

DOSAGE = {"dose": "1", "frequency": "twice_daily"}
REASON = "Tolerated it last year, benefit is greater."


@dataclass
class Desk:
    """The GP in a consultation with the patient, and the pharmacies it may go to."""

    counter: Counter
    gp: Actor
    patient: Actor
    consultation: UUID

    @property
    def world(self) -> World:
        """Everybody else."""
        return self.counter.world

    def opened(self, consultation: UUID | None = None) -> Any:
        """A draft of the GP."""
        return perform(self.gp, prescription_draft.open_draft, self.patient.id, consultation)

    def draft(self, *products: Medicine, **facts: Any) -> UUID:
        """A draft with one item for each product, kept."""
        begun = self.opened(facts.pop("consultation", None))
        perform(
            self.gp, prescription_draft.keep, begun.id, self.typed(*products, begun.mark, **facts)
        )
        return UUID(begun.id)

    def typed(
        self, *given: Any, item: dict[str, Any] | None = None, **facts: Any
    ) -> PrescriptionDraftSave:
        """What the GP has typed; the last of `given` is the mark it builds on."""
        *products, mark = given
        items = [
            {"key": str(n), "medicine_id": str(one.id), **DOSAGE, **(item or {})}
            for n, one in enumerate(products or [self.counter.tablets])
        ]
        told = {"pharmacy_id": str(self.counter.west), **facts}
        return PrescriptionDraftSave.model_validate(
            {"fields": {"items": items, **told}, "base": mark}
        )

    def reviewed(self, *products: Medicine, **facts: Any) -> UUID:
        """A draft that was looked through."""
        one = self.draft(*products, **facts)
        perform(self.gp, prescription_draft.review, one)
        return one

    def answered(self, draft: UUID, *products: Medicine, **facts: Any) -> None:
        """Give a reason for everything that speaks against a draft, and look it through again."""
        found = perform(self.gp, prescription_draft.review, draft)
        keys = {f.key: REASON for item in found.items for f in item.findings}
        item = {**facts.pop("item", {}), "overrides": keys}
        said = self.typed(*products, found.mark, item=item, **facts)
        perform(self.gp, prescription_draft.keep, draft, said)
        perform(self.gp, prescription_draft.review, draft)

    def signed(self, *products: Medicine, **facts: Any) -> UUID:
        """A prescription that was looked through and signed, in spite of what speaks against it."""
        one = self.reviewed(*products, **facts)
        if perform(self.gp, prescription_draft.review, one).unanswered:
            facts.pop("consultation", None)
            self.answered(one, *products, **facts)
        perform(self.gp, prescription.sign, one)
        return one

    def written(self, *products: Medicine, **facts: Any) -> PrescriptionWrite:
        """A whole prescription in one request."""
        item = facts.pop("item", {})
        items = [{"medicine_id": one.id, **DOSAGE, **item} for one in products]
        told = {"patient_id": self.patient.id, "pharmacy_id": self.counter.west, **facts}
        return PrescriptionWrite.model_validate({"items": items, **told})

    def allergic(
        self, to: str = "amoxicillin", severity: str = "severe", sure: str = "confirmed"
    ) -> None:
        """Let the record say so from now on."""
        said = {"substance": to, "severity": severity, "certainty": sure, "reaction": "hives"}
        perform(self.gp, record_entry.add, self.patient.id, AllergyClaim.model_validate(said))

    def covered(self, by: Actor) -> Actor:
        """Let a colleague act in the GP's absence."""
        with transaction(write=True) as session:
            session.exec(update(User).where(User.id == self.gp.id).values(cover_id=by.id))
            session.commit()
        return by


def desk(world: World) -> Desk:
    """The GP in a consultation that has begun."""
    counter = dispensing.counter(world)
    return Desk(counter, world.gp, world.patient, world.started(clinician_id=world.gp.id))
