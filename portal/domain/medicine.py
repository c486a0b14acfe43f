"""Medicines as products: what they are, how they are taken, and how strictly they are kept."""

from enum import StrEnum

from portal.domain.quantity import plural

COUNTED = frozenset(
    {
        "tablet", "capsule", "lozenge", "patch", "plaster", "suppository", "pessary", "enema",
        "pen", "syringe", "cartridge",
    }
)  # fmt: skip
"""Forms that a name has in the plural: one box holds several."""


class DoseForm(StrEnum):
    """What a product looks like (FHIR: Medication.doseForm; EDQM terms in plain words)."""

    TABLET = "tablet"
    MODIFIED_RELEASE_TABLET = "modified-release tablet"
    GASTRO_RESISTANT_TABLET = "gastro-resistant tablet"
    DISPERSIBLE_TABLET = "dispersible tablet"
    ORODISPERSIBLE_TABLET = "orodispersible tablet"
    CHEWABLE_TABLET = "chewable tablet"
    EFFERVESCENT_TABLET = "effervescent tablet"
    SUBLINGUAL_TABLET = "sublingual tablet"
    BUCCAL_TABLET = "buccal tablet"
    VAGINAL_TABLET = "vaginal tablet"
    CAPSULE = "capsule"
    MODIFIED_RELEASE_CAPSULE = "modified-release capsule"
    GASTRO_RESISTANT_CAPSULE = "gastro-resistant capsule"
    LOZENGE = "lozenge"
    ORAL_SOLUTION = "oral solution"
    ORAL_SUSPENSION = "oral suspension"
    ORAL_DROPS = "oral drops"
    ORAL_POWDER = "oral powder"
    GRANULES = "granules"
    MOUTHWASH = "mouthwash"
    OROMUCOSAL_GEL = "oromucosal gel"
    SUBLINGUAL_SPRAY = "sublingual spray"
    INHALER = "inhaler"
    INHALATION_POWDER = "inhalation powder"
    NEBULISER_LIQUID = "nebuliser liquid"
    NASAL_SPRAY = "nasal spray"
    NASAL_DROPS = "nasal drops"
    EYE_DROPS = "eye drops"
    EYE_OINTMENT = "eye ointment"
    EYE_GEL = "eye gel"
    EAR_DROPS = "ear drops"
    EAR_SPRAY = "ear spray"
    CREAM = "cream"
    OINTMENT = "ointment"
    GEL = "gel"
    LOTION = "lotion"
    FOAM = "foam"
    SHAMPOO = "shampoo"
    SCALP_SOLUTION = "scalp solution"
    SKIN_SOLUTION = "skin solution"
    NAIL_LACQUER = "nail lacquer"
    PATCH = "transdermal patch"
    PLASTER = "medicated plaster"
    SUPPOSITORY = "suppository"
    ENEMA = "enema"
    RECTAL_OINTMENT = "rectal ointment"
    PESSARY = "pessary"
    VAGINAL_CREAM = "vaginal cream"
    VAGINAL_GEL = "vaginal gel"
    VAGINAL_RING = "vaginal ring"
    INTRAUTERINE_SYSTEM = "intrauterine system"
    IMPLANT = "implant"
    INJECTION = "injection"
    PREFILLED_PEN = "pre-filled pen"
    PREFILLED_SYRINGE = "pre-filled syringe"
    CARTRIDGE = "cartridge"
    DEVICE = "device"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The form in the name of a product: tablets, oral solution, pre-filled pens."""
        *before, last = self.value.split(" ")
        return " ".join([*before, plural(last, 2) if last in COUNTED else last])


class Route(StrEnum):
    """How it gets into, or onto, somebody (FHIR: Dosage.route)."""

    ORAL = "oral"
    SUBLINGUAL = "sublingual"
    BUCCAL = "buccal"
    OROMUCOSAL = "oromucosal"
    INHALATION = "inhalation"
    NASAL = "nasal"
    EYE = "eye"
    EAR = "ear"
    SKIN = "skin"
    TRANSDERMAL = "transdermal"
    RECTAL = "rectal"
    VAGINAL = "vaginal"
    SUBCUTANEOUS = "subcutaneous"
    INTRAMUSCULAR = "intramuscular"
    INTRAVENOUS = "intravenous"
    INTRAUTERINE = "intrauterine"
    OTHER = "other"

    @property
    def words(self) -> str:
        """How it is taken, as a patient reads it; empty where the form says it already."""
        return {
            "oral": "by mouth",
            "sublingual": "under the tongue",
            "buccal": "inside the cheek",
            "oromucosal": "in the mouth",
            "inhalation": "by breathing in",
            "nasal": "into the nose",
            "eye": "into the eye",
            "ear": "into the ear",
            "skin": "on the skin",
            "transdermal": "on the skin",
            "rectal": "into the back passage",
            "vaginal": "into the vagina",
            "subcutaneous": "under the skin",
            "intramuscular": "into a muscle",
            "intravenous": "into a vein",
            "intrauterine": "into the womb",
        }.get(self.value, "")


class Schedule(StrEnum):
    """How a medicine is controlled (Misuse of Drugs Regulations 2001, schedules 2 to 5)."""

    NONE = "none"
    CD2 = "cd2"
    CD3 = "cd3"
    CD4 = "cd4"
    CD5 = "cd5"

    @property
    def words(self) -> str:
        """The schedule as a pharmacist reads it."""
        return "" if self is Schedule.NONE else f"Controlled drug, schedule {self.value[-1]}"


CONTROLLED = frozenset({Schedule.CD2, Schedule.CD3, Schedule.CD4})
"""Valid for 28 days (schedules 2 to 4), whatever the other items of a prescription."""

IDENTIFIED = frozenset({Schedule.CD2, Schedule.CD3})
"""Handed over against proof of identity."""

REGISTERED = frozenset({Schedule.CD2})
"""Every movement of these stands in the controlled drugs register."""


class Pregnancy(StrEnum):
    """What is known of its use in pregnancy, in three steps."""

    AVOID = "avoid"
    CAUTION = "caution"
    USUAL = "usual"
    """Commonly used in pregnancy when needed."""


def joined(substance: str, strength: str, form: str) -> str:
    """Return substance, strength and form; a form with which the substance ends is said once."""
    ends = substance.casefold().endswith(f" {form.casefold()}")
    return " ".join(part for part in (substance, strength, "" if ends else form) if part)


def named(substance: str, strength: str, form: DoseForm, brand: str = "") -> str:
    """Return a product as people read it (the naming of dm+d): Paracetamol 500 mg tablets.

    The `brand` by which somebody looked for it stands before the name.
    """
    text = joined(substance, strength, form.words)
    said = f"{brand} – {text}" if brand else text
    return said[:1].upper() + said[1:]
