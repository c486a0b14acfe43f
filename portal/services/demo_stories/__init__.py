"""The consultations of the demo clinic, by theme."""

from portal.services.demo_stories.elders import ELDERS
from portal.services.demo_stories.families import FAMILIES
from portal.services.demo_stories.hearts import HEARTS
from portal.services.demo_stories.later_years import LATER_YEARS
from portal.services.demo_stories.minds import MINDS
from portal.services.demo_stories.mixed import MIXED
from portal.services.demo_stories.nerves import NERVES
from portal.services.demo_stories.present import PRESENT
from portal.services.demo_stories.skin import SKIN
from portal.services.demo_stories.sugar import SUGAR
from portal.services.demo_stories.today import TODAY
from portal.services.demo_stories.women import WOMEN
from portal.services.demo_stories.working_age import WORKING_AGE
from portal.services.demo_stories.young import YOUNG

PAST = (
    *WORKING_AGE, *FAMILIES, *LATER_YEARS, *ELDERS, *HEARTS, *SUGAR, *WOMEN, *NERVES, *YOUNG,
    *MINDS, *MIXED, *SKIN,
)  # fmt: skip
STORIES = (*PAST, *PRESENT, *TODAY)

__all__ = ["PAST", "STORIES"]
