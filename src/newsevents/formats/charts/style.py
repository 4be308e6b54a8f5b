"""What the charts have in common: how they can be read on white and on black, and their words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from newsevents.formats._views.ties import cut

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

GREY = "#767676"
"""Text: 4.5 to 1 on white, 4.6 to 1 on black."""


def chart(title: str | None, legend: Iterable[str], **parts: Any) -> dict[str, Any]:
    """A whole specification of its parts, of which nothing is shared with another, so that a user may change it."""
    headline, signs = short(title or "", 90), "\u2003".join(legend)
    heading: dict[str, Any] = {"text": headline, "subtitle": signs, "anchor": "start", "frame": "bounds", "offset": 14}
    if not headline:  # a subtitle alone is not drawn
        heading |= {"text": signs, "subtitle": "", "fontSize": 11, "fontWeight": "normal"}
    whole = {
        "$schema": SCHEMA,
        "background": "transparent",
        "padding": 12,
        "title": heading,
        "config": _CONFIG,
        **parts,
    }
    separate: dict[str, Any] = json.loads(json.dumps(whole))
    return separate


_CONFIG: Mapping[str, Any] = {
    "font": "system-ui, Helvetica, Arial, DejaVu Sans, sans-serif",
    "view": {"stroke": None},
    "title": {"color": GREY, "subtitleColor": GREY, "fontSize": 14, "subtitleFontSize": 11, "subtitlePadding": 6},
    "axis": {
        "labelColor": GREY,
        "titleColor": GREY,
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": GREY,
        "gridOpacity": 0.25,
    },
    "text": {"color": GREY, "fontSize": 11},
    "legend": {"labelColor": GREY, "titleColor": GREY, "symbolStrokeWidth": 2},
}


def one_line(text: str) -> str:
    """A text with white space as single spaces, and a picture of each character that SVG cannot have."""
    return " ".join(text.split()).translate(_PICTURES)


_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
"""What XML 1.0 has no way to write (section 2.2); vl-convert ends the whole process on it."""


def short(text: str, limit: int) -> str:
    """A text on one line, no longer than a limit in code points."""
    return cut(one_line(text), limit)


def channel(field: str, type: str = "nominal", **more: Any) -> dict[str, Any]:
    """What a channel of a mark shows: a field of its row."""
    return {"field": field, "type": type, **more}


def tooltip(**titles: str) -> list[dict[str, Any]]:
    """The tooltip of a mark: the fields of its row, each with its title."""
    return [channel(name, title=title) for name, title in titles.items()]


def note(text: str) -> dict[str, Any]:
    """A layer that says in words why there is nothing to see."""
    mark = {"type": "text", "align": "left", "fontStyle": "italic", "text": text}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": {"value": 0}}}
