"""`python -m portal …`: the command line."""

import logging
import sys

from portal.cli import app
from portal.infra import log


def main() -> None:
    """Run one command; only the server's own log is worth reading beside its sentences."""
    if sys.argv[1:2] not in (["serve"], ["run"]):
        log.configure()
        logging.getLogger().setLevel(logging.CRITICAL)
    app(prog_name="python -m portal")


if __name__ == "__main__":
    main()
