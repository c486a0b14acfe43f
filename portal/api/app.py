"""The REST application, mounted beside the pages. Its lifespan never runs, so it has none."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Route

from portal.api import (
    account,
    attachment,
    auth,
    consultation,
    consultation_turn,
    device,
    dispense,
    dispense_day,
    dispense_register,
    formulary,
    health,
    icd10,
    note,
    notification,
    person,
    pharmacy,
    prescription,
    prescription_desk,
    prescription_paper,
    prescription_ready,
    prescription_verify,
    record,
    reference,
    registration,
    summary,
)
from portal.api.description import TITLE, describe, release
from portal.api.guard import Guard, Unknown
from portal.api.problem import explain

ROUTERS = (
    auth.router,
    account.router,
    device.router,
    person.router,
    registration.router,
    consultation.router,
    consultation_turn.router,
    prescription_verify.router,
    prescription_paper.router,
    dispense_day.router,
    dispense_register.router,
    dispense.router,
    attachment.router,
    icd10.router,
    formulary.router,
    pharmacy.router,
    prescription_ready.router,
    prescription.router,
    prescription_desk.router,
    note.router,
    summary.router,
    notification.router,
    record.router,
    health.router,
    reference.router,
)


def all_routes() -> list[APIRoute]:
    """Return every route there is."""
    return [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]


class Api(FastAPI):
    """FastAPI with the portal's own OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document."""
        return describe(self)


api = Api(
    title=TITLE,
    version=release(),
    openapi_url=None,
    docs_url=None,
    redoc_url=None,
    redirect_slashes=False,
)
explain(api)
api.add_middleware(Guard)
for _router in ROUTERS:
    api.include_router(_router)
for _rest in ("/api", "/api/{rest:path}", "/auth/{rest:path}", "/livez", "/readyz"):
    api.router.routes.append(Route(_rest, Unknown(all_routes), include_in_schema=False))
