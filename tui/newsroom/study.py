"""What is made from stored articles: companies and people, and the word index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from tui.model import Article, Recognition
from tui.newsroom.desk import Desk
from tui.newsroom.merging import apart, relabelled
from tui.store import articles, dossiers, findings
from tui.store.findings import Words
from tui.text import fold, search_form

BATCH = 50
"""Articles in one transaction: a reader who waits to write waits for no more than these."""


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
    while batch := findings.unindexed(desk.store, BATCH):
        findings.index(desk.store, [(number, words_of(article)) for number, article in batch])
        done += len(batch)
    while batch := findings.unrecognised(desk.store, RECOGNISER_VERSION, BATCH):
        recognise(desk, batch)
        done += len(batch)
    return done


def recognise(desk: Desk, texts: Sequence[tuple[int, Article]]) -> list[Recognition]:
    """Recognise articles and keep what was found; nothing is found where the recogniser fails, and the log says why."""
    from tui.entities import RECOGNISER_VERSION, recognise_article

    with ThreadPoolExecutor(1) as thread:
        tried = [(number, article, thread.submit(recognise_article, article)) for number, article in texts]
    found = []
    for number, article, attempt in tried:
        failure = attempt.exception()
        if failure is not None:
            # One text that the recogniser chokes on must not keep all others from being read.
            desk.log(f"article {number}", failure)
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
