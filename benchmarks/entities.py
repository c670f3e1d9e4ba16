"""The recogniser's speed and memory: ``python -m benchmarks.entities [FILE.txt]``.

Loading, one article of 1,000 words, whole articles a second on one core, and
what it takes of memory.  Without a file the demo's stories are read.  What the
form of a word says is remembered, so the first reading, when every word is new,
has a figure of its own: the news of a day lie between the two.  A regular
expression that only finds the words of the same texts is the measure beside it,
so that figures of different machines can be compared.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tui.model import Article, Block, BlockKind

ROUNDS = 20
_LOADING = """
import sys, time
import tui.text, tui.model
if "memory" in sys.argv:
    import tracemalloc
    tracemalloc.start()
start = time.process_time()
from tui.entities import recognise
from tui.entities.lexicon import given_names, lexicon
ready = time.process_time()
lexicon(), given_names()
loaded = time.process_time()
recognise("\\u0643\\u0644\\u0645\\u0629", "ar")
done = time.process_time()
if "memory" in sys.argv:
    print(tracemalloc.get_traced_memory()[1] / 1e6)
else:
    print((ready - start) * 1e3, (loaded - ready) * 1e3, (done - loaded) * 1e3)
"""


def best(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least processor time of several runs, in ms."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action()
        times.append(time.process_time() - start)
    return min(times) * 1e3


def fresh(*arguments: str) -> list[float]:
    """What a fresh process prints."""
    command = [sys.executable, "-c", _LOADING, *arguments]
    return [float(part) for part in subprocess.check_output(command, text=True).split()]


_NEVER_SEEN = """
import json, sys, time
from tui.entities import recognise
from tui.entities.languages import language_of
texts = json.load(sys.stdin)
for language in set(map(language_of, texts)):  # what it needs is loaded
    recognise("Google, Siemens. \\u063a\\u0648\\u063a\\u0644, \\u05d2\\u05d5\\u05d2\\u05dc", language)
start = time.process_time()
for text in texts:
    recognise(text)
print((time.process_time() - start) * 1e3)
"""


def never_seen(texts: list[str]) -> float:
    """The processor time of a fresh process that has what the languages need but has seen no word, in ms."""
    command = [sys.executable, "-c", _NEVER_SEEN]
    return float(subprocess.check_output(command, input=json.dumps(texts), text=True))


def demo_articles() -> list[Article]:
    """The bundled stories."""
    from tui.newsroom import reading
    from tui.newsroom.demo import demo_desk

    with demo_desk() as desk:
        return [reading.story(desk, number).article for number in reading.ids(desk)]


def main(arguments: list[str]) -> int:
    """Print the figures."""
    from tui.entities import recognise_article

    if arguments:
        text = Path(arguments[0]).read_text(encoding="utf-8")
        blocks = tuple(Block(BlockKind.PARAGRAPH, part) for part in text.split("\n") if part.strip())
        articles = [Article(url="", title="", blocks=blocks)]
    else:
        articles = demo_articles()
    imported, loaded, first = min(fresh() for _ in range(5))
    print(f"importing {imported:.0f} ms, lexicon {loaded:.0f} ms, first text of a language {first:.0f} ms")
    print(f"memory: {fresh('memory')[0]:.0f} MB at its peak")
    texts = ["\n".join((article.title, *(block.text for block in article.blocks))) for article in articles]
    words = sum(len(text.split()) for text in texts)
    new = min(never_seen(texts) for _ in range(5))
    print(f"every word new: {new * 1000 / words:.1f} ms for 1,000 words")
    took = best(lambda: [recognise_article(article) for article in articles])
    peer = best(lambda: [re.findall(r"\w+", text) for text in texts])
    print(f"{len(articles)} articles, {words} words: {took:.1f} ms, {took * 1000 / words:.1f} ms for 1,000 words")
    print(f"{len(articles) * 1000 / took:.0f} articles a second on one core")
    print(f"{took / peer:.0f} times as long as finding the words with a regular expression ({peer:.2f} ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
