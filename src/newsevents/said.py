"""Who said what: the statements and allegations of a bundle as flat rows, with names instead of ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from newsevents.attribution import source_of, voice_ids
from newsevents.model.moments import calendar_day
from newsevents.model.records import Allegation, Statement

if TYPE_CHECKING:
    from newsevents.bundle import Bundle

__all__ = ["Said"]

SEPARATOR = "; "
"""What separates the names, kinds or quotes in one cell."""


class Said(NamedTuple):
    """A statement or an allegation as a row of a table; see `Bundle.said`.

    Several names, kinds or quotes in a cell are separated by ``"; "``; an empty cell is None. Members of vocabularies
    are strings, such as ``"government_body"``.

    Attributes:
        article_id: The id of the article.
        id: The id of the record.
        record: ``"statement"`` or ``"allegation"``.
        speakers: The names of those who say it: the claimants of an allegation, the issuers of a document that says it.
        speaker_kinds: What each of them is, in the same order.
        addressees: The actors that a statement is addressed to.
        targets: The actors that a statement is about or against.
        accused: The accused of an allegation.
        victims: The alleged victims of an allegation.
        kind: The kind of a statement.
        form: The form of an allegation.
        status: The status of an allegation according to the article.
        content: What is said, as the article words it; separate pieces are joined by ``" … "``.
        quotes: The words quoted in it.
        when: The words for the time of a statement, or of an alleged act.
        earliest: The first day that the words can mean.
        latest: The last day that they can mean.
        publisher: Who published the article.
        published: The day on which the article was published.
        attribution: The chain of sources in words, from the article to whoever first said it: see `Bundle.attribution`.
        certainty: How certain those who say it make it sound.
        negated: Whether it is said not to be the case.
        statement_id: The id of the statement that makes an allegation.
    """

    article_id: str
    id: str
    record: str
    speakers: str | None
    speaker_kinds: str | None
    addressees: str | None
    targets: str | None
    accused: str | None
    victims: str | None
    kind: str | None
    form: str | None
    status: str | None
    content: str | None
    quotes: str | None
    when: str | None
    earliest: dt.date | None
    latest: dt.date | None
    publisher: str | None
    published: dt.date | None
    attribution: str
    certainty: str
    negated: bool
    statement_id: str | None


MANY = ("speakers", "speaker_kinds", "addressees", "targets", "accused", "victims", "quotes")
"""The columns whose cells may hold several values."""


def said_rows(bundle: Bundle) -> Iterator[dict[str, Any]]:
    """The rows in the order of the text, each by column; the columns in `MANY` hold lists."""
    for event in bundle.events:
        if isinstance(event, Statement | Allegation):
            yield _row(bundle, event)


def said_of(bundle: Bundle) -> tuple[Said, ...]:
    """The rows, with several values of a cell joined into one string."""
    return tuple(map(_said, said_rows(bundle)))


def _said(row: dict[str, Any]) -> Said:
    cells: dict[str, Any] = row | {name: joined(row[name]) for name in MANY}
    return Said(**cells)


def joined(values: Iterable[str]) -> str | None:
    """The values of a cell joined into one string, or None if there are none."""
    return SEPARATOR.join(values) or None


def _row(bundle: Bundle, record: Statement | Allegation) -> dict[str, Any]:
    article, when = bundle.article, record.when
    speakers = [bundle.actor(id) for id in voice_ids(record, source_of(bundle, record))]

    def names(field: str) -> list[str]:
        return [bundle.actor(id).name for id in getattr(record, field, ())]

    def value(field: str) -> str | None:
        found = getattr(record, field, None)
        return None if found is None else str(found)

    return {
        "article_id": article.id,
        "id": record.id,
        "record": type(record).__name__.lower(),
        "speakers": [actor.name for actor in speakers],
        "speaker_kinds": [str(actor.kind) for actor in speakers],
        "addressees": names("addressee_ids"),
        "targets": names("target_ids"),
        "accused": names("accused_ids"),
        "victims": names("victim_ids"),
        "kind": value("kind"),
        "form": value("form"),
        "status": value("status"),
        "content": " … ".join(map(attrgetter("exact"), record.content)) or None,
        "quotes": [span.exact for span in getattr(record, "quotes", ())],
        "when": when and when.text,
        "earliest": when and when.earliest and calendar_day(when.earliest),
        "latest": when and when.latest and calendar_day(when.latest),
        "publisher": article.publisher or (bundle.publisher and bundle.publisher.name),
        "published": article.published and calendar_day(article.published),
        "attribution": bundle.attribution(record).label,
        "certainty": str(record.certainty),
        "negated": record.negated,
        "statement_id": value("statement_id"),
    }
