"""The parts of a prescription as its viewers see them: medicines, hand-overs, warnings, thread."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlmodel import col, select

from portal.domain.dispensing import ITEM, SUPPLY, barred
from portal.domain.medicine import IDENTIFIED, Schedule
from portal.domain.prescription_word import (
    SUPPLIABLE,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
    WarningSeverity,
)
from portal.domain.quantity import counted, figure, plural
from portal.domain.when import day
from portal.domain.workflow import Party, Workflow
from portal.models import (
    Dispense,
    DispenseLine,
    Medicine,
    Prescription,
    PrescriptionItem,
    PrescriptionMessage,
    PrescriptionWarning,
    User,
)
from portal.schemas.consultation import StepView
from portal.schemas.prescription import ItemView, LineView, SupplyView, ThreadLine, WarningView
from portal.services.consultation_view import people
from portal.services.prescription_facts import PENDING, Facts
from portal.services.prescription_step import deadlines
from portal.services.work import Work

I, S, U = ItemStatus, PrescriptionStatus, SupplyStatus  # noqa: E741


def steps_of(
    flow: Workflow, status: ItemStatus | SupplyStatus, parties: Iterable[Party]
) -> list[StepView]:
    """Return the steps that these parties may take, as buttons."""
    return [
        StepView(name=s.name, label=s.label, asks=list(s.asks))
        for s in flow.open_steps(status, parties)
    ]


def warnings(work: Work, row: Prescription, items: Sequence[PrescriptionItem]) -> list[WarningView]:
    """Return what speaks against it, the worst first."""
    query = select(PrescriptionWarning).where(PrescriptionWarning.prescription_id == row.id)
    found = work.session.exec(query.order_by(col(PrescriptionWarning.created_at))).all()
    named = {one.id: one.name for one in items}
    by = people(work, [one.override_by for one in found])
    shown = sorted(found, key=lambda one: WarningSeverity(one.severity).rank)
    return [
        WarningView(
            id=str(one.id),
            item_id=str(one.item_id),
            item_name=named.get(one.item_id, ""),
            kind=one.kind,
            severity=one.severity,
            key=one.key,
            sentence=one.sentence,
            source=one.source,
            override_reason=one.override_reason,
            override_by=by[one.override_by].name if one.override_by else "",
            after_signing=one.after_signing,
        )
        for one in shown
    ]


def item(
    facts: Facts, one: PrescriptionItem, warned: Sequence[WarningView], parties: frozenset[Party]
) -> ItemView:
    """Return one medicine and how much of it was supplied."""
    opens = facts.row.status in SUPPLIABLE | {S.DISPENSED, S.NOT_DISPENSED}
    busy = one.committed > one.supplied
    may = steps_of(ITEM, one.status, parties) if opens and not busy else []
    if facts.row.stop_requested_at is not None:
        may = []
    remaining = one.quantity - one.committed if one.status in PENDING else 0
    return ItemView(
        id=str(one.id),
        position=one.position,
        medicine_id=str(one.medicine_id),
        name=one.name,
        substance=one.substance,
        strength=one.strength,
        form=one.form,
        route=one.route,
        schedule=one.schedule or "",
        schedule_words=Schedule(one.schedule).words if one.schedule else "",
        sentence=one.sentence,
        quantity=float(one.quantity),
        unit=one.quantity_unit,
        quantity_words=counted(one.quantity, one.quantity_unit),
        status=one.status,
        status_words=one.status.word,
        supplied=float(one.supplied),
        committed=float(one.committed),
        remaining=float(remaining),
        progress_words=progress(facts, one),
        owed_until=one.owed_until,
        reason=one.reason,
        warnings=[w for w in warned if w.item_id == str(one.id)],
        steps=may,
    )


def progress(facts: Facts, one: PrescriptionItem) -> str:
    """Return how far one medicine is: 14 of 28 tablets, rest owed until Friday."""
    whole = counted(one.quantity, one.quantity_unit)
    if one.status is I.NOT_DISPENSED:
        return f"Not supplied: {one.reason}"
    if one.status is I.DISPENSED:
        return f"{whole}, supplied"
    if facts.row.status not in SUPPLIABLE:
        given = f"{figure(one.supplied)} of " if one.supplied else ""
        return f"{given}{whole}"
    if one.committed == one.quantity and one.supplied == 0:
        return whole
    said = f"{figure(one.committed)} of {whole}" if one.committed else whole
    if one in facts.owed:
        until = f" until {facts.day(one.owed_until)}" if one.owed_until else ""
        said += f", {'rest ' if one.committed else ''}owed{until}"
    return said


def supplies(
    work: Work, facts: Facts, places: Mapping[UUID, str], parties: frozenset[Party]
) -> list[SupplyView]:
    """Return every hand-over with its lines."""
    ids = [one.id for one in facts.supplies]
    if not ids:
        return []
    query = (
        select(DispenseLine, Medicine)
        .outerjoin(Medicine, col(Medicine.id) == DispenseLine.substitute_id)
        .where(col(DispenseLine.dispense_id).in_(ids))
    )
    by_id = {one.id: one for one in facts.items}
    lines = sorted(work.session.exec(query), key=lambda one: by_id[one[0].item_id].position)
    named = people(
        work,
        [
            person
            for one in facts.supplies
            for person in (one.prepared_by, one.checked_by, one.handed_by, one.corrected_by)
        ],
    )
    return [
        _supply(
            work, facts, one, [(li, m) for li, m in lines if li.dispense_id == one.id],
            by_id, named, places, parties,
        )
        for one in facts.supplies
    ]  # fmt: skip


def _supply(
    work: Work,
    facts: Facts,
    one: Dispense,
    lines: Sequence[tuple[DispenseLine, Medicine | None]],
    by_id: Mapping[UUID, PrescriptionItem],
    named: Mapping[UUID, User],
    places: Mapping[UUID, str],
    parties: frozenset[Party],
) -> SupplyView:
    def name(person: UUID | None) -> str:
        return named[person].name if person else ""

    closed = barred(facts.row.status, stopping=facts.row.stop_requested_at is not None)
    ours = one.pharmacy_id == work.actor.organization_id
    own = {Party.PHARMACY} if ours else parties - {Party.PHARMACY}
    may = [step for step in steps_of(SUPPLY, one.status, own) if step.name not in closed]
    return SupplyView(
        id=str(one.id),
        number=one.number,
        status=one.status,
        status_words=one.status.word,
        since=one.status_since,
        pharmacy=places.get(one.pharmacy_id, ""),
        lines=[_line(line, by_id[line.item_id], medicine) for line, medicine in lines],
        ready_by=one.ready_by,
        prepared_by=name(one.prepared_by),
        checked_by=name(one.checked_by) if one.checked_at else "",
        checked_at=one.checked_at,
        check_note=one.check_note,
        ready_at=one.ready_at,
        uncollected=one.status is U.READY and one.uncollected_at is not None,
        keep_until=deadlines().collected_by(one.ready_at) if one.ready_at else None,
        handed_by=name(one.handed_by),
        handed_at=one.handed_at,
        identifiers=one.identifiers,
        collector=one.collector,
        proof=one.proof,
        delivery_to=one.delivery_to,
        courier=one.courier,
        reason=one.reason,
        corrected_by=name(one.corrected_by),
        controlled=any(by_id[line.item_id].schedule in IDENTIFIED for line, _ in lines),
        prepared_by_me=one.prepared_by == work.actor.id,
        handed_by_me=one.handed_by is not None and one.handed_by == work.actor.id,
        steps=may,
    )


def _line(line: DispenseLine, of: PrescriptionItem, given: Medicine | None) -> LineView:
    return LineView(
        item_id=str(of.id),
        name=of.name,
        quantity=float(line.quantity),
        unit=plural(of.quantity_unit, line.quantity),
        quantity_words=counted(line.quantity, of.quantity_unit),
        substitute=given.name if given else "",
        substitution_note=line.substitution_note,
        batch=line.batch,
        expires_on=line.expires_on,
    )


def thread(work: Work, row: Prescription) -> list[ThreadLine]:
    """Return what pharmacy and prescriber wrote to each other, oldest first."""
    query = select(PrescriptionMessage).where(PrescriptionMessage.prescription_id == row.id)
    order = (col(PrescriptionMessage.created_at), col(PrescriptionMessage.id))
    found = work.session.exec(query.order_by(*order)).all()
    named = people(work, [one.author_id for one in found])
    return [
        ThreadLine(
            id=str(one.id),
            kind=one.kind,
            author=named[one.author_id].name,
            role=named[one.author_id].role.label,
            mine=one.author_id == work.actor.id,
            body=one.body,
            at=one.created_at,
        )
        for one in found
    ]


def expected(facts: Facts, one: PrescriptionItem) -> str:
    """Return when the rest of one medicine is expected, in words."""
    return day(one.owed_until, facts.at, facts.zone) if one.owed_until else "soon"
