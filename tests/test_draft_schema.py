"""The prompt for language models: a schema that strict modes accept, a guide in words, and reading the answer."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

import newsevents
from newsevents import Article, Bundle, BundleError, Draft, Place, Quantity, Quote, StatementKind, When
from newsevents.formats.prompts import draft_schema, read_answer
from newsevents.formats.prompts.fields import (
    FIELDS,
    LEFT_OUT,
    LEFT_OUT_OF_ACTORS,
    LEFT_OUT_OF_MEETINGS,
    NEVER_NULL,
    RECORDS,
)
from newsevents.formats.prompts.guide import member_docs, prompt_guide
from newsevents.grounding.find import Finder
from newsevents.model import vocabulary
from newsevents.model.fields import Kind, field_of
from newsevents.model.fields import fields_of as model_fields
from newsevents.seeds import seed_article
from newsevents.testing import drafts

from .settings import examples

SCHEMA = draft_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
EVERY_DRAFT = jsonschema.Draft202012Validator(newsevents.json_schema("draft"))
VOCABULARIES = [
    newsevents.ActorKind,
    newsevents.SourceKind,
    newsevents.StatementKind,
    newsevents.MeetingKind,
    newsevents.MeetingStatus,
    newsevents.AllegationForm,
    newsevents.AllegationStatus,
    newsevents.Certainty,
]
"""The fields of these that a model fills."""


# --- the strict form, written without the module under test


def answer_of(draft: Draft) -> dict[str, Any]:
    """The answer of a model that read what the draft says."""
    return {name: [fields_of(record) for record in getattr(draft, name)] for name in RECORDS}


def fields_of(record: Any) -> dict[str, Any]:
    return {
        field.name: value_of(getattr(record, field.name))
        for field in attrs.fields(type(record))
        if field.name not in left_out(type(record))
    }


def left_out(cls: type) -> set[str]:
    """The fields of a class that a model does not fill."""
    own = {newsevents.DraftActor: LEFT_OUT_OF_ACTORS, newsevents.DraftMeeting: LEFT_OUT_OF_MEETINGS}
    return {*LEFT_OUT, *own.get(cls, ())} & {field.name for field in attrs.fields(cls)}


def value_of(value: Any) -> Any:
    match value:
        case tuple():
            return [value_of(item) for item in value]
        case Quote():
            return value.exact
        case When() | Quantity():
            return value.text
        case Place():
            return value.name if value.span is None else value.span.exact
        case None | bool():
            return value
        case str():
            return str(value)
    return fields_of(value)


def as_a_model_says_it(draft: Draft) -> Draft:
    """A draft without what an answer cannot express: roles without words, and allegations without a statement."""
    return attrs.evolve(
        draft,
        actors=[attrs.evolve(one, roles=[role for role in one.roles if role.words]) for one in draft.actors],
        sources=[attrs.evolve(one, title=one.title or "a report") for one in draft.sources],
        meetings=[attrs.evolve(one, name=one.name or "the talks") for one in draft.meetings],
        allegations=[one for one in draft.allegations if one.statement],
    )


# --- the schema, by the services' documentation of their strict modes


def schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and all its subschemas."""
    yield schema
    for inner in schema.get("properties", {}).values():
        yield from schemas(inner)
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from schemas(inner)


def depth(schema: dict[str, Any]) -> int:
    """The number of levels of objects and arrays."""
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    inner += [schema["items"]] if "items" in schema else []
    return (schema.get("type") in ("object", "array")) + max(map(depth, inner), default=0)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_only_keywords_that_strict_modes_know_are_used() -> None:
    known = {"type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "description"}
    assert {keyword for schema in schemas(SCHEMA) for keyword in schema} == known
    types = {schema["type"] for schema in schemas(SCHEMA) if "type" in schema}
    assert types == {"object", "array", "string", "boolean", "null"}


def test_the_root_is_an_object_and_objects_take_just_the_fields_that_they_require() -> None:
    assert SCHEMA["type"] == "object"
    objects = [schema for schema in schemas(SCHEMA) if schema.get("type") == "object"]
    assert len(objects) == 1 + len(RECORDS) + 1  # the root, each record, and the role of an actor
    for schema in objects:
        assert schema["additionalProperties"] is False
        assert schema["required"] == list(schema["properties"])


def test_what_may_be_absent_is_null_and_no_other_union_is_there() -> None:
    unions = [schema["anyOf"] for schema in schemas(SCHEMA) if "anyOf" in schema]
    assert all(union == [{"type": "string"}, {"type": "null"}] for union in unions)
    nullable = {
        name: sorted(
            field for field, schema in SCHEMA["properties"][name]["items"]["properties"].items() if "anyOf" in schema
        )
        for name in RECORDS
    }
    assert nullable == {
        "actors": ["country", "part_of"],
        "sources": ["published", "via"],
        "meetings": ["place", "source", "when"],
        "statements": ["meeting", "place", "source", "when", "within"],
        "allegations": ["place", "source", "when"],
    }


def test_the_schema_stays_below_the_limits_of_the_services() -> None:
    assert sum("anyOf" in schema for schema in schemas(SCHEMA)) <= 16  # Anthropic: fields of several types
    assert depth(SCHEMA) <= 5  # OpenAI, at first; 10 since 2025
    assert sum(len(schema.get("properties", ())) for schema in schemas(SCHEMA)) <= 100  # OpenAI, at first; then 5000
    assert sum(len(schema.get("enum", ())) for schema in schemas(SCHEMA)) <= 500  # OpenAI, at first; then 1000
    assert all(len(schema.get("enum", ())) <= 20 for schema in schemas(SCHEMA))


def test_every_field_is_described_and_says_when_it_is_null() -> None:
    for schema in schemas(SCHEMA):
        for field in schema.get("properties", {}).values():
            assert re.fullmatch(r"[A-Z].*\.", field["description"])
            assert ("Null if" in field["description"]) == ("anyOf" in field)


def test_enums_are_the_vocabularies() -> None:
    fields = SCHEMA["properties"]["statements"]["items"]["properties"]
    assert fields["kind"]["type"] == "string"
    assert fields["kind"]["enum"] == [member.value for member in StatementKind]
    found = [schema["enum"] for schema in schemas(SCHEMA) if "enum" in schema]
    assert all([str(member) for member in enum] in found for enum in VOCABULARIES)


@pytest.mark.long
def test_anthropic_leaves_its_meaning_alone() -> None:
    import anthropic

    sent = anthropic.transform_schema(copy.deepcopy(SCHEMA))
    assert sent == without_types_of_enums(SCHEMA)  # an enum of strings is implicitly a string
    for ours, theirs in zip(schemas(SCHEMA), schemas(sent), strict=True):
        assert list(ours.get("properties", ())) == list(theirs.get("properties", ()))


def without_types_of_enums(value: Any) -> Any:
    if isinstance(value, list):
        return [without_types_of_enums(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: without_types_of_enums(item) for name, item in value.items() if not ("enum" in value and name == "type")
    }


@pytest.mark.long
def test_openai_changes_nothing_in_it() -> None:
    import openai.lib._pydantic

    given_to_it = copy.deepcopy(SCHEMA)
    assert openai.lib._pydantic._ensure_strict_json_schema(given_to_it, path=(), root=given_to_it) == SCHEMA


def test_what_names_a_record_and_what_is_copied_comes_before_what_is_concluded() -> None:
    order = {name: list(SCHEMA["properties"][name]["items"]["properties"]) for name in RECORDS}
    first = {"actors": "name", **dict.fromkeys(["sources", "meetings", "statements", "allegations"], "id")}
    concluded = {
        "actors": {"kind", "roles", "country", "part_of", "members"},
        "sources": {"kind", "by", "named", "via"},
        "meetings": {"kind", "status", "participants", "hosts", "source"},
        "statements": {"kind", "speakers", "unattributed", "addressees", "targets", "certainty", "negated"},
        "allegations": {"claimants", "accused", "victims", "certainty", "negated", "status", "statement", "source"},
    }
    copied = {"aliases", "mentions", "evidence", "title", "speaker", "cue", "content", "quotes", "hedges", "quantities"}
    for name, fields in order.items():
        assert fields[0] == first[name]
        last_copied = max(fields.index(field) for field in copied & set(fields))
        assert last_copied < min(fields.index(field) for field in concluded[name])


def test_each_call_makes_a_schema_of_its_own() -> None:
    mine = draft_schema()
    mine["properties"]["actors"]["items"]["properties"]["kind"]["enum"].append("robot")
    mine["properties"].clear()
    assert draft_schema() == SCHEMA


def test_the_other_schema_is_that_of_every_draft() -> None:
    assert draft_schema(strict=False) == newsevents.json_schema("draft")


def test_each_field_of_a_draft_is_asked_for_or_left_out_on_purpose() -> None:
    asked = {(cls, name) for cls, fields in FIELDS.items() for name in fields}
    not_asked = {(cls, name) for cls in FIELDS for name in left_out(cls)}
    every = {(cls, field.name) for cls in FIELDS for field in model_fields(cls)}
    assert every - asked - not_asked == set()
    assert asked - every == asked & not_asked == set()
    assert {*LEFT_OUT, *LEFT_OUT_OF_ACTORS, *LEFT_OUT_OF_MEETINGS} == {name for _, name in not_asked}
    assert set(NEVER_NULL) <= {name for cls, name in asked if field_of(cls, name).optional}
    fields = [field_of(cls, name) for cls, name in asked]
    assert {field.cls for field in fields if field.kind is Kind.VALUE and not field.quoted} == set(FIELDS) - {Draft}


# --- answers


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drafts())
def test_the_schema_accepts_every_draft_in_the_strict_form_and_the_reader_reads_it(case: tuple[Article, Draft]) -> None:
    _, draft = case
    answer = answer_of(as_a_model_says_it(draft))
    VALIDATOR.validate(answer)
    EVERY_DRAFT.validate(answer)
    text = json.dumps(answer, ensure_ascii=False)
    assert answer_of(read_answer(text)) == answer
    assert Draft.from_json(text) == read_answer(text)


def changed(**fields: Any) -> dict[str, Any]:
    """An answer that is correct except for some fields of its statement."""
    article = Article.from_text("Ana Lima said the bridge was safe.")
    draft = Draft(
        actors=[newsevents.DraftActor(name="Ana Lima", kind=newsevents.ActorKind.PERSON)],
        statements=[
            newsevents.DraftStatement(
                id="statement:1", kind=StatementKind.SAY, speakers=["Ana Lima"], content="the bridge was safe"
            )
        ],
    )
    assert newsevents.ground(article, draft)
    answer = answer_of(draft)
    answer["statements"][0] |= fields
    return answer


def test_what_a_model_gets_wrong_in_form_neither_the_schema_nor_the_reader_accepts() -> None:
    assert VALIDATOR.is_valid(changed())
    assert read_answer(json.dumps(changed()))
    faults: dict[str, Any] = {"kind": "mutter", "speakers": None, "confidence": 0.9, "negated": "no", "when": 3}
    for field, value in faults.items():
        answer = changed(**{field: value})
        assert not VALIDATOR.is_valid(answer)
        with pytest.raises(BundleError) as caught:
            read_answer(json.dumps(answer))
        assert [issue.path for issue in caught.value.issues] == [f"statements[0].{field}"]


def test_the_schema_misses_no_field_that_an_answer_lacks() -> None:
    for field in FIELDS[newsevents.DraftStatement]:
        answer = changed()
        del answer["statements"][0][field]
        assert not VALIDATOR.is_valid(answer)


def test_all_faults_of_an_answer_are_told_at_once() -> None:
    with pytest.raises(BundleError) as caught:
        read_answer(json.dumps(changed(kind="mutter", speakers=None, id="")))
    assert {(issue.path, issue.code) for issue in caught.value.issues} == {
        ("statements[0].kind", "unknown-member"),
        ("statements[0].speakers", "type"),
        ("statements[0].id", "empty"),
    }


def test_the_seed_in_the_strict_form_grounds_to_the_same_words_times_and_references() -> None:
    bundle, article = newsevents.load_seed(), seed_article()
    grounded = newsevents.ground(article, read_answer(json.dumps(seed_answer(bundle, article))))
    for name in ("sources", "meetings", "statements", "allegations"):
        ours = [without_what_an_answer_lacks(record) for record in getattr(bundle, name)]
        theirs = [without_what_an_answer_lacks(record) for record in getattr(grounded, name)]
        assert theirs == ours


def seed_answer(bundle: Bundle, article: Article) -> dict[str, Any]:
    """The seed as a model would write it: plain words with whole sentences as evidence, actors by their names."""
    finder = Finder(article.text or "")
    names = {actor.id: actor.name for actor in bundle.actors}
    answer = answer_of(as_a_model_says_it(Draft.from_bundle(bundle)))
    for name in ("sources", "meetings", "statements", "allegations"):
        for fields, record in zip(answer[name], getattr(bundle, name), strict=True):
            sentences = [finder.sentences(span.start, span.end) for span in record.evidence]
            fields["evidence"] = [finder.text[start:end].strip() for start, end in sentences]
    for actor in answer["actors"]:
        actor["mentions"] = [words for words in actor["mentions"] if finder.text.count(words) == 1]
    done: dict[str, Any] = named(answer, names)
    return done


def named(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [named(item, names) for item in value]
    if isinstance(value, dict):
        return {field: named(item, names) for field, item in value.items()}
    return names.get(value, value)


def without_what_an_answer_lacks(record: Any) -> Any:
    place = getattr(record, "place", None)
    fields: dict[str, Any] = {"rule": None, "evidence": ()}
    if place is not None:
        fields["place"] = attrs.evolve(place, country=None)
    if isinstance(record, newsevents.Source):
        fields |= {"title": record.title or "a report", "url": None}
    if isinstance(record, newsevents.Meeting):
        fields |= {"name": record.name or "the talks"}
    return attrs.evolve(record, **fields)


# --- the guide


def sections(text: str) -> dict[str, str]:
    parts = re.split(r"^# (.+)$", text, flags=re.MULTILINE)
    assert parts[0] == ""
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_guide_has_its_sections_and_is_short() -> None:
    titles = ["Your task", "Words of the article", "Names, ids and sources", "Fields", "Vocabularies", "Rules"]
    assert list(sections(prompt_guide())) == titles
    assert len([word for word in prompt_guide().split() if re.search(r"\w", word)]) < 2200


@pytest.mark.parametrize("enum", VOCABULARIES)
def test_the_guide_explains_each_member_of_each_vocabulary(enum: Any) -> None:
    text = sections(prompt_guide())["Vocabularies"]
    for member in enum:
        (meaning,) = set(re.findall(rf"^- {member.value}: (.+)$", text, re.MULTILINE)) & {
            member_docs(enum)[member.value].split(" No PLOVER")[0].split(" PLOVER")[0]
        }
        assert meaning.endswith((".", ")."))


def test_the_guide_says_nothing_of_other_ontologies() -> None:
    assert "PLOVER" not in prompt_guide()


@pytest.mark.parametrize("cls", [*RECORDS.values(), newsevents.DraftRole])
def test_the_guide_names_each_field_of_a_draft(cls: type) -> None:
    text = sections(prompt_guide())["Fields"]
    for name, description in FIELDS[cls].items():
        assert re.search(rf"^- `(roles\[\].)?{name}`: {re.escape(description)}$", text, re.MULTILINE)
    assert all(f"`{name}`" in text for name in left_out(cls))


NOT_OF_ANSWERS = """
    id-form
    json encoding too-long too-deep too-many version document-form surrogate date-form span-bounds span-text text-span
    no-span digest unknown-id wrong-class publisher-id language-tag url-form edtf-form duration-form when-order
    when-bounds quantity-order number-finite quote-misplaced no-text not-english extractor-failed no-id
    date-disagrees not-carried carried-less
"""
"""The rules that an answer in words cannot break, or that a model cannot fix."""


def test_each_rule_is_told_in_the_guide_or_is_none_for_answers() -> None:
    told = re.findall(r"^- ([\w-]+): ", sections(prompt_guide())["Rules"], re.MULTILINE)
    assert sorted([*told, *NOT_OF_ANSWERS.split()]) == sorted(newsevents.RULES)


def test_the_guide_names_the_rules_that_an_answer_can_break_with_what_mends_it() -> None:
    text = sections(prompt_guide())["Rules"]
    given_there = re.findall(r"^- ([\w-]+): ", text, re.MULTILINE)
    assert len(given_there) == len(set(given_there))
    assert set(given_there) <= set(newsevents.RULES)
    expected = "quote-not-found quote-ambiguous name-unknown name-ambiguous unknown-member unknown-field missing-field"
    assert set(expected.split()) <= set(given_there)
    assert {"no-speaker", "no-claimant", "quote-cut", "unresolved-date", "after-publication"} <= set(given_there)
    assert not {"span-text", "digest", "version"} & set(given_there)
    assert newsevents.RULES["quote-outside-content"].fix in text
    assert not re.search(r"_ids?\b", prompt_guide())  # a bundle's names for fields that have other names in a draft


def test_every_member_of_every_vocabulary_has_its_text() -> None:
    for name in vocabulary.__all__:
        enum = getattr(vocabulary, name)
        docs = member_docs(enum)
        assert list(docs) == [member.value for member in enum]
        assert all(text.endswith((".", ")")) for text in docs.values())
    assert member_docs(newsevents.Certainty)["probable"] == 'Given as likely ("is most likely to have received").'


def test_the_guide_and_the_schema_are_the_same_in_every_process() -> None:
    code = (
        "import json, sys; from newsevents.formats.prompts import draft_schema, guide; "
        "sys.stdout.buffer.write((json.dumps(draft_schema()) + guide.prompt_guide()).encode())"
    )
    expected = (json.dumps(SCHEMA) + prompt_guide()).encode()
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env)
        assert done.stdout == expected
