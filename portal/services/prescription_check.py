"""What speaks against medicines in one patient, and what is not checked at all.

Asked when a medicine is added, and again when the prescription is signed: who signs has locked the
patient before, as has who writes an allergy, so that neither misses the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlmodel import col, func, or_, select

from portal.domain import allergen
from portal.domain.allergen import Allergen
from portal.domain.dosage import Dosage
from portal.domain.duplicate import Earlier, next_supply
from portal.domain.record import Certainty, EntryStatus
from portal.domain.substance import canonical
from portal.models import Allergy, Condition, Medicine, User
from portal.models.account import Sex
from portal.services import prescription_maximum, prescription_rule
from portal.services.consultation_view import age_on
from portal.services.formulary_name import Names, names
from portal.services.prescription_earlier import earlier, product_of
from portal.services.prescription_rule import Candidate, Finding
from portal.services.prescription_taken import HERE, RECORD, Taken, product, taken
from portal.services.work import Work

__all__ = ["ALWAYS", "Finding", "Proposed", "check", "examine", "not_checked"]

YOUNGEST, OLDEST, CHILD = 12, 55, 16
"""Ages between which pregnancy is asked about, and below which doses are a child's."""
PREGNANT = ("O", "Z33", "Z34", "Z35")
"""ICD-10: the whole chapter of pregnancy, and pregnancy without a complaint."""
NOTHING = Earlier("")
ALWAYS = (
    "Weight and kidney function are not checked.",
    "Interactions are checked against a list of well-known ones, not a complete base.",
)


@dataclass(frozen=True)
class Proposed:
    """A medicine that somebody is about to prescribe; without a dosage while it is written."""

    position: int
    medicine: Medicine
    dosage: Dosage | None = None


@dataclass(frozen=True)
class Checked:
    """What a check says: what speaks against it, what is no problem, and what nobody looked at."""

    findings: Sequence[Finding]
    already: Mapping[int, str]
    """By position: that the patient takes it already, and this is its next supply."""
    general: Sequence[str]
    """What nobody checks in this patient, whatever is prescribed."""
    unchecked: Mapping[int, Sequence[str]]
    """By position: what nobody checked of the medicine."""

    def not_checked(self, *positions: int) -> list[str]:
        """Return in words what nobody checked of the medicines there, and in the patient."""
        of = [said for one in positions for said in self.unchecked.get(one, ())]
        return list(dict.fromkeys([*self.general, *of]))


def check(
    work: Work, patient_id: UUID, items: Sequence[Proposed], *, leaving_out: Iterable[UUID] = ()
) -> list[Finding]:
    """Return what speaks against each medicine, the worst first. See `examine`."""
    return list(examine(work, patient_id, items, leaving_out=leaving_out).findings)


def not_checked(work: Work, patient_id: UUID, medicines: Iterable[Medicine]) -> list[str]:
    """Return in words what nobody checked, so that silence is never read as “no problem”."""
    items = [Proposed(n, one) for n, one in enumerate(medicines)]
    return examine(work, patient_id, items).not_checked(*(one.position for one in items))


def examine(
    work: Work, patient_id: UUID, items: Sequence[Proposed], *, leaving_out: Iterable[UUID] = ()
) -> Checked:
    """Look at medicines in one patient: what is known of the patient is read once for all of them.

    Each is held against the allergies on the record, against what the patient has besides, and
    against the other medicines of the list. `leaving_out` are prescriptions that this one goes on
    with: their items are no second medicine.
    """
    skipped = list(leaving_out)
    patient = work.session.get_one(User, patient_id)
    known, entries = names(work), _entries(work, patient_id)
    allergens = [(one, _read(known, one)) for one in entries if counts(one)]
    besides = taken(work, patient_id, skipped, known)
    pregnant, may_be = _pregnant(work, patient_id), _may_be_pregnant(work, patient)
    ones = [Candidate(i.position, i.medicine, product(i.medicine), i.dosage) for i in items]
    usual = _usual(work, ones)
    before = earlier(work, patient_id, [one.medicine for one in items], skipped)
    found: list[Finding] = []
    already: dict[int, str] = {}
    for at, one in enumerate(ones):
        same = [other for other in besides if other.is_same(one.medicine)]
        others = [*(o for o in besides if o not in same), *(_here(o) for o in ones[:at])]
        supplies = before.get(product_of(one.medicine))
        again = list(prescription_rule.again(one, supplies, work.at.date()))
        if same and not again:
            already[one.position] = next_supply(supplies or NOTHING, work.at.date())
        found += again
        found += prescription_rule.allergies(one, allergens)
        for other in others:
            found += prescription_rule.together(one, other)
        found += prescription_rule.once_a_week(one)
        found += prescription_maximum.maximum(one, [*same, *others] if again else others, usual)
        found += prescription_rule.pregnancy(one, asked=may_be, pregnant=pregnant)
    unique = {(one.position, one.key): one for one in found}
    ask = may_be or pregnant
    return Checked(
        findings=sorted(unique.values(), key=lambda one: (one.severity.rank, one.position)),
        already=already,
        general=[*ALWAYS, *_of_patient(work, patient, entries, allergens, besides, known)],
        unchecked={one.position: list(_of_medicine(one.medicine, ask=ask)) for one in items},
    )


def read_one(work: Work, entry: Allergy) -> Allergen:
    """Return what an allergy is about."""
    return _read(names(work), entry)


def _read(known: Names, entry: Allergy) -> Allergen:
    text = known.brands.get(entry.substance.strip().lower(), entry.substance)
    return allergen.read(text, known.substances)


def counts(entry: Allergy) -> bool:
    """Whether an entry is an allergy that speaks: not refuted, and not “none known”."""
    return not entry.none_known and entry.certainty is not Certainty.REFUTED


def _here(one: Candidate) -> Taken:
    return Taken(one.medicine.code, HERE, one.agent, one.medicine, one.dosage)


def _entries(work: Work, patient_id: UUID) -> Sequence[Allergy]:
    query = select(Allergy).where(
        Allergy.patient_id == patient_id, Allergy.status == EntryStatus.CURRENT
    )
    return work.session.exec(query.order_by(col(Allergy.created_at), col(Allergy.id))).all()


def _usual(work: Work, ones: Iterable[Candidate]) -> dict[str, tuple[Decimal, str]]:
    """Return the usual most of single substances: combinations state it of their first only."""
    wanted = {part for one in ones if len(one.agent.parts) > 1 for part in one.agent.parts}
    if not wanted:
        return {}
    query = select(Medicine).where(
        func.lower(Medicine.substance).in_(wanted), col(Medicine.max_daily).is_not(None)
    )
    found: dict[str, tuple[Decimal, str]] = {}
    for row in work.session.exec(query.order_by(col(Medicine.max_daily))):
        if row.max_daily is not None:
            found[canonical(row.substance)] = row.max_daily, row.amount_unit
    return found


def means_pregnant(code: str) -> bool:
    """Whether a diagnosis says that somebody is pregnant."""
    return code.startswith(PREGNANT)


def _pregnant(work: Work, patient_id: UUID) -> bool:
    query = select(Condition.id).where(
        Condition.patient_id == patient_id,
        Condition.status == EntryStatus.CURRENT,
        or_(*(col(Condition.code).startswith(code) for code in PREGNANT)),
    )
    return work.session.exec(query.limit(1)).first() is not None


def _may_be_pregnant(work: Work, patient: User) -> bool:
    """Whether to ask; where sex or age is not known, asking does no harm."""
    age = age_on(work.at.date(), patient.birth_date)
    return patient.sex is not Sex.MALE and (age is None or YOUNGEST <= age <= OLDEST)


def _of_patient(
    work: Work,
    patient: User,
    entries: Sequence[Allergy],
    allergens: Sequence[tuple[Allergy, Allergen]],
    besides: Sequence[Taken],
    known: Names,
) -> Iterator[str]:
    if not entries:
        yield "No allergy information: nobody has asked yet."
    for one, about in allergens:
        if not about.is_understood:
            yield f"Allergy to “{one.substance}”: no medicine is known by this name."
    for other in besides:
        if other.kind == RECORD and not other.agent.parts <= known.substances:
            yield f"“{other.agent.name}” among the current medication is not in the formulary."
    age = age_on(work.at.date(), patient.birth_date)
    if age is None:
        yield "The patient’s age is not known."
    elif age < CHILD:
        yield "Doses for children are not checked: the usual most is an adult’s."


def _of_medicine(one: Medicine, *, ask: bool) -> Iterator[str]:
    """Say what nobody knows of a medicine; of pregnancy only where to `ask` makes sense."""
    if one.max_daily is None:
        yield f"The usual maximum of {one.name} is not known."
    if one.pregnancy is None and ask:
        yield f"The use of {one.name} in pregnancy is not checked."
    if one.schedule is None:
        yield f"Whether {one.name} is a controlled drug is not checked."
    if not one.atc:
        yield f"The class of {one.name} is not known: interactions may be missed."
