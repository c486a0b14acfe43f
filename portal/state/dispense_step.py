"""The steps of a prescription and of its supplies, as the counter's page sends them.

A form counts only while its dialog is open: sent a second time, it finds it shut, and nothing
is said about it.
"""

from typing import Any

import reflex as rx

from portal.domain.errors import Invalid
from portal.domain.prescription_word import AT_THE_PHARMACY, HANDED, UNDER_WAY
from portal.infra.clock import new_id
from portal.schemas.base import Claim, parse
from portal.schemas.prescription import PrescriptionView, SupplyView
from portal.schemas.prescription_claim import (
    AlreadyHanded,
    Dispatch,
    HandOver,
    PharmacyQuery,
    ReasonClaim,
    SecondCheck,
)
from portal.services import (
    dispense,
    dispense_hand,
    dispense_query,
    dispense_supply,
    prescription,
)
from portal.services.idempotency import fingerprint, once
from portal.services.work import number
from portal.state.base import PortalState

KEY_LENGTH = 64
IDENTIFIERS = ("name", "birth_date", "address", "phone", "code")
REASONS: dict[str, Any] = {
    "fail": dispense_hand.fail,
    "return": dispense_hand.return_to_stock,
    "correct": dispense_hand.correct,
}
"""The steps of a supply that ask for nothing but a reason."""

PLAIN: dict[str, Any] = {"claim": dispense.claim, "withdraw": dispense_query.withdraw}
"""The steps of a prescription that ask for nothing."""

OF_A_SUPPLY = {*REASONS, "check", "collect", "dispatch", "deliver"}


class DispenseSteps(PortalState, mixin=True):
    """Handlers of every step at the counter. Each form carries a key, so that it acts once."""

    dialog: str = ""
    about: str = ""
    number: int = 0
    identity: bool = False
    several: bool = False

    @rx.event
    async def claim(self):
        """Start on a prescription that came in."""
        if "claim" in {s.name for s in self.view.steps}:
            await self._step(dispense.claim)

    @rx.event
    async def take(self, step: str):
        """Take a step of the prescription, or open the dialog that it needs first."""
        if step in PLAIN and step in {s.name for s in self.view.steps}:
            await self._step(PLAIN[step])
        else:
            self._open_step(step)

    def _open_step(self, step: object) -> None:
        if str(step) not in {s.name for s in self.view.steps} - PLAIN.keys():
            return
        self._clear()
        found = self.view.supplies
        self.identity = any(s.controlled for s in found if s.status in UNDER_WAY)
        self.several = _several([s.status for s in found])
        self.dialog = str(step)

    @rx.event
    async def open_supply(self, step: str, which: int):
        """Open the dialog of a step of one supply."""
        self._open_supply(step, which)

    def _open_supply(self, step: str, which: object) -> None:
        supply = self._supply(which)
        if supply is None or step not in OF_A_SUPPLY & {s.name for s in supply.steps}:
            return
        self._clear()
        self.number, self.identity, self.dialog = supply.number, supply.controlled, step
        self.about = ", ".join(f"{one.name} ({one.quantity_words})" for one in supply.lines)

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; what was typed there is dropped."""
        if not is_open:
            self.dialog = ""
            self._clear()

    @rx.event
    async def check(self, which: int):
        """Say that a colleague's supply was looked at a second time, and is ready."""
        if self._offers(which, "check"):
            said = SecondCheck()
            await self._step(dispense_supply.check_and_finish, which, said)

    @rx.event
    async def finish(self, which: int):
        """Say that a checked supply is ready to collect."""
        if self._offers(which, "finish"):
            await self._step(dispense_supply.finish, which)

    @rx.event
    async def check_alone(self, form: dict[str, Any]):
        """Check one's own supply, saying why nobody else can."""
        claim = self._given(form, "note")
        if self.dialog == "check":
            await self._form_step(
                dispense_supply.check_and_finish, SecondCheck, claim, form, self.number
            )

    @rx.event
    async def ask(self, form: dict[str, Any]):
        """Ask the prescriber; it waits until that is answered."""
        claim = self._given(form, "query")
        if self.dialog == "hold":
            await self._form_step(dispense_query.hold, PharmacyQuery, claim, form)

    @rx.event
    async def release(self, form: dict[str, Any]):
        """Give the prescription back, so that the patient chooses where it goes."""
        claim = self._given(form, "reason")
        if self.dialog == "release":
            await self._form_step(dispense.release, ReasonClaim, claim, form)

    @rx.event
    async def stop(self, form: dict[str, Any]):
        """Stop what the prescriber asked to stop."""
        del form  # a confirmation asks for nothing
        if self.dialog == "stop":
            await self._step(dispense_query.stop)
            self._shut()

    @rx.event
    async def say_why(self, form: dict[str, Any]):
        """Return a supply, report it as not delivered, or strike it out, with the reason."""
        service = REASONS.get(self.dialog)
        if service is not None:
            claim = self._given(form, "reason")
            await self._form_step(service, ReasonClaim, claim, form, self.number)

    @rx.event
    async def send_out(self, form: dict[str, Any]):
        """Give a supply to a courier."""
        claim = self._given(form, "delivery_to", "courier")
        if self.dialog == "dispatch":
            await self._form_step(dispense_hand.dispatch, Dispatch, claim, form, self.number)

    @rx.event
    async def hand_over(self, form: dict[str, Any]):
        """Record to whom it was given, at the counter, at the door, or before it was stopped."""
        claim = {
            **self._given(form, "collector", "proof"),
            "identifiers": [one for one in IDENTIFIERS if form.get(f"is_{one}")],
        }
        late = dispense_query.already_handed_over
        if self.dialog == "already_handed_over":
            if self.several:
                found = self.view.supplies
                claim["handed"] = [s.number for s in found if form.get(f"handed_{s.number}")]
            await self._form_step(late, AlreadyHanded, claim, form)
        elif self.dialog in ("collect", "deliver"):
            service = dispense_hand.collect if self.dialog == "collect" else dispense_hand.deliver
            await self._form_step(service, HandOver, claim, form, self.number)

    async def _step(self, service: Any, *rest: Any) -> None:
        """Take a step; whatever the answer, the page shows how things stand now."""
        view = await self._act(service, self.view.id, *rest)
        if view is not None:
            self._show(
                view
                if isinstance(view, PrescriptionView)
                else PrescriptionView.model_validate(view)
            )
        elif self.problem_code in ("step_not_possible", "taken", "not_found"):
            sentence = self.problem
            latest = await self._see(prescription.get, self.view.id)
            if latest is not None:
                self._show(latest)
            self.problem = sentence

    async def _form_step(
        self, service: Any, schema: type[Claim], claim: dict[str, Any], form: Any, *rest: Any
    ) -> None:
        """Take the step of a form, once for each time that it was opened."""
        key = key_of(form)
        mark = fingerprint(f"{service.__name__}:{self.view.id}:{rest}", key)

        def taken(work, which, *more):
            said = parse(schema, claim)
            return once(work, service, key, mark, which, *more, said)

        taken.__module__, taken.__name__ = service.__module__, service.__name__
        await self._step(taken, *rest)
        self._shut()

    def _shut(self) -> None:
        if not self.problem and not self.fields:
            self.dialog = ""

    def _supply(self, which: object) -> SupplyView | None:
        try:
            wanted = number(which, "number", least=1)
        except Invalid:
            return None
        return next((one for one in self.view.supplies if one.number == wanted), None)

    def _offers(self, which: object, step: str) -> bool:
        supply = self._supply(which)
        return supply is not None and step in {s.name for s in supply.steps}


def _several(statuses: list[str]) -> bool:
    """Whether somebody has to say which supplies the patient has: not one alone can be meant."""
    open_ones = [one for one in statuses if one in UNDER_WAY]
    plain = len(open_ones) == 1 and open_ones[0] in AT_THE_PHARMACY
    return bool(open_ones) and not (plain and not HANDED & set(statuses))


def key_of(form: Any) -> str:
    """Return the mark of one opened form; sent without one, it counts as sent once."""
    given = form.get("form_key") if isinstance(form, dict) else None
    return str(given or new_id())[:KEY_LENGTH]
