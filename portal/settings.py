"""Every option of the portal, in one class. The environment wins over `.env`."""

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from portal.settings_account import AccountSettings
from portal.settings_file import FileSettings
from portal.settings_prescription import PrescriptionSettings

SECRET_LENGTH = 32


class Mode(StrEnum):
    """How careful the portal is with its own settings."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class MailSecurity(StrEnum):
    """How the line to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class UnsafeSettings(RuntimeError):
    """Production was asked for with settings that would put people at risk."""


def origins_for(port: int) -> list[str]:
    """Return the addresses under which this machine's own browser reaches `port`."""
    return [f"http://localhost:{port}", f"http://127.0.0.1:{port}"]


class Settings(AccountSettings, FileSettings, PrescriptionSettings):
    """What can be set. Each option is an environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    portal_mode: Mode = Field(
        Mode.DEVELOPMENT, description="`development`, or `production`, which refuses unsafe values."
    )
    portal_home: Path = Field(
        Path("data"), description="Folder for the embedded database, the generated secret and logs."
    )
    demo_mode: bool = Field(
        default=True,
        description="Fill an empty database with an invented clinic and show its accounts.",
    )
    demo_password: str = Field(
        "", description="Password of all demo accounts; empty: generated on first start."
    )
    secret_key: str = Field(
        "",
        description="Secret of at least 32 characters; empty: generated into the data folder "
        "(development only).",
    )
    address: str = Field("127.0.0.1", description="Network address the server listens on.")
    port: int = Field(3000, ge=1, le=65535, description="Port for pages, API and live updates.")
    workers: int = Field(
        1, ge=1, le=64, description="Server processes; more than one needs `REDIS_URL`."
    )
    public_url: str = Field(
        "", description="The address people type, when a proxy stands in front; empty: localhost."
    )
    proxy_hops: int = Field(
        0, ge=0, le=5, description="Reverse proxies in front whose X-Forwarded-* are believed."
    )
    allowed_origins: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Further web origins (comma-separated) that may open live connections.",
    )
    database_url: str = Field(
        "", description="`postgresql+psycopg://…`; empty: SQLite in the data folder."
    )
    database_threads: int = Field(
        8, ge=1, le=64, description="Database connections, and threads that use them, per worker."
    )
    redis_url: str = Field(
        "", description="`redis://…` for page state and live updates across workers."
    )
    smtp_host: str = Field(
        "", description="Mail server; empty: letters become files in `outbox` of the data folder."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field("", description="Account at the mail server, if it wants one.")
    smtp_password: str = Field("", description="Password of that account.")
    smtp_security: MailSecurity = Field(
        MailSecurity.STARTTLS, description="`starttls`, `tls` or, on this machine only, `none`."
    )
    mail_from: str = Field(
        "Handover <no-reply@handover.example>", description="The sender of the portal's letters."
    )
    mail_timeout_seconds: float = Field(
        30, gt=0, description="Seconds a mail server may take for one letter."
    )
    mail_unread_minutes: int = Field(
        10, ge=0, description="Minutes a chat message stays unread until an e-mail tells of it."
    )
    mail_tries: int = Field(10, ge=1, description="Tries after which a letter is given up.")
    mail_retry_seconds: float = Field(
        60, ge=0, description="Seconds until the second try; each further pause is twice as long."
    )
    log_level: str = Field("INFO", description="`DEBUG`, `INFO`, `WARNING` or `ERROR`.")
    clinic_zone: str = Field("Europe/London", description="Time zone of the clinic (IANA name).")
    emergency_number: str = Field("999", description="Number shown for a life in danger.")
    advice_number: str = Field("111", description="Number for advice when the practice is closed.")
    handshakes_per_minute: int = Field(
        240, ge=1, description="New live connections per network address within a minute."
    )
    anonymous_state_minutes: int = Field(
        15, ge=1, description="Minutes after which the page state of an unused tab is dropped."
    )
    emergency_answer_minutes: int = Field(
        30, ge=1, description="Minutes in which an emergency request must be accepted."
    )
    urgent_answer_minutes: int = Field(
        120, ge=1, description="Minutes in which an urgent request must be accepted."
    )
    soon_answer_working_hours: int = Field(
        4, ge=1, description="Opening hours in which a request marked soon must be accepted."
    )
    routine_answer_working_hours: int = Field(
        10, ge=1, description="Opening hours (one working day) for a routine request."
    )
    info_answer_hours: int = Field(
        48, ge=1, description="Hours in which a patient may answer a question about a request."
    )
    approach_minutes: int = Field(
        30, ge=1, description="Minutes before the agreed time at which both are reminded."
    )
    start_grace_minutes: int = Field(
        15, ge=1, description="Minutes after the agreed time until the clinician is reminded."
    )
    no_show_minutes: int = Field(
        10, ge=0, description="Minutes after the agreed time until a patient counts as not come."
    )
    patient_wait_minutes: int = Field(
        15, ge=0, description="Minutes after the agreed time until a patient may say nobody came."
    )
    missed_minutes: int = Field(
        60, ge=1, description="Minutes after the agreed time until a consultation is missed."
    )
    proposal_hours: int = Field(
        24, ge=1, description="Hours in which a proposed new time must be confirmed."
    )
    quiet_hours: int = Field(
        24, ge=1, description="Hours of silence in a started consultation until a reminder."
    )
    silent_hours: int = Field(
        48, ge=1, description="Hours of silence in a started consultation until the lead is told."
    )
    timer_seconds: float = Field(
        1.0, gt=0, description="Seconds between two looks of the timer for due steps."
    )

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """Take a comma-separated list, as people write it in a `.env` file."""
        if isinstance(value, str):
            return [part.strip().rstrip("/") for part in value.split(",") if part.strip()]
        return value

    @property
    def production(self) -> bool:
        return self.portal_mode is Mode.PRODUCTION

    @property
    def database(self) -> str:
        """The database's address: the one that was set, or the embedded file."""
        return self.database_url or f"sqlite:///{self.portal_home.absolute() / 'portal.db'}"

    @property
    def origins(self) -> list[str]:
        """Exact web origins that are the portal itself."""
        own = [self.public_url.rstrip("/")] if self.public_url else origins_for(self.port)
        return [*own, *self.allowed_origins]

    @property
    def link_base(self) -> str:
        """The address that mailed links begin with."""
        return self.public_url.rstrip("/") or f"http://localhost:{self.port}"

    @property
    def secret(self) -> str:
        """The secret key: the one that was set, or the one generated on the first start."""
        return self.secret_key or _kept(self.portal_home / "secret.key", "", 48)

    @property
    def demo_accounts_password(self) -> str:
        """The one password of the demo accounts, made up on the first start."""
        return self.demo_password or _kept(self.portal_home / "demo.password", "handover-", 9)

    def idle(self, *, patient: bool) -> timedelta:
        """How long a session lives without action."""
        return timedelta(minutes=self.patient_idle_minutes if patient else self.staff_idle_minutes)

    def lifetime(self, *, patient: bool) -> timedelta:
        """How long a session lives at most."""
        return timedelta(hours=self.patient_session_hours if patient else self.staff_session_hours)

    def dangers(self) -> list[str]:
        """Say, a sentence each, what makes these settings unfit for production."""
        return [
            sentence
            for unsafe, sentence in (
                (not self.secret_key, "SECRET_KEY is not set: give one of 32 characters or more."),
                (
                    bool(self.secret_key) and len(self.secret_key) < SECRET_LENGTH,
                    "SECRET_KEY is too short: use 32 characters or more.",
                ),
                (
                    len(set(self.secret_key)) < SECRET_LENGTH // 4 and bool(self.secret_key),
                    "SECRET_KEY is too simple: generate a random one.",
                ),
                (
                    not self.file_keys,
                    "FILE_KEYS is not set: give a name and 32 random bytes in base64.",
                ),
                (
                    not self.signing_keys,
                    "SIGNING_KEYS is not set: give a name and 32 random bytes in base64.",
                ),
                (self.demo_mode, "DEMO_MODE is on: it shows passwords. Set DEMO_MODE=false."),
                ("*" in self.origins, "ALLOWED_ORIGINS contains *: name the portal's own."),
                (
                    not self.public_url.startswith("https://"),
                    "PUBLIC_URL must be the https address that people type.",
                ),
                (
                    not self.smtp_host or self.mail_from.endswith(".example>"),
                    "SMTP_HOST and MAIL_FROM must name the clinic's mail server and sender.",
                ),
                (
                    self.smtp_security is MailSecurity.NONE
                    and self.smtp_host not in ("", "localhost", "127.0.0.1"),
                    "SMTP_SECURITY is none: letters would travel readable by anybody on the way.",
                ),
                (
                    self.workers > 1 and not self.redis_url,
                    "WORKERS is above 1 without REDIS_URL: live updates would miss people.",
                ),
                (
                    self.workers > 1 and self.database.startswith("sqlite"),
                    "WORKERS is above 1 on SQLite: set DATABASE_URL to PostgreSQL.",
                ),
            )
            if unsafe
        ]

    def refuse_unsafe(self) -> None:
        """Raise UnsafeSettings in production mode when any setting is dangerous."""
        dangers = self.dangers()
        if self.production and dangers:
            raise UnsafeSettings("\n".join(["Production refuses to start:", *dangers]))


@cache
def _kept(path: Path, prefix: str, length: int) -> str:
    """Return the secret kept in `path`, made up once, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(prefix + secrets.token_urlsafe(length).lower())
        with suppress(FileExistsError):
            path.hardlink_to(draft)  # of two processes that start at once, one makes it
        draft.unlink()
    return path.read_text().strip()


@cache
def settings() -> Settings:
    """Return the settings of this process, read once."""
    return Settings()  # type: ignore[call-arg]
