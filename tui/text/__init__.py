"""Strings -> visual lines, right to left exactly as it should be.  Pure: knows no news and no toolkit.

This is the room's door.  Offsets are logical code points, columns are cells.
"""

from tui.text.bidi import Levels, base_level, has_rtl, resolve, resolve_classes
from tui.text.cleaning import sanitise
from tui.text.fold import fold, fold_map, query_form, search_form
from tui.text.language import guess_language
from tui.text.line import Cell, Line, Span
from tui.text.lines import ELLIPSIS, fit, iterate, lay_out, width
from tui.text.wrap import warm_up

__all__ = [
    "ELLIPSIS",
    "Cell",
    "Levels",
    "Line",
    "Span",
    "base_level",
    "fit",
    "fold",
    "fold_map",
    "guess_language",
    "has_rtl",
    "iterate",
    "lay_out",
    "query_form",
    "resolve",
    "resolve_classes",
    "sanitise",
    "search_form",
    "warm_up",
    "width",
]
