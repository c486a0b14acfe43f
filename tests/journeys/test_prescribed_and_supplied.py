"""Three people at three screens: prescribed here, seen there at once, supplied in parts."""

import re
from uuid import UUID

import servers
from playwright.sync_api import expect

from portal.infra.db import transaction
from portal.models import User
from tests.journeys.conftest import Stage
from tests.journeys.counter import Counter
from tests.journeys.people import Gp, Patient, Pharmacist
from tests.journeys.test_following_a_prescription import does, prescribed, stands
from tests.journeys.test_prescribing import NAMES, Prescriber

REASON = "Had it since without any reaction."


def writes(doctor: Prescriber, pharmacy: str) -> str:
    """Prescribe two medicines, one against an allergy, and sign; return which it became."""
    doctor.turns_to_the_desk()
    doctor.finds("amox", NAMES[0])
    doctor.doses("1", 2, "7")
    expect(doctor.editor).to_contain_text("Allergy")
    doctor.page.keyboard.press("Enter")
    why = doctor.editor.get_by_label("Why do you prescribe it all the same?").first
    expect(why).to_be_focused()
    doctor.page.keyboard.type(REASON)
    doctor.page.keyboard.press("Enter")
    expect(doctor.search).to_be_focused()
    doctor.finds("omeprazole 20", NAMES[1])
    doctor.doses("1", 0, "28")
    doctor.page.keyboard.press("Enter")
    expect(doctor.search).to_be_focused()
    place = doctor.desk.get_by_role("radio", name=re.compile(f"^{pharmacy}"))
    more = doctor.desk.get_by_text(re.compile(r"^\d+ more pharmac"))
    if more.count() and not place.is_visible():
        more.click()
    place.check()
    return doctor.signs()


def test_what_is_signed_in_the_consultation_is_on_three_screens_until_it_is_in_the_hand(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    doctor = Prescriber(gp.context, gp.who, gp.url)
    doctor.is_allergic(patient, "penicillin")
    counter, colleague = stage.enters(Counter, "pharmacist"), stage.enters(Counter, "pharmacist2")
    patient.goes_to("/patient/prescriptions")
    counter.goes_home()
    doctor.opens(consultation)

    one = {"id": writes(doctor, stage.world.pharmacy.name)}

    expect(stands(patient, one, "sent")).to_be_visible()
    counter.queue.locator(f'li[data-id="{one["id"]}"] a').click()
    against = counter.page.get_by_role("list", name="What speaks against it")
    expect(against).to_contain_text(doctor.name)
    expect(against).to_contain_text(REASON)
    expect(counter.page.get_by_role("region", name="Allergies")).to_contain_text("penicillin")
    patient.page.locator(f'[data-id="{one["id"]}"] a').first.click()
    where = patient.page.get_by_role("region", name="Where it is")
    expect(where).to_contain_text("not started yet")
    counter.page.get_by_role("button", name="Start").click()
    expect(stands(patient, one, "taken_on")).to_be_visible()
    expect(where).to_contain_text(f"{stage.world.pharmacy.name} since")
    counter.supplies("omeprazole", "14")
    counter.supplies("amoxicillin")
    counter.sends_to_check()
    expect(stands(patient, one, "preparing")).to_be_visible()
    expect(where).to_contain_text(
        re.compile(r"ready .+ about \d\d:\d\d; 1 of 2 medicines owed until ")
    )
    colleague.opens_one(one["id"])
    colleague.supply(1).get_by_role("button", name="Checked: it is ready").click()
    expect(stands(patient, one, "ready")).to_be_visible()
    counter.hands_over(1, "Name", "Date of birth")
    expect(stands(patient, one, "owed")).to_be_visible()
    expect(where).to_contain_text("1 of 2 medicines owed until")
    colleague.supplies("omeprazole")
    colleague.sends_to_check()
    counter.supply(2).get_by_role("button", name="Checked: it is ready").click()
    counter.hands_over(2, "Name", "Date of birth")

    expect(stands(patient, one, "supplied")).to_be_visible()
    doctor.goes_to(f"/gp/prescriptions/{one['id']}")
    expect(doctor.stands(one["id"], "dispensed")).to_be_visible()


def test_a_question_goes_to_the_prescriber_and_the_answer_back_to_the_counter(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    doctor = Prescriber(gp.context, gp.who, gp.url)
    counter = stage.enters(Counter, "pharmacist")
    doctor.goes_home()
    patient.goes_to(f"/patient/prescriptions/{one['id']}")
    counter.opens_one(one["id"])
    counter.page.get_by_role("button", name="Start").click()

    counter.tries_to("Ask the prescriber")
    counter.confirms("Ask the prescriber")
    expect(counter.dialog).to_contain_text("Ask your question, in a sentence")
    counter.dialog.get_by_label("Your question").fill("Is twice a day meant?")
    counter.confirms("Ask the prescriber")
    expect(counter.page.get_by_text("Waits for the answer")).to_be_visible()
    expect(counter.page.get_by_role("button", name="Send to second check")).to_have_count(0)
    expect(stands(patient, one, "on_hold")).to_be_visible()
    doctor.page.get_by_role("link", name="1 pharmacy asks and waits for your answer").click()
    doctor.row(one["id"]).get_by_role("link", name="Answer: ").click()
    doctor.page.get_by_role("button", name="Answer…").first.click()
    doctor.dialog.get_by_label("Your answer").fill("Yes: for two weeks.")
    doctor.confirms("Send the answer")

    thread = counter.page.get_by_role("region", name="Questions to the prescriber")
    expect(thread).to_contain_text("Yes: for two weeks.")
    expect(stands(patient, one, "taken_on")).to_be_visible()
    counter.supplies("amoxicillin")
    counter.sends_to_check()
    expect(counter.supply(1)).to_have_attribute("data-status", "preparing")


def test_while_the_prescriber_is_away_the_cover_answers_and_the_prescriber_reads_it(
    stage: Stage, patient: Patient, gp: Gp, other_gp: Gp, counter: Counter
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    with (
        servers.bound(stage.server.database, stage.server.home),
        transaction(write=True) as session,
    ):
        session.get_one(User, UUID(gp.who.id)).cover_id = UUID(other_gp.who.id)
        session.commit()
    gp.goes_home()
    counter.opens_one(one["id"])
    counter.page.get_by_role("button", name="Start").click()
    counter.tries_to("Ask the prescriber")
    counter.dialog.get_by_label("Your question").fill("Is twice a day meant?")
    counter.confirms("Ask the prescriber")

    other_gp.goes_to("/gp/notifications")
    other_gp.page.get_by_text(f"asks about a prescription of {gp.name}").first.click()
    other_gp.page.get_by_role("button", name="Answer…").first.click()
    other_gp.dialog.get_by_label("Your answer").fill("Yes: for two weeks.")
    other_gp.confirms("Send the answer")

    thread = counter.page.get_by_role("region", name="Questions to the prescriber")
    expect(thread).to_contain_text("Yes: for two weeks.")
    gp.goes_to("/gp/notifications")
    expect(gp.page.get_by_role("main")).to_contain_text(
        f"{other_gp.name} answered the pharmacy about {patient.name} in your place"
    )


def test_before_anybody_has_started_the_prescriber_cancels_and_everybody_reads_why(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    counter = stage.enters(Counter, "pharmacist")
    patient.goes_to(f"/patient/prescriptions/{one['id']}")
    counter.opens_one(one["id"])
    gp.goes_to(f"/gp/prescriptions/{one['id']}")

    gp.tries_to("Cancel")
    gp.confirms("Cancel prescription")
    expect(gp.dialog).to_contain_text("Say why, in a sentence")
    gp.dialog.get_by_label("Why do you cancel it?").fill("The swab was negative.")
    gp.confirms("Cancel prescription")

    expect(stands(patient, one, "cancelled")).to_be_visible()
    expect(patient.body).to_contain_text("The swab was negative.")
    expect(counter.page.get_by_text("Nothing more may be supplied.")).to_be_visible()
    expect(counter.page.get_by_role("button", name="Start")).to_have_count(0)
    expect(counter.body).to_contain_text("The swab was negative.")


def test_during_a_supply_the_prescriber_asks_to_stop_and_it_is_in_time(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    counter = stage.enters(Counter, "pharmacist")
    does(counter, f"{one['id']}/claim")
    lines = [{"item_id": one["items"][0]["id"], "quantity": 10}]
    does(counter, f"{one['id']}/fulfill", {"lines": lines})
    patient.goes_to(f"/patient/prescriptions/{one['id']}")
    counter.opens_one(one["id"])
    gp.goes_to(f"/gp/prescriptions/{one['id']}")

    asks_to_stop(gp)
    expect(stands(patient, one, "stopping")).to_be_visible()
    stop = counter.page.get_by_role("alert", name="Stop")
    stop.get_by_role("button", name="It is still here: stop it…").click()
    counter.confirms("It is still here: stop it")

    expect(gp.stands(one["id"], "cancelled")).to_be_visible()
    expect(stands(patient, one, "cancelled")).to_be_visible()
    expect(patient.page.get_by_role("region", name="What to do")).to_contain_text(
        "Do not start it."
    )
    assert told(gp, "in time")


def test_after_the_hand_over_it_is_too_late_and_the_prescriber_is_told_to_call(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    counter = stage.enters(Counter, "pharmacist")
    checker = stage.enters(Pharmacist, "pharmacist2")
    does(counter, f"{one['id']}/claim")
    lines = [{"item_id": one["items"][0]["id"], "quantity": 10}]
    does(counter, f"{one['id']}/fulfill", {"lines": lines})
    does(checker, f"{one['id']}/supplies/1/check")
    does(checker, f"{one['id']}/supplies/1/ready")
    counter.opens_one(one["id"])
    gp.goes_to(f"/gp/prescriptions/{one['id']}")

    asks_to_stop(gp)
    stop = counter.page.get_by_role("alert", name="Stop")
    stop.get_by_role("button", name="Already handed over…").click()
    for fact in ("Name", "Date of birth"):
        counter.dialog.get_by_role("checkbox", name=fact).check()
    counter.confirms("It is too late to stop")

    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    expect(gp.stands(one["id"], "cancelled")).to_be_visible()
    assert told(gp, "TOO LATE")
    patient.goes_to(f"/patient/prescriptions/{one['id']}")
    expect(patient.page.get_by_role("region", name="What to do")).to_contain_text(
        "ask your practice before you take any more"
    )


def test_of_two_supplies_the_pharmacist_says_which_one_the_patient_has(
    stage: Stage, patient: Patient, gp: Gp
) -> None:
    one = prescribed(gp, patient, stage.world.pharmacy.id)
    counter = stage.enters(Counter, "pharmacist")
    does(counter, f"{one['id']}/claim")
    for _ in range(2):
        lines = [{"item_id": one["items"][0]["id"], "quantity": 5}]
        does(counter, f"{one['id']}/fulfill", {"lines": lines})
    counter.opens_one(one["id"])
    gp.goes_to(f"/gp/prescriptions/{one['id']}")

    asks_to_stop(gp)
    stop = counter.page.get_by_role("alert", name="Stop")
    stop.get_by_role("button", name="Already handed over…").click()
    for fact in ("Name", "Date of birth"):
        counter.dialog.get_by_role("checkbox", name=fact).check()
    counter.confirms("It is too late to stop")
    expect(counter.dialog).to_contain_text("Nothing of it was handed over")
    counter.dialog.get_by_role("checkbox", name="Supply 2").check()
    counter.confirms("It is too late to stop")

    expect(counter.supply(1)).to_have_attribute("data-status", "returned")
    expect(counter.supply(2)).to_have_attribute("data-status", "collected")
    expect(counter.supply(2)).to_contain_text("before anybody recorded a second check")
    assert told(gp, "TOO LATE")


def asks_to_stop(gp: Gp) -> None:
    gp.tries_to("Stop the supply")
    gp.dialog.get_by_label("Why must it stop?").fill("Her heart rate is too low.")
    gp.confirms("Ask the pharmacy to stop")
    expect(gp.dialog).to_have_count(0)


def told(gp: Gp, words: str) -> bool:
    gp.goes_to("/gp/notifications")
    expect(gp.page.get_by_role("main")).to_contain_text(words)
    return True
