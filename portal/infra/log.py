"""Structured logs, one JSON object a line, without patient data.

Handlers log event names, ids and durations. Texts that people typed, cookies and tokens never
enter a log call; the filter below also keeps the framework from printing whole events.
"""

import logging
import sys

import structlog

from portal.settings import settings

MAX_LENGTH = 200
PRINT_BY_THEMSELVES = ("engineio.server", "socketio.server")
SPEAKS_FREELY = ("reflex", "reflex_base", "engineio", "socketio", "granian.access")


class Redacted(logging.Filter):
    """Keep the framework's own records short: their arguments may hold cookies and payloads."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace a long or parametrised framework message by where it came from."""
        if record.name.startswith(SPEAKS_FREELY):
            record.msg = f"{record.name}:{record.funcName}:{record.lineno}"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True


def configure() -> None:
    """Send everything to standard error as JSON."""
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        stamp,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.addFilter(Redacted())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings().log_level)
    for name in PRINT_BY_THEMSELVES:  # with a level of their own they add no handler of their own
        logging.getLogger(name).setLevel(logging.ERROR)
        logging.getLogger(name).handlers.clear()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
