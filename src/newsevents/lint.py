"""Lint: what is odd in a valid bundle, or what the article's own words speak against. All of it is warnings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from newsevents.bundle import Bundle
from newsevents.dates import resolve
from newsevents.errors import BundleError, Issue, Issues, Severity
from newsevents.model.fields import references, walk
from newsevents.model.moments import later
from newsevents.model.records import LISTS, Actor, Allegation, Meeting, Record, Source, Statement
from newsevents.model.values import Place, Quantity, Span, When
from newsevents.model.vocabulary import Relation, SourceKind
from newsevents.quotations import find_quotations, paragraph_spans
from newsevents.rules.catalogue import RULES, TURN_WORDS
from newsevents.rules.events import reaching
from newsevents.wire.json import loads

_TURN = re.compile(rf"[\s,;:\"'\u2019\u201d)—–-]*\b({'|'.join(TURN_WORDS)})\b")
_TURN_WINDOW = 40


def check(bundle: Bundle | str | bytes) -> Issues:
    """Everything that is wrong with a bundle, or odd about it, without raising.

    Args:
        bundle: A bundle, which can only have warnings, or JSON.

    Returns:
        The issues and warnings, in the order of the data; empty if all is well. Warnings are looked for only
        where there is no error.
    """
    if isinstance(bundle, str | bytes):
        try:
            bundle = loads(bundle)
        except BundleError as error:
            return error.issues
    return Issues(find_warnings(bundle))


def find_warnings(bundle: Bundle) -> Iterator[Issue]:
    """What is odd about a valid bundle, record by record; where it has no text, only what does not need it."""
    linter = _Linter(bundle)
    for name in LISTS:
        for index, record in enumerate(getattr(bundle, name)):
            yield from linter.warnings(f"{name}[{index}]", record)


def _warning(path: str, code: str, message: str, value: object) -> Issue:
    return Issue(path, code, message, value, RULES[code].fix, Severity.WARNING)


class _Linter:
    """The checks of one bundle. Each gives the warnings about a record at a path."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.article = bundle.article
        self.text = bundle.article.text or ""
        self.referred = {id for record in (self.article, *bundle.records) for _, _, id in references(record)}
        self._named_at: dict[str, list[int]] = {}

    def warnings(self, path: str, record: Record) -> Iterator[Issue]:
        """All warnings about a record."""
        if record.id not in self.referred:
            yield from _unused(path, record)
        if isinstance(record, Meeting) and not record.participant_ids:
            yield _warning(path, "no-participant", "the meeting has no participant", record.id)
        yield from _unresolved_dates(path, record)
        if self.article.text is None:
            return
        if isinstance(record, Statement | Allegation):
            yield from self._cut_quotes(path, record)
        if isinstance(record, Statement):
            yield from self._unmarked_quotes(path, record)
            yield from self._untold_quotes(path, record)
            yield from self._speaker(path, record)
        if isinstance(record, Statement | Meeting | Allegation):
            yield from _outside_evidence(path, record)
        yield from self._given_dates(path, record)

    # --- direct and indirect speech

    def _cut_quotes(self, path: str, record: Statement | Allegation) -> Iterator[Issue]:
        for index, span in enumerate(record.content):
            if turn := _TURN.match(self.text[span.end : span.end + _TURN_WINDOW]):
                message = f"the article goes on with {turn[1]!r}"
                yield _warning(f"{path}.content[{index}]", "cut-quote", message, span.exact)

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return find_quotations(self.text)

    def _is_quoted(self, span: Span) -> bool:
        at = bisect_right(self._quotations, (span.start, len(self.text) + 1))
        return _is_inside(span, self._quotations[max(0, at - 3) : at])

    def _unmarked_quotes(self, path: str, statement: Statement) -> Iterator[Issue]:
        for index, span in enumerate(statement.quotes):
            if not self._is_quoted(span):
                message = "no quotation marks are around it"
                yield _warning(f"{path}.quotes[{index}]", "quote-unmarked", message, span.exact)

    def _untold_quotes(self, path: str, statement: Statement) -> Iterator[Issue]:
        starts, reach = reaching(statement.quotes)
        for index, span in enumerate(statement.content):
            before = bisect_left(starts, span.end)
            overlapped = before > 0 and reach[before - 1] > span.start
            if not overlapped and self._is_quoted(span):
                message = "it is in quotation marks, and is not among the quotes"
                yield _warning(f"{path}.content[{index}]", "quote-untold", message, span.exact)

    # --- who speaks, and by which words it is told

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Where the paragraphs begin."""
        return [start for start, _ in paragraph_spans(self.text)] or [0]

    def _near(self, spans: Sequence[Span]) -> tuple[int, int]:
        """From the beginning of the paragraph before some words to the end of that in which they end."""
        first = bisect_right(self._paragraphs, min(span.start for span in spans)) - 1
        last = bisect_right(self._paragraphs, max(span.end for span in spans) - 1)
        end = self._paragraphs[last] if last < len(self._paragraphs) else len(self.text)
        return self._paragraphs[max(0, first - 1)], end

    def _speaker(self, path: str, statement: Statement) -> Iterator[Issue]:
        ids = statement.speaker_ids
        if not ids or ids == (self.article.publisher_id,):
            return
        near = self._near(statement.evidence)
        speakers = [speaker for id in ids for speaker in (self.bundle.actor(id), *self.bundle.members(id))]
        told = any(_is_inside(span, [near]) for span in statement.speaker)
        if not told and not any(self._is_named(speaker, *near) for speaker in speakers):
            names = ", ".join(self.bundle.actor(id).name for id in ids)
            message = "those who speak are not named here or in the paragraph before"
            yield _warning(f"{path}.speaker_ids", "speaker-away", message, names)
        if not statement.cue and not statement.quotes:
            yield _warning(path, "no-cue", "no words introduce what is said", statement.id)

    def _is_named(self, actor: Actor, start: int, end: int) -> bool:
        if actor.id not in self._named_at:
            self._named_at[actor.id] = sorted(span.start for span in (*actor.mentions, *actor.evidence))
        starts = self._named_at[actor.id]
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    # --- times

    def _given_dates(self, path: str, record: Record) -> Iterator[Issue]:
        """Whether bounds that were given are such as the words can mean; those that a rule worked out are."""
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
        yield _warning(path, "unused-actor", "no record refers to this actor", record.id)
    elif isinstance(record, Source) and record.kind is not SourceKind.ARTICLE:
        yield _warning(path, "unused-source", "no record refers to this source", record.id)


def _outside_evidence(path: str, event: Statement | Meeting | Allegation) -> Iterator[Issue]:
    evidence = [(span.start, span.end) for span in event.evidence]
    for at, value in walk(event, path):
        if isinstance(value, When | Place | Quantity) and value.span and not _is_inside(value.span, evidence):
            message = "it does not appear in the record's evidence"
            yield _warning(at, "outside-evidence", message, value.span.exact)


def _unresolved_dates(path: str, record: Record) -> Iterator[Issue]:
    for at, when in _times(path, record):
        if not when.resolved and when.duration is None and when.relation is not Relation.EVERY:
            yield _warning(at, "unresolved-date", "the words have no date", when.text)


def _times(path: str, record: Record) -> Iterator[tuple[str, When]]:
    return ((at, value) for at, value in walk(record, path) if isinstance(value, When))


def _apart(when: When, other: When) -> bool:
    """Whether two times cannot be the same."""
    return any(
        first.latest is not None and second.earliest is not None and later(second.earliest, first.latest)
        for first, second in ((when, other), (other, when))
    )


def _is_inside(span: Span, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in stretches)
