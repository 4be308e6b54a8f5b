"""What the analyser has learned: vocabularies, and weights as packed integers.

A feature is a number below a power of two, made from the numbers of its parts without a table (feature hashing;
Weinberger et al. 2009). The weights of a feature for all classes are one integer, a field of bits for each class, so
that the scores of all classes are a plain sum of integers: exact, fast, and the same everywhere. A field may be
negative; it then borrows from the next one, which a bias added before the fields are read gives back.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping, Sequence

import attrs

__all__ = [
    "BLOCK", "BUCKETS", "CLASS_BITS", "TAG_BUCKETS", "Classes", "Mixed", "Model", "Rows", "mix", "normal", "straight",
]  # fmt: skip

BUCKETS, TAG_BUCKETS = 1 << 23, 1 << 22
"""How many features can be distinguished: of actions and labels, and of tags."""
CLASS_BITS = 16
"""Bits of a class in the sums of scores of tags and labels."""
BLOCK = 256
"""How many features lie between two of which it is said where their weights begin."""

_LOW = (1 << 64) - 1
_MARKS = str.maketrans({"“": "``", "„": "``", "«": "``", "”": "''", "»": "''", "‘": "`", "’": "'", "‚": "`", "´": "'"})


def mix(slot: int, number: int, buckets: int = BUCKETS) -> int:
    """A part of a feature as a number that looks like chance; features are parts joined by ``^``.

    Args:
        slot: What the part is, such as the tag of the next word.
        number: Its value.
        buckets: What the number is below, a power of two.
    """
    mixed = (number + (slot << 32) + 1) * 0x9E3779B97F4A7C15 & _LOW
    mixed = (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9 & _LOW
    return (mixed ^ mixed >> 32) % buckets


class Mixed(dict[int, int]):
    """`mix` for a slot, remembered by number."""

    def __init__(self, slot: int, buckets: int = BUCKETS) -> None:
        """Take the slot and how many numbers there are."""
        super().__init__()
        self._slot, self._buckets = slot, buckets

    def __missing__(self, number: int) -> int:
        """Compute what is not known yet."""
        found = self[number] = mix(self._slot, number, self._buckets)
        return found


def straight(word: str) -> str:
    """A word with the quotation marks of the Penn Treebank: `` and '' for double ones, ` and ' for single ones."""
    return word if word.isascii() else word.translate(_MARKS)


def normal(word: str) -> str:
    """A word in lower case, with the quotation marks of the Penn Treebank."""
    return straight(word).lower()


class Classes:
    """The names of tags or labels, and how the sum of their scores is read."""

    __slots__ = ("bias", "names", "numbers", "size", "unpack")

    def __init__(self, names: Sequence[str]) -> None:
        """Number the names."""
        self.names = tuple(names)
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.bias = sum(1 << (CLASS_BITS * i + CLASS_BITS - 1) for i in range(len(self.names)))
        self.size = len(self.names) * CLASS_BITS // 8
        self.unpack = struct.Struct(f"<{len(self.names)}H").unpack

    def best(self, total: int) -> int:
        """The class with the highest score; the first of equals."""
        scores = self.unpack((total + self.bias).to_bytes(self.size, "little"))
        return scores.index(max(scores))


class Rows(dict[int, int]):
    """The packed weights of features, each packed when it is first asked for.

    Few of the features that were learned occur in an article, and to pack them all takes longer than to parse it.
    """

    def __init__(
        self, counts: bytes | bytearray = b"", blocks: Sequence[int] = (), classes: bytes = b"", values: bytes = b""
    ) -> None:
        """Take the weights of all features, one after another.

        Args:
            counts: For each feature, of how many classes it has weights.
            blocks: Where the weights of each `BLOCK` of features begin.
            classes: The classes.
            values: Their weights, as signed bytes.
        """
        super().__init__()
        self.counts = counts
        self._blocks = blocks
        self._classes = classes
        self._values = memoryview(values).cast("b")

    def __missing__(self, feature: int) -> int:
        """Pack the weights of a feature."""
        block = feature // BLOCK
        start = self._blocks[block] + sum(self.counts[block * BLOCK : feature])
        places = range(start, start + self.counts[feature])
        packed = sum(self._values[at] << CLASS_BITS * self._classes[at] for at in places)
        self[feature] = packed
        return packed


@attrs.frozen(kw_only=True)
class Model:
    """What was learned in training.

    Attributes:
        tags: The tags.
        labels: The labels of arcs.
        words: Numbers, from 1, of the words that were met often, in lower case.
        suffixes: Numbers of the endings of words, of two and three letters.
        sets: The tags that a word was met with, as a number for each set of tags, by the word.
        sure: The tag of words that have nearly always one, by the word.
        kinds: Numbers, from 1, of the kinds of tokens that the parser tells apart; see `kind`.
        frames: How verbs and nouns are built into sentences, a digit, by the lemma.
        tag_weights: The scores of tags.
        action_weights: The scores of the actions LEFT and RIGHT, less that of SHIFT, by feature: two fields of 16 bits,
            each with 128 added, so that none is negative.
        label_weights: The scores of labels.
        sure_actions: The action that was always the best in a situation of the parser; saves much of the scoring.
        sure_labels: The label that was always the best between words of two kinds.
    """

    tags: Classes
    labels: Classes
    words: Mapping[str, int]
    suffixes: Mapping[str, int]
    sets: Mapping[str, int]
    sure: Mapping[str, int]
    kinds: Mapping[str, int]
    frames: Mapping[str, str]
    tag_weights: Rows
    action_weights: array[int]
    label_weights: Rows
    sure_actions: Mapping[int, int] = attrs.field(factory=dict)
    sure_labels: Mapping[int, int] = attrs.field(factory=dict)
