"""Reflex's configuration, taken from the portal's own settings."""

import os
import sys
from pathlib import Path

# The JavaScript runtime of the virtual environment comes first: the machine's may be too old.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
for name, value in {
    "REFLEX_USE_NPM": "true",
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "REFLEX_SOCKET_INTERVAL": "10",
    "REFLEX_SOCKET_TIMEOUT": "20",
}.items():
    os.environ.setdefault(name, value)
# The portal's REDIS_URL is the only one: Reflex would read the same name by itself.

import reflex as rx  # noqa: E402

from portal.settings import settings  # noqa: E402

options = settings()

config = rx.Config(
    app_name="portal",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_port=options.port,
    backend_port=options.port,
    cors_allowed_origins=options.origins,
    redis_url=options.redis_url or None,
    redis_token_expiration=options.anonymous_state_minutes * 60,
    plugins=[rx.plugins.RadixThemesPlugin(
        theme=rx.theme(
            appearance="inherit", accent_color="cyan", gray_color="sand", radius="medium",
            panel_background="solid",
        )
    )],
    disable_plugins=[rx.plugins.SitemapPlugin],
    **({} if options.redis_url else {"state_manager_mode": rx.constants.StateManagerMode.MEMORY}),
)  # fmt: skip
