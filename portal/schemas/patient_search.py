"""What a search finds."""

from portal.schemas.base import View


class Found(View):
    """One hit: whom, what tells them from others of the same name, and where to go."""

    name: str
    about: str
    href: str
