"""Quotations: the text between quotation marks, and where it ends if no mark closes it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents.quotations import Quotation, block_quotations, find_quotations, join_paragraphs, paragraph_spans
from newsevents.seeds import seed_article


def quoted(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_quotations(text)]


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


def spans(quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in quotations]


def test_the_quotations_of_the_seed() -> None:
    assert len(spans(find_quotations(seed_article().text or ""))) == 6


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was `safe' then.", ["`safe'"]),
        ("``He said `safe' twice,'' she said.", ["``He said `safe' twice,''", "`safe'"]),
        ("``He called it `safe.''' So it was.", ["``He called it `safe.''", "`safe.'"]),
        ("‘It is safe. We don’t know more,’ she said.", ["‘It is safe. We don’t know more,’"]),
        ("'I don't know,' she said. 'Ask them.'", ["'I don't know,'", "'Ask them.'"]),
        ("‘She said “no.”’ It rained.", ["‘She said “no.”’", "“no.”"]),
        # an apostrophe opens nothing
        ("In the '90s the dogs' home was 'safe'.", ["'safe'"]),
        ("’Twas the summer of ‘98, they told ‘em, said the owners’ club.", []),
        ("Rock 'n' roll and the players' union", []),
        ("He walked at 5 o'clock in the boys' shoes", []),
        # and closes one only if nothing else does
        ("‘The dogs’ home is safe,’ she said.", ["‘The dogs’ home is safe,’"]),
        ("They are ‘dogs’ in the owners’ eyes.", ["‘dogs’"]),
        ("‘I was goin’ home,’ she said.", ["‘I was goin’ home,’"]),
        ("It was ‘safe when she left.", []),
        ("It was 'safe when 'he' left.", ["'he'"]),
        # each paragraph reopens it
        ("‘It was safe.\n\n‘So it was,’ she said.", ["‘It was safe.", "‘So it was,’"]),
        ("‘It was.\n\n‘It is.\n\n‘It stays,’ she said.", ["‘It was.", "‘It is.", "‘It stays,’"]),
        ("‘It was safe.\n\n“So it was,” she said. ‘Yes’", ["“So it was,”", "‘Yes’"]),
        ("‘It was safe.\n\n‘So it was, she said.", []),
        ("‘It was safe.\n\nIt rained.\n\n‘So it was,’ she said.", ["‘So it was,’"]),
    ],
)
def test_what_is_in_single_quotation_marks(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It was.\n\n“It is.\n\n“It stays,” she said. “Yes.”", ["“It was.\n\n“It is.\n\n“It stays,”", "“Yes.”"]),
        ("``It was.\n\n``It is,'' she said.", ["``It was.\n\n``It is,''"]),
        ("‘It was.\n\n‘It is,’ she said.", ["‘It was.\n\n‘It is,’"]),
        ("“It was,” she said.\n\n“It is.”", ["“It was,”", "“It is.”"]),
        ("“It was.\n\nShe said “it is”.", ["“It was.", "“it is”"]),
    ],
)
def test_a_quotation_that_each_paragraph_opens_anew_is_one(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in join_paragraphs(text, find_quotations(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She wrote:\n\nIt was safe.\n\nIt rained.", ["It was safe."]),
        ("She wrote:\n\n  It was safe.\n\n  It is.\n\nIt rained.", ["It was safe.", "It is."]),
        ("  She left.\n\n  It was safe.", []),
        ("She asked for:\n\n- boats\n\n- food", []),
        ("> It was safe.\n\nIt rained.", ["> It was safe."]),
        ("It was safe.\n— Ana Duarte, foreign minister\nIt rained.", ["It was safe."]),
        ("It was safe.\n- Ana Duarte said on Tuesday that it rained.", []),
        ("It was safe.\n***", []),
        ("“It was safe. It will stay so,” she said.\n\nIt will stay so\n\nIt rained.", ["It will stay so"]),
        ("“It was safe,” she said.\n\nIt was safe. It rained.", []),
        ("She said “…”.\n\n…", []),
        (":", []),
    ],
)
def test_a_block_or_a_pull_quote_has_no_marks(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in block_quotations(text, find_quotations(text))] == found


@given(st.text(alphabet="a «»‹›“”„\"'`「」『』\n\r\u2029"))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    found = spans(find_quotations(text))
    assert found == sorted(found)
    assert all(0 <= start < end <= len(text) for start, end in found)
    joined = join_paragraphs(text, find_quotations(text))
    assert [start for start, _ in joined] == sorted({start for start, _ in joined} & {start for start, _ in found})
    assert set(block_quotations(text, find_quotations(text))) <= set(paragraph_spans(text))
    parts = list(paragraph_spans(text))
    assert all(start < end for start, end in parts)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(parts))


def test_a_text_may_begin_with_empty_lines() -> None:
    assert list(paragraph_spans("\n\nIt rained.\n")) == [(2, 12)]
