"""Feed bytes -> ParsedFeed; page -> feed candidates.  Pure.

``parse`` has two tiers with one set of values: adapters of our own over lxml
for well-formed feeds (about twenty times as quick), feedparser for what lxml
refuses.
"""

from tui.feeds.candidates import Candidate, candidates
from tui.feeds.opml import is_opml, read_opml, write_opml
from tui.feeds.parsing import NotAFeed, parse

__all__ = ["Candidate", "NotAFeed", "candidates", "is_opml", "parse", "read_opml", "write_opml"]
