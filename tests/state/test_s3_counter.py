"""S3: a shared PC at the counter. What one pharmacist took or typed stays with that pharmacist."""

from state.conftest import Place
from state.socket import Person, state

HAND = state("DispenseState", "dispense")
ITEM = {"dose": 1, "frequency": "twice_daily", "duration_days": 14}


async def prescribed(place: Place) -> dict[str, str]:
    """Have signed a prescription for the pharmacy next door."""
    gp, patient = await place.person("lead"), await place.person("patient")
    one = await place.started(patient, gp)
    found = (await gp.get("/api/medications?q=amoxicillin")).json()["items"][0]
    asked = {
        "patient_id": patient.id, "consultation_id": one,
        "items": [{"medicine_id": found["id"], **ITEM}],
        "pharmacy_id": str(place.world.pharmacy.id),
    }  # fmt: skip
    answer = await gp.post("/api/prescriptions/create", json=asked)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_s3_what_one_pharmacist_took_is_not_there_for_the_next_at_the_same_pc(
    anywhere: Place,
) -> None:
    one = await prescribed(anywhere)
    item, path = one["items"][0]["id"], f"/pharmacy/prescriptions/{one['id']}"
    first, second = await anywhere.person("pharmacist"), await anywhere.person("pharmacist2")
    tab = await anywhere.tab(first, path)
    await tab.send(f"{HAND}.load")
    await tab.until(lambda: item in str(tab.value(HAND, "view")))
    await tab.send(f"{HAND}.pick", item_id=item, quantity=3)
    await tab.until(lambda: item in (tab.value(HAND, "picked") or {}))
    for where, taken in (("/pharmacy", []), (path, [item]), ("/pharmacy", [])):
        tab.path = where  # served first, and come back to: it lies aside meanwhile
        await tab.send(f"{HAND}.load")
        await tab.until(lambda wanted=taken: list(tab.value(HAND, "picked") or []) == wanted)
    await tab.close()
    await first.post("/auth/sign-out")

    nobody = await anywhere.tab(Person(anywhere.server.base), path, token=tab.token)
    await nobody.call(f"{HAND}.load")
    assert item not in nobody.everything
    await nobody.close()
    served = await anywhere.tab(second, path, token=tab.token)
    await served.send(f"{HAND}.load")
    await served.until(lambda: (served.value(HAND, "view") or {}).get("id") == one["id"])
    assert not served.value(HAND, "picked")
