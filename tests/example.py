"""A small invented article, the draft that an analyst would write for it, and the resulting bundle.

Tests break one thing in it at a time: `attrs.evolve` and `with_record` for objects, `wire` for JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs

from newsevents import (
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Certainty,
    Draft,
    DraftActor,
    DraftAllegation,
    DraftMeeting,
    DraftRole,
    DraftSource,
    DraftStatement,
    Generator,
    GeneratorKind,
    Issues,
    MeetingKind,
    MeetingStatus,
    Place,
    Quote,
    SourceKind,
    Span,
    StatementKind,
    dumps,
    ground,
)

TEXT = """Ministers clash over the Lake Orin dam

Veldora’s foreign minister, Ana Duarte, met her Kessian counterpart Tomas Brandt in Port Lys on Tuesday. \
Duarte told Brandt that the dam on Lake Orin was “a threat to every farmer downstream”.

Veldora’s foreign ministry said on Wednesday in a statement, citing a letter by engineers, \
that Kessia had flooded over 300\u00a0homes since August. Kessia has denied it.

River Watch, an observer group, said that Kessia probably opened the gates at night. \
The two ministers will meet again on Nov. 20, the Orin Courier has learned. The talks could ease the tension"""

ARTICLE = Article.from_text(
    TEXT,
    title="Ministers clash over the Lake Orin dam",
    published="2023-11-15",
    publisher="Orin Courier",
    editors=["Mia Sol"],
    language="en",
    url="https://courier.example/dam",
)

DRAFT = Draft(
    generator=Generator(name="the tests", kind=GeneratorKind.PERSON),
    actors=[
        DraftActor(name="Veldora", kind=ActorKind.STATE, aliases=["Veldoran"]),
        DraftActor(name="Kessia", kind=ActorKind.STATE, aliases=["Kessian"], identifiers=["wikidata:Q0"]),
        DraftActor(
            name="Ana Duarte",
            kind=ActorKind.PERSON,
            aliases=["Duarte"],
            roles=[DraftRole(title="foreign minister", of="Veldora", words="foreign minister")],
        ),
        DraftActor(
            name="Tomas Brandt",
            kind=ActorKind.PERSON,
            aliases=["Brandt"],
            roles=[DraftRole(title="foreign minister", of="Kessia", words="counterpart")],
        ),
        DraftActor(
            name="Ministry of Foreign Affairs of Veldora",
            kind=ActorKind.GOVERNMENT_BODY,
            part_of="Veldora",
            mentions="foreign ministry",
        ),
        DraftActor(name="River Watch", kind=ActorKind.NGO, country="NL"),
        DraftActor(name="Orin Courier", kind=ActorKind.MEDIA),
        DraftActor(
            name="the ministers",
            kind=ActorKind.GROUP,
            members=["Ana Duarte", "Tomas Brandt"],
            mentions="The two ministers",
        ),
    ],
    sources=[
        DraftSource(
            kind=SourceKind.OFFICIAL_STATEMENT,
            title="the ministry’s statement",
            by=["foreign ministry"],
            published="Wednesday",
            evidence="foreign ministry said on Wednesday in a statement",
        ),
        DraftSource(
            kind=SourceKind.DOCUMENT,
            title="a letter by engineers",
            via="the ministry’s statement",
            named=False,
            url="https://courier.example/letter",
        ),
    ],
    statements=[
        DraftStatement(
            kind=StatementKind.CRITICIZE,
            speaker=["Duarte"],
            speakers=["Duarte"],
            addressees=["Brandt"],
            targets=["Kessia"],
            cue=["told"],
            content=["the dam on Lake Orin was “a threat to every farmer downstream”"],
            quotes=["“a threat to every farmer downstream”"],
            when="Tuesday",
            place="Port Lys",
            meeting="talks in Port Lys",
            evidence=[
                "met her Kessian counterpart Tomas Brandt in Port Lys on Tuesday",
                "Duarte told Brandt that the dam on Lake Orin was “a threat to every farmer downstream”",
            ],
        ),
        DraftStatement(
            id="statement:floods",
            kind=StatementKind.ACCUSE,
            speaker=["Veldora’s foreign ministry"],
            speakers=["foreign ministry"],
            targets=["Kessia"],
            cue=["said on"],
            content=["Kessia had flooded over 300 homes since August"],
            when="Wednesday",
            source="the ministry’s statement",
            certainty=Certainty.CERTAIN,
        ),
        DraftStatement(
            kind=StatementKind.DENY,
            speaker=["Kessia"],
            speakers=["Kessia"],
            cue=["has denied"],
            content=["it"],
            evidence=["Kessia has denied it"],
        ),
        DraftStatement(
            kind=StatementKind.REPORT,
            speakers=["Orin Courier"],
            cue=["has learned"],
            content=["The two ministers will meet again on Nov. 20"],
            rule="test:learned",
        ),
        DraftStatement(
            kind=StatementKind.OPINE,
            unattributed=True,
            content=["The talks could ease the tension"],
            certainty=Certainty.POSSIBLE,
            hedges=["could"],
        ),
    ],
    meetings=[
        DraftMeeting(
            kind=MeetingKind.TALKS,
            name="talks in Port Lys",
            status=MeetingStatus.HELD,
            participants=["Ana Duarte", "Tomas Brandt"],
            hosts=["Kessia"],
            when="Tuesday",
            place=Place(name="Port Lys", country="NL", identifiers=["geonames:1"]),
        ),
        DraftMeeting(
            kind=MeetingKind.TALKS,
            status=MeetingStatus.SCHEDULED,
            participants=["the ministers"],
            when="Nov. 20",
        ),
    ],
    allegations=[
        DraftAllegation(
            id="allegation:floods",
            claimants=["foreign ministry"],
            accused=["Kessia"],
            content=["flooded over 300 homes"],
            quantities=["over 300 homes"],
            when="since August",
            statement="statement:floods",
            source="a letter by engineers",
        ),
        DraftAllegation(
            id="allegation:gates",
            claimants=["River Watch"],
            accused=["Kessia"],
            content=["Kessia probably opened the gates at night"],
            certainty=Certainty.PROBABLE,
            hedges=["probably"],
            supports=["allegation:floods"],
        ),
    ],
)

BUNDLE = ground(ARTICLE, DRAFT)


def span(words: str, text: str = TEXT, *, nth: int = 0) -> Span:
    """The span of the nth occurrence, from 0, of words in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), exact=words)


def quote(words: str, text: str = TEXT, *, nth: int = 0) -> Quote:
    """The nth occurrence of words in a text, as a quote with its offset."""
    there = span(words, text, nth=nth)
    return Quote(exact=words, start=there.start)


def with_record(records: str, index: int, bundle: Bundle = BUNDLE, **changes: Any) -> Bundle:
    """The bundle with one record changed: ``with_record("actors", 0, country="PT")``."""
    changed = list(getattr(bundle, records))
    changed[index] = attrs.evolve(changed[index], **changes)
    return attrs.evolve(bundle, **{records: changed})


def with_article(**changes: Any) -> Bundle:
    """The bundle with its article changed."""
    return attrs.evolve(BUNDLE, article=attrs.evolve(ARTICLE_IN_BUNDLE, **changes))


ARTICLE_IN_BUNDLE = BUNDLE.article


def wire() -> dict[str, Any]:
    """The bundle as JSON values, a new copy each time."""
    values: dict[str, Any] = json.loads(dumps(BUNDLE))
    return values


def wire_with(path: str, value: Any) -> str:
    """The bundle as JSON, with a different value at a path like ``statements[0].content[0].start``."""
    root = wire()
    *parents, last = path.replace("]", "").replace("[", ".").split(".")
    at: Any = root
    for part in parents:
        at = at[int(part)] if isinstance(at, list) else at[part]
    if isinstance(at, list):
        at[int(last)] = value
    else:
        at[last] = value
    return json.dumps(root, ensure_ascii=False)


def issues_of(make: Callable[[], object]) -> Issues:
    """The issues of the BundleError that a call raises; empty if it raises none."""
    try:
        make()
    except BundleError as error:
        return error.issues
    return Issues()


def places(issues: Issues) -> list[tuple[str, str]]:
    """The path and the code of each issue."""
    return [(issue.path, issue.code) for issue in issues]
