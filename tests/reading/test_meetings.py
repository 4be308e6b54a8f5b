"""Meetings: every row of the list by its example, all participants, the status, and what is no meeting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents.model.vocabulary import MeetingStatus
from newsevents.reading.events.meetings import meetings
from newsevents.reading.lexicon.accusations import example
from newsevents.reading.lexicon.gatherings import Gathering, gatherings
from tests.reading.who import Told

Tell = Callable[[str], Told]

ROWS = [row for rows in gatherings().values() for row in rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.line}-{row.word}")
def test_a_row_finds_those_whom_its_example_marks(told: Tell, row: Gathering) -> None:
    marked = example(row.example)
    one = told(marked.text)
    found = [(each.participants, each.kind, each.status) for each in meetings(one.analysis, one.who)]
    assert found == [(marked.parts["["], row.kind, MeetingStatus.HELD)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Braga did not meet Rui Costa.",
        "Ana Braga refused to meet Rui Costa.",
        "Ana Braga met the demand.",
        "Did Ana Braga meet Rui Costa?",
        "The meeting between Ana Braga and Rui Costa never took place.",
        "If Ana Braga meets Rui Costa, she will say so.",
        "Ana Braga visited the school where her mother worked.",
        "Meet the leaders, Ana Braga.",
    ],
)
def test_no_meeting(told: Tell, text: str) -> None:
    one = told(text)
    assert meetings(one.analysis, one.who) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ana Braga will meet Rui Costa on Monday.", "scheduled"),
        ("Ana Braga was scheduled to meet Rui Costa on Monday.", "scheduled"),
        ("Ana Braga plans a visit to Poland in May.", "scheduled"),
        ("Ana Braga scheduled talks with Rui Costa.", "scheduled"),
        ("Ana Braga wants to meet Rui Costa.", "proposed"),
        ("Ana Braga urged Rui Costa to meet Omar Haddad.", "proposed"),
        ("The talks between Iran and Turkey were cancelled.", "cancelled"),
        ("Ana Braga postponed her visit to Poland.", "postponed"),
        ("Ana Braga said she had met Rui Costa twice.", "held"),
        ("Meeting with Rui Costa on Friday, Ana Braga said she was pleased.", "held"),
    ],
)
def test_the_status_is_told_by_the_words_above(told: Tell, text: str, status: str) -> None:
    one = told(text)
    (found,) = meetings(one.analysis, one.who)
    assert found.status == status


def test_all_of_a_list_take_part(told: Tell) -> None:
    one = told(
        "Secretary of State John Kerry met with Foreign Minister Sergei Lavrov, Chancellor Angela Merkel and President "
        "Hollande in Paris."
    )
    (found,) = meetings(one.analysis, one.who)
    assert [name.split()[-1] for name in found.participants] == ["Kerry", "Lavrov", "Merkel", "Hollande"]


def test_a_meeting_told_of_again_is_there_once(told: Tell) -> None:
    one = told("Ana Braga met Rui Costa on Monday. Ana Braga met with Rui Costa in Rome.")
    assert len(meetings(one.analysis, one.who)) == 1
