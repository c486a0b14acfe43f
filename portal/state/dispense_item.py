"""What is taken for the next supply, medicine by medicine, as the counter's page sends it."""

from typing import Any

import reflex as rx

from portal.domain.quantity import counted, figure
from portal.schemas.base import parse
from portal.schemas.consultation import Choice
from portal.schemas.dispense import Picked
from portal.schemas.prescription import ItemView, PrescriptionView, SupplyView
from portal.schemas.prescription_claim import LineClaim, ReasonClaim, Supply
from portal.services import dispense_item, dispense_product, dispense_supply
from portal.state.base import BEGUN_AGAIN
from portal.state.dispense_step import DispenseSteps, key_of

NOTHING = "Take at least one medicine for this supply first."
ALTERNATIVES = dispense_product.alternatives
KEPT = ("substitute_id", "substitution_note", "batch", "expires_on", "owed_until")
"""What a browser hands back of a medicine that was taken, besides how much."""


class DispenseItems(DispenseSteps, mixin=True):
    """Handlers about single medicines. What is taken lies on the screen only, until it is sent."""

    left: float = 0
    unit: str = ""
    chosen: str = ""
    has_products: bool = False
    products: list[Choice] = []
    picked: dict[str, Picked] = {}
    first: str = ""
    due: str = ""
    """What comes next: "claim", "items", "send", or the number of a supply; the page marks it."""

    wrong: str = ""
    """The medicine whose quantity was refused last; `why` stands beside its field."""

    why: str = ""
    refusals: int = 0
    _sent: str = ""

    @rx.event
    async def open_item(self, step: str, item_id: str):
        """Open a dialog about one medicine."""
        await self._open_item(step, item_id)

    async def _open_item(self, step: object, item_id: object) -> None:
        item = self._item(item_id)
        if item is None or step not in ("line", "refuse", "reopen"):
            return
        self._clear()
        self.products = []
        if step == "line":
            found = await self._see(ALTERNATIVES, self.view.id, item.id)
            self.products = found or []
        self.has_products = bool(self.products)
        self.chosen, self.about, self.dialog = item.id, item.name, str(step)
        self.left, self.unit = item.remaining, item.unit

    @rx.event
    async def pick(self, item_id: str, quantity: float):
        """Take so much of a medicine for the supply that is being put together."""
        item = self._item(item_id)
        if item is None:
            return
        said = {"item_id": item.id, "quantity": quantity}
        self.wrong = self.why = ""
        if not await self._take_line(item, said) and self.fields:
            self.wrong, self.why = item.id, next(iter(self.fields.values()))
            self.refusals += 1
            self._clear()

    @rx.event
    async def unpick(self, item_id: str):
        """Leave a medicine out again."""
        self._clear()
        self._choose({k: one for k, one in self.picked.items() if k != item_id})

    @rx.event
    async def line(self, form: dict[str, Any]):
        """Take a medicine with its particulars: other product, batch, until when it is owed."""
        item = self._item(self.chosen)
        if item is None or self.dialog != "line":
            return
        names = (
            "quantity", "substitute_id", "substitution_note", "batch", "expires_on", "owed_until",
        )  # fmt: skip
        said = {**self._given(form, *names), "item_id": item.id}
        if await self._take_line(item, said):
            self.dialog = ""

    @rx.event
    async def prepare(self, form: dict[str, Any]):
        """Put together what was taken, and send it to the second check."""
        key = key_of(form)
        if key == self._sent:
            return
        self._clear()
        if not self.picked:
            self.problem = NOTHING
            return
        lines = [_said(one) for one in self.picked.values()]
        claim = {**self._given(form, "ready_by"), "lines": lines}
        await self._form_step(dispense_supply.prepare, Supply, claim, form)
        if not self.problem:
            self._sent = key
            self._choose({})
        elif self.fields:
            self.problem = next((said for k, said in self.fields.items() if k != "ready_by"), "")

    @rx.event
    async def refuse(self, form: dict[str, Any]):
        """Say why a medicine is not supplied."""
        claim = self._given(form, "reason")
        if self.dialog == "refuse":
            await self._form_step(dispense_item.refuse, ReasonClaim, claim, form, self.chosen)

    @rx.event
    async def reopen(self, form: dict[str, Any]):
        """Supply a medicine after all."""
        del form  # a confirmation asks for nothing
        if self.dialog == "reopen":
            await self._step(dispense_item.reopen, self.chosen)
            self._shut()

    @rx.event
    async def resume(self, held: dict[str, Any]):
        """Put back what lay on the screen when the portal was started again in the middle.

        Each medicine is weighed as if it was taken now, each dialog opened only if its step is
        still open. What was pressed meanwhile was not done, and that is said.
        """
        if not isinstance(held, dict) or not held.get("id") or held["id"] != self.view.id:
            return
        self._clear()
        taken = held.get("picked")
        for item_id, said in (taken if isinstance(taken, dict) else {}).items():
            item = self._item(item_id)
            if item is not None and isinstance(said, dict) and item_id not in self.picked:
                self.products = await self._see(ALTERNATIVES, self.view.id, item.id) or []
                await self._take_line(item, _again(item, said))
        step = held.get("dialog")
        self._open_step(step)
        self._open_supply(str(step), held.get("number"))
        await self._open_item(step, held.get("item"))
        if self.dialog:
            self.problem = BEGUN_AGAIN

    async def _take_line(self, item: ItemView, said: dict[str, Any]) -> bool:
        """See whether a line is possible, and take it; what is wrong stands beside its field."""

        def fits(work, which):
            line = parse(LineClaim, said)
            dispense_product.possible(work, which, line)
            return line

        self._clear()
        line = await self._see(fits, self.view.id)
        if line is None:
            return False
        other = next((one for one in self.products if one.value == str(line.substitute_id)), None)
        left = item.remaining - float(line.quantity)
        taken = Picked(
            item_id=item.id,
            quantity=float(line.quantity),
            figure=figure(line.quantity),
            owed=counted(round(left, 3), item.unit) if left > 0 else "",
            owed_until=line.owed_until if left > 0 else "",
            batch=line.batch,
            expires_on=line.expires_on,
            substitute_id=other.value if other else "",
            substitute=other.label if other else "",
            substitution_note=line.substitution_note if other else "",
        )
        self._choose({**self.picked, item.id: taken})
        return True

    def _choose(self, picked: dict[str, Picked]) -> None:
        self.picked, self.wrong, self.why = picked, "", ""
        open_ones = (i.id for i in self.view.items if i.remaining > 0 and i.id not in picked)
        self.first = next(open_ones, "")
        self.due = _due(self.view, taken=bool(picked), left=self.may and bool(self.first))

    def _item(self, item_id: object) -> ItemView | None:
        return next((one for one in self.view.items if one.id == item_id), None)


def _due(view: PrescriptionView, *, taken: bool, left: bool) -> str:
    """Say which step is next: what was begun goes on first, then what waits for a person."""
    if taken:
        return "items" if left else "send"
    if "claim" in {step.name for step in view.steps}:
        return "claim"
    waiting = (str(one.number) for one in view.supplies if _mine(one))
    return next(waiting, "items" if left else "")


def _mine(one: SupplyView) -> bool:
    """Tell whether a step of this supply is for this person to take now."""
    steps = {step.name for step in one.steps}
    if "check" in steps:
        return not one.prepared_by_me
    again = "dispatch" in steps and one.status == "delivery_failed"
    return again or bool(steps & {"finish", "collect", "deliver"})


def _again(item: ItemView, held: dict[str, Any]) -> dict[str, Any]:
    kept = {name: held[name] for name in KEPT if held.get(name)}
    return {**kept, "item_id": item.id, "quantity": held.get("figure")}


def _said(one: Picked) -> dict[str, Any]:
    """Return a taken medicine as the line of a supply."""
    return {
        "item_id": one.item_id,
        "quantity": one.figure,
        "substitute_id": one.substitute_id or None,
        "substitution_note": one.substitution_note,
        "batch": one.batch,
        "expires_on": one.expires_on,
        "owed_until": one.owed_until,
    }
