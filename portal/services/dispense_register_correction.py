"""The controlled drugs register is put right, and held against what lies in the cabinet."""

from decimal import Decimal
from uuid import UUID

from sqlmodel import select

from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible
from portal.domain.quantity import counted
from portal.models import Medicine, RegisterEntry, RegisterKind
from portal.schemas.dispense_register import LineCorrection, RegisterPage, StockCount
from portal.services.dispense_register import page
from portal.services.dispense_register_line import Entry, registered, settled, there, whole, write
from portal.services.dispense_step import CHECK, lock_register, mine
from portal.services.work import Work, record_id

K = RegisterKind
OWN = "You entered this line yourself: a colleague corrects it."
FOLLOWS = (
    "This line follows from a hand-over: open the prescription and strike that out there. The "
    "register follows."
)
TWICE = (
    "Line {} was put right twice already: count the drug together with a colleague, and enter "
    "what is there."
)
MISSING = "The register of your pharmacy has no such line."
EITHER = "Enter what is right, or say that it never happened: not both."


def correct(work: Work, entry_id: UUID | str, said: LineCorrection) -> RegisterPage:
    """Put a line right by a further one; another person than who entered it does.

    Raises NotAllowed for one's own line, StepNotPossible for what was corrected before, follows
    from a hand-over, or would leave less than nothing, and Invalid when nothing would change.
    """
    person, _ = mine(work)
    line = _line(work, entry_id)
    if line.dispense_id is not None:
        raise StepNotPossible(FOLLOWS)
    if (later := _next(work, line)) is not None:
        raise StepNotPossible(
            f"Line {line.line} was corrected by line {later.line}: correct that one."
        )
    if line.by_id == person:
        raise NotAllowed(OWN)
    before = work.session.get_one(RegisterEntry, line.corrects_id) if line.corrects_id else None
    if settled(before):
        raise StepNotPossible(TWICE.format(_chain(work, line)[0].line))
    drug = work.session.get_one(Medicine, line.medicine_id)
    first, so_far = _chain(work, line)
    change = _right(first, drug, said) - so_far
    if change == 0 and not (said.never_happened and first.kind is K.COUNTED):
        raise Invalid(CHECK, {"quantity": "That is what stands there already."})
    words = _words(first, drug, said)
    write(work, drug, Entry(K.CORRECTED, change, words, note=said.reason, corrects=line))
    return page(work, medicine_id=drug.id)


def count(work: Work, said: StockCount) -> RegisterPage:
    """Enter what was counted; from then on that is the balance.

    Raises Invalid for a difference without a reason, and for any other product.
    """
    lock_register(work)
    drug = registered(work, said.medicine_id)
    whole(drug, said.counted, "counted")
    expected = there(work, drug)
    change = said.counted - expected
    if change and not said.reason:
        say = f"The register says {counted(expected, drug.pack_unit)}: say why it differs."
        raise Invalid(CHECK, {"reason": say})
    write(work, drug, Entry(K.COUNTED, change, _found(drug, said, change), note=said.reason))
    return page(work, medicine_id=drug.id)


def _line(work: Work, entry_id: UUID | str) -> RegisterEntry:
    """Return a line of the actor's pharmacy; from here on nobody else writes. Raises NotFound."""
    place = lock_register(work)
    query = select(RegisterEntry).where(
        RegisterEntry.id == record_id(entry_id), RegisterEntry.pharmacy_id == place
    )
    found = work.session.exec(query).one_or_none()
    if found is None:
        raise NotFound(MISSING)
    return found


def _next(work: Work, line: RegisterEntry) -> RegisterEntry | None:
    """Return the line that corrects this one."""
    query = select(RegisterEntry).where(RegisterEntry.corrects_id == line.id)
    return work.session.exec(query).one_or_none()


def _chain(work: Work, line: RegisterEntry) -> tuple[RegisterEntry, Decimal]:
    """Return the line that was wrong first, and what it and its corrections come to so far."""
    so_far = line.quantity
    while line.corrects_id is not None:
        line = work.session.get_one(RegisterEntry, line.corrects_id)
        so_far += line.quantity
    return line, so_far


def _right(first: RegisterEntry, drug: Medicine, said: LineCorrection) -> Decimal:
    """Return how far the line should have moved the balance. Raises Invalid."""
    if said.never_happened == (said.quantity is not None):
        raise Invalid(CHECK, {"quantity": EITHER})
    if said.quantity is None:
        return Decimal(0)
    whole(drug, said.quantity, "quantity")
    if first.kind is K.COUNTED:
        return said.quantity - (first.balance - first.quantity)
    if not said.quantity:
        raise Invalid(CHECK, {"quantity": "If nothing came in, say that it never happened."})
    return said.quantity


def _words(first: RegisterEntry, drug: Medicine, said: LineCorrection) -> str:
    if said.quantity is None:
        return f"Line {first.line} never happened"
    much = counted(said.quantity, drug.pack_unit)
    if first.kind is K.COUNTED:
        return f"Line {first.line}: {much} were counted"
    return f"Line {first.line}: {much} came in"


def _found(drug: Medicine, said: StockCount, change: Decimal) -> str:
    words = f"Counted {counted(said.counted, drug.pack_unit)}"
    if not change:
        return f"{words}, as the register says"
    much = counted(abs(change), drug.pack_unit)
    return f"{words}: {much} {'missing' if change < 0 else 'too many'}"
