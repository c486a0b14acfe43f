"""Build the frontend when its sources changed, and only then.

The built pages find the server at the address they were loaded from, whatever port or proxy.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

STAMP = Path(".web/handover.stamp")
CLIENT = Path(".web/build/client")
SOURCES = (
    *(f"portal/{part}/**/*.py" for part in ("components", "domain", "pages", "schemas", "state")),
    "portal/**/*.jsx",
    "portal/components/**/*.js",
    "portal/portal.py",
    "portal/settings.py",
    "assets/**/*",
    "rxconfig.py",
)
LOCKS = ("requirements.lock", "reflex.lock/*")
HERE = '(location.origin.replace(/^http/,"ws")+"/_event")'
BAKED = re.compile(r"[\"'`]wss?://(?:localhost|0\.0\.0\.0|127\.0\.0\.1):\d+/_event/?[\"'`]")


def fingerprint() -> str:
    """Return the SHA-256 of everything the built pages are made of."""
    sha = hashlib.sha256()
    files = {p for pattern in (*SOURCES, *LOCKS) for p in Path().glob(pattern) if p.is_file()}
    for path in sorted(files):
        if "external" not in path.parts:
            sha.update(str(path).encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()


def is_current() -> bool:
    """Whether the last build was made of the present sources."""
    return STAMP.exists() and CLIENT.exists() and STAMP.read_text() == fingerprint()


def build() -> None:
    """Compile the pages and bundle them. Exits with the builder's words when that fails."""
    mark = fingerprint()
    STAMP.unlink(missing_ok=True)
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(  # noqa: S603 - our own interpreter and a fixed command
        [*command, "--loglevel", "warning"], capture_output=True, text=True, check=False,
        env={**os.environ, "REFLEX_ENV_MODE": "prod"},
    )  # fmt: skip
    unknown_icon = re.search(r"Invalid icon tag.*", done.stdout + done.stderr)
    if done.returncode or not CLIENT.exists() or unknown_icon:
        sys.exit(f"{done.stdout}{done.stderr}\nThe frontend could not be built.")
    point_home()
    STAMP.write_text(mark)


def point_home() -> None:
    """Let the built pages connect to where they came from. Exits when no address was found."""
    found = 0
    for script in CLIENT.rglob("*.js"):
        text, count = BAKED.subn(HERE, script.read_text())
        if count:
            script.write_text(text)
            for packed in script.parent.glob(f"{script.name}.*"):
                packed.unlink()
            found += count
    if not found:
        sys.exit("The built pages hold no address of the live connection: nothing to mend.")


def main() -> None:
    """Build if needed."""
    if is_current():
        return
    print("Building the pages (once, about half a minute)…", flush=True)  # noqa: T201
    build()


if __name__ == "__main__":
    main()
