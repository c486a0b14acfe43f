"""Every step of a prescription as a request, by each role, in every state: as the service says."""

import prescribing
import pytest
from dispensing import items_of
from prescription_steps import STATES, WAYS, people
from services.test_prescription_matrix import could

from portal.infra import throttle
from tests.api.callers import program


def path(one, script):
    found = items_of(script)
    return f"/api/prescriptions/{script}/" + one.path.format(item=found[0].id if found else script)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("state", STATES)
async def test_a_route_lets_each_role_take_what_the_service_does_and_nothing_else(
    world, clock, state
) -> None:
    throttle._limiter.cache_clear()
    desk = prescribing.desk(world)
    callers = {role: (who, program(who)) for role, who in people(desk).items()}
    script = STATES[state](desk)

    for role, (who, caller) in callers.items():
        for one in WAYS:
            may = could(who, one, desk, script)
            asked = STATES[state](desk) if may else script
            said = await caller.post(path(one, asked), json=one.body(desk, asked))
            assert said.is_success is may, (role, one.step, said.status_code, said.text)
            if asked == script and may:
                script = STATES[state](desk)  # a draft is opened again, not written twice
            assert may or said.status_code in (403, 404, 409, 422), (role, one.step, said.text)
