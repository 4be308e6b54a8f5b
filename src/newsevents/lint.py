"""Lint: what is odd in a valid bundle, or contradicted by the article's own words. Only warnings."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter

from newsevents.bundle import Bundle
from newsevents.dates import resolve
from newsevents.errors import BundleError, Issue, Issues, Severity
from newsevents.grounding.find import Finder
from newsevents.grounding.labels import record_path
from newsevents.grounding.truncation import Words, find_cuts, find_turn
from newsevents.model.fields import references, walk
from newsevents.model.moments import later
from newsevents.model.records import LISTS, Actor, Allegation, Meeting, Record, Source, Statement
from newsevents.model.values import Place, Quantity, Span, When
from newsevents.model.vocabulary import ActorKind, Relation, SourceKind
from newsevents.quotations import Quotation, block_quotations, find_quotations, join_paragraphs, paragraph_spans
from newsevents.rules.catalogue import RULES
from newsevents.rules.events import reaching
from newsevents.wire.json import loads

_CREDIT = re.compile(r"[^\n(]{0,80}\(([^\n()]{2,60})\)[ \u00a0]{0,3}[_\u2013\u2014-]")
"""The agency in a dateline: "LISBON (Reuters) -"."""
_SOME_DAY = dt.date(2000, 1, 1)
"""An arbitrary day, for finding out whether words would have a date if there were one to count from."""
_VAGUE = re.compile("[A-Z]+_REF|P")
"""The TIMEX3 values of words that have no date: "in the past", "several months"."""
_GIVE_WORDS = "Give the words alone in the draft, so that grounding works out the bounds."
_GIVE_A_DAY = "Give the article's date of publication, or the `anchor` of the time."
_GIVE_BOUNDS = (
    "Give `earliest` and `latest` of the time in the draft, quote words that give a date, or leave the time out."
)


def check(bundle: Bundle | str | bytes) -> Issues:
    """Report everything that is wrong with a bundle, or odd about it, without raising.

    Args:
        bundle: A bundle, which can only have warnings, or its JSON.

    Returns:
        The issues and warnings, in the order of the data; empty if all is well. Warnings are looked for only if
        there is no error.

    Raises:
        TypeError: It is neither.
    """
    if not isinstance(bundle, Bundle):
        try:
            bundle = loads(bundle)
        except BundleError as error:
            return error.issues
    return Issues(find_warnings(bundle))


def find_warnings(bundle: Bundle) -> Iterator[Issue]:
    """Find what is odd about a valid bundle, record by record; without its text, only what can be seen without it."""
    linter = _Linter(bundle)
    for name in LISTS:
        for index, record in enumerate(getattr(bundle, name)):
            yield from linter.warnings(f"{name}[{index}]", record)


def _warning(path: str, code: str, message: str, value: object) -> Issue:
    return Issue(path, code, message, value, RULES[code].fix, Severity.WARNING)


class _Linter:
    """The checks of one bundle. Each yields the warnings about a record at a path."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.article = bundle.article
        self.text = bundle.article.text or ""
        self.referred = {id for record in (self.article, *bundle.records) for _, _, id in references(record)}
        self._named_at: dict[tuple[str, bool], list[int]] = {}

    def warnings(self, path: str, record: Record) -> Iterator[Issue]:
        """All warnings about a record."""
        if record.id not in self.referred:
            yield from _unused(path, record)
        if isinstance(record, Meeting) and not record.participant_ids:
            yield _warning(path, "no-participant", "the meeting has no participant", record.id)
        yield from self._unresolved_dates(path, record)
        if self.article.text is None:
            return
        yield from self._cuts.get(path, ())
        if isinstance(record, Statement):
            yield from self._unmarked_quotes(path, record)
            yield from self._untold_quotes(path, record)
            yield from self._speaker(path, record)
        if isinstance(record, Statement | Meeting | Allegation):
            yield from _outside_evidence(path, record)
        yield from self._given_dates(path, record)

    # --- direct and indirect speech

    @cached_property
    def _cuts(self) -> dict[str, list[Issue]]:
        """The warnings that content is cut short, by the path of the record."""
        claims: tuple[Statement | Allegation, ...] = (*self.bundle.statements, *self.bundle.allegations)
        if not any(find_turn(self.text, span) for record in claims for span in record.content):
            return {}  # the usual case
        events = [
            (f"{name}[{index}]", record)
            for name in LISTS
            for index, record in enumerate(getattr(self.bundle, name))
            if not isinstance(record, Actor)
        ]
        found: dict[str, list[Issue]] = {}
        for path, value, message in find_cuts(Finder(self.text), [_words(*event) for event in events]):
            found.setdefault(record_path(path), []).append(_warning(path, "quote-cut", message, value))
        return found

    @cached_property
    def _marked(self) -> list[tuple[int, int]]:
        """The stretches inside quotation marks."""
        return join_paragraphs(self.text, self._quotations)

    @cached_property
    def _quotations(self) -> list[Quotation]:
        return find_quotations(self.text)

    @cached_property
    def _blocks(self) -> list[tuple[int, int]]:
        """The stretches that are quoted by the layout of the text."""
        return block_quotations(self.text, self._quotations)

    def _unmarked_quotes(self, path: str, statement: Statement) -> Iterator[Issue]:
        for index, span in enumerate(statement.quotes):
            if not _is_in(span, self._marked) and not _is_in(span, self._blocks):
                message = "it is neither in quotation marks nor set apart as a quotation"
                yield _warning(f"{path}.quotes[{index}]", "quote-unmarked", message, span.exact)

    def _untold_quotes(self, path: str, statement: Statement) -> Iterator[Issue]:
        starts, reach = reaching(statement.quotes)
        for index, span in enumerate(statement.content):
            before = bisect_left(starts, span.end)
            overlapped = before > 0 and reach[before - 1] > span.start
            if not overlapped and _is_in(span, self._marked):
                message = "it is in quotation marks, but is not among the quotes"
                yield _warning(f"{path}.content[{index}]", "quote-untold", message, span.exact)

    # --- who speaks, and which words introduce it

    @cached_property
    def _paragraphs(self) -> list[int]:
        """The offsets at which paragraphs begin."""
        return [start for start, _ in paragraph_spans(self.text)] or [0]

    def _near(self, spans: Sequence[Span]) -> tuple[int, int]:
        """The stretch from the start of the paragraph before some words to the end of the paragraph that they end in.

        The paragraphs of one quotation count as one paragraph.
        """
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        at = bisect_right(self._marked, start, key=itemgetter(0)) - 1
        if at >= 0 and self._marked[at][1] > start:
            start, end = self._marked[at][0], max(end, self._marked[at][1])
        first = bisect_right(self._paragraphs, start) - 1
        last = bisect_right(self._paragraphs, end - 1)
        end = self._paragraphs[last] if last < len(self._paragraphs) else len(self.text)
        return self._paragraphs[max(0, first - 1)], end

    @cached_property
    def _own_voices(self) -> set[str]:
        """The actors who speak for the article itself: its publisher, and the issuers of the article as a source.

        If there are none, the agency that its dateline credits.
        """
        issued = (source.by_ids for source in self.bundle.sources if source.kind is SourceKind.ARTICLE)
        publisher = self.bundle.publisher
        found = {*chain.from_iterable(issued), *(() if publisher is None else (publisher.id,))}
        credit = _CREDIT.match(self.text, self._paragraphs[0])
        if found or credit is None:
            return found
        media = (actor for actor in self.bundle.actors if actor.kind is ActorKind.MEDIA)
        return {actor.id for actor in media if self._is_named(actor.id, *credit.span(1))}

    def _speaker(self, path: str, statement: Statement) -> Iterator[Issue]:
        """Whether the speakers are named nearby; the article itself, nobody and a document need not be."""
        ids = statement.speaker_ids
        if not ids or self._own_voices.issuperset(ids):
            return
        near = self._near(statement.evidence)
        told = any(_is_inside(span, near) for span in statement.speaker)
        if not told and not any(self._is_named(id, *near, members=True) for id in ids):
            names = ", ".join(self.bundle.actor(id).name for id in ids)
            message = "the speakers are not named here or in the paragraph before"
            yield _warning(f"{path}.speaker_ids", "speaker-away", message, names)
        if not statement.cue and not statement.quotes:
            yield _warning(path, "no-cue", "no words introduce what is said", statement.id)

    def _is_named(self, id: str, start: int, end: int, *, members: bool = False) -> bool:
        """Whether an actor, or one of its members, is named in a stretch of text."""
        if (id, members) not in self._named_at:
            actors = (self.bundle.actor(id), *(self.bundle.members(id) if members else ()))
            spans = (span for actor in actors for span in (*actor.mentions, *actor.evidence))
            self._named_at[id, members] = sorted({span.start for span in spans})
        starts = self._named_at[id, members]
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    # --- times

    def _unresolved_dates(self, path: str, record: Record) -> Iterator[Issue]:
        """Times that are not on the calendar, unless their words are known to have none ("recently", "for weeks")."""
        for at, when in _times(path, record):
            vague = when.timex is not None and _VAGUE.match(when.timex) is not None
            if when.resolved or vague or when.edtf or when.duration or when.relation is Relation.EVERY:
                continue
            day = when.anchor if when.anchor is not None else self.article.published
            if resolve(when.text, day).resolved:
                message, fix = "its words have a date, but it has no bounds", _GIVE_WORDS
            elif day is None and resolve(when.text, _SOME_DAY).resolved:
                message, fix = "its words have no date without a day to count from", _GIVE_A_DAY
            else:
                message, fix = "no date can be read from its words", _GIVE_BOUNDS
            yield Issue(at, "unresolved-date", message, when.text, fix, Severity.WARNING)

    def _given_dates(self, path: str, record: Record) -> Iterator[Issue]:
        """Whether given bounds are ones that the words can mean; bounds that a rule worked out are."""
        if self.article.language is not None and self.article.language.lower().partition("-")[0] != "en":
            return
        for at, when in _times(path, record):
            if when.rule is None and when.resolved:
                anchor = when.anchor if when.anchor is not None else self.article.published
                readings = [resolve(when.text, anchor, ahead=ahead) for ahead in (False, True)]
                if all(reading.resolved and _apart(when, reading) for reading in readings):
                    meant = readings[0].edtf or f"{readings[0].earliest}/{readings[0].latest}"
                    message = f"the words “{when.text}” mean {meant}"
                    yield _warning(at, "date-disagrees", message, when.edtf or str(when.earliest))


def _unused(path: str, record: Record) -> Iterator[Issue]:
    if isinstance(record, Actor):
        if record.rule is None:  # rules list everybody whom the article names
            yield _warning(path, "unused-actor", "no record refers to this actor", record.id)
    elif isinstance(record, Source) and record.kind is not SourceKind.ARTICLE:
        yield _warning(path, "unused-source", "no record refers to this source", record.id)


def _outside_evidence(path: str, event: Statement | Meeting | Allegation) -> Iterator[Issue]:
    evidence = [(span.start, span.end) for span in event.evidence]
    for at, value in walk(event, path):
        if (
            isinstance(value, When | Place | Quantity)
            and value.span
            and not any(_is_inside(value.span, one) for one in evidence)
        ):
            message = "it does not appear in the record's evidence"
            yield _warning(at, "outside-evidence", message, value.span.exact)


def _times(path: str, record: Record) -> Iterator[tuple[str, When]]:
    return ((at, value) for at, value in walk(record, path) if isinstance(value, When))


def _apart(when: When, other: When) -> bool:
    """Whether two times cannot possibly be the same."""
    return any(
        first.latest is not None and second.earliest is not None and later(second.earliest, first.latest)
        for first, second in ((when, other), (other, when))
    )


def _words(path: str, record: Record) -> Words:
    """The words of a record; evidence that ends with others of its words may have been worked out from them."""
    content = record.content if isinstance(record, Statement | Allegation) else ()
    own = [value for at, value in walk(record) if isinstance(value, Span) and not at.startswith("evidence")]
    starts, reach = reaching(own)
    reach.insert(0, 0)
    given = [one for one in record.evidence if one.end > reach[bisect_left(starts, one.end)]]
    looked_at = [(f"{path}.content[{index}]", span.exact, span) for index, span in enumerate(content)]
    return Words(looked_at, [*content, *given], [*own, *given])


def _is_inside(span: Span, stretch: tuple[int, int]) -> bool:
    return stretch[0] <= span.start and span.end <= stretch[1]


def _is_in(span: Span, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether a span lies in one of some ordered stretches; at most three of them contain any one place."""
    at = bisect_right(stretches, span.start, key=itemgetter(0))
    return any(_is_inside(span, one) for one in stretches[max(0, at - 3) : at])
