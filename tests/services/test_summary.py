"""The summary on paper: who reads what, in which letters, and who took it."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from factories import MONDAY, actor, person, saved
from hypothesis import given
from hypothesis import strategies as st
from services.test_note import whole

from portal.domain.errors import PortalError, StepNotPossible
from portal.domain.permission import Role
from portal.infra.pdf import Sheet
from portal.models import AuditEntry
from portal.schemas.base import parse
from portal.schemas.consultation_claim import Addition
from portal.services import consultation, consultation_turn, record_reading, summary
from portal.services.work import look, perform

SECRET = ("HISTORY-ONLY", "FINDINGS-ONLY", "ASSESSMENT-ONLY", "PLAN-ONLY")


def completed(world, **facts):
    secret = dict(zip(("history", "examination", "assessment", "plan"), SECRET, strict=True))
    asked = world.started(**facts)
    perform(world.gp, consultation.complete, asked, whole(**secret))
    return asked


def read(content):
    """The words of a PDF, glyph by glyph, as its own tables name them."""
    said = []
    with pikepdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            maps = {
                name: letters(font.ToUnicode.read_bytes().decode())
                for name, font in page.Resources.Font.items()
            }
            face = {}
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    face = maps[str(operands[0])]
                elif str(operator) in ("Tj", "TJ"):
                    said.append("".join(drawn(operands, face)))
    return " ".join(" ".join(said).split())


def drawn(operands, face):
    for part in operands[0] if isinstance(operands[0], pikepdf.Array) else operands:
        if isinstance(part, pikepdf.String):
            raw = bytes(part)
            yield "".join(face[int.from_bytes(raw[i : i + 2])] for i in range(0, len(raw), 2))


def letters(table):
    pairs = re.findall(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>\n", table)
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def test_the_patients_copy_holds_the_advice_and_none_of_the_findings(world):
    asked = completed(world)

    said = read(perform(world.patient, summary.take, asked).content)

    for word in ("Anna Ash", "17 May 1980", "Advice given", "Trouble swallowing.", "within a week"):
        assert word in said
    assert [word for word in (*SECRET, "J02.9") if word in said] == []


def test_the_clinicians_copy_holds_the_whole_note(world):
    asked = completed(world)
    perform(world.gp, consultation_turn.add, asked, parse(Addition, {"addendum": "Swab negative."}))

    said = read(perform(world.gp, summary.take, asked).content)

    for word in (
        *SECRET,
        "J02.9 Acute pharyngitis, unspecified",
        "Swab negative.",
        "Dr Carol Cedar",
    ):
        assert word in said


def test_s2_nobody_else_takes_it(world):
    asked = completed(world, clinician_id=world.gp.id)

    for name in ("patient2", "gp2", "other_gp", "other_patient", "admin"):
        with pytest.raises(PortalError):
            perform(getattr(world, name), summary.take, asked)


def test_s11_taking_it_is_kept_in_the_patients_audit(world, rows):
    asked = completed(world)

    perform(world.gp, summary.take, asked)

    (entry,) = rows(AuditEntry, AuditEntry.action == "summary:taken")
    assert (entry.actor_id, entry.patient_id, entry.subject_id) == (
        world.gp.id, world.patient.id, asked,
    )  # fmt: skip


def test_s11_the_patient_reads_who_took_it_and_why(world):
    asked = completed(world)
    perform(world.patient, summary.take, asked)

    perform(world.gp, summary.take, asked)

    (seen,) = look(world.patient, record_reading.looks).items
    assert (seen.who, seen.what) == ("Dr Carol Cedar", "a summary on paper")
    assert seen.why.startswith("Treated you")


def test_there_is_none_before_it_is_completed(world):
    with pytest.raises(StepNotPossible):
        perform(world.gp, summary.take, world.started())


def test_the_same_words_give_the_same_bytes(world, clock):
    asked = completed(world)

    first, again = (look(world.gp, summary.facts, asked) for _ in range(2))

    assert summary.paper(first) == summary.paper(again)


@pytest.mark.parametrize(
    "name", ["Søren Ærø", "Łukasz Żółć", "Νίκος Παπαδόπουλος", "Олена Шевченко", "Nguyễn Thị Ánh"]
)
def test_names_are_printed_in_their_own_letters(world, name):
    user = person(name, Role.PATIENT, world.north)
    saved(user)
    one = world.request(by=actor(user))
    perform(world.gp, consultation.accept, one)
    perform(world.gp, consultation.start, one)
    perform(world.gp, consultation.complete, one, whole())

    said = read(perform(actor(user), summary.take, one).content)

    assert name in said


@given(st.text(max_size=300))
def test_whatever_was_written_becomes_a_page(text):
    sheet = Sheet(text, text, text, MONDAY)
    sheet.letterhead(text, [text])
    sheet.fact(text, text)
    sheet.words(text)

    assert sheet.written().startswith(b"%PDF")


def test_a_long_note_goes_on_with_its_foot_on_every_page(world):
    asked = world.started()
    perform(
        world.gp, consultation.complete, asked, whole(history="Long story. " * 330, plan="End.")
    )

    content = perform(world.gp, summary.take, asked).content

    with pikepdf.open(BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    said = read(content)
    assert pages > 1
    assert [f"Page {n} of {pages}" in said for n in range(1, pages + 1)] == [True] * pages
    assert said.count("Confidential.") == pages


def test_the_foot_begins_at_the_margin_when_a_long_fact_goes_on(world):
    sheet = Sheet("Title", "Author", "Confidential", MONDAY)
    sheet.fact("Name", "Long story. " * 900)

    with pypdfium2.PdfDocument(sheet.written()) as pdf:
        lefts = set()
        for page in pdf:
            text = page.get_textpage()
            lefts.add(round(text.get_charbox(text.get_text_range().index("Confidential"))[0]))
    assert lefts == {57}


def test_only_two_faces_are_carried_and_each_in_part(world):
    content = perform(world.gp, summary.take, completed(world)).content

    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = {str(f.BaseFont) for page in pdf.pages for f in page.Resources.Font.values()}
    assert {name.partition("+")[2] for name in fonts} == {"DejaVuSansBook", "DejaVuSansBold"}
    assert len(content) < 100_000
