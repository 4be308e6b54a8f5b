"""Reading a language model's answer: which JSON in it is the draft, and what is kept of a faulty one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import (
    RULES,
    Answer,
    Article,
    BundleError,
    Draft,
    Generator,
    GeneratorKind,
    Issue,
    Issues,
    StatementKind,
    dumps,
    ground,
    read_answer,
)
from newsevents.grounding.issues import in_draft_terms
from newsevents.testing import drafts

from .example import ARTICLE, DRAFT, places
from .settings import examples
from .test_keep import spots as fields

ANSWER: dict[str, Any] = {
    "actors": [{"name": "Ana Duarte", "kind": "person"}, {"name": "Tomas Brandt", "kind": "person"}],
    "statements": [
        {"id": "old", "kind": "say", "speakers": ["Ana Duarte"], "cue": "told", "content": "the dam was old"},
        {"id": "safe", "kind": "say", "speakers": ["Tomas Brandt"], "content": ["it was safe"], "quotes": []},
    ],
}
TEXT = "Ana Duarte told Tomas Brandt that the dam was old. Brandt said it was safe."
ARTICLE_OF_TWO = Article.from_text(TEXT)
JSON = json.dumps(ANSWER, indent=1)
EXPECTED = Draft.from_json(JSON)


def kept(**lists: Any) -> Answer:
    return read_answer(ANSWER | lists, on_error="keep")


def refused(text: Any) -> Issues:
    with pytest.raises(BundleError) as caught:
        read_answer(text)
    with pytest.raises(BundleError) as again:
        read_answer(text, on_error="keep")
    assert again.value.issues == caught.value.issues
    return caught.value.issues


def refused_strictly(text: str) -> Issues:
    with pytest.raises(BundleError) as caught:
        read_answer(text)
    return caught.value.issues


# --- which object is the draft


@pytest.mark.parametrize(
    "text",
    [
        JSON,
        f"\n  {JSON}\n",
        f"\ufeff{JSON}",
        f"```json\n{JSON}\n```",
        f"```\n{JSON}\n```",
        f"\n\n```JSON  \r\n{JSON}\r\n```\n\n",
        f"````json\n{JSON}\n````",
        f"  ```json\n  {JSON}\n  ```",
        f"\ufeff```json\n{JSON}\n```",
        f"Here is the JSON:\n```json\n{JSON}\n```\nI hope this helps!",
        f"```json\n{JSON}",
        f"`{JSON}`",
        f'The set {{a, b}} of {{}} and {{"x": 1}}: {JSON} {{',
        f"{JSON}\n\n{JSON}",
        f'<think>Is it {{"actors": []}}?</think>\n{JSON}',
        f'Is it {{"actors": []}}?\n</think>\n\n{JSON}',
        f'<thinking>One <think> {{"actors": []}} </think> and {{"actors": [1]}}</thinking>{JSON}',
        f'{JSON}<think>Was it {{"actors": []}}?',
        json.dumps({"name": "record", "arguments": ANSWER}),
        json.dumps([{"type": "text", "text": "{"}, {"type": "tool_use", "input": {"draft": ANSWER}}]),
        f"I call {json.dumps({'name': 'record', 'arguments': ANSWER})}.",
        {"tool_calls": [{"function": {"name": "record", "arguments": JSON}}]},
        {"content": [{"type": "text", "text": f'<think>{{"actors": []}}</think>Here it is: {JSON}'}]},
        f'[THINK]Is it {{"actors": []}}?[/THINK]{JSON}',
        f'◁think▷Is it {{"actors": []}}?◁/think▷{JSON}',
        f'<seed:think budget="9">Is it {{"actors": []}}?</seed:think>{JSON}',
        ANSWER,
        {"input": ANSWER},
        json.dumps({"$schema": "x", "properties": {"actors": {"type": "array"}}}) + JSON,
    ],
)
def test_the_draft_is_found_in_whatever_is_around_it(text: Any) -> None:
    assert read_answer(text) == EXPECTED
    assert read_answer(text, on_error="keep").draft == EXPECTED
    if isinstance(text, str):
        assert read_answer(text.encode()) == EXPECTED


def test_words_of_the_answer_that_look_like_a_fence_or_a_thought_stay() -> None:
    words = '```json\n``` </think> {"actors": []} <think>'
    answer = {"statements": [{"kind": "say", "unattributed": True, "content": [words]}]}
    for text in (f"```json\n{json.dumps(answer)}\n```", f"<think>{{</think> Here: {json.dumps(answer)}"):
        assert read_answer(text).statements[0].content[0].exact == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "no",
        "```json\n```",
        "I see {x}.",
        'It is {"a": [1]}.',
        f"<think>{JSON}",
        f"<think>{JSON}</think> Done.",
    ],
)
def test_an_answer_without_a_draft_is_told_so(text: str) -> None:
    (issue,) = refused(text)
    assert (issue.path, issue.code, issue.message) == (
        "", "json", "no JSON object in the answer has the form of a draft"
    )  # fmt: skip


def test_of_several_drafts_none_is_taken() -> None:
    other = JSON.replace("Brandt", "Bo")
    (issue,) = refused(f"First {JSON}, then {other} or {JSON}")
    assert (issue.path, issue.code, issue.fix) == ("", "answer-ambiguous", RULES["answer-ambiguous"].fix)
    assert issue.message.startswith("3 objects")
    assert [one.code for one in refused([{"a": ANSWER}, {"b": {"actors": []}}][0] | {"c": {"actors": []}})] == [
        "answer-ambiguous"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('\n```json\n{\n "actors": []]\n}\n```', "line 4 column 14"),
        (JSON[:-1], "line 34 column 1"),
        ('It is:\n\n  {"actors": [}', "line 3 column 15"),
        ('[{"a": }]', "line 1 column 8"),
    ],
)
def test_a_fault_of_the_json_is_told_with_its_place_in_the_answer(text: str, place: str) -> None:
    (issue,) = refused(text)
    assert issue.code == "json"
    assert place in issue.message


def test_a_key_twice_is_a_fault_wherever_the_object_is() -> None:
    twice = '{"actors": [], "actors": []}'
    for text in (twice, f"It is {twice}.", f'It is {{"input": {twice}}}.'):
        assert [issue.message for issue in refused(text)] == [
            "this is not JSON: the key 'actors' occurs twice in one object"
        ]


def test_what_is_no_draft_is_refused_as_such() -> None:
    assert [(issue.code, issue.message) for issue in refused("[]")] == [("type", "a draft is a JSON object")]
    (issue,) = refused_strictly('{"actor": []}')
    assert (issue.path, issue.code) == ("actor", "unknown-field")
    assert read_answer('{"actor": []}', on_error="keep").issues == (issue,)
    assert read_answer("{}") == Draft()
    assert [issue.code for issue in refused(b"```json\n\xff\n```")] == ["encoding"]
    assert [issue.code for issue in refused("[" * 200 + "]" * 200)] == ["too-deep"]
    assert [issue.code for issue in refused({"actors": [object()]})] == ["json"]
    with pytest.raises(TypeError, match="not NoneType"):
        read_answer(None)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="'drop'"):
        read_answer("{}", on_error="drop")  # type: ignore[call-overload]


def test_a_text_of_nothing_but_braces_takes_no_time() -> None:
    for text in ("{" * 50_000, '{"a":' * 20_000, '{"actors":[' * 20_000):
        assert [issue.code for issue in refused(text)] in (["json"], ["too-deep"])


# --- what is kept


def test_of_a_right_answer_all_is_kept() -> None:
    answer = read_answer(f"Here: {JSON}", on_error="keep")
    assert (answer.draft, answer.issues, answer.text) == (EXPECTED, (), JSON)
    assert answer.ground(ARTICLE_OF_TWO).bundle == ground(ARTICLE_OF_TWO, EXPECTED)
    assert answer == read_answer(JSON.encode(), on_error="keep")


def test_a_field_that_cannot_be_read_is_left_out_and_the_record_stays() -> None:
    answer = kept(
        statements=[
            {
                "kind": "say",
                "speakers": ["Ana Duarte", 3],
                "content": {"exact": "the dam was old", "end": 9},
                "cue": 5,
                "hedges": ["so", None, "old"],
                "when": {"text": "x", "earliest": "soon"},
                "meeting": False,
                "certainty": "sure",
                "negated": None,
                "unattributed": "no",
                "confidence": 0.9,
                "rule": "",
            }
        ]
    )
    (made,) = answer.draft.statements
    assert (made.speakers, made.content[0].exact, made.cue, made.when) == (("Ana Duarte",), "the dam was old", (), None)
    assert ([quote.exact for quote in made.hedges], made.certainty, made.unattributed) == (
        ["so", "old"],
        "unspecified",
        False,
    )
    assert sorted(places(answer.issues)) == [
        ("statements[0].certainty", "unknown-member"),
        ("statements[0].confidence", "unknown-field"),
        ("statements[0].content.end", "unknown-field"),
        ("statements[0].cue", "type"),
        ("statements[0].hedges[1]", "type"),
        ("statements[0].meeting", "type"),
        ("statements[0].negated", "type"),
        ("statements[0].rule", "empty"),
        ("statements[0].speakers[1]", "type"),
        ("statements[0].unattributed", "type"),
        ("statements[0].when.earliest", "date-form"),
    ]


def test_what_is_read_and_what_is_grounded_is_told_with_the_places_of_the_answer() -> None:
    answer = kept(
        actors=[7, *ANSWER["actors"], {"name": "Bo", "kind": "bird", "roles": [{"title": "x", "age": 1}]}],
        statements=[
            {"kind": "sing", "content": "the dam was old", "speakers": ["Ana Duarte"]},
            {
                "kind": "say",
                "content": "it was safe",
                "speakers": [1, "Bo", "Tomas Brandt"],
                "hedges": [2, "zzz", "safe"],
            },
            {"kind": "say", "content": ["it was safe", 4], "speakers": ["Tomas Brandt"]},
            {"kind": "say", "content": "the dam was old", "speakers": ["Bo"], "negated": "no"},
            {"content": "it was safe"},
        ],
        meetings=None,
    )
    assert [actor.name for actor in answer.draft.actors] == ["Ana Duarte", "Tomas Brandt"]
    assert len(answer.draft.statements) == 1
    found = answer.ground(ARTICLE_OF_TWO)
    (made,) = found.bundle.statements
    assert (made.speaker_ids, [span.exact for span in made.hedges]) == (("actor:tomas-brandt",), ["safe"])
    assert sorted(set(places(found.issues)) - set(places(answer.issues))) == [
        ("statements[1].hedges[1]", "quote-not-found"),
        ("statements[1].speakers[1]", "name-unknown"),
    ]
    assert [issue.message for issue in found.issues if issue.code == "name-unknown"] == [
        "what this refers to was left out, so this is too"
    ]
    assert sorted(places(answer.issues)) == [
        ("actors[0]", "type"),
        ("actors[3].kind", "unknown-member"),
        ("actors[3].roles[0].age", "unknown-field"),
        ("meetings", "type"),
        ("statements[0].kind", "unknown-member"),
        ("statements[1].hedges[0]", "type"),
        ("statements[1].speakers[0]", "type"),
        ("statements[2].content[1]", "type"),
        ("statements[3].negated", "type"),
        ("statements[4].kind", "missing-field"),
    ]
    assert [match.path for match in found.matches] == ["statements[1].content[0]", "statements[1].hedges[2]"]


def test_an_actor_without_a_name_is_left_out_and_known_by_its_id() -> None:
    answer = kept(
        actors=[{"id": "a", "name": 5, "kind": "person"}, *ANSWER["actors"]],
        statements=[{"kind": "say", "content": "it was safe", "speakers": ["a", "Tomas Brandt"]}],
    )
    found = answer.ground(ARTICLE_OF_TWO)
    assert places(found.issues) == [("actors[0].name", "type"), ("statements[0].speakers[0]", "name-unknown")]
    assert "left out" in found.issues[1].message


def test_the_rest_of_an_answer_is_kept_too() -> None:
    answer = kept(generator={"name": 5}, format_version="9.9", note="x")
    assert (answer.draft, places(answer.issues)) == (
        EXPECTED,
        [
            ("note", "unknown-field"),
            ("format_version", "version"),
            ("generator.name", "type"),
            ("generator.kind", "missing-field"),
        ],
    )
    maker = Generator(name="a-model", kind=GeneratorKind.MODEL)
    assert kept().ground(ARTICLE_OF_TWO, generator=maker).bundle.generator == maker
    with pytest.raises(BundleError, match="format_version"):
        read_answer(ANSWER | {"format_version": "9.9"})


# --- properties


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=examples(50),
)
@given(drafts(), st.data())
def test_spoiling_an_optional_field_of_an_answer_loses_no_record(
    pair: tuple[Article, Draft], data: st.DataObject
) -> None:
    article, draft = pair
    values = json.loads(dumps(draft))
    spots = [(name, index, field) for name, index, field in fields(draft) if field in values[name][index]]
    if not spots:
        return
    name, index, field = data.draw(st.sampled_from(spots))
    bad = data.draw(st.sampled_from([None, 5, True, "zzz no such words zzz", {}, [], [5], {"exact": 1}, [{"x": 2}]]))
    values[name][index][field] = bad
    found = read_answer(values, on_error="keep").ground(article)
    whole = ground(article, draft)
    assert {record.id for record in whole.records} <= {record.id for record in found.bundle.records}
    for issue in found.issues:
        assert issue.path.startswith(f"{name}[{index}].{field}"), issue


@settings(max_examples=examples(200))
@given(
    st.text(st.sampled_from('{}[]":, \\ntacors12<>/hik'), max_size=60),
    st.text(st.sampled_from("{}<>[] `\n"), max_size=9),
)
def test_whatever_an_answer_is_it_is_read_or_refused_with_issues(text: str, around: str) -> None:
    for answer in (text, around + text, around + '{"actors": [' + text + "]}" + around, around + JSON):
        try:
            found = read_answer(answer, on_error="keep")
        except BundleError as error:
            assert error.issues
        else:
            assert found.issues or read_answer(answer) == found.draft


# --- what the model is told


IN_PYTHON = re.compile(
    r"newsevents|Limits|[a-z_]\w*\.[a-z_]\w*\(|\w\(\)|\b[A-Z][a-z]+[A-Z]\w+|`\w+_ids?`|from_text|dumps"
)


def test_no_rule_speaks_to_a_model_of_what_is_in_python() -> None:
    for code, rule in RULES.items():
        issue = Issue("actors[0].name", code, "it is wrong", fix=rule.fix)
        said = Issues(in_draft_terms([issue])).to_prompt()
        assert not IN_PYTHON.search(said), (code, said)


def test_no_issue_of_an_answer_speaks_of_what_is_in_python() -> None:
    bad: list[Any] = [None, 5, 2.5, True, "", "zzz", {}, [], [None], {"exact": 1}, [{"x": 2}], {"text": "x"}, "\ud800"]
    names = {name for name in newsevents.__all__ if re.search(r"[a-z][A-Z]", name)} | {"ground(", "BundleError"}
    said: list[str] = []
    values = json.loads(dumps(DRAFT))
    for name in ("actors", "sources", "statements", "meetings", "allegations"):
        fields = [*newsevents.json_schema("draft")["$defs"][f"Draft{name[:-1].title()}"]["properties"], "unknown"]
        records = [values[name][0] | {field: value} for field in fields for value in bad]
        answer = values | {name: [*records, *values[name][1:]]}
        said.append(read_answer(answer, on_error="keep").ground(ARTICLE).issues.to_prompt())
    said += [refused(text).to_prompt() for text in ("", "[]", JSON[:-3], JSON + JSON.replace("Brandt", "Bo"), b"\xff")]
    for text in said:
        assert not IN_PYTHON.search(text), text
        assert not any(name in text for name in names), text
    assert any(StatementKind.SAY in text for text in said)
