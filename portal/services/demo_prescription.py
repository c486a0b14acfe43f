"""What one invented prescription is made of, before it is played through the services."""

from collections.abc import Mapping
from dataclasses import dataclass, field

STAFF = {
    "bridge": ("rahman", "frost"),
    "harbour": ("demir", "lang"),
    "northgate": ("oduya", "kerrigan"),
}
"""Who works at which pharmacy; in a script the first is `ONE`, the second `TWO`."""

USUAL = """
    ONE +14 prepare
    TWO +9 check
    ONE +55 collect
"""
AGAIN = """
    TWO +35 prepare
    ONE +12 check
    TWO +160 collect
"""


@dataclass(frozen=True)
class Prescribed:
    """One prescription, with its repeats.

    It is signed at the end of the consultation `story`, or `after` so many minutes of opening time
    by the same person; or by `by` for `patient`, some days `ago`
    at `at`, or `back` minutes of opening time before the present. Each line of `items` names a
    medicine as the catalogue does, and how it is taken (`demo_sign.Item`). `why` has reasons for
    what speaks against it, by the kind of finding. `then` is what happens: `rahman +12 prepare`,
    twelve minutes of opening time later, `+2d` two open days; `ONE` and `TWO` work at the pharmacy
    `to`, `GP` signed it, `PT` is the patient. `again` says what happens to later issues where it is
    not the usual.
    """

    key: str
    items: str
    to: str = ""
    then: str = USUAL
    story: str = ""
    after: int = 0
    patient: str = ""
    by: str = ""
    ago: int = 0
    at: str = "10:40"
    back: int = 0
    repeats: int = 0
    every: int = 56
    again: Mapping[int, str] = field(default_factory=dict[int, str])
    note: str = ""
    why: Mapping[str, str] = field(default_factory=dict[str, str])
    is_draft: bool = False
