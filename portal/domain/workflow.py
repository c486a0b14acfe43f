"""A workflow is a table of named steps: from where, to where, whose, and who is told.

The guard, the REST answer, the buttons, the notifications, the deadlines and the diagram in the
documentation are all read from the same table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from portal.domain.errors import NotAllowed, StepNotPossible


class Party(StrEnum):
    """What somebody is to one record; a step belongs to parties, not to roles."""

    PATIENT = "patient"
    PRESCRIBER = "prescriber"
    COVER = "cover"
    PHARMACY = "pharmacy"
    CLINICIAN = "clinician"
    POOL = "pool"
    ASKER = "asker"
    FORMER = "former"
    LEAD = "lead"
    OWNER = "owner"
    MANAGER = "manager"
    ADMIN = "admin"
    SYSTEM = "system"


NOBODY: Mapping[Party, str] = MappingProxyType({})


def who(*parties: "Party") -> frozenset["Party"]:
    """Return whose step it is."""
    return frozenset(parties)


def leaves(*statuses: StrEnum) -> frozenset[StrEnum]:
    """Return from which statuses a step leads."""
    return frozenset(statuses)


def begins() -> frozenset[StrEnum]:
    """Return the sources of a step that creates its record: none."""
    return frozenset()


def tells(**sentences: str) -> Mapping["Party", str]:
    """Return who is told which sentence."""
    return MappingProxyType({Party(party): sentence for party, sentence in sentences.items()})


@dataclass(frozen=True)
class Step:
    """One move of a record.

    `label` is the word on the button, `done` the word in the timeline, `asks` the texts that must
    be given with it, `tells` a sentence for each party that is notified (`{actor}`, `{patient}` and
    `{clinician}` are filled in), `quiet` why nobody is. A step without a `target` changes other
    things than the status; one that `corrects` takes back a mistake, even after the end.
    """

    name: str
    tag: str
    sources: frozenset[StrEnum]
    target: StrEnum | None
    by: frozenset[Party]
    label: str
    done: str
    asks: tuple[str, ...] = ()
    tells: Mapping[Party, str] = field(default_factory=lambda: NOBODY)
    quiet: str = ""
    corrects: bool = False

    @property
    def begins(self) -> bool:
        """Whether this step creates the record."""
        return not self.sources


@dataclass(frozen=True)
class Duty:
    """Whose turn it is while a record has `status`, and what happens when the time is up.

    `deadline` names the rule in the feature's deadlines; `then` is the system step that follows,
    `before` the one that reminds on the way there.
    """

    status: StrEnum
    owner: Party
    deadline: str
    then: str
    before: str = ""


@dataclass(frozen=True)
class Workflow:
    """The whole table of one kind of record."""

    subject: str
    steps: tuple[Step, ...]
    duties: tuple[Duty, ...]
    title: str = ""
    """What the documentation calls it, when several tables speak of one subject."""

    def step(self, name: str, status: StrEnum, parties: Iterable[Party], word: str = "") -> Step:
        """Return the step called `name` for these parties.

        Raises StepNotPossible when no such step leaves `status`, and NotAllowed when it is
        somebody else's. `word` is the status as people read it.
        """
        here = [s for s in self.steps if s.name == name and status in s.sources]
        if not here:
            raise StepNotPossible(
                f"This is not possible any more: the {self.subject} is {word or status}."
            )
        held = frozenset(parties)
        for step in here:
            if step.by & held:
                return step
        raise NotAllowed(f"This step of the {self.subject} belongs to somebody else.")

    def open_steps(self, status: StrEnum, parties: Iterable[Party]) -> list[Step]:
        """Return the steps these parties may take now; the pages show them as buttons."""
        held = frozenset(parties)
        return [s for s in self.steps if status in s.sources and s.by & held]

    def first(self) -> Step:
        """Return the step that creates a record."""
        return next(s for s in self.steps if s.begins)

    def duty(self, status: StrEnum) -> Duty | None:
        """Return whose turn it is in `status`; None when the status is final."""
        return next((d for d in self.duties if d.status == status), None)

    def is_final(self, status: StrEnum) -> bool:
        """Whether no step changes `status` any more."""
        return not any(
            status in s.sources and s.target not in (None, status) and not s.corrects
            for s in self.steps
        )

    def diagram(self) -> str:
        """Return the workflow as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        for step in self.steps:
            words = f"{step.name} ({', '.join(sorted(step.by))})"
            if step.begins:
                lines.append(f"    [*] --> {step.target}: {words}")
            lines += [
                f"    {source} --> {step.target or source}: {words}"
                for source in sorted(step.sources)
            ]
        finals = sorted({s.target for s in self.steps if s.target and self.is_final(s.target)})
        return "\n".join([*lines, *(f"    {status} --> [*]" for status in finals)])
