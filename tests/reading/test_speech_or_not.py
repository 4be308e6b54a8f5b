"""Speech words that do not report speech, and clauses in which a parser may mistake the speaker."""

from __future__ import annotations

import pytest

from newsevents import Article, Bundle, RuleExtractor, extract
from newsevents.reading.parse import Analyser


def read(text: str, analyser: Analyser) -> Bundle:
    return extract(Article.from_text(text, published="2024-05-17"), extractor=RuleExtractor(analyser=analyser))


def said(bundle: Bundle) -> list[tuple[list[str], str]]:
    names = {actor.id: actor.name for actor in bundle.actors}
    return [
        ([names[id] for id in one.speaker_ids], " … ".join(span.exact for span in one.content))
        for one in bundle.statements
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The minister sought to calm the markets.",
        "The king sought peace with his neighbors.",
        "The mayor's denial of access angered the union.",
        "The general's attacks on government troops grew.",
        "The grandmother flew to Lima, claiming the girl.",
        "Ana Lima jabbed her finger at the table.",
        "The paper published the plan, citing three officials.",
        "The policy of the ministry shows no sign of change.",
        "The fire was a grim reminder that the bridge is old.",
        "The mayor can close the bridge without seeking approval from the council.",
        "The union could help by urging its members to vote.",
        "Not all ministers insist that the bridge is safe.",
        "None of the ministers said that the bridge was safe.",
        "No one has claimed that Ana Lima stole the money.",
        "The ministry failed to say that the bridge was closed.",
        "The mayor was receptive to any request by the union for a new bridge.",
        "The mayor commanded most of the attention.",
        "Ana Lima says whatever she needs to say.",
        "The ministers found themselves targeted by the union.",
        "Ana Lima showed courage.",
        "The shop offers free lunches.",
        "The rebels backed by the army left.",
        "The union may want to wait.",
        "We know the bridge is old.",
        "The mayor focused on the bridge.",
        "The mayor saw the bridge fall.",
    ],
)
def test_no_speech(text: str, analyser: Analyser) -> None:
    assert said(read(text, analyser)) == []


@pytest.mark.parametrize(
    ("text", "speakers", "content"),
    [
        ("The union is seeking a pay rise from the ministry.", ["The union"], "a pay rise from the ministry"),
        ("The mayor's denial of wrongdoing angered the union.", ["The mayor"], "wrongdoing"),
        (
            "Ana Lima urged the council to sign a declaration that the bridge is safe.",
            ["Ana Lima"],
            "to sign a declaration that the bridge is safe",
        ),
        ("The council is considering urging Ana Lima to resign.", ["The council"], "urging Ana Lima to resign"),
        ("The mayor, officials said, has become a problem.", ["officials"], "The mayor … has become a problem"),
        ("The bridge is old, said Mr. Moreau, who built it.", ["Moreau"], "The bridge is old"),
        ("Ana Lima insisted her son wants to leave.", ["Ana Lima"], "her son wants to leave"),
        (
            "“It’s going to be hard to build it,” said a longtime union expert who worked for one of his rivals.",
            ["a longtime union expert who worked for one of his rivals"],
            "“It’s going to be hard to build it,”",
        ),
        (
            "“One of my reasons for sorting out bids was whether they help,” said one district party leader.",
            ["one district party leader"],
            "“One of my reasons for sorting out bids was whether they help,”",
        ),
        (
            "''Building is a political act,'' said Ms. Gil, who moved to Lima in 2009. ''It allows us to live.''",
            ["Gil"],
            "''Building is a political act,'' … ''It allows us to live.''",
        ),
        (
            "Ana Lima, who built the bridge, said it was safe.",
            ["Ana Lima"],
            "it was safe",
        ),
        ('"Not even one," Ana Lima said.', ["Ana Lima"], '"Not even one,"'),
        ('"Absolutely not," Ana Lima said of the plan.', ["Ana Lima"], '"Absolutely not,"'),
        ('"Something had to be done," Lima says.', ["Peru"], '"Something had to be done,"'),
        (
            "The cost had risen more than anybody had hoped, said several observers.",
            ["several observers"],
            "The cost had risen more than anybody had hoped",
        ),
        ('Ana Lima called Costa "the prince of the docks."', ["Ana Lima"], 'Costa "the prince of the docks."'),
        ("Asked if the bridge was safe, Ana Lima smiled.", [], "if the bridge was safe"),
        ("The city has grown, according to the national average.", [], "The city has grown"),
        ("The poll showed Costa in the lead with 40 percent.", [], "Costa in the lead with 40 percent"),
        ("As Ana Lima noted, the bridge was safe.", ["Ana Lima"], "the bridge was safe"),
        ("The Globe reported that it was late, citing unnamed officials.", ["Globe"], "it was late"),
        (
            "“It is old. He is clearly an honest person,” council spokesman Jean Moreau said.",
            ["Jean Moreau"],
            "“It is old. He is clearly an honest person,”",
        ),
    ],
)
def test_who_alone_speaks(text: str, speakers: list[str], content: str, analyser: Analyser) -> None:
    assert said(read(text, analyser)) == [(speakers, content)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The mayor acknowledged that the minister misspoke but noted that the bridge is safe.",
            ["the minister misspoke", "the bridge is safe"],
        ),
        (
            "The mayor announced that he was taking lessons and vowed to close the bridge.",
            ["he was taking lessons", "to close the bridge"],
        ),
    ],
)
def test_who_says_two_things(text: str, contents: list[str], analyser: Analyser) -> None:
    assert said(read(text, analyser)) == [(["The mayor"], content) for content in contents]


def test_an_act_in_a_rejected_notion_is_not_told(analyser: Analyser) -> None:
    bundle = read("Ana Lima denied that the council condemned the plan.", analyser)
    assert said(bundle) == [(["Ana Lima"], "the council condemned the plan")]


def test_a_condition_of_speaking_is_not_said(analyser: Analyser) -> None:
    bundle = read("The official described her remarks on the condition of anonymity.", analyser)
    assert "the condition of anonymity" not in [content for _, content in said(bundle)]
