"""Grounding: from an article and a draft to a bundle."""

from newsevents.grounding.find import locate
from newsevents.grounding.grounded import Grounded, ground
from newsevents.grounding.match import Match, MatchStep

__all__ = ["Grounded", "Match", "MatchStep", "ground", "locate"]
