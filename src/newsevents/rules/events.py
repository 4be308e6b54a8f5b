"""Rules on records as a whole: their evidence, speakers, quotes, claimants and dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from newsevents.errors import Issue
from newsevents.model.moments import Moment, later
from newsevents.model.records import Actor, Allegation, Meeting, Record, Source, Statement
from newsevents.model.values import Span
from newsevents.model.vocabulary import MeetingStatus, SourceKind
from newsevents.rules.catalogue import RULES
from newsevents.rules.index import Index
from newsevents.rules.partial import PartialBundle
from newsevents.rules.references import publisher_of

# --- evidence


def evidence_holds(index: Index) -> bool:
    """Whether every record has evidence, except for the article as a source and its publisher."""
    bare = [record for records in index.lists for record in records if not record.evidence]
    return not bare or all(_needs_none(record, publisher_of(index.article, index.sources)) for record in bare)


def evidence_faults(partial: PartialBundle) -> Iterator[Issue]:
    """Records without evidence."""
    sources = (source for _, source in partial.of(Source))
    publisher = None if partial.article is None else publisher_of(partial.article, sources)
    for path, record in partial.records:
        if not record.evidence and not _needs_none(record, publisher):
            yield Issue(f"{path}.evidence", "no-evidence", "a record needs evidence", fix=RULES["no-evidence"].fix)


def _needs_none(record: Record, publisher: str | None) -> bool:
    """Whether a record follows from the article's metadata, and needs no words in the text."""
    if isinstance(record, Actor):
        return record.id == publisher and not record.mentions
    return isinstance(record, Source) and record.kind is SourceKind.ARTICLE


# --- statements


def statements_hold(index: Index) -> bool:
    """Whether every statement has a speaker or a source that speaks, or is unattributed, and contains its quotes."""
    quoting = [statement for statement in index.statements if statement.quotes]
    if not all(_inside(statement.quotes, statement.content) for statement in quoting):
        return False
    speakerless = [one for one in index.statements if one.unattributed is bool(one.speaker_ids)]
    speaking = {source.id for source in index.sources if source.kind.speaks} if speakerless else ()
    return all(not one.unattributed and one.source_id in speaking for one in speakerless)


def _inside(quotes: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether each quote lies within one part of the content."""
    if len(content) == 1:
        part = content[0]
        return all(part.start <= quote.start and quote.end <= part.end for quote in quotes)
    return not _outside(quotes, content)


def statement_faults(partial: PartialBundle) -> Iterator[Issue]:
    """Statements without a speaker, or both attributed and unattributed; quotes outside the content."""
    silent = {source.id for _, source in partial.of(Source) if not source.kind.speaks}
    for path, statement in partial.of(Statement):
        if statement.unattributed and statement.speaker_ids:
            message = "a statement with a speaker is not unattributed"
            yield Issue(f"{path}.unattributed", "no-speaker", message)
        elif not statement.unattributed and not statement.speaker_ids and statement.source_id in silent:
            message = "a statement needs a speaker or a source that speaks for itself, or is unattributed"
            yield Issue(f"{path}.speaker_ids", "no-speaker", message, fix=RULES["no-speaker"].fix)
        for index in _outside(statement.quotes, statement.content):
            message = "the quote is not inside the content"
            exact = statement.quotes[index].exact
            yield Issue(f"{path}.quotes[{index}]", "quote-outside-content", message, exact)


def _outside(quotes: Sequence[Span], content: Sequence[Span]) -> list[int]:
    """The indices of the quotes that no part of the content contains in full."""
    if not quotes:
        return []
    starts, reach = reaching(content)
    return [
        index
        for index, quote in enumerate(quotes)
        if (before := bisect_right(starts, quote.start)) == 0 or reach[before - 1] < quote.end
    ]


def reaching(spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Where spans start, in order, and the farthest end of the spans up to each."""
    pairs = sorted((span.start, span.end) for span in spans)
    return [start for start, _ in pairs], list(accumulate((end for _, end in pairs), max))


# --- allegations


def claims_hold(index: Index) -> bool:
    """Whether every allegation has a claimant or a source other than the article, or is unattributed."""
    own = {source.id for source in index.sources if source.kind is SourceKind.ARTICLE}
    nobodys = {statement.id for statement in index.statements if statement.unattributed}
    return all(
        not allegation.unattributed
        if allegation.claimant_ids
        else allegation.unattributed or allegation.source_id not in own or allegation.statement_id in nobodys
        for allegation in index.allegations
    )


def claim_faults(partial: PartialBundle) -> Iterator[Issue]:
    """Allegations without a claimant, or both attributed and unattributed."""
    own = {source.id for _, source in partial.of(Source) if source.kind is SourceKind.ARTICLE}
    nobodys = {statement.id for _, statement in partial.of(Statement) if statement.unattributed} | partial.unread
    for path, allegation in partial.of(Allegation):
        if allegation.claimant_ids and allegation.unattributed:
            message = "an allegation with a claimant is not unattributed"
            yield Issue(f"{path}.unattributed", "no-claimant", message)
        elif not (allegation.claimant_ids or allegation.unattributed or allegation.statement_id in nobodys) and (
            allegation.source_id in own
        ):
            message = "an allegation needs a claimant or a source other than the article, or is unattributed"
            yield Issue(f"{path}.claimant_ids", "no-claimant", message, fix=RULES["no-claimant"].fix)


# --- the date of publication


def publication_holds(index: Index) -> bool:
    """Whether the article can have reported every event when it was published."""
    published = index.article.published
    if published is None:
        return True
    events: tuple[Statement | Meeting, ...] = (*index.statements, *index.meetings)
    dated = [event for event in events if event.when is not None]
    return not any(issue for event in dated for issue in _publication("", event, published))


def publication_faults(partial: PartialBundle) -> Iterator[Issue]:
    """Events that the article cannot have reported when it was published."""
    if partial.article is not None and partial.article.published is not None:
        for path, record in partial.records:
            if isinstance(record, Statement | Meeting):
                yield from _publication(path, record, partial.article.published)


def _publication(path: str, event: Statement | Meeting, published: Moment) -> Iterator[Issue]:
    if event.when is None:
        return
    earliest, latest = event.when.earliest, event.when.latest
    made = isinstance(event, Statement) or event.status is MeetingStatus.HELD
    if made and earliest is not None and later(earliest, published):
        message = f"it began on {earliest}, after the article was published on {published}"
        yield Issue(f"{path}.when", "after-publication", message, event.when.text)
    scheduled = isinstance(event, Meeting) and event.status is MeetingStatus.SCHEDULED
    if scheduled and latest is not None and later(published, latest):
        message = f"it ended on {latest}, before the article was published on {published}"
        yield Issue(f"{path}.when", "scheduled-in-past", message, event.when.text)
