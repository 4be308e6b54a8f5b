"""The extent of content, statements in the article's own voice, and the referents of later words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents import Article, Bundle, RuleExtractor, extract
from newsevents.reading.parse import Analyser, Token
from newsevents.reading.repairs import heads_of

Read = Callable[..., Bundle]


@pytest.fixture
def read(spacy_pipeline: Analyser) -> Read:
    extractor = RuleExtractor(analyser=spacy_pipeline)
    return lambda text: extract(
        Article.from_text(text, published="2024-05-17", publisher="Associated Press"), extractor=extractor
    )


def said(bundle: Bundle) -> list[tuple[str, list[str], str]]:
    names = {actor.id: actor.name for actor in bundle.actors}
    return [
        (one.kind.value, [names[id] for id in one.speaker_ids], " … ".join(span.exact for span in one.content))
        for one in bundle.statements
    ]


@pytest.mark.parametrize(
    ("text", "kind", "speakers", "content"),
    [
        (
            "Mayor Ana Soto added:\n\n“It is typical of them. We will see.”\n\nOthers left.",
            "say", ["Ana Soto"], "“It is typical of them. We will see.”",
        ),
        (
            "Ana Lima said that Boris Petrov, accused of murder, was late.",
            "say", ["Ana Lima"], "Boris Petrov, accused of murder, was late",
        ),
        (
            "The protesters marching through Lima chanted “No more taxes!” and kept going until Friday.",
            "say", ["The protesters"], "“No more taxes!”",
        ),
        ("The US said that Iran must free the crew.", "request", ["United States"], "Iran must free the crew"),
        ("The ministry said the US must free the crew.", "request", ["The ministry"], "the US must free the crew"),
        (
            "The Red Cross operating in Peru said that the roads were closed.",
            "say", ["International Committee of the Red Cross"], "the roads were closed",
        ),
        ("The council repeated its warning on Monday that the bridge could fall.",
            "warn", ["The council"], "the bridge could fall",
        ),
        ("Officials praised Peru for freeing the crew.", "support", ["Officials"], "Peru for freeing the crew"),
        (
            "According to police, neighbors saw the man leave the house.",
            "say", ["police"], "neighbors saw the man leave the house",
        ),
    ],
)  # fmt: skip
def test_a_statement(read: Read, text: str, kind: str, speakers: list[str], content: str) -> None:
    assert (kind, speakers, content) in said(read(text))


def test_what_would_be_said_is_not_said(read: Read) -> None:
    assert said(read("The talks hinted at little, and Peru would address the tax.")) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The delay suggested that the two sides would not agree.", "the two sides would not agree"),
        ("The vote was put off, a move that could anger many farmers.", "a move that could anger many farmers"),
        ("The vote may anger many farmers.", "The vote may anger many farmers"),
    ],
)
def test_the_own_voice(read: Read, text: str, content: str) -> None:
    assert [content for _, _, content in said(read(f"LIMA, Peru (AP) _ {text}"))][-1] == content


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Juan Garcia, the president of Peru, left. The president of Peru said it was late.", "Juan Garcia"),
        ("Ana Lima's lawyer, Ivo Mann, left. Lima stayed. Her lawyer said it was late.", "Ivo Mann"),
        ("Rosa's father, Ivo Mann, left. Rosa's father said it was late.", "Ivo Mann"),
        ("Juan Garcia, the mayor of Cusco, left, and he said it was late.", "Juan Garcia"),
        ("Ana Lima left. Her running mate, Bob Kern, said it was late.", "Bob Kern"),
        (
            "The ministers of Peru and Chile met. The ministers of Spain and France said it was late.",
            "The ministers of Spain and France",
        ),
    ],
)
def test_who_is_meant(read: Read, text: str, speaker: str) -> None:
    assert [speakers for _, speakers, content in said(read(text)) if content == "it was late"] == [[speaker]]


def test_a_base_form_is_joined_to_the_infinitive() -> None:
    # promised to cut taxes and raise wages
    rows = [("VBD", 0, "ROOT"), ("TO", 2, "aux"), ("VB", 0, "xcomp"), ("NNS", 2, "dobj"),
            ("CC", 0, "cc"), ("VB", 0, "conj"), ("NNS", 5, "dobj")]  # fmt: skip
    tokens = [Token(at, at + 1, tag, tag.lower(), head, label, 0) for at, (tag, head, label) in enumerate(rows)]
    assert heads_of(tokens) == [0, 2, 0, 2, 2, 2, 5]
    finite = [*tokens[:5], Token(5, 6, "VBD", "raise", 0, "conj", 0), tokens[6]]
    assert heads_of(finite) == [0, 2, 0, 2, 0, 0, 5]
