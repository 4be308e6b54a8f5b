"""The records on a page: a card each, with its words, its fields and its chain of attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Content, Html, element, separated
from newsevents.formats._views.records import class_of, facts
from newsevents.formats._views.wording import Words, item_parts, values_of
from newsevents.formats.page.chain import Chains
from newsevents.formats.page.look import FieldLook, PageLook, fragment
from newsevents.model.fields import Kind, fields_of, references
from newsevents.model.records import Actor, Allegation, Event, Record, Statement
from newsevents.model.vocabulary import SourceKind

_FEW = 200
"""The most records of a class that are shown unfolded."""

_FACTS = {
    "form": "",
    "status": "",
    "certainty": "",
    "negated": "",
    "quantities": "",
    "country": "",
    "aliases": "also ",
    "when": "",
    "published": "",
    "place": "in ",
    "source_id": "from ",
    "via_id": "by way of ",
}
"""The fields that are visible without unfolding a card, in order, with what introduces them."""


class Cards:
    """The cards of a bundle's records.

    Args:
        bundle: The bundle.
        numbers: The number of each record on the page, by its id.
    """

    def __init__(self, bundle: Bundle, numbers: dict[str, int]) -> None:
        self._bundle = bundle
        self._numbers = numbers
        self._look = PageLook(bundle)
        self._chains = Chains(bundle)

    def group(self, name: str, records: Sequence[Record]) -> Html:
        """The cards of a class under its name and count, folded if there are many."""
        title = element("h3", f"{name} ", element("span", str(len(records)), class_="count"))
        many = len(records) > _FEW
        cards = element("ul", [self._card(record) for record in records], class_="cards")
        return element(
            "details", element("summary", title), cards, class_="group many" if many else "group", open=not many
        )

    def _card(self, record: Record) -> Html:
        cls, status = class_of(record), getattr(record, "status", None)
        located = record.evidence and self._bundle.article.text is not None
        target = f"#t{record.evidence[0].start}" if located else "#text"
        title = element("a", self._look.headline(record), class_="choose", href=target)
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
            class_=f"card {cls}",
            data_actors=self._actors(record),
            data_certainty=getattr(record, "certainty", None),
            data_status=status and f"{cls} {status}",
        )

    def _actors(self, record: Record) -> str | None:
        """The numbers of the actors that a record is about: its own, or those it refers to."""
        referred = {id for _, cls, id in references(record) if cls == "actor"}
        ids = {record.id} if isinstance(record, Actor) else referred
        return " ".join(map(str, sorted(self._numbers[id] for id in ids))) or None

    def _body(self, record: Record) -> Iterator[Html]:
        """The part of a card that is visible without unfolding it: the words, and what limits them."""
        if isinstance(record, Statement | Allegation) and record.content:
            look = FieldLook(self._bundle, "content")
            yield element("p", separated([look.words(Words(span)) for span in record.content], " … "), class_="said")
        told = {
            field.name: self._look.show([_FACTS[field.name], *parts])
            for field, parts in facts(record)
            if field.name in _FACTS
        }
        if isinstance(record, Event) and self._bundle.source(record.source_id).kind is SourceKind.ARTICLE:
            del told["source_id"]
        if "status" in told:
            told["status"] = element("strong", told["status"])
        if told:
            yield element("ul", [element("li", told[name]) for name in _FACTS if name in told], class_="facts")

    def _fields(self, record: Record) -> Iterator[tuple[str, Content]]:
        """Every field that has a value, except the content, which is shown above."""
        for field in fields_of(type(record)):
            values = () if field.name in ("id", "content") else values_of(field, record)
            if values:
                look, parts = FieldLook(self._bundle, field.name), partial(item_parts, field, full=True)
                shown = separated([look.show(parts(value)) for value in values], _BETWEEN.get(field.kind, ", "))
                yield field.label[:1].upper() + field.label[1:], shown
        yield "Id", element("a", self._look.term(record.id), href=fragment(record.id))


_BETWEEN = {Kind.WORDS: " ", Kind.VALUE: "; "}
