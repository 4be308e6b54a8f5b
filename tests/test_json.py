"""The wire format: what is written, what is read, and how issues are reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from newsevents import (
    Bundle,
    BundleError,
    Certainty,
    Draft,
    DraftPlace,
    Limits,
    Place,
    Quantity,
    Quote,
    Relation,
    When,
    check,
    dump,
    dumps,
    ground,
    json_schema,
    load,
    load_seed,
    loads,
    read_answer,
)

from .example import ARTICLE, BUNDLE, DRAFT, TEXT, issues_of, places, wire, wire_with, with_record

# --- writing


def test_a_bundle_comes_back_equal() -> None:
    assert loads(dumps(BUNDLE)) == BUNDLE
    assert loads(dumps(BUNDLE, indent=2)) == BUNDLE
    assert loads(dumps(BUNDLE).encode()) == BUNDLE


def test_a_draft_comes_back_equal() -> None:
    assert Draft.from_json(dumps(DRAFT)) == DRAFT
    whole = Draft.from_bundle(BUNDLE)
    assert Draft.from_json(dumps(whole)) == whole


def test_the_same_bundle_gives_the_same_bytes() -> None:
    assert dumps(ground(ARTICLE, DRAFT)) == dumps(BUNDLE) == dumps(loads(dumps(BUNDLE)))


def test_fields_stand_in_the_order_of_the_model() -> None:
    values = wire()
    assert list(values) == [
        "format_version",
        "generator",
        "article",
        "actors",
        "sources",
        "statements",
        "meetings",
        "allegations",
    ]
    for name in ("actors", "sources", "statements", "meetings", "allegations"):
        for record, value in zip(getattr(BUNDLE, name), values[name], strict=True):
            order = [field.name for field in attrs.fields(type(record))]
            assert list(value) == sorted(value, key=order.index)


def test_records_stand_in_the_order_of_the_bundle() -> None:
    assert [value["id"] for value in wire()["statements"]] == [one.id for one in BUNDLE.statements]


def test_absent_fields_and_defaults_are_left_out() -> None:
    denial = wire()["statements"][2]
    assert list(denial) == ["id", "kind", "speaker", "speaker_ids", "cue", "content", "source_id", "evidence"]
    assert "generator" not in json.loads(dumps(attrs.evolve(BUNDLE, generator=None)))
    assert "null" not in dumps(BUNDLE)
    assert "[]" not in dumps(BUNDLE)


def test_required_fields_stay_though_they_look_like_a_default() -> None:
    values = wire()["actors"][5]
    assert values["kind"] == "ngo"
    assert values["evidence"]


def test_characters_are_written_as_they_are() -> None:
    text = dumps(BUNDLE)
    assert "“a threat to every farmer downstream”" in text
    assert "300\u00a0homes" in text
    assert "\\u" not in text


def test_one_line_without_spaces_unless_an_indent_is_asked_for() -> None:
    assert "\n" not in dumps(BUNDLE)
    assert dumps(BUNDLE).startswith('{"format_version":"1.1","generator":{"name":"the tests"')
    assert dumps(BUNDLE, indent=2).startswith('{\n  "format_version": "1.1",\n  "generator": {\n')


@pytest.mark.parametrize(
    ("low", "written"), [(1, "1"), (1.0, "1.0"), (0, "0"), (1e22, "1e+22"), (10**30, "1" + "0" * 30)]
)
def test_a_number_keeps_its_form(low: float, written: str) -> None:
    quantity = attrs.evolve(BUNDLE.allegations[0].quantities[0], low=low)
    bundle = with_record("allegations", 0, quantities=[quantity])
    assert f'"low":{written},' in dumps(bundle)
    again = loads(dumps(bundle))
    assert again == bundle
    assert type(again.allegations[0].quantities[0].low) is type(low)


# --- reading: one fault at a time

WRONG_TYPES = [
    ("article", "a text"),
    ("article", None),
    ("article", []),
    ("article.text", 5),
    ("article.title", ["a"]),
    ("article.published", 20231115),
    ("article.editors", "Mia Sol"),
    ("article.editors", None),
    ("article.editors[0]", None),
    ("article.sha256", None),
    ("generator", "me"),
    ("generator.kind", 1),
    ("actors", None),
    ("actors", {}),
    ("actors", "a text"),
    ("actors[0]", None),
    ("actors[0]", []),
    ("actors[0].name", None),
    ("actors[0].name", True),
    ("actors[0].kind", None),
    ("actors[0].aliases", {}),
    ("actors[0].aliases[0]", 5),
    ("actors[2].roles[0]", "foreign minister"),
    ("actors[2].roles[0].title", 5),
    ("actors[0].mentions[0]", "Veldora"),
    ("actors[0].mentions[0].start", 5.0),
    ("actors[0].mentions[0].start", 5.9),
    ("actors[0].mentions[0].start", True),
    ("actors[0].mentions[0].start", "5"),
    ("actors[0].mentions[0].start", None),
    ("actors[0].mentions[0].exact", ["Veldora"]),
    ("sources[0].named", 1),
    ("sources[0].named", "yes"),
    ("sources[0].named", None),
    ("statements[0].when", "Tuesday"),
    ("statements[0].when.approximate", 0),
    ("statements[0].when.alternatives", "2023"),
    ("statements[0].place", ["Port Lys"]),
    ("statements[0].place.span.end", {}),
    ("statements[0].speaker_ids", "actor:ana-duarte"),
    ("statements[0].source_id", None),
    ("allegations[0].quantities", {"text": "over"}),
    ("allegations[0].quantities[0].low", "300"),
    ("allegations[0].quantities[0].low", True),
]


@pytest.mark.parametrize(("path", "value"), WRONG_TYPES)
def test_a_wrong_type_is_reported_where_it_stands_and_never_converted(path: str, value: object) -> None:
    issues = issues_of(lambda: loads(wire_with(path, value)))
    assert (path, "type") in places(issues)


@pytest.mark.parametrize(
    "path",
    [
        "generator",
        "generator.version",
        "article.title",
        "article.published",
        "article.language",
        "actors[5].country",
        "actors[0].part_of_id",
        "actors[2].roles[0].span",
        "sources[0].title",
        "sources[0].published",
        "statements[0].when",
        "statements[0].place",
        "statements[0].meeting_id",
        "statements[0].when.edtf",
        "statements[0].when.latest",
        "allegations[0].quantities[0].high",
        "allegations[0].statement_id",
    ],
)
def test_null_stands_for_an_absent_optional_value(path: str) -> None:
    parent, _, name = path.rpartition(".")
    bundle = loads(wire_with(path, None))
    assert f"{name}" not in _at(json.loads(dumps(bundle)), parent)


def _at(values: Any, path: str) -> Any:
    for part in path.replace("]", "").replace("[", ".").split(".") if path else []:
        values = values[int(part)] if isinstance(values, list) else values[part]
    return values


@pytest.mark.parametrize(
    ("owner", "field"),
    [
        ("", "format_version"),
        ("", "article"),
        ("article", "id"),
        ("article", "sha256"),
        ("generator", "name"),
        ("actors[5]", "name"),
        ("statements[2]", "evidence"),
        ("actors[0].mentions[0]", "end"),
        ("actors[2].roles[0]", "title"),
        ("sources[0]", "kind"),
        ("statements[0]", "source_id"),
        ("statements[0].when", "text"),
        ("meetings[1]", "status"),
        ("meetings[0].place.span", "exact"),
        ("allegations[1]", "id"),
    ],
)
def test_a_missing_field_is_named(owner: str, field: str) -> None:
    values = wire()
    del _at(values, owner)[field]
    issues = issues_of(lambda: loads(json.dumps(values)))
    assert (f"{owner}.{field}".lstrip("."), "missing-field") in places(issues)


@pytest.mark.parametrize("name", ["actors", "sources", "statements", "meetings", "allegations"])
def test_a_list_may_be_left_out(name: str) -> None:
    values = {"format_version": "1.1", "article": wire()["article"] | {"publisher_id": None}}
    values |= {other: [] for other in ("actors", "allegations") if other != name}
    assert getattr(loads(json.dumps(values)), name) == ()


@pytest.mark.parametrize(
    "owner",
    [
        "",
        "article",
        "generator",
        "actors[0]",
        "actors[0].mentions[1]",
        "actors[2].roles[0]",
        "statements[0].when",
        "statements[0].place.span",
        "allegations[0].quantities[0]",
    ],
)
def test_an_unknown_field_is_never_dropped(owner: str) -> None:
    path = f"{owner}.colour".lstrip(".")
    (issue,) = issues_of(lambda: loads(wire_with(path, 1)))
    assert (issue.path, issue.code) == (path, "unknown-field")
    assert issue.fix is not None
    assert "its fields are " in issue.fix


def test_a_member_that_is_unknown_is_reported_with_those_that_are_known() -> None:
    (issue,) = issues_of(lambda: loads(wire_with("meetings[0].status", "over")))
    assert (issue.path, issue.code, issue.value) == ("meetings[0].status", "unknown-member", "over")
    assert "held, scheduled, proposed, postponed, suspended, resumed, cancelled" in issue.message


# --- reading: what is not JSON

NO_JSON: list[tuple[str, str | bytes]] = [
    ("nothing", ""),
    ("nothing in bytes", b""),
    ("white space", " \n"),
    ("a stop in the middle", dumps(BUNDLE)[:-20]),
    ("more behind it", dumps(BUNDLE) + "{}"),
    ("a key twice", '{"format_version": "1.1", "format_version": "1.1"}'),
    ("a key twice, deep inside", '{"article": {"x": [{"id": 1, "id": 1}]}}'),
    ("NaN", '{"article": NaN}'),
    ("Infinity", '{"article": [Infinity]}'),
    ("-Infinity", '{"article": {"a": -Infinity}}'),
    ("a float too large", '{"article": 1e999}'),
    ("a negative float too large", '{"article": -1e999}'),
    ("an integer of 5000 digits", '{"article": ' + "9" * 5000 + "}"),
    ("single quotes", "{'a': 1}"),
    ("a comment", "{} // nothing"),
    ("a comma too many", '{"a": 1,}'),
    ("a raw line end in a text", '{"a": "\n"}'),
    ("UTF-16 without a mark", '{"a": 1}'.encode("utf-16-le")),
    ("a zero byte", b"{}\0"),
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NO_JSON])
def test_what_is_no_json_is_one_clear_issue(text: str | bytes) -> None:
    (issue,) = issues_of(lambda: loads(text))
    assert (issue.path, issue.code) == ("", "json")
    assert issue.message.startswith("this is not JSON: ")
    assert len(str(issue)) < 300


@pytest.mark.parametrize(
    "text",
    [
        dumps(BUNDLE).encode("utf-16"),
        dumps(BUNDLE).encode("utf-32"),
        b'{"a": "\xff"}',
        b'{"a": "\xc3"}',
        b'{"a": "\xed\xa0\x80"}',  # a surrogate encoded as in UTF-8
        b'{"a": "\xc0\x80"}',  # an overlong encoding of zero
        "{“}".encode("cp1252"),
    ],
)
def test_what_is_not_utf8_says_at_which_byte(text: bytes) -> None:
    (issue,) = issues_of(lambda: loads(text))
    assert (issue.path, issue.code) == ("", "encoding")
    assert "byte " in issue.message


def test_a_byte_order_mark_is_no_fault() -> None:
    assert loads(b"\xef\xbb\xbf" + dumps(BUNDLE).encode()) == BUNDLE


@pytest.mark.parametrize("text", ["[]", '"text"', "5", "1.5", "true", "null", "[[{}]]"])
def test_what_is_no_object_is_no_bundle(text: str) -> None:
    (issue,) = issues_of(lambda: loads(text))
    assert (issue.path, issue.code) == ("", "type")
    (issue,) = issues_of(lambda: Draft.from_json(text))
    assert (issue.path, issue.code) == ("", "type")


@pytest.mark.parametrize("version", ["2.0", "1.2", "0.9", "1", "", "1.1 ", 1.1, 1, None, ["1.1"], {}])
def test_a_version_that_is_not_known_is_refused_before_anything_else(version: object) -> None:
    values = {"format_version": version, "article": 5, "new_in_two": []}
    (issue,) = issues_of(lambda: loads(json.dumps(values)))
    assert (issue.path, issue.code, issue.value) == ("format_version", "version", version)
    (issue,) = issues_of(lambda: Draft.from_json(json.dumps({"format_version": version})))
    assert issue.code == "version"


@pytest.mark.parametrize(
    "path", ["article.title", "actors[0].name", "actors[0].aliases[0]", "statements[0].content[0].exact"]
)
@pytest.mark.parametrize("half", [r"\ud800", r"\udfff", r"a\ud83d b", r"\ude00\ud83d"])
def test_a_lone_surrogate_is_reported_where_it_stands(path: str, half: str) -> None:
    text = wire_with(path, "HERE").replace("HERE", half)
    assert (path, "surrogate") in places(issues_of(lambda: loads(text)))


def test_a_pair_of_escaped_surrogates_is_one_character() -> None:
    bundle = loads(wire_with("actors[0].name", "HERE").replace("HERE", r"\ud83d\ude00"))
    assert bundle.actors[0].name == "😀"


@pytest.mark.parametrize("key", [r"\ud800", "", " ", "actors[0]", "actors[" + "9" * 5000 + "]", "a.b", "\\n", "٣"])
def test_an_odd_key_is_an_unknown_field(key: str) -> None:
    for text in (
        dumps(BUNDLE)[:-1] + f',"{key}":1}}',
        '{"format_version":"1.1","article":{"' + key + '":1}}',
        '{"format_version":"1.1","article":5,"' + key + '":1}',
    ):
        with pytest.raises(BundleError) as caught:
            loads(text)
        assert "unknown-field" in {issue.code for issue in caught.value.issues}
        assert str(caught.value)


def test_a_deeply_nested_value_is_reported_at_any_depth() -> None:
    for depth in [*range(10, 800, 79), *range(800, 1010)]:  # the parser's limit is near 1000
        with pytest.raises(BundleError) as caught:
            loads('{"format_version":"1.1","article":' + "[" * depth + "]" * depth + "}")
        assert len(str(caught.value)) < 1000
        for issue in caught.value.issues:
            issue.to_dict()


# --- reading: many faults


def test_all_that_is_wrong_is_said_at_once() -> None:
    values = wire()
    values["colour"] = "red"
    values["article"]["language"] = "English (US)"
    values["actors"][0]["name"] = 5
    values["actors"][5]["country"] = "UK"
    values["sources"][1]["evidence"] = []
    values["statements"][0]["content"][0]["start"] += 1
    values["statements"][1]["kind"] = "shout"
    values["statements"][2]["speaker_ids"] = ["actor:nobody"]
    del values["meetings"][0]["status"]
    values["meetings"][1]["when"]["earliest"] = "soon"
    values["meetings"][1]["when"]["colour"] = "red"
    values["allegations"][0]["quantities"][0]["high"] = 1
    issues = issues_of(lambda: loads(json.dumps(values)))
    assert places(issues) == [
        ("colour", "unknown-field"),
        ("article.language", "language-tag"),
        ("actors[0].name", "type"),
        ("actors[5].country", "country-code"),
        ("sources[1].evidence", "no-evidence"),
        ("statements[0].content[0]", "span-text"),
        ("statements[1].kind", "unknown-member"),
        ("statements[2].speaker_ids[0]", "unknown-id"),
        ("meetings[0].status", "missing-field"),
        ("meetings[1].when.earliest", "date-form"),
        ("meetings[1].when.colour", "unknown-field"),
        ("allegations[0].quantities[0]", "quantity-order"),
    ]


def test_an_article_that_cannot_be_read_hides_no_fault_of_the_records() -> None:
    values = wire()
    del values["article"]
    values["actors"][5]["country"] = "UK"
    values["statements"][2]["speaker_ids"] = []
    issues = issues_of(lambda: loads(json.dumps(values)))
    assert places(issues) == [
        ("article", "missing-field"),
        ("actors[5].country", "country-code"),
        ("statements[2].speaker_ids", "no-speaker"),
    ]


def test_a_missing_version_hides_no_unknown_field() -> None:
    values = {"colour": "red"} | wire()
    del values["format_version"]
    issues = issues_of(lambda: loads(json.dumps(values)))
    assert places(issues) == [("colour", "unknown-field"), ("format_version", "missing-field")]


def test_a_list_that_cannot_be_read_does_not_make_references_to_it_dangle() -> None:
    issues = issues_of(lambda: loads(wire_with("meetings", {})))
    assert places(issues) == [("meetings", "type")]


def test_references_to_a_record_that_cannot_be_read_do_not_dangle() -> None:
    issues = issues_of(lambda: loads(wire_with("actors[1].kind", 5)))
    assert places(issues) == [("actors[1].kind", "type")]


def test_check_returns_what_loads_raises() -> None:
    text = wire_with("actors[5].country", "UK")
    assert check(text) == issues_of(lambda: loads(text))
    assert places(check(text.encode())) == [("actors[5].country", "country-code")]
    assert check("no JSON").errors
    assert check(BUNDLE) == check(dumps(BUNDLE)) == ()


def _mutations() -> list[tuple[str, Any]]:
    """Every place in the example's JSON with values of every JSON type."""
    found: list[str] = []

    def walk(value: Any, path: str) -> None:
        if path:
            found.append(path)
        inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, item in inner:
            walk(item, f"{path}[{key}]" if isinstance(value, list) else f"{path}.{key}".lstrip("."))

    walk(wire(), "")
    return [(path, value) for path in found for value in (None, True, 10**40, "x", [{}])]


def test_a_changed_value_loads_as_what_it_says_or_raises_bundle_error() -> None:
    for path, value in _mutations():
        text = wire_with(path, value)
        try:
            bundle = loads(text)
        except BundleError as error:
            assert error.issues, path
            assert str(error), path
        else:
            assert json.loads(dumps(bundle)) == _without_absent(json.loads(text)), (path, value)


def _without_absent(value: Any) -> Any:
    """JSON values without nulls, empty lists and defaults."""
    if isinstance(value, list):
        return [_without_absent(item) for item in value]
    if isinstance(value, dict):
        return {
            key: _without_absent(item)
            for key, item in value.items()
            if item is not None and item != [] and item is not (key == "named")
        }
    return value


# --- without the text


def test_a_bundle_travels_without_the_text_and_gets_it_back() -> None:
    bare = loads(dumps(BUNDLE.detach()))
    assert bare == BUNDLE.detach()
    assert bare.article.text is None
    assert bare.statements == BUNDLE.statements
    assert TEXT[:60] not in dumps(bare)
    assert bare.attach(TEXT) == BUNDLE


def test_another_text_is_refused_with_the_first_words_that_differ() -> None:
    bare = BUNDLE.detach()
    issues = issues_of(lambda: bare.attach("…" + TEXT))
    assert places(issues) == [("article.text", "digest"), ("article.text", "span-text")]
    issues = issues_of(lambda: bare.attach(TEXT + "."))
    assert places(issues) == [("article.text", "digest")]
    assert places(issues_of(lambda: bare.attach(""))) == [("article.text", "digest"), ("article.text", "span-text")]
    assert [issue.code for issue in issues_of(lambda: bare.attach("\ud800"))] == ["surrogate"]


def test_the_same_text_does_not_excuse_wrong_offsets() -> None:
    values = json.loads(dumps(BUNDLE.detach()))
    values["actors"][0]["mentions"][0]["start"] += 1
    values["actors"][0]["mentions"][0]["end"] += 1
    bare = loads(json.dumps(values))
    assert places(issues_of(lambda: bare.attach(TEXT))) == [("actors[0].mentions[0]", "span-text")]


# --- files


def test_a_file_is_utf8_with_a_line_end(tmp_path: Path) -> None:
    path = tmp_path / "bundle.json"
    dump(BUNDLE, path)
    assert path.read_bytes() == (dumps(BUNDLE, indent=2) + "\n").encode()
    assert load(path) == load(str(path)) == BUNDLE
    dump(BUNDLE, str(path), indent=None)
    assert path.read_bytes() == (dumps(BUNDLE) + "\n").encode()


def test_a_draft_is_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    dump(DRAFT, path)
    assert Draft.from_file(path) == Draft.from_file(str(path)) == DRAFT


@pytest.mark.parametrize("read", [load, Draft.from_file])
def test_a_file_that_is_not_there_is_an_os_error(read: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.json")


# --- drafts


def statement(**fields: Any) -> Any:
    """The one statement of a draft in JSON."""
    draft = Draft.from_json(json.dumps({"statements": [{"kind": "say"} | fields]}))
    return draft.statements[0]


def allegation(**fields: Any) -> Any:
    return Draft.from_json(json.dumps({"allegations": [fields]})).allegations[0]


@pytest.mark.parametrize(
    "content",
    [
        "the words",
        ["the words"],
        {"exact": "the words"},
        [{"exact": "the words"}],
        [{"exact": "the words", "prefix": None}],
    ],
)
def test_a_quote_is_a_text_an_object_or_a_list_of_them(content: object) -> None:
    assert statement(content=content).content == (Quote(exact="the words"),)


def test_a_quote_may_say_what_stands_around_it() -> None:
    words = {"exact": "it", "prefix": "denied ", "suffix": ".", "start": 5}
    assert statement(content=["a", words]).content == (Quote(exact="a"), Quote(**words))


def test_a_time_is_words_or_known_already() -> None:
    assert statement(when="Tuesday").when == Quote(exact="Tuesday")
    assert statement(when={"exact": "Tuesday", "suffix": ","}).when == Quote(exact="Tuesday", suffix=",")
    known = statement(when={"text": "Tuesday", "earliest": "2023-11-14", "relation": "since"}).when
    assert isinstance(known, When)
    assert (str(known.earliest), known.relation) == ("2023-11-14", Relation.SINCE)
    assert statement(when=None).when is None


def test_a_place_is_words_or_known_already() -> None:
    assert statement(place="Port Lys").place == Quote(exact="Port Lys")
    assert statement(place={"exact": "Port Lys"}).place == Quote(exact="Port Lys")
    assert statement(place={"name": "Port Lys", "country": "NL"}).place == Place(name="Port Lys", country="NL")
    there = statement(place={"name": "Port Lys", "text": {"exact": "here", "prefix": "said"}}).place
    assert there == DraftPlace(name="Port Lys", text=Quote(exact="here", prefix="said"))
    assert statement(place={"name": "Port Lys", "text": "here"}).place == DraftPlace(name="Port Lys", text="here")


def test_a_quantity_is_words_or_known_already() -> None:
    known = {"text": "300 homes", "low": 300}
    quantities = allegation(quantities=["over 300 homes", {"exact": "homes"}, known]).quantities
    assert quantities == (Quote(exact="over 300 homes"), Quote(exact="homes"), Quantity(text="300 homes", low=300))
    assert allegation(quantities="300 homes").quantities == (Quote(exact="300 homes"),)
    assert allegation(quantities=known).quantities == (Quantity(text="300 homes", low=300),)


def test_a_draft_of_nothing_is_its_version_alone() -> None:
    assert json.loads(dumps(Draft())) == {"format_version": "1.1"}
    assert Draft.from_json(dumps(Draft())) == Draft()


def test_a_list_of_a_draft_that_is_none_is_reported() -> None:
    issues = issues_of(lambda: Draft.from_json('{"actors": {}, "sources": 1}'))
    assert places(issues) == [("actors", "type"), ("sources", "type")]


def test_there_is_no_schema_of_anything_else() -> None:
    with pytest.raises(ValueError, match="not for 'article'"):
        json_schema("article")  # type: ignore[arg-type]


def test_an_empty_object_is_a_draft_of_nothing() -> None:
    assert Draft.from_json("{}") == Draft() == Draft.from_json(b'{"format_version": "1.1", "actors": []}')


def test_a_draft_may_name_members_of_a_vocabulary() -> None:
    assert statement(certainty="probable").certainty is Certainty.PROBABLE


def test_all_that_is_wrong_with_a_draft_is_said_at_once() -> None:
    values = {
        "article": {},
        "actors": [{"name": "A"}, {"name": "B", "kind": "robot", "alias": "b"}],
        "statements": [
            {"kind": "say", "content": [5, {"exact": ""}, {"prefix": "a"}], "speakers": "A"},
            {"kind": "say", "when": 5, "place": {"exact": "x", "country": "NL"}, "speaker_ids": []},
        ],
        "allegations": [{"quantities": [5, None, {"text": "one", "low": "1"}], "when": {"earliest": "2023"}}],
    }
    issues = issues_of(lambda: Draft.from_json(json.dumps(values)))
    assert sorted(places(issues)) == sorted(
        [
            ("article", "unknown-field"),
            ("actors[0].kind", "missing-field"),
            ("actors[1].kind", "unknown-member"),
            ("actors[1].alias", "unknown-field"),
            ("statements[0].content[0]", "type"),
            ("statements[0].content[1].exact", "empty"),
            ("statements[0].content[2].exact", "missing-field"),
            ("statements[0].speakers", "type"),
            ("statements[1].when", "type"),
            ("statements[1].place.country", "unknown-field"),
            ("statements[1].speaker_ids", "unknown-field"),
            ("allegations[0].quantities[0]", "type"),
            ("allegations[0].quantities[1]", "type"),
            ("allegations[0].quantities[2].low", "type"),
            ("allegations[0].when.text", "missing-field"),
            ("allegations[0].when.earliest", "date-form"),
        ]
    )


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NO_JSON])
def test_a_draft_that_is_no_json_is_one_clear_issue(text: str | bytes) -> None:
    assert places(issues_of(lambda: Draft.from_json(text))) == [("", "json")]


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000])
def test_what_is_nested_too_deeply_is_one_clear_issue(text: str) -> None:
    assert places(issues_of(lambda: loads(text))) == [("", "too-deep")]
    assert places(issues_of(lambda: Draft.from_json(text))) == [("", "too-deep")]


def test_reading_leaves_a_bundle_of_the_class_asked_for() -> None:
    assert type(loads(dumps(BUNDLE))) is Bundle


@pytest.mark.parametrize("cls", [bytes, bytearray, memoryview])
@pytest.mark.parametrize(
    "read", [loads, check, Draft.from_json, read_answer], ids=["loads", "check", "draft", "answer"]
)
def test_bytes_are_read_whatever_holds_them(cls: Callable[[bytes], Any], read: Callable[[Any], object]) -> None:
    value = dumps(DRAFT if read in (Draft.from_json, read_answer) else BUNDLE)
    assert read(cls(value.encode())) == read(value)


@pytest.mark.parametrize("given", [None, 5, {"format_version": "1.1"}, Path("bundle.json")])
def test_what_is_no_text_is_told_in_a_sentence(given: Any) -> None:
    for read in (loads, Draft.from_json, check):
        with pytest.raises(TypeError, match=f"a JSON text was expected, as str or bytes, not {type(given).__name__}"):
            read(given)


def levels(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(levels, inner), default=0) if isinstance(value, dict | list) else 0


@pytest.mark.parametrize("number", range(5))  # several ways of reading are tried
def test_a_limit_of_depth_is_kept(number: int) -> None:
    text = dumps(load_seed())
    deepest = levels(json.loads(text))
    assert loads(text, limits=Limits(depth=deepest)) == load_seed()
    with pytest.raises(BundleError, match="too-deep"):
        loads(text, limits=Limits(depth=deepest - 1))
