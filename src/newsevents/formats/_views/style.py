"""The colours of the classes in every view, and how a notebook shows them, as inline styles.

A notebook's theme is not the system's, and viewers of untrusted notebooks drop style sheets, `light-dark()` and
`color: inherit`. So there no text has a colour of its own, tints are translucent, and lines have a middling lightness.
"""

from __future__ import annotations

import functools

CLASSES = ("allegation", "statement", "meeting", "source", "actor")
"""The classes of records, the one that counts most first."""

_COLOURS = {
    "actor": ("#1d4f8f", "#8ab8f0", "#e3edf9", "#1c2f47", "#73a5e133", "#4f8fdc"),
    "source": ("#4a4a4a", "#bdbdbd", "#ececec", "#343437", "#a0a0a033", "#8a8a8a"),
    "statement": ("#1e6b2c", "#7fcf8e", "#e2f2e4", "#1b3521", "#6ebe7833", "#3f9e54"),
    "meeting": ("#6d2f86", "#d09be4", "#f3e6f7", "#36233f", "#c382d733", "#b26fcb"),
    "allegation": ("#a1281b", "#f0988d", "#fbe6e3", "#43231f", "#eb827333", "#dc6455"),
}
"""The colours of each class, in the order of the names that follow."""

INKS = {cls: colours[:2] for cls, colours in _COLOURS.items()}
"""The colour of each class on a light ground and on a dark one, where a view knows which it has."""

GROUNDS = {cls: colours[2:4] for cls, colours in _COLOURS.items()}
"""The ground below such an ink, light and dark. The light one does for dark ink on any page."""

TINTS = {cls: colours[4] for cls, colours in _COLOURS.items()}
"""A fifth of a colour, so that any ground shows through. On white they are the light ones of `GROUNDS`."""

LINES = {cls: colours[5] for cls, colours in _COLOURS.items()}
"""At least 3:1 against white and against the dark of every notebook (WCAG 2.2, success criterion 1.4.11)."""

LINES_SHOWN = 3
"""The most lines below words of several classes."""

ROW = "margin:2px 0"
SMALL = f"{ROW};font-size:0.9em"
MINOR = "font-size:0.9em;opacity:0.8"
"""For what is in the background. At least 4.5:1 in the themes of notebooks (WCAG 2.2, success criterion 1.4.3)."""


def _line(cls: str, width: int) -> str:
    """A line in the colour of a class: broken for what is only alleged."""
    return f"{width}px {'dashed' if cls == 'allegation' else 'solid'} {LINES[cls]}"


@functools.cache
def mark(classes: tuple[str, ...]) -> str:
    """The style of words that belong to records of some classes, in the order of `CLASSES`.

    The first gives the ground and the line below; others have lines of their own above that one.
    """
    first, *others = classes[:LINES_SHOWN]
    style = f"font-style:normal;background:{TINTS[first]};border-bottom:{_line(first, 2)}"
    if not others:
        return style
    lines = ",".join(f"inset 0 -{2 * depth}px {LINES[cls]}" for depth, cls in enumerate(others, 1))
    return f"{style};padding-bottom:{2 * len(others)}px;box-shadow:{lines}"


def chip(cls: str) -> str:
    """The style of a word that says what a record is."""
    return f"background:{TINTS[cls]};border:{_line(cls, 1)};border-radius:3px;padding:0 5px;white-space:nowrap"


def card(cls: str) -> str:
    """The style of the box of a record."""
    return f"border-left:{_line(cls, 3)};padding:2px 0 2px 10px;margin:8px 0;overflow-wrap:break-word"


def variables(shade: int) -> str:
    """The colours of the classes as variables of CSS: ``--actor`` and ``--actor-tint``; 0 is light, 1 is dark."""
    return " ".join(f"--{cls}: {INKS[cls][shade]}; --{cls}-tint: {GROUNDS[cls][shade]};" for cls in CLASSES)
