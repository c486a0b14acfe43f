"""The built-in formulary: broad enough, and true to itself and to another list of names."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from portal.domain.medicine import Schedule
from portal.infra.formulary import BUILT_IN
from portal.services.formulary_file import read

MICROGRAMS = {
    "g": Decimal(10**6), "mg": Decimal(1000), "ug": Decimal(1), "ng": Decimal("0.001"),
}  # fmt: skip
WRITTEN = {"micrograms": "ug", "microgram": "ug", "nanograms": "ng"}
COUNTED = {
    "tablet", "capsule", "suppository", "pessary", "patch", "plaster", "sachet", "ml", "nebule",
    "lozenge", "ampoule", "syringe", "implant", "enema",
}  # fmt: skip
"""One of these in a pack is one dose."""

CONTROLLED = {
    "morphine": "cd2 cd5", "oxycodone": "cd2", "fentanyl": "cd2", "methadone": "cd2",
    "pethidine": "cd2", "tapentadol": "cd2", "methylphenidate": "cd2", "lisdexamfetamine": "cd2",
    "dexamfetamine": "cd2", "ketamine": "cd2", "nabilone": "cd2", "sodium oxybate": "cd2",
    "buprenorphine": "cd3", "tramadol": "cd3", "gabapentin": "cd3", "pregabalin": "cd3",
    "temazepam": "cd3", "phenobarbital": "cd3", "midazolam": "cd3", "diazepam": "cd4",
    "lorazepam": "cd4", "oxazepam": "cd4", "chlordiazepoxide": "cd4", "nitrazepam": "cd4",
    "loprazolam": "cd4", "clobazam": "cd4", "clonazepam": "cd4", "zopiclone": "cd4",
    "zolpidem": "cd4", "testosterone": "cd4", "codeine": "cd5", "dihydrocodeine": "cd5",
    "diphenoxylate": "cd5", "cannabidiol": "cd5",
}  # fmt: skip
"""Misuse of Drugs Regulations 2001 as amended: morphine is schedule 5 only at 13 mg/5 ml or less,
codeine and dihydrocodeine when taken by mouth."""

UNLISTED = {
    # Devices, mixtures and vaccines, which a list of drug names leaves out.
    "blood glucose test strips", "blood ketone test strips", "flash glucose sensor",
    "insulin pen needles", "lancets", "spacer device", "peak flow meter",
    "copper intrauterine device", "antimicrobial emollient", "aqueous cream", "cetraben emollient",
    "emulsifying ointment", "hydrous emulsifying ointment", "white soft paraffin", "lanolin",
    "electrolytes", "oral rehydration salts", "macrogol 3350", "multivitamins",
    "vitamin B compound strong", "COVID-19 mRNA vaccine", "diphtheria", "tetanus", "measles",
    "mumps", "poliomyelitis vaccine", "typhoid polysaccharide vaccine",
    # Insulins by how they are made, and one steroid by the size of its particles.
    "insulin aspart biphasic 30", "insulin lispro biphasic 25", "insulin isophane human",
    "insulin isophane biphasic human 30", "insulin soluble human", "beclometasone (extrafine)",
    # What bodies, plants and foods hold as well: the list avoids these as common words.
    "adrenaline", "estradiol", "estriol", "progesterone", "testosterone", "thiamine", "glucose",
    "glycerol", "nicotine", "urea", "sorbitol", "capsaicin", "glucosamine", "senna", "calamine",
    # British names and salts that the list has under another spelling.
    "magnesium glycerophosphate", "methenamine hippurate", "pancreatin", "podophyllotoxin",
    "sodium alginate", "sodium cromoglicate", "sodium picosulfate",
}  # fmt: skip

COMMON = {"sodium", "potassium", "calcium", "vaccine", "human", "carbonate", "hydrochloride"}
"""Words that many substances share."""

DISAGREES = {
    "Benadryl": "acrivastine in Britain, diphenhydramine in America",
    "Desmotabs": "the list has its chemical name",
    "Dulcolax Pico": "the list knows Dulcolax alone, which is bisacodyl",
    "Eltroxin": "levothyroxine, which the list calls thyroxine",
    "EpiPen": "adrenaline is epinephrine in America",
    "EpiPen Jr": "adrenaline is epinephrine in America",
    "Evra": "the list has its class",
    "Gaviscon Advance": "the list has no substances for it",
    "Kwells": "hyoscine is scopolamine in America",
    "Nitrolingual": "glyceryl trinitrate is nitroglycerin in America",
    "Sominex": "promethazine in Britain, diphenhydramine in America",
    "Vagifem": "the list has its class, estrogen",
}
"""Brands for which the other list says something else, and why ours stands."""


@cache
def facts() -> list[dict[str, Any]]:
    return read(BUILT_IN.read_bytes())


def parts(substance: str) -> list[str]:
    return substance.split(" + ")


def named(one: dict[str, Any]) -> str:
    return f"{one['code']} {one['substance']} {one['strength']} {one['form']}"


def test_it_is_broad_enough_for_a_general_practice():
    products = facts()

    groups = Counter(one["atc"][:1] for one in products)
    assert len(products) >= 650
    assert len({one["substance"] for one in products}) >= 400
    assert all(groups[letter] >= 10 for letter in "ABCDGHJLMNRS"), groups


def test_no_product_and_no_code_is_there_twice():
    same = ("substance", "strength", "form", "route", "pack_unit", "pack_size", "doses_per_unit")
    counted = Counter(tuple(one[name] for name in same) for one in facts())

    assert [key for key, count in counted.items() if count > 1] == []
    assert all(re.fullmatch(r"H\d{4}", one["code"]) for one in facts())


def test_one_tablet_is_one_dose_and_a_millilitre_has_twenty_drops():
    wrong = [
        named(one)
        for one in facts()
        if (one["pack_unit"] in COUNTED and one["dose_unit"] == one["pack_unit"]
            and one["doses_per_unit"] != 1)
        or (one["dose_unit"] == "drop" and one["pack_unit"] == "ml" and one["doses_per_unit"] != 20)
        or ("tablet" in one["form"] and one["dose_unit"] != "tablet")
        or (one["form"].endswith("capsule") and one["dose_unit"] != "capsule")
    ]  # fmt: skip

    assert wrong == []


def test_the_amount_is_what_the_strength_says():
    """The first substance named is the one whose amount and maximum are given."""
    wrong = [named(one) for one in facts() if not agrees(one)]

    assert wrong == []


def agrees(one: dict[str, Any]) -> bool:
    unit = one["amount_unit"].partition("/")[0]
    found = re.match(r"([\d.]+) ?(mg|g|micrograms?|nanograms) ?", one["strength"])
    if one["amount"] is None or not found or unit not in MICROGRAMS or "pen" in one["form"]:
        return one["amount"] is not None or not (found and one["form"] in ("tablet", "capsule"))
    value, per = Decimal(found[1]), Decimal(1)
    if one["dose_unit"] in ("ml", "drop"):
        volume = re.search(r"/([\d.]*) ?ml$", one["strength"])
        per = Decimal((volume and volume[1]) or 1) * (20 if one["dose_unit"] == "drop" else 1)
    written = value * MICROGRAMS[WRITTEN.get(found[2], found[2])] / per
    return written == one["amount"] * MICROGRAMS[unit]


def test_a_strength_names_as_many_substances_as_the_product_has():
    wrong = [
        named(one)
        for one in facts()
        if one["form"] in ("tablet", "capsule") and " + " in one["substance"] and one["strength"]
        and one["strength"].count("/") + 1 != len(parts(one["substance"]))
    ]  # fmt: skip

    assert wrong == []


def test_a_maximum_holds_at_least_one_dose_and_no_absurd_number_of_them():
    doses = {named(one): one["max_daily"] / one["amount"] for one in facts() if one["max_daily"]}

    assert {name: count for name, count in doses.items() if not 1 <= count <= 200} == {}


def test_the_same_substance_and_route_has_one_maximum_in_one_form():
    most: dict[tuple[str, str, str, str], set[Decimal]] = {}
    for one in facts():
        if one["max_daily"]:
            scale = MICROGRAMS.get(one["amount_unit"], Decimal(1))
            key = (one["substance"], one["route"], one["form"], one["atc"])
            most.setdefault(key, set()).add(one["max_daily"] * scale)

    assert {key: found for key, found in most.items() if len(found) > 1} == {}


def test_every_controlled_substance_has_its_schedule_and_no_other_has_one():
    wrong = [
        (named(one), one["schedule"])
        for one in facts()
        if str(one["schedule"]) not in allowed(one["substance"])
    ]

    assert wrong == []
    assert {part for one in facts() for part in parts(one["substance"])} >= set(CONTROLLED)


def allowed(substance: str) -> list[str]:
    """The strictest part decides."""
    found = sorted(CONTROLLED[part] for part in parts(substance) if part in CONTROLLED)
    return found[0].split() if found else [Schedule.NONE.value]


def test_only_weak_morphine_to_drink_is_schedule_5():
    weak = {(one["form"], one["strength"]) for one in facts()
            if one["substance"] == "morphine" and one["schedule"] is Schedule.CD5}  # fmt: skip

    assert weak == {("oral solution", "10 mg/5 ml")}


@pytest.mark.parametrize(
    "substance",
    ["sodium valproate", "methotrexate", "isotretinoin", "warfarin", "ramipril", "atorvastatin",
     "topiramate", "acitretin", "mycophenolate mofetil", "misoprostol", "finasteride"],
)  # fmt: skip
def test_what_harms_an_unborn_child_says_so(substance):
    said = {one["pregnancy"] for one in facts() if one["substance"] == substance}

    assert {str(one) for one in said} == {"avoid"}


@pytest.fixture(scope="module")
def listed() -> dict[str, list[str]]:
    """Another list: each name, and the substances that it may stand for."""
    finder = pytest.importorskip("drug_named_entity_recognition.drugs_finder")
    return finder.drug_variant_to_canonical


def test_every_substance_is_known_to_another_list(listed):
    substances = {part for one in facts() for part in parts(one["substance"])}

    assert {one for one in substances if one.lower() not in listed} == UNLISTED


def test_a_brand_stands_for_the_same_substance_in_another_list(listed):
    checked, wrong = 0, set[str]()
    for brand, substance in sorted(
        {(b, one["substance"]) for one in facts() for b in one["brands"]}
    ):
        theirs = listed.get(brand.lower()) or listed.get(brand.split()[0].lower())
        if theirs:
            checked += 1
            if not alike(theirs, substance, listed):
                wrong.add(brand)

    assert checked > 450
    assert wrong == set(DISAGREES)


def alike(theirs: list[str], substance: str, listed: dict[str, list[str]]) -> bool:
    """Whether two names of a substance are one, or share the beginning of a telling word."""
    ours = {substance, *parts(substance)}
    ours |= {name for part in parts(substance) for name in listed.get(part.lower(), ())}
    return bool(stems(ours) & stems(theirs))


def stems(names: Iterable[str]) -> set[str]:
    words = {word for name in names for word in re.findall(r"[a-z]{5,}", name.lower())}
    return {word.replace("ch", "c").replace("y", "i")[:5] for word in words - COMMON}
