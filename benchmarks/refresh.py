"""A refresh beside its peers: ``python -m benchmarks.refresh FARM [--reader PYTHON] [--rounds N] [--headlines]``.

FARM is a program that serves many feeds on loopback as ``feedfarm.py --feeds N
--items M --hosts H --port P --latency-ms L --out FOLDER`` does, and writes
``urls`` (newsboat's list) and ``feeds.toml`` into FOLDER.  newsboat is run if
it is installed, with 16 threads; lemon24/reader if PYTHON, an interpreter that
has it, is given.  They take turns in one run; the best of the rounds counts.

``list`` is the time until the last feed's headlines are in the list, ``all``
until everything is recognised and indexed too and the process has ended.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

PORT = 8791
_READER = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1])
for url in open(sys.argv[2]).read().split():
    reader.add_feed(url, exist_ok=True)
reader.update_feeds(workers=16, scheduled=False)
"""

Figures = dict[str, float]
"""Seconds by what they are."""


@contextmanager
def farm(program: str, folder: Path, latency: int, feeds: int) -> Iterator[None]:
    """The farm, ready to answer."""
    command = [sys.executable, program, "--feeds", str(feeds), "--items", "50", "--hosts", "50", "--port", str(PORT)]
    command += ["--mix", "rss=2,atom=1", "--latency-ms", str(latency), "--out", str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                with urlopen(f"http://127.0.0.1:{PORT}/__stats", timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        for url in (folder / "urls.plain").read_text().split():  # each feed is made when it is first asked for
            with urlopen(url, timeout=10) as answer:
                answer.read()
        yield
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait()


def khabar(folder: Path, config: Path, feeds: int) -> Figures:
    """One ``khabar fetch`` of all feeds in a process of its own; ended at the last of ``feeds`` results, if not 0."""
    command = [sys.executable, "-m", "tui", "--config", str(config), "--data", str(folder / "khabar")]
    start = time.perf_counter()
    child = subprocess.Popen([*command, "fetch", "--events"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert child.stdout is not None
    listed, failed, done = 0.0, 0, 0
    for line in child.stdout:
        event = json.loads(line)
        if event["event"] == "result":
            failed += event["outcome"] == "failed"
            if event["title"] != "Hanging":
                listed = time.perf_counter() - start
                done += 1
            if done == feeds:
                child.kill()
                break
    child.wait()
    child.stdout.close()
    if failed > (1 if "Hanging" in config.read_text() else 0):
        sys.stderr.write(f"{failed} feeds failed\n")
    return {"list": listed, "all": time.perf_counter() - start}


def newsboat(folder: Path) -> Figures:
    """One reload by newsboat."""
    home = folder / "newsboat"
    home.mkdir(exist_ok=True)
    (home / "config").write_text("reload-threads 16\n")
    command = ["newsboat", "-C", str(home / "config"), "-c", str(home / "cache.db"), "-u", str(folder / "urls.plain")]
    return timed([*command, "-x", "reload"])


def lemon24(folder: Path, python: str) -> Figures:
    """One update by reader."""
    return timed([python, "-c", _READER, str(folder / "reader.db"), str(folder / "urls.plain")])


def timed(command: list[str]) -> Figures:
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr.decode("utf-8", "replace")[-400:])
    took = time.perf_counter() - start
    return {"list": took, "all": took}


def measure(program: str, latency: int, feeds: int, rounds: int, python: str, *, headlines: bool) -> None:
    """Cold and warm, all in turn."""
    enough = feeds if headlines else 0
    best: dict[tuple[str, str], Figures] = {}
    with tempfile.TemporaryDirectory() as name, farm(program, Path(name), latency, feeds):
        served = Path(name)
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as own:
                folder = Path(own)
                for file in ("urls.plain", "feeds.toml"):
                    shutil.copy(served / file, folder / file)
                runs: dict[str, Callable[[], Figures]] = {
                    "khabar": lambda at=folder: khabar(at, at / "feeds.toml", enough)
                }  # type: ignore[misc]
                if shutil.which("newsboat"):
                    runs["newsboat"] = lambda at=folder: newsboat(at)  # type: ignore[misc]
                if python:
                    runs["reader"] = lambda at=folder: lemon24(at, python)  # type: ignore[misc]
                # newsboat sends validators from its third run on.
                for kind in ("cold", "second", "warm"):
                    for peer, run in runs.items():
                        keep(best, (peer, kind), run())
                with hanging() as url:
                    both = folder / "hanging.toml"
                    text = f'{(folder / "feeds.toml").read_text()}\n[[feed]]\ntitle = "Hanging"\nurl = "{url}"\n'
                    both.write_text(text)
                    keep(best, ("khabar", "warm, one feed hangs"), khabar(folder, both, enough))
    report(best, latency)


def keep(best: dict[tuple[str, str], Figures], what: tuple[str, str], found: Figures) -> None:
    known = best.setdefault(what, found)
    best[what] = {name: min(known[name], value) for name, value in found.items()}


@contextmanager
def hanging() -> Iterator[str]:
    """A server that takes what is sent and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def report(best: dict[tuple[str, str], Figures], latency: int) -> None:
    sys.stdout.write(f"latency {latency} ms\n")
    for kind in ("cold", "warm", "warm, one feed hangs"):
        own = best["khabar", kind]
        told = f"  {kind:22} khabar {own['list']:6.2f} s list {own['all']:6.2f} s all"
        for peer in ("newsboat", "reader"):
            other = best.get((peer, kind))
            if other is not None:
                told += f"   {peer} {other['all']:6.2f} s, ratio {own['list'] / other['all']:.2f}"
        sys.stdout.write(told + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("farm", nargs="?")
    parser.add_argument("--reader", default="", metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--headlines", action="store_true", help="end khabar when all headlines are in the list")
    options = parser.parse_args(arguments)
    if not options.farm:
        sys.stdout.write("give the feed farm: python -m benchmarks.refresh FARM\n")
        return 0
    for latency in (0, 100):
        measure(options.farm, latency, options.feeds, options.rounds, options.reader, headlines=options.headlines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
