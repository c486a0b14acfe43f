"""The options about prescriptions: how long they are valid, and which keys sign them."""

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from portal.settings_file import ring

NAME = 8
SENTENCE = "SIGNING_KEYS: write name:key, separated by commas, each key 32 random bytes in base64."


class PrescriptionSettings(BaseSettings):
    """What can be set about prescriptions. Each option is an environment variable."""

    draft_days: int = Field(
        14, ge=1, description="Days after which a prescription that was not signed is discarded."
    )
    prescription_months: int = Field(
        6, ge=1, le=24, description="Months a prescription is valid after its signature."
    )
    controlled_days: int = Field(
        28, ge=1, description="Days a prescription of a controlled drug (2 to 4) is valid."
    )
    expiry_reminder_days: int = Field(
        7, ge=0, description="Days before it expires at which the patient is reminded."
    )
    query_working_hours: int = Field(
        10, ge=1, description="Opening hours in which a pharmacy's question must be answered."
    )
    prepare_working_hours: int = Field(
        8, ge=1, description="Opening hours after which an unfinished supply is reminded of."
    )
    ready_working_minutes: int = Field(
        30, ge=1, description="Opening time in which a supply is usually ready, as patients read."
    )
    code_tries: int = Field(
        10, ge=1, description="Unknown prescription codes one pharmacist may type in a minute."
    )
    verify_tries: int = Field(
        20, ge=1, description="Codes one network address may check on the public page in a minute."
    )
    favourites: int = Field(
        100, ge=1, description="Medicines one clinician may keep as favourites."
    )
    uncollected_days: int = Field(
        14, ge=1, description="Days after which medicines that nobody collected are listed."
    )
    delivery_days: int = Field(
        3, ge=1, description="Days after which an open delivery is reminded of."
    )
    signing_keys: str = Field(
        "",
        description="Keys that sign the codes on prescriptions, as `name:base64,…` (the name of "
        "at most 8 characters, 32 random bytes); new ones use the first, the others stay good for "
        "reading. Empty: derived from the secret key (development only).",
    )

    @field_validator("signing_keys")
    @classmethod
    def _usable(cls, value: str) -> str:
        """Refuse keys that could not be used later."""
        if any(len(name.encode()) > NAME for name in ring(value, SENTENCE)):
            raise ValueError(SENTENCE)
        return value

    @property
    def signing_ring(self) -> dict[str, bytes]:
        """The signing keys that were set, the one for new prescriptions first."""
        return ring(self.signing_keys, SENTENCE)
