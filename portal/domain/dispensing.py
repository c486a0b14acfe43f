"""Dispensing: who holds a prescription, each medicine on it, and each hand-over.

FHIR: Task for the claim, MedicationRequest for an item, MedicationDispense for a supply.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from portal.domain.prescription_word import (
    AT_THE_PHARMACY,
    LIVE,
    SUPPLIABLE,
    ClaimStatus,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.domain.workflow import Duty, Party, Step, Workflow, begins, leaves, tells, who

S, C, I, U, P = PrescriptionStatus, ClaimStatus, ItemStatus, SupplyStatus, Party  # noqa: E741
FOLLOWS = "It follows from what was handed over; the hand-over has told the patient."

CLAIM = Workflow(
    "prescription",
    (
        Step(
            "offer", "prescription:offered", begins(), C.OFFERED, who(P.SYSTEM),
            "", "Offered", quiet="Signing it, or issuing it again, has told the pharmacy.",
        ),
        Step(
            "claim", "prescription:claimed", leaves(C.OFFERED, C.RELEASED), C.CLAIMED,
            who(P.PHARMACY), "Start", "Claimed",
            quiet="The patient sees it in the lane, and is told when it is being prepared.",
        ),
        Step(
            "release", "prescription:released", leaves(C.CLAIMED), C.RELEASED, who(P.PHARMACY),
            "Give back…", "Given back", asks=("reason",),
            tells=tells(
                patient="{pharmacy} gave your prescription back: please choose a pharmacy",
            ),
        ),
        Step(
            "release", "prescription:released", leaves(C.OFFERED, C.CLAIMED), C.RELEASED,
            who(P.SYSTEM), "", "Taken back: the pharmacy is not available",
            tells=tells(
                patient="{pharmacy} is not available any more: please choose another pharmacy",
            ),
        ),
        Step(
            "offer_anew", "prescription:offered", leaves(C.OFFERED, C.RELEASED), C.OFFERED,
            who(P.PATIENT), "Change the pharmacy…", "Offered to another pharmacy",
            quiet="Choosing the pharmacy has told everybody.",
        ),
    ),
    (
        Duty(C.OFFERED, P.PATIENT, "", ""),
        Duty(C.CLAIMED, P.PHARMACY, "", ""),
        Duty(C.RELEASED, P.PATIENT, "", ""),
    ),
    title="Claim of a prescription",
)  # fmt: skip

ITEM = Workflow(
    "medicine",
    (
        Step(
            "prescribe", "prescription_item:prescribed", begins(), I.TO_BE_DISPENSED,
            who(P.SYSTEM), "", "Prescribed",
            quiet="Signing the prescription has told everybody.",
        ),
        Step(
            "refuse", "prescription_item:not_dispensed",
            leaves(I.TO_BE_DISPENSED, I.PARTLY_DISPENSED), I.NOT_DISPENSED, who(P.PHARMACY),
            "Not supplied…", "Not supplied", asks=("reason",),
            tells=tells(
                patient="{pharmacy} does not supply your {medicine}",
                prescriber="{pharmacy} does not supply {medicine} for {patient}",
            ),
        ),
        Step(
            "reopen", "prescription_item:reopened", leaves(I.NOT_DISPENSED), I.TO_BE_DISPENSED,
            who(P.PHARMACY), "Supply after all", "To be supplied after all", corrects=True,
            tells=tells(
                patient="{pharmacy} supplies your {medicine} after all",
                prescriber="{pharmacy} supplies {medicine} for {patient} after all",
            ),
        ),
        Step(
            "part", "prescription_item:counted", leaves(I.TO_BE_DISPENSED), I.PARTLY_DISPENSED,
            who(P.SYSTEM), "", "Supplied in part", quiet=FOLLOWS,
        ),
        Step(
            "fulfil", "prescription_item:counted", leaves(I.TO_BE_DISPENSED, I.PARTLY_DISPENSED),
            I.DISPENSED, who(P.SYSTEM), "", "Supplied", quiet=FOLLOWS,
        ),
        Step(
            "empty", "prescription_item:counted", leaves(I.PARTLY_DISPENSED), I.TO_BE_DISPENSED,
            who(P.SYSTEM), "", "To be supplied again", quiet=FOLLOWS,
        ),
        *(
            Step(
                f"reopen_{target.value}", "prescription_item:counted", leaves(I.DISPENSED),
                target, who(P.SYSTEM), "", "To be supplied again", quiet=FOLLOWS, corrects=True,
            )
            for target in (I.TO_BE_DISPENSED, I.PARTLY_DISPENSED)
        ),
    ),
    (
        Duty(I.TO_BE_DISPENSED, P.PHARMACY, "", ""),
        Duty(I.PARTLY_DISPENSED, P.PHARMACY, "", ""),
    ),
    title="Item of a prescription",
)  # fmt: skip

SUPPLY = Workflow(
    "supply",
    (
        Step(
            "prepare", "dispense:preparing", begins(), U.PREPARING, who(P.PHARMACY),
            "Supply", "Being prepared",
            tells=tells(patient="{pharmacy} is preparing your medicines"),
        ),
        Step(
            "check", "dispense:checked", leaves(U.PREPARING), U.CHECKED, who(P.PHARMACY),
            "Second check", "Checked by a second person",
            quiet="The patient is told when it is ready, a moment later.",
        ),
        Step(
            "finish", "dispense:ready", leaves(U.CHECKED), U.READY, who(P.PHARMACY),
            "Ready to collect", "Ready",
            tells=tells(patient="Your medicines are ready at {pharmacy}"),
        ),
        Step(
            "collect", "dispense:collected", leaves(U.READY), U.COLLECTED, who(P.PHARMACY),
            "Hand over…", "Handed over", asks=("identifiers",),
            tells=tells(patient="Your medicines were handed over by {pharmacy}"),
        ),
        Step(
            "collect_late", "dispense:collected",
            leaves(U.PREPARING, U.CHECKED, U.DELIVERY_FAILED), U.COLLECTED, who(P.PHARMACY),
            "Already handed over…", "Handed over before it was recorded as ready",
            asks=("identifiers",),
            tells=tells(patient="Your medicines were handed over by {pharmacy}"),
        ),
        Step(
            "dispatch", "dispense:dispatched", leaves(U.READY, U.DELIVERY_FAILED), U.DISPATCHED,
            who(P.PHARMACY), "Send out…", "On its way",
            tells=tells(patient="Your medicines are on their way from {pharmacy}"),
        ),
        Step(
            "deliver", "dispense:delivered", leaves(U.DISPATCHED), U.DELIVERED, who(P.PHARMACY),
            "Delivered…", "Delivered", asks=("identifiers",),
            tells=tells(patient="Your medicines from {pharmacy} were delivered"),
        ),
        Step(
            "fail", "dispense:delivery_failed", leaves(U.DISPATCHED), U.DELIVERY_FAILED,
            who(P.PHARMACY), "Not delivered…", "Not delivered", asks=("reason",),
            tells=tells(patient="{pharmacy} could not deliver your medicines"),
        ),
        Step(
            "return", "dispense:returned", leaves(*AT_THE_PHARMACY, U.DELIVERY_FAILED),
            U.RETURNED, who(P.PHARMACY), "Return to stock…", "Returned to stock",
            asks=("reason",),
            tells=tells(patient="{pharmacy} put your medicines back into stock"),
        ),
        Step(
            "return", "dispense:returned", leaves(*AT_THE_PHARMACY, U.DELIVERY_FAILED),
            U.RETURNED, who(P.SYSTEM), "", "Returned to stock",
            quiet="It follows from a stop or an expiry, which has told everybody.",
        ),
        Step(
            "correct", "dispense:corrected", leaves(U.COLLECTED, U.DELIVERED), U.IN_ERROR,
            who(P.PHARMACY), "Entered in error…", "Struck out as a mistake", asks=("reason",),
            corrects=True,
            tells=tells(
                patient="{pharmacy} struck out a hand-over that was recorded by mistake",
                prescriber="{pharmacy} struck out a hand-over to {patient} as a mistake",
            ),
        ),
        Step(
            "owe", "dispense:owing", leaves(U.PREPARING), None, who(P.SYSTEM),
            "", "A part is owed",
            tells=tells(patient="{pharmacy} owes you {owed}, expected {expected}"),
        ),
        Step(
            "linger", "dispense:lingering", leaves(U.PREPARING, U.CHECKED), None, who(P.SYSTEM),
            "", "Reminded: it is not ready yet",
            tells=tells(pharmacy="The medicines for {patient} are not ready yet"),
        ),
        Step(
            "linger", "dispense:lingering", leaves(U.DISPATCHED, U.DELIVERY_FAILED), None,
            who(P.SYSTEM), "", "Reminded: the delivery is open",
            tells=tells(pharmacy="The delivery to {patient} is still open"),
        ),
        Step(
            "wait", "dispense:uncollected", leaves(U.READY), None, who(P.SYSTEM),
            "", "Nobody has collected it",
            tells=tells(
                patient="Your medicines still wait for you at {pharmacy}",
                pharmacy="The medicines for {patient} were not collected",
            ),
        ),
    ),
    (
        Duty(U.PREPARING, P.PHARMACY, "prepared_by", "linger"),
        Duty(U.CHECKED, P.PHARMACY, "prepared_by", "linger"),
        Duty(U.READY, P.PHARMACY, "collected_by", "wait"),
        Duty(U.DISPATCHED, P.PHARMACY, "delivered_by", "linger"),
        Duty(U.DELIVERY_FAILED, P.PHARMACY, "delivered_by", "linger"),
    ),
)  # fmt: skip

FLOWS = (CLAIM, ITEM, SUPPLY)


def item_status(quantity: Decimal, supplied: Decimal) -> ItemStatus:
    """Return what an item that was not refused is, from how much was handed over."""
    if supplied <= 0:
        return I.TO_BE_DISPENSED
    return I.DISPENSED if supplied >= quantity else I.PARTLY_DISPENSED


def derived(items: Iterable[tuple[ItemStatus, Decimal]]) -> PrescriptionStatus:
    """Return what a prescription is, from its items and how much of each was handed over."""
    known = list(items)
    some = any(supplied > 0 for _, supplied in known)
    if all(status in (I.DISPENSED, I.NOT_DISPENSED) for status, _ in known):
        return S.DISPENSED if some else S.NOT_DISPENSED
    return S.PARTLY_DISPENSED if some else S.ACTIVE


STANDING = frozenset({"prepare", "check", "finish", "collect", "dispatch"})
"""Steps of a supply that need a prescription under which something may be supplied."""

ANSWERS = frozenset({"collect_late"})
"""Steps that are never offered by themselves: they come with the answer to a stop."""


def barred(status: PrescriptionStatus, *, stopping: bool) -> frozenset[str]:
    """Return the steps of a supply that its prescription does not allow now.

    What is on its way is recorded whatever became of the prescription, once a stop that was asked
    for is answered.
    """
    if stopping and status in LIVE:
        return STANDING | ANSWERS | {"deliver"}
    return ANSWERS if status in SUPPLIABLE else STANDING | ANSWERS


DIVISIBLE = frozenset({"ml", "l", "g", "mg", "kg", "cm"})
"""Units of a quantity that is measured; all others are counted."""


def is_whole(quantity: Decimal, unit: str) -> bool:
    """Whether so much can be supplied: half a millilitre can, half a tablet cannot."""
    return unit in DIVISIBLE or quantity == quantity.to_integral_value()


@dataclass(frozen=True)
class Product:
    """What decides whether one product may be given for another."""

    substance: str
    strength: str
    route: str
    form: str


def same_product(one: Product, other: Product) -> bool:
    """Whether two products hold the same, as much of it, taken the same way and released alike.

    Tablets may be given for capsules; a modified-release tablet is never a plain one. Several
    substances are joined by a plus; their order says nothing.
    """
    return (
        _substances(one.substance) == _substances(other.substance)
        and _close(one.strength) == _close(other.strength)
        and one.route == other.route
        and _release(one.form) == _release(other.form)
    )


def _close(text: str) -> str:
    return "".join(text.split()).casefold()


def _release(form: str) -> str:
    return next((word for word in ("modified-release", "gastro-resistant") if word in form), "")


def _substances(joined: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in joined.split("+"))
