"""What holds for every test of the API."""

import pytest

from portal.infra import throttle


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    """Forget the failed sign-ins of other tests."""
    throttle._limiter.cache_clear()
