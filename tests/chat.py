"""A loopback server that speaks as an OpenAI-compatible chat service does."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Chat:
    """The server: ``content`` is what the model says, ``body`` wins over it; ``asked`` are (path, headers, request)."""

    url: str = ""
    content: object = "Two ships met."
    status: int = 200
    body: bytes = b""
    location: str = ""
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)

    def answer(self) -> bytes:
        message = {"role": "assistant", "content": self.content}
        return self.body or json.dumps({"choices": [{"index": 0, "message": message}]}).encode()


@contextmanager
def chatting() -> Iterator[Chat]:
    """A server of its own on a free port, ended afterwards."""
    chat = Chat()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            chat.asked.append((self.path, headers, request))
            answer = chat.answer()
            self.send_response(chat.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer)))
            if chat.location:
                self.send_header("location", chat.location)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    serving.start()
    chat.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield chat
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
