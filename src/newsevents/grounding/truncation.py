"""Content that stops right before the words that reverse it: the rule ``quote-cut``, for drafts and bundles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

import attrs

from newsevents.grounding.find import Finder, QuoteSite
from newsevents.model.values import Span
from newsevents.rules.events import reaching

# "Not only … but also" joins, ", however," belongs to what precedes it, and "if any" does not restrict.
_WORDS = "|".join(
    (
        *(r"but(?! also\b)", "unless", "except", "although", "though", r"(?<=; )however", "albeit"),
        *("not", "never", "even if", r"(?:only )?if(?! (?:any\w*|ever|at all|necessary|possible)\b)"),
    )
)
_TURN = re.compile(rf"[\s,;:\"'‘’“”)\]—–-]*\b({_WORDS})\b", re.IGNORECASE)
_ENDED = re.compile(r"[.?!…]['\"’”)\]]*$")
_WINDOW = 40
_SHOWN = 100


@attrs.frozen
class Words:
    """The words of a record.

    Attributes:
        content: The stretches of its content that are checked, each with its path and the original wording.
        read: Its content, and the evidence that was given for it.
        all: All its words, including those.
    """

    content: Sequence[tuple[str, str, Span]]
    read: Sequence[Span]
    all: Sequence[Span]


def words_of_sites(finder: Finder, sites: Iterable[QuoteSite]) -> Words:
    """The words of a draft record. A quote with a start is not checked: it was already placed."""
    content = [
        (site.path, site.quote.exact, site.span)
        for site in sites
        if site.field == "content" and site.quote.start is None and site.span is not None
    ]
    spans = [(site.field, span) for site in sites for span in finder.spans(site)]
    read = [span for field, span in spans if field in ("content", "evidence")]
    return Words(content, read, [span for _, span in spans])


def find_turn(text: str, span: Span) -> tuple[int, int] | None:
    """The place of the words right after a span that reverse or restrict its sentence."""
    turn = _TURN.match(text, span.end, span.end + _WINDOW)
    if turn is None or "\n" in text[span.end : turn.start(1)] or _ENDED.search(span.exact[-4:]):
        return None
    return turn.span(1)


def find_cuts(finder: Finder, records: Sequence[Words]) -> Iterator[tuple[str, str, str]]:
    """Content after which its sentence is reversed, unless the records show that the reversal was read too.

    It was read if the record's own content or evidence continues beyond it, or if another record does: "the dam was
    safe, but Brandt denied it" is two statements, and in "she heard him talk of leaving, but told nobody" what she
    heard continues beyond what he talked of.

    Args:
        finder: Finds words in the article.
        records: The words of all records.

    Yields:
        The path of the content, the original wording, and a message that quotes what follows.
    """
    others = _Others((span, index) for index, record in enumerate(records) for span in record.all)
    for index, record in enumerate(records):
        starts, reach = reaching(record.read)
        for path, written, span in record.content:
            turn = find_turn(finder.text, span)
            if turn is None:
                continue
            at, close = turn[0], finder.sentences(*turn)[1]
            if reach[bisect_left(starts, close) - 1] > at or others.go_on(at, close, index):
                continue
            follows = finder.text[at:close].strip()
            shown = follows if len(follows) <= _SHOWN else f"{follows[:_SHOWN]}…"
            yield path, written, f"the sentence goes on, and what follows may reverse it: “{shown}”"


class _Others:
    """How far the words of records extend, and where they begin, so that one record can ask about all others."""

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        """Take the spans, each with the number of its record."""
        pairs = sorted((span.start, span.end, record) for span, record in spans)
        self._starts = [start for start, _, _ in pairs]
        self._records = [record for _, _, record in pairs]
        self._farthest: list[dict[int, int]] = [{}]  # of the records that begin before, the two that extend farthest
        for _, end, record in pairs:
            ends = self._farthest[-1]
            ends = ends | {record: max(end, ends.get(record, 0))}
            self._farthest.append({one: ends[one] for one in nlargest(2, ends, key=ends.__getitem__)})

    def go_on(self, at: int, close: int, record: int) -> bool:
        """Whether words of another record extend beyond an offset, or begin between it and the end of its sentence."""
        first, last = bisect_left(self._starts, at), bisect_left(self._starts, close)
        covered = any(one != record and end > at for one, end in self._farthest[first].items())
        return covered or any(self._records[index] != record for index in range(first, last))
