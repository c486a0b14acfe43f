"""What may stand behind the question mark of a list."""

from typing import Annotated

from pydantic import Field

from portal.domain.consultation import ConsultationStatus
from portal.schemas.base import Claim
from portal.services.paging import PAGE

Limit = Annotated[int, Field(ge=1, le=PAGE, description="Rows on a page.")]


class Paging(Claim):
    """Which page of a list."""

    cursor: Annotated[str, Field(max_length=300)] | None = Field(
        default=None, description="`next_cursor` of the page before; none for the first page."
    )
    limit: Limit = PAGE


class PatientList(Paging):
    """Which of a patient's consultations."""

    active: bool | None = Field(default=None, description="Only open ones, or only closed ones.")


class ProviderList(Paging):
    """Which of a clinician's consultations."""

    status: ConsultationStatus | None = Field(default=None, description="Only these.")


class NotificationList(Paging):
    """Which notifications."""

    unread: bool = Field(default=False, description="Only those that were not read.")


class After(Claim):
    """Which messages."""

    after: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(
        default=0, description="Number of the last message that is known."
    )
    limit: Limit = PAGE
