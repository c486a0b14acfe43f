"""A diagnosis of the classification ICD-10-CM, as a search finds it."""

from typing import Any

from pydantic import ConfigDict, Field

from portal.schemas.base import View

FOUND: Any = {
    "code": "I10",
    "label": "Essential (primary) hypertension",
    "term": "high blood pressure",
}


class Icd10View(View):
    """One diagnosis: its code, its name, and the word that led to it."""

    model_config = ConfigDict(json_schema_extra={"examples": [FOUND]})

    code: str = Field(examples=["E11.9"])
    label: str = Field(examples=["Type 2 diabetes mellitus without complications"])
    term: str = Field(
        default="", description="Another name that fits what was typed; empty when the label does."
    )


class Icd10Page(View):
    """What a search found, the best first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [FOUND]}]})

    items: list[Icd10View]
