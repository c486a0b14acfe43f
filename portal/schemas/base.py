"""How everything that comes from outside is read: strictly, with sentences for people."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self, TypeVar
from unicodedata import bidirectional, category, combining, normalize

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from portal.domain.errors import Invalid

ALLOWED_CONTROLS = {"\n", "\t"}
UNSEEN = "\u00ad\u180e\u200b\u2060\u2800\u3164\ufeff"
"""Letters of no width, and blanks that Python does not take for blanks."""


HIDDEN = "\u034f\u115f\u1160\u17b4\u17b5\uffa0" + UNSEEN
"""Letters and marks that nobody sees, though they count as neither blank nor control."""

HIDDEN_LETTERS = "hidden_letters"
NON_JOINER, JOINER = "\u200c", "\u200d"
VARIANTS = "\ufe00", "\ufe0f"
STACK = 6
"""More marks on one letter than any writing has; they would cover the lines above and below."""

VIRAMA = 9
"""The combining class of the sign behind which Indic scripts need a joiner."""


def _as_it_looks(text: str) -> str:
    """Refuse what makes a name look like another one: hidden letters, and reversed order.

    Joiners stay where Persian and the scripts of India need them (as RFC 5892, appendix A, says).
    """
    if any(_deceives(text, place) for place in range(len(text))):
        raise PydanticCustomError(
            HIDDEN_LETTERS, "There are letters in it that nobody sees: please type it anew."
        )
    marks = "".join("m" if category(c) in ("Mn", "Me") else " " for c in normalize("NFD", text))
    if any(len(run) > STACK for run in marks.split()):
        raise PydanticCustomError(
            HIDDEN_LETTERS, "A letter in it has too many marks: please type it anew."
        )
    return text


def _deceives(text: str, place: int) -> bool:
    letter, before, after = text[place], text[place - 1 : place], text[place + 1 : place + 2]
    if letter in (NON_JOINER, JOINER):
        arabic = before and after and {bidirectional(before), bidirectional(after)} == {"AL"}
        return not ((before and combining(before) == VIRAMA) or (arabic and letter == NON_JOINER))
    low, high = VARIANTS
    hidden = letter in HIDDEN or low <= letter <= high
    return hidden or category(letter) in ("Cf", "Zl", "Zp", "Co", "Cn")


def _printable(text: str) -> str:
    """Refuse control characters; keep the line breaks that people type."""
    text = _stripped(text.replace("\r\n", "\n"))
    if any(category(c) == "Cc" and c not in ALLOWED_CONTROLS for c in text):
        raise ValueError("control characters")
    text.encode()  # a lone surrogate cannot be stored
    return text


def _stripped(text: str) -> str:
    """Take what nobody sees from both ends, so that it does not count as something said."""
    while (shorter := text.strip().strip(UNSEEN)) != text:
        text = shorter
    return text


def _blank_is_missing(value: object) -> object:
    """Read the empty choice of a form as no choice."""
    return None if value == "" else value


def _written_out(value: object) -> object:
    """Refuse numbers, which would count as seconds since 1970; nobody means that."""
    if isinstance(value, int | float) or (isinstance(value, str) and "T" not in value):
        raise ValueError("not a time")
    return value


class View(BaseModel):
    """What a viewer is shown: never changed once it is made, so that it is shared, not copied.

    Every tab's page state begins with blank views; copies of them would be most of its memory.
    """

    model_config = ConfigDict(frozen=True)

    def __deepcopy__(self, _memo: object = None) -> Self:
        return self


Prose = Annotated[str, AfterValidator(_printable)]
AsItLooks = AfterValidator(_as_it_looks)
"""For names, which stand alone: what they look like is what they are."""

BlankIsMissing = BeforeValidator(_blank_is_missing)
ZonedTime = Annotated[AwareDatetime, BeforeValidator(_written_out)]


class Claim(BaseModel):
    """What a browser or another program claims: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    SAY: ClassVar[Mapping[str, str]] = {}


C = TypeVar("C", bound=Claim)


def parse(schema: type[C], raw: object) -> C:
    """Read `raw` as `schema`.

    Raises Invalid with a sentence for each field that cannot be accepted.
    """
    try:
        return schema.model_validate(raw)
    except ValidationError as error:
        raise refusal(schema.SAY, error.errors(include_url=False, include_context=False)) from None


def refusal(say: Mapping[str, str], errors: "list[Any]") -> Invalid:
    """Turn pydantic's findings into sentences, the form's own where it has them."""
    fields: dict[str, str] = {}
    for error in errors:
        name = str(error["loc"][0]) if error["loc"] else "form"
        own = "" if error.get("type") == HIDDEN_LETTERS else say.get(name)
        fields.setdefault(name, own or str(error["msg"]).removeprefix("Value error, "))
    return Invalid("Please check what you entered.", fields)
