"""The prescriptions of the demo clinic: those of a consultation, and those written beside one."""

from portal.services.demo_prescription import Prescribed
from portal.services.demo_prescriptions.chronic import CHRONIC
from portal.services.demo_prescriptions.courses import COURSES
from portal.services.demo_prescriptions.present import PRESENT
from portal.services.demo_prescriptions.turns import TURNS

EVERYTHING: tuple[Prescribed, ...] = (*CHRONIC, *COURSES, *TURNS, *PRESENT)
PRESCRIBED: dict[str, list[Prescribed]] = {}
"""By the consultation in which they were signed."""

for _one in EVERYTHING:
    if _one.story:
        PRESCRIBED.setdefault(_one.story, []).append(_one)
ALONE = tuple(one for one in EVERYTHING if not one.story)

__all__ = ["ALONE", "EVERYTHING", "PRESCRIBED"]
