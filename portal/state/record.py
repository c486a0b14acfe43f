"""State behind a patient's record: beside a consultation, and on its own page."""

from typing import Any, ClassVar

import reflex as rx

from portal.domain.permission import CLINICIANS
from portal.domain.record import EntryKind
from portal.infra.clock import new_id
from portal.schemas.base import parse
from portal.schemas.record import EntryView, PatientRow, RecordView
from portal.schemas.record_claim import CLAIMS, CORRECTIONS, Ending, NeedsClaim, Why
from portal.services import record, record_entry, record_needs, record_timeline
from portal.services.idempotency import fingerprint, once
from portal.state.base import PortalState, Topics

BLANK = RecordView.blank()
KEY_LENGTH = 100
KINDS = {kind.value for kind in EntryKind}
PLAIN = ("needs", "none_known")
"""Dialogs that are about the patient, not about one kind of entry."""


class PatientPanelState(PortalState, rx.State):
    """The record of the patient in the address bar, or of the consultation there.

    `dialog` is what is open: `write`, `withdraw`, `end`, `needs` or `none_known`; `kind` and
    `entry` say what it is about, and `form` what it begins with.
    """

    AUDIENCE: ClassVar = CLINICIANS

    record: RecordView = BLANK
    missing: str = ""
    dialog: str = ""
    kind: str = ""
    entry: str = ""
    title: str = ""
    label: str = ""
    vital: str = ""
    form: dict[str, str] = {}
    written: int = 0
    _consultation: str = ""

    @rx.event
    async def load(self):
        """Open the record, and note that it was opened."""
        self._clear()
        path = self.router.url.path.rstrip("/")
        opened = path.rpartition("/")[2]
        beside = "/consultations/" in path
        self._consultation = opened if beside else ""
        if opened not in (self.record.patient_id, self._consultation):
            self.record, self.dialog, self.loading = BLANK, "", True
        service = record.of_consultation if beside else record.open_record
        view = await self._act(service, opened)
        self.loading = False
        self.missing = "" if view else self.problem
        self.record = view or BLANK
        self._clear()

    @rx.event
    async def begin(self, kind: str):
        """Open the form of a new entry, or of what is about the patient as a whole."""
        self._open("write" if kind in KINDS else kind if kind in PLAIN else "", kind)
        if self.dialog == "needs":
            needs = self.record.needs.model_dump(exclude={"updated_at"})
            self.form = {name: str(value) for name, value in needs.items()}

    @rx.event
    async def amend(self, kind: str, entry: str):
        """Open the form of an entry, to correct it."""
        found = await self._find(kind, entry)
        if found is not None:
            self._open("write", kind, found)

    @rx.event
    async def doubt(self):
        """Ask why the entry that is open was entered in error."""
        self._turn_to("withdraw")

    @rx.event
    async def finish(self):
        """Ask since when the entry that is open is over."""
        self._turn_to("end")

    @rx.event
    async def measure(self, vital: str):
        """Choose what is measured: the form shows its unit, and one number or two."""
        self.vital = str(vital)[:20]

    @rx.event
    async def write(self, form: dict[str, Any]):
        """Write a new entry, or the correction of one; sending it again changes nothing."""
        if self.kind not in KINDS:
            return
        kind = EntryKind(self.kind)
        schema = CORRECTIONS[kind] if self.entry else CLAIMS[kind]
        claim = self._given(form, *(set(schema.model_fields) - {"consultation_id"}))
        if self._consultation:
            claim["consultation_id"] = self._consultation
        ids = (self.record.patient_id, self.entry) if self.entry else (self.record.patient_id,)
        service = record_entry.correct if self.entry else record_entry.add
        await self._send(service, form, lambda: parse(schema, claim), *ids)

    @rx.event
    async def withdraw(self, form: dict[str, Any]):
        """Mark the open entry as entered in error."""
        claim = self._given(form, "reason")
        ids = (self.record.patient_id, self.kind, self.entry)
        await self._send(record_entry.withdraw, form, lambda: parse(Why, claim), *ids)

    @rx.event
    async def end(self, form: dict[str, Any]):
        """Say that the open condition or medication is over."""
        claim = self._given(form, "until", "reason")
        ids = (self.record.patient_id, self.kind, self.entry)
        await self._send(record_entry.end, form, lambda: parse(Ending, claim), *ids)

    @rx.event
    async def none_known(self, form: dict[str, Any]):
        """Write down that the patient was asked and has no allergies."""
        await self._send(record_entry.none_known, form, None, self.record.patient_id)

    @rx.event
    async def change_needs(self, form: dict[str, Any]):
        """Write the sheet of needs anew."""
        claim = self._given(form, *(set(NeedsClaim.model_fields) - {"large_print"}))
        claim["large_print"] = bool(form.get("large_print"))
        await self._send(
            record_needs.change, form, lambda: parse(NeedsClaim, claim), self.record.patient_id
        )

    @rx.event
    async def close(self, is_open: bool):  # noqa: FBT001 - what a dialog reports
        """Close the dialog; what was typed there is dropped."""
        if not is_open:
            self._open("", "")

    async def _refresh(self, topics: Topics) -> None:
        mine = {"record", "attachment", "resync"} & {
            topic for topic, subject in topics if subject in (self.record.patient_id, "")
        }
        if self.record.patient_id and mine:
            view = await self._see(record.at_a_glance, self.record.patient_id)
            if view is None:
                self.record, self.missing = BLANK, self.problem
                self._clear()
            elif view != self.record:
                self.record = view

    async def _send(self, service: Any, form: dict[str, Any], claim: Any, *ids: str) -> None:
        """Do it once under the form's own key, and close the dialog when it was done."""
        key = str(form.get("form_key") or new_id())[:KEY_LENGTH]
        mark = fingerprint(f"{service.__name__}:{':'.join(ids)}", key)

        def taken(work, *given):
            said = (claim(),) if claim else ()
            return once(work, service, key, mark, *_kinds(given), *said)

        taken.__module__, taken.__name__ = service.__module__, service.__name__
        if await self._act(taken, *ids) is not None:
            self.written += 1
            self._open("", "")

    async def _find(self, kind: str, entry: str) -> EntryView | None:
        known = [*self.record.allergies, *self.record.conditions, *self.record.medications]
        known += [one.latest for one in self.record.vitals]
        found = next((one for one in known if one.id == entry and one.kind == kind), None)
        if found is None and kind in KINDS:
            service = record_timeline.read_entry
            found = await self._act(service, self.record.patient_id, EntryKind(kind), entry)
        return found

    def _open(self, dialog: str, kind: str, entry: EntryView | None = None) -> None:
        self._clear()
        self.dialog, self.kind = dialog, kind if dialog else ""
        self.entry, self.title = (entry.id, entry.title) if entry else ("", "")
        self.form = entry.fields if entry else {}
        self.vital = self.form.get("vital", "")
        self.label = entry.title if entry and kind == EntryKind.CONDITION else ""

    def _turn_to(self, dialog: str) -> None:
        self._clear()
        self.dialog = dialog if self.entry else ""


def _kinds(given: tuple[Any, ...]) -> list[Any]:
    """Read the name of a kind as the kind."""
    return [EntryKind(one) if one in KINDS else one for one in given]


class MyPatientsState(PortalState, rx.State):
    """The clinician's patients, by name; what is searched for never comes into the address."""

    AUDIENCE: ClassVar = CLINICIANS

    rows: list[PatientRow] = []
    total: int = 0
    asked: str = ""

    @rx.event
    async def load(self):
        """Read the list."""
        await self._read()
        self.loading = False

    @rx.event
    async def search(self, asked: str):
        """Narrow the list to a name or a day of birth."""
        self.asked = str(asked).strip()[:100]
        await self._read()

    async def _refresh(self, topics: Topics) -> None:
        if {"consultation", "resync"} & {topic for topic, _ in topics}:
            await self._read()

    async def _read(self) -> None:
        self._clear()
        found = await self._see(record.my_patients, self.asked)
        if found is not None:
            self.rows, self.total = found.items, found.total
