"""S9: the same protection on every answer, errors included."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
import servers
from state.conftest import Place
from state.running import Running
from state.socket import Person

from portal.api.door import Door

ASSETS = Path(servers.ROOT / ".web/build/client")
EVERYWHERE = [
    ("GET", "/", 200), ("GET", "/sign-in", 307), ("GET", "/patient", 307), ("GET", "/gp", 307),
    ("GET", "/gp/consultations/0b1e", 200), ("GET", "/nowhere", 404), ("GET", "/nowhere/", 0),
    ("GET", "/patient/", 0), ("HEAD", "/", 200), ("GET", "/handover.css", 200),
    ("GET", "/nowhere.css", 404), ("GET", "/assets/nowhere.js", 404), ("POST", "/", 405),
    ("GET", "/api/me", 401), ("GET", "/api/nowhere", 404), ("DELETE", "/api/me", 405),
    ("POST", "/api/auth/token", 422), ("POST", "/auth/sign-in", 303),
    ("POST", "/auth/sign-out", 303),
    ("GET", "/livez", 200), ("GET", "/readyz", 200), ("GET", "/api/openapi.json", 200),
    ("GET", "/api/docs", 200), ("GET", "/_event/", 404), ("POST", "/_upload", 404),
    ("GET", "/_upload/x.pdf", 404), ("GET", "/ping", 0), ("GET", "/_health", 0), ("GET", "/%00", 0),
    ("GET", "/..%2f..%2fetc/passwd", 0), ("OPTIONS", "/api/me", 0),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "status"), EVERYWHERE)
async def test_s9_every_answer_carries_the_headers(
    server: Running, method: str, path: str, status: int
) -> None:
    answer = await Person(server.base).call(method, path)

    assert status in (0, answer.status_code), answer.status_code
    _protected(answer)
    if answer.is_redirect:
        assert answer.headers["location"].startswith("/")
    if "." not in path.rpartition("/")[2] and path != "/api/docs":
        assert answer.headers["cache-control"] in ("no-store", "no-cache")
    assert "strict-transport-security" not in answer.headers


async def test_s9_refusals_carry_the_headers(place: Place) -> None:
    patient = await place.person("patient")
    foreign = await patient.post("/auth/sign-out", headers={"Origin": "https://evil.example"})
    large = await patient.post("/api/consultations/create", content=b"x" * 70_000)
    broken = await patient.post("/api/consultations/create", json={"symptoms": 1})

    assert [foreign.status_code, large.status_code, broken.status_code] == [403, 413, 422]
    for answer in (foreign, large, broken):
        _protected(answer)


@pytest.mark.parametrize(
    "path", ["/", "/patient/", "/patient/consultations/1", "/api/me", "/sign-in/"]
)
async def test_s9_personal_pages_are_never_stored(place: Place, path: str) -> None:
    answer = await (await place.person("patient")).get(path)

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


async def test_s9_only_files_of_the_build_are_kept(server: Running) -> None:
    script = next((ASSETS / "assets").glob("*.js")).name
    answer = await Person(server.base).get(f"/assets/{script}")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    _protected(answer)


async def test_s9_every_inline_script_of_the_build_is_allowed_by_its_hash(server: Running) -> None:
    page = await Person(server.base).get("/")
    inline = [b for b in re.findall(r"<script\b[^>]*>(.*?)</script>", page.text, re.DOTALL) if b]

    assert len(re.findall(r"'sha256-[^']+'", page.headers["content-security-policy"])) >= len(
        set(inline)
    )


async def test_s9_over_https_a_year_of_it_is_promised(home: Path) -> None:
    async def answers(scope: Any, receive: Any, send: Any) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 500, "headers": []})
        await send({"type": "http.response.body", "body": b"broken"})

    transport = httpx.ASGITransport(Door(answers))
    async with httpx.AsyncClient(transport=transport, base_url="https://portal.example") as client:
        answer = await client.get("/patient")

    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    _protected(answer)


def _protected(answer: httpx.Response) -> None:
    rules = dict(
        rule.strip().partition(" ")[::2]
        for rule in answer.headers["content-security-policy"].split(";")
    )
    scripts = rules.get("script-src", rules["default-src"])
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    assert "unsafe-inline" not in scripts
    assert "*" not in scripts
    assert rules["frame-ancestors"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] in ("same-origin", "no-referrer")
    assert len(answer.headers.get_list("content-security-policy")) == 1
    assert len(answer.headers.get_list("cache-control")) == 1


async def test_s9_webassembly_is_allowed_in_the_reader_of_codes_and_nowhere_else(
    server: Running,
) -> None:
    person = Person(server.base)
    [reader] = ASSETS.glob("assets/scanner_worker-*.js")
    others = [path for path in sorted(ASSETS.glob("assets/scanner*.js")) if path != reader]

    policy = (await person.call("GET", f"/assets/{reader.name}")).headers["content-security-policy"]

    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "default-src 'none'" in policy
    for path in ("/", "/verify", "/handover.css", *(f"/assets/{one.name}" for one in others)):
        answer = await person.call("GET", path)
        assert "wasm" not in answer.headers["content-security-policy"]
    missing = await person.call("GET", "/assets/scanner_worker-nowhere.js.map")
    assert "wasm" not in missing.headers["content-security-policy"]
