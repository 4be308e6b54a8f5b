"""Parts of speech: a perceptron that tags from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from newsevents.reading.builtin.model import Model, normal, straight

__all__ = ["Tagger", "set_of_unknown", "shape"]

_REMEMBERED = 50_000
_OUTSIDE = 16383
"""The number that stands for a word before or after the sentence."""

Entry: TypeAlias = tuple[int, int, int, int, int, int]


def shape(word: str) -> int:
    """What a word looks like, a number under 32."""
    if word.islower():
        return 1 + ("-" in word) if word.isalpha() or "-" in word else 3
    if word.isalpha():
        if word.isupper():
            return 4 if len(word) == 1 else 5
        return 6 if word[0].isupper() and word[1:].islower() else 7 if word[0].isupper() else 8
    first = word[0]
    if first.isdigit():
        if word.isdigit():
            return 9 if len(word) == 4 else 10 if len(word) < 3 else 11
        return 12 if word[-1].isdigit() else 13
    if first.isupper():
        return 14 if word[-1] == "." else 15
    if not any(map(str.isalnum, word)):
        return 16
    return 17 if word[-1].isalpha() else 18


def set_of_unknown(word: str) -> str:
    """The name of the set of tags of a word that is not known: by its shape and ending."""
    return f"?{shape(word)}{normal(word)[-2:] if word[-1:].isalpha() else ''}"


class Tagger:
    """Gives each word of a sentence its tag."""

    def __init__(self, model: Model) -> None:
        """Take what was learned."""
        self._model = model
        self._entries: dict[str, Entry] = {}

    def entry(self, word: str) -> Entry:
        """The features of a word alone: word, ending, shorter ending, shape, set of tags; and its tag, -1 if unsure."""
        model = self._model
        low = normal(word)
        form = shape(word)
        number = model.words.get(low, 0)
        known = model.sets.get(low)
        if known is None:
            known = model.sets.get(set_of_unknown(word)) or model.sets.get(f"?{form}", 0)
        long = model.suffixes.get(low[-3:], 0)
        short = model.suffixes.get(low[-2:], 0)
        return number, long << 5 | form, short << 5 | form, form, known, model.sure.get(straight(word), -1)

    def entries(self, words: Sequence[str]) -> list[Entry]:
        """The features of each word."""
        known = self._entries
        if len(known) > _REMEMBERED:
            known.clear()
        found: list[Entry] = []
        for word in words:
            entry = known.get(word)
            if entry is None:
                entry = self.entry(word)
                if len(word) < 40:
                    known[word] = entry
            found.append(entry)
        return found

    def tag(self, words: Sequence[str]) -> list[int]:
        """The number of the tag of each word of a sentence."""
        row = self._model.tag_rows.get
        weights = self._model.tag_weights.__getitem__
        best = self._model.tags.best
        entries = self.entries(words)
        context = Context(entries)
        tags: list[int] = []
        before = two_before = 62
        for at, entry in enumerate(entries):
            tag = entry[5]
            if tag < 0 or (at == 0 and entry[3] > 3):
                features = context.features(at, before, two_before)
                tag = best(sum(map(weights, filter(None, map(row, features)))))
            tags.append(tag)
            two_before, before = before, tag
        return tags


class Context:
    """The words of a sentence as the tagger sees them."""

    __slots__ = ("forms", "longs", "sets", "shorts", "words")

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Lay out the features of the words, with two places after the sentence that stand for those outside."""
        self.words = [entry[0] for entry in entries] + [_OUTSIDE] * 4
        self.longs = [entry[1] for entry in entries] + [_OUTSIDE] * 4
        self.shorts = [entry[2] for entry in entries]
        self.forms = [entry[3] for entry in entries] + [31] * 4
        self.sets = [entry[4] for entry in entries] + [1023] * 4

    def features(self, at: int, before: int, two_before: int) -> list[int]:
        """The features of a word, given the tags of the two before it."""
        words = self.words
        sets = self.sets
        forms = self.forms
        w = words[at] << 7
        w1 = words[at + 1]
        wb = words[at - 1] << 21
        s = sets[at] << 7
        s1 = sets[at + 1] << 21
        t = before << 35
        tt = two_before << 42
        long = self.longs[at] << 7
        short = self.shorts[at] << 7
        form = forms[at] << 7
        start = (at == 0) << 21
        return [
            1 | w,
            2 | long,
            3 | short | t,
            4 | t,
            5 | t | tt,
            6 | t | w,
            7 | wb,
            8 | w1 << 21,
            9 | s1 | s,
            10 | t | s,
            11 | t | s | s1,
            12 | self.longs[at + 1] << 7,
            13 | w | wb,
            14 | w | w1 << 21,
            15 | s1 | sets[at + 2] << 7 | t,
            16 | t | s1,
            17 | words[at - 2] << 21 | s,
            18 | words[at + 2] << 21 | s,
            19 | form | start | forms[at + 1] << 24 | forms[at - 1] << 30,
            20 | long | t,
            21 | t | tt | s,
            22 | w | tt,
            23 | s | wb,
            24 | s | w1 << 21,
            25 | long | start | forms[at - 1] << 24,
            26 | s | sets[at - 1] << 21 | s1 << 14,
            27 | t | tt | s | s1,
            28 | w | s1,
            29 | s | sets[at + 2] << 21 | s1 << 14,
        ]
