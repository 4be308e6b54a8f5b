"""The colours of the classes in every view, and their inline styles in a notebook.

A notebook's theme may differ from the system's, and viewers of untrusted notebooks drop style sheets, `light-dark()`
and `color: inherit`. So notebook text has no colour of its own, tints are translucent, and lines are of medium
lightness.
"""

from __future__ import annotations

import functools

CLASSES = ("allegation", "statement", "meeting", "source", "actor")
"""The classes of records, the most prominent first."""

_COLOURS = {
    "actor": ("#1d4f8f", "#8ab8f0", "#e3edf9", "#1c2f47", "#73a5e133", "#4f8fdc"),
    "source": ("#4a4a4a", "#bdbdbd", "#ececec", "#343437", "#a0a0a033", "#8a8a8a"),
    "statement": ("#1e6b2c", "#7fcf8e", "#e2f2e4", "#1b3521", "#6ebe7833", "#3f9e54"),
    "meeting": ("#6d2f86", "#d09be4", "#f3e6f7", "#36233f", "#c382d733", "#b26fcb"),
    "allegation": ("#a1281b", "#f0988d", "#fbe6e3", "#43231f", "#eb827333", "#dc6455"),
}
"""The colours of the classes, in the order below."""

INKS = {cls: colours[:2] for cls, colours in _COLOURS.items()}
"""The text colour of each class on a light and on a dark background, for views that know which they have."""

GROUNDS = {cls: colours[2:4] for cls, colours in _COLOURS.items()}
"""The background for each text colour, light and dark. The light one suits dark text on any page."""

TINTS = {cls: colours[4] for cls, colours in _COLOURS.items()}
"""The colours at one fifth opacity, so that any background shows through. On white they equal the light `GROUNDS`."""

LINES = {cls: colours[5] for cls, colours in _COLOURS.items()}
"""At least 3:1 against white and against the dark background of every notebook (WCAG 2.2, success criterion 1.4.11)."""

LINES_SHOWN = 3
"""The most underlines below words of several classes."""

ROW = "margin:2px 0"
SMALL = f"{ROW};font-size:0.9em"
MINOR = "font-size:0.9em;opacity:0.8"
"""For secondary text. At least 4.5:1 in the themes of notebooks (WCAG 2.2, success criterion 1.4.3)."""


def _line(cls: str, width: int) -> str:
    """A line in the colour of a class, dashed for allegations."""
    return f"{width}px {'dashed' if cls == 'allegation' else 'solid'} {LINES[cls]}"


@functools.cache
def mark(classes: tuple[str, ...]) -> str:
    """The style of words that belong to records of some classes, in the order of `CLASSES`.

    The first class sets the background and the bottom line; each further class adds a line above it.
    """
    first, *others = classes[:LINES_SHOWN]
    style = f"font-style:normal;background:{TINTS[first]};border-bottom:{_line(first, 2)}"
    if not others:
        return style
    lines = ",".join(f"inset 0 -{2 * depth}px {LINES[cls]}" for depth, cls in enumerate(others, 1))
    return f"{style};padding-bottom:{2 * len(others)}px;box-shadow:{lines}"


def chip(cls: str) -> str:
    """The style of the word that names a record's class."""
    return f"background:{TINTS[cls]};border:{_line(cls, 1)};border-radius:3px;padding:0 5px;white-space:nowrap"


def card(cls: str) -> str:
    """The style of the box of a record."""
    return f"border-left:{_line(cls, 3)};padding:2px 0 2px 10px;margin:8px 0;overflow-wrap:break-word"


def variables(shade: int) -> str:
    """The colours of the classes as CSS variables: ``--actor`` and ``--actor-tint``; index 0 is light, 1 is dark."""
    return " ".join(f"--{cls}: {INKS[cls][shade]}; --{cls}-tint: {GROUNDS[cls][shade]};" for cls in CLASSES)
