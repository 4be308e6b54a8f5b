"""What records say, in the words of the page: headlines, times, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from newsevents.bundle import Bundle
from newsevents.errors import shorten as brief
from newsevents.formats._views.html import Content, Html, element, join, shorten
from newsevents.formats._views.wording import words
from newsevents.formats.page.chain import source_label
from newsevents.model.records import Actor, Allegation, Meeting, Record, Source, Statement
from newsevents.model.values import Quantity, When

__all__ = [
    "headline",
    "meaning",
    "outline",
    "quantity_words",
    "separated",
    "time_words",
    "web_address",
]

_NAMES = 6
"""The most names in a headline; a card's fields have them all."""

_PLAIN = re.compile("[0-9]{4}(-[0-9]{2})?")
"""A year or a month in EDTF, that says all that its bounds do."""


def web_address(url: str) -> Html:
    """An address: a link where it leads into the web, else text."""
    try:
        web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        web = False
    shown = element("bdi", shorten(url))
    return element("a", shown, href=url, rel="noopener noreferrer") if web else shown


def meaning(when: When) -> str:
    """What a time means on the calendar; empty where it could not be resolved."""
    first = None if when.earliest is None else when.earliest.isoformat()
    last = None if when.latest is None else when.latest.isoformat()
    relation = words(when.relation)
    if first is None and last is None:
        return ""
    if first is None or last is None:
        bound = f"from {first} on" if last is None else f"until {last}"
        return f"{bound} ({relation})" if relation not in ("since", "until") else bound
    if relation == "every":
        return f"every so often, {first} to {last}"
    if relation in ("throughout", "since", "until"):
        return f"all of {first} to {last}" if first != last else f"all of {first}"
    if first == last:
        return first
    if relation == "at" and when.edtf is not None and _PLAIN.fullmatch(when.edtf):
        return f"in {when.edtf}"
    return f"some time from {first} to {last}" + ("" if relation in ("at", "within") else f" ({relation})")


def headline(bundle: Bundle, record: Record) -> Html:
    """A record in a line, without links."""
    return join(_headline(bundle, record))


def _headline(bundle: Bundle, record: Record) -> Iterator[Content]:
    if isinstance(record, Actor):
        yield element("bdi", shorten(record.name))
        yield _kind(words(record.kind))
    elif isinstance(record, Source):
        yield element("bdi", source_label(bundle, record))
        yield _kind(words(record.kind))
    elif isinstance(record, Statement):
        yield from _names(bundle, record.speaker_ids, "speaker not named")
        yield _kind(words(record.kind))
        yield from _after(bundle, " to ", record.addressee_ids)
        yield from _after(bundle, " about ", record.target_ids)
    elif isinstance(record, Meeting):
        if record.name is not None:
            yield [element("bdi", shorten(record.name)), ": "]
        yield from _names(bundle, record.participant_ids, "participants not named")
        yield _kind(words(record.kind))
    else:
        yield from _names(bundle, record.accused_ids, "nobody named")
        yield _kind("alleged")
        yield from _after(bundle, " by ", record.claimant_ids)


def _kind(label: str) -> Html:
    return join([" ", element("span", label, class_="kind")])


def _after(bundle: Bundle, preposition: str, ids: Sequence[str]) -> Iterator[Content]:
    if ids:
        yield element("span", preposition, list(_names(bundle, ids, "")), class_="rest")


def _names(bundle: Bundle, ids: Sequence[str], nobody: str) -> Iterator[Content]:
    if not ids:
        yield element("i", nobody)
    for index, id in enumerate(ids[:_NAMES]):
        if index:
            yield " and " if index == len(ids) - 1 else ", "
        yield element("bdi", shorten(bundle.actor(id).name))
    if len(ids) > _NAMES:
        yield f" and {len(ids) - _NAMES} more"


def outline(bundle: Bundle, event: Record) -> Html:
    """An event in as few words as tell it from others."""
    if isinstance(event, Statement | Allegation) and event.content:
        return join([words(event.id.partition(":")[0]), ": ", element("bdi", shorten(event.content[0].exact, 60))])
    if isinstance(event, Meeting) and event.name is not None:
        return element("bdi", shorten(event.name))
    return headline(bundle, event)


def separated(parts: Sequence[Content], separator: str) -> Content:
    """Parts with something between them."""
    return [[separator if index else None, part] for index, part in enumerate(parts)]


def time_words(when: When) -> Iterator[Content]:
    """All that is known of a time."""
    yield [element("bdi", shorten(when.text)), f": {meaning(when) or 'not resolved'}"]
    if when.edtf is not None:
        yield ["; EDTF ", element("code", when.edtf)]
    if when.granularity is not None:
        yield f"; as exact as a {words(when.granularity)}"
    if when.duration is not None:
        yield ["; for ", element("code", when.duration)]
    if when.approximate:
        yield "; about"
    if when.alternatives:
        yield ["; or ", separated([element("code", one) for one in when.alternatives], ", ")]
    if when.anchor is not None:
        yield f"; seen from {when.anchor.isoformat()}"
    if when.rule is not None:
        yield ["; by the rule ", element("bdi", when.rule)]


def quantity_words(quantity: Quantity) -> Iterator[Content]:
    """What a number means."""
    low, high = quantity.low, quantity.high
    yield "about " if quantity.approximate else None
    if low is not None and low == high:
        yield brief(low)
    else:
        bounds = [None if low is None else f"from {brief(low)}", None if high is None else f"to {brief(high)}"]
        yield " ".join(bound for bound in bounds if bound is not None)
    yield None if quantity.unit is None else [" ", element("bdi", quantity.unit)]
