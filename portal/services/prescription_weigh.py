"""What speaks against medicines that are being prescribed, one finding beside its medicine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.domain.dosage import Dosage
from portal.domain.prescription_word import WarningKind, WarningSeverity
from portal.models import Medicine
from portal.services.work import Work

NOTHING = "Allergies, duplicates, interactions and maximum doses are not checked here yet."


@dataclass(frozen=True)
class Proposed:
    """A medicine that is to be prescribed, at its place in the list."""

    position: int
    medicine: Medicine
    dosage: Dosage | None


@dataclass(frozen=True)
class Finding:
    """What speaks against the medicine at one place; `key` is the same for the same finding."""

    position: int
    kind: WarningKind
    severity: WarningSeverity
    key: str
    sentence: str
    source: str = ""


def findings(
    _work: Work,
    _patient_id: UUID,
    _proposed: Sequence[Proposed],
    _leaving_out: Iterable[UUID] = (),
) -> list[Finding]:
    """Return everything that speaks against these medicines in this patient, the worst first."""
    return []


def not_checked(_work: Work, _patient_id: UUID, _medicines: Sequence[Medicine]) -> list[str]:
    """Return what nobody has checked, in words."""
    return [NOTHING]
