"""The trained model of the analyser: vocabularies, and weights as packed integers.

A feature is a number below a power of two, computed from the numbers of its parts without a table (feature hashing;
Weinberger et al. 2009). The weights of a feature for all classes are packed into one integer, with a field of bits for
each class, so the scores of all classes are a plain sum of integers: exact, fast, and the same everywhere. A negative
field borrows from the next one; a bias added before the fields are read makes up for that.
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
"""The number of distinct features: for actions and labels, and for tags."""
CLASS_BITS = 16
"""The bits for each class in the sums of scores of tags and labels."""
BLOCK = 256
"""The number of features in a block. The offset of the weights is stored only for each block."""

_LOW = (1 << 64) - 1
_MARKS = str.maketrans({"“": "``", "„": "``", "«": "``", "”": "''", "»": "''", "‘": "`", "’": "'", "‚": "`", "´": "'"})


def mix(slot: int, number: int, buckets: int = BUCKETS) -> int:
    """A part of a feature as a pseudo-random number; a feature is its parts joined by ``^``.

    Args:
        slot: What the part is, such as the tag of the next word.
        number: The value of the part.
        buckets: The upper limit of the result, a power of two.
    """
    mixed = (number + (slot << 32) + 1) * 0x9E3779B97F4A7C15 & _LOW
    mixed = (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9 & _LOW
    return (mixed ^ mixed >> 32) % buckets


class Mixed(dict[int, int]):
    """`mix` for a slot, with a cache by number."""

    def __init__(self, slot: int, buckets: int = BUCKETS) -> None:
        """Set the slot and the number of buckets."""
        super().__init__()
        self._slot, self._buckets = slot, buckets

    def __missing__(self, number: int) -> int:
        """Compute a value that is not in the cache."""
        found = self[number] = mix(self._slot, number, self._buckets)
        return found


def straight(word: str) -> str:
    """A word with the quotation marks of the Penn Treebank: `` and '' for double ones, ` and ' for single ones."""
    return word if word.isascii() else word.translate(_MARKS)


def normal(word: str) -> str:
    """A word in lower case, with the quotation marks of the Penn Treebank."""
    return straight(word).lower()


class Classes:
    """The names of tags or labels, and the decoding of the sum of their scores."""

    __slots__ = ("bias", "names", "numbers", "size", "unpack")

    def __init__(self, names: Sequence[str]) -> None:
        """Number the names."""
        self.names = tuple(names)
        self.numbers = {name: number for number, name in enumerate(self.names)}
        self.bias = sum(1 << (CLASS_BITS * i + CLASS_BITS - 1) for i in range(len(self.names)))
        self.size = len(self.names) * CLASS_BITS // 8
        self.unpack = struct.Struct(f"<{len(self.names)}H").unpack

    def best(self, total: int) -> int:
        """The class with the highest score; of several, the first."""
        scores = self.unpack((total + self.bias).to_bytes(self.size, "little"))
        return scores.index(max(scores))


class Rows(dict[int, int]):
    """The packed weights of features, each packed when it is first needed.

    An article contains few of the learned features, and packing all of them takes longer than parsing it.
    """

    def __init__(
        self, counts: bytes | bytearray = b"", blocks: Sequence[int] = (), classes: bytes = b"", values: bytes = b""
    ) -> None:
        """Set the weights of all features.

        Args:
            counts: For each feature, the number of classes for which it has weights.
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
    """The trained model.

    Attributes:
        tags: The tags.
        labels: The labels of arcs.
        words: The numbers, from 1, of frequent words, in lower case.
        suffixes: The numbers of the endings of words, of two and three letters.
        sets: The number of the set of tags that each word had in training.
        sure: The tag of each word that nearly always had the same one.
        kinds: The numbers, from 1, of the kinds of tokens that the parser distinguishes; see `kind`.
        frames: The frame of each verb and noun, a digit, by its lemma.
        tag_weights: The scores of tags.
        action_weights: The scores of the actions LEFT and RIGHT, less that of SHIFT, by feature: two fields of 16 bits,
            each with 128 added, so that none is negative.
        label_weights: The scores of labels.
        sure_actions: The action that was always the best in a situation of the parser; this saves much of the scoring.
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
