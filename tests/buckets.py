"""An S3 service on this machine, for the tests of the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen
from uuid import uuid4

from moto.server import ThreadedMotoServer


@contextmanager
def bucket() -> Iterator[dict[str, str]]:
    """Run the service with one empty bucket; gives the settings that reach it."""
    name = f"clinic-{uuid4().hex[:8]}"  # every service of one process shares what it holds
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        with urlopen(Request(f"{address}/{name}", method="PUT")):  # noqa: S310 - this machine
            pass
        yield {
            "S3_BUCKET": name,
            "S3_ENDPOINT": address,
            "S3_KEY": "test",
            "S3_SECRET": "test",  # a name that the service of the tests takes
        }
    finally:
        server.stop()
