"""The example of each construction, and the extent of the content, by each analyser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents import Article, Bundle, RuleExtractor, extract
from newsevents.reading.attribution.constructions import EXAMPLES
from newsevents.reading.parse import Analyser

Read = Callable[..., Bundle]


@pytest.fixture
def read(analyser: Analyser) -> Read:
    extractor = RuleExtractor(analyser)
    return lambda text: extract(Article.from_text(text, published="2024-05-17"), extractor)


def said(bundle: Bundle) -> list[tuple[str, list[str], str]]:
    return [
        (
            str(one.kind),
            [bundle.actor(id).name for id in one.speaker_ids],
            " … ".join(span.exact for span in one.content),
        )
        for one in bundle.statements
    ]


@pytest.mark.parametrize("construction", EXAMPLES)
def test_a_construction_yields_what_its_example_says(read: Read, construction: str) -> None:
    text, content = EXAMPLES[construction]
    rules = {" … ".join(span.exact for span in one.content): one.rule for one in read(text).statements}
    assert rules == {content: "statement." + construction}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Duarte on Trade: The Talks Are ‘Dead’\n\nMs. Duarte left the room.",
            [("say", ["Duarte"], "The Talks Are ‘Dead’")],
        ),
        ("“It has to stop.” ― Ana Lima", [("say", ["Ana Lima"], "“It has to stop.”")]),
        (
            "And from Mayor Ana Lima:\n\n“He brings a wealth of experience.”",
            [("say", ["Ana Lima"], "“He brings a wealth of experience.”")],
        ),
        (
            "Ana Lima added:\n\nThe bridge is old. Nobody repairs it.",
            [("say", ["Ana Lima"], "The bridge is old. Nobody repairs it.")],
        ),
        (
            "“We are late,” Ana Lima said after a walk. She laughed. “We are always late.”",
            [("say", ["Ana Lima"], "“We are late,” … “We are always late.”")],
        ),
        (
            "Replied spokeswoman Ana Lima, “We have not read it.”",
            [("say", ["Ana Lima"], "“We have not read it.”")],
        ),
        (
            "Ana Lima told voters this weekend she was late.",
            [("say", ["Ana Lima"], "she was late")],
        ),
        (
            "According to the mayor, Ana Lima, the bridge is safe.",
            None,
        ),
        (
            "Ana Lima said the vote was late, and the union warned that strikes would follow.",
            [("say", ["Ana Lima"], "the vote was late"), ("warn", ["the union"], "strikes would follow")],
        ),
        (
            "France invited the group to join the talks two weeks ago.",
            [("request", ["France"], "to join the talks")],
        ),
        (
            "Ana Lima, speaking of the budget, said she was late.",
            [("say", ["Ana Lima"], "she was late")],
        ),
        (
            "France likened the talks to a circus.",
            [("say", ["France"], "the talks to a circus")],
        ),
    ],
)
def test_how_far_what_is_said_reaches(read: Read, text: str, expected: list[tuple[str, list[str], str]] | None) -> None:
    if expected is None:
        assert [content for *_, content in said(read(text))] == ["the bridge is safe"]
    else:
        assert said(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ana Lima called the plan a disgrace.", "criticize"),
        ("Ana Lima called the plan a triumph.", "support"),
        ("Ana Lima said the plan was outrageous.", "criticize"),
        ("Ana Lima said Norway was responsible for the fire.", "accuse"),
        ("The newspaper said the bridge was closed.", "report"),
        ("Ana Lima would not comment on the plan.", "decline"),
    ],
)
def test_kinds_by_what_is_said(read: Read, text: str, kind: str) -> None:
    assert [found for found, *_ in said(read(text))] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers found “100 pages of reports” in the house.",
        "The union called a meeting.",
        "You know, it rained.",
        "The tests are required to begin in May.",
    ],
)
def test_ordinary_verbs_say_nothing(read: Read, text: str) -> None:
    assert said(read(text)) == []
