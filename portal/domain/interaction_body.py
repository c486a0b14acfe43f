"""Interactions of medicines for infection, immunity, hormones and the rest of the body.

Rows as in `interaction_heart`.
"""

from portal.domain import drug_class as g
from portal.domain.interaction_heart import BNF, Row

MARROW = "The bone marrow can fail: infections and bleeding that can kill."
BUILDS_UP = "It builds up to poisonous levels."
ABSORBED = "They bind in the gut: too little is taken up."
APART = "Take them at least 2 hours apart."
SUGAR = "Blood sugar can fall too far."
LIVE = "A live vaccine can cause the illness in somebody whose defences are weak."
LEVEL_UP = "Its level rises: the kidneys can suffer."
STEROID_UP = "The steroid builds up in the body, even from an inhaler or a spray."
PRESSURE_BRAIN = "Pressure in the head can rise: headache, loss of sight."

ROWS: tuple[Row, ...] = (
    (("methotrexate",), ("trimethoprim", "sulfamethoxazole"), "X", MARROW,
     "Choose another antibiotic.", "SmPC methotrexate 4.5"),
    (("methotrexate",), g.NSAID, "S", "Methotrexate can build up.",
     "Only with regular blood counts and kidney function.", "SmPC methotrexate 4.5"),
    (("methotrexate",), g.ASPIRIN, "C", "Methotrexate can build up.",
     "Low dose only, with regular blood counts.", BNF),
    (("methotrexate",), g.PENICILLIN, "S", "Methotrexate can build up.",
     "Check the blood count; tell about sore throat and fever.", BNF),
    (("methotrexate",), ("A02BC",), "C", "Methotrexate can build up.",
     "Stop the other around the dose, or check blood counts.", BNF),
    (("methotrexate",), ("leflunomide",), "S", MARROW + " The liver can suffer.",
     "Specialists only, with blood counts.", BNF),
    (("methotrexate",), ("acitretin",), "X", "The liver can suffer.", "Choose another.",
     "SmPC acitretin 4.3"),
    (("methotrexate",), ("ciprofloxacin",), "C", "Methotrexate can build up.",
     "Check the blood count.", BNF),
    (("azathioprine", "mercaptopurine"), ("allopurinol",), "S", MARROW,
     "A quarter of the dose, or choose another; ask a specialist.", "SmPC azathioprine 4.5"),
    (("azathioprine", "mercaptopurine"), ("febuxostat",), "S", MARROW, "Do not combine.",
     "SmPC febuxostat 4.4"),
    (("azathioprine",), ("trimethoprim", "sulfamethoxazole"), "C", MARROW,
     "Check the blood count.", BNF),
    (("azathioprine",), g.RENIN, "C", "Anaemia is more likely.", "Check the blood count.", BNF),
    (g.IMMUNE, ("J07BD",), "X", LIVE, "Ask a specialist.", "Green Book, chapter 6"),
    (("colchicine",), (*g.MACROLIDE, "itraconazole", "ritonavir"), "S", BUILDS_UP + " Deaths.",
     "Do not combine in kidney or liver disease; otherwise lower the dose.",
     "MHRA Drug Safety Update, November 2009"),
    (("colchicine",), ("ciclosporin", "verapamil", "C08DB"), "S", BUILDS_UP,
     "Lower the dose of colchicine.", BNF),
    (g.CALCINEURIN, (*g.MACROLIDE, *g.AZOLE, "C08DB", "verapamil", "ritonavir"), "S", LEVEL_UP,
     "Choose another, or measure the level.", BNF),
    (g.CALCINEURIN, g.INDUCER, "S", "Its level falls: the transplant can be lost.",
     "Ask the transplant centre.", BNF),
    (g.CALCINEURIN, (*g.SPARING, *g.POTASSIUM), "S", "Potassium can rise to a dangerous level.",
     "Check potassium, or choose another.", BNF),
    (("theophylline", "aminophylline"), ("ciprofloxacin", "fluvoxamine", *g.MACROLIDE), "S",
     "Theophylline builds up: fits, disturbed heartbeat.", "Choose another, or measure it.", BNF),
    (("theophylline", "aminophylline"), g.INDUCER, "C", "Theophylline falls.", "Measure it.", BNF),
    (g.TETRACYCLINE, ("D10BA", "D05BB"), "X", PRESSURE_BRAIN, "Choose another antibiotic.",
     "SmPC isotretinoin 4.3"),
    (g.TETRACYCLINE, g.METAL, "C", ABSORBED, APART, BNF),
    (g.QUINOLONE, g.METAL, "C", ABSORBED, APART, BNF),
    (("H03AA",), g.METAL, "C", ABSORBED, "Take them at least 4 hours apart.", BNF),
    (("M05BA04", "M05BA06", "M05BA07"), g.METAL, "C", ABSORBED,
     "Take the other later in the day.", BNF),
    (("penicillamine",), g.METAL, "C", ABSORBED, APART, BNF),
    (g.LEVODOPA, ("B03A",), "C", ABSORBED, APART, BNF),
    (("mycophenolate",), (*g.METAL, "V03AE02"), "C", ABSORBED, APART, BNF),
    (("C10AC01",), (*g.WARFARIN, "H03AA", "digoxin"), "C", ABSORBED,
     "Take the other 1 hour before or 4 hours after.", BNF),
    (g.QUINOLONE, g.STEROID, "S", "Tendons can tear.", "Avoid; stop at the first pain.",
     "MHRA Drug Safety Update, March 2019"),
    (g.QUINOLONE, g.NSAID, "C", "Fits are more likely.", "Avoid in epilepsy.", BNF),
    (g.SULFONYLUREA, (*g.AZOLE, "A01AB09"), "S", SUGAR,
     "Check sugar often, or lower the dose.", BNF),
    (g.SULFONYLUREA, ("sulfamethoxazole", *g.MACROLIDE), "C", SUGAR, "Check sugar often.", BNF),
    (("repaglinide",), ("trimethoprim", "clarithromycin", "itraconazole", "ciclosporin"), "S",
     SUGAR, "Choose another.", "SmPC repaglinide 4.5"),
    (("pioglitazone",), g.INSULIN, "C", "Fluid is held back: heart failure.",
     "Look out for swelling and breathlessness.", "MHRA Drug Safety Update, January 2011"),
    ((*g.SULFONYLUREA, *g.INSULIN), g.QUINOLONE, "C", "Blood sugar can fall or rise.",
     "Check sugar often.", BNF),
    (("metronidazole", "tinidazole"), ("disulfiram",), "S", "Confusion and psychosis.",
     "Two weeks between them.", BNF),
    (("hydroxychloroquine", "chloroquine"), ("azithromycin", *g.MACROLIDE), "S",
     "More deaths from heart disease.", "Choose another antibiotic.",
     "MHRA Drug Safety Update, February 2022"),
    (("cabergoline",), (*g.MACROLIDE, "itraconazole"), "S", BUILDS_UP, "Choose another.", BNF),
    (("cabergoline",), (*g.ANTIPSYCHOTIC, "metoclopramide"), "S",
     "Each blocks what the other does.", "Choose another.", BNF),
    (("fluticasone", "budesonide", "R01AD08", "R01AD12", "R01AD05"),
     ("itraconazole", "ritonavir"), "S", STEROID_UP, "Choose beclometasone.", BNF),
    (g.STEROID, ("rifampicin", "carbamazepine", "phenytoin", "phenobarbital"), "C",
     "The steroid is broken down faster.", "A higher dose may be needed.", BNF),
    (g.STEROID, ("J07BD",), "S", LIVE, "Wait 3 months after a high dose.",
     "Green Book, chapter 6"),
    (g.STEROID, (*g.THIAZIDE, *g.LOOP), "C", "Potassium can fall.", "Check potassium.", BNF),
    (("levothyroxine",), g.INDUCER, "C", "More levothyroxine is needed.",
     "Check the thyroid after 6 weeks.", BNF),
)  # fmt: skip
