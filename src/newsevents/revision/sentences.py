"""A text as a sequence of sentences, each with a key that ignores what cannot change its meaning."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, cached_property

from newsevents.english import data_lines
from newsevents.grounding.match import MatchStep
from newsevents.grounding.normalize import UNSPACED, View
from newsevents.model.values import Span

_STEPS = (MatchStep.WHITE_SPACE, MatchStep.TYPOGRAPHY, MatchStep.UNICODE)
"""The differences that are ignored between sentences. Case is not ignored: *us* is not *US*."""

_CLOSERS = "\"'”’»)\\]」』）"

# Where a sentence may end: after its final mark and whatever closes with it, and at the end of a line, unless the line
# is broken inside a sentence.
_BREAK = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]+)[{_CLOSERS}]*\s+"
    rf"|(?<![。！？])[。！？]+[{_CLOSERS}]*\s*"
    r"|(?<![ \t\r])(?P<line>[ \t\r]*\n\s*)"
)
_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+|[^\w\s]")


_ABBREVIATED = 8
"""The number of characters that an abbreviation can have, with a few to spare."""


class Part:
    """A stretch of a text between two places where a sentence may end.

    Attributes:
        start: Where it begins.
        end: Where it ends, before white space.
        sentence: The number of the sentence that it is certainly a part of.
        key: Its words, without what cannot change their meaning.
    """

    __slots__ = ("__dict__", "_view", "end", "key", "sentence", "start", "text")

    def __init__(self, text: str, start: int, end: int, sentence: int) -> None:
        self.start, self.end, self.sentence = start, end, sentence
        self.text = text[start:end]
        self._view = View(self.text, _STEPS)
        self.key = self._view.text.strip()

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Its words and marks: the form in which each is compared, and its offsets in the text."""
        found = []
        for match in _WORD.finditer(self._view.text):
            start, end = self._view.around(*match.span())
            found.append((match[0], self.start + start, self.start + end))
        return found

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """The offsets in the part from which each character of its view came."""
        return [self._view.around(index, index + 1) for index in range(len(self._view.text))]


class Sentences:
    """The parts of a text.

    Attributes:
        parts: All of them, in order.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[Part] = []
        start = sentence = 0
        for match in _BREAK.finditer(text):
            sure = _is_sure(text, match)
            if sure is None:
                continue
            end = match.start() + len(match[0].rstrip())
            if text[start:end].strip():
                self.parts.append(Part(text, start, end, sentence))
                sentence += sure
            start = match.end()
        if text[start:].strip():
            self.parts.append(Part(text, start, len(text.rstrip()), sentence))
        self._starts = [part.start for part in self.parts]

    def over(self, span: Span) -> range:
        """The numbers of the parts that a span overlaps."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        return range(first, max(first + 1, bisect_right(self._starts, span.end - 1)))

    @cached_property
    def around(self) -> list[range]:
        """For each part, the numbers of the parts of its sentence."""
        found: list[range] = []
        begin = 0
        for index, part in enumerate(self.parts):
            if index + 1 == len(self.parts) or self.parts[index + 1].sentence != part.sentence:
                found += [range(begin, index + 1)] * (index + 1 - begin)
                begin = index + 1
        return found


def _is_sure(text: str, match: re.Match[str]) -> bool | None:
    """Whether a sentence certainly ends at a break; None if it certainly does not."""
    goes_on = text[match.end() : match.end() + 1].islower()
    if match["line"] is not None:
        return None if match["line"].count("\n") == 1 and goes_on else True
    if match["mark"] is None or "\n" in match[0]:
        return True
    if goes_on or match["mark"] != ".":
        return not goes_on
    begin = match.start()
    while begin > max(0, match.start() - _ABBREVIATED) and text[begin - 1].isalpha():
        begin -= 1
    word = text[begin : match.start()]
    return len(word) > 1 and word not in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for line in data_lines("abbreviations") for word in line.split())
