"""A pharmacy's end of day on paper."""

from zoneinfo import ZoneInfo

from portal.infra.lettering import apart
from portal.infra.pdf import BODY, INK, NAMES, Sheet
from portal.schemas.dispense_day import DayLine, DaySection, EndOfDay
from portal.schemas.summary import Paper
from portal.services import dispense_day
from portal.services.work import Work

NONE = "None"
LINE = 5.3
"""How high a line of a fact stands, in millimetres."""

BEGUN = 36
"""What the head of a part needs below it: itself and one row."""


def take(work: Work, day: str = "") -> Paper:
    """Return the sheet of a day as a PDF. Raises as `dispense_day.view`."""
    said = dispense_day.view(work, day)
    return Paper(name=f"end-of-day-{said.day:%Y-%m-%d}.pdf", content=sheet(said))


def sheet(said: EndOfDay) -> bytes:
    """Put the end of day on paper: the same words give the same bytes."""
    zone = ZoneInfo(said.zone)
    made = f"{said.made_at.astimezone(zone):%H:%M}"
    if not said.today:
        made += f" on {said.made_at.astimezone(zone):%-d %B %Y}"
    paper = Sheet(
        f"End of day {said.day:%Y-%m-%d}",
        said.pharmacy,
        f"{apart(said.pharmacy)} · {said.day_words}, made at {made} · {said.made_by}\n"
        "Confidential: holds names of patients.",
        said.made_at,
    )
    paper.letterhead(said.pharmacy, [said.address])
    paper.headline("End of day", f"{said.day_words}, as it stood at {made}, by {said.made_by}")
    if not said.today:
        paper.words("What was open that evening is not told: only today's open work is known.")
    for one in said.sections:
        _section(paper, one, zone)
    paper.section("Controlled drugs register")
    for line in said.controlled:
        _row(
            paper,
            f"{line.at.astimezone(zone):%H:%M}  no. {line.line}",
            f"{apart(line.drug)}: {line.kind} {line.quantity_words}, balance {line.balance_words}, "
            f"by {line.by}\n{_joined(line.counterparty, line.collector, line.proof, line.note)}",
        )
    if not said.controlled:
        paper.words(NONE)
    paper.section(
        "What the cabinet must hold" if said.today else "What the cabinet had to hold that evening"
    )
    for held in said.balances:
        paper.fact(held.balance_words, held.drug)
    if not said.balances:
        paper.words(NONE)
    return paper.written()


def _section(paper: Sheet, one: DaySection, zone: ZoneInfo) -> None:
    if one.lines and paper.will_page_break(BEGUN):
        paper.add_page()
    paper.section(f"{one.word}{', open' if one.open else ''}: {len(one.lines)}")
    for line in one.lines:
        _row(paper, f"{line.code}\n{line.since.astimezone(zone):%-d %b %H:%M}", _line(line))
    if not one.lines:
        paper.words(NONE)


def _row(paper: Sheet, name: str, text: str) -> None:
    """Write one row whole: never half of it on the next page."""
    paper.pen(BODY, INK)
    if paper.will_page_break(paper.height_of(text, LINE, paper.epw - NAMES)):
        paper.add_page()
    paper.fact(name, text)


def _line(line: DayLine) -> str:
    name = apart(line.patient)
    who = f"{name}, born {line.born}" if line.born else name
    known = line.prescriber and line.prescriber in line.detail
    detail = line.detail if known else _joined(line.detail, line.prescriber)
    return "\n".join(part for part in (who, line.medicines, detail) if part)


def _joined(*parts: str) -> str:
    return "; ".join(apart(part) for part in parts if part)
