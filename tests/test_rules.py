"""Every rule from both sides: what breaks it is reported with its code and path, and nothing else is; what just barely
satisfies it is not reported."""

from __future__ import annotations

import ast
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest

import newsevents
from newsevents import (
    RULES,
    Actor,
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Draft,
    DraftActor,
    DraftMeeting,
    DraftRole,
    DraftSource,
    DraftStatement,
    Generator,
    GeneratorKind,
    Granularity,
    Issue,
    Issues,
    Limits,
    MeetingKind,
    MeetingStatus,
    Place,
    Quote,
    Revision,
    RuleExtractor,
    Severity,
    Source,
    SourceKind,
    Span,
    StatementKind,
    When,
    check,
    dumps,
    ground,
    loads,
    read_answer,
    read_jsonl,
    revise,
)
from newsevents.batch import extract_lines, extract_or_issues
from newsevents.formats.jsonld import from_jsonld, to_jsonld

from .changes import article, more, quantity, record, when
from .example import (
    ARTICLE,
    BUNDLE,
    DRAFT,
    TEXT,
    places,
    span,
    wire,
    wire_with,
    with_record,
)

# --- ways to make data: each returns something, raises BundleError, or returns issues


def read(path: str, value: Any) -> Callable[[], object]:
    """Load the example's JSON with one value replaced."""
    return lambda: loads(wire_with(path, value))


def drafted(text: str = TEXT, **records: Any) -> Callable[[], Bundle]:
    """Ground a draft of the records given."""
    return lambda: ground(Article.from_text(text, published="2023-11-15"), Draft(**records))


def by_model(text: str, *statements: DraftStatement) -> Callable[[], object]:
    """Ground statements that a model drafted."""
    return drafted(text, statements=statements, generator=Generator(name="a model", kind=GeneratorKind.MODEL))


def said(*content: str | Quote, **fields: Any) -> DraftStatement:
    """A statement without a particular speaker."""
    return DraftStatement(**{"kind": StatementKind.SAY, "unattributed": True, "content": content} | fields)


def spoken(text: str, **fields: Any) -> Callable[[], Issues]:
    """The warnings where Ana says that it was safe; the evidence is the sentence with her statement."""
    sentence = next(one for one in re.split(r"(?<=[.])\s+", text) if "safe" in one)
    given = {"unattributed": False, "speakers": ["Ana"], "cue": "said" if "said" in text else (), "evidence": sentence}
    content = fields.pop("content", "it was safe")
    ana = DraftActor(name="Ana", kind=ActorKind.PERSON)
    return checked(drafted(text, actors=[ana], statements=[said(content, **given | fields)]))


MAIL = [DraftActor(name="The Mail", kind=ActorKind.MEDIA)]
LAST, BOTH = Quote(exact="It is safe", prefix=".\n\n"), "“It rained.\n\n“it was safe,”"


def voiced(
    text: str = "The Mail. It rained.\n\nThe end.\n\nIt was safe.",
    publisher: str | None = None,
    sources: Sequence[DraftSource] = (),
    actors: Sequence[DraftActor] = (),
    **fields: Any,
) -> Callable[[], Issues]:
    """The warnings where the only actor, if any, says that it was safe, without words that introduce the statement."""
    speakers = [one.name for one in actors]
    one = said("It was safe", unattributed=not actors, speakers=speakers, evidence="It was safe", **fields)
    draft = Draft(actors=actors, sources=sources, statements=[one])
    return checked(lambda: ground(Article.from_text(text, publisher=publisher), draft))


def line(text: bytes, limit: int) -> Callable[[], object]:
    return lambda: list(read_jsonl(io.BytesIO(text), max_line_bytes=limit))


def without(path: str) -> Callable[[], object]:
    """Load the example's JSON without one field of the article or the first statement."""

    def make() -> object:
        values = wire()
        owner, name = path.rsplit(".", 1)
        del (values["article"] if owner == "article" else values["statements"][0])[name]
        return loads(json.dumps(values))

    return make


def checked(make: Callable[[], object]) -> Callable[[], Issues]:
    """The warnings about a bundle."""
    return lambda: check(make())  # type: ignore[arg-type]


def actor(id: str = "actor:new", **fields: Any) -> Actor:
    return Actor(**{"id": id, "name": "New", "kind": ActorKind.PERSON, "evidence": [span("Duarte")]} | fields)


def source(id: str = "source:new", **fields: Any) -> Source:
    fields = {"kind": SourceKind.REPORT, "via_id": "source:article", "evidence": [span("River Watch")]} | fields
    return Source(**{"id": id} | fields)


ACTORS = [one.id for one in BUNDLE.actors]
VELDORA, KESSIA, DUARTE, BRANDT, MINISTRY, WATCH, COURIER, MINISTERS = ACTORS
LINE = dumps(BUNDLE).encode()
DAY = dt.date(2023, 11, 14)
PEOPLE = [DraftActor(name=name, kind=ActorKind.PERSON) for name in ("Ana Duarte", "Tomas Brandt")]

# --- the table: for each rule what breaks it, with the path of the issue, and what satisfies it


def refused(line: str) -> Issues:
    """The issues of an article that is to be read."""
    ((_, _, issues),) = extract_lines([line.encode()])
    return Issues(attrs.evolve(issue, line=None) for issue in issues)


class Failing(RuleExtractor):
    """An extractor with a fault."""

    def read(self, article: Article) -> Draft:
        if article.text == "It rains.":
            raise ZeroDivisionError
        return super().read(article)


def failed(text: str) -> Issues:
    """The result of a job for an article that `Failing` reads."""
    _, issues = extract_or_issues(lambda: Article.from_text(text), Failing())
    return Issues(issues)


def later(before: str, after: str) -> Revision:
    """The revision of the example after some words were replaced."""
    return revise(BUNDLE, Article.from_text(TEXT.replace(before, after), published=ARTICLE.published))


def mayor(office: str) -> Revision:
    """The revision of a mayor in a text that calls her mayor, or something else."""
    office_of = DraftRole(title="mayor", words="Mayor")
    actor = DraftActor(name="Ana Lima", kind=ActorKind.PERSON, aliases=["Lima"], roles=[office_of])
    bundle = ground(Article.from_text("Ana Lima came. Mayor Lima left."), Draft(actors=[actor]))
    return revise(bundle, Article.from_text(f"Ana Lima came. {office} Lima left."))


BROKEN: dict[str, list[tuple[str, Callable[[], object]]]] = {
    "json": [
        ("", lambda: loads("{")),
        ("", lambda: loads('{"a": NaN}')),
        ("", lambda: loads('{"a": 1, "a": 2}')),
    ],
    "encoding": [("", lambda: loads(LINE[:-1] + b"\xff}")), ("", lambda: loads(LINE.decode().encode("utf-16")))],
    "too-long": [
        ("", line(LINE, len(LINE) - 1)),
        ("", lambda: loads(LINE, limits=Limits(length=len(LINE) - 1))),
    ],
    "too-deep": [
        ("", lambda: loads("[" * 101 + "]" * 101)),
        ("", lambda: loads('{"a":' * 200_000 + "1" + "}" * 200_000, limits=Limits(depth=1_000_000))),
    ],
    "too-many": [("", lambda: loads(LINE, limits=Limits(records=len(BUNDLE.records) - 1)))],
    "version": [
        ("format_version", read("format_version", "2.0")),
        ("format_version", lambda: attrs.evolve(BUNDLE, format_version="2.0")),
        ("format_version", lambda: ground(ARTICLE, attrs.evolve(DRAFT, format_version="2.0"))),
    ],
    "type": [
        ("statements[0].content[0].start", read("statements[0].content[0].start", "5")),
        ("statements[0].content[0]", record("statements", 0, content=["words"])),
        ("actors[0].aliases", record("actors", 0, aliases="Veldoran")),
        ("actors[0].kind", record("actors", 0, kind="state")),
        ("allegations", lambda: attrs.evolve(BUNDLE, allegations=None)),
        ("statements[0].content[0]", drafted(statements=[said(5)])),  # type: ignore[arg-type]
    ],
    "document-form": [("@type", lambda: from_jsonld({**to_jsonld(BUNDLE), "@type": "Bundle"}))],
    "empty": [
        ("article.text", lambda: Article.from_text(" \n")),
        ("article.title", article(title="")),
        ("actors[0].name", read("actors[0].name", "")),
        ("statements[0].content[0].exact", drafted(statements=[said("")])),
    ],
    "surrogate": [
        ("article.text", lambda: Article.from_text("half \ud83d")),
        ("article.title", article(title="half \ud83d")),
        ("actors[0].name", read("actors[0].name", "half \ud83d")),
    ],
    "missing-field": [
        ("statements[0].evidence", without("statement.evidence")),
        ("article.sha256", without("article.sha256")),
    ],
    "unknown-field": [
        ("statement", read("statement", [])),
        ("statements[0].contents", read("statements[0].contents", [])),
        ("statements[0].content[0].length", read("statements[0].content[0].length", 5)),
    ],
    "unknown-member": [
        ("statements[0].kind", read("statements[0].kind", "shout")),
        ("statements[0].kind", record("statements", 0, kind="shout")),
        ("meetings[0].when.relation", read("meetings[0].when.relation", "near")),
    ],
    "date-form": [
        ("article.published", read("article.published", "15.11.2023")),
        ("article.published", read("article.published", "2023-02-30")),
        ("meetings[0].when.earliest", read("meetings[0].when.earliest", "2023-11")),
        ("article.published", lambda: Article.from_text(TEXT, published="Wednesday")),
    ],
    "span-bounds": [
        ("actors[5].evidence[0]", record("actors", 5, evidence=[Span(start=3, end=3, exact="i")])),
        ("actors[5].evidence[0]", record("actors", 5, evidence=[Span(start=-2, end=1, exact="Min")])),
        (
            "actors[5].evidence[0]",
            record("actors", 5, evidence=[Span(start=len(TEXT), end=len(TEXT) + 1, exact=".")]),
        ),
        ("actors[5].evidence[0]", lambda: detached("actors", 5, evidence=[at_the_end(2**53)])),
        ("actors[5].evidence[0]", lambda: detached("actors", 5, evidence=[at_the_end(10**3000)])),
    ],
    "span-text": [
        ("statements[0].content[0]", record("statements", 0, content=[Span(start=0, end=3, exact="the")], quotes=())),
        ("actors[5].evidence[0]", lambda: detached("actors", 5, evidence=[Span(start=0, end=5, exact="the")])),
        ("meetings[0].when.span", when(text="tuesday", span=attrs.evolve(span("Tuesday"), exact="tuesday"))),
    ],
    "text-span": [
        ("meetings[0].when.text", when(text="Monday")),
        ("allegations[0].quantities[0].text", quantity(text="300")),
    ],
    "no-span": [
        ("meetings[0].when.span", when(span=None)),
        ("allegations[0].quantities[0].span", quantity(span=None)),
        ("statements[1].place.span", record("statements", 1, place=Place(name="Port Lys"))),
    ],
    "no-evidence": [
        ("statements[2].evidence", record("statements", 2, evidence=())),
        ("actors[6].evidence", record("actors", 6, evidence=())),  # the publisher, whom the text mentions
        ("sources[1].evidence", record("sources", 1, evidence=())),
        ("actors[0]", drafted(actors=[DraftActor(name="Nobody", kind=ActorKind.PERSON)])),
    ],
    "digest": [
        ("article.sha256", article(sha256="0" * 64)),
        ("article.sha256", article(text=None, sha256="F" * 64)),
        ("article.text", lambda: BUNDLE.detach().attach(TEXT + "!")),
    ],
    "id-form": [
        ("article.id", article(id="a1")),
        ("actors[8].id", more("actors", actor("actor:two words"))),
        ("actors[8].id", more("actors", actor("source:new"))),
        ("actors[8].id", more("actors", actor("actor:"))),
        ("actors[8].id", more("actors", actor("actor:a:b"))),
    ],
    "duplicate-id": [
        ("actors[8].id", more("actors", actor(WATCH))),
        (
            "meetings[1].id",
            drafted(
                actors=PEOPLE,
                meetings=[
                    DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, place="Port Lys", when="Tuesday")
                ]
                * 2,
            ),
        ),
    ],
    "unknown-id": [
        ("statements[0].speaker_ids[0]", record("statements", 0, speaker_ids=["actor:nobody"])),
        ("actors[2].roles[0].of_id", record("actors", 2, roles=[newsevents.Role(title="king", of_id="actor:x")])),
        ("article.publisher_id", article(publisher=None, publisher_id="actor:x")),
    ],
    "wrong-class": [
        ("statements[0].speaker_ids[0]", record("statements", 0, speaker_ids=["source:article"])),
        ("statements[0].meeting_id", record("statements", 0, meeting_id=VELDORA)),
    ],
    "repeated-reference": [
        ("meetings[0].participant_ids[1]", record("meetings", 0, participant_ids=[DUARTE, DUARTE])),
    ],
    "cycle": [
        ("actors[0].part_of_id", record("actors", 0, part_of_id=VELDORA)),
        ("actors[4].part_of_id", record("actors", 0, part_of_id=MINISTRY)),
        ("actors[7].member_ids[0]", record("actors", 2, member_ids=[MINISTERS])),
        ("sources[1].via_id", record("sources", 0, via_id="source:a-letter-by-engineers")),
        ("allegations[1].supports_ids[0]", record("allegations", 0, supports_ids=["allegation:gates"])),
        ("allegations[1].disputes_ids[0]", record("allegations", 1, disputes_ids=["allegation:gates"])),
        ("statements[2].within_id", record("statements", 2, within_id=BUNDLE.statements[2].id)),
        ("meetings[0].part_of_id", record("meetings", 0, part_of_id=BUNDLE.meetings[0].id)),
    ],
    "source-chain": [
        ("sources[0].via_id", record("sources", 0, via_id=None)),
        ("sources[3].kind", more("sources", source(kind=SourceKind.ARTICLE, via_id=None))),
    ],
    "publisher-id": [
        ("article.publisher_id", article(publisher_id=None)),
        ("article.publisher_id", article(publisher_id=WATCH)),
    ],
    "country-code": [
        ("actors[5].country", record("actors", 5, country="UK")),
        ("actors[5].country", record("actors", 5, country="nl")),
        (
            "statements[1].place.country",
            record("statements", 1, place=Place(name="Port Lys", country="Kessia", span=span("Port Lys"))),
        ),
    ],
    "language-tag": [
        ("article.language", article(language="English (US)")),
        ("article.language", article(language="e")),
    ],
    "url-form": [
        ("article.url", article(url="courier.example/dam")),
        ("article.url", article(url="https://courier.example/the dam")),
        ("sources[1].url", record("sources", 1, url="/letter")),
    ],
    "edtf-form": [
        ("meetings[0].when.edtf", when(edtf="last Tuesday")),
        ("meetings[0].when.alternatives[1]", when(alternatives=["2023-11-07", "a week before"])),
    ],
    "duration-form": [
        ("meetings[0].when.duration", when(duration="two hours")),
        ("meetings[0].when.duration", when(duration="P")),
        ("meetings[0].when.duration", when(duration="PT")),
        ("meetings[0].when.duration", when(duration="P٣D")),
    ],
    "when-order": [("meetings[0].when", when(earliest=DAY, latest=dt.date(2023, 11, 13)))],
    "when-bounds": [
        ("meetings[0].when", when(earliest=DAY, latest=dt.datetime(2023, 11, 14, 12))),
        ("meetings[0].when", when(granularity=Granularity.HOUR)),
        (
            "meetings[0].when",
            when(
                earliest=dt.datetime(2023, 11, 14, 9),
                latest=dt.datetime(2023, 11, 14, 9, tzinfo=dt.UTC),
                granularity=Granularity.HOUR,
            ),
        ),
    ],
    "after-publication": [
        ("statements[1].when", record("statements", 1, when=BUNDLE.meetings[1].when)),
        ("meetings[1].when", record("meetings", 1, status=MeetingStatus.HELD)),
    ],
    "scheduled-in-past": [("meetings[0].when", record("meetings", 0, status=MeetingStatus.SCHEDULED))],
    "quantity-order": [("allegations[0].quantities[0]", quantity(low=300, high=299.5))],
    "number-finite": [
        ("allegations[0].quantities[0].low", quantity(low=float("-inf"))),
        ("allegations[0].quantities[0].high", quantity(high=float("nan"))),
        ("allegations[0].quantities[0].low", read("allegations[0].quantities[0].low", -(10**4000))),
    ],
    "no-speaker": [
        ("statements[2].speaker_ids", record("statements", 2, speaker_ids=())),
        ("statements[2].unattributed", record("statements", 2, unattributed=True)),
        ("statements[2].speaker_ids", record("statements", 2, speaker_ids=(), source_id="source:article")),
    ],
    "quote-outside-content": [
        ("statements[0].quotes[0]", record("statements", 0, content=())),
        ("statements[0].quotes[0]", record("statements", 0, quotes=[span("told Brandt that the dam")])),
    ],
    "no-claimant": [
        ("allegations[1].claimant_ids", record("allegations", 1, claimant_ids=())),
        ("allegations[1].unattributed", record("allegations", 1, unattributed=True)),
    ],
    "quote-not-found": [
        ("statements[0].content[0]", drafted(statements=[said("the dam is safe")])),
        ("statements[0].content[0]", drafted(statements=[said("the dam on Lake Ori")])),
        ("statements[0].content[0]", drafted(statements=[said(Quote(exact="the dam", prefix="behind"))])),
        ("statements[0].content[0]", drafted(statements=[said(Quote(exact="the dam", suffix="broke"))])),
        (
            "actors[0].mentions[0]",
            drafted(actors=[DraftActor(name="Ana Duarte", kind=ActorKind.PERSON, mentions=["she"])]),
        ),
    ],
    "quote-ambiguous": [
        ("statements[0].content[0]", drafted(statements=[said("Kessia")])),
        ("statements[0].cue[0]", drafted(statements=[said("has denied it", cue=["a"])])),
    ],
    "mention-taken": [
        (
            "actors[0].mentions[1]",
            drafted(
                actors=[DraftActor(name="Ana Duarte", kind=ActorKind.PERSON, mentions=["the dam on Lake Orin"] * 2)]
            ),
        ),
    ],
    "quote-misplaced": [
        ("statements[0].content[0]", drafted(statements=[said(Quote(exact="Ministers", start=1))])),
        ("statements[0].content[0]", drafted(statements=[said(Quote(exact="Ministers", start=10**6))])),
        ("statements[0].content[0]", drafted(statements=[said(Quote(exact="tension", start=-7))])),
    ],
    "quote-cut": [
        ("statements[0].content[0]", by_model("He saw them, but not us.", said("He saw them"))),
        ("statements[0].content[0]", by_model("“I will” unless she asks", said("“I will"))),
        ("statements[0].content[0]", by_model("We did not go.", said("We did"))),
    ],
    "name-unknown": [
        ("statements[0].targets[0]", drafted(actors=PEOPLE, statements=[said("has denied it", targets=["Bob"])])),
        ("statements[0].source", drafted(statements=[said("has denied it", source="a report")])),
        ("statements[0].meeting", drafted(statements=[said("has denied it", meeting="the talks")])),
        ("actors[0].part_of", drafted(actors=[attrs.evolve(PEOPLE[0], part_of="Veldora")])),
    ],
    "name-ambiguous": [
        (
            "statements[0].targets[0]",
            drafted(
                actors=[attrs.evolve(one, aliases=["the minister"]) for one in PEOPLE],
                statements=[said("has denied it", targets=["the minister"])],
            ),
        ),
        (
            "statements[0].source",
            drafted(
                sources=[
                    DraftSource(id=f"source:{name}", kind=SourceKind.REPORT, title="report", evidence=["River Watch"])
                    for name in "ab"
                ],
                statements=[said("has denied it", source="report")],
            ),
        ),
    ],
    "no-text": [("article.text", lambda: ground(BUNDLE.detach().article, DRAFT))],
    "not-english": [("text", lambda: refused('{"text": "Il pleut.", "language": "fr"}'))],
    "extractor-failed": [("", lambda: failed("It rains."))],
    "answer-ambiguous": [("", lambda: read_answer('{"actors": []} or {"statements": []}'))],
    "no-id": [
        ("actors[0].name", drafted(actors=[DraftActor(name="…", kind=ActorKind.PERSON, mentions=["Duarte told"])])),
        (
            "sources[0]",
            drafted(sources=[DraftSource(kind=SourceKind.REPORT, title="“”", evidence=["River Watch"])]),
        ),
    ],
    "not-carried": [("statements[0].speaker[0]", lambda: later("Duarte told", "Duarte hinted to").issues)],
    "unused-actor": [("actors[8]", checked(more("actors", actor())))],
    "unused-source": [("sources[3]", checked(more("sources", source())))],
    "unresolved-date": [
        ("meetings[0].when", checked(when(earliest=None, latest=None, edtf=None))),
        ("statements[0].when", checked(drafted("Long ago he left.", statements=[said("he left", when="Long ago")]))),
    ],
    "no-participant": [("meetings[0]", checked(record("meetings", 0, participant_ids=())))],
    "quote-unmarked": [
        ("statements[0].quotes[0]", spoken("Ana said it was safe.", quotes="it was safe")),
        ("statements[0].quotes[0]", spoken("“It is,” Ana said it was safe.", quotes="it was safe")),
    ],
    "quote-untold": [("statements[0].content[0]", spoken("Ana said it was “safe”.", content="safe"))],
    "speaker-away": [
        ("statements[0].speaker_ids", spoken("Ana left.\n\nIt rained.\n\nOfficials said it was safe.")),
        (
            "statements[0].speaker_ids",
            spoken("Ana left.\n\nIt rained.\n\n“It snowed.\n\n“it was safe,” they said.", quotes="it was safe"),
        ),
    ],
    "no-cue": [
        ("statements[0]", spoken("Ana knew it was safe.", cue=())),
        ("statements[0]", voiced("LISBON (Reuters) - It rained in The Mail.\n\nIt was safe.", actors=MAIL)),
    ],
    "outside-evidence": [
        ("statements[0].when", spoken("Ana said it was safe. On Tuesday it rained.", when="Tuesday")),
        ("statements[0].place", spoken("Ana said it was safe. It rained in Lisbon.", place="Lisbon")),
    ],
    "date-disagrees": [
        (
            "statements[0].when",
            spoken(
                "Ana said on Tuesday it was safe.",
                when=When(text="Tuesday", earliest=DAY.replace(day=13), latest=DAY.replace(day=13)),
            ),
        ),
    ],
    "carried-less": [("actors[0].roles", lambda: mayor("Councillor").issues)],
}

KEPT: dict[str, list[Callable[[], object]]] = {
    "json": [lambda: loads(LINE), lambda: loads(b" \r\n\t" + LINE + b"\n")],
    "encoding": [lambda: loads(LINE), lambda: loads(b"\xef\xbb\xbf" + LINE)],
    "too-long": [
        line(LINE, len(LINE)),
        line(LINE + b"\n", len(LINE)),
        lambda: loads(LINE, limits=Limits(length=len(LINE))),
    ],
    "too-deep": [lambda: loads(LINE, limits=Limits(depth=8))],
    "too-many": [lambda: loads(LINE, limits=Limits(records=len(BUNDLE.records)))],
    "version": [read("format_version", "1.1"), lambda: Draft.from_json("{}")],
    "type": [read("allegations[0].quantities[0].low", 1.5), read("statements[0].place", None)],
    "document-form": [lambda: from_jsonld(to_jsonld(BUNDLE))],
    "empty": [lambda: Article.from_text("."), article(title=" ")],
    "surrogate": [lambda: Article.from_text("whole 😀"), lambda: loads(wire_with("actors[5].country", None))],
    "missing-field": [without("statement.cue"), without("article.title")],
    "unknown-field": [read("statements[0].rule", "mine")],
    "unknown-member": [read("statements[0].kind", "say"), record("statements", 0, kind=StatementKind.SAY)],
    "date-form": [
        read("article.published", "2023-11-15T09:30:00"),
        read("article.published", "2023-11-15T09:30:00Z"),
        read("article.published", "2023-11-15T09:30:00.123456-05:00"),
    ],
    "span-bounds": [
        record("actors", 5, evidence=[Span(start=0, end=1, exact="M")]),
        record("actors", 5, evidence=[Span(start=len(TEXT) - 1, end=len(TEXT), exact="n")]),
        record("actors", 5, evidence=[Span(start=0, end=len(TEXT), exact=TEXT)]),
        lambda: detached("actors", 5, evidence=[at_the_end(2**53 - 1)]),
    ],
    "span-text": [lambda: BUNDLE, lambda: BUNDLE.detach()],
    "text-span": [lambda: BUNDLE],
    "no-span": [record("actors", 2, roles=[newsevents.Role(title="foreign minister")])],
    "no-evidence": [
        record("sources", 2, evidence=()),
        record("actors", 6, evidence=(), mentions=()),  # the publisher
        # the publisher again, named only by the article's own source
        lambda: attrs.evolve(
            BUNDLE,
            article=attrs.evolve(BUNDLE.article, publisher=None, publisher_id=None),
            actors=[attrs.evolve(one, evidence=(), mentions=()) if one.id == COURIER else one for one in BUNDLE.actors],
        ),
    ],
    "digest": [article(text=None), lambda: BUNDLE.detach().attach(TEXT)],
    "id-form": [more("actors", actor("actor:習近平_2/x"))],
    "duplicate-id": [more("actors", actor("actor:article"))],
    "unknown-id": [record("statements", 0, meeting_id=BUNDLE.meetings[1].id)],
    "wrong-class": [record("statements", 0, speaker_ids=[KESSIA])],
    "repeated-reference": [record("meetings", 0, participant_ids=[DUARTE, BRANDT], host_ids=[DUARTE])],
    "cycle": [
        # part_of and members run in opposite directions: a ministry is part of a state that has it as a member
        record("actors", 0, member_ids=[MINISTRY]),
        # two paths to the same end are not a cycle
        record("actors", 7, member_ids=[DUARTE, BRANDT, VELDORA]),
        more("sources", source(via_id="source:a-letter-by-engineers")),
        # the second supports the first, which disputes it; two may also dispute each other
        record("allegations", 0, disputes_ids=["allegation:gates"]),
        lambda: attrs.evolve(
            BUNDLE,
            allegations=[
                attrs.evolve(one, supports_ids=(), disputes_ids=[other.id])
                for one, other in zip(BUNDLE.allegations[:2], BUNDLE.allegations[1::-1], strict=True)
            ],
        ),
        record("statements", 2, within_id=BUNDLE.statements[3].id),
        record("meetings", 0, part_of_id=BUNDLE.meetings[1].id),
    ],
    "source-chain": [record("sources", 1, via_id="source:article")],
    "publisher-id": [
        article(publisher="Somebody Else", publisher_id=None),
        article(publisher=None),
        # two actors have the publisher's name: neither is certain
        lambda: attrs.evolve(
            BUNDLE,
            article=with_publisher(None),
            actors=[*BUNDLE.actors, actor(name="Orin Courier")],
        ),
    ],
    "country-code": [record("actors", 5, country="GB"), record("actors", 5, country="XK")],
    "language-tag": [article(language="zh-Hant"), article(language="es-419"), article(language=None)],
    "url-form": [article(url="https://例え.example/ü?q=1#f"), article(url="urn:isbn:1")],
    "edtf-form": [
        when(edtf=value)
        for value in ("2023-11", "2023-11-14T09:00:00Z", "[2023-11-15..2023-11-29]", "2023-08/..", "2023?", "202X")
    ],
    "duration-form": [when(duration=value) for value in ("P3D", "P2W", "PT6H", "P1Y2M3DT4H5M6.5S", "P0.5Y")],
    "when-order": [when(earliest=DAY, latest=DAY), when(earliest=DAY, latest=None), when(earliest=None, latest=DAY)],
    "when-bounds": [
        when(
            earliest=dt.datetime(2023, 11, 14, 9),
            latest=dt.datetime(2023, 11, 14, 10),
            granularity=Granularity.HOUR,
        ),
        when(granularity=Granularity.CENTURY),
    ],
    "after-publication": [
        record("meetings", 0, when=BUNDLE.statements[1].when),  # on the day itself
        record("statements", 4, when=attrs.evolve(BUNDLE.meetings[1].when, earliest=None)),
        lambda: attrs.evolve(
            BUNDLE,
            article=attrs.evolve(BUNDLE.article, published=None),
            meetings=[attrs.evolve(one, status=MeetingStatus.HELD) for one in BUNDLE.meetings],
        ),
    ],
    "scheduled-in-past": [
        record("meetings", 0, status=MeetingStatus.SCHEDULED, when=BUNDLE.statements[1].when),
        record("meetings", 0, status=MeetingStatus.CANCELLED),
    ],
    "quantity-order": [quantity(low=300, high=300), quantity(low=None, high=-5)],
    "number-finite": [quantity(low=1e308), quantity(low=None, high=10**400)],
    "no-speaker": [
        record("statements", 4, speaker_ids=[COURIER], unattributed=False),
        record("statements", 2, speaker_ids=(), source_id="source:a-letter-by-engineers"),  # the source says it itself
        record("statements", 2, source_id="source:a-letter-by-engineers"),
    ],
    "quote-outside-content": [record("statements", 0, quotes=BUNDLE.statements[0].content)],
    "no-claimant": [
        record("allegations", 0, claimant_ids=()),  # it comes from the letter
        record("allegations", 1, claimant_ids=[COURIER]),
        record("allegations", 1, claimant_ids=(), unattributed=True),
        record("allegations", 0, claimant_ids=(), unattributed=True),
        record("allegations", 1, claimant_ids=(), statement_id=BUNDLE.statements[4].id),  # no statement makes it
    ],
    "quote-not-found": [drafted(statements=[said('"a threat to every farmer downstream"')])],
    "quote-ambiguous": [drafted(statements=[said(Quote(exact="Kessia", suffix="has denied"))])],
    "mention-taken": [
        drafted(
            actors=[
                DraftActor(
                    name="Ana Duarte", kind=ActorKind.PERSON, mentions=["the dam on Lake Orin", "the dam on Lake"]
                )
            ]
        )
    ],
    "quote-misplaced": [drafted(statements=[said(Quote(exact="Ministers", start=0))])],
    "quote-cut": [
        by_model("He saw them. But not us.", said("He saw them")),
        by_model("He saw them, butter and all.", said("He saw them")),
        by_model("He saw them, but not us.", said("He saw them, but not us")),
        by_model("He saw them, but not us.", said("He saw them", evidence=["He saw them, but not us"])),
        by_model("He saw them, but Ann denied it.", said("He saw them"), said("denied it")),
        by_model("He saw them, but not us.", said(Quote(exact="He saw them", start=0))),
        drafted("He saw them, but not us.", statements=[said("He saw them")]),
    ],
    "name-unknown": [drafted(actors=PEOPLE, statements=[said("has denied it", targets=["Duarte"])])],
    "name-ambiguous": [
        drafted(
            actors=[attrs.evolve(one, aliases=["the minister"]) for one in PEOPLE],
            statements=[said("has denied it", targets=["actor:ana-duarte"])],
        )
    ],
    "no-text": [lambda: ground(BUNDLE.detach().attach(TEXT).article, DRAFT)],
    "not-english": [lambda: refused('{"text": "It rains.", "language": "en-GB"}')],
    "extractor-failed": [lambda: failed("It rained.")],
    "answer-ambiguous": [
        lambda: read_answer('{"actors": []} or {"actors": []}'),
        lambda: read_answer('<think>{"actors": []}</think> {"statements": []} and {}'),
    ],
    "no-id": [
        drafted(actors=[DraftActor(id="actor:x", name="…", kind=ActorKind.PERSON, mentions=["Duarte told"])]),
        drafted(sources=[DraftSource(kind=SourceKind.REPORT, evidence=["River Watch"])]),
    ],
    "not-carried": [lambda: later("“a threat", '"a threat').issues],
    "unused-actor": [lambda: check(BUNDLE), checked(more("actors", actor(rule="actor.name")))],
    "unused-source": [lambda: check(BUNDLE)],
    "unresolved-date": [checked(when(earliest=None))],
    "no-participant": [checked(record("meetings", 0, host_ids=()))],
    "quote-unmarked": [
        spoken("Ana said it was “safe”.", content="it was “safe”", quotes="safe"),
        spoken("Ana said it was “safe”.", content="it was “safe”", quotes="“safe”"),
        spoken('“I know,” Ana said, "it was safe', content="it was safe", quotes="it was safe"),
        spoken("Ana said «it was safe».", quotes="it was safe"),
        spoken("Ana said ‘it was safe’.", quotes="it was safe"),
        spoken("Ana said ``it was safe''.", quotes="it was safe"),
        spoken("Ana said:\n\nit was safe\n\nIt rained.", quotes="it was safe", evidence="it was safe", cue="said"),
        spoken("Ana spoke. “It is safe. It will stay so,” she said.\n\nIt is safe", content=LAST, quotes=LAST, cue=()),
        spoken("“It rained.\n\n“it was safe,” Ana said.", content=BOTH, quotes=BOTH, evidence=BOTH),
        lambda: check(BUNDLE.detach()),
    ],
    "quote-untold": [
        spoken("Ana said it was “safe”.", content="it was “safe”"),
        spoken("Ana said “it was safe”.", quotes="it was safe"),
    ],
    "speaker-away": [
        spoken("Ana left.\n\nOfficials said it was safe."),
        spoken("Ana left.\n\nIt rained.\n\nShe said it was safe.", speaker="She"),
        # the paragraphs of one quotation are one
        spoken("Ana spoke.\n\n“It rained.\n\n“it was safe,” she said.", quotes="it was safe"),
        voiced(actors=MAIL, sources=[DraftSource(kind=SourceKind.ARTICLE, by=["The Mail"])]),
        voiced(publisher="The Mail", actors=MAIL),
        voiced("LISBON (The Mail) -- It rained.\n\nThe end.\n\nIt was safe.", actors=MAIL),
        # a document speaks, and no person does
        voiced(sources=[DraftSource(kind=SourceKind.REPORT, title="report", evidence="It rained")], source="report"),
    ],
    "no-cue": [
        spoken("Ana: “it was safe”", cue=(), quotes="it was safe"),
        voiced(publisher="The Mail", actors=MAIL),
        voiced("LISBON (The Mail) -- It rained.\n\nThe end.\n\nIt was safe.", actors=MAIL),
        voiced(),
    ],
    "outside-evidence": [
        spoken("On Tuesday Ana said it was safe.", when="Tuesday", evidence="On Tuesday Ana said it was safe"),
    ],
    "date-disagrees": [
        spoken("Ana said on Tuesday it was safe.", when=When(text="Tuesday", earliest=DAY, latest=DAY)),
        spoken("Ana said on Tuesday it was safe.", when=When(text="Tuesday", earliest=DAY.replace(day=1), latest=DAY)),
    ],
    "carried-less": [lambda: mayor("Mayor").issues],
}


def detached(records: str, index: int, **changes: Any) -> Bundle:
    """The bundle without its text and with one record changed."""
    return with_record(records, index, BUNDLE.detach(), **changes)


def at_the_end(end: int) -> Span:
    """A span of one code point that ends at an offset."""
    return Span(start=end - 1, end=end, exact="i")


def with_publisher(id: str | None) -> Article:
    return attrs.evolve(BUNDLE.article, publisher_id=id)


def found(make: Callable[[], object]) -> Issues:
    """The issues that a call raises, or the warnings that it returns."""
    try:
        result = make()
    except BundleError as error:
        return error.issues
    return result if isinstance(result, Issues) else Issues()


@pytest.mark.parametrize(
    ("code", "path", "make"),
    [
        pytest.param(code, path, make, id=f"{code}-{number}")
        for code, cases in BROKEN.items()
        for number, (path, make) in enumerate(cases)
    ],
)
def test_what_breaks_a_rule_gives_its_code_at_the_path(code: str, path: str, make: Callable[[], object]) -> None:
    issues = found(make)
    assert places(issues) == [(path, code)]
    assert {issue.severity for issue in issues} == {RULES[code].severity}


@pytest.mark.parametrize(
    ("code", "make"),
    [
        pytest.param(code, make, id=f"{code}-{number}")
        for code, cases in KEPT.items()
        for number, make in enumerate(cases)
    ],
)
def test_what_keeps_a_rule_gives_no_issue_of_it(code: str, make: Callable[[], object]) -> None:
    issues = found(make)
    assert code not in {issue.code for issue in issues}
    assert not issues.errors


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(make, id=f"{code}-{number}")
        for code, cases in KEPT.items()
        for number, make in enumerate(cases)
        if RULES[code].severity is Severity.ERROR
    ],
)
def test_what_keeps_a_rule_gives_no_issue_beside_a_fault_elsewhere(make: Callable[[], object]) -> None:
    bundle = make()
    if isinstance(bundle, Bundle):
        assert places(found(lambda: attrs.evolve(bundle, format_version="2.0"))) == [("format_version", "version")]


def test_the_article_was_passed_on_by_nobody() -> None:
    issues = found(record("sources", 2, via_id="source:the-ministrys-statement"))
    assert ("sources[2].via_id", "source-chain") in places(issues)


def test_every_rule_has_an_example_on_both_sides() -> None:
    assert list(BROKEN) == list(RULES)
    assert list(KEPT) == list(RULES)


def test_no_code_is_emitted_that_is_no_rule() -> None:
    emitted = {
        node.args[position].value
        for path in Path(newsevents.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        # if each of them accepts the code
        for position in [{"Issue": 1, "_warning": 1, "_doubt": 1, "_Mismatch": 0}.get(node.func.id)]
        if position is not None and node.args and isinstance(node.args[position], ast.Constant)
    }
    assert emitted == set(RULES)


def test_a_rule_says_what_it_demands_why_and_what_to_do() -> None:
    for code, rule in RULES.items():
        assert rule.code == code
        for text in (rule.summary, rule.why, rule.fix):
            assert text[0].isupper() or text[0] == "`"
            assert text.endswith((".", "`"))


def test_an_old_code_warns_and_is_the_rule_of_now() -> None:
    with pytest.warns(DeprecationWarning, match=r"^newsevents: the rule 'cut-quote' is now 'quote-cut'"):
        assert RULES["cut-quote"] is RULES["quote-cut"]
    assert "cut-quote" not in list(RULES)


def test_the_warning_about_a_code_of_before_names_the_line_that_uses_it() -> None:
    with pytest.warns(DeprecationWarning, match="cut-quote") as warned:
        RULES["cut-quote"]
    assert warned[0].filename == __file__


def test_the_rules_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        RULES["new"] = RULES["json"]  # type: ignore[index]


def test_warnings_do_not_keep_a_bundle_from_being_made() -> None:
    bundle = attrs.evolve(BUNDLE, actors=[*BUNDLE.actors, actor()])
    (warning,) = check(bundle)
    assert warning.severity is Severity.WARNING
    assert check(bundle).errors == ()


def test_an_error_lists_every_issue_with_its_path() -> None:
    with pytest.raises(BundleError) as caught:
        with_record("actors", 5, country="UK", evidence=())
    assert str(caught.value).splitlines() == [
        "2 issues",
        "  actors[5].evidence: [no-evidence] a record needs evidence; Give the words of the article that support it.",
        "  actors[5].country: [country-code] an ISO 3166-1 alpha-2 code was expected (got 'UK')",
    ]


def test_an_error_of_many_issues_shows_the_first_fifty() -> None:
    with pytest.raises(BundleError) as caught:
        attrs.evolve(BUNDLE, actors=[attrs.evolve(one, evidence=()) for one in BUNDLE.actors * 10])
    assert len(caught.value.issues) > 100
    lines = str(caught.value).splitlines()
    assert len(lines) == 52
    assert lines[-1] == f"  … and {len(caught.value.issues) - 50} more in .issues"


def test_an_issue_is_plain_json_values_too() -> None:
    issue = Issue("a", "type", "wrong", {1}, line=3)
    assert json.loads(json.dumps(issue.to_dict())) == {
        "line": 3,
        "path": "a",
        "code": "type",
        "severity": "error",
        "message": "wrong",
        "value": "{1}",
    }


def test_a_huge_value_is_shown_short() -> None:
    issue = Issue("a", "type", "wrong", "x" * 10**6)
    assert len(str(issue)) < 150
    assert len(issue.to_dict()["value"]) < 100  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "codes"), [(None, ["date-disagrees"]), ("en-GB", ["date-disagrees"]), ("fr", [])])
def test_dates_are_looked_at_in_english_only(language: str | None, codes: list[str]) -> None:
    meeting = next(meeting for meeting in BUNDLE.meetings if meeting.when is not None)
    day = DAY.replace(year=1999)
    when = attrs.evolve(meeting.when, rule=None, earliest=day, latest=day)
    article = attrs.evolve(BUNDLE.article, language=language)
    meetings = [attrs.evolve(meeting, when=when), *(one for one in BUNDLE.meetings if one is not meeting)]
    assert [issue.code for issue in check(attrs.evolve(BUNDLE, article=article, meetings=meetings))] == codes
