"""Refusals and permissions, as tables."""

from portal.domain import errors
from portal.domain.permission import ROLE_PERMISSIONS, Permission, Role


def family(kind=errors.PortalError):
    for child in kind.__subclasses__():
        yield child
        yield from family(child)


def test_every_refusal_has_a_status_a_code_and_a_title_of_its_own():
    codes = [one.code for one in family()]

    assert len(codes) == len(set(codes))
    assert all(400 <= one.status < 600 and one.title for one in family())


def test_taken_is_a_step_that_is_not_possible():
    assert issubclass(errors.Taken, errors.StepNotPossible)
    assert errors.Taken.status == 409


def test_every_permission_belongs_to_some_role_and_every_role_has_some():
    assert frozenset().union(*ROLE_PERMISSIONS.values()) == set(Permission)
    assert set(ROLE_PERMISSIONS) == set(Role)


def test_an_administrator_reads_no_consultation():
    clinical = {
        Permission.CONSULTATION_READ, Permission.CONSULTATION_PROVIDE,
        Permission.CONSULTATION_REQUEST, Permission.MESSAGE_WRITE,
    }  # fmt: skip

    assert not ROLE_PERMISSIONS[Role.ADMIN] & clinical


def test_only_clinicians_provide_and_only_patients_request():
    holders = {p: {r for r in Role if p in ROLE_PERMISSIONS[r]} for p in Permission}

    assert holders[Permission.CONSULTATION_PROVIDE] == {Role.GP, Role.SPECIALIST}
    assert holders[Permission.CONSULTATION_REQUEST] == {Role.PATIENT}
    assert holders[Permission.AUDIT_READ] == {Role.ADMIN}
