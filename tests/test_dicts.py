"""Plain dictionaries, and fields of other libraries' classes, hold everything in a bundle or a record."""

from __future__ import annotations

import json
from typing import Any

import attrs
import cattrs
import pytest
from hypothesis import given

from newsevents import (
    Actor,
    Article,
    Bundle,
    BundleError,
    Draft,
    DraftActor,
    Quote,
    Span,
    dumps,
    from_dict,
    loads,
    register,
    to_dict,
)
from newsevents.testing import bundles, drafts

from .example import BUNDLE, places


@given(bundles())
def test_a_bundle_and_its_records_are_the_same_after_a_dictionary(bundle: Bundle) -> None:
    values = to_dict(bundle)
    assert values == json.loads(dumps(bundle))
    assert from_dict(values) == from_dict(values, Bundle) == bundle
    for record in (*bundle.records, bundle.article):
        assert from_dict(to_dict(record), type(record)) == record


@given(drafts())
def test_a_draft_and_its_records_are_the_same_after_a_dictionary(case: tuple[Article, Draft]) -> None:
    _, draft = case
    assert from_dict(to_dict(draft), Draft) == draft
    for record in (*draft.actors, *draft.sources, *draft.statements, *draft.meetings, *draft.allegations):
        assert from_dict(to_dict(record), type(record)) == record


def test_a_dictionary_is_new_each_time() -> None:
    to_dict(BUNDLE)["actors"].clear()
    assert to_dict(BUNDLE)["actors"]


@pytest.mark.parametrize(
    ("values", "cls", "expected"),
    [
        ({"start": "0", "end": (1,), "exact": 3}, Span, [("start", "type"), ("end", "type"), ("exact", "type")]),
        ({"name": "Ana", "kind": "city"}, DraftActor, [("kind", "unknown-member")]),
        ({"exact": "said", "x": 1}, Quote, [("x", "unknown-field")]),
        ({"article": 1, "format_version": "1.1"}, Bundle, [("article", "type")]),
        ({"x": [{"y": {2: 3}}], 1: 1}, Bundle, [("", "type"), ("x[0].y", "type")]),
        ({"statements": 3}, Draft, [("statements", "type")]),
    ],
)
def test_what_is_wrong_in_a_dictionary_is_reported_in_its_place(
    values: Any, cls: type, expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(BundleError) as error:
        from_dict(values, cls)
    assert places(error.value.issues) == expected


def test_a_dictionary_that_is_nested_too_deeply_or_holds_itself_is_refused() -> None:
    values: dict[str, Any] = {}
    values["article"] = values
    with pytest.raises(BundleError) as error:
        from_dict(values)
    assert places(error.value.issues) == [("", "too-deep")]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: to_dict([BUNDLE]), "an object of the model was expected, such as a Bundle or a Statement, not list"),
        (lambda: to_dict(Bundle), "an object of the model was expected, such as a Bundle or a Statement, not Bundle"),
        (lambda: from_dict(dumps(BUNDLE)), "a mapping was expected, not str; `loads` reads a JSON text"),  # type: ignore[arg-type]
        (lambda: from_dict([BUNDLE]), "a mapping was expected, not list"),  # type: ignore[arg-type]
        (
            lambda: from_dict({}, int),
            "a class of the model was expected, such as Bundle or Statement, not <class 'int'>",
        ),
        (
            lambda: dumps(BUNDLE.statements[0]),  # type: ignore[arg-type]
            "a Bundle or a Draft was expected, not Statement: `to_dict` takes a single record",
        ),
    ],
)
def test_what_is_no_dictionary_or_no_object_of_the_model_is_told_what_to_use(call: Any, message: str) -> None:
    with pytest.raises(TypeError) as error:
        call()
    assert str(error.value) == message


@pytest.mark.parametrize("read", [loads, Draft.from_json])
def test_a_dictionary_given_as_a_text_is_told_what_reads_it(read: Any) -> None:
    with pytest.raises(TypeError, match=r"a JSON text was expected, .* not dict; .*, `from_dict` a dictionary"):
        read({})


# --- classes of other libraries


@attrs.frozen
class Filed:
    bundle: Bundle
    actors: list[Actor]
    draft: Draft | None = None


@given(bundles())
def test_a_converter_of_cattrs_knows_the_classes(bundle: Bundle) -> None:
    converter = cattrs.Converter()
    register(converter)
    filed = Filed(bundle, list(bundle.actors), Draft.from_bundle(bundle))
    values = json.loads(json.dumps(converter.unstructure(filed)))
    assert converter.structure(values, Filed) == filed
    assert converter.structure({"bundle": bundle, "actors": bundle.actors, "draft": None}, Filed).bundle is bundle
