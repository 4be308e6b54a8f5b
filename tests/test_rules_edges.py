"""The message of each fault, that no fault hides or causes another, and edge cases of the rules."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import attrs
import pytest

from newsevents import (
    RULES,
    Actor,
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Draft,
    DraftStatement,
    Generator,
    GeneratorKind,
    Granularity,
    Issues,
    MeetingStatus,
    Place,
    Relation,
    Role,
    Source,
    SourceKind,
    Span,
    StatementKind,
    check,
    ground,
    loads,
)
from newsevents.model.records import digest
from newsevents.rules.values import FARTHEST

from .changes import Make, article, more, quantity, record, when
from .example import ARTICLE, BUNDLE, TEXT, places, span, wire, with_record

DUARTE, BRANDT = BUNDLE.actors[2].id, BUNDLE.actors[3].id
DAY = dt.date(2023, 11, 14)
NOON = dt.datetime(2023, 11, 14, 12)
OFFSET = dt.timezone(dt.timedelta(hours=9))


def detached(records: str, index: int, **changes: Any) -> Make:
    return lambda: with_record(records, index, BUNDLE.detach(), **changes)


def actor(id: str, **fields: Any) -> Actor:
    return Actor(**{"id": id, "name": "New", "kind": ActorKind.GROUP, "evidence": [span("Duarte")]} | fields)


def source(id: str, **fields: Any) -> Source:
    given = {"kind": SourceKind.REPORT, "via_id": "source:article", "evidence": [span("River Watch")]} | fields
    return Source(**{"id": id} | given)


# --- messages

SAID: list[tuple[Make, str, str | None]] = [
    (
        lambda: attrs.evolve(BUNDLE, format_version="2.0"),
        "format_version: [version] the format version is 1.1 (got '2.0')",
        None,
    ),
    (
        lambda: attrs.evolve(BUNDLE, allegations=None),
        "allegations: [type] a list of Allegation was expected",
        None,
    ),
    (
        lambda: attrs.evolve(BUNDLE, allegations="none"),
        "allegations: [type] a list of Allegation was expected (got 'none')",
        None,
    ),
    (
        lambda: attrs.evolve(BUNDLE, generator=Generator(name="", kind=GeneratorKind.PERSON)),
        "generator.name: [empty] a text is empty",
        "leave the field out, or give it a text",
    ),
    (
        article(sha256="0" * 64),
        f"article.sha256: [digest] the digest is not that of the text (got '{'0' * 64}')",
        f"it is {ARTICLE.sha256}",
    ),
    (
        article(text=None, sha256="F" * 64),
        f"article.sha256: [digest] a digest has 64 hexadecimal digits in lower case (got '{'F' * 64}')",
        None,
    ),
    (
        article(language="e"),
        "article.language: [language-tag] a BCP 47 tag was expected (got 'e')",
        None,
    ),
    (
        article(url="/dam"),
        "article.url: [url-form] an absolute URL was expected (got '/dam')",
        None,
    ),
    (
        article(publisher_id=DUARTE),
        (
            "article.publisher_id: [publisher-id] the actor actor:orin-courier has the publisher's name (got "
            "'actor:ana-duarte')"
        ),
        None,
    ),
    (
        when(span=None),
        "meetings[0].when.span: [no-span] a When in a bundle has its span",
        RULES["no-span"].fix,
    ),
    (
        record("statements", 1, place=Place(name="Port Lys")),
        "statements[1].place.span: [no-span] a Place in a bundle has its span",
        RULES["no-span"].fix,
    ),
    (
        more("actors", actor("actor:two words")),
        "actors[8].id: [id-form] an id of the form actor:name was expected (got 'actor:two words')",
        RULES["id-form"].fix,
    ),
    (
        more("actors", actor(DUARTE)),
        "actors[8].id: [duplicate-id] actors[2] already has this id (got 'actor:ana-duarte')",
        RULES["duplicate-id"].fix,
    ),
    (
        record("statements", 0, speaker_ids=["source:article"]),
        "statements[0].speaker_ids[0]: [wrong-class] an id of class actor was expected (got 'source:article')",
        None,
    ),
    (
        record("statements", 0, speaker_ids=["actor:nobody"]),
        "statements[0].speaker_ids[0]: [unknown-id] no actor in the bundle has this id (got 'actor:nobody')",
        None,
    ),
    (
        record("meetings", 0, participant_ids=[DUARTE, DUARTE]),
        (
            "meetings[0].participant_ids[1]: [repeated-reference] the list already has this reference (got "
            "'actor:ana-duarte')"
        ),
        None,
    ),
    (
        record("actors", 5, evidence=[Span(start=3, end=2, exact="i")]),
        "actors[5].evidence[0]: [span-bounds] a span must have 0 <= start < end, not 3 and 2 (got 'i')",
        None,
    ),
    (
        record("actors", 5, evidence=[Span(start=len(TEXT), end=len(TEXT) + 1, exact=".")]),
        (
            f"actors[5].evidence[0]: [span-bounds] the article ends at {len(TEXT)}, before the span's end at "
            f"{len(TEXT) + 1} (got '.')"
        ),
        RULES["span-bounds"].fix,
    ),
    (
        detached("actors", 5, evidence=[Span(start=FARTHEST, end=FARTHEST + 1, exact=".")]),
        f"actors[5].evidence[0]: [span-bounds] no text is long enough for a span that ends at {FARTHEST + 1} (got '.')",
        RULES["span-bounds"].fix,
    ),
    (
        record("allegations", 0, disputes_ids=[BUNDLE.allegations[0].id]),
        f"allegations[0].disputes_ids[0]: [cycle] it disputes itself (got '{BUNDLE.allegations[0].id}')",
        None,
    ),
    (
        record("actors", 5, evidence=[Span(start=1, end=10, exact="Ministers")]),
        "actors[5].evidence[0]: [span-text] the article has 'inisters ' here (got 'Ministers')",
        "the words are at 0",
    ),
    (
        record("actors", 5, evidence=[Span(start=0, end=9, exact="ministers")]),
        "actors[5].evidence[0]: [span-text] the article has 'Ministers' here (got 'ministers')",
        f"the words are at {TEXT.index('ministers')}",
    ),
    (
        record("actors", 5, evidence=[Span(start=0, end=9, exact="Monarchs!")]),
        "actors[5].evidence[0]: [span-text] the article has 'Ministers' here (got 'Monarchs!')",
        RULES["span-text"].fix,
    ),
    (
        detached("actors", 5, evidence=[Span(start=4, end=10, exact="the")]),
        "actors[5].evidence[0]: [span-text] the span is 6 code points long and its text 3 (got 'the')",
        "Count code points, not bytes or UTF-16 units.",
    ),
    (
        when(text="Monday"),
        "meetings[0].when.text: [text-span] the text is not that of the span, 'Tuesday' (got 'Monday')",
        None,
    ),
    (
        when(earliest=DAY, latest=NOON),
        (
            "meetings[0].when: [when-bounds] the bounds are a day and a time without an offset (got "
            "('2023-11-14', '2023-11-14 12:00:00'))"
        ),
        None,
    ),
    (
        when(earliest=NOON.replace(tzinfo=OFFSET), latest=NOON),
        (
            "meetings[0].when: [when-bounds] the bounds are a time with an offset and a time without an offset "
            "(got ('2023-11-14 12:00:00+09:00', '2023-11-14 12:00:00'))"
        ),
        None,
    ),
    (
        when(latest=DAY.replace(day=15), granularity=Granularity.HOUR),
        "meetings[0].when: [when-bounds] the bounds are a day and the granularity is hour (got '2023-11-14')",
        None,
    ),
    (
        when(earliest=NOON, latest=None),
        (
            "meetings[0].when: [when-bounds] the bounds are a time without an offset and the granularity is day "
            "(got '2023-11-14 12:00:00')"
        ),
        None,
    ),
    (
        when(earliest=DAY, latest=DAY.replace(day=13)),
        "meetings[0].when: [when-order] earliest 2023-11-14 is later than latest 2023-11-13",
        None,
    ),
    (
        when(edtf="Tuesday"),
        "meetings[0].when.edtf: [edtf-form] an EDTF value was expected (got 'Tuesday')",
        None,
    ),
    (
        when(alternatives=["2023-11-07", "before"]),
        "meetings[0].when.alternatives[1]: [edtf-form] an EDTF value was expected (got 'before')",
        None,
    ),
    (
        when(duration="two hours"),
        "meetings[0].when.duration: [duration-form] an ISO 8601 duration was expected (got 'two hours')",
        None,
    ),
    (
        quantity(low=300, high=299),
        "allegations[0].quantities[0]: [quantity-order] low 300 is greater than high 299",
        None,
    ),
    (
        record("actors", 0, part_of_id=BUNDLE.actors[4].id),
        (
            "actors[4].part_of_id: [cycle] this closes a cycle: actor:veldora → "
            "actor:ministry-of-foreign-affairs-of-veldora → actor:veldora (got 'actor:veldora')"
        ),
        None,
    ),
    (
        lambda: with_record("sources", 0, via_id=None),
        "sources[0].via_id: [source-chain] the chain ends here, not at the article",
        RULES["source-chain"].fix,
    ),
    (
        more("sources", source("source:new", kind=SourceKind.ARTICLE, via_id=None)),
        (
            "sources[3].kind: [source-chain] sources[2] is already the article's own source (got "
            "<SourceKind.ARTICLE: 'article'>)"
        ),
        "give another publication the kind press_report",
    ),
    (
        record("allegations", 1, unattributed=True),
        "allegations[1].unattributed: [no-claimant] an allegation with a claimant is not unattributed",
        None,
    ),
    (
        record("statements", 2, unattributed=True),
        "statements[2].unattributed: [no-speaker] a statement with a speaker is not unattributed",
        None,
    ),
    (
        record("statements", 2, speaker_ids=()),
        (
            "statements[2].speaker_ids: [no-speaker] "
            "a statement needs a speaker or a source that speaks for itself, or is unattributed"
        ),
        RULES["no-speaker"].fix,
    ),
    (
        record("statements", 0, quotes=[span("Port Lys")]),
        "statements[0].quotes[0]: [quote-outside-content] the quote is not inside the content (got 'Port Lys')",
        None,
    ),
    (
        record("allegations", 1, claimant_ids=()),
        (
            "allegations[1].claimant_ids: [no-claimant] "
            "an allegation needs a claimant or a source other than the article, or is unattributed"
        ),
        RULES["no-claimant"].fix,
    ),
    (
        record("meetings", 1, status=MeetingStatus.HELD),
        (
            "meetings[1].when: [after-publication] it began on 2023-11-20, after the article was published on "
            "2023-11-15 (got 'Nov. 20')"
        ),
        None,
    ),
    (
        record("meetings", 0, status=MeetingStatus.SCHEDULED),
        (
            "meetings[0].when: [scheduled-in-past] it ended on 2023-11-14, before the article was published on "
            "2023-11-15 (got 'Tuesday')"
        ),
        None,
    ),
    (
        lambda: check(more("actors", actor("actor:new"))()),  # type: ignore[arg-type]
        "actors[8]: [unused-actor] no record refers to this actor (got 'actor:new')",
        RULES["unused-actor"].fix,
    ),
    (
        lambda: check(more("sources", source("source:new"))()),  # type: ignore[arg-type]
        "sources[3]: [unused-source] no record refers to this source (got 'source:new')",
        RULES["unused-source"].fix,
    ),
    (
        lambda: check(said_before("He saw them, but not us.")),
        (
            "statements[0].content[0]: [quote-cut] the sentence goes on, and what follows may reverse it: "
            "“but not us.” (got 'He saw them')"
        ),
        RULES["quote-cut"].fix,
    ),
    (
        lambda: check(when(earliest=None, latest=None, edtf=None)()),  # type: ignore[arg-type]
        "meetings[0].when: [unresolved-date] its words have a date, but it has no bounds (got 'Tuesday')",
        "Give the words alone in the draft, so that grounding works out the bounds.",
    ),
    (
        lambda: check(with_record("meetings", 0, participant_ids=())),
        "meetings[0]: [no-participant] the meeting has no participant (got 'meeting:talks-in-port-lys-2023-11-14')",
        RULES["no-participant"].fix,
    ),
]


def said_before(text: str) -> Bundle:
    """A bundle with a statement whose content is the words before a comma or a full stop."""
    content = text.partition("them")[0] + "them"
    draft = DraftStatement(kind=StatementKind.SAY, unattributed=True, content=[content])
    return ground(Article.from_text(text), Draft(statements=[draft]))


def found(make: Make) -> Issues:
    """The issues that a call raises, or the warnings that it returns."""
    try:
        result = make()
    except BundleError as error:
        return error.issues
    return result if isinstance(result, Issues) else Issues()


@pytest.mark.parametrize(("make", "said", "fix"), SAID)
def test_a_fault_is_told_with_its_place_what_is_wrong_the_value_and_what_to_do(
    make: Make, said: str, fix: str | None
) -> None:
    assert str(found(make)) == (said if fix is None else f"{said}; {fix}")


def test_the_article_was_passed_on_by_nobody() -> None:
    _, issue = found(record("sources", 2, via_id=BUNDLE.sources[0].id))
    assert str(issue) == (
        "sources[2].via_id: [source-chain] nothing passed the article on: its own source has no `via_id` "
        "(got 'source:the-ministrys-statement')"
    )


@pytest.mark.parametrize("length", [2, 12])
def test_a_cycle_is_told_with_all_its_ids_where_they_are_few(length: int) -> None:
    ids = [f"actor:a{number}" for number in range(length)]
    (issue,) = found(more("actors", *(actor(id, part_of_id=ids[index - 1]) for index, id in enumerate(ids))))
    around = [ids[0], *ids[:0:-1], ids[0]]
    assert issue.message == f"this closes a cycle: {' → '.join(around)}"


def test_of_a_long_cycle_the_beginning_and_the_end_are_told() -> None:
    ids = [f"actor:a{number}" for number in range(100)]
    chain = zip(ids, [*ids[1:], ids[0]], strict=True)
    (issue,) = found(more("actors", *(actor(id, part_of_id=whole) for id, whole in chain)))
    around = [*ids[:6], "… 88 more", *ids[-6:], ids[0]]
    assert issue.message == f"this closes a cycle: {' → '.join(around)}"


def test_a_cycle_is_told_without_the_way_that_leads_to_it() -> None:
    way, circle = [f"actor:w{number}" for number in range(5)], [f"actor:c{number}" for number in range(10)]
    chain = zip([*way, *circle], [*way[1:], *circle, circle[0]], strict=True)
    (issue,) = found(more("actors", *(actor(id, part_of_id=whole) for id, whole in chain)))
    assert issue.path == "actors[22].part_of_id"
    assert issue.message == f"this closes a cycle: {' → '.join([*circle, circle[0]])}"


FAR = " ".join(["no"] * 10_000)


@pytest.mark.parametrize(
    ("text", "start", "fix"),
    [
        ("Yes and yes, no and yes.", 1, "the words are at 8"),
        (f"yes {FAR}", len(FAR), "Make spans by grounding a draft, which finds the words."),
        (f"{FAR} yes", 0, "Make spans by grounding a draft, which finds the words."),
        (f"yes {FAR[:9000]} and {FAR[:9000]} yes", 9000, "the words are at 0"),
        (f"{FAR[:9000]} and {FAR[:9000]} yes", 9000, "the words are at 18006"),
    ],
)
def test_the_words_of_a_wrong_span_are_looked_for_nearby(text: str, start: int, fix: str) -> None:
    wrong = Span(start=start, end=start + 3, exact="yes")
    (issue,) = found(lambda: Bundle(article=Article.from_text(text), actors=[actor("actor:a", evidence=[wrong])]))
    assert (issue.code, issue.fix) == ("span-text", fix)


def test_of_a_long_wrong_span_the_beginning_and_the_end_are_shown() -> None:
    wrong = Span(start=0, end=len(FAR), exact="yes")
    (issue,) = found(lambda: Bundle(article=Article.from_text(FAR), actors=[actor("actor:a", evidence=[wrong])]))
    assert issue.message.startswith("the article has 'no no no ")
    assert issue.message.endswith(" no n' here")
    assert len(issue.message) < 110


# --- combinations of faults


def test_issues_stand_in_the_order_of_the_data() -> None:
    bundle = attrs.evolve(BUNDLE, actors=[*BUNDLE.actors, actor("actor:8"), actor("actor:9"), actor("actor:10")])
    actors = list(bundle.actors)
    actors[0] = attrs.evolve(actors[0], part_of_id="actor:nobody")
    actors[9] = attrs.evolve(actors[9], country="UK")
    actors[10] = attrs.evolve(actors[10], country="UK")
    issues = found(
        lambda: attrs.evolve(
            bundle,
            format_version="2.0",
            generator=Generator(name="", kind=GeneratorKind.PERSON),
            article=attrs.evolve(bundle.article, url="/dam"),
            actors=actors,
            sources=[attrs.evolve(BUNDLE.sources[0], url="/ministry"), *BUNDLE.sources[1:]],
        )
    )
    assert [issue.path for issue in issues] == [
        "format_version",
        "generator.name",
        "article.url",
        "actors[0].part_of_id",
        "actors[9].country",
        "actors[10].country",
        "sources[0].url",
    ]


def test_what_is_wrong_with_the_whole_stands_first() -> None:
    values = wire()
    del values["format_version"]
    assert places(found(lambda: loads(json.dumps(values | {"extra": 1})))) == [
        ("extra", "unknown-field"),
        ("format_version", "missing-field"),
    ]


def test_an_article_of_a_wrong_type_does_not_keep_the_records_from_being_looked_at() -> None:
    broken = attrs.evolve(BUNDLE.article, language=5, published="Wednesday")
    actors = [attrs.evolve(BUNDLE.actors[0], country="UK"), *BUNDLE.actors[1:]]
    assert places(found(lambda: attrs.evolve(BUNDLE, article=broken, actors=actors))) == [
        ("article.published", "type"),
        ("article.language", "type"),
        ("actors[0].country", "country-code"),
    ]


def test_a_list_of_a_wrong_type_does_not_keep_the_others_from_being_looked_at() -> None:
    allegations = [attrs.evolve(BUNDLE.allegations[0], claimant_ids=["actor:nobody"], source_id="source:none")]
    assert places(found(lambda: attrs.evolve(BUNDLE, actors=None, allegations=allegations))) == [
        ("actors", "type"),
        ("allegations[0].source_id", "unknown-id"),
    ]


def test_a_reference_to_a_record_that_could_not_be_read_is_no_second_fault() -> None:
    assert places(found(record("actors", 2, country=5))) == [("actors[2].country", "type")]
    assert places(found(record("actors", 2, id=5))) == [("actors[2].id", "type")]


def test_what_is_no_record_at_all_is_told() -> None:
    assert places(found(more("actors", "Ana Duarte"))) == [("actors[8]", "type")]


def test_a_reference_to_no_record_is_told_beside_a_record_that_could_not_be_read() -> None:
    changed = attrs.evolve(BUNDLE.statements[0], speaker_ids=["actor:nobody"])
    actors = [*BUNDLE.actors[:2], attrs.evolve(BUNDLE.actors[2], country=5), *BUNDLE.actors[3:]]
    issues = found(lambda: attrs.evolve(BUNDLE, actors=actors, statements=[changed, *BUNDLE.statements[1:]]))
    assert places(issues) == [
        ("actors[2].country", "type"),
        ("statements[0].speaker_ids[0]", "unknown-id"),
    ]


def test_a_reference_to_a_record_whose_id_has_no_good_form_is_no_second_fault() -> None:
    make = more("actors", actor("actor:a:b"), actor("actor:c", part_of_id="actor:a:b"))
    assert places(found(make)) == [("actors[8].id", "id-form")]


def test_a_cycle_is_found_behind_a_chain_that_ends() -> None:
    make = more(
        "actors",
        actor("actor:part", part_of_id="actor:whole"),
        actor("actor:whole"),
        actor("actor:own", part_of_id="actor:own"),
    )
    assert places(found(make)) == [("actors[10].part_of_id", "cycle")]


# --- at the edges


def test_an_article_of_white_space_is_empty() -> None:
    (issue,) = found(lambda: Bundle(article=Article(id="article:a", text=" ", sha256=digest(" "))))
    assert str(issue) == "article.text: [empty] the article has no text (got ' ')"


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (quantity(span=attrs.evolve(span("over 300"), exact="over 500"), text="over 500"), "quantities[0].span"),
        (record("allegations", 0, place=Place(name="Lys", span=Span(start=0, end=3, exact="Lys"))), "place.span"),
    ],
)
def test_a_span_inside_a_value_is_looked_up_in_the_article(make: Make, path: str) -> None:
    assert places(found(make)) == [(f"allegations[0].{path}", "span-text")]


def test_without_the_text_each_span_is_as_long_as_its_words() -> None:
    ana = actor("actor:ana", evidence=[Span(start=2, end=5, exact="letters")])
    issues = found(lambda: Bundle(article=attrs.evolve(ARTICLE, text=None), actors=[ana]))
    assert places(issues) == [("actors[0].evidence[0]", "span-text")]


def test_the_span_of_a_role_is_looked_up_in_the_article() -> None:
    roles = [Role(title="foreign minister", span=Span(start=0, end=7, exact="foreign"))]
    assert places(found(record("actors", 2, roles=roles))) == [("actors[2].roles[0].span", "span-text")]


CONTENT = [span("Duarte told Brandt that the dam on Lake Orin"), span("the dam"), span("Lake Orin was")]


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("Duarte told Brandt", True),
        ("on Lake", True),
        ("Orin was", True),
        ("dam on Lake Orin was", False),
        ("a threat", False),
    ],
)
def test_a_quote_is_inside_if_one_part_of_the_content_holds_it_whole(words: str, inside: bool) -> None:
    (statement, *others) = BUNDLE.statements
    changed = attrs.evolve(statement, content=CONTENT, quotes=[span(words)])
    issues = found(lambda: attrs.evolve(BUNDLE, statements=[changed, *others]))
    assert [issue.code for issue in issues] == ([] if inside else ["quote-outside-content"])


@pytest.mark.parametrize(
    ("earliest", "published", "later"),
    [
        # a day and a time without an offset: compared by their days
        (DAY, NOON, False),
        (DAY, NOON.replace(day=13), True),
        # a day or a time without an offset, and one with an offset: the former may be anywhere on Earth
        (DAY, NOON.replace(day=13, tzinfo=OFFSET), False),
        (DAY, NOON.replace(day=12, tzinfo=OFFSET), True),
        (NOON, NOON.replace(day=13, tzinfo=OFFSET), False),
        (NOON, NOON.replace(day=12, tzinfo=OFFSET), True),
        (NOON.replace(tzinfo=OFFSET), DAY.replace(day=13), False),
        (NOON.replace(tzinfo=OFFSET), DAY.replace(day=12), True),
        # two of the same form: compared as they are
        (NOON, NOON.replace(hour=11), True),
        (NOON.replace(tzinfo=OFFSET), NOON.replace(hour=4, tzinfo=dt.UTC), False),
        (NOON.replace(tzinfo=OFFSET), NOON.replace(hour=2, tzinfo=dt.UTC), True),
    ],
)
def test_what_began_after_publication_is_told_only_where_that_is_sure(
    earliest: dt.date, published: dt.date, later: bool
) -> None:
    granularity = Granularity.HOUR if isinstance(earliest, dt.datetime) else Granularity.DAY
    event = attrs.evolve(BUNDLE.meetings[0].when, earliest=earliest, latest=None, granularity=granularity, edtf=None)
    meetings = [attrs.evolve(BUNDLE.meetings[0], when=event)]
    article = attrs.evolve(BUNDLE.article, published=published)
    every = found(lambda: attrs.evolve(BUNDLE, article=article, meetings=meetings))
    issues = [place for place in places(every) if place[0].startswith("meetings[0]")]
    assert issues == ([("meetings[0].when", "after-publication")] if later else [])


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, True),
        ({"duration": "P1D"}, False),
        ({"relation": Relation.EVERY}, False),
        ({"relation": Relation.SINCE}, True),
        ({"latest": DAY}, False),
    ],
)
def test_a_time_without_a_date_is_odd_unless_it_says_how_long_or_how_often(
    changes: dict[str, Any], warned: bool
) -> None:
    issues = found(lambda: check(when(**{"earliest": None, "latest": None, "edtf": None} | changes)()))
    assert [issue.code for issue in issues] == (["unresolved-date"] if warned else [])


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("He saw them, but not us.", True),
        ("He saw them — “but not us”.", True),
        ("He saw them”) —, although late.", True),
        ("He saw them; however, not us.", True),
        ("He saw them, however, and left.", False),
        ("He saw not only them but also us.", False),
        ("He saw few of them, if any.", False),
        ("He saw them if they came.", True),
        ("He saw them only if they came.", True),
        ("He saw “them.” But not us.", False),
        ("He saw them. but not us.", False),
        ("He saw them, butter and all.", False),
    ],
)
def test_content_is_cut_where_its_sentence_turns_right_behind_it(text: str, warned: bool) -> None:
    assert [issue.code for issue in check(said_before(text))] == (["quote-cut"] if warned else [])
