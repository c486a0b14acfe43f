"""People as administrators and managers see them: who, since when, what waits."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from portal.schemas.attachment import AttachmentView
from portal.schemas.base import BlankIsMissing, Claim, Prose, View
from portal.schemas.consultation import StepView, TimelineEntry

Reasoned = Annotated[Prose, Field(min_length=5, max_length=600)]
WHY = "Say why, in a sentence or two: the person reads it."


class Why(Claim):
    """The reason of a step; the person reads it."""

    SAY: ClassVar[Mapping[str, str]] = {"reason": WHY}

    reason: Reasoned


class Leave(Why):
    """Why somebody leaves, for a while or for good, and who goes on with what they began."""

    SAY: ClassVar[Mapping[str, str]] = {
        "reason": WHY,
        "cover_id": "Choose a colleague from the list.",
    }

    cover_id: Annotated[UUID | None, BlankIsMissing] = None


class Renewal(Claim):
    """Until when the licence is valid now; empty when that has not changed."""

    SAY: ClassVar[Mapping[str, str]] = {"licence_until": "Enter the last day the licence is valid."}

    licence_until: Annotated[date | None, BlankIsMissing] = None


class PersonRow(View):
    """One line of the list."""

    id: str
    name: str
    email: str
    role: str
    role_label: str
    organization: str
    status: str
    since: datetime
    unconfirmed: bool = False


class PersonPage(View):
    """One page of people, and how many there are under each filter."""

    items: list[PersonRow]
    total: int
    counts: dict[str, int]
    next_cursor: str | None = None


class LicenceView(View):
    """What an administrator checks."""

    specialty: str = ""
    body: str = ""
    number: str = ""
    until: str = ""
    run_out: bool = False
    statement: str = ""
    verified: datetime | None = None
    verified_by: str = ""


class OpenWork(View):
    """What happens to somebody's open work when they leave."""

    waiting: int = 0
    accepted: int = 0
    started: int = 0


class Choice(View):
    """Something to choose from a list."""

    value: str
    label: str


class PersonView(View):
    """One person, whole: no clinical text."""

    id: str
    name: str
    email: str
    phone: str
    role: str
    role_label: str
    organization: str
    status: str
    since: datetime
    until: datetime | None = None
    reason: str = ""
    unconfirmed: bool = False
    licensed: bool = False
    licence: LicenceView = LicenceView()
    documents: list[AttachmentView] = []
    sessions: int = 0
    work: OpenWork = OpenWork()
    covers: list[Choice] = []
    cover: str = ""
    steps: list[StepView] = []
    timeline: list[TimelineEntry] = []

    @classmethod
    def blank(cls) -> "PersonView":
        """Return what the page holds before it has read."""
        return cls(
            id="", name="", email="", phone="", role="", role_label="", organization="",
            status="", since=datetime.fromtimestamp(0, UTC),
        )  # fmt: skip
