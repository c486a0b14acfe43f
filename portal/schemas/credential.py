"""Changing a password: by a mailed link, or on the account page."""

from collections.abc import Mapping
from typing import ClassVar

from portal.schemas.registration import CHOOSE, Link, Password, Secret, Typed


class NewPassword(Typed):
    """A mailed link, and the password that is to be."""

    SAY: ClassVar[Mapping[str, str]] = {"password": CHOOSE, **Link.SAY}

    token: Secret
    password: Password


class PasswordChange(Typed):
    """The password that is, and the one that is to be."""

    SAY: ClassVar[Mapping[str, str]] = {"present": "Enter your present password.",
                                        "chosen": CHOOSE}  # fmt: skip

    present: Password
    chosen: Password
