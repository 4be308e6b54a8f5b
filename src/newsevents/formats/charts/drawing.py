"""Who says what about whom, as a picture in three columns: the specification."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.formats._views.wording import words
from newsevents.formats.charts.layout import Box, Tie, lay_out
from newsevents.formats.charts.style import GREY, INK, MARK, TINT, chart, cut, note, one_line
from newsevents.model.records import Actor, Allegation, Statement

__all__ = ["network"]

_LINE = 30
"""The most code points of a line of a name."""


@attrs.frozen
class _Said:
    """All that one actor says of another, or alleges against it.

    Attributes:
        kinds: How often it does what: ``warn``, ``alleged``.
        words: The article's words for it.
    """

    kinds: Counter[str] = attrs.field(factory=Counter)
    words: list[str] = attrs.field(factory=list)


def network(bundle: Bundle) -> dict[str, Any]:
    """See `newsevents.formats.charts.network`."""
    said = _said(bundle)
    shown = {id for speaker, other, _ in said for id in (speaker, other)}
    labels = {actor.id: _label(actor) for actor in bundle.actors if actor.id in shown}
    ties = [Tie(speaker, other, kind) for speaker, other, kind in said]
    picture = lay_out(labels, ties)
    facts = [_facts(bundle, number, tie, said[tie.tail, tie.head, tie.kind]) for number, tie in enumerate(ties)]
    points, arrows = [], []
    for number, curve in enumerate(picture.curves):
        points += [{"tie": number, "step": step, "x": x, "y": y} for step, (x, y) in enumerate(curve.points)]
        x, y = curve.points[-1]
        arrows.append({"tie": number, "x": x, "y": y, "angle": curve.angle})
    signs = {kind for _, _, kind in said}
    layers = [
        _headings(picture.headings),
        _lines(points, facts),
        _arrows(arrows, facts),
        *_boxes(bundle, labels, picture.boxes),
    ]
    return chart(
        bundle.article.title,
        [words for sign, words in _LEGEND.items() if sign in signs],
        description=f"Network: {len(labels)} actors, {len(said)} ties",
        width=picture.width,
        height=picture.height,
        layer=layers if said else [note("nothing in it is said of anybody")],
    )


def _said(bundle: Bundle) -> dict[tuple[str, str, str], _Said]:
    """What is said and alleged, by who, whom, and whether it is an allegation; in the order of the text."""
    found: dict[tuple[str, str, str], _Said] = {}
    for event in bundle.events:
        if isinstance(event, Statement):
            kind, whos, whoms, what = "statement", event.speaker_ids, event.target_ids, words(event.kind)
        elif isinstance(event, Allegation):
            kind, whos, whoms, what = "allegation", event.claimant_ids, event.accused_ids, "alleged"
        else:
            continue
        for who in whos:
            for whom in whoms:
                one = found.setdefault((who, whom, kind), _Said())
                one.kinds[what] += 1
                one.words.append(one_line(" … ".join(span.exact for span in event.content)))
    return found


def _facts(bundle: Bundle, number: int, tie: Tie, said: _Said) -> dict[str, Any]:
    """What a tie is drawn by, and what is told of it when it is pointed at."""
    return {
        "tie": number,
        "kind": tie.kind,
        "count": said.kinds.total(),
        "who": one_line(bundle.actor(tie.tail).name),
        "whom": one_line(bundle.actor(tie.head).name),
        "what": ", ".join(kind if count == 1 else f"{kind} ×{count}" for kind, count in said.kinds.items()),
        "words": cut(" | ".join(words for words in said.words if words), 240),
    }


def _label(actor: Actor) -> tuple[str, ...]:
    """A name in one line or two."""
    return tuple(textwrap.wrap(one_line(actor.name), _LINE, max_lines=2, placeholder="…")) or (one_line(actor.id),)


# --- how it is drawn

_LINE_HEIGHT = 13
_LEGEND = {"statement": "── said about", "allegation": "╌╌ alleged against"}
_FACTS = ["kind", "count", "who", "whom", "what", "words"]
_HIDDEN = {"axis": None, "scale": None}
"""Positions are in pixels."""

_X, _Y = {"field": "x", "type": "quantitative"} | _HIDDEN, {"field": "y", "type": "quantitative"} | _HIDDEN
_COLOUR = {
    "field": "kind",
    "type": "nominal",
    "scale": {"domain": ["statement", "allegation"], "range": [MARK["statement"], MARK["allegation"]]},
    "legend": None,
}
_DASH = {
    "field": "kind",
    "type": "nominal",
    "scale": {"domain": ["statement", "allegation"], "range": [[1, 0], [5, 3]]},
    "legend": None,
}
_TOOLTIP = [
    {"field": name, "type": "nominal", "title": title}
    for name, title in (("who", "who"), ("what", "what"), ("whom", "about whom"), ("words", "words"))
]


def _told(values: list[dict[str, Any]], facts: list[dict[str, Any]]) -> dict[str, Any]:
    """Values as data, each with the facts of its tie."""
    source = {"data": {"values": facts}, "key": "tie", "fields": _FACTS}
    return {"data": {"values": values}, "transform": [{"lookup": "tie", "from": source}]}


def _lines(points: list[dict[str, Any]], facts: list[dict[str, Any]]) -> dict[str, Any]:
    most = max((one["count"] for one in facts), default=1)
    return _told(points, facts) | {
        "mark": {"type": "line", "opacity": 0.9, "strokeCap": "butt"},
        "encoding": {
            "x": _X,
            "y": _Y,
            "detail": {"field": "tie", "type": "nominal"},
            "order": {"field": "step", "type": "quantitative"},
            "stroke": _COLOUR,
            "strokeDash": _DASH,
            "strokeWidth": {
                "field": "count",
                "type": "quantitative",
                "scale": {"domain": [1, max(most, 2)], "range": [1.5, 5]},
                "legend": None,
            },
            "tooltip": _TOOLTIP,
        },
    }


def _arrows(arrows: list[dict[str, Any]], facts: list[dict[str, Any]]) -> dict[str, Any]:
    return _told(arrows, facts) | {
        "mark": {"type": "point", "shape": "triangle", "size": 70, "opacity": 1, "strokeWidth": 0},
        "encoding": {
            "x": _X,
            "y": _Y,
            "angle": {"field": "angle", "type": "quantitative", "scale": None},
            "fill": _COLOUR,
            "tooltip": _TOOLTIP,
        },
    }


def _boxes(bundle: Bundle, labels: dict[str, tuple[str, ...]], boxes: dict[str, Box]) -> list[dict[str, Any]]:
    values = [
        {
            "id": id,
            "label": list(labels[id]),
            "name": one_line(bundle.actor(id).name),
            "kind": words(bundle.actor(id).kind),
            "x": box.left,
            "x2": box.right,
            "y": box.top,
            "y2": box.bottom,
            "middle": (box.left + box.right) / 2,
            "first": box.centre - _LINE_HEIGHT * (len(labels[id]) - 1) / 2,
        }
        for id, box in boxes.items()
    ]
    tooltip = [{"field": name, "type": "nominal", "title": name} for name in ("name", "kind")]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rect", "fill": TINT, "stroke": INK, "strokeWidth": 0.75, "cornerRadius": 9},
            "encoding": {"x": _X, "x2": {"field": "x2"}, "y": _Y, "y2": {"field": "y2"}, "tooltip": tooltip},
        },
        {
            "data": {"values": values},
            "mark": {"type": "text", "color": INK, "baseline": "middle", "lineHeight": _LINE_HEIGHT},
            "encoding": {
                "x": {"field": "middle", "type": "quantitative"} | _HIDDEN,
                "y": {"field": "first", "type": "quantitative"} | _HIDDEN,
                "text": {"field": "label", "type": "nominal"},
                "tooltip": tooltip,
            },
        },
    ]


def _headings(headings: list[tuple[float, str]]) -> dict[str, Any]:
    return {
        "data": {"values": [{"x": x, "y": 0, "label": label} for x, label in headings]},
        "mark": {"type": "text", "color": GREY, "baseline": "top", "fontStyle": "italic"},
        "encoding": {"x": _X, "y": _Y, "text": {"field": "label", "type": "nominal"}},
    }
