"""Which of several places a quote means: by its record's other words, then by the order of the records."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from newsevents.grounding.find import Finder, Slot

__all__ = ["settle", "settle_in_order"]


def settle(finder: Finder, slots: Sequence[Slot]) -> None:
    """Decide by a record's other words which place each quote means.

    A place outside the record's evidence, or for a quote outside its content, is not meant if there is one
    inside. Then ever wider windows are tried: the stretch from the record's first settled word to its last,
    the sentences and the paragraphs that this lies in. A window decides only where just one place lies in it.
    """
    progress = True
    while progress:
        progress = False
        settled = [slot for slot in slots if slot.span is not None]
        open_slots = [slot for slot in slots if slot.span is None and len(slot.places) > 1]
        decided = [(slot, _decide(finder, slot, settled)) for slot in open_slots]
        for slot, place in decided:  # only now, so that their order does not matter
            if place is not None:
                slot.span = finder.span(*place)
                progress = True


def _decide(finder: Finder, slot: Slot, settled: Sequence[Slot]) -> tuple[int, int] | None:
    spans = [(other.field, other.span) for other in settled if other.span is not None]
    for container in ("evidence", "content") if slot.field == "quotes" else ("evidence",):
        within = [(span.start, span.end) for field, span in spans if field == container != slot.field]
        slot.places = [place for window in within for place in _inside(slot.places, window)] or slot.places
        if len(slot.places) == 1:
            return slot.places[0]
    if not spans:
        return None
    start = min(span.start for _, span in spans)
    end = max(span.end for _, span in spans)
    for window in (
        (start, end),
        finder.around(start, end, "sentence"),
        finder.around(start, end, "paragraph"),
    ):
        inside = _inside(slot.places, window)
        if inside:  # a wider window would only add to them
            return inside[0] if len(inside) == 1 else None
    return None


def _inside(places: Sequence[tuple[int, int]], window: tuple[int, int]) -> list[tuple[int, int]]:
    """Those of some places, which stand in order, that lie in a window."""
    start, end = window
    first, last = bisect_left(places, (start, start)), bisect_left(places, (end, end))
    return [place for place in places[first:last] if place[1] <= end]


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
    places = _inside(slots[0].places, window)
    if len(places) == len(records):
        for slot, place in zip(slots, places, strict=True):
            slot.span = finder.span(*place)
