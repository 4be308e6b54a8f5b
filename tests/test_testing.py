"""The helpers for testing programs that use the package."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import Article, Bundle, Certainty, Draft, MissingExtraError, Moment, Place, Span, When
from newsevents.model.declare import declare
from newsevents.model.fields import classes_of, fields_of
from newsevents.testing import bundles, make_span
from newsevents.testing.strategies import _Make


@pytest.mark.parametrize(("exact", "count"), [("now", 0), ("so", 2)])
def test_a_span_is_made_only_of_words_that_occur_once(exact: str, count: int) -> None:
    with pytest.raises(ValueError, match=f"'{exact}' occurs {count} times in the text, not once"):
        make_span("Ana Lima said so, and so did we.", exact)


def test_without_hypothesis_bundles_are_made_by_hand_and_the_error_names_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [name for name in sys.modules if name.startswith("newsevents.testing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(newsevents, "testing", newsevents.testing)  # is rebound, and restored
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    testing = importlib.import_module("newsevents.testing")
    assert testing.make_span("Ana Lima spoke.", "spoke").start == 9
    assert testing.make_bundle("Ana Lima spoke.", actors=["Ana Lima"]).actors[0].name == "Ana Lima"
    for name in ("articles", "bundles", "drafts", "texts"):
        with pytest.raises(MissingExtraError, match=r"newsevents\[testing\]"):
            getattr(testing, name)
    with pytest.raises(AttributeError, match=r"'newsevents\.testing' has no attribute 'bundels'"):
        _ = testing.bundels


def every_object(owner: Any) -> Iterator[Any]:
    """An object of the model and those inside it."""
    yield owner
    for field in fields_of(type(owner)):
        for item in field.items(owner):
            if attrs.has(type(item)):
                yield from every_object(item)


CONSTANT = {
    ("Bundle", "format_version"),
    ("Draft", "format_version"),
    ("DraftActor", "not_mentions"),
    *(("DraftPlace", name) for name in ("name", "country", "identifiers", "text")),
    ("Quote", "prefix"),
    ("Quote", "suffix"),
}
"""Fields that a bundle and its draft may lack."""


def test_every_field_of_every_class_is_drawn_with_another_value_than_its_default() -> None:
    seen: dict[tuple[str, str], set[str]] = {}

    @settings(max_examples=100, database=None, derandomize=True, phases=[Phase.generate], deadline=None)
    @given(bundles())
    def look(bundle: Bundle) -> None:
        for owner in (*every_object(bundle), *every_object(Draft.from_bundle(bundle))):
            for field in fields_of(type(owner)):
                value = getattr(owner, field.name)
                if field.required or value != field.default:
                    seen.setdefault((type(owner).__name__, field.name), set()).add(repr(value))

    look()
    wanted = {
        (cls.__name__, field.name): 2 if field.required else 1
        for whole in (Bundle, Draft)
        for cls in classes_of(whole)
        for field in fields_of(cls)
    }
    assert {name for name, count in wanted.items() if len(seen.get(name, ())) < count} == CONSTANT


@attrs.frozen(kw_only=True)
class New:
    """A class with a new field of every kind."""

    note: str | None = None
    denied: bool = False
    weight: int | float | None = None
    printed: Moment | None = None
    force: Certainty = Certainty.UNSPECIFIED
    onlooker_ids: tuple[str, ...] = attrs.field(default=(), metadata=declare(to="actor"))
    leader_id: str | None = attrs.field(default=None, metadata=declare(to="actor"))
    gestures: tuple[Span, ...] = ()
    until: When | None = None
    scenes: tuple[Place, ...] = ()


def test_a_new_field_of_any_kind_is_drawn() -> None:
    new = [field.name for field in fields_of(New)]
    seen: set[str] = set()

    @settings(max_examples=30, database=None, derandomize=True, phases=[Phase.generate], deadline=None)
    @given(st.data())
    def look(data: st.DataObject) -> None:
        make = _Make(data.draw, Article.from_text("Ana Lima said so."))
        make.known |= {"actor": ["actor:ana"], "source": ["source:article"]}
        one = make.make(New)
        seen.update(name for name in new if getattr(one, name) not in (None, (), [], False, Certainty.UNSPECIFIED))

    look()
    assert seen == set(new)
