"""``khabar show REF --changes`` over a page that is served, changed and served again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.running import Khabar

PAGE = "<html><body><article><h1>Ships meet</h1>{}</article></body></html>"
PARAGRAPH = "<p>Two ships met off the coast on Sunday, and their {} crews spoke for an hour before they sailed on.</p>"


@pytest.fixture
def served() -> Iterator[list[str]]:
    """The address of a page, and after it what the page says."""
    says = ["", "tired"]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE.format(PARAGRAPH.format("whole") * 2 + PARAGRAPH.format(says[1])).encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    serving.start()
    says[0] = f"http://127.0.0.1:{server.server_port}/ships"
    try:
        yield says
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


def test_changes_from_the_shell(tmp_path: Path, served: list[str]) -> None:
    khabar = Khabar(tmp_path)
    khabar.configure(f'url = "{served[0]}"\nkind = "article"')
    assert khabar.run("fetch").status == 0
    early = khabar.run("show", "1", "--changes")
    assert (early.status, early.out) == (1, "")
    assert early.err.startswith("khabar: it has not changed")
    assert early.err.count("\n") == 1

    served[1] = "merry"
    assert khabar.run("fetch").status == 0
    listed = khabar.run("list", "revised").out
    assert listed.split("\t")[1] == "*~"
    shown = khabar.run("show", "1", "--changes")
    assert shown.status == 0
    assert "their [-tired-] {+merry+} crews" in shown.out
    assert "+1" in shown.out
    (change,) = khabar.run("show", "1", "--changes", "--json").json()
    assert (change["added"], change["removed"]) == (1, 1)
    assert [mark["kind"] for mark in change["blocks"][0]["marks"]] == ["deleted", "inserted"]
    wide = khabar.run("show", "1", "--changes", "--width", "120", "--display", "visual")
    assert "their [-tired-] {+merry+} crews" in wide.out
