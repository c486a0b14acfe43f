"""The floor: a bare FastAPI page that commits one row and tells everybody. Nothing can be faster
with the same language, commit and browser; it has no people, no rights and no audit."""

import asyncio
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse
from granian.constants import Interfaces
from granian.server import Server

PAGE = """<!doctype html><title>floor</title><div id="log"></div><script>
const socket = new WebSocket(location.origin.replace("http", "ws") + "/live");
socket.onopen = () => { document.body.dataset.live = "true"; };
socket.onmessage = (message) => {
  const line = document.createElement("p");
  line.textContent = message.data;
  document.getElementById("log").append(line);
};
window.say = (text) => socket.send(text);
</script>"""


class Floor:
    """One table, one writing thread, everybody in one room."""

    def __init__(self) -> None:
        self.room: set[WebSocket] = set()
        self.writer = ThreadPoolExecutor(1)
        self.rows = sqlite3.connect(sys.argv[1], check_same_thread=False, isolation_level=None)
        for line in (
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, body TEXT)",
        ):
            self.rows.execute(line)

    def keep(self, body: str) -> None:
        """Commit one row."""
        self.rows.execute("BEGIN IMMEDIATE")
        self.rows.execute("INSERT INTO said (body) VALUES (?)", (body,))
        self.rows.execute("COMMIT")

    async def live(self, socket: WebSocket) -> None:
        """Keep what one browser says, then tell everybody."""
        await socket.accept()
        self.room.add(socket)
        try:
            while True:
                body = await socket.receive_text()
                await asyncio.get_running_loop().run_in_executor(self.writer, self.keep, body)
                for other in tuple(self.room):
                    await other.send_text(body)
        except WebSocketDisconnect:
            self.room.discard(socket)


def app() -> FastAPI:
    """Return the bare application."""
    made, floor = FastAPI(), Floor()

    @made.get("/")
    def page() -> HTMLResponse:
        return HTMLResponse(PAGE)

    made.websocket("/live")(floor.live)
    return made


if __name__ == "__main__":
    Server(
        "benchmarks.floor:app", factory=True, address="127.0.0.1", port=int(sys.argv[2]),
        interface=Interfaces.ASGI, websockets=True, log_access=False, log_level="warning",
    ).serve()  # fmt: skip
