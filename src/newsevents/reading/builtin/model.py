"""What the analyser has learned: vocabularies, and weights as packed integers.

The weights of a feature for all classes are one integer, a field of bits for each class, so that the scores of all
classes are a plain sum of integers: exact, fast, and the same everywhere. A field may be negative; it then borrows from
the next one, which a bias added before the fields are read gives back.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

import attrs

__all__ = ["ACTION_BITS", "CLASS_BITS", "Classes", "Model", "Rows", "normal", "straight"]

CLASS_BITS = 16
"""Bits of a class in the sums of scores of tags and labels."""
ACTION_BITS = 20
"""Bits of an action in the sums of scores of actions, of which there are three."""

_MARKS = str.maketrans({"“": "``", "„": "``", "«": "``", "”": "''", "»": "''", "‘": "`", "’": "'", "‚": "`", "´": "'"})


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
    """The packed weights of features, by the number of the row in a table: a row is packed when it is first asked for.

    Few of the features that were learned occur in an article, and to pack them all takes longer than to parse it.
    """

    def __init__(self, ends: Sequence[int] = (), classes: bytes = b"", values: bytes = b"") -> None:
        """Take the rows, numbered from 1.

        Args:
            ends: Where each row ends, with a 0 before the first.
            classes: The classes of all rows.
            values: Their weights, as signed bytes.
        """
        super().__init__()
        self._ends = ends
        self._classes = classes
        self._values = memoryview(values).cast("b")

    def __missing__(self, row: int) -> int:
        """Pack a row."""
        places = range(self._ends[row - 1], self._ends[row])
        packed = sum(self._values[at] << CLASS_BITS * self._classes[at] for at in places)
        self[row] = packed
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
        tag_rows: The row of a feature in the scores of tags.
        tag_weights: The scores of tags.
        action_weights: The scores of the actions, by feature.
        label_rows: The row of a feature in the scores of labels.
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
    tag_rows: Mapping[int, int]
    tag_weights: Rows
    action_weights: Mapping[int, int]
    label_rows: Mapping[int, int]
    label_weights: Rows
    sure_actions: Mapping[int, int] = attrs.field(factory=dict)
    sure_labels: Mapping[int, int] = attrs.field(factory=dict)
