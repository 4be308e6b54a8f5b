"""How far one bundle of an article agrees with another: a scorer for extraction."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.comparison.matching import ENOUGH, Matches, Side, jaccard, match, overlap, plain
from newsevents.model.fields import Field, Kind, fields_of
from newsevents.model.records import LISTS, Actor, Record
from newsevents.model.values import Place, When


@attrs.frozen(kw_only=True)
class Score:
    """How many records of a class agree.

    Attributes:
        found: How many the one bundle has.
        reference: How many the other has.
        matched: How many are the same.
        fields: For each field, by its name in a draft (``speakers``), in how many matched pairs it agrees and in how
            many it could.
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
        for name in LISTS:
            score: Score = getattr(self, name)
            lines.append(
                f"{name:14}{score.found:7}{score.reference:11}{score.matched:9}"
                f"{score.precision:11.2f}{score.recall:8.2f}{score.f1:7.2f}"
            )
            lines += [f"  {field:20}{right:5} of {of}" for field, (right, of) in score.fields.items()]
        return "\n".join(lines)


def compare(found: Bundle, reference: Bundle) -> Comparison:
    """Compare a bundle with a reference of the same article.

    Two records are the same where they say the same. Besides, two statements or two allegations are the same where the
    words of their contents overlap: where at least half of the words that either has are in both (a Jaccard index of
    0.5, as for whole attributions in quotation research). Two meetings are the same where that holds for their
    participants or for their evidence, two sources for their evidence, two actors where they share a name or a mention.
    Pairs are one to one, the best overlap first. Groups of up to 100 count as their members.

    Of records that are the same every field is compared but id and rule. A list agrees where at least half of what
    either has is in both, words by their places; a time by its bounds, a place by its name; all else where it is equal,
    and a reference where it leads to the same record.

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
    matches = match(found, reference, strict=True)
    return Comparison(**{name: _score(matches, name, cls) for name, cls in LISTS.items()})


def _score(matches: Matches, name: str, cls: Any) -> Score:
    pairs = matches.pairs[name]
    fields = [field for field in fields_of(cls) if field.name not in ("id", "rule")]
    return Score(
        found=len(getattr(matches.ours.bundle, name)),
        reference=len(getattr(matches.theirs.bundle, name)),
        matched=len(pairs),
        fields={field.draft: (sum(_agree(matches, field, *pair) for pair in pairs), len(pairs)) for field in fields},
    )


def _agree(matches: Matches, field: Field, found: Record, reference: Record) -> bool:
    """Whether two records say the same in a field, or have half of what either says there in common."""
    if field.kind is Kind.WORDS:
        one, other = matches.ours.stretches(field.items(found)), matches.theirs.stretches(field.items(reference))
        return one == other or overlap(one, other).jaccard >= ENOUGH
    mine, theirs = _items(matches.ours, field, found), _items(matches.theirs, field, reference)
    return mine == theirs or jaccard(mine, theirs) >= ENOUGH


def _items(side: Side, field: Field, record: Record) -> AbstractSet[object]:
    """What a record says in a field, in terms that are the same on both sides."""
    if field.to == "actor" and not isinstance(record, Actor):
        return side.actors(field.items(record))
    telling = _TELLING.get(field.cls, ())
    return {
        tuple(getattr(item, name) for name in telling) if telling else plain(item, side.same, cls=field.to)
        for item in field.items(record)
    }


_TELLING: dict[type, tuple[str, ...]] = {When: ("earliest", "latest"), Place: ("name",)}
"""The fields by which a value is known; of other values all are compared."""
