"""How a medicine gets where it acts, in the words of a patient: the verb, and the place."""

from portal.domain.medicine import DoseForm, Route

D, R = DoseForm, Route
Way = tuple[str, str]

APPLICATION = "application"
"""A dose unit that counts nothing: a thin layer, where it is needed."""
FILLED = frozenset({"pen", "syringe", "vial", "ampoule", "cartridge", "bottle", "nebule",
                    "sachet", "tube", "capsule"})  # fmt: skip
"""Not taken themselves, unless by mouth: what is in them is."""
SPREAD = frozenset({D.CREAM, D.OINTMENT, D.GEL, D.LOTION, D.FOAM, D.EYE_OINTMENT, D.EYE_GEL,
                    D.OROMUCOSAL_GEL, D.RECTAL_OINTMENT})  # fmt: skip
STUCK = frozenset({D.PATCH, D.PLASTER})

BY_FORM: dict[DoseForm, Way] = {
    D.CHEWABLE_TABLET: ("Chew", "and swallow"),
    D.DISPERSIBLE_TABLET: ("Dissolve", "in water and drink it"),
    D.EFFERVESCENT_TABLET: ("Dissolve", "in water and drink it"),
    D.ORODISPERSIBLE_TABLET: ("Let", "melt on the tongue"),
    D.SUBLINGUAL_SPRAY: ("Use", "under the tongue"),
    D.LOZENGE: ("Suck", ""),
    D.MOUTHWASH: ("Rinse the mouth with", "and spit it out"),
    D.OROMUCOSAL_GEL: ("Apply", "in the mouth"),
    D.NEBULISER_LIQUID: ("Inhale", "through a nebuliser"),
    D.NASAL_SPRAY: ("Use", "in the nose"),
    D.EAR_SPRAY: ("Use", "in the ear"),
    D.SHAMPOO: ("Wash the hair with", ""),
    D.SCALP_SOLUTION: ("Apply", "to the scalp"),
    D.NAIL_LACQUER: ("Apply", "to the nail"),
    D.PATCH: ("Apply", "to the skin"),
    D.PLASTER: ("Apply", "to the skin"),
    D.ENEMA: ("Use", "in the back passage"),
    D.RECTAL_OINTMENT: ("Apply", "to the back passage"),
    D.VAGINAL_RING: ("Insert", "into the vagina"),
    D.IMPLANT: ("Have", "put under the skin"),
    D.INTRAUTERINE_SYSTEM: ("Have", "put into the womb"),
    D.DEVICE: ("Use", ""),
}
BY_ROUTE: dict[Route, Way] = {
    R.ORAL: ("Take", "by mouth"),
    R.SUBLINGUAL: ("Put", "under the tongue"),
    R.BUCCAL: ("Put", "inside the cheek"),
    R.OROMUCOSAL: ("Use", "in the mouth"),
    R.INHALATION: ("Inhale", ""),
    R.NASAL: ("Put", "into the nose"),
    R.EYE: ("Put", "into the eye"),
    R.EAR: ("Put", "into the ear"),
    R.SKIN: ("Apply", "to the skin"),
    R.TRANSDERMAL: ("Apply", "to the skin"),
    R.RECTAL: ("Insert", "into the back passage"),
    R.VAGINAL: ("Insert", "into the vagina"),
    R.SUBCUTANEOUS: ("Inject", "under the skin"),
    R.INTRAMUSCULAR: ("Inject", "into a muscle"),
    R.INTRAVENOUS: ("Inject", "into a vein"),
    R.INTRAUTERINE: ("Have", "put into the womb"),
    R.OTHER: ("Use", ""),
}


def way(route: Route, form: DoseForm, unit: str) -> Way:
    """Return the verb, and where the medicine goes: `Put`, `into the eye`.

    The route decides where a form can go more than one way: a gel in the nose is no gel on the
    skin.
    """
    if unit in FILLED and route not in (R.ORAL, R.RECTAL, R.VAGINAL):
        verb, place = BY_FORM.get(form) or BY_ROUTE[route]
        return (f"{verb} the contents of", place)
    if form in BY_FORM:
        return BY_FORM[form]
    if form is D.FOAM and route is R.RECTAL:
        return ("Use", "in the back passage")
    if form in SPREAD and route in (R.EYE, R.EAR, R.NASAL, R.RECTAL):
        place = "to the back passage" if route is R.RECTAL else BY_ROUTE[route][1]
        applied = unit == APPLICATION
        return ("Apply", place.replace("into", "to")) if applied else ("Put", place)
    verb, place = BY_ROUTE[route]
    if verb == "Inject" and unit == "injection":
        return ("Have", place)
    return verb, place


def uncounted(verb: str, place: str) -> str:
    """Return how one application reads: nothing is counted, a thin layer is enough."""
    if verb in ("Wash the hair with", "Rinse the mouth with"):
        return f"{verb} it {place}".strip()
    return f"{verb} {place}" if verb == "Apply" else f"{verb} 1 {APPLICATION} {place}".strip()
