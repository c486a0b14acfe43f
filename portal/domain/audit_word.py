"""The audit trail in words: what each entry says was done, or was refused."""

from collections.abc import Mapping
from functools import cache

from portal.domain import account, consultation, dispensing, prescription

FLOWS = (account.WORKFLOW, consultation.WORKFLOW, prescription.WORKFLOW, *dispensing.FLOWS)

NOUNS: Mapping[str, str] = {
    "attachment": "File",
    "attachment_mark": "File",
    "dispense": "Supply",
    "icd10": "Diagnoses",
    "needs": "Needs and contact",
    "preference": "What somebody is told",
    "prescription_item": "Medicine",
    "register": "Controlled drugs register",
    "summary": "Summary of a consultation",
}
"""What an entry is about, where its own word does not say it to everybody."""

OTHERS: Mapping[str, str] = {
    "account:created": "Made",
    "account:reset_asked": "Asked for a new password",
    "account:password_reset": "Chose a new password by a mailed link",
    "attachment:shown_to": "Let somebody else see a sensitive picture",
    "attachment:marked": "Marked as sensitive",
    "attachment:unmarked": "Not sensitive any more",
    "consultation:messaged": "Wrote a message",
    "dispense:collected": "Handed over",
    "prescription:printed": "Taken as a PDF",
    "summary:taken": "Taken as a PDF",
}
"""What no workflow has a word for, where the tag alone does not read well."""

REFUSALS: Mapping[str, str] = {
    "not_allowed": "not allowed",
    "not_found": "not theirs, or not there",
    "step_not_possible": "not possible any more",
    "taken": "a colleague was faster",
}


def sentence(tag: str) -> str:
    """Return what an entry's tag means: `Consultation: accepted`."""
    noun, _, verb = tag.partition(":")
    about = NOUNS.get(noun) or _plain(noun)
    done = OTHERS.get(tag) or _done().get(tag) or _plain(verb)
    return f"{about}: {done[:1].lower()}{done[1:]}"


def refusal(outcome: str) -> str:
    """Return why it was refused; nothing when it was done."""
    return "" if outcome == "done" else REFUSALS.get(outcome) or _plain(outcome).lower()


@cache
def _done() -> Mapping[str, str]:
    """Return the workflows' own words by tag; steps that share a tag must agree on them."""
    said: dict[str, set[str]] = {}
    for flow in FLOWS:
        for step in flow.steps:
            said.setdefault(step.tag, set()).add(step.done)
    return {tag: next(iter(words)) for tag, words in said.items() if len(words) == 1}


def _plain(word: str) -> str:
    return word.replace("_", " ").capitalize()
