"""Charts of when events happened and of who said what about whom, as Vega-Lite specifications."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Any

from newsevents.bundle import Bundle
from newsevents.errors import MissingExtraError
from newsevents.files import write_file
from newsevents.formats._views.records import headline, names, plain
from newsevents.formats._views.style import LINES
from newsevents.formats._views.wording import value_parts, words
from newsevents.formats.charts.columns import network
from newsevents.formats.charts.style import GREY, channel, chart, note, one_line, short, tooltip
from newsevents.model.moments import Moment, calendar_day
from newsevents.model.records import Allegation, Event, Meeting, Source, Statement
from newsevents.model.values import Span, When
from newsevents.model.vocabulary import Relation

__all__ = ["draw", "network", "timeline"]


def __dir__() -> list[str]:
    return __all__


def timeline(bundle: Bundle) -> dict[str, Any]:
    """A timeline of all dated records of a bundle, each on its own line, the earliest first.

    A day, or a time within a day, is a point. A filled bar lasted for the whole interval, a hollow bar happened once
    within it, and a thin bar recurs during it. If the start or the end is open, the bar runs to the edge of the chart
    and ends in an arrow. Allegations are dashed. A vertical line marks the day of publication.

    Args:
        bundle: The bundle.

    Returns:
        A Vega-Lite specification with inline data, as JSON values.
    """
    rows = [_row(bundle, number, *dated) for number, dated in enumerate(_dated(bundle))]
    published = bundle.article.published
    signs = {row["form"] for row in rows} | {row["class"] for row in rows} | {row["open"] for row in rows}
    colour = _colour([name for name in LINES if name in signs])
    start = {"field": "start"} | _axis(rows, published)
    layers = [*_layers(colour, start), *(() if published is None else _publication(published, start))]
    return chart(
        bundle.article.title,
        [meaning for sign, meaning in _LEGEND.items() if sign in signs],
        description=f"Timeline: {len(rows)} records with a date",
        width=_WIDTH,
        height=(_STEP if len(rows) <= _MANY else _SMALL_STEP) * max(len(rows), 1),
        data={"values": rows},
        layer=layers if rows else [note("nothing in it has a date")],
    )


def draw(specification: dict[str, Any], path: str | PathLike[str]) -> None:
    """Draw a chart to a file, without network access.

    Args:
        specification: A Vega-Lite specification.
        path: The file, whose name ends in ``.svg`` or ``.png`` (at double size, for high-resolution screens). An
            existing file is replaced.

    Raises:
        MissingExtraError: vl-convert is not installed.
        ValueError: The name has another ending, or the specification is not valid Vega-Lite.
        OSError: The file cannot be written.
    """
    try:
        import vl_convert
    except ImportError:
        raise MissingExtraError("draw", "viz") from None
    target = Path(path)
    kind = target.suffix.lower()
    text = json.dumps(specification, ensure_ascii=False, allow_nan=False)
    if kind == ".svg":
        drawn = vl_convert.vegalite_to_svg(text, allowed_base_urls=[]).encode()
    elif kind == ".png":
        drawn = vl_convert.vegalite_to_png(text, scale=2, allowed_base_urls=[])
    else:
        raise ValueError(f"a chart is drawn to a file that ends in .svg or .png, not {kind!r}")
    write_file(target, drawn)


# --- the lines of a timeline

_WIDTH = 560
_STEP, _SMALL_STEP, _MANY = 24, 18, 40
"""The height of a line in pixels, that of every line in a long timeline, and the number of lines that make it long."""

_LASTING = {Relation.THROUGHOUT, Relation.SINCE, Relation.UNTIL}

_LEGEND = {
    "point": "● on that day",
    "lasting": "▬ all of that time",
    "within": "▭ once within it",
    "recurring": "─ again and again",
    "start": "◂ no beginning given",
    "end": "▸ no end given",
    "allegation": "┅ alleged",
}


def _dated(bundle: Bundle) -> list[tuple[Event | Source, When]]:
    """The records whose date is known on the calendar, ordered by its start, or by its end if the start is open."""
    given = [(source, source.published) for source in bundle.sources] + [(one, one.when) for one in bundle.timeline]
    dated = [(record, when) for record, when in given if when is not None and when.resolved]
    return sorted(dated, key=lambda pair: _positions(pair[1])[0])


def _row(bundle: Bundle, number: int, record: Event | Source, when: When) -> dict[str, Any]:
    """A line: the known positions, and its texts."""
    row: dict[str, Any] = {
        "n": number,
        "id": record.id,
        "class": record.id.partition(":")[0],
        "form": _form(when),
        "open": "start" if when.earliest is None else "end" if when.latest is None else "",
        "label": short(_label(bundle, record), 46),
        "what": one_line(headline(bundle, record)),
        "words": short(" … ".join(span.exact for span in _content(record)), 200),
        "time": one_line(plain(value_parts(when))),
        "source": one_line(bundle.attribution(record).label),
    }
    known = [name for name, bound in (("start", when.earliest), ("end", when.latest)) if bound is not None]
    return row | dict(zip(known, _positions(when), strict=True))


def _form(when: When) -> str:
    if when.relation is Relation.EVERY:
        return "recurring"
    if when.relation in _LASTING or (when.edtf is not None and "/" in when.edtf):
        return "lasting"
    if when.relation is not Relation.AT or when.earliest is None or when.latest is None:
        return "within"
    return "point" if calendar_day(when.earliest) == calendar_day(when.latest) else "within"


def _label(bundle: Bundle, record: Event | Source) -> str:
    if isinstance(record, Source):
        return record.title or words(record.kind)
    if isinstance(record, Statement):
        return f"{short(names(bundle, record.speaker_ids), 36) or 'somebody'}: {words(record.kind)}"
    if isinstance(record, Meeting):
        return record.name or f"{words(record.kind)}: {names(bundle, record.participant_ids)}"
    return f"alleged: {' … '.join(span.exact for span in record.content) or names(bundle, record.accused_ids)}"


def _content(record: Event | Source) -> tuple[Span, ...]:
    return record.content if isinstance(record, Statement | Allegation) and record.content else record.evidence


def _positions(when: When) -> list[str]:
    return [_position(bound) for bound in (when.earliest, when.latest) if bound is not None]


def _position(moment: Moment) -> str:
    """The position of a day or a time on the axis, in local time, which the axis treats as UTC."""
    if isinstance(moment, dt.datetime):
        return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
    return f"{moment.isoformat()}{_MIDNIGHT}"


_MIDNIGHT = "T00:00:00.000Z"
_WEEKS = 14
"""The largest number of days for which each has its own mark on the axis."""


# --- drawing

_DASH = {"condition": {"test": "datum.class === 'allegation'", "value": [3, 2]}, "value": [1, 0]}
_LINE = channel("n", "ordinal", axis=None, scale={"paddingInner": 0.2})
_TOOLTIP = tooltip(what="what", words="words", time="when", source="according to")
_LABEL = channel("label")
_FORMS = {"lasting": (11, 0.6), "within": (11, 0.1), "recurring": (5, 0.6)}
"""The height and the fill of the bars of each form."""


def _colour(classes: list[str]) -> dict[str, Any]:
    legend = {"title": None, "orient": "bottom", "direction": "horizontal", "symbolType": "circle", "values": classes}
    return channel("class", scale={"domain": list(LINES), "range": list(LINES.values())}, legend=legend)


def _axis(rows: list[dict[str, Any]], published: Moment | None) -> dict[str, Any]:
    """The time axis: from a little before the first known position to a little after the last."""
    known = [row[bound] for row in rows for bound in ("start", "end") if bound in row]
    known += [] if published is None else [_position(published)]
    days = [dt.date.fromisoformat(position[:10]) for position in known]
    few = all(_MIDNIGHT in position for position in known) and bool(days) and (max(days) - min(days)).days <= _WEEKS
    return {
        "type": "temporal",
        "scale": {"type": "utc", "padding": 24, "nice": False},
        "axis": {
            "title": " to ".join(dict.fromkeys(day.isoformat() for day in (min(days), max(days)))) if days else None,
            "titleFontWeight": "normal",
            "labelOverlap": True,
            "tickCount": "day" if few else 8,  # nothing finer than a day can be distinguished
        },
    }


def _layers(colour: dict[str, Any], start: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Labels, bars between two bounds, bars from one bound to the edge with an arrow there, and points."""

    def layer(test: str, mark: dict[str, Any], **place: Any) -> dict[str, Any]:
        shown = {"y": _LINE, "fill": colour, "stroke": colour, "strokeDash": _DASH, "tooltip": _TOOLTIP}
        return {"transform": [{"filter": test}], "mark": mark, "encoding": shown | place}

    end = start | {"field": "end"}
    label = {"type": "text", "align": "right", "baseline": "middle", "dx": -14, "limit": 300}
    yield {"mark": label, "encoding": {"x": {"value": 0}, "y": _LINE, "text": _LABEL, "tooltip": _TOOLTIP}}
    edges = {"": (start, {"field": "end"}), "start": (end, {"value": 0}), "end": (start, {"value": _WIDTH})}
    for form, (height, filled) in _FORMS.items():
        bar = {"type": "bar", "orient": "horizontal", "height": height, "strokeWidth": 1.5, "fillOpacity": filled}
        for open_, (x, x2) in edges.items():
            yield layer(f"datum.form === '{form}' && datum.open === '{open_}'", bar, x=x, x2=x2)
    for open_, shape, edge in (("start", "triangle-left", -4), ("end", "triangle-right", _WIDTH + 4)):
        arrow = {"type": "point", "shape": shape, "size": 160, "opacity": 1, "strokeWidth": 0}
        yield layer(f"datum.open === '{open_}'", arrow, x={"value": edge})
    point = {"type": "point", "shape": "circle", "size": 80, "opacity": 1, "fillOpacity": 0.6, "strokeWidth": 1.5}
    yield layer("datum.form === 'point'", point, x=start)


def _publication(published: Moment, start: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A dotted vertical line with its label above."""
    data = {"values": [{"start": _position(published), "label": f"published {published.isoformat()}"}]}
    text = {"type": "text", "align": "right", "baseline": "bottom", "dy": -4}
    yield {"data": data, "mark": {"type": "rule", "color": GREY, "strokeDash": [2, 3]}, "encoding": {"x": start}}
    yield {"data": data, "mark": text, "encoding": {"x": start, "y": {"value": 0}, "text": _LABEL}}
