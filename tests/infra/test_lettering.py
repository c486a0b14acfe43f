"""Letters on paper: each face prints its own, words join and turn as their script wants it."""

from datetime import UTC, datetime
from unicodedata import category, normalize

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from fpdf.unicode_script import UnicodeScript as Script

from portal.infra.lettering import (
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    breakable,
    direction,
    on_paper,
    printable,
)
from portal.infra.pdf import BODY, INK, MARGIN, Sheet
from portal.infra.typeface import FONTS, needed, path, runs, script

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
PLAIN = frozenset(TTFont(path("DejaVuSans")).getBestCmap())
SHARED = "\N{ZERO WIDTH SPACE}"


def faces():
    """Each script with a face of its own, and letters of it that the plain face does not have."""
    for file in sorted(FONTS.glob("*.ttf")):
        if file.stem.startswith("DejaVu"):
            continue
        letters: dict[Script, list[str]] = {}
        for code in TTFont(file, lazy=True).getBestCmap():
            if category(chr(code)) in {"Lo", "Lu", "Ll"}:
                letters.setdefault(script(chr(code)), []).append(chr(code))
        own, found = max(letters.items(), key=lambda each: len(each[1]))
        yield pytest.param(own, file.stem, found, id=file.stem)


def sheet(text):
    paper = Sheet("Title", "Author", "Foot", NOON)
    paper.words(text)
    return paper


def said(paper):
    with pypdfium2.PdfDocument(paper.written()) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf).replace("\r", "")


@pytest.mark.parametrize(("own", "name", "letters"), faces())
def test_each_face_is_found_by_its_script_and_prints_its_letters(own, name, letters):
    some = [normalize("NFC", one) for one in letters[:: max(1, len(letters) // 30)]]

    paper = sheet(" ".join(some))
    read = set(normalize("NFKC", said(paper)))

    assert paper.incomplete is False
    if own is not Script.ARABIC:
        assert set(needed("".join(letters), PLAIN).values()) == {name}
    missed = {one for one in some if not set(normalize("NFKC", one)) <= read}
    assert missed == set()


def test_a_plain_text_reads_no_further_face():
    assert needed("Zoë Ødegård · 28 capsules, 5 µg – Ελένη Жанна", PLAIN) == {}


def test_a_script_with_one_letter_beyond_the_plain_face_is_written_in_its_own_throughout():
    assert needed("محمد", PLAIN) == {}
    assert needed("محمد\N{ARABIC LETTER BEH WITH DOT BELOW AND THREE DOTS ABOVE}", PLAIN) == {
        Script.ARABIC: "NotoSansArabic-Regular"
    }


def test_marks_and_joiners_stay_in_the_face_of_their_letter():
    name = "ශ්\N{ZERO WIDTH JOINER}රී x"

    placed = runs(name, PLAIN, {Script.SINHALA: {ord(letter) for letter in name}})

    assert placed == [Script.SINHALA] * 5 + [Script.COMMON] * 2


@pytest.mark.parametrize(
    ("line", "base", "left_to_right"),
    [
        ("Dr محمد", LEFT_TO_RIGHT, ["Dr ", "محمد"]),
        ("محمد Ash 5", RIGHT_TO_LEFT, ["Ash 5", "محمد "]),
    ],
)
def test_a_line_stands_in_the_order_of_the_paper(line, base, left_to_right):
    placed = [letters for letters, _, _ in on_paper(line, [Script.COMMON] * len(line), base)]

    assert placed == left_to_right


def test_a_number_after_arabic_words_stands_to_their_left():
    line = "ab محمد 12 cd"

    placed = [part[0] for part in on_paper(line, [Script.COMMON] * len(line), LEFT_TO_RIGHT)]

    assert placed.index("12") < next(at for at, part in enumerate(placed) if "محمد" in part)


def test_words_of_two_faces_from_right_to_left_keep_their_order():
    content = sheet("שלום ܝܘܚܢܢ Ash").written()

    with pypdfium2.PdfDocument(content) as pdf:
        text = pdf[0].get_textpage()
        lefts = {
            letter: text.get_charbox(at)[0]
            for at, letter in enumerate(text.get_text_range().split("\r")[0])
        }
    assert lefts["A"] < lefts["ܝ"] < lefts["ש"]


@pytest.mark.parametrize("base", [LEFT_TO_RIGHT, RIGHT_TO_LEFT])
def test_a_joiner_does_not_tear_a_persian_word_apart(base):
    line = "مریم می\N{ZERO WIDTH NON-JOINER}خواهم"

    assert [part[0] for part in on_paper(line, [Script.COMMON] * len(line), base)] == [line]


def test_a_text_goes_the_way_of_its_first_letter():
    assert direction("12 محمد Ash") is RIGHT_TO_LEFT
    assert direction("12 Ash محمد") is LEFT_TO_RIGHT


def width(paper, text):
    """How wide a text stands once its letters are shaped, in millimetres."""
    paper.pen(BODY, INK)
    with paper._shaping():
        return paper.get_string_width(paper.fit(text))


def test_arabic_letters_are_joined():
    paper = Sheet("Title", "Author", "Foot", NOON)

    joined, apart = width(paper, "عععع"), 4 * width(paper, "ع")

    assert joined < 0.9 * apart


@pytest.mark.parametrize(
    "text",
    [
        "يجب على المريض تناول الدواء ثلاث مرات في اليوم بعد الأكل وشرب الكثير من الماء. " * 4,
        "患者需要每天服用三次药物，请在饭后服用，并且多喝水。" * 8,
        "ผู้ป่วยต้องรับประทานยาวันละสามครั้งหลังอาหารและดื่มน้ำมากๆหากมีอาการผิดปกติ" * 5,
        "रोगी को भोजन के बाद दिन में तीन बार दवा लेनी चाहिए और खूब पानी पीना चाहिए। " * 6,
    ],
)
def test_a_long_text_breaks_into_lines_that_end_before_the_margin(text):
    paper = sheet(text)

    with pypdfium2.PdfDocument(paper.written()) as pdf:
        picture = pdf[0].render(scale=2).to_pil().convert("L")
        points = pdf[0].get_width()

    edge = round((points - MARGIN * 72 / 25.4) * 2) + 4
    body = picture.crop((edge, 0, picture.width, round(picture.height * 0.85)))
    assert body.getextrema() == (255, 255)
    assert len([line for line in said(paper).splitlines() if line]) > 3


def test_chinese_breaks_between_letters_but_not_before_a_full_stop():
    assert breakable("多喝水。再").replace(SHARED, "|") == "多|喝|水。|再"


def test_thai_breaks_inside_a_run_only_when_it_is_longer_than_a_line_bears():
    short, long = "สมชาย", "ผู้ป่วยต้องรับประทานยาวันละสามครั้ง"

    parts = breakable(long).split(SHARED)

    assert breakable(short) == short
    assert "".join(parts) == long
    assert not any(category(part[0]).startswith("M") or part[-1] in "เแโใไ" for part in parts)


def test_what_no_paper_shows_is_left_out_and_what_joins_letters_stays():
    assert printable("a\x00b\N{RIGHT-TO-LEFT OVERRIDE}c\ud800") == "abc"
    assert printable("ක්\N{ZERO WIDTH JOINER}ෂ") == "ක්\N{ZERO WIDTH JOINER}ෂ"
    assert printable("\N{ZERO WIDTH JOINER}a \N{ZERO WIDTH NON-JOINER}") == "a "


def test_a_text_that_looks_like_the_count_of_pages_stays_a_text():
    assert "{nb} x" in said(sheet("{nb} x"))
