"""A text with spans that overlap, as stretches that do not: what every picture of a text is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

__all__ = ["Segment", "segments"]


@attrs.frozen
class Segment:
    """A stretch of a text that the same spans cover from its beginning to its end.

    Attributes:
        start: Offset of its first character, in code points.
        end: Offset behind its last character.
        marks: The indices of the spans that cover it, in their own order; empty where none does.
    """

    start: int
    end: int
    marks: tuple[int, ...]


def segments(length: int, spans: Sequence[tuple[int, int]], breaks: Iterable[int] = ()) -> Iterator[Segment]:
    """Divide a text of some length where spans begin and end, so that each character is in one segment.

    Args:
        length: The length of the text, in code points.
        spans: The begin and end of each span, half-open; what is outside the text is cut off.
        breaks: Offsets where a segment has to end besides: those of lines.

    Yields:
        The segments in the order of the text. Together they are the whole text.

    >>> [(one.start, one.end, one.marks) for one in segments(9, [(1, 5), (3, 7)])]
    [(0, 1, ()), (1, 3, (0,)), (3, 5, (0, 1)), (5, 7, (1,)), (7, 9, ())]
    """
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(spans):
        start, end = max(start, 0), min(end, length)
        if start < end:
            begins.setdefault(start, []).append(index)
            ends.setdefault(end, []).append(index)
    inner = {offset for offset in breaks if 0 < offset < length}
    covering: dict[int, None] = {}
    here = 0
    for offset in sorted({*begins, *ends, *inner, length} - {0}):
        for index in begins.get(here, ()):
            covering[index] = None
        yield Segment(here, offset, tuple(sorted(covering)))
        for index in ends.get(offset, ()):
            del covering[index]
        here = offset
