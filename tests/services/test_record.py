"""A record is written, corrected without losing anything, and taken in at a glance."""

from datetime import date, timedelta

import pytest
from factories import MONDAY, person, saved
from pydantic import ValidationError
from services.record_claims import (
    DIABETES,
    ENDING,
    GOOD,
    METFORMIN,
    NEEDS,
    PENICILLIN,
    PRESSURE,
    PULSE,
    WHY,
    corrected,
    measured,
)  # fmt: skip

from portal.domain.errors import Invalid, NotAllowed, NotFound, StepNotPossible
from portal.domain.permission import Role
from portal.domain.record import EntryKind, Vital
from portal.domain.vital import MEASURES
from portal.models import Allergy, AuditEntry, Consultation, Measurement, User
from portal.schemas.base import parse
from portal.schemas.record_claim import Ending, MeasurementClaim, MedicationClaim, NeedsClaim
from portal.services import record, record_entry, record_needs, record_timeline
from portal.services.work import look, perform

KINDS = list(GOOD)


@pytest.fixture
def care(world):
    """The world, with the patient in the GP's care."""
    world.started()
    return world


def add(world, claim, by=None):
    return perform(by or world.gp, record_entry.add, world.patient.id, claim)


def glance(world, by=None):
    return look(by or world.gp, record.at_a_glance, world.patient.id)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_clinician_writes_is_read_at_a_glance(care, kind):
    written = add(care, GOOD[kind])

    view = glance(care)
    entries = [*view.allergies, *view.conditions, *view.medications]
    assert [e.id for e in entries] + [v.latest.id for v in view.vitals] == [written.id]
    assert (written.by, written.source) == ("Dr Carol Cedar", "clinician")


def test_a_glance_names_the_patient_so_that_nobody_is_mistaken(care):
    view = glance(care)

    assert (view.name, view.born, view.age) == ("Anna Ash", "17 May 1980", 46)


def test_nobody_asked_is_not_the_same_as_no_known_allergies(care):
    assert glance(care).allergy_knowledge == "not_asked"

    perform(care.gp, record_entry.none_known, care.patient.id)

    view = glance(care)
    assert (view.allergy_knowledge, view.allergies) == ("none_known", [])
    assert view.none_known_by.startswith("Dr Carol Cedar, ")


def test_a_medicine_begins_its_line_with_a_capital_however_it_was_written(care):
    claim = MedicationClaim(substance="metformin", strength="500 mg", dosage="1 twice a day")

    assert add(care, claim).title == "Metformin 500 mg"


def test_an_allergy_ends_what_said_that_there_are_none(care):
    perform(care.gp, record_entry.none_known, care.patient.id)
    add(care, PENICILLIN)

    view = glance(care)
    assert (view.allergy_knowledge, [a.substance for a in view.allergies]) == (
        "listed", ["Penicillin"],
    )  # fmt: skip
    with pytest.raises(StepNotPossible):
        perform(care.gp, record_entry.none_known, care.patient.id)


def test_two_at_once_write_only_one_none_known(care, at_once, rows):
    calls = [lambda: perform(care.gp, record_entry.none_known, care.patient.id)] * 2
    at_once(calls)

    assert len(rows(Allergy)) == 1


def test_the_worst_allergy_is_read_first_and_a_refuted_one_last(care):
    for substance, severity, certainty in (
        ("Nuts", "mild", "confirmed"), ("Latex", "life_threatening", "refuted"),
        ("Iodine", "severe", "likely"), ("Penicillin", "life_threatening", "confirmed"),
    ):  # fmt: skip
        add(care, PENICILLIN.model_copy(
            update={"substance": substance, "severity": severity, "certainty": certainty}
        ))  # fmt: skip

    assert [a.substance for a in glance(care).allergies] == [
        "Penicillin", "Iodine", "Nuts", "Latex",
    ]  # fmt: skip


def test_a_refuted_allergy_alone_is_no_allergy(care):
    add(care, PENICILLIN.model_copy(update={"certainty": "refuted"}))

    assert glance(care).allergy_knowledge == "not_asked"


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_keeps_the_old_value_with_who_when_and_why(care, clock, kind):
    old = add(care, GOOD[kind])
    later = clock.advance(minutes=3)
    new = perform(care.gp, record_entry.correct, care.patient.id, old.id, corrected(kind))

    page = look(care.gp, record_timeline.history, care.patient.id, kind)
    kept = next(e for e in page.items if e.id == old.id)
    assert new.replaces_id == old.id
    assert (kept.status, kept.reason, kept.changed_by, kept.changed_at) == (
        "corrected", "I had misread it.", "Dr Carol Cedar", later,
    )  # fmt: skip
    assert kept.title == old.title
    assert [e.id for e in page.items if e.status == "current"] == [new.id]


def test_a_corrected_measurement_keeps_its_time(care, clock):
    old = add(care, PULSE)
    clock.advance(days=3)
    perform(care.gp, record_entry.correct, care.patient.id, old.id, corrected(PULSE.KIND))

    assert glance(care).vitals[0].latest.taken_at == clock.now - timedelta(days=3)


def test_what_was_corrected_is_corrected_once_only(care):
    old = add(care, PULSE)
    perform(care.gp, record_entry.correct, care.patient.id, old.id, corrected(PULSE.KIND))

    with pytest.raises(StepNotPossible):
        perform(care.gp, record_entry.correct, care.patient.id, old.id, corrected(PULSE.KIND))


def test_of_two_who_correct_at_once_one_wins(care, at_once, rows):
    old = add(care, PULSE)
    again = corrected(PULSE.KIND)
    calls = [
        lambda who=who: perform(who, record_entry.correct, care.patient.id, old.id, again)
        for who in (care.gp, care.gp, care.gp)
    ]
    refused = [r for r in at_once(calls) if isinstance(r, StepNotPossible)]

    assert (len(refused), len(rows(Measurement))) == (2, 2)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_entered_in_error_speaks_no_more_and_stays_readable(care, kind):
    old = add(care, GOOD[kind])
    perform(care.gp, record_entry.withdraw, care.patient.id, kind, old.id, WHY)

    view = glance(care)
    assert [*view.allergies, *view.conditions, *view.medications, *view.vitals] == []
    (kept,) = look(care.gp, record_timeline.history, care.patient.id, kind).items
    assert (kept.status, kept.reason) == ("entered_in_error", WHY.reason)


@pytest.mark.parametrize("claim", [DIABETES, METFORMIN])
def test_what_is_over_leaves_the_glance(care, claim):
    old = add(care, claim)
    perform(care.gp, record_entry.end, care.patient.id, claim.KIND, old.id, ENDING)

    assert glance(care).conditions == glance(care).medications == []


def test_an_end_before_the_beginning_or_after_today_is_refused(care, clock):
    old = add(care, DIABETES)

    for day in (date(2019, 3, 31), clock.now.date() + timedelta(days=1)):
        ending = Ending(until=day)
        with pytest.raises(Invalid) as refused:
            perform(care.gp, record_entry.end, care.patient.id, DIABETES.KIND, old.id, ending)
        assert "until" in refused.value.fields


def test_an_allergy_or_a_measurement_does_not_end(care):
    old = add(care, PULSE)
    with pytest.raises(StepNotPossible):
        perform(care.gp, record_entry.end, care.patient.id, PULSE.KIND, old.id, ENDING)


@pytest.mark.parametrize("vital", list(Vital))
def test_a_value_that_nobody_can_have_is_refused_in_a_sentence(care, vital):
    limits, second = MEASURES[vital].range, MEASURES[vital].second
    other = second.least if second else None

    for value in (limits.least - 0.001, limits.most + 0.001, 0):
        with pytest.raises(Invalid) as refused:
            add(care, measured(vital, f"{max(value, 0):.3f}", other))
        assert "is not possible here" in refused.value.fields["value"]
    assert look(care.gp, record_timeline.series, care.patient.id, vital).points == []


@pytest.mark.parametrize(
    ("claim", "field"),
    [
        pytest.param(measured(Vital.BLOOD_PRESSURE, 120), "value_second", id="half a pressure"),
        pytest.param(measured(Vital.BLOOD_PRESSURE, 80, 120), "value_second", id="swapped"),
        pytest.param(measured(Vital.WEIGHT, 80, 90), "value_second", id="one number too many"),
        pytest.param(measured(Vital.GLUCOSE, 100, unit="mmol/L"), "unit", id="a foreign unit"),
        pytest.param(measured(Vital.WEIGHT, 80, taken_at="2099-01-01"), "taken_at", id="late"),
        pytest.param(measured(Vital.WEIGHT, 80, taken_at="1970-01-01"), "taken_at", id="unborn"),
        pytest.param(measured(Vital.WEIGHT, 80, taken_at="yesterday"), "taken_at", id="no time"),
        pytest.param(
            measured(Vital.WEIGHT, 80, taken_at="0001-01-01T00:00+14:00"), "taken_at", id="before"
        ),
        pytest.param(
            measured(Vital.WEIGHT, 80, taken_at="9999-12-31T23:59-14:00"), "taken_at", id="beyond"
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(care, claim, field):
    with pytest.raises(Invalid) as refused:
        add(care, claim)

    assert list(refused.value.fields) == [field]


def test_a_code_that_is_not_in_the_catalogue_is_refused(care):
    with pytest.raises(Invalid) as refused:
        add(care, DIABETES.model_copy(update={"code": "E99.99"}))

    assert list(refused.value.fields) == ["code"]


@pytest.mark.parametrize("raw", ["37,2", "37.2", " 37.2 "])
def test_a_number_is_read_as_people_write_it(care, raw):
    claim = parse(MeasurementClaim, {"vital": Vital.TEMPERATURE, "value": raw})

    assert add(care, claim).title == "Temperature 37.2 °C"


@pytest.mark.parametrize("raw", ["", "NaN", "Infinity", "1e5", "-1", "12a", True, None, [37]])
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(Invalid) as refused:
        parse(MeasurementClaim, {"vital": Vital.TEMPERATURE, "value": raw})

    assert refused.value.fields == {"value": "Enter a number."}


@pytest.mark.parametrize(
    ("claim", "reading"),
    [
        (measured(Vital.BLOOD_PRESSURE, 120, 80), "usual"),
        (measured(Vital.BLOOD_PRESSURE, 150, 80), "high"),
        (measured(Vital.BLOOD_PRESSURE, 120, 90), "usual"),
        (measured(Vital.BLOOD_PRESSURE, 135, 121), "very_high"),
        (measured(Vital.POTASSIUM, "6.0"), "very_high"),
        (measured(Vital.POTASSIUM, "3.4"), "low"),
        (measured(Vital.OXYGEN_SATURATION, 91), "very_low"),
        (measured(Vital.WEIGHT, 80), ""),
    ],
)
def test_a_value_is_judged_by_the_usual_range_of_an_adult(care, claim, reading):
    add(care, claim)

    assert glance(care).vitals[0].latest.reading == reading


def test_a_childs_values_are_shown_without_a_judgement(world):
    child = person("Lily Larch", Role.PATIENT, world.north, birth_date=date(2019, 3, 2))
    saved(child)
    saved(_joined(world, child))
    perform(world.gp, record_entry.add, child.id, measured(Vital.HEART_RATE, 140))

    latest = look(world.gp, record.at_a_glance, child.id).vitals[0].latest
    assert (latest.reading, latest.usual) == ("", "")


def _joined(world, patient):
    return Consultation(
        patient_id=patient.id, practice_id=world.north, clinician_id=world.gp.id, pool=False,
        symptoms="x" * 20, began="today", urgency="soon", urgency_rank=2,
        status_since=MONDAY,
    )  # fmt: skip


def test_a_trend_is_told_against_the_last(care, clock):
    for value in ("80.0", "82.5", "81.0"):
        add(care, measured(Vital.WEIGHT, value))
        clock.advance(days=30)

    (weight,) = glance(care).vitals
    assert (weight.latest.text, weight.change, weight.direction) == ("81.0", "−1.5", "down")
    assert len(weight.spark.split()) == 3


def test_what_the_patient_measured_is_marked_as_theirs(care):
    perform(care.patient, record_entry.measure, PRESSURE)

    (pressure,) = glance(care).vitals
    assert (pressure.latest.source, pressure.latest.by) == ("patient", "Anna Ash")
    assert (
        look(care.gp, record_timeline.series, care.patient.id, Vital.BLOOD_PRESSURE)
        .points[0]
        .by_patient
    )


def test_a_patient_writes_measurements_of_home_and_nothing_else(care):
    for kind in (EntryKind.ALLERGY, EntryKind.CONDITION, EntryKind.MEDICATION):
        with pytest.raises(NotAllowed):
            add(care, GOOD[kind], by=care.patient)
    with pytest.raises(Invalid) as refused:
        perform(care.patient, record_entry.measure, measured(Vital.POTASSIUM, 4))
    assert "vital" in refused.value.fields


def test_a_patient_corrects_their_own_values_not_the_practices(care):
    own = perform(care.patient, record_entry.measure, PULSE)
    theirs = add(care, PULSE)
    again = corrected(PULSE.KIND, value="75")

    new = perform(care.patient, record_entry.correct, care.patient.id, own.id, again)
    assert (new.source, new.title) == ("patient", "Heart rate 75 /min")
    with pytest.raises(NotAllowed):
        perform(care.patient, record_entry.correct, care.patient.id, theirs.id, again)
    with pytest.raises(NotAllowed):
        perform(care.patient, record_entry.withdraw, care.patient.id, PULSE.KIND, theirs.id, WHY)


def test_a_time_without_a_zone_is_the_practices(care):
    add(care, measured(Vital.WEIGHT, 80, taken_at="2026-09-14T08:30"))

    assert f"{glance(care).vitals[0].latest.taken_at:%H:%M %Z}" == "07:30 UTC"


def test_an_entry_may_say_in_which_consultation_it_was_learnt(care, rows):
    mine = rows(Consultation)[0].id
    add(care, PENICILLIN.model_copy(update={"consultation_id": mine}))
    theirs = care.request(by=care.patient2)

    assert rows(Allergy)[0].consultation_id == mine
    with pytest.raises(NotFound):
        add(care, PENICILLIN.model_copy(update={"consultation_id": theirs}))


def test_needs_are_the_patients_own_to_change_and_the_clinicians_to_read(care, rows):
    perform(care.patient, record_needs.change_mine, NEEDS)

    needs = glance(care).needs
    assert (needs.language, needs.large_print, needs.phone) == ("Polish", True, "020 7946 0123")
    entry = max(rows(AuditEntry), key=lambda e: e.seq)
    assert (entry.action, entry.reason) == (
        "needs:changed", "telephone, interpreter, large print",
    )  # fmt: skip


def test_needs_that_are_sent_unchanged_are_no_change(care, rows):
    perform(care.gp, record_needs.change, care.patient.id, NEEDS)
    before = len(rows(AuditEntry))
    perform(care.gp, record_needs.change, care.patient.id, NEEDS)

    assert len(rows(AuditEntry)) == before


def test_a_telephone_number_has_no_letters():
    with pytest.raises(ValidationError):
        NeedsClaim(phone="call my son")


@pytest.mark.parametrize("kind", KINDS)
def test_a_write_wakes_the_patient_and_the_places_that_treat_them(care, announced, kind):
    announced.clear()
    add(care, GOOD[kind])

    assert announced.audiences("record") == {f"user:{care.patient.id}", f"org:{care.north}"}


def test_my_patients_are_found_by_name_and_day_of_birth(care, rows):
    care.request(by=care.patient2)

    def found(asked, who=care.gp):
        return [row.name for row in look(who, record.my_patients, asked).items]

    assert found("") == ["Anna Ash", "Ben Birch"]
    assert found("ash an") == found("ANNA") == ["Anna Ash"]
    assert found("17.5.1980") == found("1980-05-17") == found("17/05/1980") == found("")
    assert found("99999999999999999999-01-01") == found("9999999999999999999.1.1") == []
    assert found("%") == found("Olga") == found("", care.other_gp) == []
    assert rows(User)


def test_the_timeline_pages_through_everything_once(care, clock):
    for number in range(7):
        clock.advance(hours=1)
        add(care, measured(Vital.WEIGHT, 70 + number))
        add(care, PENICILLIN.model_copy(update={"substance": f"Substance {number}"}))
    seen, cursor = [], None
    while True:
        page = look(care.gp, record_timeline.timeline, care.patient.id, None, cursor, 4)
        seen += page.items
        cursor = page.next_cursor
        if cursor is None:
            break

    assert len({row.id for row in seen}) == len(seen) == 15
    assert [row.at for row in seen] == sorted((row.at for row in seen), reverse=True)
    only = look(care.gp, record_timeline.timeline, care.patient.id, EntryKind.ALLERGY)
    assert {row.kind for row in only.items} == {"allergy"}


def test_a_colleagues_consultation_is_on_the_timeline_without_its_words(care):
    care.accepted(by=care.gp2, clinician_id=care.gp2.id, symptoms="CANARY of the other one.")

    page = look(care.gp, record_timeline.timeline, care.patient.id)
    other = next(row for row in page.items if "Dogwood" in row.title)
    assert (other.detail, other.link) == ("accepted", "")
    assert "CANARY" not in str(page)
