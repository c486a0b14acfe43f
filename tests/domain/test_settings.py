"""What production refuses to start with, and the few settings that are worked out."""

import re
from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from portal.settings import Mode, Settings, UnsafeSettings

SAFE = {
    "portal_mode": Mode.PRODUCTION,
    "secret_key": "q7Zp2LxW9vB4nT6yKc1RfD8sHj3GmAe5",
    "demo_mode": False,
    "public_url": "https://portal.example",
    "smtp_host": "mail.clinic.test",
    "mail_from": "North Practice <no-reply@clinic.test>",
    "file_keys": "first:" + b64encode(bytes(range(32))).decode(),
    "signing_keys": "one:" + b64encode(bytes(range(32))).decode(),
}


def test_safe_settings_have_no_dangers():
    assert Settings(**SAFE).dangers() == []
    Settings(**SAFE).refuse_unsafe()


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"secret_key": ""}, "SECRET_KEY is not set"),
        ({"secret_key": "q7Zp2LxW9vB4nT6yKc1RfD8sHj3GmAe"}, "SECRET_KEY is too short"),
        ({"secret_key": "abcabc" * 8}, "SECRET_KEY is too simple"),
        ({"demo_mode": True}, "DEMO_MODE is on"),
        ({"allowed_origins": "https://a.example,*"}, "ALLOWED_ORIGINS contains *"),
        ({"file_keys": ""}, "FILE_KEYS is not set"),
        ({"signing_keys": ""}, "SIGNING_KEYS is not set"),
        ({"smtp_host": ""}, "SMTP_HOST and MAIL_FROM must name"),
        ({"mail_from": "Handover <no-reply@handover.example>"}, "SMTP_HOST and MAIL_FROM"),
        ({"smtp_security": "none"}, "SMTP_SECURITY is none"),
        ({"public_url": ""}, "PUBLIC_URL must be the https address"),
        ({"public_url": "http://portal.example"}, "PUBLIC_URL must be the https address"),
        (
            {"workers": 2, "database_url": "postgresql+psycopg://h/d"},
            "WORKERS is above 1 without REDIS_URL",
        ),
        ({"workers": 2, "redis_url": "redis://h"}, "WORKERS is above 1 on SQLite"),
    ],
)
def test_production_refuses_each_danger_by_name(unsafe, sentence):
    chosen = Settings(**SAFE | unsafe)

    assert [d for d in chosen.dangers() if not d.startswith(sentence)] == []
    with pytest.raises(UnsafeSettings, match=re.escape(sentence)):
        chosen.refuse_unsafe()


def test_development_starts_with_what_production_refuses():
    chosen = Settings(portal_mode=Mode.DEVELOPMENT)

    chosen.refuse_unsafe()
    assert chosen.dangers()


def test_several_workers_are_safe_on_postgresql_with_redis():
    grown = {"workers": 4, "database_url": "postgresql+psycopg://h/d", "redis_url": "redis://h"}

    assert Settings(**SAFE | grown).dangers() == []


def test_origins_are_the_public_address_and_those_listed():
    chosen = Settings(**SAFE | {"allowed_origins": "https://a.example/, https://b.example"})

    assert chosen.origins == ["https://portal.example", "https://a.example", "https://b.example"]


def test_without_a_public_address_the_origins_are_this_machines():
    assert Settings(port=4321).origins == ["http://localhost:4321", "http://127.0.0.1:4321"]


def test_the_environment_is_read(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://h/d")
    monkeypatch.setenv("ALLOWED_ORIGINS", "https://a.example")

    assert Settings().database == "postgresql+psycopg://h/d"
    assert Settings().allowed_origins == ["https://a.example"]


def test_the_embedded_database_lies_in_the_data_folder(tmp_path):
    assert Settings(portal_home=tmp_path).database == f"sqlite:///{tmp_path / 'portal.db'}"


def test_a_generated_secret_is_kept_long_and_private(tmp_path):
    first = Settings(portal_home=tmp_path).secret

    assert Settings(portal_home=tmp_path).secret == first
    assert len(first) >= 32
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


def test_a_given_secret_is_never_written_down(tmp_path):
    chosen = Settings(portal_home=tmp_path, secret_key="x" * 40)

    assert chosen.secret == "x" * 40
    assert list(tmp_path.iterdir()) == []


def test_staff_are_signed_out_sooner_than_patients():
    chosen = Settings()

    assert chosen.idle(patient=False) == timedelta(minutes=15)
    assert chosen.idle(patient=True) == timedelta(minutes=30)
    assert chosen.lifetime(patient=False) == timedelta(hours=12)
    assert chosen.lifetime(patient=True) == timedelta(hours=24)


def test_a_port_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        Settings(port=70000)


def test_settings_cannot_be_changed_afterwards():
    with pytest.raises(ValidationError):
        Settings().port = 1


def test_every_option_says_what_it_is_for():
    assert [n for n, f in Settings.model_fields.items() if not f.description] == []


def test_nothing_is_made_by_reading_settings(tmp_path):
    Settings(portal_home=tmp_path / "later").database  # noqa: B018 - reading is the act

    assert not Path(tmp_path / "later").exists()
