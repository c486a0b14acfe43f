"""A Chromium for the journeys: the system's, else Playwright's, else the distribution's package."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOMES = (Path.home() / ".cache/ms-playwright", Path("/ms-playwright"))


@cache
def executable() -> str | None:
    """Return the path of a Chromium, or None when there is none."""
    system = next((path for name in NAMES if (path := shutil.which(name))), None)
    if system:
        return system
    own = [p for home in HOMES for p in home.glob("chromium-*/chrome-linux*/chrome")]
    return str(sorted(own)[-1]) if own else None


def install() -> None:
    """Get one. Exits with a sentence when none can be had."""
    tries = [
        [sys.executable, "-m", "playwright", "install", "chromium"],
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "chromium"],
    ]
    for command in tries:
        if shutil.which(command[0]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        executable.cache_clear()
        if executable():
            return
    sys.exit("No Chromium was found and none could be installed: install the package `chromium`.")


if __name__ == "__main__":
    if executable() is None:
        install()
