"""What a pharmacy prints: labels on boxes, and slips for what it owes."""

import re
from bisect import bisect_left
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from portal.domain.errors import NotFound, StepNotPossible
from portal.domain.permission import Permission
from portal.domain.prescription_word import LIVE, VOID
from portal.domain.quantity import counted, figure
from portal.infra.lettering import apart
from portal.infra.pdf import INK, SOFT, Print, Sheet
from portal.models import (
    Dispense,
    DispenseLine,
    Medicine,
    Organization,
    Prescription,
    PrescriptionItem,
    User,
)
from portal.schemas.prescription_paper import Label, OwedItem, OwingSlip
from portal.schemas.summary import Paper
from portal.services import access_prescription
from portal.services.prescription_facts import owed
from portal.services.prescription_step import find, items, supplies
from portal.services.prescription_view import printed
from portal.services.work import Work, record_id

WIDE, HIGH, EDGE = 70.0, 35.0, 2.5
A5 = (148.0, 210.0)
LARGEST, LEAST, STEP = 8.5, 4.5, 0.25
LEADING = 0.43
"""Height of a line in millimetres for each point of its letters."""

DAY = "%-d %B %Y"
TOGETHER = re.compile(r"(?<=\d) (?=\w)|(?<=[A-Z]\d) (?=\d[A-Z]{2}\b)")
"""Between a number and what it counts: a line never ends there."""

KEEP = "Keep out of the reach and sight of children"
NO_SUPPLY = "This prescription has no such supply at your pharmacy."
NOTHING_OWED = "Nothing is owed on this prescription."
LABELLED, OWED = "dispense:labelled", "dispense:owing_printed"


def labels(work: Work, prescription_id: UUID | str, supply_id: UUID | str) -> Paper:
    """Return the labels of one hand-over of the actor's pharmacy, one for each medicine."""
    work.require(Permission.PRESCRIPTION_DISPENSE)
    row = find(work, prescription_id)
    supply = _supply(work, row, supply_id)
    said = label_facts(work, row, supply)
    work.record(LABELLED, "prescription", row.id, row.patient_id)
    name = f"labels-{printed(row.code)}-{supply.number}.pdf"
    return Paper(name=name, content=label_sheet(said, work.at))


def owing(work: Work, prescription_id: UUID | str) -> Paper:
    """Return the slip for what the actor's pharmacy still owes.

    Raises StepNotPossible when that is nothing.
    """
    work.require(Permission.PRESCRIPTION_DISPENSE)
    row = find(work, prescription_id)
    said = owing_facts(work, row)
    work.record(OWED, "prescription", row.id, row.patient_id)
    return Paper(name=f"owing-{said.code}.pdf", content=owing_sheet(said))


def label_facts(work: Work, row: Prescription, supply: Dispense) -> list[Label]:
    """Return what stands on each box."""
    pharmacy = work.session.get_one(Organization, supply.pharmacy_id)
    patient = work.session.get_one(User, row.patient_id)
    query = (
        select(DispenseLine, PrescriptionItem, Medicine)
        .join(PrescriptionItem, col(PrescriptionItem.id) == DispenseLine.item_id)
        .outerjoin(Medicine, col(Medicine.id) == DispenseLine.substitute_id)
        .where(DispenseLine.dispense_id == supply.id)
        .order_by(col(PrescriptionItem.position))
    )
    given = (supply.handed_at or supply.ready_at or work.at).astimezone(pharmacy.hours.zone)
    return [
        Label(
            medicine=other.name if other else item.name,
            quantity=counted(line.quantity, item.quantity_unit),
            sentence=item.sentence,
            patient=patient.name,
            day=f"{given:{DAY}}",
            pharmacy=pharmacy.name,
            pharmacy_line=f"{pharmacy.address} · {pharmacy.phone}",
            remark=f"{figure(line.quantity)} of {counted(item.quantity, item.quantity_unit)}"
            if line.quantity < item.quantity
            else "",
        )
        for line, item, other in work.session.exec(query)
    ]


def owing_facts(work: Work, row: Prescription) -> OwingSlip:
    """Return what is owed to the patient. Raises StepNotPossible when nothing is."""
    here = row.pharmacy_id is not None and row.pharmacy_id == work.actor.organization_id
    left = owed(row, items(work, row), supplies(work, row))
    if not left or not here or row.status not in LIVE or row.expires_at is None:
        raise StepNotPossible(NOTHING_OWED)
    pharmacy = work.session.get_one(Organization, row.pharmacy_id)
    zone = pharmacy.hours.zone
    return OwingSlip(
        code=printed(row.code),
        patient=work.session.get_one(User, row.patient_id).name,
        pharmacy=pharmacy.name,
        pharmacy_lines=[pharmacy.address, f"Telephone {pharmacy.phone}"],
        items=[
            OwedItem(
                name=one.name,
                owed=figure(one.quantity - one.committed),
                of=counted(one.quantity, one.quantity_unit),
                until=f"{one.owed_until.astimezone(zone):%A {DAY}}" if one.owed_until else "",
            )
            for one in left
        ],
        valid_until=f"{row.expires_at.astimezone(zone):{DAY}}",
        printed_on=f"{work.at.astimezone(zone):{DAY}, %H:%M}",
        at=work.at,
    )


def label_sheet(said: list[Label], at: datetime) -> bytes:
    """Put labels on paper, the letters as large as all words allow.

    What one label cannot hold at all goes on with the next: no word is lost.
    """
    paper = Print("Labels", said[0].pharmacy, at, (WIDE, HIGH))
    paper.set_margins(EDGE, EDGE, EDGE)
    paper.set_auto_page_break(auto=True, margin=EDGE)
    for one in said:
        paper.add_page()
        size = _size(paper, one)
        paper.set_y(EDGE)
        _label(paper, one, size, dry=False)
    return paper.written()


def owing_sheet(said: OwingSlip) -> bytes:
    """Put what is owed on a small sheet."""
    paper = Sheet(
        f"Owing slip {said.code}",
        said.pharmacy,
        f"Prescription {said.code} · {apart(said.patient)} · printed {said.printed_on}",
        said.at,
        A5,
    )
    paper.letterhead(said.pharmacy, said.pharmacy_lines)
    paper.headline("We owe you", said.patient)
    for one in said.items:
        paper.section(one.name)
        paper.fact("Still owed", f"{one.owed} of {one.of}")
        paper.fact("Expected", one.until or "We will tell you in the portal.")
    paper.section("To collect it")
    paper.words(
        f"Bring this slip, or the code {said.code}. Collect it by {said.valid_until}: "
        "after that day the prescription is no longer valid."
    )
    return paper.written()


def _size(paper: Print, one: Label) -> float:
    """Return the largest letters with which all fits, in few tries: each breaks every line."""
    sizes = [LEAST + STEP * step for step in range(int((LARGEST - LEAST) / STEP) + 1)]
    too_large = bisect_left(
        sizes, x=True, key=lambda size: _label(paper, one, size, dry=True) > HIGH - 2 * EDGE
    )
    return sizes[max(0, too_large - 1)]


def _label(paper: Print, one: Label, size: float, *, dry: bool) -> float:
    """Write one label and return its height; `dry` only measures."""
    high = 0.0
    for text, scale, bold in (
        (f"{apart(one.medicine)}   {one.quantity}", 1.0, True),
        (one.sentence, 1.1, True),
        (f"Part of a supply: {one.remark}" if one.remark else "", 0.8, False),
        (KEEP, 0.8, False),
        (f"{apart(one.patient)}   {one.day}", 1.0, True),
        (f"{apart(one.pharmacy)}, {one.pharmacy_line}", 0.8, False),
    ):
        if not text:
            continue
        line = size * scale * LEADING
        paper.pen(size * scale, INK if bold or text == KEEP else SOFT, bold=bold)
        shown = paper.broken(TOGETHER.sub("\N{NO-BREAK SPACE}", text), line)
        high += (shown.count("\n") + 1) * line + 0.5
        if not dry:
            paper.put(shown, line)
            paper.set_y(paper.get_y() + 0.5)
    return high


def _supply(work: Work, row: Prescription, supply_id: UUID | str) -> Dispense:
    query = select(Dispense).where(
        col(Dispense.id) == record_id(supply_id),
        Dispense.prescription_id == row.id,
        access_prescription.dispenses(work.actor),
    )
    supply = work.session.exec(query).one_or_none()
    if supply is None:
        raise NotFound(NO_SUPPLY)
    if supply.status in VOID:
        raise StepNotPossible("This supply went back, or was a mistake: nothing is labelled.")
    return supply
