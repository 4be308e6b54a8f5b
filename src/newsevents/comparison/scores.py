"""How far a bundle agrees with another bundle of the same article: a scorer for extraction."""

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
        found: The number of records in the judged bundle.
        reference: The number of records in the reference.
        matched: The number of records that are in both.
        fields: For each field, by its name in a draft (``speakers``), the number of matched pairs in which it agrees
            and the number in which it could.
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
        """Format the scores as a table."""
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

    Two records match if their content is equal. Two statements or two allegations also match if their contents overlap
    so far that at least half of the words that either has are in both (a Jaccard index of 0.5, as for whole
    attributions in quotation research). Two meetings match if the same holds for their participants or their evidence,
    two sources if it holds for their evidence, and two actors if they share a name or a mention. Pairs are one to one,
    the best overlap first. Groups of up to 100 members count as their members.

    In matching records, every field is compared except the id and the rule. A list agrees if at least half of the items
    that either has are in both, with words compared by position. A time agrees by its bounds and a place by its name;
    a reference agrees if it refers to the same record, and any other value if it is equal.

    Args:
        found: The bundle to judge.
        reference: The correct bundle.

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
    """Whether two records agree in a field, or have at least half of their values there in common."""
    if field.kind is Kind.WORDS:
        one, other = matches.ours.stretches(field.items(found)), matches.theirs.stretches(field.items(reference))
        return one == other or overlap(one, other).jaccard >= ENOUGH
    mine, theirs = _items(matches.ours, field, found), _items(matches.theirs, field, reference)
    return mine == theirs or jaccard(mine, theirs) >= ENOUGH


def _items(side: Side, field: Field, record: Record) -> AbstractSet[object]:
    """The values that a record has in a field, in terms that are comparable for both sides."""
    if field.to == "actor" and not isinstance(record, Actor):
        return side.actors(field.items(record))
    telling = _TELLING.get(field.cls, ())
    return {
        tuple(getattr(item, name) for name in telling) if telling else plain(item, side.same, cls=field.to)
        for item in field.items(record)
    }


_TELLING: dict[type, tuple[str, ...]] = {When: ("earliest", "latest"), Place: ("name",)}
"""The fields that identify a value of a class; for other classes, all fields are compared."""
