"""Grounding: words are found, names linked, dates resolved, ids made, and nothing is guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from newsevents import (
    Actor,
    ActorKind,
    AllegationForm,
    Article,
    Bundle,
    Draft,
    DraftActor,
    DraftAllegation,
    DraftMeeting,
    DraftPlace,
    DraftRole,
    DraftSource,
    DraftStatement,
    MeetingKind,
    MeetingStatus,
    Place,
    Quantity,
    Quote,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    When,
    dumps,
    ground,
)
from newsevents.testing import make_bundle

from .example import ARTICLE, BUNDLE, DRAFT, TEXT, issues_of, places, quote, span

# --- helpers


def grounded(
    text: str, published: str | None = "2023-11-15", *, publisher: str | None = None, **records: Any
) -> Bundle:
    """The bundle of an article with some text and a draft with some records."""
    return ground(Article.from_text(text, published=published, publisher=publisher), Draft(**records))


def said(content: Any, **fields: Any) -> DraftStatement:
    """A draft of a statement without a particular speaker."""
    unattributed = not fields.get("speakers")
    return DraftStatement(**{"kind": StatementKind.SAY, "unattributed": unattributed, "content": content} | fields)


def found(text: str, words: str | Quote, **fields: Any) -> Span:
    """The place where grounding finds words as the content of a statement."""
    return grounded(text, statements=[said(words, **fields)]).statements[0].content[0]


def faults(text: str, *statements: DraftStatement, **records: Any) -> list[tuple[str, str]]:
    """The paths and codes of the issues of statements."""
    return places(issues_of(lambda: grounded(text, statements=statements, **records)))


def person(name: str, *aliases: str, **fields: Any) -> DraftActor:
    return DraftActor(**{"name": name, "kind": ActorKind.PERSON, "aliases": aliases} | fields)


def state(name: str, *aliases: str, **fields: Any) -> DraftActor:
    return person(name, *aliases, **{"kind": ActorKind.STATE} | fields)


def linked(name: str, actors: Sequence[DraftActor], text: str, words: str | Quote) -> str:
    """The id of the actor that a name means as the target of the statement with these words."""
    (target,) = grounded(text, actors=actors, statements=[said(words, targets=[name])]).statements[0].target_ids
    return target


# --- finding words


@pytest.mark.parametrize(
    ("text", "words", "exact"),
    [
        ("He said “we agree” twice", '"we agree"', "“we agree”"),
        ("He said “we agree” twice", "«we agree»", "“we agree”"),
        ('He said "we agree" twice', "“we agree”", '"we agree"'),
        ("The minister’s plan is good", "minister's plan", "minister’s plan"),
        ("The minister's plan is good", "minister’s plan", "minister's plan"),
        ("It costs 300\u00a0million euros", "300 million", "300\u00a0million"),
        ("It costs 300 million euros", "300\u202fmillion", "300 million"),
        ("It was the\nlast one", "the last one", "the\nlast one"),
        ("It was the last one", "the\nlast one", "the last one"),
        ("It was – he said – late", "- he said -", "– he said –"),
    ],
)
def test_words_are_found_in_any_typography_and_keep_the_articles(text: str, words: str, exact: str) -> None:
    assert found(text, words) == span(exact, text)


def test_the_articles_own_typography_comes_first() -> None:
    text = "They said 'yes'. They said ‘yes’."
    assert found(text, "‘yes’").start == text.index("‘")
    assert found(text, "'yes'").start == text.index("'")


def test_capitals_count_in_a_single_word() -> None:
    assert faults("The Council may meet", said("May")) == [("statements[0].content[0]", "quote-not-found")]
    assert found("The State Council met", "state council") == span("State Council", "The State Council met")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ironworks closed", "iron"),
        ("The ironworks closed", "works"),
        ("He paid 300 euros", "30"),
        ("He paid 300 euros", "0 euros"),
        ("Der Großmeister kam", "Groß"),
        ("He moved to Cafe\u0301 Noir", "Cafe"),
        ("श्री मोदीजी बोले", "मोदी"),
        ("श्री मोदी बोले", "मोद"),
        ("Премьер-министры встретились", "министр"),
    ],
)
def test_words_are_not_found_inside_longer_words(text: str, words: str) -> None:
    issues = issues_of(lambda: grounded(text, statements=[said(words)]))
    assert places(issues) == [("statements[0].content[0]", "quote-not-found")]
    assert "inside longer words" in issues[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia’s plan failed", "Russia"),
        ("the so-called plan", "called"),
        ("(Reuters)", "Reuters"),
        ("end", "end"),
        ("习近平主席会见了拜登总统。", "主席"),
        ("习近平主席会见了拜登总统。", "习近平"),
        ("安倍晋三首相は東京で語った", "東京"),
        ("สหรัฐอเมริกาและเกาหลีใต้ตกลงกัน", "เกาหลีใต้"),
        ("한국은 북한을 비난했다", "북한"),
        ("박진 외교부장관은 말했다", "외교부장관"),
        ("श्री मोदी बोले", "मोदी"),
        ("He moved to Cafe\u0301 Noir", "Cafe\u0301"),
    ],
)
def test_words_are_found_whole_in_any_script(text: str, words: str) -> None:
    assert found(text, words) == span(words, text)


def test_offsets_count_code_points() -> None:
    text = "😀😀 𝒜 family 👨‍👩‍👧 cafe\u0301 met here"
    there = found(text, "met here")
    assert (there.start, there.end) == (text.index("met"), len(text))
    assert there.start == 24


def test_what_is_not_in_the_article_is_not_found() -> None:
    assert faults(TEXT, said("the dam is safe")) == [("statements[0].content[0]", "quote-not-found")]


# --- which of several places


TWICE = "Ann said the talks failed. Bob said the talks failed too."


@pytest.mark.parametrize(
    ("words", "nth"),
    [
        (Quote(exact="the talks failed", prefix="Ann said"), 0),
        (Quote(exact="the talks failed", prefix="Bob said "), 1),
        (Quote(exact="the talks failed", suffix="."), 0),
        (Quote(exact="the talks failed", suffix=" too"), 1),
        (Quote(exact="the talks failed", prefix="said", suffix="too."), 1),
    ],
)
def test_a_quote_in_two_places_is_settled_by_its_prefix_and_suffix(words: Quote, nth: int) -> None:
    assert found(TWICE, words) == span("the talks failed", TWICE, nth=nth)


def test_prefix_and_suffix_may_be_in_other_typography() -> None:
    text = "The “old plan” is dead. The “new\u00a0plan” is dead."
    words = Quote(exact="is dead", prefix='"new plan"')
    assert found(text, words) == span("is dead", text, nth=1)


def test_a_quote_in_two_places_is_settled_by_its_offset() -> None:
    assert found(TWICE, quote("the talks failed", TWICE, nth=1)) == span("the talks failed", TWICE, nth=1)


@pytest.mark.parametrize("start", [-1, 0, 10, 10**6, 10**30])
def test_an_offset_that_is_wrong_is_reported(start: int) -> None:
    words = Quote(exact="the talks failed", start=start)
    assert faults(TWICE, said(words)) == [("statements[0].content[0]", "quote-misplaced")]


def test_a_negative_offset_does_not_count_from_the_end() -> None:
    words = Quote(exact="failed", start=len("Ann said the talks ") - len(TWICE))
    assert TWICE[words.start :].startswith("failed")
    assert faults(TWICE, said(words)) == [("statements[0].content[0]", "quote-misplaced")]


def test_a_quote_in_two_places_is_settled_by_the_evidence() -> None:
    there = found(TWICE, "the talks failed", evidence=["Bob said the talks failed too"])
    assert there == span("the talks failed", TWICE, nth=1)


def test_a_quote_in_two_places_is_settled_by_the_content_around_it() -> None:
    bundle = grounded(TWICE, statements=[said("the talks failed too", quotes=["failed"])])
    assert bundle.statements[0].quotes == (span("failed", TWICE, nth=1),)


def test_a_quote_in_two_places_is_settled_by_the_words_on_either_side() -> None:
    text = "Ann told Bob that the plan told nothing of what he told Carl"
    bundle = grounded(text, statements=[said("the plan", cue=["told"], speaker=["Ann"])])
    assert bundle.statements[0].cue == (span("told", text),)


def test_a_quote_in_two_places_is_settled_by_the_sentence_of_the_other_words() -> None:
    assert found(TWICE, "the talks failed", speaker=["Bob"]) == span("the talks failed", TWICE, nth=1)


def test_a_quote_in_two_places_is_settled_by_the_paragraph_of_the_other_words() -> None:
    text = "Ann spoke. The talks failed.\nBob spoke as well. The talks failed."
    assert found(text, "The talks failed", speaker=["Bob"]) == span("The talks failed", text, nth=1)


def test_one_quote_that_is_settled_settles_the_next() -> None:
    text = "Ann said it was finished. Bob said it was finished. Carl said it was finished, to a friend."
    bundle = grounded(text, statements=[said("to a friend", speaker=["Carl"], cue=["said"], hedges=["finished"])])
    statement = bundle.statements[0]
    assert statement.cue == (span("said", text, nth=2),)
    assert statement.hedges == (span("finished", text, nth=2),)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"speaker": ["He"]},
        {"evidence": ["He said no, and he said no"]},
    ],
)
def test_a_quote_that_stays_open_is_reported_with_its_places(fields: dict[str, Any]) -> None:
    text = "He said no, and he said no."
    issues = issues_of(lambda: grounded(text, statements=[said("said no", **fields)]))
    assert places(issues) == [("statements[0].content[0]", "quote-ambiguous")]
    assert "2 places: 3 “" in issues[0].message


def test_the_order_of_fields_and_records_decides_nothing() -> None:
    statements = [said("the talks failed", speaker=[name], id=f"statement:{name}") for name in ("Ann", "Bob")]
    one = grounded(TWICE, statements=statements)
    other = grounded(TWICE, statements=statements[::-1])
    assert one.statements == other.statements[::-1]


# --- mentions


def mentions(text: str, *actors: DraftActor) -> list[list[tuple[int, str]]]:
    """The places where each actor is mentioned."""
    bundle = grounded(text, actors=actors)
    return [[(one.start, one.exact) for one in actor.mentions] for actor in bundle.actors]


def test_names_and_aliases_are_mentions_wherever_they_stand() -> None:
    text = "Park Jin spoke. Park’s aides left; the park stayed."
    assert mentions(text, person("Park Jin", "Park")) == [[(0, "Park Jin"), (16, "Park")]]


def test_the_longest_of_two_names_is_mentioned() -> None:
    text = "The South Korea Times is read in South Korea and Korea."
    actors = (state("South Korea"), person("South Korea Times", kind=ActorKind.MEDIA), state("Korea"))
    assert mentions(text, *actors) == [[(33, "South Korea")], [(4, "South Korea Times")], [(49, "Korea")]]


def test_a_name_that_two_actors_share_is_nobodys_mention() -> None:
    text = "Kim Jong Un and Kim Yo Jong came. Kim spoke."
    assert mentions(text, person("Kim Jong Un", "Kim"), person("Kim Yo Jong", "Kim")) == [
        [(0, "Kim Jong Un")],
        [(16, "Kim Yo Jong")],
    ]


def test_a_name_that_a_group_shares_with_another_actor_is_nobodys_mention() -> None:
    text = "Veldora and its team came. The Reds lost."
    actors = (
        state("Veldora", "The Reds"),
        DraftActor(name="its team", kind=ActorKind.GROUP, aliases=["The Reds"], members=["Veldora"]),
    )
    assert mentions(text, *actors) == [[(0, "Veldora")], [(12, "its team")]]


def test_mentions_may_be_given_and_belong_to_one_actor_only() -> None:
    text = "Ann Roe and Bob Roe came. Roe spoke."
    actors = (person("Ann Roe", "Roe", mentions=[quote("Roe", text, nth=2)]), person("Bob Roe"))
    assert mentions(text, *actors) == [[(0, "Ann Roe"), (26, "Roe")], [(12, "Bob Roe")]]


def test_names_are_mentions_only_where_that_is_wanted() -> None:
    text = "Ann came. Ann spoke."
    assert mentions(text, person("Ann", find_mentions=False, mentions=[quote("Ann", text)])) == [[(0, "Ann")]]


def test_an_actors_evidence_is_its_first_mention_unless_given() -> None:
    text = "The chief, Ann Roe, came. Ann Roe spoke."
    (actor,) = grounded(text, actors=[person("Ann Roe")]).actors
    assert actor.evidence == (span("Ann Roe", text),)
    (actor,) = grounded(text, actors=[person("Ann Roe", evidence=["The chief, Ann Roe"])]).actors
    assert actor.evidence == (span("The chief, Ann Roe", text),)


def test_an_actor_that_stands_nowhere_is_reported() -> None:
    issues = issues_of(lambda: grounded("Ann came.", actors=[person("Bob")]))
    assert places(issues) == [("actors[0]", "no-evidence")]


# --- linking names


MEN = "Ann Roe met Bob Poe.\nHe left early.\nShe met Carl Doe.\nHe stayed late."
MEN_ACTORS = [
    person("Ann Roe"),
    person("Bob Poe", mentions=[quote("He", MEN)]),
    person("Carl Doe", mentions=[quote("He", MEN, nth=1)]),
]


@pytest.mark.parametrize(("words", "id"), [("left early", "actor:bob-poe"), ("stayed late", "actor:carl-doe")])
def test_a_pronoun_means_whoever_it_mentions_near_the_record(words: str, id: str) -> None:
    assert linked("He", MEN_ACTORS, MEN, words) == id


def test_a_pronoun_that_two_share_in_one_paragraph_is_ambiguous() -> None:
    text = "Bob met Carl. Then he left and he stayed."
    actors = [person(name, mentions=[quote("he", text, nth=nth)]) for name, nth in (("Bob", 1), ("Carl", 2))]
    assert faults(text, said("left", targets=["he"]), actors=actors) == [("statements[0].targets[0]", "name-ambiguous")]


def test_a_pronoun_is_looked_for_in_all_the_words_of_the_record_at_once() -> None:
    text = "Then he said he stayed. Bob met Carl."
    actors = [
        person("Bob", mentions=[Quote(exact="he", prefix="Then")]),
        person("Carl", mentions=[Quote(exact="he", prefix="said")]),
    ]
    assert linked("he", actors, text, "he stayed") == "actor:carl"
    statement = said("he stayed", evidence=["Then he said he stayed"], targets=["he"])
    assert faults(text, statement, actors=actors) == [("statements[0].targets[0]", "name-ambiguous")]


def test_words_that_do_not_mean_an_actor_are_no_name_of_it() -> None:
    actors = [person("Roe", not_mentions=["the Roe camp"])]
    assert faults("Roe met the Roe camp.", said("met", targets=["the Roe camp"]), actors=actors) == [
        ("statements[0].targets[0]", "name-unknown")
    ]


KOREA = "South Korea’s foreign minister, Park Jin, met Yoko Kamikawa of Japan. Seoul welcomed it."
KOREA_ACTORS = [
    state("South Korea", "Seoul", "South Korean"),
    state("Japan"),
    person("Park Jin", roles=[DraftRole(title="foreign minister", of="South Korea")]),
    person("Yoko Kamikawa", roles=[DraftRole(title="foreign minister", of="actor:japan")]),
]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("actor:park-jin", "actor:park-jin"),
        ("Park Jin", "actor:park-jin"),
        ("Park Jin’s", "actor:park-jin"),
        ("Park Jin's", "actor:park-jin"),
        ("Park", "actor:park-jin"),
        ("Jin", "actor:park-jin"),
        ("Kamikawa", "actor:yoko-kamikawa"),
        ("Kamikawa’s", "actor:yoko-kamikawa"),
        ("PARK JIN", "actor:park-jin"),
        ("Seoul", "actor:south-korea"),
        ("Seoul’s", "actor:south-korea"),
        ("the South Korean", "actor:south-korea"),
        ("South Korean foreign minister", "actor:park-jin"),
        ("the South Korean foreign minister", "actor:park-jin"),
        ("The South Korean Foreign Minister", "actor:park-jin"),
        ("South Korea’s foreign minister", "actor:park-jin"),
        ("foreign minister of Japan", "actor:yoko-kamikawa"),
        ("Japan's foreign minister", "actor:yoko-kamikawa"),
    ],
)
def test_an_actor_is_meant_by_its_id_name_alias_role_or_surname(name: str, id: str) -> None:
    assert linked(name, KOREA_ACTORS, KOREA, "welcomed it") == id


@pytest.mark.parametrize("name", ["foreign minister", "the foreign minister"])
def test_a_role_that_two_actors_hold_is_ambiguous(name: str) -> None:
    statement = said("welcomed it", speakers=[name])
    assert faults(KOREA, statement, actors=KOREA_ACTORS) == [("statements[0].speakers[0]", "name-ambiguous")]


def test_a_full_name_is_surer_than_anothers_alias() -> None:
    text = "Georgia and the state of Georgia’s governor met."
    actors = [state("Georgia"), DraftActor(name="state of Georgia", kind=ActorKind.GROUP, aliases=["Georgia"])]
    assert linked("Georgia", actors, text, "met") == "actor:georgia"


def test_an_unknown_name_suggests_a_near_one() -> None:
    issues = issues_of(lambda: grounded(KOREA, actors=KOREA_ACTORS, statements=[said("met", targets=["Park Jim"])]))
    assert places(issues) == [("statements[0].targets[0]", "name-unknown")]
    assert issues[0].fix == "did you mean 'Park Jin'?"
    issues = issues_of(lambda: grounded(KOREA, actors=KOREA_ACTORS, statements=[said("met", targets=["Xi"])]))
    assert issues[0].fix is not None
    assert "did you mean" not in issues[0].fix


def test_names_stand_for_actors_in_every_field() -> None:
    bundle = BUNDLE
    ana, tomas = "actor:ana-duarte", "actor:tomas-brandt"
    ministry = "actor:ministry-of-foreign-affairs-of-veldora"
    assert bundle.actor(ministry).part_of_id == "actor:veldora"
    assert bundle.actor("actor:the-ministers").member_ids == (ana, tomas)
    assert bundle.actor(ana).roles[0].of_id == "actor:veldora"
    assert bundle.sources[0].by_ids == (ministry,)
    assert bundle.statements[0].speaker_ids == (ana,)
    assert bundle.statements[0].addressee_ids == (tomas,)
    assert bundle.statements[0].target_ids == ("actor:kessia",)
    assert bundle.meetings[0].participant_ids == (ana, tomas)
    assert bundle.meetings[0].host_ids == ("actor:kessia",)
    assert bundle.allegations[0].claimant_ids == (ministry,)
    assert bundle.allegations[0].accused_ids == ("actor:kessia",)


def test_names_stand_for_sources_meetings_statements_and_allegations() -> None:
    assert BUNDLE.sources[1].via_id == BUNDLE.sources[0].id
    assert BUNDLE.statements[0].meeting_id == BUNDLE.meetings[0].id
    assert BUNDLE.statements[1].source_id == BUNDLE.sources[0].id
    assert BUNDLE.allegations[0].statement_id == "statement:floods"
    assert BUNDLE.allegations[1].supports_ids == ("allegation:floods",)


def test_an_id_is_surer_than_anothers_title() -> None:
    text = "A report and a letter came. It helped."
    sources = [
        DraftSource(id="source:a", kind=SourceKind.REPORT, title="source:b", evidence=["A report"]),
        DraftSource(id="source:b", kind=SourceKind.DOCUMENT, evidence=["a letter"]),
    ]
    bundle = grounded(text, sources=sources, statements=[said("It helped", source="source:b")])
    assert bundle.statements[0].source_id == "source:b"
    assert ground(bundle.article, Draft.from_bundle(bundle)) == bundle


def test_a_roles_words_are_found_near_its_holder() -> None:
    text = "The minister Ann Roe met a friend.\nThe minister of Kessia, Bob Poe, did not."
    actors = [person("Ann Roe"), person("Bob Poe", roles=[DraftRole(title="minister", words="minister")])]
    assert grounded(text, actors=actors).actors[1].roles[0].span == span("minister", text, nth=1)


# --- ids


def test_ids_are_made_of_a_records_own_words() -> None:
    ids = [record.id for record in BUNDLE.records]
    assert ids[:8] == [
        "actor:veldora",
        "actor:kessia",
        "actor:ana-duarte",
        "actor:tomas-brandt",
        "actor:ministry-of-foreign-affairs-of-veldora",
        "actor:river-watch",
        "actor:orin-courier",
        "actor:the-ministers",
    ]
    assert ids[8:11] == ["source:the-ministrys-statement", "source:a-letter-by-engineers", "source:article"]
    assert [id.rpartition("-")[0] for id in ids[11:16]] == [
        "statement:duarte-criticize",
        "",  # the draft gives its id
        "statement:kessia-deny",
        "statement:orin-courier-report",
        "statement:opine",
    ]
    assert BUNDLE.article.id == f"article:ministers-clash-over-the-lake-orin-dam-{BUNDLE.article.sha256[:8]}"


def talks(**fields: Any) -> DraftMeeting:
    return DraftMeeting(**{"kind": MeetingKind.TALKS, "status": MeetingStatus.HELD} | fields)


@pytest.mark.parametrize(
    ("meeting", "id"),
    [
        (talks(place="Port Lys", when="Tuesday"), "meeting:port-lys-2023-11-14"),
        (talks(name="the Orin talks", place="Port Lys", when="Tuesday"), "meeting:the-orin-talks-2023-11-14"),
        (talks(place="Port Lys"), "meeting:port-lys"),
        (talks(participants=["Ana", "Tom"], when="Tuesday"), "meeting:ana-tom-2023-11-14"),
        (talks(when="last month"), "meeting:talks-2023-10"),
        (talks(when="in less than two weeks", status=MeetingStatus.SCHEDULED), "meeting:talks-2023-11-15"),
        (talks(id="meeting:mine", place="Port Lys"), "meeting:mine"),
    ],
)
def test_a_meetings_id_is_its_name_or_place_and_its_date(meeting: DraftMeeting, id: str) -> None:
    text = "Ana met Tom in Port Lys on Tuesday and last month, and will in less than two weeks."
    assert grounded(text, actors=[person("Ana"), person("Tom")], meetings=[meeting]).meetings[0].id == id


@pytest.mark.parametrize("bound", ["earliest", "latest"])
def test_a_meetings_id_has_the_one_day_that_is_known_of_its_time(bound: str) -> None:
    when = When(text="by then", **{bound: dt.date(2024, 6, 3)})
    meeting = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.SCHEDULED, place="Lys", when=when)
    (found,) = grounded("They will meet in Lys by then.", "2024-05-17", meetings=[meeting]).meetings
    assert found.id == "meeting:lys-2024-06-03"


def test_a_source_without_a_title_is_named_by_its_kind_and_who_issued_it() -> None:
    source = DraftSource(kind=SourceKind.PRESS_REPORT, by=["Ana"], evidence=["Ana"])
    assert (
        grounded("Ana wrote it.", actors=[person("Ana")], sources=[source]).sources[0].id == "source:press-report-ana"
    )


def test_the_same_draft_gives_the_same_ids_in_any_order() -> None:
    lists = ("actors", "sources", "statements", "meetings", "allegations")
    backwards = attrs.evolve(DRAFT, **{name: getattr(DRAFT, name)[::-1] for name in lists})
    bundle = ground(ARTICLE, backwards)
    assert {record.id for record in bundle.records} == {record.id for record in BUNDLE.records}


@pytest.mark.parametrize("name", ["actors", "sources", "statements", "meetings", "allegations"])
def test_a_change_in_one_record_renames_no_other(name: str) -> None:
    changes: dict[str, dict[str, Any]] = {
        "actors": {"country": "PT", "aliases": ["Veldoran", "Lake Orin"]},
        "sources": {"url": "https://other.example"},
        "statements": {"content": ["the dam on Lake Orin"], "quotes": (), "targets": ()},
        "meetings": {"when": None, "evidence": ["Port Lys on Tuesday"]},
        "allegations": {"content": ["homes since August"], "quantities": ()},
    }
    first, *others = getattr(DRAFT, name)
    changed = ground(ARTICLE, attrs.evolve(DRAFT, **{name: [attrs.evolve(first, **changes[name]), *others]}))
    assert changed != BUNDLE
    index = BUNDLE.records.index(getattr(BUNDLE, name)[0])
    ids = [record.id for record in BUNDLE.records]
    changed_ids = [record.id for record in changed.records]
    assert ids[:index] + ids[index + 1 :] == changed_ids[:index] + changed_ids[index + 1 :]


@pytest.mark.parametrize("name", ["statements", "meetings", "allegations"])
def test_a_record_more_renames_no_other(name: str) -> None:
    added: dict[str, Any] = {
        "statements": said("The talks could ease"),
        "meetings": talks(place="Lake Orin", evidence=["the dam on Lake Orin was"]),
        "allegations": DraftAllegation(claimants=["Veldora"], content=["opened the gates"]),
    }
    changed = ground(ARTICLE, attrs.evolve(DRAFT, **{name: [added[name], *getattr(DRAFT, name)]}))
    assert set(BUNDLE.records) < set(changed.records)


def test_a_claim_and_its_denial_in_the_same_words_have_ids_of_their_own() -> None:
    people = [DraftActor(name=name, kind=ActorKind.PERSON) for name in ("Ana", "Bo", "Cy")]
    claims = [
        {"claimants": ["Ana"], "accused": ["Bo"]},
        {"claimants": ["Cy"], "accused": ["Bo"]},
        {"claimants": ["Bo"], "accused": ["Bo"], "negated": True},
        {"claimants": ["Ana"], "accused": ["Bo"], "form": AllegationForm.SUSPICION},
        {"claimants": ["Ana"]},
        {"claimants": ["Ana", "Cy"]},
        {"claimants": ["Ana"], "negated": True},
    ]
    allegations = [DraftAllegation(content="Bo lied", **claim) for claim in claims]
    voices = [{"speakers": ["Ana"]}, {"speakers": ["Ana"], "negated": True}, {"speakers": ["Ana", "Cy"]}]
    statements = [said("Bo lied", **voice) for voice in voices]
    bundle = grounded("Ana and Cy say Bo lied.", actors=people, statements=statements, allegations=allegations)
    assert len(bundle.records) == len(people) + 1 + len(voices) + len(claims)
    alone = grounded("Ana and Cy say Bo lied.", actors=people, allegations=allegations[2:3])
    assert alone.allegations[0].id == bundle.allegations[2].id


def test_two_statements_of_one_speaker_have_ids_of_their_own() -> None:
    text = "Ana said yes, and Ana said no."
    statements = [said(word, speakers=["Ana"]) for word in ("yes", "no")]
    one, other = grounded(text, actors=[person("Ana")], statements=statements).statements
    assert one.id != other.id
    assert one.id.startswith("statement:ana-say-")


# --- dates and quantities


def test_dates_are_resolved_against_the_day_of_publication() -> None:
    when = BUNDLE.meetings[0].when
    assert when is not None
    assert (when.text, when.edtf, when.anchor) == ("Tuesday", "2023-11-14", dt.date(2023, 11, 15))
    assert when.span == span("Tuesday")


def test_a_time_of_publication_is_its_day() -> None:
    bundle = grounded("He left Tuesday", "2023-11-15T00:30:00+09:00", statements=[said("left", when="Tuesday")])
    assert bundle.statements[0].when.earliest == dt.date(2023, 11, 14)  # type: ignore[union-attr]


def test_without_a_day_of_publication_only_a_date_with_its_year_is_resolved() -> None:
    text = "He left Tuesday, and came back on Oct. 7, 2023"
    bundle = grounded(text, None, statements=[said("left", when="Tuesday"), said("came", when="on Oct. 7, 2023")])
    one, other = (statement.when for statement in bundle.statements)
    assert one == When(text="Tuesday", span=span("Tuesday", text))
    assert other is not None
    assert other.earliest == dt.date(2023, 10, 7)


def test_a_time_that_is_known_is_kept_and_gets_its_span() -> None:
    known = When(text="Tuesday", earliest=dt.date(2020, 1, 1), latest=dt.date(2020, 1, 2), rule="mine")
    bundle = grounded("He left Tuesday", statements=[said("left", when=known)])
    assert bundle.statements[0].when == attrs.evolve(known, span=Span(start=8, end=15, exact="Tuesday"))


def test_a_quantity_is_read_and_gets_its_span() -> None:
    (quantity,) = BUNDLE.allegations[0].quantities
    assert quantity == Quantity(text="over 300\u00a0homes", low=300, unit="homes", span=span("over 300\u00a0homes"))


def test_a_quantity_that_is_known_is_kept_and_gets_its_span() -> None:
    allegation = DraftAllegation(
        claimants=["Ana"], content=["many left"], quantities=[Quantity(text="many", low=10), "two"]
    )
    bundle = grounded("Ana said many left, two by car", actors=[person("Ana")], allegations=[allegation])
    one, other = bundle.allegations[0].quantities
    assert (one.low, one.span) == (10, Span(start=9, end=13, exact="many"))
    assert (other.low, other.high) == (2, 2)


@pytest.mark.parametrize("digits", ["9" * 5000, "9" * 400 + ".5", "9" * 400 + ".5 million"], ids=len)
def test_a_quantity_too_long_to_read_breaks_nothing(digits: str) -> None:
    text = f"Ann has {digits} coins"
    allegation = DraftAllegation(claimants=["Ann"], content=["coins"], quantities=[f"{digits} coins"])
    (quantity,) = grounded(text, actors=[person("Ann")], allegations=[allegation]).allegations[0].quantities
    assert (quantity.low, quantity.high) == (None, None)


def test_a_place_is_its_words_or_known() -> None:
    one, other = BUNDLE.statements[0].place, BUNDLE.meetings[0].place
    assert one == Place(name="Port Lys", span=span("Port Lys"))
    assert other == Place(name="Port Lys", country="NL", identifiers=["geonames:1"], span=span("Port Lys"))


def place_of(text: str, place: Any, **fields: Any) -> Place | None:
    return grounded(text, statements=[said("the dam broke", place=place, **fields)]).statements[0].place


@pytest.mark.parametrize(
    ("text", "words", "exact", "nth"),
    [
        ("MARO (AP) -- He said here that the dam broke.", None, "MARO", 0),
        ("MARO (AP) -- He said here that the dam broke.", "here", "here", 0),
        ("He left here. He said here that the dam broke.", Quote(exact="here", prefix="said"), "here", 1),
        ("He left here. He said here that the dam broke.", "here", "here", 1),
        ("They saw Maro.\nOf Maro he said that the dam broke near Maro.", None, "Maro", 2),
        ("They saw Maro.\nThen Maro fell. He said that the dam broke. It was in Maro, in Maro.", None, "Maro", 2),
        ("They saw 東京 and 東京.\nHe said that the dam broke.", "東京", "東京", 1),
    ],
)
def test_a_place_may_be_meant_by_other_words(text: str, words: Any, exact: str, nth: int) -> None:
    known: Any = {"name": "Maro", "country": "BR", "identifiers": ["geonames:1"]}
    place = Place(**known) if words is None else DraftPlace(**known, text=words)
    assert place_of(text, place) == Place(**known, span=span(exact, text, nth=nth))


def test_a_name_means_the_same_place_everywhere_and_other_words_do_not() -> None:
    text = "Maro. The dam broke. Maro. Here. The dam broke. Here."
    statement = said(Quote(exact="The dam broke", prefix="Here."), place="Maro")
    assert grounded(text, statements=[statement]).statements[0].place == Place(
        name="Maro", span=span("Maro", text, nth=1)
    )
    for words in ("Here", DraftPlace(name="Maro", text="Here")):
        statement = said(Quote(exact="The dam broke", prefix="Maro."), place=words)
        assert faults(text, statement) == [("statements[0].place", "quote-ambiguous")]
    (meeting,) = grounded(
        "Lys. Lys.", meetings=[DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, place="Lys")]
    ).meetings
    assert meeting.place == Place(name="Lys", span=span("Lys", "Lys. Lys."))
    text = "Lys saw the dam broke in Lys."
    statement = said("the dam broke", place="Lys")
    assert grounded(text, statements=[statement]).statements[0].place == Place(
        name="Lys", span=span("Lys", text, nth=1)
    )
    text = "Lys saw that the dam broke. Lys is old."
    assert place_of(text, "Lys") == Place(name="Lys", span=span("Lys", text, nth=0))
    text = "Lys, Lys and Lys."
    assert grounded(text, statements=[said("and", place="Lys")]).statements[0].place == Place(
        name="Lys", span=span("Lys", text, nth=1)
    )


@pytest.mark.parametrize(
    ("text", "evidence", "exact"),
    [
        ("MARO (AP) -- The dam broke. It rained in Maro.", ["MARO (AP)", "The dam broke"], "MARO"),
        ("MARO, Lys (AP) --\n\nThe dam broke. It rained in Maro, near Maro.", ["MARO", "The dam broke"], "MARO"),
        ("MARO (AP) -- The dam broke in Maro. It rained in Maro.", ["MARO (AP)", "broke in Maro"], "Maro"),
        ("MARO—The dam broke. It rained in Maro.", ["MARO", "The dam broke"], "MARO"),
        ("MARO (AP) -- The dam broke. It rained in Maro.", ["The dam broke"], "Maro"),
        ("He said MARO. The dam broke. It rained in Maro.", ["MARO", "The dam broke"], "Maro"),
    ],
)
def test_a_place_is_named_by_the_dateline_in_its_evidence(text: str, evidence: list[str], exact: str) -> None:
    place = Place(name="Maro", country="BR", span=span(exact, text))
    assert place_of(text, Place(name="Maro", country="BR"), evidence=evidence) == place
    words = Quote(exact="Maro", prefix="rained in ")
    assert place_of(text, DraftPlace(name="Maro", text=words), evidence=evidence) == Place(
        name="Maro", span=span("Maro", text, nth=text.count("Maro", 0, text.index("rained in")))
    )


def test_a_place_whose_name_is_not_in_the_article_asks_for_its_words() -> None:
    issues = issues_of(lambda: place_of("He said here that the dam broke.", Place(name="Maro")))
    assert places(issues) == [("statements[0].place", "quote-not-found")]
    assert issues[0].fix == "give the article's words for the place as its `text`"
    issues = issues_of(lambda: place_of("He said that the dam broke.", DraftPlace(name="Maro", text="here")))
    assert issues[0].fix != "give the article's words for the place as its `text`"


def test_a_place_with_words_of_its_own_goes_through_json() -> None:
    place = DraftPlace(name="Maro", country="BR", text=Quote(exact="here", prefix="said"))
    draft = Draft(statements=[said("the dam broke", place=place)])
    assert Draft.from_json(dumps(draft)) == draft
    bundle = ground(Article.from_text("He said here that the dam broke."), draft)
    assert ground(bundle.article, Draft.from_bundle(bundle)) == bundle


# --- evidence and sources


def test_evidence_is_by_default_the_stretch_of_a_records_words() -> None:
    assert BUNDLE.statements[4].evidence == (span("The talks could ease the tension"),)
    assert BUNDLE.meetings[0].evidence == (span("Port Lys on Tuesday"),)


def test_evidence_reaches_to_the_words_of_known_times_and_places() -> None:
    text = "Tuesday they met in Maro"
    when, place = When(text="Tuesday", span=span("Tuesday", text)), Place(name="Maro", span=span("Maro", text))
    for known in ({"times": [when]}, {"place": place}, {"times": [when], "place": place}):
        (statement,) = grounded(text, statements=[said("they met", **known)]).statements
        start, end = 0 if "times" in known else 8, len(text) if "place" in known else 16
        assert statement.evidence == (Span(start=start, end=end, exact=text[start:end]),)


def test_evidence_in_two_paragraphs_is_a_stretch_in_each() -> None:
    text = "Ann spoke.\n\nA third of it was said on Monday.\n\n“Never,” she said."
    statement = said(["Never"], speaker=["Ann"], cue=["she said"])
    assert grounded(text, statements=[statement]).statements[0].evidence == (
        span("Ann", text),
        span("Never,” she said", text),
    )


def test_a_sources_title_is_its_evidence_where_it_stands_in_the_article() -> None:
    assert BUNDLE.sources[1].evidence == (span("a letter by engineers"),)


def test_the_articles_own_source_is_added_where_something_comes_from_it() -> None:
    bundle = grounded("It rained.", actors=[], statements=[said("It rained")])
    (source,) = bundle.sources
    assert (source.id, source.kind, source.via_id) == ("source:article", SourceKind.ARTICLE, None)
    assert bundle.statements[0].source_id == "source:article"


def test_the_articles_own_source_is_not_added_where_nothing_needs_it() -> None:
    assert grounded("Ann came.", actors=[person("Ann")]).sources == ()


def test_the_articles_own_source_may_be_given() -> None:
    source = DraftSource(id="source:mine", kind=SourceKind.ARTICLE, title="It rained")
    report = DraftSource(kind=SourceKind.REPORT, title="a report")
    bundle = grounded("A report: It rained.", sources=[source, attrs.evolve(report, evidence=["report"])],
                      statements=[said("It rained")])  # fmt: skip
    assert [one.id for one in bundle.sources] == ["source:mine", "source:a-report"]
    assert bundle.statements[0].source_id == bundle.sources[1].via_id == "source:mine"
    assert bundle.sources[0].evidence == ()


def test_the_publisher_is_linked_by_name_or_alias() -> None:
    text = "RFA has learned it."
    media = DraftActor(name="Radio Free Asia", kind=ActorKind.MEDIA, aliases=["RFA"])
    for publisher in ("Radio Free Asia", "RFA"):
        bundle = grounded(text, publisher=publisher, actors=[media], statements=[said("it")])
        assert bundle.article.publisher_id == "actor:radio-free-asia"
        assert bundle.sources[0].by_ids == ("actor:radio-free-asia",)
    assert grounded(text, publisher="Reuters", actors=[media]).article.publisher_id is None


# --- all issues at once, and no change to the input


def test_all_that_is_wrong_is_said_at_once() -> None:
    tuesday = When(text="Tuesday", earliest=dt.date(2023, 11, 14), latest=dt.date(2023, 11, 14))
    draft = Draft(
        actors=[
            person("Ana Duarte", country="Veldora"),
            person("Nobody"),
            person("Tomas Brandt", part_of="Kessia", mentions=["her"]),
        ],
        sources=[DraftSource(kind=SourceKind.REPORT, title="a report", by=["Bob"])],
        statements=[
            said("the dam is safe"),
            said("Kessia"),
            DraftStatement(kind=StatementKind.SAY, content=["the dam on Lake Orin"]),
            said("has denied it", speakers=["Bob"], source="a memo"),
            said("probably opened", quotes=["at night"], when="Nov. 20"),
        ],
        meetings=[talks(when=tuesday, place="Port Lys", status=MeetingStatus.SCHEDULED)],
        allegations=[DraftAllegation(content=["opened the gates"], quantities=["ten"])],
    )
    issues = issues_of(lambda: ground(ARTICLE, draft))
    assert sorted(places(issues)) == sorted(
        [
            ("actors[0].country", "country-code"),
            ("actors[1]", "no-evidence"),
            ("actors[2].part_of", "name-unknown"),
            ("sources[0].by[0]", "name-unknown"),
            ("statements[0].content[0]", "quote-not-found"),
            ("statements[1].content[0]", "quote-ambiguous"),
            ("statements[2].speakers", "no-speaker"),
            ("statements[3].speakers[0]", "name-unknown"),
            ("statements[3].source", "name-unknown"),
            ("statements[4].quotes[0]", "quote-outside-content"),
            ("statements[4].when", "after-publication"),
            ("meetings[0].when", "scheduled-in-past"),
            ("allegations[0].quantities[0]", "quote-not-found"),
        ]
    )
    order = ["actors", "sources", "statements", "meetings", "allegations"]
    assert [order.index(issue.path.partition("[")[0]) for issue in issues] == sorted(
        order.index(issue.path.partition("[")[0]) for issue in issues
    )


def test_what_follows_from_a_fault_is_not_reported_too() -> None:
    statement = said("the dam is safe", id="statement:a", speakers=["Bob"])
    allegation = DraftAllegation(claimants=["Ana"], content=["opened the gates"], statement="statement:a")
    issues = issues_of(
        lambda: ground(
            ARTICLE,
            Draft(actors=[person("Ana", mentions=["Ana Duarte"])], statements=[statement], allegations=[allegation]),
        )
    )
    assert places(issues) == [
        ("statements[0].content[0]", "quote-not-found"),
        ("statements[0].speakers[0]", "name-unknown"),
    ]


@pytest.mark.parametrize(
    ("draft", "path"),
    [
        (Draft(statements=[said("it")]), "statements[0].speakers"),
        (Draft(actors=[person("Ana Duarte", part_of="Ana Duarte")]), "actors[0].part_of"),
        (Draft(actors=[person("Ana Duarte", members=["Ana Duarte"])]), "actors[0].members[0]"),
        (
            Draft(actors=[person("Ana Duarte")], statements=[said("has denied it", targets=["Ana Duarte", "Duarte"])]),
            "statements[0].targets[1]",
        ),
        (
            Draft(
                sources=[
                    DraftSource(kind=SourceKind.REPORT, title="a letter by engineers", via="a letter by engineers")
                ]
            ),
            "sources[0].via",
        ),
        (Draft(allegations=[DraftAllegation(content=["opened the gates"])]), "allegations[0].claimants"),
        (Draft(actors=[person("Ana Duarte", roles=[DraftRole(title="x", of="Bob")])]), "actors[0].roles[0].of"),
    ],
)
def test_paths_are_those_of_the_draft(draft: Draft, path: str) -> None:
    no_speaker = [attrs.evolve(one, unattributed=False) for one in draft.statements if path.endswith("speakers")]
    draft = attrs.evolve(draft, statements=no_speaker or draft.statements)
    assert path in [issue.path for issue in issues_of(lambda: ground(ARTICLE, draft))]


def test_neither_argument_is_changed() -> None:
    article, draft = dumps(BUNDLE), dumps(DRAFT)
    ground(ARTICLE, DRAFT)
    assert (dumps(BUNDLE), dumps(DRAFT)) == (article, draft)
    assert ARTICLE.publisher_id is None


@pytest.mark.parametrize("wrong", [None, "text", {}, BUNDLE])
def test_what_is_no_article_or_draft_is_reported(wrong: Any) -> None:
    assert places(issues_of(lambda: ground(wrong, DRAFT))) == [("article", "type")]
    assert places(issues_of(lambda: ground(ARTICLE, wrong))) == [("", "type")]


def test_a_bundle_turned_back_into_a_draft_grounds_to_the_same_bundle() -> None:
    assert ground(BUNDLE.article, Draft.from_bundle(BUNDLE)) == BUNDLE
    assert ground(ARTICLE, Draft.from_bundle(BUNDLE)) == BUNDLE


def test_records_stand_in_the_order_of_the_draft() -> None:
    assert [type(record) for record in BUNDLE.records[:8]] == [Actor] * 8
    assert [one.kind for one in BUNDLE.statements] == [one.kind for one in DRAFT.statements]
    assert all(isinstance(one, Statement) for one in BUNDLE.statements)
    assert BUNDLE.generator == DRAFT.generator


# --- times in context


def when_of(text: str, words: str, **meeting: object) -> When | None:
    record = {"participants": ["Ana Duarte"], "when": words, "evidence": [text.split("\n")[0]], **meeting}
    bundle = make_bundle(text, published="2024-05-17", actors=["Ana Duarte"], meetings=[record])
    return bundle.meetings[0].when


def test_a_time_is_read_where_it_stands() -> None:
    text = "Ana Duarte came on April 3 and left the following day."
    when = when_of(text, "the following day")
    assert when is not None
    assert (when.edtf, when.anchor) == ("2024-04-04", dt.date(2024, 4, 3))


@pytest.mark.parametrize("words", ["Tuesday", "on Tuesday"])
def test_what_is_scheduled_lies_ahead(words: str) -> None:
    when = when_of("A meeting with Ana Duarte on Tuesday was announced.", words, status="scheduled")
    assert when is not None
    assert (when.text, when.edtf) == (words, "2024-05-21")


def test_what_is_scheduled_is_read_where_it_stands() -> None:
    when = when_of(
        "Ana Duarte will come on June 3 and meet them the following day.", "the following day", status="scheduled"
    )
    assert when is not None
    assert (when.edtf, when.anchor) == ("2024-06-04", dt.date(2024, 6, 3))


def test_the_time_of_an_allegation_may_lie_ahead() -> None:
    text = "Ana Duarte said that the dam will break on Tuesday."
    claim = DraftAllegation(claimants=["Ana Duarte"], content="the dam will break", when="Tuesday")
    (allegation,) = grounded(text, "2024-05-17", actors=[person("Ana Duarte")], allegations=[claim]).allegations
    assert allegation.when is not None
    assert allegation.when.edtf == "2024-05-21"


def test_a_part_of_a_time_means_no_more_than_it_says() -> None:
    when = when_of("Ana Duarte met them on 3 March 2020.", "March 2020")
    assert when is not None
    assert when.edtf == "2020-03"


def test_what_was_held_or_said_does_not_lie_ahead_though_the_sentence_speaks_of_what_does() -> None:
    text = "Ana Duarte, who will speak on Tuesday, met them."
    when = when_of(text, "Tuesday", status="held")
    assert when is not None
    assert when.edtf == "2024-05-14"
    (statement,) = grounded(text, "2024-05-17", statements=[said("met them", when="Tuesday")]).statements
    assert statement.when is not None
    assert statement.when.edtf == "2024-05-14"


def test_what_was_held_does_not_lie_ahead() -> None:
    when = when_of("Ana Duarte, who will speak of what they planned on Tuesday, met them.", "Tuesday", status="held")
    assert when is not None
    assert when.edtf == "2024-05-14"


# --- times of another day


ANCHORED = "The e-mail of March said the ship had come on Tuesday. It will sail in June."


def anchored(when: When) -> When:
    (statement,) = grounded(ANCHORED, statements=[said("the ship had come", times=[when])]).statements
    return statement.times[0]


def test_a_time_may_name_the_day_that_it_is_read_against() -> None:
    tuesday = anchored(When(text="Tuesday", anchor=dt.date(1999, 3, 5)))
    assert (tuesday.earliest, tuesday.latest) == (dt.date(1999, 3, 2), dt.date(1999, 3, 2))
    assert tuesday.anchor == dt.date(1999, 3, 5)
    assert tuesday.span == span("Tuesday", ANCHORED)
    assert tuesday.rule is not None
    assert anchored(When(text="June", anchor=dt.datetime(1999, 3, 5, 9))).edtf == "1999-06"


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("The ship left on April 3 and came back the following day.", "the following day", "1999-04-04"),
        ("Old news.\nApril 3 it left, and came back the following day.\nMore.", "the following day", "1999-04-04"),
        ("Old news.\nIt left on April 3.\nIt came back the following day.", "the following day", "1999-03-06"),
        ("It left on April 3.\nThe following day it came back.", "The following day", "1999-03-06"),
        (f"It left on April 3, {'it seems, ' * 60}and the following day.", "the following day", "1999-03-06"),
        (f"{'It seems so, ' * 60}it left on April 3 and the following day.", "the following day", "1999-04-04"),
        ("It sailed on Tuesday.", "on Tuesday", "1999-03-02"),
        ("On Tuesday it will sail.", "On Tuesday", "1999-03-09"),
    ],
)
def test_a_time_of_another_day_is_read_with_the_rest_of_its_paragraph(text: str, words: str, edtf: str) -> None:
    anchor = dt.date(1999, 3, 5)
    when = When(text=words, anchor=anchor)
    (read,) = grounded(text, statements=[said(text.split("\n")[0], times=[when])]).statements[0].times
    assert (read.edtf, read.anchor, read.span) == (edtf, anchor, span(words, text))


def test_words_that_mean_no_time_keep_their_anchor() -> None:
    unknown = anchored(When(text="the ship", anchor=dt.date(1999, 3, 5)))
    assert (unknown.resolved, unknown.anchor) == (False, dt.date(1999, 3, 5))


def test_a_time_that_says_more_than_its_anchor_is_taken_as_it_is() -> None:
    given = When(text="Tuesday", anchor=dt.date(1999, 3, 5), earliest=dt.date(1999, 3, 9))
    assert anchored(given) == attrs.evolve(given, span=span("Tuesday", ANCHORED))
    bare = When(text="Tuesday")
    assert anchored(bare) == attrs.evolve(bare, span=span("Tuesday", ANCHORED))
    text, bare = "It came on 5 March 1999.", When(text="5 March 1999")
    (statement,) = grounded(text, statements=[said("It came", times=[bare])]).statements
    assert statement.times == (attrs.evolve(bare, span=span("5 March 1999", text)),)
    placed = When(text="Tuesday", anchor=dt.date(1999, 3, 5), span=span("Tuesday", ANCHORED))
    assert anchored(placed) == placed


def test_the_same_words_twice_in_one_record_stay_open_together() -> None:
    statement = said(["no", "no"], evidence=["no and no"])
    text = "He said no and no. Ann said no."
    assert faults(text, statement) == [
        ("statements[0].content[0]", "quote-ambiguous"),
        ("statements[0].content[1]", "quote-ambiguous"),
    ]
