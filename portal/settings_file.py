"""The options about files that people send: how much, where to, under which keys."""

import base64
import binascii

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

MEGABYTE = 1024 * 1024
KEY_BYTES = 32
KEY_NAME = 40
KEY_SENTENCE = "FILE_KEYS: write name:key, separated by commas, each key 32 random bytes in base64."


class FileSettings(BaseSettings):
    """What can be set about files. Each option is an environment variable."""

    upload_megabytes: int = Field(20, ge=1, le=200, description="Largest file, in megabytes.")
    upload_seconds: int = Field(
        20,
        ge=1,
        le=300,
        description="Seconds in which one file must be checked, or it is refused.",
    )
    picture_megapixels: int = Field(
        50, ge=1, le=200, description="Largest picture, in millions of pixels."
    )
    files_per_consultation: int = Field(
        100, ge=1, description="Files that one consultation may hold."
    )
    consultation_megabytes: int = Field(
        300, ge=1, description="Megabytes of files that one consultation may hold."
    )
    person_daily_files: int = Field(
        100, ge=1, description="Files that one person may send within 24 hours."
    )
    person_daily_megabytes: int = Field(
        300, ge=1, description="Megabytes of files that one person may send within 24 hours."
    )
    file_keys: str = Field(
        "",
        description="Master keys of the encrypted files, as `name:base64,…`; new files use the "
        "first. Empty: derived from the secret key (development only).",
    )
    s3_bucket: str = Field("", description="Bucket for files; empty: the data folder.")
    s3_endpoint: str = Field("", description="Address of the S3 service; empty: Amazon's.")
    s3_region: str = Field("us-east-1", description="Region of the bucket.")
    s3_key: str = Field("", description="Access key of the S3 service.")
    s3_secret: str = Field("", description="Secret of the access key.")

    @field_validator("file_keys")
    @classmethod
    def _readable(cls, value: str) -> str:
        """Refuse keys that could not be used later."""
        ring(value)
        return value

    @property
    def upload_bytes(self) -> int:
        """The largest file, in bytes."""
        return self.upload_megabytes * MEGABYTE

    @property
    def key_ring(self) -> dict[str, bytes]:
        """The master keys that were set, the one for new files first."""
        return ring(self.file_keys)


def ring(text: str, sentence: str = KEY_SENTENCE) -> dict[str, bytes]:
    """Read `name:base64,…`. Raises ValueError with a sentence."""
    keys: dict[str, bytes] = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        name, _, encoded = part.partition(":")
        try:
            key = base64.b64decode(encoded.translate(str.maketrans("-_", "+/")) + "==")
        except binascii.Error:
            key = b""
        if len(key) != KEY_BYTES or not 0 < len(name) <= KEY_NAME or name in keys:
            raise ValueError(sentence)
        keys[name] = key
    return keys
