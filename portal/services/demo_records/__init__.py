"""The records of the demo clinic: what was entered in which consultation, and at home."""

from portal.services.demo_records.adults import ADULTS
from portal.services.demo_records.elders import ELDERS
from portal.services.demo_records.young import AT_HOME, YOUNG

ENTERED = ADULTS | ELDERS | YOUNG

__all__ = ["AT_HOME", "ENTERED"]
