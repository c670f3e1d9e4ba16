"""Foreign text -> text that is safe to lay out, store and paint."""

from __future__ import annotations

import re

# ECMA-48: CSI and its parameters, the control strings up to their end (OSC also up to BEL), two-byte sequences.
_SEQUENCE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[PX^_\\]]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]"
)
_NEWLINE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_SUSPECT = re.compile(_NEWLINE.pattern + "|" + _UNWANTED.pattern)


def sanitise(text: str) -> str:
    """``text`` without controls, escape sequences, lone surrogates, bidi embeddings and overrides, and tags.

    Newlines of every kind become ``\\n``; newline, tab, U+200C-200F and
    isolates stay.  Clean text comes back as the same object.
    """
    if not _SUSPECT.search(text):
        return text
    return _UNWANTED.sub("", _NEWLINE.sub("\n", _SEQUENCE.sub("", text)))
