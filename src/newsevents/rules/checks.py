"""The rules that make a bundle valid, as checks over records.

Each check is a generator of issues. They run over `Parts`, which may lack records that could not be read, so
that one fault never hides another.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import attrs

from newsevents.errors import Issue, Issues, shorten
from newsevents.model.countries import country_codes
from newsevents.model.fields import references, walk
from newsevents.model.ids import ID
from newsevents.model.moments import Moment, later, moment_form
from newsevents.model.records import (
    FORMAT_VERSION,
    LISTS,
    Actor,
    Allegation,
    Article,
    Meeting,
    Record,
    Source,
    Statement,
)
from newsevents.model.values import Generator, Place, Quantity, Span, When
from newsevents.model.vocabulary import Granularity, MeetingStatus, SourceKind
from newsevents.rules.catalogue import RULES
from newsevents.rules.types import mismatches

if TYPE_CHECKING:
    from newsevents.bundle import Bundle

__all__ = ["LANGUAGE_TAG", "Parts", "find_issues"]

_FINE = {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY}
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f-\xa0\u2028\u2029]+")
EDTF = re.compile(r"[\[{]?[0-9XYESPTZ:+.,/?~%-]+[\]}]?")
_DURATION = (
    r"P(?!$)(\d+(\.\d+)?Y)?(\d+(\.\d+)?M)?(\d+(\.\d+)?W)?(\d+(\.\d+)?D)?"
    r"(T(?!$)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?"
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NEAR = 10_000
"""How far from a wrong span its words are looked for, in code points."""
_SHOWN_WORDS = 1000
"""How much of the text is taken to show what stands at a wrong span, in code points."""
_SHOWN_CIRCLE = 12
"""How many ids of a cycle are named."""


@attrs.define
class Parts:
    """What a bundle is to be made of.

    Attributes:
        article: The article; None where it could not be read.
        records: Each record with its path, in the order of the bundle.
        unread: The ids of records that could not be read, so that references to them are not called dangling.
        unread_classes: The classes of which some records could not be read, not even their ids.
    """

    article: Article | None
    records: list[tuple[str, Record]]
    unread: set[str] = attrs.field(factory=set)
    unread_classes: set[str] = attrs.field(factory=set)

    def add_unread(self, cls: type, id: object) -> None:
        """Note a record that could not be read."""
        if isinstance(id, str):
            self.unread.add(id)
        else:
            self.unread_classes.add(cls.__name__.lower())

    def of(self, cls: type[Any]) -> Iterator[tuple[str, Any]]:
        """The records of one class, with their paths."""
        return ((path, record) for path, record in self.records if type(record) is cls)


def parts_of(bundle: Bundle) -> tuple[Parts, list[Issue]]:
    """The well-typed parts of a bundle, and an issue for each place where a type is wrong."""
    issues = list(mismatches(bundle.article, Article, "article"))
    parts = Parts(article=None if issues else bundle.article, records=[])
    if bundle.generator is not None:
        issues += mismatches(bundle.generator, Generator, "generator")
    for name, cls in LISTS.items():
        records = getattr(bundle, name)
        if type(records) is not tuple:
            issues.append(Issue(name, "type", f"a list of {cls.__name__} was expected", records))
            parts.add_unread(cls, None)
            continue
        for index, record in enumerate(records):
            path = f"{name}[{index}]"
            faults = list(mismatches(record, cls, path))
            if not faults:
                parts.records.append((path, record))
            else:
                parts.add_unread(cls, getattr(record, "id", None))
            issues += faults
    if bundle.format_version != FORMAT_VERSION:
        message = f"the format version is {FORMAT_VERSION}"
        issues.append(Issue("format_version", "version", message, bundle.format_version))
    return parts, issues


def find_issues(parts: Parts) -> list[Issue]:
    """Everything that keeps well-typed parts from being a valid bundle."""
    issues: list[Issue] = []
    if parts.article is not None:
        issues += article_issues(parts.article)
    for path, record in parts.records:
        issues += _record(path, record, parts.article)
    issues += _ids(parts)
    issues += _references(parts)
    if parts.article is not None:
        issues += _publisher(parts.article, parts.of(Actor))
    issues += _cycles(parts)
    issues += _source_chains(parts)
    issues += _statements(parts)
    issues += _claims(parts)
    if parts.article is not None and parts.article.published is not None:
        issues += publication_issues(parts.records, parts.article.published)
    return issues


def in_order(issues: Iterable[Issue]) -> Issues:
    """Issues in the order of the data: the article, then list by list, record by record."""
    lists = ["format_version", "generator", "article", *LISTS]

    def key(issue: Issue) -> tuple[int, int]:
        name, index = re.match(r"(\w*)(?:\[(\d{1,9})\])?", issue.path).groups()  # type: ignore[union-attr]
        return (lists.index(name) if name in lists else -1, -1 if index is None else int(index))

    return Issues(sorted(issues, key=key))


# --- one record


def article_issues(article: Article) -> Iterator[Issue]:
    yield from _id("article", "article", article.id)
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
    yield from url_issues("article.url", article.url)


def _record(path: str, record: Record, article: Article | None) -> Iterator[Issue]:
    cls = type(record).__name__.lower()
    yield from _id(path, cls, record.id)
    if not record.evidence and not (isinstance(record, Source) and record.kind is SourceKind.ARTICLE):
        yield Issue(f"{path}.evidence", "no-evidence", "a record needs evidence", fix=RULES["no-evidence"].fix)
    text = None if article is None else article.text
    for at, value in walk(record, path):
        if isinstance(value, Span):
            yield from _span(at, value, text)
        elif isinstance(value, When):
            yield from when_issues(at, value)
        elif isinstance(value, Quantity):
            yield from quantity_issues(at, value)
        elif isinstance(value, Place):
            yield from _country(at, value.country)
        if isinstance(value, When | Quantity | Place) and value.span is None:
            message = f"a {type(value).__name__} in a bundle has its span"
            yield Issue(f"{at}.span", "no-span", message, fix=RULES["no-span"].fix)
    if isinstance(record, Actor):
        yield from _country(path, record.country)
    if isinstance(record, Source):
        yield from url_issues(f"{path}.url", record.url)


def _id(path: str, cls: str, value: str) -> Iterator[Issue]:
    match = ID.fullmatch(value)
    if match is None or match.group(1) != cls:
        message = f"an id of the form {cls}:name was expected"
        yield Issue(f"{path}.id", "id-form", message, value, RULES["id-form"].fix)


def _span(path: str, span: Span, text: str | None) -> Iterator[Issue]:
    if span.start < 0 or span.end <= span.start:
        message = f"a span runs forwards from 0, not from {span.start} to {span.end}"
        yield Issue(path, "span-bounds", message, span.exact)
    elif text is not None and span.end > len(text):
        message = f"the article ends at {len(text)}, before the span's end at {span.end}"
        yield Issue(path, "span-bounds", message, span.exact, RULES["span-bounds"].fix)
    elif text is not None and not (
        len(span.exact) == span.end - span.start and text.startswith(span.exact, span.start)
    ):
        there = text[span.start : min(span.end, span.start + _SHOWN_WORDS)]
        found = text.find(span.exact, max(0, span.start - _NEAR), span.end + _NEAR)
        fix = f"the words stand at {found}" if found >= 0 else RULES["span-text"].fix
        yield Issue(path, "span-text", f"the article has {shorten(there)} here", span.exact, fix)
    elif len(span.exact) != span.end - span.start:
        message = f"the span is {span.end - span.start} code points long and its text {len(span.exact)}"
        yield Issue(path, "span-text", message, span.exact, RULES["span-bounds"].fix)


def _text_span(path: str, text: str, span: Span | None) -> Iterator[Issue]:
    if span is not None and span.exact != text:
        message = f"the text is not that of the span, {shorten(span.exact)}"
        yield Issue(f"{path}.text", "text-span", message, text)


def when_issues(path: str, when: When) -> Iterator[Issue]:
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
        if value is not None and not EDTF.fullmatch(value):
            yield Issue(f"{path}.{name}", "edtf-form", "an EDTF value was expected", value)
    if when.duration is not None and not re.fullmatch(_DURATION, when.duration, re.ASCII):
        yield Issue(f"{path}.duration", "duration-form", "an ISO 8601 duration was expected", when.duration)


def quantity_issues(path: str, quantity: Quantity) -> Iterator[Issue]:
    yield from _text_span(path, quantity.text, quantity.span)
    if quantity.low is not None and quantity.high is not None and quantity.low > quantity.high:
        message = f"low {quantity.low} is greater than high {quantity.high}"
        yield Issue(path, "quantity-order", message)


def _country(path: str, country: str | None) -> Iterator[Issue]:
    if country is not None and country not in country_codes():
        message = "an ISO 3166-1 alpha-2 code was expected"
        yield Issue(f"{path}.country", "country-code", message, country)


def url_issues(path: str, url: str | None) -> Iterator[Issue]:
    if url is not None and not _URL.fullmatch(url):
        yield Issue(path, "url-form", "an absolute URL was expected", url)


# --- ids and references


def all_references(parts: Parts) -> Iterator[tuple[str, str, str]]:
    if parts.article is not None:
        for where, cls, known in references(parts.article):
            yield f"article.{where}", cls, known
    for path, record in parts.records:
        for where, cls, known in references(record):
            yield f"{path}.{where}", cls, known


def _ids(parts: Parts) -> Iterator[Issue]:
    seen: dict[str, str] = {}
    for path, record in parts.records:
        first = seen.setdefault(record.id, path)
        if first != path:
            message = f"{first} has this id already"
            yield Issue(f"{path}.id", "duplicate-id", message, record.id, RULES["duplicate-id"].fix)


def _references(parts: Parts) -> Iterator[Issue]:
    known = {record.id for _, record in parts.records} | parts.unread
    seen: set[tuple[str, str]] = set()
    for path, cls, reference in all_references(parts):
        field = path.rpartition("[")[0] if path.endswith("]") else path
        if reference.partition(":")[0] != cls:
            message = f"an id of class {cls} was expected"
            yield Issue(path, "wrong-class", message, reference)
        elif reference not in known and cls not in parts.unread_classes:
            message = f"no {cls} in the bundle has this id"
            yield Issue(path, "unknown-id", message, reference)
        elif (field, reference) in seen:
            yield Issue(path, "repeated-reference", "this reference stands here already", reference)
        seen.add((field, reference))


def publisher_id(article: Article, actors: Iterable[Actor]) -> str | None:
    """The id of the actor whose name or alias is the publisher's name, if there is just one."""
    name = article.publisher
    ids = {actor.id for actor in actors if actor.name == name or (actor.aliases and name in actor.aliases)}
    return ids.pop() if len(ids) == 1 else None


def _publisher(article: Article, actors: Iterable[tuple[str, Actor]]) -> Iterator[Issue]:
    found = publisher_id(article, (actor for _, actor in actors))
    if found is not None and article.publisher_id != found:
        message = f"the actor {found} has the publisher's name"
        yield Issue("article.publisher_id", "publisher-id", message, article.publisher_id)


def _cycles(parts: Parts) -> Iterator[Issue]:
    for cls, fields in (
        (Source, ("via_id",)),
        (Actor, ("part_of_id",)),
        (Actor, ("member_ids",)),
        (Allegation, ("supports_ids", "disputes_ids")),
    ):
        edges: dict[str, list[tuple[str, str]]] = {}  # from an id: the path of a reference, and its id
        for path, record in parts.of(cls):
            edges[record.id] = [
                (f"{path}.{where}", known)
                for where, _, known in references(record)
                if where.partition("[")[0] in fields
            ]
        yield from back_edges(edges)


def back_edges(edges: Mapping[str, list[tuple[str, str]]]) -> Iterator[Issue]:
    """An issue for each reference that closes a cycle, found by depth-first search without recursion."""
    done: set[str] = set()
    for start in edges:
        if start in done:
            continue
        trail = [start]
        depth = {start: 0}
        stack = [iter(edges[start])]
        while stack:
            for path, known in stack[-1]:
                if known in depth:
                    circle = _circle(trail, depth[known])
                    yield Issue(path, "cycle", f"this closes a cycle: {circle} → {known}", known)
                elif known in edges and known not in done:
                    depth[known] = len(trail)
                    trail.append(known)
                    stack.append(iter(edges[known]))
                    break
            else:
                stack.pop()
                done.add(trail[-1])
                del depth[trail.pop()]


def _circle(trail: Sequence[str], begin: int) -> str:
    """The ids of a trail from a place on; of many the first and the last."""
    length = len(trail) - begin
    if length <= _SHOWN_CIRCLE:
        return " → ".join(trail[begin:])
    half = _SHOWN_CIRCLE // 2
    shown = [*trail[begin : begin + half], f"… {length - 2 * half} more", *trail[-half:]]
    return " → ".join(shown)


def _source_chains(parts: Parts) -> Iterator[Issue]:
    root = None
    for path, source in parts.of(Source):
        if source.kind is SourceKind.ARTICLE:
            if source.via_id is not None:
                message = "nothing passed the article on: its own source has no via_id"
                yield Issue(f"{path}.via_id", "source-chain", message, source.via_id)
            if root is not None:
                message = f"{root} is the article's own source already"
                fix = "give another publication the kind press_report"
                yield Issue(f"{path}.kind", "source-chain", message, source.kind, fix)
            root = root or path
        elif source.via_id is None:
            message = "the chain ends here and not at the article"
            yield Issue(f"{path}.via_id", "source-chain", message, fix=RULES["source-chain"].fix)


# --- events


def _statements(parts: Parts) -> Iterator[Issue]:
    for path, statement in parts.of(Statement):
        if statement.unattributed and statement.speaker_ids:
            message = "a statement with a speaker is not unattributed"
            yield Issue(f"{path}.unattributed", "no-speaker", message)
        elif not statement.unattributed and not statement.speaker_ids:
            message = "a statement needs a speaker or is unattributed"
            yield Issue(f"{path}.speaker_ids", "no-speaker", message, fix=RULES["no-speaker"].fix)
        for index in outside(statement.quotes, statement.content):
            message = "the quote is not inside the content"
            exact = statement.quotes[index].exact
            yield Issue(f"{path}.quotes[{index}]", "quote-outside-content", message, exact)


def outside(quotes: Sequence[Span], content: Sequence[Span]) -> list[int]:
    """The indexes of the quotes that no part of the content holds whole."""
    if not quotes:
        return []
    starts, reach = reaching(content)
    return [
        index
        for index, quote in enumerate(quotes)
        if (before := bisect_right(starts, quote.start)) == 0 or reach[before - 1] < quote.end
    ]


def reaching(spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Where spans start, in order, and how far those up to each go."""
    pairs = sorted((span.start, span.end) for span in spans)
    return [start for start, _ in pairs], list(accumulate((end for _, end in pairs), max))


def _claims(parts: Parts) -> Iterator[Issue]:
    article_sources = {source.id for _, source in parts.of(Source) if source.kind is SourceKind.ARTICLE}
    for path, allegation in parts.of(Allegation):
        if not allegation.claimant_ids and allegation.source_id in article_sources:
            message = "an allegation needs a claimant or a source other than the article"
            yield Issue(f"{path}.claimant_ids", "no-claimant", message, fix=RULES["no-claimant"].fix)


def publication_issues(records: Iterable[tuple[str, Record]], published: Moment) -> Iterator[Issue]:
    """An issue for each event that the article cannot have told of when it was published."""
    for path, event in records:
        if not isinstance(event, Statement | Meeting) or event.when is None:
            continue
        made = isinstance(event, Statement) or event.status is MeetingStatus.HELD
        earliest, latest = event.when.earliest, event.when.latest
        if made and earliest is not None and later(earliest, published):
            message = f"it began on {earliest}, after the article was published on {published}"
            yield Issue(f"{path}.when", "after-publication", message, event.when.text)
        scheduled = isinstance(event, Meeting) and event.status is MeetingStatus.SCHEDULED
        if scheduled and latest is not None and later(published, latest):
            message = f"it ended on {latest}, before the article was published on {published}"
            yield Issue(f"{path}.when", "scheduled-in-past", message, event.when.text)
