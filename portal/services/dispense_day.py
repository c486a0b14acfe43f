"""A pharmacy's day: what is open now, what happened, and what the cabinet must hold."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from portal.domain.errors import Invalid
from portal.domain.prescription_word import SupplyStatus
from portal.domain.quantity import counted
from portal.domain.when import day as day_word
from portal.domain.when import moment
from portal.models import Organization, Prescription, RegisterEntry
from portal.schemas.dispense_day import DayLine, DaySection, EndOfDay
from portal.services import (
    dispense_day_done,
    dispense_register,
    dispense_register_line,
    prescription_queue,
)
from portal.services.dispense_day_line import Span, day_line
from portal.services.dispense_step import CHECK, day_of, mine
from portal.services.prescription_facts import Facts
from portal.services.prescription_read import known
from portal.services.work import Work

U = SupplyStatus
FIRST = date(2000, 1, 1)
Say = Callable[[Facts], str]


def view(work: Work, day: str = "") -> EndOfDay:
    """Return the pharmacy's sheet of a day (as 2026-11-20); without one, as it stands now.

    What is open is told for today only: nobody knows any more what was open on a past evening.
    Raises Invalid for a day that has not come.
    """
    _, place_id = mine(work)
    place = work.session.get_one(Organization, place_id)
    today = work.at.astimezone(place.hours.zone).date()
    span = Span.of(_which(day, today), place.hours.zone)
    is_today = span.day == today
    written = select(RegisterEntry).where(
        RegisterEntry.pharmacy_id == place_id, span.holds(col(RegisterEntry.created_at))
    )
    order = (col(RegisterEntry.created_at), col(RegisterEntry.medicine_id), col(RegisterEntry.line))
    found = work.session.exec(written.order_by(*order)).all()
    return EndOfDay(
        pharmacy=place.name,
        address=place.address,
        day=span.day,
        day_words=f"{span.day:%A %-d %B %Y}",
        today=is_today,
        latest=today,
        before=str(span.day - timedelta(days=1)) if span.day > FIRST else "",
        after="" if is_today else str(span.day + timedelta(days=1)),
        zone=place.zone,
        made_at=work.at,
        made_by=work.actor.name,
        sections=[
            *(_open(work, place) if is_today else []),
            *dispense_day_done.sections(work, place, span),
        ],
        controlled=dispense_register_line.lines(work, found),
        balances=dispense_register.balances(work, None if is_today else span.end),
    )


def _which(day: str, today: date) -> date:
    """Read a day as a browser sends it. Raises Invalid with a sentence."""
    which = day_of(day, "day", "Choose a day, for example 2026-11-20.") or today
    if which > today:
        raise Invalid(CHECK, {"day": "That day has not come yet."})
    if which < FIRST:
        raise Invalid(CHECK, {"day": f"Nothing is kept from before {FIRST:%Y}."})
    return which


def _open(work: Work, place: Organization) -> list[DaySection]:
    """Return what is open, by what it waits for."""
    here = col(Prescription.pharmacy_id) == place.id
    queue = prescription_queue.clause
    sections: Sequence[tuple[str, str, ColumnElement[bool], Say]] = (
        ("unclaimed", "Not started", queue("new"), _sent),
        ("hold", "On hold, or to be stopped", queue("hold"), _asked),
        ("preparing", "Being prepared", queue("preparing") | queue("check"), _begun),
        ("owing", "Owing", queue("owing"), _owing),
        ("ready", "Ready to collect", queue("ready"), _ready),
        ("uncollected", "Not collected", queue("uncollected"), _ready),
        ("delivery", "Deliveries that are open", queue("delivery"), _out),
    )
    return [
        DaySection(name=name, word=word, open=True, lines=_lines(work, [here, which], say))
        for name, word, which, say in sections
    ]


def _lines(work: Work, which: list[ColumnElement[bool]], say: Say) -> list[DayLine]:
    query = select(Prescription).where(*which)
    rows = work.session.exec(query.order_by(col(Prescription.signed_at), col(Prescription.id)))
    found = rows.all()
    behind = known(work, found)
    return [day_line(behind, row, say(behind.facts(work, row)), row.status_since) for row in found]


def _sent(facts: Facts) -> str:
    return f"Sent {facts.when(facts.row.claim_since or facts.row.signed_at)}"


def _asked(facts: Facts) -> str:
    if facts.row.stop_requested_at is not None:
        return f"{facts.prescriber} asked to stop it {facts.when(facts.row.stop_requested_at)}"
    return f"Asked {facts.prescriber} {facts.when(facts.row.held_at)}"


def _begun(facts: Facts) -> str:
    begun = [one for one in facts.supplies if one.status is U.PREPARING]
    if not begun:
        return f"Started {facts.when(facts.row.claim_since)}, nothing is prepared"
    return f"To check since {facts.when(begun[0].status_since)}"


def _owing(facts: Facts) -> str:
    say = partial(day_word, now=facts.at, zone=facts.zone)
    return "; ".join(
        f"{counted(one.quantity - one.committed, one.quantity_unit)} of {one.name}"
        + (f" until {say(one.owed_until)}" if one.owed_until else "")
        for one in facts.owed
    )


def _ready(facts: Facts) -> str:
    there = [one for one in facts.supplies if one.status in (U.CHECKED, U.READY)]
    return "; ".join(f"Supply {one.number} since {facts.when(one.status_since)}" for one in there)


def _out(facts: Facts) -> str:
    out = [one for one in facts.supplies if one.status in (U.DISPATCHED, U.DELIVERY_FAILED)]
    return "; ".join(
        f"Supply {one.number} {one.status.word} since "
        f"{moment(one.status_since, facts.at, facts.zone)}: {one.courier}, to {one.delivery_to}"
        for one in out
    )
