"""A text with overlapping spans, divided into stretches that do not overlap: the basis of every view of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs


@attrs.frozen
class Segment:
    """A stretch of a text that is covered throughout by the same spans.

    Attributes:
        start: Offset of its first character, in code points.
        end: Offset after its last character.
        marks: The indices of the spans that cover it, in their order; empty if there are none.
    """

    start: int
    end: int
    marks: tuple[int, ...]


def stretches(
    length: int, spans: Sequence[tuple[int, int]], breaks: Iterable[int] = ()
) -> Iterator[tuple[int, int, Sequence[int], Sequence[int]]]:
    """Divide a text at the starts and ends of spans, so that each character is in exactly one stretch.

    Args:
        length: The length of the text, in code points.
        spans: The start and end of each span, half-open; anything outside the text is cut off.
        breaks: Further offsets at which a stretch has to end, such as line ends.

    Yields:
        The start and end of each stretch in text order, and the indices of the spans that start and of those that end
        at its start. Together the stretches cover the whole text.
    """
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(spans):
        start, end = max(start, 0), min(end, length)
        if start < end:
            begins.setdefault(start, []).append(index)
            ends.setdefault(end, []).append(index)
    inner = {offset for offset in breaks if 0 < offset < length}
    here = 0
    for offset in sorted({*begins, *ends, *inner, length} - {0}):
        yield here, offset, begins.get(here, ()), ends.get(here, ())
        here = offset


def segments(length: int, spans: Sequence[tuple[int, int]], breaks: Iterable[int] = ()) -> Iterator[Segment]:
    """The `stretches` of a text, each with all spans that cover it.

    >>> [(one.start, one.end, one.marks) for one in segments(9, [(1, 5), (3, 7)])]
    [(0, 1, ()), (1, 3, (0,)), (3, 5, (0, 1)), (5, 7, (1,)), (7, 9, ())]
    """
    covering: set[int] = set()
    for start, end, begun, over in stretches(length, spans, breaks):
        covering.difference_update(over)
        covering.update(begun)
        yield Segment(start, end, tuple(sorted(covering)))
