"""How a medicine is taken: the sentence a patient reads, and the amounts that follow from it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.domain.dosage import Dosage, daily_amount, per_day, problems, quantity, sentence
from portal.domain.dosage_word import Frequency, counted, figure, plural
from portal.domain.medicine import DoseForm, Route

D, F, R = DoseForm, Frequency, Route


def dosage(
    dose: str, unit: str, frequency: Frequency, route: Route = R.ORAL, form: DoseForm = D.TABLET,
    **facts: Any,
) -> Dosage:  # fmt: skip
    """A dosage by the facts that matter."""
    if "max_per_day" in facts:
        facts["max_per_day"] = Decimal(facts["max_per_day"])
    return Dosage(Decimal(dose), unit, route, form, frequency, **facts)


PAIN = {"as_needed": True, "as_needed_for": "pain"}
SKIN = (R.SKIN, D.CREAM)
INHALED = (R.INHALATION, D.INHALER)
INJECTED = (R.SUBCUTANEOUS, D.PREFILLED_PEN)

SENTENCES = [
    (
        dosage("1", "tablet", F.THREE_DAILY, duration_days=7, instruction="Take with food."),
        "Take 1 tablet by mouth three times a day for 7 days. Take with food.",
    ),
    (
        dosage("2", "tablet", F.WHEN_NEEDED, **PAIN, max_per_day="8"),
        "Take 2 tablets by mouth when needed for pain, at most 8 tablets in 24 hours.",
    ),
    (
        dosage("1", "tablet", F.FOUR_DAILY, **PAIN, max_per_day="4", duration_days=3),
        "Take 1 tablet by mouth up to four times a day when needed for pain, "
        "at most 4 tablets in 24 hours, for 3 days.",
    ),
    (
        dosage("1", "tablet", F.EVERY_HOURS, every_hours=6, **PAIN, max_per_day="4"),
        "Take 1 tablet by mouth when needed for pain, at least 6 hours apart, "
        "at most 4 tablets in 24 hours.",
    ),
    (
        dosage("1", "tablet", F.NIGHT, as_needed=True, as_needed_for="sleep", max_per_day="1"),
        "Take 1 tablet by mouth at night when needed for sleep, at most 1 tablet in 24 hours.",
    ),
    (dosage("2", "puff", F.TWICE_DAILY, *INHALED), "Inhale 2 puffs twice a day."),
    (
        dosage("2", "puff", F.WHEN_NEEDED, *INHALED, as_needed=True, as_needed_for="wheeze",
               max_per_day="8"),
        "Inhale 2 puffs when needed for wheeze, at most 8 puffs in 24 hours.",
    ),
    (
        dosage("2.5", "ml", F.FOUR_DAILY, R.INHALATION, D.NEBULISER_LIQUID),
        "Inhale 2.5 ml through a nebuliser four times a day.",
    ),
    (
        dosage("1", "drop", F.FOUR_DAILY, R.EYE, D.EYE_DROPS),
        "Put 1 drop into the eye four times a day.",
    ),
    (
        dosage("1", "drop", F.EVERY_HOURS, R.EYE, D.EYE_DROPS, every_hours=1, duration_days=1),
        "Put 1 drop into the eye every hour for 1 day.",
    ),
    (
        dosage("1", "application", F.FOUR_DAILY, R.EYE, D.EYE_OINTMENT, duration_days=5),
        "Apply to the eye four times a day for 5 days.",
    ),
    (dosage("1", "cm", F.NIGHT, R.EYE, D.EYE_OINTMENT), "Put 1 cm into the eye at night."),
    (
        dosage("3", "drop", F.THREE_DAILY, R.EAR, D.EAR_DROPS, duration_days=7),
        "Put 3 drops into the ear three times a day for 7 days.",
    ),
    (
        dosage("1", "spray", F.THREE_DAILY, R.EAR, D.EAR_SPRAY),
        "Use 1 spray in the ear three times a day.",
    ),
    (
        dosage("2", "spray", F.MORNING, R.NASAL, D.NASAL_SPRAY),
        "Use 2 sprays in the nose in the morning.",
    ),
    (
        dosage("2", "drop", F.THREE_DAILY, R.NASAL, D.NASAL_DROPS),
        "Put 2 drops into the nose three times a day.",
    ),
    (
        dosage("1", "application", F.TWICE_DAILY, *SKIN, duration_days=7),
        "Apply to the skin twice a day for 7 days.",
    ),
    (dosage("5", "g", F.TWICE_DAILY, *SKIN), "Apply 5 g to the skin twice a day."),
    (
        dosage("1", "application", F.WHEN_NEEDED, *SKIN, as_needed=True, as_needed_for="dry skin"),
        "Apply to the skin when needed for dry skin.",
    ),
    (
        dosage("1", "application", F.TWICE_WEEKLY, R.SKIN, D.SHAMPOO, duration_days=28),
        "Wash the hair with it twice a week, on the same days each week, for 4 weeks.",
    ),
    (
        dosage("1", "application", F.NIGHT, R.SKIN, D.SCALP_SOLUTION),
        "Apply to the scalp at night.",
    ),
    (
        dosage("1", "application", F.WEEKLY, R.SKIN, D.NAIL_LACQUER),
        "Apply to the nail once a week, on the same day each week.",
    ),
    (
        dosage("20", "unit", F.NIGHT, *INJECTED),
        "Inject 20 units under the skin at night.",
    ),
    (
        dosage("0.5", "mg", F.WEEKLY, *INJECTED),
        "Inject 0.5 mg under the skin once a week, on the same day each week.",
    ),
    (
        dosage("1", "syringe", F.HALF_YEARLY, R.SUBCUTANEOUS, D.PREFILLED_SYRINGE),
        "Inject the contents of 1 syringe under the skin every 6 months.",
    ),
    (
        dosage("1", "injection", F.QUARTERLY, R.INTRAMUSCULAR, D.INJECTION),
        "Have 1 injection into a muscle every 3 months.",
    ),
    (
        dosage("1", "ampoule", F.MONTHLY, R.INTRAMUSCULAR, D.INJECTION),
        "Inject the contents of 1 ampoule into a muscle once a month, "
        "on the same day each month.",
    ),
    (
        dosage("1", "patch", F.EVERY_HOURS, R.TRANSDERMAL, D.PATCH, every_hours=72),
        "Apply 1 patch to the skin every 72 hours.",
    ),
    (
        dosage("2", "patch", F.TWICE_WEEKLY, R.TRANSDERMAL, D.PATCH),
        "Apply 2 patches to the skin twice a week, on the same days each week.",
    ),
    (
        dosage("1", "suppository", F.NIGHT, R.RECTAL, D.SUPPOSITORY, duration_days=5),
        "Insert 1 suppository into the back passage at night for 5 days.",
    ),
    (
        dosage("1", "enema", F.ONCE, R.RECTAL, D.ENEMA),
        "Use 1 enema in the back passage once only.",
    ),
    (
        dosage("1", "application", F.TWICE_DAILY, R.RECTAL, D.RECTAL_OINTMENT),
        "Apply to the back passage twice a day.",
    ),
    (
        dosage("2", "pessary", F.NIGHT, R.VAGINAL, D.PESSARY, duration_days=3),
        "Insert 2 pessaries into the vagina at night for 3 days.",
    ),
    (
        dosage("1", "ring", F.QUARTERLY, R.VAGINAL, D.VAGINAL_RING),
        "Insert 1 ring into the vagina every 3 months.",
    ),
    (
        dosage("1", "system", F.ONCE, R.INTRAUTERINE, D.INTRAUTERINE_SYSTEM),
        "Have 1 system put into the womb once only.",
    ),
    (
        dosage("1", "implant", F.ONCE, R.SUBCUTANEOUS, D.IMPLANT),
        "Have 1 implant put under the skin once only.",
    ),
    (
        dosage("5", "ml", F.THREE_DAILY, form=D.ORAL_SUSPENSION, duration_days=7,
               instruction="shake the bottle; finish the course"),
        "Take 5 ml by mouth three times a day for 7 days. Shake the bottle; finish the course.",
    ),
    (
        dosage("10", "ml", F.TWICE_DAILY, R.OROMUCOSAL, D.MOUTHWASH),
        "Rinse the mouth with 10 ml and spit it out twice a day.",
    ),
    (
        dosage("1", "sachet", F.TWICE_DAILY, form=D.ORAL_POWDER),
        "Take 1 sachet by mouth twice a day.",
    ),
    (dosage("0.5", "tablet", F.ONCE_DAILY), "Take half a tablet by mouth once a day."),
    (dosage("1.5", "tablet", F.MORNING), "Take 1½ tablets by mouth in the morning."),
    (
        dosage("0.25", "tablet", F.ALTERNATE_DAYS),
        "Take a quarter of a tablet by mouth every other day.",
    ),
    (
        dosage("6", "tablet", F.WEEKLY, duration_days=84),
        "Take 6 tablets by mouth once a week, on the same day each week, for 12 weeks.",
    ),
    (
        dosage("1", "tablet", F.FORTNIGHTLY),
        "Take 1 tablet by mouth every two weeks, on the same day of the week.",
    ),
    (
        dosage("1", "tablet", F.FIVE_DAILY, duration_days=7, instruction="Finish the course!"),
        "Take 1 tablet by mouth five times a day for 7 days. Finish the course!",
    ),
    (
        dosage("2", "capsule", F.MORNING_NIGHT, form=D.CAPSULE),
        "Take 2 capsules by mouth in the morning and at night.",
    ),
    (
        dosage("1", "tablet", F.NIGHT, form=D.CHEWABLE_TABLET),
        "Chew 1 tablet and swallow at night.",
    ),
    (
        dosage("1", "tablet", F.ONCE_DAILY, form=D.DISPERSIBLE_TABLET),
        "Dissolve 1 tablet in water and drink it once a day.",
    ),
    (
        dosage("1", "tablet", F.ONCE_DAILY, form=D.ORODISPERSIBLE_TABLET),
        "Let 1 tablet melt on the tongue once a day.",
    ),
    (
        dosage("1", "tablet", F.WHEN_NEEDED, R.SUBLINGUAL, D.SUBLINGUAL_TABLET, as_needed=True,
               as_needed_for="for chest pain.", max_per_day="3"),
        "Put 1 tablet under the tongue when needed for chest pain, at most 3 tablets in 24 hours.",
    ),
    (
        dosage("1", "tablet", F.TWICE_DAILY, R.BUCCAL, D.BUCCAL_TABLET),
        "Put 1 tablet inside the cheek twice a day.",
    ),
    (
        dosage("1", "lozenge", F.EVERY_HOURS, R.OROMUCOSAL, D.LOZENGE, every_hours=3),
        "Suck 1 lozenge every 3 hours.",
    ),
    (
        dosage("1", "capsule", F.MORNING, R.INHALATION, D.INHALATION_POWDER),
        "Inhale the contents of 1 capsule in the morning.",
    ),
    (
        dosage("1", "nebule", F.FOUR_DAILY, R.INHALATION, D.NEBULISER_LIQUID),
        "Inhale the contents of 1 nebule through a nebuliser four times a day.",
    ),
    (
        dosage("1", "syringe", F.ONCE, R.BUCCAL, D.PREFILLED_SYRINGE),
        "Put the contents of 1 syringe inside the cheek once only.",
    ),
    (dosage("4", "strip", F.ONCE_DAILY, R.OTHER, D.DEVICE), "Use 4 strips once a day."),
    (
        dosage("400", "ug", F.ONCE, R.SUBLINGUAL, D.SUBLINGUAL_SPRAY),
        "Use 400 micrograms under the tongue once only.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("meant", "read"), SENTENCES, ids=[read for _, read in SENTENCES])
def test_a_patient_reads_one_plain_sentence(meant, read):
    assert sentence(meant) == read


def test_the_table_of_sentences_is_meant_as_it_is_written():
    assert [problems(meant) for meant, _ in SENTENCES] == [{}] * len(SENTENCES)


def test_every_frequency_has_words_and_its_own():
    words = [one.words for one in Frequency]

    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("1", "tablet", "1 tablet"),
        ("28", "tablet", "28 tablets"),
        ("28.0000", "tablet", "28 tablets"),
        ("100", "ml", "100 ml"),
        ("2.50", "ml", "2.5 ml"),
        ("0.75", "tablet", "three quarters of a tablet"),
        ("0.5", "ampoule", "half an ampoule"),
        ("0.33", "tablet", "0.33 of a tablet"),
        ("2.25", "tablet", "2¼ tablets"),
        ("1.1", "tablet", "1.1 tablets"),
        ("2", "patch", "2 patches"),
        ("2", "pessary", "2 pessaries"),
        ("2", "spray", "2 sprays"),
        ("1", "unit", "1 unit"),
        ("0.5", "unit", "0.5 units"),
        ("10", "[iU]", "10 units"),
        ("1E+2", "tablet", "100 tablets"),
        ("0", "tablet", "0 tablets"),
    ],
)
def test_an_amount_reads_as_people_say_it(number, unit, words):
    assert counted(Decimal(number), unit) == words


@pytest.mark.parametrize(
    ("meant", "most"),
    [
        (dosage("2", "tablet", F.FOUR_DAILY), "8"),
        (dosage("2", "tablet", F.EVERY_HOURS, every_hours=6), "8"),
        (dosage("1", "tablet", F.EVERY_HOURS, every_hours=5), "5"),
        (dosage("1", "patch", F.EVERY_HOURS, every_hours=72), "1"),
        (dosage("6", "tablet", F.WEEKLY), "6"),
        (dosage("3", "sachet", F.ONCE), "3"),
        (dosage("1", "tablet", F.WHEN_NEEDED, **PAIN, max_per_day="8"), "8"),
        (dosage("1", "tablet", F.FOUR_DAILY, **PAIN, max_per_day="3"), "3"),
        (dosage("1", "tablet", F.FOUR_DAILY, **PAIN), "4"),
        (dosage("1", "tablet", F.WHEN_NEEDED, **PAIN), None),
        (dosage("1", "tablet", F.EVERY_HOURS), None),
    ],
)
def test_the_most_in_24_hours_follows_from_the_dosage(meant, most):
    assert per_day(meant) == (None if most is None else Decimal(most))


def test_the_substance_in_24_hours_is_unknown_where_the_amount_of_one_dose_is():
    meant = dosage("2", "tablet", F.FOUR_DAILY)

    assert (daily_amount(meant, Decimal(500)), daily_amount(meant, None)) == (Decimal(4000), None)


@pytest.mark.parametrize(
    ("meant", "per_unit", "pack", "supplied"),
    [
        (dosage("1", "tablet", F.THREE_DAILY, duration_days=7), "1", "28", "21"),
        (dosage("0.5", "tablet", F.ONCE_DAILY, duration_days=7), "1", "28", "4"),
        (dosage("1", "tablet", F.ALTERNATE_DAYS, duration_days=7), "1", "28", "4"),
        (dosage("6", "tablet", F.WEEKLY, duration_days=84), "1", "24", "72"),
        (dosage("1", "tablet", F.TWICE_WEEKLY, duration_days=10), "1", "28", "3"),
        (dosage("1", "patch", F.EVERY_HOURS, every_hours=72, duration_days=30), "1", "5", "10"),
        (dosage("1", "tablet", F.ONCE), "1", "28", "1"),
        (dosage("1", "tablet", F.ONCE_DAILY), "1", "28", "28"),
        (dosage("2", "tablet", F.WHEN_NEEDED, **PAIN, max_per_day="8"), "1", "32", "32"),
        (dosage("2", "tablet", F.WHEN_NEEDED, **PAIN, max_per_day="8", duration_days=5), "1", "32",
         "40"),
        (dosage("1", "tablet", F.WHEN_NEEDED, **PAIN, duration_days=5), "1", "32", "32"),
        (dosage("5", "ml", F.THREE_DAILY, form=D.ORAL_SUSPENSION, duration_days=7), "1", "100",
         "105"),
        (dosage("2.5", "ml", F.THREE_DAILY, form=D.ORAL_SOLUTION, duration_days=7), "1", "100",
         "53"),
        (dosage("2", "puff", F.TWICE_DAILY, *INHALED, duration_days=30), "200", "1", "1"),
        (dosage("4", "puff", F.FOUR_DAILY, *INHALED, duration_days=30), "200", "1", "3"),
        (dosage("2", "puff", F.TWICE_DAILY, *INHALED, duration_days=30), "1", "200", "200"),
        (dosage("1", "drop", F.FOUR_DAILY, R.EYE, D.EYE_DROPS, duration_days=7), "20", "5", "5"),
        (dosage("20", "unit", F.NIGHT, *INJECTED, duration_days=30), "300", "5", "2"),
        (dosage("1", "application", F.TWICE_DAILY, *SKIN, duration_days=7), None, "30", None),
        (dosage("1", "application", F.TWICE_DAILY, *SKIN), None, "30", "30"),
    ],
)  # fmt: skip
def test_the_quantity_lasts_for_the_duration_and_is_one_pack_without(
    meant, per_unit, pack, supplied
):
    units = quantity(meant, None if per_unit is None else Decimal(per_unit), Decimal(pack))

    assert units == (None if supplied is None else Decimal(supplied))


@pytest.mark.parametrize(
    ("meant", "field"),
    [
        (dosage("0", "tablet", F.ONCE_DAILY), "dose"),
        (dosage("-1", "tablet", F.ONCE_DAILY), "dose"),
        (dosage("NaN", "tablet", F.ONCE_DAILY), "dose"),
        (dosage("0.3", "tablet", F.ONCE_DAILY), "dose"),
        (dosage("0.5", "capsule", F.ONCE_DAILY, form=D.CAPSULE), "dose"),
        (dosage("1.5", "puff", F.ONCE_DAILY, *INHALED), "dose"),
        (dosage("1", "tablet", F.WHEN_NEEDED), "frequency"),
        (dosage("1", "tablet", F.EVERY_HOURS), "every_hours"),
        (dosage("1", "tablet", F.EVERY_HOURS, every_hours=0), "every_hours"),
        (dosage("1", "tablet", F.EVERY_HOURS, every_hours=73), "every_hours"),
        (dosage("1", "tablet", F.ONCE_DAILY, every_hours=4), "every_hours"),
        (dosage("1", "tablet", F.WHEN_NEEDED, as_needed=True, max_per_day="4"), "as_needed_for"),
        (dosage("1", "tablet", F.WHEN_NEEDED, **PAIN), "max_per_day"),
        (dosage("2", "tablet", F.WHEN_NEEDED, **PAIN, max_per_day="1"), "max_per_day"),
        (dosage("1", "tablet", F.ONCE_DAILY, max_per_day="4"), "max_per_day"),
        (dosage("1", "tablet", F.ONCE, duration_days=7), "duration_days"),
        (dosage("1", "tablet", F.ONCE_DAILY, duration_days=0), "duration_days"),
        (dosage("1", "tablet", F.ONCE_DAILY, duration_days=366), "duration_days"),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_field(meant, field):
    found = problems(meant)

    assert list(found) == [field]
    assert found[field].endswith(".")


NUMBERS = some.decimals("0.01", "5000", places=2)
ANY = some.builds(
    Dosage,
    dose=NUMBERS,
    dose_unit=some.sampled_from(["tablet", "ml", "puff", "patch", "application", "unit", "pen"]),
    route=some.sampled_from(Route),
    form=some.sampled_from(DoseForm),
    frequency=some.sampled_from(Frequency),
    every_hours=some.none() | some.integers(1, 72),
    as_needed=some.booleans(),
    as_needed_for=some.sampled_from(["", "pain", "for itching."]),
    max_per_day=some.none() | NUMBERS,
    duration_days=some.none() | some.integers(1, 365),
    instruction=some.text(max_size=40),
)
PACKS = some.sampled_from([Decimal(1), Decimal(28), Decimal("2.5"), Decimal(200)])
PER_UNIT = some.sampled_from([Decimal(1), Decimal(20), Decimal("0.5"), Decimal(300)])


@given(ANY)
def test_every_dosage_reads_as_sentences(meant):
    read = sentence(replace(meant, instruction=""))

    assert read[0].isupper()
    assert read.endswith(".")
    assert "  " not in read
    assert " ." not in read
    assert " ," not in read


@given(ANY, PER_UNIT, PACKS)
def test_a_quantity_is_whole_or_whole_packs_and_never_nothing(meant, per_unit, pack):
    units = quantity(meant, per_unit, pack)

    assert units is not None
    assert units > 0
    assert units % 1 == 0 or units % pack == 0


@given(ANY, PER_UNIT, PACKS, some.integers(1, 364))
def test_a_longer_course_never_needs_less(meant, per_unit, pack, days):
    shorter, longer = (replace(meant, duration_days=one) for one in (days, days + 1))

    assert quantity(shorter, per_unit, pack) <= quantity(longer, per_unit, pack)


@given(ANY, PER_UNIT, PACKS)
def test_a_quantity_is_enough_for_every_dose_of_the_course(meant, per_unit, pack):
    rate = meant.frequency.doses_per_day
    if rate is None or meant.as_needed or meant.duration_days is None:
        return

    units = quantity(meant, per_unit, pack)

    assert units * per_unit >= meant.dose * (rate * meant.duration_days).__floor__()


@given(ANY)
def test_the_most_in_24_hours_is_at_least_one_dose_where_nothing_is_wrong(meant):
    most = per_day(meant)

    assert problems(meant) or most is None or most >= meant.dose


@given(some.decimals("0.0001", "99999", places=4))
def test_a_figure_is_the_number_and_has_no_needless_zeros(number):
    said = figure(number)

    assert Decimal(said) == number
    assert "E" not in said
    assert "." not in said or not said.endswith(("0", "."))


@pytest.mark.parametrize("unit", ["tablet", "patch", "pessary", "spray", "dose", "lozenge"])
def test_a_plural_is_another_word(unit):
    assert plural(unit) not in {unit, ""}
