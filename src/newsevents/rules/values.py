"""Rules on single values: the article, spans, times, places, quantities, countries, addresses."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator

from newsevents.errors import Issue, shorten
from newsevents.model.countries import country_codes
from newsevents.model.fields import walk
from newsevents.model.moments import later, moment_form
from newsevents.model.records import Actor, Article, Source
from newsevents.model.values import Place, Quantity, Span, When
from newsevents.model.vocabulary import Granularity
from newsevents.rules.catalogue import RULES
from newsevents.rules.index import Index
from newsevents.rules.partial import PartialBundle
from newsevents.rules.types import is_number

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\xa0\u2028\u2029]+")
_EDTF = re.compile(r"[\[{]?[0-9XYESPTZ:+.,/?~%-]+[\]}]?")
_DURATION = (
    r"P(?!$)(\d+(\.\d+)?Y)?(\d+(\.\d+)?M)?(\d+(\.\d+)?W)?(\d+(\.\d+)?D)?"
    r"(T(?!$)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?"
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FINE = {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY}
FARTHEST = 2**53 - 1
"""The largest offset: every reader of JSON holds it exactly (RFC 7493, section 2.2), and so does every other format."""
_NEAR = 10_000
"""How far around a wrong span its words are looked for, in code points."""
_SHOWN_WORDS = 1000
"""How much of the text at a wrong span is considered for the message, in code points."""


# --- the article


def article_holds(index: Index) -> bool:
    """Whether the article follows all rules."""
    return not any(_article(index.article))


def article_faults(partial: PartialBundle) -> Iterator[Issue]:
    """What is wrong with the article."""
    if partial.article is not None:
        yield from _article(partial.article)


def _article(article: Article) -> Iterator[Issue]:
    if article.text is not None:
        if not article.text.strip():
            yield Issue("article.text", "empty", "the article has no text", article.text)
        sha256 = hashlib.sha256(article.text.encode()).hexdigest()
        if article.sha256 != sha256:
            message = "the digest is not that of the text"
            yield Issue("article.sha256", "digest", message, article.sha256, f"it is {sha256}")
    elif not _SHA256.fullmatch(article.sha256):
        message = "a digest has 64 hexadecimal digits in lower case"
        yield Issue("article.sha256", "digest", message, article.sha256)
    if article.language is not None and not LANGUAGE_TAG.fullmatch(article.language):
        yield Issue("article.language", "language-tag", "a BCP 47 tag was expected", article.language)
    yield from _url("article.url", article.url)


# --- values of records


def values_hold(index: Index) -> bool:
    """Whether all values follow the rules."""
    codes = country_codes()
    return (
        all(map(_span_holds, index.spans))
        and all(map(_time_holds, index.times))
        and all(map(_quantity_holds, index.quantities))
        and all(place.span is not None for place in index.places)
        and codes.issuperset(place.country for place in index.places if place.country is not None)
        and codes.issuperset(actor.country for actor in index.actors if actor.country is not None)
        and all(_URL.fullmatch(source.url) for source in index.sources if source.url is not None)
    )


def value_faults(partial: PartialBundle) -> Iterator[Issue]:
    """What is wrong with the values of each record, in their order."""
    text = None if partial.article is None else partial.article.text
    for path, record in partial.records:
        for at, value in walk(record, path):
            yield from _value(at, value, text)
        if isinstance(record, Actor):
            yield from _country(path, record.country)
        if isinstance(record, Source):
            yield from _url(f"{path}.url", record.url)


def _value(path: str, value: object, text: str | None) -> Iterator[Issue]:
    if isinstance(value, Span):
        yield from _span(path, value, text)
    elif isinstance(value, When):
        yield from _time(path, value)
    elif isinstance(value, Quantity):
        yield from _quantity(path, value)
    elif isinstance(value, Place):
        yield from _country(path, value.country)
    if isinstance(value, When | Quantity | Place) and value.span is None:
        message = f"a {type(value).__name__} in a bundle has its span"
        yield Issue(f"{path}.span", "no-span", message, fix=RULES["no-span"].fix)


# --- spans: if the article has its text, they are looked up while they are gathered


def _span_holds(span: Span) -> bool:
    """Whether a span is possible, without looking at the text."""
    return 0 <= span.start < span.end <= FARTHEST and span.end - span.start == len(span.exact)


def _span(path: str, span: Span, text: str | None) -> Iterator[Issue]:
    if span.start < 0 or span.end <= span.start:
        message = f"a span must have 0 <= start < end, not {span.start} and {span.end}"
        yield Issue(path, "span-bounds", message, span.exact)
    elif text is None and span.end > FARTHEST:
        message = f"no text is long enough for a span that ends at {shorten(span.end)}"
        yield Issue(path, "span-bounds", message, span.exact, RULES["span-bounds"].fix)
    elif text is not None and span.end > len(text):
        message = f"the article ends at {len(text)}, before the span's end at {span.end}"
        yield Issue(path, "span-bounds", message, span.exact, RULES["span-bounds"].fix)
    elif text is not None and not (
        len(span.exact) == span.end - span.start and text.startswith(span.exact, span.start)
    ):
        there = text[span.start : min(span.end, span.start + _SHOWN_WORDS)]
        found = text.find(span.exact, max(0, span.start - _NEAR), span.start + len(span.exact) + _NEAR)
        fix = f"the words are at {found}" if found >= 0 else RULES["span-text"].fix
        yield Issue(path, "span-text", f"the article has {shorten(there)} here", span.exact, fix)
    elif len(span.exact) != span.end - span.start:
        message = f"the span is {span.end - span.start} code points long and its text {len(span.exact)}"
        yield Issue(path, "span-text", message, span.exact, RULES["span-bounds"].fix)


def _text_span(path: str, text: str, span: Span | None) -> Iterator[Issue]:
    if span is not None and span.exact != text:
        message = f"the text is not that of the span, {shorten(span.exact)}"
        yield Issue(f"{path}.text", "text-span", message, text)


# --- times


def _time_holds(when: When) -> bool:
    if when.span is None:
        return False
    first, last = when.earliest, when.latest
    usual = type(first) is dt.date and type(last) is dt.date and first <= last and when.granularity is Granularity.DAY
    if usual and when.duration is None and not when.alternatives:
        return when.text == when.span.exact and (when.edtf is None or _EDTF.fullmatch(when.edtf) is not None)
    return not any(_time("", when))


def _time(path: str, when: When) -> Iterator[Issue]:
    yield from _text_span(path, when.text, when.span)
    bounds = [bound for bound in (when.earliest, when.latest) if bound is not None]
    forms = {moment_form(bound) for bound in bounds}
    if len(forms) > 1:
        message = f"the bounds are {' and '.join(sorted(forms))}"
        yield Issue(path, "when-bounds", message, (str(when.earliest), str(when.latest)))
    elif forms and when.granularity is not None and (forms == {"a day"}) == (when.granularity in _FINE):
        message = f"the bounds are {forms.pop()} and the granularity is {when.granularity}"
        yield Issue(path, "when-bounds", message, str(bounds[0]))
    elif when.earliest is not None and when.latest is not None and later(when.earliest, when.latest):
        message = f"earliest {when.earliest} is later than latest {when.latest}"
        yield Issue(path, "when-order", message)
    values = [("edtf", when.edtf), *((f"alternatives[{i}]", a) for i, a in enumerate(when.alternatives))]
    for name, value in values:
        if value is not None and not _EDTF.fullmatch(value):
            yield Issue(f"{path}.{name}", "edtf-form", "an EDTF value was expected", value)
    if when.duration is not None and not re.fullmatch(_DURATION, when.duration, re.ASCII):
        yield Issue(f"{path}.duration", "duration-form", "an ISO 8601 duration was expected", when.duration)


# --- quantities


def _quantity_holds(quantity: Quantity) -> bool:
    low, high = quantity.low, quantity.high
    return (
        quantity.span is not None
        and quantity.text == quantity.span.exact
        and (low is None or is_number(low))
        and (high is None or is_number(high))
        and (low is None or high is None or low <= high)
    )


def _quantity(path: str, quantity: Quantity) -> Iterator[Issue]:
    yield from _text_span(path, quantity.text, quantity.span)
    if quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
        message = f"low {quantity.low} is greater than high {quantity.high}"
        yield Issue(path, "quantity-order", message)


# --- countries and addresses


def _country(path: str, country: str | None) -> Iterator[Issue]:
    if country is not None and country not in country_codes():
        message = "an ISO 3166-1 alpha-2 code was expected"
        yield Issue(f"{path}.country", "country-code", message, country)


def _url(path: str, url: str | None) -> Iterator[Issue]:
    if url is not None and not _URL.fullmatch(url):
        yield Issue(path, "url-form", "an absolute URL was expected", url)
