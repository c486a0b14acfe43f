"""Where a prescription is as a patient says it, and the four stops on the way to it."""

from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    """The one word for everything that status, claim, items and hand-overs say together."""

    CHOOSE = "choose"
    SENT = "sent"
    TAKEN_ON = "taken_on"
    PREPARING = "preparing"
    READY = "ready"
    ON_ITS_WAY = "on_its_way"
    NOT_DELIVERED = "not_delivered"
    OWED = "owed"
    ON_HOLD = "on_hold"
    STOPPING = "stopping"
    SUPPLIED = "supplied"
    NOT_SUPPLIED = "not_supplied"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Stop(NamedTuple):
    """A stop on the way: its name, its word, and whether it is done, now, ahead or failed."""

    name: str
    word: str
    state: str


AT: dict[Stage, int] = {
    Stage.CHOOSE: 0,
    Stage.SENT: 0,
    Stage.TAKEN_ON: 1,
    Stage.PREPARING: 1,
    Stage.ON_HOLD: 1,
    Stage.OWED: 2,
    Stage.READY: 2,
    Stage.ON_ITS_WAY: 2,
    Stage.NOT_DELIVERED: 2,
}
"""At which stop it is; what is over, or is being stopped, stands at none."""


def stops(stage: Stage) -> list[Stop]:
    """Return the stops from the signature to the patient; none when it goes nowhere any more."""
    if stage not in AT:
        return []
    here = AT[stage]
    moved = stage in (Stage.ON_ITS_WAY, Stage.NOT_DELIVERED)
    prepared = {Stage.TAKEN_ON: "At the pharmacy", Stage.ON_HOLD: "On hold"}
    words = (
        ("choose", "Choose a pharmacy") if stage is Stage.CHOOSE else ("sent", "Sent"),
        ("preparing", "Prepared" if here > 1 else prepared.get(stage, "Preparing")),
        ("delivery", "On its way") if moved else ("ready", "Ready"),
        ("handed", "Delivered" if moved else "Collected"),
    )
    if stage is Stage.OWED:
        words = (words[0], ("part", "Part received"), ("owed", "Rest owed"), ("handed", "Complete"))
    now = "failed" if stage is Stage.NOT_DELIVERED else "now"
    states = ["done"] * here + [now] + ["ahead"] * (len(words) - here - 1)
    return [Stop(name, word, state) for (name, word), state in zip(words, states, strict=True)]
