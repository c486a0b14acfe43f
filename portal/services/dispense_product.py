"""What a counter asks before a supply is put together: other products, and whether a line fits."""

from uuid import UUID

from sqlmodel import col, select

from portal.domain.dispensing import Product, same_product
from portal.domain.errors import Invalid
from portal.domain.quantity import counted
from portal.infra.clock import new_id
from portal.models import Medicine, Organization, PrescriptionItem
from portal.schemas.consultation import Choice
from portal.schemas.prescription_claim import LineClaim
from portal.services import dispense_supply, prescription_step
from portal.services.dispense_step import CHECK, mine
from portal.services.prescription_step import items
from portal.services.work import Work, record_id


def alternatives(work: Work, prescription_id: UUID | str, item_id: UUID | str) -> list[Choice]:
    """Return the other products that may be given for a medicine without asking, by name."""
    item = _item(work, prescription_id, item_id)
    first = item.substance.partition("+")[0].strip()
    query = select(Medicine).where(
        col(Medicine.withdrawn_at).is_(None),
        col(Medicine.substance).contains(first, autoescape=True),
        Medicine.route == item.route,
        Medicine.id != item.medicine_id,
    )
    found = [one for one in work.session.exec(query) if same_product(_product(item), _product(one))]
    named = [
        (one.name, counted(one.pack_size, one.pack_unit), ", ".join(one.brands), str(one.id))
        for one in found
    ]
    return [
        Choice(value=ref, label=f"{name}, {pack}" + (f" ({brands})" if brands else ""))
        for name, pack, brands, ref in sorted(named)
    ]


def _product(one: PrescriptionItem | Medicine) -> Product:
    return Product(one.substance, one.strength, one.route, one.form)


def possible(work: Work, prescription_id: UUID | str, said: LineClaim) -> None:
    """Raise what preparing a supply with this line would: nothing is written."""
    item = _item(work, prescription_id, said.item_id)
    _, place_id = mine(work)
    place = work.session.get_one(Organization, place_id)
    dispense_supply.line_of(work, place, new_id(), item, said)


def _item(work: Work, prescription_id: UUID | str, item_id: UUID | str) -> PrescriptionItem:
    mine(work)
    row = prescription_step.find(work, prescription_id)
    wanted = record_id(item_id)
    found = next((one for one in items(work, row) if one.id == wanted), None)
    if found is None:
        raise Invalid(CHECK, {"item_id": "Choose medicines of this prescription."})
    return found
