"""Where files lie: a folder of this machine, or a bucket. The store knows names and bytes only."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from portal.domain.errors import Unavailable
from portal.infra.clock import new_id
from portal.settings import settings

NAME = re.compile(r"[0-9a-f]{32}(\.part)?")
PART = ".part"
AWAY = "The file store cannot be reached for the moment. Please try again."


class Missing(RuntimeError):
    """The store has nothing under this name."""


class Stored(NamedTuple):
    """One object in the store."""

    name: str
    at: datetime


class Storage(Protocol):
    """What a store can do. Every method raises Unavailable when it cannot be reached."""

    def put(self, name: str, content: bytes) -> None:
        """Keep `content`; when this returns, it is there for good."""
        ...

    def get(self, name: str) -> bytes:
        """Return what is kept under `name`. Raises Missing."""
        ...

    def delete(self, name: str) -> None:
        """Forget `name`; it is no mistake when nothing is there."""
        ...

    def exists(self, name: str) -> bool:
        """Whether something is kept under `name`."""
        ...

    def listing(self) -> Iterator[Stored]:
        """Return everything there is, also what was left half written."""
        ...


def new_name() -> str:
    """Return a name that says nothing."""
    return new_id().hex


@cache
def storage() -> Storage:
    """Return the store of this process, as the settings say."""
    return Bucket() if settings().s3_bucket else Folder(settings().portal_home / "files")


class Folder:
    """A folder that only the portal's own user may read. A file appears whole, or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    def put(self, name: str, content: bytes) -> None:
        """Write beside, flush to the disk, then rename."""
        path = self._path(name)
        part = path.with_suffix(PART)
        try:
            for folder in (self.root, path.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                self._write(part, content)
                part.rename(path)
            finally:
                part.unlink(missing_ok=True)
            _flush(path.parent)
        except OSError as why:
            raise Unavailable("The file could not be kept. Please try again later.") from why

    def get(self, name: str) -> bytes:
        """Return what is kept under `name`."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise Missing(name) from None
        except OSError as why:
            raise Unavailable(AWAY) from why

    def delete(self, name: str) -> None:
        """Forget `name`."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as why:
            raise Unavailable(AWAY) from why

    def exists(self, name: str) -> bool:
        """Whether something is kept under `name`."""
        return self._path(name).is_file()

    def listing(self) -> Iterator[Stored]:
        """Return everything there is."""
        for path in self.root.glob("*/*"):
            with suppress(FileNotFoundError):
                changed = path.stat().st_mtime
                if NAME.fullmatch(path.name):
                    yield Stored(path.name, datetime.fromtimestamp(changed, UTC))

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise Missing(name)
        return self.root / name[:2] / name

    @staticmethod
    def _write(path: Path, content: bytes) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


class Bucket:
    """A bucket of an S3 service; what is put there is there whole, or not at all."""

    def __init__(self) -> None:
        options = settings()
        given: dict[str, Any] = {
            "endpoint": options.s3_endpoint,
            "access_key_id": options.s3_key,
            "secret_access_key": options.s3_secret,
        }
        self.store = S3Store(
            options.s3_bucket,
            prefix="files",
            region=options.s3_region,
            **{name: value for name, value in given.items() if value},
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": options.s3_endpoint.startswith("http://"),
                "timeout": "30s",
                "connect_timeout": "3s",
            },
            retry_config={"max_retries": 2},
        )

    def put(self, name: str, content: bytes) -> None:
        """Send it."""
        with _reached():
            obstore.put(self.store, name, content, use_multipart=False)

    def get(self, name: str) -> bytes:
        """Fetch it."""
        with _reached():
            return obstore.get(self.store, name).bytes().to_bytes()

    def delete(self, name: str) -> None:
        """Forget it."""
        with _reached(), suppress(FileNotFoundError):
            obstore.delete(self.store, name)

    def exists(self, name: str) -> bool:
        """Ask for it."""
        try:
            with _reached():
                obstore.head(self.store, name)
        except Missing:
            return False
        return True

    def listing(self) -> Iterator[Stored]:
        """Return everything there is, a thousand at a time."""
        with _reached():
            pages: Any = obstore.list(self.store, chunk_size=1000)  # pyright: ignore
            for page in pages:
                for one in page:
                    name = one["path"].rpartition("/")[2]
                    if NAME.fullmatch(name):
                        yield Stored(name, one["last_modified"])


class _reached:  # noqa: N801 - reads as a sentence where it is used
    """Turn what the client library raises into the two things that a caller can act on."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: object, why: BaseException | None, _trace: object) -> None:
        if isinstance(why, FileNotFoundError):
            raise Missing("nothing there") from None
        if isinstance(why, BaseError | OSError):
            raise Unavailable(AWAY) from why


def _flush(folder: Path) -> None:
    """Let the new name itself reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
