"""A patient's own prescriptions: one word for where each is, what waits, what to do about it."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import factories
import prescriptions
import pytest

from portal.domain import when
from portal.domain.errors import NotAllowed, NotFound
from portal.domain.notification import NotificationType
from portal.domain.organization import OrganizationKind
from portal.domain.prescription_stage import AT, Stage, stops
from portal.domain.prescription_word import (
    ClaimStatus,
    ItemStatus,
    PrescriptionStatus,
    SupplyStatus,
)
from portal.domain.record import Source
from portal.infra.clock import now
from portal.models import Dispense, DispenseLine, Medication, Notification, PrescriptionWarning
from portal.schemas.consultation_claim import ConsultationRequest
from portal.services import consultation, notification, prescription_mine
from portal.services.work import look, perform

S, C, I, U, G = PrescriptionStatus, ClaimStatus, ItemStatus, SupplyStatus, Stage  # noqa: E741
CLAIMED = {"claim_status": C.CLAIMED}
WHOLE = {"committed": (28, 21)}
ASKED = ConsultationRequest(symptoms="A cough that stays.", began="weeks", urgency="soon")


@pytest.fixture
def write(world, clock):
    """Write a signed prescription of paracetamol and amoxicillin, standing where a test says."""

    def written(*, supply=None, committed=(0, 0), supplied=(0, 0), refused="", **facts):
        medicines = [
            prescriptions.medicine("paracetamol"),
            prescriptions.medicine("amoxicillin", pack_size=21),
        ]
        factories.saved(*medicines)
        place = facts.pop("pharmacy_id", world.pharmacist.organization_id)
        row, items = prescriptions.signed(
            world.patient, world.gp, medicines,
            **{"at": now() - timedelta(days=1), "claim_since": now(), "pharmacy_id": place,
               "status_since": now(), **facts},
        )  # fmt: skip
        for one, handed, given in zip(items, committed, supplied, strict=True):
            one.committed, one.supplied = Decimal(handed), Decimal(given)
            one.owed_until = now() + timedelta(days=2) if 0 < handed < one.quantity else None
            if given:
                part = I.DISPENSED if given == one.quantity else I.PARTLY_DISPENSED
                one.status = part
        if refused:
            items[1].status, items[1].reason = I.NOT_DISPENSED, refused
        factories.saved(row, *items)
        if supply:
            made = Dispense(
                prescription_id=row.id, pharmacy_id=place, number=1, status=supply,
                status_since=now(), prepared_by=world.pharmacist.id,
                checked_by=world.pharmacist.id, checked_at=now(), ready_at=now(),
                identifiers="name, birth_date", reason="Nobody was at home.",
            )  # fmt: skip
            factories.saved(made)
            factories.saved(
                *(
                    DispenseLine(dispense_id=made.id, item_id=one.id, quantity=Decimal(handed))
                    for one, handed in zip(items, committed, strict=True)
                    if handed
                )
            )
        return row, items

    return written


STANDS = [
    ({"pharmacy_id": None}, G.CHOOSE),
    ({"claim_status": C.RELEASED}, G.CHOOSE),
    ({}, G.SENT),
    (CLAIMED, G.TAKEN_ON),
    (CLAIMED | WHOLE | {"supply": U.PREPARING}, G.PREPARING),
    (CLAIMED | WHOLE | {"supply": U.CHECKED}, G.PREPARING),
    (CLAIMED | WHOLE | {"supply": U.READY}, G.READY),
    (CLAIMED | WHOLE | {"supply": U.DISPATCHED}, G.ON_ITS_WAY),
    (CLAIMED | WHOLE | {"supply": U.DELIVERY_FAILED}, G.NOT_DELIVERED),
    (CLAIMED | {"supply": U.RETURNED}, G.TAKEN_ON),
    (
        CLAIMED | {"supply": U.COLLECTED, "committed": (28, 0), "supplied": (28, 0),
                   "status": S.PARTLY_DISPENSED}, G.OWED,
    ),
    (CLAIMED | {"status": S.ON_HOLD, "held_at": factories.MONDAY}, G.ON_HOLD),
    (CLAIMED | WHOLE | {"supply": U.READY, "stop_requested_at": factories.MONDAY}, G.STOPPING),
    (
        CLAIMED | WHOLE | {"supply": U.COLLECTED, "supplied": (28, 21), "status": S.DISPENSED},
        G.SUPPLIED,
    ),
    ({"status": S.NOT_DISPENSED}, G.NOT_SUPPLIED),
    ({"status": S.CANCELLED, "reason": "Wrong drug."}, G.CANCELLED),
    ({"status": S.EXPIRED}, G.EXPIRED),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "stage"), STANDS)
def test_every_standing_has_one_word_for_its_patient(world, write, facts, stage):
    row, _ = write(**facts)

    shown = look(world.patient, prescription_mine.get, row.id)

    assert shown.stage == stage
    over = stage in (G.SUPPLIED, G.NOT_SUPPLIED, G.CANCELLED, G.EXPIRED)
    page = look(world.patient, prescription_mine.page, active=not over)
    assert [(one.id, one.stage) for one in page.items] == [(str(row.id), stage)]


def test_every_stage_was_met():
    assert {stage for _, stage in STANDS} == set(Stage)


@pytest.mark.parametrize("stage", Stage)
def test_a_lane_has_one_present_stop_or_none(stage):
    states = [one.state for one in stops(stage)]

    present = [one for one in states if one in ("now", "failed")]
    assert len(present) == int(stage in AT)
    assert states == sorted(states, key=["done", "now", "failed", "ahead"].index)


@pytest.mark.parametrize(("facts", "stage"), STANDS)
def test_the_stations_of_one_prescription_have_at_most_one_present(world, write, facts, stage):
    row, _ = write(**facts)

    shown = look(world.patient, prescription_mine.get, row.id)

    present = [one.word for one in shown.stations if one.state in ("now", "failed")]
    assert len(present) == int(stage is not G.SUPPLIED), present


def test_what_is_being_stopped_is_ready_for_nobody(world, write):
    row, _ = write(**CLAIMED, **WHOLE, supply=U.READY, stop_requested_at=factories.MONDAY)

    last = look(world.patient, prescription_mine.get, row.id).stations[-1]

    assert (last.name, last.state) == ("stopping", "failed")


@pytest.mark.parametrize(
    ("facts", "shows"),
    [
        ({}, True),
        (CLAIMED | {"status": S.ON_HOLD, "held_at": factories.MONDAY}, True),
        (CLAIMED | WHOLE | {"supply": U.READY, "stop_requested_at": factories.MONDAY}, False),
        ({"status": S.CANCELLED, "reason": "Wrong drug."}, False),
        ({"status": S.EXPIRED}, False),
        ({"status": S.DISPENSED}, False),
    ],
)
def test_the_code_is_shown_while_something_can_still_be_supplied(world, write, facts, shows):
    row, _ = write(**facts)

    assert look(world.patient, prescription_mine.get, row.id).shows_code is shows


WAITS = [
    (CLAIMED | WHOLE | {"supply": U.READY}, "collect", "Ready to collect at West Pharmacy"),
    ({"pharmacy_id": None}, "choose", "Choose a pharmacy"),
    ({"claim_status": C.RELEASED}, "choose", "Choose a pharmacy"),
    (CLAIMED | WHOLE | {"supply": U.DELIVERY_FAILED}, "delivery", "Not delivered"),
    (
        CLAIMED | WHOLE | {"supply": U.READY, "stop_requested_at": factories.MONDAY},
        "ask", "Ask before you take any",
    ),
    ({"expires_at": factories.MONDAY + timedelta(days=9)}, "expires", "Expires on Wed 23 Sept"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "kind", "title"), WAITS)
def test_what_waits_for_the_patient_is_said(world, write, facts, kind, title):
    row, _ = write(**facts)

    found = look(world.patient, prescription_mine.medicines)

    (errand,) = found.errands
    assert (errand.kind, errand.prescription_id) == (kind, str(row.id))
    assert errand.title == title
    assert look(world.patient2, prescription_mine.medicines).errands == []


def test_what_the_pharmacy_has_to_do_waits_for_nobody_else(world, write):
    write()
    write(**CLAIMED)
    write(**CLAIMED, **WHOLE, supply=U.PREPARING)

    found = look(world.patient, prescription_mine.medicines)

    assert len(found.active) == 3
    assert found.errands == []


def test_danger_comes_before_everything_that_can_wait(world, write):
    write(pharmacy_id=None, at=now())
    row, items = write(**CLAIMED, **WHOLE, supply=U.READY)
    factories.saved(
        PrescriptionWarning(
            prescription_id=row.id, item_id=items[1].id, kind="allergy",
            severity="contraindicated", key="k", sentence="Penicillin.", after_signing=True,
        )
    )  # fmt: skip

    kinds = [one.kind for one in look(world.patient, prescription_mine.medicines).errands]
    shown = look(world.patient, prescription_mine.get, row.id)

    assert kinds == ["ask", "collect", "choose"]
    assert (shown.tone, shown.call) == ("alarm", "practice")
    assert shown.advice.startswith("Something new in your record speaks against it.")


def test_each_medicine_says_how_far_it_is(world, write):
    row, _ = write(**CLAIMED, supply=U.READY, committed=(14, 0), refused="Out of stock.")

    first, second = look(world.patient, prescription_mine.get, row.id).medicines

    assert first.state == "ready"
    assert first.words.startswith("14 of 28 tablets · ready · rest owed until")
    assert (second.state, second.words) == ("refused", "Not supplied: Out of stock.")


def test_a_medicine_of_which_nothing_was_there_is_owed_whole(world, write):
    row, _ = write(**CLAIMED, supply=U.READY, committed=(28, 0))

    first, second = look(world.patient, prescription_mine.get, row.id).medicines

    assert (first.state, first.words) == ("ready", "28 tablets · ready")
    assert second.state == "owed"
    assert second.words.startswith("21 capsules · owed")


def test_before_anything_is_supplied_no_medicine_is_owed(world, write):
    row, _ = write(**CLAIMED)

    found = look(world.patient, prescription_mine.get, row.id).medicines

    assert [(one.state, one.words) for one in found] == [
        ("waiting", "28 tablets"), ("waiting", "21 capsules")
    ]  # fmt: skip


def test_what_a_counter_handed_over_is_the_patients(world, write):
    row, _ = write(
        **CLAIMED, supply=U.COLLECTED, committed=(28, 7), supplied=(28, 7),
        status=S.PARTLY_DISPENSED,
    )  # fmt: skip

    first, second = look(world.patient, prescription_mine.get, row.id).medicines

    assert (first.state, first.words) == ("supplied", "28 tablets · you have it")
    assert second.state == "owed"
    assert second.words.startswith("7 of 21 capsules · rest owed until")


def test_what_is_over_leaves_the_rest_unsupplied(world, write):
    row, _ = write(status=S.CANCELLED, reason="Wrong drug.")

    shown = look(world.patient, prescription_mine.get, row.id)

    assert [one.state for one in shown.medicines] == ["closed", "closed"]
    assert shown.medicines[0].words == "28 tablets · not supplied"
    assert (shown.reason, shown.asks_anew, shown.call) == ("Wrong drug.", True, "practice")
    assert "Do not start it" in shown.advice


def test_a_cancelled_one_warns_of_what_is_at_home(world, write):
    row, _ = write(
        **CLAIMED, supply=U.COLLECTED, committed=(28, 0), supplied=(28, 0),
        status=S.CANCELLED, reason="Wrong drug.",
    )  # fmt: skip

    assert "at home" in look(world.patient, prescription_mine.get, row.id).advice


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"issues": 6, "issue": 2, "next_issue_at": factories.MONDAY + timedelta(days=28),
          "interval_days": 28}, "Issue 2 of 6. The next one comes on "),
        ({"issues": 6, "issue": 6}, "Issue 6 of 6. It is the last"),
    ],
)  # fmt: skip
def test_repeats_say_which_issue_it_is_and_when_the_next_comes(world, write, facts, said):
    row, _ = write(**facts)

    repeats = look(world.patient, prescription_mine.get, row.id).repeats

    assert repeats.startswith(said)
    assert bool(repeats) is bool(said)


def test_all_of_a_page_speaks_in_the_pharmacys_time(world, clock, write):
    far = factories.practice("Far Pharmacy", "Pacific/Auckland", OrganizationKind.PHARMACY)
    factories.saved(far)
    late = now().replace(hour=20)
    row, _ = write(pharmacy_id=far.id, at=late, claim_since=late, expires_at=late)

    found = look(world.patient, prescription_mine.get, row.id)
    (listed,) = look(world.patient, prescription_mine.page, active=True).items

    next_day = when.date(late, now(), ZoneInfo("Pacific/Auckland"))
    assert when.date(late, now(), ZoneInfo("Europe/London")) != next_day
    assert found.zone == listed.zone == "Pacific/Auckland"
    assert found.title == listed.title == f"Prescription of {next_day}"
    assert next_day in found.valid
    assert when.moment(late, now(), ZoneInfo("Pacific/Auckland")) in found.words


def test_a_prescription_that_goes_nowhere_speaks_in_the_clinics_time(world, write):
    row, _ = write(pharmacy_id=None)

    assert look(world.patient, prescription_mine.get, row.id).zone == "Europe/London"


def test_drafts_and_other_peoples_prescriptions_do_not_exist(world, write):
    row, _ = write()
    draft, _ = write(status=S.DRAFT)

    with pytest.raises(NotFound):
        look(world.patient, prescription_mine.get, draft.id)
    with pytest.raises(NotFound):
        look(world.patient2, prescription_mine.get, row.id)
    for who in (world.gp, world.pharmacist, world.manager):
        with pytest.raises(NotAllowed):
            look(who, prescription_mine.get, row.id)


def test_opening_it_takes_its_news_as_read(world, write):
    row, _ = write()
    told = Notification(
        created_at=now(), updated_at=now(), recipient_id=world.patient.id, event_id=row.id,
        kind=NotificationType.PRESCRIPTION_SIGNED, subject_id=row.id, sentence="For you",
    )  # fmt: skip
    factories.saved(told)
    assert look(world.patient, notification.unread_count).unread == 1

    perform(world.patient, prescription_mine.open_page, row.id)

    assert look(world.patient, notification.unread_count).unread == 0


def test_the_record_leads_to_the_prescription_that_an_entry_comes_from(world, write):
    row, items = write()
    entry = Medication(
        created_at=now(), patient_id=world.patient.id, recorded_by=world.gp.id,
        source=Source.CLINICIAN, substance="Paracetamol", dosage="Take 1 twice a day.",
    )  # fmt: skip
    factories.saved(entry)
    items[0].record_entry_id = entry.id
    factories.saved(items[0])

    behind = look(world.patient, prescription_mine.behind_record)

    assert behind == {str(entry.id): str(row.id)}
    assert look(world.patient2, prescription_mine.behind_record) == {}


def test_a_consultation_leads_to_what_was_prescribed_in_it(world, write):
    asked = perform(world.patient, consultation.request, ASKED)
    row, _ = write(consultation_id=UUID(asked.id))
    write()
    write(consultation_id=UUID(asked.id), status=S.DRAFT)

    found = look(world.patient, prescription_mine.of_consultation, asked.id)

    assert [one.id for one in found] == [str(row.id)]
    assert look(world.patient2, prescription_mine.of_consultation, asked.id) == []
