"""Every step of the prescription's tables, by each of the seven roles, in every status."""

import prescribing
from prescription_steps import PARTY, STATES, TABLES, WAYS, people, standing

from portal.domain.errors import PortalError
from portal.domain.permission import Role
from portal.domain.workflow import Party
from portal.services.work import look

HUMAN = {Party.PATIENT, Party.PRESCRIBER, Party.PHARMACY}


def pairs():
    """Every step that a person takes, with every status that it leads from."""
    return {
        (f"{table}.{step.name}", status)
        for table, flow in TABLES.items()
        for step in flow.steps
        if step.by & HUMAN
        for status in step.sources
    }


def allowed(one, role, stands):
    """The statuses from which the table lets somebody of this role take it."""
    table, name = one.key
    return {
        status
        for step in TABLES[table].steps
        if step.name == name and PARTY.get(role) in step.by
        for status in (step.sources or {"new"})
        if status in stands[table] or not step.sources
    }


def could(who, one, desk, script):
    try:
        look(who, one.service, *one.arguments(desk, script))
    except PortalError:
        return False
    return True


def test_each_role_takes_the_steps_of_the_tables_in_their_statuses_and_no_others(world, clock):
    desk, taken = prescribing.desk(world), set()
    for state, make in STATES.items():
        script = make(desk)
        stands = standing(script)
        for role, who in people(desk).items():
            for one in WAYS:
                if not could(who, one, desk, script):
                    continue
                if one.path == "scan" and role is Role.PHARMACIST and "claimed" in stands["claim"]:
                    continue  # what a pharmacy holds it only opens once more
                leads = allowed(one, role, stands)
                assert leads, f"{role} took {one.step} of what is {state}"
                taken |= {(one.step, status) for status in leads}
                if one.step == "prescription.already_handed_over":
                    taken |= {("supply.collect_late", s) for s in stands["supply"]}
                if one.step == "prescription.choose_pharmacy":
                    taken |= {("claim.offer_anew", s) for s in stands["claim"]}

    assert pairs() - taken == set()


def test_the_roles_are_seven():
    assert len(Role) == 7
