"""/api/notifications"""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query

from portal.api import examples
from portal.api.deps import CurrentActor
from portal.api.gate import WRITING, needs
from portal.api.paging import NotificationList
from portal.api.writing import Writer
from portal.domain.permission import Permission
from portal.schemas.notification import NotificationPage, UnreadCount
from portal.schemas.preference import Preferences, PreferencesView
from portal.services import notification, preference
from portal.services.work import see

router = APIRouter(prefix="/api/notifications", tags=["notifications"])

Id = Annotated[str, Path(description="The notification.", examples=[examples.NOTIFICATION_ID])]


@router.get("", **needs(Permission.NOTIFICATION_READ))
async def mine(page: Annotated[NotificationList, Query()], actor: CurrentActor) -> NotificationPage:
    """List what the caller was told, newest first."""
    return await see(
        actor, notification.list_mine, page.cursor, page.limit, only_unread=page.unread
    )


@router.get("/unread-count", **needs(Permission.NOTIFICATION_READ))
async def unread_count(actor: CurrentActor) -> UnreadCount:
    """Count what was not read."""
    return await see(actor, notification.unread_count)


@router.post("/{notification_id}/read", **needs(Permission.NOTIFICATION_READ, *WRITING, 404))
async def read(notification_id: Id, write: Writer) -> UnreadCount:
    """Mark one as read; answer how many are left."""
    return await write(notification.mark_read, notification_id)


@router.post("/read-all", **needs(Permission.NOTIFICATION_READ, *WRITING))
async def read_all(write: Writer) -> UnreadCount:
    """Mark all as read."""
    return await write(notification.mark_all_read)


@router.get("/preferences", **needs(Permission.NOTIFICATION_READ))
async def preferences(actor: CurrentActor) -> PreferencesView:
    """Tell how the caller hears of each kind of news."""
    return await see(actor, preference.mine)


@router.put("/preferences", **needs(Permission.NOTIFICATION_READ, *WRITING, 422))
async def choose(
    wanted: Annotated[Preferences, Body(openapi_examples=examples.PREFERENCES)], write: Writer
) -> PreferencesView:
    """Change how the caller hears of some kinds of news; the others stay as they are."""
    return await write(preference.choose, wanted)
