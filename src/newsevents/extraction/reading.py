"""What reads an article: the rules of this package, or anything else that makes a draft."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from newsevents import __version__
from newsevents.draft import Draft
from newsevents.errors import ExtractionError
from newsevents.extraction.drafting import draft
from newsevents.extraction.words import closed
from newsevents.model.given import given_article
from newsevents.model.records import Article

if TYPE_CHECKING:
    from newsevents.reading.parse import Analyser

__all__ = ["ExtractionError", "Extractor", "RuleExtractor"]

_SAMPLE = 4_000
"""How many code points of a text are looked at for its language."""

_NO_ASCII = dict.fromkeys(range(128))

_ENOUGH = 40
"""From how many words on a text shows its language."""

_FEWEST = 0.12
"""What share of the words of an English text are at the least articles, prepositions, pronouns and their like."""


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
    """Reads English news by the rules of this package. It needs no model and no network."""

    def __init__(self, analyser: Analyser | None = None) -> None:
        """Read by the words alone, or by the grammatical relations that an analyser finds.

        Args:
            analyser: What finds the grammar, such as ``SpacyAnalyser("en_core_web_sm")`` of `newsevents.reading`.
        """
        self._analyser = analyser

    def read(self, article: Article) -> Draft:
        """Read an article; see `Extractor.read`."""
        given_article(article)
        if article.text is None:
            raise ExtractionError("the article has no text")
        language = (article.language or "en").lower()
        if language.split("-")[0] not in ("en", "eng", "und"):
            raise ExtractionError(f"only English is read, and the article's language is {article.language!r}")
        _must_be_text(article.text)
        _must_be_english(article.text)
        if self._analyser is None:
            return draft(article, __version__)
        from newsevents.reading import drafter

        return drafter.draft(article, self._analyser)


_MARKUP = re.compile(
    r"<(?:!doctype html|/?(?:html|head|body|div|p|br|span|script|style|table|tr|td|ul|ol|li|h[1-6])\b)", re.I
)
_SOME_MARKUP = 3
"""From how many tags on a text is taken for HTML."""


def _must_be_text(text: str) -> None:
    tags = islice(_MARKUP.finditer(text), _SOME_MARKUP)
    if sum(1 for _ in tags) == _SOME_MARKUP:
        raise ExtractionError("only text is read, and this is HTML: take the text out of it first")


def _must_be_english(text: str) -> None:
    sample = text[:_SAMPLE]
    others = [] if sample.isascii() else [char for char in sample.translate(_NO_ASCII) if char.isalpha()]
    if sum("LATIN" not in unicodedata.name(char, "") for char in others) > sum(map(str.isalpha, sample)) / 2:
        raise ExtractionError("only English is read, and the text is written in another script")
    words = re.findall(r"[^\W\d_]+", sample.lower())
    known = closed()
    if len(words) >= _ENOUGH and sum(word in known for word in words) < _FEWEST * len(words):
        raise ExtractionError("only English is read, and few of the words are English")
