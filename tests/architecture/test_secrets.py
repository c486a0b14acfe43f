"""No secret has a way out, no setting is undocumented, no lock file names a host."""

import importlib
import pkgutil
import re

import servers
from pydantic import BaseModel
from sqlmodel import SQLModel

import portal.schemas
from portal.schemas.base import Claim
from portal.settings import Settings

SECRET = re.compile(r"hash|password|secret|digest", re.IGNORECASE)
MAY_CARRY = {
    (form, "password")
    for form in (
        "SignInForm", "TokenRequest", "Registration", "Application", "Joining", "NewPassword",
        "Proof",
    )
}  # fmt: skip
"""What people type to prove or to choose a password; no answer has such a field."""
LOCKS = ("requirements.lock", "requirements-dev.lock", "reflex.lock/package-lock.json")
ADDRESS = re.compile(r"https?://[^\s\"']+")


def schemas(kind=BaseModel):
    for module in pkgutil.iter_modules(portal.schemas.__path__):
        importlib.import_module(f"portal.schemas.{module.name}")
    found, todo = set(), [kind]
    while todo:
        todo += (children := todo.pop().__subclasses__())
        found |= {c for c in children if c.__module__.startswith("portal.schemas")}
    return sorted(found, key=lambda c: c.__name__)


def test_no_schema_carries_a_secret_but_the_forms_where_it_is_typed():
    carried = {(s.__name__, name) for s in schemas() for name in s.model_fields}

    assert {one for one in carried if SECRET.search(one[1])} == MAY_CARRY


def test_no_secret_column_has_a_namesake_in_a_schema():
    columns = {
        c.name
        for t in SQLModel.metadata.tables.values()
        for c in t.columns
        if SECRET.search(c.name)
    }

    assert columns == {"account_hash", "device_hash", "password_hash", "token_hash"}
    assert {n for s in schemas() for n in s.model_fields} & columns == set()


def test_no_schema_is_a_table_or_holds_one():
    held = [
        s for s in schemas() if issubclass(s, SQLModel) or "portal.models" in str(s.model_fields)
    ]

    assert held == []


def test_everything_from_outside_refuses_unknown_fields():
    assert schemas(Claim)
    assert [s.__name__ for s in schemas(Claim) if s.model_config.get("extra") != "forbid"] == []


def test_nothing_from_outside_sets_role_owner_status_or_price():
    forbidden = {
        "role",
        "status",
        "patient_id",
        "owner_id",
        "user_id",
        "price",
        "amount",
        "is_lead",
    }

    prescribed = ("DraftOpen", "PreviewClaim", "PreviewsClaim", "PrescriptionWrite")
    written = {name: {"patient_id"} for name in prescribed}
    """For whom a clinician prescribes: the service asks whether they may open that record."""
    found = {s.__name__: forbidden & set(s.model_fields) for s in schemas(Claim)}

    assert {name: fields for name, fields in found.items() if fields} == written


def test_the_example_environment_names_every_setting_and_no_other():
    example = (servers.ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", example, re.MULTILINE))

    assert named == {name.upper() for name in Settings.model_fields}


def test_no_lock_file_names_a_host_to_download_from():
    for name in LOCKS:
        text = (servers.ROOT / name).read_text()
        downloads = [a for a in ADDRESS.findall(text) if a.endswith((".tgz", ".whl", ".tar.gz"))]

        assert downloads == [], name
        assert '"resolved"' not in text, name
        assert "--index-url" not in text, name
