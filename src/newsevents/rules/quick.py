"""Whether a bundle keeps every rule, told quickly: yes, or that a closer look is needed.

The rules and what to say of each fault are in `newsevents.rules.checks`. Here is the shortest way to see that there is
no fault: values of one kind are gathered and looked at together, and nothing has a path.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from newsevents.model.countries import country_codes
from newsevents.model.moments import Moment
from newsevents.model.records import LISTS, Actor, Allegation, Article, Meeting, Record, Source, Statement
from newsevents.model.values import Quantity, Span, When
from newsevents.model.vocabulary import Granularity, SourceKind
from newsevents.rules.checks import (
    EDTF,
    article_issues,
    back_edges,
    outside,
    publication_issues,
    publisher_id,
    url_issues,
    when_issues,
)
from newsevents.rules.index import Gathered, Lists
from newsevents.rules.types import fits_number

__all__ = ["proves"]

_KINDS = tuple(cls.__name__.lower() for cls in LISTS.values())


def proves(gathered: Gathered) -> bool:
    """Whether well-typed content surely makes a valid bundle."""
    article, lists = gathered.article, gathered.lists
    return (
        not any(article_issues(article))
        and _spans_fit(gathered.spans)
        and _references_fit(gathered)
        and _values_fit(gathered)
        and _actors_fit(article, lists[0])
        and _sources_fit(lists[1])
        and _statements_fit(lists[2])
        and _claims_fit(lists[4], lists[1])
        and (article.published is None or _published_after(lists, article.published))
    )


def _spans_fit(spans: Iterable[Span]) -> bool:
    """Whether spans of which there is no text are possible."""
    return all(
        0 <= span.start < span.end and span.end - span.start == len(span.exact) and fits_number(span.end)
        for span in spans
    )


def _references_fit(gathered: Gathered) -> bool:
    """Whether ids have their form and are given once, and references name a record of the right class, each once."""
    count = 0
    together = ""
    for records, kind in zip(gathered.lists, _KINDS, strict=True):
        ids = [record.id for record in records]
        known = set(ids)
        if len(known) < len(ids) or not known.issuperset(getattr(gathered, f"to_{kind}")):
            return False
        spaced = f" {' '.join(ids)}" if ids else ""
        if spaced.count(f" {kind}:") != len(ids):
            return False
        count += len(ids)
        together += spaced
    return (
        together.isprintable()  # what is printable holds no control character, and no white space but the plain one
        and together.count(" ") == count
        and together.count(":") == count
        and ": " not in f"{together} "
        and all(len(set(ids)) == len(ids) for ids in gathered.series)
    )


def _values_fit(gathered: Gathered) -> bool:
    codes = country_codes()
    return (
        all(map(_time_fits, gathered.times))
        and all(map(_quantity_fits, gathered.quantities))
        and all(
            place.span is not None and (place.country is None or place.country in codes) for place in gathered.places
        )
    )


def _time_fits(when: When) -> bool:
    if when.span is None:
        return False
    first, last = when.earliest, when.latest
    usual = type(first) is dt.date and type(last) is dt.date and first <= last and when.granularity is Granularity.DAY
    if usual and when.duration is None and not when.alternatives:
        return when.text == when.span.exact and (when.edtf is None or EDTF.fullmatch(when.edtf) is not None)
    return not any(when_issues("", when))


def _quantity_fits(quantity: Quantity) -> bool:
    low, high = quantity.low, quantity.high
    return (
        quantity.span is not None
        and quantity.text == quantity.span.exact
        and (low is None or fits_number(low))
        and (high is None or fits_number(high))
        and (low is None or high is None or low <= high)
    )


def _actors_fit(article: Article, actors: Sequence[Actor]) -> bool:
    codes = country_codes()
    part_of: dict[str, tuple[str, ...]] = {}
    members: dict[str, tuple[str, ...]] = {}
    for actor in actors:
        if actor.country is not None and actor.country not in codes:
            return False
        if actor.part_of_id is not None:
            part_of[actor.id] = (actor.part_of_id,)
        if actor.member_ids:
            members[actor.id] = actor.member_ids
    if article.publisher is not None and publisher_id(article, actors) not in (None, article.publisher_id):
        return False
    return _acyclic(part_of) and _acyclic(members)


def _sources_fit(sources: Sequence[Source]) -> bool:
    """Whether every chain of sources ends at the article's own."""
    via: dict[str, tuple[str, ...]] = {}
    for source in sources:
        if source.via_id is not None:
            via[source.id] = (source.via_id,)
            if source.kind is SourceKind.ARTICLE or not source.evidence:
                return False
        elif source.kind is not SourceKind.ARTICLE:
            return False
        if source.url is not None and any(url_issues("", source.url)):
            return False
    return len(sources) - len(via) <= 1 and _acyclic(via)


def _acyclic(references: Mapping[str, Sequence[str]]) -> bool:
    heads = {id for ids in references.values() for id in ids}
    if heads.isdisjoint(references):  # no way goes on
        return True
    return not any(back_edges({id: [("", one) for one in ids] for id, ids in references.items()}))


def _statements_fit(statements: Sequence[Statement]) -> bool:
    for statement in statements:
        if statement.unattributed == bool(statement.speaker_ids):
            return False
        if statement.quotes and not _hold(statement.content, statement.quotes):
            return False
    return True


def _hold(content: Sequence[Span], quotes: Sequence[Span]) -> bool:
    """Whether a part of the content holds each quote whole."""
    if len(content) == 1:
        part = content[0]
        return all(part.start <= quote.start and quote.end <= part.end for quote in quotes)
    return not outside(quotes, content)


def _claims_fit(allegations: Sequence[Allegation], sources: Sequence[Source]) -> bool:
    own = {source.id for source in sources if source.kind is SourceKind.ARTICLE}
    linked: dict[str, tuple[str, ...]] = {}
    for allegation in allegations:
        if not allegation.claimant_ids and allegation.source_id in own:
            return False
        if allegation.supports_ids or allegation.disputes_ids:
            linked[allegation.id] = allegation.supports_ids + allegation.disputes_ids
    return _acyclic(linked)


def _published_after(lists: Lists, published: Moment) -> bool:
    events: tuple[Statement | Meeting, ...] = lists[2] + lists[3]
    dated: list[tuple[str, Record]] = [("", event) for event in events if event.when is not None]
    return not any(publication_issues(dated, published))
