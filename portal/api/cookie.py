"""The session cookie: what it is called outside, inside, and how it is set and cleared.

Outside it carries the session's secret. The Door replaces the secret by its keyed hash and the
outer name by `COOKIE`, so that nothing behind it ever sees what signs somebody in.
"""

from portal.settings import settings

COOKIE = "portal_session"
SECURE_NAME = "__Host-portal"
PLAIN_NAME = "portal"
OUTER_NAMES = (SECURE_NAME, PLAIN_NAME)
DEVICE = "portal_device"
DEVICE_NAMES = ("__Host-portal-device", "portal-device")
"""Marks a browser that somebody has signed in with; it opens nothing by itself."""

DEVICE_SECONDS = 365 * 24 * 3600


def is_secure(scheme: str, host: str) -> bool:
    """Whether a browser keeps a `Secure` cookie here: https, a proxy with https, or localhost."""
    behind_https = settings().public_url.startswith("https://")
    name = host.rpartition(":")[0] if ":" in host else host
    return scheme in ("https", "wss") or behind_https or name.lower() == "localhost"


def outer_name(scheme: str, host: str) -> str:
    """Return the name of the cookie between this browser and the portal."""
    return SECURE_NAME if is_secure(scheme, host) else PLAIN_NAME


def set_cookie_header(token: str, *, scheme: str, host: str) -> str:
    """Return the `Set-Cookie` that signs somebody in until the browser or the session ends."""
    secure = "; Secure" if is_secure(scheme, host) else ""
    return f"{outer_name(scheme, host)}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"


def clear_cookie_header(*, scheme: str, host: str) -> str:
    """Return the `Set-Cookie` that makes the browser forget the session."""
    return f"{set_cookie_header('', scheme=scheme, host=host)}; Max-Age=0"


def set_device_header(token: str, *, scheme: str, host: str) -> str:
    """Return the `Set-Cookie` by which this browser is known again, for a year."""
    safe = is_secure(scheme, host)
    name, secure = DEVICE_NAMES[0 if safe else 1], "; Secure" if safe else ""
    lasts = f"Max-Age={DEVICE_SECONDS}"
    return f"{name}={token}; Path=/; {lasts}; HttpOnly; SameSite=Lax{secure}"
