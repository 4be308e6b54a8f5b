"""Grounding: an article and a draft become a bundle."""

from newsevents.grounding.grounded import Grounded, ground
from newsevents.grounding.locate import locate
from newsevents.grounding.match import Match, MatchStep

__all__ = ["Grounded", "Match", "MatchStep", "ground", "locate"]
