"""A text with overlapping spans is divided so that each character appears once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsevents.formats._views.segments import segments

offsets = st.integers(-3, 30)


@given(st.integers(0, 25), st.lists(st.tuples(offsets, offsets), max_size=8), st.lists(offsets, max_size=4))
def test_each_character_is_in_one_segment_with_the_spans_that_cover_it(
    length: int, spans: list[tuple[int, int]], breaks: list[int]
) -> None:
    found = list(segments(length, spans, breaks))
    assert [one.start for one in found] == [0, *(one.end for one in found[:-1])] if found else length == 0
    assert not found or found[-1].end == length
    for one in found:
        assert one.start < one.end
        assert not [offset for offset in breaks if one.start < offset < one.end]
        for offset in range(one.start, one.end):
            covering = [index for index, (start, end) in enumerate(spans) if start <= offset < end]
            assert list(one.marks) == covering


def test_neighbours_differ_in_what_covers_them_or_stand_at_a_break() -> None:
    found = list(segments(10, [(2, 8), (2, 8), (4, 4), (9, 3)], [5]))
    assert [(one.start, one.end, one.marks) for one in found] == [
        (0, 2, ()),
        (2, 5, (0, 1)),
        (5, 8, (0, 1)),
        (8, 10, ()),
    ]
