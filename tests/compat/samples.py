"""Bundles and drafts that together cover every field, every member of every vocabulary, and unusual values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import cycle

import attrs

from newsevents import (
    Actor,
    ActorKind,
    Allegation,
    AllegationForm,
    AllegationStatus,
    Article,
    Bundle,
    Certainty,
    Draft,
    DraftActor,
    DraftAllegation,
    DraftMeeting,
    DraftPlace,
    DraftRole,
    DraftSource,
    DraftStatement,
    Generator,
    GeneratorKind,
    Granularity,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Place,
    Quantity,
    Quote,
    Relation,
    Role,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    When,
    load_seed,
)
from newsevents.seeds import seed_draft

# Scripts of one to four bytes in UTF-8, both directions, combining and joined characters, every kind of space and line
# end, characters that XML and some databases reject, and one beyond each limit of some program.
TEXT = (
    "Ana Lima “said” in São Luís that Cafe\u0301 de\u0301mocrate was safe, <b>not</b> \"closed\" & 'so'.\r\n"
    "習近平說，橋很安全。 김정은 \u1112\u1161\u11ab said.\n"
    "\u0642\u0627\u0644\u062a \u0644\u064a\u0645\u0627 \u0625\u0646 \u0627\u0644\u062c\u0633\u0631 \u0622\u0645\u0646. "
    "\u202e\u05de\u05d9\u05de\u05d9\u05df\u202c \u2067rtl\u2069\u2028"
    "\u0915\u094d\u200d\u0937 \u0646\u0645\u0633\u062a\u0647 "
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1f0\U0001f1f7"
    " 𝕏 𠮷野家\u2029\u00a0\u202f\u3000\u200b\ufeff\u00ad\t\u0085"
    "\x00\x01\x1b\x7f\ufffd\uffff\U0010ffff \\u0041 \\n =1+1 50% of 1,000 km² \u0130stanbul \u0131 \u00df \u1e9e \ufb01"
)

ARTICLE = Article.from_text(
    TEXT,
    id="article:橋-\u0627\u0644\u062c\u0633\u0631-1",
    title='Bridge “safe” — 橋: "🌉" \\',
    published=dt.datetime(2023, 11, 15, 9, 30, 0, 120, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=45))),
    publisher="橋新聞",
    editors=["Mia Sol", "\u0645\u064a\u0627", "Mia Sol"],
    language="zh-Hant-TW",
    url="https://xn--h4t.example/a?b=c&d=%20#橋",
)


def span(words: str, text: str = TEXT) -> Span:
    """The first place where words appear."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), exact=words)


WORDS = [
    "Ana Lima",
    "São Luís",
    "Cafe\u0301",
    "de\u0301mocrate",
    "<b>not</b>",
    "\"closed\" & 'so'.\r\n",
    "習近平",
    "김정은",
    "\u1112\u1161\u11ab",
    "\u0627\u0644\u062c\u0633\u0631 \u0622\u0645\u0646. \u202e\u05de\u05d9\u05de\u05d9\u05df",
    "\u0915\u094d\u200d\u0937",
    "\U0001f468\u200d\U0001f469",
    "\U0001f1f0",
    "𝕏 𠮷",
    "\u2029\u00a0\u202f\u3000\u200b\ufeff\u00ad\t\u0085",
    "\x00\x01\x1b\x7f\ufffd\uffff\U0010ffff",
    "\\u0041 \\n",
    "=1+1",
    "50% of 1,000 km²",
    "\u0130stanbul \u0131 \u00df \u1e9e \ufb01",
]
"""Words of every sort, used in turn."""

FINE = {Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY}
FIRST, LAST = dt.date(1, 1, 1), dt.date(9999, 12, 31)
NEPAL = dt.timezone(dt.timedelta(hours=5, minutes=45))
ODD_OFFSET = dt.timezone(-dt.timedelta(hours=3, minutes=30, seconds=52, microseconds=7))

QUANTITIES = [
    *((0, 0), (-1, 1), (2**53 - 1, 2**53 + 1), (10**30, None), (None, -(10**30)), (5.0, 5), (-0.0, 0.0), (0.1, 1 / 3)),
    *((5e-324, 1.7976931348623157e308), (1e16, 1e22), (123456789.125, None), (None, None)),
]
"""Numbers that formats and programs lose: negative zero, whole fractions, integers too large for a double."""


def whens() -> Iterator[When]:
    """A time for each granularity and relation, with bounds of every form."""
    days = cycle([(FIRST, LAST), (None, dt.date(2023, 11, 14)), (dt.date(2023, 2, 28), None), (None, None)])
    times = cycle(
        [
            (dt.datetime(2023, 11, 14, 9), dt.datetime(2023, 11, 14, 9, 0, 0, 1)),
            (dt.datetime(2023, 11, 14, tzinfo=dt.UTC), dt.datetime(2023, 11, 14, 23, 59, 59, 999999, tzinfo=NEPAL)),
            (dt.datetime(1, 1, 1, tzinfo=ODD_OFFSET), None),
        ]
    )
    relations, words = cycle(Relation), cycle(WORDS)
    for granularity in (*Granularity, *Granularity):  # there are more relations and forms than fine-grained units
        earliest, latest = next(times if granularity in FINE else days)
        there = span(next(words))
        yield When(
            text=there.exact,
            span=there,
            edtf="[2023-11-14T09:00:00Z/..]" if granularity in FINE else "2023-11~/2024-?",
            earliest=earliest,
            latest=latest,
            granularity=granularity,
            relation=next(relations),
            duration="P1Y2M3W4DT5H6M7.8S",
            approximate=True,
            alternatives=["-0044-03-15", "{1667,1668..1672}"],
            anchor=ARTICLE.published,
            rule="date:橋",
            timex="2023-W46-WE",
        )


def _actors() -> list[Actor]:
    """An actor of each kind, each a part of the previous one and a member of the next."""
    actors: list[Actor] = []
    for kind, words in zip(ActorKind, WORDS, strict=False):
        before = actors[-1].id if actors else None
        actors.append(
            Actor(
                id=f"actor:{kind}-習.\u0628\u0643\u064a\u0646~𝕏",
                name=words,
                kind=kind,
                aliases=[words.upper(), "橋新聞" if kind is ActorKind.MEDIA else "Lima"],
                roles=[Role(title="主席", of_id=before, span=span(words)), Role(title="-", of_id=None, former=True)],
                country="XK" if kind is ActorKind.STATE else "TW",
                part_of_id=before,
                member_ids=[actor.id for actor in actors[-2:]],
                more_members=kind is ActorKind.GROUP,
                identifiers=["wikidata:Q884", "https://orcid.example/0000-0001", " "],
                mentions=[span(words), span("Lima")],
                evidence=[span(words)],
                rule=f"actor/{kind}",
            )
        )
    return actors


def _sources(actors: list[Actor]) -> list[Source]:
    """A source of each kind in one chain that ends at the article."""
    sources: list[Source] = []
    for kind, words, when in zip(SourceKind, WORDS, whens(), strict=False):
        sources.append(
            Source(
                id=f"source:{kind}",
                kind=kind,
                by_ids=[actors[0].id, actors[9].id],
                title="報告 “1”",
                published=when,
                via_id=sources[-1].id if sources else None,
                named=False,
                url="urn:news:橋:1",
                evidence=[span(words)],
                rule="source:📰",
            )
        )
    return sources


def _place(words: str) -> Place:
    return Place(name="臺北", country="TW", identifiers=["geonames:1668341"], span=span(words))


def _meetings(actors: list[Actor], sources: list[Source]) -> list[Meeting]:
    """A meeting of each kind, with each status; all but the first are parts of the first."""
    statuses = cycle(MeetingStatus)
    return [
        Meeting(
            id=f"meeting:{kind}-1",
            kind=kind,
            name=f"the {kind}\n",
            status=next(statuses),
            participant_ids=[actor.id for actor in actors[:3]],
            host_ids=[actors[1].id],
            part_of_id=None if kind is MeetingKind.SUMMIT else f"meeting:{MeetingKind.SUMMIT}-1",
            when=None if kind is MeetingKind.TALKS else attrs.evolve(when, earliest=None, latest=None),
            place=_place(when.text),
            source_id=sources[0].id,
            evidence=[span(words), span("Lima")],
            rule="meeting",
        )
        for kind, words, when in zip(MeetingKind, WORDS, whens(), strict=False)
    ]


def _statements(actors: list[Actor], sources: list[Source], meetings: list[Meeting]) -> list[Statement]:
    """A statement of each kind, with each certainty, all but two from a report; the last has no speaker."""
    outermost = (StatementKind.SAY, StatementKind.REPORT)
    certainties = cycle(Certainty)
    return [
        Statement(
            id=f"statement:{kind}-𝕏",
            kind=kind,
            speaker=[span(words)],
            speaker_ids=[] if kind is StatementKind.OPINE else [actors[0].id, actors[6].id],
            unattributed=kind is StatementKind.OPINE,
            anonymity=[span("said"), span("not")],
            addressee_ids=[actors[2].id],
            target_ids=[actors[3].id, actors[4].id],
            cue=[span("said")],
            content=[span(words), span("“said” in São Luís")],
            quotes=[span("“said”")],
            times=[attrs.evolve(when, relation=Relation.BY), attrs.evolve(when, text="Lima", span=span("Lima"))],
            quantities=[Quantity(text="50% of", low=0.5, high=0.5, unit="of", span=span("50% of"))],
            when=attrs.evolve(when, earliest=None, latest=None),
            place=_place(words),
            meeting_id=meetings[1].id,
            within_id=f"statement:{StatementKind.REPORT}-𝕏" if kind not in outermost else None,
            source_id=sources[2].id,
            certainty=next(certainties),
            negated=kind is StatementKind.DENY,
            hedges=[span("not")],
            attribution_hedges=[span("so")],
            evidence=[span(TEXT)] if kind is StatementKind.SAY else [span(words)],
            rule="规则",
        )
        for kind, words, when in zip(StatementKind, WORDS, whens(), strict=False)
    ]


def _allegations(actors: list[Actor], sources: list[Source], statements: list[Statement]) -> list[Allegation]:
    """An allegation for each time, with each form, status and quantity; each supports or disputes the previous one."""
    forms, statuses, words, numbers = cycle(AllegationForm), cycle(AllegationStatus), cycle(WORDS), cycle(QUANTITIES)
    allegations: list[Allegation] = []
    for index, when in enumerate(whens()):
        before = [allegations[-1].id] if allegations else []
        there = span(next(words))
        low, high = next(numbers)
        quantity = Quantity(text=there.exact, low=low, high=high, unit="km²", approximate=True, span=there)
        allegations.append(
            Allegation(
                id=f"allegation:{index}",
                form=next(forms),
                claimant_ids=[actors[0].id] if index else [],
                unattributed=not index,
                accused_ids=[actors[1].id, actors[2].id],
                victim_ids=[actors[5].id],
                content=[there],
                quantities=[quantity, attrs.evolve(quantity, unit=None, approximate=False)],
                when=when,
                place=_place(there.exact),
                certainty=Certainty.POSSIBLE,
                negated=bool(index % 2),
                hedges=[span("so")],
                status=next(statuses),
                statement_id=statements[13].id,
                source_id=sources[-1].id,
                supports_ids=before if index % 2 else [],
                disputes_ids=[] if index % 2 else before,
                evidence=[there],
                rule="allegation",
            )
        )
    return allegations


def _odd() -> Bundle:
    actors = _actors()
    sources = _sources(actors)
    meetings = _meetings(actors, sources)
    statements = _statements(actors, sources, meetings)
    return Bundle(
        article=attrs.evolve(ARTICLE, publisher_id=f"actor:{ActorKind.MEDIA}-習.\u0628\u0643\u064a\u0646~𝕏"),
        actors=actors,
        sources=sources,
        statements=statements,
        meetings=meetings,
        allegations=_allegations(actors, sources, statements),
        generator=Generator(name="分析員", kind=GeneratorKind.PERSON, version="1.0β"),
    )


ODD = _odd()
SEED = load_seed()
BARE = attrs.evolve(ODD.detach(), generator=Generator(name="m", kind=GeneratorKind.MODEL))
LEAST = Bundle(article=Article.from_text("Rain."), generator=Generator(name="p", kind=GeneratorKind.PROGRAM))

BUNDLES = {"seed": SEED, "odd": ODD, "bare": BARE, "least": LEAST}
"""A bundle with every field, the same without the article's text, and a bundle with only an article."""

WORDED = Draft(
    generator=Generator(name="分析員", kind=GeneratorKind.PERSON, version="2"),
    actors=[
        DraftActor(
            id="actor:ana",
            name="Ana Lima",
            kind=ActorKind.PERSON,
            aliases=["Lima"],
            roles=[
                DraftRole(title="mayor", of="習近平", former=True, words=Quote(exact="said", prefix="“", suffix="”"))
            ],
            country="BR",
            part_of="習近平",
            members=["習近平"],
            more_members=True,
            identifiers=["wikidata:Q1"],
            mentions=["Ana", Quote(exact="Lima", start=4)],
            find_mentions=False,
            not_mentions=[Quote(exact="Lima", prefix="São ")],
            evidence="Ana Lima",
            rule="r",
        ),
        DraftActor(name="習近平", kind=ActorKind.PERSON),
    ],
    sources=[
        DraftSource(
            id="source:s",
            kind=SourceKind.VIDEO,
            by=["Ana Lima"],
            title="報告",
            published="Tuesday",
            via="source:t",
            named=False,
            url="https://example.org/",
            evidence=["said"],
            rule="r",
        ),
        DraftSource(id="source:t", kind=SourceKind.SPEECH, published=next(whens())),
    ],
    statements=[
        DraftStatement(
            id="statement:s",
            kind=StatementKind.SAY,
            speaker="Ana Lima",
            speakers=["Ana Lima"],
            unattributed=True,
            anonymity="said",
            addressees=["Lima"],
            targets=["Lima"],
            cue="said",
            content=["in São Luís", "“said”"],
            quotes="“said”",
            times=["Tuesday", When(text="Tuesday", anchor=FIRST)],
            quantities="50% of",
            when=Quote(exact="Tuesday", prefix=" "),
            place="São Luís",
            meeting="the talks",
            within="statement:t",
            source="報告",
            certainty=Certainty.PROBABLE,
            negated=True,
            hedges="so",
            attribution_hedges="so",
            evidence=[Quote(exact="said", start=10)],
            rule="r",
        )
    ],
    meetings=[
        DraftMeeting(
            id="meeting:m",
            kind=MeetingKind.TALKS,
            name="the talks",
            status=MeetingStatus.HELD,
            participants=["Lima"],
            hosts=["Lima"],
            part_of="the summit",
            when="Tuesday",
            place=DraftPlace(name="臺北", country="TW", identifiers=["geonames:1"], text=Quote(exact="so", prefix=" ")),
            source="報告",
            evidence="said",
            rule="r",
        )
    ],
    allegations=[
        DraftAllegation(
            id="allegation:a",
            form=AllegationForm.CHARGE,
            claimants=["Lima"],
            unattributed=True,
            accused=["Lima"],
            victims=["Lima"],
            content="safe",
            quantities=["50% of", Quantity(text="1,000 km²", low=1000, high=1e3, unit="km²")],
            when=When(text="Tuesday", earliest=FIRST, latest=LAST),
            place="São Luís",
            certainty=Certainty.CERTAIN,
            negated=True,
            hedges=["so"],
            status=AllegationStatus.REFUTED,
            statement="statement:s",
            source="報告",
            supports=["allegation:b"],
            disputes=["allegation:c"],
            evidence="safe",
            rule="r",
        )
    ],
)
"""A draft with every field. It grounds in no article, which is not necessary for reading it."""

DRAFTS = {"seed": seed_draft(), "odd": Draft.from_bundle(ODD), "worded": WORDED}
