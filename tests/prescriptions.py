"""Medicines and signed prescriptions that tests are about, written as rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import factories

from portal.domain.dosage import Dosage, sentence
from portal.domain.dosage_word import Frequency
from portal.domain.medicine import DoseForm, Route, Schedule
from portal.domain.prescription_word import LIVE, PrescriptionStatus
from portal.infra.signature import DERIVED
from portal.models import Medicine, Prescription, PrescriptionItem
from portal.services.work import Actor

CODES = count(1)
KNOWN: dict[str, dict[str, Any]] = {
    "paracetamol": {"atc": "N02BE01", "amount": 500, "max_daily": 4000, "strength": "500 mg"},
    "paracetamol + codeine": {
        "atc": "N02AJ06", "strength": "500 mg/8 mg", "schedule": Schedule.CD5, "amount": 500,
        "max_daily": 4000,
    },
    "amoxicillin": {
        "atc": "J01CA04", "amount": 500, "strength": "500 mg", "form": DoseForm.CAPSULE,
        "dose_unit": "capsule",
    },
    "flucloxacillin": {
        "atc": "J01CF05", "amount": 500, "strength": "500 mg", "form": DoseForm.CAPSULE,
        "dose_unit": "capsule",
    },
    "cefalexin": {"atc": "J01DB01", "amount": 500, "strength": "500 mg"},
    "clarithromycin": {"atc": "J01FA09", "amount": 500, "strength": "500 mg"},
    "trimethoprim": {"atc": "J01EA01", "amount": 200, "strength": "200 mg"},
    "ibuprofen": {"atc": "M01AE01", "amount": 400, "max_daily": 2400, "strength": "400 mg"},
    "naproxen": {"atc": "M01AE02", "amount": 500, "max_daily": 1250, "strength": "500 mg"},
    "warfarin": {"atc": "B01AA03", "amount": 1, "strength": "1 mg"},
    "simvastatin": {"atc": "C10AA01", "amount": 20, "max_daily": 80, "strength": "20 mg"},
    "atorvastatin": {"atc": "C10AA05", "amount": 20, "max_daily": 80, "strength": "20 mg"},
    "methotrexate": {"atc": "L04AX03", "amount": 2.5, "strength": "2.5 mg"},
    "ramipril": {"atc": "C09AA05", "amount": 5, "max_daily": 10, "strength": "5 mg"},
    "sertraline": {"atc": "N06AB06", "amount": 50, "max_daily": 200, "strength": "50 mg"},
    "morphine sulfate": {
        "atc": "N02AA01", "amount": 10, "strength": "10 mg", "schedule": Schedule.CD2,
    },
    "salbutamol": {
        "atc": "R03AC02", "strength": "100 micrograms/dose", "form": DoseForm.INHALER,
        "route": Route.INHALATION, "dose_unit": "puff", "pack_unit": "inhaler", "pack_size": 1,
        "doses_per_unit": 200, "amount": 100, "amount_unit": "ug",
    },
}  # fmt: skip
"""A few products that everybody's tests prescribe; `medicine` knows them by their substance."""


def medicine(substance: str = "paracetamol", **facts: Any) -> Medicine:
    """A product, a pack of 28 tablets unless told otherwise; not written yet."""
    told = {
        "code": f"T{next(CODES):05d}",
        "strength": "",
        "form": DoseForm.TABLET,
        "route": Route.ORAL,
        "dose_unit": "tablet",
        "pack_size": 28,
        "doses_per_unit": 1,
        "amount_unit": "mg",
        "schedule": Schedule.NONE,
        **KNOWN.get(substance, {}),
        **facts,
    }
    told.setdefault("pack_unit", told["dose_unit"])
    for name in ("pack_size", "doses_per_unit", "amount", "max_daily"):
        if told.get(name) is not None:
            told[name] = Decimal(str(told[name]))
    return Medicine(substance=substance, **told)


def dosage(
    of: Medicine, dose: Any = 1, frequency: Any = Frequency.TWICE_DAILY, **facts: Any
) -> Dosage:
    """How it is taken: one, twice a day, unless told otherwise."""
    if facts.get("max_per_day") is not None:
        facts["max_per_day"] = Decimal(str(facts["max_per_day"]))
    return Dosage(
        Decimal(str(dose)), of.dose_unit, of.route, of.form, Frequency(frequency), **facts
    )


def item(row: Prescription, of: Medicine, position: int = 1, **facts: Any) -> PrescriptionItem:
    """A signed item of `row`: one, twice a day, unless told otherwise by `taken`."""
    taken: Dosage = facts.pop("taken", None) or dosage(of)
    return PrescriptionItem(
        prescription_id=row.id,
        position=position,
        medicine_id=of.id,
        name=of.name,
        substance=of.substance,
        strength=of.strength,
        form=of.form,
        atc=of.atc,
        schedule=of.schedule,
        route=taken.route,
        dose=taken.dose,
        dose_unit=taken.dose_unit,
        frequency=taken.frequency.value,
        every_hours=taken.every_hours,
        as_needed=taken.as_needed,
        as_needed_for=taken.as_needed_for,
        max_per_day=taken.max_per_day,
        duration_days=taken.duration_days,
        instruction=taken.instruction,
        sentence=sentence(taken),
        **{"quantity": of.pack_size, "quantity_unit": of.pack_unit, **facts},
    )


def signed(
    patient: Actor,
    prescriber: Actor,
    medicines: Sequence[Medicine],
    at: datetime = factories.MONDAY,
    **facts: Any,
) -> tuple[Prescription, list[PrescriptionItem]]:
    """Rows of an active prescription, one item for each medicine; not written yet.

    `facts` change the prescription: its status, its pharmacy. Write it with `written`.
    """
    number = next(CODES)
    assert prescriber.organization_id is not None
    told: dict[str, Any] = {
        "status": PrescriptionStatus.ACTIVE,
        "status_since": at,
        "code": f"{number:08d}",
        "nonce": f"{number:016x}",
        "key_id": DERIVED,
        "signed_at": at,
        "expires_at": at + timedelta(days=183),
        "due_at": at + timedelta(days=183),
        **facts,
    }
    if told["status"] not in LIVE:
        told["due_at"] = None
    row = Prescription(
        patient_id=_id(patient), prescriber_id=_id(prescriber),
        practice_id=prescriber.organization_id, created_at=at, **told,
    )  # fmt: skip
    return row, [item(row, of, place) for place, of in enumerate(medicines, 1)]


def written(
    patient: Actor, prescriber: Actor, medicines: Sequence[Medicine], **facts: Any
) -> tuple[Prescription, list[PrescriptionItem]]:
    """The same, committed; the medicines must be there already."""
    row, items = signed(patient, prescriber, medicines, **facts)
    factories.saved(row, *items)
    return row, items


def _id(who: Actor) -> UUID:
    assert who.id is not None
    return who.id
