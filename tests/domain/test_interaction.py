"""The tables of the checks: well formed, about medicines that exist, and right where it matters."""

import csv
from decimal import Decimal
from functools import cache
from itertools import combinations

import pytest

from portal.domain import allergen, weekly
from portal.domain.allergy_class import BY_NAME, CLASSES
from portal.domain.dosage import Dosage
from portal.domain.dosage_word import Frequency
from portal.domain.duplicate import GROUPS, duplicate
from portal.domain.interaction import INTERACTIONS, between
from portal.domain.medicine import DoseForm, Route
from portal.domain.prescription_word import WarningSeverity
from portal.domain.substance import agent, canonical, is_class, parts
from portal.infra.formulary import BUILT_IN

X, S, C = WarningSeverity
NOTHING = None


@cache
def catalogue():
    """Every product of the built-in formulary, as the checks see it."""
    rows = csv.DictReader(BUILT_IN.read_text(encoding="utf-8").splitlines())
    return [agent(row["substance"], row["atc"], Route(row["route"])) for row in rows]


def product(name, route=None):
    """The first product of the formulary with exactly these substances."""
    held = parts(name)
    return next(
        one for one in catalogue() if one.parts == held and (route is None or one.route is route)
    )


KNOWN_PAIRS = [
    ("warfarin", "ibuprofen", S),
    ("warfarin", "aspirin", S),
    ("warfarin", "clarithromycin", S),
    ("warfarin", "metronidazole", S),
    ("warfarin", "co-trimoxazole", S),
    ("warfarin", "apixaban", X),
    ("apixaban", "naproxen", S),
    ("rivaroxaban", "carbamazepine", S),
    ("sertraline", "phenelzine", X),
    ("sertraline", "linezolid", X),
    ("sertraline", "tramadol", S),
    ("co-codamol", "diazepam", S),
    ("morphine", "pregabalin", S),
    ("morphine", "zopiclone", S),
    ("naltrexone", "codeine", X),
    ("simvastatin", "clarithromycin", X),
    ("simvastatin", "amlodipine", S),
    ("simvastatin", "sodium fusidate", X),
    ("methotrexate", "trimethoprim", X),
    ("methotrexate", "co-trimoxazole", X),
    ("methotrexate", "naproxen", S),
    ("ramipril", "spironolactone", S),
    ("ramipril", "potassium chloride", S),
    ("ramipril", "losartan", S),
    ("ramipril", "sacubitril + valsartan", X),
    ("lisinopril", "trimethoprim", S),
    ("sildenafil", "isosorbide mononitrate", X),
    ("tadalafil", "nicorandil", X),
    ("clopidogrel", "omeprazole", S),
    ("digoxin", "amiodarone", S),
    ("digoxin", "furosemide", C),
    ("lithium carbonate", "ibuprofen", S),
    ("lithium carbonate", "bendroflumethiazide", S),
    ("lithium carbonate", "losartan + hydrochlorothiazide", S),
    ("bisoprolol", "verapamil", S),
    ("propranolol", "salbutamol", S),
    ("citalopram", "domperidone", X),
    ("citalopram", "clarithromycin", S),
    ("amiodarone", "sotalol", S),
    ("azathioprine", "allopurinol", S),
    ("rifampicin", "ethinylestradiol + levonorgestrel", S),
    ("carbamazepine", "desogestrel", S),
    ("clarithromycin", "colchicine", S),
    ("ciprofloxacin", "theophylline", S),
    ("ciprofloxacin", "tizanidine", X),
    ("doxycycline", "isotretinoin", X),
    ("levothyroxine", "ferrous sulfate", C),
    ("tamoxifen", "paroxetine", S),
    ("lamotrigine", "sodium valproate", S),
    ("levodopa + carbidopa", "metoclopramide", X),
    ("quetiapine", "erythromycin", X),
    ("ticagrelor", "clarithromycin", X),
    ("nirmatrelvir + ritonavir", "simvastatin", X),
    ("gliclazide", "fluconazole", S),
    ("phenytoin", "fluconazole", S),
]
NO_PAIRS = [
    ("paracetamol", "amoxicillin"),
    ("warfarin", "paracetamol"),
    ("clopidogrel", "lansoprazole"),
    ("simvastatin", "ramipril"),
    ("pravastatin", "clarithromycin"),
    ("levothyroxine", "ramipril"),
    ("sertraline", "amoxicillin"),
    ("metformin", "ramipril"),
    ("doxycycline", "adapalene + benzoyl peroxide"),
    ("simvastatin", "erythromycin + zinc acetate"),
    ("haloperidol", "haloperidol"),
]


def test_at_least_sixty_pairs_are_known():
    assert len(INTERACTIONS) >= 60


@pytest.mark.parametrize("row", INTERACTIONS, ids=[f"{i.one[0]}-{i.other[0]}-{n}" for n, i in
                                                   enumerate(INTERACTIONS)])  # fmt: skip
def test_an_interaction_is_about_medicines_that_exist_and_says_what_to_do(row):
    missing = [
        term for term in (*row.one, *row.other) if not any(one.fits(term) for one in catalogue())
    ]

    assert missing == []
    assert row.source
    assert row.effect.endswith(".")
    assert row.advice.endswith(".")
    assert all(is_class(term) or term == canonical(term) for term in (*row.one, *row.other))


@pytest.mark.parametrize(("one", "other", "severity"), KNOWN_PAIRS)
def test_a_well_known_pair_is_found_in_either_order(one, other, severity):
    a, b = product(one), product(other)

    assert between(a, b).severity is severity
    assert between(b, a) == between(a, b)


@pytest.mark.parametrize(("one", "other"), NO_PAIRS)
def test_medicines_that_go_together_are_left_alone(one, other):
    assert between(product(one), product(other)) is NOTHING


def test_what_is_put_on_the_skin_does_not_interact_like_what_is_swallowed():
    gel, tablet = product("ibuprofen", Route.SKIN), product("ibuprofen", Route.ORAL)
    warfarin = product("warfarin")

    assert between(warfarin, gel) is NOTHING
    assert between(warfarin, tablet).severity is S


def test_timolol_in_the_eye_does_reach_the_airways():
    assert between(product("timolol"), product("salbutamol")).severity is S


def test_a_capsule_against_acne_acts_everywhere_although_its_code_is_of_the_skin():
    assert not product("isotretinoin").is_local


def test_every_group_of_duplicates_has_members():
    classes = {what: atc for what, (atc, _) in GROUPS.items()}

    empty = [w for w, atc in classes.items() if not any(a.atc.startswith(atc) for a in catalogue())]

    assert empty == []


@pytest.mark.parametrize(
    ("one", "other", "what", "severity"),
    [
        ("paracetamol", "paracetamol", "paracetamol", S),
        ("paracetamol", "co-codamol", "paracetamol", S),
        ("ibuprofen", "naproxen", "anti-inflammatory painkiller (NSAID)", S),
        ("simvastatin", "atorvastatin", "statin", S),
        ("ramipril", "lisinopril", "ACE inhibitor", S),
        ("omeprazole", "lansoprazole", "acid-lowering medicine (PPI)", C),
        ("warfarin", "warfarin", "warfarin", C),
        ("hydrocortisone", "hydrocortisone", "hydrocortisone", C),
        ("tiotropium", "umeclidinium + vilanterol", "inhaled long-acting antimuscarinic", S),
    ],
)
def test_two_that_do_the_same_are_found(one, other, what, severity):
    found = duplicate(product(one), product(other))

    assert (found.what, found.severity) == (what, severity)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("insulin glargine", "insulin aspart"),
        ("salbutamol", "salmeterol"),
        ("salbutamol", "salbutamol"),
        ("salbutamol", "beclometasone + formoterol"),
        ("ramipril", "amlodipine"),
        ("paracetamol", "ibuprofen"),
        ("aspirin", "clopidogrel"),
    ],
)
def test_two_that_belong_together_are_left_alone(one, other):
    assert duplicate(product(one), product(other)) is NOTHING


def test_a_cream_beside_a_tablet_of_the_same_substance_is_no_duplicate():
    cream, tablet = product("terbinafine", Route.SKIN), product("terbinafine", Route.ORAL)

    assert duplicate(cream, tablet) is NOTHING
    assert duplicate(tablet, cream) is NOTHING
    assert duplicate(tablet, tablet) is not NOTHING


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("Co-codamol", {"paracetamol", "codeine"}),
        ("CO-AMOXICLAV", {"amoxicillin", "clavulanic acid"}),
        ("Sertraline hydrochloride", {"sertraline"}),
        ("sodium valproate", {"sodium valproate"}),
        ("Frusemide", {"furosemide"}),
        ("beclometasone (extrafine)", {"beclometasone"}),
        ("lithium", {"lithium carbonate"}),
        ("fluticasone propionate + salmeterol", {"fluticasone", "salmeterol"}),
    ],
)
def test_a_substance_has_one_spelling(written, held):
    assert parts(written) == held


def test_classes_of_allergies_are_well_formed():
    assert len(BY_NAME) == len(CLASSES)
    assert [one.name for one in CLASSES if not one.source] == []
    assert [name for one in CLASSES for name in one.akin if name not in BY_NAME] == []
    assert [one.name for one in CLASSES if not (one.atc or one.substances)] == []


SUBSTANCES = frozenset(part for one in catalogue() for part in one.parts)


@pytest.mark.parametrize(
    ("written", "medicine", "how"),
    [
        ("Penicillin", "amoxicillin", "class"),
        ("penicilin", "flucloxacillin", "class"),
        ("PENICILLINS", "amoxicillin + clavulanic acid", "class"),
        ("Penicillin allergy (anaphylaxis)", "phenoxymethylpenicillin", "class"),
        ("Penicillin and erythromycin", "amoxicillin", "class"),
        ("Penicillin and erythromycin", "clarithromycin", "class"),
        ("amoxycillin", "amoxicillin", "same"),
        ("Augmentin", "amoxicillin", "same"),
        ("Augmentin", "flucloxacillin", "class"),
        ("Penicillin", "cefalexin", "akin"),
        ("cephalosporins", "amoxicillin", "akin"),
        ("Septrin", "trimethoprim", "same"),
        ("Trimethoprim", "co-trimoxazole", "same"),
        ("sulfa drugs", "co-trimoxazole", "class"),
        ("sulphonamides", "sulfasalazine", "class"),
        ("Nurofen", "ibuprofen", "same"),
        ("NSAIDs", "naproxen", "class"),
        ("ibuprofen", "aspirin", "class"),
        ("aspirin", "diclofenac", "class"),
        ("clarithromicin", "erythromycin", "class"),
        ("codeine", "morphine", "class"),
        ("codeine", "co-codamol", "same"),
        ("statins", "simvastatin", "class"),
        ("ramipril", "lisinopril", "class"),
        ("ACE inhibitors", "losartan", "akin"),
        ("local anaesthetics", "lidocaine", "class"),
        ("allopurinol", "allopurinol", "same"),
        ("Iodine", "amiodarone", "class"),
        ("peanuts", "isotretinoin", "class"),
        ("egg white", "influenza vaccine", "class"),
        ("tetracyclines", "doxycycline", "class"),
        ("ciproxin", "levofloxacin", "class"),
        ("Paracetamol", "co-codamol", "same"),
    ],
)
def test_an_allergy_as_people_write_it_speaks_against_the_medicine(written, medicine, how):
    what = allergen.read(written, SUBSTANCES)

    assert allergen.against(what, product(medicine)).how == how


@pytest.mark.parametrize(
    ("written", "medicine"),
    [
        ("Penicillin", "clarithromycin"),
        ("Trimethoprim", "amoxicillin"),
        ("sulfa drugs", "furosemide"),
        ("paracetamol", "ibuprofen"),
        ("grass pollen", "amoxicillin"),
        ("latex", "amoxicillin"),
        ("penicillamine", "amoxicillin"),
    ],
)
def test_an_allergy_leaves_other_medicines_alone(written, medicine):
    assert allergen.against(allergen.read(written, SUBSTANCES), product(medicine)) is NOTHING


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("grass pollen", True),
        ("Strawberries", True),
        ("penicillin", True),
        ("vancomycin", True),
        ("latex", False),
        ("some antibiotic", False),
        ("a blue tablet", False),
    ],
)
def test_an_allergy_that_cannot_be_read_is_known_not_to_be(written, understood):
    assert allergen.read(written, SUBSTANCES).is_understood is understood


def test_no_product_of_the_formulary_is_unknown_as_an_allergy():
    unread = [one for one in SUBSTANCES if not allergen.read(one, SUBSTANCES).is_understood]

    assert unread == []


@pytest.mark.parametrize(
    ("substance", "strength", "frequency", "wrong"),
    [
        ("methotrexate", "2.5 mg", Frequency.WEEKLY, ""),
        ("methotrexate", "2.5 mg", Frequency.ONCE, ""),
        ("methotrexate", "2.5 mg", Frequency.ONCE_DAILY, "methotrexate"),
        ("methotrexate", "10 mg", Frequency.TWICE_WEEKLY, "methotrexate"),
        ("methotrexate", "2.5 mg", Frequency.WHEN_NEEDED, "methotrexate"),
        ("alendronic acid", "70 mg", Frequency.ONCE_DAILY, "alendronic acid"),
        ("alendronic acid", "10 mg", Frequency.ONCE_DAILY, ""),
        ("paracetamol", "500 mg", Frequency.FOUR_DAILY, ""),
    ],
)
def test_a_weekly_medicine_taken_more_often_is_found(substance, strength, frequency, wrong):
    taken = Dosage(Decimal(1), "tablet", Route.ORAL, DoseForm.TABLET, frequency)

    assert weekly.too_often(agent(substance, route=Route.ORAL), strength, taken) == wrong


def test_any_two_products_can_be_compared():
    some = list({one.parts: one for one in catalogue()}.values())

    found = sum(between(a, b) is not NOTHING for a, b in combinations(some[::4], 2))

    assert found > 50
