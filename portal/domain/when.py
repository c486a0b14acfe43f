"""Moments in words, as somebody in one time zone says them."""

from datetime import datetime
from zoneinfo import ZoneInfo

WEEK = 7


def day(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a day: today, yesterday, tomorrow, Friday within a week, else 21 November."""
    there, here = at.astimezone(zone), now.astimezone(zone)
    away = (there.date() - here.date()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
    if near:
        return near
    if 0 < away < WEEK:
        return f"{there:%A}"
    return f"{there:%-d %B}" if there.year == here.year else f"{there:%-d %B %Y}"


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return a moment: 10:40 when it is today, else with its day."""
    said = day(at, now, zone)
    clock = f"{at.astimezone(zone):%H:%M}"
    return clock if said == "today" else f"{said} {clock}"
