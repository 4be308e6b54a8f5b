"""Bundles that are inspected and changed: the result is valid, or the error lists all issues."""

from __future__ import annotations

import re
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import (
    Actor,
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Draft,
    DraftActor,
    DraftStatement,
    Span,
    Statement,
    StatementKind,
    ground,
    to_dict,
)
from newsevents.testing import bundles

from .example import BUNDLE, TEXT, places


def at(value: Any, path: str) -> Any:
    """The value at a path in plain values."""
    for name, index in re.findall(r"([a-z_]+)|\[(\d+)\]", path):
        value = value[name or int(index)]
    return value


@given(bundles())
def test_a_bundle_is_iterated_over_its_events(bundle: Bundle) -> None:
    assert tuple(bundle) == bundle.events


@given(bundles())
def test_records_replaced_by_themselves_change_nothing(bundle: Bundle) -> None:
    assert bundle.replace(*bundle.records) == bundle.replace() == bundle.without() == bundle


@given(bundles(), st.data())
def test_what_is_left_without_a_record_is_valid_or_the_error_says_what_refers_to_it(
    bundle: Bundle, data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(bundle.records))
    try:
        left = bundle.without(gone)
    except BundleError as error:
        found = to_dict(bundle)
        for issue in error.issues:
            assert at(found, issue.path) == issue.value
    else:
        assert gone.id not in left
        assert [one for one in bundle.records if one.id != gone.id] == list(left.records)


def test_a_replaced_record_keeps_its_place() -> None:
    actor = attrs.evolve(BUNDLE.actors[2], country="PT")
    changed = BUNDLE.replace(actor)
    assert changed.actors[2] == actor
    assert changed.statements == BUNDLE.statements


def test_a_record_that_breaks_a_rule_is_refused() -> None:
    with pytest.raises(BundleError) as error:
        BUNDLE.replace(attrs.evolve(BUNDLE.actors[5], country="UK"), attrs.evolve(BUNDLE.statements[0], content=[]))
    assert ("actors[5].country", "country-code") in places(error.value.issues)


def test_all_that_would_lead_nowhere_is_listed() -> None:
    speaker = BUNDLE.statements[0].speaker_ids[0]
    with pytest.raises(BundleError) as error:
        BUNDLE.without(speaker)
    assert {issue.code for issue in error.value.issues} == {"unknown-id"}
    assert {issue.value for issue in error.value.issues} == {speaker}
    assert "statements[0].speaker_ids[0]" in {issue.path for issue in error.value.issues}
    assert error.value.issues[-1].fix.startswith("remove ")


def test_what_would_lead_nowhere_has_its_path_in_the_whole_bundle() -> None:
    article = Article.from_text("Ana and Bo and Cy.", publisher="Cy")
    a, b, c = (
        DraftActor(id=f"actor:{name.lower()}", name=name, kind=ActorKind.PERSON, mentions=[name])
        for name in ("Ana", "Bo", "Cy")
    )
    bundle = ground(article, Draft(actors=[a, attrs.evolve(b, part_of="Ana"), attrs.evolve(c, part_of="Ana")]))
    assert bundle.article.publisher_id == "actor:cy"
    with pytest.raises(BundleError) as error:
        bundle.without("actor:ana", "actor:cy")
    assert [(issue.path, issue.fix) for issue in error.value.issues] == [
        ("article.publisher_id", None),
        ("actors[1].part_of_id", "remove 'actor:bo' too, or replace it first"),
    ]


def test_records_that_refer_to_each_other_can_go_together() -> None:
    claim = BUNDLE.allegations[-1]
    assert claim.id not in BUNDLE.without(claim.id)


def test_a_bundle_contains_its_records_and_their_ids() -> None:
    actor = BUNDLE.actors[0]
    assert actor in BUNDLE
    assert actor.id in BUNDLE
    assert attrs.evolve(actor, name="Other") not in BUNDLE
    assert "actor:nobody" not in BUNDLE
    for other in (None, BUNDLE.article, 3, []):
        assert other not in BUNDLE


def message(error: pytest.ExceptionInfo[KeyError]) -> str:
    text: str = error.value.args[0]
    return text


def test_an_id_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(KeyError) as error:
        BUNDLE["actor:ana-duart"]
    assert message(error) == (f"{BUNDLE.article.id} has no record 'actor:ana-duart'; the nearest is 'actor:ana-duarte'")
    with pytest.raises(KeyError) as error:
        BUNDLE["Ana-Duarte"]
    assert message(error).endswith("; the nearest is 'actor:ana-duarte'")
    with pytest.raises(KeyError) as error:
        BUNDLE[""]
    assert message(error) == f"{BUNDLE.article.id} has no record ''"
    with pytest.raises(KeyError) as error:
        BUNDLE.without("漢")
    assert message(error) == f"{BUNDLE.article.id} has no record '漢'"


def test_a_record_of_another_class_is_not_replaced() -> None:
    other = attrs.evolve(BUNDLE.statements[0], id=BUNDLE.actors[0].id)
    with pytest.raises(KeyError) as error:
        BUNDLE.replace(other)
    assert message(error) == f"{BUNDLE.actors[0].id!r} is not of class statement"


@pytest.mark.parametrize("name", ["Ana Duarte", "ana  DUARTE", "\uff21na Duarte"])
def test_an_actor_is_found_by_any_of_its_names(name: str) -> None:
    assert BUNDLE.find_actor(name).id == "actor:ana-duarte"


def test_quotes_and_dashes_of_any_style_find_an_actor() -> None:
    names = ["Anne\u2011Marie O\u2019Brien", "Zo\u00eb"]
    actors = [DraftActor(name=name, kind=ActorKind.PERSON, mentions=[name]) for name in names]
    bundle = ground(Article.from_text(" and ".join(names)), Draft(actors=actors))
    assert bundle.find_actor("anne-marie o'brien") == bundle.actors[0]
    assert bundle.find_actor("zoe\u0308") == bundle.actors[1]
    with pytest.raises(KeyError) as error:
        bundle.find_actor("ANNE-MARIE O'BRIAN")
    assert message(error).endswith(f"; the nearest is {names[0]!r}")


def test_a_name_that_nobody_or_several_have_is_told() -> None:
    with pytest.raises(KeyError) as error:
        BUNDLE.find_actor("Ana Duart")
    assert "has no actor named 'Ana Duart'; the nearest is 'Ana Duarte'" in message(error)
    actors = [
        DraftActor(id=f"actor:{i}", name="Ana Lima", kind=ActorKind.PERSON, mentions=[w]) for i, w in enumerate("xy")
    ]
    two = ground(Article.from_text("x and y."), Draft(actors=actors))
    with pytest.raises(KeyError) as error:
        two.find_actor("Ana Lima")
    assert message(error) == "2 actors are named 'Ana Lima': actor:0, actor:1"


# --- spans


@given(st.text("ab .\n漢", min_size=1, max_size=40).filter(str.strip), st.data())
def test_words_of_an_article_have_a_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    article = Article.from_text(text)
    if text.count(words) == 1:
        assert article.span(words) == Span(start=text.index(words), end=text.index(words) + len(words), exact=words)
    else:
        with pytest.raises(ValueError, match="choose a place with `nth`"):
            article.span(words)
    found = article.span(words, nth=0)
    assert text[found.start : found.end] == found.exact == words


def test_words_that_are_not_there_or_everywhere_are_told() -> None:
    article = Article.from_text("no " * 12)
    with pytest.raises(ValueError, match=r"'no' occurs 12 times, at 0, 3, .*, 27, …: choose a place"):
        article.span("no")
    assert article.span("no", nth=11).start == 33
    for words, nth, times in (("no", 12, 12), ("no", -1, 12), ("yes", None, 0), ("", None, 0)):
        with pytest.raises(ValueError, match=f"occurs {times} times in the text of article:"):
            article.span(words, nth=nth)
    with pytest.raises(ValueError, match="occurs 0 times"):
        BUNDLE.detach().article.span(TEXT[:5])


# --- repr


def test_no_repr_shortens_an_id() -> None:
    long = "actor:" + "x" * 300
    actor = Actor(id=long, name="Ana", kind=ActorKind.PERSON, member_ids=[long] * 6, part_of_id=long)
    assert repr(actor).count(repr(long)) == 8
    assert long in repr(attrs.evolve(BUNDLE.statements[0], source_id=long))
    assert isinstance(BUNDLE.statements[0], Statement)
    assert repr(long) in repr(DraftStatement(kind=StatementKind.SAY, speakers=[long]))
    assert repr("x" * 300) not in repr(DraftStatement(kind=StatementKind.SAY, speakers=["x" * 300]))
