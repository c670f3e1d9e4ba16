"""A loopback server that speaks as Wikidata's API does, over a few items of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Value = dict[str, Any]


def claim(property: str, value: object, rank: str = "normal", **qualifiers: object) -> Value:
    """A statement: of an item ("Q5"), a day ("+2004-02-04T00:00:00Z"), or a text."""
    found: Value = {"mainsnak": _snak(property, value), "type": "statement", "rank": rank}
    if qualifiers:
        found["qualifiers"] = {name: [_snak(name, one)] for name, one in qualifiers.items()}
    return found


def _snak(property: str, value: object) -> Value:
    held: object = value
    if isinstance(value, str) and value.startswith("Q") and value[1:].isdigit():
        held = {"entity-type": "item", "id": value, "numeric-id": int(value[1:])}
    elif isinstance(value, str) and value.startswith("+"):
        held = {"time": value, "precision": 11, "calendarmodel": "Q1985727"}
    return {"snaktype": "value", "property": property, "datavalue": {"value": held, "type": "any"}}


def item(id: str, names: dict[str, str], *claims: Value, wikis: int = 20, **more: dict[str, Any]) -> Value:
    """An item; ``more`` are its aliases (lists) and descriptions by language."""
    by_property: dict[str, list[Value]] = {}
    for one in claims:
        by_property.setdefault(one["mainsnak"]["property"], []).append(one)
    return {
        "type": "item",
        "id": id,
        "labels": {language: {"language": language, "value": name} for language, name in names.items()},
        "aliases": {
            language: [{"language": language, "value": name} for name in found]
            for language, found in more.get("aliases", {}).items()
        },
        "descriptions": {
            language: {"language": language, "value": text} for language, text in more.get("descriptions", {}).items()
        },
        "claims": by_property,
        "sitelinks": {f"w{number}": {"site": f"w{number}", "title": "x"} for number in range(wikis)},
    }


@dataclass
class Wikidata:
    """The server.  ``trouble`` are answers (status, body) that come first; ``asked`` are the requests' values."""

    url: str = ""
    items: dict[str, Value] = field(default_factory=dict)
    trouble: list[tuple[int, bytes]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0

    def put(self, *items: Value) -> None:
        """Enter items."""
        self.items |= {one["id"]: one for one in items}

    def answer(self, asked: dict[str, str]) -> Value:
        if asked.get("action") == "wbsearchentities":
            return {"search": [self._hit(one, name) for one, name in self._named(asked["search"])], "success": 1}
        ids = asked["ids"].split("|")
        assert len(ids) <= 50, "the API takes no more"
        props = {*asked["props"].split("|"), "id", "type"}
        return {
            "entities": {
                id: {key: value for key, value in self.items[id].items() if key in props}
                if id in self.items
                else {"id": id, "missing": ""}
                for id in ids
            },
            "success": 1,
        }

    def _named(self, search: str) -> Iterator[tuple[Value, str]]:
        for one in self.items.values():
            called = [name["value"] for name in one["labels"].values()]
            called += [name["value"] for names in one["aliases"].values() for name in names]
            found = next((name for name in called if name.casefold().startswith(search.casefold())), None)
            if found is not None:
                yield one, found

    def _hit(self, one: Value, name: str) -> Value:
        label = next(iter(one["labels"].values()))["value"]
        return {"id": one["id"], "label": label, "match": {"type": "label", "language": "en", "text": name}}


@contextmanager
def wikidata() -> Iterator[Wikidata]:
    """A server of its own on a free port, ended afterwards."""
    source = Wikidata()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            with lock:
                source.at_once += 1
                source.most_at_once = max(source.most_at_once, source.at_once)
                source.asked.append(asked)
                source.agents.add(self.headers["user-agent"])
                trouble = source.trouble.pop(0) if source.trouble else None
            status, body = trouble or (200, json.dumps(source.answer(asked)).encode())
            with lock:
                source.at_once -= 1
            self.send_response(status)
            self.send_header("content-type", "application/json; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    serving.start()
    source.url = f"http://127.0.0.1:{server.server_port}/w/api.php"
    try:
        yield source
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


META_AR = "\u0645\u064a\u062a\u0627"


def furnish(source: Wikidata) -> None:
    """Meta with its chief executive, a river and a hamlet of the same name, two painters of one name, a small firm."""
    source.put(
        item(
            "Q380",
            {"en": "Meta Platforms", "ar": META_AR},
            claim("P31", "Q100"),
            claim("P169", "Q36215", P580="+2004-02-04T00:00:00Z"),
            claim("P169", "Q901", P582="+2012-01-01T00:00:00Z"),
            claim("P571", "+2004-02-04T00:00:00Z"),
            claim("P159", "Q74195"),
            claim("P856", "javascript:alert(1)"),
            claim("P856", "https://about.meta.com/"),
            claim("P414", "Q82059", P249="META"),
            wikis=90,
            aliases={"en": ["Meta", "Facebook, Inc."]},
            descriptions={"en": "American technology\u202e company\x1b[31m", "ar": META_AR},
        ),
        item("Q381", {"en": "Meta"}, claim("P31", "Q4022"), wikis=8),
        item(
            "Q36215",
            {"mul": "Mark Zuckerberg"},
            claim("P31", "Q5"),
            claim("P106", "Q131524"),
            claim("P569", "+1984-05-14T00:00:00Z"),
            wikis=120,
        ),
        item("Q901", {"en": "Somebody Before"}, claim("P31", "Q5")),
        item("Q74195", {"en": "Menlo Park", "ar": "\u0645\u0646\u0644\u0648 \u0628\u0627\u0631\u0643"}),
        item("Q82059", {"en": "Nasdaq"}),
        item("Q131524", {"en": "entrepreneur", "ar": "\u0631\u0627\u0626\u062f \u0623\u0639\u0645\u0627\u0644"}),
        item("Q100", {"en": "technology company"}, claim("P279", "Q101")),
        item("Q101", {"en": "large business"}, claim("P279", "Q4830453")),
        item("Q501", {"en": "Darinka Volnik"}, claim("P31", "Q5"), wikis=2),
        item("Q502", {"en": "Darinka Volnik"}, claim("P31", "Q5"), wikis=1),
        item("Q601", {"en": "Brimwell Foods"}, claim("P31", "Q100"), wikis=1),
    )
