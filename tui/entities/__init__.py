"""Companies and people of a text, found offline: the entities room."""

from tui.entities.neural import NeuralError, Spotted, Spotter
from tui.entities.recogniser import RECOGNISER_VERSION, recognise, recognise_article

__all__ = ["RECOGNISER_VERSION", "NeuralError", "Spotted", "Spotter", "recognise", "recognise_article"]
