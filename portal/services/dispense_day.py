"""The end of a pharmacy's day: what is open, what left, and what the cabinet must hold."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from portal.domain.prescription_word import HANDED, SupplyStatus
from portal.domain.quantity import counted
from portal.domain.when import day, moment
from portal.models import Dispense, Organization, Prescription, RegisterEntry
from portal.schemas.dispense_day import DayLine, DaySection, EndOfDay
from portal.services import dispense_register, prescription_queue
from portal.services.consultation_view import people
from portal.services.dispense_step import mine
from portal.services.prescription_facts import Facts
from portal.services.prescription_read import Known, known
from portal.services.prescription_view import printed
from portal.services.record_view import day as birthday
from portal.services.work import Work

U = SupplyStatus
HEAD = (
    "Section", "Code", "Patient", "Born", "Prescriber", "Medicines", "Since", "Detail",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a spreadsheet takes a cell for something to calculate."""

Say = Callable[[Facts], str]


def view(work: Work) -> EndOfDay:
    """Return the pharmacy's sheet as it stands now."""
    _, place_id = mine(work)
    place = work.session.get_one(Organization, place_id)
    zone = place.hours.zone
    today = work.at.astimezone(zone).date()
    start = datetime.combine(today, time.min, zone)
    span = (start, datetime.combine(today + timedelta(days=1), time.min, zone))
    written = select(RegisterEntry).where(
        RegisterEntry.pharmacy_id == place_id,
        col(RegisterEntry.created_at) >= span[0],
        col(RegisterEntry.created_at) < span[1],
    )
    order = (col(RegisterEntry.created_at), col(RegisterEntry.medicine_id), col(RegisterEntry.line))
    return EndOfDay(
        pharmacy=place.name,
        address=place.address,
        day=today,
        day_words=f"{today:%A %-d %B %Y}",
        zone=place.zone,
        made_at=work.at,
        made_by=work.actor.name,
        sections=[*_open(work, place), _supplied(work, place, span)],
        controlled=dispense_register.lines(work, work.session.exec(written.order_by(*order)).all()),
        balances=dispense_register.balances(work),
    )


def csv_text(work: Work) -> str:
    """Return the sheet as CSV (UTF-8 with a mark, as spreadsheets want it).

    No cell is a formula: what begins like one gets an apostrophe before it (CWE-1236).
    """
    sheet = view(work)
    zone = ZoneInfo(sheet.zone)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for section in sheet.sections:
        for one in section.lines:
            writer.writerow(
                plain(cell)
                for cell in (
                    section.word, one.code, one.patient, one.born, one.prescriber, one.medicines,
                    f"{one.since.astimezone(zone):%Y-%m-%d %H:%M}", one.detail,
                )
            )  # fmt: skip
    for line in sheet.controlled:
        said = (
            f"{line.kind} {line.quantity_words}, balance {line.balance_words}, by {line.by}",
            line.counterparty, line.collector, line.proof, line.note,
        )  # fmt: skip
        writer.writerow(
            plain(cell)
            for cell in (
                "Controlled drugs register", str(line.line), "", "", "", line.drug,
                f"{line.at.astimezone(zone):%Y-%m-%d %H:%M}", "; ".join(one for one in said if one),
            )
        )  # fmt: skip
    return out.getvalue()


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, nor any part of it between semicolons,
    which some spreadsheets take for the ends of cells.
    """
    parts = (f"'{p}" if p.lstrip(" ").startswith(FORMULA) else p for p in cell.split(";"))
    return ";".join(parts)


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
        DaySection(name=name, word=word, lines=_lines(work, [here, which], say))
        for name, word, which, say in sections
    ]


def _lines(work: Work, which: list[ColumnElement[bool]], say: Say) -> list[DayLine]:
    query = select(Prescription).where(*which)
    rows = work.session.exec(query.order_by(col(Prescription.signed_at), col(Prescription.id)))
    found = rows.all()
    behind = known(work, found)
    return [_line(behind, row, say(behind.facts(work, row)), row.status_since) for row in found]


def _supplied(work: Work, place: Organization, span: tuple[datetime, datetime]) -> DaySection:
    """Return what left the pharmacy today, in the order in which it did."""
    query = (
        select(Dispense, Prescription)
        .join(Prescription, col(Prescription.id) == Dispense.prescription_id)
        .where(
            Dispense.pharmacy_id == place.id,
            col(Dispense.status).in_(HANDED),
            col(Dispense.handed_at) >= span[0],
            col(Dispense.handed_at) < span[1],
        )
        .order_by(col(Dispense.handed_at), col(Dispense.id))
    )
    found = work.session.exec(query).all()
    behind = known(work, [row for _, row in found])
    by = people(work, [one.handed_by for one, _ in found])
    lines: list[DayLine] = []
    for one, row in found:
        who = by[one.handed_by].name if one.handed_by else ""
        said = f"Supply {one.number}, {one.status.word} by {who}; asked: {one.identifiers}"
        said += f"; to {one.collector}" if one.collector else ""
        lines.append(_line(behind, row, said, one.handed_at or row.status_since))
    return DaySection(name="supplied", word="Supplied today", lines=lines)


def _line(behind: Known, row: Prescription, detail: str, since: datetime) -> DayLine:
    names = [one.name for one in behind.items.get(row.id, ())]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    patient = behind.people[row.patient_id]
    return DayLine(
        prescription_id=str(row.id),
        code=printed(row.code),
        patient=patient.name,
        born=birthday(patient.birth_date),
        prescriber=behind.people[row.prescriber_id].name,
        medicines="".join(names[:1]) + more,
        since=since,
        detail=detail,
    )


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
    say = partial(day, now=facts.at, zone=facts.zone)
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
