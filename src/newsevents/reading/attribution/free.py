"""What is said without a verb: "Reid: Never give up", a signed quotation, or one introduced by a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.entities.cast import Cast

__all__ = ["free_speech"]

Range = tuple[int, int]

_LONGEST_NAME = 12
"""The largest number of tokens that name a speaker."""
_DASH = re.compile(r"\s{0,4}(?:[-–—―_]{1,2})\s{0,2}(?=[A-Z])")
_TO_LINE_END = re.compile(r"[^\n]{2,90}")
_SENTENCE_END = ".!?"


def free_speech(a: Analysis, cast: Cast) -> Iterator[Attribution]:
    """Everything that is said without a verb of speech, recognised by the layout.

    Args:
        a: The analysis of the article.
        cast: The entities in it.
    """
    yield from _headline(a, cast)
    for number, one in enumerate(a.quotations):
        signed = _signature(a, cast, number)
        if signed is not None:
            yield signed
        elif (by := _introduced(a, cast, one.start)) is not None:
            mark, speaker = by
            yield _made(a, "introduced", mark, speaker, (one.start, one.end))


def _made(a: Analysis, construction: str, mark: int, speaker: int, content: Range) -> Attribution:
    words = [(a.tokens[mark].start, a.tokens[mark].end)]
    return Attribution(mark, "say", construction, speaker, None, mark, [content], words)


def _headline(a: Analysis, cast: Cast) -> Iterator[Attribution]:
    """A statement in a headline, after a colon: "Reid: Never give up", "Reid on Trump: Never give up"."""
    if not a.paragraphs or len(a.paragraphs) < 2:
        return
    title = a.within(*a.paragraphs[0])
    marks = [at for at in title if a.words[at] == ":"]
    if len(marks) != 1 or not title[0] < marks[0] < title[-1] or a.text[a.paragraphs[0][1] - 1] in "?:":
        return
    mark = marks[0]
    speaker = _speaker(a, cast, range(title[0], mark))
    if speaker is not None and a.left_edge(speaker) == title[0] and (speaker in cast.at_token or speaker == title[0]):
        yield _made(a, "headline", mark, speaker, (a.starts[mark + 1], a.tokens[title[-1]].end))


def _signature(a: Analysis, cast: Cast, number: int) -> Attribution | None:
    """The signature of a quotation that is a paragraph: '"It is safe." — Ana Lima, mayor'."""
    one = a.quotations[number]
    before = a.text[max(0, one.start - 4) : one.start].rstrip(" \t\u00a0")
    if before and not before.endswith("\n"):
        return None
    dash = _DASH.match(a.text, one.end)
    if dash is None:
        return None
    line = _TO_LINE_END.match(a.text, dash.end())
    if line is None:
        return None
    tokens = a.within(dash.end() - 1 if a.text[dash.end() - 1] in "-–—―_" else dash.end(), line.end())
    mark = a.first_from(one.end)
    speaker = _speaker(a, cast, tokens) if len(tokens) and mark < len(a) else None
    return None if speaker is None else _made(a, "signature", mark, speaker, (one.start, one.end))


def _introduced(a: Analysis, cast: Cast, start: int) -> tuple[int, int] | None:
    """The colon and the speaker of "And from the mayor:", if the next paragraph is a quotation."""
    before = a.text[max(0, start - 4) : start]
    mark = a.first_from(start) - 1
    if not before.rstrip().endswith(":") or "\n" not in before or mark < 1 or a.words[mark] != ":":
        return None
    first, last = a.sentence(mark)
    if any(a.is_verb(at) for at in range(first, last)):
        return None
    speaker = _speaker(a, cast, range(first, mark))
    return None if speaker is None else (mark, speaker)


def _speaker(a: Analysis, cast: Cast, tokens: range) -> int | None:
    """The only actor named in a few words without a verb."""
    if not 0 < len(tokens) <= _LONGEST_NAME or any(a.is_verb(at) and a.is_finite(at) for at in tokens):
        return None
    inside = set(tokens)
    named = next((at for at in tokens if at in cast.at_token and cast.at_token[at].is_person), None)
    if named is not None:
        return named
    for at in tokens:
        up = a.governor(at)
        while up is not None and up in inside and not a.is_noun(up):
            up = a.governor(up)
        if a.is_noun(at) and (up is None or up not in inside) and cast.is_actor(at):
            return at
    return None
