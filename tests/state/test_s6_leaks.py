"""S6: what a patient tells stays with the two who talk: frames, logs, Redis, addresses."""

import hashlib
import hmac
import json
from uuid import uuid4

import pytest
import redis
from state.conftest import Place, canary
from state.running import told
from state.socket import CONSULTATION, NAMESPACE, Person, Tab, state

BOOKING = state("BookingState", "booking")
TOKEN_LENGTH = 36


async def test_s6_a_patients_words_are_nowhere_else(anywhere: Place) -> None:
    place, secret = anywhere, canary()
    patient, lead = await place.person("patient"), await place.person("lead")
    lead_tab = await place.tab(lead, "/gp")
    lookers = [
        await place.tab(await place.person("gp2"), "/gp?show=all"),
        await place.tab(await place.person("gp3"), "/gp/consultations"),
        await place.tab(await place.person("patient2"), "/patient/consultations"),
        await place.tab(await place.person("admin"), "/admin"),
        await place.tab(await place.person("specialist"), "/specialist"),
        await place.tab(await place.person("pharmacist"), "/pharmacy"),
        await place.tab(await place.person("diagnostics"), "/diagnostics"),
        await place.tab(await place.person("manager"), "/manager"),
        await place.tab(Person(place.server.base), "/sign-in"),
    ]
    form = await place.tab(patient, "/patient/consultations/new")
    clinician = lead.id
    await form.call(f"{BOOKING}.choose", urgency="urgent")
    await form.send(f"{BOOKING}.submit", form={
        "symptoms": f"Symptoms {secret}", "began": "today", "clinician_id": clinician,
    })  # fmt: skip
    await form.until(lambda: any("redirect" in json.dumps(e) for e in form.events))
    onward = json.dumps(form.events)
    one = onward.partition("/patient/consultations/")[2][:36]
    question = {"question": f"Question {secret}"}
    assert (await lead.post(f"/api/consultations/{one}/ask", json=question)).is_success
    answer = {"answer": f"Answer {secret}"}
    assert (await patient.post(f"/api/consultations/{one}/answer", json=answer)).is_success
    for step in ("accept", "start"):
        assert (await lead.post(f"/api/consultations/{one}/{step}")).is_success
    own = await place.tab(patient, f"/patient/consultations/{one}")
    theirs = await place.tab(lead, f"/gp/consultations/{one}")
    await own.send(f"{CONSULTATION}.send", client_message_id=str(uuid4()), body=f"Hello {secret}")
    await theirs.until(lambda: f"Hello {secret}" in theirs.everything)
    clumsy = await place.tab(patient, f"/patient/consultations/{one}")
    await _blunder(clumsy, secret)
    for tab in (*lookers, lead_tab):
        await tab.load()
    await place.completed(lead, one, secret)
    await own.until(lambda: f"Advice {secret}" in own.everything)
    more = {"addendum": f"Addendum {secret}"}
    assert (await lead.post(f"/api/consultations/{one}/addendum", json=more)).is_success
    await own.until(lambda: f"Addendum {secret}" in own.everything)
    for tab in (*lookers, lead_tab, own, theirs):
        await tab.quiet()

    assert f"Note {secret}" not in own.everything, "the note is for clinicians"
    assert f"Note {secret}" in theirs.everything
    for tab in lookers:
        assert secret not in tab.everything
    assert secret not in onward
    tabs = (own, theirs, form, clumsy, lead_tab, *lookers)
    for tab in tabs:
        for word in ("password_hash", "token_hash", "$argon2", tab.person.secret or "\x00"):
            assert word not in tab.everything
    log = place.server.log
    assert secret not in log
    for held in (patient.secret, lead.secret, patient.cookie, _digest(place, patient.secret)):
        assert held not in log
    assert place.world.password not in log
    _look_through_redis(place, secret, own, theirs, form, lead_tab, clumsy)


SEARCHES = (
    ("pharmacist", "/pharmacy", "DispenseQueueState", "dispense", "text"),
    ("lead", "/gp/prescriptions", "ClinicianPrescriptionsState", "prescription_list", "text"),
    ("lead", "/gp/patients", "MyPatientsState", "record", "asked"),
    ("admin", "/admin/people", "PeopleState", "person", "text"),
)


@pytest.mark.parametrize(("role", "path", "name", "module", "argument"), SEARCHES)
async def test_s6_a_name_that_is_searched_for_comes_into_no_address_and_no_log(
    place: Place, role: str, path: str, name: str, module: str, argument: str
) -> None:
    secret = canary()
    tab = await place.tab(await place.person(role), path)

    await tab.send(f"{state(name, module)}.search", **{argument: f"  {secret} "})
    await tab.until(lambda: secret in tab.everything)
    await tab.quiet()

    assert "redirect" not in json.dumps(tab.events)
    assert secret not in json.dumps(tab.events)
    assert secret not in place.server.log
    other = await place.tab(tab.person, f"{path}?q={secret}")
    await other.quiet()
    held = json.dumps(other.vars[state(name, module)])
    assert secret not in held, "no page searches for what an address says"


async def test_s6_the_log_is_read_by_machines_and_names_no_one(place: Place) -> None:
    patient = await place.person("patient")
    tab = await place.tab(patient, "/patient")
    await tab.call(f"{BOOKING}.choose", urgency=["x"])
    log = place.server.log

    assert all(line.startswith("{") for line in log.splitlines()), log[-2000:]
    assert place.world.people["patient"].email not in log
    assert place.world.people["patient"].name not in log
    assert all("event" in entry for entry in told(log))


async def _blunder(tab: Tab, secret: str) -> None:
    """Send everything that a framework likes to print."""
    await tab.send("unknown.handler", text=secret)
    await tab.send(f"{CONSULTATION}.send", body=secret, invented=secret)
    await tab.send(f"{CONSULTATION}.see_up_to", seq=secret)
    await tab.send(f"{CONSULTATION}.cancel", form=secret)
    await tab.raw({"name": f"{CONSULTATION}.load", "payload": secret, "router_data": {}})
    await tab.raw({"name": [secret], "payload": {}, "router_data": {}})
    await tab.raw(f"{secret} not json")
    for name in ("client_error", "ping", secret):
        await tab.text(f"42{NAMESPACE},{json.dumps([name, {'message': secret}])}")
    await tab.quiet()


def _look_through_redis(place: Place, secret: str, *entitled: Tab) -> None:
    address = place.server.options.get("REDIS_URL")
    if not address:
        return
    allowed = {
        _digest(place, f"{_digest(place, t.person.secret)}|{t.token}")[:TOKEN_LENGTH]
        for t in entitled
    }
    found = 0
    with redis.Redis.from_url(address) as client:
        for key in client.scan_iter(count=1000):
            value = _value(client, key)
            for one in entitled:
                assert one.person.secret.encode() not in value + key
            if secret.encode() in value:
                found += 1
                assert any(token.encode() in key for token in allowed), key
    assert found, "their own page state holds it, or this test looks in the wrong place"


def _value(client: "redis.Redis", key: bytes) -> bytes:
    kind = client.type(key).decode()
    read = {
        "string": lambda: client.get(key), "hash": lambda: client.hgetall(key),
        "list": lambda: client.lrange(key, 0, -1), "set": lambda: client.smembers(key),
        "zset": lambda: client.zrange(key, 0, -1),
    }[kind]()  # fmt: skip
    return read if isinstance(read, bytes) else repr(read).encode()


def _digest(place: Place, text: str) -> str:
    """What the server makes of a secret, under the key of its own folder."""
    key = (place.server.home / "secret.key").read_text().strip()
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()
