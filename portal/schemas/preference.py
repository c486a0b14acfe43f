"""How somebody wants to hear of each kind of news."""

from typing import ClassVar

from pydantic import Field, StrictBool

from portal.domain.notification import NotificationGroup
from portal.schemas.base import Claim, View


class PreferenceView(View):
    """One kind of news, in words, and how the person hears of it."""

    kind: str
    title: str
    hint: str
    in_portal: bool
    by_email: bool
    fixed: bool


class PreferencesView(View):
    """Everything the person's role is told about."""

    email: str
    items: list[PreferenceView]


class PreferenceChoice(Claim):
    """How to hear of one kind of news."""

    kind: NotificationGroup
    in_portal: StrictBool = Field(description="In the bell and on the notifications page.")
    by_email: StrictBool = Field(description="By e-mail, which says only that there is news.")

    SAY: ClassVar = {"kind": "Choose one of the kinds in the list."}


class Preferences(Claim):
    """What is to change; kinds that are not listed stay as they are."""

    items: list[PreferenceChoice] = Field(min_length=1, max_length=len(NotificationGroup))

    SAY: ClassVar = {"items": "List at least one kind, with `in_portal` and `by_email`."}
