"""What the counter's own screen holds while a supply is put together."""

from pydantic import Field

from portal.schemas.base import View


class Picked(View):
    """One medicine that goes into the supply that is being put together; nothing is stored yet."""

    item_id: str
    quantity: float
    figure: str = Field(description="The quantity as people write it.")
    owed: str = Field(description="What is left of it, in words; empty when nothing is.")
    owed_until: str = Field(default="", description="A day, like 2026-03-20, or empty.")
    batch: str = ""
    expires_on: str = ""
    substitute_id: str = ""
    substitute: str = ""
    substitution_note: str = ""
