"""A pharmacy's end of day as a table, for a spreadsheet."""

import csv
import io
import re
from zoneinfo import ZoneInfo

from portal.schemas.dispense_day import EndOfDay
from portal.schemas.summary import Paper
from portal.services import dispense_day
from portal.services.work import Work

HEAD = (
    "Section", "Code", "Patient", "Born", "Prescriber", "Medicines", "Since", "Detail",
)  # fmt: skip
FORMULA = re.compile(r"(^|[;\r\n])(?= *[=+\-@\t＝＋－＠])")
"""Where a spreadsheet takes what follows for something to calculate."""


def take(work: Work, day: str = "") -> Paper:
    """Return the sheet of a day as a file of CSV. Raises as `dispense_day.view`."""
    sheet = dispense_day.view(work, day)
    return Paper(name=f"end-of-day-{sheet.day:%Y-%m-%d}.csv", content=csv_text(sheet).encode())


def csv_text(sheet: EndOfDay) -> str:
    """Return the sheet as CSV (UTF-8 with a mark, as spreadsheets want it).

    No cell is a formula: what begins like one gets an apostrophe before it (CWE-1236).
    """
    zone = ZoneInfo(sheet.zone)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for section in sheet.sections:
        for one in section.lines:
            writer.writerow(
                plain(cell)
                for cell in (
                    f"{section.word} (open)" if section.open else section.word, one.code,
                    one.patient, one.born, one.prescriber, one.medicines,
                    f"{one.since.astimezone(zone):%Y-%m-%d %H:%M}", one.detail,
                )
            )  # fmt: skip
    for line in sheet.controlled:
        said = (
            f"{line.kind} {line.quantity_words}, balance {line.balance_words}, by {line.by}",
            line.counterparty, line.collector, line.proof, line.note,
        )  # fmt: skip
        writer.writerow(
            plain(cell)
            for cell in (
                "Controlled drugs register", str(line.line), "", "", "", line.drug,
                f"{line.at.astimezone(zone):%Y-%m-%d %H:%M}", "; ".join(one for one in said if one),
            )
        )  # fmt: skip
    until = f"{sheet.made_at.astimezone(zone):%Y-%m-%d %H:%M}" if sheet.today else str(sheet.day)
    for held in sheet.balances:
        row = ("What the cabinet must hold", "", "", "", "", held.drug, until, held.balance_words)
        writer.writerow(plain(cell) for cell in row)
    return out.getvalue()


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, nor any part of it between semicolons
    and line breaks, which some spreadsheets take for the ends of cells.
    """
    return FORMULA.sub(r"\1'", cell)
