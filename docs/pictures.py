"""The pictures of the documentation, drawn by the library itself when the site is built.

Each is an SVG embedded in its page, so that it follows the page's colour scheme and its text is accessible and
searchable. Lengths are in pixels at full size.
"""

from __future__ import annotations

import contextlib
import functools
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path

import newsevents
from newsevents.errors import MissingExtraError
from newsevents.formats import FOLDERS, STREAMS, charts
from newsevents.model.fields import fields_of
from newsevents.model.vocabulary import SourceKind

STYLE = """
.picture { --ink: #1f1f1f; --line: #767676; --box: #ffffff; --actor: #1d4f8f; --actor-box: #e3edf9; --source: #4a4a4a;
  --source-box: #ececec; --statement: #1e6b2c; --statement-box: #e2f2e4; --meeting: #6d2f86; --meeting-box: #f3e6f7;
  --allegation: #a1281b; --allegation-box: #fbe6e3 }
[data-md-color-scheme="slate"] .picture { --ink: #e8e8e8; --line: #9a9a9a; --box: #ffffff0d; --actor: #8ab8f0;
  --actor-box: #8ab8f026; --source: #bdbdbd; --source-box: #bdbdbd26; --statement: #7fcf8e; --statement-box: #7fcf8e26;
  --meeting: #d09be4; --meeting-box: #d09be426; --allegation: #f0988d; --allegation-box: #f0988d26 }
.picture text { fill: var(--ink); font: 14px system-ui, "Helvetica Neue", Arial, sans-serif }
.picture .small { font-size: 12px }
.picture .spans { font-size: 13px }
.picture .bold { font-weight: 600 }
.picture .mono { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace }
.picture .middle { text-anchor: middle }
.picture .box { fill: var(--box); stroke: var(--line) }
.picture .line { fill: none; stroke: var(--line); stroke-width: 1.5 }
.picture .head { fill: var(--line) }
"""
CLASSES = ("actor", "source", "statement", "meeting", "allegation")
RULES = "".join(
    f".picture .{name}-box {{ fill: var(--{name}-box); stroke: var(--{name}) }}\n"
    f".picture .{name}-line {{ fill: none; stroke: var(--{name}); stroke-width: 1.5 }}\n"
    f".picture .{name}-bar {{ fill: var(--{name}) }}\n"
    f".picture text.{name}-ink {{ fill: var(--{name}) }}\n"
    for name in CLASSES
)


# --- marks


def svg(width: float, height: float, marks: Iterable[str]) -> str:
    body = "\n".join(marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" '
        f'viewBox="0 0 {width:g} {height:g}" style="max-width: {width:g}px">\n'
        f"<style>{STYLE}{RULES}</style>\n{body}\n</svg>"
    )


def text(x: float, y: float, words: str, style: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{style}">{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, style: str = "box") -> str:
    dashes = ' stroke-dasharray="5 3"' if style == "allegation-box" else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="5" class="{style}"{dashes}/>'


def arrow(*points: tuple[float, float], style: str = "line") -> Iterator[str]:
    """A line through points, with an arrowhead in the direction of its last part."""
    path = " L".join(f"{x:g} {y:g}" for x, y in points)
    (x0, y0), (x, y) = points[-2:]
    size = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
    u, v = (x - x0) / size, (y - y0) / size
    left, right = (x - 8 * u - 4 * v, y - 8 * v + 4 * u), (x - 8 * u + 4 * v, y - 8 * v - 4 * u)
    yield f'<path d="M{path}" class="{style}"/>'
    corners = " L".join(f"{a:g} {b:g}" for a, b in ((x, y), left, right))
    yield f'<path d="M{corners} Z" class="head"/>'


# --- the pictures


def flow() -> str:
    """From the three sources of drafts to the formats."""
    marks = []
    for x, maker in ((4, "rules, built in"), (166, "a person’s notes"), (328, "a language model")):
        marks += [box(x, 4, 148, 36), text(x + 74, 27, maker, "middle"), *arrow((x + 74, 40), (x + 74, 76))]
    marks += [
        box(4, 76, 472, 52, "statement-box"),
        text(240, 98, "Draft", "middle bold"),
        text(240, 117, "words, names and dates as the article writes them", "middle small"),
        *arrow((240, 128), (240, 180)),
        box(4, 140, 148, 28, "source-box"),
        text(78, 159, "Article", "middle bold"),
        *arrow((152, 154), (238, 154)),
        text(252, 159, "ground", "mono"),
        text(308, 159, "or all that is wrong", "small"),
        box(4, 180, 472, 52, "actor-box"),
        text(240, 202, "Bundle", "middle bold"),
        text(240, 221, "offsets, ids and intervals: validated, immutable", "middle small"),
    ]
    answers = ["who said what about whom", "who is accused, and by whom", "where does it come from"]
    formats = lines(dict.fromkeys(("json", *STREAMS, *FOLDERS)), 34)
    height = 37 + 19 * max(len(answers), len(formats))
    for x, title, rows in ((4, "questions", answers), (244, "formats", formats)):
        middle = x + 116
        marks += [
            *arrow((middle, 232), (middle, 268)),
            box(x, 268, 232, height),
            text(middle, 289, title, "middle bold"),
        ]
        marks += [text(middle, 311 + 19 * index, row, "middle small") for index, row in enumerate(rows)]
    return svg(480, 272 + height, marks)


def lines(words: Iterable[str], width: int) -> list[str]:
    """Words separated by dots, wrapped at a width."""
    found = [""]
    for word in words:
        longer = f"{found[-1]} · {word}" if found[-1] else word
        if len(longer) > width and found[-1]:
            found.append(word)
        else:
            found[-1] = longer
    return found


MODEL = (
    ((newsevents.Statement, newsevents.Meeting, newsevents.Allegation), 4),
    ((newsevents.Actor, newsevents.Source), 330),
)
ROW, HEAD, COLUMN = 20, 32, 190


def model() -> str:
    """The classes of records, and the fields that refer from one class to another."""
    boxes: dict[str, tuple[float, float]] = {}
    rows: list[tuple[str, str, str, float, float]] = []
    height = 0.0
    for classes, x in MODEL:
        y = 4.0 if x == 4 else 70.0
        for cls in classes:
            name = cls.__name__.lower()
            fields = [field for field in fields_of(cls) if field.to is not None]
            boxes[name] = (x, y)
            rows += [(name, field.name, field.to, x, y + HEAD + ROW * at) for at, field in enumerate(fields)]
            y += HEAD + ROW * len(fields) + 8 + (22 if x == 4 else 90)
        height = max(height, y)
    marks = []
    for name, (x, y) in boxes.items():
        size = HEAD + ROW * sum(row[0] == name for row in rows) + 8
        marks += [box(x, y, COLUMN, size, f"{name}-box"), text(x + 12, y + 22, name.title(), "bold")]
    for name, field, target, x, y in rows:
        middle = y + ROW / 2
        marks.append(text(x + 12, middle + 5, field, f"mono small {target}-ink"))
        if name in ("actor", "source") or target in ("statement", "meeting", "allegation"):
            marks.append(
                f'<text x="{x + COLUMN - 10:g}" y="{middle + 4:g}" class="small {target}-ink" '
                f'text-anchor="end">{target.title()}</text>'
            )
        else:
            marks += tie(x + COLUMN, middle, *boxes[target], target)
    return svg(524, height - 14, marks)


def tie(x: float, y: float, to_x: float, to_y: float, target: str) -> Iterator[str]:
    """A curve from a row to the left edge of its target's box."""
    end = to_y + 16
    yield (
        f'<path d="M{x:g} {y:g} C{x + 80:g} {y:g} {to_x - 80:g} {end:g} {to_x - 6:g} {end:g}" class="{target}-line"/>'
    )
    yield f'<circle cx="{to_x:g}" cy="{end:g}" r="4" class="{target}-bar"/>'


def chain() -> str:
    """The chain of sources of a statement in the seed article, from the article to the original source."""
    bundle = newsevents.load_seed()
    statement = bundle["statement:rfa-rocket-launchers"]
    assert isinstance(statement, newsevents.Statement)
    found = bundle.attribution(statement)
    steps = [
        (
            "Radio Free Asia’s article" if source.kind is SourceKind.ARTICLE else source.title or "",
            f"source, {source.kind.replace('_', ' ')}",
            "source",
        )
        for source in found.sources
    ]
    steps += [(speaker.name, "speaker", "actor") for speaker in found.speakers]
    content = f"“{statement.content[0].exact}”"
    steps.append((content, f"statement, {statement.certainty}", "statement"))
    marks = []
    for index, (name, kind, style) in enumerate(steps):
        y = 4 + index * 66
        marks += [
            box(4, y, 472, 44, f"{style}-box"),
            text(16, y + 19, name, "bold" if style != "statement" else "small"),
            text(16, y + 36, kind, f"small {style}-ink"),
        ]
    words = ["passes on"] * (len(found.sources) - 1) + ["of which says"] * len(found.speakers) + [""]
    for index, word in enumerate(words):
        y = 48 + index * 66
        marks += [*arrow((28, y), (28, y + 22)), text(42, y + 16, word, "small")]
    return svg(480, 4 + len(steps) * 66 - 18, marks)


CHAR, LINE_WIDTH = 7.8, 60
"""The width of a character in the sentence, and the number of characters per line."""


def spans() -> str:
    """A sentence of the seed article, with the spans of a statement and of the allegation that it makes."""
    bundle = newsevents.load_seed()
    claim = bundle.allegations_by("actor:national-intelligence-service")[0]
    statement = bundle[claim.statement_id or ""]
    assert isinstance(statement, newsevents.Statement)
    named = {
        "statement": [
            *(("speaker", one) for one in statement.speaker),
            *(("cue", one) for one in statement.cue),
            ("when", statement.when and statement.when.span),
            *(("content", one) for one in statement.content),
        ],
        "allegation": [
            *(("quantity", one.span) for one in claim.quantities),
            ("when", claim.when and claim.when.span),
        ],
    }
    start, y = statement.evidence[0].start, 20.0
    marks = []
    for line in wrapped(statement.evidence[0].exact):
        end = start + len(line.rstrip())
        size = (end - start) * CHAR
        words = escape(line.rstrip())
        marks.append(f'<text x="4" y="{y:g}" class="mono spans" textLength="{size:g}">{words}</text>')
        depth = 0.0
        for style, parts in named.items():
            here = [(label, one) for label, one in parts if one is not None and one.start < end and one.end > start]
            for label, one in here:
                x, size = 4 + (max(one.start, start) - start) * CHAR, (min(one.end, end) - max(one.start, start)) * CHAR
                marks.append(f'<rect x="{x:g}" y="{y + 5 + depth:g}" width="{size:g}" height="3" class="{style}-bar"/>')
                if one.start >= start:
                    marks.append(text(x, y + 20 + depth, label, f"small {style}-ink"))
            begins = any(one.start >= start for _, one in here)
            depth += 22 if begins else 8 if here else 0
        y += depth + 26
        start += len(line)
    legend = [("statement", "the statement", 4), ("allegation", "the allegation that it makes", 120)]
    for style, label, x in legend:
        marks += [
            f'<rect x="{x}" y="{y - 4:g}" width="18" height="3" class="{style}-bar"/>',
            text(x + 24, y, label, "small"),
        ]
    return svg(8 + LINE_WIDTH * CHAR, y + 8, marks)


def wrapped(words: str) -> list[str]:
    """Words wrapped at a width, with every character kept."""
    return re.findall(rf".{{1,{LINE_WIDTH}}}(?:\s|$)", words)


# --- the library's charts


def chart(name: str) -> str | None:
    """A chart of the seed as drawn by the library, or None if the drawing library is not installed."""
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(MissingExtraError):
        path = Path(folder, f"{name}.svg")
        charts.draw(getattr(charts, name)(newsevents.load_seed()), path)
        return path.read_text("utf-8")
    return None


DRAWN: dict[str, Callable[[], str]] = {"flow": flow, "model": model, "chain": chain, "spans": spans}
CHARTS = ("timeline", "network")


@functools.cache
def pictures() -> dict[str, str]:
    """All pictures by name."""
    drawn = {name: draw() for name, draw in DRAWN.items()}
    return drawn | {name: svg for name in CHARTS if (svg := chart(name)) is not None}


IMAGE = re.compile(r'<img alt="(?P<alt>[^"]*)" src="[./]*pictures/(?P<name>[\w-]+)\.svg" ?/?>')


def put_in(html: str) -> str:
    """A page with our own pictures embedded in place of the links to them; charts remain links."""

    def drawn(found: re.Match[str]) -> str:
        name, label = found["name"], f'role="img" aria-label="{found["alt"]}"'
        return pictures()[name].replace('role="img"', label, 1) if name in DRAWN else found[0]

    return IMAGE.sub(drawn, html)
