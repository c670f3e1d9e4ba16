"""The shorter forms of names by which the same people and firms are called further on."""

from __future__ import annotations

from dataclasses import dataclass

from tui.entities.document import Document
from tui.entities.families import PARTICLES
from tui.entities.groups import Group, Keys
from tui.entities.normalise import keys_of, words_of

_ARTICLE = "\u0627\u0644"
_LATIN_PARTICLES = words_of("de van von der den al el bin ibn da di")


@dataclass(slots=True)
class Form:
    """A shorter or equal form of a group's name: ``kind`` is full, family, first, short or acronym."""

    keys: Keys
    group: Group
    kind: str


def _person_forms(group: Group) -> list[Form]:
    forms = []
    for keys, surface in group.names.items():
        forms.append(Form(keys, group, "full"))
        if len(keys) < 2:
            continue
        cut = max(len(keys) - max(len(keys_of((surface.split() or [""])[-1])), 1), 1)
        while cut > 1 and (keys[cut - 1] in PARTICLES or keys[cut - 1] in _LATIN_PARTICLES):
            cut -= 1
        forms.append(Form(keys[cut:], group, "family"))
        if len(keys) >= 3 and cut == len(keys) - 1:
            forms.append(Form(keys[1:], group, "family"))
        first = 2 if keys[0] in PARTICLES else 1
        if first < len(keys):
            forms.append(Form(keys[:first], group, "first"))
    return forms


def _company_forms(doc: Document, group: Group) -> list[Form]:
    forms = []
    for keys, surface in group.names.items():
        forms.append(Form(keys, group, "full"))
        if group.known or group.kind != "company":
            continue
        words = list(keys)
        while len(words) > 1 and ({"legal"} & _labels(doc, words[-1])):
            words.pop()
            forms.append(Form(tuple(words), group, "full"))
        tail = False
        while len(words) > 1 and (
            _labels(doc, words[-1]) & {"tail", "adj"} or words[-1].startswith(("\u0644\u0644", "\u0648" + _ARTICLE))
        ):
            words.pop()
            tail = True
        if tail:
            forms.append(Form(tuple(words), group, "short"))
        if len(words) > 1:
            forms.append(Form(tuple(words[:1]), group, "short"))
            if len(words) > 2:
                forms.append(Form(tuple(words[:2]), group, "short"))
        if len(keys) > 1:
            head = _labels(doc, keys[0]) & {"company"} or keys[0].endswith("erie")
            words = [word for word in keys if not _labels(doc, word) & {"legal"}]
            if head and len(words) > 1:
                forms.append(Form(tuple(words[1:]), group, "short"))
            elif len(words) > 1:
                forms.append(Form(tuple(words[-1:]), group, "last"))
        capitals = "".join(part[0] for part in surface.split() if part[:1].isupper())
        if len(capitals) >= 3:
            forms.append(Form(keys_of(capitals), group, "acronym"))
    return forms


def _labels(doc: Document, word: str) -> frozenset[str]:
    return doc.rules.labels_of(word)


def build_forms(doc: Document, groups: list[Group]) -> dict[str, list[Form]]:
    """All forms by their first key, longest first."""
    forms: dict[str, list[Form]] = {}
    for group in groups:
        rows = _person_forms(group) if group.kind == "person" else _company_forms(doc, group)
        for form in rows:
            if form.keys and all(form.keys):
                forms.setdefault(form.keys[0], []).append(form)
    order = {"full": 0, "family": 1, "short": 2, "acronym": 2, "last": 2, "first": 3}
    for found in forms.values():
        found.sort(key=lambda form: (-len(form.keys), order[form.kind]))
    return forms
