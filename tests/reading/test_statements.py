"""Who says what, by every analyser: a sentence for each construction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents import Article, Bundle, RuleExtractor, extract
from newsevents.reading.attribution.cues import cue
from newsevents.reading.parse import Analyser

Read = Callable[..., Bundle]


@pytest.fixture
def read(spacy_pipeline: Analyser) -> Read:
    extractor = RuleExtractor(spacy_pipeline)
    return lambda text, **more: extract(Article.from_text(text, published="2024-05-17", **more), extractor=extractor)


def said(bundle: Bundle) -> list[tuple[str, list[str], str]]:
    names = {actor.id: actor.name for actor in bundle.actors}
    return [
        (one.kind.value, [names[id] for id in one.speaker_ids], " … ".join(span.exact for span in one.content))
        for one in bundle.statements
    ]


@pytest.mark.parametrize(
    ("text", "kind", "speakers", "content"),
    [
        ("Ana Lima said that the bridge was safe.", "say", ["Ana Lima"], "the bridge was safe"),
        ("The bridge was safe, Ana Lima said.", "say", ["Ana Lima"], "The bridge was safe"),
        ("The bridge, Ana Lima said, is safe.", "say", ["Ana Lima"], "The bridge … is safe"),
        ("“It is safe,” said Ana Lima.", "say", ["Ana Lima"], "“It is safe,”"),
        ("“It is safe,” said Ana Lima. “Nobody was hurt.”", "say", ["Ana Lima"], "“It is safe,” … “Nobody was hurt.”"),
        ('"Never again," shouted the crowd.', "say", ["the crowd"], '"Never again,"'),
        ('"Hallelujah," exclaimed Ana Lima.', "say", ["Ana Lima"], '"Hallelujah,"'),
        ('"Brilliant!" exclaimed the mayor.', "say", ["the mayor"], '"Brilliant!"'),
        (
            "“It was old,” said Ana Lima, head of the Institute of Bridges in Lisbon, “but it is safe.”",
            "say",
            ["Ana Lima"],
            "“It was old,” … “but it is safe.”",
        ),
        (
            "The report shows a majority of bridges will close.",
            "report",
            [],
            "a majority of bridges will close",
        ),
        ("Ana Lima insisted her son would leave.", "say", ["Ana Lima"], "her son would leave"),
        ("Ana Lima expects 5,000 to attend.", "opine", ["Ana Lima"], "5,000 to attend"),
        ("Ana Lima denied taking the money.", "deny", ["Ana Lima"], "taking the money"),
        ("France urged Iran to stop the tests.", "request", ["France"], "to stop the tests"),
        ("The ministry declined to comment.", "decline", ["The ministry"], "to comment"),
        ("According to Ana Lima, the bridge is safe.", "say", ["Ana Lima"], "the bridge is safe"),
        ("France and Germany condemned the attack.", "condemn", ["France", "Germany"], "the attack"),
        ("France expressed concern about the tests.", "opine", ["France"], "concern about the tests"),
    ],
)
def test_a_statement(read: Read, text: str, kind: str, speakers: list[str], content: str) -> None:
    assert (kind, speakers, content) in said(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lima did not say that the bridge was safe.",
        "If Ana Lima says that the bridge is safe, it will open.",
        "Ukraine attacked a refinery on Tuesday.",
        "The war has claimed many lives.",
    ],
)
def test_no_statement(read: Read, text: str) -> None:
    assert said(read(text)) == []


def test_whose_accusations_are_denied_is_not_who_denies_them(read: Read) -> None:
    found = said(read("Ana Lima denied accusations that she took the money."))
    assert ("accuse", ["Ana Lima"], "she took the money") not in found


def test_a_quotation_of_a_later_speaker_is_not_taken(read: Read) -> None:
    found = said(read("“It is safe,” said Ana Lima. “Nobody was hurt,” Bob Kern said."))
    assert ("say", ["Ana Lima"], "“It is safe,”") in found
    assert ("say", ["Bob Kern"], "“Nobody was hurt,”") in found


def test_a_statement_within_a_statement(read: Read) -> None:
    bundle = read("The ministry said that France denied the report.")
    outer = next(one for one in bundle.statements if one.kind == "say")
    inner = next(one for one in bundle.statements if one.kind == "deny")
    assert inner.within_id == outer.id


def test_what_is_said_not_to_be_so(read: Read) -> None:
    (statement,) = read("Ana Lima said that Iran did not send the shells.").statements
    assert statement.negated


def test_the_hearer_and_the_source(read: Read) -> None:
    bundle = read("Ana Lima told Reuters that the bridge was safe.")
    names = {actor.id: actor.name for actor in bundle.actors}
    (statement,) = bundle.statements
    assert [names[id] for id in statement.addressee_ids] == ["Reuters"]
    assert next(one.kind for one in bundle.sources if one.id == statement.source_id) == "interview"


def test_who_is_quoted_and_who_quotes(read: Read) -> None:
    bundle = read("A minister was quoted by local media as saying that the bridge was safe.")
    assert [speakers for _, speakers, _ in said(bundle)] == [["A minister"]]
    assert "press_report" in [one.kind for one in bundle.sources]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Prime Minister Ana Lima left. The prime minister said it was late.", "Ana Lima"),
        ("Ana Lima of the council met Bob Kern. Lima said it was late.", "Ana Lima"),
        ("Ms. Ana Lima left. She said it was late.", "Ana Lima"),
        ("Sir Bob Starr sued. Lady Starr said it was late.", "Lady Starr"),
        ("Ana Maria Lima left. Ana Lima said it was late.", "Ana Maria Lima"),
        ("The Globe newspaper left. The newspaper said it was late.", "Globe"),
        ("Ana Lima was the first minister to leave. Har-Levi, 32, said it was late.", "Har-Levi"),
    ],
)
def test_who_is_meant(read: Read, text: str, speaker: str) -> None:
    assert [speakers for _, speakers, content in said(read(text)) if content == "it was late"] == [[speaker]]


def test_a_dateline_names_the_agency(read: Read) -> None:
    bundle = read("LIMA, Peru (AP) _ The mayor said the bridge was safe.")
    assert "Associated Press" in [actor.name for actor in bundle.actors]
    assert [content for _, _, content in said(bundle)] == ["the bridge was safe"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ana Lima met Bob Kern.\n\nKern: Are you tired?\n\nLima: No.\n\nKern: Will you run?\n\nIt ended there.",
            [("Bob Kern", "Are you tired?"), ("Ana Lima", "No."), ("Bob Kern", "Will you run?")],
        ),
        ("The mayor spoke.\n\nQ: Are you tired?\n\nA: No.\n\nQ: Will you run?", []),
        ("The rules.\n\nSize: Big.\n\nColour: Red.\n\nShape: Round.", []),  # no name occurs twice
        ("POLLSTERS: A wave of doubt\n\nThe vote was close.", []),
        (
            "ANA LIMA: It is over.\n\nVIDEO: Never!\n\nBOB KERN: Why?",
            [("Ana Lima", "It is over."), ("Bob Kern", "Why?")],
        ),
        ("SEN. ANA LIMA: It is over.\n\nThe vote was close.", [("Ana Lima", "It is over.")]),
    ],
)
def test_turns_in_a_row(read: Read, text: str, found: list[tuple[str, str]]) -> None:
    bundle = read(text)
    names = {actor.id: actor.name for actor in bundle.actors}
    turns = [one for one in bundle.statements if one.rule == "statement.turn"]
    assert [(names[one.speaker_ids[0]], one.content[0].exact) for one in turns] == found


def test_the_turns_of_a_transcript(read: Read) -> None:
    found = said(read("ANA LIMA, MAYOR, LIMA: The bridge is safe. Nobody was hurt."))
    assert ("say", ["Ana Lima"], "The bridge is safe. Nobody was hurt.") in found


def test_what_a_publisher_weighs_is_its_own_opinion(read: Read) -> None:
    bundle = read("LIMA, Peru (AP) _ The new tax may slow the trade of Peru.")
    assert said(bundle) == [("opine", ["Associated Press"], "The new tax may slow the trade of Peru")]


def test_words_and_their_constructions() -> None:
    deny = cue("deny", "ing")
    assert deny is not None
    assert (deny.kind, deny.listed) == ("deny", True)
    assert cue("eat", "np") is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # what follows the content
        ("Ana Lima said on Sunday she would not leave, hours after a blast hurt two.", "she would not leave"),
        ("Ana Lima said on Sunday she would not leave, two days before the vote.", "she would not leave"),
        ("Ana Lima says the bridge was shut; the army maintains that it was open.", "the bridge was shut"),
        # a parenthesis
        ("Last year, Ana Lima said in her report, the plan failed.", "the plan failed"),
        # a colon ends what is said
        ("The mayor, Ana Lima, said that was false: officials had warned athletes about him.", "that was false"),
    ],
)
def test_where_content_ends(analyser: Analyser, text: str, content: str) -> None:
    bundle = extract(Article.from_text(text, published="2024-05-17"), extractor=RuleExtractor(analyser))
    (found,) = (one for _, speakers, one in said(bundle) if speakers == ["Ana Lima"])
    assert found.endswith(content)
    assert len(found) <= len(content) + len("Last year … ")
