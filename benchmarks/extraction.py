"""Article extraction beside its peers: ``python -m benchmarks.extraction CORPUS [--peers PYTHON] [--worst N]``.

CORPUS is a copy of one of two public collections, which are no part of this project:

- https://github.com/scrapinghub/article-extraction-benchmark: 181 news pages
  with their whole text.  Compared are the sequences of four words, each as
  often as it occurs, as that project does; F1 is of the mean precision and the
  mean recall over the pages;
- ``tests`` of https://github.com/adbar/trafilatura: 990 pages of many kinds, each
  with a few pieces of text that belong to the article and a few that do not.
  F1 is over all pieces.  Title, author and date are compared where they are given.

Peers are run if PYTHON, an interpreter that has them, is given: trafilatura (as
it is by default, and fast), readability-lxml, newspaper4k, goose3, jusText,
resiliparse.  All take turns page by page in one run; ms is processor time, the mean of a page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tui.articles import NoArticle, extract
from tui.model import Article, BlockKind, Page

_PEERS = r"""
import gzip, json, logging, sys, time, warnings
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
peers = {}
try:
    import trafilatura
    options = dict(include_comments=False, include_tables=True)
    peers["trafilatura"] = lambda body: trafilatura.extract(body, **options)
    peers["trafilatura, fast"] = lambda body: trafilatura.extract(body, fast=True, **options)
except ImportError:
    pass
try:
    from lxml.html import fromstring
    from readability import Document
    peers["readability-lxml"] = lambda body: " ".join(fromstring(Document(decoded(body)).summary()).itertext())
except ImportError:
    pass
try:
    import newspaper
    def newspaper4k(body):
        article = newspaper.Article("https://page.example/", fetch_images=False)
        article.download(input_html=decoded(body))
        article.parse()
        return article.text
    peers["newspaper4k"] = newspaper4k
except ImportError:
    pass
try:
    from goose3 import Goose
    goose = Goose({"enable_image_fetching": False})
    peers["goose3"] = lambda body: goose.extract(raw_html=decoded(body)).cleaned_text
except ImportError:
    pass
try:
    import justext
    words = frozenset().union(*map(justext.get_stoplist, ("English", "German", "French", "Arabic")))
    peers["jusText"] = lambda body: "\n".join(
        one.text for one in justext.justext(body, words) if not one.is_boilerplate)
except ImportError:
    pass
try:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    peers["resiliparse"] = lambda body: extract_plain_text(
        bytes_to_str(body, detect_encoding(body)), main_content=True)
except ImportError:
    pass
def decoded(body):
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("latin-1")
for line in sys.stdin:
    path = line.rstrip("\n")
    body = gzip.open(path).read() if path.endswith(".gz") else open(path, "rb").read()
    answer = {}
    for name, peer in peers.items():
        start = time.process_time()
        try:
            text = peer(body) or ""
        except Exception:
            text = ""
        answer[name] = [text, time.process_time() - start]
    print(json.dumps(answer), flush=True)
"""
_WORD = re.compile(r"\w+")
OURS = "khabar"


@dataclass(frozen=True, slots=True)
class Example:
    """A page and what is known of it: the whole ``text``, or pieces that belong to it and that do not."""

    path: Path
    url: str
    text: str = ""
    pieces: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        return gzip.decompress(self.path.read_bytes()) if self.path.suffix == ".gz" else self.path.read_bytes()


def corpus(folder: Path) -> list[Example]:
    """The pages of either collection; empty if ``folder`` is neither."""
    if (truth := folder / "ground-truth.json").exists():
        return [
            Example(folder / "html" / f"{name}.html.gz", one.get("url", ""), text=one["articleBody"])
            for name, one in json.loads(truth.read_text(encoding="utf-8")).items()
        ]
    if not (truth := folder / "evaldata.json").exists():
        return []
    found = []
    for url, one in json.loads(truth.read_text(encoding="utf-8")).items():
        path = next((path for part in ("cache", "eval") if (path := folder / part / one["file"]).exists()), None)
        if path is not None:
            said = {name: one[name] for name in ("title", "author", "date") if one.get(name)}
            found.append(Example(path, url, pieces=tuple(one["with"]), others=tuple(one["without"]), said=said))
    return found


@dataclass
class Score:
    """One extractor over the pages so far."""

    seconds: list[float] = field(default_factory=list)
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    hits: int = 0
    misses: int = 0
    wrong: int = 0
    pages: list[tuple[float, str]] = field(default_factory=list)

    def add(self, example: Example, text: str, seconds: float) -> None:
        """Compare one page's text."""
        self.seconds.append(seconds)
        if example.text:
            precision, recall = _shingles(example.text, text)
            if precision is not None:
                self.precision.append(precision)
            self.recall.append(recall)
            self.pages.append((_f1(precision or 0.0, recall), example.path.name))
            return
        plain = _squeezed(text)
        hits = sum(_squeezed(piece) in plain for piece in example.pieces)
        wrong = sum(_squeezed(piece) in plain for piece in example.others)
        self.hits, self.wrong = self.hits + hits, self.wrong + wrong
        self.misses += len(example.pieces) - hits
        self.pages.append(((hits - wrong - len(example.pieces)) / 1.0, example.path.name))

    def figures(self) -> tuple[float, float, float, float]:
        """F1, precision, recall, milliseconds a page."""
        if self.recall:
            precision, recall = statistics.mean(self.precision), statistics.mean(self.recall)
        else:
            precision = self.hits / max(1, self.hits + self.wrong)
            recall = self.hits / max(1, self.hits + self.misses)
        return _f1(precision, recall), precision, recall, 1000 * statistics.mean(self.seconds)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _shingles(true: str, found: str) -> tuple[float | None, float]:
    """Precision (None: nothing was found) and recall of the sequences of four words."""
    wanted, given = _fours(true), _fours(found)
    both = sum((wanted & given).values())
    return both / given.total() if given else None, both / wanted.total() if wanted else 1.0


def _fours(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def prose(article: Article) -> str:
    """An article's text as the peers give it: without its title and without captions."""
    return "\n".join(block.text.replace("\t", " ") for block in article.blocks if block.kind is not BlockKind.CAPTION)


def peers(python: str) -> Iterator[subprocess.Popen[str]]:
    """The process that runs the peers; none without an interpreter."""
    if python:
        process = subprocess.Popen(
            [python, "-c", _PEERS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


def ask(process: subprocess.Popen[str], path: Path) -> dict[str, tuple[str, float]]:
    """Every peer's text of a page, and its seconds."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{path}\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline() or "{}")
    return {name: (str(text), float(seconds)) for name, (text, seconds) in answer.items()}


def told(example: Example, article: Article | None) -> dict[str, bool]:
    """Whether title, author and date are as the collection says, where it says them."""
    said = example.said
    found: dict[str, bool] = {}
    if "title" in said:
        wanted, given = (
            " ".join(_WORD.findall(one.lower())) for one in (said["title"], article.title if article else "")
        )
        found["title"] = bool(given) and (wanted in given or given in wanted)
    if "author" in said:
        given = (article.byline if article else "").lower()
        names = said["author"] if isinstance(said["author"], list) else said["author"].split(";")
        found["author"] = any(name.strip().lower() in given for name in names if name.strip())
    if "date" in said:
        day = article.published.date().isoformat() if article and article.published else ""
        found["date"] = day == said["date"]
    return found


def run(examples: list[Example], python: str) -> tuple[dict[str, Score], dict[str, list[bool]]]:
    """All extractors over all pages, page by page."""
    scores: dict[str, Score] = {OURS: Score()}
    statements: dict[str, list[bool]] = {}
    processes = peers(python)
    process = next(processes, None)
    with suppress(NoArticle):
        extract(Page("https://page.example/", b"<p>What is loaded first, once, before anything is timed.</p>" * 9))
    for example in examples:
        page = Page(example.url, example.body)
        start = time.process_time()
        try:
            article: Article | None = extract(page)
        except NoArticle:
            article = None
        seconds = time.process_time() - start
        scores[OURS].add(example, prose(article) if article else "", seconds)
        for name, right in told(example, article).items():
            statements.setdefault(name, []).append(right)
        if process is not None:
            for name, (text, seconds) in ask(process, example.path).items():
                scores.setdefault(name, Score()).add(example, text, seconds)
    next(processes, None)
    return scores, statements


def main() -> int:
    """Print a table; exit 2 without a collection."""
    options = argparse.ArgumentParser(description="Article extraction beside its peers")
    options.add_argument("corpus", type=Path, nargs="?")
    options.add_argument("--peers", default="", metavar="PYTHON", help="an interpreter that has the peers")
    options.add_argument("--worst", type=int, default=0, help="name so many pages on which khabar is worst")
    given = options.parse_args()
    examples = corpus(given.corpus) if given.corpus else []
    if not examples:
        print("nothing measured: give a copy of one of the collections that the file names")
        return 0 if given.corpus is None else 2
    scores, statements = run(examples, given.peers)
    print(f"{len(examples)} pages")
    print(f"{'':20} {'F1':>6} {'precision':>10} {'recall':>7} {'ms a page':>10}")
    for name, score in sorted(scores.items(), key=lambda one: -one[1].figures()[0]):
        f1, precision, recall, ms = score.figures()
        print(f"{name:20} {f1:6.3f} {precision:10.3f} {recall:7.3f} {ms:10.1f}")
    for name, right in statements.items():
        print(f"{OURS}: {name:8} {sum(right)} of {len(right)} ({sum(right) / len(right):.1%})")
    for worth, name in sorted(scores[OURS].pages)[: given.worst]:
        print(f"{worth:7.3f} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
