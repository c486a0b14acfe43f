"""Write and sign the prescriptions of the demo clinic, through the services."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from portal.models import Medicine
from portal.schemas.prescription_claim import ItemClaim, PrescriptionWrite
from portal.schemas.prescription_draft import DraftFields, DraftItem, PrescriptionDraftSave
from portal.services import prescription, prescription_draft
from portal.services.demo_prescription import STAFF, Prescribed
from portal.services.demo_story import Scene, entries, person, prose
from portal.services.work import Work

OWN = ("dose", "frequency")
WORDS = {
    "days": "duration_days", "for": "as_needed_for", "most": "max_per_day", "every": "every_hours",
    "pack": "quantity",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One medicine and how it is taken: `ramipril | 5 mg | capsule | 1 | morning | pack 56`.

    After dose and frequency come, in any order, `days 7`, `for migraine` (then as needed),
    `most 2` in 24 hours, `every 6` hours, `pack 56` for how much is supplied, and at the end, if
    there is one, the instruction, which begins with none of these words.
    """

    text: str

    def medicine(self, work: Work) -> Medicine:
        """Return the product of the catalogue, the smallest pack. Raises ValueError for none."""
        substance, strength, form = self._parts[:3]
        return product(work, substance, strength, form)

    def facts(self) -> dict[str, Any]:
        """Return how it is taken, as it is typed."""
        said: dict[str, Any] = dict(zip(OWN, self._parts[3:5], strict=True))
        for part in self._parts[5:]:
            word, _, value = part.partition(" ")
            if word in WORDS:
                said[WORDS[word]] = value
            else:
                said["instruction"] = part
        return said | {"as_needed": "as_needed_for" in said}

    @property
    def _parts(self) -> list[str]:
        return [part.strip() for part in self.text.split("|")]


def product(work: Work, substance: str, strength: str, form: str) -> Medicine:
    """Return one product by its name, the smallest pack. Raises ValueError."""
    query = select(Medicine).where(
        Medicine.substance == substance, Medicine.strength == strength, Medicine.form == form
    )
    found = work.session.exec(query.order_by(col(Medicine.pack_size))).first()
    if found is None:
        raise ValueError(f"The catalogue has no {substance} {strength} {form}.")
    return found


def write(stage: Scene, one: Prescribed, work: Work) -> None:
    """Sign a prescription: at once, or looked through first where something speaks against it."""
    patient = person(stage, one.patient)
    pharmacy = stage.actors[STAFF[one.to][0]].organization_id if one.to else None
    items = [Item(line) for line in entries(one.items)]
    meeting = stage.ids[one.story] if one.story and not one.after else None
    if one.why or one.is_draft:
        stage.ids[one.key] = _looked_through(work, one, items, patient, pharmacy, meeting)
        return
    asked = PrescriptionWrite.model_validate(
        {
            "patient_id": patient, "consultation_id": meeting, "pharmacy_id": pharmacy,
            "items": [
                ItemClaim.model_validate({"medicine_id": item.medicine(work).id, **item.facts()})
                for item in items
            ],
            "note": prose(one.note), "repeats": one.repeats,
            "interval_days": one.every if one.repeats else None,
        }
    )  # fmt: skip
    stage.ids[one.key] = UUID(prescription.create(work, asked).id)


def _looked_through(
    work: Work,
    one: Prescribed,
    items: list[Item],
    patient: UUID,
    pharmacy: UUID | None,
    meeting: UUID | None,
) -> UUID:
    """Write a draft, read what speaks against it, say why it is prescribed, and sign it."""
    draft = prescription_draft.open_draft(work, patient, meeting)
    fields = DraftFields(
        items=[
            DraftItem(key=str(n), medicine_id=str(item.medicine(work).id), **item.facts())
            for n, item in enumerate(items, 1)
        ],
        pharmacy_id=str(pharmacy or ""),
        note=prose(one.note),
        repeats=str(one.repeats or ""),
        interval_days=str(one.every if one.repeats else ""),
    )
    kept = prescription_draft.keep(
        work, draft.id, PrescriptionDraftSave(fields=fields, base=draft.mark)
    )
    if one.is_draft:
        return UUID(draft.id)
    review = prescription_draft.review(work, draft.id)
    for item, shown in zip(fields.items, review.items, strict=True):
        item.overrides = {
            finding.key: one.why[finding.kind]
            for finding in shown.findings
            if finding.needs_reason and finding.kind in one.why
        }
    kept = prescription_draft.keep(
        work, draft.id, PrescriptionDraftSave(fields=fields, base=kept.mark)
    )
    prescription.sign(work, draft.id, kept.mark)
    return UUID(draft.id)
