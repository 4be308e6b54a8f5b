"""The analysis of an article: its grammatical relations, as methods. The rules see nothing else of a parse."""

from __future__ import annotations

from newsevents.reading.analysis.arguments import Arguments
from newsevents.reading.analysis.clauses import Complement, Relation
from newsevents.reading.analysis.phrases import Preposition

__all__ = ["Analysis", "Complement", "Preposition", "Relation"]


class Analysis(Arguments):
    """Tokens and their relations. A token is its index; a relation that a token does not have is None or empty."""
