"""Extractors, which read articles: the rules of this package, or anything else that makes a draft."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from newsevents.draft import Draft
from newsevents.english import closed
from newsevents.errors import BundleError, ExtractionError
from newsevents.model.given import given_article
from newsevents.model.records import Article
from newsevents.reading.layout import Layout, lay_out
from newsevents.reading.precision import leave_out
from newsevents.rules.types import mismatches

if TYPE_CHECKING:
    from newsevents.reading.drafter import Drafter
    from newsevents.reading.parse import Analyser

__all__ = ["ExtractionError", "Extractor", "RuleExtractor", "analyser_of", "drafter_of"]

_SAMPLE = 4_000
"""How many code points of a text are examined for its language."""

_NO_ASCII = dict.fromkeys(range(128))

_ENOUGH = 40
"""The number of words from which a text shows its language."""

_FEWEST = 0.12
"""The smallest share of function words in an English text: articles, prepositions, pronouns and the like."""


class Extractor(Protocol):
    """Anything that reads an article."""

    def read(self, article: Article) -> Draft:
        """Read an article.

        Args:
            article: The article, with its text.

        Returns:
            What was found. It is grounded and validated like any draft.

        Raises:
            ExtractionError: The article cannot be read.
        """
        ...


class RuleExtractor:
    """Reads English news by rules over grammatical relations. It needs no network and, by default, no other library."""

    def __init__(self, analyser: Analyser | str | None = None, *, at_least: float = 0.0) -> None:
        """Choose the analyser, and which rules to trust.

        Args:
            analyser: Finds the grammatical relations; by default the built-in analyser. ``"spacy:en_core_web_sm"`` is
                the same as ``SpacyAnalyser("en_core_web_sm")`` of `newsevents.reading`, which uses a spaCy pipeline.
            at_least: How often a rule must have been right on news that people had annotated, from 0 to 1. The
                statements, meetings and allegations of other rules are left out, with the actors and sources that only
                they refer to.

        Raises:
            ExtractionError: The spaCy pipeline is missing.
            ValueError: The name is not that of an analyser, or ``at_least`` is not from 0 to 1.
        """
        if not 0 <= at_least <= 1:
            raise ValueError(f"at_least must be a number from 0 to 1, not {at_least!r}")
        self._analyser = analyser_of(analyser) if isinstance(analyser, str) else analyser
        self._at_least = at_least

    @property
    def analyser(self) -> Analyser:
        """The analyser that finds the grammatical relations."""
        return self._analyser or _builtin()

    @property
    def batch(self) -> int:
        """How many articles the analyser takes at once."""
        return getattr(self.analyser, "batch", 1)

    def read(self, article: Article) -> Draft:
        """Read an article; see `Extractor.read`."""
        return self._trusted(drafter_of(article, self.analyser).draft())

    def read_many(self, articles: Iterable[Article]) -> Iterator[Draft | Exception]:
        """Read many articles in order, in batches if the analyser supports them.

        Yields:
            For each article, what was found, or the error that `read` raises for it.
        """
        stream = iter(articles)
        while batch := list(islice(stream, self.batch)):
            yield from self._batch(batch)

    def _batch(self, batch: list[Article]) -> Iterator[Draft | Exception]:
        from newsevents.reading.drafter import Drafter

        texts = [_laid_out(article) for article in batch]
        good = [(text, layout.prose) for text, layout in texts if layout is not None]
        try:
            parses = iter(list(self.analyser.parse_many(good)))
        except Exception:  # one of them is the cause
            parses = None
        for article, (_, layout) in zip(batch, texts, strict=True):
            try:
                if layout is None or parses is None:
                    yield self.read(article)
                else:
                    yield self._trusted(Drafter(article, layout, next(parses)).draft())
            except Exception as error:
                yield error

    def _trusted(self, draft: Draft) -> Draft:
        return leave_out(draft, self._at_least, getattr(self.analyser, "name", "")) if self._at_least else draft


@functools.cache
def _builtin() -> Analyser:
    """The analyser that comes with the package, loaded once."""
    from newsevents.reading.builtin import BuiltinAnalyser

    return BuiltinAnalyser()


def analyser_of(name: str) -> Analyser:
    """The analyser with a name: ``builtin``, or ``spacy:`` and the name of a pipeline.

    Raises:
        ExtractionError: The pipeline is missing.
        ValueError: There is no analyser with that name.
    """
    if name == "builtin":
        return _builtin()
    library, _, pipeline = name.partition(":")
    if library != "spacy" or not pipeline:
        raise ValueError(
            f"an analyser must be 'builtin' or 'spacy:MODEL', such as 'spacy:en_core_web_sm', not {name!r}"
        )
    from newsevents.reading.spacy_analyser import SpacyAnalyser

    return SpacyAnalyser(pipeline)


def drafter_of(article: Article, analyser: Analyser) -> Drafter:
    """The drafter of an article.

    Raises:
        ExtractionError: The article cannot be read.
    """
    from newsevents.reading.drafter import Drafter

    text = _readable(article)
    layout = lay_out(text)
    return Drafter(article, layout, analyser.parse(text, layout.prose))


def _laid_out(article: Article) -> tuple[str, Layout | None]:
    """The text of an article and its parts, if it can be read."""
    try:
        text = _readable(article)
    except Exception:  # which `RuleExtractor.read` raises again
        return "", None
    return text, lay_out(text)


def _readable(article: Article) -> str:
    """The text of an article.

    Raises:
        ExtractionError: It has no text, or one that is not in English.
        BundleError: A value has the wrong type.
    """
    issues = list(mismatches(given_article(article), Article, "article"))
    if issues:
        raise BundleError(issues)
    if article.text is None:
        raise ExtractionError("the article has no text")
    language = (article.language or "en").lower()
    if language.split("-")[0] not in ("en", "eng", "und"):
        raise ExtractionError(f"only English is read, but the article's language is {article.language!r}")
    _must_be_text(article.text)
    _must_be_english(article.text)
    return article.text


_MARKUP = re.compile(
    r"<(?:!doctype html|/?(?:html|head|body|div|p|br|span|script|style|table|tr|td|ul|ol|li|h[1-6])\b)", re.I
)
_SOME_MARKUP = 3
"""The number of tags from which a text is taken for HTML."""


def _must_be_text(text: str) -> None:
    tags = islice(_MARKUP.finditer(text), _SOME_MARKUP)
    if sum(1 for _ in tags) == _SOME_MARKUP:
        raise ExtractionError("only plain text is read, but this is HTML: extract its text first")


def _must_be_english(text: str) -> None:
    sample = text[:_SAMPLE]
    others = [] if sample.isascii() else [char for char in sample.translate(_NO_ASCII) if char.isalpha()]
    if sum("LATIN" not in unicodedata.name(char, "") for char in others) > sum(map(str.isalpha, sample)) / 2:
        raise ExtractionError("only English is read, but the text is in another script")
    words = re.findall(r"[^\W\d_]+", sample.lower())
    known = closed()
    if len(words) >= _ENOUGH and sum(word in known for word in words) < _FEWEST * len(words):
        raise ExtractionError("only English is read, but few of the words are English")
