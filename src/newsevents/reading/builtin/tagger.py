"""Parts of speech, by a perceptron that tags from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from operator import itemgetter
from typing import TypeAlias

from newsevents.reading.builtin.lemmatizer import only_verbs
from newsevents.reading.builtin.model import TAG_BUCKETS, Mixed, Model, mix, normal, straight

__all__ = ["OUTSIDE", "TAG_SLOTS", "Tagger", "set_of_unknown", "shape"]

_REMEMBERED = 50_000
OUTSIDE = (16383, 16383, 0, 31, 1023)
"""The numbers that represent a word before or after the sentence."""
TAG_SLOTS = ((30, 0), (31, 0), (32, 1), (33, 1), (34, 2), (35, 3), (36, 3), (37, 3), (38, 4), (39, 4), (40, 4), (41, 4))
"""The slots of a word's parts of features, and the index of the number that each is made from."""
_BEFORE, _TWO_BEFORE = Mixed(42, TAG_BUCKETS), Mixed(43, TAG_BUCKETS)
_START = tuple(mix(44, number, TAG_BUCKETS) for number in (0, 1))

Entry: TypeAlias = tuple[int, int, int, int, int, int]
Known: TypeAlias = tuple[int, ...]


def shape(word: str) -> int:
    """The shape of a word, as a number below 32."""
    if word.islower():
        return 1 + ("-" in word) if word.isalpha() or "-" in word else 3
    if word.isalpha():
        if word.isupper():
            return 4 if len(word) == 1 else 5
        return 6 if word[0].isupper() and word[1:].islower() else 7 if word[0].isupper() else 8
    first = word[0]
    if first.isdigit():
        if word.isdigit():
            return 9 if len(word) == 4 else 10 if len(word) < 3 else 11
        return 12 if word[-1].isdigit() else 13
    if first.isupper():
        return 14 if word[-1] == "." else 15
    if not any(map(str.isalnum, word)):
        return 16
    return 17 if word[-1].isalpha() else 18


def set_of_unknown(word: str) -> str:
    """The name of the set of tags for an unknown word, by its shape and ending."""
    return f"?{shape(word)}{normal(word)[-2:] if word[-1:].isalpha() else ''}"


class Tagger:
    """Tags each word of a sentence."""

    def __init__(self, model: Model) -> None:
        """Use a model."""
        self._model = model
        numbers = model.tags.numbers
        self._infinitive, self._present = numbers["VB"], numbers["VBP"]
        self._verbal = frozenset(number for name, number in numbers.items() if name[:2] == "VB")
        self._before_infinitives = frozenset((numbers["TO"], numbers["MD"]))
        self._entries: dict[str, Known] = {}

    def entry(self, word: str) -> Entry:
        """The features of a word alone: word, ending, shorter ending, shape, set of tags; and its tag, or -1."""
        model = self._model
        low = normal(word)
        form = shape(word)
        number = model.words.get(low, 0)
        known = model.sets.get(low)
        if known is None:
            known = model.sets.get(set_of_unknown(word)) or model.sets.get(f"?{form}", 0)
        long = model.suffixes.get(low[-3:], 0)
        short = model.suffixes.get(low[-2:], 0)
        return number, long << 5 | form, short << 5 | form, form, known, model.sure.get(straight(word), -1)

    def tag(self, words: Sequence[str]) -> list[int]:
        """The tag of each word of a sentence, as a number."""
        weights = self._model.tag_weights
        counts = weights.counts
        row = weights.__getitem__
        best = self._model.tags.best
        known = self._entries
        if len(known) > _REMEMBERED:
            known.clear()
        entries: list[Known] = []
        for word in words:
            entry = known.get(word)
            if entry is None:
                *numbers, tag = self.entry(word)
                capital = numbers[3] > 3
                entry = (*parts(numbers), word in only_verbs(), capital, tag)  # a capital at the start means little
                if len(word) < 40:
                    known[word] = entry
            entries.append(entry)
        *columns, verbs, capitals, sure = zip(*entries, strict=True)
        context = Context(columns)
        tags: list[int] = []
        before = two_before = 62
        for at, tag in enumerate(sure):
            if tag < 0 or (at == 0 and capitals[0]):
                features = context.features(at, before, two_before)
                tag = best(sum(map(row, compress(features, itemgetter(*features)(counts)))))
                if verbs[at] and tag not in self._verbal:
                    tag = self._infinitive if before in self._before_infinitives else self._present
            tags.append(tag)
            two_before, before = before, tag
        return tags


def parts(numbers: Sequence[int]) -> tuple[int, ...]:
    """The parts of features of a word: two each for the word and its ending, one for a shorter ending, and so on."""
    return tuple(mix(slot, numbers[which], TAG_BUCKETS) for slot, which in TAG_SLOTS)


_ENDS = [(part,) * 4 for part in parts(OUTSIDE)]


class Context:
    """The words of a sentence as the tagger sees them."""

    __slots__ = ("f1", "f2", "f3", "l1", "l2", "s1", "s2", "s3", "s4", "short", "w1", "w2")

    def __init__(self, columns: Sequence[Sequence[int]]) -> None:
        """Arrange the parts of the words, with places after the sentence for the words outside it.

        Args:
            columns: For each part, in the order of `parts`, its value for each word.
        """
        laid = [(*column, *ends) for column, ends in zip(columns, _ENDS, strict=True)]
        self.w1, self.w2, self.l1, self.l2, self.short, self.f1, self.f2, self.f3, *sets = laid
        self.s1, self.s2, self.s3, self.s4 = sets

    def features(self, at: int, before: int, two_before: int) -> list[int]:
        """The features of a word, given the tags of the two before it."""
        w2, s2, s3, f2, f3 = self.w2, self.s2, self.s3, self.f2, self.f3
        w, s, long, form = self.w1[at], self.s1[at], self.l1[at], self.f1[at]
        wa, wb = w2[at + 1], w2[at - 1]
        sa = s2[at + 1]
        t, tt = _BEFORE[before], _TWO_BEFORE[two_before]
        start = _START[at == 0]
        return [
            w ^ 1,
            long ^ 2,
            self.short[at] ^ t ^ 3,
            t ^ 4,
            t ^ tt ^ 5,
            t ^ w ^ 6,
            wb ^ 7,
            wa ^ 8,
            sa ^ s ^ 9,
            t ^ s ^ 10,
            t ^ s ^ sa ^ 11,
            self.l2[at + 1] ^ 12,
            w ^ wb ^ 13,
            w ^ wa ^ 14,
            sa ^ s3[at + 2] ^ t ^ 15,
            t ^ sa ^ 16,
            w2[at - 2] ^ s ^ 17,
            w2[at + 2] ^ s ^ 18,
            form ^ start ^ f2[at + 1] ^ f3[at - 1] ^ 19,
            long ^ t ^ 20,
            t ^ tt ^ s ^ 21,
            w ^ tt ^ 22,
            s ^ wb ^ 23,
            s ^ wa ^ 24,
            long ^ start ^ f2[at - 1] ^ 25,
            s ^ self.s4[at - 1] ^ sa ^ 26,
            t ^ tt ^ s ^ sa ^ 27,
            w ^ sa ^ 28,
            s ^ s3[at + 2] ^ sa ^ 29,
        ]
