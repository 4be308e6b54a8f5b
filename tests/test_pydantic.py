"""pydantic models may have fields that hold bundles, drafts and records."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from newsevents import Bundle, Draft, Statement, to_dict
from newsevents.testing import bundles

pydantic = pytest.importorskip("pydantic")  # only the environment of `make test-all` has it


class Stored(pydantic.BaseModel):
    bundle: Bundle
    statements: list[Statement]


@given(bundles())
def test_a_model_of_pydantic_takes_objects_dictionaries_and_json(bundle: Bundle) -> None:
    stored = Stored(bundle=bundle, statements=list(bundle.statements))
    assert stored.bundle is bundle
    assert Stored.model_validate(stored.model_dump()) == stored
    assert Stored.model_validate_json(stored.model_dump_json()) == stored
    assert json.loads(stored.model_dump_json())["bundle"] == to_dict(bundle)


def test_pydantic_reports_what_is_wrong() -> None:
    with pytest.raises(pydantic.ValidationError) as error:
        Stored.model_validate({"bundle": {"x": 1}, "statements": [3]})
    first, second = error.value.errors()
    assert (first["loc"], second["loc"]) == (("bundle",), ("statements", 0))
    assert "[unknown-field]" in first["msg"]
    assert second["msg"] == "a mapping was expected, not int"


def test_the_json_schema_of_a_model_of_pydantic_says_what_a_bundle_is() -> None:
    schema = Stored.model_json_schema()
    bundle, statement = schema["properties"]["bundle"], schema["properties"]["statements"]["items"]
    assert bundle["required"] == ["format_version", "article"]
    assert "$ref" not in json.dumps(bundle)
    assert statement["properties"]["id"]["pattern"].startswith("^statement:")


def test_a_draft_has_a_json_schema_in_a_model_of_pydantic_too() -> None:
    class Asked(pydantic.BaseModel):
        draft: Draft

    assert Asked.model_json_schema()["properties"]["draft"]["required"] == []
