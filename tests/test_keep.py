"""Keeping the valid part of a draft, and reporting what was left out."""

from __future__ import annotations

import random
import re
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsevents import (
    ActorKind,
    Article,
    Certainty,
    Draft,
    DraftActor,
    DraftAllegation,
    DraftRole,
    DraftSource,
    DraftStatement,
    Grounded,
    Issue,
    Issues,
    Quote,
    Severity,
    SourceKind,
    StatementKind,
    When,
    check,
    ground,
    read_answer,
)
from newsevents.draft import LISTS
from newsevents.model.fields import fields_of
from newsevents.model.records import LISTS as RECORD_LISTS
from newsevents.testing import drafts

from .example import ARTICLE, BUNDLE, DRAFT, issues_of, places
from .settings import examples

REFERENCES = {(name, field.draft) for name, cls in RECORD_LISTS.items() for field in fields_of(cls) if field.to}

TEXT = "Ana Duarte told Tomas Brandt that the dam was old. Brandt said it was safe. A report by Duarte says more."


def keep(**records: Any) -> Grounded:
    return ground(Article.from_text(TEXT), Draft(**records), on_error="keep")


def said(content: str, **fields: Any) -> DraftStatement:
    unattributed = not fields.get("speakers")
    return DraftStatement(**{"kind": StatementKind.SAY, "unattributed": unattributed, "content": content} | fields)


def person(name: str, **fields: Any) -> DraftActor:
    return DraftActor(**{"name": name, "kind": ActorKind.PERSON} | fields)


def test_of_a_valid_draft_all_is_kept() -> None:
    kept = ground(ARTICLE, DRAFT, on_error="keep")
    assert kept.bundle == BUNDLE == ground(ARTICLE, DRAFT, on_error="raise")
    assert kept.issues == ()


def test_a_faulty_record_is_left_out_and_the_others_stay() -> None:
    kept = keep(
        statements=[said("the dam was new"), said("the dam was old"), said("it was sound"), said("it was safe")]
    )
    assert [one.content[0].exact for one in kept.bundle.statements] == ["the dam was old", "it was safe"]
    assert places(kept.issues) == [
        ("statements[0].content[0]", "quote-not-found"),
        ("statements[2].content[0]", "quote-not-found"),
    ]
    assert [match.path for match in kept.matches] == ["statements[1].content[0]", "statements[3].content[0]"]


def test_a_reference_to_something_left_out_is_left_out_and_says_so() -> None:
    kept = keep(
        actors=[person("Ana Duarte")],
        sources=[DraftSource(id="source:a", kind=SourceKind.REPORT, title="A report by Bob"),
                 DraftSource(id="source:b", kind=SourceKind.REPORT, evidence=["says more"], via="source:a")],
        statements=[said("the dam was old"), said("it was safe", source="source:b")],
        allegations=[DraftAllegation(claimants=["Bob"], content=["it was safe"])],
    )  # fmt: skip
    assert [one.content[0].exact for one in kept.bundle.statements] == ["the dam was old", "it was safe"]
    assert [(one.id, one.via_id) for one in kept.bundle.sources] == [
        ("source:b", "source:article"),
        ("source:article", None),
    ]
    assert kept.bundle.statements[1].source_id == "source:b"
    assert kept.bundle.allegations == ()
    assert places(kept.issues) == [
        ("sources[0].evidence", "no-evidence"),
        ("sources[1].via", "name-unknown"),
        ("allegations[0].claimants[0]", "name-unknown"),
        ("allegations[0].claimants", "no-claimant"),
    ]
    messages = [issue.message for issue in kept.issues]
    assert messages[1] == "what this refers to was left out, so this is too"
    assert messages[2] == "no actor of the draft has this name"
    assert (kept.issues[1].value, kept.issues[1].fix) == ("source:a", "correct what was left out")


def test_references_to_several_things_left_out_leave_the_record_if_it_needs_none_of_them() -> None:
    kept = keep(
        sources=[
            DraftSource(id="source:a", kind=SourceKind.REPORT, evidence=["no such report"]),
            DraftSource(id="source:b", kind=SourceKind.REPORT, evidence=["nor this"], via="source:a"),
            DraftSource(id="source:c", kind=SourceKind.REPORT, evidence=["says more"], via="source:b"),
        ],
        statements=[said("the dam was old", source="source:c", id="statement:a"), said("it was safe")],
        allegations=[
            DraftAllegation(
                claimants=["Duarte"], content=["the dam was old"], statement="statement:a", source="source:a"
            )
        ],
        actors=[person("Duarte")],
    )
    assert [one.source_id for one in kept.bundle.statements] == ["source:c", "source:article"]
    assert [(one.statement_id, one.source_id) for one in kept.bundle.allegations] == [("statement:a", "source:article")]
    assert [source.via_id for source in kept.bundle.sources if source.id == "source:c"] == ["source:article"]
    assert places(kept.issues) == [
        ("sources[0].evidence[0]", "quote-not-found"),
        ("sources[0].evidence", "no-evidence"),
        ("sources[1].evidence[0]", "quote-not-found"),
        ("sources[1].evidence", "no-evidence"),
        ("sources[2].via", "name-unknown"),
        ("allegations[0].source", "name-unknown"),
    ]


def test_an_actor_stays_without_its_faulty_parts() -> None:
    roles = [DraftRole(title="minister", words="the minister"), DraftRole(title="chief")]
    kept = keep(
        actors=[person("Ana Duarte", mentions=["she", "Duarte says"], roles=roles, country="Veldora")],
        statements=[said("the dam was old", speakers=["Ana Duarte"])],
    )
    (actor,) = kept.bundle.actors
    assert [span.exact for span in actor.mentions] == ["Ana Duarte", "Duarte says"]
    assert [role.title for role in actor.roles] == ["chief"]
    assert actor.country is None
    assert len(kept.bundle.statements) == 1
    assert places(kept.issues) == [
        ("actors[0].mentions[0]", "quote-not-found"),
        ("actors[0].roles[0].words", "quote-not-found"),
        ("actors[0].country", "country-code"),
    ]


def test_an_actor_that_stands_nowhere_is_left_out_with_its_statements() -> None:
    kept = keep(
        actors=[person("Nobody"), person("Tomas Brandt")],
        statements=[said("it was safe", speakers=["Tomas Brandt"]), said("the dam was old", speakers=["Nobody"])],
    )
    assert [actor.name for actor in kept.bundle.actors] == ["Tomas Brandt"]
    assert places(kept.issues) == [
        ("actors[0]", "no-evidence"),
        ("statements[1].speakers[0]", "name-unknown"),
        ("statements[1].speakers", "no-speaker"),
    ]
    assert {match.path for match in kept.matches} == {"statements[0].content[0]"}


def test_all_that_is_wrong_with_a_part_of_an_actor_takes_that_part_only() -> None:
    wrong: Any = "chief"
    kept = keep(
        actors=[
            person("Ana Duarte", part_of="Bob", members=["Bob", "Tomas Brandt"]),
            person("Tomas Brandt", aliases=["Brandt"], evidence=["Brandt denied", "Brandt said"]),
        ],
        statements=[said("the dam was old", speakers=["Ana Duarte"], addressees=["Brandt"])],
    )
    ana, tomas = kept.bundle.actors
    assert (ana.part_of_id, ana.member_ids) == (None, ("actor:tomas-brandt",))
    assert [span.exact for span in tomas.evidence] == ["Brandt said"]
    assert len(kept.bundle.statements) == 1
    assert places(kept.issues) == [
        ("actors[0].part_of", "name-unknown"),
        ("actors[0].members[0]", "name-unknown"),
        ("actors[1].evidence[0]", "quote-not-found"),
    ]
    assert keep(actors=[person("Ana Duarte", roles=wrong)]).bundle.actors[0].roles == ()


def test_an_actor_may_be_wrong_again_and_again_and_loses_only_what_is_wrong() -> None:
    kept = keep(
        actors=[
            person("Nobody"),
            person("Ana Duarte", country="Veldora", part_of="Nobody"),
            person("Tomas Brandt", country="Kessia", roles=[DraftRole(title="envoy", of="Ana Duarte")]),
            person("report", part_of="Nobody"),
            person("dam", part_of="Nobody", members=["Ana Duarte", "Nobody"]),
        ],
        statements=[
            said("the dam was old", speakers=["Ana Duarte"]),
            said("it was safe", speakers=["Tomas Brandt", "Nobody"]),
        ],
    )
    ana, tomas, _, dam = kept.bundle.actors
    assert [(actor.country, actor.part_of_id) for actor in kept.bundle.actors] == [(None, None)] * 4
    assert [role.of_id for role in tomas.roles] == [*dam.member_ids] == [ana.id]
    assert [one.speaker_ids for one in kept.bundle.statements] == [(ana.id,), (tomas.id,)]
    assert places(kept.issues) == [
        ("actors[0]", "no-evidence"),
        ("actors[1].country", "country-code"),
        ("actors[1].part_of", "name-unknown"),
        ("actors[2].country", "country-code"),
        ("actors[3].part_of", "name-unknown"),
        ("actors[4].part_of", "name-unknown"),
        ("actors[4].members[1]", "name-unknown"),
        ("statements[1].speakers[1]", "name-unknown"),
    ]
    following = [issue for issue in kept.issues if issue.code == "name-unknown"]
    assert {(issue.message, issue.fix) for issue in following} == {
        ("what this refers to was left out, so this is too", "correct what was left out")
    }


def test_a_name_never_means_another_actor_because_its_own_was_left_out() -> None:
    kept = keep(
        actors=[person("Ana Duarte", kind="no kind"), person("Luis Duarte", aliases=["Brandt"])],
        statements=[said("the dam was old", speakers=["Duarte"]), said("it was safe", speakers=["Luis Duarte"])],
    )
    assert [one.content[0].exact for one in kept.bundle.statements] == ["it was safe"]
    assert ("statements[0].speakers[0]", "name-ambiguous") in places(kept.issues)
    kept = keep(
        actors=[person("A. Duarte", aliases=["Duarte of Veldora"]), person("Tomas Brandt", aliases=["Veldora"])],
        statements=[said("the dam was old", speakers=["Duarte of Veldora"]), said("it was safe")],
    )
    assert ("statements[0].speakers[0]", "name-unknown") in places(kept.issues)


def test_an_office_whose_words_are_wrong_still_tells_who_is_meant() -> None:
    roles = [DraftRole(title="minister", words="the minister")]
    kept = keep(
        actors=[person("Ana Duarte", roles=roles)],
        statements=[said("the dam was old", speakers=["Ana Duarte"]), said("it was safe", speakers=["the minister"])],
    )
    assert kept.bundle.actors[0].roles == ()
    assert [one.speaker_ids for one in kept.bundle.statements] == [("actor:ana-duarte",)] * 2
    assert places(kept.issues) == [("actors[0].roles[0].words", "quote-not-found")]


def test_a_record_is_kept_without_what_it_can_be_without() -> None:
    kept = keep(
        actors=[person("Ana Duarte"), person("Tomas Brandt", aliases=["Brandt"])],
        statements=[
            said(
                "it was safe",
                speakers=["Brandt", "Nobody", "Tomas Brandt"],
                hedges=["perhaps", "said"],
                quotes=["the dam was old", "safe"],
                cue=["claimed"],
                when="2 June 2030",
                place="Lys",
                meeting="meeting:none",
                certainty="sure",
                source=7,
            )
        ],
    )
    (made,) = kept.bundle.statements
    assert made.speaker_ids == ("actor:tomas-brandt",)
    assert [span.exact for span in (*made.hedges, *made.quotes, *made.cue)] == ["said", "safe"]
    assert (made.when, made.place, made.meeting_id, made.certainty) == (None, None, None, Certainty.UNSPECIFIED)
    assert sorted(places(kept.issues)) == [
        ("statements[0].certainty", "unknown-member"),
        ("statements[0].cue[0]", "quote-not-found"),
        ("statements[0].hedges[0]", "quote-not-found"),
        ("statements[0].meeting", "name-unknown"),
        ("statements[0].place", "quote-not-found"),
        ("statements[0].quotes[0]", "quote-outside-content"),
        ("statements[0].source", "type"),
        ("statements[0].speakers[1]", "name-unknown"),
        ("statements[0].speakers[2]", "repeated-reference"),
        ("statements[0].when", "quote-not-found"),
    ]


def test_what_turns_what_a_record_says_takes_the_record_with_it() -> None:
    kept = keep(
        statements=[
            said("it was safe", negated="yes"),
            attrs.evolve(said("it was safe"), content=["the dam was old", "nowhere"]),
            said("the dam was old", unattributed=False),
            said("it was safe", kind="sing"),
            said("the dam was old"),
        ]
    )
    assert [one.content[0].exact for one in kept.bundle.statements] == ["the dam was old"]
    assert [match.path for match in kept.matches] == ["statements[4].content[0]"]
    assert sorted(places(kept.issues)) == [
        ("statements[0].negated", "type"),
        ("statements[1].content[1]", "quote-not-found"),
        ("statements[2].speakers", "no-speaker"),
        ("statements[3].kind", "unknown-member"),
    ]


def test_what_is_no_record_at_all_is_left_out() -> None:
    nothing: Any = "a text"
    kept = keep(actors=[nothing, person("Ana Duarte")], statements=[said("it was safe", speakers=["Ana Duarte"])])
    assert [actor.name for actor in kept.bundle.actors] == ["Ana Duarte"]
    assert places(kept.issues) == [("actors[0]", "type")]


def test_the_publisher_is_an_actor_beside_those_that_are_kept() -> None:
    article = Article.from_text(TEXT, publisher="The Courier")
    statements = [said("the dam was old", speakers=["The Courier"]), said("no such words"), said("it was safe")]
    draft = Draft(actors=[person("Nobody"), person("Ana Duarte")], statements=statements)
    kept = ground(article, draft, on_error="keep")
    assert [actor.name for actor in kept.bundle.actors] == ["Ana Duarte", "The Courier"]
    assert [one.speaker_ids for one in kept.bundle.statements] == [("actor:the-courier",), ()]
    assert places(kept.issues) == [("actors[0]", "no-evidence"), ("statements[1].content[0]", "quote-not-found")]


def test_a_date_that_cannot_be_is_left_out() -> None:
    article = Article.from_text("On 3 June 2030 Ana Duarte said the dam was old.", published="2024-05-17")
    draft = Draft(
        actors=[person("Ana Duarte")],
        statements=[said("the dam was old", speakers=["Ana Duarte"], when="3 June 2030")],
    )
    kept = ground(article, draft, on_error="keep")
    assert [one.when for one in kept.bundle.statements] == [None]
    assert places(kept.issues) == [("statements[0].when", "after-publication")]


def test_two_records_with_one_id_are_both_kept_and_a_reference_to_it_means_neither() -> None:
    kept = keep(
        actors=[person("Ana Duarte", id="actor:a"), person("Tomas Brandt", id="actor:a")],
        statements=[
            said("the dam was old", id="statement:a", speakers=["Ana Duarte"]),
            said("it was safe", id="statement:a", speakers=["Tomas Brandt"]),
            said("says more", speakers=["actor:a"]),
        ],
        allegations=[DraftAllegation(claimants=["Ana Duarte"], content=["the dam was old"], statement="statement:a")],
    )
    assert [actor.id for actor in kept.bundle.actors] == ["actor:a", "actor:tomas-brandt"]
    assert [one.id.startswith("statement:a") for one in kept.bundle.statements] == [True, False]
    assert [one.statement_id for one in kept.bundle.allegations] == [None]
    assert places(kept.issues) == [
        ("actors[1].id", "duplicate-id"),
        ("statements[1].id", "duplicate-id"),
        ("statements[2].speakers[0]", "name-ambiguous"),
        ("statements[2].speakers", "no-speaker"),
        ("allegations[0].statement", "name-ambiguous"),
    ]


def test_the_same_record_twice_is_kept_once() -> None:
    kept = keep(actors=[person("Ana Duarte"), person("Ana Duarte")], statements=[said("it was safe")] * 2)
    assert (len(kept.bundle.actors), len(kept.bundle.statements)) == (1, 1)
    assert places(kept.issues) == [("actors[1].id", "duplicate-id"), ("statements[1].id", "duplicate-id")]


def test_any_text_is_an_id_in_a_draft() -> None:
    draft = Draft(
        actors=[person("Ana Duarte", id="the minister!"), person("Tomas Brandt", id="statement:b")],
        sources=[DraftSource(id="Report 1", kind=SourceKind.REPORT, title="A report by Duarte")],
        statements=[said("the dam was old", id="1", speakers=["the minister!"], source="Report 1")],
        allegations=[
            DraftAllegation(id="x: y", claimants=["statement:b"], content=["it was safe"], statement="1"),
            DraftAllegation(claimants=["Ana Duarte"], content=["the dam was old"], disputes=["x: y"]),
        ],
    )
    bundle = ground(Article.from_text(TEXT), draft)
    claim, other = bundle.allegations
    assert [actor.id for actor in bundle.actors] == ["actor:ana-duarte", "actor:tomas-brandt"]
    assert bundle.statements[0].speaker_ids == ("actor:ana-duarte",)
    assert bundle.statements[0].source_id == bundle.sources[0].id == "source:a-report-by-duarte"
    assert (claim.statement_id, claim.claimant_ids) == (bundle.statements[0].id, ("actor:tomas-brandt",))
    assert other.disputes_ids == (claim.id,)


def test_of_a_record_that_gives_nothing_else_the_id_is_made_from_its_label() -> None:
    actor = DraftActor(id="the one", name="?", kind=ActorKind.PERSON, mentions=["Ana Duarte"])
    assert [one.id for one in ground(Article.from_text(TEXT), Draft(actors=[actor])).actors] == ["actor:the-one"]
    nameless = attrs.evolve(actor, id="!")
    assert places(issues_of(lambda: ground(Article.from_text(TEXT), Draft(actors=[nameless])))) == [
        ("actors[0].name", "no-id")
    ]


def test_a_source_that_takes_the_id_of_the_articles_own_gets_another() -> None:
    kept = keep(
        sources=[DraftSource(id="source:article", kind=SourceKind.REPORT, title="A report")],
        statements=[said("the dam was old"), said("it was safe", source="A report")],
    )
    assert [(source.id, source.kind) for source in kept.bundle.sources] == [
        ("source:a-report", SourceKind.REPORT),
        ("source:article", SourceKind.ARTICLE),
    ]
    assert [one.source_id for one in kept.bundle.statements] == ["source:article", "source:a-report"]
    assert [issue.code for issue in kept.issues] == ["duplicate-id"]


def test_the_article_as_a_source_is_left_out_where_it_is_the_second() -> None:
    own = [DraftSource(kind=SourceKind.ARTICLE, id=f"source:{name}") for name in "ab"]
    kept = keep(sources=own, statements=[said("the dam was old"), said("it was safe", source="source:b")])
    assert [source.id for source in kept.bundle.sources] == ["source:a"]
    assert {one.source_id for one in kept.bundle.statements} == {"source:a"}
    assert places(kept.issues) == [("sources[1].kind", "source-chain"), ("statements[1].source", "name-unknown")]


def test_a_match_that_took_steps_has_its_place_in_the_draft() -> None:
    kept = keep(statements=[said("no such words"), said("the  dam was old")])
    assert [(match.path, [step.value for step in match.steps]) for match in kept.matches] == [
        ("statements[1].content[0]", ["white_space"])
    ]


def test_an_article_without_text_is_told_what_to_do() -> None:
    (issue,) = issues_of(lambda: ground(BUNDLE.detach().article, DRAFT))
    assert (issue.path, issue.code, issue.message) == ("article.text", "no-text", "the article has no text")
    assert issue.fix


def test_a_draft_of_another_version_is_told_which_is_meant() -> None:
    (issue,) = issues_of(lambda: ground(ARTICLE, attrs.evolve(DRAFT, format_version="2.0")))
    assert (issue.path, issue.code, issue.value) == ("format_version", "version", "2.0")
    assert DRAFT.format_version in issue.message


def test_a_record_of_a_wrong_type_is_left_out() -> None:
    wrong = said("the dam was old", negated="no")
    kept = keep(statements=[wrong, said("it was safe")])
    assert places(kept.issues) == [("statements[0].negated", "type")]
    assert len(kept.bundle.statements) == 1


def test_faults_that_show_only_when_others_are_gone_have_their_places_in_the_draft() -> None:
    kept = keep(statements=[said("the dam was old", negated="no"), said("it was new"), said("it was safe")])
    assert places(kept.issues) == [("statements[0].negated", "type"), ("statements[1].content[0]", "quote-not-found")]


def test_a_name_that_never_was_is_told_apart_from_one_that_was_left_out_for_its_type() -> None:
    wrong: Any = "no kind"
    kept = keep(
        actors=[
            person("Ana Duarte", kind=wrong, mentions=["Duarte says"], roles=[DraftRole(title="chief")]),
            person("Tomas Brandt", aliases={"the envoy"}),
        ],
        sources=[
            DraftSource(id="source:a", kind=wrong, title="A report by Duarte"),
            DraftSource(id="source:b", kind=SourceKind.REPORT, evidence=["says more"], by=["Nobody"]),
        ],
        statements=[
            said("the dam was old", speakers=["Duarte", "chief"], addressees=["Duarte says", "Nobody"]),
            said("it was safe", speakers=["the envoy", "Tomas Brandt"], source="A report by Duarte"),
            said("says more", source="Ana Duarte"),
            said("it was safe", source="source:b", id="statement:b"),
        ],
        allegations=[DraftAllegation(claimants=["Tomas Brandt"], content=["it was safe"], statement="statement:b")],
    )
    assert [actor.name for actor in kept.bundle.actors] == ["Tomas Brandt"]
    left_out, unknown = "what this refers to was left out, so this is too", "no actor of the draft has this name"
    assert [(issue.path, issue.message) for issue in kept.issues if issue.code == "name-unknown"] == [
        ("sources[1].by[0]", unknown),
        ("statements[0].speakers[0]", left_out),
        ("statements[0].speakers[1]", left_out),
        ("statements[0].addressees[0]", left_out),
        ("statements[0].addressees[1]", unknown),
        ("statements[1].speakers[0]", left_out),
        ("statements[1].source", left_out),
        ("statements[2].source", "no source of the draft has this name or id"),
    ]
    fixes = {issue.message: issue.fix for issue in kept.issues}
    assert fixes[left_out] == "correct what was left out" != fixes[unknown]


def test_a_name_in_words_or_in_an_office_that_were_left_out_for_their_type_is_left_out_too() -> None:
    wrong: Any = 5
    mentions: Any = {Quote(exact="the envoy")}
    roles: Any = {DraftRole(title="chief")}
    kept = keep(
        actors=[
            person("Ana Duarte", mentions=mentions, roles=[DraftRole(title="aide", of="the envoy")]),
            person("Tomas Brandt", roles=roles),
        ],
        statements=[said("the dam was old", speakers=[wrong, "the envoy"]), said("it was safe", speakers=["chief"])],
    )
    message = "what this refers to was left out, so this is too"
    assert [(issue.path, issue.message, issue.fix) for issue in kept.issues if issue.code == "name-unknown"] == [
        ("actors[0].roles[0].of", message, "correct what was left out"),
        ("statements[0].speakers[1]", message, "correct what was left out"),
        ("statements[1].speakers[0]", message, "correct what was left out"),
    ]


def test_of_a_list_that_loses_items_again_and_again_each_has_its_place_in_the_draft() -> None:
    wrong: Any = 5
    kept = keep(statements=[said("the dam was old", hedges=[wrong, "perhaps", "told", wrong, "maybe", "Brandt that"])])
    assert places(kept.issues) == [
        ("statements[0].hedges[0]", "type"),
        ("statements[0].hedges[3]", "type"),
        ("statements[0].hedges[1]", "quote-not-found"),
        ("statements[0].hedges[4]", "quote-not-found"),
    ]
    assert [match.path for match in kept.matches] == [
        "statements[0].content[0]",
        "statements[0].hedges[2]",
        "statements[0].hedges[5]",
    ]


def test_an_office_of_what_was_left_out_for_its_type_is_left_out_too() -> None:
    wrong: Any = "no kind"
    chief = person("Tomas Brandt", roles=[DraftRole(title="chief", of="Ana Duarte")])
    kept = keep(actors=[person("Ana Duarte", kind=wrong), chief])
    assert [(issue.path, issue.message) for issue in kept.issues if issue.code == "name-unknown"] == [
        ("actors[1].roles[0].of", "what this refers to was left out, so this is too")
    ]


def test_what_was_left_out_for_its_type_is_known_by_its_id() -> None:
    wrong: Any = "no kind"
    kept = keep(
        actors=[person("Ana Duarte", kind=wrong, id="actor:ana")],
        statements=[said("the dam was old", speakers=["actor:ana"])],
    )
    assert [(issue.path, issue.message) for issue in kept.issues if issue.code == "name-unknown"] == [
        ("statements[0].speakers[0]", "what this refers to was left out, so this is too")
    ]


@pytest.mark.parametrize(
    ("article", "draft"),
    [
        (Article.from_text(TEXT), attrs.evolve(DRAFT, format_version="2.0")),
        (BUNDLE.detach().article, DRAFT),
        (Article.from_text(TEXT, url="no url"), Draft(statements=[said("it was safe")])),
        (None, DRAFT),
        (ARTICLE, None),
        (ARTICLE, attrs.evolve(DRAFT, statements={"a"})),
    ],
)
def test_where_the_article_or_the_whole_draft_is_wrong_nothing_is_kept(article: Any, draft: Any) -> None:
    expected = issues_of(lambda: ground(article, draft))
    assert issues_of(lambda: ground(article, draft, on_error="keep")) == expected


def test_any_other_way_with_errors_is_refused() -> None:
    with pytest.raises(ValueError, match="'drop'"):
        ground(ARTICLE, DRAFT, on_error="drop")  # type: ignore[call-overload]


def test_neither_argument_is_changed() -> None:
    draft = Draft(actors=[person("Nobody")], statements=[said("it was sound"), said("it was safe")])
    before = repr(draft)
    ground(Article.from_text(TEXT), draft, on_error="keep")
    assert repr(draft) == before


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(50)
)
@given(drafts())
def test_faulty_records_take_no_valid_ones_with_them(pair: tuple[Article, Draft]) -> None:
    article, draft = pair
    absent = "zzz " + (article.text or "")
    faulty = attrs.evolve(draft, statements=[said(absent, id="statement:faulty"), *draft.statements])
    kept = ground(article, faulty, on_error="keep")
    assert places(kept.issues) == [("statements[0].content[0]", "quote-not-found")]
    assert kept.bundle == attrs.evolve(ground(article, draft), sources=kept.bundle.sources)


NEEDED = {"id", "kind", "name", "status", "content", "negated", "evidence", "speakers", "unattributed", "claimants"}


def spots(draft: Draft) -> list[tuple[str, int, str]]:
    """The fields of a draft's records that these can do without: list, index, name."""
    return [
        (name, index, field.name)
        for name, cls in LISTS.items()
        for index, record in enumerate(getattr(draft, name))
        for field in fields_of(cls)
        if field.name not in NEEDED and not (field.name == "source" and _needs_its_source(record))
    ]


def _needs_its_source(record: object) -> bool:
    """Whether a record has no speaker other than a source that speaks for itself."""
    return isinstance(record, DraftAllegation) or (
        isinstance(record, DraftStatement) and not record.speakers and not record.unattributed
    )


SPOILED = st.sampled_from(
    [None, 5, "", "zzz no such words zzz", (), [3], {"a"}, ("zzz",), (5, None), Quote(exact="zzz")]
)


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
    max_examples=examples(100),
)
@given(drafts(), st.data())
def test_spoiling_optional_fields_loses_no_record_and_each_loss_is_told(
    pair: tuple[Article, Draft], data: st.DataObject
) -> None:
    article, draft = pair
    whole = ground(article, draft)
    places = data.draw(st.lists(st.sampled_from(spots(draft) or [("", 0, "")]), unique=True, max_size=4))
    lists: dict[str, list[Any]] = {name: [*getattr(draft, name)] for name in LISTS}
    for name, index, field in filter(lambda place: place[0], places):
        record, bad = lists[name][index], data.draw(SPOILED)
        value = getattr(record, field)
        if type(value) is tuple and data.draw(st.booleans()):  # one item more
            bad = (*value, bad)
        lists[name][index] = attrs.evolve(record, **{field: bad})
    kept = ground(article, attrs.evolve(draft, **lists), on_error="keep")
    before, after = ({record.id: record for record in bundle.records} for bundle in (whole, kept.bundle))
    assert before.keys() <= after.keys()
    for name, cls in RECORD_LISTS.items():
        for index, record in enumerate(getattr(whole, name)):
            for field in fields_of(cls):
                path = f"{name}[{index}].{field.draft}"
                same = getattr(after[record.id], field.name) == getattr(record, field.name)
                told = any(re.match(rf"{re.escape(path)}(\[|\.|$)", issue.path) for issue in kept.issues)
                spoiled = (name, index, field.draft) in places
                assert same or told or spoiled, path
    for issue in kept.issues:
        assert issue.path.partition("]")[0] in {f"{name}[{index}" for name, index, _ in places}, issue


@given(st.data())
def test_ids_in_a_draft_may_be_any_texts(data: st.DataObject) -> None:
    records = [record for name in LISTS for record in getattr(DRAFT, name)]
    texts = st.text(min_size=1).map("\N{SNOWMAN}".__add__)
    labels = iter(data.draw(st.lists(texts, min_size=len(records), max_size=len(records), unique=True)))
    label = {record.id or id(record): next(labels) for record in records}

    def labelled(name: str, record: Any) -> Any:
        given = {field.name: getattr(record, field.name) for field in fields_of(type(record))}
        told = {
            field: label.get(value, value)
            for field, value in given.items()
            if (name, field) in REFERENCES and isinstance(value, str)
        }
        several = {
            field: tuple(label.get(one, one) for one in value)
            for field, value in given.items()
            if (name, field) in REFERENCES and isinstance(value, tuple)
        }
        return attrs.evolve(record, id=label[record.id or id(record)], **told, **several)

    changed = {name: [labelled(name, record) for record in getattr(DRAFT, name)] for name in LISTS}
    bundle = ground(ARTICLE, attrs.evolve(DRAFT, **changed))
    assert [record.evidence for record in bundle.records] == [record.evidence for record in BUNDLE.records]
    assert [actor.id for actor in bundle.actors] == [actor.id for actor in BUNDLE.actors]
    assert [one.speaker_ids for one in bundle.statements] == [one.speaker_ids for one in BUNDLE.statements]
    made = {one.id for one in bundle.statements}
    assert all(one.statement_id in made for one in bundle.allegations if one.statement_id is not None)


# --- issues for models and for people


ISSUES = Issues(
    [
        Issue("statements[0].content[0]", "quote-not-found", "these words do not stand", "the “new” dam", "copy them"),
        Issue("", "type", "a draft is a JSON object", []),
        Issue("actors[0].name", "surrogate", "a text was expected", "漢" * 300, "Decode it.", Severity.WARNING, 7),
    ]
)


def test_a_prompt_says_where_what_and_what_to_do_and_no_codes() -> None:
    assert ISSUES.to_prompt().splitlines() == [
        '1. statements[0].content[0]: You wrote "the “new” dam". These words do not stand. Copy them.',
        "2. The whole: You wrote []. A draft is a JSON object.",
        f'3. line 7, actors[0].name: You wrote "{"漢" * 200}…". This may be wrong: a text was expected. Decode it.',
    ]
    assert Issues().to_prompt() == ""


def test_a_prompt_can_be_sent_and_keeps_paths_as_they_are() -> None:
    issue = Issue("actors[1].name", "surrogate", "actors[0] has it", "a\ud800")
    assert Issues([issue]).to_prompt() == '1. actors[1].name: You wrote "a\\ud800". actors[0] has it.'


def test_an_id_that_two_records_would_have_is_told_once() -> None:
    said = attrs.evolve(DRAFT.statements[0], meeting=None)
    draft = attrs.evolve(DRAFT, statements=[said, attrs.evolve(said, id="again")], allegations=())
    issues = ground(ARTICLE, draft, on_error="keep").issues
    assert places(issues) == [("statements[1].id", "duplicate-id")]
    assert issues.to_prompt().startswith('1. statements[1].id: Its id is "statement:duarte-criticize-')


def test_errors_and_warnings_can_be_had_apart() -> None:
    assert (ISSUES.errors, ISSUES.warnings) == (ISSUES[:2], ISSUES[2:])


def test_of_a_pair_of_values_a_prompt_says_both() -> None:
    issue = Issue("meetings[0].when", "when-bounds", "the bounds do not fit", ("2023-01-01", None, "2023-01-02"))
    assert Issues([issue]).to_prompt() == (
        '1. meetings[0].when: You wrote "2023-01-01", "2023-01-02". The bounds do not fit.'
    )


def test_a_value_that_cannot_be_shown_is_named_by_its_class() -> None:
    issue = Issue("quantities[0].low", "type", "a number was expected", 10**5000)  # Python writes no number this long
    assert str(issue) == "quantities[0].low: [type] a number was expected (got a int)"
    assert issue == attrs.evolve(issue)
    assert issue != attrs.evolve(issue, value=0)


def test_a_table_has_a_row_for_each_issue_within_its_width() -> None:
    lines = Issues(ISSUES[:2]).to_table(width=80).splitlines()
    assert lines == [
        "where                     rule             what is wrong       what to do",
        "------------------------  ---------------  ------------------  -----------------",
        "statements[0].content[0]  quote-not-found  'the “new” dam':    copy them",
        "                                           these words do not",
        "                                           stand",
        "                          type             []: a draft is a",
        "                                           JSON object",
    ]
    assert Issues().to_table() == ""


def test_a_table_counts_the_columns_that_letters_take() -> None:
    (wide,) = (line for line in ISSUES.to_table(width=100).splitlines() if "line 7" in line)
    cell = wide.split("surrogate")[1].strip()
    assert sum(2 if letter == "漢" else 1 for letter in cell.split("  ")[0]) <= 27


# --- consequences of records that are left out

RIVER = "River Times"


def answered(publisher: str | None = None, **lists: Any) -> Grounded:
    """The result of grounding the valid part of an answer."""
    return read_answer(lists, on_error="keep").ground(Article.from_text(TEXT, publisher=publisher))


def paths_of(issues: Issues) -> list[tuple[str, str]]:
    return [(issue.path, issue.code) for issue in issues]


def test_a_publisher_that_is_left_out_has_no_id() -> None:
    kept = answered(RIVER, actors=[{"name": RIVER, "kind": "x"}], statements=[{"kind": "say", "content": "old"}])
    assert kept.bundle.article.publisher_id is None
    assert kept.bundle.actors == ()


def test_the_issuer_of_a_source_that_is_left_out_is_no_publisher() -> None:
    kept = answered(sources=[{"kind": "x", "by": [RIVER]}])
    assert kept.bundle.records == ()
    assert [path for path, _ in paths_of(kept.issues)] == ["sources[0].kind"]


def test_an_issuer_that_is_not_the_publisher_needs_evidence() -> None:
    article = Article.from_text(TEXT, publisher="Ana Duarte")
    draft = Draft(actors=[person("Ana Duarte")], sources=[DraftSource(kind=SourceKind.ARTICLE, by=[RIVER])])
    told = [("sources[0].by[0]", "no-evidence")]
    assert [(issue.path, issue.code) for issue in issues_of(lambda: ground(article, draft))] == told
    kept = ground(article, draft, on_error="keep")
    assert paths_of(kept.issues) == told
    assert [actor.name for actor in kept.bundle.actors] == ["Ana Duarte"]
    assert kept.bundle.source("source:article").by_ids == ()


def test_a_publisher_whose_source_is_invalid_is_not_reported_too() -> None:
    source = DraftSource(kind=SourceKind.ARTICLE, by=[RIVER], published=When(text="on Friday"))
    told = [("sources[0].published", "quote-not-found")]
    article, draft = Article.from_text(TEXT), Draft(sources=[source])
    assert [(issue.path, issue.code) for issue in issues_of(lambda: ground(article, draft))] == told
    kept = ground(article, draft, on_error="keep")
    assert paths_of(kept.issues) == told
    assert [actor.name for actor in kept.bundle.actors] == [RIVER]


def test_issues_of_a_quote_with_omissions_have_its_path() -> None:
    quotes = ["that the \u2026 was old", "\ud800", "A report"]
    kept = answered(statements=[{"kind": "say", "unattributed": True, "content": "it was safe", "quotes": quotes}])
    told = [(f"statements[0].quotes[{at}]", "quote-outside-content") for at in (0, 2)]
    assert [one for one in paths_of(kept.issues) if one[1] == "quote-outside-content"] == told
    assert kept.bundle.statements[0].quotes == ()


def spoiled(value: Any, rng: random.Random) -> Any:
    """A JSON value with some parts replaced or missing."""
    if rng.random() < 0.08:
        words = ("x", "", "\ud800", "Tomas Brandt", "said", "the dam \u2026 old", RIVER, "actor:ana-duarte", "article")
        return rng.choice([*words, 5, None, [], {}, ["x"], {"exact": "old", "start": 10**30}, {"text": "Friday"}])
    if isinstance(value, dict):
        return {name: spoiled(one, rng) for name, one in value.items() if rng.random() > 0.05}
    return [spoiled(one, rng) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("publisher", [None, RIVER, "Ana Duarte"])
def test_keeping_the_valid_part_of_a_spoiled_answer_never_raises(publisher: str | None) -> None:
    rng = random.Random(21)
    whole = {
        "actors": [
            {"name": "Ana Duarte", "kind": "person", "mentions": ["Duarte"], "roles": [{"title": "mayor"}]},
            {"name": "Tomas Brandt", "kind": "person", "aliases": ["Brandt"], "part_of": RIVER},
            {"name": RIVER, "kind": "media", "members": ["Ana Duarte"]},
        ],
        "sources": [
            {"kind": "article", "by": [RIVER], "published": {"text": "Friday"}},
            {"kind": "report", "by": ["Ana Duarte"], "title": "A report", "via": "article", "evidence": ["says"]},
        ],
        "statements": [
            {
                "kind": "say",
                "speakers": ["Ana Duarte"],
                "content": "the dam \u2026 old",
                "quotes": ["old", "was \u2026 old"],
            },
            {"kind": "say", "speakers": ["Brandt"], "cue": "said", "content": "it was safe", "source": "A report"},
        ],
        "meetings": [{"kind": "talks", "status": "held", "participants": ["Ana Duarte", RIVER], "place": "Rome"}],
        "allegations": [{"id": "a", "claimants": ["Ana Duarte"], "content": "old", "supports": ["a"]}],
    }
    for _ in range(150):
        kept = answered(publisher, **{name: spoiled(records, rng) for name, records in whole.items()})
        assert check(kept.bundle).errors == ()
        assert kept.issues.to_table()
