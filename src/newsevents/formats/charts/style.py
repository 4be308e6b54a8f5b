"""Shared parts of the charts: colours that are readable on white and on black, and text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from newsevents.formats._views.ties import cut

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

GREY = "#767676"
"""Text: 4.5 to 1 on white, 4.6 to 1 on black."""


def chart(title: str | None, legend: Iterable[str], **parts: Any) -> dict[str, Any]:
    """A complete specification from its parts. Nothing is shared with another one, so that users may change it."""
    headline, signs = short(title or "", 90), "\u2003".join(legend)
    heading: dict[str, Any] = {"text": headline, "subtitle": signs, "anchor": "start", "frame": "bounds", "offset": 14}
    if not headline:  # a subtitle without a title is not drawn
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
    """A text with white space collapsed to single spaces, and a stand-in for each character that SVG cannot contain."""
    return " ".join(text.split()).translate(_PICTURES)


_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
"""Characters that XML 1.0 cannot represent (section 2.2); they would make vl-convert abort the process."""


def short(text: str, limit: int) -> str:
    """A text on one line, cut to a number of code points."""
    return cut(one_line(text), limit)


def channel(field: str, type: str = "nominal", **more: Any) -> dict[str, Any]:
    """The encoding of a channel by a field of the row."""
    return {"field": field, "type": type, **more}


def tooltip(**titles: str) -> list[dict[str, Any]]:
    """The tooltip of a mark: fields of its row, each with a title."""
    return [channel(name, title=title) for name, title in titles.items()]


def note(text: str) -> dict[str, Any]:
    """A layer that explains why there is nothing to show."""
    mark = {"type": "text", "align": "left", "fontStyle": "italic", "text": text}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": {"value": 0}}}
