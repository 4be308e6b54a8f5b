"""Which sentence of a newer text corresponds to which of an earlier one, in time that is linear in the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import attrs

PLACES_LISTED = 10
"""The maximum number of places that are listed for a repeated sentence."""


@attrs.define
class Alignment:
    """The sentences that two texts have in common.

    Attributes:
        newer: For each sentence of the earlier text, the number of the same sentence in the newer text, or None.
        older: The reverse.
        doubtful: For each sentence that cannot be told apart from its duplicates, the numbers of the first ten of them
            in the newer text.
    """

    newer: list[int | None]
    older: list[int | None]
    doubtful: dict[int, tuple[int, ...]]


def align(before: Sequence[str], after: Sequence[str]) -> Alignment:
    """Align sentences by their keys.

    A key that occurs once in each text is the same sentence, wherever it is. A key that occurs more often is the same
    sentence only if the neighbouring sentences are the same: on both sides, or on one side if the key occurs equally
    often in both texts.
    """
    ours, theirs = _places(before), _places(after)
    newer: list[int | None] = [None] * len(before)
    for key, (place, *more) in ours.items():
        if not more and len(theirs.get(key, ())) == 1:
            newer[place] = theirs[key][0]
    repeated = [key for key, places in ours.items() if key in theirs and len(places) + len(theirs[key]) > 2]
    if repeated:
        _settle(before, after, newer, {place for key in repeated for place in ours[key]}, ours, theirs)
    older: list[int | None] = [None] * len(after)
    for place, there in enumerate(newer):
        if there is not None:
            older[there] = place
    doubtful: dict[int, tuple[int, ...]] = {}
    for key in repeated:
        if any(older[there] is None for there in theirs[key]):
            first = tuple(theirs[key][:PLACES_LISTED])
            doubtful |= {place: first for place in ours[key] if newer[place] is None}
    return Alignment(newer, older, doubtful)


def _places(keys: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    return dict(places)


def _settle(
    before: Sequence[str],
    after: Sequence[str],
    newer: list[int | None],
    open_: set[int],
    ours: dict[str, list[int]],
    theirs: dict[str, list[int]],
) -> None:
    """Settle repeated sentences by the sentences next to them; the beginnings and ends of the texts count as such."""
    down = _chained(before, after, newer, open_, 1)
    up = _chained(before, after, newer, open_, -1)
    claims: dict[int, set[int]] = defaultdict(set)
    for place in open_:
        for there in {down.get(place), up.get(place)} - {None}:
            claims[there].add(place)  # type: ignore[index]
    for place in open_:
        here, there = down.get(place), up.get(place)
        key = before[place]
        as_often = len(ours[key]) == len(theirs[key])
        chosen = here if here == there or (there is None and as_often) else there if here is None and as_often else None
        if chosen is not None and claims[chosen] == {place}:
            newer[place] = chosen


def _chained(
    before: Sequence[str], after: Sequence[str], newer: Sequence[int | None], open_: set[int], step: int
) -> dict[int, int]:
    """Where repeated sentences are if each follows the same sentence as before, or precedes it for a step of -1."""
    found: dict[int, int] = {}
    last = -1 if step > 0 else len(before)
    edge = -1 if step > 0 else len(after)
    for place in sorted(open_, reverse=step < 0):
        beside = place - step
        there = edge if beside == last else newer[beside] if newer[beside] is not None else found.get(beside)
        if there is not None and 0 <= there + step < len(after) and after[there + step] == before[place]:
            found[place] = there + step
    return found
