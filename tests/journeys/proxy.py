"""A wire between browser and server that can be cut."""

import socket
import threading
from contextlib import suppress

CHUNK = 65536


class Proxy:
    """Passes connections on to `target`, until they are cut."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._whole = threading.Event()
        self._whole.set()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and refuse new ones."""
        self._whole.clear()
        with self._lock:
            gone, self._open = self._open, set()
        for one in gone:
            _end(one)

    def mend(self) -> None:
        """Let connections through again."""
        self._whole.set()

    def close(self) -> None:
        """Give the port back."""
        self.cut()
        _end(self._door)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._door.accept()
                self._connect(caller)

    def _connect(self, caller: socket.socket) -> None:
        try:
            if not self._whole.is_set():
                raise ConnectionRefusedError
            callee = socket.create_connection(("127.0.0.1", self._target), timeout=5)
            callee.settimeout(None)
        except OSError:
            _end(caller)
            return
        with self._lock:
            self._open |= {caller, callee}
        for source, sink in ((caller, callee), (callee, caller)):
            threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                sink.sendall(data)
        for one in (source, sink):
            _end(one)
            with self._lock:
                self._open.discard(one)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        one.close()
