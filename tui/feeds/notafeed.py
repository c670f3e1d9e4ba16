"""The refusal that every reader of this room raises."""


class NotAFeed(ValueError):
    """The bytes are no feed; ``str()`` is one line that says what they are."""
