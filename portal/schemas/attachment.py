"""Files as their viewers see them, and what comes along with one that is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StrictBool

from portal.domain.attachment import Purpose
from portal.schemas.base import BlankIsMissing, Claim, Prose, View

SHORT = 600


class ViewerView(View):
    """Somebody who may open a sensitive picture."""

    id: str
    name: str


class AttachmentView(View):
    """One file, as this viewer may see it."""

    id: str
    purpose: str
    name: str
    media_type: str
    is_picture: bool
    size: int = Field(description="Bytes.")
    size_words: str
    width: int = Field(description="Pixels; 0 for a PDF.")
    height: int
    has_thumbnail: bool = Field(description="A small picture of it, or of a PDF's first page.")
    by: str
    mine: bool
    sent_at: datetime
    consultation_id: str
    sensitive: bool = Field(description="Drawn blurred until the viewer asks for it.")
    locked: bool = Field(description="This viewer may not open it.")
    notice: str = Field(description="Why it cannot be seen: locked, or removed by whom and why.")
    removed: bool
    viewers: list[ViewerView] = Field(description="Named; for those who may name them.")
    may_mark: bool
    may_unmark: bool
    may_name: bool
    may_remove: bool


class AttachmentPage(View):
    """Files of one patient, or of one consultation, newest first."""

    items: list[AttachmentView]
    total: int


class AttachmentUpload(Claim):
    """What is said about a file; the file itself decides what it is."""

    SAY: ClassVar[Mapping[str, str]] = {
        "client_id": "The file has no valid id of its own.",
        "caption": "Write at most 600 characters.",
        "purpose": "Say what the file is for: request, chat, record or licence.",
    }

    purpose: Purpose
    client_id: UUID = Field(description="Made by the sender; sending it again changes nothing.")
    name: Annotated[str, Field(max_length=2000)] = Field(
        default="", description="As the sender calls it; only ever shown."
    )
    caption: Annotated[Prose, Field(max_length=SHORT)] = ""
    not_intimate: bool = Field(
        default=False, description="The patient confirms that the picture is not an intimate one."
    )
    consultation: Annotated[UUID | None, BlankIsMissing] = Field(
        default=None, description="In whose conversation it is sent."
    )
    record: Annotated[UUID | None, BlankIsMissing] = Field(
        default=None, description="Into which patient's record; empty: one's own."
    )


class Sensitive(Claim):
    """Whether a picture is blurred, and shown to its patient and named viewers only."""

    SAY: ClassVar[Mapping[str, str]] = {"sensitive": "Say true or false."}

    sensitive: StrictBool


class Viewer(Claim):
    """Who may open a sensitive picture too."""

    SAY: ClassVar[Mapping[str, str]] = {"person": "Choose somebody from the list."}

    person: UUID


class Removal(Claim):
    """Why a file is removed; everybody who saw it reads this."""

    SAY: ClassVar[Mapping[str, str]] = {"reason": "Say why, in a sentence that others will read."}

    reason: Annotated[Prose, Field(min_length=5, max_length=SHORT)]
