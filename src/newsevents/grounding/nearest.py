"""The stretch of a text that is most similar to a quote that is not in it, and how they differ."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import cached_property

import attrs

from newsevents.grounding.normalize import LADDER, UNSPACED, View

# Words with the marks inside them; in a script without spaces, each letter is a word. `re` does not count the
# combining marks of many scripts as parts of words.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff"
)
_WORD = re.compile(
    rf"[{UNSPACED}]|(?:[^\W_{UNSPACED}]|[{_MARKS}])(?:[^\W_{UNSPACED}]|[{_MARKS}]|[.,'’:/-](?=[^\W_{UNSPACED}]))*"
)
_QUOTE_WORDS = 200  # of a longer quote, only the first words are compared
_PLACES = 64  # words that occur more often say little about where the quote is
_LIKE = 0.45  # the smallest share of a quote's words in a stretch that counts as similar
_SHOWN_DIFFERENCES = 3


@attrs.frozen
class Near:
    """The most similar stretch.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        differences: What differs, each as a clause.
    """

    start: int
    end: int
    differences: tuple[str, ...]


class Nearest:
    """Finds the most similar stretch in one text. The text's words are indexed once, on first use."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> _Words:
        return _Words(self._text)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words.words):
            index[word].append(place)
        return index

    def find(self, quote: str) -> Near | None:
        """The stretch that has most of a quote's words in order; None if no stretch has enough of them."""
        theirs = _Words(quote)
        begin = self._where(theirs.words[:_QUOTE_WORDS])
        if begin is None:
            return None
        words = theirs.words[:_QUOTE_WORDS]
        slack = max(8, len(words) // 3)
        first = max(0, begin - slack)
        window = self._words.words[first : begin + len(words) + slack]
        changes = SequenceMatcher(None, window, words, autojunk=False).get_opcodes()
        equal = [change for change in changes if change[0] == "equal"]
        if sum(change[2] - change[1] for change in equal) < _LIKE * len(words):
            return None
        head, tail = equal[0], equal[-1]
        # Words before the first and after the last common word belong to the stretch where the quote has others.
        low = max(0, head[1] - head[3])
        high = min(len(window), tail[2] + len(words) - tail[4])
        ours = self._words
        differences = []
        for kind, a, b, c, d in changes:
            a, b = max(a, low), min(b, high)
            if kind != "equal" and (a < b or c < d):
                differences.append(_difference(ours.between(first + a, first + b), theirs.between(c, d)))
        if len(differences) > _SHOWN_DIFFERENCES:
            differences = [*differences[:_SHOWN_DIFFERENCES], "and more differs"]
        return Near(*ours.place(first + low, first + high), tuple(differences))

    def _where(self, words: list[str]) -> int | None:
        """The word of the text at which the quote would roughly begin, by a vote of its words."""
        votes: Counter[int] = Counter()
        width = max(4, len(words) // 4)
        for place, word in enumerate(words):
            there = self._index.get(word, ())
            for where in there[:_PLACES]:
                votes[(where - place) // width] += 1000 // (len(there) + 4)
        if not votes:
            return None
        best = max(votes, key=lambda bucket: (votes[bucket] + votes[bucket + 1], -bucket))
        return max(0, best * width)


class _Words:
    """The words of a text after all normalisation steps, and their places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._view = View(text, LADDER)
        self._places = [match.span() for match in _WORD.finditer(self._view.text)]
        self.words = [self._view.text[start:end] for start, end in self._places]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """The offsets from the start of one word to the end before another."""
        return self._view.around(self._places[first][0], self._places[last - 1][1])

    def between(self, first: int, last: int) -> str:
        """The text from one word up to another; empty if there are no words between them."""
        return self._text[slice(*self.place(first, last))] if first < last else ""


def _difference(ours: str, theirs: str) -> str:
    if not theirs:
        return f"the quote leaves out “{_short(ours)}”"
    if not ours:
        return f"“{_short(theirs)}” does not appear there"
    return f"the article has “{_short(ours)}” where the quote has “{_short(theirs)}”"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:40].rstrip()} … {words[-15:].lstrip()}"
