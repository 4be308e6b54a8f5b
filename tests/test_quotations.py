"""Quotations: what is between quotation marks, and where it ends where no mark closes it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents.extraction.text import paragraphs
from newsevents.quotations import find_quotations, paragraph_spans
from newsevents.seeds import seed_article


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was “safe”.", ["“safe”"]),
        ('It was "safe" and "sound".', ['"safe"', '"sound"']),
        ("It was ``safe'' and sound.", ["``safe''"]),
        ("It was «safe».", ["«safe»"]),
        ("Es war „gut“, sagte er.", ["„gut“"]),
        ("Es war „gut”.", ["„gut”"]),
        ("Es war »gut«, sagte er.", ["»gut«"]),
        ("Se oli »hyvä» nyt.", ["»hyvä»"]),
        ("Il dit ‹bon› ici.", ["‹bon›"]),
        ("彼は「良い『本』だ」と言った", ["「良い『本』だ」"]),
        ("She said “he called it «safe» then”.", ["“he called it «safe» then”"]),
        ("It was ‘safe’ then.", ["‘safe’"]),
        ("“He said ‘safe’ twice.”", ["“He said ‘safe’ twice.”", "‘safe’"]),
        ("The mayor's dog's bone", []),
        ("Home » News » Politics", []),
        # a mark that was typed the wrong way round
        ("It was “safe“ then.", ["“safe“"]),
        ("It was “safe“", ["“safe“"]),
        ("It was ”safe” then.", []),
        ('It was “safe" then.', ['“safe"']),
        # a mark of the same form inside
        ("“He “knew” it”", ["“He “knew”"]),
        # no mark closes it
        ("“It was safe.\nIt was.", ["“It was safe."]),
        ("“It was safe.\n\n“It was.”", ["“It was safe.", "“It was.”"]),
        ('"It was safe', ['"It was safe']),
    ],
)
def test_what_is_in_quotation_marks(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_a_quotation_goes_on_in_a_line_that_was_wrapped() -> None:
    first = "She said on Tuesday that “all of the bridges over the river are"
    text = f"{first}\nsafe”.\n\nIt rained."
    assert quoted(text) == ["“all of the bridges over the river are\nsafe”"]
    assert [text[start:end] for start, end in paragraph_spans(text)] == [f"{first}\nsafe”.", "It rained."]


def spans(text: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for paragraph in paragraphs(text) for one in paragraph.quotations]


def test_reading_and_lint_find_the_same_in_the_seed() -> None:
    text = seed_article().text or ""
    assert spans(text) == find_quotations(text)
    assert len(spans(text)) == 6


@given(st.lists(st.sampled_from([*'ab “”"3,.\n', "Bo", "``", "\n\n", ". "])).map("".join))
def test_reading_and_lint_find_the_same(text: str) -> None:
    assert spans(text) == find_quotations(text)


@given(st.text(alphabet="a «»‹›“”„\"'`「」『』\n\r\u2029"))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    found = find_quotations(text)
    assert found == sorted(found)
    assert all(0 <= start < end <= len(text) for start, end in found)
    parts = list(paragraph_spans(text))
    assert all(start < end for start, end in parts)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(parts))
