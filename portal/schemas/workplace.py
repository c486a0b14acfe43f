"""A workplace, as its staff see it."""

from portal.schemas.base import View


class DayHours(View):
    """One weekday and its hours in words."""

    day: str
    hours: str
    today: bool


class Colleague(View):
    """Somebody who works there."""

    id: str
    name: str
    work: str
    me: bool
    lead: bool


class WorkplaceView(View):
    """Where somebody works, when it is open and with whom."""

    name: str
    kind: str
    phone: str
    address: str
    open_now: bool
    now_words: str
    week: list[DayHours]
    colleagues: list[Colleague]

    @classmethod
    def blank(cls) -> "WorkplaceView":
        """Return what the page holds before it has read."""
        return cls(
            name="", kind="", phone="", address="", open_now=False, now_words="", week=[],
            colleagues=[],
        )  # fmt: skip
