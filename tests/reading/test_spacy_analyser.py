"""The analyser based on spaCy's pipelines."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from newsevents.errors import ExtractionError
from newsevents.reading.parse import Analyser
from newsevents.reading.spacy_analyser import SpacyAnalyser


def test_without_spacy_the_error_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ExtractionError, match=r'pip install "newsevents\[spacy\]"'):
        SpacyAnalyser("en_core_web_sm")


def test_without_the_pipeline_the_error_tells_how_to_get_it() -> None:
    pytest.importorskip("spacy")
    with pytest.raises(ExtractionError, match="python -m spacy download en_core_web_xx"):
        SpacyAnalyser("en_core_web_xx")


@pytest.mark.parametrize(("lang", "lacking"), [("en", "lacks tagger, parser"), ("de", "is for 'de'")])
def test_a_pipeline_needs_a_tagger_and_a_parser_for_english(lang: str, lacking: str) -> None:
    spacy: Any = pytest.importorskip("spacy")
    pipeline = spacy.blank(lang)
    if lang == "de":
        pipeline.add_pipe("tagger")
        pipeline.add_pipe("parser")
    with pytest.raises(ExtractionError, match=lacking):
        SpacyAnalyser(pipeline)


def test_tokens_are_those_of_the_text_without_spaces(spacy_pipeline: Analyser) -> None:
    text = "xx\n\n  The mayor   hoped\u00a0to win. \n\n She’ll lose.  yy"
    (parse,) = spacy_pipeline.parse_many([(text, [(2, 33), (33, len(text) - 3)])])
    tokens = parse.tokens
    assert [text[t.start : t.end] for t in tokens] == [
        "The", "mayor", "hoped", "to", "win", ".", "She", "’ll", "lose", ".",
    ]  # fmt: skip
    assert [t.lemma for t in tokens] == ["the", "mayor", "hope", "to", "win", ".", "she", "will", "lose", "."]
    assert [t.sentence for t in tokens] == [0] * 6 + [1] * 4
    assert [at for at, t in enumerate(tokens) if t.head == at] == [2, 8]
    assert [t.label for t in tokens if t.head == tokens.index(t)] == ["ROOT", "ROOT"]


def test_many_articles_come_back_in_order(spacy_pipeline: Analyser) -> None:
    texts = ["He left.", "", " \n ", "They stayed. She left."]
    found = list(spacy_pipeline.parse_many((text, [(0, len(text))]) for text in texts))
    assert found == [spacy_pipeline.parse(text, [(0, len(text))]) for text in texts]
    assert [len({t.sentence for t in parse.tokens}) for parse in found] == [1, 0, 0, 2]
