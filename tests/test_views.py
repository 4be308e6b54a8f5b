"""Every view shows every field of every record, based only on the model's declarations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import lxml.html
import pytest

from newsevents import Bundle, Granularity, Place, Quantity, Quote, Relation, Role, SourceKind, StatementKind, When
from newsevents.comparison.difference import diff
from newsevents.formats._views.plain import lines
from newsevents.formats._views.records import called, class_of, headline, plain
from newsevents.formats._views.wording import shorten, value_parts, words
from newsevents.formats.diff.entries import entries
from newsevents.formats.html import to_html
from newsevents.formats.page import to_page
from newsevents.formats.text import summary
from newsevents.model.fields import Field, Kind, fields_of
from newsevents.model.records import LISTS, Record

from .example import BUNDLE, span

ELSEWHERE = {"id", "rule", "content", "evidence", "name", "kind", "title"}
ELSEWHERE |= {"speaker_ids", "unattributed", "addressee_ids", "target_ids", "participant_ids"}
ELSEWHERE |= {"claimant_ids", "accused_ids"}
"""Fields that the headline, the words or the foot of a record shows in its own place, without a label."""

NOT_IN_PLAIN_TEXT = {"id", "mentions", "rule", "evidence"}

VALUES: dict[type, Any] = {
    When: When(text="nightfall", earliest=dt.date(2023, 11, 12), latest=dt.date(2023, 11, 12)),
    Place: Place(name="Orin Bay"),
    Quantity: Quantity(text="seven boats", low=7, high=7, unit="boats"),
    Role: Role(title="harbour master"),
}


def sample(field: Field, record: Record) -> Any:
    """A value for a field that differs from its current one."""
    if field.kind is Kind.REFERENCE:
        ids = [one.id for one in BUNDLE.records if class_of(one) == field.to and one.id != record.id]
        value: Any = next(id for id in ids if id not in field.items(record))
    elif field.kind is Kind.WORDS:
        value = span("The two ministers will meet again")
    elif field.kind is Kind.CHOICE:
        value = next(one for one in field.cls if one not in (field.default, *field.items(record)))
    elif field.kind is Kind.FLAG:
        value = not field.default
    elif field.kind is Kind.VALUE:
        value = VALUES[field.cls]
    else:
        value = record.id if field.name == "id" else "Quay 7"
    return (value,) if field.many else value


def with_field(name: str, field: Field) -> tuple[Bundle, Record, str]:
    """A bundle, not validated, in which a record has a value in a field; and the value."""
    others = list(getattr(BUNDLE, name))
    at = 1 if field.name == "via_id" else 0  # of the sources, the one on which no other depends
    first = others.pop(at)
    value = sample(field, first)
    changes = {field.name: value}
    if field.name == "unattributed":
        changes["speaker_ids" if name == "statements" else "claimant_ids"] = ()
    record = attrs.evolve(first, **changes)
    bundle = object.__new__(Bundle)
    for part in attrs.fields(Bundle):
        object.__setattr__(bundle, part.name, getattr(BUNDLE, part.name))
    object.__setattr__(bundle, name, (*others[:at], record, *others[at:]))
    return bundle, record, said(bundle, field, value[0] if field.many else value)


def said(bundle: Bundle, field: Field, value: Any) -> str:
    """What a reader looks for where a value is shown."""
    if field.kind is Kind.FLAG:
        return ""
    if field.kind is Kind.REFERENCE:
        return called(bundle, value) or ""
    if field.kind is Kind.WORDS:
        return value.exact
    if field.kind is Kind.CHOICE:
        return words(value)
    return next(str(getattr(value, part.name)) for part in fields_of(type(value))) if attrs.has(type(value)) else value


FIELDS = [(name, field) for name, cls in LISTS.items() for field in fields_of(cls)]
each_field = pytest.mark.parametrize(("name", "field"), FIELDS, ids=[f"{name}-{field.name}" for name, field in FIELDS])


def facts(card: Any) -> list[str]:
    """The content of a record's box, piece by piece."""
    return [fact for line in card for fact in line.text_content().split(" · ")]


def as_verb(field: Field, value: str) -> str:
    """How a notebook shows a value: the kind of a statement in the past tense."""
    if field.cls is not StatementKind:
        return value
    return {"say": "said", "deny": "denied"}.get(value, f"{value.removesuffix('e')}ed")


@each_field
def test_a_notebook_shows_every_field_under_its_label(name: str, field: Field) -> None:
    bundle, record, value = with_field(name, field)
    value = as_verb(field, value)
    tree = lxml.html.fromstring(to_html(bundle))
    card = next(card for card in tree.iter("li") if card[-1].text_content().split(" · ")[0] == record.id)
    if field.name == "evidence" and getattr(record, "content", ()):  # it is marked in the text
        marked = [mark for mark in tree.iter("i") if f"{record.id}: evidence" in mark.get("title", "")]
        assert value in "".join(mark.text_content() for mark in marked)
        return
    shown = [fact for fact in facts(card) if value in fact]
    assert [fact for fact in shown if field.name in ELSEWHERE or fact.startswith(f"{field.label} ")]


@each_field
def test_a_record_by_itself_shows_every_field_under_its_label(name: str, field: Field) -> None:
    _, record, value = with_field(name, field)
    value = field.items(record)[0] if field.kind is Kind.REFERENCE else as_verb(field, value)
    (card,) = lxml.html.fromstring(to_html(record))
    shown = [fact for fact in facts(card) if value in fact]
    assert [fact for fact in shown if field.name in ELSEWHERE or fact.startswith(f"{field.label} ")]


@each_field
def test_a_page_shows_every_field_under_its_label(name: str, field: Field) -> None:
    bundle, record, value = with_field(name, field)
    card = lxml.html.document_fromstring(to_page(bundle)).get_element_by_id(record.id)
    if field.name == "content":
        (shown,) = (line.text_content() for line in card.find_class("said"))
    else:
        label = field.label[:1].upper() + field.label[1:]
        (shown,) = (one.getnext().text_content() for one in card.iter("dt") if one.text == label)
    assert value in shown


@each_field
def test_a_summary_shows_every_field_under_its_label(name: str, field: Field) -> None:
    bundle, record, value = with_field(name, field)
    label = "" if field.name in {*ELSEWHERE, "form", "status"} else f"{field.label}: "
    found = [headline(bundle, record), *lines(bundle, record)]
    shown = [line for line in found if line.startswith(label) and value in line]
    assert shown or field.name in NOT_IN_PLAIN_TEXT
    text = " ".join(summary(bundle, width=10_000).split())
    assert all(" ".join(line.split()) in text for line in found)


@each_field
def test_a_difference_shows_every_field_under_its_label(name: str, field: Field) -> None:
    bundle, _record, value = with_field(name, field)
    changed = [entry for entry in entries(diff(BUNDLE, bundle, rules=True), name) if entry.mark == "~"]
    if field.name == "id":
        assert not changed  # an id is not content
        return
    (row,) = (row for entry in changed for row in entry.rows if row.name == field.label)
    assert any(piece.mark == "+" and value[:20] in piece.text for piece in row.pieces)


@pytest.mark.parametrize("cls", list(VALUES))
def test_every_field_of_a_value_is_shown(cls: type) -> None:
    for field in fields_of(cls):
        value = attrs.evolve(VALUES[cls], **{field.name: INNER[field.name]})
        told = plain(value_parts(value, full=True))
        assert SAID.get(field.name, str(INNER[field.name])) in told, field.name


def test_a_value_of_any_other_class_is_told_field_by_field() -> None:
    assert plain(value_parts(Quote(exact="dusk", prefix="at", start=7))) == "; exact dusk; prefix at; start 7"


INNER: dict[str, Any] = {
    "text": "at dusk",
    "name": "Quay 7",
    "title": "pilot",
    "span": span("her"),
    "country": "NL",
    "unit": "tons",
    "edtf": "2023-11-12",
    "earliest": dt.date(2023, 11, 9),
    "latest": dt.date(2023, 12, 1),
    "duration": "P3D",
    "granularity": Granularity.WEEK,
    "relation": Relation.BEFORE,
    "approximate": True,
    "rule": "en:dusk",
    "alternatives": ("2022",),
    "anchor": dt.date(2023, 11, 15),
    "timex": "2023-W46",
    "identifiers": ("geonames:7",),
    "low": 4,
    "high": 9,
    "of_id": "actor:kessia",
    "former": True,
}
SAID = {"span": "her", "granularity": "week", "relation": "(before)", "approximate": "about"}
SAID |= {"former": "no longer held"}
SAID |= {"alternatives": "2022", "identifiers": "geonames:7"}


def test_an_article_without_a_title_is_called_by_that_of_its_own_source() -> None:
    at, own = next((at, one) for at, one in enumerate(BUNDLE.sources) if one.kind is SourceKind.ARTICLE)
    sources = [*BUNDLE.sources[:at], attrs.evolve(own, title="The dam"), *BUNDLE.sources[at + 1 :]]
    bundle = attrs.evolve(BUNDLE, article=attrs.evolve(BUNDLE.article, title=None, publisher=None), sources=sources)
    assert summary(bundle).startswith("The dam\n")
    assert bundle.attribution(own).label.startswith("The dam → ")
    assert '<h1 dir="auto">The dam</h1>' in to_page(bundle)
    assert "<b><bdi>The dam</bdi></b>" in to_html(bundle)


def test_long_words_without_a_space_are_cut_too() -> None:
    assert shorten("x" * 300, 90) == f"{'x' * 60} [… 210 characters …] {'x' * 30}"
    assert shorten("a word " * 20, 90) == f"{'a word ' * 8}a … {'a word ' * 4}"
