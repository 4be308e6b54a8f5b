"""Reading an article with the built-in analyser: the seed, refusals, arbitrary text, reproducible bytes."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsevents import (
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Draft,
    DraftActor,
    DraftStatement,
    ExtractionError,
    Extractor,
    RuleExtractor,
    StatementKind,
    check,
    compare,
    dumps,
    extract,
    extract_many,
    load_seed,
)
from newsevents.batch import extract_lines
from newsevents.seeds import seed_article
from newsevents.testing import texts

from .settings import examples


def read(text: str, **given: str) -> Bundle:
    return extract(Article.from_text(text, **{"published": "2023-11-15", **given}))


def test_the_seed_is_read_nearly_as_its_reviewer_read_it() -> None:
    comparison = compare(extract(seed_article()), load_seed())
    assert comparison.statements.f1 >= 0.82
    assert comparison.meetings.f1 == 1.0
    assert comparison.allegations.f1 >= 0.83
    assert comparison.actors.f1 >= 0.82
    assert comparison.sources.precision == 1.0
    assert comparison.sources.f1 >= 0.79
    assert comparison.statements.accuracy("speakers") >= 0.9


def test_a_bundle_agrees_with_itself() -> None:
    seed = load_seed()
    comparison = compare(seed, seed)
    for name in ("actors", "sources", "statements", "meetings", "allegations"):
        score = getattr(comparison, name)
        assert score.f1 == score.precision == score.recall == 1.0
        assert all(right == of for right, of in score.fields.values())
    assert "statements" in str(comparison)
    assert comparison.statements.accuracy("no such field") == 0.0


def test_bundles_of_different_articles_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different articles"):
        compare(read("It rained."), load_seed())


def test_what_agrees_with_nothing_scores_nothing() -> None:
    empty, full = extract(Article.from_text("It rained.")), extract(Article.from_text("It rained."))
    assert compare(empty, full).statements.f1 == 0.0


# --- articles that cannot be read, and other extractors


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Президент сказал, что мост безопасен.", None),
        ("Le président a déclaré que le pont était sûr. " * 8, None),
        ("The bridge is safe.", "fr"),
        ("橋は安全だと市長は述べた。", None),
    ],
)
def test_other_languages_are_refused(text: str, language: str | None) -> None:
    with pytest.raises(ExtractionError, match="only English"):
        extract(Article.from_text(text, language=language))


def test_html_is_refused() -> None:
    with pytest.raises(ExtractionError, match="HTML"):
        read("<html><body><p>Ana Lima said the bridge was safe.</p></body></html>")
    assert not read("1 < 2, and <b>2</b> > 1.").statements


def test_an_article_without_text_is_refused() -> None:
    with pytest.raises(ExtractionError, match="no text"):
        extract(load_seed().detach().article)


def test_a_bundle_names_what_made_it_and_each_record_its_rule() -> None:
    bundle = extract(seed_article())
    assert bundle.generator is not None
    assert bundle.generator.name == "newsevents"
    assert all(record.rule for record in (*bundle.actors, *bundle.statements, *bundle.meetings, *bundle.allegations))


class Naive:
    def read(self, article: Article) -> Draft:
        actor = DraftActor(name="Ana Lima", kind=ActorKind.PERSON)
        good = DraftStatement(kind=StatementKind.SAY, speakers=["Ana Lima"], cue="said", content="it was safe")
        bad = DraftStatement(kind=StatementKind.SAY, speakers=["Ana Lima"], content="it was never there")
        return Draft(actors=[actor], statements=[bad, good])


def test_another_extractor_goes_the_same_road_and_what_breaks_a_rule_is_left_out() -> None:
    bundle = extract(Article.from_text("Ana Lima said it was safe."), Naive())
    assert [one.content[0].exact for one in bundle.statements] == ["it was safe"]


# --- arbitrary text

PIECES = re.findall(
    r"\S+",
    """
    said say told must be has to will not that who which when if while as and but or the a its by in with of from
    according denied accused called asked vowed believe claim report statement interview Reuters Russia Ukraine Ana
    Lima Norway met meeting talks postponed attack killed Monday 2023 12 she they it however “ ” " ' ( ) , . : ; — ? !
    """,
)


@settings(deadline=None, max_examples=examples(200))
@given(st.one_of(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map(" ".join), texts()))
def test_any_text_gives_a_valid_bundle_or_one_clear_error(text: str) -> None:
    if not text.strip():
        return
    try:
        bundle = extract(Article.from_text(text, published="2023-11-15"))
    except ExtractionError:
        return
    assert not [issue for issue in check(bundle) if issue.severity == "error"]


@settings(deadline=None, max_examples=examples(60))
@given(st.data())
def test_a_damaged_article_gives_a_valid_bundle(data: st.DataObject) -> None:
    text = seed_article().text or ""
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text) - 1))
        size = data.draw(st.integers(0, 40))
        text = (
            text[:start] + data.draw(st.sampled_from(["", "“", "”", "\n\n", " ", "said ", ", "])) + text[start + size :]
        )
    bundle = extract(Article.from_text(text or "x", published="2023-11-15", publisher="Radio Free Asia"))
    assert not [issue for issue in check(bundle) if issue.severity == "error"]


PIECES = [
    "said",
    "say",
    "told",
    "must",
    "be",
    "has",
    "to",
    "will",
    "not",
    "that",
    "who",
    "which",
    "when",
    "if",
    "while",
    "as",
    "and",
    "but",
    "or",
    "the",
    "a",
    "its",
    "by",
    "in",
    "with",
    "of",
    "from",
    "according",
    "denied",
    "accused",
    "called",
    "asked",
    "vowed",
    "believe",
    "claim",
    "report",
    "statement",
    "interview",
    "Reuters",
    "Russia",
    "Ukraine",
    "Ana",
    "Lima",
    "Norway",
    "met",
    "meeting",
    "talks",
    "postponed",
    "attack",
    "killed",
    "Monday",
    "2023",
    "12",
    "she",
    "they",
    "it",
    "however",
    "“",
    "”",
    '"',
    "'",
    "(",
    ")",
    ",",
    ".",
    ":",
    ";",
    "—",
    "?",
    "!",
]


@settings(deadline=None, max_examples=examples(300))
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from([" ", "\n"]))
def test_any_run_of_words_and_marks_gives_a_valid_bundle(pieces: list[str], last: str) -> None:
    bundle = extract(Article.from_text("x " + " ".join(pieces) + last, published="2023-11-15", publisher="Reuters"))
    assert not [issue for issue in check(bundle) if issue.severity == "error"]


def test_the_same_article_gives_the_same_bytes() -> None:
    assert dumps(extract(seed_article())) == dumps(extract(seed_article()))


@pytest.mark.parametrize(
    "piece",
    [
        "Ana Lima said that ",
        "“",
        "said ",
        ", ",
        "and Russia ",
        "of the ",
        "Russia, ",
        "the three ",
        "he said. ",
        "A.",
        "( ",
        "met with ",
        "according to ",
        "X\n\n",
    ],
)
def test_work_grows_with_the_text_and_not_much_faster(piece: str) -> None:
    counts = []
    reader = RuleExtractor()
    for size in (100, 200, 400):
        article = Article.from_text("The " + piece * size, published="2023-11-15")
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            reader.read(article)
        except ExtractionError:
            pass
        finally:
            sys.setprofile(None)
        counts.append(calls)
    assert counts[2] <= 2.6 * counts[1] + 500


class Ends:
    """An extractor that ends the program."""

    def read(self, article: Article) -> Draft:
        raise SystemExit(3)


class Gives:
    """An extractor that returns something other than a draft."""

    def read(self, article: Article) -> Draft:
        return 5  # type: ignore[return-value]


class FailsWithoutIssues:
    """An extractor that raises an error without issues."""

    def read(self, article: Article) -> Draft:
        raise BundleError([])


class Mute(Exception):
    """An error that cannot be printed."""

    def __str__(self) -> str:
        raise ValueError


class Fails:
    """An extractor that raises an error that cannot be printed."""

    def read(self, article: Article) -> Draft:
        raise Mute


def test_an_error_that_cannot_be_printed_costs_one_line() -> None:
    (found,) = extract_lines([b'{"text": "Ana Lima said it was safe."}'], extractor=Fails())
    assert [(issue.code, issue.message) for issue in found[2]] == [("extractor-failed", "Mute")]


def test_an_error_without_issues_is_reported_as_an_issue() -> None:
    (found,) = extract_lines([b'{"text": "Ana Lima said it was safe."}'], extractor=FailsWithoutIssues())
    assert [issue.code for issue in found[2]] == ["extractor-failed"]


@pytest.mark.parametrize("extractor", [Ends(), Gives()])
def test_an_extractor_that_fails_costs_one_article(extractor: Extractor) -> None:
    errors: list[Exception] = []
    articles = [Article.from_text("Ana Lima said it was safe."), Article.from_text("It rained.")]
    assert list(extract_many(articles, extractor, on_error=lambda _, error: errors.append(error))) == []
    assert len(errors) == 2
