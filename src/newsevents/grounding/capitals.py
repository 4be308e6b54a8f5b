"""What a capital letter means in a text: that a word is part of a name, or only that a sentence or a heading begins.

A headline may be all in capitals or capitalise each word, a dateline names its town in capitals, and a sentence begins
with a capital. Elsewhere a capital marks a name, unless the language capitalises all its nouns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import pairwise

from newsevents.english import closed, titles

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]|\.(?=\w))*")
_PAIR = re.compile(r"(?=(?<![\w'’.-])([^\W\d_][\w'’-]*) ([^\W\d_][\w'’-]*))")

# The town of a dateline, and the mark that ends the dateline after its other words: "DAR ES SALAAM, Tanzania (AP) --".
_DATELINE = re.compile(
    r"[ \t]{0,9}([^\Wa-z\d_](?:[^\Wa-z\d_]|[ ,.'’&-]){0,80})(?![\w'’])[^\n!?]{0,60}?(?:\(|--|[—–_]| - )"
)
_BEGINS = re.compile(r"(?:[.!?…:]['\"’”)\]]*|['\"‘“«(\[]|``|''|--|[—–_•*-]) *$")
_TITLE = re.compile(r"(?<!\w)([A-Z][a-z]{1,4})\. $")
_BEFORE = 8
_ENDS = tuple(".!?:;,…")

_WORDS_AT_LEAST = 100
_NOUNS = 0.3
"""In a text of at least that many words, the share of capitals that shows that nouns have them, as in German."""


class Capitals:
    """The meaning of capitals in one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def in_heading(self, offset: int) -> bool:
        """Whether an offset lies in a headline or a dateline in which every name is in capitals."""
        return self._kind(offset) == "capitals"

    def tell(self, offset: int) -> bool:
        """Whether a capital at the beginning of a word shows that the word belongs to a name."""
        return not self._of_nouns and not self._kind(offset) and not self._begins(offset)

    def together(self, first: str, second: str) -> bool:
        """Whether two words belong together as parts of a name, where capitals can show that."""
        return (first.casefold(), second.casefold()) in self._pairs

    def _kind(self, offset: int) -> str:
        index = bisect_right(self._starts, offset) - 1
        return self._headings[index][2] if index >= 0 and offset < self._headings[index][1] else ""

    def _begins(self, offset: int) -> bool:
        """Whether a sentence may begin at an offset."""
        before = self._text[max(0, offset - _BEFORE) : offset]
        if not before.rpartition("\n")[2].strip():
            return "\n" in before or offset <= _BEFORE
        title = _TITLE.search(before)
        if title is not None and not {title[1].lower(), f"{title[1].lower()}."}.isdisjoint(titles()):
            return False  # "Mr. Lima"
        return _BEGINS.search(before) is not None

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self._headings]

    @cached_property
    def _headings(self) -> list[tuple[int, int, str]]:
        """Every headline and dateline: where it begins, where it ends, and how it uses capitals."""
        found = []
        start = 0
        for line in self._text.splitlines(keepends=True):
            end = start + len(line)
            town = None if line.isupper() else _DATELINE.match(line)
            high = end if line.isupper() else start + town.end(1) if town is not None else start
            if start < high:
                found.append((start, high, "capitals"))
            if high < end and _is_title(line):  # also a dateline on a line of its own
                found.append((high, end, "title"))
            start = end
        return found

    @cached_property
    def _of_nouns(self) -> bool:
        """Whether the language capitalises words that are not names."""
        words = [match[0] for match in _WORD.finditer(self._text)]
        after = [word[0].isupper() for before, word in pairwise(words) if before.islower()]
        return len(words) >= _WORDS_AT_LEAST and sum(after) > _NOUNS * len(after)

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        return {
            (match[1].casefold(), match[2].casefold())
            for match in _PAIR.finditer(self._text)
            if match[1][0].isupper() and match[2][0].isupper() and self.tell(match.start(1))
        }


def _is_title(line: str) -> bool:
    """Whether a line is a headline in which each word except the small ones is capitalised."""
    stripped = line.strip()
    if stripped.endswith(_ENDS):
        return False
    words = _WORD.findall(stripped)
    high = sum(word[0].isupper() for word in words)
    return len(words) > 2 and high > len(words) / 2 and all(word[0].isupper() or word in closed() for word in words)
