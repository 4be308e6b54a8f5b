"""Properties of any bundle."""

import copy
import json
import pickle

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import Bundle, BundleError, Draft, ground
from newsevents.draft import loads_draft
from newsevents.formats.text import summary
from newsevents.testing import bundles, drafts, texts

BUNDLE_SCHEMA = jsonschema.Draft202012Validator(newsevents.json_schema("bundle"))
DRAFT_SCHEMA = jsonschema.Draft202012Validator(newsevents.json_schema("draft"))

relaxed = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


@relaxed
@given(bundles())
def test_json_keeps_everything(bundle):
    text = newsevents.dumps(bundle)
    again = newsevents.loads(text)
    assert again == bundle
    assert hash(again) == hash(bundle)
    assert newsevents.dumps(again) == text
    assert newsevents.loads(newsevents.dumps(bundle, indent=2).encode()) == bundle


@relaxed
@given(bundles())
def test_a_bundle_without_its_text_gets_it_back(bundle):
    bare = bundle.detach()
    assert newsevents.loads(newsevents.dumps(bare)) == bare
    assert bare.article.text is None
    assert bare.attach(bundle.article.text) == bundle


@relaxed
@given(bundles())
def test_copies_are_equal(bundle):
    for again in (copy.copy(bundle), copy.deepcopy(bundle), pickle.loads(pickle.dumps(bundle))):
        assert again == bundle
        assert newsevents.dumps(again) == newsevents.dumps(bundle)


@relaxed
@given(bundles())
def test_a_draft_of_a_bundle_grounds_to_the_bundle(bundle):
    draft = Draft.from_bundle(bundle)
    assert ground(bundle.article, draft) == bundle


@relaxed
@given(drafts())
def test_json_keeps_everything_of_a_draft(pair):
    _, draft = pair
    assert loads_draft(newsevents.dumps(draft)) == draft


@relaxed
@given(bundles())
def test_what_is_written_fits_the_schema(bundle):
    BUNDLE_SCHEMA.validate(json.loads(newsevents.dumps(bundle)))
    DRAFT_SCHEMA.validate(json.loads(newsevents.dumps(Draft.from_bundle(bundle))))


@relaxed
@given(bundles())
def test_every_question_is_answered(bundle):
    assert len(bundle.events) == len(bundle.statements) + len(bundle.meetings) + len(bundle.allegations)
    assert set(bundle.timeline) <= set(bundle.events)
    for record in bundle.records:
        assert bundle[record.id] is record
    for actor in bundle.actors:
        assert bundle.members(actor)
        for question in (
            bundle.statements_by,
            bundle.statements_about,
            bundle.statements_to,
            bundle.allegations_by,
            bundle.allegations_against,
            bundle.meetings_of,
        ):
            assert set(question(actor, expand=False)) <= set(question(actor))
    for event in (*bundle.events, *bundle.sources):
        assert bundle.attribution(event).sources[0].kind == "article"
    assert str(len(repr(bundle)))
    assert summary(bundle)


# --- mutations

JSON_VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(st.characters(), max_size=8),
        st.sampled_from(["actor:x", "source:article", "2023-11-14", "2023-11-14T09:00:00Z", "said", "held", "KR"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=5), inner, max_size=2)),
    max_leaves=4,
)


def places(value, path=()):
    """Every place in a JSON value, as a sequence of keys."""
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from places(value[index], (*path, index))


def at(value, path):
    for key in path:
        value = value[key]
    return value


@st.composite
def mutated(draw):
    """A valid bundle's JSON values with one to three changes."""
    data = json.loads(newsevents.dumps(draw(bundles(max_records=2))))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([path for path in places(data) if path]))
        parent, key = at(data, path[:-1]), path[-1]
        change = draw(st.sampled_from(["replace", "remove", "add", "copy", "nudge"]))
        if change == "remove":
            del parent[key]
        elif change == "add" and isinstance(parent, dict):
            parent[draw(st.text(max_size=5))] = draw(JSON_VALUES)
        elif change == "copy":
            parent[key] = copy.deepcopy(at(data, draw(st.sampled_from(list(places(data))))))
        elif change == "nudge" and type(parent[key]) is int:
            parent[key] += draw(st.integers(-2, 2))
        else:
            parent[key] = draw(JSON_VALUES)
        if not data:
            break
    return data


def plain(value):
    """JSON values without what may be omitted: null, and false, empty lists and defaults, which are left to the
    loader."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def said(value, dumped):
    """Whether everything in some JSON values is in what was written from them, and vice versa."""
    if isinstance(value, dict):
        return (
            isinstance(dumped, dict)
            and dumped.keys() <= value.keys()
            and all(key in dumped or item in OMITTED for key, item in value.items())
            and all(said(value[key], item) for key, item in dumped.items())
        )
    if isinstance(value, list):
        return isinstance(dumped, list) and len(value) == len(dumped) and all(map(said, value, dumped))
    if isinstance(value, str) and value.endswith("Z"):
        return dumped in (value, value.removesuffix("Z") + "+00:00")
    return type(value) is type(dumped) and value == dumped


OMITTED = ([], False, True, "at", "unspecified", "unverified")


@relaxed
@given(mutated())
def test_changed_json_is_refused_or_says_what_it_says(data):
    text = json.dumps(data)
    try:
        bundle = newsevents.loads(text)
    except BundleError as error:
        assert error.issues
        assert all(issue.code in newsevents.RULES for issue in error.issues)
        assert str(error)
        assert all(json.dumps(issue.to_dict()) for issue in error.issues)
    else:
        assert isinstance(bundle, Bundle)
        assert said(plain(data), json.loads(newsevents.dumps(bundle)))
        BUNDLE_SCHEMA.validate(data)


@relaxed
@given(st.one_of(st.text(max_size=50), st.binary(max_size=50), JSON_VALUES.map(json.dumps)))
def test_anything_else_is_refused_with_a_bundle_error(text):
    with pytest.raises(BundleError):
        newsevents.loads(text)
    assert newsevents.check(text)


@relaxed
@given(texts(), st.lists(texts(max_size=30), max_size=4))
def test_any_draft_grounds_or_is_refused_with_a_bundle_error(text, words):
    actors = [newsevents.DraftActor(name=word, kind=newsevents.ActorKind.PERSON) for word in words]
    statements = [
        newsevents.DraftStatement(kind=newsevents.StatementKind.SAY, speakers=words[:2], content=word, when=word)
        for word in words
    ]
    draft = Draft(actors=actors, statements=statements)
    before = repr(draft)
    try:
        bundle = ground(newsevents.Article.from_text(text, published="2024-05-17"), draft)
    except BundleError as error:
        assert all(issue.code in newsevents.RULES for issue in error.issues)
    else:
        assert bundle.article.text == text
    assert repr(draft) == before
