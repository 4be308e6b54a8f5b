"""How far one bundle of an article agrees with another: a scorer for extraction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.records import Actor, Allegation, Meeting, Source, Statement
from newsevents.values import Span

__all__ = ["Comparison", "Score", "compare"]

_WORD = re.compile(r"\w+")
ENOUGH = 0.5

R = TypeVar("R", Actor, Source, Statement, Meeting, Allegation)


@attrs.frozen(kw_only=True)
class Score:
    """How many records of a class agree.

    Attributes:
        found: How many the one bundle has.
        reference: How many the other has.
        matched: How many are the same.
        fields: For each field, of how many matched pairs it agrees and of how many it could.
    """

    found: int
    reference: int
    matched: int
    fields: dict[str, tuple[int, int]] = attrs.field(factory=dict)

    @property
    def precision(self) -> float:
        """The share of the records found that are in the reference, 0 to 1."""
        return self.matched / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the reference that was found, 0 to 1."""
        return self.matched / self.reference if self.reference else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        total = self.found + self.reference
        return 2 * self.matched / total if total else 0.0

    def accuracy(self, field: str) -> float:
        """The share of the matched records in which a field agrees, 0 to 1."""
        right, of = self.fields.get(field, (0, 0))
        return right / of if of else 0.0


@attrs.frozen(kw_only=True)
class Comparison:
    """How far two bundles agree, class by class."""

    actors: Score
    sources: Score
    statements: Score
    meetings: Score
    allegations: Score

    def __str__(self) -> str:
        """A table."""
        lines = [f"{'':14}{'found':>7}{'reference':>11}{'matched':>9}{'precision':>11}{'recall':>8}{'F1':>7}"]
        for name in ("actors", "sources", "statements", "meetings", "allegations"):
            score: Score = getattr(self, name)
            lines.append(
                f"{name:14}{score.found:7}{score.reference:11}{score.matched:9}"
                f"{score.precision:11.2f}{score.recall:8.2f}{score.f1:7.2f}"
            )
            lines += [f"  {field:20}{right:5} of {of}" for field, (right, of) in score.fields.items()]
        return "\n".join(lines)


def compare(found: Bundle, reference: Bundle) -> Comparison:
    """Compare a bundle with a reference of the same article.

    Two statements or two allegations are the same where the words of their contents overlap: where at least half of
    the words that either has are in both (a Jaccard index of 0.5, as for whole attributions in quotation research). Two
    meetings are the same where that holds for their participants or for their evidence, two sources for their evidence
    or title, two actors where they share a name or a mention. Pairs are one to one, the best overlap first. Groups
    count as their members.

    Args:
        found: The bundle to judge.
        reference: The bundle that is right.

    Raises:
        ValueError: The bundles are of different articles.

    >>> from newsevents import load_seed
    >>> seed = load_seed()
    >>> comparison = compare(seed, seed)
    >>> comparison.statements.f1, comparison.statements.accuracy("speakers")
    (1.0, 1.0)
    """
    if found.article.sha256 != reference.article.sha256:
        raise ValueError("the bundles are of different articles")
    return _Comparing(found, reference).comparison()


class _Comparing:
    def __init__(self, found: Bundle, reference: Bundle) -> None:
        self.found = found
        self.reference = reference
        self.pairs = _pairs(found.actors, reference.actors, _actor_overlap)
        self._same = {mine.id: theirs.id for mine, theirs in self.pairs}

    def comparison(self) -> Comparison:
        found, reference = self.found, self.reference
        statements = _pairs(found.statements, reference.statements, _content_overlap)
        meetings = _pairs(found.meetings, reference.meetings, self._meeting_overlap)
        allegations = _pairs(found.allegations, reference.allegations, _content_overlap)
        sources = _pairs(found.sources, reference.sources, _source_overlap)
        return Comparison(
            actors=_score(
                found.actors, reference.actors, self.pairs, {"kind": _equal("kind"), "country": _equal("country")}
            ),
            sources=_score(
                found.sources, reference.sources, sources, {"kind": _equal("kind"), "by": self._actors("by_ids")}
            ),
            statements=_score(
                found.statements,
                reference.statements,
                statements,
                {
                    "kind": _equal("kind"),
                    "speakers": self._actors("speaker_ids"),
                    "addressees": self._actors("addressee_ids"),
                    "targets": self._actors("target_ids"),
                    "when": _when,
                    "certainty": _equal("certainty"),
                },
            ),
            meetings=_score(
                found.meetings,
                reference.meetings,
                meetings,
                {
                    "kind": _equal("kind"),
                    "status": _equal("status"),
                    "participants": self._actors("participant_ids"),
                    "when": _when,
                    "place": _place,
                },
            ),
            allegations=_score(
                found.allegations,
                reference.allegations,
                allegations,
                {
                    "claimants": self._actors("claimant_ids"),
                    "accused": self._actors("accused_ids"),
                    "victims": self._actors("victim_ids"),
                    "when": _when,
                    "certainty": _equal("certainty"),
                },
            ),
        )

    def _leaves(self, bundle: Bundle, ids: Iterable[str], *, translate: bool) -> set[str]:
        """Actors with groups as their members, under the ids of the reference where they are known there."""
        found: set[str] = set()
        for id in ids:
            members = [one.id for one in bundle.members(id)] or [id]
            found |= {self._same.get(one, f"found {one}") if translate else one for one in members}
        return found

    def _actors(self, field: str) -> Callable[[R, R], bool]:
        def same(mine: R, theirs: R) -> bool:
            one = self._leaves(self.found, getattr(mine, field), translate=True)
            other = self._leaves(self.reference, getattr(theirs, field), translate=False)
            return one == other or jaccard(one, other) >= ENOUGH

        return same

    def _meeting_overlap(self, mine: Meeting, theirs: Meeting) -> float:
        one = self._leaves(self.found, mine.participant_ids, translate=True)
        other = self._leaves(self.reference, theirs.participant_ids, translate=False)
        return max(jaccard(one, other), jaccard(_words(mine.evidence), _words(theirs.evidence)))


def _pairs(found: Sequence[R], reference: Sequence[R], overlap: Callable[[R, R], float]) -> list[tuple[R, R]]:
    """One record to one, the best overlap first; in the order of what was found."""
    options = sorted(
        (-score, i, j)
        for i, mine in enumerate(found)
        for j, theirs in enumerate(reference)
        if (score := overlap(mine, theirs)) >= ENOUGH
    )
    taken: dict[int, int] = {}
    for _, i, j in options:
        if i not in taken and j not in taken.values():
            taken[i] = j
    return [(found[i], reference[j]) for i, j in sorted(taken.items())]


def _score(
    found: Sequence[R], reference: Sequence[R], pairs: Sequence[tuple[R, R]], fields: dict[str, Callable[[R, R], bool]]
) -> Score:
    return Score(
        found=len(found),
        reference=len(reference),
        matched=len(pairs),
        fields={name: (sum(same(*pair) for pair in pairs), len(pairs)) for name, same in fields.items()},
    )


def _equal(field: str) -> Callable[[R, R], bool]:
    return lambda mine, theirs: getattr(mine, field) == getattr(theirs, field)


def _when(mine: Statement | Meeting | Allegation, theirs: Statement | Meeting | Allegation) -> bool:
    one, other = mine.when, theirs.when
    if one is None or other is None:
        return one is other
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def _place(mine: Meeting, theirs: Meeting) -> bool:
    one, other = mine.place, theirs.place
    return one is other if one is None or other is None else one.name == other.name


def _words(spans: Iterable[Span]) -> set[int]:
    """The offsets of the words in some spans."""
    return {span.start + match.start() for span in spans for match in _WORD.finditer(span.exact)}


def jaccard(one: set[int] | set[str], other: set[int] | set[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def _content_overlap(mine: Statement | Allegation, theirs: Statement | Allegation) -> float:
    return jaccard(_words(mine.content), _words(theirs.content))


def _source_overlap(mine: Source, theirs: Source) -> float:
    if mine.via_id is None or theirs.via_id is None:
        return float(mine.via_id is theirs.via_id)
    return jaccard(_words(mine.evidence), _words(theirs.evidence))


def _actor_overlap(mine: Actor, theirs: Actor) -> float:
    if mine.name.casefold() == theirs.name.casefold():
        return 1.0
    names = {name.casefold() for name in (mine.name, *mine.aliases)}
    if names & {name.casefold() for name in (theirs.name, *theirs.aliases)}:
        return 0.9
    one = {(span.start, span.end) for span in mine.mentions}
    shared = one & {(span.start, span.end) for span in theirs.mentions}
    return 0.5 + 0.3 * len(shared) / len(one) if shared else 0.0
