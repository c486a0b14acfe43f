"""A prescription on paper: what stands there, in which letters, and the code read back from it."""

import unicodedata
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pikepdf
import prescriptions
import pypdfium2
import pytest
import zxingcpp
from factories import MONDAY, actor, person, saved
from fpdf.fonts import TTFFont
from PIL import ImageChops
from services.record_claims import PENICILLIN

from portal.domain.errors import NotAllowed, NotFound, StepNotPossible
from portal.domain.number_word import in_words
from portal.domain.permission import Role
from portal.domain.prescription_word import ClaimStatus, PrescriptionStatus, SupplyStatus
from portal.infra.pdf import Print, Sheet
from portal.models import AuditEntry, Dispense, DispenseLine, PatientProfile
from portal.schemas.prescription_paper import Label, OwedItem, OwingSlip
from portal.services import (
    dispense_day_paper,
    dispense_paper,
    prescription_paper,
    record_entry,
    record_reading,
)
from portal.services.prescription_token import token_of, verify
from portal.services.work import look, perform

S = PrescriptionStatus
SHARP = 150 / 72
"""Dots of a rendered page for each point: what an office scanner gives."""


def lines_of(content):
    """The printed lines of each page."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.get_textpage().get_text_range().splitlines() for page in pdf]


def pages(content):
    """The words of each page."""
    with pypdfium2.PdfDocument(content) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def from_left(content):
    """The letters of the first page, line by line, in the order in which the eye meets them."""
    with pypdfium2.PdfDocument(content) as pdf:
        text = pdf[0].get_textpage()
        placed = [
            (-round(text.get_charbox(at, loose=True)[1]), text.get_charbox(at)[0], letter)
            for at, letter in enumerate(text.get_text_range())
            if not letter.isspace()
        ]
    return "".join(letter for _, _, letter in sorted(placed))


def pictures(content):
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.render(scale=SHARP).to_pil() for page in pdf]


def codes(content):
    """What a scanner reads from the rendered pages."""
    kind = zxingcpp.BarcodeFormat.QRCode
    found = (zxingcpp.read_barcodes(page, formats=kind) for page in pictures(content))
    return [one.text for page in found for one in page]


def fonts(content):
    """Each font of the file, and whether its letters came along."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for page in pdf.pages:
            for font in page.Resources.get("/Font", {}).values():
                for inner in font.get("/DescendantFonts", [font]):
                    yield str(inner.BaseFont), "/FontFile2" in inner.get("/FontDescriptor", {})


def stock(*names):
    medicines = [prescriptions.medicine(name) for name in names]
    saved(*medicines)
    return medicines


def written(world, *names, patient=None, **facts):
    return prescriptions.written(patient or world.patient, world.gp, stock(*names), **facts)


def test_the_paper_says_for_whom_from_whom_what_and_until_when(world, clock):
    saved(PatientProfile(user_id=world.patient.id, address="4 Mill Lane, Northam"))
    row, items = written(world, "amoxicillin", "salbutamol", issues=6, interval_days=28)

    [said] = pages(perform(world.patient, prescription_paper.take, row.id).content)

    for word in (
        "North Practice", "1 High Street", "Anna Ash", "17 May 1980", "4 Mill Lane, Northam",
        "Dr Carol Cedar", "14 September 2026, 10:00", "16 March 2027", "Issue 1 of 6, every 28",
        "2 medicines", "Supply 28 capsules", "Supply 1 inhaler", "Nothing follows",
        "any: show the code there", "/verify", "Page 1 of 1", row.code[:4] + "-" + row.code[4:],
        *(one.name for one in items), *(one.sentence for one in items),
    ):  # fmt: skip
        assert word in said


def test_the_licence_of_the_prescriber_is_on_it(world, clock):
    [drug] = stock("amoxicillin")
    row, _ = prescriptions.written(world.patient, world.specialist, [drug])

    [said] = pages(perform(world.patient, prescription_paper.take, row.id).content)

    assert f"GMC TEST-{world.specialist.id.hex[:6]}" in said


def test_s10_the_code_is_read_back_from_the_rendered_paper(world, clock):
    row, _ = written(world, "amoxicillin")

    [read] = codes(perform(world.patient, prescription_paper.take, row.id).content)

    assert read == token_of(row)
    assert verify(read).prescription_id == row.id


def test_a_controlled_drug_has_its_quantity_in_words(world, clock):
    row, _ = written(world, "morphine sulfate", "amoxicillin")

    [said] = pages(perform(world.patient, prescription_paper.take, row.id).content)

    assert "Supply 28 tablets (twenty-eight)" in said
    assert "Controlled drug, schedule 2" in said
    assert "28 capsules (" not in said


def test_allergies_are_on_it_and_silence_is_not_read_as_none(world, clock):
    row, _ = written(world, "amoxicillin")
    world.accepted()

    [before] = pages(perform(world.patient, prescription_paper.take, row.id).content)
    perform(world.gp, record_entry.add, world.patient.id, PENICILLIN)
    [after] = pages(perform(world.patient, prescription_paper.take, row.id).content)

    assert "Allergies Not asked" in before
    assert "Penicillin: Swelling of the face" in after


def test_twenty_medicines_fill_pages_that_are_counted_and_none_is_torn(world, clock):
    row, items = written(world, *["amoxicillin", "ramipril", "warfarin", "sertraline"] * 5)

    said = pages(perform(world.patient, prescription_paper.take, row.id).content)

    assert len(said) > 1
    for number, page in enumerate(said, 1):
        assert f"Page {number} of {len(said)}" in page
        assert row.code[:4] in page
    numbered = [f"{one.position}. {one.name} {one.sentence}" for one in items]
    assert [one for one in numbered if not any(one in page for page in said)] == []


NAMES = [
    "Ελένη Παπαδοπούλου", "Жанна Щербакова", "Nguyễn Thị Hằng", "Işıl Ağaoğlu", "Łukasz Źdźbło",
    "Արամ Խաչատրյան", "ნინო კაპანაძე", "Ólafur Þórðarson", "Dvořák ① 50 €",
    "Ọlábísí Ẹ̀bùn", "王小明", "田中 さくら", "김민수", "अनिता शर्मा", "শ্রীমতী বসু", "குமரன் செல்வி",
    "ශ්‍රී ලංකා", "สมชาย น้ำใจ", "မောင်မောင် ကြီး", "ងួន សុភា", "አበበ ቢቂላ", "བསྟན་འཛིན", "Anna 王 प्रिया Ash",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_scripts_stand_on_it_as_they_are_written(world, clock, name):
    patient = person(name, Role.PATIENT, world.north)
    saved(patient)
    row, _ = written(world, "amoxicillin", patient=actor(patient))

    content = perform(actor(patient), prescription_paper.take, row.id).content

    assert name in pages(content)[0]
    assert "cannot be printed" not in pages(content)[0]
    assert all(embedded for _, embedded in fonts(content))
    assert codes(content) == [token_of(row)]


@pytest.mark.parametrize("name", ["محمد حسین", "פנינה כהן", "ښاغلی ځوان", "ܝܘܚܢܢ", "𞤀𞤣𞤤𞤢𞤥"])
def test_names_read_from_right_to_left_have_all_their_letters(world, clock, name):
    patient = person(name, Role.PATIENT, world.north)
    saved(patient)
    row, _ = written(world, "amoxicillin", patient=actor(patient))

    content = perform(actor(patient), prescription_paper.take, row.id).content

    letters = set(unicodedata.normalize("NFKC", pages(content)[0]))
    assert set(name) <= letters
    assert "cannot be printed" not in pages(content)[0]


@pytest.mark.parametrize("name", ["𓀀𓁐", "Anna 👩🏽\u200d⚕️ Ash"])
def test_letters_that_cannot_be_printed_are_marked_and_it_says_so(world, clock, name):
    patient = person(name, Role.PATIENT, world.north)
    saved(patient)
    row, _ = written(world, "amoxicillin", patient=actor(patient))

    content = perform(actor(patient), prescription_paper.take, row.id).content

    assert "[?]" in pages(content)[0]
    assert "stands for letters that cannot be printed here" in pages(content)[-1]
    assert codes(content) == [token_of(row)]


def test_the_same_prescription_at_the_same_moment_gives_the_same_bytes(world, clock):
    row, _ = written(world, "amoxicillin")

    assert (
        perform(world.patient, prescription_paper.take, row.id).content
        == perform(world.patient, prescription_paper.take, row.id).content
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [(S.CANCELLED, "was cancelled on"), (S.DISPENSED, "supplied in full"), (S.EXPIRED, "expired")],
)
def test_what_is_over_has_no_code_and_says_why(world, clock, status, words):
    row, _ = written(world, "amoxicillin", status=status, reason="Given twice.")

    content = perform(world.patient, prescription_paper.take, row.id).content

    assert codes(content) == []
    assert words in pages(content)[0]
    with pytest.raises(StepNotPossible, match=words):
        look(world.patient, prescription_paper.code_picture, row.id)


def test_who_took_it_is_in_the_patients_audit(world, clock, rows):
    row, _ = written(world, "amoxicillin")

    perform(world.gp, prescription_paper.take, row.id)
    perform(world.patient, prescription_paper.take, row.id)

    kept = rows(AuditEntry, AuditEntry.action == "prescription:printed")
    assert {(one.actor_id, one.reason) for one in kept} == {
        (world.gp.id, "Wrote this prescription"),
        (world.patient.id, ""),
    }
    [shown] = look(world.patient, record_reading.looks).items
    assert shown.what == "a prescription on paper"


def test_s2_nobody_else_takes_it(world, clock):
    row, _ = written(world, "amoxicillin", pharmacy_id=None)

    for name in ("patient2", "other_patient", "other_gp", "skin_specialist", "pharmacist"):
        with pytest.raises(NotFound):
            perform(getattr(world, name), prescription_paper.take, row.id)
    for name in ("admin", "manager", "diagnostics"):
        with pytest.raises(NotAllowed):
            perform(getattr(world, name), prescription_paper.take, row.id)


def test_a_draft_has_no_paper(world, clock):
    row, _ = written(world, status=S.DRAFT, code="")

    with pytest.raises(StepNotPossible, match="once the prescription is signed"):
        perform(world.gp, prescription_paper.take, row.id)


def test_the_code_on_the_screen_is_shown_to_those_who_carry_it(world, clock):
    row, _ = written(world, "amoxicillin", pharmacy_id=world.pharmacist.organization_id)

    for who in (world.patient, world.gp):
        picture = look(who, prescription_paper.code_picture, row.id)
        assert 'fill="#fff"' in picture
        assert "Anna" not in picture
    with pytest.raises(NotAllowed, match="scan it from their paper"):
        look(world.pharmacist, prescription_paper.code_picture, row.id)


def supplied(world, quantity=14, **facts):
    """A part of it, ready at the pharmacy; the rest is owed."""
    row, [item] = written(
        world, "amoxicillin", pharmacy_id=world.pharmacist.organization_id,
        claim_status=ClaimStatus.CLAIMED,
    )  # fmt: skip
    supply = Dispense(
        prescription_id=row.id, pharmacy_id=row.pharmacy_id, number=1, status=SupplyStatus.READY,
        status_since=MONDAY, prepared_by=world.pharmacist.id, checked_by=world.pharmacist.id,
        ready_at=MONDAY, **facts,
    )  # fmt: skip
    line = DispenseLine(dispense_id=supply.id, item_id=item.id, quantity=Decimal(quantity))
    item.committed, item.owed_until = Decimal(quantity), MONDAY + timedelta(days=4)
    saved(supply, line, item)
    return row, item, supply


def test_a_label_says_what_how_for_whom_and_to_keep_it_from_children(world, clock):
    row, item, supply = supplied(world)

    paper = perform(world.pharmacist, dispense_paper.labels, row.id, supply.id)
    [said] = pages(paper.content)

    for word in (
        item.name, "14 capsules", item.sentence, "Anna Ash", "14 September 2026", "West Pharmacy",
        "1 High Street", "Keep out of the reach and sight of children", "14 of 28 capsules",
    ):  # fmt: skip
        assert word in said
    with pypdfium2.PdfDocument(paper.content) as pdf:
        assert [round(side * 25.4 / 72) for side in pdf[0].get_size()] == [70, 35]
    assert all(embedded for _, embedded in fonts(paper.content))


def test_the_longest_words_still_fit_on_a_label():
    label = Label(
        medicine="A very long substance + another one 500 mg/125 mg gastro-resistant capsule",
        quantity="14 capsules",
        sentence="Take one capsule three times a day with a full glass of water. " * 5,
        patient="Maximiliana Wilhelmina Featherstonehaugh-Cholmondeley",
        day="14 September 2026",
        pharmacy="The Pharmacy at the Corner of the Market Square",
        pharmacy_line="1 High Street, Northam · 020 7946 0000",
        remark="14 of 28 capsules",
    )

    content = dispense_paper.label_sheet([label], MONDAY)

    [said], [picture] = pages(content), pictures(content)
    edge = picture.crop((0, picture.height - 5, picture.width, picture.height))
    assert said.count("with a full glass of water.") == 5
    assert edge.convert("L").getextrema() == (255, 255)


@pytest.mark.parametrize("name", ["محمد علي", "פנינה כהן", "Anna محمد"])
def test_a_name_from_right_to_left_does_not_turn_the_date_beside_it(name):
    label = Label(
        medicine="Amoxicillin 500 mg capsules", quantity="21 capsules", sentence="Take 1 a day.",
        patient=name, day="23 November 2026", remark="", pharmacy="صيدلية 7",
        pharmacy_line="3 Test Lane, Testing Town TE5 7NG · 01632 960920",
    )  # fmt: skip

    content = dispense_paper.label_sheet([label], MONDAY)

    assert "23November2026" in from_left(content)
    assert ",3TestLane,TestingTownTE57NG·01632960920" in from_left(content)


LONG_NAMES = {
    "arabic": "محمد علي " * 12 + "محمد",
    "hebrew": "פנינה כהן " * 11 + "כהן",
    "thai": "สมชาย ใจดี " * 9 + "สมชาย",
    "han": "李小龍 " * 24 + "李",
    "hindi": "क्षितिज शर्मा " * 7 + "क्षि",
    "tibetan": "བསྟན་འཛིན་ " * 9 + "རྒྱ",
}


@pytest.mark.parametrize("name", LONG_NAMES.values(), ids=LONG_NAMES)
def test_a_name_of_several_lines_neither_turns_nor_swallows_what_stands_beside_it(name):
    label = Label(
        medicine="Amoxicillin 500 mg capsules", quantity="21 capsules", sentence="Take 1 a day.",
        patient=name, day="23 November 2026", remark="", pharmacy=name,
        pharmacy_line="3 Test Lane · 01632 960920",
    )  # fmt: skip

    content = dispense_paper.label_sheet([label], MONDAY)

    assert "23November2026" in from_left(content)
    assert ",3TestLane·01632960920" in from_left(content)
    assert "[?]" not in from_left(content)


@pytest.mark.parametrize(
    "name", ["A" + "\u0301" * 119, "A" + "\u0316" * 119, "ཀ" + "\u0f90" * 119, "ក" + "្ក" * 9]
)
def test_s7_marks_on_a_name_never_reach_another_line(name):
    facts = {
        "medicine": "Amoxicillin 500 mg capsules", "quantity": "21 capsules", "day": "1 May 2026",
        "sentence": "Take 1 a day.", "remark": "", "pharmacy": " ", "pharmacy_line": " ",
    }  # fmt: skip

    plain, marked = (
        pictures(dispense_paper.label_sheet([Label(patient=one, **facts)], MONDAY))[0]
        for one in ("A", name)
    )
    changed = ImageChops.difference(plain.convert("L"), marked.convert("L")).getbbox()

    line = dispense_paper.LARGEST * dispense_paper.LEADING * SHARP * 72 / 25.4
    assert changed is not None
    assert changed[3] - changed[1] < 2 * line


def test_what_a_label_cannot_hold_goes_on_with_the_next_and_no_word_is_lost():
    label = Label(
        medicine="M" * 200, quantity="21 capsules", sentence="Take one with water. " * 25,
        patient="W" * 120, day="23 November 2026", remark="", pharmacy="P" * 120,
        pharmacy_line="3 Test Lane · 01632 960920",
    )  # fmt: skip

    said = pages(dispense_paper.label_sheet([label, label], MONDAY))

    assert len(said) == 4
    assert said[:2] == said[2:]
    whole = " ".join(said[:2])
    assert whole.count("Take one with water.") == 25
    assert "23 November 2026" in whole
    assert "01632 960920" in whole


def test_a_full_label_is_measured_in_few_tries(monkeypatch):
    broken = []
    breaks = Print._lines
    monkeypatch.setattr(Print, "_lines", lambda *given: broken.append(1) or breaks(*given))
    label = Label(
        medicine="Amoxicillin 500 mg capsules", quantity="21 capsules", day="1 May 2026",
        sentence="Take 1 a day. " + "漢" * 300, patient="李小龍" * 30, remark="",
        pharmacy="李小龍" * 30, pharmacy_line="3 Test Lane",
    )  # fmt: skip

    dispense_paper.label_sheet([label], MONDAY)

    assert len(broken) < 50


def test_a_long_text_of_a_script_without_spaces_asks_for_few_shapings(monkeypatch):
    asked = []
    shaping = TTFFont.perform_harfbuzz_shaping
    monkeypatch.setattr(
        TTFFont,
        "perform_harfbuzz_shaping",
        lambda *given: asked.append(len(given[1])) or shaping(*given),
    )
    paper = Sheet("Long", "Author", "Foot", MONDAY)

    paper.words("ก" * 4000)

    assert len(asked) < 10 * 4000


def test_an_owing_slip_says_what_is_owed_and_until_when(world, clock):
    row, item, _ = supplied(world)

    [said] = pages(perform(world.pharmacist, dispense_paper.owing, row.id).content)

    for word in (item.name, "14 of 28 capsules", "Friday 18 September 2026", "Anna Ash"):
        assert word in said


def test_a_number_on_a_label_stays_with_what_it_counts():
    label = Label(
        medicine="Amoxicillin 500 mg capsules", quantity="21 capsules",
        sentence="Take 1 capsule by mouth three times a day, at most 3 in 24 hours, for 7 days.",
        patient="Maximiliana Wolfeschlegelsteinhausen", day="23 November 2026",
        pharmacy="The Pharmacy on Alder Street", remark="",
        pharmacy_line="3 Test Lane, Testing Town TE5 7NG · 01632 960920",
    )  # fmt: skip

    [page] = lines_of(dispense_paper.label_sheet([label], MONDAY))

    assert len(page) > 6
    assert [
        line
        for line in page
        if line.rstrip(" ,.").rsplit(maxsplit=1)[-1].isdigit()
        and not line.endswith(("2026", "960920"))
    ] == []
    assert not any(line.endswith("TE5") for line in page)


@pytest.mark.parametrize("above", range(1, 9))
def test_the_name_of_what_is_owed_stands_above_it_on_one_page(above):
    name = "Estradiol valerate 2 mg tablets and norethisterone 1 mg tablets, " * 2 + "a long name"
    items = [OwedItem(name=f"{n} {name}", owed="14", of="28 tablets", until="") for n in range(5)]
    slip = OwingSlip(
        code="7QK4-M2XD", patient="Anna Ash", pharmacy="West Pharmacy",
        pharmacy_lines=["1 Lane"] * above,
        items=items, valid_until="20 May 2027", printed_on="23 November 2026", at=MONDAY,
    )  # fmt: skip

    found = pages(dispense_paper.owing_sheet(slip))

    assert len(found) > 1
    assert [page.count("a long name") for page in found] == [page.count("Still") for page in found]


def test_nothing_owed_gives_no_slip_and_a_struck_out_supply_no_label(world, clock):
    row, _, supply = supplied(world, quantity=28)

    with pytest.raises(StepNotPossible, match="Nothing is owed"):
        perform(world.pharmacist, dispense_paper.owing, row.id)
    supply.status, supply.reason = SupplyStatus.RETURNED, "Not collected."
    saved(supply)
    with pytest.raises(StepNotPossible, match="nothing is labelled"):
        perform(world.pharmacist, dispense_paper.labels, row.id, supply.id)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1", "one"), ("28", "twenty-eight"), ("100", "one hundred"), ("2.5", "two point five"),
        ("112", "one hundred and twelve"), ("1040", "one thousand and forty"),
        ("1500.50", "one thousand five hundred point five"), ("0.25", "nought point two five"),
    ],
)  # fmt: skip
def test_quantities_in_words(value, words):
    assert in_words(Decimal(value)) == words


def test_the_end_of_day_on_paper_says_what_is_open_and_for_whom(world, clock):
    row, item, _ = supplied(world)

    said = " ".join(pages(look(world.pharmacist, dispense_day_paper.take).content))

    for word in (
        "End of day", "Monday 14 September 2026", "Anna Ash", item.name,
        "Ready to collect, open: 1", f"{row.code[:4]}-{row.code[4:]}", "Controlled drugs register",
    ):  # fmt: skip
        assert word in said
