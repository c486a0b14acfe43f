"""How a prescription looks on paper: the same words give the same bytes."""

from portal.infra.lettering import apart
from portal.infra.pdf import BODY, HEAD, INK, LINE, MARGIN, PETROL, SMALL, SOFT, Sheet
from portal.schemas.prescription_paper import PaperItem, PrescriptionPaper

SIDE = 40
"""The printed code in millimetres: three quarters of a millimetre for each module."""

BESIDE = SIDE + 10
NUMBER = 9
CODE = 15
ALARM = (176, 36, 24)


def sheet(said: PrescriptionPaper) -> bytes:
    """Put a prescription on paper."""
    paper = Sheet(
        f"Prescription {said.code}",
        said.practice,
        f"Prescription {said.code} · {apart(said.patient)} · born {said.born} · printed "
        f"{said.printed_on}\nIs it genuine? {said.verify_at}",
        said.at,
    )
    paper.set_right_margin(MARGIN + BESIDE)
    paper.letterhead(said.practice, said.practice_lines)
    paper.headline("Prescription")
    if said.over:
        paper.pen(HEAD, ALARM, bold=True)
        paper.put(said.over, 6)
        paper.ln(2)
    _patient(paper, said)
    below = _code(paper, said)
    paper.set_right_margin(MARGIN)
    paper.set_y(max(paper.get_y(), below))
    paper.section("Allergies")
    paper.words(said.allergies)
    count = len(said.items)
    paper.section("1 medicine" if count == 1 else f"{count} medicines")
    for number, one in enumerate(said.items, 1):
        _item(paper, number, one)
    _end(paper)
    _signed(paper, said)
    return paper.written()


def _patient(paper: Sheet, said: PrescriptionPaper) -> None:
    paper.fact("Patient", said.patient)
    paper.fact("Born", said.born)
    paper.fact("Address", said.address or "not known here")
    paper.fact("Telephone", said.phone)
    paper.fact("Valid until", said.valid_until)
    paper.fact("Repeats", said.issue)
    paper.fact("Pharmacy", said.pharmacy or "any: show the code there")


def _code(paper: Sheet, said: PrescriptionPaper) -> float:
    """Draw the code to the right of the patient; return where it ends."""
    if paper.page_no() > 1:
        return paper.get_y()
    kept, left = paper.get_y(), paper.w - MARGIN - SIDE
    paper.set_left_margin(left)
    paper.set_right_margin(MARGIN)
    paper.set_y(MARGIN)
    if said.token:
        paper.code(said.token, left, MARGIN, SIDE)
        paper.set_y(MARGIN + SIDE + 4)
    paper.pen(CODE, INK, bold=True)
    paper.put(said.code, 7, align="C")
    paper.pen(SMALL - 1, SOFT)
    words = "Scan this, or type the code." if said.token else "This copy has no code to scan."
    paper.put(f"{words}\nCheck it at\n{said.verify_at}", 3.8, align="C")
    ends = paper.get_y() + 4
    paper.set_left_margin(MARGIN)
    paper.set_y(kept)
    return ends


def _item(paper: Sheet, number: int, one: PaperItem) -> None:
    """Write one medicine; it is never torn apart by the end of a page."""
    width = paper.epw - NUMBER
    paper.pen(BODY + 1, INK, bold=True)
    high = paper.height_of(one.name, 6, width) + 14
    paper.pen(BODY, INK)
    high += paper.height_of(one.sentence, 5.3, width)
    if paper.will_page_break(high):
        paper.add_page()
    top = paper.get_y()
    paper.pen(BODY + 1, PETROL, bold=True)
    paper.put(f"{number}.", 6, NUMBER)
    paper.set_left_margin(MARGIN + NUMBER)
    paper.set_y(top)
    paper.pen(BODY + 1, INK, bold=True)
    paper.put(one.name, 6)
    paper.pen(BODY, INK)
    paper.put(one.sentence, 5.3)
    paper.pen(BODY, INK, bold=True)
    paper.put(f"Supply {one.quantity}", 5.6)
    if one.schedule:
        paper.pen(SMALL, SOFT)
        paper.put(one.schedule, 4.4)
    paper.set_left_margin(MARGIN)
    paper.set_y(paper.get_y() + 3)


def _end(paper: Sheet) -> None:
    """Close the list, so that nothing can be added by hand."""
    paper.set_draw_color(*LINE)
    middle = paper.get_y() + 2.2
    paper.pen(SMALL, SOFT)
    text = "Nothing follows"
    wide = paper.get_string_width(text) + 6
    between = (paper.w - wide) / 2
    paper.line(MARGIN, middle, between, middle)
    paper.line(between + wide, middle, paper.w - MARGIN, middle)
    paper.put(text, 4.4, align="C")
    paper.ln(3)


def _signed(paper: Sheet, said: PrescriptionPaper) -> None:
    paper.section("Signed")
    paper.fact("Prescriber", said.prescriber)
    paper.fact("Licence", said.licence)
    paper.fact("Electronically", f"{said.signed_on}, with the key “{said.signed_with}”")
