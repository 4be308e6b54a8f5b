"""Who says what about whom, as a picture in three columns.

Vega-Lite lays out no graphs. Columns keep every name readable and every arrow going one way, which a layout by forces
does not; and they are the same on every machine.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from newsevents.bundle import Bundle
from newsevents.formats._views.style import LINES
from newsevents.formats._views.ties import Tie, arranged, fill, ports, ties
from newsevents.formats._views.wording import words
from newsevents.formats.charts.style import GREY, INK, chart, note, one_line, short, tooltip
from newsevents.model.records import Actor

__all__ = ["network"]

Row: TypeAlias = dict[str, Any]
"""A row of a chart's data. Lengths are in pixels, from the upper left corner."""


def network(bundle: Bundle) -> dict[str, Any]:
    """Who says what about whom, and who alleges what against whom.

    Those who only speak stand on the left, those who are only spoken of on the right. A line is as thick as it has
    statements or allegations; allegations are dashed.

    Args:
        bundle: The bundle.

    Returns:
        A Vega-Lite specification with its data in it, as JSON values.
    """
    found, _ = ties(bundle, "says", "alleges")
    columns = _columns(bundle, found)
    height = _HEAD + _ROW * max(map(len, columns.values()), default=1)
    boxes: dict[str, Row] = {}
    headings: list[Row] = []
    for name, actors in columns.items():
        left = headings[-1]["right"] + _GAP if headings else 0
        column = list(_boxes(actors, left, height))
        right = left + max(_width(name), *(_width(line) for box in column for line in box["label"]))
        boxes |= {box["id"]: box | {"x2": right, "middle": (left + right) / 2} for box in column}
        headings.append({"x": (left + right) / 2, "y": 0, "label": name, "right": right})
    rows = list(_rows(bundle, found, boxes))
    kinds = {row["kind"] for row in rows}
    return chart(
        bundle.article.title,
        [meaning for kind, meaning in _LEGEND.items() if kind in kinds],
        description=f"Network: {len(boxes)} actors, {len(rows)} ties",
        width=math.ceil(max([1, *(box["x2"] for box in boxes.values()), *(x + 4 for row in rows for x in row["x"])])),
        height=height,
        data={"values": rows},
        layer=_layers(rows, list(boxes.values()), headings) if rows else [note("nothing in it is said of anybody")],
    )


# --- the layout

_ROW, _GAP, _HEAD = 42, 150, 30
"""The height of an actor, the space between two columns, and above them for their headings, in pixels."""

_LINE, _LINE_HEIGHT = 30, 13
"""The most code points of a line of a name, and its height."""

_ARROW = 5


_COLUMNS = {
    "who speaks": (True, False),
    "who speaks and is spoken of": (True, True),
    "who is spoken of": (False, True),
}
"""The columns from left to right: whether the actors in them speak, and whether they are spoken of."""


def _columns(bundle: Bundle, found: Sequence[Tie]) -> dict[str, list[Actor]]:
    """The actors of each column that has any, from top to bottom."""
    tails, heads = {tie.tail for tie in found}, {tie.head for tie in found}
    side = {actor.id: (actor.id in tails, actor.id in heads) for actor in bundle.actors}
    groups = [[id for id in side if side[id] == column] for column in _COLUMNS.values()]
    columns = arranged(groups, [(tie.tail, tie.head, len(tie.events)) for tie in found])
    return {name: list(map(bundle.actor, column)) for name, column in zip(_COLUMNS, columns, strict=True) if column}


def _boxes(actors: Sequence[Actor], left: float, height: int) -> Iterator[Row]:
    """A box for each actor of a column, without its right edge."""
    for index, actor in enumerate(actors):
        name = one_line(actor.name)
        label = textwrap.wrap(name, _LINE, max_lines=2, placeholder="…") or [one_line(actor.id)]
        centre = _HEAD + (height - _HEAD) * (2 * index + 1) // (2 * len(actors))
        half = 4 + _LINE_HEIGHT / 2 * len(label)
        yield {
            "id": actor.id,
            "label": label,
            "name": name,
            "kind": words(actor.kind),
            "x": left,
            "y": centre - half,
            "y2": centre + half,
            "centre": centre,
            "first": centre - _LINE_HEIGHT * (len(label) - 1) / 2,
        }


def _width(line: str) -> float:
    """About how wide a line is drawn, with a margin: characters from the East Asian blocks on are twice as wide."""
    return 18 + math.fsum(12 if ord(sign) >= 0x2E80 else 6.6 for sign in line)


def _rows(bundle: Bundle, found: Sequence[Tie], boxes: dict[str, Row]) -> Iterator[Row]:
    """What each tie is drawn by, and what is told of it when it is pointed at."""
    heights = {id: box["centre"] for id, box in boxes.items()}
    ends = ports([(tie.tail, tie.head) for tie in found], heights, _ROW // 2)
    for number, (tie, (y, y2)) in enumerate(zip(found, ends, strict=True)):
        content = (one_line(" … ".join(span.exact for span in event.content)) for event in tie.events)
        points, angle = _curve(boxes[tie.tail], y, boxes[tie.head], y2)
        yield {
            "tie": number,
            "kind": tie.record_class,
            "count": len(tie.events),
            "who": one_line(bundle.actor(tie.tail).name),
            "whom": one_line(bundle.actor(tie.head).name),
            "what": tie.label,
            "words": short(" | ".join(filter(None, content)), 240),
            "step": list(range(len(points))),
            "x": [x for x, _ in points],
            "y": [y for _, y in points],
            "angle": angle,
        }


def _curve(tail: Row, y: float, head: Row, y2: float) -> tuple[list[tuple[float, float]], int]:
    """The points that a tie is drawn along, and the direction in which it arrives, clockwise from upwards."""
    if tail["x2"] < head["x"]:
        middle = (tail["x2"] + head["x"]) / 2
        return [(tail["x2"], y), (middle, y), (middle, y2), (head["x"] - _ARROW, y2)], 90
    if tail is head:
        y, y2 = tail["y"] + 4, tail["y2"] - 4
    far = max(tail["x2"], head["x2"]) + min(40 + abs(y2 - y) / 2, _GAP * 0.9)
    return [(tail["x2"], y), (far, y), (far, y2), (head["x2"] + _ARROW, y2)], 270


# --- how it is drawn

_LEGEND = {"statement": "── said about", "allegation": "╌╌ alleged against"}
_TOOLTIP = tooltip(who="who", what="what", whom="about whom", words="words")


def _pixels(field: str) -> Row:
    return {"field": field, "type": "quantitative", "axis": None, "scale": None}


def _by_kind(*values: object) -> Row:
    return {"field": "kind", "type": "nominal", "scale": {"domain": list(_LEGEND), "range": values}, "legend": None}


_COLOUR = _by_kind(*(LINES[kind] for kind in _LEGEND))


def _layers(rows: list[Row], boxes: list[Row], headings: list[Row]) -> list[Row]:
    place = {"x": _pixels("x"), "y": _pixels("y")}
    widths = {"domain": [1, max(2, *(row["count"] for row in rows))], "range": [1.5, 5]}
    line = {
        "detail": {"field": "tie", "type": "nominal"},
        "order": {"field": "step", "type": "quantitative"},
        "stroke": _COLOUR,
        "strokeDash": _by_kind([1, 0], [5, 3]),
        "strokeWidth": {"field": "count", "type": "quantitative", "scale": widths, "legend": None},
        "tooltip": _TOOLTIP,
    }
    arrow = {
        "x": _pixels("x[3]"),
        "y": _pixels("y[3]"),
        "angle": {"field": "angle", "type": "quantitative", "scale": None},
        "fill": _COLOUR,
        "tooltip": _TOOLTIP,
    }
    about = {"tooltip": tooltip(name="name", kind="kind")}
    text = {"field": "label", "type": "nominal"}
    return [
        {
            "data": {"values": headings},
            "mark": {"type": "text", "color": GREY, "baseline": "top", "fontStyle": "italic"},
            "encoding": {**place, "text": text},
        },
        {
            "transform": [{"flatten": ["step", "x", "y"]}],
            "mark": {"type": "line", "interpolate": "basis", "opacity": 0.9, "strokeCap": "butt"},
            "encoding": place | line,
        },
        {
            "mark": {"type": "point", "shape": "triangle", "size": 70, "opacity": 1, "strokeWidth": 0},
            "encoding": arrow,
        },
        {
            "data": {"values": boxes},
            "mark": {"type": "rect", "fill": fill("actor"), "stroke": INK, "strokeWidth": 0.75, "cornerRadius": 9},
            "encoding": {**place, "x2": {"field": "x2"}, "y2": {"field": "y2"}, **about},
        },
        {
            "data": {"values": boxes},
            "mark": {"type": "text", "color": INK, "baseline": "middle", "lineHeight": _LINE_HEIGHT},
            "encoding": {"x": _pixels("middle"), "y": _pixels("first"), "text": text, **about},
        },
    ]
