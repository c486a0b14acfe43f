"""Moments in words, as somebody in one time zone reads them: Fri 20 Nov, 16:20.

The browser writes times of rows in the same form (`components/ui/moment.jsx`).
"""

from datetime import datetime
from zoneinfo import ZoneInfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip


def date(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a day that stays true when it is kept: Fri 20 Nov, with the year of another one."""
    there, here = at.astimezone(zone), now.astimezone(zone)
    said = f"{DAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]}"
    return said if there.year == here.year else f"{said} {there.year}"


def day(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a day as it is read now: today, else Fri 20 Nov."""
    same = at.astimezone(zone).date() == now.astimezone(zone).date()
    return "today" if same else date(at, now, zone)


def place_of(zone: ZoneInfo) -> str:
    """Return the place whose clock it is: London."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a moment: today, 10:40, else Fri 20 Nov, 16:20."""
    return f"{day(at, now, zone)}, {at.astimezone(zone):%H:%M}"
