"""Tagged sentences as the numbers that the parser works with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from newsevents.reading.builtin.kinds import kind
from newsevents.reading.builtin.lemmatizer import Lemmatizer
from newsevents.reading.builtin.model import Model, normal
from newsevents.reading.builtin.state import State, parts

__all__ = ["Encoder"]

_REMEMBERED = 50_000
_UNKNOWN = 20_000
"""The first number for infrequent words, which are numbered by their endings; all names have the same number."""
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PAUSES = frozenset((",", ":", "-LRB-", "-RRB-"))

Encoded: TypeAlias = tuple[int, int, int, int, tuple[int, ...], str]


class Encoder:
    """Turns words and their tags into the start of a parse, and caches the result for each pair."""

    def __init__(self, model: Model) -> None:
        """Use a model."""
        self._model = model
        self._lemmatizer = Lemmatizer()
        self._known: dict[tuple[str, int], Encoded] = {}

    def encode(self, words: Sequence[str], tags: Sequence[int]) -> tuple[State, tuple[str, ...]]:
        """The state in which the parse of a sentence begins, and the lemma of each word."""
        kinds, _, verbal, marks, columns, lemmas = zip(*self.encoded(words, tags), strict=True)
        return State(kinds, tags, quoted(marks), verbal, tuple(zip(*columns, strict=True))), lemmas

    def encoded(self, words: Sequence[str], tags: Sequence[int]) -> list[Encoded]:
        """For each word, the numbers of its kind, its lemma and its class, its mark, its parts and its lemma.

        The class is 1 for finite verbs, 2 for nouns and 3 for commas and the like; the mark is 1 for an opening and 2
        for a closing quotation mark.
        """
        known = self._known
        if len(known) > _REMEMBERED:
            known.clear()
        found: list[Encoded] = []
        for pair in zip(words, tags, strict=True):
            encoded = known.get(pair)
            if encoded is None:
                encoded = self._encode(*pair)
                if len(pair[0]) < 40:
                    known[pair] = encoded
            found.append(encoded)
        return found

    def _encode(self, word: str, tag: int) -> Encoded:
        model = self._model
        name = model.tags.names[tag]
        lemma = self._lemmatizer.lemma(word, name)
        low = normal(word)
        found = model.kinds.get(kind(low, name, lemma, model.frames)) or model.kinds.get(name, 0)
        number = model.words.get(lemma if name[:2] in ("VB", "NN") else low)
        if number is None:
            number = _UNKNOWN + (0 if name[:3] == "NNP" else model.suffixes.get(low[-3:], 0))
        mark = 1 if name == "``" else 2 if name == "''" else 0
        group = 1 if name in _FINITE else 2 if name[:2] == "NN" else 3 if name in _PAUSES else 0
        return found, number, group, mark, parts(found, number, tag), lemma


def quoted(marks: Sequence[int]) -> list[int]:
    """1 for each token within quotation marks, 2 for the marks, otherwise 0; in the input, 1 opens and 2 closes."""
    found: list[int] = []
    inside = opened = 0
    for mark in marks:
        if mark == 1:
            inside = opened = 1
        elif mark == 2:
            if not opened:
                found = [1 if it == 0 else it for it in found]
                opened = 1
            inside = 0
        found.append(2 if mark else inside)
    return found
