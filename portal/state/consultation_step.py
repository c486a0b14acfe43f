"""The steps of an open consultation, as its page sends them."""

from typing import Any

import reflex as rx

from portal.infra.clock import new_id
from portal.schemas.base import parse
from portal.schemas.consultation import Choice, ConsultationView
from portal.schemas.consultation_claim import (
    Addition,
    Agree,
    Answer,
    Cancel,
    Decline,
    Interrupt,
    Propose,
    Question,
    Reason,
    Reassign,
)
from portal.services import consultation, consultation_time, consultation_turn
from portal.services.idempotency import fingerprint, once
from portal.state.base import PortalState

COMPLETE = (
    "history", "examination", "assessment", "plan", "outcome", "watch_for", "act_by", "call_whom"
)  # fmt: skip
KEY_LENGTH = 64


class ConsultationSteps(PortalState, mixin=True):
    """Handlers of the workflow's steps. Each form carries a key, so that it acts once."""

    dialog: str = ""
    colleagues: list[Choice] = []

    @rx.event
    async def accept(self):
        """Take the request."""
        await self._step(consultation.accept)

    @rx.event
    async def start(self):
        """Begin."""
        await self._step(consultation.start)

    @rx.event
    async def agree(self):
        """Confirm the proposed time."""
        await self._agree()

    @rx.event
    async def keep(self):
        """Stay with the agreed time."""
        await self._step(consultation_time.keep)

    @rx.event
    async def pass_on(self):
        """Let it go to the colleagues."""
        await self._act(consultation.pass_on, self.view.id)
        if not self.problem:
            return rx.redirect(self._actor.role.home)
        return None

    @rx.event
    async def take(self, step: str):
        """Take a step, or open the dialog that it needs first."""
        plain = {
            "accept": consultation.accept,
            "start": consultation.start,
            "keep": consultation_time.keep,
        }
        if step == "agree":
            await self._agree()
            return
        if step in plain:
            await self._step(plain[step])
            return
        self._clear()
        self.dialog = step if step in {s.name for s in self.view.steps} else ""
        if self.dialog in ("reassign", "transfer"):
            found = await self._see(consultation_turn.colleagues, self.view.id)
            self.colleagues = found.items if found else []

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; what was typed there is dropped."""
        if not is_open:
            self.dialog = ""
            self._clear()

    @rx.event
    async def put_question(self, form: dict[str, Any]):
        """Ask the patient before accepting."""
        await self._form_step(consultation.ask, Question, form, "question")

    @rx.event
    async def answer(self, form: dict[str, Any]):
        """Answer the clinician's question."""
        await self._form_step(consultation.answer, Answer, form, "answer")

    @rx.event
    async def answer_in_chat(self):
        """Let what was written in the chat be the answer."""
        await self._step(consultation.answer_in_chat)

    @rx.event
    async def decline(self, form: dict[str, Any]):
        """Refuse it, with reason and advice."""
        await self._form_step(consultation.decline, Decline, form, "reason", "advice")

    @rx.event
    async def cancel(self, form: dict[str, Any]):
        """Call it off."""
        await self._form_step(consultation.cancel, Cancel, form, "reason")

    @rx.event
    async def hand_back(self, form: dict[str, Any]):
        """Give it back to the pool, and go to what else waits."""
        await self._form_step(consultation_turn.hand_back, Reason, form, "reason")
        if not self.problem:
            return rx.redirect(self._actor.role.home)
        return None

    @rx.event
    async def reassign(self, form: dict[str, Any]):
        """Give it to a colleague."""
        names = ("clinician_id", "reason")
        await self._form_step(consultation_turn.reassign, Reassign, form, *names)

    @rx.event
    async def no_show(self, form: dict[str, Any]):
        """Record that the patient did not come."""
        await self._confirmed(consultation_turn.no_show, form)

    @rx.event
    async def miss(self, form: dict[str, Any]):
        """Record that nobody came for the patient."""
        await self._confirmed(consultation_turn.miss, form)

    @rx.event
    async def propose(self, form: dict[str, Any]):
        """Propose another time."""
        await self._form_step(consultation_time.propose, Propose, form, "scheduled_for")

    @rx.event
    async def interrupt(self, form: dict[str, Any]):
        """Stop, and go on at another time."""
        names = ("reason", "scheduled_for")
        await self._form_step(consultation_turn.interrupt, Interrupt, form, *names)

    @rx.event
    async def add(self, form: dict[str, Any]):
        """Add to the note of a completed consultation."""
        await self._form_step(consultation_turn.add, Addition, form, "addendum")

    async def _step(self, service: Any) -> None:
        view = await self._act(service, self.view.id)
        if view is not None:
            self._show(view if isinstance(view, ConsultationView) else _viewed(view))
        elif self.problem_code in ("step_not_possible", "taken", "not_found"):
            sentence = self.problem
            self.dialog = ""
            latest = await self._see(consultation.get, self.view.id)
            if latest is None:
                self.missing = self.problem
            else:
                self._show(latest)
            self.problem = sentence

    async def _agree(self) -> None:
        """Agree to the time that this page shows, and to no other."""
        read = Agree(scheduled_for=self.view.proposed_for) if self.view.proposed_for else None

        def agreed(work, which):
            return consultation_time.agree(work, which, read)

        await self._named(agreed, consultation_time.agree)

    async def _form_step(self, service: Any, schema: Any, form: dict[str, Any], *names: str):
        claim = self._given(form, *names)
        key = str(form.get("form_key") or new_id())[:KEY_LENGTH]
        mark = fingerprint(f"{service.__name__}:{self.view.id}", key)

        def taken(work, which):
            return once(work, service, key, mark, which, parse(schema, claim))

        await self._named(taken, service)

    async def _confirmed(self, service: Any, form: dict[str, Any]) -> None:
        del form  # a confirmation asks for nothing

        def taken(work, which):
            return service(work, which)

        await self._named(taken, service)

    async def _named(self, taken: Any, service: Any) -> None:
        """Run it under the service's own name: that is what a refusal's audit entry says."""
        taken.__module__, taken.__name__ = service.__module__, service.__name__
        await self._step(taken)
        if not self.problem:
            self.dialog = ""


def _viewed(answer: dict[str, Any]) -> ConsultationView:
    return ConsultationView.model_validate(answer)
