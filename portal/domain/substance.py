"""What a medicine is for the checks: its substances under one spelling, and its class."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from portal.domain.medicine import Route

SALTS = frozenset({
    "acetate", "anhydrous", "arginine", "besilate", "bromide", "calcium", "camsilate", "citrate",
    "dihydrate", "dihydrochloride", "dipropionate", "disodium", "erbumine", "etexilate", "fumarate",
    "furoate", "gluconate", "hcl", "hippurate", "hydrobromide", "hydrochloride", "hydrogen",
    "lactate", "maleate", "malate", "medoxomil", "mesilate", "mofetil", "monohydrate", "nitrate",
    "oxalate", "pamoate", "phosphate", "potassium", "propionate", "sodium", "succinate", "sulfate",
    "sulphate", "tartrate", "trihydrate", "tosilate", "valerate", "xinafoate", "axetil", "proxetil",
})  # fmt: skip
MINERALS = frozenset({
    "aluminium", "calcium", "copper", "ferric", "ferrous", "hydrogen", "isosorbide", "lithium",
    "magnesium", "potassium", "silver", "sodium", "zinc",
})  # fmt: skip
"""First words of names whose second word is no salt that can be left out."""

SPELLINGS = {
    "acetaminophen": "paracetamol", "acetylsalicylic acid": "aspirin", "asa": "aspirin",
    "albuterol": "salbutamol", "amoxycillin": "amoxicillin",
    "acyclovir": "aciclovir", "bendrofluazide": "bendroflumethiazide",
    "calcium": "calcium carbonate",
    "cephalexin": "cefalexin", "cephradine": "cefradine", "chlorpheniramine": "chlorphenamine",
    "cholecalciferol": "colecalciferol", "clavulanate": "clavulanic acid",
    "cyclosporin": "ciclosporin", "cyclosporine": "ciclosporin", "epinephrine": "adrenaline",
    "frusemide": "furosemide",
    "gtn": "glyceryl trinitrate", "nitroglycerin": "glyceryl trinitrate", "hctz":
    "hydrochlorothiazide", "iron": "ferrous sulfate", "lignocaine": "lidocaine",
    "lithium": "lithium carbonate", "mesalamine": "mesalazine", "meperidine": "pethidine",
    "penicillin g": "benzylpenicillin", "penicillin v": "phenoxymethylpenicillin",
    "potassium": "potassium chloride", "rifampin": "rifampicin",
    "sodium fusidate": "fusidic acid", "sulphamethoxazole": "sulfamethoxazole",
    "sulphasalazine": "sulfasalazine", "thyroxine": "levothyroxine", "valproate":
    "sodium valproate", "valproic acid": "sodium valproate", "vitamin d": "colecalciferol",
}  # fmt: skip
COMPOUNDS = {
    "co-amilofruse": "amiloride + furosemide",
    "co-amoxiclav": "amoxicillin + clavulanic acid",
    "co-beneldopa": "levodopa + benserazide",
    "co-careldopa": "levodopa + carbidopa",
    "co-codamol": "paracetamol + codeine",
    "co-codaprin": "aspirin + codeine",
    "co-cyprindiol": "cyproterone + ethinylestradiol",
    "co-danthramer": "dantron + poloxamer",
    "co-dydramol": "paracetamol + dihydrocodeine",
    "co-fluampicil": "flucloxacillin + ampicillin",
    "co-phenotrope": "diphenoxylate + atropine",
    "co-trimoxazole": "sulfamethoxazole + trimethoprim",
}
LOCAL = ("D", "S", "A01", "C05", "G01", "M02", "N01B", "R01")
ON_THE_SPOT = frozenset({Route.SKIN, Route.EYE, Route.EAR, Route.NASAL})
THROUGHOUT = frozenset(
    {Route.ORAL, Route.SUBCUTANEOUS, Route.INTRAMUSCULAR, Route.INTRAVENOUS, Route.TRANSDERMAL}
)
"""Whatever its class, it reaches the blood: capsules against acne have a code of the skin."""


@dataclass(frozen=True)
class Agent:
    """A product as the checks see it: which substances, which ATC class, where it acts."""

    name: str
    parts: frozenset[str]
    atc: str = ""
    route: Route | None = None
    brands: tuple[str, ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether it acts where it is put (creams, drops): little of it reaches the blood."""
        if self.route in THROUGHOUT or not self.atc:
            return self.route in ON_THE_SPOT
        return self.atc.startswith(LOCAL)

    def holds(self, *substances: str) -> bool:
        """Whether one of these is in it."""
        return not self.parts.isdisjoint(substances)

    def fits(self, term: str) -> bool:
        """Whether it is of an ATC class (`M01A`), or holds a substance that acts in the body."""
        if is_class(term):
            return self.atc.startswith(term)
        return term in self.parts and not self.is_local


def agent(
    substance: str, atc: str = "", route: Route | None = None, brands: tuple[str, ...] = (),
    name: str = "",
) -> Agent:  # fmt: skip
    """Return what a product is for the checks."""
    return Agent(name or substance, parts(substance), atc, route, brands)


def parts(substance: str) -> frozenset[str]:
    """Return the substances of a product, each under one spelling: co-codamol holds codeine."""
    whole = COMPOUNDS.get(_plain(substance).replace("co ", "co-"), substance)
    return frozenset(canonical(one) for one in re.split(r"\s*(?:\+|/| and )\s*", whole) if one)


def canonical(name: str) -> str:
    """Return a substance without its salt, in its recommended spelling."""
    words = _plain(re.sub(r"\(.*?\)", " ", name)).split()
    if words and words[0] not in MINERALS:
        while len(words) > 1 and words[-1] in SALTS:
            words.pop()
    text = " ".join(words)
    return SPELLINGS.get(text, text)


@lru_cache(4096)
def is_class(term: str) -> bool:
    """Whether it is an ATC code or its beginning, not a name."""
    return bool(re.fullmatch(r"[A-Z](\d\d([A-Z]([A-Z](\d\d)?)?)?)?", term))


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.sub(r"[^a-z0-9+/-]+", " ", bare.encode("ascii", "ignore").decode()).split())
