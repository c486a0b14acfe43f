"""The options of accounts: sessions, sign-in, passwords, mailed links."""

from pydantic import Field
from pydantic_settings import BaseSettings


class AccountSettings(BaseSettings):
    """How long people stay signed in, how fast they may guess, how long a link works."""

    patient_idle_minutes: int = Field(
        30, ge=1, description="Minutes without action after which a patient is signed out."
    )
    patient_session_hours: int = Field(
        24, ge=1, description="Hours after which a patient signs in again in any case."
    )
    staff_idle_minutes: int = Field(
        15, ge=1, description="Minutes without action after which a professional is signed out."
    )
    staff_session_hours: int = Field(
        12, ge=1, description="Hours after which a professional signs in again in any case."
    )
    token_hours: int = Field(1, ge=1, le=24, description="Hours an API access token is valid.")
    sign_in_tries: int = Field(
        10, ge=1, description="Failed sign-ins per account and address within a minute."
    )
    sign_in_address_tries: int = Field(
        60, ge=1, description="Failed sign-ins of one network address within a minute."
    )
    sign_in_slow_after: int = Field(
        10, ge=1, description="Failed sign-ins for an account in a day before each next one waits."
    )
    sign_in_slowest_seconds: int = Field(
        300, ge=1, description="Seconds that such a wait grows to at most."
    )
    password_length: int = Field(
        15, ge=8, le=64, description="Characters that a new password has at least."
    )
    entries_per_minute: int = Field(
        20, ge=1, description="Registrations and links asked for by one network address a minute."
    )
    confirmation_hours: int = Field(
        24, ge=1, description="Hours in which a new account's address must be confirmed."
    )
    reset_minutes: int = Field(
        60, ge=1, description="Minutes in which the link for a new password works."
    )
    invitation_days: int = Field(
        7, ge=1, description="Days in which an invitation can be accepted."
    )
