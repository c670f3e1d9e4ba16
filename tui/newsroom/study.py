"""What is made from stored articles: companies and people, and the word index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tui.model import Article, Recognition
from tui.newsroom import neural
from tui.newsroom.desk import Desk
from tui.newsroom.merging import apart, relabelled
from tui.store import articles, dossiers, findings, modelled
from tui.store.findings import Words
from tui.text import fold, search_form

if TYPE_CHECKING:
    from tui.entities import Spotter

BATCH = 50
"""Articles in one transaction: a reader who waits to write waits for no more than these."""
AT_ONCE = 5
"""Articles that a model reads before what it saw is kept: it takes a second for each."""


def study(desk: Desk, numbers: Iterable[int]) -> None:
    """Recognise and index these articles; those that the store no longer has are passed over."""
    texts = [(number, found) for number in numbers if (found := articles.article(desk.store, number)) is not None]
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        findings.index(desk.store, [(number, words_of(article)) for number, article in batch])
        recognise(desk, batch)


def renew(desk: Desk) -> int:
    """Recognise what the recogniser of this version has not read, and index what is not indexed; newest first.

    Returns how many articles it was.
    """
    from tui.entities import RECOGNISER_VERSION

    done = 0
    # What another model had a hand in is not what the rules and this one say.
    modelled.forget_others(desk.store, neural.model_number(desk))
    while batch := findings.unindexed(desk.store, BATCH):
        findings.index(desk.store, [(number, words_of(article)) for number, article in batch])
        done += len(batch)
    while batch := findings.unrecognised(desk.store, RECOGNISER_VERSION, BATCH):
        recognise(desk, batch)
        done += len(batch)
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


def recognise(desk: Desk, texts: Sequence[tuple[int, Article]], spotter: Spotter | None = None) -> list[Recognition]:
    """Recognise articles and keep what was found; nothing is found where the recogniser fails, and the log says why.

    What ``spotter`` sees counts beside the rules; where it fails the rules stand alone.
    """
    from tui.entities import RECOGNISER_VERSION, recognise_article

    more = () if spotter is None else (spotter,)
    with ThreadPoolExecutor(1) as thread:
        tried = [(number, article, thread.submit(recognise_article, article, *more)) for number, article in texts]
    found = []
    for number, article, attempt in tried:
        failure = attempt.exception()
        if failure is not None:
            # One text that the recogniser chokes on must not keep all others from being read.
            desk.log(f"article {number}", failure)
            if spotter is not None:
                recognise(desk, [(number, article)])
                continue
        result = Recognition(article.language) if failure is not None else attempt.result()
        others = {id: apart(id, number) for id in dossiers.splits(desk.store, number)}
        found.append((number, relabelled(result, others)))
    findings.keep_recognitions(
        desk.store, RECOGNISER_VERSION, [(number, result, _names(result)) for number, result in found]
    )
    return [result for _, result in found]


def recognition_of(desk: Desk, number: int, article: Article) -> Recognition:
    """What is in an article: as kept, or found now if this version of the recogniser has not read it."""
    from tui.entities import RECOGNISER_VERSION

    kept = articles.recognition(desk.store, number, RECOGNISER_VERSION)
    return kept if kept is not None else recognise(desk, [(number, article)])[0]


def words_of(article: Article) -> Words:
    """An article's text as it is indexed."""
    return Words(
        search_form(article.title),
        search_form("\n".join(block.text for block in article.blocks)),
        search_form(article.byline),
    )


def _names(recognition: Recognition) -> list[tuple[str, str, str]]:
    return [
        (fold(name), entity.kind, entity.id)
        for entity in recognition.entities
        for name in {entity.name, entity.latin, entity.native, *entity.names}
        if name
    ]
