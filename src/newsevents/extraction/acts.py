"""What is done by saying something where the verb of speech does not tell: "said it would boycott the vote".

The classes are Searle's (1976): a speaker who speaks of what he himself will do commits himself (a promise, or a threat
where it would harm others); a speaker who says what others must do directs them.
"""

from __future__ import annotations

from collections.abc import Callable

from newsevents.extraction.clauses import skip
from newsevents.extraction.frames import Range
from newsevents.extraction.text import Sentence
from newsevents.extraction.words import NEGATIONS, verb_forms, word_set
from newsevents.model.vocabulary import StatementKind

__all__ = ["act"]

_WILL = frozenset(("will", "would", "shall", "'ll", "\u2019ll", "wo", "won"))
_MUST = frozenset(("must", "should"))
_HOSTILE = word_set("hostile")
_STATIVE = word_set("stative")
_WILLING = word_set("willing")


def act(sentence: Sentence, start: int, end: int, of_speaker: Callable[[Range], bool]) -> StatementKind | None:
    """What is done by saying a clause; None where it only says something.

    Args:
        sentence: The sentence that the clause stands in, with its tags.
        start: The first token of the clause.
        end: Behind its last token.
        of_speaker: Whether tokens name the one who speaks, or whom he speaks for.
    """
    tags, words = sentence.tags, sentence.words
    at = skip(tags, start, "zqr&", end)
    if tags[at : at + 1] in ("u", "i"):  # if they do not stop, we will
        at = tags.find(",", at, end) + 1
    finite = next((index for index in range(at, end) if tags[index] in "mbhfv"), end)
    last = at + len(tags[at:finite].rstrip("r"))
    if finite >= end or last <= at:
        return None
    if set(tags[at:last]) & set("wu;:,z"):
        return None
    head = skip(tags, finite + 1, "r", end)
    if head >= end:
        return None
    own = of_speaker((at, last))
    negated = bool(NEGATIONS.intersection(words[finite : head + 1]))
    if own:
        return _commitment(sentence, finite, head, end, negated=negated)
    return _directive(sentence, finite, head, end)


def _commitment(sentence: Sentence, finite: int, head: int, end: int, *, negated: bool) -> StatementKind | None:
    """What the speaker commits himself to: "will accept", "is willing to", "would not accept"."""
    tags, words = sentence.tags, sentence.words
    will = tags[finite] == "m" and words[finite] in _WILL
    if will and tags[head] == "b":
        finite, head = head, skip(tags, head + 1, "r", end)
    if tags[finite] == "b":
        willing = words[head : head + 1] and words[head] in _WILLING and tags[head + 1 : head + 2] == "t"
        return None if not willing else StatementKind.REJECT if negated else StatementKind.PLEDGE
    if not will or tags[head] != "e":
        return None
    form = verb_forms().get(words[head])
    verb = form.verb if form is not None else words[head]
    if verb in _STATIVE:
        return None
    if "unless" in words[head:end] or (verb in _HOSTILE and not negated):
        return StatementKind.WARN
    return StatementKind.PLEDGE if verb in _HOSTILE or not negated else StatementKind.REJECT


def _directive(sentence: Sentence, finite: int, head: int, end: int) -> StatementKind | None:
    """What the speaker says that others must do: "must leave", "has to be freed", "needs to act"."""
    tags, words = sentence.tags, sentence.words
    if tags[finite] == "m" and words[finite] in _MUST:
        done = tags[head] == "b" and tags.startswith("k", skip(tags, head + 1, "r", end))
        return StatementKind.REQUEST if tags[head] == "e" or done else None
    has_to = tags[finite] == "h" or words[finite] in ("need", "needs")
    if has_to and tags[head] == "t" and tags.startswith(("e", "b"), skip(tags, head + 1, "r", end)):
        return StatementKind.REQUEST
    return None
