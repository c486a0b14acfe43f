"""The words of prescriptions: where one stands, who holds it, each medicine, each hand-over."""

from enum import StrEnum


class PrescriptionStatus(StrEnum):
    """Where a prescription stands; the words follow FHIR MedicationRequest where one fits."""

    DRAFT = "draft"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    PARTLY_DISPENSED = "partly_dispensed"
    DISPENSED = "dispensed"
    NOT_DISPENSED = "not_dispensed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DISCARDED = "discarded"

    @property
    def word(self) -> str:
        """The status as it stands in a sentence."""
        return {
            "draft": "not signed",
            "on_hold": "on hold, because of a question",
            "partly_dispensed": "supplied in part",
            "dispensed": "supplied",
            "not_dispensed": "closed without a supply",
        }.get(self.value, self.value)


class ClaimStatus(StrEnum):
    """Whether a pharmacy holds it (FHIR: Task)."""

    OFFERED = "offered"
    CLAIMED = "claimed"
    RELEASED = "released"

    @property
    def word(self) -> str:
        """The status as it stands in a sentence."""
        return {"offered": "waiting for a pharmacy", "claimed": "with a pharmacy"}.get(
            self.value, "given back by the pharmacy"
        )


class ItemStatus(StrEnum):
    """How much of one medicine was handed over."""

    TO_BE_DISPENSED = "to_be_dispensed"
    PARTLY_DISPENSED = "partly_dispensed"
    DISPENSED = "dispensed"
    NOT_DISPENSED = "not_dispensed"

    @property
    def word(self) -> str:
        """The status as it stands in a sentence."""
        return self.value.replace("_", " ").replace("dispensed", "supplied")


class SupplyStatus(StrEnum):
    """Where one hand-over stands (FHIR: MedicationDispense.status, in the words of a counter)."""

    PREPARING = "preparing"
    CHECKED = "checked"
    READY = "ready"
    COLLECTED = "collected"
    DISPATCHED = "dispatched"
    DELIVERED = "delivered"
    DELIVERY_FAILED = "delivery_failed"
    RETURNED = "returned"
    IN_ERROR = "entered_in_error"

    @property
    def word(self) -> str:
        """The status as it stands in a sentence."""
        return {
            "preparing": "being prepared",
            "ready": "ready to collect",
            "dispatched": "on its way",
            "delivery_failed": "not delivered",
            "returned": "back in stock",
            "entered_in_error": "struck out as a mistake",
        }.get(self.value, self.value)


class WarningKind(StrEnum):
    """What speaks against a medicine."""

    ALLERGY = "allergy"
    DUPLICATE = "duplicate"
    INTERACTION = "interaction"
    MAXIMUM = "maximum"
    PREGNANCY = "pregnancy"


class WarningSeverity(StrEnum):
    """How much it speaks against it, the worst first."""

    CONTRAINDICATED = "contraindicated"
    SERIOUS = "serious"
    CAUTION = "caution"

    @property
    def rank(self) -> int:
        """Smaller comes first."""
        return list(WarningSeverity).index(self)


class MessageKind(StrEnum):
    """A line of the thread between pharmacy and prescriber."""

    QUERY = "query"
    ANSWER = "answer"
    NOTE = "note"


S, U = PrescriptionStatus, SupplyStatus

SUPPLIABLE = frozenset({S.ACTIVE, S.PARTLY_DISPENSED})
"""A pharmacy may hand something over."""

LIVE = SUPPLIABLE | {S.ON_HOLD}
"""Signed, and not over."""

SIGNED = frozenset(S) - {S.DRAFT, S.DISCARDED}
"""What patient and pharmacy may see."""

CLOSED = frozenset({S.DISPENSED, S.NOT_DISPENSED, S.CANCELLED, S.EXPIRED})

AT_THE_PHARMACY = frozenset({U.PREPARING, U.CHECKED, U.READY})
"""Put together and not handed over: it can still be stopped."""

HANDED = frozenset({U.COLLECTED, U.DELIVERED})
"""What counts as supplied."""

UNDER_WAY = AT_THE_PHARMACY | {U.DISPATCHED, U.DELIVERY_FAILED}
"""A hand-over that is not over."""

VOID = frozenset({U.RETURNED, U.IN_ERROR})
"""What counts towards no quantity."""
