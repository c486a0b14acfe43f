"""How often something may be tried: a moving window, shared between workers when Redis is there."""

from functools import cache

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from portal.settings import settings


@cache
def _limiter() -> MovingWindowRateLimiter:
    address = settings().redis_url or "memory://"
    return MovingWindowRateLimiter(storage_from_string(address))


def may(name: str, key: str, per_minute: int) -> bool:
    """Whether `name` may be tried once more for `key`; does not count."""
    return _limiter().test(RateLimitItemPerMinute(per_minute), name, key)


def hit(name: str, key: str, per_minute: int) -> bool:
    """Count one try; False when that was one too many."""
    return _limiter().hit(RateLimitItemPerMinute(per_minute), name, key)
