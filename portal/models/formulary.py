"""The formulary: facts about products. A fact that nobody checked is empty, never guessed."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, Numeric
from sqlmodel import Field

from portal.domain.medicine import DoseForm, Pregnancy, Route, Schedule, named
from portal.infra.clock import now
from portal.models.base import Moment, Record, one_of

AMOUNT: Any = Numeric(12, 4)
POSITIVE = "pack_size > 0 AND (doses_per_unit IS NULL OR doses_per_unit > 0)"


class Medicine(Record, table=True):
    """One product that can be prescribed (FHIR: Medication)."""

    __tablename__ = "medicines"  # pyright: ignore[reportAssignmentType]
    __table_args__ = (
        Index("ix_medicines_atc", "atc"),
        Index("ix_medicines_changed_at", "changed_at"),
        CheckConstraint(POSITIVE, name="counts_something"),
        CheckConstraint("price_minor IS NULL OR price_minor >= 0", name="price_not_negative"),
    )

    code: str = Field(max_length=40, unique=True, description="The catalogue's own number.")
    substance: str = Field(max_length=200, description="INN; several are joined by ` + `.")
    strength: str = Field(max_length=80, description="As it is written: `250 mg/5 ml`.")
    form: DoseForm = Field(sa_type=one_of(DoseForm, "dose_form"))
    route: Route = Field(sa_type=one_of(Route, "medicine_route"))
    atc: str = Field(default="", max_length=7, description="WHO ATC code; empty: not checked.")
    dose_unit: str = Field(max_length=20, description="What a dose counts: tablet, ml, puff.")
    pack_unit: str = Field(max_length=20, description="What a pack counts: tablet, ml, g, pen.")
    pack_size: Decimal = Field(sa_type=AMOUNT, description="Pack units in one pack.")
    doses_per_unit: Decimal | None = Field(
        default=None, sa_type=AMOUNT,
        description="Dose units in one pack unit (20 drops in 1 ml); empty: cannot be counted.",
    )  # fmt: skip
    amount: Decimal | None = Field(
        default=None, sa_type=AMOUNT, description="Substance in one dose unit, in `amount_unit`."
    )
    amount_unit: str = Field(default="", max_length=20, description="UCUM: mg, ug, [iU], g, mmol.")
    max_daily: Decimal | None = Field(
        default=None, sa_type=AMOUNT,
        description="Usual most for an adult in 24 hours, in `amount_unit`; empty: not checked.",
    )  # fmt: skip
    schedule: Schedule | None = Field(default=None, sa_type=one_of(Schedule, "controlled_schedule"))
    pregnancy: Pregnancy | None = Field(default=None, sa_type=one_of(Pregnancy, "pregnancy_advice"))
    price_minor: int | None = Field(default=None, description="One pack, in pence.")
    brands: list[str] = Field(default_factory=list, sa_type=JSON)
    withdrawn_at: datetime | None = Field(
        default=None, sa_type=Moment, description="No longer offered; old prescriptions keep it."
    )

    changed_at: datetime = Field(
        default_factory=now, sa_type=Moment, description="When a fact of it last changed."
    )

    @property
    def name(self) -> str:
        """The product as people read it: substance, strength, form."""
        return named(self.substance, self.strength, DoseForm(self.form))
