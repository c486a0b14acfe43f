"""A patient's own prescriptions: what is on the way, what waits for them, each one whole."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from portal.domain.permission import Permission
from portal.domain.prescription_stage import Stage, stops
from portal.domain.prescription_word import LIVE, ClaimStatus
from portal.domain.when import date
from portal.models import Organization, Prescription, PrescriptionItem
from portal.schemas.prescription import PrescriptionRow, PrescriptionView
from portal.schemas.prescription_mine import (
    Errand,
    MyMedicines,
    MyPrescription,
    MyPrescriptionPage,
    MyPrescriptionRow,
    StopView,
)
from portal.services import (
    access_prescription,
    notification,
    paging,
    pharmacy,
    prescription_list,
    prescription_mine_word,
    prescription_step,
    prescription_view,
)
from portal.services.prescription_mine_word import stage, valid
from portal.services.work import Work, record_id
from portal.settings import settings

C = ClaimStatus
SHORT = 20
"""How many a home, a consultation or a record shows at most."""


def page(
    work: Work, cursor: str | None = None, limit: int = paging.PAGE, *, active: bool
) -> MyPrescriptionPage:
    """Return one page of what is on the way, or of what is over, newest first."""
    found = prescription_list.patient_page(work, cursor, limit, active=active)
    return MyPrescriptionPage(
        items=_rows(work, found.items), total=found.total, next_cursor=found.next_cursor
    )


def medicines(work: Work) -> MyMedicines:
    """Return what is on the way to the patient, and what of it waits for them."""
    found = prescription_list.patient_page(work, limit=SHORT, active=True).items
    rows = _rows(work, found)
    errands = [
        one for told, row in zip(found, rows, strict=True) for one in _errands(work, told, row)
    ]
    return MyMedicines(active=rows, errands=sorted(errands, key=lambda one: _rank(one.kind)))


def get(work: Work, prescription_id: UUID | str) -> MyPrescription:
    """Return one of the patient's own prescriptions. Raises NotFound."""
    work.require(Permission.PRESCRIPTION_CHOOSE)
    row = prescription_step.find(work, prescription_id)
    return whole(work, prescription_view.detail(work, row))


def open_page(work: Work, prescription_id: UUID | str) -> MyPrescription:
    """Return one, and take its news as read: the patient is looking at what they are about."""
    shown = get(work, prescription_id)
    notification.settle(work, UUID(shown.id))
    return shown


def of_consultation(work: Work, consultation_id: UUID | str) -> list[MyPrescriptionRow]:
    """Return what was prescribed to the patient in one of their consultations."""
    work.require(Permission.PRESCRIPTION_CHOOSE)
    query = select(Prescription).where(
        col(Prescription.consultation_id) == record_id(consultation_id),
        access_prescription.prescriptions(work.actor),
    )
    found = work.session.exec(query.order_by(col(Prescription.created_at)).limit(SHORT)).all()
    return _rows(work, prescription_view.rows(work, found))


def behind_record(work: Work) -> dict[str, str]:
    """Return, by the id of an entry of the record, the prescription that it comes from."""
    work.require(Permission.PRESCRIPTION_CHOOSE)
    query = (
        select(PrescriptionItem.record_entry_id, Prescription.id)
        .join(Prescription, col(Prescription.id) == PrescriptionItem.prescription_id)
        .where(
            access_prescription.prescriptions(work.actor),
            col(PrescriptionItem.record_entry_id).is_not(None),
        )
        .order_by(col(Prescription.created_at))
    )
    return {str(entry): str(which) for entry, which in work.session.exec(query)}


def whole(work: Work, view: PrescriptionView) -> MyPrescription:
    """Return a prescription as its own patient reads it."""
    zone = _zone(view)
    stands = stage(view)
    said = prescription_mine_word.advice(view, stands)
    return MyPrescription(
        id=view.id,
        code=view.code,
        title=_title(view, work, zone),
        stage=stands,
        words=view.lane.words,
        shows_code=view.status in LIVE and not view.stop_requested,
        stations=view.lane.steps,
        medicines=[prescription_mine_word.item(view, one) for one in view.items],
        advice=said.words,
        tone=said.tone,
        call=said.call,
        reason=view.reason,
        asks_anew=said.asks_anew,
        place=view.place,
        may_choose=view.may_choose,
        practice=view.practice,
        practice_phone=view.practice_phone,
        prescriber=view.prescriber,
        consultation_id=view.consultation_id,
        valid=valid(view, work.at, zone),
        expires_soon=view.expires_soon,
        repeats=prescription_mine_word.repeats(view, work.at, zone),
        timeline=view.timeline,
        zone=zone.key,
    )


def _rows(work: Work, found: Sequence[PrescriptionRow]) -> list[MyPrescriptionRow]:
    hours = _hours(work, found)
    return [
        MyPrescriptionRow(
            id=row.id,
            title=_title(row, work, _zone(row)),
            medicines=row.medicines,
            stage=stage(row),
            words=row.lane.words,
            stops=[StopView(**one._asdict()) for one in stops(stage(row))],
            prescriber=row.prescriber,
            pharmacy=row.pharmacy,
            hours=hours.get(row.id, ""),
            note=f"Issue {row.issue} of {row.issues}" if row.issues > 1 else "",
            zone=_zone(row).key,
        )
        for row in found
    ]


def _errands(work: Work, row: PrescriptionRow, mine: MyPrescriptionRow) -> list[Errand]:
    """Return what waits for the patient: to ask, to collect, to choose, to be in time."""
    found: list[tuple[str, str, str, str]] = []
    stands = mine.stage
    if stands == Stage.STOPPING:
        found.append(("ask", "Ask before you take any", mine.words, "See what to do"))
    elif row.alerted:
        why = f"{row.medicines}: something new in your record speaks against it."
        found.append(("ask", "Ask before you take it", why, "See what to do"))
    if stands == Stage.READY:
        why = f"{row.medicines}. {mine.hours}." if mine.hours else f"{row.medicines}."
        found.append(("collect", f"Ready to collect at {row.pharmacy}", why, "Show the code"))
    if stands == Stage.CHOOSE:
        back = row.claim_status == C.RELEASED
        why = "The pharmacy no longer has it." if back else "No pharmacy has it yet."
        found.append(("choose", "Choose a pharmacy", f"{row.medicines}. {why}", "Choose"))
    if stands == Stage.NOT_DELIVERED:
        found.append(("delivery", "Not delivered", mine.words, "See what to do"))
    if row.expires_soon and row.expires_at:
        title = f"Expires on {date(row.expires_at, work.at, _zone(row))}"
        why = f"{row.medicines}. Nothing can be supplied after that."
        found.append(("expires", title, why, "See the prescription"))
    return [
        Errand(
            key=f"{row.id}-{kind}", prescription_id=row.id, kind=kind, title=title, why=why,
            step=step,
        )
        for kind, title, why, step in found
    ]  # fmt: skip


def _rank(kind: str) -> int:
    return ("ask", "collect", "choose", "delivery", "expires").index(kind)


def _hours(work: Work, found: Sequence[PrescriptionRow]) -> dict[str, str]:
    """Return, for what is on the way, until when its pharmacy is open."""
    ids = [UUID(row.id) for row in found if row.status in LIVE and row.pharmacy]
    if not ids:
        return {}
    query = (
        select(Prescription.id, Organization)
        .join(Organization, col(Organization.id) == Prescription.pharmacy_id)
        .where(col(Prescription.id).in_(ids))
    )
    return {
        str(which): pharmacy.view(work, place).hours_words
        for which, place in work.session.exec(query)
    }


def _title(row: PrescriptionRow, work: Work, zone: ZoneInfo) -> str:
    return f"Prescription of {date(row.signed_at or row.created_at, work.at, zone)}"


def _zone(row: PrescriptionRow) -> ZoneInfo:
    """Return the pharmacy's time zone, where they go to; the clinic's while there is none."""
    return ZoneInfo(row.lane.zone or settings().clinic_zone)
