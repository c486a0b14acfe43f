"""The reference describes what there is, and loads nothing from elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from portal.api import examples, examples_prescription, examples_turn
from portal.api.app import all_routes, api
from portal.api.gate import ANYONE, audience
from portal.schemas import (
    account,
    consultation,
    notification,
    preference,
    prescription,
    prescription_draft,
    prescription_ready,
)
from portal.schemas import consultation_claim as claim
from portal.schemas import prescription_claim as rx
from tests.api.callers import client


def operations() -> list[dict[str, Any]]:
    return [one for methods in api.openapi()["paths"].values() for one in methods.values()]


def answer(operation: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what an operation answers when all goes well."""
    said = next(r for s, r in operation["responses"].items() if int(s) < 400)
    schema = said.get("content", {}).get("application/json", {}).get("schema", {})
    named = str(schema.get("$ref", "")).rpartition("/")[2]
    return api.openapi()["components"]["schemas"].get(named, {"examples": []})


async def test_the_document_is_served(home: Path) -> None:
    document = (await client().get("/api/openapi.json")).json()

    assert document["info"]["title"] == "Handover API"
    assert set(document["components"]["securitySchemes"]) == {"cookie", "bearer"}
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_every_operation_has_a_tag_a_sentence_and_an_audience() -> None:
    for one in operations():
        assert len(one["tags"]) == 1
        assert one["description"].endswith(".")
        assert one["x-audience"]
        assert bool(one.get("security")) is (one["x-audience"] != [ANYONE])


def test_every_body_and_answer_has_an_example() -> None:
    for one in operations():
        for content in one.get("requestBody", {}).get("content", {}).values():
            assert content.get("examples") or content.get("example"), one["operationId"]
        assert "examples" in answer(one), one["operationId"]


def test_the_examples_are_true() -> None:
    modules = (
        account, consultation, notification, preference, prescription, prescription_draft,
        prescription_ready,
    )  # fmt: skip
    bodies = {
        claim.ConsultationRequest: examples.REQUESTS,
        claim.MessageCreate: examples.MESSAGES,
        claim.Seen: examples.SEEN,
        claim.Decline: examples.DECLINES,
        claim.Complete: examples.COMPLETES,
        claim.Cancel: examples.CANCELS,
        claim.Question: examples_turn.QUESTIONS,
        claim.Answer: examples_turn.ANSWERED,
        claim.Reason: examples_turn.REASONS,
        claim.Reassign: examples_turn.REASSIGNS,
        claim.Propose: examples_turn.PROPOSALS,
        claim.Agree: examples_turn.AGREES,
        claim.Interrupt: examples_turn.INTERRUPTS,
        claim.Addition: examples_turn.ADDITIONS,
        rx.PrescriptionWrite: examples_prescription.WRITES,
        rx.CancelPrescription: examples_prescription.CANCELS,
        rx.PharmacyAnswer: examples_prescription.ANSWERED,
        rx.ChoosePharmacy: examples_prescription.PHARMACIES,
        prescription_draft.DraftOpen: examples_prescription.OPENS,
        prescription_draft.PrescriptionDraftSave: examples_prescription.DRAFTS,
        prescription_draft.PreviewClaim: examples_prescription.PREVIEWS,
        prescription_draft.SignClaim: examples_prescription.SIGNS,
        prescription_draft.FavouriteSave: examples_prescription.FAVOURITES,
        account.TokenRequest: examples.TOKENS,
        preference.Preferences: examples.PREFERENCES,
    }

    for schema, given in bodies.items():
        for one in given.values():
            TypeAdapter(schema).validate_python(one["value"])
    for name, one in examples.ANSWERS.items():
        schema = next((vars(m)[name] for m in modules if name in vars(m)), None)
        if schema is not None:
            assert set(schema.model_validate(one).model_dump()) == set(one), name


async def test_the_page_shows_every_route_without_any_script(home: Path) -> None:
    said = await client().get("/api/docs")

    page = said.text
    for route in all_routes():
        if route.include_in_schema:
            assert route.path in page.replace("<wbr>", ""), route.path
            assert audience(route)
    assert "<script" not in page
    assert not re.search(r"\son\w+=|style=|javascript:", page)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)


async def test_the_pages_style_is_its_own(home: Path) -> None:
    said = await client().get("/api/docs/style.css")

    assert said.headers["content-type"].startswith("text/css")
    assert "url(" not in said.text
    assert "@import" not in said.text


async def test_the_page_is_well_formed(home: Path) -> None:
    page = (await client().get("/api/docs")).text
    ids = re.findall(r'\sid="([^"]+)"', page)
    links = re.findall(r'href="#([^"]+)"', page)
    open_tags: list[str] = []
    void = {"meta", "link", "wbr"}

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag not in void:
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Reader().feed(page)
    assert open_tags == []
    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
