"""Sessions end from elsewhere, people are suspended, and two colleagues share one PC."""

from playwright.sync_api import expect

from tests.journeys.conftest import Stage
from tests.journeys.people import Admin, Gp, Patient, Pharmacist

A_MOMENT = 3_000


def test_s3_a_session_ended_from_another_device_leaves_by_itself(
    stage: Stage, patient: Patient, gp: Gp, consultation: str
) -> None:
    stage.excuses("status of 401")
    lost = stage.enters(
        Patient, "patient", user_agent="Mozilla/5.0 (Linux; Android 14) Firefox/140"
    )
    lost.opens(consultation)
    patient.goes_to("/patient/account")
    sessions = patient.page.get_by_role("list", name="Sessions")
    expect(sessions.get_by_role("listitem")).to_have_count(2)
    expect(sessions.get_by_role("listitem").first).to_contain_text("This device")

    sessions.get_by_role("button", name="End the session on Firefox").click()

    expect(lost.heading).to_have_text("Sign in", timeout=A_MOMENT)
    expect(lost.page.get_by_text("your session ended")).to_be_visible()
    refused = lost.context.request.get(f"/api/consultations/{consultation}")
    assert refused.status == 401
    lost.page.goto(f"/patient/consultations/{consultation}")
    expect(lost.heading).to_have_text("Sign in")
    assert gp.name not in lost.page.content()
    expect(sessions.get_by_role("listitem")).to_have_count(1)
    patient.opens(consultation)


def test_s3_whoever_is_suspended_leaves_and_colleagues_go_on_with_the_work(
    stage: Stage, patient: Patient, other_patient: Patient, gp: Gp, other_gp: Gp, admin: Admin
) -> None:
    begun = other_gp.accepted(patient.asked())
    accepted = other_patient.asked()
    other_gp.calls(f"{accepted}/accept")
    cover = stage.enters(Gp, "gp3").goes_home()
    for who, where in ((patient, begun), (other_patient, accepted), (other_gp, begun)):
        who.opens(where)
    gp.goes_home()
    admin.goes_to(f"/admin/people/{other_gp.who.id}")
    expect(admin.page.get_by_text("0 waiting, 1 accepted, 1 begun")).to_be_visible()

    admin.page.get_by_role("button", name="Suspend…").click()
    expect(admin.dialog).to_contain_text("1 accepted: back to the pool")
    admin.dialog.get_by_label("Why?").fill("The register asked for it.")
    admin.dialog.get_by_label("Who goes on with what they have begun?").select_option(
        label=cover.name
    )
    admin.confirms("Suspend")

    expect(other_gp.heading).to_have_text("Sign in", timeout=A_MOMENT)
    assert patient.name not in other_gp.page.content()
    other_gp.tries_the_door(stage.world.password)
    expect(other_gp.page.get_by_role("alert").first).to_contain_text("suspended")
    expect(other_patient.stands(accepted, "requested")).to_be_visible()
    gp.accepts(other_patient)
    expect(other_patient.stands(accepted, "accepted")).to_contain_text(gp.name)
    cover.opens(begun)
    cover.writes("I go on from here.")
    expect(patient.said("I go on from here.")).to_contain_text(cover.name)
    patient.writes("Thank you.")
    expect(cover.said("Thank you.")).to_be_visible()


def test_two_pharmacists_in_turn_share_one_pc(stage: Stage) -> None:
    first = stage.enters(Pharmacist, "pharmacist").goes_home()
    second = stage.world.people["pharmacist2"]
    staff = first.page.get_by_role("list", name="Who works here")
    expect(staff.get_by_text(f"{first.name} (you)")).to_be_visible()
    first.goes_to("/pharmacy/account")
    expect(first.page.get_by_label("Name", exact=True)).to_have_value(first.name)

    first.signs_out()
    first.page.go_back()
    expect(first.heading).to_have_text("Sign in")
    assert first.name not in first.page.content()
    next_one = Pharmacist(first.context, second, stage.url)
    next_one.visits("/sign-in").fills_in_the_door(stage.world.password)

    expect(next_one.menu).to_have_accessible_name(f"Account: {second.name}, Pharmacist")
    expect(next_one.bell).to_have_accessible_name("Notifications, 0 unread")
    next_one.goes_home()
    expect(
        next_one.page.get_by_role("list", name="Who works here").get_by_text(f"{second.name} (you)")
    ).to_be_visible()
    next_one.goes_to("/pharmacy/account")
    expect(next_one.page.get_by_text(second.email).first).to_be_visible()
    expect(
        next_one.page.get_by_role("list", name="Sessions").get_by_role("listitem")
    ).to_have_count(1)
    assert first.name not in next_one.page.get_by_role("main").inner_text()
