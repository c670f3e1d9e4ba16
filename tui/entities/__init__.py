"""Companies and people of a text, found offline: the entities room."""

from tui.entities.recogniser import RECOGNISER_VERSION, recognise, recognise_article

__all__ = ["RECOGNISER_VERSION", "recognise", "recognise_article"]
