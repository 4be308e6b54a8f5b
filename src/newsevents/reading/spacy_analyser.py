"""The analyser on a spaCy pipeline: ``SpacyAnalyser("en_core_web_sm")`` (extra ``newsevents[spacy]``)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsevents.errors import ExtractionError
from newsevents.reading.parse import Parse, Token

if TYPE_CHECKING:  # pragma: no cover
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["SpacyAnalyser"]

_NEEDED = ("tagger", "parser", "lemmatizer")
_UNUSED = ("ner", "entity_linker", "textcat", "textcat_multilabel")
_BATCH = 64

_LEMMAS = {"hoped": "hope", "hoping": "hope", "'s": "be", "felt": "feel", "found": "find", "left": "leave"}
"""Lemmas that the models' rules get wrong."""

_SAME_LENGTH = str.maketrans(
    {
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\u00a0": " ",
        "\u2029": " ",
        "\u2028": " ",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
    }
)


class SpacyAnalyser:
    """Analyses text by a spaCy pipeline with a tagger, a parser and a lemmatizer for English."""

    def __init__(self, model: str | Language) -> None:
        """Load a pipeline, or take one that is loaded.

        Args:
            model: The name of an installed pipeline, such as ``en_core_web_sm``, or a pipeline.

        Raises:
            ExtractionError: spaCy or the pipeline is not installed, or the pipeline does not parse English.
        """
        self._pipeline = _load(model) if isinstance(model, str) else model
        lacking = [name for name in _NEEDED if not self._pipeline.has_pipe(name)]
        if self._pipeline.lang != "en" or lacking:
            lack = f"lacks {', '.join(lacking)}" if lacking else f"is for {self._pipeline.lang!r}"
            raise ExtractionError(f"a pipeline for English with {', '.join(_NEEDED)} is needed, and this one {lack}")
        self._unused = [name for name in _UNUSED if self._pipeline.has_pipe(name)]

    def parse(self, text: str, blocks: Sequence[tuple[int, int]]) -> Parse:
        """Analyse an article; see `Analyser.parse`."""
        return next(self.parse_many([(text, blocks)]))

    def parse_many(self, texts: Iterable[tuple[str, Sequence[tuple[int, int]]]]) -> Iterator[Parse]:
        """Analyse many articles in batches; see `Analyser.parse_many`."""
        articles, stream = itertools.tee(texts)
        pieces = (_plain(text[start:end]) for text, blocks in stream for start, end in blocks)
        with self._pipeline.select_pipes(disable=self._unused):
            docs = iter(self._pipeline.pipe(pieces, batch_size=_BATCH))
            for _, blocks in articles:
                tokens: list[Token] = []
                for start, _end in blocks:
                    _add(tokens, next(docs), start)
                yield Parse(tuple(tokens))


def _load(name: str) -> Language:
    try:
        import spacy
    except ImportError:
        raise ExtractionError('spaCy is not installed: pip install "newsevents[spacy]"') from None
    try:
        return spacy.load(name)
    except OSError:
        raise ExtractionError(f"spaCy has no pipeline {name!r}: python -m spacy download {name}") from None


def _plain(piece: str) -> str:
    """The same text in as many code points, with the quotation marks and spaces that models were trained on."""
    return piece.translate(_SAME_LENGTH).replace("``", ' "').replace("''", '" ')


def _add(tokens: list[Token], doc: Doc, start: int) -> None:
    """Add the tokens of a block, without those that are only spaces."""
    sentence = tokens[-1].sentence if tokens else -1
    places: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            places[token.i] = len(tokens) + len(places)
    begun = False
    for token in doc:
        begun = begun or bool(token.is_sent_start)
        if token.is_space:
            continue
        if begun:
            sentence, begun = sentence + 1, False
        head = token.head
        while head.is_space and head.head is not head and head.head.i != head.i:
            head = head.head
        here = places[token.i]
        governor = places.get(head.i, here)
        label = "ROOT" if governor == here else token.dep_
        at = start + token.idx
        lemma = (
            token.lower_ if token.tag_.startswith(("PRP", "W")) else _LEMMAS.get(token.lower_) or token.lemma_.lower()
        )
        tokens.append(Token(at, at + len(token), token.tag_, lemma, governor, label, sentence))
