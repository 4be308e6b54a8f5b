"""Documents of an older version of the format are read like current ones. Versions before 1.0 are fictional."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import assume, given

import newsevents
from newsevents import (
    FORMAT_VERSION,
    Actor,
    Allegation,
    Bundle,
    BundleError,
    Draft,
    Meeting,
    Role,
    Statement,
)
from newsevents.formats.jsonld import from_jsonld, to_jsonld
from newsevents.model.fields import field_of
from newsevents.model.records import LISTS
from newsevents.testing import bundles
from newsevents.wire.versions import STEPS, to_current

from .compat.samples import BUNDLES
from .example import BUNDLE, DRAFT

# --- 1.0, which was released

SINCE_1_1 = {
    Role: ["former"],
    Actor: ["more_members"],
    Statement: ["anonymity", "times", "quantities", "within_id", "attribution_hedges"],
    Meeting: ["part_of_id"],
    Allegation: ["form", "unattributed"],
}
"""The fields that 1.0 did not have."""


def without_what_is_new(bundle: Bundle) -> Bundle | None:
    """A bundle without what 1.0 could not express; None if the rest would not be a valid 1.0 bundle."""
    lists: dict[str, Any] = {}
    for name, cls in LISTS.items():
        records = [_older(record, cls) for record in getattr(bundle, name)]
        lists[name] = records
    try:
        return attrs.evolve(bundle, **lists)
    except BundleError:
        return None


def _older(record: Any, cls: type) -> Any:
    changes: dict[str, Any] = {name: field_of(cls, name).default for name in SINCE_1_1.get(cls, ())}
    if cls is Actor:
        changes["roles"] = [_older(role, Role) for role in record.roles]
    return attrs.evolve(record, **changes)


def jsonld_to_10(data: dict[str, Any]) -> dict[str, Any]:
    """A document as 1.0 would have written it."""
    new = ("ne:within", "ne:times", "ne:anonymity", "ne:attributionHedges")
    older = {key: value for key, value in data["@context"].items() if key not in new}
    actors = [
        {key: value for key, value in actor.items() if key != "ne:moreMembers"}
        | ({"ne:roles": _less(actor["ne:roles"], "ne:former")} if "ne:roles" in actor else {})
        for actor in data.get("ne:actors", [])
    ]
    allegations = _less(data.get("ne:allegations", []), "ne:form", "ne:unattributed")
    lists = {"ne:actors": actors, "ne:allegations": allegations}
    written = {key: value for key, value in lists.items() if key in data}
    return data | {"@context": older, "ne:formatVersion": "1.0"} | written


def _less(nodes: list[dict[str, Any]], *terms: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in node.items() if key not in terms} for node in nodes]


@given(bundles())
def test_any_bundle_of_1_0_is_read_from_every_format_that_has_versions(drawn: Bundle) -> None:
    bundle = without_what_is_new(drawn)
    assume(bundle is not None)
    assert bundle is not None
    assert newsevents.loads(json.dumps(wire(bundle) | {"format_version": "1.0"})) == bundle
    assert from_jsonld(jsonld_to_10(to_jsonld(bundle))) == bundle
    draft = Draft.from_bundle(bundle)
    assert Draft.from_json(json.dumps(wire(draft) | {"format_version": "1.0"})) == draft


def test_a_document_of_1_0_says_only_what_1_0_could() -> None:
    older = jsonld_to_10(to_jsonld(BUNDLE))
    older["@context"]["ne:within"] = {"@type": "@vocab"}
    assert from_jsonld(older) == BUNDLE  # the migration step defines what is new
    older["@context"]["ne:speakers"] = {"@type": "@vocab"}
    with pytest.raises(BundleError, match="ne:speakers"):
        from_jsonld(older)


@pytest.mark.parametrize("value", [5, None, [5, None], [{"ne:roles": 5}, {"ne:roles": ["x"]}]], ids=repr)
@pytest.mark.parametrize("key", ["@context", "ne:actors", "ne:allegations"])
def test_what_is_not_of_the_form_of_1_0_is_reported(key: str, value: Any) -> None:
    document = jsonld_to_10(to_jsonld(BUNDLE)) | {key: value}
    before = copy.deepcopy(document)
    with pytest.raises(BundleError) as caught:
        from_jsonld(document)
    told = {"type", "missing-field", "unknown-field", "document-form", "unknown-id"}
    assert {issue.code for issue in caught.value.issues} <= told
    assert document == before


# --- older versions, which are fictional

# In 0.9 the kind of a statement was its "act"; in 0.8 an article's digest was its "hash" as well.


def with_renamed(data: dict[str, Any], field: str, old: str, new: str, version: str) -> dict[str, Any]:
    """A document with a field renamed in one object or in all objects of a list; everything else is kept."""

    def renamed(one: Any) -> Any:
        return {new if key == old else key: item for key, item in one.items()} if isinstance(one, dict) else one

    value = data.get(field)
    changed = {field: [renamed(one) for one in value] if isinstance(value, list) else renamed(value)}
    return data | (changed if field in data else {}) | {"format_version": version}


def from_09(data: dict[str, Any]) -> dict[str, Any]:
    return with_renamed(data, "statements", "act", "kind", FORMAT_VERSION)


def from_08(data: dict[str, Any]) -> dict[str, Any]:
    return with_renamed(data, "article", "hash", "sha256", "0.9")


def to_09(data: dict[str, Any]) -> dict[str, Any]:
    return with_renamed(data, "statements", "kind", "act", "0.9")


def to_08(data: dict[str, Any]) -> dict[str, Any]:
    return with_renamed(to_09(data), "article", "sha256", "hash", "0.8")


def jsonld_from_09(data: dict[str, Any]) -> dict[str, Any]:
    renewed = {key: item for key, item in data.items() if key != "ne:about"}
    return renewed | {"@context": to_jsonld(BUNDLE)["@context"], "ne:formatVersion": FORMAT_VERSION}


def jsonld_to_09(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"@context": {"ne": "https://old.example/"}, "ne:formatVersion": "0.9", "ne:about": "a bundle"}


@pytest.fixture(scope="module", autouse=True)
def steps() -> Iterator[None]:
    """The library as it would be if these older versions existed."""
    with pytest.MonkeyPatch.context() as patch:
        for key, step in {
            ("bundle", "0.8"): from_08,
            ("bundle", "0.9"): from_09,
            ("draft", "0.9"): from_09,
            ("jsonld", "0.9"): jsonld_from_09,
        }.items():
            patch.setitem(STEPS, key, step)  # type: ignore[arg-type]
        yield


def wire(value: Bundle | Draft) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(newsevents.dumps(value))
    return values


@pytest.mark.parametrize("older", [to_08, to_09])
@pytest.mark.parametrize("name", BUNDLES)
def test_an_older_bundle_is_read_as_the_present_one(name: str, older: Callable[[Any], Any]) -> None:
    data = older(wire(BUNDLES[name]))
    assert data["format_version"] != FORMAT_VERSION
    assert newsevents.loads(json.dumps(data)) == BUNDLES[name]


@given(bundles())
def test_any_older_bundle_is_read_as_the_present_one(bundle: Bundle) -> None:
    assert newsevents.loads(json.dumps(to_08(wire(bundle)))) == bundle


def test_an_older_draft_is_read_as_the_present_one() -> None:
    assert Draft.from_json(json.dumps(to_09(wire(DRAFT)))) == DRAFT


def test_a_file_of_lines_may_hold_every_version() -> None:
    lines = [older(wire(BUNDLE)) for older in (to_08, dict, to_09)]
    stream = io.BytesIO(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    assert list(newsevents.read_jsonl(stream)) == [BUNDLE] * 3


def test_an_older_document_of_json_ld_is_read_as_the_present_one() -> None:
    assert from_jsonld(jsonld_to_09(to_jsonld(BUNDLE))) == BUNDLE


def test_the_present_version_passes_as_it_is() -> None:
    data = wire(BUNDLE)
    assert to_current(data, "bundle") is data


def test_what_is_given_is_not_changed() -> None:
    data = to_08(wire(BUNDLE))
    before = copy.deepcopy(data)
    assert to_current(data, "bundle") == wire(BUNDLE)
    assert data == before


@pytest.mark.parametrize("version", ["0.7", "1.2", "2.0", "1", "", 1.0, None, ["0.9"], {}])
def test_a_version_that_is_not_known_is_refused_whatever_else_there_is(version: Any) -> None:
    for read in (newsevents.loads, Draft.from_json):
        with pytest.raises(BundleError) as caught:
            read(json.dumps({"format_version": version, "article": 5, "new": []}))
        (issue,) = caught.value.issues
        assert (issue.path, issue.code, issue.value) == ("format_version", "version", version)
        assert issue.fix == "Upgrade newsevents."
    with pytest.raises(BundleError) as caught:
        from_jsonld(to_jsonld(BUNDLE) | {"ne:formatVersion": version})
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [("ne:formatVersion", "version")]


def test_a_version_that_only_other_documents_had_is_refused() -> None:
    with pytest.raises(BundleError, match=r"reads format 1\.1"):
        Draft.from_json('{"format_version": "0.8"}')


def test_an_older_bundle_is_checked_like_the_present_one() -> None:
    data = to_08(wire(BUNDLE))
    data["statements"][1] |= {"act": "sing", "kind_of": 1}
    data["article"]["hash"] = "0" * 64
    data["meetings"] = 5
    data["statements"].append("text")
    with pytest.raises(BundleError) as caught:
        newsevents.loads(json.dumps(data))
    assert {(issue.path, issue.code) for issue in caught.value.issues} >= {
        ("article.sha256", "digest"),
        ("statements[1].kind", "unknown-member"),
        ("statements[1].kind_of", "unknown-field"),
        (f"statements[{len(BUNDLE.statements)}]", "type"),
        ("meetings", "type"),
    }
