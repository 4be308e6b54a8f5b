"""What the charts have in common: their colours, which can be read on white and on black, and their words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["GREY", "INK", "MARK", "TINT", "chart", "cut", "note", "one_line"]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

GREY = "#767676"
"""Text: 4.5 to 1 on white, 4.6 to 1 on black."""

MARK = {
    "source": "#7d7d7d",
    "statement": "#2c8a3f",
    "meeting": "#9457b5",
    "allegation": "#d24b3a",
}
"""Lines and bars in the colours of the classes, between those for white and those for dark: 3 to 1 on both."""

TINT, INK = "#e3edf9", "#1d4f8f"
"""The box of an actor and the words in it, the same on any ground."""


def chart(title: str | None, legend: Iterable[str], **parts: Any) -> dict[str, Any]:
    """A whole specification of its parts, of which nothing is shared with another, so that a user may change it."""
    headline, signs = cut(title or "", 90), "\u2003".join(legend)
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


def cut(text: str, limit: int) -> str:
    """A text on one line, no longer than a limit in code points, cut behind a word unless the word is very long."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    words = line[:limit].rpartition(" ")[0]
    return f"{words if len(words) > limit // 2 else line[: limit - 1]}…"


def note(text: str) -> dict[str, Any]:
    """A layer that says in words why there is nothing to see."""
    mark = {"type": "text", "align": "left", "fontStyle": "italic", "text": text}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"x": {"value": 0}}}
