"""The account's workflow is the design's table; licences and links end when they say."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.domain import device
from portal.domain.account import OVER, WORKFLOW, AccountStatus, Deadlines
from portal.domain.errors import NotAllowed, StepNotPossible
from portal.domain.workflow import Party

A, P = AccountStatus, Party
DESIGN = {
    ("register", None, A.PENDING): {P.OWNER},
    ("apply", None, A.PENDING): {P.OWNER},
    ("invite", None, A.INVITED): {P.ADMIN, P.MANAGER},
    ("prove", A.PENDING, None): {P.OWNER},
    ("join", A.INVITED, A.PENDING): {P.OWNER},
    ("confirm", A.PENDING, A.ACTIVE): {P.OWNER},
    ("confirm", A.INVITED, A.ACTIVE): {P.OWNER},
    ("verify", A.PENDING, A.ACTIVE): {P.ADMIN},
    ("reject", A.PENDING, A.REJECTED): {P.ADMIN},
    ("suspend", A.ACTIVE, A.SUSPENDED): {P.ADMIN},
    ("lapse", A.ACTIVE, A.SUSPENDED): {P.SYSTEM},
    ("reinstate", A.SUSPENDED, A.ACTIVE): {P.ADMIN},
    ("withdraw", A.INVITED, A.EXPIRED): {P.ADMIN, P.MANAGER},
    ("expire", A.INVITED, A.EXPIRED): {P.SYSTEM},
    ("expire", A.PENDING, A.EXPIRED): {P.SYSTEM},
    ("close", A.ACTIVE, A.CLOSED): {P.ADMIN},
    ("close", A.SUSPENDED, A.CLOSED): {P.ADMIN},
}
TIMES = Deadlines(timedelta(hours=24), timedelta(days=7), ZoneInfo("Europe/London"))


def test_the_table_is_the_design_and_nothing_more():
    table = {(s.name, source, s.target): set(s.by)
             for s in WORKFLOW.steps for source in (s.sources or {None})}  # fmt: skip

    assert table == DESIGN


def test_every_status_is_reached_and_only_what_is_over_is_final():
    reached = {s.target for s in WORKFLOW.steps} - {None}

    assert reached == set(A)
    assert {s for s in A if WORKFLOW.is_final(s)} == set(OVER)


def test_what_is_not_over_has_an_owner_and_all_but_a_suspension_a_deadline():
    duties = {status: WORKFLOW.duty(status) for status in set(A) - set(OVER)}

    assert all(duties.values())
    assert {s for s, duty in duties.items() if not duty.deadline} == {A.SUSPENDED}
    for status, duty in duties.items():
        if duty.deadline:
            assert callable(getattr(Deadlines, duty.deadline))
            assert WORKFLOW.step(duty.then, status, [P.SYSTEM])


@pytest.mark.parametrize("status", OVER)
def test_what_is_over_has_no_step(status):
    for step in WORKFLOW.steps:
        with pytest.raises(StepNotPossible):
            WORKFLOW.step(step.name, status, [*P])


@pytest.mark.parametrize("name", ["verify", "reject", "suspend", "reinstate", "close"])
def test_only_an_administrator_decides_about_people(name):
    step = next(s for s in WORKFLOW.steps if s.name == name)
    for source in step.sources:
        with pytest.raises(NotAllowed):
            WORKFLOW.step(name, source, set(P) - {P.ADMIN})


def test_a_licence_holds_to_the_end_of_its_last_day_in_the_clinics_zone():
    assert TIMES.licence_until(date(2026, 7, 31)) == datetime(2026, 7, 31, 23, tzinfo=UTC)
    assert TIMES.licence_until(date(2026, 12, 31)) == datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:143.0) Gecko/20100101 Firefox/143.0",
         "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("python-httpx/0.28", "A Python program"),
        ("", "An unknown device"),
        ("<script>", "An unknown device"),
    ],
)  # fmt: skip
def test_a_device_is_called_what_people_call_it(agent, words):
    assert device.words(agent) == words
