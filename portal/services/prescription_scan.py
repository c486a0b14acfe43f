"""The code in a picture that somebody took of their prescription."""

from functools import partial

from portal.domain.errors import Forged, Invalid
from portal.domain.permission import Permission
from portal.infra.clean import Limits
from portal.infra.cleaner import scanned
from portal.schemas.prescription_verify import ReadCode
from portal.services.attachment_store import MILLION, in_file_thread, within
from portal.services.prescription_token import verify
from portal.services.work import Actor, Work, see
from portal.settings import settings

NO_CODE = (
    "There is no code in this picture that can be read. Take it again: the whole square, sharp, "
    "without a shadow, and nearer."
)
SEVERAL = "There are several codes in this picture. Take one of one prescription only."


async def take_in(actor: Actor, content: bytes) -> ReadCode:
    """Read the code in an uploaded picture, off the event loop. Raises as `read_picture`."""
    await see(actor, admit)
    return ReadCode(token=await in_file_thread(partial(read_picture, content)))


def admit(work: Work) -> None:
    """Raise NotAllowed for whoever supplies nothing."""
    work.require(Permission.PRESCRIPTION_DISPENSE)


def read_picture(content: bytes) -> str:
    """Return the signed code in a picture; it opens nothing by itself.

    Raises NotAccepted for something else than a picture, TooLarge, Invalid for a damaged one, for
    none, and for several codes, and Forged when the only one is not ours.
    """
    within(len(content))
    options = settings()
    limits = Limits(options.upload_bytes, options.picture_megapixels * MILLION)
    found = scanned(content, limits, options.upload_seconds)
    if not found:
        raise _refused(NO_CODE)
    ours = [text for text in found if _genuine(text)]
    if len(ours) > 1 or (not ours and len(found) > 1):
        raise _refused(SEVERAL)
    if not ours:
        verify(found[0])
    return ours[0]


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, {"file": sentence})


def _genuine(text: str) -> bool:
    try:
        verify(text)
    except Forged:
        return False
    return True
