"""A diagnosis of the classification ICD-10-CM, as a search finds it."""

from pydantic import Field

from portal.schemas.base import View


class Icd10View(View):
    """One diagnosis: its code, its name, and the word that led to it."""

    code: str = Field(examples=["E11.9"])
    label: str = Field(examples=["Type 2 diabetes mellitus without complications"])
    term: str = Field(
        default="", description="Another name that fits what was typed; empty when the label does."
    )


class Icd10Page(View):
    """What a search found, the best first."""

    items: list[Icd10View]
