"""The output of an analyser: the tokens of an article, each with its tag, lemma and governor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import attrs

__all__ = ["Analyser", "Parse", "Token"]


@attrs.frozen
class Token:
    """A word or a mark.

    Attributes:
        start: Where it begins in the article's text, in code points.
        end: Where it ends.
        tag: Its Penn Treebank tag, such as ``VBD`` or ``NNP``.
        lemma: Its base form in lower case; for pronouns, the word itself in lower case.
        head: The index of its governor among the tokens of the article; its own if it has none.
        label: Its relation to the governor, in the labels of spaCy's English models (ClearNLP), such as ``nsubj``.
        sentence: The number of its sentence in the article, from 0.
    """

    start: int
    end: int
    tag: str
    lemma: str
    head: int
    label: str
    sentence: int


@attrs.frozen
class Parse:
    """The tokens of an article in text order. The governors of a sentence form a tree and lie within it."""

    tokens: tuple[Token, ...]


class Analyser(Protocol):
    """Anything that analyses the grammar of English text."""

    def parse(self, text: str, blocks: Sequence[tuple[int, int]]) -> Parse:
        """Analyse an article.

        Args:
            text: The text of the article.
            blocks: The stretches of prose in it, in text order. No sentence crosses their bounds, and what lies
                between them has no tokens.
        """
        ...

    def parse_many(self, texts: Iterable[tuple[str, Sequence[tuple[int, int]]]]) -> Iterator[Parse]:
        """Analyse many articles, each a text and its blocks, and yield as many parses in the same order."""
        ...
