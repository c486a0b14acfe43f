"""S1: every route says whom it is for, and lets in nobody else."""

from factories import World
from fastapi import APIRouter
from fastapi.routing import APIRoute
from sqlmodel import Session, select

from portal.api import gate
from portal.api.app import all_routes, api
from portal.domain.permission import Role
from portal.models import AuditEntry
from tests.api.callers import STEP, browser, client

NOBODY = "00000000-0000-4000-8000-000000000000"
EVERYBODY = "patient gp specialist pharmacist diagnostics practice_manager admin"
PATIENT, CLINICIANS, CONCERNED = "patient", "gp specialist", "patient gp specialist"
CONTRACT = {
    "POST /api/consultations/create": PATIENT,
    "GET /api/consultations/patient": PATIENT,
    "GET /api/consultations/provider": CLINICIANS,
    "GET /api/consultations/{consultation_id}": CONCERNED,
    "GET /api/consultations/{consultation_id}/messages": CONCERNED,
    "POST /api/consultations/{consultation_id}/message": CONCERNED,
    "POST /api/consultations/{consultation_id}/seen": CONCERNED,
    "POST /api/consultations/{consultation_id}/accept": CLINICIANS,
    "POST /api/consultations/{consultation_id}/decline": CLINICIANS,
    "POST /api/consultations/{consultation_id}/pass": CLINICIANS,
    "POST /api/consultations/{consultation_id}/start": CLINICIANS,
    "POST /api/consultations/{consultation_id}/complete": CLINICIANS,
    "POST /api/consultations/{consultation_id}/cancel": CONCERNED,
    "POST /api/consultations/{consultation_id}/ask": CLINICIANS,
    "POST /api/consultations/{consultation_id}/answer": PATIENT,
    "POST /api/consultations/{consultation_id}/hand-back": CLINICIANS,
    "POST /api/consultations/{consultation_id}/reassign": CLINICIANS,
    "POST /api/consultations/{consultation_id}/no-show": CLINICIANS,
    "POST /api/consultations/{consultation_id}/missed": PATIENT,
    "POST /api/consultations/{consultation_id}/propose": CONCERNED,
    "POST /api/consultations/{consultation_id}/agree": CONCERNED,
    "POST /api/consultations/{consultation_id}/keep": CONCERNED,
    "POST /api/consultations/{consultation_id}/interrupt": CLINICIANS,
    "POST /api/consultations/{consultation_id}/addendum": CLINICIANS,
    "GET /api/consultations/{consultation_id}/colleagues": CLINICIANS,
    "GET /api/consultations/{consultation_id}/draft": CLINICIANS,
    "PUT /api/consultations/{consultation_id}/draft": CLINICIANS,
    "GET /api/consultations/{consultation_id}/summary.pdf": CONCERNED,
    "POST /api/prescriptions/previews": "gp specialist",
    "GET /api/prescriptions/favourites": CLINICIANS,
    "POST /api/prescriptions/favourites": CLINICIANS,
    "POST /api/prescriptions/favourites/{favourite_id}/use": CLINICIANS,
    "DELETE /api/prescriptions/favourites/{favourite_id}": CLINICIANS,
    "GET /api/patients/{patient_id}/prescribed": CLINICIANS,
    "GET /api/prescriptions/pharmacy": "pharmacist",
    "GET /api/prescriptions/register": "pharmacist",
    "POST /api/prescriptions/register": "pharmacist",
    "POST /api/prescriptions/register/count": "pharmacist",
    "POST /api/prescriptions/register/{line_id}/correct": "pharmacist",
    "GET /api/prescriptions/end-of-day": "pharmacist",
    "GET /api/prescriptions/end-of-day.csv": "pharmacist",
    "GET /api/prescriptions/code/{code}": "pharmacist",
    "POST /api/prescriptions/scan": "pharmacist",
    "POST /api/prescriptions/{ref}/scan": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/claim": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/release": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/fulfill": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/supplies/{number}/check": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/supplies/{number}/ready": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/supplies/{number}/collect": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/delivery": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/supplies/{number}/return": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/supplies/{number}/correct": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/items/{item_id}/refuse": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/items/{item_id}/reopen": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/hold": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/withdraw": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/stop": "pharmacist",
    "POST /api/prescriptions/{prescription_id}/already-handed-over": "pharmacist",
    "GET /api/codes/icd10": CLINICIANS,
    "GET /api/medications": f"{CLINICIANS} pharmacist",
    "GET /api/pharmacies": "patient gp specialist pharmacist",
    "POST /api/consultations/{consultation_id}/attachments": "patient gp specialist",
    "GET /api/consultations/{consultation_id}/attachments": "patient gp specialist",
    "POST /api/attachments": EVERYBODY,
    "GET /api/attachments": "patient",
    "GET /api/attachments/{attachment_id}": EVERYBODY,
    "GET /api/attachments/{attachment_id}/thumbnail": EVERYBODY,
    "GET /api/attachments/{attachment_id}/details": EVERYBODY,
    "POST /api/attachments/{attachment_id}/sensitive": "patient gp specialist",
    "GET /api/attachments/{attachment_id}/viewers": "patient gp specialist",
    "POST /api/attachments/{attachment_id}/viewers": "patient gp specialist",
    "POST /api/attachments/{attachment_id}/remove": "patient gp specialist",
    "POST /api/attachments/{attachment_id}/withdraw": "patient",
    "POST /api/prescriptions/verify": "anyone",
    "POST /api/prescriptions/scan-picture": "pharmacist",
    "GET /api/prescriptions/end-of-day.pdf": "pharmacist",
    "GET /api/prescriptions/{prescription_id}/pdf": f"{CONCERNED} pharmacist",
    "GET /api/prescriptions/{prescription_id}/code.svg": f"{CONCERNED} pharmacist",
    "GET /api/prescriptions/{prescription_id}/supplies/{supply_id}/labels.pdf": "pharmacist",
    "GET /api/prescriptions/{prescription_id}/owing.pdf": "pharmacist",
    "GET /api/patients": CLINICIANS,
    "GET /api/patients/{patient_id}/record": CONCERNED,
    "GET /api/patients/{patient_id}/timeline": CONCERNED,
    "GET /api/patients/{patient_id}/entries/{kind}": CONCERNED,
    "GET /api/patients/{patient_id}/measurements/{vital}": CONCERNED,
    "PUT /api/patients/{patient_id}/needs": CLINICIANS,
    "POST /api/patients/{patient_id}/no-known-allergies": CLINICIANS,
    "POST /api/patients/{patient_id}/allergies": CLINICIANS,
    "POST /api/patients/{patient_id}/conditions": CLINICIANS,
    "POST /api/patients/{patient_id}/medications": CLINICIANS,
    "POST /api/patients/{patient_id}/measurements": CLINICIANS,
    "POST /api/patients/{patient_id}/allergies/{entry_id}/correct": CLINICIANS,
    "POST /api/patients/{patient_id}/conditions/{entry_id}/correct": CLINICIANS,
    "POST /api/patients/{patient_id}/medications/{entry_id}/correct": CLINICIANS,
    "POST /api/patients/{patient_id}/measurements/{entry_id}/correct": CONCERNED,
    "POST /api/patients/{patient_id}/entries/{kind}/{entry_id}/withdraw": CONCERNED,
    "POST /api/patients/{patient_id}/entries/{kind}/{entry_id}/end": CLINICIANS,
    "GET /api/record": PATIENT,
    "PUT /api/record/needs": PATIENT,
    "POST /api/record/measurements": PATIENT,
    "GET /api/record/looks": PATIENT,
    "GET /api/notifications": EVERYBODY,
    "GET /api/notifications/unread-count": EVERYBODY,
    "POST /api/notifications/{notification_id}/read": EVERYBODY,
    "POST /api/notifications/read-all": EVERYBODY,
    "GET /api/notifications/preferences": EVERYBODY,
    "PUT /api/notifications/preferences": EVERYBODY,
    "GET /api/me": EVERYBODY,
    "POST /auth/password": EVERYBODY,
    "GET /api/me/sessions": EVERYBODY,
    "POST /api/me/sessions/end-others": EVERYBODY,
    "POST /api/me/sessions/{session_id}/end": EVERYBODY,
    "GET /api/people": "admin",
    "GET /api/people/{person_id}": "admin",
    "POST /api/people/{person_id}/verify": "admin",
    "POST /api/people/{person_id}/reject": "admin",
    "POST /api/people/{person_id}/suspend": "admin",
    "POST /api/people/{person_id}/reinstate": "admin",
    "POST /api/people/{person_id}/close": "admin",
    "POST /api/people/{person_id}/withdraw": "practice_manager admin",
    "POST /api/people/invite": "practice_manager admin",
    "POST /api/applications/documents": "anyone",
    "GET /api/prescriptions/doctor": "gp specialist",
    "GET /api/prescriptions/patient": "patient",
    "GET /api/prescriptions/{prescription_id}": "patient gp specialist pharmacist",
    "GET /api/prescriptions/{prescription_id}/draft": "gp specialist",
    "POST /api/prescriptions/create": "gp specialist",
    "POST /api/prescriptions/drafts": "gp specialist",
    "POST /api/prescriptions/preview": "gp specialist",
    "POST /api/prescriptions/{prescription_id}/answer": "gp specialist",
    "POST /api/prescriptions/{prescription_id}/cancel": "gp specialist",
    "POST /api/prescriptions/{prescription_id}/discard": "gp specialist",
    "POST /api/prescriptions/{prescription_id}/pharmacy": "patient",
    "POST /api/prescriptions/{prescription_id}/review": "gp specialist",
    "POST /api/prescriptions/{prescription_id}/sign": "gp specialist",
    "POST /api/prescriptions/{prescription_id}/stop-request": "gp specialist",
    "POST /api/prescriptions/{prescription_id}/end-repeats": "gp specialist",
    "PUT /api/prescriptions/{prescription_id}/draft": "gp specialist",
    "POST /api/auth/token": "anyone",
    "POST /auth/sign-in": "anyone",
    "POST /auth/sign-out": "anyone",
    "GET /livez": "anyone",
    "GET /readyz": "anyone",
    "GET /api/openapi.json": "anyone",
    "GET /api/docs": "anyone",
    "GET /api/docs/style.css": "anyone",
}


def test_the_routes_and_their_audiences_are_the_contract() -> None:
    found = {f"{r['method']} {r['path']}": " ".join(r["audience"]) for r in gate.routes()}

    assert found == CONTRACT


def test_a_route_without_an_audience_is_noticed() -> None:
    router = APIRouter()
    router.add_api_route("/api/forgotten", lambda: None)
    forgotten = router.routes[0]
    assert isinstance(forgotten, APIRoute)

    assert gate.audience(forgotten) == []
    assert all(gate.audience(route) for route in all_routes())


def test_nothing_is_served_that_is_not_listed() -> None:
    listed = {route.path for route in all_routes()}
    document = set(api.openapi()["paths"])

    assert document <= listed


async def test_nobody_gets_in_without_signing_in(world: World) -> None:
    closed = [r for r in gate.routes() if r["audience"] != [gate.ANYONE]]

    for route in closed:
        said = await ask(client(), route)
        assert said.status_code == 401, route
        assert said.headers["WWW-Authenticate"] == "Bearer"
        assert said.headers["Content-Type"] == "application/problem+json"


async def test_every_role_gets_into_its_own_routes_and_no_others(world: World) -> None:
    people = (
        world.patient, world.gp, world.specialist, world.pharmacist, world.diagnostics,
        world.manager, world.admin,
    )  # fmt: skip
    callers = {who.role: browser(who) for who in people}
    assert set(callers) == set(Role)
    closed = [r for r in gate.routes() if r["audience"] != [gate.ANYONE]]

    for route in closed:
        for role, caller in callers.items():
            said = await ask(caller, route)
            refused = said.status_code == 403
            assert refused is (role not in route["audience"]), (route, role, said.text)


async def test_a_role_that_is_turned_away_is_audited(world: World, session: Session) -> None:
    await browser(world.admin).get("/api/consultations/provider")

    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "gate:entry")).one()
    assert (entry.actor_id, entry.outcome) == (world.admin.id, "not_allowed")


async def ask(caller, route):
    path = route["path"].replace("{consultation_id}", NOBODY).replace("{notification_id}", NOBODY)
    path = path.replace("{attachment_id}", NOBODY)
    said = STEP.get(path.rpartition("/")[2])
    page = {"X-Requested-With": "portal"}
    return await caller.request(route["method"], path, json=said, headers=page)
