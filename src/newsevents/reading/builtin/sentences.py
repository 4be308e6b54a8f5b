"""Sentence boundaries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsevents.english import data_lines, headed_lists

__all__ = ["Splitter", "direct"]

_STOPS = frozenset(".?!…") | {"..", "...", "....", "?!", "!!"}
_CLOSING = frozenset("'”’)]}»") | {"''"}
_OPENING = frozenset("'“‘`([{«-–—*•") | {"``", "--", "---"}
_PAUSES = frozenset((",", ";", ":", "-", "--", "–", "—"))
_ASKING = frozenset(("?", "!", "…"))
_IN_NAMES = frozenset(("of", "the", "de", "for", "-"))
_LONG = 250
"""A sentence with at least this many tokens is cut at a comma, and none gets more than twice as many."""
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]+\.")
_SPEECH = re.compile(r"(?:said|says|asked|asks|wrote|writes|told|adds|replied|[a-z]{3,}ed)")
_REACH = 8


_DOUBLE = frozenset(('"', "''"))
_UNDIRECTED = _DOUBLE | {"'"}
_BRACKETS = frozenset(("(", "[", "-", "--", "–", "—"))


class Splitter:
    """Finds where sentences begin."""

    def __init__(self) -> None:
        """Load the lists of abbreviations and of words that begin sentences."""
        lists = headed_lists("sentence_words")
        self._starters = frozenset(lists["starters"])
        self._titles = frozenset(lists["titles"])
        self._abbreviations = {word for line in data_lines("abbreviations") for word in line.split()} - {"No"}

    def starts(self, words: Sequence[str], breaks: Sequence[bool]) -> list[int]:
        """Which tokens begin a sentence.

        Args:
            words: The tokens, with straight quotation marks turned into `` and '', ` and '.
            breaks: For each token, whether an empty line precedes it, which no sentence crosses.
        """
        starts: list[int] = []
        begun = -1
        stopped = False  # whether a full stop was read, followed only by closing marks
        for at, word in enumerate(words):
            if begun < 0 or breaks[at]:
                begins = True
            elif stopped:
                if word in _CLOSING:
                    continue
                begins = word not in _STOPS and _begins(word) and not _goes_on(words, at)
                stopped = word in _STOPS
            else:
                long = at - begun
                begins = long >= _LONG and (words[at - 1] in _PAUSES or long >= 2 * _LONG)
            if begins:
                starts.append(at)
                begun = at
                stopped = False
            if word in _STOPS or (word[-1] == "." and at + 1 < len(words)):
                stopped = self._stops(words, at, begun)
        return starts

    def _stops(self, words: Sequence[str], at: int, begun: int) -> bool:
        """Whether a full stop, or an abbreviation with one, ends a sentence if the next word can begin one."""
        word = words[at]
        if word in _STOPS:
            return word != "." or at == begun or words[at - 1] not in self._abbreviations
        if word in self._titles or not _ABBREVIATION.fullmatch(word):
            return False
        after = words[at + 1]
        return after in self._starters or (
            after in _OPENING and at + 2 < len(words) and words[at + 2] in self._starters
        )


def _begins(word: str) -> bool:
    return word in _OPENING or not word[0].islower()


def _goes_on(words: Sequence[str], at: int) -> bool:
    """Whether the sentence continues after a quotation that ended with ? or !: "Why?" Smith asked."""
    if words[at - 1] not in _CLOSING or at < 2 or words[at - 2] not in _ASKING:
        return False
    for word in words[at + 1 : at + _REACH]:
        if _SPEECH.fullmatch(word):
            return True
        if not (word[0].isupper() or word in _IN_NAMES):
            return False
    return False


def direct(words: list[str], places: Sequence[tuple[int, int]]) -> None:
    """Turn straight quotation marks, also those of two apostrophes, into opening and closing ones, by the spaces."""
    opened = False
    for at, word in enumerate(words):
        opened = opened or word == "``"
        if word in _UNDIRECTED:
            start, end = places[at]
            before = at > 0 and places[at - 1][1] == start and words[at - 1] not in _BRACKETS
            after = at + 1 < len(words) and places[at + 1][0] == end
            opens = after if before != after else not opened
            if word in _DOUBLE:
                words[at] = "``" if opens else "''"
                opened = opens
            elif opens:
                words[at] = "`"
