"""From signing to the pharmacy's open screen, from a scan to the open prescription, and paper."""

import asyncio
from time import perf_counter
from typing import Any
from uuid import UUID

from playwright.async_api import Page
from sqlmodel import col, select
from state.running import Running

from benchmarks.ground import Figures, Plan, actor, cookie, line, samples, spread
from benchmarks.screen import CLOCK, chrome, context, live
from portal.domain.permission import Role
from portal.infra.db import transaction
from portal.models import Medicine, Prescription
from portal.schemas.consultation_claim import ConsultationRequest
from portal.services import consultation, prescription_paper, prescription_token
from portal.services.work import Actor, look, perform

OK = 200
ASKED = {"symptoms": "A cough that will not go away.", "began": "weeks", "urgency": "urgent"}
CAME = f"""() => {{
  window.came = {{}};
  const look = () => {{
    for (const one of document.querySelectorAll("[data-row][data-id]"))
      window.came[one.dataset.id] ??= {CLOCK};
  }};
  new MutationObserver(look).observe(document.body, {{
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-id"]}});
  look();
}}"""
WHEN = """id => new Promise(done => {
  const look = () => id in window.came ? done(window.came[id]) : requestAnimationFrame(look);
  look();
})"""
SIGN = f"""async asked => {{
  const start = {CLOCK};
  const answer = await fetch("/api/prescriptions/create", {{method: "POST",
    headers: {{"Content-Type": "application/json"}}, body: JSON.stringify(asked)}});
  return [start, (await answer.json()).id];
}}"""
CANCEL = """id => fetch(`/api/prescriptions/${id}/cancel`, {method: "POST",
  headers: {"Content-Type": "application/json"},
  body: JSON.stringify({reason: "Signed to measure."})}).then(answer => answer.status)"""
SCAN = f"""token => {{
  const box = document.getElementById("scan");
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, token);
  box.dispatchEvent(new Event("input", {{bubbles: true}}));
  const start = {CLOCK};
  box.form.requestSubmit();
  return start;
}}"""


def measure(server: Running, plan: Plan) -> Figures:
    """Sign and scan through the pages of one practice and its pharmacy; write the paper alone."""
    world: Any = server.world("rx")
    place, people = world.practice.id, world.people
    patient = actor(people["patient"], Role.PATIENT, place)
    gp = actor(people["lead"], Role.GP, place)
    pharmacist = actor(people["pharmacist"], Role.PHARMACIST, world.pharmacy.id)
    one = perform(patient, consultation.request, ConsultationRequest.model_validate(ASKED)).id
    perform(gp, consultation.accept, one)
    asked = {
        "patient_id": people["patient"].id,
        "pharmacy_id": world.pharmacy.id,
        "items": [
            {"medicine_id": medicine, "dose": "1", "frequency": "once_daily", "duration_days": 28,
             "overrides": {}}
            for medicine in _medicines()
        ],
    }  # fmt: skip
    found = asyncio.run(_seen(server, gp, pharmacist, asked, plan))
    found["paper"] = _paper(gp, plan)
    return found


def _medicines() -> list[str]:
    names = ("folic acid", "colecalciferol", "cetirizine")
    with transaction(write=False) as session:
        found = [
            session.exec(
                select(Medicine.id).where(
                    Medicine.substance == name, col(Medicine.dose_unit).in_(("tablet", "capsule"))
                )
            ).first()
            for name in names
        ]
    return [str(one) for one in found if one]


async def _seen(
    server: Running, gp: Actor, pharmacist: Actor, asked: dict[str, Any], plan: Plan
) -> Figures:
    took: list[float] = []
    scans: list[float] = []
    async with chrome() as machine:
        here = await live(await context(machine, server.base, cookie(gp)), server.base + "/gp")
        counter = await context(machine, server.base, cookie(pharmacist))
        for _ in range(plan.opened + 3):
            there = await live(counter, server.base + "/pharmacy")
            await there.wait_for_selector("#scan")
            await there.evaluate(CAME)
            start, which = await here.evaluate(SIGN, asked)
            took.append(float(await there.evaluate(WHEN, which)) - start)
            scans.append(await _scan(there, which))
            assert await here.evaluate(CANCEL, which) == OK
            await there.close()
    return {"signed": spread(took[3:]), "scanned": spread(scans[3:])}


async def _scan(page: Page, which: str) -> float:
    """Type what a hardware scanner types, and wait for the prescription."""
    with transaction(write=False) as session:
        token = prescription_token.token_of(session.get_one(Prescription, UUID(which)))
    start = float(await page.evaluate(SCAN, token))
    await page.locator(f'section.counter[data-id="{which}"]').wait_for()
    return float(await page.evaluate(f"() => {CLOCK}")) - start


def _paper(gp: Actor, plan: Plan) -> Figures:
    """The PDF with its signed code, as its route makes it."""
    with transaction(write=False) as session:
        which = session.exec(
            select(Prescription.id).where(Prescription.prescriber_id == gp.id).limit(1)
        ).one()
    took: list[float] = []
    for _ in range(plan.opened):
        began = perf_counter()
        look(gp, prescription_paper.take, which)
        took.append((perf_counter() - began) * 1000)
    return spread(took)


def lines(found: Figures) -> list[str]:
    """The figures as people read them."""
    names = {
        "signed": "signing, the pharmacy's screen",
        "scanned": "a scan, the open prescription",
        "paper": "the PDF with its code",
    }
    return [line(words, found[name], samples(found[name])) for name, words in names.items()]
