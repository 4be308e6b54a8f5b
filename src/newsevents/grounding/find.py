"""Find a draft's words in the article: every place where they occur, and which of them is meant."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

import attrs

from newsevents.grounding.capitals import Capitals
from newsevents.grounding.ellipsis import chains, split, without_citations, without_editing
from newsevents.grounding.match import Match, MatchStep
from newsevents.grounding.nearest import Nearest
from newsevents.grounding.normalize import LADDER, UNSPACED, View, fold, is_mark, joins, steps_between
from newsevents.model.given import given_text
from newsevents.model.values import Quote, Span

# A name may touch other letters in scripts that are written without spaces, and in Korean, which attaches particles.
_TOUCHING = re.compile(f"[{UNSPACED}\u1100-\u11ff\u31f0-\u31ff\uac00-\ud7af]")

# Certain ends of sentences: after a lower-case word that is not an abbreviation, or inside a closing quotation mark. A
# missed end makes a window larger, never wrong.
_SENTENCE_END = re.compile(
    r"(?:(?:(?<=[a-z]{5})|(?<=\s[a-z]{4})|(?<=\s[a-z]{3}))[.!?][\"')\]]*|(?<=[a-z]{2})[.!?,][\"]+)\s+(?=[A-Z\"'])"
)

_UNDIVIDED = re.compile(r"\d[.,٫٬]\d|(?<!\w)[-−]\d|[nN]['’][tT](?!\w)")

# The occurrences of a quote may overlap: "no no no" occurs twice in "no no no no". For a quote of more characters than
# `_LONG`, only `_OVERLAPS` in a row are looked for, since half of a long text that repeats one word would otherwise
# take quadratic time.
_LONG = 64
_OVERLAPS = 16

_TRIED = tuple(LADDER[:count] for count in range(1, len(LADDER) + 1))
"""The steps to try for words that do not occur as they are: first the first step alone, last all together."""

CONTEXT = 25
"""The most characters shown around a place."""


def splits_word(text: str, offset: int) -> bool:
    """Whether an offset lies inside a word."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if is_mark(after):
        return True
    return _in_word(before) and _in_word(after) and not _TOUCHING.match(before) and not _TOUCHING.match(after)


def cuts(text: str, offset: int) -> bool:
    """Whether a span that begins or ends at an offset would lose part of a word, a character or a number.

    Apart from the inside of words, this is the case inside a Hangul syllable, joined emoji or a number (the 500 in
    1,500), between a number and its minus sign, and between a verb and its "n't".
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before.isalnum() and after == " ":  # by far the most frequent case
        return False
    if splits_word(text, offset) or joins(after) or "\u200d" in (before, after):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff":  # a skin tone modifier
        return True
    around = text[max(0, offset - 2) : offset + 3]
    here = offset - max(0, offset - 2)
    whole = (_UNDIVIDED.match(around, at) for at in range(here))
    return any(one is not None and one.end() > here for one in whole)


def _in_word(character: str) -> bool:
    return character.isalnum() or is_mark(character)


@attrs.define
class Found:
    """Where some words occur.

    Attributes:
        places: Pairs of offsets, in order.
        steps: The steps that were applied to find them.
        texts: The words, or the parts of a quote that leaves something out.
        parts: The parts of each place, if the quote has several parts.
        fault: Why nothing was found although the words are there, if that is known.
    """

    places: list[tuple[int, int]]
    steps: tuple[MatchStep, ...] = ()
    texts: tuple[str, ...] = ()
    parts: dict[tuple[int, int], tuple[tuple[int, int], ...]] = attrs.field(factory=dict)
    fault: str | None = None


@attrs.define
class QuoteSite:
    """A quote, and where it was found.

    Attributes:
        quote: The quote.
        places: Where in the article it can be: pairs of offsets in order.
        path: The path of the quote in the draft; empty for a quote outside a draft.
        field: The name of its field.
        span: The place that is meant, once that is settled: from the first part to the last.
    """

    quote: Quote
    places: list[tuple[int, int]]
    path: str = ""
    field: str = ""
    span: Span | None = None


class Finder:
    """Finds words in one text. What it learns about the text is cached, so that many quotes cost little."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[str, Found] = {}
        self._views: dict[int, View] = {}
        self._around: dict[tuple[int, int], str] = {}
        self.nearest = Nearest(text)

    @cached_property
    def folded(self) -> str:
        """The text with typographic variants made plain, code point for code point."""
        return fold(self.text)

    @cached_property
    def capitals(self) -> Capitals:
        """The meaning of capitals in the text."""
        return Capitals(self.text)

    def span(self, start: int, end: int) -> Span:
        """The span from one offset to another."""
        return Span(start=start, end=end, exact=self.text[start:end])

    def site(self, quote: Quote, path: str = "", field: str = "", *, parted: bool = True) -> QuoteSite:
        """Look for a quote. One that occurs once is settled.

        Args:
            quote: The quote.
            path: The path of the quote in the draft; empty for a quote that is not in a field of words.
            field: The name of its field.
            parted: Whether the field can hold the several spans of a quote that leaves something out.
        """
        site = QuoteSite(quote, self._candidates(quote, parted), path, field)
        if len(site.places) == 1:
            site.span = self.span(*site.places[0])
        return site

    def spans(self, site: QuoteSite) -> tuple[Span, ...]:
        """The spans of a site: none until it is settled, and several for a quote that leaves something out."""
        if site.span is None:
            return ()
        parts = self._found_for(site.quote).parts.get((site.span.start, site.span.end))
        return tuple(self.span(*part) for part in parts) if parts else (site.span,)

    def matches(self, quote: Quote) -> list[Match]:
        """Every place where a quote occurs."""
        places = self._candidates(quote, parted=True)
        return [self.match(QuoteSite(quote, places, span=self.span(*place))) for place in places]

    def match(self, site: QuoteSite) -> Match:
        """How the quote of a settled site was found."""
        spans, found = self.spans(site), self._found_for(site.quote)
        viewed = [step for step in found.steps if step in LADDER]
        needed = {step for at, text in enumerate(found.texts) for step in steps_between(text, spans[at].exact, viewed)}
        steps = tuple(step for step in found.steps if step in needed or step not in LADDER)
        return Match(spans=spans, steps=steps, path=site.path)

    def _found_for(self, quote: Quote) -> Found:
        """The places of the words of a quote; a quote with a start is not looked for."""
        return Found([]) if quote.start is not None else self.find(quote.exact)

    def _candidates(self, quote: Quote, parted: bool) -> list[tuple[int, int]]:
        if not quote.exact:
            return []
        if quote.start is not None:
            there = quote.start >= 0 and self.text.startswith(quote.exact, quote.start)
            return [(quote.start, quote.start + len(quote.exact))] if there else []
        found = self.find(quote.exact)
        places = found.places if parted or not found.parts else []
        if quote.prefix:
            words, reach = View(quote.prefix, LADDER).text.rstrip(), _reach(quote.prefix)
            places = [at for at in places if self._seen_in(max(0, at[0] - reach), at[0]).rstrip().endswith(words)]
        if quote.suffix:
            words, reach = View(quote.suffix, LADDER).text.lstrip(), _reach(quote.suffix)
            places = [at for at in places if self._seen_in(at[1], at[1] + reach).lstrip().startswith(words)]
        return places

    def _seen_in(self, start: int, end: int) -> str:
        """A stretch of the text after all normalisation steps."""
        if (start, end) not in self._around:
            self._around[start, end] = View(self.text[start:end], LADDER).text
        return self._around[start, end]

    # --- every place

    def find(self, exact: str) -> Found:
        """Every place where words occur as whole words: as written, or else after as few steps as possible."""
        found = self._found.get(exact)
        if found is None:
            found = self._found[exact] = self._as_whole(exact) or self._uncited(exact) or self._in_parts(exact)
        return found

    def _uncited(self, exact: str) -> Found | None:
        """Where words occur without citation marks. If the article has the marks too, they are kept."""
        plain = without_citations(exact)
        if plain == exact:
            return None
        whole = self._as_whole(plain)
        if whole is not None:
            return Found(whole.places, (*whole.steps, MatchStep.CITATION), (plain,))
        found, cited = self._in_parts(plain), self._in_parts(exact)
        return (
            None if cited.places or not found.places else attrs.evolve(found, steps=(*found.steps, MatchStep.CITATION))
        )

    def _as_whole(self, exact: str) -> Found | None:
        stretches = ((start, start + len(exact)) for start in _starts(self.text, exact))
        places = [place for place in stretches if self._is_whole(*place)]
        if places:
            return Found(places)
        for steps in _TRIED:
            places = self._seen(exact, steps)
            if places:
                return Found(places, steps, (exact,))
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        return not cuts(self.text, start) and not cuts(self.text, end)

    def _seen(self, exact: str, steps: tuple[MatchStep, ...]) -> list[tuple[int, int]]:
        """The places where words occur after some steps."""
        if len(steps) not in self._views:
            self._views[len(steps)] = View(self.text, steps)
        view = self._views[len(steps)]
        words = View(exact, steps).text.strip()
        inches = _inches(exact)
        places = []
        for start in _starts(view.text, words):
            place = view.span(start, start + len(words))
            if place is not None and self._is_whole(*place):
                there = self.text[slice(*place)]
                same = (
                    MatchStep.CASE not in steps or _same_case(exact, there) or self._is_heading(exact, there, place[0])
                )
                if same and inches == _inches(there):
                    places.append(place)
        return places

    def _is_heading(self, quote: str, words: str, offset: int) -> bool:
        """Whether a capitalised word occurs in the capitals of a headline or a dateline."""
        return len(words) > 3 and quote[0].isupper() and words.isupper() and self.capitals.in_heading(offset)

    def in_headings(self, name: str) -> list[tuple[int, int]]:
        """The places at which a headline or a dateline has a name in capitals."""
        high = name.upper()
        stretches = ((start, start + len(high)) for start in _starts(self.text, high))
        return [place for place in stretches if self._is_whole(*place) and self._is_heading(name, high, place[0])]

    def _in_parts(self, exact: str) -> Found:
        plain = without_editing(exact)
        whole = self._as_whole(plain) if plain != exact else None
        if whole is not None:
            return Found(whole.places, (*whole.steps, MatchStep.INSERTION), (plain,))
        parts = split(plain, lambda words: self._as_whole(words) is not None)
        if parts is None:
            return Found([])
        if parts.fault is not None:
            return Found([], fault=parts.fault)
        known = [found for text in parts.texts if (found := self._as_whole(text)) is not None]
        if len(known) < len(parts.texts):
            return Found([])
        chained, fault = chains(self.text, parts, [one.places for one in known], self.paragraphs)
        steps = (*max(one.steps for one in known), *parts.steps)
        hulls = {(chain[0][0], chain[-1][1]): chain for chain in chained}
        return Found(sorted(hulls), steps, parts.texts, hulls if len(known) > 1 else {}, fault)

    def sentences(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the sentences that a stretch lies in."""
        return _around(self._ends_of_sentences, start, end)

    def paragraphs(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the paragraphs that a stretch lies in."""
        return _around(self._ends_of_paragraphs, start, end)

    @cached_property
    def _ends_of_sentences(self) -> list[int]:
        ends = (match.end() for match in _SENTENCE_END.finditer(self.folded))
        return sorted({*self._ends_of_paragraphs, *ends})

    @cached_property
    def _ends_of_paragraphs(self) -> list[int]:
        return sorted({0, len(self.text), *(match.end() for match in re.finditer(r"\n", self.text))})


def locate(text: str, quote: str | Quote) -> tuple[Match, ...]:
    """Find a quote in a text as `newsevents.ground` does, and report how it was found.

    Args:
        text: The text that offsets count in.
        quote: The quote, or one with the text before and after it.

    Returns:
        Every place where it occurs, in order, after as few steps as possible; empty if it does not occur.

    Raises:
        TypeError: The text is not a string, for example because it is an article, or the quote is not a quote.

    >>> (match,) = locate("“We won’t sell the dam,” she said.", "we won't  sell the dam")
    >>> match.spans[0].exact, [step.value for step in match.steps]
    ('We won’t sell the dam', ['white_space', 'typography', 'case'])
    """
    words = quote if isinstance(quote, Quote) else Quote(exact=given_text(quote))
    return tuple(Finder(given_text(text)).matches(words))


def _around(ends: list[int], start: int, end: int) -> tuple[int, int]:
    return ends[bisect_right(ends, start) - 1], ends[bisect_left(ends, end)]


def _reach(words: str) -> int:
    """How much of the text is looked at to find words: a power of two, so that many quotes share it."""
    return 1 << (2 * len(words) + CONTEXT).bit_length()


def _starts(text: str, words: str) -> Iterator[int]:
    """Where words begin; of a long quote that overlaps itself again and again, only the first places in a row."""
    start = text.find(words) if words else -1
    free, in_a_row = 0, 0  # where the last place that overlaps no earlier one ends, and how many overlap it
    while start >= 0:
        yield start
        free, in_a_row = (free, in_a_row + 1) if start < free else (start + len(words), 0)
        enough = len(words) > _LONG and in_a_row >= _OVERLAPS
        start = text.find(words, free if enough else start + 1)


def _inches(text: str) -> list[str]:
    """The marks between digits, where one mark is for feet or minutes and two are for inches or seconds."""
    return re.findall(r"(?<=\d)['\"]+(?=\d)", fold(text))


def _same_case(quote: str, words: str) -> bool:
    """Whether words that differ only in case are certainly the same.

    A single word is not: *may* is not *May*. Among several words, an abbreviation in capitals is not the same as a word
    in small letters (*US* and *us*), unless all of the article's words or all of the quote is in capitals, or a longer
    quote is all in small letters.
    """
    ours, theirs = re.findall(r"[^\W_]+", words), re.findall(r"[^\W_]+", quote)
    if len(theirs) < 2 or len(ours) != len(theirs):
        return False
    lettered = [word for word in theirs if not word.isdigit()]
    if quote.isupper() or words.isupper() or (quote.islower() and len(theirs) > 3):
        return len(lettered) > 1 or len(lettered[0]) > 3
    return [_abbreviation(word) for word in ours] == [_abbreviation(word) for word in theirs]


def _abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()
