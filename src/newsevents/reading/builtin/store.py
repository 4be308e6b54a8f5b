"""The file that holds what the analyser has learned.

A line with the digest of the rest, then sections compressed as one: the vocabularies as lines of text, and three
tables of weights. A table is its features in ascending order as differences, byte by byte (all lowest bytes, then all
next ones), which compresses well and loads fast, and the weights of each feature.
"""

from __future__ import annotations

import hashlib
import pkgutil
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from newsevents.errors import ExtractionError
from newsevents.reading.builtin.model import ACTION_BITS, Classes, Model, Rows

__all__ = ["add_shortcuts", "load", "read", "write"]

_NAME = "english/analyser.bin"
_SIGNED = [*range(128), *range(-128, 0)]
"""What a byte means."""

Table = Mapping[int, Sequence[tuple[int, int]]]
"""Weights by feature: the class and the weight, where it is not 0."""


def load() -> Model:
    """Load what comes with the package.

    Raises:
        ExtractionError: The file is not as it was written.
    """
    data = pkgutil.get_data("newsevents.data", _NAME)
    assert data is not None
    return read(data)


def read(data: bytes) -> Model:
    """Read a file.

    Raises:
        ExtractionError: The file is not as it was written.
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
    tag_rows, tag_weights = sections.rows()
    action_weights = sections.actions()
    label_rows, label_weights = sections.rows()
    return Model(
        tags=tags,
        labels=labels,
        words=words,
        suffixes=suffixes,
        sets=sets,
        sure=sure,
        kinds=kinds,
        frames=frames,
        tag_rows=tag_rows,
        tag_weights=tag_weights,
        action_weights=action_weights,
        label_rows=label_rows,
        label_weights=label_weights,
        sure_actions=sections.numbers(),
        sure_labels=sections.numbers(),
    )


class _Sections:
    """The sections of a file in their order."""

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

    def keys(self) -> Iterator[int]:
        planes = [self.section() for _ in range(8)]
        mixed = bytearray(8 * len(planes[0]))
        for number, plane in enumerate(planes):
            mixed[number::8] = plane
        return accumulate(_little("Q", mixed))

    def rows(self) -> tuple[dict[int, int], Rows]:
        keys, counts, classes, values = self.keys(), self.section(), self.section(), self.section()
        rows = Rows(list(accumulate(counts, initial=0)), classes, values)
        return dict(zip(keys, range(1, len(counts) + 1), strict=True)), rows

    def numbers(self) -> dict[int, int]:
        if self._at == len(self._data):
            return {}  # they are added last, by what is read without them
        return dict(zip(self.keys(), self.section(), strict=True))

    def actions(self) -> dict[int, int]:
        keys, left, right = self.keys(), self.section(), self.section()
        mixed = bytearray(2 * len(left))
        mixed[0::2] = left
        mixed[1::2] = right
        pairs = _little("H", mixed)
        packed = {pair: _packed(_SIGNED[pair & 255], _SIGNED[pair >> 8]) for pair in set(pairs)}
        return dict(zip(keys, map(packed.__getitem__, pairs), strict=True))


def _packed(left: int, right: int) -> int:
    """The scores of the three actions, whose sum is 0."""
    return (left << ACTION_BITS) + (right << 2 * ACTION_BITS) - (left + right)


def _little(kind: str, data: bytearray) -> array[int]:
    """Numbers whose lowest byte comes first."""
    found = array(kind, bytes(data))
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
    sections += _row_sections(tag_rows)
    ordered = _ordered(action_rows)
    sections += _planes(ordered)
    for action in (1, 2):
        sections.append(bytes(dict(row).get(action, 0) & 255 for _, row in ordered))
    sections += _row_sections(label_rows)
    _write(path, b"", sections)


def add_shortcuts(path: Path, actions: Mapping[int, int], labels: Mapping[int, int]) -> None:
    """Add to a file what need not be scored: `Model.sure_actions` and `Model.sure_labels`."""
    sections: list[bytes] = []
    for numbers in (actions, labels):
        ordered = sorted(numbers.items())
        sections += [*_planes(ordered), bytes(number for _, number in ordered)]
    _write(path, zlib.decompress(path.read_bytes().partition(b"\n")[2]), sections)


def _write(path: Path, before: bytes, sections: Sequence[bytes]) -> None:
    packed = zlib.compress(before + b"".join(len(s).to_bytes(4, "little") + s for s in sections), 9)
    path.write_bytes(hashlib.sha256(packed).hexdigest().encode() + b"\n" + packed)


def _ordered(rows: Table) -> list[tuple[int, Sequence[tuple[int, int]]]]:
    return sorted(rows.items())


def _planes(ordered: Sequence[tuple[int, object]]) -> list[bytes]:
    last = 0
    differences = []
    for key, _ in ordered:
        differences.append(key - last)
        last = key
    return [bytes(d >> 8 * number & 255 for d in differences) for number in range(8)]


def _row_sections(rows: Table) -> list[bytes]:
    ordered = _ordered(rows)
    return [
        *_planes(ordered),
        bytes(len(row) for _, row in ordered),
        bytes(c for _, row in ordered for c, _ in row),
        bytes(value & 255 for _, row in ordered for _, value in row),
    ]
