"""Quotations, the stretches of a text in quotation marks, and the paragraphs that end those which no mark closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

_BREAK = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]*(?:\r?\n|\u2029)+[\s]*")
_WRAPPED = re.compile(r"[^\n.?!:\u201d\"]{1}[ \t]*$")


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end.

    A line break ends a paragraph, unless the line was only wrapped: where lines are separated by empty ones, a line
    that ends without a mark and is followed by another goes on in it.
    """
    start = 0
    blank_lines = "\n\n" in text
    for brk in _BREAK.finditer(text):
        wrapped = (
            blank_lines
            and brk[0].count("\n") == 1
            and brk.start() - start > 50
            and _WRAPPED.search(text, max(start, brk.start() - 3), brk.start()) is not None
        )
        if wrapped:
            continue
        if brk.start() > start:
            yield start, brk.start()
        start = brk.end()
    if start < len(text):
        yield start, len(text)


@attrs.define(eq=False)
class Quotation:
    """A quotation.

    Attributes:
        start: Where its first mark begins.
        end: Where its last mark ends, or the paragraph where none closes it.
        closed: Whether a mark closes it.
    """

    start: int
    end: int
    closed: bool = False


_OPENING, _CLOSING, _STRAIGHT = ("“", "„", "``", "«", "‹", "「", "『"), ("”", "»", "›", "」", "』"), ('"', "''")
_MARK = re.compile("|".join((*_OPENING, *_CLOSING, *_STRAIGHT)))
_STYLE = {mark: style for style, marks in enumerate(("“”„\"`'", "«»", "‹›", "「」", "『』")) for mark in marks}
_REVERSED = {"„": "“", "»": "«"}
"""Marks that close in some languages what they open in others: „so“, »so«."""

_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)[^‘\n]*?\w[^\w\s]?[’'](?!\w)")


class QuotationReader:
    """Reads the quotation marks of a paragraph one after another.

    Attributes:
        found: The quotations so far.
    """

    def __init__(self, text: str, end: int) -> None:
        self.found: list[Quotation] = []
        self._text, self._end = text, end
        self._is_open = False

    def read(self, start: int, end: int) -> tuple[bool, int]:
        """Read the next double mark: whether it opens rather than closes, and the index of its quotation, or -1."""
        mark = self._text[start:end]
        if self._is_open:
            closes = self._closes(mark, start, end)
            if closes:
                self.found[-1].end, self.found[-1].closed = end, True
                self._is_open = False
            return not closes, len(self.found) - 1
        if mark in _CLOSING and not (mark == "»" and self._text[end : self._end][:1].isalnum()):
            return False, -1
        self.found.append(Quotation(start, self._end))
        self._is_open = True
        return True, len(self.found) - 1

    def _closes(self, mark: str, start: int, end: int) -> bool:
        """Whether a mark closes the quotation that is open: by its form, or by what is written around it."""
        opening = self._text[self.found[-1].start]
        after = self._text[end] if end < self._end else " "
        if _STYLE[mark[0]] != _STYLE[opening]:
            return False
        if mark in _STRAIGHT:
            return not after.isalnum() or self._text[start - 1] != " "
        typed_the_wrong_way_round = after.isspace()
        return mark in _CLOSING or mark == _REVERSED.get(opening) or typed_the_wrong_way_round


def find_quotations(text: str) -> list[tuple[int, int]]:
    """The stretches of a text in quotation marks, double or single, marks included, in order; some may be nested."""
    found = [match.span() for match in _SINGLE.finditer(text)]
    for start, end in paragraph_spans(text):
        reader = QuotationReader(text, end)
        for mark in _MARK.finditer(text, start, end):
            reader.read(*mark.span())
        found += [(quotation.start, quotation.end) for quotation in reader.found]
    return sorted(found)
