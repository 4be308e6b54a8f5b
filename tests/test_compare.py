"""The agreement of two bundles: which records match, and in which fields they agree."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from newsevents import (
    Actor,
    ActorKind,
    Article,
    Bundle,
    Certainty,
    Place,
    Quote,
    Score,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    compare,
)
from newsevents.model.fields import fields_of
from newsevents.model.records import BY_REFERENCE, LISTS
from newsevents.testing import bundles, make_bundle

from .example import BUNDLE, span, with_record
from .settings import examples

TEXT = "Ana Lima said that the old bridge was safe. Bo Chen met Ana Lima in Rome, a report said."
SAFE = "the old bridge was safe"
MEETING = {"participants": ["Ana Lima", "Bo Chen"], "evidence": "Bo Chen met Ana Lima"}


def made(**lists: Any) -> Bundle:
    return make_bundle(TEXT, **{"actors": ["Ana Lima", "Bo Chen"], **lists})


def said(*contents: str, **fields: Any) -> Bundle:
    """A bundle with a statement for each of some words."""
    return made(
        statements=[
            {"id": f"statement:{number}", "speakers": ["Ana Lima"], "content": content, "evidence": "Ana Lima said"}
            | fields
            for number, content in enumerate(contents)
        ]
    )


# --- which records match


@pytest.mark.parametrize(
    ("content", "same"),
    [
        ("that the old bridge was safe", True),
        ("the old bridge", True),
        ("the old bridge was safe. Bo Chen met Ana Lima", True),
        ("that the old", False),
        ("the old bridge was safe. Bo Chen met Ana Lima in", False),
        ("a report said", False),
    ],
)
def test_statements_are_the_same_where_half_of_the_words_of_either_are_in_both(content: str, same: bool) -> None:
    assert compare(said(SAFE), said(content)).statements.matched == same
    assert compare(said(content), said(SAFE)).statements.matched == same


def test_an_equal_id_does_not_make_the_same() -> None:
    assert compare(said(SAFE), said("a report said")).statements.matched == 0


def test_the_best_overlap_comes_first_whatever_the_ids() -> None:
    two = said("the old bridge", SAFE)
    near, nearer = two.statements
    two = attrs.evolve(two, statements=[near, attrs.evolve(nearer, certainty=Certainty.PROBABLE)])
    statements = compare(said("that the old bridge was safe", certainty=Certainty.PROBABLE), two).statements
    assert (statements.matched, statements.fields["certainty"]) == (1, (1, 1))


@pytest.mark.parametrize(
    ("participants", "evidence", "same"),
    [
        (["Ana Lima", "Bo Chen"], "a report said", True),
        (["Ana Lima"], "a report said", True),
        ([], "Bo Chen met Ana Lima in Rome", True),
        ([], "a report said", False),
    ],
)
def test_meetings_are_the_same_by_their_participants_or_their_evidence(
    participants: list[str], evidence: str, same: bool
) -> None:
    other = made(meetings=[{"participants": participants, "evidence": evidence}])
    assert compare(made(meetings=[MEETING]), other).meetings.matched == same


def test_a_group_counts_as_its_members() -> None:
    group = {"name": "the two", "kind": ActorKind.GROUP, "members": ["Ana Lima", "Bo Chen"], "evidence": "Bo Chen met"}
    other = made(
        actors=["Ana Lima", "Bo Chen", group], meetings=[{"participants": ["the two"], "evidence": "a report said"}]
    )
    meetings = compare(made(meetings=[MEETING]), other).meetings
    assert (meetings.matched, meetings.fields["participants"]) == (1, (1, 1))


@pytest.mark.parametrize(("count", "agree"), [(100, True), (101, False)])
def test_a_group_of_more_than_a_hundred_counts_as_itself(count: int, agree: bool) -> None:
    names = [f"Ana {number:03}" for number in range(count)]
    text = f"{', '.join(names)}, the delegates, said it was safe."
    group = {"name": "the delegates", "kind": ActorKind.GROUP, "members": names, "evidence": "the delegates"}
    statement = {"content": "it was safe", "evidence": "said it was safe"}
    one, other = (
        make_bundle(text, actors=[*names, group], statements=[statement | {"speakers": speakers}])
        for speakers in (["the delegates"], names)
    )
    assert compare(one, other).statements.fields["speakers"] == (int(agree), 1)
    assert compare(one, one).statements.fields["speakers"] == (1, 1)


@pytest.mark.parametrize(
    ("name", "aliases", "mention", "same"),
    [
        ("ANA LIMA", [], "a report", True),
        ("the mayor", ["Ana Lima"], "a report", True),
        ("the mayor", [], Quote(exact="Ana Lima", start=0), True),
        ("the mayor", [], "Ana", False),
    ],
)
def test_actors_are_the_same_by_a_name_or_a_mention(
    name: str, aliases: list[str], mention: str | Quote, same: bool
) -> None:
    fields = {"name": name, "aliases": aliases, "mentions": mention, "find_mentions": False}
    if mention == "Ana":
        fields["mentions"] = Quote(exact="Ana", start=0)
    other = make_bundle(TEXT, actors=[fields])
    assert compare(make_bundle(TEXT, actors=["Ana Lima"]), other).actors.matched == same


def sourced(evidence: str) -> Bundle:
    return made(sources=[{"kind": SourceKind.REPORT, "by": ["Bo Chen"], "evidence": evidence}])


@pytest.mark.parametrize(("evidence", "same"), [("a report said", True), ("report", True), ("Rome", False)])
def test_sources_are_the_same_by_their_evidence(evidence: str, same: bool) -> None:
    assert compare(sourced("a report"), sourced(evidence)).sources.matched == 1 + same  # and the article


def test_the_article_as_a_source_is_itself_and_nothing_else() -> None:
    other = sourced("Ana Lima said")
    (report,) = (source for source in other.sources if source.via_id is not None)
    own = attrs.evolve(report, kind=SourceKind.ARTICLE, via_id=None)
    sources = compare(attrs.evolve(other, sources=[own]), other).sources
    assert (sources.matched, sources.fields["kind"]) == (1, (1, 1))


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(20)
)
@given(bundles())
def test_a_bundle_agrees_with_itself_in_everything(bundle: Bundle) -> None:
    comparison = compare(bundle, bundle)
    for name in LISTS:
        score: Score = getattr(comparison, name)
        assert score.found == score.reference == score.matched
        assert all(right == of == score.matched for right, of in score.fields.values())


def test_lists_come_after_those_to_which_they_refer() -> None:
    assert sorted(BY_REFERENCE) == sorted(LISTS)
    for place, name in enumerate(BY_REFERENCE):
        known = {LISTS[one].__name__.lower() for one in BY_REFERENCE[: place + 1]}
        assert {field.to for field in fields_of(LISTS[name]) if field.to} <= known


# --- in which fields


def test_every_field_but_id_and_rule_is_scored_under_its_name_in_a_draft() -> None:
    comparison = compare(BUNDLE, BUNDLE)
    for name, cls in LISTS.items():
        names = [field.draft for field in fields_of(cls) if field.name not in ("id", "rule")]
        assert list(getattr(comparison, name).fields) == names


@pytest.mark.parametrize(
    ("name", "fields", "differs"),
    [
        ("statements", {"kind": StatementKind.WARN, "negated": True}, ["kind", "negated"]),
        ("statements", {"speaker_ids": ["actor:tomas-brandt"]}, ["speakers"]),
        ("statements", {"place": Place(name="Kessia City", country="FR", span=span("Kessia"))}, ["place"]),
        ("statements", {"when": None}, ["when"]),
        ("statements", {"id": "statement:new", "rule": "another"}, []),
        ("actors", {"country": "FR", "name": "Somebody"}, ["name", "country"]),
        ("allegations", {"quantities": []}, ["quantities"]),
    ],
)
def test_a_field_that_says_something_else_does_not_agree(name: str, fields: dict[str, Any], differs: list[str]) -> None:
    score: Score = getattr(compare(with_record(name, 0, **fields), BUNDLE), name)
    assert [field for field, (right, of) in score.fields.items() if right != of] == differs


def test_a_time_is_compared_by_its_bounds_and_a_place_by_its_name() -> None:
    when = attrs.evolve(BUNDLE.statements[0].when, granularity=None, edtf=None, rule="another")
    assert compare(with_record("statements", 0, when=when), BUNDLE).statements.accuracy("when") == 1.0
    places = [Place(name="Kessia", country=country, span=span("Kessia")) for country in (None, "IT")]
    one, other = (with_record("statements", 0, place=place) for place in places)
    assert compare(one, other).statements.accuracy("place") == 1.0


@pytest.mark.parametrize(("count", "agree"), [(4, True), (2, True), (1, False), (0, False)])
def test_a_list_agrees_where_half_of_either_is_in_both(count: int, agree: bool) -> None:
    names = [f"name {number}" for number in range(4)]
    one, other = with_record("actors", 0, aliases=names), with_record("actors", 0, aliases=names[:count])
    right, of = compare(one, other).actors.fields["aliases"]
    assert (right == of) is agree
    ids = [actor.id for actor in BUNDLE.actors][:4]
    one, other = (with_record("statements", 0, target_ids=some) for some in (ids, ids[:count]))
    right, of = compare(one, other).statements.fields["targets"]
    assert (right == of) is agree


def test_a_reference_agrees_where_it_leads_to_the_same_record_whatever_its_id() -> None:
    ids = {one.id: f"{one.id}-x" for one in BUNDLE.statements}
    statements = [attrs.evolve(one, id=ids[one.id]) for one in BUNDLE.statements]
    for agree in (True, False):
        if not agree:
            ids = dict(zip(ids, [*ids.values()][1:] + [*ids.values()][:1], strict=True))
        allegations = [attrs.evolve(one, statement_id=ids.get(one.statement_id or "")) for one in BUNDLE.allegations]
        other = attrs.evolve(BUNDLE, statements=statements, allegations=allegations)
        assert (compare(BUNDLE, other).allegations.accuracy("statement") == 1.0) is agree


def test_the_figures_are_shares_of_what_was_found_of_the_reference_and_of_the_pairs() -> None:
    comparison = compare(said(SAFE, "in Rome, a report said"), said("that the old bridge was safe", negated=True))
    score = comparison.statements
    assert (score.precision, score.recall, score.f1) == (0.5, 1.0, pytest.approx(2 / 3))
    assert (score.accuracy("content"), score.accuracy("negated"), score.accuracy("no such")) == (1.0, 0.0, 0.0)
    assert (comparison.meetings.precision, comparison.meetings.recall, comparison.meetings.f1) == (0.0, 0.0, 0.0)
    assert "statements          2          1        1       0.50    1.00   0.67\n" in str(comparison)
    assert "  speakers                1 of 1\n" in str(comparison)


def test_bundles_of_different_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="different articles"):
        compare(BUNDLE, made())


@pytest.mark.long
@pytest.mark.parametrize("wide", [False, True], ids=["each in its place", "all in one place"])
def test_ten_thousand_records_do_not_take_a_hundred_million_comparisons(wide: bool) -> None:
    text = "Ana said it. " * 10_000
    whole = Span(start=0, end=len(text), exact=text)
    bundle = Bundle(
        article=Article.from_text(text),
        actors=[Actor(id="actor:ana", name="Ana", kind=ActorKind.PERSON, evidence=[whole])],
        sources=[Source(id="source:article", kind=SourceKind.ARTICLE)],
        statements=[
            Statement(
                id=f"statement:{number}",
                kind=StatementKind.SAY,
                speaker_ids=["actor:ana"],
                content=[whole if wide else Span(start=13 * number, end=13 * number + 12, exact="Ana said it.")],
                source_id="source:article",
                evidence=[whole],
            )
            for number in range(10_000)
        ],
    )
    other = attrs.evolve(
        bundle, statements=[attrs.evolve(one, kind=StatementKind.REPORT) for one in bundle.statements[:-1]]
    )
    statements = compare(bundle, other).statements  # comparing every pair would take an hour
    assert (statements.matched, statements.fields["kind"]) == (9_999, (0, 9_999))
