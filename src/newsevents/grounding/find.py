"""Finding a draft's words in the article: every place where they stand, and which of them is meant."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

import attrs

from newsevents.draft import Quote
from newsevents.errors import Issue, shorten
from newsevents.rules import RULES
from newsevents.values import Span

__all__ = ["Finder", "Slot", "fold", "splits_word"]

# Each on the left may stand for the one on the right when a quote is copied; one code point for one, so
# that offsets stay.
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\t\n\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    }
)

# Scripts that write without spaces, or attach particles to names: a name may touch other letters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)

# Ends of sentences that are surely ends: after a lower-case word that is no abbreviation, or inside a closing
# quotation mark.
# Missing one makes a window larger, never wrong.
_SENTENCE_END = re.compile(
    r"(?:(?:(?<=[a-z]{5})|(?<=\s[a-z]{4})|(?<=\s[a-z]{3}))[.!?][\"')\]]*|(?<=[a-z]{2})[.!?,][\"]+)\s+(?=[A-Z\"'])"
)

_SHOWN_PLACES = 5
_CONTEXT = 25


def fold(text: str) -> str:
    """A text with its typography made plain, code point for code point."""
    return text.translate(_TYPOGRAPHY)


def splits_word(text: str, offset: int) -> bool:
    """Whether an offset lies inside a word."""
    if not 0 < offset < len(text):
        return False
    before, behind = text[offset - 1], text[offset]
    if _is_mark(behind):
        return True
    return _in_word(before) and _in_word(behind) and not _UNSPACED.match(before) and not _UNSPACED.match(behind)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _in_word(character: str) -> bool:
    return character.isalnum() or _is_mark(character)


@attrs.define
class Slot:
    """A quote of a record, and where it was found.

    Attributes:
        path: Where the quote stands in the draft.
        field: The name of its field.
        quote: The quote.
        places: Where in the article it can be: pairs of offsets in order.
        span: The place that is meant, once that is clear.
    """

    path: str
    field: str
    quote: Quote
    places: list[tuple[int, int]]
    span: Span | None = None


class Finder:
    """Finds words in one text. What it learns of the text is kept, so that many quotes cost little."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._breaks: dict[str, list[int]] = {}

    @cached_property
    def folded(self) -> str:
        """The text without what only typography tells apart."""
        return fold(self.text)

    def span(self, start: int, end: int) -> Span:
        """The span from one offset to another."""
        return Span(start=start, end=end, exact=self.text[start:end])

    def slot(self, path: str, field: str, quote: Quote, issues: list[Issue]) -> Slot:
        """Look for a quote. One that stands nowhere adds an issue, one that stands in one place is settled."""
        slot = Slot(path=path, field=field, quote=quote, places=self._candidates(quote))
        if not slot.places:
            issues.append(self._not_found(path, quote))
        elif len(slot.places) == 1:
            slot.span = self.span(*slot.places[0])
        return slot

    def _candidates(self, quote: Quote) -> list[tuple[int, int]]:
        if not quote.exact:
            return []
        if quote.start is not None:
            end = quote.start + len(quote.exact)
            there = self.text[quote.start : end] if quote.start >= 0 else ""
            return [(quote.start, end)] if there == quote.exact else []
        places = self._all(quote.exact)
        if quote.prefix:
            prefix = fold(quote.prefix).rstrip()
            places = [place for place in places if self._text_before(place[0], prefix) == prefix]
        if quote.suffix:
            suffix = fold(quote.suffix).lstrip()
            places = [place for place in places if self._text_behind(place[1], suffix) == suffix]
        return places

    def _text_before(self, offset: int, like: str) -> str:
        while offset > 0 and self.folded[offset - 1] == " ":
            offset -= 1
        return self.folded[max(0, offset - len(like)) : offset]

    def _text_behind(self, offset: int, like: str) -> str:
        while offset < len(self.folded) and self.folded[offset] == " ":
            offset += 1
        return self.folded[offset : offset + len(like)]

    def _all(self, exact: str) -> list[tuple[int, int]]:
        """Every place where the words stand as whole words: as written, or else but for typography."""
        if exact not in self._places:
            places = list(_occurrences(self.text, exact))
            self._places[exact] = places or list(_occurrences(self.folded, fold(exact)))
        return self._places[exact]

    # --- which of several places

    def settle(self, slots: Sequence[Slot], issues: list[Issue]) -> None:
        """Decide by a record's other words which place each quote means; what stays open adds an issue.

        A place outside the record's evidence, or for a quote outside its content, is not meant if there is one
        inside. Then ever wider windows are tried: the stretch from the record's first settled word to its last,
        the sentences and the paragraphs that this lies in. A window decides only where just one place lies in it.
        """
        progress = True
        while progress:
            progress = False
            settled = [slot for slot in slots if slot.span is not None]
            open_slots = [slot for slot in slots if slot.span is None and len(slot.places) > 1]
            decided = [(slot, self._decide(slot, settled)) for slot in open_slots]
            for slot, place in decided:  # only now, so that their order does not matter
                if place is not None:
                    slot.span = self.span(*place)
                    progress = True
        issues += [self._ambiguous(slot) for slot in slots if slot.span is None and slot.places]

    def _decide(self, slot: Slot, settled: Sequence[Slot]) -> tuple[int, int] | None:
        spans = [(other.field, other.span) for other in settled if other.span is not None]
        for container in ("evidence", "content") if slot.field == "quotes" else ("evidence",):
            within = [(span.start, span.end) for field, span in spans if field == container != slot.field]
            slot.places = [place for window in within for place in _inside(slot.places, window)] or slot.places
            if len(slot.places) == 1:
                return slot.places[0]
        if not spans:
            return None
        start = min(span.start for _, span in spans)
        end = max(span.end for _, span in spans)
        for window in (
            (start, end),
            self.around(start, end, "sentence"),
            self.around(start, end, "paragraph"),
        ):
            inside = _inside(slot.places, window)
            if inside:  # a wider window would only add to them
                return inside[0] if len(inside) == 1 else None
        return None

    def around(self, start: int, end: int, unit: str) -> tuple[int, int]:
        """The offsets of the sentences or paragraphs that a stretch lies in."""
        if unit not in self._breaks:
            pattern = re.compile(r"\n") if unit == "paragraph" else _SENTENCE_END
            text = self.text if unit == "paragraph" else self.folded
            breaks = [0, *(match.end() for match in pattern.finditer(text)), len(self.text)]
            if unit == "sentence":
                breaks = sorted({*breaks, *(match.end() for match in re.finditer(r"\n", self.text))})
            self._breaks[unit] = breaks
        breaks = self._breaks[unit]
        first = bisect_left(breaks, start + 1) - 1
        last = bisect_left(breaks, end)
        return breaks[max(0, first)], breaks[min(last, len(breaks) - 1)]

    # --- issues

    def _not_found(self, path: str, quote: Quote) -> Issue:
        if quote.start is not None:
            there = self.text[max(0, quote.start) :][: len(quote.exact)]
            message = f"the article has {shorten(there)} at {quote.start}"
            return Issue(path, "quote-misplaced", message, quote.exact, RULES["quote-misplaced"].fix)
        if self._all(quote.exact):
            message = "the words stand in the article, but not with this text before or behind them"
            context = (quote.prefix, quote.exact, quote.suffix)
            fix = f"they stand at {self._shown(self._all(quote.exact))}"
            return Issue(path, "quote-not-found", message, context, fix)
        if quote.exact and quote.exact in self.text:
            message = "the words stand in the article only inside longer words"
            return Issue(path, "quote-not-found", message, quote.exact, "quote whole words")
        message = "these words do not stand in the article"
        return Issue(path, "quote-not-found", message, quote.exact, RULES["quote-not-found"].fix)

    def _ambiguous(self, slot: Slot) -> Issue:
        message = f"these words stand in {len(slot.places)} places: {self._shown(slot.places)}"
        return Issue(slot.path, "quote-ambiguous", message, slot.quote.exact, RULES["quote-ambiguous"].fix)

    def _shown(self, places: Sequence[tuple[int, int]]) -> str:
        shown = [
            f"{start} “{self.folded[max(0, start - _CONTEXT) : end + _CONTEXT]}”"
            for start, end in places[:_SHOWN_PLACES]
        ]
        return ", ".join(shown + ["…"] * (len(places) > _SHOWN_PLACES))


def _inside(places: Sequence[tuple[int, int]], window: tuple[int, int]) -> list[tuple[int, int]]:
    """Those of some places, which stand in order, that lie in a window."""
    start, end = window
    first, last = bisect_left(places, (start, start)), bisect_left(places, (end, end))
    return [place for place in places[first:last] if place[1] <= end]


def _occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not splits_word(text, start) and not splits_word(text, end):
            yield start, end
        start = text.find(words, start + 1)
