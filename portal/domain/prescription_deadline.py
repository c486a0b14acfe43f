"""How long each turn of a prescription and of a supply may take."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.domain.medicine import CONTROLLED, Schedule
from portal.domain.opening import OpeningHours


@dataclass(frozen=True)
class Deadlines:
    """How long each turn may take. All but the months of validity are durations; `*_working`
    counts opening time only.
    """

    draft: timedelta
    months: int
    controlled: timedelta
    reminder: timedelta
    query_working: timedelta
    prepare_working: timedelta
    uncollected: timedelta
    delivery: timedelta

    def draft_until(self, kept: datetime) -> datetime:
        """Return when a draft that nobody went on with is discarded."""
        return kept + self.draft

    def valid_until(self, signed: datetime, schedules: Iterable[Schedule | None]) -> datetime:
        """Return when a prescription expires: with a controlled drug on it, much sooner.

        Months are those of the calendar: from 31 August six of them end on 28 or 29 February.
        """
        if any(one in CONTROLLED for one in schedules):
            return signed + self.controlled
        years, month = divmod(signed.month - 1 + self.months, 12)
        year, last = signed.year + years, monthrange(signed.year + years, month + 1)[1]
        return signed.replace(year=year, month=month + 1, day=min(signed.day, last))

    def remind_at(self, signed: datetime, expires: datetime) -> datetime | None:
        """Return when the patient is reminded; None when there is no time for it."""
        moment = expires - self.reminder
        return moment if moment > signed else None

    def query_by(self, asked: datetime, hours: OpeningHours) -> datetime:
        """Return when an unanswered question escalates."""
        return hours.add(asked, self.query_working)

    def prepared_by(self, begun: datetime, hours: OpeningHours) -> datetime:
        """Return when a supply that is not ready is reminded of."""
        return hours.add(begun, self.prepare_working)

    def collected_by(self, ready: datetime) -> datetime:
        """Return when a supply that nobody collected is listed."""
        return ready + self.uncollected

    def delivered_by(self, sent: datetime) -> datetime:
        """Return when an open delivery is reminded of."""
        return sent + self.delivery
