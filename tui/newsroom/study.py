"""What is made from what came: texts, companies and people, and the word index.

It is done in steps.  The work of each is a plain function of its arguments, so
that another process can do it, and what it returns is kept by this one.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.model import Article, Recognition
from tui.newsroom import neural
from tui.newsroom.background import gently
from tui.newsroom.desk import Desk
from tui.newsroom.intake import Unreadable, texts, words_of
from tui.newsroom.merging import apart, relabelled
from tui.store import arrivals, articles, dossiers, findings, modelled
from tui.store.arrivals import Answer, Text
from tui.store.codec import load_article
from tui.store.findings import Words
from tui.text import fold

if TYPE_CHECKING:
    from tui.entities import Spotter

BATCH = 50
"""Articles in one transaction: a reader who waits to write waits for no more than these."""
AT_ONCE = 5
"""Articles that a model reads before what it saw is kept: it takes a second for each."""


class Step(NamedTuple):
    """``keep(work(*given))``; ``articles`` is of how many."""

    work: Callable[..., Any]
    given: tuple[Any, ...]
    keep: Callable[[Any], object]
    articles: int

    def take(self) -> int:
        """Do it here and now."""
        self.keep(self.work(*self.given))
        return self.articles


Arrived = Callable[[Collection[int]], None]
"""Is told of articles that were recognised."""


def phases(desk: Desk, arrived: Arrived = lambda numbers: None) -> Iterator[Iterator[Step]]:
    """All that is to be done, newest first: read what came, index it, recognise it.

    The steps of one phase may be taken in any order and at once, those of the
    next when they are done.  The word index is complete before anything is
    recognised.
    """
    yield (step for number in arrivals.waiting(desk.store) for step in reading(desk, number))
    yield _indexing(desk)
    yield _recognising(desk, arrived)


def _indexing(desk: Desk) -> Iterator[Step]:
    for batch in _batches(findings.unindexed(desk.store)):
        yield Step(_words, (findings.contents(desk.store, batch),), partial(findings.index, desk.store), len(batch))


def _recognising(desk: Desk, arrived: Arrived) -> Iterator[Step]:
    from tui.entities import RECOGNISER_VERSION

    keep = partial(_keep_recognised, desk, arrived)
    for batch in _batches(findings.unrecognised(desk.store, RECOGNISER_VERSION)):
        yield Step(_recognised, (findings.contents(desk.store, batch),), keep, len(batch))


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


def reading(desk: Desk, number: int) -> Iterator[Step]:
    """Read what is to be read of an answer, and index it; what ``keep`` returns are the articles that changed."""
    found = arrivals.answer(desk.store, number)
    if found is not None:
        answer, wanted = found
        yield Step(_texts, (answer, tuple(wanted)), partial(_keep_texts, desk, number), 0)


def _texts(answer: Answer, guids: Sequence[str]) -> list[tuple[Text, Words]]:
    from tui.fetch import FetchError

    gently()
    try:
        return texts(answer, frozenset(guids))
    except (Unreadable, FetchError):  # it was a feed when it was listed; another version reads it otherwise
        return []


def _keep_texts(desk: Desk, number: int, found: Sequence[tuple[Text, Words]]) -> list[int]:
    with desk.store.write() as connection:
        changed = arrivals.read(connection, number, [text for text, _ in found], desk.clock())
    findings.index(desk.store, [(changed[text.guid], words) for text, words in found if text.guid in changed])
    return list(changed.values())


def _words(contents: Sequence[tuple[int, str]]) -> list[tuple[int, Words]]:
    gently()
    return [(number, words_of(load_article(content))) for number, content in contents]


def _recognised(contents: Sequence[tuple[int, str]]) -> list[tuple[int, Recognition, str]]:
    gently()
    return recognised([(number, load_article(content)) for number, content in contents])


def recognised(
    read: Sequence[tuple[int, Article]], spotter: Spotter | None = None
) -> list[tuple[int, Recognition, str]]:
    """What is in articles; nothing where the recogniser fails, with a report of that for the log.

    What ``spotter`` sees counts beside the rules; where it fails the rules stand alone.
    """
    from tui.entities import recognise_article

    more = () if spotter is None else (spotter,)
    with ThreadPoolExecutor(1) as thread:
        tried = [(number, article, thread.submit(recognise_article, article, *more)) for number, article in read]
    found = []
    for number, article, attempt in tried:
        failure = attempt.exception()
        if failure is None:
            found.append((number, attempt.result(), ""))
            continue
        # One text that the recogniser chokes on must not keep all others from being read.
        result = Recognition(article.language) if spotter is None else recognised([(number, article)])[0][1]
        found.append((number, result, "".join(traceback.format_exception(failure))))
    return found


def _keep_recognised(desk: Desk, arrived: Arrived, found: Sequence[tuple[int, Recognition, str]]) -> list[Recognition]:
    from tui.entities import RECOGNISER_VERSION
    from tui.newsroom import gathering

    kept = []
    for number, recognition, failure in found:
        if failure:
            desk.log(f"article {number}", failure)
        others = {id: apart(id, number) for id in dossiers.splits(desk.store, number)}
        result = relabelled(recognition, others)
        kept.append((number, result, _names(result)))
    findings.keep_recognitions(desk.store, RECOGNISER_VERSION, kept)
    gathering.assign(desk, [number for number, _, _ in kept])
    arrived([number for number, _, _ in kept])
    return [result for _, result, _ in kept]


def study(desk: Desk, numbers: Iterable[int]) -> None:
    """Recognise and index these articles, which were read; those that the store no longer has are passed over."""
    for batch in _batches(list(numbers)):
        contents = findings.contents(desk.store, batch)
        findings.index(desk.store, _words(contents))
        recognise(desk, [(number, load_article(content)) for number, content in contents])


def renew(desk: Desk) -> int:
    """Do all :func:`phases` here; with a model of the reader's own, let it read for a while too.

    Returns how many articles were indexed, and recognised.
    """
    from tui.newsroom import gathering

    # What another model had a hand in is not what the rules and this one say.
    modelled.forget_others(desk.store, neural.model_number(desk))
    done = sum(step.take() for phase in phases(desk) for step in phase)
    gathering.renew(desk)
    return done + deepen(desk, neural.Turn())


def deepen(desk: Desk, turn: neural.Turn) -> int:
    """Read articles once more with the model of feeds.toml beside the rules, newest first, until the turn is over.

    Returns how many articles it was; 0 without a model or with one that cannot be used.
    """
    from tui.entities import RECOGNISER_VERSION

    number, done = neural.model_number(desk), 0
    while number and not turn.over:
        batch = modelled.unread(desk.store, number, RECOGNISER_VERSION, AT_ONCE)
        spotter = neural.spotter(desk) if batch else None
        if spotter is None:
            break
        recognise(desk, batch, spotter)
        modelled.mark(desk.store, [article for article, _ in batch], number)
        done += len(batch)
    return done


def recognise(desk: Desk, read: Sequence[tuple[int, Article]], spotter: Spotter | None = None) -> list[Recognition]:
    """Recognise articles and keep what was found, as :func:`recognised` says; what failed is in the log."""
    return _keep_recognised(desk, lambda numbers: None, recognised(read, spotter))


def recognition_of(desk: Desk, number: int, article: Article) -> Recognition:
    """What is in an article: as kept, or found now if this version of the recogniser has not read it."""
    from tui.entities import RECOGNISER_VERSION

    kept = articles.recognition(desk.store, number, RECOGNISER_VERSION)
    return kept if kept is not None else recognise(desk, [(number, article)])[0]


def _names(recognition: Recognition) -> list[tuple[str, str, str]]:
    return [
        (fold(name), entity.kind, entity.id)
        for entity in recognition.entities
        for name in {entity.name, entity.latin, entity.native, *entity.names}
        if name
    ]
