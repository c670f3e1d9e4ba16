"""Companies in scripts without capitals: designators, quotations, legal forms, company verbs, Latin runs."""

from __future__ import annotations

from tui.entities.bounded import LANGUAGES
from tui.entities.document import Candidate, Document
from tui.entities.heads import (
    BANKS,
    FUND,
    KEEP_HEAD,
    PROPER,
    agrees,
    kept_name,
    may_be_plain,
    of_words,
    says_nothing,
    transcribed,
    verb,
)
from tui.entities.names import possible
from tui.entities.normalise import words_of
from tui.entities.rules import cuts_of
from tui.entities.tokens import ZWNJ
from tui.model import EntityKind

_ARTICLE = "\u0627\u0644"
HEBREW_AND = "\u05d5"
OFFICE = "\u0645\u0643\u062a\u0628"
_HEADS: tuple[tuple[str, EntityKind, float], ...] = (
    ("company", "company", 0.75),
    ("org", "organization", 0.8),
    ("publication", "publication", 0.75),
    ("product", "product", 0.75),
)
_STOPPERS = ("stop", "speech", "cverb", "month", "role", "honorific", "cslot", "attrib", "byline")


def name_word(doc: Document, index: int) -> bool:
    """Whether a word may stand inside a company's name."""
    token = doc.tokens[index]
    if not token.word:
        return False
    found = doc.labels[index]
    if any(label in found for label in _STOPPERS):
        return "tail" in found or "legal" in found
    return "\u064b" not in token.text


def extend(doc: Document, start: int, head: str) -> int:
    """The token after a company's name that begins at ``start``, by Arabic, Persian, Urdu or Hebrew patterns."""
    end = start + 1
    limit = start + 6
    while end < min(limit, len(doc.tokens)) and doc.same_sentence(start, end):
        token = doc.tokens[end]
        gap = doc.gap(end)
        if "legal" in doc.labels[end]:
            end = doc.labels[end]["legal"]
            break
        if doc.mark(end) == "(" and doc.is_label(end + 1, "legal"):
            break
        if not token.word or not (gap.isspace() or gap in ("-", "\u200c", "\u05be")):
            break
        found = doc.labels[end]
        word = token.key
        if "tail" in found:
            end = found["tail"]
            continue
        if not name_word(doc, end):
            break
        if doc.language == "ar":
            if not _arabic_goes_on(doc, start, end, head):
                break
            end += 1
            continue
        if doc.language == "fa" and end - start == 1 and bounded_run(doc, start) > end:
            return bounded_run(doc, start)
        if token.glue or token.script == "L" or ("common" not in found and end - start < 2 and possible(doc, end)):
            end += 1
            continue
        if doc.language == "he" and end - start == 1 and word.startswith("\u05d4") and len(word) > 2:
            end += 1  # completed by a definite word: the vine of the north
            continue
        if doc.language == "fa" and end - start == 2 and not found and possible(doc, end):
            end += 1
            continue
        break
    return end


_ORGANISATION = "org"


_LIGHT = words_of(
    "\u0643\u0631\u062f \u0643\u0631\u062f\u0647 \u0643\u0631\u062f\u0646\u062f \u0645\u064a \u0646\u0645\u064a "
    "\u0634\u062f \u0634\u062f\u0647 \u062f\u0627\u062f \u062f\u0627\u062f\u0647 \u0627\u0633\u062a "
    "\u0628\u0648\u062f \u062f\u0627\u0631\u062f \u062f\u0627\u0634\u062a \u062e\u0648\u0627\u0647\u062f "
    "\u06af\u0631\u0641\u062a \u06af\u0631\u0641\u062a\u0647 \u064a\u0627\u0641\u062a"
)
"""Persian verbs that stand after a noun and make one verb with it."""


def bounded_run(doc: Document, start: int, limit: int = 4) -> int:
    """The end of a run of words that may be a Persian name and is closed by a mark or a small word; else ``start``."""
    end = start
    while end - start < limit and end < len(doc.tokens) and doc.same_sentence(start, end):
        if not name_word(doc, end) and not (end > start and doc.tokens[end].glue == ZWNJ):
            break
        if end > start and not (doc.gap(end).isspace() or doc.tokens[end].glue):
            break
        end += 1
    after = doc.labels[end].keys() if end < len(doc.tokens) else set[str]()
    bounded = end >= len(doc.tokens) or not doc.tokens[end].word or not doc.same_sentence(start, end)
    verb = not bounded and (doc.tokens[end].key in _LIGHT or "speech" in doc.labels[end])
    if verb and end - start > 1 and doc.labels[end - 1]:
        end -= 1  # the noun of a verb of two words: made a film
    return end if bounded or not after.isdisjoint(("stop", "speech", "cverb", "month")) else start


def _arabic_goes_on(doc: Document, start: int, end: int, head: str) -> bool:
    """Whether an Arabic name that begins at ``start`` goes on with the word at ``end``."""
    word, found = doc.tokens[end].key, doc.labels[end]
    purpose = word.startswith("\u0644\u0644")
    definite = word.startswith(_ARTICLE) or purpose
    conjoined = word.startswith("\u0648" + _ARTICLE) and any(
        doc.tokens[i].key.startswith(("\u0644\u0644", _ARTICLE)) for i in range(start, end)
    )
    if not definite and not conjoined:
        # Hawthorne and Bell: one transcribed word after another.
        return head != _ORGANISATION and end - start < 4 and transcribed(doc, end) and transcribed(doc, end - 1)
    if end - start > 1 and "common" in found and not purpose and not conjoined:
        return False  # "Nur al-Sham" the project: the name ends before a frequent word
    if head == "kept":
        return True
    proper = not doc.labels[start] or doc.foreign(start) >= PROPER
    if proper and end - start == 1 and not purpose and word.endswith(("\u064a\u0647", "\u064a")):
        return False  # the Icelandic Retivo
    return purpose or "adj" not in found or doc.tokens[start].key.startswith(_ARTICLE)


def _skip_adjectives(doc: Document, start: int, head: str = "") -> int:
    """Past words of nation and kind before the name; ``start`` if the whole phrase may be the name."""
    position = start
    while position < len(doc.tokens) and position - start < 4 and doc.same_sentence(start, position):
        token = doc.tokens[position]
        if not token.word or doc.is_label(position, "honorific", "role"):
            break
        if (
            "adj" in doc.labels[position]
            or (
                doc.language == "ar"
                and token.key.startswith((_ARTICLE, "\u0644\u0644"))
                and position - start < 3
                and head not in KEEP_HEAD
            )
            or (
                doc.language == "he"
                and token.key.startswith("\u05d4")
                and _only_words(doc, position)
                and position == start
            )
        ):
            position += 1
            continue
        if (
            doc.language == "fa"
            and position + 1 < len(doc.tokens)
            and doc.tokens[position + 1].capital
            and doc.same_sentence(position, position + 1)
        ):
            position += 1  # the Uzbek SamTrans
            continue
        if doc.language == "he" and position == start and _construct(doc, position):
            position += 2
            continue
        break
    token_ok = position < len(doc.tokens) and doc.same_sentence(start, position)
    if position > start and token_ok:
        if doc.quoted(position) > 0:
            return position
        token = doc.tokens[position]
        joined = doc.gap(position).isspace()
        if joined and (
            token.capital
            or (token.script in ("A", "H") and possible(doc, position) and not token.key.startswith(_ARTICLE))
            or (doc.language == "he" and _only_words(doc, position) and not token.key.startswith("\u05d4"))
        ):
            return position
    return start


def _hebrew_purpose(doc: Document, index: int) -> bool:
    """Whether a Hebrew word is a letter, or says what for: a fund for damages."""
    word = doc.tokens[index].key
    purpose = word.startswith("\u05dc") and not doc.labels[index].keys() - {"derived", "word"}
    return len(word) < 2 or (purpose and bool(doc.labels[index]) and bool(doc.rules.words.kind(word[1:])))


def _only_words(doc: Document, index: int) -> bool:
    """Whether a word is at most an ordinary one: nothing that cannot stand in a name."""
    return doc.tokens[index].kind == "w" and not doc.labels[index].keys() - {"word", "derived", "family", "wordname"}


def _construct(doc: Document, index: int) -> bool:
    """Whether a Hebrew trade of two words stands before a name: website building X."""
    return (
        index + 2 < len(doc.tokens)
        and doc.same_sentence(index, index + 2)
        and doc.tokens[index].key.endswith(("\u05ea", "\u05d9"))
        and doc.tokens[index + 1].key.startswith("\u05d4")
        and doc.gap(index + 1).isspace()
        and doc.gap(index + 2).isspace()
        and not doc.labels[index + 2]
    )


def latin_run(doc: Document, start: int) -> int:
    """The token after a run of capitalised Latin words inside another script."""
    end = start
    while end < len(doc.tokens) and doc.same_sentence(start, end):
        token = doc.tokens[end]
        if (
            (
                token.script == "L"
                and (token.capital or end > start)
                and (end == start or doc.gap(end) in (" ", "-", ""))
            )
            or (end > start and token.text == "&" and end + 1 < len(doc.tokens) and doc.tokens[end + 1].script == "L")
            or (end > start and token.kind == "n" and doc.gap(end) == " " and len(token.text) <= 4)
        ):
            end += 1
        else:
            break
    return end


def _ordinary(doc: Document, index: int) -> bool:
    """Whether a frequent word stands alone and opens no name: only a completed one does (tower of the north)."""
    if "common" not in doc.labels[index]:
        return False
    following = doc.tokens[index + 1] if doc.same_sentence(index, index + 1) else None
    if following is None or not following.word or doc.tokens[index].text.endswith("\u0629"):
        return True
    if doc.language != "ar":
        return not doc.is_label(index + 1, "tail", "legal")
    return not (following.key.startswith((_ARTICLE, "\u0644\u0644")) or doc.is_label(index + 1, "tail", "legal"))


def _at(doc: Document, start: int, head_label: str, head: str) -> tuple[int, int]:
    """The name at ``start`` after a head word: token range, empty if nothing fits."""
    close = doc.quoted(start)
    if close > 0:
        if any("stop" in doc.labels[i] for i in range(start + 1, close)) and close - start > 2:
            return start, start  # what it does or says: his company "sells power, not politics"
        return start + 1, close
    if start >= len(doc.tokens) or not doc.tokens[start].word:
        return start, start
    if doc.tokens[start].script == "L":
        return start, latin_run(doc, start) if doc.tokens[start].capital else start
    if head_label == "company":
        moved = _skip_adjectives(doc, start, head)
        if moved != start:
            return _at(doc, moved, "", head)
    if doc.language == "he" and ("geo" in doc.labels[start] or _hebrew_purpose(doc, start)):
        return start, start
    if (
        not name_word(doc, start)
        or "adj" in doc.labels[start]
        or (_ordinary(doc, start) and not (head in BANKS and doc.tokens[start].key.startswith(_ARTICLE)))
    ):
        return start, start
    if doc.language == "ar" and doc.is_label(start, "company", "org") and head_label == "company":
        return start, start
    return start, extend(doc, start, _ORGANISATION if head_label == "org" else head)


_TO = "\u0644"


def _the_head(doc: Document, index: int, first: int, last: int) -> bool:
    """Whether a Hebrew head word has the article and ordinary words follow: the Israeli economy is."""
    word = doc.tokens[index].key
    if doc.language != "he" or doc.quoted(first - 1) >= 0:
        return False
    plain = all(not doc.labels[i].keys().isdisjoint(("word", "derived", "common")) for i in range(first, last))
    return plain and word.startswith("\u05d4") and word not in doc.rules.phrases


def _to(doc: Document, index: int, first: int) -> int:
    """One letter if *to* stands before the name, as after "the parent company of"."""
    token = doc.tokens[first]
    definite = doc.tokens[index].key.startswith(_ARTICLE) and first > index
    cut = doc.language == "ar" and definite and token.key[0] == _TO and len(token.key) > 4
    return int(cut and not doc.rules.words.nominal(token.key))


def _proclitics(doc: Document, index: int) -> int:
    """How many letters stand before a head word that belongs to the name: and bank X."""
    if doc.tokens[index].key in KEEP_HEAD:
        return 0
    return next((letters for letters, rest in cuts_of(doc.tokens[index]) if rest in KEEP_HEAD), 0)


def _head_key(doc: Document, index: int) -> str:
    """A head word without proclitics and article."""
    return doc.tokens[index].key[_proclitics(doc, index) :].removeprefix(_ARTICLE)


def _elsewhere(doc: Document, label: str, head_end: int, inner: range) -> bool:
    """Whether another head or headed.py finds what stands here: a firm, or the board of a firm."""
    if label == "org":
        own = doc.language in LANGUAGES and doc.is_label(head_end, "company")
        return own or any("company" in doc.labels[i] for i in inner)
    return doc.language in LANGUAGES and label == "company" and doc.quoted(head_end) < 0


def find_headed(doc: Document) -> list[Candidate]:
    """Names after a head word: company, organisation, publication, product."""
    found: list[Candidate] = []
    for index in doc.having(*(label for label, _, _ in _HEADS)):
        token, labels = doc.tokens[index], doc.labels[index]
        if token.script not in ("A", "H"):
            continue
        for label, kind, weight in _HEADS:
            head_end = labels.get(label)
            if head_end is None or not doc.same_sentence(index, head_end):
                continue
            keep = kind == "organization"
            key = _head_key(doc, index)
            first, last = _at(doc, head_end, label, key)
            if _elsewhere(doc, label, head_end, range(first, last)):
                continue
            if last <= first or (kind == "organization" and head_end - index > 1 and doc.is_given(first)):
                continue
            quoted = doc.quoted(head_end) > 0
            if keep and not quoted:
                first = index
            start = doc.bare(first, _to(doc, index, first) if not quoted else 0)
            foreign = doc.is_label(last - 1, "tail") and not doc.tokens[last - 1].key.startswith((_ARTICLE, "\u0644"))
            bare_fund = key == FUND and not doc.tokens[first].key.startswith(_ARTICLE)
            if (
                label == "company"
                and not quoted
                and key in KEEP_HEAD
                and not bare_fund
                and doc.tokens[first].script != "L"
                and not foreign
            ):
                first, start = index, doc.bare(index, _proclitics(doc, index))
            definite_head = token.key.startswith(_ARTICLE) and doc.language == "ar" and label == "company"
            single = last - first == 1 and not quoted and doc.tokens[first].script != "L"
            if definite_head and (single or doc.tokens[first].key.startswith(_ARTICLE)) and not quoted:
                continue
            if kind == "product" and not quoted and doc.tokens[first].script != "L":
                continue
            if (label == "company" and single and agrees(doc, first)) or _the_head(doc, index, first, last):
                continue
            if label == "company" and not quoted and says_nothing(doc, index, key, first, last):
                continue
            if key.endswith(OFFICE) and last - first == 2 and doc.tokens[first].script == "L" and doc.is_given(first):
                # A law office that bears a person's whole name: the name is the person's.
                evidence = {"grammar": 0.78, "designator": 0.5}
                found.append(Candidate(first, last, start, doc.tokens[last - 1].end, "person", evidence))
                break
            evidence = {"designator": weight, "quoted" if quoted else "name": 0.4}
            if label == "company" and not quoted and not definite_head and verb(doc, first):
                evidence["designator"] = 0.4  # "a company that trains the models": a relative clause without a pronoun
            told = doc.language == "he" and head_end - index > 1  # the record company X: what it does is said already
            told = told or kept_name(doc, key, last - 1)
            if label == "company" and single and not told and may_be_plain(doc, first, key):
                evidence["designator"] = 0.4
            if label == "company" and not quoted and doc.language == "fa" and of_words(doc, first, last):
                evidence["designator"] = 0.4
            found.append(Candidate(first, last, start, doc.tokens[last - 1].end, kind, evidence))
            break
    return found
