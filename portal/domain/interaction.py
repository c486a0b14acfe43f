"""Well-known interactions between two medicines: how bad, what happens, what to do.

A list of what a general practice meets most, in our own words; it is no complete base, and the
pages say so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from portal.domain.drug_class import Group
from portal.domain.interaction_body import ROWS as BODY
from portal.domain.interaction_heart import ROWS as HEART
from portal.domain.interaction_mind import ROWS as MIND
from portal.domain.prescription_word import WarningSeverity
from portal.domain.substance import Agent

SEVERITY = {
    "X": WarningSeverity.CONTRAINDICATED,
    "S": WarningSeverity.SERIOUS,
    "C": WarningSeverity.CAUTION,
}


@dataclass(frozen=True)
class Interaction:
    """Two groups of medicines that do not go well together."""

    one: Group
    other: Group
    severity: WarningSeverity
    effect: str
    advice: str
    source: str

    def is_between(self, a: Agent, b: Agent) -> bool:
        """Whether these two are meant, in either order."""
        return (_any(a, self.one) and _any(b, self.other)) or (
            _any(b, self.one) and _any(a, self.other)
        )


PAIRS = 10_000
"""How many answers are kept: the same medicines are asked about with every key that is typed."""

INTERACTIONS = tuple(
    Interaction(one, other, SEVERITY[how_bad], effect, advice, source)
    for one, other, how_bad, effect, advice, source in (*HEART, *MIND, *BODY)
)


@lru_cache(PAIRS)
def between(a: Agent, b: Agent) -> Interaction | None:
    """Return what is known against taking both, the worst; None when nothing is.

    Of the same substance taken twice it does not speak: that is a duplicate.
    """
    if a.parts & b.parts:
        return None
    found = [one for one in INTERACTIONS if one.is_between(a, b)]
    return min(found, key=lambda one: one.severity.rank, default=None)


def _any(agent: Agent, terms: Iterable[str]) -> bool:
    return any(agent.fits(term) for term in terms)
