"""A formulary as a file: columns, what each may hold, and a sentence for every fault."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from portal.domain.errors import Invalid
from portal.domain.medicine import DoseForm, Pregnancy, Route, Schedule
from portal.models import Medicine

LARGEST = 40 * 2**20
MOST_ROWS = 200_000
TOLD = 50
"""More faults than this are counted, not told: the file has a fault of its own then."""

ATC = re.compile(r"[A-Z]\d\d[A-Z]{2}\d\d")
UNIT = re.compile(r"[A-Za-z\[\]{}%/.()0-9]{1,20}")
WHOLE, PLACES = 8, 4
NO_TEXT = "The file is not text in UTF-8. Save it as “CSV UTF-8” and try again."

Facts = dict[str, Any]
Read = Callable[[str], Any]


class Lines(Protocol):
    """What `csv.reader` gives: cells, and how many lines were read."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """Give the cells of each line."""
        ...

    def __next__(self) -> list[str]:
        """Give the cells of the next line."""
        ...


class Fault(ValueError):
    """What is wrong with one cell, as the end of a sentence."""


class Column(NamedTuple):
    """One column: how it is read, and whether it must be filled."""

    read: Read
    needed: bool = False


def read(data: bytes) -> list[Facts]:
    """Return the facts of each row.

    Raises Invalid with a sentence for the file, or for each row that cannot be accepted.
    """
    rows = _rows(data)
    found: list[Facts] = []
    faults: dict[str, str] = {}
    seen: dict[str, int] = {}
    for line, row in rows:
        facts = _facts(line, row, faults)
        code = str(facts.get("code", ""))
        if code in seen:
            faults[f"{line}:code"] = f"Line {line}, code: {code} is also in line {seen[code]}."
        elif code:
            seen[code] = line
        found.append(facts)
    if faults:
        raise _refused(faults)
    return found


def write(products: Iterable[Medicine]) -> str:
    """Return products as a file that can be read again."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in products:
        cells = {name: _cell(getattr(one, name)) for name in COLUMNS}
        writer.writerow((cells | {"brands": "|".join(one.brands)}).values())
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def _rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
    if len(data) > LARGEST:
        raise Invalid(f"The file is larger than {LARGEST // 2**20} MB.")
    if b"\0" in data or data[:2] == b"PK":
        raise Invalid("The file is not a CSV file. Save the table as “CSV UTF-8” and try again.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(NO_TEXT) from None
    first = text.lstrip().partition("\n")[0]
    mark = max(";,\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        return _under(lines)
    except csv.Error as why:
        raise Invalid(f"Line {lines.line_num} cannot be read: {why}.") from None


def _under(lines: "Lines") -> list[tuple[int, dict[str, str]]]:
    """Put each line under the names of the first."""
    names = [name.strip().lower() for name in next(lines, list[str]())]
    _check_names(names)
    rows: list[tuple[int, dict[str, str]]] = []
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            said = f"Line {lines.line_num} has {len(cells)} cells where {len(names)} are needed."
            raise Invalid(said)
        if len(rows) == MOST_ROWS:
            raise Invalid(f"The file has more than {MOST_ROWS:,} products.")
        rows.append(
            (lines.line_num, dict(zip(names, [cell.strip() for cell in cells], strict=True)))
        )
    if not rows:
        raise Invalid("The file has no products.")
    return rows


def _check_names(names: list[str]) -> None:
    faults = [f"There is no column “{one}” in a formulary." for one in names if one not in COLUMNS]
    if len(faults) == len(names):
        raise Invalid("The first line must name the columns; see docs/formulary.md.")
    needed = [name for name, column in COLUMNS.items() if column.needed]
    faults += [f"The column “{name}” is missing." for name in needed if name not in names]
    faults += [f"The column “{n}” is there twice." for n in set(names) if names.count(n) > 1]
    if faults:
        raise Invalid("Nothing was imported.", {str(n): one for n, one in enumerate(faults)})


def _facts(line: int, row: dict[str, str], faults: dict[str, str]) -> Facts:
    facts: Facts = {}
    before = len(faults)
    for name, column in COLUMNS.items():
        text = row.get(name, "")
        try:
            if column.needed and not text:
                raise Fault("must be filled")  # noqa: TRY301
            facts[name] = column.read(text)
        except Fault as fault:
            faults[f"{line}:{name}"] = f"Line {line}, {name}: {fault}."
    if len(faults) == before:
        for name, said in _apart(facts).items():
            faults[f"{line}:{name}"] = f"Line {line}, {name}: {said}."
    return facts


def _apart(facts: Facts) -> dict[str, str]:
    """Return what is wrong between columns that are each right."""
    wrong: dict[str, str] = {}
    amount, most = facts["amount"], facts["max_daily"]
    if (amount is None) != (facts["amount_unit"] == ""):
        wrong["amount_unit"] = "amount and amount_unit belong together"
    if most is not None and amount is None:
        wrong["max_daily"] = "a maximum needs the amount in one dose"
    elif most is not None and most < amount:
        wrong["max_daily"] = "the maximum of a day is less than one dose"
    return wrong


def _refused(faults: dict[str, str]) -> Invalid:
    count = len(faults)
    told = dict(list(faults.items())[:TOLD])
    if count > TOLD:
        told["more"] = f"And {count - TOLD} more."
    things = "1 thing is" if count == 1 else f"{count} things are"
    return Invalid(f"Nothing was imported: {things} wrong in the file.", told)


def _text(longest: int) -> Read:
    def check(text: str) -> str:
        if len(text) > longest:
            raise Fault(f"is longer than {longest} characters")
        if not text.isprintable():
            raise Fault("has characters that cannot be printed")
        return text

    return check


def _word(words: type[StrEnum]) -> Read:
    def check(text: str) -> StrEnum | None:
        if not text:
            return None
        try:
            return words(text.lower())
        except ValueError:
            raise Fault(f"“{text[:40]}” is not one of: {', '.join(words)}") from None

    return check


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise Fault(f"“{text[:40]}” is not a number; write it like 2.5") from None
    if not value.is_finite() or value <= 0 or value >= 10**WHOLE:
        raise Fault(f"“{text[:40]}” is not a number above 0")
    if value != round(value, PLACES):
        raise Fault(f"“{text[:40]}” has more than {PLACES} decimal places")
    return value


def _pence(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= WHOLE):
        raise Fault(f"“{text[:40]}” is not a price in whole pence")
    return int(text)


def _atc(text: str) -> str:
    if text and not ATC.fullmatch(text.upper()):
        raise Fault(f"“{text[:40]}” is not an ATC code of the fifth level, like C07AB07")
    return text.upper()


def _unit(text: str) -> str:
    if text and not UNIT.fullmatch(text):
        raise Fault(f"“{text[:40]}” is not a unit of UCUM, like mg or ug")
    return text


def _brands(text: str) -> list[str]:
    names = [name.strip() for name in text.split("|") if name.strip()]
    if any(len(name) > LONG for name in names):
        raise Fault(f"a name is longer than {LONG} characters")
    return [_text(LONG)(name) for name in names]


LONG = 200
COLUMNS: dict[str, Column] = {
    "code": Column(_text(40), needed=True),
    "substance": Column(_text(LONG), needed=True),
    "strength": Column(_text(80)),
    "form": Column(_word(DoseForm), needed=True),
    "route": Column(_word(Route), needed=True),
    "atc": Column(_atc),
    "dose_unit": Column(_text(20), needed=True),
    "pack_unit": Column(_text(20), needed=True),
    "pack_size": Column(_number, needed=True),
    "doses_per_unit": Column(_number),
    "amount": Column(_number),
    "amount_unit": Column(_unit),
    "max_daily": Column(_number),
    "schedule": Column(_word(Schedule)),
    "pregnancy": Column(_word(Pregnancy)),
    "price_minor": Column(_pence),
    "brands": Column(_brands),
}
"""The columns in the order in which they are written."""
