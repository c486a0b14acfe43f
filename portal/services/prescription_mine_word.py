"""The words of a prescription for the one it is for: where it is, what to do, what is left."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from portal.domain.prescription_stage import Stage
from portal.domain.prescription_word import (
    LIVE,
    UNDER_WAY,
    ClaimStatus,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.domain.when import date
from portal.schemas.prescription import ItemView, LineView, PrescriptionRow, PrescriptionView
from portal.schemas.prescription_mine import MyItem

S, C, I, U, G = PrescriptionStatus, ClaimStatus, ItemStatus, SupplyStatus, Stage  # noqa: E741
OVER: dict[str, Stage] = {
    S.DISPENSED: G.SUPPLIED,
    S.NOT_DISPENSED: G.NOT_SUPPLIED,
    S.CANCELLED: G.CANCELLED,
    S.EXPIRED: G.EXPIRED,
}
ON_THE_WAY: dict[str, tuple[str, str]] = {
    U.PREPARING: ("preparing", "being prepared"),
    U.CHECKED: ("preparing", "being prepared"),
    U.READY: ("ready", "ready"),
    U.DISPATCHED: ("sent", "on its way"),
    U.DELIVERY_FAILED: ("owed", "could not be delivered"),
}
AGAINST = "Something new in your record speaks against it. Ask before you take it."


class Advice(NamedTuple):
    """What a patient should do: the words, how pressing it is, whom to call, what is the way on."""

    words: str
    tone: str = "calm"
    call: str = ""
    asks_anew: bool = False


def stage(row: PrescriptionRow) -> Stage:
    """Return where it is, in the one word for a patient: the first that holds."""
    if row.status in OVER:
        return OVER[row.status]
    states = {one.name: one.state for one in row.lane.steps}
    nowhere = not row.pharmacy or row.claim_status == C.RELEASED
    holds = {
        G.STOPPING: row.stop_requested,
        G.ON_HOLD: row.status == S.ON_HOLD,
        G.ON_ITS_WAY: states.get("handed") == "now",
        G.NOT_DELIVERED: states.get("handed") == "failed",
        G.READY: states.get("ready") == "now",
        G.PREPARING: bool({"check", "ready"} & set(row.queues)),
        G.CHOOSE: nowhere,
        G.OWED: "owing" in row.queues,
        G.SENT: row.claim_status == C.OFFERED,
    }
    return next((one for one, held in holds.items() if held), G.TAKEN_ON)


def advice(view: PrescriptionView, stands: Stage) -> Advice:
    """Return what to do about it; alarm comes before everything else."""
    given = any(one.supplied for one in view.items)
    if stands is G.CANCELLED:
        words = "Do not start it. Ask your practice what to do instead."
        if given:
            words = "You have some of it at home: ask your practice before you take any more."
        return Advice(words, "alarm", "practice", asks_anew=True)
    if stands is G.STOPPING:
        words = f"{view.prescriber} asked to stop it. Ask before you take any of it."
        return Advice(words, "alarm", "practice")
    if view.alerted and view.status in LIVE:
        return Advice(AGAINST, "alarm", "practice")
    calm = {
        G.EXPIRED: Advice(
            "Nothing more can be supplied on it. If you still need it, ask for a new one.",
            "wait", "practice", asks_anew=True,
        ),
        G.NOT_SUPPLIED: Advice(
            "Why stands with each medicine. Ask what to take instead, if nobody has told you.",
            "wait", "practice", asks_anew=True,
        ),
        G.CHOOSE: Advice(_choose(view), "wait"),
        G.ON_HOLD: Advice(
            f"You need not do anything: it goes on as soon as {view.prescriber} has answered."
        ),
        G.NOT_DELIVERED: Advice(
            "Call the pharmacy if you do not hear from them.", "wait", "pharmacy"
        ),
        G.OWED: Advice("You are told as soon as the rest is ready.", "calm", "pharmacy"),
    }  # fmt: skip
    return calm.get(stands, Advice(""))


def _choose(view: PrescriptionView) -> str:
    if view.claim_status == C.RELEASED:
        return "The pharmacy no longer has it. Choose another one: it is sent there at once."
    return "Choose a pharmacy: it is sent there at once. Or show the code at any counter."


def item(view: PrescriptionView, one: ItemView) -> MyItem:
    """Return one medicine, and how far it is."""
    said = one.progress_words.replace(", rest owed", " · rest owed").replace(", owed", " · owed")
    state = "waiting"
    if one.status == I.NOT_DISPENSED:
        state = "refused"
    elif one.status == I.DISPENSED:
        state, said = "supplied", f"{one.quantity_words} · you have it"
    elif view.status not in LIVE:
        state = "closed"
        said = f"{said} · {'the rest is ' if one.supplied else ''}not supplied"
    else:
        now = next(
            (s for s in reversed(view.supplies) if s.status in UNDER_WAY and _line(s.lines, one)),
            None,
        )
        if now is not None:
            state, word = ON_THE_WAY[now.status]
            amount, _, rest = said.partition(" · ")
            said = " · ".join(part for part in (amount, word, rest) if part)
        elif one.committed or " · " in said:
            state = "owed"
    return MyItem(
        id=one.id, name=one.name, sentence=one.sentence, state=state, words=said,
        instead=_instead(view, one),
    )  # fmt: skip


def repeats(view: PrescriptionRow | PrescriptionView, at: datetime, zone: ZoneInfo) -> str:
    """Return which issue of a repeat this is, and when the next one comes."""
    if view.issues <= 1:
        return ""
    said = f"Issue {view.issue} of {view.issues}."
    following = view.next_issue_at if isinstance(view, PrescriptionView) else None
    if following is not None:
        return f"{said} The next one comes on {date(following, at, zone)}, without asking."
    if isinstance(view, PrescriptionView) and view.repeats_over:
        return f"{said} No further one comes: ask your clinic if you need more."
    if isinstance(view, PrescriptionView) and view.next_issue_id:
        return f"{said} The next one has been issued."
    if view.issue == view.issues:
        return f"{said} It is the last: ask for a new prescription in good time."
    return said


def valid(row: PrescriptionRow, at: datetime, zone: ZoneInfo) -> str:
    """Return until when something can be supplied on it."""
    if row.status not in LIVE or row.expires_at is None:
        return ""
    return f"Valid until {date(row.expires_at, at, zone)}."


def _line(lines: list[LineView], one: ItemView) -> LineView | None:
    return next((line for line in lines if line.item_id == one.id), None)


def _instead(view: PrescriptionView, one: ItemView) -> str:
    for supply in reversed(view.supplies):
        line = _line(supply.lines, one)
        if line is not None and line.substitute:
            note = f": {line.substitution_note}" if line.substitution_note else ""
            return f"Given instead: {line.substitute}{note}"
    return ""
