"""S11 and S2 on the live connection: the patient's open page says who looks, while they look."""

import pytest
from state.conftest import Place, canary
from state.socket import Tab, state

from portal.api import example_record

MINE = state("PatientRecordState", "record_reading")
PANEL = state("PatientPanelState", "record")
PAST = state("RecordTimelineState", "record_timeline")


def lookers(tab: Tab) -> list[str]:
    return [one["who"] for one in tab.value(MINE, "looks")]


async def test_s11_who_looked_stands_on_the_patients_open_page_at_once(anywhere: Place) -> None:
    patient, gp = await anywhere.person("patient"), await anywhere.person("lead")
    await anywhere.started(patient, gp)
    page = await anywhere.tab(patient, "/patient/record")
    assert lookers(page) == []

    record = await anywhere.tab(gp, f"/gp/patients/{patient.id}")
    assert record.value(PANEL, "record")["patient_id"] == patient.id

    await page.until(lambda: len(lookers(page)) == 1)
    assert "Dr Edith Lowe" in lookers(page)[0]
    assert page.value(MINE, "looks")[0]["why"].startswith("Treats you: ")


async def test_s11_a_refresh_of_an_open_record_is_not_another_look(place: Place) -> None:
    patient, gp = await place.person("patient"), await place.person("lead")
    one = await place.started(patient, gp)
    page = await place.tab(patient, "/patient/record")
    beside = await place.tab(gp, f"/gp/consultations/{one}")
    await page.until(lambda: len(lookers(page)) > 0)
    before = lookers(page)

    body = example_record.MEASUREMENTS["said"]["value"]
    assert (await patient.post("/api/record/measurements", json=body)).status_code == 201
    await beside.until(lambda: len(beside.value(PANEL, "record")["vitals"]) == 1)
    await page.load()

    assert lookers(page) == before
    latest = beside.value(PANEL, "record")["vitals"][0]["latest"]
    assert (latest["text"], latest["source"]) == ("128/82", "patient")


async def test_s2_a_record_of_somebody_elses_patient_does_not_open_by_any_event(
    place: Place, elsewhere: Place
) -> None:
    secret = canary()
    patient, gp = await place.person("patient"), await place.person("lead")
    await place.started(patient, gp)
    allergy = example_record.ALLERGIES["said"]["value"] | {"substance": secret}
    answer = await gp.post(f"/api/patients/{patient.id}/allergies", json=allergy)
    assert answer.status_code == 201
    own = await place.tab(gp, f"/gp/patients/{patient.id}")
    assert secret in own.everything, "the clinician must see it, or this test proves nothing"

    for stranger in (await place.person("gp2"), await elsewhere.person("lead")):
        tab = await place.tab(stranger, f"/gp/patients/{patient.id}")
        await tab.call(f"{PAST}.show", kind="allergy")
        await tab.call(f"{PAST}.look_back", kind="allergy")
        await tab.call(f"{PANEL}.amend", kind="allergy", entry=answer.json()["id"])
        await tab.call(f"{PANEL}.begin", kind="allergy")
        await tab.call(f"{PANEL}.write", form=allergy)
        assert tab.value(PANEL, "missing") != ""
        assert secret not in tab.everything

    page = await place.tab(patient, "/patient/record")
    assert set(lookers(page)) == {lookers(page)[0]}
    assert len(page.value(MINE, "record")["allergies"]) == 1


@pytest.mark.parametrize("handler", ["load", "begin", "measure", "change_needs"])
async def test_s1_a_clinician_is_not_let_into_a_patients_own_page(
    place: Place, handler: str
) -> None:
    tab = await place.tab(await place.person("lead"), "/patient/record")
    before = tab.value(MINE, "loading")

    await tab.call(f"{MINE}.{handler}", form={}, dialog="needs")

    assert tab.value(MINE, "loading") == before
    assert tab.value(MINE, "dialog") == ""
