"""Views of a text without the differences that cannot change its meaning, and the mapping to its own offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator

from newsevents.grounding.match import MatchStep
from newsevents.unicode import TYPOGRAPHY, normalized

LADDER = (MatchStep.WHITE_SPACE, MatchStep.TYPOGRAPHY, MatchStep.UNICODE, MatchStep.CASE)
"""The normalisation steps, in the order in which they are added."""

_PLAIN = str.maketrans(TYPOGRAPHY)
_FOLDED = str.maketrans(TYPOGRAPHY | dict.fromkeys("\t\n\r\u2028\u2029", " "))

# Patterns for what is replaced after translation through the table: invisible characters (soft hyphens, direction
# marks, the Arabic tatweel), doubled marks, ellipses and the space before them, long dashes, and the space around
# dashes that do not touch a digit.
_MARKS = re.compile(
    "(?P<unseen>[\u00ad\u061c\u0640\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
    r"|(?<=[^\d\s])\s+(?=-)|(?<=-)\s+(?=[^\d\s])|(?<!\s)\s+(?=…|\.(?: ?\.){2}))"
    r"|(?P<quote>'{2,})|(?P<dash>-{2,})|(?P<dots>(?:…|\.(?: ?\.){2,})(?: ?[.…])*)"
)
_MARK = {"unseen": "", "quote": "'", "dash": "-", "dots": "…"}

_SPACE = "[\t-\r\x1c-\x1f \x85\u2028\u2029]"
_HAN_AND_KANA = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # a line may be broken anywhere

UNSPACED = f"\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff{_HAN_AND_KANA}\U00020000-\U0003ffff"
"""The letters of scripts that are written without spaces, for a character class."""

_SPACES = re.compile(
    rf"(?P<wrapped>(?<=[{_HAN_AND_KANA}])(?:(?!\n){_SPACE})*\n{_SPACE}*(?=[{_HAN_AND_KANA}]))"
    rf"|(?P<run>{_SPACE}{{2,}}|(?! ){_SPACE})"
)

# Kinds of compatibility mapping (UAX #44, 5.7.3) that concern only how a character is drawn. Others, such as those of
# ² and ½, change the meaning.
_FORMS = {"<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>"}
_LIGATURES = range(0xFB00, 0xFB07)


def fold(text: str) -> str:
    """A text with its typography made plain, code point for code point."""
    return text.translate(_FOLDED)


Edits = list[tuple[int, int, int, int]]


class _Layer:
    """The replacements made by one step: which stretches of the text replaced which stretches of the previous text."""

    def __init__(self, edits: Edits) -> None:
        self._edits = edits  # start and end in the new text, start and end in the old one
        self._starts = [edit[0] for edit in edits]
        self._ends = [edit[1] for edit in edits]

    def start(self, offset: int) -> tuple[int, bool]:
        """Map the start of a stretch back; also return whether it is inside a replaced stretch."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset, False
        start, end, old_start, old_end = self._edits[index]
        return (old_start, offset > start) if offset < end else (old_end + offset - end, False)

    def end(self, offset: int) -> tuple[int, bool]:
        """Map the end of a stretch back; also return whether it is inside a replaced stretch."""
        index = bisect_left(self._ends, offset)
        if index < len(self._edits) and self._starts[index] < offset:
            return self._edits[index][3], offset < self._ends[index]
        if index == 0:
            return offset, False
        _, end, _, old_end = self._edits[index - 1]
        return old_end + offset - end, False


class View:
    """A text after some normalisation steps.

    Attributes:
        text: The text after the steps.
    """

    def __init__(self, text: str, steps: Collection[MatchStep]) -> None:
        self._layers: list[_Layer] = []
        self.text = text
        if MatchStep.UNICODE in steps:
            self._unicode()
        if MatchStep.TYPOGRAPHY in steps:
            # single and double marks are the same, since a quote inside a quote swaps its marks; see `Finder` for
            # inches
            self.text = self.text.translate(_PLAIN).replace('"', "'")
            self._replace(_MARKS, lambda match: _MARK[str(match.lastgroup)])
        if MatchStep.WHITE_SPACE in steps:
            self._replace(_SPACES, lambda match: " " if match.lastgroup == "run" else "")
        if MatchStep.CASE in steps:
            self._casefold()

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The offsets of a nonempty stretch in the original text; None if they would cut a replaced stretch."""
        for layer in reversed(self._layers):
            (start, cuts_start), (end, cuts_end) = layer.start(start), layer.end(end)
            if cuts_start or cuts_end:
                return None
        return start, end

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of a stretch in the original text, extended to all of any replaced stretch that it cuts."""
        for layer in reversed(self._layers):
            start, end = layer.start(start)[0], layer.end(end)[0]
        return start, end

    def _replace(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> None:
        edits: Edits = []
        pieces: list[str] = []
        at = length = 0
        for match in pattern.finditer(self.text):
            new = replace(match)
            if new == match[0]:
                continue
            start, end = match.span()
            length += start - at
            pieces += [self.text[at:start], new]
            edits.append((length, length + len(new), start, end))
            length += len(new)
            at = end
        if edits:
            self.text = "".join([*pieces, self.text[at:]])
            self._layers.append(_Layer(edits))

    def _unicode(self) -> None:
        if self.text.isascii():
            return
        characters = set(self.text)
        joined = {character for character in characters if joins(character)}
        drawn = {character for character in characters if _plain(character) != character}
        patterns = [f".[{_class(joined)}]+"] if joined else []
        patterns += [f"[{_class(drawn)}]"] if drawn else []
        if patterns:
            self._replace(re.compile("|".join(patterns)), lambda match: _composed(match[0]))

    def _casefold(self) -> None:
        longer = {character for character in set(self.text) if len(character.casefold()) > 1}
        if longer:
            self._replace(re.compile(f"[{_class(longer)}]"), lambda match: match[0].casefold())
        self.text = self.text.casefold()


def is_mark(character: str) -> bool:
    """Whether a character is a combining mark, which belongs to the character before it."""
    return unicodedata.category(character).startswith("M")


def joins(character: str) -> bool:
    """Whether a character can join the one before it: marks, and letters of a Hangul syllable."""
    return (
        is_mark(character)
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7fb"
        or character in "\uff9e\uff9f"
    )


def _plain(character: str) -> str:
    """A character in the form that does not depend on how it is drawn, composed as in NFC."""
    if character.isascii():
        return character
    kind, _, codes = unicodedata.decomposition(character).rpartition(">")
    if f"{kind}>" in _FORMS or ord(character) in _LIGATURES:
        return "".join(chr(int(code, 16)) for code in codes.split())
    return unicodedata.normalize("NFC", character)


def _composed(text: str) -> str:
    return normalized("NFC", "".join(map(_plain, text)))


def _class(characters: Collection[str]) -> str:
    return "".join(map(re.escape, sorted(characters)))


def steps_between(quote: str, words: str, steps: Collection[MatchStep]) -> Iterator[MatchStep]:
    """The steps without which a quote would not equal the article's words."""
    for step in LADDER:
        others = [other for other in steps if other is not step]
        if step in steps and View(quote, others).text.strip() != View(words, others).text.strip():
            yield step
