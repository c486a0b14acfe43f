"""Two pharmacies, what lies on their shelves, and signed prescriptions on their way there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import factories
import prescriptions
from factories import World
from sqlmodel import select

from portal.domain.organization import OrganizationKind
from portal.domain.permission import Role
from portal.infra import signature
from portal.infra.clock import now
from portal.infra.db import transaction
from portal.models import Dispense, Medicine, Prescription, PrescriptionItem
from portal.schemas.prescription_claim import (
    Dispatch,
    HandOver,
    LineClaim,
    ReasonClaim,
    Receipt,
    Scan,
    SecondCheck,
    Supply,
)
from portal.services import dispense, dispense_hand, dispense_register, dispense_supply
from portal.services.prescription_token import fresh_nonce, token_of
from portal.services.work import Actor, perform

SEEN = HandOver(identifiers=["name", "birth_date"])
KNOWN = HandOver(identifiers=["name", "birth_date"], proof="passport")
WHY = ReasonClaim(reason="It fell off the shelf.")
DISPATCH = Dispatch(delivery_to="1 Ash Lane", courier="Colin")
CHECKED = SecondCheck()


@dataclass
class Counter:
    """West Pharmacy with two pharmacists, another pharmacy, and a few products."""

    world: World
    phil: Actor
    petra: Actor
    other: Actor
    west: UUID
    east: UUID
    tablets: Medicine
    capsules: Medicine
    morphine: Medicine

    def prescribed(self, *products: Medicine, **facts: Any) -> UUID:
        """A prescription that the GP signed now, offered to West Pharmacy unless told otherwise."""
        told = {
            "at": now(), "pharmacy_id": self.west, "nonce": fresh_nonce(),
            "key_id": signature.current(), "claim_since": now(), **facts,
        }  # fmt: skip
        row, _ = prescriptions.written(
            told.pop("patient", self.world.patient), self.world.gp,
            products or [self.tablets], **told,
        )  # fmt: skip
        return row.id

    def claimed(self, *products: Medicine, **facts: Any) -> UUID:
        """One that Phil has started."""
        one = self.prescribed(*products, **facts)
        perform(self.phil, dispense.claim, one)
        return one

    def prepared(self, *products: Medicine, quantity: Any = None, **facts: Any) -> UUID:
        """One whose first supply Phil has put together: all of it, or so much of each."""
        one = self.prescribed(*products, **facts)
        perform(self.phil, dispense_supply.prepare, one, lines(one, quantity))
        return one

    def ready(self, *products: Medicine, **facts: Any) -> UUID:
        """One whose supply Petra has checked: it waits to be collected."""
        one = self.prepared(*products, **facts)
        perform(self.petra, dispense_supply.check_and_finish, one, 1, CHECKED)
        return one

    def collected(self, *products: Medicine, **facts: Any) -> UUID:
        """One whose supply Phil has handed over."""
        one = self.ready(*products, **facts)
        perform(self.phil, dispense_hand.collect, one, 1, KNOWN)
        return one

    def sent(self, *products: Medicine, **facts: Any) -> UUID:
        """One whose supply is on its way."""
        one = self.ready(*products, **facts)
        perform(self.phil, dispense_hand.dispatch, one, 1, DISPATCH)
        return one

    def failed(self, *products: Medicine, **facts: Any) -> UUID:
        """One whose supply could not be delivered."""
        one = self.sent(*products, **facts)
        perform(self.phil, dispense_hand.fail, one, 1, WHY)
        return one

    def delivered(self, *products: Medicine, **facts: Any) -> UUID:
        """One whose supply was delivered."""
        one = self.sent(*products, **facts)
        perform(self.phil, dispense_hand.deliver, one, 1, KNOWN)
        return one

    def receives(self, quantity: int = 100) -> None:
        """Let morphine come in."""
        said = Receipt(medicine_id=self.morphine.id, quantity=quantity, supplier="Alder Wholesale")
        perform(self.phil, dispense_register.receive, said)


def counter(world: World) -> Counter:
    """Add a second pharmacist, a second pharmacy, and three products."""
    assert world.pharmacist.organization_id is not None
    east = factories.practice("East Pharmacy", kind=OrganizationKind.PHARMACY)
    tag = uuid4().hex[:4]
    petra = factories.person(f"Petra Pear {tag}", Role.PHARMACIST, world.pharmacist.organization_id)
    other = factories.person(f"Otto Olive {tag}", Role.PHARMACIST, east.id)
    products = [
        prescriptions.medicine(name) for name in ("paracetamol", "amoxicillin", "morphine sulfate")
    ]
    factories.saved(east, petra, other, *products)
    people = [world.pharmacist, factories.actor(petra), factories.actor(other)]
    return Counter(world, *people, world.pharmacist.organization_id, east.id, *products)


def items_of(prescription_id: UUID) -> list[PrescriptionItem]:
    """The items as they are committed now, in order."""
    with transaction(write=False) as session:
        found = session.exec(
            select(PrescriptionItem).where(PrescriptionItem.prescription_id == prescription_id)
        )
        return sorted(found, key=lambda one: one.position)


def supplies_of(prescription_id: UUID) -> list[Dispense]:
    """The supplies as they are committed now, in order."""
    with transaction(write=False) as session:
        found = session.exec(select(Dispense).where(Dispense.prescription_id == prescription_id))
        return sorted(found, key=lambda one: one.number)


def lines(prescription_id: UUID, quantity: Any = None, **facts: Any) -> Supply:
    """So much of each item, or all that is left of it."""
    claims = [
        LineClaim(item_id=one.id, quantity=quantity or one.quantity - one.committed, **facts)
        for one in items_of(prescription_id)
        if one.committed < one.quantity
    ]
    return Supply(lines=claims)


def scanned(prescription_id: UUID) -> Scan:
    """What the code on its paper says."""
    with transaction(write=False) as session:
        return Scan(token=token_of(session.get_one(Prescription, prescription_id)))
