"""Where the actors of a network stand and how the lines between them run: three columns, computed step by step.

Vega-Lite lays out no graphs. Columns keep every name readable and every arrow going one way, which a layout by forces
does not; and they are the same on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import attrs

__all__ = ["Box", "Curve", "Picture", "Tie", "lay_out"]

_ROW = 42
_GAP = 150
"""Between two columns, in pixels."""

_ROOM = 300
"""Behind the last column, for the lines within it."""

_HEAD = 30
"""Above the columns, for their headings."""

_ARROW = 5
_SWEEPS = 8


@attrs.frozen
class Tie:
    """What one actor says of another, or alleges against it."""

    tail: str
    head: str
    kind: str


@attrs.frozen
class Box:
    """The place of an actor, in pixels from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> float:
        """Its middle between top and bottom."""
        return (self.top + self.bottom) / 2


@attrs.frozen
class Curve:
    """The course of a tie.

    Attributes:
        points: Points in pixels, from the tail to the head.
        angle: The direction in which it arrives, in degrees clockwise from upwards.
    """

    points: tuple[tuple[float, float], ...]
    angle: int


@attrs.frozen
class Picture:
    """A network that is laid out.

    Attributes:
        width: Its width in pixels.
        height: Its height.
        boxes: The places of the actors, by id.
        curves: The courses of the ties, in their order.
        headings: What stands above the columns: the middle of each, and the words.
    """

    width: float
    height: float
    boxes: dict[str, Box]
    curves: list[Curve]
    headings: list[tuple[float, str]]


def lay_out(labels: Mapping[str, Sequence[str]], ties: Sequence[Tie]) -> Picture:
    """Place actors and ties.

    Args:
        labels: The names of the actors by id, in the order in which they should stand where nothing else decides.
        ties: The ties between them.
    """
    columns = _columns(labels, ties)
    height = _HEAD + _ROW * max(map(len, columns.values()), default=1)
    last = list(columns)[-1:] == [_BOTH]
    boxes: dict[str, Box] = {}
    headings = []
    left = 0.0
    for name, ids in columns.items():
        width = max(_width([name]), *(_width(labels[id]) for id in ids))
        right_aligned = name == _SPEAKS or len(columns) == 1
        step = min((height - _HEAD) / len(ids), 2 * _ROW)
        top = _HEAD + (height - _HEAD - step * len(ids)) / 2
        for index, id in enumerate(ids):
            own, half = _width(labels[id]), 4 + 6.5 * len(labels[id])
            indent = 0.0 if name == _SPOKEN_OF else width - own if right_aligned else (width - own) / 2
            centre = top + step * (index + 0.5)
            boxes[id] = Box(left + indent, centre - half, left + indent + own, centre + half)
        headings.append((left + width / 2, name))
        left += width + _GAP
    curves = _curves(boxes, ties, _ROOM if last else _GAP)
    right = max((x for curve in curves for x, _ in curve.points), default=1)
    return Picture(math.ceil(max(left - _GAP, right + 4)), height, boxes, curves, headings)


# --- the actors

_SPEAKS, _BOTH, _SPOKEN_OF = "who speaks", "who speaks and is spoken of", "who is spoken of"


def _columns(labels: Mapping[str, Sequence[str]], ties: Sequence[Tie]) -> dict[str, list[str]]:
    """The actors of each column that has any, from top to bottom, so that few lines cross."""
    tails, heads = {tie.tail for tie in ties}, {tie.head for tie in ties}
    groups = [
        [id for id in labels if id in tails and id not in heads],
        [id for id in labels if id in tails and id in heads],
        [id for id in labels if id in heads and id not in tails],
    ]
    near: dict[str, list[str]] = {id: [] for id in labels}
    for tie in ties:
        near[tie.tail].append(tie.head)
        near[tie.head].append(tie.tail)
    place = {id: _relative(index, ids) for ids in groups for index, id in enumerate(ids)}
    for sweep in range(_SWEEPS):
        for ids in groups if sweep % 2 else reversed(groups):
            # the mean place of those with whom there are ties, as in layered drawings (Sugiyama et al. 1981)
            keys = {id: (math.fsum(place[other] for other in near[id]) / len(near[id]), place[id]) for id in ids}
            ids.sort(key=keys.__getitem__)
            place |= {id: _relative(index, ids) for index, id in enumerate(ids)}
    return {name: ids for name, ids in zip((_SPEAKS, _BOTH, _SPOKEN_OF), groups, strict=True) if ids}


def _relative(index: int, ids: Sequence[str]) -> float:
    return (index + 0.5) / len(ids)


def _width(lines: Sequence[str]) -> float:
    """About how wide lines are drawn, with a margin: characters from the East Asian blocks on are twice as wide."""
    return 18 + max(math.fsum(12 if ord(sign) >= 0x2E80 else 6.6 for sign in line) for line in lines)


# --- the ties


def _curves(boxes: Mapping[str, Box], ties: Sequence[Tie], room: float) -> list[Curve]:
    leaving, arriving = _ports(boxes, ties, "tail"), _ports(boxes, ties, "head")
    curves = []
    for index, tie in enumerate(ties):
        tail, head = boxes[tie.tail], boxes[tie.head]
        start = tail.right, tail.centre + leaving[index]
        if tail.right < head.left:
            end = head.left - _ARROW, head.centre + arriving[index]
            bend = (end[0] - start[0]) * 0.5
            curves.append(Curve(_bezier(start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), end), 90))
            continue
        end = head.right + _ARROW, head.centre + arriving[index]
        if tie.tail == tie.head:
            start, end = (tail.right, tail.top + 4), (tail.right + _ARROW, tail.bottom - 4)
        far = max(tail.right, head.right) + min(40 + abs(end[1] - start[1]) * 0.5, room * 0.9)
        curves.append(Curve(_bezier(start, (far, start[1]), (far, end[1]), end), 270))
    return curves


def _ports(boxes: Mapping[str, Box], ties: Sequence[Tie], end: str) -> dict[int, float]:
    """How far from the middle of its box each tie leaves or arrives, so that they do not lie on each other."""
    groups: dict[tuple[str, bool], list[int]] = {}
    for index, tie in enumerate(ties):
        across = boxes[tie.tail].right < boxes[tie.head].left
        groups.setdefault((getattr(tie, end), across), []).append(index)
    offsets: dict[int, float] = {}
    for (id, _), indices in groups.items():
        other = "head" if end == "tail" else "tail"
        indices.sort(key=lambda index: (boxes[getattr(ties[index], other)].centre, index))
        step = min(6.0, (boxes[id].bottom - boxes[id].top - 6) / max(len(indices) - 1, 1))
        for rank, index in enumerate(indices):
            offsets[index] = (rank - (len(indices) - 1) / 2) * step
    return offsets


Point: TypeAlias = tuple[float, float]


def _bezier(*corners: Point) -> tuple[Point, ...]:
    """Points of a cubic curve from the first corner to the last, as many as look round, to a tenth of a pixel."""
    length = math.fsum(math.dist(one, other) for one, other in pairwise(corners))
    steps = 8 + round(length / 25)
    return tuple(_at(corners, step / steps) for step in range(steps + 1))


def _at(corners: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (
        math.fsum(weight * corner[axis] for weight, corner in zip(weights, corners, strict=True)) for axis in (0, 1)
    )
    return round(x, 1), round(y, 1)
