"""The differences between a sentence and the one that replaced it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache

from newsevents.english import data_lines, headed_lists
from newsevents.model.values import Span
from newsevents.revision.model import Change, ChangeKind
from newsevents.revision.sentences import Part

_ALIKE = 0.5
"""The smallest share of their words that two sentences have in common if one replaced the other."""

_COMMON = 8
"""The most sentences in which a word may occur if it is used to find counterparts."""

_LONGEST = 400
"""The most words of a sentence that are compared word by word."""


def counterparts(before: Sequence[Part], after: Sequence[Part]) -> dict[int, int]:
    """Pair sentences that the newer text lacks with the new sentences that replaced them.

    Args:
        before: The sentences of the earlier text that are not in the newer one.
        after: The sentences of the newer text that are not in the earlier one.

    Returns:
        Indices into ``after`` by indices into ``before``. Each sentence is in at most one pair.
    """
    having: dict[str, list[int]] = defaultdict(list)
    for place, part in enumerate(after):
        for word in {word for word, _, _ in part.words}:
            having[word].append(place)
    counted = [Counter(word for word, _, _ in part.words) for part in after]
    scored = []
    for place, part in enumerate(before):
        ours = Counter(word for word, _, _ in part.words)
        for there in sorted({near for word in ours for near in having.get(word, ())[:_COMMON]}):
            common = (ours & counted[there]).total()
            alike = 2 * common / (len(part.words) + len(after[there].words))
            if alike >= _ALIKE:
                scored.append((-alike, abs(place - there), place, there))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, place, there in sorted(scored):
        if place not in pairs and there not in taken:
            pairs[place] = there
            taken.add(there)
    return pairs


class Edit:
    """The difference between a sentence and its counterpart, word by word.

    Attributes:
        changes: The changes, in order.
        names: Whether the changes could name a speaker or quote one.
    """

    def __init__(self, before: Part, after: Part) -> None:
        self._before, self._after = before, after
        ours, theirs = before.words[:_LONGEST], after.words[:_LONGEST]
        keys = [word for word, _, _ in ours], [word for word, _, _ in theirs]
        self._codes = SequenceMatcher(None, *keys, autojunk=False).get_opcodes()
        if max(len(before.words), len(after.words)) > _LONGEST:
            self._codes.append(("replace", len(ours), len(before.words), len(theirs), len(after.words)))
        self.changes = tuple(
            Change(
                kind=_kind(before.words[i:j], after.words[k:m], i == 0),
                before=_span(before, i, j),
                after=_span(after, k, m),
            )
            for code, i, j, k, m in self._codes
            if code != "equal" and (i < j or k < m)
        )

        self.names = any(
            word == "'" or _could_name(word, False)
            for code, i, j, k, m in self._codes
            if code != "equal"
            for word, _, _ in (*before.words[i:j], *after.words[k:m])
        )

    def find(self, span: Span) -> tuple[Span | None, bool]:
        """What replaced a span of the sentence, and whether it has the same words."""
        inside = [
            place for place, (_, start, end) in enumerate(self._before.words) if start < span.end and span.start < end
        ]
        if not inside:
            return None, False
        low, high = inside[0], inside[-1] + 1
        for code, i, j, k, _ in self._codes:
            if code == "equal" and i <= low and high <= j:
                return _span(self._after, k + low - i, k + high - i), True
        touched = [(i, j, k, m) for _, i, j, k, m in self._codes if i < high and low < j]
        (i, _, first, _), (_, j, _, last) = touched[0], touched[-1]
        first += low - i if self._is_equal(touched[0]) else 0
        last -= j - high if self._is_equal(touched[-1]) else 0
        return _span(self._after, first, last), False

    def _is_equal(self, stretch: tuple[int, int, int, int]) -> bool:
        return ("equal", *stretch) in self._codes


def _span(part: Part, first: int, stop: int) -> Span | None:
    if first >= stop:
        return None
    start, end = part.words[first][1], part.words[stop - 1][2]
    return Span(start=start, end=end, exact=part.text[start - part.start : end - part.start])


def _kind(before: Sequence[tuple[str, int, int]], after: Sequence[tuple[str, int, int]], begins: bool) -> ChangeKind:
    words = [word for word, _, _ in (*before, *after)]
    if any(_is_number(word) for word in words):
        return ChangeKind.NUMBER
    if any(word.lower() in _words()["negations"] for word in words):
        return ChangeKind.NEGATION
    later = [word for side in (before, after) for word, _, _ in (side[1:] if begins else side)]
    if any(word[:1].isupper() for word in later):
        return ChangeKind.NAME
    return ChangeKind.WORDS


def _is_number(word: str) -> bool:
    return bool(re.search(r"\d", word)) or word.lower() in _words()["numbers"]


@cache
def _words() -> dict[str, frozenset[str]]:
    """Word lists by their names."""
    numbers = headed_lists("numbers")
    words = [word.partition("=")[0] for name in ("units", "tens", "multiples") for word in numbers[name]]
    people = (word for line in data_lines("people") for word in line.split())
    lists = {"numbers": frozenset(words), "people": frozenset(people)}
    return lists | {name: frozenset(list_) for name, list_ in headed_lists("revisions").items()}


def could_name(parts: Iterable[Part]) -> list[bool]:
    """For each sentence, whether it could name a speaker or quote one."""
    return [_QUOTED.search(part.key) is not None or names(word for word, _, _ in part.words) for part in parts]


def is_name(text: str) -> bool:
    """Whether words are capitalised, or in a script without capitals, apart from an initial article or pronoun."""
    return any(
        not word.islower() and not (at == 0 and word.lower() in _words()["openers"])
        for at, word in enumerate(text.split())
    )


def names(words: Iterable[str]) -> bool:
    """Whether words could name or describe an actor."""
    return any(_could_name(word, at == 0) for at, word in enumerate(words))


_QUOTED = re.compile(r"(?<!\w)'|'(?!\w)")
"""A quotation mark, not an apostrophe inside a word; in keys, double marks are replaced by single ones."""


def _could_name(word: str, first: bool) -> bool:
    """Whether a word could be a name or is a noun for people."""
    if not word[0].isalnum() or word.isdigit():
        return False
    low = word.lower()
    if first and low in _words()["openers"]:
        return False
    return not word.islower() or bool({low, low.removesuffix("s"), low.replace("men", "man")} & _words()["people"])
