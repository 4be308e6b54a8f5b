"""The extent of quoted content: to the marks, over several sentences, after the cue, over paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution

__all__ = ["reach", "to_marks"]

Range = tuple[int, int]

_LONGEST_SPEAKER = 30
"""How many tokens may describe a speaker in the middle of what they say."""
_LONGEST = 2_000
"""How many code points before a clause a quotation that ends with it may begin at most."""


def to_marks(a: Analysis, one: Attribution) -> list[Range]:
    """The content of an attribution, extended to the marks of the quotations in which it begins or ends.

    >>> # "It is safe. Nobody was hurt," said Ana.    the clause is only the second sentence
    """
    cue = a.quotation(one.cue)
    pieces: list[Range] = []
    for start, end in one.content:
        inside = a.within(start, end)
        if not len(inside):
            continue
        for at in (inside[0], inside[-1]):
            quotation = a.quotation(at)
            if quotation >= 0 and quotation != cue and not _holds(a, quotation, one.cue):
                whole = a.quotations[quotation]
                if whole.start <= start + 1 or at == inside[-1] or start - whole.start < _LONGEST:
                    start, end = min(start, whole.start), max(end, whole.end)
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = pieces[-1][0], max(end, pieces[-1][1])
        else:
            pieces.append((start, end))
    return pieces


def _holds(a: Analysis, quotation: int, token: int) -> bool:
    one = a.quotations[quotation]
    return one.start <= a.starts[token] < one.end


def reach(a: Analysis, found: list[Attribution]) -> None:
    """Let each quotation without a speaker continue the attribution before it: ", she said. "…"."""
    owned: dict[int, Attribution] = {}
    for one in found:
        for number in _quotations_in(a, one.content):
            if a.quotation(one.cue) != number:
                owned.setdefault(number, one)
    starts = a.quotation_starts
    for one in found:
        if a.quotation(one.cue) >= 0:
            continue  # a speaker inside a quotation does not continue after it
        is_quoted = _ends_quoted(a, one)
        if not is_quoted and one.construction not in ("before", "around", "quote"):
            continue
        last = max(one.content[-1][1], a.tokens[one.cue].end)
        cue_sentence = a.tokens[a.sentence(one.cue)[1] - 1].end
        number = bisect_right(starts, last - 1)
        while number < len(a.quotations) and number not in owned:
            quotation = a.quotations[number]
            if not is_quoted and "\n" in a.text[last : quotation.start]:
                break
            if not (
                _goes_on_in_sentence(a, one, last, quotation.start)
                or _begins_next(a, max(last, cue_sentence), quotation.start, quotation.end)
            ):
                break
            one.content.append((quotation.start, quotation.end))
            owned[number] = one
            last = quotation.end
            number += 1
    _adopt(a, found, owned)


def _adopt(a: Analysis, found: list[Attribution], owned: dict[int, Attribution]) -> None:
    """Assign a quotation without a cue to the speaker quoted immediately before it.

    The quotation is either a paragraph after one that ends with a quotation or its speaker, or a sentence in the same
    paragraph.
    """
    speaking = [one for one in found if a.quotation(one.cue) < 0 and _ends_quoted(a, one)]
    speaking.sort(key=lambda one: one.content[-1][1])
    ends = [one.content[-1][1] for one in speaking]
    cues = sorted(a.starts[one.cue] for one in found)
    for number, quotation in enumerate(a.quotations):
        if number in owned or not _is_sentence(a, quotation.start, quotation.end):
            continue
        at = bisect_right(ends, quotation.start) - 1
        if at < 0:
            continue
        one = speaking[at]
        last = max(one.content[-1][1], a.tokens[a.sentence(one.cue)[1] - 1].end)
        here, there = a.paragraph(a.token_at(quotation.start)), a.paragraph(a.within(*one.content[-1])[-1])
        gap = a.text[last : quotation.start]
        if here == there:
            others = bisect_right(cues, last) < bisect_left(cues, quotation.start)
        else:
            whole = a.paragraphs[here] == (quotation.start, quotation.end)
            others = here != there + 1 or bool(gap.strip(" .,!?\n\"”’'\u00a0")) or not whole
        if others:
            continue
        if one.content[-1][1] >= last and not gap.strip():
            one.content[-1] = one.content[-1][0], quotation.end
        else:
            one.content.append((quotation.start, quotation.end))
        ends[at] = quotation.end


def _is_sentence(a: Analysis, start: int, end: int) -> bool:
    """Whether a quotation is one or more whole sentences."""
    first = a.token_at(start)
    inside = a.within(start, end)
    if not len(inside) or a.sentence(first)[0] != first:
        return False
    return any(mark in a.text[max(start, end - 4) : end] for mark in ".?!…")


def _ends_quoted(a: Analysis, one: Attribution) -> bool:
    """Whether the end of the content is quoted: not "called for it to be “clawed back” soon"."""
    inside = a.within(*one.content[-1])
    while len(inside) and a.is_mark(inside[-1]) and a.quotation(inside[-1]) < 0:
        inside = inside[:-1]
    return len(inside) > 0 and a.quotation(inside[-1]) >= 0


def _quotations_in(a: Analysis, pieces: Iterable[Range]) -> list[int]:
    found = []
    for start, end in pieces:
        numbers = {a.quotation(at) for at in a.within(start, end)}
        found += sorted(number for number in numbers if number >= 0)
    return found


def _goes_on_in_sentence(a: Analysis, one: Attribution, last: int, start: int) -> bool:
    """Whether a quotation follows the cue in its sentence with only a name, a hearer or an adverb in between."""
    end = a.tokens[a.sentence(one.cue)[1] - 1].end
    if start > end:
        return False
    between = a.within(last, start)
    if not between or not a.is_mark(between[-1]):
        return False
    first = a.token_at(start)
    opened = next((at for at in range(first, min(first + 3, len(a))) if not a.is_mark(at)), first)
    if a.text[a.starts[opened]].islower() and a.words[between[-1]] == ",":
        return (
            len(between) <= _LONGEST_SPEAKER
        )  # "It is old," said Ana Lima, head of the Institute in Rome, "but safe."
    verbs = [at for at in between if a.is_verb(at) and not a.is_auxiliary(at) and at != one.cue]
    return len(between) <= 12 and not verbs


def _begins_next(a: Analysis, last: int, start: int, end: int) -> bool:
    """Whether a quotation is the next sentence, or the next paragraph after one whose quotation was left open."""
    gap = a.text[last:start]
    if gap.strip(" .,!?\n\"”’'") or start < last - 1:
        return False
    if "\n" in gap:
        before = a.text[:start].rstrip()
        return before[-1:] not in "\"”'’" and bool(gap.strip() == "")
    after = a.text[end : end + 2]
    return not after.strip() or a.text[end - 2 : end - 1] in ".!?" or a.text[end - 3 : end - 2] in ".!?"
