"""Serve the built frontend, the API and the live connections on one port.

This does what the framework's own production command does after its build, and what that leaves
out: nothing is compiled, workers that die are replaced, and stopping waits for what is in flight.
"""

import os
import socket
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from reflex.utils import exec as serving
from reflex_base import constants
from reflex_base.config import get_config
from reflex_base.environment import environment

from portal.infra import log
from portal.settings import UnsafeSettings, settings

STOP_SECONDS = 10


def prepare() -> str:
    """Tell the framework that the frontend is built already; return what Granian loads."""
    environment.REFLEX_ENV_MODE.set(constants.Env.PROD)
    environment.REFLEX_SKIP_COMPILE.set(True)
    environment.REFLEX_MOUNT_FRONTEND_COMPILED_APP.set(True)
    port = settings().port
    get_config()._set_persistent(frontend_port=port, backend_port=port)  # noqa: SLF001
    return serving.get_app_instance_from_file()


def refuse_a_taken_port(address: str, port: int) -> None:
    """Raise OSError when another server listens there: two would share the visitors."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address, port))


def main() -> None:
    """Run until stopped. Exits with 2 and a sentence when it cannot start."""
    options = settings()
    try:
        options.refuse_unsafe()
        refuse_a_taken_port(options.address, options.port)
    except UnsafeSettings as why:
        sys.exit(str(why))
    except OSError:
        sys.exit(f"Port {options.port} is in use. Stop the other server, or set PORT.")
    target = prepare()
    log.configure()
    os.environ["PORTAL_SERVING"] = "1"
    Server(
        target=target,
        factory=True,
        address=options.address,
        port=options.port,
        interface=Interfaces.ASGI,
        workers=options.workers,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=STOP_SECONDS,
        websockets=True,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
