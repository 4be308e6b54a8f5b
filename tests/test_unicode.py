"""Piecewise normalisation of absurdly long runs of marks equals the usual one."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from newsevents.unicode import normalized

MARKS = "\u0315\u0300"


@given(st.text() | st.text("ae\u0301\u0323\u0315\u1100\u1161\u11a8 ", max_size=60), st.sampled_from(["NFC", "NFKD"]))
def test_a_text_is_normalised_as_ever(text: str, form: str) -> None:
    assert normalized(form, text) == unicodedata.normalize(form, text)  # type: ignore[arg-type]


def test_of_a_long_run_of_marks_each_piece_is_put_in_order() -> None:
    found = normalized("NFC", f"e{MARKS * 1000}!")
    assert len(found) in (2000, 2001, 2002)
    assert found.startswith("è")
    assert found.endswith("!")
    assert sorted(found[1:-1]) == sorted((MARKS * 1000).replace("\u0300", "", 1))
