"""At a pharmacy's counter: scan, supply, check, hand over; and what is refused in words."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import qrcode
import servers
from playwright.sync_api import expect

from portal.models import Prescription
from portal.services import prescription_token
from portal.services.work import SYSTEM, look
from tests.journeys.conftest import Stage
from tests.journeys.counter import MEDICINES, Counter, prescribed
from tests.journeys.people import Gp, Patient


def token(stage: Stage, prescription: str) -> str:
    """The signed code on the paper."""
    server = stage.server

    def printed(work):
        return prescription_token.token_of(work.session.get(Prescription, UUID(prescription)))

    with servers.bound(server.database, server.home):
        return look(SYSTEM, printed)


def test_a_scan_is_heard_anywhere_and_takes_the_prescription_on(
    stage: Stage, gp: Gp, patient: Patient, consultation: str, counter: Counter
) -> None:
    loose = prescribed(gp, patient, consultation)
    counter.goes_home()
    counter.heading.click()
    code = token(stage, loose["id"])

    counter.scans(code)

    expect(counter.in_hand).to_contain_text(patient.name)
    expect(counter.page.locator("main [data-queue='preparing']").first).to_be_visible()
    expect(counter.box).to_have_value("")


def test_what_is_sent_appears_in_the_open_queue(
    stage: Stage, gp: Gp, patient: Patient, consultation: str, counter: Counter
) -> None:
    counter.goes_home()
    expect(counter.queue.get_by_text("Nothing here")).to_be_visible()

    sent = prescribed(gp, patient, consultation, pharmacy_id=stage.world.pharmacy.id)

    row = counter.queue.locator(f'li[data-id="{sent["id"]}"]')
    expect(row).to_contain_text(patient.name)
    expect(row).to_contain_text("2 items")
    expect(counter.page.get_by_role("link", name="1 Incoming")).to_be_visible()
    expect(counter.page).to_have_title("1 waiting · Dispense · Handover")


def test_a_part_is_supplied_checked_by_the_other_and_then_the_rest(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    counter.goes_home()
    counter.types(sent["code"].lower().replace("-", " "))
    expect(counter.in_hand).to_be_visible()
    counter.supplies("bisoprolol", "14")
    expect(counter.page.get_by_text("14 tablets owed, expected on the next")).to_be_visible()
    counter.supplies("metformin")
    counter.sends_to_check()
    expect(counter.supply(1).get_by_text("You prepared this")).to_be_visible()

    colleague.opens_one(sent["id"])
    colleague.supply(1).get_by_role("button", name="Checked: it is ready").click()
    expect(counter.supply(1)).to_have_attribute("data-status", "ready")
    counter.hands_over(1, "Name", "Date of birth")
    expect(counter.supply(1)).to_have_attribute("data-status", "collected")
    expect(counter.page.get_by_text("14 of 28 tablets, rest owed")).to_be_visible()

    colleague.supplies("bisoprolol")
    colleague.sends_to_check()
    counter.supply(2).get_by_role("button", name="Checked: it is ready").click()
    colleague.hands_over(2, "Name", "Code on the paper")

    expect(
        counter.page.locator("main [data-status='dispensed'][data-queue='done']")
    ).to_be_visible()
    expect(counter.page.get_by_role("link", name="0 Owing")).to_be_visible()


def test_a_medicine_of_which_nothing_was_there_stands_on_the_owing_slip(
    sent: dict[str, Any], counter: Counter
) -> None:
    slip = counter.page.get_by_role("link", name="Owing slip")
    counter.opens_one(sent["id"])
    counter.supplies("bisoprolol")
    expect(slip).to_have_count(0)
    counter.sends_to_check()
    expect(counter.supply(1)).to_have_attribute("data-status", "preparing")

    expect(counter.page.get_by_text("28 tablets, owed until")).to_be_visible()
    taken = counter.context.request.get(slip.get_attribute("href") or "")
    with pypdfium2.PdfDocument(taken.body()) as paper:
        said = paper[0].get_textpage().get_text_range()

    assert sent["items"][1]["name"] in " ".join(said.split())
    assert sent["items"][0]["name"] not in " ".join(said.split())


def test_nobody_checks_alone_while_a_colleague_could(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    counter.opens_one(sent["id"])
    counter.supplies("bisoprolol")
    counter.sends_to_check()

    counter.supply(1).get_by_role("button", name="Nobody else is here…").click()
    counter.dialog.get_by_label("Why can nobody else check it?").fill("It is late.")
    counter.confirms("I have checked it")

    expect(counter.dialog.get_by_role("alert")).to_contain_text(f"{colleague.name} can check it")


def test_handing_over_asks_for_two_identifiers(
    sent: dict[str, Any], counter: Counter, colleague: Counter
) -> None:
    counter.opens_one(sent["id"])
    counter.supplies("bisoprolol")
    counter.sends_to_check()
    colleague.opens_one(sent["id"])
    colleague.supply(1).get_by_role("button", name="Checked: it is ready").click()
    expect(colleague.supply(1)).to_have_attribute("data-status", "ready")

    colleague.hands_over(1, "Name")

    expect(colleague.dialog.get_by_text("Ask for two of")).to_be_visible()
    expect(colleague.dialog.get_by_role("checkbox", name="Name")).to_be_checked()
    expect(counter.supply(1)).to_have_attribute("data-status", "ready")


def test_a_medicine_that_is_not_supplied_has_a_reason(
    sent: dict[str, Any], counter: Counter, gp: Gp
) -> None:
    counter.opens_one(sent["id"])
    counter.page.get_by_role("button", name="Start").click()
    counter.page.get_by_role("button", name="More: metformin").click()
    counter.page.get_by_role("menuitem", name="Not supplied…").click()
    counter.confirms("Do not supply it")
    expect(counter.dialog.get_by_text("Say why, in a sentence")).to_be_visible()
    counter.dialog.get_by_label("Why is it not supplied?").fill("Out of stock everywhere.")
    counter.confirms("Do not supply it")

    expect(counter.page.get_by_text("Not supplied: Out of stock everywhere.")).to_be_visible()
    gp.goes_to("/gp/notifications")
    expect(gp.page.get_by_text("does not supply metformin")).to_be_visible()


def test_s10_a_wrong_code_is_refused_in_words_and_stays(
    stage: Stage, sent: dict[str, Any], counter: Counter
) -> None:
    counter.goes_home()
    real = token(stage, sent["id"])
    altered = real[:30] + ("7" if real[30] != "7" else "8") + real[31:]
    said = counter.page.get_by_role("region", name="Scan").get_by_role("alert")

    for code, words in (
        ("ZZZZ-ZZZZ", "No prescription of yours has this code"),
        (altered, "This code was altered, or it is not ours"),
        (real[:-4], "This code is incomplete"),
    ):
        counter.types(code)
        expect(said).to_contain_text(words)
        expect(counter.box).to_have_value(code)
    counter.scans(real)

    expect(counter.in_hand).to_be_visible()


def test_a_picture_of_the_code_opens_it_and_what_is_over_is_said_large(
    stage: Stage, gp: Gp, patient: Patient, consultation: str, counter: Counter, tmp_path: Path
) -> None:
    here, over = (prescribed(gp, patient, consultation, one) for one in MEDICINES)
    paper = {one["id"]: tmp_path / f"{one['id']}.png" for one in (here, over)}
    for which, path in paper.items():
        qrcode.make(token(stage, which)).save(path)
    gp.context.request.post(
        f"/api/prescriptions/{over['id']}/cancel",
        data={"reason": "Written for the wrong patient."}, headers={"Origin": gp.url},
    )  # fmt: skip
    counter.goes_to("/pharmacy/scanner")
    picture = counter.page.locator("input[type=file]")

    picture.set_input_files(paper[over["id"]])
    expect(counter.page.get_by_role("alert")).to_contain_text("Do not supply against this code")
    expect(counter.page.get_by_role("alert")).to_contain_text("was cancelled on")
    picture.set_input_files(paper[here["id"]])

    expect(counter.in_hand).to_contain_text(patient.name)


def test_a_request_to_stop_stands_above_everything_at_once(
    sent: dict[str, Any], counter: Counter, colleague: Counter, gp: Gp
) -> None:
    counter.opens_one(sent["id"])
    counter.supplies("bisoprolol")
    counter.sends_to_check()
    colleague.goes_home()
    path = f"/api/prescriptions/{sent['id']}/stop-request"
    asked = gp.context.request.post(
        path, data={"reason": "Her heart rate is too low."}, headers={"Origin": gp.url}
    )
    assert asked.ok, asked.text()

    stop = counter.page.get_by_role("alert", name="Stop")
    expect(stop).to_contain_text("STOP: do not hand this over")
    expect(stop).to_contain_text("Her heart rate is too low.")
    expect(counter.page.get_by_role("button", name="Send to second check")).to_have_count(0)
    expect(colleague.page.get_by_role("link", name="1 On hold")).to_be_visible()
    stop.get_by_role("button", name="It is still here: stop it…").click()
    counter.confirms("It is still here: stop it")

    expect(counter.supply(1)).to_have_attribute("data-status", "returned")
    expect(counter.page.get_by_text("Nothing more may be supplied.")).to_be_visible()


def test_why_it_was_prescribed_all_the_same_reaches_the_counter(
    stage: Stage, gp: Gp, patient: Patient, consultation: str, counter: Counter
) -> None:
    found = gp.context.request.get("/api/medications", params={"q": "atorvastatin 20 mg"})
    key = f"pregnancy:ask:{found.json()['items'][0]['code']}"
    sent = prescribed(
        gp, patient, consultation, "atorvastatin 20 mg",
        overrides={key: "She had a hysterectomy."}, pharmacy_id=stage.world.pharmacy.id,
    )  # fmt: skip

    counter.opens_one(sent["id"])

    against = counter.page.get_by_role("list", name="What speaks against it")
    expect(against).to_contain_text("to be avoided in pregnancy")
    expect(against).to_contain_text("She had a hysterectomy.")
