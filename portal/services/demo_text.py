"""The texts and the favourite medicines that a GP of the demo clinic keeps to use again."""

from portal.schemas.prescription_claim import DosageClaim
from portal.schemas.prescription_draft import FavouriteSave
from portal.schemas.saved_text import SavedTextClaim
from portal.services import prescription_favourite, saved_text
from portal.services.demo_sign import Item
from portal.services.work import Work

KEPT = (
    SavedTextClaim(
        kind="reply",
        title="Blood test first",
        fields={
            "body": "I would like a blood test before we decide. Please book one at the desk "
            "for this week, in the morning and without breakfast; I write as soon as I have it."
        },
    ),
    SavedTextClaim(
        kind="reply",
        title="When to ring 999",
        fields={
            "body": "If you get pain in the chest, cannot finish a sentence for breath, faint, or "
            "feel much worse quickly: ring 999 at once. Do not wait for an answer here."
        },
    ),
    SavedTextClaim(
        kind="reply",
        title="Your prescription is on its way",
        fields={
            "body": "I have sent the prescription to your pharmacy. You will be told here when it "
            "is ready. Read the leaflet, and write to me if anything in it worries you."
        },
    ),
    SavedTextClaim(
        kind="note",
        title="Blood pressure review",
        fields={
            "history": "Readings at home over the last week, and how the tablets are taken: ",
            "assessment": "Hypertension, ",
            "plan": "Same dose. Readings for a week before the next review. Kidneys and salts once "
            "a year.",
            "watch_for": "Pain in the chest, sudden weakness, trouble speaking or seeing.",
        },
    ),
)
LIKED = {
    "Chest infection, 5 days": "amoxicillin | 500 mg | capsule | 1 | three_daily | days 5",
    "Cystitis, women": "nitrofurantoin | 100 mg | modified-release capsule | 1 | twice_daily | "
    "days 3 | With food.",
    "Blood pressure, first step": "amlodipine | 5 mg | tablet | 1 | morning",
    "Heartburn, 4 weeks": "omeprazole | 20 mg | gastro-resistant capsule | 1 | morning | days 28 | "
    "Half an hour before breakfast.",
    "Pain, when needed": "paracetamol | 500 mg | tablet | 2 | when_needed | for pain | most 8",
}


def keep(work: Work) -> None:
    """Keep all of them, as the actor's own."""
    for one in KEPT:
        saved_text.keep(work, one)
    for name, text in LIKED.items():
        item = Item(text)
        dosage = DosageClaim.model_validate(item.facts())
        asked = FavouriteSave(name=name, medicine_id=item.medicine(work).id, dosage=dosage)
        prescription_favourite.save(work, asked)
