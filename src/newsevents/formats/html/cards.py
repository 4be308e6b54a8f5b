"""A record as a box: what a reader wants to judge it by."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.formats._views.markup import NOTHING, Markup, element, joined, literal
from newsevents.formats._views.style import MINOR, ROW, card, chip
from newsevents.formats.html.phrases import (
    NAMES_SHOWN,
    QUOTES_SHOWN,
    Known,
    code,
    enumerated,
    labelled,
    link,
    number_words,
    place_words,
    quoted,
    role_words,
    strong,
    term,
    when_words,
    words_of,
)
from newsevents.model.records import Actor, Allegation, Event, Meeting, Record, Source, Statement
from newsevents.model.vocabulary import Certainty

__all__ = ["class_of", "record_card"]


def class_of(record: Record) -> str:
    """The class of a record as it stands before the colon of an id."""
    return type(record).__name__.lower()


def record_card(record: Record, known: Known, name: str = "div") -> Markup:
    """A record as a box: a headline, the words, what is known besides, the chain of attribution, and the id."""
    rows = [row for row in _rows(record, known) if row]
    foot = joined([code(record.id), labelled("found by", term(record.rule) if record.rule else NOTHING)], " · ")
    rows.append(element("span", foot, style=MINOR))
    return element(name, *(element("div", row, style=ROW) for row in rows), style=card(class_of(record)))


def _rows(record: Record, known: Known) -> Iterator[Markup]:
    if isinstance(record, Actor):
        yield from _actor(record, known)
    elif isinstance(record, Source):
        yield from _source(record, known)
    elif isinstance(record, Statement):
        yield from _statement(record, known)
    elif isinstance(record, Meeting):
        yield from _meeting(record, known)
    else:
        yield from _allegation(record, known)


def _head(subject: Markup, *rest: Markup) -> Markup:
    return joined([strong(subject), *rest], " ")


def _chip(record: Record, word: object) -> Markup:
    return element("span", literal(words_of(word)), style=chip(class_of(record)))


def _facts(*facts: Markup) -> Markup:
    return joined(facts, " · ")


def _statement(record: Statement, known: Known) -> Iterator[Markup]:
    yield _head(
        known.names(record.speaker_ids) or literal("Somebody"),
        _chip(record, record.kind),
        labelled("to", known.names(record.addressee_ids)),
        labelled("about", known.names(record.target_ids)),
    )
    yield quoted(record.content or record.evidence)
    yield _facts(
        labelled("word for word", quoted(record.quotes)),
        labelled("speaker", quoted(record.speaker)),
        labelled("cue", quoted(record.cue)),
    )
    meeting = labelled("at the meeting", known.names(_given(record.meeting_id)))
    yield _circumstances(record, meeting, _certainty(record))
    yield labelled("according to", known.chain(record))


def _meeting(record: Meeting, known: Known) -> Iterator[Markup]:
    yield _head(
        known.names(record.participant_ids) or literal("Participants not named"),
        _chip(record, record.kind),
        _chip(record, record.status),
        term(record.name) if record.name else NOTHING,
    )
    yield quoted(record.evidence)
    yield _circumstances(record, labelled("host", known.names(record.host_ids)))
    yield labelled("according to", known.chain(record))


def _allegation(record: Allegation, known: Known) -> Iterator[Markup]:
    yield _head(
        known.names(record.accused_ids) or literal("Somebody"),
        _chip(record, "alleged"),
        labelled("by", known.names(record.claimant_ids) or literal("an unnamed claimant")),
        labelled("victims", known.names(record.victim_ids)),
        labelled("status", _chip(record, record.status)),
    )
    yield quoted(record.content or record.evidence)
    how_many = enumerated(record.quantities, number_words, QUOTES_SHOWN)
    yield _circumstances(record, labelled("how many", how_many), _certainty(record))
    yield _facts(
        labelled("made in", known.names(_given(record.statement_id))),
        labelled("supports", known.names(record.supports_ids)),
        labelled("disputes", known.names(record.disputes_ids)),
    )
    yield labelled("according to", known.chain(record))


def _actor(record: Actor, known: Known) -> Iterator[Markup]:
    yield _head(
        term(record.name),
        _chip(record, record.kind),
        NOTHING if record.country is None else term(record.country),
        labelled("also", enumerated(record.aliases, term, NAMES_SHOWN)),
    )
    yield _facts(
        enumerated(record.roles, lambda role: role_words(role, known), NAMES_SHOWN),
        labelled("part of", known.names(_given(record.part_of_id))),
        labelled("members", known.names(record.member_ids)),
        enumerated(record.identifiers, code, NAMES_SHOWN),
    )
    yield labelled("in the words", quoted(record.mentions or record.evidence))


def _source(record: Source, known: Known) -> Iterator[Markup]:
    by = known.names(record.by_ids)
    yield _head(
        term(record.title) if record.title else by or literal("Somebody"),
        _chip(record, record.kind),
        labelled("by", by) if record.title else NOTHING,
        literal("" if record.named else "not named"),
    )
    yield quoted(record.evidence)
    yield _facts(
        labelled("issued", when_words(record.published)),
        link(record.url) if record.url else NOTHING,
    )
    yield labelled("reached the article by", known.chain(record))


def _given(id: str | None) -> tuple[str, ...]:
    return () if id is None else (id,)


def _circumstances(record: Event, *more: Markup) -> Markup:
    return _facts(labelled("when", when_words(record.when)), labelled("where", place_words(record.place)), *more)


def _certainty(record: Statement | Allegation) -> Markup:
    certainty = "" if record.certainty == Certainty.UNSPECIFIED else words_of(record.certainty)
    negated = "said not to be so" if record.negated else ""
    parts = [literal(certainty), literal(negated), labelled("hedged by", quoted(record.hedges))]
    return labelled("certainty", joined(parts, ", "))
