"""S7: what comes in is read strictly, and comes back as what it was: data."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from factories import World

from portal.api.app import api
from portal.domain.errors import Invalid
from portal.infra.clock import new_id
from portal.infra.db import NOT_STORED
from portal.services import patient_search, person
from portal.services.work import look
from tests.api.callers import STEP, browser, client

CREATE = "/api/consultations/create"
XSS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "[x](javascript:alert(1))",
    "![x](x\" onerror=\"alert(1))",
    "javascript:alert(1)",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "'-alert(1)-'",
    "\";alert(1);//",
    "</script><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<div style=background:url(javascript:alert(1))>",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "#{7*7}",
    "<%= 7*7 %>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\u202e<script>alert(1)</script>\u2066",
    "<ſcript>alert(1)</ſcript>",
)  # fmt: skip


async def test_forty_payloads_come_back_as_data(world: World) -> None:
    assert len(set(XSS)) == 40
    one = world.started()
    at = f"/api/consultations/{one}"
    patient = browser(world.patient)

    for payload in XSS:
        sent = {"body": payload, "client_message_id": str(new_id())}
        said = await patient.post(f"{at}/message", json=sent)
        assert said.json()["body"] == payload
        assert said.headers["content-type"] == "application/json"
        asked = await patient.post(CREATE, json={**STEP["create"], "symptoms": f"{payload} hurts."})
        assert asked.json()["symptoms"] == f"{payload} hurts."


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"patient_id": "7d0f3a52-6c1e-4b0a-9c55-2f1f6f3f8a10"}, "patient_id"),
        ({"status": "accepted"}, "status"),
        ({"price": 0}, "price"),
        ({"role": "admin"}, "role"),
        ({"symptoms": "short"}, "symptoms"),
        ({"symptoms": "x" * 4001}, "symptoms"),
        ({"symptoms": None}, "symptoms"),
        ({"symptoms": ["a cough"]}, "symptoms"),
        ({"symptoms": "A cough\x00 that stays."}, "symptoms"),
        ({"symptoms": "A cough \ud800 that stays."}, "symptoms"),
        ({"urgency": "at once"}, "urgency"),
        ({"began": 1}, "began"),
        ({"clinician_id": "nobody"}, "clinician_id"),
        ({"clinician_id": "7d0f3a52-6c1e-4b0a-9c55-2f1f6f3f8a10"}, "clinician_id"),
        ({"emergency_confirmed": "true"}, "emergency_confirmed"),
        ({"preferred_from": "2026-09-15T07:00:00Z"}, "form"),
        (
            {"preferred_from": 1789455600, "preferred_until": "2026-09-15T12:00:00Z"},
            "preferred_from",
        ),
        (
            {
                "preferred_from": "0001-01-01T00:00:00+14:00",
                "preferred_until": "9999-12-31T23:59:59-14:00",
            },
            "preferred_from",
        ),
    ],
)
async def test_a_bad_field_is_named_in_a_sentence(
    world: World, changed: dict[str, Any], field: str
) -> None:
    caller = browser(world.patient)

    said = await post(caller, {**STEP["create"], **changed})

    assert (said.status_code, list(said.json()["errors"])) == (422, [field])
    assert said.json()["errors"][field].endswith(".")
    assert not any(len(str(v)) > 4 and str(v) in said.text for v in changed.values())
    assert (await caller.get("/api/consultations/patient")).json()["total"] == 0


async def test_every_missing_field_is_named(world: World) -> None:
    said = await browser(world.patient).post(CREATE, json={})

    assert set(said.json()["errors"]) == {"symptoms", "began", "urgency"}
    assert said.json()["code"] == "invalid"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 60_000, b'{"symptoms":' * 5000],
)
async def test_a_body_that_is_no_form_is_refused(world: World, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}

    said = await browser(world.patient).post(CREATE, content=body, headers=headers)

    assert said.status_code in (400, 422)
    assert said.headers["content-type"] == "application/problem+json"


async def test_another_kind_of_body_is_refused(world: World) -> None:
    said = await browser(world.patient).post(
        CREATE,
        content=b'{"symptoms":"A cough that stays."}',
        headers={"Content-Type": "text/plain"},
    )

    assert said.status_code == 422


async def test_a_step_that_takes_no_body_refuses_one(world: World) -> None:
    one = world.request()

    said = await browser(world.gp).post(
        f"/api/consultations/{one}/accept", json={"clinician_id": str(world.gp2.id)}
    )

    assert (said.status_code, list(said.json()["errors"])) == (422, ["form"])


@pytest.mark.parametrize("seq", [-1, 2**31, 1.5, "1", True, None])
async def test_only_a_whole_number_is_a_message_number(world: World, seq: object) -> None:
    one = world.started()

    said = await browser(world.gp).post(f"/api/consultations/{one}/seen", json={"seq": seq})

    assert (said.status_code, list(said.json()["errors"])) == (422, ["seq"])


async def test_a_token_request_takes_nothing_more(world: World) -> None:
    sent = {"email": "a\x00b@clinic.example", "password": "x", "role": "admin"}

    said = await client().post("/api/auth/token", json=sent)

    assert (said.status_code, set(said.json()["errors"])) == (422, {"email", "role"})


def queries() -> Iterator[tuple[str, str]]:
    """Name every address that takes words behind its question mark, and the word's name."""
    for at, methods in api.openapi()["paths"].items():
        for one in methods.get("get", {}).get("parameters", []):
            kinds = [one["schema"], *one["schema"].get("anyOf", [])]
            if one["in"] == "query" and any(kind.get("type") == "string" for kind in kinds):
                yield re.sub(r"{[^}]*}", str(new_id()), at), one["name"]


@pytest.mark.parametrize("words", ["%00", "ann%00", "%F0%9F%98%80%00"])
async def test_no_search_and_no_filter_stumbles_over_a_letter_that_cannot_be_stored(
    world: World, words: str
) -> None:
    asked = sorted(set(queries()))
    assert len(asked) > 10
    people = (world.admin, world.gp, world.patient, world.pharmacist)

    for caller in [browser(who) for who in people]:
        for at, name in asked:
            assert (await caller.get(f"{at}?{name}={words}")).status_code < 500, (at, name)


@pytest.mark.parametrize("words", ["Ann\x00a", "\x00\x00", "Ann \ud800"])
def test_what_a_page_searches_for_is_refused_in_words(world: World, words: str) -> None:
    searches = (
        (world.admin, person.search, "", "", words),
        (world.gp, patient_search.search, words),
    )
    for who, search, *given in searches:
        with pytest.raises(Invalid) as refused:
            look(who, search, *given)

        assert refused.value.fields == {"form": NOT_STORED}


async def post(caller: Any, body: dict[str, Any]) -> Any:
    """Send what a strict encoder would refuse to send."""
    headers = {"Content-Type": "application/json"}
    return await caller.post(CREATE, content=json.dumps(body), headers=headers)
