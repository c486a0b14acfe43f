"""Which face has a letter: one for Latin and its neighbours, others read when a name needs them.

The scripts are those that the Unicode Standard Annex 31 (tables 5 and 7) calls recommended or in
limited use. The faces lie in `fonts` with their licences.
"""

import unicodedata
from collections.abc import Container, Mapping
from functools import lru_cache
from pathlib import Path

from fpdf.unicode_script import UnicodeScript as Script
from fpdf.unicode_script import get_unicode_script

FONTS = Path(__file__).with_name("fonts")
EAST_ASIA = "DroidSansFallback"
HAN = frozenset({Script.HAN, Script.HIRAGANA, Script.KATAKANA, Script.HANGUL, Script.BOPOMOFO})
TITLES = {
    Script.CANADIAN_ABORIGINAL: "CanadianAboriginal",
    Script.HANIFI_ROHINGYA: "HanifiRohingya",
    Script.KAYAH_LI: "KayahLi",
    Script.MEETEI_MAYEK: "MeeteiMayek",
    Script.NEW_TAI_LUE: "NewTaiLue",
    Script.NKO: "NKo",
    Script.OL_CHIKI: "OlChiki",
    Script.SYLOTI_NAGRI: "SylotiNagri",
    Script.TAI_LE: "TaiLe",
    Script.TAI_THAM: "TaiTham",
    Script.TAI_VIET: "TaiViet",
}
SERIF = {
    Script.TIBETAN: "NotoSerifTibetan-Regular",
    Script.NYIAKENG_PUACHUE_HMONG: "NotoSerifNyiakengPuachueHmong-Regular",
}
NEUTRAL = frozenset({Script.COMMON, Script.INHERITED, Script.UNKNOWN})
JOINERS = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"})
MAY_BREAK = "\N{ZERO WIDTH SPACE}"
WIDE = frozenset({"W", "F"})
EMOJI = 0x1F000
Faces = Mapping[Script, Container[int]]
"""The letters of each face that was read, by script."""


@lru_cache(maxsize=4096)
def script(letter: str) -> Script:
    """Return the script of a letter; signs of East Asia count as Han, joiners as common."""
    found = get_unicode_script(letter)
    if found in HAN or (found in NEUTRAL and _wide(letter)):
        return Script.HAN
    return Script.COMMON if found in NEUTRAL else found


def needed(text: str, plain: Container[int]) -> dict[Script, str]:
    """Return the faces that a text needs beside the plain one, by script.

    A script with one letter that the plain face does not have is written in its own face
    throughout: letters of one word join only within one face.
    """
    beyond = {script(letter) for letter in text if letter != "\n" and ord(letter) not in plain}
    return {one: name for one in sorted(beyond) if (name := _name(one))}


def runs(text: str, plain: Container[int], faces: Faces) -> list[Script]:
    """Return for each letter the script in whose face it is written; common: the plain one.

    Marks, signs and what joins two letters stand in the face of the letter before them; so does
    the place where a line may break, because each change of face costs time.
    """
    found = [Script.COMMON]
    for letter in text:
        own = found[-1] if letter == MAY_BREAK else script(letter)
        if own not in faces and letter != MAY_BREAK:
            own = _face_before(letter, found[-1], plain, faces)
        found.append(own)
    return found[1:]


def _face_before(letter: str, before: Script, plain: Container[int], faces: Faces) -> Script:
    """Return the face of a letter whose script has none of its own here."""
    clings = letter in JOINERS or unicodedata.category(letter).startswith("M")
    if ord(letter) in plain and not clings:
        return Script.COMMON
    if ord(letter) in faces.get(before, ()):
        return before
    if ord(letter) in plain:
        return Script.COMMON
    return next((one for one, letters in faces.items() if ord(letter) in letters), Script.COMMON)


def path(name: str) -> Path:
    """Return the file of a face."""
    return FONTS / f"{name}.ttf"


def _wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in WIDE and ord(letter) < EMOJI


@lru_cache
def _name(one: Script) -> str:
    """Return the face of a script, or nothing when there is none."""
    if one is Script.HAN:
        return EAST_ASIA
    name = SERIF.get(one) or f"NotoSans{TITLES.get(one, one.name.title())}-Regular"
    return name if path(name).exists() else ""
