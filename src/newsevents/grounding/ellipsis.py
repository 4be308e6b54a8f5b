"""Quotes that leave something out, with an ellipsis, or insert something: [in brackets], or to cite a source [1]."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise

import attrs

from newsevents.grounding.match import MatchStep

Stretch = tuple[int, int]

_ELLIPSIS = r"(?:…|\.{3,}|\.(?: \.){2,})"
_JOINT = re.compile(
    rf"(?:(?<!\s)\s+)?(?:\[\s*{_ELLIPSIS}\s*\]|\(\s*{_ELLIPSIS}\s*\)|{_ELLIPSIS}|\[(?P<put_in>[^\[\]]{{1,80}})\])\s*"
)
_EDITED_LETTER = re.compile(r"\[(\w)\](?=\w)")  # “[T]he”: the capital was changed by whoever quotes
# Citation marks: elements, lenticular brackets, numbers in brackets or superscript, possibly with a link, and the
# marks of one service. White space before them belongs to them, except before an element that encloses words.
_CITATION = re.compile(
    r"</?(?:\w+:)?cite\b[^<>]{0,200}>"
    r"|(?:(?<!\s)\s+)?(?:【[^【】]{1,60}】|\ue200cite[^\ue200\ue201]{0,200}\ue201"
    r"|:contentReference\[oaicite:\d{1,3}\](?:\{index=\d{1,3}\})?"
    r"|<sup>\[?\d{1,3}\]?</sup>"
    r"|(?P<outer>\[)?\[\^?\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\](?(outer)\])(?:\(https?://[^\s()]{1,500}\))?)"
)
# What may end a sentence in any script. The pattern in `find` matches only certain ends, and misses some.
_SENTENCE_END = re.compile(r"[.!?。！？।؟۔]['\")\]’”]*(?:\s+|$)|(?<=[。！？])|\n")

# English words whose absence reverses the meaning of a sentence.
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|hardly|barely|scarcely|unless|except|but)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
# English words that say how certain a sentence is, which must not be replaced.
_MODAL = re.compile(
    r"\b(?:may|might|can|could|will|would|shall|should|must|if|allegedly|reportedly|probably|possibly|perhaps|likely)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(r"\b(?!(?:He|She|It|They|We|You|I|His|Her|Its|Their|The|This|That|These|Those)\b)[A-Z]\w*")

_LEFT_OUT_AT_MOST = 1000
_REPLACED_AT_MOST = 60
_WORDS_AT_LEAST = 3
_JOINTS_AT_MOST = 20  # anything with more is not a quote


@attrs.frozen
class EditedQuote:
    """A quote that leaves something out or inserts something, as the parts that it is made of.

    Attributes:
        texts: The parts.
        put_in: For each gap between two parts, the words inserted there; None if something is left out.
        steps: The differences that a match of these parts ignores.
        fault: Why such a quote cannot be accepted as the article's words.
    """

    texts: tuple[str, ...]
    put_in: tuple[str | None, ...]
    steps: tuple[MatchStep, ...]
    fault: str | None = None


def without_editing(quote: str) -> str:
    """A quote with single letters in brackets, as in “[T]he”, made plain."""
    return _EDITED_LETTER.sub(r"\1", quote)


def without_citations(quote: str) -> str:
    """A quote without the marks with which a model cites the source of the words."""
    return _CITATION.sub("", quote)


def split(quote: str, occurs: Callable[[str], bool]) -> EditedQuote | None:
    """The parts of a quote that leaves something out or inserts something; None if it does neither.

    Args:
        quote: The quote.
        occurs: Whether the article has some words. An ellipsis or brackets of the article itself do not divide a quote.
    """
    joints = list(_JOINT.finditer(quote))
    if not 0 < len(joints) <= _JOINTS_AT_MOST:
        return None
    texts, put_in, begin, end = [], [], 0, joints[0].start()
    edges = [*(joint.start() for joint in joints[1:]), len(quote)]
    for index, joint in enumerate(joints):
        edge = edges[index]
        if not occurs(quote[begin:edge].strip()):
            texts.append(quote[begin:end])
            put_in.append(joint["put_in"])
            begin = joint.end()
        end = edge
    texts.append(quote[begin:end])
    found = {MatchStep.OMISSION if words is None else MatchStep.INSERTION for words in put_in}
    negation = _NEGATION.search(" ".join(filter(None, put_in)))
    fault = None if negation is None else f"the words in brackets contain {negation[0]!r}"
    while texts and not texts[0]:
        del texts[0], put_in[0:1]
    while texts and not texts[-1]:
        del texts[-1], put_in[-1:]
    if not all(texts) or sum(map(_words, texts)) < min(_WORDS_AT_LEAST, len(texts) + 1):
        return None
    steps = tuple(step for step in MatchStep if step in found)
    return EditedQuote(tuple(texts), tuple(put_in), steps, fault)


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def chains(
    text: str, quote: EditedQuote, places: Sequence[Sequence[Stretch]], paragraphs: Callable[[int, int], Stretch]
) -> tuple[list[tuple[Stretch, ...]], str | None]:
    """The places where the parts of a quote occur in order, near each other in one paragraph.

    Args:
        text: The article's text.
        quote: The quote.
        places: For each part, where it occurs.
        paragraphs: Returns the paragraphs that a stretch lies in.

    Returns:
        The chains, in order, and the reason why the first rejected chain was rejected.
    """
    fault: str | None = None
    found: dict[Stretch, tuple[Stretch, ...]] = {}  # by the place of the first part
    for last in places[-1]:
        chain = _back_from(last, places)
        if chain is None or last[1] > paragraphs(*chain[0])[1]:
            continue
        gaps = [text[before[1] : after[0]] for before, after in pairwise(chain)]
        faults = [
            _left_out(gap) if (put_in := quote.put_in[at]) is None else _replaced(gap, put_in)
            for at, gap in enumerate(gaps)
        ]
        if any(faults):
            fault = fault or next(filter(None, faults))
        else:
            found.setdefault(chain[0], chain)
    return list(found.values()), fault


def _back_from(last: Stretch, places: Sequence[Sequence[Stretch]]) -> tuple[Stretch, ...] | None:
    """The chain that ends at a place, with each part as near to the next as possible."""
    chain = [last]
    for candidates in reversed(places[:-1]):
        index = bisect_left(candidates, (chain[-1][0],)) - 1
        while index >= 0 and candidates[index][1] > chain[-1][0]:
            index -= 1
        if index < 0:
            return None
        chain.append(candidates[index])
    return tuple(reversed(chain))


def _left_out(gap: str) -> str | None:
    """The reason why the words between two parts may not be left out; None if they may."""
    if len(gap) > _LEFT_OUT_AT_MOST:
        return "the parts are far from each other"
    ends = list(_SENTENCE_END.finditer(gap))
    for piece in (gap[: ends[0].start()], gap[ends[-1].end() :]) if ends else (gap,):
        negation = _NEGATION.search(piece)
        if negation is not None:
            return f"the words left out contain {negation[0]!r}"
    return None


def _replaced(gap: str, put_in: str) -> str | None:
    """The reason why the words between two parts may not be replaced by others; None if they may."""
    if len(gap) > _REPLACED_AT_MOST or _SENTENCE_END.search(gap):
        return "the parts are far from each other"
    for pattern in (_NEGATION, _MODAL, _NUMBER, _NAME):
        if not set(pattern.findall(gap)) <= set(pattern.findall(put_in)):
            return f"the words in brackets stand for {gap.strip()!r}"
    return None
