"""Lists page by cursor: the place after the last row, opaque to the client."""

import base64
import binascii
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_

from portal.domain.errors import Invalid

PAGE = 50


def encode(at: datetime, row_id: UUID) -> str:
    """Return the cursor that points behind one row."""
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), str(row_id)]).encode()).decode()


def behind(cursor: str, at: Any, row_id: Any) -> ColumnElement[bool]:
    """Return the clause for rows older than the cursor. Raises Invalid for a foreign cursor."""
    try:
        when, which = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        moment, identity = datetime.fromisoformat(when), UUID(which)
        moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, AttributeError, OverflowError, binascii.Error):
        raise Invalid(
            "This page does not exist.", {"cursor": "Use next_cursor as given."}
        ) from None
    return and_(at <= moment, or_(at < moment, row_id < identity))
