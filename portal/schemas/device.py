"""Where somebody is signed in."""

from datetime import datetime

from portal.schemas.base import View


class SessionView(View):
    """One place: what it is, since when, and whether it is this very one."""

    id: str
    device: str
    program: bool
    address: str
    signed_in: datetime
    last_used: datetime
    here: bool
