"""How long each turn of a prescription and of a supply may take."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.domain.medicine import CONTROLLED, Schedule
from portal.domain.opening import OpeningHours


@dataclass(frozen=True)
class Deadlines:
    """How long each turn may take. All are durations; `*_working` counts opening time only."""

    draft: timedelta
    validity: timedelta
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
        """Return when a prescription expires: with a controlled drug on it, much sooner."""
        strict = any(one in CONTROLLED for one in schedules)
        return signed + (self.controlled if strict else self.validity)

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
