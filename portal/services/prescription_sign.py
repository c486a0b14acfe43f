"""The act of signing: everything is checked again, and frozen as it stands at that moment."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlmodel import select

from portal.domain.dispensing import CLAIM, ITEM
from portal.domain.errors import Invalid
from portal.domain.medicine import Schedule
from portal.domain.workflow import Step
from portal.infra import signature
from portal.models import Prescription, PrescriptionItem, PrescriptionWarning
from portal.services import pharmacy, prescription_token
from portal.services.prescription_check import Finding
from portal.services.prescription_item import ANSWERED, REASON, Reading
from portal.services.prescription_step import deadlines
from portal.services.prescription_whole import Whole
from portal.services.work import Work

CODE = 8
CHECK = "Please check the prescription: something in it cannot be signed yet."
NEEDS = "{name}: {finding} Say why it is prescribed all the same, in at least 5 characters."
APPEARED = "{name}: this appeared since you looked the prescription through. {finding}"


def refuse(whole: Whole, seen: Iterable[str] | None = None) -> None:
    """Raise Invalid, naming the medicine, while anything stands in the way of signing.

    `seen` are the findings that the author was shown: of others it is said that they are new, even
    where no reason is needed. None: nothing was shown, only what needs a reason stands in the way.
    """
    problems = dict(whole.problems)
    for one in whole.readings:
        place = f"items.{one.position - 1}"
        problems |= {f"{place}.{name}": said for name, said in one.problems.items()}
    if problems:
        raise Invalid(CHECK, problems)
    shown = None if seen is None else set(seen)
    for one in whole.readings:
        for finding in one.findings:
            if said := _in_the_way(one, finding, shown):
                problems[f"items.{one.position - 1}.overrides.{finding.key}"] = said
    if problems:
        raise Invalid(next(iter(problems.values())), problems)


def seal(work: Work, row: Prescription, whole: Whole, step: Step) -> None:
    """Freeze what was read under a signature, and let the pharmacies find it."""
    terms = whole.terms
    if whole.pharmacy is not None and not pharmacy.stays_open(work, whole.pharmacy.id):
        raise Invalid(pharmacy.GONE, {"pharmacy_id": pharmacy.GONE})
    row.draft, row.note = {}, terms.note
    row.pharmacy_id = whole.pharmacy.id if whole.pharmacy else None
    row.issues = terms.repeats + 1
    row.interval_days = terms.interval_days if terms.repeats else None
    sign(work, row, [one.schedule for one in whole.readings])
    row.take(step, work.at)
    work.session.add(row)
    work.session.flush()
    for one in whole.readings:
        item = _item(row, one)
        work.session.add(item)
        work.session.flush()
        warn(work, item, one)
    work.session.flush()


def sign(work: Work, row: Prescription, schedules: Iterable[Schedule | None]) -> None:
    """Give it its code and its key, and say until when it is valid and when it is issued again."""
    limits = deadlines()
    row.code, row.nonce = fresh_code(work), prescription_token.fresh_nonce()
    row.key_id = signature.current()
    expires = limits.valid_until(work.at, schedules)
    row.signed_at, row.expires_at, row.due_at = work.at, expires, expires
    row.remind_at = limits.remind_at(work.at, expires)
    again = row.interval_days if row.issue < row.issues else None
    row.next_issue_at = work.at + timedelta(days=again) if again else None
    row.take_claim(CLAIM.first(), work.at)


def warn(work: Work, item: PrescriptionItem, one: Reading, by: UUID | None = None) -> None:
    """Write down what speaks against an item, and why it is prescribed all the same.

    `by` is who gave the reasons before, when a repeat is issued: what is new then has none.
    """
    for finding in one.findings:
        said = one.reason(finding)
        work.session.add(
            PrescriptionWarning(
                created_at=work.at,
                prescription_id=item.prescription_id,
                item_id=item.id,
                kind=finding.kind,
                severity=finding.severity,
                key=finding.key,
                sentence=finding.sentence,
                source=finding.source,
                override_reason=said,
                override_by=(by or work.actor.id) if said else None,
                after_signing=by is not None and finding.key not in one.overrides,
            )
        )


def fresh_code(work: Work) -> str:
    """Return a code that no other prescription has."""
    while True:
        code = "".join(secrets.choice(prescription_token.ALPHABET) for _ in range(CODE))
        query = select(Prescription.id).where(Prescription.code == code)
        if work.session.exec(query).first() is None:
            return code


def frozen(row: Prescription, position: int, of: PrescriptionItem) -> PrescriptionItem:
    """Return an item with the facts of another, of which nothing was supplied yet."""
    left = {"id", "created_at", "prescription_id", "position", "status", "committed", "supplied",
            "reason", "owed_until"}  # fmt: skip
    item = PrescriptionItem(
        prescription_id=row.id, position=position, created_at=row.created_at,
        **of.model_dump(exclude=left),
    )  # fmt: skip
    item.take(ITEM.first())
    return item


def _item(row: Prescription, one: Reading) -> PrescriptionItem:
    medicine, claim, dosage = one.medicine, one.claim, one.dosage
    if medicine is None or claim is None or dosage is None or one.quantity is None:
        raise Invalid(CHECK)
    item = PrescriptionItem(
        created_at=row.signed_at or row.created_at,
        prescription_id=row.id,
        position=one.position,
        medicine_id=medicine.id,
        name=medicine.name,
        substance=medicine.substance,
        strength=medicine.strength,
        form=medicine.form,
        atc=medicine.atc,
        schedule=medicine.schedule,
        route=medicine.route,
        dose=dosage.dose,
        dose_unit=medicine.dose_unit,
        frequency=dosage.frequency,
        every_hours=dosage.every_hours,
        as_needed=dosage.as_needed,
        as_needed_for=dosage.as_needed_for,
        max_per_day=dosage.max_per_day,
        duration_days=dosage.duration_days,
        instruction=dosage.instruction,
        sentence=one.sentence,
        quantity=one.quantity,
        quantity_unit=medicine.pack_unit,
    )
    item.take(ITEM.first())
    return item


def _in_the_way(one: Reading, finding: Finding, seen: set[str] | None) -> str:
    said, known = one.reason(finding), finding.key in one.overrides
    needs = finding.severity in ANSWERED and len(said) < REASON
    if seen is not None and not known and finding.key not in seen:
        return APPEARED.format(name=one.name, finding=finding.sentence)
    return NEEDS.format(name=one.name, finding=finding.sentence) if needs else ""
