"""The steps nobody clicks: what is due is taken, once, however many workers look."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import structlog

from portal.domain.errors import NotAllowed, NotFound, StepNotPossible
from portal.infra.clock import now
from portal.services import (
    account_due,
    attachment_due,
    attempt,
    consultation_due,
    dispense_due,
    note,
    prescription_due,
    prescription_record,
)
from portal.services.work import SYSTEM, Work, look, perform

BATCH = 100

log = structlog.get_logger(__name__)


class Chore(NamedTuple):
    """One kind of due work: what finds it, and what takes one of it under its lock."""

    due: Callable[[Work, datetime, int], list[UUID]]
    take: Callable[[Work, UUID], bool]


CHORES: list[Chore] = [
    Chore(consultation_due.due, consultation_due.take_due),
    Chore(attachment_due.unsent, attachment_due.drop_unsent),
    Chore(attachment_due.orphans, attachment_due.sweep),
    Chore(attachment_due.old_keys, attachment_due.wrap_anew),
    Chore(account_due.unanswered, account_due.expire),
    Chore(account_due.lapsed, account_due.lapse),
    Chore(account_due.spent, account_due.remove),
    Chore(attempt.old, attempt.drop),
    Chore(note.due, note.drop),
    Chore(prescription_due.due, prescription_due.take_due),
    Chore(prescription_record.finished, prescription_record.finish),
    Chore(dispense_due.due, dispense_due.take_due),
]
"""Everything the portal does by itself; each taken row is a transaction of its own."""


def run_due() -> int:
    """Take every step whose time has come and return how many were taken.

    Each is a transaction of its own, under the lock of its row, so that two workers who see the
    same one take it once.
    """
    return sum(_run(chore) for chore in CHORES)


def _taken(chore: Chore, one: UUID) -> bool:
    """Take one; a row that refuses does not keep the others waiting."""
    try:
        return perform(SYSTEM, chore.take, one)
    except (NotAllowed, NotFound, StepNotPossible) as refusal:
        log.warning("timer.refused", chore=chore.take.__name__, subject=str(one), why=refusal.code)
        return False


def _run(chore: Chore) -> int:
    taken = 0
    while found := look(SYSTEM, chore.due, now(), BATCH):
        done = sum(_taken(chore, one) for one in found)
        taken += done
        if done == 0:
            break
    return taken
