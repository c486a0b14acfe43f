"""How everything that comes from outside is read: strictly, with sentences for people."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self, TypeVar
from unicodedata import category

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
)

from portal.domain.errors import Invalid

ALLOWED_CONTROLS = {"\n", "\t"}
UNSEEN = "\u00ad\u180e\u200b\u2060\u2800\u3164\ufeff"
"""Letters of no width, and blanks that Python does not take for blanks."""


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
        fields.setdefault(name, say.get(name) or str(error["msg"]).removeprefix("Value error, "))
    return Invalid("Please check what you entered.", fields)
