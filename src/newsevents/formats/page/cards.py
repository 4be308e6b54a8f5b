"""The records on a page: a card for each, with its words, its fields and its chain of attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Content, Html, blank, element, join, shorten
from newsevents.formats._views.wording import words
from newsevents.formats.page.chain import Chains, source_label
from newsevents.formats.page.phrases import (
    headline,
    meaning,
    outline,
    quantity_words,
    separated,
    time_words,
    web_address,
)
from newsevents.formats.page.text import fragment, words_of
from newsevents.model.fields import references
from newsevents.model.records import Actor, Allegation, Event, Meeting, Record, Source, Statement
from newsevents.model.values import Span
from newsevents.model.vocabulary import Certainty, SourceKind

__all__ = ["Cards"]

_FEW = 200
"""The most records of a class that are shown without being asked for."""


class Cards:
    """The cards of a bundle's records.

    Args:
        bundle: The bundle.
        numbers: The number of each record on the page, by its id.
    """

    def __init__(self, bundle: Bundle, numbers: dict[str, int]) -> None:
        self._bundle = bundle
        self._numbers = numbers
        self._chains = Chains(bundle)

    def group(self, name: str, records: Sequence[Record]) -> Html:
        """The cards of a class, under its name and count; folded where they are very many."""
        title = element("h3", f"{name} ", element("span", str(len(records)), class_="count"))
        many = len(records) > _FEW
        cards = element("ul", [self._card(record) for record in records], class_="cards")
        return element(
            "details", element("summary", title), cards, class_="group many" if many else "group", open=not many
        )

    def _card(self, record: Record) -> Html:
        type = record.id.partition(":")[0]
        known = record.evidence and self._bundle.article.text is not None
        target = f"#t{record.evidence[0].start}" if known else "#text"
        title = element("a", headline(self._bundle, record), class_="choose", href=target)
        fields = element("dl", [[element("dt", name), element("dd", value)] for name, value in self._fields(record)])
        chain = None
        if not isinstance(record, Actor):
            chain = [element("h5", "Chain of attribution"), self._chains.draw(record)]
        return element(
            "li",
            element("h4", title),
            self._body(record),
            element("details", element("summary", "Words and fields"), chain, fields),
            id=record.id,
            class_=f"card {type}",
            data_actors=self._actors(record),
            data_certainty=record.certainty if isinstance(record, Statement | Allegation) else None,
            data_status=f"{type} {record.status}" if isinstance(record, Meeting | Allegation) else None,
        )

    def _actors(self, record: Record) -> str | None:
        """The numbers of the actors that a record is about: itself, or those it refers to."""
        referred = {id for _, cls, id in references(record) if cls == "actor"}
        ids = {record.id} if isinstance(record, Actor) else referred
        return " ".join(map(str, sorted(self._numbers[id] for id in ids))) or None

    def _body(self, record: Record) -> Html:
        """What can be read without unfolding a card: the words, and what limits them."""
        said = []
        if isinstance(record, Statement | Allegation):
            said = [self._words("content", span, whole=True) for span in record.content]
        facts = [element("li", fact) for fact in self._facts(record)]
        return join(
            [
                element("p", separated(said, " … "), class_="said") if said else None,
                element("ul", facts, class_="facts") if facts else None,
            ]
        )

    def _facts(self, record: Record) -> Iterator[Content]:
        if isinstance(record, Meeting | Allegation):
            yield element("strong", words(record.status))
        if isinstance(record, Statement | Allegation):
            if record.certainty is not Certainty.UNSPECIFIED:
                yield words(record.certainty)
            if record.negated:
                yield "said not to be so"
        if isinstance(record, Allegation):
            yield from (element("bdi", shorten(quantity.text)) for quantity in record.quantities)
        if isinstance(record, Actor):
            if record.country is not None:
                yield record.country
            if record.aliases:
                yield ["also ", separated([element("bdi", shorten(alias)) for alias in record.aliases], ", ")]
        else:
            yield from self._circumstances(record)

    def _circumstances(self, record: Event | Source) -> Iterator[Content]:
        when = record.published if isinstance(record, Source) else record.when
        if when is not None:
            yield [element("bdi", shorten(when.text)), f": {meaning(when) or 'not resolved'}"]
        if isinstance(record, Source):
            if record.via_id is not None:
                yield ["by way of ", self._source(record.via_id)]
            return
        if record.place is not None:
            yield ["in ", element("bdi", shorten(record.place.name))]
        source = self._bundle.source(record.source_id)
        if source.kind is not SourceKind.ARTICLE:
            yield ["from ", self._source(source.id)]

    # --- all fields

    def _fields(self, record: Record) -> Iterator[tuple[str, Content]]:
        by_field: dict[str, list[Span]] = {}
        for one in words_of(record):
            by_field.setdefault(one.field, []).append(one.span)
        by_field.pop("content", None)  # in the card's body
        evidence = by_field.pop("evidence", [])
        for field, spans in by_field.items():
            yield _LABELS[field], separated([self._words(field, span) for span in spans], " ")
        yield from self._references(record)
        yield from self._values(record)
        if evidence:
            yield "Evidence", separated([self._words("evidence", span) for span in evidence], " ")
        if record.rule is not None:
            yield "Rule", element("bdi", record.rule)
        yield "Id", element("a", element("bdi", record.id), href=fragment(record.id))

    def _references(self, record: Record) -> Iterator[tuple[str, Content]]:
        by_field: dict[str, list[str]] = {}
        for where, _, id in references(record):
            if not where.startswith("roles["):
                by_field.setdefault(where.partition("[")[0], []).append(id)
        for field, ids in by_field.items():
            yield _REFERENCES[field], separated([self._link(id, member=field == "member_ids") for id in ids], ", ")

    def _values(self, record: Record) -> Iterator[tuple[str, Content]]:
        if isinstance(record, Actor):
            for role in record.roles:
                of = None if role.of_id is None else [" of ", self._link(role.of_id)]
                yield "Role", [element("bdi", role.title), of]
            if record.identifiers:
                yield "Identifiers", separated([element("bdi", one) for one in record.identifiers], ", ")
            return
        if isinstance(record, Source):
            if record.title is not None and record.kind is SourceKind.ARTICLE:
                yield "Title", element("bdi", shorten(record.title))
            if not record.named:
                yield "Named", "no: the article does not say whose it is"
            if record.url is not None:
                yield "Address", web_address(record.url)
        when = record.published if isinstance(record, Source) else record.when
        if when is not None:
            yield "Time", list(time_words(when))
        if not isinstance(record, Source) and record.place is not None:
            place = record.place
            more = [", ".join(part for part in (place.country, *place.identifiers) if part)]
            yield "Where", [element("bdi", place.name), [" (", element("bdi", more), ")"] if more[0] else None]
        if isinstance(record, Statement | Allegation):
            yield "Certainty", words(record.certainty) + (", negated" if record.negated else "")
        if isinstance(record, Allegation):
            for quantity in record.quantities:
                yield "Quantity", list(quantity_words(quantity))

    def _link(self, id: str, *, member: bool = False) -> Html:
        record = self._bundle[id]
        if isinstance(record, Actor):
            label = shorten(record.name)
        elif isinstance(record, Source):
            label = source_label(self._bundle, record)
        else:
            return element("a", outline(self._bundle, record), href=fragment(id))
        return element("a", element("bdi", label), href=fragment(id), data_member=member)

    def _source(self, id: str) -> Html:
        return element("bdi", source_label(self._bundle, self._bundle.source(id)))

    def _words(self, field: str, span: Span, *, whole: bool = False) -> Html:
        """Words of the article, leading to where they stand in it."""
        shown = span.exact if whole or self._bundle.article.text is None else shorten(span.exact)
        shown = shown if not blank(shown) else f"characters {span.start} to {span.end}"
        if self._bundle.article.text is None:
            return element("q", shown, class_="w", dir="auto")
        return element(
            "a",
            shown,
            class_=f"w {field}",
            href=f"#t{span.start}",
            data_field=field,
            data_end=span.end,
            dir="auto",
        )


_LABELS = {
    "who": "Speaker in the text",
    "cue": "Cue",
    "quote": "Quoted",
    "hedge": "Hedges",
    "amount": "How many",
    "mention": "Mentions",
    "role": "Role in the text",
    "when": "When",
    "place": "Place in the text",
}
_REFERENCES = {
    "part_of_id": "Part of",
    "member_ids": "Members",
    "by_ids": "Issued by",
    "via_id": "By way of",
    "speaker_ids": "Speakers",
    "addressee_ids": "To",
    "target_ids": "About",
    "meeting_id": "At the meeting",
    "source_id": "Source",
    "participant_ids": "Participants",
    "host_ids": "Hosts",
    "claimant_ids": "Alleged by",
    "accused_ids": "Against",
    "victim_ids": "Victims",
    "statement_id": "In the statement",
    "supports_ids": "Supports",
    "disputes_ids": "Contradicts",
}
