"""Quick reading agrees with thorough reading, with and without msgspec, and the quick proof agrees with the rules."""

import io
import json
import sys

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import Bundle, BundleError, Granularity, Limits, Span
from newsevents.bundle import is_proven, partial_bundle
from newsevents.model.records import LISTS
from newsevents.rules import checks, values
from newsevents.rules import index as gathering
from newsevents.rules.checks import find_issues, holds
from newsevents.rules.index import NotProven
from newsevents.rules.values import FARTHEST
from newsevents.testing import bundles
from newsevents.wire import quick as _quick
from newsevents.wire import structs as _structs
from newsevents.wire import write as _writing
from newsevents.wire.json import from_json, parse
from newsevents.wire.limits import DEFAULT

from .example import BUNDLE
from .settings import examples

relaxed = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)

SEED = newsevents.load_seed()
WAYS = ["msgspec", "json"]


@pytest.fixture(params=WAYS)
def way(request, monkeypatch):
    """Reading and writing with msgspec, and as if it were not installed."""
    if request.param == "json":
        monkeypatch.setattr(_structs, "struct_reader", lambda: None)
        monkeypatch.setattr(_structs, "struct_writer", lambda: None)
    return request.param


def quickly(text, way):
    """The result of one way of reading alone: a bundle, or None."""
    read = _structs.struct_reader() if way == "msgspec" else _quick._from_json
    try:
        gathered = read(text)
    except (NotProven, KeyError, TypeError, ValueError, RecursionError):
        return None
    return None if gathered is None or not holds(gathered) else Bundle._proven(gathered)


def thoroughly(text):
    try:
        return from_json(parse(text))
    except BundleError as error:
        return error


def agree(text):
    """Whether each quick way gives the thorough result for a text, if it gives any."""
    exact = thoroughly(text)
    for way in WAYS:
        found = quickly(text, way)
        assert found is None or found == exact, way
    try:
        assert newsevents.loads(text) == exact
    except BundleError as error:
        assert isinstance(exact, BundleError)
        assert error.issues == exact.issues


# --- valid input


def test_without_msgspec_all_is_read_and_written_the_same(monkeypatch):
    monkeypatch.setitem(sys.modules, "msgspec", None)
    monkeypatch.setattr(_quick, "_FEW", 0)
    monkeypatch.setattr(_structs, "struct_reader", _structs.struct_reader.__wrapped__)
    monkeypatch.setattr(_structs, "struct_writer", _structs.struct_writer.__wrapped__)
    stream = io.BytesIO()
    assert newsevents.write_jsonl([BUNDLE, SEED], stream) == 2
    assert stream.getvalue().decode() == f"{newsevents.dumps(BUNDLE)}\n{newsevents.dumps(SEED)}\n"
    stream.seek(0)
    assert newsevents.load_jsonl(stream) == [BUNDLE, SEED]


def test_moments_are_read_however_many_there_are(way, monkeypatch):
    monkeypatch.setattr(gathering, "_KEPT_MOMENTS", 1)
    monkeypatch.setattr(gathering, "_moments", {})
    assert quickly(newsevents.dumps(BUNDLE), way) == BUNDLE
    assert len(gathering._moments) == 1


def test_an_odd_id_is_looked_at_closer_and_good():
    odd = newsevents.loads(newsevents.dumps(BUNDLE).replace("source:article", "source:\u00ad"))
    assert not is_proven(odd)
    assert newsevents.loads(newsevents.dumps(odd)) == odd == attrs.evolve(odd)


def test_the_seedis_proven(way):
    text = newsevents.dumps(SEED)
    assert quickly(text, way) == SEED
    assert quickly(text.encode(), way) == SEED


def test_every_field_is_read_and_written(way):
    text = newsevents.dumps(BUNDLE)
    assert quickly(text, way) == BUNDLE
    assert json.loads(text) == newsevents.wire.json.to_json(BUNDLE)


def test_the_usual_times_are_not_looked_at_closely(monkeypatch):
    meetings = [meeting for meeting in BUNDLE.meetings if meeting.when is not None]
    assert {meeting.when.granularity for meeting in meetings} == {Granularity.DAY}
    bundle = attrs.evolve(BUNDLE, statements=[], allegations=[], meetings=meetings)
    monkeypatch.setattr(values, "_time", None)
    assert is_proven(bundle)


def test_a_check_without_a_quick_question_is_asked_itself(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", [checks.Check(check.faults) for check in checks.CHECKS])
    assert is_proven(BUNDLE)
    text = newsevents.dumps(SEED)
    assert quickly(text, "json") == SEED
    assert quickly(text.replace('"country":"KR"', '"country":"UK"'), "json") is None


@relaxed
@given(bundles())
def test_each_way_reads_what_was_written(bundle):
    text = newsevents.dumps(bundle)
    agree(text)
    for way in WAYS:
        assert quickly(text, way) in (None, bundle)
    assert quickly(json.dumps(json.loads(text), sort_keys=True, indent=1), "json") in (None, bundle)
    assert quickly(json.dumps(json.loads(text)), "json") in (None, bundle)


@relaxed
@given(bundles())
def test_each_way_writes_the_same_bytes(bundle):
    text = _writing._text_writer()(bundle)
    assert _structs.struct_writer()(bundle).decode() == text
    assert json.dumps(_writing.plain_values(bundle), ensure_ascii=False, separators=(",", ":")) == text
    assert list(_writing.as_values(bundle).items()) == list(json.loads(text).items())


def test_a_quick_bundle_is_like_any_other():
    found = newsevents.loads(newsevents.dumps(SEED))
    assert found == SEED
    assert hash(found) == hash(SEED)
    assert repr(found) == repr(SEED)
    assert found.timeline == SEED.timeline
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.article = None
    for record in (*found.records, found.article, found.actors[0].evidence[0]):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.id = "x"


# --- damaged input

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 4000),
    st.integers(1, 2).map(lambda times: 10 ** (2100 * times)),
    st.floats(allow_nan=False),
    st.sampled_from(["", "x", "article", "say", "actor:x", "source:x", "US", "2023-11-15", "day", "\ud800", " "]),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2)
)


def places(value, path=()):
    """Every place in JSON values, outermost first."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def damage(draw, values):
    """One change at a random place: a value removed, replaced, moved, duplicated or added."""
    path = draw(st.sampled_from(list(places(values))[1:]))
    holder = values
    for key in path[:-1]:
        holder = holder[key]
    key = path[-1]
    match draw(st.sampled_from(["drop", "replace", "swap", "double", "add", "shift"])):
        case "drop":
            del holder[key]
        case "replace":
            holder[key] = draw(VALUES)
        case "swap":
            other = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
            holder[key], holder[other] = holder[other], holder[key]
        case "double" if isinstance(holder, list):
            holder.append(holder[key])
        case "shift" if type(holder[key]) is int:
            holder[key] += draw(st.integers(-2, 2))
        case _ if isinstance(holder, dict):
            holder[draw(st.text())] = draw(VALUES)


@st.composite
def damaged(draw):
    values = json.loads(newsevents.dumps(draw(bundles(max_records=2))))
    for _ in range(draw(st.integers(1, 3))):
        damage(draw, values)
    return json.dumps(values, ensure_ascii=draw(st.booleans()), separators=draw(st.sampled_from([(",", ":"), None])))


@settings(relaxed, max_examples=examples(150))
@given(damaged())
def test_damage_to_values_is_seen_by_all(text):
    agree(text)


@settings(relaxed, max_examples=examples(150))
@given(st.data())
def test_damage_to_the_text_is_seen_by_all(data):
    text = newsevents.dumps(data.draw(bundles(max_records=2)))
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(text)))
        end = at + data.draw(st.integers(0, 12))
        piece = data.draw(
            st.sampled_from(["", text[at:end] * 2, '"', ",", "\\u0022", " ", "1e5", '"id":"x",', "\\", "NaN"])
        )
        text = text[:at] + piece + text[end:]
    agree(text)


@pytest.mark.parametrize("key", ["id", "exact", "format_version", "evidence", "unknown"])
def test_a_key_that_stands_twice_is_seen(key, way):
    text = newsevents.dumps(SEED)
    doubled = f'"{key}":"x",' if key != "unknown" else '"unknown":1,"unknown":1,'
    at = text.index(f'"{key}"') if key != "unknown" else 1
    assert quickly(text[:at] + doubled + text[at:], way) is None
    assert quickly((text[:at] + doubled + text[at:]).replace(":", " :"), way) is None


def test_a_number_written_long_does_not_hide_a_key_that_stands_twice(way):
    values = json.loads(newsevents.dumps(BUNDLE))
    values["allegations"][0]["quantities"][0] |= {"low": 0, "high": 10**15}
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    hidden = text.replace('"high":1000000000000000', '"low":0,"high":1e15')
    assert quickly(hidden, way) is None


def test_a_number_with_too_many_digits_is_seen(way):
    values = json.loads(newsevents.dumps(BUNDLE))
    values["allegations"][0]["quantities"][0] |= {"low": 1, "high": 10**3990}
    assert quickly(json.dumps(values), way) is None
    agree(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def test_an_offset_with_too_many_digits_is_seen(way):
    values = json.loads(newsevents.dumps(BUNDLE.detach()))
    span = values["actors"][0]["evidence"][0]
    span["start"] += 10**3990
    span["end"] += 10**3990
    assert quickly(json.dumps(values), way) is None
    agree(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


# --- the proof and the rules


@relaxed
@given(bundles())
def test_what_is_valid_is_proven_but_for_odd_ids(bundle):
    assert is_proven(bundle) or not all(record.id.isprintable() for record in bundle.records)


def test_what_only_just_keeps_the_rulesis_proven():
    (first, *others) = BUNDLE.actors
    from_the_first_letter = attrs.evolve(first, evidence=[Span(start=0, end=9, exact="Ministers")])
    assert is_proven(attrs.evolve(BUNDLE, actors=[from_the_first_letter, *others]).detach())
    to_the_farthest = attrs.evolve(first, evidence=[Span(start=FARTHEST - 1, end=FARTHEST, exact="M")])
    assert is_proven(attrs.evolve(BUNDLE.detach(), actors=[to_the_farthest, *others]))
    (floods, *allegations) = BUNDLE.allegations
    just = [attrs.evolve(quantity, low=300, high=300) for quantity in floods.quantities]
    assert is_proven(attrs.evolve(BUNDLE, allegations=[attrs.evolve(floods, quantities=just), *allegations]))


@settings(relaxed, max_examples=examples(150))
@given(st.data())
def test_what_is_proven_breaks_no_rule(data):
    bundle = data.draw(bundles(max_records=3))
    bare = object.__new__(Bundle)
    for field in attrs.fields(Bundle):
        object.__setattr__(bare, field.name, getattr(bundle, field.name))
    name = data.draw(st.sampled_from([name for name in LISTS if getattr(bundle, name)] or ["article"]))
    records = [bundle.article] if name == "article" else list(getattr(bundle, name))
    index = data.draw(st.integers(0, len(records) - 1))
    field = data.draw(st.sampled_from(attrs.fields(type(records[index]))))
    ids = [record.id for record in bundle.records]
    pool = [getattr(record, field.name) for record in records]
    pool += [(), None, "x", True, *ids, *((id,) for id in ids), *((id, id) for id in ids)]
    records[index] = attrs.evolve(records[index], **{field.name: data.draw(st.sampled_from(pool))})
    if name != "article" and data.draw(st.booleans()):
        records.append(records[0])
    object.__setattr__(bare, name, records[0] if name == "article" else tuple(records))
    parts, issues = partial_bundle(bare)
    found = [*issues, *find_issues(parts)]
    assert not (is_proven(bare) and found), found


# --- limits


def test_a_text_beyond_a_limit_is_refused(way):
    text = newsevents.dumps(SEED)
    assert newsevents.loads(text, limits=Limits(length=len(text), records=len(SEED.records), depth=8)) == SEED
    for limits, code in [
        (Limits(length=len(text) - 1), "too-long"),
        (Limits(records=len(SEED.records) - 1), "too-many"),
    ]:
        with pytest.raises(BundleError) as error:
            newsevents.loads(text, limits=limits)
        assert [issue.code for issue in error.value.issues] == [code]


@pytest.mark.parametrize("open", ["[", '{"a":'])
@pytest.mark.parametrize("levels", [101, 5_000, 500_000])
def test_deep_nesting_is_refused(open, levels, way):
    close = "]" if open == "[" else "}"
    with pytest.raises(BundleError) as error:
        newsevents.loads(open * levels + "1" + close * levels)
    assert [issue.code for issue in error.value.issues] == ["too-deep"]
    assert DEFAULT.depth == 100
