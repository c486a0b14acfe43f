"""Classes of medicines that people are allergic to: who else of the class speaks against it.

`akin` are other classes where a reaction is possible; they are a reason to ask, not to refuse.
"""

from dataclasses import dataclass

BNF = "BNF, hypersensitivity"


@dataclass(frozen=True)
class AllergyClass:
    """One class: its members by ATC code and substance, what people call it, what is akin."""

    name: str
    atc: tuple[str, ...]
    substances: frozenset[str] = frozenset()
    called: tuple[str, ...] = ()
    akin: tuple[str, ...] = ()
    source: str = BNF
    mildly: bool = False
    """Members share a side effect more than an allergy: never more than a caution for the class."""


def _of(
    name: str, atc: str, substances: str = "", called: str = "", akin: str = "",
    source: str = BNF, *, mildly: bool = False,
) -> AllergyClass:  # fmt: skip
    split = [tuple(t.strip() for t in text.split(",") if t.strip()) for text in
             (atc, substances, called, akin)]  # fmt: skip
    return AllergyClass(
        name, split[0], frozenset(split[1]), split[2], split[3], source, mildly=mildly
    )


CLASSES = (
    _of("penicillins", "J01C",
        "amoxicillin, ampicillin, benzylpenicillin, flucloxacillin, phenoxymethylpenicillin, "
        "pivmecillinam, piperacillin, temocillin",
        "penicillin, beta-lactam, betalactam",
        "cephalosporins", "BNF, penicillins: hypersensitivity"),
    _of("cephalosporins", "J01DB, J01DC, J01DD, J01DE",
        "cefalexin, cefradine, cefuroxime, cefaclor, cefixime, ceftriaxone, cefotaxime",
        "cephalosporin, cefalosporin", "penicillins", "BNF, cephalosporins: hypersensitivity"),
    _of("sulfonamides", "J01EC, J01EE, D06BA",
        "sulfamethoxazole, sulfadiazine, sulfasalazine",
        "sulfonamide, sulphonamide, sulfa, sulpha, sulfa drug, sulpha drug, sulfur drug",
        "coxibs of the sulfonamide kind", "SmPC co-trimoxazole 4.3; SmPC sulfasalazine 4.3"),
    _of("coxibs of the sulfonamide kind", "M01AH01", "celecoxib", "", "", "SmPC celecoxib 4.3"),
    _of("NSAIDs and aspirin", "M01AB, M01AC, M01AE, M01AG, M01AH, M02AA, S01BC, N02BA",
        "aspirin, ibuprofen, naproxen, diclofenac, indometacin, ketorolac, ketoprofen, piroxicam, "
        "meloxicam, etodolac, mefenamic acid, celecoxib, etoricoxib, choline salicylate",
        "nsaid, anti-inflammatory, antiinflammatory, anti-inflammatory painkiller, salicylate, "
        "non steroidal", "", "BNF, non-steroidal anti-inflammatory drugs: hypersensitivity"),
    _of("macrolides", "J01FA", "erythromycin, clarithromycin, azithromycin", "macrolide", "",
        "SmPC clarithromycin 4.3"),
    _of("quinolones", "J01MA, S01AE, S02AA15, S02CA06",
        "ciprofloxacin, levofloxacin, moxifloxacin, ofloxacin, norfloxacin",
        "quinolone, fluoroquinolone", "", "SmPC ciprofloxacin 4.3"),
    _of("tetracyclines", "J01AA",
        "doxycycline, lymecycline, oxytetracycline, tetracycline, minocycline, tigecycline",
        "tetracycline", "", "SmPC doxycycline 4.3"),
    _of("aminoglycosides", "J01GB, S01AA11",
        "gentamicin, neomycin, tobramycin, framycetin, amikacin, streptomycin",
        "aminoglycoside", "", "SmPC gentamicin 4.3"),
    _of("azole antifungals", "J02AC, D01AC, G01AF",
        "fluconazole, itraconazole, ketoconazole, miconazole, clotrimazole, econazole",
        "azole, antifungal", "", "SmPC fluconazole 4.3"),
    _of("nitroimidazoles", "P01AB", "metronidazole, tinidazole", "nitroimidazole, imidazole", "",
        "SmPC metronidazole 4.3"),
    _of("opioids", "N02A, R05DA04, N07BC",
        "codeine, dihydrocodeine, morphine, oxycodone, fentanyl, buprenorphine, pethidine, "
        "tramadol, tapentadol, methadone, meptazinol, diamorphine",
        "opioid, opiate", "", "BNF, opioid analgesics: pseudoallergy", mildly=True),
    _of("statins", "C10AA",
        "simvastatin, atorvastatin, pravastatin, rosuvastatin, fluvastatin",
        "statin", "", "NICE CG181, statin intolerance", mildly=True),
    _of("ACE inhibitors", "C09A, C09B",
        "ramipril, lisinopril, enalapril, perindopril, captopril",
        "ace inhibitor, ace-inhibitor, acei", "angiotensin receptor blockers",
        "SmPC ramipril 4.3 (angioedema)"),
    _of("angiotensin receptor blockers", "C09C, C09D",
        "losartan, candesartan, valsartan, irbesartan, olmesartan, telmisartan",
        "sartan, angiotensin receptor blocker, arb", "ACE inhibitors", "SmPC losartan 4.4"),
    _of("beta blockers", "C07, S01ED",
        "atenolol, bisoprolol, propranolol, metoprolol, carvedilol, nebivolol, sotalol, labetalol, "
        "timolol", "beta blocker, beta-blocker, betablocker", "", BNF, mildly=True),
    _of("local anaesthetics of the amide kind", "N01BB",
        "lidocaine, prilocaine, bupivacaine, cinchocaine, mepivacaine, articaine",
        "local anaesthetic, local anesthetic, dental anaesthetic", "",
        "SmPC lidocaine 4.3"),
    _of("local anaesthetics of the ester kind", "N01BA", "tetracaine, benzocaine, procaine",
        "local anaesthetic, local anesthetic, ester anaesthetic", "", "SmPC tetracaine 4.3"),
    _of("epilepsy medicines of the aromatic kind", "N03AA02, N03AB, N03AF",
        "carbamazepine, oxcarbazepine, phenytoin, phenobarbital, eslicarbazepine",
        "", "", "SmPC carbamazepine 4.4"),
    _of("proton pump inhibitors", "A02BC",
        "omeprazole, esomeprazole, lansoprazole, pantoprazole, rabeprazole",
        "proton pump inhibitor, ppi", "", "SmPC omeprazole 4.3"),
    _of("benzodiazepines", "N05BA, N05CD, N03AE",
        "diazepam, lorazepam, temazepam, nitrazepam, clonazepam, clobazam, oxazepam, midazolam, "
        "chlordiazepoxide, loprazolam", "benzodiazepine", "", "SmPC diazepam 4.3"),
    _of("SSRIs", "N06AB",
        "sertraline, fluoxetine, citalopram, escitalopram, paroxetine, fluvoxamine", "ssri", "",
        BNF, mildly=True),
    _of("heparins", "B01AB", "dalteparin, enoxaparin, tinzaparin, heparin", "heparin", "",
        "SmPC enoxaparin 4.3"),
    _of("medicines with iodine", "C01BD01, D08AG", "amiodarone, povidone iodine",
        "iodine, iodide, contrast medium", "", "SmPC amiodarone 4.3"),
    _of("medicines that may hold peanut or soya oil", "D10BA01, G03DA04",
        "isotretinoin, progesterone", "peanut, soya, soy, arachis oil, groundnut", "",
        "SmPC isotretinoin 4.3; SmPC progesterone capsules 4.3"),
    _of("medicines made from fish", "C10AX06", "icosapent ethyl, omega-3 acid ethyl esters",
        "fish, fish oil, shellfish", "", "SmPC icosapent ethyl 4.4", mildly=True),
    _of("medicines made from pigs", "A09AA02", "pancreatin", "pork, pork protein", "",
        "SmPC pancreatin 4.3"),
    _of("vaccines that may hold egg", "J07BB02", "influenza vaccine", "egg, egg white, ovalbumin",
        "", "Green Book, chapter 19", mildly=True),
    _of("medicines with wool fat", "", "lanolin, wool fat", "lanolin, wool fat, wool alcohols", "",
        "BNF, excipients that sensitise"),
)  # fmt: skip
BY_NAME = {one.name: one for one in CLASSES}

ALIASES = {
    "augmentin": "co-amoxiclav", "magnapen": "co-fluampicil", "floxapen": "flucloxacillin",
    "amoxil": "amoxicillin", "pen v": "phenoxymethylpenicillin", "penicillin v":
    "phenoxymethylpenicillin", "penicillin g": "benzylpenicillin", "tazocin": "piperacillin",
    "keflex": "cefalexin", "zinnat": "cefuroxime", "septrin": "co-trimoxazole",
    "bactrim": "co-trimoxazole", "monotrim": "trimethoprim", "salazopyrin": "sulfasalazine",
    "flamazine": "sulfadiazine", "brufen": "ibuprofen", "nurofen": "ibuprofen",
    "advil": "ibuprofen", "voltarol": "diclofenac", "naprosyn": "naproxen",
    "disprin": "aspirin", "aspro": "aspirin", "celebrex": "celecoxib",
    "klaricid": "clarithromycin", "zithromax": "azithromycin", "erythroped": "erythromycin",
    "ciproxin": "ciprofloxacin", "tavanic": "levofloxacin", "vibramycin": "doxycycline",
    "tetralysal": "lymecycline", "flagyl": "metronidazole", "macrobid": "nitrofurantoin",
    "diflucan": "fluconazole", "canesten": "clotrimazole", "calpol": "paracetamol",
    "panadol": "paracetamol", "tylenol": "paracetamol", "solpadol": "co-codamol",
    "zapain": "co-codamol", "oramorph": "morphine", "zomorph": "morphine", "tramal": "tramadol",
    "zydol": "tramadol", "zocor": "simvastatin", "lipitor": "atorvastatin",
    "crestor": "rosuvastatin", "tritace": "ramipril", "zestril": "lisinopril",
    "losec": "omeprazole", "zoloft": "sertraline", "lustral": "sertraline",
    "prozac": "fluoxetine", "cipramil": "citalopram", "valium": "diazepam",
    "tegretol": "carbamazepine", "epanutin": "phenytoin", "lamictal": "lamotrigine",
    "xylocaine": "lidocaine", "emla": "lidocaine + prilocaine", "cordarone": "amiodarone",
    "clexane": "enoxaparin", "fragmin": "dalteparin", "zyloric": "allopurinol",
    "plavix": "clopidogrel", "stemetil": "prochlorperazine", "maxolon": "metoclopramide",
    "piriton": "chlorphenamine", "phenergan": "promethazine", "betadine": "povidone iodine",
}  # fmt: skip
"""Brands as people remember them."""

NOT_MEDICINES = frozenset({
    "pollen", "grass", "grass pollen", "birch", "tree pollen", "dust", "house dust mite",
    "dust mite",
    "mould", "cat", "cats", "dog", "dogs", "horse", "animal hair", "bee", "bee sting", "bee stings",
    "wasp", "wasp sting", "wasp stings", "insect bite", "insect sting", "nickel", "nut", "nuts",
    "tree nut", "strawberry", "strawberries", "kiwi", "apple", "milk", "cow milk", "lactose",
    "gluten", "wheat", "hay fever", "hayfever", "sun", "sunlight", "perfume",
})  # fmt: skip
"""What people are allergic to that is in no medicine of the list."""
