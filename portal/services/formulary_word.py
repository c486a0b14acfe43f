"""What people call medicines and their forms, and what they prescribe every day."""

import re
import unicodedata
from itertools import pairwise

OTHER_NAMES = {
    "acetaminophen": "paracetamol", "albuterol": "salbutamol", "amoxycillin": "amoxicillin",
    "bendrofluazide": "bendroflumethiazide", "beclomethasone": "beclometasone",
    "cephalexin": "cefalexin", "chlorpheniramine": "chlorphenamine",
    "cholecalciferol": "colecalciferol", "co-amilofruse": "furosemide + amiloride",
    "co-amoxiclav": "amoxicillin + clavulanic acid", "co-beneldopa": "levodopa + benserazide",
    "co-careldopa": "levodopa + carbidopa", "co-codamol": "paracetamol + codeine",
    "co-cyprindiol": "cyproterone + ethinylestradiol",
    "co-dydramol": "paracetamol + dihydrocodeine", "co-fluampicil": "flucloxacillin + ampicillin",
    "co-phenotrope": "diphenoxylate + atropine",
    "co-trimoxazole": "sulfamethoxazole + trimethoprim", "cyclosporin": "ciclosporin",
    "dothiepin": "dosulepin", "epinephrine": "adrenaline", "frusemide": "furosemide",
    "GTN": "glyceryl trinitrate", "indomethacin": "indometacin",
    "ISMN": "isosorbide mononitrate", "lignocaine": "lidocaine", "mesalamine": "mesalazine",
    "nitroglycerin": "glyceryl trinitrate", "penicillin V": "phenoxymethylpenicillin",
    "phenobarbitone": "phenobarbital", "phytonadione": "phytomenadione",
    "sulphasalazine": "sulfasalazine", "thyroxine": "levothyroxine",
    "vitamin B1": "thiamine", "vitamin B12": "hydroxocobalamin", "vitamin B6": "pyridoxine",
    "vit B12": "hydroxocobalamin", "vit D": "colecalciferol",
    "vitamin C": "ascorbic acid", "vitamin D": "colecalciferol", "vitamin K": "phytomenadione",
}  # fmt: skip
"""Names that are no brand: older ones, those of other countries, and those of two together."""

_EVERYDAY = """
    alendronic acid, allopurinol, amitriptyline, amlodipine, amoxicillin, apixaban, aspirin,
    atenolol, atorvastatin, beclometasone, bendroflumethiazide, betamethasone valerate, bisoprolol,
    candesartan, cefalexin, cetirizine, citalopram, clarithromycin, clopidogrel, clotrimazole,
    codeine, colecalciferol, desogestrel, diazepam, diclofenac, digoxin, doxazosin, doxycycline,
    empagliflozin, estradiol, ferrous fumarate, flucloxacillin, fluoxetine, folic acid, furosemide,
    gabapentin, gliclazide, hydrocortisone, ibuprofen, indapamide, lansoprazole, levothyroxine,
    lisinopril, loratadine, losartan, metformin, mirtazapine, morphine, naproxen, nitrofurantoin,
    omeprazole, paracetamol, paracetamol + codeine, phenoxymethylpenicillin, prednisolone,
    pregabalin, propranolol, ramipril, rosuvastatin, salbutamol, sertraline, simvastatin,
    tamsulosin, tramadol, trimethoprim, venlafaxine, warfarin, zopiclone
"""
EVERYDAY = frozenset(name.strip() for name in _EVERYDAY.split(","))
"""What general practice prescribes most: it comes before what fits as well."""

FORMS = {
    "tablet": "tab tabs tablets", "capsule": "cap caps capsules",
    "modified-release": "mr sr xl er la cr pr xr prolonged slow retard",
    "gastro-resistant": "ec gr enteric coated", "oral solution": "liquid syrup elixir soln",
    "oral suspension": "liquid syrup susp", "oral powder": "sachet sachets",
    "granules": "sachet sachets", "inhaler": "inh inhalers mdi puffer",
    "inhalation powder": "inh inhaler dpi", "nebuliser liquid": "neb nebs nebules nebuliser",
    "ointment": "oint", "suppository": "supp supps suppositories", "pessary": "pessaries",
    "transdermal patch": "patches", "medicated plaster": "patch plasters",
    "injection": "inj vial ampoule amp", "pre-filled pen": "pens prefilled flexpen kwikpen",
    "pre-filled syringe": "syringes prefilled inj injection", "orodispersible": "odt melt melts",
    "dispersible": "soluble", "effervescent": "soluble", "nasal spray": "nose",
    "nasal drops": "nose", "eye drops": "eyedrops drop", "ear drops": "eardrops drop",
    "oral drops": "drop", "device": "strips needles",
}  # fmt: skip
"""The words of a dose form, and how else people write them."""

USUAL_FORMS = (
    "tablet", "capsule", "gastro-resistant capsule", "gastro-resistant tablet", "inhaler",
    "modified-release tablet", "modified-release capsule", "cream", "eye drops", "nasal spray",
    "ointment", "gel", "oral suspension", "oral solution",
)  # fmt: skip
"""Which form is meant when none was said, the likeliest first."""

UNITS = {
    "g": 1e6, "gram": 1e6, "grams": 1e6, "mg": 1e3, "milligrams": 1e3, "mcg": 1.0, "ug": 1.0,
    "microgram": 1.0, "micrograms": 1.0, "ng": 1e-3, "nanograms": 1e-3,
}  # fmt: skip
"""How many micrograms one of it is."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+")
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("rh", "r"), ("ch", "k"), ("ck", "k"), ("qu", "kw"), ("x", "ks"),
    ("ae", "e"), ("oe", "e"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("z", "s"),
    ("y", "i"), ("ei", "i"), ("ie", "i"), ("w", "v"), ("j", "g"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


def tokens(text: str) -> list[str]:
    """Return words and numbers, in small letters and without accents."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("µ", "u"))
    return _TOKEN.findall("".join(c for c in plain if not unicodedata.combining(c)))


def sound(word: str) -> str:
    """Return how a word sounds, roughly: the same for phenytoin, fenitoin and phenitoyn."""
    if word.startswith("x"):
        word = f"s{word[1:]}"
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", word)


def form_words(form: str) -> set[str]:
    """Return every word by which people ask for this dose form."""
    words = set(tokens(form))
    for part, others in FORMS.items():
        if part in form:
            words.update(others.split())
    return words


def quantities(strength: str) -> set[str]:
    """Return the numbers of a strength, and its masses in micrograms as `u500`."""
    found = tokens(strength)
    numbers = {one for one in found if one[0].isdigit()}
    masses = {
        f"u{float(one) * UNITS[unit]:g}"
        for one, unit in pairwise(found)
        if one[0].isdigit() and unit in UNITS
    }
    return numbers | masses
