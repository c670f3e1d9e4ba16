"""The second reading of a text: family names, first names, short company names, acronyms and glosses."""

from __future__ import annotations

from tui.entities.bounded import half, subject
from tui.entities.document import Candidate, Document
from tui.entities.forms import Form, build_forms
from tui.entities.groups import Group
from tui.entities.normalise import root, words_of
from tui.entities.rules import cuts_of

_ARTICLE = "\u0627\u0644"


def _token_key(doc: Document, index: int) -> str:
    token = doc.tokens[index]
    return root(token.key) if doc.language == "sr" else token.key


def _match(
    doc: Document, index: int, first: str, forms: dict[str, list[Form]], taken: set[int]
) -> list[tuple[Form, int]]:
    found: list[tuple[Form, int]] = []
    for form in forms.get(first, ()):
        if found and len(form.keys) < len(found[0][0].keys):
            break
        end = index + len(form.keys)
        if end > len(doc.tokens) or half(doc, index, end) or any(i in taken for i in range(index, end)):
            continue
        if all(_token_key(doc, index + k) == form.keys[k] for k in range(1, len(form.keys))):
            found.append((form, end))
    return found


def _slot_before(doc: Document, index: int, *labels: str) -> bool:
    for back in (1, 2, 3):
        start = index - back
        if (
            start >= 0
            and doc.same_sentence(start, index)
            and any(doc.labels[start].get(name) == index for name in labels)
        ):
            return True
    return False


def _person_fits(doc: Document, form: Form, index: int, end: int, letters: int) -> bool:
    token = doc.tokens[index]
    spoken = token.capital and not token.first and doc.is_label(end, "speech")
    if "stop" in doc.labels[index] and not doc.is_given(index) and not spoken:
        return False
    if form.kind == "first" and token.glue and doc.language in ("fr", "de"):
        return False  # Saint-Etienne
    if _slot_before(doc, index, "company", "org", "place", "product", "publication") and form.kind != "full":
        return False
    if token.script in ("L", "C"):
        whole = form.kind == "full" and len(form.keys) > 1
        if doc.language == "en" and not whole and _ordinary_opening(doc, index, end):
            return False
        closed = doc.is_label(end, "tail", "legal", "place", "org") and (
            doc.language != "sr" or doc.tokens[end].capital
        )
        if not token.capital or (closed and form.kind != "full"):
            return False
        following = doc.tokens[end] if end < len(doc.tokens) and doc.same_sentence(index, end) else None
        if (
            following is not None
            and following.capital
            and following.word
            and doc.gap(end) == " "
            and form.kind == "first"
            and not token.possessive
        ):
            return False
        if _behind_capital(doc, index):
            return form.kind != "family" or not doc.is_given(index - 1)
        return True
    if form.kind == "full":
        return True
    if _agrees(doc, index):
        return False
    slot = _slot_before(doc, index, "speech", "honorific", "role", "attrib") or doc.is_label(end, "speech", "ergative")
    if slot:
        return True
    ordinary = any(label in doc.labels[index] for label in ("common", "adj", "stop", "month", "cverb", "word"))
    ordinary = ordinary or (form.kind == "first" and "wordname" in doc.labels[index])
    if (ordinary and not (form.kind == "family" and subject(doc, index))) or (form.kind == "first" and letters):
        return False
    # an agreeing definite word after a definite one makes it a noun with its adjective
    following = doc.tokens[end] if end < len(doc.tokens) and doc.same_sentence(index, end) else None
    if (
        doc.language == "ar"
        and following is not None
        and token.key.startswith(_ARTICLE)
        and following.key.startswith(_ARTICLE)
    ):
        return doc.is_label(end, "speech")
    if form.kind == "first" and following is not None and following.script == token.script and doc.is_given(end):
        return False
    return not (
        form.kind == "family"
        and index
        and doc.is_given(index - 1)
        and doc.gap(index) == " "
        and doc.same_sentence(index - 1, index)
    )


def _agrees(doc: Document, index: int) -> bool:
    """Whether a definite word follows a definite noun that is no title, as its adjective does: the northern part."""
    before = index - 1
    return (
        doc.language == "ar"
        and doc.tokens[index].key.startswith(_ARTICLE)
        and doc.same_sentence(before, index)
        and doc.tokens[before].key.startswith((_ARTICLE, "\u0644\u0644"))
        and doc.gap(index).isspace()
        and not doc.is_given(before)
        and not doc.labels[before].keys() & {"role", "honorific", "speech", "adj"}
    )


def _behind_capital(doc: Document, index: int) -> bool:
    """Whether another capitalised word stands right before."""
    previous = doc.tokens[index - 1] if index else None
    beside = previous is not None and previous.capital and previous.word
    return beside and doc.gap(index) == " " and doc.same_sentence(index - 1, index)


def _as_a_word(doc: Document, index: int, end: int) -> bool:
    """Whether a listed firm's name that is a word too is used as one: Apple pie, the Amazon."""
    if not any(alias.common and not alias.rest for alias in doc.lexicon.aliases(doc.tokens[index].key)):
        return False
    if index and doc.tokens[index - 1].key == "the" and doc.same_sentence(index - 1, index):
        return True
    if not doc.tokens[index].first or doc.tokens[end - 1].possessive or not doc.same_sentence(index, end):
        return False
    following = doc.tokens[end]
    told = doc.labels[end].keys() & {"speech", "cverb", "stop"} or following.key in _AUXILIARIES
    return following.word and following.text.islower() and not told


def _where(doc: Document, index: int) -> bool:
    """Whether a word stands after *in* where no share is meant: a place that a firm is named after."""
    if (
        not index
        or doc.tokens[index - 1].key not in ("in", "near", "outside")
        or not doc.same_sentence(index - 1, index)
    ):
        return False
    return not doc.is_label(index - 2, "cslot", "poss", "cverb")


def _ordinary_opening(doc: Document, index: int, end: int) -> bool:
    """Whether a name that is a word too opens a sentence as a word: Gale warnings, close your eyes."""
    if not doc.tokens[index].first or "wordname" not in doc.labels[index] or doc.tokens[end - 1].possessive:
        return False
    if not doc.same_sentence(index, end):
        return False
    following = doc.tokens[end]
    told = doc.labels[end].keys() & {"speech", "cverb"} or following.key in _AUXILIARIES
    return following.word and following.text.islower() and not told


_AUXILIARIES = words_of("is was has had will would can could did does may might must also never still then and who")


def _after_noun(doc: Document, index: int) -> bool:
    """Whether a noun stands right before, which an Arabic word of its own completes: renting a corner."""
    if doc.language != "ar" or not index or doc.gap(index) != " " or not doc.same_sentence(index - 1, index):
        return False
    found = doc.labels[index - 1].keys()
    return (
        bool(found) and not found - {"derived", "word", "common"} and not doc.tokens[index - 1].text.endswith("\u062a")
    )


def _company_fits(doc: Document, form: Form, index: int, end: int, letters: int) -> bool:
    token = doc.tokens[index]
    if form.group.known and len(form.keys) == 1 and doc.language in ("en", "fr") and _as_a_word(doc, index, end):
        return False
    if form.kind in ("acronym", "last"):
        quoted = doc.language in ("sr", "de", "fr") and doc.quoted(index - 1) == end
        return token.text.isupper() if form.kind == "acronym" else quoted
    following = doc.tokens[end] if end < len(doc.tokens) and doc.same_sentence(index, end) else None
    if token.script in ("L", "C"):
        if not token.capital:
            return False
        if (
            following is not None
            and following.capital
            and following.word
            and doc.gap(end) == " "
            and not token.possessive
        ):
            return form.kind == "full" and not doc.is_label(end, "place", "org")
        if form.kind == "short" and doc.language == "en" and _where(doc, index):
            return False
        return not (
            form.kind == "short"
            and token.first
            and (token.key in doc.lower or doc.is_label(index, "stop", "adj", "common"))
        )
    slot = doc.quoted(index - 1) == end or doc.is_label(end, "cverb")
    if slot or _slot_before(doc, index, "company", "cslot", "cverb"):
        return True
    if _slot_before(doc, index, "place", "product", "publication"):
        return False
    ordinary = any(
        label in doc.labels[index] for label in ("common", "adj", "stop", "place", "word", "wordname", "geo")
    )
    if form.kind == "short" and ((len(form.keys) == 1 and token.key.startswith(_ARTICLE)) or ordinary):
        return letters > 0 and doc.is_label(index - 1, "role", "company")
    if len(form.keys) > 1:
        return True
    if "derived" in doc.labels[index] and not letters and _after_noun(doc, index):
        return False  # a corner is rented, a word is made into a deed
    if doc.language == "ur" and form.kind == "short":  # a word of its own, unless a postposition follows: moonlight
        return following is None or "stop" in doc.labels[end] or not following.word
    joined = following is not None and following.word and doc.gap(end) == " " and doc.language == "ar"
    definite = joined and following is not None and following.key.startswith(_ARTICLE)
    free = doc.labels[end].keys().isdisjoint(("adj", "stop", "tail", "ofafirm")) if definite else False
    if ordinary or (definite and free and not letters and not token.key.startswith(_ARTICLE)):
        return False  # completed by a definite word, it is a noun: the pavement of the airport
    # An indefinite word after it reads as its adjective ("a safe berth"): no name, unless it can only be one.
    if following is not None and following.word and doc.gap(end) == " " and doc.language == "ar":
        described = "derived" in doc.labels[index] and not {"derived", "word", "adj"}.isdisjoint(doc.labels[end])
        if (described or not doc.labels[end]) and not following.key.startswith(
            (_ARTICLE, "\u0644", "\u0628", "\u0648", "\u064a", "\u062a", "\u0633")
        ):
            return False
        if token.key.startswith(_ARTICLE) and following.key.startswith(_ARTICLE):
            return False
    return True


def _choose(doc: Document, hits: list[tuple[Form, int]], index: int) -> tuple[Form, int]:
    """Among people with one family name: by the gender of the verb before, else the last named before this place."""
    if len(hits) == 1:
        return hits[0]
    verb = doc.tokens[index - 1] if index and doc.is_label(index - 1, "speech") else None
    if verb is not None and verb.script == "A" and doc.language == "ar":
        feminine = verb.key.endswith("\u062a") or verb.key.startswith("\u062a")
        fitting = [hit for hit in hits if hit[0].group.gender in ("", "x", "f" if feminine else "m")]
        hits = fitting or hits
    if index and doc.tokens[index - 1].key in ("ms", "mrs", "miss", "lady", "gospodja", "mr", "sir"):
        wanted = "m" if doc.tokens[index - 1].key in ("mr", "sir") else "f"
        hits = [hit for hit in hits if hit[0].group.gender in ("", "x", wanted)] or hits
    offset = doc.tokens[index].start

    def distance(hit: tuple[Form, int]) -> int:
        before = [c.start for c in hit[0].group.candidates if c.start < offset]
        return offset - max(before) if before else 1_000_000

    return min(hits, key=distance)


def _kind_before(doc: Document, index: int) -> str:
    """What a name here must be by the words around it: a person, a company, or "" if they do not say."""
    if _slot_before(doc, index, "honorific"):
        return "person"
    if _slot_before(doc, index, "company", "cslot") or (
        doc.tokens[index].possessive and doc.is_label(index + 1, "poss")
    ):
        return "company"
    if _slot_before(doc, index, "speech") or doc.is_label(index + 1, "speech"):
        return "person"
    return ""


def chain(doc: Document, groups: list[Group], taken: set[int]) -> None:
    """Give every group its further mentions; ``taken`` holds the token indexes already used."""
    for group in groups:
        if group.kind == "person":
            for keys in group.names:
                group.gender = group.gender or doc.given_gender(keys[0])
    forms = build_forms(doc, groups)
    for index in _places(doc, forms):
        token = doc.tokens[index]
        if index in taken:
            continue
        for letters, first in ((0, _token_key(doc, index)), *(cuts_of(token) if doc.rules.proclitics else ())):
            hits = _match(doc, index, first, forms, taken) if first in forms else None
            if not hits:
                continue
            wanted = _kind_before(doc, index) if len({hit[0].group.kind for hit in hits}) > 1 else ""
            if not wanted and token.script in ("L", "C") and not doc.is_label(index + 1, "cverb"):
                hits = _rather_people(hits)
            fitting = [
                hit
                for hit in hits
                if (not wanted or hit[0].group.kind == wanted)
                and (_person_fits if hit[0].group.kind == "person" else _company_fits)(
                    doc, hit[0], index, hit[1], letters
                )
            ]
            if fitting:
                form, end = _choose(doc, fitting, index)
                start = doc.bare(index, letters)
                candidate = Candidate(
                    index, end, start, doc.tokens[end - 1].end, form.group.kind, {form.kind: 0.7}, form.group.known
                )
                form.group.candidates.append(candidate)
                taken.update(range(index, end))
                break


def _places(doc: Document, forms: dict[str, list[Form]]) -> list[int]:
    """The words that a form may begin with, whole or behind a proclitic."""
    found = doc.places_of_any(forms.keys())
    if not doc.rules.proclitics:
        return found
    firsts = forms.keys()
    cut = [i for i, token in enumerate(doc.tokens) if token.type.cuts and not firsts.isdisjoint(token.type.rests)]
    return sorted({*found, *cut})


def _rather_people(hits: list[tuple[Form, int]]) -> list[tuple[Form, int]]:
    """A family name alone is the person's, though a firm begins with it."""
    people = [hit for hit in hits if hit[0].kind == "family"]
    firms = [hit for hit in hits if hit[0].group.kind == "company" and hit[0].kind == "full"]
    return people if people and not firms else hits


def gloss(doc: Document, groups: list[Group], taken: set[int]) -> None:
    """``name (Name)``: what stands in brackets in another script is a second spelling of the name before."""
    for group in groups:
        for candidate in tuple(group.candidates):
            opening = candidate.last + 1 if doc.mark(candidate.last) in ("\u00bb", '"', "\u201d") else candidate.last
            if doc.mark(opening) != "(":
                continue
            end = opening + 1
            while end < len(doc.tokens) and end - opening < 6 and (doc.tokens[end].word or doc.mark(end) in "&."):
                end += 1
            first = opening + 1
            if end == first or doc.mark(end) != ")" or any(i in taken for i in range(first, end)):
                continue
            inner = doc.tokens[first]
            outer = doc.tokens[candidate.first]
            acronym = end - first == 1 and inner.text.isupper() and 2 <= len(inner.text) <= 6 and inner.script == "L"
            if doc.is_label(first, "legal", "role", "concept") or inner.key in ("ai", "agi"):
                continue
            if (inner.script != outer.script and inner.script and (inner.capital or inner.script in ("A", "H"))) or (
                acronym and group.kind != "person"
            ):
                spelled = Candidate(
                    first, end, inner.start, doc.tokens[end - 1].end, group.kind, {"gloss": 0.8}, group.known
                )
                group.add(doc, spelled)
                taken.update(range(first, end))
