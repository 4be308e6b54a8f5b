"""The built-in analyser, as the rules use it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from newsevents.reading.builtin.encode import Encoder
from newsevents.reading.builtin.government import attach_charges, attach_deeds
from newsevents.reading.builtin.model import Model
from newsevents.reading.builtin.parser import Parser
from newsevents.reading.builtin.sentences import Splitter, direct
from newsevents.reading.builtin.store import load
from newsevents.reading.builtin.tagger import Tagger
from newsevents.reading.builtin.tokenizer import Tokenizer
from newsevents.reading.parse import Parse, Token

__all__ = ["BuiltinAnalyser"]


class BuiltinAnalyser:
    """Analyses English text without any other library. Its model is loaded when it first parses."""

    def __init__(self, model: Model | None = None) -> None:
        """Use the model that comes with the package, or another one."""
        self._model = model

    @property
    def name(self) -> str:
        """The name of the analyser in the table of measured rules."""
        return "builtin"

    def __reduce__(self) -> tuple[type[BuiltinAnalyser], tuple[Model | None]]:
        """Pickle without the model if it is the one that comes with the package."""
        return BuiltinAnalyser, (self._model,)

    @functools.cached_property
    def _parts(self) -> _Parts:
        return _Parts(self._model or load())

    def parse(self, text: str, blocks: Sequence[tuple[int, int]]) -> Parse:
        """Analyse an article; see `Analyser.parse`.

        Raises:
            ExtractionError: The weights that come with the package are damaged.
        """
        parts = self._parts
        found: list[Token] = []
        sentence = 0
        for start, end in blocks:
            places = list(parts.tokenizer.tokens(text, start, end))
            words = [text[begin:stop] for begin, stop in places]
            direct(words, places)
            starts = parts.splitter.starts(words, _breaks(text, places))
            for first, last in pairwise([*starts, len(words)]):
                parts.add(found, words[first:last], places[first:last], sentence)
                sentence += 1
        return Parse(tuple(found))

    def parse_many(self, texts: Iterable[tuple[str, Sequence[tuple[int, int]]]]) -> Iterator[Parse]:
        """Analyse many articles one after another; see `Analyser.parse_many`."""
        return (self.parse(text, blocks) for text, blocks in texts)


class _Parts:
    """The steps of the analysis, one after another."""

    def __init__(self, model: Model) -> None:
        self.tokenizer = Tokenizer()
        self.splitter = Splitter()
        self._tagger = Tagger(model)
        self._encoder = Encoder(model)
        self._parser = Parser(model)
        self._tags = model.tags.names
        self._labels = model.labels.names
        self._label = model.labels.numbers

    def add(self, found: list[Token], words: list[str], places: list[tuple[int, int]], sentence: int) -> None:
        """Add the tokens of a sentence."""
        tags = self._tagger.tag(words)
        state, lemmas = self._encoder.encode(words, tags)
        heads, labels = self._parser.parse(state)
        named = [self._tags[tag] for tag in tags]
        attach_charges(words, lemmas, heads, labels, self._label["dobj"], self._label["prep"])
        attach_deeds(named, lemmas, heads, labels, self._label)
        first = len(found)
        relations = self._labels
        for (start, end), tag, lemma, head, label in zip(places, named, lemmas, heads, labels, strict=True):
            at, governor = len(found), first + head
            relation = relations[label]
            if relation == "ROOT" and governor != at:  # labels are predicted from the words alone
                relation = "dep"
            found.append(Token(start, end, tag, lemma, governor, relation, sentence))


def _breaks(text: str, places: Sequence[tuple[int, int]]) -> list[bool]:
    """For each token, whether an empty line precedes it."""
    found = []
    last = places[0][0] if places else 0
    for start, end in places:
        found.append(start - last > 1 and text.count("\n", last, start) > 1)
        last = end
    return found
