"""The hazard log names what is there: its controls have tests, and its scores follow its matrix."""

import ast
import re
from functools import cache

import pytest
import servers

LOG = (servers.ROOT / "docs" / "hazards.md").read_text()
SEVERITIES = ("Minor", "Significant", "Considerable", "Major", "Catastrophic")
HAZARD = re.compile(
    r"### (?P<id>H\d\d) · (?P<name>.+)\n\n"
    r"- \*\*Cause\.\*\* (?P<cause>.+)\n"
    r"- \*\*Effect\.\*\* (?P<effect>.+)\n"
    r"- \*\*Initial risk\.\*\* (?P<initial>.+)\n"
    r"- \*\*Controls\.\*\*\n(?P<controls>(?:  - .+\n)+)"
    r"- \*\*Residual risk\.\*\* (?P<residual>.+)\n"
    r"- \*\*Status\.\*\* (?P<status>Open|Transferred|Closed)\.(?P<why>.*)\n"
)
HAZARDS = [found.groupdict() for found in HAZARD.finditer(LOG)]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")
SCORED = re.compile(r"(\w+) × ([a-z ]+) = (\d)")
MATRIX = {
    likelihood.lower(): dict(zip(SEVERITIES, map(int, re.findall(r"\d", row)), strict=True))
    for likelihood, row in re.findall(r"^\| ([A-Z][a-z ]+) \|((?: \d \|){5})$", LOG, re.MULTILINE)
}


@cache
def named_in(path):
    """The tests in one file, as `Class::function` or `function`."""
    file = servers.ROOT / path
    if not file.exists():
        return frozenset()
    found = set()
    for node in ast.parse(file.read_text()).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        functions = [
            one for one in inner if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        found |= {prefix + one.name for one in functions if one.name.startswith("test_")}
    return frozenset(found)


def score(text):
    severity, likelihood, risk = SCORED.fullmatch(text).groups()
    return severity, MATRIX[likelihood][severity], int(risk)


def test_every_hazard_is_written_in_full_and_numbered_without_a_gap():
    assert len(HAZARDS) == LOG.count("\n### H")
    assert [one["id"] for one in HAZARDS] == [f"H{n:02}" for n in range(1, len(HAZARDS) + 1)]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda one: one["id"])
def test_every_control_names_tests_that_are_there(hazard):
    for control in hazard["controls"].splitlines():
        named = NAMED.findall(control)
        assert named, f"nothing proves:{control}"
        assert [name for path, name in named if name not in named_in(path)] == []


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda one: one["id"])
def test_every_risk_is_the_one_of_the_matrix_and_controls_never_raise_it(hazard):
    (before, looked_up, said), (after, down, left) = (
        score(hazard["initial"]),
        score(hazard["residual"]),
    )

    assert (said, left, after) == (looked_up, down, before)
    assert left <= said


def test_what_is_not_closed_says_what_is_missing():
    silent = [h["id"] for h in HAZARDS if (h["status"] == "Closed") is bool(h["why"].strip())]

    assert silent == []


def test_the_summary_says_the_same():
    rows = re.findall(r"^\| (H\d\d) \| (.+) \| (\d) \| (\d) \| (\w+) \|$", LOG, re.MULTILINE)

    assert rows == [
        (h["id"], h["name"], h["initial"][-1], h["residual"][-1], h["status"]) for h in HAZARDS
    ]


def test_no_risk_that_is_left_is_unacceptable():
    assert [h["id"] for h in HAZARDS if int(h["residual"][-1]) > 3] == []
