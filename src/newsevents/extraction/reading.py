"""What reads an article: the rules of this package, or anything else that makes a draft."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

from newsevents import __version__
from newsevents.draft import Draft
from newsevents.errors import ExtractionError
from newsevents.extraction.drafting import draft
from newsevents.extraction.words import closed
from newsevents.records import Article

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

    def read(self, article: Article) -> Draft:
        """Read an article; see `Extractor.read`."""
        if article.text is None:
            raise ExtractionError("the article has no text")
        language = (article.language or "en").lower()
        if language.split("-")[0] not in ("en", "eng", "und"):
            raise ExtractionError(f"only English is read, and the article's language is {article.language!r}")
        _must_be_english(article.text)
        return draft(article, __version__)


def _must_be_english(text: str) -> None:
    sample = text[:_SAMPLE]
    letters = len(re.findall(r"[^\W\d_]", sample))
    others = re.findall(r"[^\W\d_]", sample.translate(_NO_ASCII))
    if sum("LATIN" not in unicodedata.name(char, "") for char in others) > letters / 2:
        raise ExtractionError("only English is read, and the text is written in another script")
    words = re.findall(r"[^\W\d_]+", sample.lower())
    known = closed()
    if len(words) >= _ENOUGH and sum(word in known for word in words) < _FEWEST * len(words):
        raise ExtractionError("only English is read, and few of the words are English")
