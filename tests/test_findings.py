"""Bugs found by the fuzzer, each with the smallest input that showed it."""

from __future__ import annotations

import datetime as dt

import pytest

from newsevents import (
    ActorKind,
    Article,
    BundleError,
    Draft,
    DraftActor,
    DraftMeeting,
    DraftSource,
    DraftStatement,
    MeetingKind,
    MeetingStatus,
    SourceKind,
    Span,
    StatementKind,
    When,
    check,
    ground,
)
from newsevents.dates import find

ARTICLE = Article.from_text("Ana Lima said the bridge was safe.", published="2024-05-17")


@pytest.mark.parametrize(
    "source",
    [
        DraftSource(id="source:article", kind=SourceKind.REPORT, evidence="Ana Lima"),
        DraftSource(title="Article", kind=SourceKind.REPORT, evidence="Ana Lima"),
    ],
)
def test_a_source_that_has_the_id_of_the_article_is_told_by_its_own_path(source: DraftSource) -> None:
    said = DraftStatement(kind=StatementKind.SAY, unattributed=True, content="the bridge was safe")
    draft = Draft(sources=[source], statements=[said])
    with pytest.raises(BundleError) as caught:
        ground(ARTICLE, draft)
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [("sources[0].id", "duplicate-id")]
    kept = ground(ARTICLE, draft, on_error="keep")
    assert [issue.path for issue in kept.issues] == ["sources[0].id"]
    assert [statement.content[0].exact for statement in kept.bundle.statements] == ["the bridge was safe"]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [("It was so before 1 January 0001.", dt.date.min), ("So it will be after 31 December 9999.", dt.date.max)],
)
def test_what_lies_beyond_the_calendar_is_no_time(text: str, anchor: dt.date) -> None:
    assert find(text, anchor) == ()


def test_an_unknown_field_without_a_name_has_a_path() -> None:
    paths = [issue.path for issue in check('{"format_version": "1.1", "": 1, "actors": [{"": 1}]}')]
    assert {".", "actors[0]."} < set(paths)


@pytest.mark.parametrize(("start", "end"), [(900, 907), (-5, 2), (20, 20)])
def test_a_time_whose_span_lies_outside_of_the_text_is_told(start: int, end: int) -> None:
    when = When(text="Tuesday", span=Span(start=start, end=end, exact="Tuesday"))
    met = DraftMeeting(kind=MeetingKind.TALKS, status=MeetingStatus.HELD, participants=["Ana Lima"], when=when)
    with pytest.raises(BundleError) as caught:
        ground(ARTICLE, Draft(actors=[DraftActor(name="Ana Lima", kind=ActorKind.PERSON)], meetings=[met]))
    assert ("meetings[0].when.span", "span-bounds") in [(issue.path, issue.code) for issue in caught.value.issues]


def test_an_actor_may_be_labelled_like_the_article() -> None:
    said = DraftStatement(kind=StatementKind.SAY, unattributed=True, content="the bridge was safe")
    actor = DraftActor(name="Ana Lima", kind=ActorKind.PERSON, id="source:article")
    kept = ground(ARTICLE, Draft(actors=[actor], statements=[said]), on_error="keep")
    assert not kept.issues
    assert [found.id for found in kept.bundle.actors] == ["actor:ana-lima"]
    assert [statement.source_id for statement in kept.bundle.statements] == ["source:article"]
