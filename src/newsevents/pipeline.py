"""From an article to a bundle: read, then ground."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import tee
from typing import Literal, TypeGuard

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import error_text
from newsevents.grounding.keeping import keep_valid
from newsevents.model.given import given_article
from newsevents.model.records import Article
from newsevents.reading.extractor import Extractor, RuleExtractor

__all__ = ["extract", "extract_each", "extract_many"]


def extract(article: Article, extractor: Extractor | None = None, *, at_least: float | None = None) -> Bundle:
    """Read an English news article and return the bundle of what was found.

    The article becomes a draft, which is grounded and validated like any other: its words are found and its dates
    resolved. Whatever would break a rule is left out, as with ``ground(..., on_error="keep")``.

    Args:
        article: The article, with its text. Dates are resolved against ``article.published``.
        extractor: The extractor; by default the rules of this package.
        at_least: Leave out statements, meetings and allegations found by rules whose precision on manually annotated
            news was lower than this, 0 to 1; see `RuleExtractor`.

    Returns:
        The bundle. Its ``generator`` names the extractor, and the ``rule`` of a record names the rule that found it.

    Raises:
        ExtractionError: The article cannot be read: it has no text, or is not in English.
        BundleError: The article itself breaks a rule.
        TypeError: It is a string, or anything else but an article; or ``at_least`` is given for an extractor whose
            rules were not measured.
        ValueError: ``at_least`` is not between 0 and 1.

    >>> from newsevents import Article
    >>> bundle = extract(Article.from_text("Ana Lima said the bridge was safe.", published="2024-05-17"))
    >>> [(statement.kind.value, statement.content[0].exact) for statement in bundle.statements]
    [('say', 'the bridge was safe')]
    """
    draft = _chosen(extractor, at_least).read(given_article(article))
    return keep_valid(article, draft).bundle


def extract_many(
    articles: Iterable[Article],
    extractor: Extractor | None = None,
    *,
    at_least: float | None = None,
    on_error: Literal["raise"] | Callable[[Article, Exception], object] = "raise",
) -> Iterator[Bundle]:
    """Read articles and yield their bundles, in order and in bounded memory, in batches if the analyser supports them.

    To use several processes, or to read from JSON Lines, see `newsevents.batch.extract_lines`.

    Args:
        articles: The articles; they are consumed as bundles are asked for.
        extractor: As in `extract`.
        at_least: As in `extract`.
        on_error: ``"raise"``, or a function that is called with each article that cannot be read and the error;
            reading then continues with the next article.

    Yields:
        A bundle for each article that can be read.

    Raises:
        ExtractionError: As in `extract`, unless ``on_error`` handles it; this holds for the other errors too.
        BundleError: As in `extract`.
        TypeError: As in `extract`.
        ValueError: As in `extract`.

    >>> from newsevents import Article
    >>> texts = ["Ana Lima said it was safe.", "Rui Costa said it was not."]
    >>> [len(bundle.statements) for bundle in extract_many(map(Article.from_text, texts))]
    [1, 1]
    """
    given, stream = tee(articles)
    for article, found in zip(given, extract_each(stream, _chosen(extractor, at_least)), strict=True):
        if isinstance(found, Bundle):
            yield found
        elif on_error == "raise":
            raise found
        else:
            on_error(article, found)


def extract_each(
    articles: Iterable[Article | Exception], extractor: Extractor | None = None
) -> Iterator[Bundle | Exception]:
    """Read articles in order, and yield the bundle or the error of each. An error given as an article is passed on."""
    chosen = extractor or RuleExtractor()
    given, stream = tee(articles)
    good = (one for one in stream if not isinstance(one, Exception))
    read = chosen.read_many(good) if _is_own(chosen) else (_tried(chosen, one) for one in good)
    for article in given:
        if isinstance(article, Exception):
            yield article
        else:
            draft = next(read)
            yield draft if isinstance(draft, Exception) else _grounded(article, draft)


def _grounded(article: Article, draft: Draft) -> Bundle | Exception:
    try:
        return keep_valid(article, draft).bundle
    except Exception as error:
        return error


def _is_own(extractor: Extractor) -> TypeGuard[RuleExtractor]:
    """Whether an extractor is `RuleExtractor` itself: a subclass of it may read differently."""
    return type(extractor) is RuleExtractor


def _tried(extractor: Extractor, article: Article) -> Draft | Exception:
    try:
        return extractor.read(given_article(article))
    except Exception as error:
        return error
    except SystemExit as error:  # one article must not end the job
        return RuntimeError(f"it tried to end the program: {error_text(error)}")


def _chosen(extractor: Extractor | None, at_least: float | None) -> Extractor:
    if at_least is None:
        return extractor or RuleExtractor()
    if extractor is not None and not _is_own(extractor):
        raise TypeError(f"at_least applies to the rules of this package, but {type(extractor).__name__} has others")
    return RuleExtractor(None if extractor is None else extractor.analyser, at_least=at_least)
