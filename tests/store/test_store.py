"""The file: made, migrated, refused; lists that come from the indexes."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui.model import Article, Block, BlockKind, Entity, Feed, Mark, MarkKind, Mention, Recognition, Relation, Sentence
from tui.store import FILE_NAME, Store, StoreError, articles, codec, feeds, findings, headlines, journal, scalars
from tui.store.articles import Kept, Stored
from tui.store.connection import migrations
from tui.store.headlines import DISMISSED, FROM_SUBSCRIBED, NOT_DISMISSED, READ, STARRED, Condition

NOW = datetime(2026, 3, 10, tzinfo=UTC)
FEED = Feed("https://a.test/rss", "A")


def stored(guid: str, text: str = "Text.", *, age_days: float = 0) -> Stored:
    blocks = (Block(BlockKind.PARAGRAPH, text, (Mark(0, 2, MarkKind.LINK, "https://x.test/"),), ordinal=2),)
    article = Article(f"Title {guid}", blocks, published=NOW - timedelta(days=age_days), language="en")
    return Stored(guid, article, text.encode(), "text/html", "https://a.test/page")


def put(store: Store, *entries: Stored, at: datetime = NOW, whole: bool = True, full_text: bool = False) -> Kept:
    feeds.subscribe(store, (FEED,))
    with store.write() as connection:
        source = feeds.source(connection, FEED.url)
        return articles.keep(connection, source.id, entries, at, whole=whole, full_text=full_text)


def set_flags(store: Store, number: int, flags: int) -> None:
    journal.change(store, "test", [number], NOW, lambda before: dict.fromkeys(before, flags))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_is_made_in_wal_mode_with_foreign_keys(store: Store) -> None:
    assert store.rows("PRAGMA journal_mode") == [("wal",)]
    assert store.rows("PRAGMA foreign_keys") == [(1,)]
    assert store.rows("PRAGMA synchronous") == [(1,)]
    assert store.rows("PRAGMA user_version") == [(len(migrations()),)]


def test_a_newer_file_is_refused_in_one_line(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(f"PRAGMA user_version = {len(migrations()) + 1}")
    connection.close()
    with pytest.raises(StoreError, match=r"newer khabar; update") as caught:
        Store(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_damaged_file_is_refused_in_one_line_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is no database at all\n" * 100)
    with pytest.raises(StoreError, match=r"damaged .*; move it away") as caught:
        Store(tmp_path)
    assert "\n" not in str(caught.value)
    assert (tmp_path / FILE_NAME).read_bytes().startswith(b"this is no database")


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be made"):
        Store(tmp_path / "file" / "below")


@pytest.mark.parametrize("version", range(len(migrations())))
def test_migrates_from_every_version(tmp_path: Path, version: int) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    for script in migrations()[:version]:
        connection.executescript(script)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    assert Store(tmp_path).rows("PRAGMA user_version") == [(len(migrations()),)]


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.write() as connection:
            connection.execute("INSERT INTO facts VALUES ('a', 'b')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert feeds.recall(store, "a") is None
    feeds.remember(store, "a", "c")
    assert feeds.recall(store, "a") == "c"


def test_threads_have_connections_of_their_own(store: Store) -> None:
    failures: list[BaseException] = []

    def work(thread: int) -> None:
        try:
            for number in range(20):
                feeds.remember(store, f"{thread}-{number}", "x")
                store.rows("SELECT count(*) FROM facts")
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.rows("SELECT count(*) FROM facts") == [(80,)]


def test_the_lists_are_read_from_the_indexes(store: Store) -> None:
    put(store, stored("a"))
    everything = store.plan(*headlines.ids_statement(NOT_DISMISSED.both(FROM_SUBSCRIBED)))
    assert "USING COVERING INDEX headlines_newest" in everything
    assert "TEMP B-TREE" not in everything
    one_feed = store.plan(*headlines.ids_statement(Condition("h.feed = ?", (1,)).both(NOT_DISMISSED)))
    assert "USING COVERING INDEX headlines_of_feed (feed=?)" in one_feed
    assert "TEMP B-TREE" not in one_feed


def test_an_entry_is_one_article_whatever_it_becomes(store: Store) -> None:
    assert put(store, stored("a"), stored("b"), stored("a")) == Kept((1, 2), ())
    set_flags(store, 1, READ | STARRED)
    articles.save_position(store, 1, 3, 17)
    assert put(store, stored("a"), stored("b")) == Kept()
    assert put(store, stored("a", "Another text."), stored("b")) == Kept((), (1,))
    text = articles.article(store, 1)
    assert text is not None
    assert text.blocks[0].text == "Another text."
    headline = headlines.headlines(store, (1,))[0]
    assert (headline.read, headline.starred) == (True, True)
    assert articles.position(store, 1) == (3, 17, "")


def test_a_full_text_is_not_put_back_to_the_summary(store: Store) -> None:
    put(store, stored("a", "Summary."))
    assert put(store, stored("a", "All of it."), whole=False, full_text=True).changed == (1,)
    assert put(store, stored("a", "Summary, again.")) == Kept()
    page = articles.source_page(store, 1)
    assert page is not None
    assert page.body == b"All of it."


def test_a_date_in_the_future_is_not_believed(store: Store) -> None:
    put(store, stored("a", age_days=-5))
    assert headlines.headlines(store, (1,))[0].date == NOW


def test_pruning_keeps_what_is_starred_later_or_listed(store: Store) -> None:
    old = NOW - timedelta(days=200)
    put(store, *(stored(guid, age_days=200) for guid in "abcde"), at=old)
    set_flags(store, 1, STARRED)
    set_flags(store, 2, 4)
    set_flags(store, 3, READ | DISMISSED)
    put(store, stored("e", age_days=200), stored("new"))
    with store.write() as connection:
        assert findings.prune(connection, scalars.to_ms(NOW - timedelta(days=90))) == 2
    assert headlines.known(store, range(1, 10)) == {1, 2, 5, 6}
    assert store.rows("SELECT count(*) FROM bodies") == [(4,)]
    assert put(store, stored("f")).new == (7,), "a number is never given twice"


def test_values_come_back_as_they_were() -> None:
    sentence = Sentence("Meta said.", 0, 10, 2)
    recognition = Recognition(
        "ar",
        (Mention(0, 4, "Meta", "company", "meta", -1),),
        (
            Entity(
                "meta", "company", "Meta", ("\u0645\u064a\u062a\u0627",), "Meta", "\u0645\u064a\u062a\u0627", 3,
                "maker", (sentence,), (Relation("ceo_of", "x", sentence, "5%"),), 0.5, "publisher",
            ),
        ),
    )  # fmt: skip
    assert codec.load_recognition(codec.dump_recognition(recognition)) == recognition
    article = replace(stored("a").article, byline="X", direction="rtl", site="S", url="u")
    assert codec.load_article(codec.dump_article(article)) == article
    assert codec.load_article(codec.dump_article(replace(article, title="a\ud800b"))).title == "a\ufffdb"


def test_hostile_text_is_kept(store: Store) -> None:
    put(store, replace(stored("g\ud800"), article=Article("bad \udfff\x00 title")))
    assert headlines.headlines(store, (1,))[0].title == "bad \ufffd\x00 title"


def test_seen_counts_articles_and_dates(store: Store) -> None:
    put(store, stored("a"), stored("b", age_days=30))
    entity = Entity("meta", "company", "Meta", count=2)
    findings.keep_recognitions(store, 1, [(number, Recognition("en", (), (entity,)), []) for number in (1, 2)])
    since = scalars.to_ms(NOW - timedelta(days=7))
    assert findings.seen(store, ["meta", "none"], since) == {"meta": (2, [scalars.to_ms(NOW)]), "none": (0, [])}


def test_articles_of_one_moment_have_documents_of_their_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = put(store, *(stored(guid) for guid in "abc")).new
    asked: list[int] = []
    drawn = iter([7, 7, 8, 7, 8, 9, 7, 8, 9, 10])

    def draw(bits: int) -> int:
        asked.append(bits)
        return next(drawn)

    monkeypatch.setattr("random.getrandbits", draw)
    findings.index(store, [(number, findings.Words("title", f"word{number}", "")) for number in numbers])
    # Indexed anew, the first one takes another: the text under its old number is in the index for ever.
    findings.index(store, [(numbers[0], findings.Words("title", "other", ""))])
    documents = store.rows("SELECT id FROM documents ORDER BY id")
    assert [int(str(row[0])) & 0xFFFFF for row in documents] == [8, 9, 10]
    assert asked == [20, 20, 21, 20, 21, 22, 20, 21, 22, 23]
    found = store.rows(
        "SELECT article FROM documents WHERE id IN (SELECT rowid FROM search WHERE search MATCH 'other')"
    )
    assert found == [(numbers[0],)]


def test_a_store_is_closed_in_the_midst_of_another_threads_reading(tmp_path: Path) -> None:
    """SQLite would lose the connection under a statement, and Python end with a fault."""
    store, begun = Store(tmp_path), threading.Event()
    without_end = "WITH RECURSIVE c(x) AS (SELECT begin() UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"

    def begin() -> int:
        begun.set()
        return 1

    def read() -> str:
        try:
            with store.read() as connection:
                connection.create_function("begin", 0, begin)
                connection.execute(without_end).fetchall()
        except StoreError as error:
            return str(error)
        return "read"

    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(read)
        begun.wait()
        store.close()
        assert reading.result().endswith("khabar.db: interrupted")
