"""One product as it is shown: its facts, and which of them nobody has checked."""

from decimal import Decimal

from portal.domain.medicine import Schedule, named
from portal.models import Medicine
from portal.schemas.medicine import MedicineView

FACTS = {
    "atc": "the class of medicine (ATC)",
    "amount": "the amount in one dose",
    "max_daily": "the usual maximum in a day",
    "schedule": "whether it is a controlled drug",
    "pregnancy": "its use in pregnancy",
}
"""What may be empty of what prescribing looks at, and how its absence is told."""


def view(row: Medicine, matched: str = "") -> MedicineView:
    """Show a product; `matched` is the brand that led here."""
    return MedicineView(
        id=str(row.id),
        code=row.code,
        name=row.name,
        title=named(row.substance, row.strength, row.form, matched),
        substance=row.substance,
        strength=row.strength,
        form=row.form,
        route=row.route,
        atc=row.atc,
        dose_unit=row.dose_unit,
        pack_unit=row.pack_unit,
        pack_size=plain(row.pack_size) or row.pack_size,
        doses_per_unit=plain(row.doses_per_unit),
        amount=plain(row.amount),
        amount_unit=row.amount_unit,
        max_daily=plain(row.max_daily),
        schedule=row.schedule,
        schedule_words=(row.schedule or Schedule.NONE).words,
        pregnancy=row.pregnancy,
        price_minor=row.price_minor,
        brands=row.brands,
        matched_brand=matched,
        unknown=[words for fact, words in FACTS.items() if getattr(row, fact) in (None, "")],
        withdrawn=row.withdrawn_at is not None,
    )


def plain(value: Decimal | None) -> Decimal | None:
    """Return the number without the zeros that the column adds: 21, not 21.0000."""
    return None if value is None else Decimal(format(value.normalize(), "f"))
