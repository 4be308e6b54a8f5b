"""Which of several places a quote means, and where content may end: edge cases."""

from __future__ import annotations

from typing import Any

import pytest

from newsevents import (
    Article,
    Bundle,
    Draft,
    DraftMeeting,
    DraftStatement,
    Generator,
    GeneratorKind,
    Issues,
    MeetingKind,
    MeetingStatus,
    Quote,
    StatementKind,
    ground,
)

from .example import issues_of, places, span


def said(content: str | list[str], **fields: Any) -> DraftStatement:
    return DraftStatement(**{"kind": StatementKind.SAY, "unattributed": True, "content": content} | fields)


def grounded(text: str, *statements: DraftStatement) -> Bundle:
    return ground(Article.from_text(text), Draft(statements=statements))


def faults(text: str, *statements: DraftStatement, **records: Any) -> list[tuple[str, str]]:
    return places(issues_of(lambda: ground(Article.from_text(text), Draft(statements=statements, **records))))


# --- by the other words of the record


def test_the_stretch_of_evidence_decides_not_all_that_lies_between_two() -> None:
    text = "Ann spoke. They said no. Carl, too, said no at noon."
    (statement,) = grounded(text, said("said no", evidence=["Ann spoke", "Carl, too, said no at noon"])).statements
    assert statement.content == (span("said no", text, nth=1),)


def test_evidence_does_not_decide_about_words_that_are_only_partly_in_it() -> None:
    text = "He said no, and Ann said no at one."
    assert faults(text, said("said no", evidence=["no at one"])) == [("statements[0].content[0]", "quote-ambiguous")]
    (statement,) = grounded(text, said("said no", evidence=["said no at one"])).statements
    assert statement.content == (span("said no", text, nth=1),)


def test_the_content_decides_about_the_quotes_in_it() -> None:
    text = "They agreed. It failed, Ann said, and it failed at noon."
    (statement,) = grounded(text, said(["They agreed", "it failed at noon"], quotes=["failed"])).statements
    assert statement.quotes == (span("failed", text, nth=1),)


def test_the_content_decides_about_nothing_but_the_quotes_in_it() -> None:
    text = "Ann said that Bob said it."
    assert faults(text, said("that Bob said it", speaker=["Ann"], cue=["said"])) == [
        ("statements[0].cue[0]", "quote-ambiguous")
    ]


def test_a_line_ends_a_sentence() -> None:
    text = "the talks failed\nBob said the talks failed"
    (statement,) = grounded(text, said("the talks failed", speaker=["Bob"])).statements
    assert statement.content == (span("the talks failed", text, nth=1),)


def test_what_the_sentence_settles_narrows_the_stretch_for_the_rest() -> None:
    text = "Ann saw the old chief of the old dam. Another chief left."
    (statement,) = grounded(text, said("old", speaker=["Ann"], hedges=["chief"])).statements
    assert statement.content == (span("old", text),)


def test_the_evidence_is_decided_by_the_other_words_too() -> None:
    text = "Ann said never. Bob said never, they heard."
    (statement,) = grounded(text, said("they heard", evidence=["said never"])).statements
    assert statement.evidence == (span("said never", text, nth=1),)


def test_a_quote_that_stands_twice_in_other_paragraphs_stays_open() -> None:
    text = "They agreed.\nIt failed, Ann said, and it failed at noon: failed."
    assert faults(text, said("They agreed", hedges=["failed"])) == [("statements[0].hedges[0]", "quote-ambiguous")]


# --- by the order of the records


VOTES = "Ann said no. Bob said yes. Carl said no. Dan said maybe. Eve said no."


def test_records_of_the_same_words_are_in_order() -> None:
    one, other = said("said yes", id="statement:a"), said("said yes", id="statement:b")
    statements = grounded(VOTES, one, other, said("said no"), said("said maybe")).statements
    assert statements[2].content == (span("said no", VOTES, nth=1),)


def test_the_first_of_as_many_records_as_places_may_begin_the_text() -> None:
    text = "No deal. No deal."
    statements = grounded(text, said("No deal", id="statement:a"), said("No deal", id="statement:b")).statements
    assert [one.content[0].start for one in statements] == [0, 9]


@pytest.mark.parametrize(
    "statements",
    [
        [said("said maybe"), said("said no")],
        [said("said no", id="statement:a"), said("said"), said("said no", id="statement:b")],
    ],
)
def test_only_records_enclosed_by_others_or_of_the_same_words_are_settled(statements: list[DraftStatement]) -> None:
    assert {code for _, code in faults(VOTES, *statements)} == {"quote-ambiguous"}


def test_a_record_without_words_leaves_the_others_open() -> None:
    text = "They met in the hall. Then in the hall, and in the hall."
    meetings = [
        DraftMeeting(id=f"meeting:{id}", kind=MeetingKind.TALKS, status=MeetingStatus.HELD, place=place)
        for id, place in (("a", "the hall"), ("b", None), ("c", "the hall"))
    ]
    found = faults(text, meetings=meetings)
    assert ("meetings[0].place", "quote-ambiguous") in found
    assert ("meetings[2].place", "quote-ambiguous") in found


# --- content that ends before a reversal


def cut(text: str, *statements: DraftStatement) -> Issues:
    """The issues of statements that a model has read."""
    draft = Draft(statements=statements, generator=Generator(name="a model", kind=GeneratorKind.MODEL))
    return issues_of(lambda: ground(Article.from_text(text), draft))


SAW = "Ann says: he saw them, but not others. Bob left."
CUT = [("statements[0].content[0]", "quote-cut")]


def test_a_cut_quote_is_told_with_what_follows() -> None:
    (issue,) = cut(SAW, said("he saw them"))
    assert issue.value == "he saw them"
    assert "“but not others.”" in issue.message
    assert issue.fix


def test_a_cut_quote_is_told_beside_other_issues() -> None:
    assert places(cut(SAW, said("he saw them"), said("he saw nobody"))) == [
        *CUT,
        ("statements[1].content[0]", "quote-not-found"),
    ]


@pytest.mark.parametrize(("length", "shown"), [(100, "but " + "x" * 96), (101, "but " + "x" * 96 + "…")])
def test_of_what_follows_only_the_beginning_is_told(length: int, shown: str) -> None:
    text = "He saw them, but " + "x" * (length - 4)
    (issue,) = cut(text, said("He saw them"))
    assert f"“{shown}”" in issue.message


@pytest.mark.parametrize(
    "statement",
    [
        said("he saw them", speaker=["Ann"], cue=["says"]),
        said("he saw them", hedges=["but not"]),
        said("he saw them", evidence="he saw them, "),
    ],
)
def test_only_evidence_that_goes_on_shows_that_the_turn_was_read(statement: DraftStatement) -> None:
    assert places(cut(SAW, statement)) == CUT


def test_evidence_may_begin_with_the_turn() -> None:
    assert cut(SAW, said("he saw them", evidence=["he saw them", "but not others"])) == ()


@pytest.mark.parametrize(
    ("text", "first", "fields"),
    [
        ("It rained. He saw them, but not others.", "It rained", {}),
        (
            "It rained, but not here. He saw them, but not others.",
            "It rained",
            {"evidence": ["It rained, but not here"]},
        ),
        ("It rained, but not here. He saw them, but not others.", Quote(exact="It rained", start=0), {}),
    ],
)
def test_every_stretch_of_the_content_is_looked_at(text: str, first: Any, fields: dict[str, Any]) -> None:
    assert places(cut(text, said([first, "He saw them"], **fields))) == [("statements[0].content[1]", "quote-cut")]


def test_content_of_several_sentences_may_be_cut_in_the_last() -> None:
    text = "It rained. He saw them, but not others."
    assert places(cut(text, said("It rained. He saw them"))) == CUT


def test_a_turn_on_the_next_line_is_another_sentence() -> None:
    assert cut("He saw them\nBut not us", said("He saw them")) == ()


@pytest.mark.parametrize(("text", "other"), [(SAW, "Bob left"), ("He saw them, but not others\nBob left", "Bob left")])
def test_a_record_of_the_next_sentence_does_not_show_that_the_turn_was_read(text: str, other: str) -> None:
    assert places(cut(text, said(other), said("saw them"))) == [("statements[1].content[0]", "quote-cut")]


@pytest.mark.parametrize(
    "others",
    [
        [said("Ann")],
        [said("Ann says"), said("says")],
        [said("Ann", evidence="Ann says: he saw them, ")],
    ],
)
def test_records_that_end_before_the_turn_do_not_show_that_it_was_read(others: list[DraftStatement]) -> None:
    assert places(cut(SAW, said("he saw them"), *others)) == CUT


@pytest.mark.parametrize("others", [[], ["Ann"], ["Ann", "says", "Ann says"]])
def test_a_record_that_goes_on_beyond_the_turn_shows_that_it_was_read(others: list[str]) -> None:
    assert cut(SAW, said("he saw them"), said("says: he saw them, but not"), *map(said, others)) == ()
    assert cut(SAW, *map(said, others), said("Ann says: he saw them, but not"), said("he saw them")) == ()
    assert cut(SAW, said("Ann says: he saw them, but not"), *map(said, others), said("he saw them")) == ()


def test_a_record_that_begins_with_the_turn_shows_that_it_was_read() -> None:
    assert cut(SAW, said("but not others"), said("he saw them")) == ()
