"""A three-column chart of who says what about whom.

Vega-Lite has no graph layout. Unlike a force-directed layout, columns keep every name readable and every arrow pointing
the same way, and they look the same on every machine.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from newsevents.bundle import Bundle
from newsevents.formats._views.style import GROUNDS, INKS, LINES
from newsevents.formats._views.ties import Tie, arranged, ports, ties
from newsevents.formats._views.wording import words
from newsevents.formats.charts.style import GREY, channel, chart, note, one_line, short, tooltip
from newsevents.model.records import Actor

Row: TypeAlias = dict[str, Any]
"""A row of a chart's data. Lengths are in pixels from the upper left corner."""


def network(bundle: Bundle) -> dict[str, Any]:
    """A chart of who says what about whom, and who alleges what against whom.

    Actors who only speak are on the left, those who are only spoken about on the right. The width of a line shows its
    number of statements or allegations; allegations are dashed.

    Args:
        bundle: The bundle.

    Returns:
        A Vega-Lite specification with inline data, as JSON values.
    """
    found, _ = ties(bundle, "says", "alleges")
    columns = _columns(bundle, found)
    height = _HEAD + _ROW * max(map(len, columns.values()), default=1)
    lefts = dict(zip(columns, range(0, 3 * (_BOX + _GAP), _BOX + _GAP), strict=False))
    boxes = {box["id"]: box for name, actors in columns.items() for box in _boxes(actors, lefts[name], height)}
    rows = list(_rows(found, boxes))
    kinds = {row["kind"] for row in rows}
    headings = [{"x": left + _BOX / 2, "y": 0, "label": name} for name, left in lefts.items()]
    right_edges = [box["x2"] for box in boxes.values()] + [x for row in rows for x in row["x"]]
    return chart(
        bundle.article.title,
        [meaning for kind, meaning in _LEGEND.items() if kind in kinds],
        description=f"Network: {len(boxes)} actors, {len(rows)} ties",
        width=max(right_edges, default=0) + 4,
        height=height,
        data={"values": rows},
        layer=_layers(rows, list(boxes.values()), headings) if rows else [note("nothing in it is said of anybody")],
    )


# --- the layout

_ROW, _HEAD = 42, 30
"""The height of an actor, and of the headings at the top, in pixels."""

_BOX, _GAP, _ARROW = 220, 150, 5
"""The width of a box, of the gap between two columns, and of an arrowhead."""

_LINE_HEIGHT, _LINE, _WIDE_LINE = 13, 30, 17
"""The height of a line of a name, and the most code points in it: fewer from the East Asian blocks on."""


_COLUMNS = {
    "who speaks": (True, False),
    "who speaks and is spoken of": (True, True),
    "who is spoken of": (False, True),
}
"""The columns from left to right: whether their actors speak, and whether they are spoken about."""


def _columns(bundle: Bundle, found: Sequence[Tie]) -> dict[str, list[Actor]]:
    """The actors of each non-empty column, from top to bottom."""
    tails, heads = {tie.tail for tie in found}, {tie.head for tie in found}
    side = {actor.id: (actor.id in tails, actor.id in heads) for actor in bundle.actors}
    groups = [[id for id in side if side[id] == column] for column in _COLUMNS.values()]
    columns = arranged(groups, [(tie.tail, tie.head, len(tie.events)) for tie in found])
    return {name: list(map(bundle.actor, column)) for name, column in zip(_COLUMNS, columns, strict=True) if column}


def _boxes(actors: Sequence[Actor], left: int, height: int) -> Iterator[Row]:
    """A box for each actor of a column."""
    for index, actor in enumerate(actors):
        name = one_line(actor.name)
        line = _WIDE_LINE if max(name, default="") >= "\u2e80" else _LINE
        label = textwrap.wrap(name, line, max_lines=2, placeholder="…") or [one_line(actor.id)]
        middle = _HEAD + (height - _HEAD) * (2 * index + 1) // (2 * len(actors))
        half = 4 + _LINE_HEIGHT * len(label) / 2
        edges = {"x": left, "x2": left + _BOX, "y": middle - half, "y2": middle + half, "middle": middle}
        yield {"id": actor.id, "label": label, "name": name, "kind": words(actor.kind), **edges}


def _rows(found: Sequence[Tie], boxes: dict[str, Row]) -> Iterator[Row]:
    """The rows from which each tie is drawn, and its tooltip."""
    heights = {id: box["middle"] for id, box in boxes.items()}
    ends = ports([(tie.tail, tie.head) for tie in found], heights, _ROW // 2)
    for number, (tie, (y, y2)) in enumerate(zip(found, ends, strict=True)):
        content = (one_line(" … ".join(span.exact for span in event.content)) for event in tie.events)
        yield {
            "tie": number,
            "kind": tie.record_class,
            "count": len(tie.events),
            "who": boxes[tie.tail]["name"],
            "whom": boxes[tie.head]["name"],
            "what": tie.label,
            "words": short(" | ".join(filter(None, content)), 240),
            "step": [0, 1, 2, 3],
            **_curve(boxes[tie.tail], y, boxes[tie.head], y2),
        }


def _curve(tail: Row, y: float, head: Row, y2: float) -> Row:
    """The four points of a tie's curve, and its final direction, clockwise from upwards."""
    if tail["x2"] < head["x"]:
        middle = (tail["x2"] + head["x"]) / 2
        return {"x": [tail["x2"], middle, middle, head["x"] - _ARROW], "y": [y, y, y2, y2], "angle": 90}
    if tail is head:
        y, y2 = tail["y"] + 4, tail["y2"] - 4
    far = max(tail["x2"], head["x2"]) + min(40 + abs(y2 - y) / 2, _GAP * 0.9)
    return {"x": [tail["x2"], far, far, head["x2"] + _ARROW], "y": [y, y, y2, y2], "angle": 270}


# --- drawing

_LEGEND = {"statement": "── said about", "allegation": "╌╌ alleged against"}


def _pixels(field: str) -> Row:
    return channel(field, "quantitative", axis=None, scale=None)


def _by_kind(*values: object) -> Row:
    return channel("kind", scale={"domain": list(_LEGEND), "range": values}, legend=None)


_PLACE = {"x": _pixels("x"), "y": _pixels("y")}
_TEXT = channel("label")
_ABOUT = {"tooltip": tooltip(name="name", kind="kind")}
_TOLD = {"tooltip": tooltip(who="who", what="what", whom="about whom", words="words")}


def _layers(rows: list[Row], boxes: list[Row], headings: list[Row]) -> list[Row]:
    colour = _by_kind(*(LINES[kind] for kind in _LEGEND))
    widths = {"domain": [1, max(2, *(row["count"] for row in rows))], "range": [1.5, 5]}
    line = {
        "detail": channel("tie"),
        "order": channel("step", "quantitative"),
        "stroke": colour,
        "strokeDash": _by_kind([1, 0], [5, 3]),
        "strokeWidth": channel("count", "quantitative", scale=widths, legend=None),
    }
    end = {"x": _pixels("x[3]"), "y": _pixels("y[3]"), "angle": channel("angle", "quantitative", scale=None)}
    ink, ground = INKS["actor"][0], GROUNDS["actor"][0]
    heading = {"type": "text", "color": GREY, "baseline": "top", "fontStyle": "italic"}
    name = {"type": "text", "color": ink, "baseline": "top", "lineHeight": _LINE_HEIGHT, "dx": _BOX / 2, "dy": 4}
    box = {"type": "rect", "fill": ground, "stroke": ink, "strokeWidth": 0.75, "cornerRadius": 9}
    curve = {"type": "line", "interpolate": "basis", "opacity": 0.9, "strokeCap": "butt"}
    arrow = {"type": "point", "shape": "triangle", "size": 70, "opacity": 1, "strokeWidth": 0}
    corners = {**_PLACE, "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return [
        {"data": {"values": headings}, "mark": heading, "encoding": {**_PLACE, "text": _TEXT}},
        {"transform": [{"flatten": ["step", "x", "y"]}], "mark": curve, "encoding": {**_PLACE, **line, **_TOLD}},
        {"mark": arrow, "encoding": {**end, "fill": colour, **_TOLD}},
        {"data": {"values": boxes}, "mark": box, "encoding": corners | _ABOUT},
        {"data": {"values": boxes}, "mark": name, "encoding": {**_PLACE, "text": _TEXT, **_ABOUT}},
    ]
