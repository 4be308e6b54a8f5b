"""Plain text for the terminal: other people's words made safe to print, and tables."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence

_STEERING = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
_GAP = "  "


def printable(text: str) -> str:
    r"""Replace what would control the terminal or change text direction, and put the text on one line.

    A tab or line end becomes a space. Every other control character, every mark that embeds, overrides or isolates a
    direction (Unicode Standard Annex #9), and every lone surrogate, which cannot be printed, is replaced by a visible
    symbol: a character of Unicode's Control Pictures block, or the code point in angle brackets.

    >>> printable("Ana\x1b[2J Lima\u202e")
    'Ana␛[2J Lima⟨U+202E⟩'
    """
    return text if text.isascii() and text.isprintable() else re.sub(_STEERING, _one_line_stand_in, text)


def printable_json(value: object) -> str:
    r"""A value as JSON on one line, with characters that would control the terminal escaped.

    >>> printable_json("Ana\x9b2J")
    '"Ana\\u009b2J"'
    """
    return re.sub(_STEERING, lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _one_line_stand_in(match: re.Match[str]) -> str:
    return " " if match[0] in "\t\n\r\x0b\x0c" else stand_in(match)


def stand_in(match: re.Match[str]) -> str:
    """The visible symbol for a character: its picture in Control Pictures, or its code point in angle brackets."""
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"


def render_table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """A plain-text table with wrapped cells; the last two columns share the width that the others leave."""
    fixed = [max(map(_columns, column)) for column in zip(heads, *rows, strict=True)][:-2]
    room = max(24, width - sum(fixed) - len(_GAP) * (len(heads) - 1))
    widths = [*fixed, room - room // 2, room // 2]
    lines: list[Sequence[str]] = [heads, ["-" * size for size in widths]]
    for row in rows:
        cells = [_wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
        height = max(map(len, cells))
        lines += zip(*(cell + [""] * (height - len(cell)) for cell in cells), strict=True)
    padded = (
        _GAP.join(cell + " " * (size - _columns(cell)) for cell, size in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    return "\n".join(padded)


def _wrapped(text: str, width: int) -> list[str]:
    """A text wrapped into lines of at most the given number of columns."""
    import textwrap  # only tables need it

    lines: list[str] = []
    for line in textwrap.wrap(text, width) or [""]:
        while _columns(line) > width:  # some letters take two columns
            cut = next(index for index in range(len(line), 0, -1) if _columns(line[:index]) <= width)
            lines.append(line[:cut])
            line = line[cut:]
        lines.append(line)
    return lines


def _columns(text: str) -> int:
    """The number of columns that a text takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    unseen = sum(unicodedata.category(character) in ("Mn", "Me", "Cf") for character in text)
    return len(text) + wide - unseen
