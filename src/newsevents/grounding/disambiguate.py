"""Decide which of several places a quote means: by its record's other words, then by the order of the records."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from operator import itemgetter
from typing import TypeAlias

from newsevents.english import closed
from newsevents.grounding.find import Finder, QuoteSite
from newsevents.model.values import Quote, Span

Places: TypeAlias = list[tuple[int, int]]


_ROUNDS = 50
"""The most passes over a record's words; each pass uses what the previous one settled."""


def settle(finder: Finder, sites: Sequence[QuoteSite]) -> None:
    """Decide by a record's other words which place each quote means.

    A place outside the record's evidence (or, for a quote, outside its content) is ruled out if there is another one
    inside. Then ever wider windows are tried: the stretch from the record's first settled word to its last, the
    sentences that this lies in, and the paragraphs. A window decides only if exactly one place lies in it.
    """
    for _ in range(_ROUNDS):  # pragma: no branch - no record of an article takes that many rounds
        settled = [(site.field, site.span) for site in sites if site.span is not None]
        open_sites = [site for site in sites if site.span is None and len(site.places) > 1]
        if not settled or not open_sites:
            return
        settling = _Settling(finder, settled)
        decided = [(site, settling.decide(site)) for site in open_sites]
        for site, place in decided:  # only now, so that the order of the sites does not matter
            if place is not None:
                site.span = finder.span(*place)
        if all(place is None for _, place in decided):
            return


class _Settling:
    """The settled words of a record, as the basis for deciding about the others."""

    def __init__(self, finder: Finder, settled: Sequence[tuple[str, Span]]) -> None:
        start, end = min(span.start for _, span in settled), max(span.end for _, span in settled)
        self._hulls = (start, end), finder.sentences(start, end), finder.paragraphs(start, end)
        self._windows = {
            container: Windows((span.start, span.end) for field, span in settled if field == container)
            for container in ("evidence", "content")
        }
        self._kept: dict[tuple[str, int], tuple[Places, Places]] = {}  # quotes of the same words share their places

    def decide(self, site: QuoteSite) -> tuple[int, int] | None:
        for container in ("evidence", "content") if site.field == "quotes" else ("evidence",):
            if container != site.field:
                key = container, id(site.places)
                if key not in self._kept:  # keeps a reference to the places, so that their id is not reused
                    self._kept[key] = site.places, self._windows[container].inside(site.places) or site.places
                site.places = self._kept[key][1]
            if len(site.places) == 1:
                return site.places[0]
        for hull in self._hulls:
            inside = list(islice(_inside(site.places, hull), 2))
            if inside:  # a wider window would only add more places
                return inside[0] if len(inside) == 1 else None
        return None


class Windows:
    """Stretches of the text that may overlap."""

    def __init__(self, windows: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(windows)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))  # the farthest end so far

    def inside(self, places: Places) -> Places:
        """The places inside one of the stretches."""
        if not self._starts:
            return []
        near = _between(places, self._starts[0], self._ends[-1])
        return [place for place in (places[index] for index in near) if self.hold(place)]

    def hold(self, place: tuple[int, int]) -> bool:
        """Whether a place is inside one of the stretches."""
        index = bisect_right(self._starts, place[0]) - 1
        return index >= 0 and place[1] <= self._ends[index]

    def meet(self, place: tuple[int, int]) -> bool:
        """Whether a place overlaps one of the stretches."""
        index = bisect_left(self._starts, place[1]) - 1
        return index >= 0 and place[0] < self._ends[index]


def _between(places: Sequence[tuple[int, int]], start: int, end: int) -> range:
    """The indices of the places, in order, that begin in a stretch."""
    return range(bisect_left(places, (start, start)), bisect_left(places, (end, end)))


def _inside(places: Sequence[tuple[int, int]], window: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The places, in order, that are inside a window."""
    start, end = window
    return (places[index] for index in _between(places, start, end) if places[index][1] <= end)


def settle_places(finder: Finder, sites: Sequence[QuoteSite], beside: Sequence[QuoteSite]) -> None:
    """Choose, of the places where the name of a town or a country is, the one nearest to a record's other words.

    A name means the same everywhere, so any place will do. That is not true of words such as "here" or "the village".
    """
    settled = [site.span for site in beside if site.span is not None]
    start = min((span.start for span in settled), default=0)
    end = max((span.end for span in settled), default=0)
    for site in sites:
        if site.span is None and site.places and _is_name(site.quote.exact):
            site.span = finder.span(*_nearest(site.places, (start, end)))


def _nearest(places: Sequence[tuple[int, int]], to: tuple[int, int]) -> tuple[int, int]:
    """The place nearest to a stretch, of places in order; of two equally near, the first."""
    start, end = to
    index = bisect_left(places, start, key=itemgetter(1))
    return min(places[max(0, index - 1) : index + 1], key=lambda place: max(start - place[1], place[0] - end))


def settle_datelines(finder: Finder, places: Sequence[QuoteSite], evidence: Sequence[QuoteSite]) -> None:
    """Choose the name of a town in a dateline or headline in a record's evidence, if it is nowhere else there.

    There it is in capitals: "MAROVIA, March 3".
    """
    windows = Windows((site.span.start, site.span.end) for site in evidence if site.span is not None)
    for site in places:
        span = site.span
        if (
            span is not None
            and site.quote == Quote(exact=site.quote.exact)
            and not windows.hold((span.start, span.end))
        ):
            inside = windows.inside(finder.in_headings(site.quote.exact))
            site.span = finder.span(*inside[0]) if inside else span


def _is_name(words: str) -> bool:
    """Whether words are a name: capitalised, or in a script without capitals."""
    return words.lower() not in closed() and (words != words.lower() or words == words.upper())


def settle_in_order(finder: Finder, records: Sequence[Sequence[QuoteSite]]) -> None:
    """Decide by the order of the records which places are meant by records without any settled words.

    The order is meaningful only if the settled records are in the order of the text. If so, and if the records between
    two of them (or all records) have the same quote and there are as many places for it as records, each record gets
    one place.
    """
    anchors = [min((site.span.start for site in sites if site.span is not None), default=None) for sites in records]
    known = [(index, anchor) for index, anchor in enumerate(anchors) if anchor is not None]
    bounds = [(-1, 0), *known, (len(records), len(finder.text))]
    if any(low > high for (_, low), (_, high) in pairwise(bounds)):
        return
    for (before, low), (after, high) in pairwise(bounds):
        between = records[before + 1 : after]
        enclosed = before >= 0 and after < len(records)
        if len(between) > 1 or (between and enclosed):
            _share_out(finder, between, (low, high))


def _share_out(finder: Finder, records: Sequence[Sequence[QuoteSite]], window: tuple[int, int]) -> None:
    """Give each of some records, in order, one of the places of the quote that they share."""
    firsts = [next((site for site in sites if site.places), None) for sites in records]
    sites = [site for site in firsts if site is not None]
    if len(sites) < len(records) or len({(site.field, tuple(site.places)) for site in sites}) > 1:
        return
    places = list(_inside(sites[0].places, window))
    if len(places) == len(records):
        for index, site in enumerate(sites):
            site.span = finder.span(*places[index])
