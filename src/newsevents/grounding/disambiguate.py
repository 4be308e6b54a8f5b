"""Which of several places a quote means: by its record's other words, then by the order of the records."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from typing import TypeAlias

from newsevents.grounding.find import Finder, Slot
from newsevents.model.values import Span

__all__ = ["settle", "settle_in_order"]

Places: TypeAlias = list[tuple[int, int]]


_ROUNDS = 50
"""How often a record's words are gone through at most, each time with what the time before settled."""


def settle(finder: Finder, slots: Sequence[Slot]) -> None:
    """Decide by a record's other words which place each quote means.

    A place outside the record's evidence, or for a quote outside its content, is not meant if there is one
    inside. Then ever wider windows are tried: the stretch from the record's first settled word to its last,
    the sentences and the paragraphs that this lies in. A window decides only where just one place lies in it.
    """
    for _ in range(_ROUNDS):  # pragma: no branch - no record of an article takes so many rounds
        settled = [(slot.field, slot.span) for slot in slots if slot.span is not None]
        open_slots = [slot for slot in slots if slot.span is None and len(slot.places) > 1]
        if not settled or not open_slots:
            return
        settling = _Settling(finder, settled)
        decided = [(slot, settling.decide(slot)) for slot in open_slots]
        for slot, place in decided:  # only now, so that their order does not matter
            if place is not None:
                slot.span = finder.span(*place)
        if all(place is None for _, place in decided):
            return


class _Settling:
    """The words of a record that are settled, as what decides about the others."""

    def __init__(self, finder: Finder, settled: Sequence[tuple[str, Span]]) -> None:
        start, end = min(span.start for _, span in settled), max(span.end for _, span in settled)
        self._hulls = ((start, end), *(finder.around(start, end, unit) for unit in ("sentence", "paragraph")))
        self._windows = {
            container: _Windows((span.start, span.end) for field, span in settled if field == container)
            for container in ("evidence", "content")
        }
        self._kept: dict[tuple[str, int], tuple[Places, Places]] = {}  # quotes of the same words share their places

    def decide(self, slot: Slot) -> tuple[int, int] | None:
        for container in ("evidence", "content") if slot.field == "quotes" else ("evidence",):
            if container != slot.field:
                key = container, id(slot.places)
                if key not in self._kept:  # with the places themselves, so that no others get their identity
                    self._kept[key] = slot.places, self._windows[container].inside(slot.places) or slot.places
                slot.places = self._kept[key][1]
            if len(slot.places) == 1:
                return slot.places[0]
        for hull in self._hulls:
            inside = list(islice(_inside(slot.places, hull), 2))
            if inside:  # a wider window would only add to them
                return inside[0] if len(inside) == 1 else None
        return None


class _Windows:
    """Stretches of the text, which may overlap."""

    def __init__(self, windows: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(windows)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))  # how far those reach that begin by then

    def inside(self, places: Places) -> Places:
        """Those of some places that lie in one of the stretches."""
        if not self._starts:
            return []
        near = _between(places, self._starts[0], self._ends[-1])
        return [
            (start, end)
            for start, end in (places[index] for index in near)
            if end <= self._ends[bisect_right(self._starts, start) - 1]
        ]


def _between(places: Sequence[tuple[int, int]], start: int, end: int) -> range:
    """The indices of those of some places, which stand in order, that begin in a stretch."""
    return range(bisect_left(places, (start, start)), bisect_left(places, (end, end)))


def _inside(places: Sequence[tuple[int, int]], window: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Those of some places, which stand in order, that lie in a window."""
    start, end = window
    return (places[index] for index in _between(places, start, end) if places[index][1] <= end)


def settle_in_order(finder: Finder, records: Sequence[Sequence[Slot]]) -> None:
    """Decide by the order of the records which places those mean of which no word is settled yet.

    That says something only where the records that are settled stand in the order of the text. Then records between
    two of them, or all records, that have the same quote and as many places for it as they are mean one place each.
    """
    anchors = [min((slot.span.start for slot in slots if slot.span is not None), default=None) for slots in records]
    known = [anchor for anchor in anchors if anchor is not None]
    if any(one > other for one, other in pairwise(known)):
        return
    first = 0
    while first < len(records):
        if anchors[first] is not None:
            first += 1
            continue
        last = first
        while last < len(records) and anchors[last] is None:
            last += 1
        low = anchors[first - 1] if first else 0
        high = anchors[last] if last < len(records) else len(finder.text)
        assert low is not None
        assert high is not None
        enclosed = first > 0 and last < len(records)
        if last - first > 1 or enclosed:
            _share_out(finder, records[first:last], (low, high))
        first = last


def _share_out(finder: Finder, records: Sequence[Sequence[Slot]], window: tuple[int, int]) -> None:
    """Give each of some records, in their order, one of the places of the quote that they share."""
    firsts = [next((slot for slot in slots if slot.places), None) for slots in records]
    slots = [slot for slot in firsts if slot is not None]
    if len(slots) < len(records) or len({(slot.field, tuple(slot.places)) for slot in slots}) > 1:
        return
    places = list(_inside(slots[0].places, window))
    if len(places) == len(records):
        for slot, place in zip(slots, places, strict=True):
            slot.span = finder.span(*place)
