"""The queries of a bundle, and its immutability."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from newsevents import (
    Actor,
    ActorKind,
    Allegation,
    Article,
    Attribution,
    Bundle,
    BundleError,
    Granularity,
    Meeting,
    MeetingKind,
    MeetingStatus,
    MissingExtraError,
    Source,
    SourceKind,
    Statement,
    StatementKind,
    When,
    ground,
)
from newsevents.model.fields import fields_of
from newsevents.model.records import digest
from newsevents.testing import make_bundle

from .example import ARTICLE, BUNDLE, DRAFT, TEXT, issues_of, places, span, with_article, with_record

VELDORA, KESSIA, ANA, TOMAS, MINISTRY, WATCH, COURIER, MINISTERS = (actor.id for actor in BUNDLE.actors)
CRITICISM, ACCUSATION, DENIAL, REPORT, OPINION = BUNDLE.statements
TALKS, NEXT_TALKS = BUNDLE.meetings
FLOODS, GATES = BUNDLE.allegations
STATEMENT, LETTER, ARTICLE_SOURCE = BUNDLE.sources


def test_a_blank_text_is_no_articles_text() -> None:
    issues = issues_of(lambda: Bundle(article=Article(id="article:a", sha256=digest(" \n"), text=" \n")))
    assert places(issues) == [("article.text", "empty")]


# --- by id


def test_records_are_all_records_list_by_list() -> None:
    lists = (BUNDLE.actors, BUNDLE.sources, BUNDLE.statements, BUNDLE.meetings, BUNDLE.allegations)
    assert BUNDLE.records == tuple(record for records in lists for record in records)


def test_a_record_is_found_by_its_id() -> None:
    for record in BUNDLE.records:
        assert BUNDLE[record.id] is record
        assert BUNDLE.get(record.id) is record
        assert record.id in BUNDLE
    assert "actor:nobody" not in BUNDLE
    assert BUNDLE.article.id not in BUNDLE
    assert BUNDLE.get("actor:nobody") is None


def test_actors_and_sources_are_found_by_id_or_themselves() -> None:
    assert BUNDLE.actor(ANA) is BUNDLE.actor(BUNDLE.actors[2]) is BUNDLE.actors[2]
    assert BUNDLE.source(LETTER.id) is BUNDLE.source(LETTER) is LETTER


STRANGER = Actor(id="actor:stranger", name="Stranger", kind=ActorKind.PERSON, evidence=[])


@pytest.mark.parametrize(
    "ask",
    [
        lambda: BUNDLE["actor:nobody"],
        lambda: BUNDLE.actor("actor:nobody"),
        lambda: BUNDLE.actor(STRANGER),
        lambda: BUNDLE.actor("source:article"),
        lambda: BUNDLE.source("source:none"),
        lambda: BUNDLE.source(ANA),
        lambda: BUNDLE.members("actor:nobody"),
        lambda: BUNDLE.statements_by("actor:nobody"),
        lambda: BUNDLE.statements_about("statement:floods"),
        lambda: BUNDLE.statements_to(STRANGER),
        lambda: BUNDLE.allegations_by("actor:nobody", expand=False),
        lambda: BUNDLE.allegations_against("Kessia"),
        lambda: BUNDLE.meetings_of(""),
        lambda: BUNDLE.attribution("statement:none"),
        lambda: BUNDLE.attribution(ANA),
    ],
)
def test_an_id_that_is_not_there_is_a_key_error(ask: Callable[[], object]) -> None:
    with pytest.raises(KeyError):
        ask()


# --- events


def test_events_stand_in_the_order_of_the_text() -> None:
    assert BUNDLE.events == (
        CRITICISM,
        TALKS,
        ACCUSATION,
        FLOODS,
        DENIAL,
        GATES,
        REPORT,
        NEXT_TALKS,
        OPINION,
    )


def dated(bundle: Bundle, *whens: When | None) -> Bundle:
    """A bundle of meetings at these times, in the order of the text."""
    article = attrs.evolve(bundle.article, published=None)
    meetings = [
        Meeting(
            id=f"meeting:{number}",
            kind=MeetingKind.TALKS,
            status=MeetingStatus.HELD,
            when=when,
            source_id="source:article",
            evidence=[span(TEXT[number : number + 1])] if number == 0 else [span(TEXT[:number])],
        )
        for number, when in enumerate(whens, 1)
    ]
    return attrs.evolve(bundle, article=article, statements=(), allegations=(), meetings=meetings)


def when(earliest: str | None, latest: str | None = None, fine: bool = False) -> When:
    def read(text: str | None) -> Any:
        return None if text is None else (dt.datetime if fine else dt.date).fromisoformat(text)

    granularity = Granularity.MINUTE if fine else Granularity.DAY
    return When(
        text="Tuesday",
        span=span("Tuesday"),
        earliest=read(earliest),
        latest=read(latest),
        granularity=granularity,
    )


def order(*whens: When | None) -> list[int]:
    """The ranks of some times, counted from 1, in the timeline."""
    return [int(event.id.partition(":")[2]) for event in dated(BUNDLE, *whens).timeline]


def test_an_actor_is_found_by_every_field_of_an_event_that_refers_to_it() -> None:
    for event in BUNDLE.events:
        for field in fields_of(type(event)):
            for id in field.items(event) if field.to == "actor" else ():
                assert event in BUNDLE._events(type(event), field.name, id, False)
                assert event in BUNDLE._events(type(event), field.name, BUNDLE.actor(id), True)


def test_the_timeline_has_the_events_with_a_date_the_earliest_first() -> None:
    assert BUNDLE.timeline == (FLOODS, CRITICISM, TALKS, ACCUSATION, NEXT_TALKS)


def test_what_has_no_date_is_not_on_the_timeline() -> None:
    assert order(None, when(None), when("2023-01-01")) == [3]


def test_events_of_the_same_date_stand_in_the_order_of_the_text() -> None:
    assert order(when("2023-01-02"), when("2023-01-01"), when("2023-01-02", "2023-01-05")) == [2, 1, 3]


def test_days_and_times_are_sorted_together() -> None:
    noon, morning = when("2023-01-02T12:00", fine=True), when("2023-01-02T08:00", fine=True)
    assert order(noon, when("2023-01-03"), when("2023-01-02"), morning) == [3, 4, 1, 2]


def test_times_with_an_offset_are_sorted_by_the_moment() -> None:
    seoul, washington = when("2023-01-02T08:00+09:00", fine=True), when("2023-01-01T20:00-05:00", fine=True)
    assert order(washington, seoul) == [2, 1]


def test_an_open_beginning_is_sorted_by_its_end() -> None:
    until = when(None, "2023-01-02")
    assert order(until, when("2023-01-01"), when("2023-01-02"), when("2023-01-03")) == [2, 3, 1, 4]


def test_the_ends_of_the_calendar_can_be_sorted() -> None:
    first = when("0001-01-01T00:00+14:00", fine=True)
    last = when("9999-12-31T23:59-12:00", fine=True)
    assert order(last, when("2023-01-01"), first) == [3, 2, 1]


# --- queries


def actor(name: str, *members: str) -> Actor:
    """An actor by the last part of its id, with its members."""
    return Actor(
        id=f"actor:{name}",
        name=name,
        kind=ActorKind.GROUP,
        member_ids=[f"actor:{member}" for member in members],
        evidence=[span("Veldora")],
    )


GROUPS = Bundle(
    article=attrs.evolve(ARTICLE, publisher=None),
    actors=[actor("all", "inner", "c", "a"), actor("inner", "a", "b"), actor("a"), actor("b"), actor("c")],
    sources=[Source(id="source:article", kind=SourceKind.ARTICLE)],
    statements=[
        Statement(
            id=f"statement:{name}",
            kind=StatementKind.SAY,
            speaker_ids=[f"actor:{name}"],
            addressee_ids=[f"actor:{name}"],
            target_ids=[f"actor:{name}"],
            source_id="source:article",
            evidence=[span(words)],
        )
        for name, words in (("c", "tension"), ("b", "talks"), ("inner", "River Watch"), ("all", "Ministers"))
    ],
    meetings=[
        Meeting(
            id="meeting:m",
            kind=MeetingKind.TALKS,
            status=MeetingStatus.HELD,
            participant_ids=["actor:inner", "actor:a"],
            source_id="source:article",
            evidence=[span("Ministers")],
        )
    ],
    allegations=[
        Allegation(
            id="allegation:a",
            claimant_ids=["actor:all"],
            accused_ids=["actor:inner"],
            source_id="source:article",
            evidence=[span("Ministers")],
        )
    ],
)


def names(records: tuple[Any, ...]) -> list[str]:
    return [record.id.partition(":")[2] for record in records]


def test_the_members_of_a_group_are_those_of_its_groups_each_once() -> None:
    assert names(GROUPS.members("actor:all")) == ["a", "b", "c"]
    assert names(GROUPS.members("actor:inner")) == ["a", "b"]
    assert GROUPS.members("actor:a") == (GROUPS.actor("actor:a"),)


def test_a_group_of_which_the_article_names_some_is_among_its_members() -> None:
    index = next(index for index, one in enumerate(GROUPS.actors) if one.id == "actor:inner")
    some = with_record("actors", index, bundle=GROUPS, more_members=True)
    assert names(some.members("actor:inner")) == ["inner", "a", "b"]
    assert set(names(some.members("actor:all"))) == {"inner", "a", "b", "c"}
    assert "actor:inner" in {one.id for one in some.attribution("allegation:a").speakers}


def test_what_a_group_says_counts_for_its_members_in_the_order_of_the_text() -> None:
    assert names(GROUPS.statements_by("actor:b")) == ["all", "inner", "b"]
    assert names(GROUPS.statements_by("actor:c")) == ["all", "c"]
    assert names(GROUPS.statements_by("actor:inner")) == ["all", "inner"]
    assert names(GROUPS.statements_by("actor:all")) == ["all"]


def test_what_a_group_says_does_not_count_where_that_is_not_wanted() -> None:
    assert names(GROUPS.statements_by("actor:b", expand=False)) == ["b"]
    assert names(GROUPS.statements_by("actor:a", expand=False)) == []


def test_every_question_about_an_actor_counts_its_groups() -> None:
    for ask in (GROUPS.statements_about, GROUPS.statements_to):
        assert names(ask("actor:b")) == ["all", "inner", "b"]
        assert names(ask("actor:b", expand=False)) == ["b"]
    assert names(GROUPS.meetings_of("actor:b")) == ["m"]
    assert names(GROUPS.meetings_of("actor:a")) == ["m"]
    assert GROUPS.meetings_of("actor:b", expand=False) == ()
    assert GROUPS.meetings_of("actor:c") == ()
    assert names(GROUPS.allegations_by("actor:c")) == ["a"]
    assert GROUPS.allegations_by("actor:c", expand=False) == ()
    assert names(GROUPS.allegations_against("actor:a")) == ["a"]
    assert GROUPS.allegations_against("actor:c") == ()


def test_the_examples_questions_have_their_answers() -> None:
    assert BUNDLE.statements_by(ANA) == BUNDLE.statements_by(BUNDLE.actor(ANA)) == (CRITICISM,)
    assert BUNDLE.statements_about(KESSIA) == (CRITICISM, ACCUSATION)
    assert BUNDLE.statements_to(TOMAS) == (CRITICISM,)
    assert BUNDLE.meetings_of(ANA) == (TALKS, NEXT_TALKS)
    assert BUNDLE.meetings_of(ANA, expand=False) == (TALKS,)
    assert BUNDLE.meetings_of(KESSIA) == ()  # a host is not a participant by that alone
    assert BUNDLE.allegations_by(MINISTRY) == (FLOODS,)
    assert BUNDLE.allegations_against(KESSIA) == (FLOODS, GATES)
    assert BUNDLE.members(MINISTERS) == (BUNDLE.actor(ANA), BUNDLE.actor(TOMAS))


# --- the article's own voice, and attribution


def test_the_article_speaks_where_its_publisher_does_and_nobody_else() -> None:
    assert BUNDLE.in_own_voice() == (REPORT,)
    assert with_record("statements", 3, speaker_ids=[COURIER, ANA]).in_own_voice() == ()


def test_what_came_from_another_source_is_not_the_articles_own_voice() -> None:
    assert with_record("statements", 3, source_id=LETTER.id).in_own_voice() == ()


def test_the_publisher_is_the_articles_or_else_who_issued_the_articles_own_source() -> None:
    assert BUNDLE.publisher == BUNDLE.actor(COURIER)
    assert with_article(publisher=None, publisher_id=ANA).publisher == BUNDLE.actor(ANA)
    by_source = with_article(publisher=None, publisher_id=None)
    assert by_source.publisher == BUNDLE.actor(COURIER)
    assert by_source.in_own_voice() == (REPORT,)


def test_without_a_publisher_the_article_has_no_voice() -> None:
    nobodys = with_record("sources", 2, by_ids=(), bundle=with_article(publisher=None, publisher_id=None))
    assert nobodys.publisher is None
    assert nobodys.in_own_voice() == ()


def test_what_nobody_is_told_to_say_or_to_claim_is_unattributed() -> None:
    assert BUNDLE.unattributed() == (OPINION,)
    claim = attrs.evolve(GATES, claimant_ids=(), unattributed=True)
    told = attrs.evolve(claim, id="allegation:told", unattributed=False, statement_id=OPINION.id)
    bundle = attrs.evolve(BUNDLE, allegations=[FLOODS, claim, told])
    assert bundle.unattributed() == (claim, told, OPINION)
    claimed = attrs.evolve(told, claimant_ids=(WATCH,))
    assert attrs.evolve(BUNDLE, allegations=[FLOODS, claimed]).unattributed() == (OPINION,)


@pytest.mark.parametrize(
    ("record", "sources", "speakers"),
    [
        (CRITICISM, [ARTICLE_SOURCE], [ANA]),
        (ACCUSATION, [ARTICLE_SOURCE, STATEMENT], [MINISTRY]),
        (OPINION, [ARTICLE_SOURCE], []),
        (FLOODS, [ARTICLE_SOURCE, STATEMENT, LETTER], [MINISTRY]),
        (GATES, [ARTICLE_SOURCE], [WATCH]),
        (TALKS, [ARTICLE_SOURCE], [COURIER]),
        (STATEMENT, [ARTICLE_SOURCE, STATEMENT], [MINISTRY]),
        (LETTER, [ARTICLE_SOURCE, STATEMENT, LETTER], []),
        (ARTICLE_SOURCE, [ARTICLE_SOURCE], [COURIER]),
    ],
    ids=lambda value: value.id if attrs.has(type(value)) else "",
)
def test_attribution_runs_from_the_article_to_who_said_it(
    record: Any, sources: list[Source], speakers: list[str]
) -> None:
    attribution = BUNDLE.attribution(record)
    assert attribution.sources == tuple(sources)
    assert [one.id for one in attribution.speakers] == speakers
    assert BUNDLE.attribution(record.id) == attribution


def test_a_group_that_speaks_is_attributed_to_its_members() -> None:
    bundle = with_record("statements", 2, speaker_ids=[MINISTERS, ANA])
    assert [one.id for one in bundle.attribution(bundle.statements[2]).speakers] == [ANA, TOMAS]


def test_attribution_names_those_who_tell_of_what_others_say() -> None:
    bundle = with_record("statements", 2, within_id=ACCUSATION.id)
    attribution = bundle.attribution(DENIAL.id)
    assert attribution.tellers == (ACCUSATION,)
    assert attribution.sources == (ARTICLE_SOURCE, STATEMENT)
    assert [one.id for one in attribution.speakers] == [KESSIA]
    assert attribution.label == (
        "Orin Courier’s article → the ministry’s statement → Ministry of Foreign Affairs of Veldora → Kessia"
    )
    claim = with_record("allegations", 1, bundle=bundle, statement_id=DENIAL.id)
    assert claim.attribution(GATES.id).tellers == (ACCUSATION,)
    assert BUNDLE.attribution(DENIAL).tellers == ()


def test_what_a_document_says_is_said_by_those_who_issued_it() -> None:
    bundle = with_record("statements", 2, speaker_ids=(), source_id=STATEMENT.id)
    assert [one.id for one in bundle.attribution(DENIAL.id).speakers] == [MINISTRY]
    nobodys = with_record("statements", 2, speaker_ids=(), unattributed=True, source_id=STATEMENT.id)
    assert nobodys.attribution(DENIAL.id).speakers == ()


def test_an_attribution_reads_as_a_chain() -> None:
    assert str(BUNDLE.attribution(FLOODS)) == (
        "Orin Courier’s article → the ministry’s statement → a letter by engineers → "
        "Ministry of Foreign Affairs of Veldora"
    )
    assert BUNDLE.attribution(OPINION).label == "Orin Courier’s article"


def chain(length: int) -> Bundle:
    """The example with a chain of letters after its last source, each relayed by the previous one."""
    letters = [
        attrs.evolve(LETTER, id=f"source:letter-{number}", title=f"letter {number}", via_id=via)
        for number, via in enumerate([LETTER.id, *(f"source:letter-{number}" for number in range(length - 1))])
    ]
    return attrs.evolve(BUNDLE, sources=[*BUNDLE.sources, *letters])


def test_an_attribution_of_many_steps_names_the_first_and_the_last() -> None:
    few, many = (chain(length).attribution(f"source:letter-{length - 1}") for length in (21, 1000))
    assert "more" not in few.label
    steps = many.label.split(" → ")
    assert steps[:3] == ["Orin Courier’s article", "the ministry’s statement", "a letter by engineers"]
    assert (steps[12], steps[-1], len(steps)) == ("… 979 more", "letter 999", 25)
    assert len(many.sources) == 1003


def test_a_cycle_of_many_steps_names_the_first_and_the_last() -> None:
    count = 1000
    actors = [
        attrs.evolve(BUNDLE.actors[0], id=f"actor:{number}", name=f"Unit {number}", part_of_id=f"actor:{other}")
        for number, other in zip(range(count), [*range(1, count), 0], strict=True)
    ]
    (issue,) = issues_of(lambda: attrs.evolve(BUNDLE, actors=[*BUNDLE.actors, *actors]))
    assert (issue.path, issue.code) == (f"actors[{count + len(BUNDLE.actors) - 1}].part_of_id", "cycle")
    assert "actor:0 → actor:1 → " in issue.message
    assert "… 988 more" in issue.message
    assert issue.message.endswith("actor:999 → actor:0")


def test_a_source_without_a_title_is_labelled_by_its_kind_and_issuer() -> None:
    bundle = with_record("sources", 0, title=None)
    assert "official statement by Ministry of Foreign Affairs of Veldora" in str(bundle.attribution(ACCUSATION.id))


def test_an_attribution_is_a_plain_value() -> None:
    one, other = BUNDLE.attribution(FLOODS), BUNDLE.attribution(FLOODS)
    assert one == other
    assert hash(one) == hash(other)
    assert isinstance(one, Attribution)


# --- a value object


def test_equal_content_means_equal_bundles_and_equal_hashes() -> None:
    again = ground(ARTICLE, DRAFT)
    assert again == BUNDLE
    assert again is not BUNDLE
    assert hash(again) == hash(BUNDLE)
    assert {again, BUNDLE} == {BUNDLE}
    assert attrs.evolve(BUNDLE, generator=None) != BUNDLE
    assert attrs.evolve(BUNDLE, actors=BUNDLE.actors[::-1]) != BUNDLE


@pytest.mark.parametrize("asked_before", [False, True])
@pytest.mark.parametrize(
    "again",
    [copy.copy, copy.deepcopy, *(lambda b, p=p: pickle.loads(pickle.dumps(b, p)) for p in range(2, 6)), attrs.evolve],
)
def test_a_copy_is_equal_and_answers_the_same(again: Callable[[Bundle], Bundle], asked_before: bool) -> None:
    bundle = ground(ARTICLE, DRAFT)
    if asked_before:
        answers(bundle)
    other = again(bundle)
    assert other == bundle
    assert hash(other) == hash(bundle)
    assert answers(other) == answers(bundle)


def answers(bundle: Bundle) -> list[object]:
    return [bundle.events, bundle.timeline, bundle.records, bundle.meetings_of(ANA), bundle[ANA]]


@pytest.mark.parametrize("value", [ARTICLE, *BUNDLE.records, BUNDLE.attribution(FLOODS), DRAFT], ids=repr)
def test_every_record_can_be_copied_and_pickled(value: Any) -> None:
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value


def test_errors_can_be_pickled() -> None:
    with pytest.raises(BundleError) as caught:
        with_record("actors", 5, country="UK")
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.issues == caught.value.issues
    assert str(again) == str(caught.value)
    extra = MissingExtraError("tables", "tables")
    assert (
        str(pickle.loads(pickle.dumps(extra)))
        == str(extra)
        == 'tables needs an extra: pip install "newsevents[tables]"'
    )


@pytest.mark.parametrize("value", [BUNDLE, ARTICLE, *BUNDLE.records, DRAFT, BUNDLE.meetings[0].when], ids=repr)
def test_nothing_can_be_assigned(value: Any) -> None:
    field = attrs.fields(type(value))[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, field, None)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(value, field)
    with pytest.raises(AttributeError):
        value.no_such_field = 1


def test_answers_cannot_be_changed() -> None:
    for answer in answers(BUNDLE)[:4]:
        assert isinstance(answer, tuple)


def test_a_list_given_is_not_kept() -> None:
    actors = list(BUNDLE.actors)
    bundle = attrs.evolve(BUNDLE, actors=actors)
    actors.clear()
    assert bundle.actors == BUNDLE.actors


def test_fields_are_given_by_name_only() -> None:
    with pytest.raises(TypeError):
        Bundle(ARTICLE)  # type: ignore[misc]


# --- repr


def test_a_bundles_repr_is_one_short_line() -> None:
    assert repr(BUNDLE) == (
        f"<Bundle of {BUNDLE.article.id}: 8 actors, 3 sources, 5 statements, 2 meetings, 2 allegations>"
    )


def test_no_repr_holds_the_articles_text() -> None:
    text = "word “word” " * 10_000
    article = Article.from_text(text, title="t" * 1000)
    whole = attrs.evolve(BUNDLE.actors[0], evidence=[span(TEXT)], mentions=[span(TEXT)] * 50)
    for value in (article, whole, BUNDLE, *BUNDLE.records, DRAFT.statements[0]):
        assert len(repr(value)) < 1000
        assert text[:200] not in repr(value)
        assert TEXT[:100] not in repr(value)


def test_a_drafts_repr_is_short() -> None:
    draft = attrs.evolve(DRAFT, statements=DRAFT.statements * 1000)
    assert len(repr(draft)) < 5000


# --- with and without the text


def test_detach_and_attach_give_the_same_bundle() -> None:
    bare = BUNDLE.detach()
    assert bare.article.text is None
    assert bare.article.sha256 == BUNDLE.article.sha256
    assert bare != BUNDLE
    assert bare.detach() == bare
    assert bare.attach(TEXT) == BUNDLE.attach(TEXT) == BUNDLE
    assert bare.events == BUNDLE.events


def test_of_a_large_group_the_label_names_the_first_members() -> None:
    names = [f"Ana {number}" for number in range(25)]
    text = f"{', '.join(names)} said it was so."
    made = make_bundle(
        text,
        actors=[*names, {"name": "All", "kind": "group", "members": names, "mentions": ["Ana 0, Ana 1"]}],
        statements=[{"speakers": ["All"], "content": "it was so"}],
    )
    found = made.attribution(made.statements[0])
    assert len(found.speakers) == 25
    assert found.label.endswith("Ana 18, Ana 19, … 5 more")
