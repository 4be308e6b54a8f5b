"""Content that stops right before the words that turn it round."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from newsevents.errors import Issue
from newsevents.grounding.find import Finder, QuoteSite
from newsevents.model.values import Span
from newsevents.rules.catalogue import RULES, TURN_WORDS

# The words of the rule cut-quote, and those that say no in the middle of a sentence.
_WORDS = "|".join((*TURN_WORDS, "however", "albeit", "not", "never", "(?:only )?if", "even if"))
_TURN = re.compile(rf"[\s,;:\"'‘’“”)\]—–-]*\b({_WORDS})\b", re.IGNORECASE)
_WINDOW = 40
_SHOWN = 100


def cut_contents(finder: Finder, records: Sequence[Sequence[QuoteSite]]) -> Iterable[Issue]:
    """An issue for each content after which its sentence turns, unless the draft shows that this was read too.

    It was where the record's own evidence goes on beyond the turn, or where words of another record begin after
    it: "the dam was safe, but Brandt denied it" is two statements.

    Args:
        finder: Finds words in the article.
        records: The sites of each record.
    """
    starts = sorted(
        (span.start, index) for index, sites in enumerate(records) for site in sites for span in finder.spans(site)
    )
    for index, sites in enumerate(records):
        for site in sites:
            if site.field != "content" or site.quote.start is not None or site.span is None:
                continue
            end = site.span.end
            turn = _TURN.match(finder.text, end, end + _WINDOW)
            if turn is None or "\n" in finder.text[end : turn.start(1)]:
                continue
            at, close = turn.start(1), finder.around(turn.start(1), turn.end(1), "sentence")[1]
            after = starts[bisect_left(starts, (at, 0)) : bisect_left(starts, (close, 0))]
            if any(other != index for _, other in after) or _covered(at, sites):
                continue
            follows = finder.text[at:close].strip()
            shown = follows if len(follows) <= _SHOWN else f"{follows[:_SHOWN]}…"
            message = f"the sentence goes on, and what follows may turn it round: “{shown}”"
            yield Issue(site.path, "quote-cut", message, site.quote.exact, RULES["quote-cut"].fix)


def _covered(offset: int, sites: Iterable[QuoteSite]) -> bool:
    spans: Iterable[Span] = (site.span for site in sites if site.span is not None and site.field == "evidence")
    return any(span.start <= offset < span.end for span in spans)
