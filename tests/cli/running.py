"""Running khabar as a user does: a child process, its output, its status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """What a command left."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Khabar:
    """khabar with a configuration and a data folder of its own."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "feeds.toml"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, *arguments: str, stdin: bytes = b"", **environ: str) -> Done:
        return run("--config", str(self.config), "--data", str(self.data), *arguments, stdin=stdin, **environ)

    def configure(self, *feeds: str) -> None:
        self.config.write_text("\n".join(f"[[feed]]\n{feed}" for feed in feeds), encoding="utf-8")


def run(*arguments: str, stdin: bytes = b"", **environ: str) -> Done:
    """Run ``python -m tui`` with an environment that says nothing of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KHABAR_", "LC_", "XDG_"))}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tui", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**clean, "LANG": "C", "PYTHONUTF8": "0", **environ},
        check=False,
        timeout=60,
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@contextmanager
def serving(script: Path, *arguments: str) -> Iterator[str]:
    """A loopback server that prints its address on its first line; ended afterwards."""
    server = subprocess.Popen(
        [sys.executable, str(script), *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert server.stdout is not None
    try:
        yield server.stdout.readline().decode().strip()
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()
