"""The file with the trained model of the analyser.

The file has a line with the digest of the rest, then sections that are compressed together: the vocabularies as lines
of text, and three tables of weights. A table has the learned features in ascending order, stored as differences, and
the weights of each.
"""

from __future__ import annotations

import hashlib
import pkgutil
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from newsevents.errors import ExtractionError
from newsevents.reading.builtin.model import BLOCK, BUCKETS, TAG_BUCKETS, Classes, Model, Rows

__all__ = ["add_shortcuts", "load", "read", "write"]

_NAME = "english/analyser.bin"
_NONE = 128
"""The number added to the weights of actions."""
_SHORTCUT = 7
"""The number of bytes kept from the key of a shortcut."""

Table = Mapping[int, Sequence[tuple[int, int]]]
"""Weights by feature: pairs of a class and a weight that is not 0."""


def load() -> Model:
    """Load the model that comes with the package.

    Raises:
        ExtractionError: The file is damaged.
    """
    data = pkgutil.get_data("newsevents.data", _NAME)
    assert data is not None
    return read(data)


def read(data: bytes) -> Model:
    """Read a file.

    Raises:
        ExtractionError: The file is damaged.
    """
    digest, _, packed = data.partition(b"\n")
    if hashlib.sha256(packed).hexdigest().encode() != digest:
        raise ExtractionError("the weights of the built-in analyser are damaged: install newsevents again")
    sections = _Sections(zlib.decompress(packed))
    tags = Classes(sections.lines())
    labels = Classes(sections.lines())
    words = {word: number for number, word in enumerate(sections.lines(), 1)}
    suffixes = {word: number for number, word in enumerate(sections.lines(), 1)}
    sets = dict(zip(sections.lines(), sections.shorts(), strict=True))
    sure = dict(zip(sections.lines(), sections.section(), strict=True))
    kinds = {name: number for number, name in enumerate(sections.lines(), 1)}
    frames = dict(zip(sections.lines(), sections.section().decode("ascii"), strict=True))
    return Model(
        tags=tags,
        labels=labels,
        words=words,
        suffixes=suffixes,
        sets=sets,
        sure=sure,
        kinds=kinds,
        frames=frames,
        tag_weights=sections.rows(TAG_BUCKETS),
        action_weights=sections.actions(),
        label_weights=sections.rows(BUCKETS),
        sure_actions=sections.numbers(),
        sure_labels=sections.numbers(),
    )


class _Sections:
    """The sections of a file, in order."""

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)
        self._at = 0

    def section(self) -> bytes:
        start = self._at + 4
        self._at = start + int.from_bytes(self._data[self._at : start], "little")
        return bytes(self._data[start : self._at])

    def lines(self) -> list[str]:
        text = self.section().decode()
        return text.split("\n") if text else []

    def shorts(self) -> list[int]:
        low, high = self.section(), self.section()
        return [a | b << 8 for a, b in zip(low, high, strict=True)]

    def features(self) -> Iterator[int]:
        planes = zip(self.section(), self.section(), self.section(), strict=True)
        return accumulate(a | b << 8 | c << 16 for a, b, c in planes)

    def rows(self, buckets: int) -> Rows:
        features, sizes, blocks = self.features(), self.section(), _little("I", self.section())
        counts = bytearray(buckets)
        for feature, size in zip(features, sizes, strict=True):
            counts[feature] = size
        return Rows(counts, blocks, self.section(), self.section())

    def numbers(self) -> dict[int, int]:
        if self._at == len(self._data):
            return {}  # shortcuts are added last, by a model that was read without them
        planes = [self.section() for _ in range(_SHORTCUT)]
        mixed = bytearray(8 * len(planes[0]))
        for number, plane in enumerate(planes):
            mixed[number::8] = plane
        return dict(zip(accumulate(_little("Q", mixed)), self.section(), strict=True))

    def actions(self) -> array[int]:
        table = array("I", (_NONE | _NONE << 16,)) * BUCKETS
        for feature, left, right in zip(self.features(), self.section(), self.section(), strict=True):
            table[feature] = left | right << 16
        return table


def _little(kind: str, data: bytes | bytearray) -> array[int]:
    """Little-endian numbers."""
    found = array(kind)
    found.frombytes(data)
    if sys.byteorder == "big":  # pragma: no cover
        found.byteswap()
    return found


def write(path: Path, model: Model, tag_rows: Table, action_rows: Table, label_rows: Table) -> None:
    """Write a file."""
    sections: list[bytes] = []
    vocabularies = (model.tags.names, model.labels.names, model.words, model.suffixes, model.sets)
    sections += ["\n".join(lines).encode() for lines in vocabularies]
    sections += [bytes(n & 255 for n in model.sets.values()), bytes(n >> 8 for n in model.sets.values())]
    sections += ["\n".join(model.sure).encode(), bytes(model.sure.values())]
    sections += ["\n".join(model.kinds).encode()]
    sections += ["\n".join(model.frames).encode(), "".join(model.frames.values()).encode()]
    sections += _row_sections(tag_rows, TAG_BUCKETS)
    ordered = sorted(action_rows.items())
    sections += _feature_sections([feature for feature, _ in ordered])
    for action in (1, 2):
        sections.append(bytes(_NONE + dict(row).get(action, 0) for _, row in ordered))
    sections += _row_sections(label_rows, BUCKETS)
    _write(path, b"", sections)


def add_shortcuts(path: Path, actions: Mapping[int, int], labels: Mapping[int, int]) -> None:
    """Add the shortcuts that need no scoring to a file: `Model.sure_actions` and `Model.sure_labels`."""
    sections: list[bytes] = []
    for numbers in (actions, labels):
        ordered = sorted(numbers.items())
        differences = [key - last for last, key in pairwise([0, *(key for key, _ in ordered)])]
        sections += [bytes(d >> 8 * number & 255 for d in differences) for number in range(_SHORTCUT)]
        sections += [bytes(number for _, number in ordered)]
    _write(path, zlib.decompress(path.read_bytes().partition(b"\n")[2]), sections)


def _write(path: Path, before: bytes, sections: Sequence[bytes]) -> None:
    packed = zlib.compress(before + b"".join(len(s).to_bytes(4, "little") + s for s in sections), 9)
    path.write_bytes(hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed)


def _feature_sections(features: Sequence[int]) -> list[bytes]:
    differences = [feature - last for last, feature in pairwise([0, *features])]
    return [bytes(d >> shift & 255 for d in differences) for shift in (0, 8, 16)]


def _row_sections(rows: Table, buckets: int) -> list[bytes]:
    ordered = sorted(rows.items())
    starts = accumulate((len(row) for _, row in ordered), initial=0)
    blocks: list[int] = []
    for (feature, _), start in zip(ordered, starts, strict=False):
        blocks += [start] * (feature // BLOCK + 1 - len(blocks))
    blocks += [0] * (buckets // BLOCK - len(blocks))
    return [
        *_feature_sections([feature for feature, _ in ordered]),
        bytes(len(row) for _, row in ordered),
        b"".join(start.to_bytes(4, "little") for start in blocks),
        bytes(c for _, row in ordered for c, _ in row),
        bytes(value & 255 for _, row in ordered for _, value in row),
    ]
