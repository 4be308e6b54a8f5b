"""An analyser that uses a spaCy pipeline: ``SpacyAnalyser("en_core_web_sm")`` (extra ``newsevents[spacy]``)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsevents.errors import ExtractionError
from newsevents.reading.builtin.lemmatizer import Lemmatizer
from newsevents.reading.parse import Parse, Token

if TYPE_CHECKING:  # pragma: no cover
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["SpacyAnalyser"]

_NEEDED = ("tagger", "parser")
_UNUSED = ("lemmatizer", "ner", "entity_linker", "textcat", "textcat_multilabel")
_BATCH = 64
_REMEMBERED = 50_000
_COLUMNS = ["TAG", "DEP", "HEAD", "SENT_START", "IDX", "IS_SPACE"]

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
    """Analyses text with a spaCy pipeline that has a tagger and a parser for English.

    Lemmas are found by the built-in analyser, from the pipeline's tags, so the rules see the same ones with either.
    Those of spaCy's models are slower and often wrong ("hoped": "hop", "felt": "fell").
    """

    def __init__(self, model: str | Language) -> None:
        """Load a pipeline, or use one that is loaded.

        Args:
            model: The name of an installed pipeline, such as ``en_core_web_sm``, or a pipeline.

        Raises:
            ExtractionError: spaCy or the pipeline is not installed, or the pipeline does not parse English.
        """
        self._model = model
        self._pipeline = _load(model) if isinstance(model, str) else model
        lacking = [name for name in _NEEDED if not self._pipeline.has_pipe(name)]
        if self._pipeline.lang != "en" or lacking:
            lack = f"lacks {', '.join(lacking)}" if lacking else f"is for {self._pipeline.lang!r}"
            raise ExtractionError(f"a pipeline for English with {', '.join(_NEEDED)} is needed, but this one {lack}")
        self._unused = [name for name in _UNUSED if self._pipeline.has_pipe(name)]
        self._lemmatizer = Lemmatizer()
        self._lemmas: dict[tuple[str, str], str] = {}

    @property
    def name(self) -> str:
        """The name of the analyser in the table of measured rules."""
        return "spacy"

    @property
    def batch(self) -> int:
        """The best number of articles to analyse at once."""
        return _BATCH

    def __reduce__(self) -> tuple[type[SpacyAnalyser], tuple[str | Language]]:
        """Pickle only the name of the pipeline if there is one: other processes load it themselves."""
        return SpacyAnalyser, (self._model,)

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
                    self._add(tokens, next(docs), start)
                yield Parse(tuple(tokens))

    def _add(self, tokens: list[Token], doc: Doc, start: int) -> None:
        """Add the tokens of a block, except those that are only spaces."""
        columns = doc.to_array(_COLUMNS).T.tolist()  # much faster than asking each token
        tags, labels, heads, begins, offsets, spaces = columns
        name = doc.vocab.strings.__getitem__
        sentence = tokens[-1].sentence if tokens else -1
        counts = itertools.accumulate((not space for space in spaces), initial=len(tokens))
        places = list(counts)
        words = [token.text for token in doc]
        begun = False
        for at, word in enumerate(words):
            begun = begun or begins[at] == 1 or at == 0
            if spaces[at]:
                continue
            if begun:
                sentence, begun = sentence + 1, False
            head = at + _signed(heads[at])
            while spaces[head] and heads[head]:
                head += _signed(heads[head])
            here = places[at]
            governor = here if spaces[head] else places[head]
            label = "ROOT" if governor == here else name(labels[at])
            tag = name(tags[at])
            begin = start + offsets[at]
            tokens.append(Token(begin, begin + len(word), tag, self._lemma(word, tag), governor, label, sentence))

    def _lemma(self, word: str, tag: str) -> str:
        found = self._lemmas.get((word, tag))
        if found is None:
            if len(self._lemmas) > _REMEMBERED:
                self._lemmas.clear()
            found = self._lemmas[word, tag] = self._lemmatizer.lemma(word, tag)
        return found


def _signed(number: int) -> int:
    """A difference that was stored as an unsigned number."""
    return number - (1 << 64) if number >> 63 else number


def _load(name: str) -> Language:
    try:
        import spacy
    except ImportError:
        raise ExtractionError('spaCy is not installed: pip install "newsevents[spacy]"') from None
    try:
        return spacy.load(name)
    except OSError:
        raise ExtractionError(
            f"the spaCy pipeline {name!r} is not installed: python -m spacy download {name}"
        ) from None


def _plain(piece: str) -> str:
    """The same number of code points, with the quotation marks and spaces that models were trained on."""
    return piece.translate(_SAME_LENGTH).replace("``", ' "').replace("''", '" ')
