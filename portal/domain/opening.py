"""When a practice is open, and what "one working day" comes to.

All times are aware; the arithmetic happens in the practice's own time zone, so that no
appointment moves when the clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HORIZON_DAYS = 400


@dataclass(frozen=True)
class OpeningHours:
    """The same hours on each of some weekdays (Monday is 0)."""

    opens: time
    closes: time
    weekdays: frozenset[int]
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if self.opens >= self.closes or not self.weekdays:
            raise ValueError("A practice opens before it closes, on at least one weekday.")

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """Return when the practice opens and closes on `day`, in UTC; None when it is closed."""
        if day.weekday() not in self.weekdays:
            return None
        return self._at(day, self.opens), self._at(day, self.closes)

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody reads new requests at `moment`."""
        hours = self.on(moment.astimezone(self.zone).date())
        return hours is not None and hours[0] <= moment < hours[1]

    def next_open(self, moment: datetime) -> datetime:
        """Return `moment` itself while open, else the next opening."""
        for opening, closing in self._days(moment):
            if moment < closing:
                return max(moment, opening)
        raise ValueError("The practice never opens again.")

    def add(self, moment: datetime, working: timedelta) -> datetime:
        """Return the moment at which `working` opening time will have passed since `moment`."""
        left = working
        for opening, closing in self._days(moment):
            start = max(moment, opening)
            if start >= closing:
                continue
            if start + left <= closing:
                return start + left
            left -= closing - start
        raise ValueError("The practice never opens again.")

    @property
    def day_length(self) -> timedelta:
        """How long one working day is."""
        return datetime.combine(date.min, self.closes) - datetime.combine(date.min, self.opens)

    def windows(self, moment: datetime, days: int) -> list[tuple[datetime, datetime]]:
        """Return the half days still ahead within the next `days` open days, oldest first."""
        noon = time(13, 0) if self.opens < time(13, 0) < self.closes else None
        found: list[tuple[datetime, datetime]] = []
        opened = 0
        for opening, closing in self._days(moment):
            if opened == days:
                break
            if closing <= moment:
                continue
            opened += 1
            day = opening.astimezone(self.zone).date()
            middle = self._at(day, noon) if noon else closing
            halves = [(opening, middle), (middle, closing)] if noon else [(opening, closing)]
            found += [half for half in halves if half[0] > moment]
        return found

    def _days(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        first = moment.astimezone(self.zone).date()
        hours = (self.on(first + timedelta(days=n)) for n in range(HORIZON_DAYS))
        return (h for h in hours if h is not None)

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)
