"""What is done by saying something where the verb of speech does not tell: "said it would boycott the vote".

The classes are Searle's (1976): speakers who tell what they will do commit themselves (a promise, or a threat where it
would harm others); speakers who tell what others must do direct them.
"""

from __future__ import annotations

from newsevents.model.vocabulary import StatementKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import word_set

__all__ = ["act"]

_WILL = frozenset(("will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"))
_MUST = frozenset(("must", "should", "ought"))
_NEEDING = frozenset(("have", "need"))


def act(a: Analysis, verb: int, is_own: bool) -> StatementKind | None:
    """What is done by saying a clause; None where it only says something.

    Args:
        a: The analysis of the article.
        verb: The verb of the clause.
        is_own: Whether its subject is who speaks, or whom the speaker speaks for.
    """
    if not a.is_verb(verb):
        return None
    return _commitment(a, verb) if is_own else _directive(a, verb)


def _commitment(a: Analysis, verb: int) -> StatementKind | None:
    """Tell a promise, a refusal or a threat: "it will accept", "would not accept", "would boycott"."""
    predicate = a.predicate(verb)
    if predicate is not None and a.words[predicate] in word_set("willing"):
        return StatementKind.REJECT if a.is_negated(verb) else StatementKind.PLEDGE
    if a.modal(verb) not in _WILL or a.lemmas[verb] in word_set("stative"):
        return None
    hostile = a.lemmas[verb] in word_set("hostile")
    conditional = any(a.marker(clause) == "unless" for clause in a.dependents(verb))
    if conditional or (hostile and not a.is_negated(verb)):
        return StatementKind.WARN
    return StatementKind.PLEDGE if hostile or not a.is_negated(verb) else StatementKind.REJECT


def _directive(a: Analysis, verb: int) -> StatementKind | None:
    """Tell a request: "Iran must leave", "has to be freed", "needs to act"."""
    if a.modal(verb) in _MUST:
        return StatementKind.REQUEST
    inner = [one for one in a.complements(verb) if one.kind == "to"]
    if a.lemmas[verb] in _NEEDING and inner and not a.is_negated(verb):
        return StatementKind.REQUEST
    return None
