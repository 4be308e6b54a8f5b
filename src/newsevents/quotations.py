"""Quotations: the words that a text marks as quoted, by quotation marks or by layout, and its paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

import attrs

from newsevents.english import any_of, data_lines

_BREAK = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]*(?:\r?\n|\u2029)+[\s]*")
_WRAPPED = re.compile(r"[^\n.?!:\u201d\"]{1}[ \t]*$")


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the paragraphs of a text begin and end.

    A line break ends a paragraph, unless the line was only wrapped: if paragraphs are separated by blank lines, a line
    that ends without a punctuation mark continues on the next line.
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
        end: Where its last mark ends, or where the paragraph ends if no mark closes it.
        closed: Whether a mark closes it.
    """

    start: int
    end: int
    closed: bool = False


_OPENING, _CLOSING, _STRAIGHT = ("“", "„", "``", "«", "‹", "「", "『"), ("”", "»", "›", "」", "』"), ('"', "''")
_MARK = re.compile("|".join((*_OPENING, *_CLOSING, *_STRAIGHT)))
_STYLE = {mark: style for style, marks in enumerate(("“”„\"`'", "«»", "‹›", "「」", "『』")) for mark in marks}
_REVERSED = {"„": "“", "»": "«"}
"""Marks that open a quotation in some languages and close one in others: „so“, »so«."""


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
        """Read the next double mark; return whether it opens a quotation, and the index of its quotation, or -1."""
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
        """Whether a mark closes the open quotation: by its form, or by the characters around it."""
        opening = self._text[self.found[-1].start]
        after = self._text[end] if end < self._end else " "
        if _STYLE[mark[0]] != _STYLE[opening]:
            return False
        if mark in _STRAIGHT:
            return not after.isalnum() or self._text[start - 1] != " "
        typed_the_wrong_way_round = after.isspace()
        return mark in _CLOSING or mark == _REVERSED.get(opening) or typed_the_wrong_way_round


def find_quotations(text: str) -> list[Quotation]:
    """The quotations of a text in double or single quotation marks, marks included, in order; some may be nested.

    A quotation that no mark closes ends with its paragraph.
    """
    found: list[Quotation] = []
    single = SingleQuotes(text)
    for start, end in paragraph_spans(text):
        reader = QuotationReader(text, end)
        for mark in _MARK.finditer(text, start, end):
            reader.read(*mark.span())
        found += reader.found
        single.read(start, end)
    return sorted([*found, *single.found], key=lambda one: (one.start, one.end))


def join_paragraphs(text: str, quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    """Join quotations into stretches; one reopened in each paragraph and closed only in the last is one stretch.

    Args:
        text: The text.
        quotations: Its quotations, in order.
    """
    joined: list[tuple[int, int]] = []
    left_open = -1  # where an unclosed quotation ends
    for one in quotations:
        goes_on = left_open >= 0 and one.start > left_open and text[left_open : one.start].isspace()
        start = joined.pop()[0] if goes_on else one.start
        joined.append((start, one.end))
        left_open = -1 if one.closed else one.end
    return joined


# --- single quotation marks


@cache
def _elision() -> re.Pattern[str]:
    """An apostrophe at the beginning of a word: ’em, ’twas, ’98, the ’90s."""
    return re.compile(rf"['\u2018\u2019](?:{any_of(data_lines('elisions'))}|\d\ds?)\b")


_SINGLE_OPENING = re.compile(r"(?<![\w'\u2018\u2019`])['\u2018`](?=[\w\u201c\"])")
_SINGLE_CLOSING = re.compile(r"(?<![\s'\u2018`(\[])(?:['\u2019](?!['\w])|'(?=''(?!')))")
_ENDS_AS_A_WORD_MAY = re.compile(r"(?:(?<=[sS])|(?<=in)|(?<=['\u2018\u2019]n))['\u2019] \w")


class SingleQuotes:
    """Reads the single quotation marks of a text, paragraph by paragraph: ‘so’, 'so', and `so' as in TeX.

    Since the mark is also the apostrophe, only clear cases count. An apostrophe never opens a quotation; "the dogs’
    home" or "goin’ home" closes one only if nothing else does.

    Attributes:
        found: The quotations so far.
    """

    def __init__(self, text: str) -> None:
        self.found: list[Quotation] = []
        self._text = text
        self._waiting: list[Quotation] = []  # unclosed, each opened at the start of one of the last paragraphs

    def read(self, start: int, end: int) -> None:
        """Read a paragraph. Paragraphs must be read in order."""
        text = self._text
        openings = [mark.start() for mark in _SINGLE_OPENING.finditer(text, start, end)]
        openings = [at for at in openings if not _elision().match(text, at, end)]
        closings = [mark.start() for mark in _SINGLE_CLOSING.finditer(text, start, end)] if openings else []
        goes_on, self._waiting = self._waiting, []
        if goes_on and text[goes_on[0].start] != text[start]:
            goes_on = []
        for opening, limit in pairwise([*openings, end]):
            close = self._close(closings[bisect_left(closings, opening + 2) : bisect_left(closings, limit)])
            if close is not None:
                self.found += goes_on if opening == start else []
                self.found.append(Quotation(opening, close + 1, closed=True))
            elif opening == start:
                self._waiting = [*goes_on, Quotation(start, end)]

    def _close(self, marks: Sequence[int]) -> int | None:
        """The mark that closes a quotation: the first that can be nothing else, or else the first."""
        plain = (at for at in marks if not _ENDS_AS_A_WORD_MAY.match(self._text, at))
        return next(plain, next(iter(marks), None))


# --- quotations without marks


_SENTENCE_END = re.compile(r"(?<=[.?!\u2026])[\u201d\"'\u2019]*\s+")
_NOT_OF_WORDS = re.compile(r"[\W_]+")
_SIGNATURE = re.compile(r"(?:[\u2013-\u2015]|--?)[ \u00a0]?[A-Z][^\n]{1,98}(?<![.?!:,])")
_ITEM = re.compile(r"(?:[-*\u2022\u2013]|\d+[.)])\s")


def block_quotations(text: str, quotations: Iterable[Quotation]) -> list[tuple[int, int]]:
    """The paragraphs that a text quotes without quotation marks, in order.

    These are block quotations and pull quotes. A block quotation is marked with ``>`` as in emails, follows a colon at
    the end of a paragraph, continues such a quotation with an indent, or is signed on the next line ("— Ana Duarte").
    A pull quote repeats words that are in quotation marks elsewhere.

    Args:
        text: The text.
        quotations: Its quotations in quotation marks.
    """
    paragraphs = list(paragraph_spans(text))
    said = {key for one in quotations for key in _sentences(text[one.start : one.end])} - {""}
    found: list[tuple[int, int]] = []
    brought = False
    for index, (start, end) in enumerate(paragraphs):
        words = text[start:end]
        before = paragraphs[index - 1] if index else (0, 0)
        run = brought and _is_indented(text, before[0]) and _is_indented(text, start)
        brought = (run or text[before[1] - 1 : before[1]] == ":") and _ITEM.match(words) is None
        signed = index + 1 < len(paragraphs) and _SIGNATURE.fullmatch(text, *paragraphs[index + 1]) is not None
        if brought or signed or words[0] == ">" or said.issuperset(_sentences(words)):
            found.append((start, end))
    return found


def _is_indented(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in " \t\u00a0\u3000"


def _sentences(words: str) -> list[str]:
    """The sentences of some words, each reduced to its words."""
    return [_NOT_OF_WORDS.sub(" ", sentence).strip().casefold() for sentence in _SENTENCE_END.split(words)]
