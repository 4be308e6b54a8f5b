"""The fields of a statement other than its speaker and content: its targets, quotes, time and certainty."""

from __future__ import annotations

import re
from bisect import bisect_left

from newsevents.model.values import When
from newsevents.model.vocabulary import Certainty
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.attribution.cues import CLAUSES
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.lexicon import word_set
from newsevents.reading.scope import scope
from newsevents.reading.times import Times

__all__ = ["Fields"]

Range = tuple[int, int]

_CLAUSAL = CLAUSES | {f"{form}{kind}" for form in ("n:", "l:", "a:", "n:is ") for kind in ("that", "bare")}
_HEDGE_WORDS = "|".join(sorted(word_set("probable") | word_set("possible") | word_set("reported")))
_HEDGES = re.compile(
    rf"(?<![A-Za-z-])(?:(?:most|very|quite|highly) )?(?:{_HEDGE_WORDS})(?![A-Za-z-])", re.IGNORECASE | re.ASCII
)


class Fields:
    """Reads the fields of the statements of one article."""

    def __init__(self, analysis: Analysis, cast: Cast, times: Times) -> None:
        self.a = analysis
        self.cast = cast
        self.times = times

    def speaker_words(self, one: Attribution) -> Range:
        """The words that name the speaker, without relative clauses."""
        assert one.speaker is not None
        a = self.a
        clauses = a.relative_clauses(one.speaker)
        start, end = a.extent(one.speaker, without=[one.cue, *clauses])
        if len(a.joined(one.speaker)) > 1:
            start, end = a.extent(a.first_joined(one.speaker), without=[one.cue])
        for piece in one.content:
            if piece[0] < end and start < piece[1]:
                return a.base_phrase(one.speaker)
        return start, end

    def quotes(self, content: list[Range]) -> list[Range]:
        """The parts of the content that are in quotation marks, without the marks."""
        found: list[Range] = []
        for start, end in content:
            first = self.a.within(start, end)
            around = self.a.quotation(first[0]) if len(first) else -1
            begin = bisect_left(self.a.quotation_starts, start)
            inside = self.a.quotations[begin : bisect_left(self.a.quotation_starts, end)]
            for quotation in [*([self.a.quotations[around]] if 0 <= around < begin else []), *inside]:
                inner = _unquoted(self.a.text, max(start, quotation.start), min(end, quotation.end))
                if inner is not None and (not found or found[-1][1] <= inner[0]):
                    found.append(inner)
        return found

    def when(self, one: Attribution) -> When | None:
        """The time that belongs to the cue and is outside the content."""
        a = self.a
        start, end = a.extent(one.cue) if a.is_verb(one.cue) else one.cue_words[0]
        for when in self.times.within(start, end):
            place = (when.span.start, when.span.end) if when.span is not None else (0, 0)
            if (
                when.earliest is None
                or self.times.past(when) is None
                or any(_overlap(place, piece) for piece in one.content)
            ):
                continue
            token = a.token_at(place[0])
            while (up := a.governor(token)) is not None and up != one.cue and not a.is_verb(up):
                token = up
            if a.governor(token) == one.cue:
                return when
        return None

    def before_time(self, one: Attribution) -> list[Range]:
        """The content of a request or promise, without the time of the act: "invited them to join | two weeks ago"."""
        start, end = one.content[-1]
        a = self.a
        if (
            one.word == "according"
            or not one.construction.endswith("to")
            or not a.is_verb(one.cue)
            or a.quotation(a.token_at(start)) >= 0
        ):
            return one.content
        for when in self.times.within(start, end):
            if when.span is None or self.times.past(when) is None or when.earliest is None:
                continue
            at = a.token_at(when.span.start)
            while (up := a.governor(at)) is not None and up != one.head and not a.is_verb(up):
                at = up
            first = a.left_edge(at)
            if up == one.head and first > one.head:
                return [*one.content[:-1], (start, a.tokens[first - 1].end)]
        return one.content

    def hedges(self, content: list[Range]) -> list[Range]:
        """The words that make the content less certain, at most three."""
        start, end = content[0][0], min(content[0][1], content[0][0] + 200)
        return [match.span() for match in _HEDGES.finditer(self.a.text, start, end) if match[0] != "May"][:3]

    def is_denied(self, one: Attribution, denied: bool) -> bool:
        """Whether the content is denied, by the cue or within its clause."""
        a = self.a
        if one.head != one.cue and a.dominates(one.cue, one.head) and one.construction in _CLAUSAL:
            return denied or scope(a, one.head, one.cue).negated
        within = a.is_verb(one.head) and one.head != one.cue and scope(a, one.head, one.head).negated
        return within or denied != (a.is_verb(one.cue) and a.is_negated(one.cue))

    def doubts(self, one: Attribution) -> list[Range]:
        """The words that make it less certain that something was said: "reportedly said"."""
        a = self.a
        reported = word_set("reported") | word_set("probable")
        found = a.modifiers(one.cue) if a.is_verb(one.cue) else []
        return [(a.tokens[at].start, a.tokens[at].end) for at in found if a.words[at] in reported]

    def certainty(self, one: Attribution, hedges: list[Range]) -> Certainty:
        """How certain the content is presented to be."""
        words = {self.a.text[start:end].lower().split()[-1] for start, end in hedges}
        if words & word_set("possible"):
            return Certainty.POSSIBLE
        if words & word_set("probable"):
            return Certainty.PROBABLE
        if words or one.construction not in CLAUSES or one.construction.endswith(("wh", "as")):
            return Certainty.UNSPECIFIED
        return Certainty.CERTAIN


def _unquoted(text: str, start: int, end: int) -> Range | None:
    while start < end and (text[start] in "\"“”‘’'`«»" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in "\"“”‘’'`«»" or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
