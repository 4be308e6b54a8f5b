"""The article's own voice: assessments with "may" or "could", or with a thing as subject: "the move suggests that"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.attribution.contents import Contents

__all__ = ["own_voice"]

_WEIGHING = frozenset(("could", "may", "might"))
_READING = frozenset(
    ("suggest", "demonstrate", "show", "hint", "signal", "indicate", "underscore", "highlight", "reflect")
)
_POINTING = frozenset(("the", "this", "that", "such", "these"))
_SUMMING = frozenset(("move", "step", "sign", "development", "shift", "decision", "signal", "change", "trend", "blow"))
"""Nouns of an apposition that sums up its sentence: "– a move that could"."""


def own_voice(a: Analysis, said: Iterable[Attribution]) -> Iterator[Attribution]:
    """The sentences in which an article assesses something itself, without attributing it.

    Args:
        a: The analysis of the article.
        said: What others say in it.
    """
    taken = {at for one in said for start, end in one.content for at in a.within(start, end)}
    taken |= {one.cue for one in said}
    contents = Contents(a)
    for first, last in a.sentences:
        tokens = range(first, last)
        if any(at in taken or a.quotation(at) >= 0 for at in tokens):
            continue
        root = next((at for at in tokens if a.governor(at) is None), first)
        subject = a.own_subject(root)
        if not a.is_verb(root) or subject is None:
            continue
        reads = a.lemmas[root] in _READING and (a.determiner(subject) in _POINTING or a.words[subject] in _POINTING)
        if a.modal(root) in _WEIGHING or reads:
            yield _weighed(contents, root, reads)
        else:
            yield from _summed_up(a, tokens)


def _weighed(contents: Contents, root: int, reads: bool) -> Attribution:
    """The assessment in a sentence: all of it, or the clause of "the move suggests that"."""
    a = contents.a
    clauses = [one.head for one in a.complements(root) if one.kind in ("that", "bare") and not one.before]
    head = clauses[0] if reads and clauses else root
    ((start, end),) = contents.without_asides(head, [a.extent(head)])
    content = [(start, contents.with_but(start, end))]
    return Attribution(root, "", "own-voice", None, None, head, content, contents.cue_of(root) if reads else [])


def _summed_up(a: Analysis, tokens: range) -> Iterator[Attribution]:
    """The assessment in an apposition that sums up its sentence: "He left, a move that could delay the talks"."""
    for at in tokens:
        if a.lemmas[at] not in _SUMMING or not a.is_apart(at):
            continue
        for verb in a.relative_clauses(at):
            if a.modal(verb) in _WEIGHING or (a.lemmas[verb] in _READING and a.is_finite(verb)):
                yield Attribution(verb, "", "own-voice", None, None, verb, [a.extent(at)], [])
                return
