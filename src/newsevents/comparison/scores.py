"""How far one bundle of an article agrees with another: a scorer for extraction."""

from __future__ import annotations

import heapq
import re
from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.model.records import Actor, Allegation, Meeting, Source, Statement
from newsevents.model.values import Span

__all__ = ["Comparison", "Score", "compare"]

_WORD = re.compile(r"\w+")
ENOUGH = 0.5

R = TypeVar("R", Actor, Source, Statement, Meeting, Allegation)
_Claim: TypeAlias = Statement | Allegation


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
        self._leaves_of: dict[tuple[bool, tuple[str, ...]], set[str]] = {}
        self.pairs = _pairs(found.actors, reference.actors, _actor_blocks(found.actors, reference.actors))
        self._same = {mine.id: theirs.id for mine, theirs in self.pairs}

    def comparison(self) -> Comparison:
        found, reference = self.found, self.reference
        statements = _pairs(found.statements, reference.statements, _alike(found.statements, reference.statements))
        meetings = _pairs(found.meetings, reference.meetings, self._meeting_blocks())
        allegations = _pairs(found.allegations, reference.allegations, _alike(found.allegations, reference.allegations))
        sources = _pairs(
            found.sources,
            reference.sources,
            _blocks(list(map(_source_words, found.sources)), list(map(_source_words, reference.sources)), _jaccard),
        )
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

    def _leaves(self, ids: tuple[str, ...], *, translate: bool) -> set[str]:
        """Actors with groups as their members, under the ids of the reference where they are known there.

        Args:
            ids: Actors of the found bundle if they are to be translated, else of the reference.
            translate: Whether they are.
        """
        known = self._leaves_of.get((translate, ids))
        if known is None:
            bundle = self.found if translate else self.reference
            known = self._leaves_of[translate, ids] = set()
            for id in ids:
                members = [one.id for one in bundle.members(id)] or [id]
                known |= {self._same.get(one, f"found {one}") if translate else one for one in members}
        return known

    def _actors(self, field: str) -> Callable[[R, R], bool]:
        def same(mine: R, theirs: R) -> bool:
            one = self._leaves(getattr(mine, field), translate=True)
            other = self._leaves(getattr(theirs, field), translate=False)
            return one == other or jaccard(one, other) >= ENOUGH

        return same

    def _meeting_blocks(self) -> Iterator[_Block]:
        found, reference = self.found.meetings, self.reference.meetings
        yield from _blocks(
            [frozenset(self._leaves(one.participant_ids, translate=True)) for one in found],
            [frozenset(self._leaves(one.participant_ids, translate=False)) for one in reference],
            _jaccard,
        )
        yield from _blocks(
            [_words(one.evidence) for one in found], [_words(one.evidence) for one in reference], _jaccard
        )


# --- pairs


@attrs.define
class _Block:
    """Records of which each of the one side overlaps with each of the other as much.

    Attributes:
        score: How much.
        mine: The places of those of the one side, in order.
        theirs: Those of the other.
    """

    score: float
    mine: deque[int]
    theirs: deque[int]


def _pairs(found: Sequence[R], reference: Sequence[R], blocks: Iterable[_Block]) -> list[tuple[R, R]]:
    """One record to one, the best overlap first; in the order of what was found."""
    taken: dict[int, int] = {}
    theirs: set[int] = set()
    options: list[tuple[float, int, int, int, _Block]] = []

    def offer(number: int, block: _Block) -> None:
        """Offer the first pair of a block of which neither is taken."""
        while block.mine and block.mine[0] in taken:
            block.mine.popleft()
        while block.theirs and block.theirs[0] in theirs:
            block.theirs.popleft()
        if block.mine and block.theirs:
            heapq.heappush(options, (-block.score, block.mine[0], block.theirs[0], number, block))

    for number, block in enumerate(blocks):
        offer(number, block)
    while options:
        _, i, j, number, block = heapq.heappop(options)
        if i not in taken and j not in theirs:
            taken[i] = j
            theirs.add(j)
        offer(number, block)
    return [(found[i], reference[j]) for i, j in sorted(taken.items())]


Features: TypeAlias = frozenset[Hashable]


def _blocks(
    mine: Sequence[Features], theirs: Sequence[Features], score: Callable[[int, int, int], float]
) -> Iterator[_Block]:
    """The records that overlap enough, those with the same features together.

    Args:
        mine: What each record of the one side has.
        theirs: What each of the other has.
        score: Gives the overlap from how much two have in common, how much the one has and how much the other.
    """
    ours, others = _by_features(mine), _by_features(theirs)
    having: dict[Hashable, list[Features]] = {}
    for features in others:
        for feature in features:
            having.setdefault(feature, []).append(features)
    for features, places in ours.items():
        shared = Counter(other for feature in features for other in having.get(feature, ()))
        for other, count in shared.items():
            overlap = score(count, len(features), len(other))
            if overlap >= ENOUGH:
                yield _Block(overlap, deque(places), deque(others[other]))


def _by_features(records: Iterable[Features]) -> dict[Features, list[int]]:
    found: dict[Features, list[int]] = {}
    for place, features in enumerate(records):
        found.setdefault(features, []).append(place)
    return found


def _jaccard(shared: int, one: int, other: int) -> float:
    return shared / (one + other - shared)


def _alike(found: Sequence[_Claim], reference: Sequence[_Claim]) -> Iterator[_Block]:
    """Statements or allegations whose contents overlap."""
    return _blocks([_words(one.content) for one in found], [_words(one.content) for one in reference], _jaccard)


def _source_words(source: Source) -> Features:
    """The words of a source's evidence; the article itself is the article itself."""
    return frozenset([source.kind]) if source.via_id is None else _words(source.evidence)


def _actor_blocks(found: Sequence[Actor], reference: Sequence[Actor]) -> Iterator[_Block]:
    """Actors of one name, of which one has a name of the other, or who share mentions, in this order."""
    for score, names in ((1.0, _own_name), (0.9, _all_names)):
        places: dict[str, tuple[deque[int], deque[int]]] = {}
        for side, actors in enumerate((found, reference)):
            for place, actor in enumerate(actors):
                for name in names(actor):
                    places.setdefault(name, (deque(), deque()))[side].append(place)
        yield from (_Block(score, mine, theirs) for mine, theirs in places.values())
    yield from _blocks(
        [_mentions(actor) for actor in found],
        [_mentions(actor) for actor in reference],
        lambda shared, one, _: 0.5 + 0.3 * shared / one,
    )


def _own_name(actor: Actor) -> set[str]:
    return {actor.name.casefold()}


def _all_names(actor: Actor) -> set[str]:
    return {name.casefold() for name in (actor.name, *actor.aliases)}


def _mentions(actor: Actor) -> Features:
    return frozenset((span.start, span.end) for span in actor.mentions)


# --- scores


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


def _words(spans: Iterable[Span]) -> Features:
    """The offsets of the words in some spans."""
    return frozenset(span.start + match.start() for span in spans for match in _WORD.finditer(span.exact))


def jaccard(one: set[int] | set[str], other: set[int] | set[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0
