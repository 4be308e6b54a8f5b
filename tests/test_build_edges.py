"""Everything in a draft is in the bundle, and what a draft leaves open is filled in as documented."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from newsevents import (
    ActorKind,
    AllegationStatus,
    Article,
    Bundle,
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
    MeetingKind,
    MeetingStatus,
    Place,
    Quantity,
    SourceKind,
    StatementKind,
    When,
    ground,
)

from .example import issues_of, places, quote, span

TEXT = (
    "Ana Roe of Kessia told Bob Poe in Lys on Tuesday that Kessia had perhaps taken 300 cows.\n"
    "A memo of May 3, seen by Bob Poe, says so. They meet again in Lys next week.\n"
    "Ana Roe never said that Kessia might sell the cows in Lys on Monday."
)


def grounded(text: str = TEXT, published: str | None = "2024-05-15", **records: Any) -> Bundle:
    return ground(Article.from_text(text, title="Cows", published=published), Draft(**records))


def person(name: str, **fields: Any) -> DraftActor:
    return DraftActor(**{"name": name, "kind": ActorKind.PERSON} | fields)


def said(content: Any, **fields: Any) -> DraftStatement:
    return DraftStatement(**{"kind": StatementKind.SAY, "unattributed": True, "content": content} | fields)


KESSIA = DraftActor(name="Kessia", kind=ActorKind.STATE, country="NL", rule="r:state", identifiers=["wikidata:Q1"])
ALL = Draft(
    generator=Generator(name="a person", kind=GeneratorKind.PERSON),
    actors=[
        KESSIA,
        person("Ana Roe", id="actor:ana", roles=[DraftRole(title="envoy", of="Kessia", words="of Kessia")]),
        person("Bob Poe", part_of="Kessia", evidence=["seen by Bob Poe"]),
        DraftActor(name="They", kind=ActorKind.GROUP, members=["Ana Roe", "Bob Poe"], aliases=["the envoys"]),
    ],
    sources=[
        DraftSource(
            kind=SourceKind.DOCUMENT,
            title="A memo",
            by=["Bob Poe"],
            published="May 3",
            named=False,
            url="https://lys.example/memo",
            rule="r:source",
        ),
        DraftSource(id="source:mine", kind=SourceKind.ARTICLE, title="Cows", by=["Ana Roe"], rule="r:article"),
    ],
    statements=[
        DraftStatement(
            kind=StatementKind.ACCUSE,
            speaker=["Ana Roe of Kessia"],
            speakers=["Ana Roe"],
            addressees=["Bob Poe"],
            targets=["Kessia"],
            cue=["told"],
            content=["Kessia had perhaps taken 300 cows"],
            quotes=["perhaps taken 300 cows"],
            when="Tuesday",
            place="Lys",
            meeting="meeting:again",
            source="A memo",
            certainty=Certainty.POSSIBLE,
            hedges=["perhaps"],
            rule="r:statement",
        ),
        said("Kessia might sell the cows", speakers=["Ana Roe"], unattributed=False, negated=True),
    ],
    meetings=[
        DraftMeeting(
            id="meeting:again",
            kind=MeetingKind.TALKS,
            name="They meet again",
            status=MeetingStatus.SCHEDULED,
            participants=["Ana Roe", "Bob Poe"],
            hosts=["Kessia"],
            when="next week",
            place="Lys",
            source="A memo",
            evidence=["They meet again in Lys next week"],
            rule="r:meeting",
        )
    ],
    allegations=[
        DraftAllegation(
            id="allegation:cows",
            claimants=["Ana Roe"],
            accused=["Kessia"],
            victims=["Bob Poe"],
            content=["taken 300 cows"],
            quantities=["300 cows"],
            when="Tuesday",
            place="Lys",
            certainty=Certainty.POSSIBLE,
            hedges=["perhaps"],
            status=AllegationStatus.DISPUTED,
            source="A memo",
            evidence=["Ana Roe of Kessia told Bob Poe in Lys on Tuesday that Kessia had perhaps taken 300 cows"],
            rule="r:allegation",
        ),
        DraftAllegation(
            id="allegation:sale",
            claimants=["Bob Poe"],
            accused=["Kessia"],
            content=["sell the cows"],
            negated=True,
            disputes=["allegation:cows"],
            when="Monday",
        ),
        DraftAllegation(
            id="allegation:so",
            claimants=["Bob Poe"],
            accused=["Kessia"],
            content=["says so"],
            supports=["allegation:cows"],
        ),
    ],
)


def made() -> Bundle:
    return ground(Article.from_text(TEXT, title="Cows", published="2024-05-15"), ALL)


@pytest.mark.parametrize("name", ["actors", "sources", "statements", "meetings", "allegations"])
def test_what_a_draft_says_as_it_is_said_is_in_the_bundle(name: str) -> None:
    for draft, record in zip(getattr(ALL, name), getattr(made(), name), strict=True):
        same = {field.name for field in attrs.fields(type(draft))} & {
            field.name for field in attrs.fields(type(record))
        }
        for field in same - {"id", "mentions", "roles", "when", "place", "published", "quantities", "evidence"}:
            value = getattr(draft, field)
            if value and isinstance(value, tuple) and not isinstance(value[0], str):
                value = tuple(words.exact for words in value)
                assert tuple(words.exact for words in getattr(record, field)) == value
            else:
                assert getattr(record, field) == value, field


def test_the_names_and_words_of_a_draft_are_linked_and_found() -> None:
    bundle = made()
    kessia, ana, bob, they = bundle.actors
    assert (ana.id, bob.part_of_id, they.member_ids) == ("actor:ana", kessia.id, (ana.id, bob.id))
    assert [(role.title, role.of_id, role.span) for role in ana.roles] == [
        ("envoy", kessia.id, span("of Kessia", TEXT))
    ]
    assert bob.evidence == (span("seen by Bob Poe", TEXT),)
    memo, article = bundle.sources
    assert (memo.by_ids, memo.via_id, article.by_ids, article.via_id) == ((bob.id,), article.id, (ana.id,), None)
    assert memo.published is not None
    assert (memo.published.edtf, memo.published.span) == ("2024-05-03", span("May 3", TEXT))
    statement, other = bundle.statements
    assert (statement.speaker_ids, statement.addressee_ids, statement.target_ids) == (
        (ana.id,),
        (bob.id,),
        (kessia.id,),
    )
    assert (statement.meeting_id, statement.source_id, other.source_id) == ("meeting:again", memo.id, article.id)
    assert statement.when is not None
    assert (statement.when.edtf, statement.place) == ("2024-05-14", Place(name="Lys", span=span("Lys", TEXT)))
    (meeting,) = bundle.meetings
    assert (meeting.participant_ids, meeting.host_ids, meeting.source_id) == ((ana.id, bob.id), (kessia.id,), memo.id)
    assert meeting.place == Place(name="Lys", span=span("Lys", TEXT, nth=1))
    assert meeting.when is not None
    assert meeting.when.text == "next week"
    cows, sale, so = bundle.allegations
    assert (cows.claimant_ids, cows.accused_ids, cows.victim_ids) == ((ana.id,), (kessia.id,), (bob.id,))
    assert cows.quantities == (Quantity(text="300 cows", low=300, high=300, unit="cows", span=span("300 cows", TEXT)),)
    assert (cows.when, cows.place, cows.source_id) == (statement.when, statement.place, memo.id)
    assert sale.when is not None
    assert (sale.when.text, sale.source_id) == ("Monday", article.id)
    assert (sale.disputes_ids, so.supports_ids, so.disputes_ids) == ((cows.id,), (cows.id,), ())


# --- the article's own source


@pytest.mark.parametrize(
    "records",
    [
        {"statements": [said("says so")]},
        {"meetings": [DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, place="Kessia had")]},
        {"allegations": [DraftAllegation(claimants=["Bob"], content=["says so"])], "actors": [person("Bob")]},
    ],
)
def test_the_articles_own_source_is_added_for_any_record_that_names_none(records: dict[str, Any]) -> None:
    (source,) = grounded(TEXT.replace("Bob Poe", "Bob"), **records).sources
    assert (source.id, source.title, source.via_id) == ("source:article", "Cows", None)


def test_a_source_that_nothing_passed_on_comes_from_the_article() -> None:
    bundle = grounded(sources=[DraftSource(kind=SourceKind.DOCUMENT, title="A memo")])
    assert [source.id for source in bundle.sources] == ["source:a-memo", "source:article"]
    assert bundle.sources[0].via_id == "source:article"
    assert bundle.sources[1].by_ids == ()


def test_the_title_of_a_source_may_leave_something_out() -> None:
    bundle = grounded(sources=[DraftSource(kind=SourceKind.DOCUMENT, title="A memo … seen by Bob Poe")])
    assert bundle.sources[0].evidence == (span("A memo of May 3, seen by Bob Poe", TEXT),)


def test_the_publisher_that_an_article_names_by_id_is_kept() -> None:
    article = attrs.evolve(Article.from_text(TEXT, publisher="The Cow"), publisher_id="actor:bob-poe")
    bundle = ground(article, Draft(actors=[person("Ana Roe"), person("Bob Poe")], statements=[said("says so")]))
    assert bundle.article.publisher_id == "actor:bob-poe"
    assert bundle.sources[0].by_ids == ("actor:bob-poe",)


# --- what cannot be built


def test_every_record_that_no_id_can_be_made_for_is_told() -> None:
    issues = issues_of(
        lambda: grounded(
            actors=[DraftActor(name="?", kind=ActorKind.PERSON, mentions=["Ana Roe of"]), person("Carl")],
            sources=[DraftSource(kind=SourceKind.REPORT, title="!", evidence=["A memo"])],
            meetings=[
                DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, name="…", evidence=["meet again"])
            ],
        )
    )
    assert places(issues) == [
        ("actors[0].name", "no-id"),
        ("actors[1]", "no-evidence"),
        ("sources[0]", "no-id"),
        ("meetings[0]", "no-id"),
    ]
    assert (issues[0].value, issues[1].value) == ("?", "Carl")
    assert [issue.message for issue in issues] == [
        "the name has no letter or digit to make an id from",
        "neither its name nor an alias appears in the article",
        "there is nothing to make an id from",
        "there is nothing to make an id from",
    ]
    assert issues[1].fix == "add the words by which the article refers to it as a mention"
    assert all(issue.fix for issue in issues[2:])


def test_actors_whose_names_make_no_id_are_not_said_to_have_the_same() -> None:
    actors = [DraftActor(name=name, kind=ActorKind.PERSON, mentions=["Bob Poe"]) for name in ("?", "!")]
    issues = issues_of(lambda: grounded("Ana Roe met Bob Poe. Bob Poe left.", actors=actors))
    assert "duplicate-id" not in [issue.code for issue in issues]
    assert [place for place in places(issues) if place[1] == "no-id"] == [
        ("actors[0].name", "no-id"),
        ("actors[1].name", "no-id"),
    ]


def test_a_source_without_words_is_told_beside_other_issues() -> None:
    records = {
        "sources": [DraftSource(kind=SourceKind.DOCUMENT, title="A letter")],
        "statements": [said("says so", targets=["Carl"])],
    }
    assert places(issues_of(lambda: grounded(**records))) == [
        ("sources[0].evidence", "no-evidence"),
        ("statements[0].targets[0]", "name-unknown"),
    ]


def test_a_quote_outside_of_the_content_is_told_by_its_own_path_after_one_that_leaves_something_out() -> None:
    statement = said(
        "Kessia had perhaps taken 300 cows", quotes=["Kessia \u2026 taken 300 cows", "A memo", "meet again"]
    )
    assert places(issues_of(lambda: grounded(statements=[statement]))) == [
        ("statements[0].quotes[1]", "quote-outside-content"),
        ("statements[0].quotes[2]", "quote-outside-content"),
    ]


def test_an_unknown_label_is_told_with_what_is_looked_for() -> None:
    statement = said("says so", meeting="the talks", source="the memo")
    allegation = DraftAllegation(
        claimants=["Bob Poe"], content=["says so"], statement="statement:x", supports=["allegation:y"]
    )
    issues = issues_of(lambda: grounded(actors=[person("Bob Poe")], statements=[statement], allegations=[allegation]))
    assert [(issue.path, issue.value, issue.message) for issue in issues] == [
        ("statements[0].meeting", "the talks", "no meeting of the draft has this name or id"),
        ("statements[0].source", "the memo", "no source of the draft has this name or id"),
        ("allegations[0].statement", "statement:x", "no statement of the draft has this name or id"),
        ("allegations[0].supports[0]", "allegation:y", "no allegation of the draft has this name or id"),
    ]
    assert all(issue.fix for issue in issues)


def test_every_name_that_nobody_has_is_told_where_it_stands() -> None:
    draft = Draft(
        actors=[
            person(
                "Bob Poe", part_of="Nobody", members=["Ana Roe", "Nobody"], roles=[DraftRole(title="x", of="Nobody")]
            ),
            person("Ana Roe"),
        ],
        statements=[said("says so", speakers=["Nobody"], addressees=["Nobody"], targets=["Bob Poe", "Nobody"])],
        meetings=[
            DraftMeeting(
                kind=MeetingKind.TALKS,
                status=MeetingStatus.HELD,
                place="Kessia had",
                participants=["Nobody"],
                hosts=["Nobody"],
                source="Nothing",
            )
        ],
        allegations=[
            DraftAllegation(
                claimants=["Nobody"], accused=["Nobody"], victims=["Nobody"], content=["says so"], disputes=["Nothing"]
            )
        ],
    )
    issues = issues_of(lambda: ground(Article.from_text(TEXT), draft))
    assert {issue.code for issue in issues} == {"name-unknown"}
    assert [issue.path for issue in issues] == [
        "actors[0].roles[0].of",
        "actors[0].part_of",
        "actors[0].members[1]",
        "statements[0].speakers[0]",
        "statements[0].addressees[0]",
        "statements[0].targets[1]",
        "meetings[0].participants[0]",
        "meetings[0].hosts[0]",
        "meetings[0].source",
        "allegations[0].claimants[0]",
        "allegations[0].accused[0]",
        "allegations[0].victims[0]",
        "allegations[0].disputes[0]",
    ]
    assert "no allegation of the draft" in issues[-1].message


HE = "Ann came. He said so.\nBob left. He did not."
MEN = [
    person("Ann", mentions=[quote("He", HE)]),
    person("Bob", mentions=[quote("He", HE, nth=1)]),
]


@pytest.mark.parametrize(
    ("name", "record", "fields"),
    [
        ("sources", DraftSource(kind=SourceKind.REPORT, evidence=["did not"]), ["by"]),
        ("statements", said("did not"), ["speakers", "addressees", "targets"]),
        (
            "meetings",
            DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, evidence=["did not"]),
            ["participants", "hosts"],
        ),
        ("allegations", DraftAllegation(content=["did not"]), ["claimants", "accused", "victims"]),
    ],
)
def test_who_he_is_depends_in_every_field_on_where_the_record_stands(name: str, record: Any, fields: list[str]) -> None:
    for field in fields:
        changes: dict[str, Any] = {field: ["He"]}
        if name == "allegations" and field != "claimants":
            changes["claimants"] = ["Ann"]
        if field == "speakers":
            changes["unattributed"] = False
        (made_of_it,) = getattr(grounded(HE, actors=MEN, **{name: [attrs.evolve(record, **changes)]}), name)[:1]
        id_field = {"by": "by_ids", "addressees": "addressee_ids", "accused": "accused_ids"}.get(
            field, f"{field[:-1]}_ids"
        )
        assert getattr(made_of_it, id_field) == ("actor:bob",), field


def test_an_actor_stands_nowhere_that_would_tell_who_he_is() -> None:
    actors = [*MEN, person("so", part_of="He", members=["He"], roles=[DraftRole(title="x", of="He")])]
    assert places(issues_of(lambda: grounded(HE, actors=actors))) == [
        ("actors[2].roles[0].of", "name-ambiguous"),
        ("actors[2].part_of", "name-ambiguous"),
        ("actors[2].members[0]", "name-ambiguous"),
    ]


def test_a_label_that_two_records_have_is_told_with_both() -> None:
    sources = [
        DraftSource(id=f"source:{name}", kind=SourceKind.DOCUMENT, title="a paper", evidence=["A memo"])
        for name in "ab"
    ]
    (issue,) = issues_of(lambda: grounded(sources=sources, statements=[said("says so", source="a paper")]))
    assert (issue.path, issue.code, issue.value) == ("statements[0].source", "name-ambiguous", "a paper")
    assert issue.message == "this may mean any of source:a, source:b"


def test_the_id_of_the_articles_own_source_is_kept_for_it() -> None:
    source = DraftSource(id="source:article", kind=SourceKind.DOCUMENT, title="A memo")
    (issue,) = issues_of(lambda: grounded(sources=[source]))
    assert (issue.path, issue.code, issue.value) == ("sources[0].id", "duplicate-id", "source:article")
    assert issue.message == "the article's own source has this id"
    assert issue.fix == "give it another `id`, or the kind `article` if it is the article"


def test_the_fields_of_an_article_are_told_as_they_are() -> None:
    article = attrs.evolve(Article.from_text(TEXT), language="some English")
    assert [issue.path for issue in issues_of(lambda: ground(article, Draft(statements=[said("says so")])))][:1] == [
        "article.language"
    ]


@pytest.mark.parametrize(
    ("records", "path"),
    [
        (
            {"actors": [person("Ana Roe", roles=[DraftRole(title="x", words="Ana Roe … Bob Poe")])]},
            "actors[0].roles[0].words",
        ),
        (
            {
                "actors": [person("Bob Poe")],
                "allegations": [
                    DraftAllegation(claimants=["Bob Poe"], content=["says so"], quantities=["perhaps … 300 cows"])
                ],
            },
            "allegations[0].quantities[0]",
        ),
    ],
)
def test_a_role_and_a_quantity_are_one_stretch(records: dict[str, Any], path: str) -> None:
    (issue,) = issues_of(lambda: grounded(**records))
    assert (issue.path, issue.code) == (path, "quote-not-found")
    assert "one stretch" in issue.message


def test_a_title_that_stands_in_two_places_is_no_evidence() -> None:
    source = DraftSource(kind=SourceKind.DOCUMENT, title="Lys")
    assert places(issues_of(lambda: grounded(sources=[source]))) == [("sources[0].evidence", "no-evidence")]


def test_a_title_stands_beside_the_other_words_of_a_source() -> None:
    (memo, _) = grounded(sources=[DraftSource(kind=SourceKind.DOCUMENT, title="A memo", published="May 3")]).sources
    assert memo.evidence == (span("A memo of May 3", TEXT),)


def test_the_references_of_a_source_are_told_where_they_stand() -> None:
    source = DraftSource(kind=SourceKind.DOCUMENT, title="A memo", via="a letter", by=["Carl"])
    assert places(issues_of(lambda: grounded(sources=[source]))) == [
        ("sources[0].by[0]", "name-unknown"),
        ("sources[0].via", "name-unknown"),
    ]


# --- ids


@pytest.mark.parametrize(
    ("fields", "stem"),
    [
        ({"accused": ["Kessia"], "claimants": ["Ana Roe"]}, "allegation:kessia-"),
        ({"claimants": ["Ana Roe", "Bob Poe"]}, "allegation:ana-roe-"),
        ({"accused": ["actor:kessia"]}, "allegation:kessia-"),
    ],
)
def test_an_allegation_is_named_by_whom_it_is_about(fields: dict[str, Any], stem: str) -> None:
    source = DraftSource(kind=SourceKind.DOCUMENT, title="A memo")
    actors = [KESSIA, person("Ana Roe"), person("Bob Poe")]
    allegation = DraftAllegation(content=["says so"], source="A memo", **fields)
    bundle = grounded(actors=actors, sources=[source], allegations=[allegation])
    id = bundle.allegations[0].id
    assert id.rpartition("-")[0] + "-" == stem


def test_a_statement_is_named_by_its_first_speaker_and_kind() -> None:
    statement = said("says so", speakers=["actor:bob-poe", "Ana Roe"], unattributed=False)
    bundle = grounded(actors=[person("Ana Roe"), person("Bob Poe")], statements=[statement])
    assert bundle.statements[0].id.startswith("statement:bob-poe-say-")


def test_a_meeting_whose_day_is_not_known_is_named_without_it() -> None:
    meeting = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, name="They meet", when="for one day")
    bundle = grounded("They meet for one day.", meetings=[meeting])
    assert bundle.meetings[0].id == "meeting:they-meet"


def test_a_source_without_title_or_issuer_is_named_by_its_kind() -> None:
    bundle = grounded(
        actors=[person("Ana Roe"), person("Bob Poe")],
        sources=[
            DraftSource(kind=SourceKind.REPORT, evidence=["A memo"]),
            DraftSource(kind=SourceKind.REPORT, evidence=["A memo"], by=["Ana Roe", "Bob Poe"]),
        ],
    )
    assert [source.id for source in bundle.sources[:2]] == ["source:report", "source:report-ana-roe-bob-poe"]


# --- times


def when_of(text: str, words: str, **fields: Any) -> When:
    meeting = DraftMeeting(kind=MeetingKind.TALKS, when=words, evidence=[text], **fields)
    when = grounded(text, "2024-05-15", meetings=[meeting]).meetings[0].when
    assert when is not None
    assert (when.text, when.span) == (words, span(words, text))
    return when


@pytest.mark.parametrize(
    ("status", "words", "edtf"),
    [
        (MeetingStatus.SCHEDULED, "Tuesday", "2024-05-21"),
        (MeetingStatus.SCHEDULED, "on Tuesday", "2024-05-21"),
        (MeetingStatus.SCHEDULED, "May 20", "2024-05-20"),
        (MeetingStatus.HELD, "Tuesday", "2024-05-14"),
        (MeetingStatus.CANCELLED, "Tuesday", "2024-05-14"),
        (MeetingStatus.SCHEDULED, "Wednesday", "2024-05-15"),
    ],
)
def test_a_meeting_lies_ahead_where_it_is_scheduled(status: MeetingStatus, words: str, edtf: str) -> None:
    text = {"on Tuesday": "Talks are on Tuesday."}.get(words, f"Talks, {words}.")
    assert when_of(text, words, status=status).edtf == edtf


def test_a_preposition_may_belong_to_the_words_of_a_time_or_not() -> None:
    text = "They came on the Monday, as Ann did, and at the weekend left in May 2023."
    for words in ("in May 2023", "May 2023"):
        assert when_of(text, words, status=MeetingStatus.HELD).edtf == "2023-05"


@pytest.mark.parametrize("words", ["the following day", "on the following day", "On the following day"])
def test_a_time_that_is_seen_from_another_may_have_a_preposition(words: str) -> None:
    text = (
        f"They came on April 3. They left {words}." if words[0] != "O" else f"They came on April 3. {words} they left."
    )
    meeting = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, when=words, evidence=[text])
    when = grounded(text, "2024-05-15", meetings=[meeting]).meetings[0].when
    assert when is not None
    assert (when.edtf, when.span) == ("2024-04-04", span(words, text))


def test_other_words_before_a_time_are_read_with_it() -> None:
    text = "They came on April 3. They left before the following day."
    meeting = DraftMeeting(
        kind=MeetingKind.TALKS, status=MeetingStatus.PROPOSED, when="before the following day", evidence=[text]
    )
    when = grounded(text, "2024-05-15", meetings=[meeting]).meetings[0].when
    assert when is not None
    assert when.edtf != "2024-04-04"


def test_the_words_of_a_time_or_a_quantity_that_is_known_are_those_of_the_article() -> None:
    text = "Bob Poe said that “300  cows” left on  Monday."
    allegation = DraftAllegation(
        claimants=["Bob Poe"],
        content=["left"],
        when=When(text="on Monday", edtf="2024-05-06"),
        quantities=[Quantity(text="300 cows", low=300)],
    )
    (made_of_it,) = grounded(text, actors=[person("Bob Poe")], allegations=[allegation]).allegations
    assert made_of_it.when is not None
    assert (made_of_it.when.text, made_of_it.when.edtf) == ("on  Monday", "2024-05-06")
    assert (made_of_it.quantities[0].text, made_of_it.quantities[0].low) == ("300  cows", 300)


def test_what_was_said_does_not_lie_ahead() -> None:
    text = "They will speak of what Ann said on Monday."
    (statement,) = grounded(text, "2024-05-15", statements=[said("what", when="Monday")]).statements
    assert statement.when is not None
    assert statement.when.earliest == dt.date(2024, 5, 13)


def test_a_time_and_a_place_that_are_known_with_their_spans_count_as_evidence() -> None:
    there = Place(name="Lys", country="NL", span=span("Lys", TEXT, nth=1))
    when = When(text="next week", span=span("next week", TEXT))
    meeting = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.PROPOSED, place=there, when=when)
    bundle = grounded(meetings=[meeting])
    assert bundle.meetings[0].evidence == (span("Lys next week", TEXT),)
    assert (bundle.meetings[0].place, bundle.meetings[0].when) == (there, when)


def test_a_place_that_is_known_gets_the_span_of_its_name() -> None:
    meeting = DraftMeeting(
        kind=MeetingKind.TALKS, status=MeetingStatus.PROPOSED, place=Place(name="Lys"), evidence=["again in Lys"]
    )
    assert grounded(meetings=[meeting]).meetings[0].place == Place(name="Lys", span=span("Lys", TEXT, nth=1))


def test_a_quantity_that_is_known_with_its_span_is_kept() -> None:
    cows = Quantity(text="cows", low=7, span=span("cows", TEXT))
    allegation = DraftAllegation(claimants=["Bob Poe"], content=["taken 300 cows"], quantities=[cows, "300 cows"])
    bundle = grounded(actors=[person("Bob Poe")], allegations=[allegation])
    assert bundle.allegations[0].quantities[0] == cows
    assert bundle.allegations[0].quantities[1].low == 300


# --- roles


def test_the_words_of_a_role_are_looked_for_near_the_evidence_or_the_first_mention() -> None:
    text = "The chief spoke. Ann Roe, the chief, and Bob Poe, the chief, came."
    role = [DraftRole(title="chief", words="chief")]
    actors = [person("Ann Roe", roles=role), person("Bob Poe", roles=role, evidence=["Bob Poe, the chief"])]
    issues = issues_of(lambda: grounded(text, actors=actors))
    assert places(issues) == [("actors[0].roles[0].words", "quote-ambiguous")]
    text = "The chief spoke.\nAnn Roe, the chief, came.\nThe chief left."
    (actor,) = grounded(text, actors=actors[:1]).actors
    assert actor.roles[0].span == span("chief", text, nth=1)
    text = "Ann Roe, the chief, came. Bob Poe, the chief, saw Ann Roe."
    (actor,) = grounded(text, actors=actors[:1]).actors
    assert actor.roles[0].span == span("chief", text)


# --- other faults


def test_where_a_record_has_no_words_nothing_tells_who_he_is() -> None:
    meeting = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, participants=["He"])
    assert ("meetings[0].participants[0]", "name-ambiguous") in places(
        issues_of(lambda: grounded(HE, actors=MEN, meetings=[meeting]))
    )


def test_a_time_that_is_not_found_is_told() -> None:
    assert places(issues_of(lambda: grounded(statements=[said("says so", when="in June")]))) == [
        ("statements[0].when", "quote-not-found")
    ]


def test_allegations_against_the_same_actor_have_ids_of_their_own() -> None:
    allegations = [DraftAllegation(claimants=["Bob Poe"], content=[words]) for words in ("says so", "taken 300 cows")]
    one, other = grounded(actors=[person("Bob Poe")], allegations=allegations).allegations
    assert one.id != other.id


def test_a_time_of_publication_that_is_known_with_its_span_is_evidence() -> None:
    source = DraftSource(kind=SourceKind.DOCUMENT, published=When(text="May 3", span=span("May 3", TEXT)))
    assert grounded(sources=[source]).sources[0].evidence == (span("May 3", TEXT),)
