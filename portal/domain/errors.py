"""Every failure the portal can explain to a person, with the HTTP status that names it."""

from collections.abc import Mapping


class PortalError(Exception):
    """A refusal that the person should read; never a crash."""

    status = 400
    code = "refused"
    title = "This was refused"

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class NotSignedIn(PortalError):
    """Nobody is signed in, or the session has ended."""

    status, code, title = 401, "not_signed_in", "Please sign in"


class NotActive(NotSignedIn):
    """The password is right, and the account is not open; `word` says why."""

    code, title = "not_active", "Your account is not open"

    def __init__(self, message: str, word: str) -> None:
        super().__init__(message)
        self.word = word


class NotAllowed(PortalError):
    """The actor may see the record but may not do this to it."""

    status, code, title = 403, "not_allowed", "Not allowed"


class NotFound(PortalError):
    """The record does not exist, or this actor may not know that it does."""

    status, code, title = 404, "not_found", "Not found"


class StepNotPossible(PortalError):
    """The workflow has no such step from the record's present status."""

    status, code, title = 409, "step_not_possible", "Not possible any more"


class Taken(StepNotPossible):
    """A colleague was faster: the actor was offered this, and somebody else has it now."""

    code, title = "taken", "Already taken"


class Unsigned(StepNotPossible):
    """A consultation cannot end: a prescription that was begun in it is not signed yet."""

    code, title = "unsigned", "A prescription is not signed yet"


class TooLarge(PortalError):
    """More was sent than is accepted."""

    status, code, title = 413, "too_large", "Too large"


class NoRoom(PortalError):
    """A person, or a consultation, has as many files as may be."""

    status, code, title = 413, "no_room", "No room for more files"


class NotAccepted(PortalError):
    """A file of a kind that is not kept here."""

    status, code, title = 415, "not_accepted", "This kind of file is not accepted"


class Invalid(PortalError):
    """Something that was entered cannot be accepted; `fields` says what and why."""

    status, code, title = 422, "invalid", "Please check what you entered"


class Forged(PortalError):
    """What was read from paper is not a code of this portal, or not any more."""

    status, code, title = 422, "forged", "This code is not genuine"


class TooMany(PortalError):
    """Too many attempts in a short time."""

    status, code, title = 429, "too_many", "Too many attempts"


class Unavailable(PortalError):
    """The database or another part is away for the moment; nothing was changed."""

    status, code, title = 503, "unavailable", "Not available for the moment"
