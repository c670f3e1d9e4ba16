"""What Wikidata says of the companies and people of the cache, fetched when the reader asks for it.

What is sent: names that the news mention, and ids, one request at a time, with
``maxlag`` and a User-Agent as the API's etiquette asks
(https://www.mediawiki.org/wiki/API:Etiquette).  Nobody is asked for twice in
thirty days.  Every entity has an outcome; one that fails stops the rest, which
then fail for the same reason, and what came before is kept.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlencode, urlsplit

from tui.model import Facts
from tui.newsroom import following
from tui.newsroom.desk import Desk
from tui.newsroom.query import entity_ids
from tui.store import dossiers
from tui.store import facts as kept
from tui.store.dossiers import Name
from tui.text import fold

if TYPE_CHECKING:
    from tui.entities.matching import Wanted
    from tui.entities.wikidata import Item
    from tui.fetch import Client, Transport

ADDRESS: Final = "https://www.wikidata.org/w/api.php"
TOP: Final = 100
"""So many of those most in the news are asked for."""
FRESH: Final = timedelta(days=30)
MAXLAG: Final = 5
"""Seconds that the service may lag behind itself; when it is more, one is to come back later."""
PAUSES: Final = (5.0, 15.0, 45.0)
"""Seconds to wait each time the service says that it is busy, before it is let be."""
DEADLINE: Final = 30.0
_BATCH = 50
"""Ids in one request: the API's limit."""
_ROUND = 10
"""Entities whose facts are kept together: so much is lost when the program is stopped."""
_SAYINGS = 100
_SPLIT = re.compile(r"~[0-9]+$")
"""How the id of one ends that was split off in a story (:func:`tui.newsroom.merging.apart`)."""
_BUSY = (429, 503)
_KINDS = ("company", "person")
_ALL, _NAMES, _CLAIMS = "labels|aliases|descriptions|claims|sitelinks", "labels", "claims"

Verdict = Literal["kept", "unknown", "doubtful", "failed"]
Pause = Callable[[float], Awaitable[None]]


class FactsError(ValueError):
    """Nobody can be asked; ``str()`` is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one entity.

    ``kept``: facts are kept, of the item ``item``.  ``unknown``: no item is
    called so.  ``doubtful``: several could be meant, so none is taken.
    ``failed``: ``reason`` is one line that says why.
    """

    name: Name
    verdict: Verdict
    item: str = ""
    reason: str = ""


async def update(
    desk: Desk,
    *,
    top: int = TOP,
    address: str = ADDRESS,
    again: bool = False,
    transport: Transport | None = None,
    pause: Pause = asyncio.sleep,
    progress: Callable[[Answered], None] | None = None,
) -> list[Answered]:
    """Ask ``address`` for those followed and for the ``top`` that are in most stories.

    Left out are those asked for within thirty days, unless ``again``.
    ``transport`` replaces the network and ``pause`` the waiting.  Raises
    FactsError for an address that is none, and StoreError.
    """
    from tui.entities.wikidata import AnswerError, remembered
    from tui.fetch import Client, FetchError

    _check(address)
    names = wanted(desk, top, again=again)
    settled = {entity: remembered(found) for entity, found in kept.facts(desk.store).items()}
    out: list[Answered] = []

    def answered(one: Answered) -> None:
        out.append(one)
        if progress is not None:
            progress(one)

    reason = ""
    async with Client(transport=transport, timeout=DEADLINE, per_host=1) as client:
        source = _Source(client, address, pause)
        for start in range(0, len(names), _ROUND):
            group = names[start : start + _ROUND]
            if not reason:
                try:
                    found = await _ask(desk, source, group, settled)
                except (FetchError, AnswerError) as error:
                    reason = str(error)
            for name in group:
                answered(Answered(name, "failed", reason=reason) if reason else found[name.id])
    return out


def _check(address: str) -> None:
    parts = None
    with suppress(ValueError):
        parts = urlsplit(address)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        raise FactsError(f"{address}: not an address; give one such as {ADDRESS}")


def wanted(desk: Desk, top: int = TOP, *, again: bool = False) -> list[Name]:
    """Whom to ask for: those followed, then those who are in most stories; nobody who was asked for lately."""
    now = desk.clock()
    merged = dossiers.merges(desk.store)
    counted: dict[str, int] = {}
    long_ago = datetime.fromtimestamp(0, UTC)
    for id, (stories, _) in dossiers.top(desk.store, long_ago, now + timedelta(days=1), _KINDS).items():
        counted[merged.get(id, id)] = counted.get(merged.get(id, id), 0) + stories
    followed = [merged.get(one.id, one.id) for one in following.followed(desk)]
    most = sorted(counted, key=lambda id: (-counted[id], id))[:top]
    known = {} if again else kept.asked_since(desk.store, now - FRESH)
    # One that was split off shares its name with another, who would be found in its place.
    ids = [id for id in dict.fromkeys((*followed, *most)) if id not in known and not _SPLIT.search(id)]
    called = dossiers.names(desk.store, ids)
    return [called[id] for id in ids if id in called]


async def _ask(desk: Desk, source: _Source, names: Sequence[Name], settled: dict[str, Item]) -> dict[str, Answered]:
    """Ask for some and keep what comes.  Raises FetchError and AnswerError."""
    from tui.entities.matching import choose
    from tui.entities.wikidata import facts

    # Those of the lexicon first: they are well known, and tell the others by what they have to do with them.
    people = sorted((_wanted(desk, name) for name in names), key=lambda one: not one.listed)
    hits = {one.id: await source.hits(one) for one in people}
    items = await source.items((id for found in hits.values() for id in found), _ALL)
    parents = await _parents(desk, source, items.values())
    chosen: dict[str, tuple[Verdict, Item | None]] = {}
    for one in people:
        found = [items[id] for id in hits[one.id] if id in items]
        verdict, item = choose(one, found, parents, settled)
        chosen[one.id] = (verdict, item)
        if item is not None:
            settled[one.id] = item
    others = await source.items((id for _, item in chosen.values() if item for id in sorted(item.others)), _NAMES)
    now = desk.clock().astimezone(UTC)
    kinds = {one.id: one.kind for one in people}
    rows: list[tuple[str, str, Facts | None]] = [
        (id, verdict, facts(id, kinds[id], item, others, now) if item else None)
        for id, (verdict, item) in chosen.items()
    ]
    kept.keep_facts(desk.store, rows, now)
    return {name.id: Answered(name, chosen[name.id][0], _id(chosen[name.id][1])) for name in names}


def _id(item: Item | None) -> str:
    return item.id if item is not None else ""


def _wanted(desk: Desk, name: Name) -> Wanted:
    from tui.entities.lexicon import lexicon
    from tui.entities.matching import Wanted

    ids = entity_ids(desk.store, name.id)
    try:
        spelled = lexicon().entity(name.id).names
    except KeyError:
        spelled = ()
    own = set(ids)
    said = dossiers.sayings(desk.store, ids, _SAYINGS)
    others = {one.object if one.subject in own else one.subject for one in said} - {"", *own}
    spellings = dossiers.spellings(desk.store, ids)
    # A firm may be known without the form of its company, as the news call it the second time.
    written = (*spelled[:1], name.latin, name.name, name.native, *sorted(spellings, key=len, reverse=True))
    return Wanted(
        id=name.id,
        kind=name.kind,
        names=tuple({fold(one): one for one in reversed(written) if one}.values())[::-1],
        folded=frozenset((*spellings, *(fold(one) for one in (*spelled, *written) if one))),
        listed=bool(spelled),
        others=frozenset(others),
    )


async def _parents(desk: Desk, source: _Source, found: Iterable[Item]) -> Mapping[str, tuple[str, ...]]:
    """What the classes of these items are subclasses of, and the classes above them, as far as it matters."""
    from tui.entities.wikidata import CLASS_DEPTH, unknown_classes

    found = list(found)
    now = desk.clock()
    parents = kept.class_parents(desk.store, now - FRESH)
    for _ in range(CLASS_DEPTH):
        ids = list(dict.fromkeys(unknown_classes(found, parents)))
        if not ids:
            break
        classes = await source.items(ids, _CLAIMS)
        learned = {id: classes[id].parents if id in classes else () for id in ids}
        kept.keep_parents(desk.store, learned, now)
        parents |= learned
    return parents


class _Source:
    """Wikidata's API, or one that speaks like it: asked one thing at a time."""

    def __init__(self, client: Client, address: str, pause: Pause) -> None:
        self._client, self._address, self._pause = client, address, pause

    async def hits(self, wanted: Wanted) -> list[str]:
        """The items that have one of somebody's names, best first."""
        from tui.entities.matching import terms
        from tui.entities.wikidata import hits

        for name, language in terms(wanted):
            answer = await self._get(
                action="wbsearchentities", search=name, language=language, uselang=language, type="item", limit="10"
            )
            found = [hit.item for hit in hits(answer) if hit.names & wanted.folded]
            if found:
                return found
        return []

    async def items(self, ids: Iterable[str], props: str) -> dict[str, Item]:
        """These items by id; those that are missing are left out."""
        from tui.entities.wikidata import ANY_LANGUAGE, LANGUAGES, items

        found: dict[str, Item] = {}
        languages = "|".join((*LANGUAGES, ANY_LANGUAGE))
        for group in _batches(ids):
            found |= items(
                await self._get(action="wbgetentities", ids="|".join(group), props=props, languages=languages)
            )
        return found

    async def _get(self, **values: str) -> dict[str, Any]:
        """One answer; the service is given time when it says that it is busy.  Raises FetchError and AnswerError."""
        from tui.entities.wikidata import AnswerError, read
        from tui.fetch import FetchError

        query = urlencode({**values, "format": "json", "formatversion": "1", "maxlag": str(MAXLAG)})
        url = f"{self._address}{'&' if urlsplit(self._address).query else '?'}{query}"
        waits = iter(PAUSES)
        while True:
            try:
                answer = await self._client.get(url)
                return read(answer.page.body if answer.page is not None else b"")
            except (FetchError, AnswerError) as error:
                busy = error.busy if isinstance(error, AnswerError) else error.status in _BUSY
                wait = next(waits, None) if busy else None
                if wait is None:
                    raise
            await self._pause(wait)


def _batches(ids: Iterable[str]) -> list[list[str]]:
    every = list(dict.fromkeys(ids))
    return [every[start : start + _BATCH] for start in range(0, len(every), _BATCH)]
