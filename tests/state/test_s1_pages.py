"""Who may open which page (S1): every role at every page, over the live connection."""

from importlib import import_module

import pytest
from state.conftest import Place, canary
from state.socket import LIVE, Person

KEYS = {
    "patient": "patient2",
    "gp": "gp2",
    "specialist": "specialist",
    "pharmacist": "pharmacist",
    "diagnostics": "diagnostics",
    "practice_manager": "manager",
    "admin": "admin",
}


def pages() -> dict[str, frozenset[str]]:
    """Every page of somebody's role, as the shell declares it."""
    import_module("portal.portal")
    declared = import_module("portal.state.live").PAGE_ROLES
    return {route: frozenset(str(role) for role in roles) for route, roles in declared.items()}


def test_s1_every_page_is_for_one_role_and_lies_under_its_home() -> None:
    homes = {str(role): role.home.strip("/") for role in import_module(
        "portal.domain.permission").Role}  # fmt: skip

    for route, roles in pages().items():
        assert len(roles) == 1, route
        assert route.split("/")[0] == homes[next(iter(roles))], route


@pytest.mark.parametrize("role", KEYS)
async def test_s1_a_page_of_another_role_shows_nothing(place: Place, role: str) -> None:
    secret = canary()
    patient, gp = await place.person("patient"), await place.person("lead")
    one = await place.started(patient, gp, symptoms=f"Symptoms {secret}")
    who = await place.person(KEYS[role])

    for route, roles in pages().items():
        path = "/" + route.replace("[consultation_id]", one).replace("[patient_id]", patient.id)
        tab = await place.tab(who, path)
        await tab.until(lambda tab=tab: tab.value(LIVE, "watermark"))
        mine = role in roles
        assert bool(tab.value(LIVE, "forbidden")) is not mine, path
        assert secret not in tab.everything, path
        await tab.close()


async def test_s1_without_a_session_every_page_leads_to_the_door(place: Place) -> None:
    nobody = Person(place.server.base)

    for route in pages():
        tab = await place.tab(nobody, "/" + route)
        await tab.until(lambda tab=tab: tab.value(LIVE, "gone"))
        assert tab.value(LIVE, "name") in (None, "")
        await tab.close()
