"""Where everything is plugged together."""

import asyncio

import reflex as rx
import structlog
from reflex_base.event import Event
from reflex_components_core.base.error_boundary import ErrorBoundary

from portal import pages
from portal.api.app import api
from portal.api.door import Door
from portal.domain.errors import PortalError
from portal.infra.db import AWAY
from portal.infra.live import hub
from portal.services import letter, timer
from portal.services.work import in_thread
from portal.settings import settings
from portal.state.gate import Gate
from portal.state.live import LiveState

log = structlog.get_logger(__name__)


def explain(exception: Exception) -> None:
    """Log what failed, by kind only; the framework's own answer would need eval in the browser."""
    log.error("event.failed", why=type(exception).__name__)


def broken_page(_stateful: bool) -> rx.Component:  # noqa: FBT001 - the framework calls it so
    """Wrap every page: when drawing it fails, say so instead of showing nothing."""
    return ErrorBoundary.create(
        on_error=rx.noop(),
        fallback_render=rx.Var.create(
            rx.el.p(
                "This page could not be drawn. Nothing is lost: please load it again.",
                class_name="ho pad",
                role="alert",
            )
        ),
    )


app = rx.App(
    api_transformer=[api, Door],
    backend_exception_handler=explain,
    stylesheets=["/tokens.css", "/handover.css"],
    html_lang="en-GB",
    toaster=None,
    head_components=[rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml")],
    app_wraps={(55, "ErrorBoundary"): broken_page},
)
app.add_middleware(Gate(), index=0)
pages.add_to(app)


async def wake(token: str, topics: list[tuple[str, str]]) -> None:
    """Let one tab read again; returns when it has."""
    (event,) = Event.from_event_type(LiveState.refresh(topics))
    event.router_data.update(hub.router(token))
    await (await app.event_processor.enqueue(token, event))


def alive(token: str) -> bool:
    """Whether this worker holds the tab's connection."""
    tokens = app.event_namespace._token_manager  # noqa: SLF001 - the framework offers no other way
    record = tokens.token_to_socket.get(token)
    return record is not None and record.instance_id == tokens.instance_id


async def tick() -> None:
    """Take what is due, every second or so, for as long as this worker lives."""
    while True:
        await asyncio.sleep(settings().timer_seconds)
        try:
            await in_thread(timer.run_due)
        except (PortalError, *AWAY) as why:
            log.warning("timer.failed", why=type(why).__name__)
        hub.sweep()
        hub.listen()


async def post() -> None:
    """Send the letters that are due; beside the timer, so that a slow mail server delays none."""
    while True:
        await asyncio.sleep(settings().timer_seconds)
        try:
            await letter.relay()
        except (PortalError, *AWAY) as why:
            log.warning("post.failed", why=type(why).__name__)


hub.wake, hub.alive = wake, alive
app.register_lifespan_task(hub.run)
app.register_lifespan_task(tick)
app.register_lifespan_task(post)
