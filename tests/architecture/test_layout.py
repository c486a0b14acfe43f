"""A feature has one name in every layer, a file fits in the head, and rules have one place."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import servers

PORTAL = servers.ROOT / "portal"
FILES = sorted(PORTAL.rglob("*.py"))
LONGEST = 300
SHARED = {
    "api": {"app", "auth", "cookie", "deps", "description", "door", "example_file",
            "example_person",
            "example_record", "examples", "examples_dispense", "examples_prescription",
            "examples_turn", "examples_verify", "gate", "guard",
            "health", "problem", "reference", "reference_page", "reference_style", "writing"},
    "state": {"base", "booking", "gate", "live"},
    "schemas": {"base", "consultation_claim", "prescription_claim", "record_claim"},
    "models": {"base", "trail"},
}  # fmt: skip
"""What no single feature owns: each layer's plumbing."""


def stems(layer):
    return {p.stem for p in (PORTAL / layer).rglob("*.py")}


def trees():
    for path in FILES:
        yield path.relative_to(servers.ROOT), ast.parse(path.read_text())


@pytest.mark.parametrize("layer", SHARED)
def test_every_file_above_the_domain_is_named_after_a_feature(layer):
    assert stems(layer) - SHARED[layer] <= stems("services"), "no service answers for these"


@pytest.mark.parametrize("layer", SHARED)
def test_what_is_listed_as_shared_is_there(layer):
    assert SHARED[layer] <= stems(layer)


def test_no_file_is_called_after_nothing():
    assert [p for p in FILES if p.stem in {"utils", "util", "helpers", "common", "misc"}] == []


def test_no_file_outgrows_a_reader():
    lengths = {p: len(p.read_text().splitlines()) for p in FILES}

    assert {str(p): n for p, n in lengths.items() if n > LONGEST} == {}


def sets_status(node):
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    inner = [t for target in targets for t in ast.walk(target)]
    return any(isinstance(t, ast.Attribute) and t.attr == "status" for t in inner)


def test_a_record_changes_its_status_in_take_and_nowhere_else():
    found = []
    for path, tree in trees():
        if path.parts[1] not in ("models", "services", "infra"):
            continue
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            found += [
                (str(path), function.name)
                for node in ast.walk(function)
                if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
                and sets_status(node)
            ]

    assert sorted(found) == [
        ("portal/models/account.py", "take"),
        ("portal/models/consultation.py", "take"),
        ("portal/models/dispense.py", "take"),
        ("portal/models/prescription.py", "take"),
        ("portal/models/prescription.py", "take"),
        ("portal/models/record.py", "take"),
    ]


def test_no_update_statement_or_setattr_reaches_a_status():
    calls = [
        (str(path), node.lineno)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (getattr(node.func, "attr", "") == "values"
             and any(k.arg == "status" for k in node.keywords))
            or (getattr(node.func, "id", "") == "setattr" and "status" in ast.dump(node))
        )
    ]  # fmt: skip

    assert calls == []


def test_only_the_transaction_commits():
    commits = [
        str(path)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "commit"
    ]

    assert set(commits) == {"portal/services/work.py"}


def test_time_and_chance_come_from_the_clock_only():
    wild = {("datetime", "now"), ("datetime", "today"), ("date", "today"), ("time", "time")}
    found = [
        (str(path), node.lineno)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (getattr(node.value, "id", ""), node.attr) in wild
        and str(path) != "portal/infra/clock.py"
    ]

    assert found == []


def test_imports_point_down():
    checker = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([checker, "--no-cache"], cwd=servers.ROOT, capture_output=True, text=True)

    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-1000:]
