"""The texts that a GP of the demo clinic keeps to use again."""

from portal.schemas.saved_text import SavedTextClaim
from portal.services import saved_text
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


def keep(work: Work) -> None:
    """Keep all of them, as the actor's own."""
    for one in KEPT:
        saved_text.keep(work, one)
