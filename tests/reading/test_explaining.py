"""Explanations: the parse, the rules that fired, and why other words were not trusted."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings

from newsevents import Article, Explanation, ExtractionError, explain, extract
from newsevents.reading import Analyser, Refusal
from newsevents.seeds import seed_article
from newsevents.testing import texts
from tests.settings import examples


def reasons(text: str, analyser: Analyser | str | None = None) -> list[tuple[str, str, Refusal]]:
    return [(one.word, one.of, one.refusal) for one in explain(text, analyser).refused]


@pytest.mark.parametrize(
    ("text", "word", "refusal"),
    [
        ("Ana Lima did not say that the bridge was safe.", "say", Refusal.NEGATED),
        ("If Ana Lima says that the bridge is safe, it will open.", "says", Refusal.CONDITION),
        ("Ana Lima argued the case in court.", "argued", Refusal.CONSTRUCTION),
        ("The letter confirmed it.", "confirmed", Refusal.POINTER),
        ("This said that the river was old.", "said", Refusal.THING),
    ],
)
def test_why_a_word_is_not_trusted(analyser: Analyser, text: str, word: str, refusal: Refusal) -> None:
    assert (word, "statement", refusal) in reasons(text, analyser)


@pytest.mark.parametrize(
    ("text", "word", "of", "refusal"),
    [
        ("Anna Berg refused to meet Peter Holm.", "meet", "meeting", Refusal.NEGATED),
        ("Anna Berg and Peter Holm met.", "", "", None),
        ("The team met the criteria.", "met", "meeting", Refusal.NOBODY),
        ("Norway attacked the port.", "attacked", "allegation", Refusal.UNCLAIMED),
        ("Ana Lima said Norway had not attacked the port.", "attacked", "allegation", Refusal.NEGATED),
        ("Ana Lima asked whether Norway had attacked the port.", "attacked", "allegation", Refusal.ASKED),
        ("Ana Lima said Norway had attacked the port.", "", "", None),
        ("Nobody accused Norway of fraud.", "accused", "allegation", Refusal.NEGATED),
    ],
)
def test_why_a_word_tells_no_meeting_and_no_allegation(
    analyser: Analyser, text: str, word: str, of: str, refusal: Refusal | None
) -> None:
    found = [one for one in reasons(text, analyser) if one[1] in ("meeting", "allegation")]
    assert found == [] if refusal is None else (word, of, refusal) in found


def test_a_word_that_found_something_is_not_refused() -> None:
    explained = explain("Ana Lima said on Monday that the bridge was safe.")
    (fired,) = explained.fired
    assert (fired.rule, fired.what) == ("statement.that", "say: Ana Lima: the bridge was safe")
    assert 0 < fired.precision < 1
    assert explained.refused == ()


def test_the_tokens_have_their_relations(analyser: Analyser) -> None:
    explained = explain("Ana Lima said that the bridge was not safe.", analyser)
    seen = {
        one.text: (one.relation, None if one.governor is None else explained.tokens[one.governor].text)
        for one in explained.tokens
    }
    assert seen["Lima"] == ("subject", "said")
    assert seen["said"] == ("root", None)
    assert seen["that"] == ("marker", "was")
    assert seen["the"] == ("determiner", "bridge")
    assert seen["was"] == ("complement", "said")
    assert explained.analyser in ("builtin", "spacy")


def test_an_explanation_is_a_table() -> None:
    told = str(explain("Ana Lima did not say that\tthe \x1b[2J bridge was safe."))
    assert "say          statement that  negated: said not to be so" in told
    assert "\x1b" not in told
    assert "\t" not in told


def test_an_explanation_is_frozen_and_equal_where_it_says_the_same() -> None:
    explained = explain("Rui Costa denied it.")
    assert explained == explain(Article.from_text("Rui Costa denied it."))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        explained.fired = ()  # type: ignore[misc]


def test_what_fired_is_what_extract_finds() -> None:
    article = seed_article()
    bundle = extract(article)
    made = [*bundle.statements, *bundle.meetings, *bundle.allegations]
    assert sorted({one.rule or "" for one in made}) == sorted({one.rule for one in explain(article).fired})


def test_what_cannot_be_read_is_not_explained() -> None:
    with pytest.raises(ExtractionError, match="English"):
        explain("Президент сказал, что мост безопасен.")


def test_every_refusal_has_its_meaning() -> None:
    assert all(refusal.meaning for refusal in Refusal)


def test_a_text_without_words_is_explained_as_such() -> None:
    assert str(explain("  ..\u00a0")) == "The text contains no words."


@settings(deadline=None, max_examples=examples(100))
@given(texts())
def test_any_text_is_explained_or_refused(text: str) -> None:
    if not text.strip():
        return
    try:
        explained = explain(text)
    except ExtractionError:
        return
    assert isinstance(explained, Explanation)
    assert str(explained).isprintable() or "\n" in str(explained)
    assert str(explained)
    assert all(text[one.start :].startswith(one.word) for one in explained.refused)
