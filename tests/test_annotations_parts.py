"""Annotation tools: what a profile leaves out, and the effect of a remark or of a record without a kind."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsevents import Article, Bundle, BundleError, Draft, DraftStatement, Issue, ground, load_seed
from newsevents.formats._marks.write import marks_of
from newsevents.formats.brat import brat_config, from_brat, to_brat
from newsevents.formats.doccano import doccano_labels, from_doccano, to_doccano
from newsevents.formats.labelstudio import from_labelstudio, labelstudio_config, to_labelstudio
from newsevents.formats.langextract import from_langextract, to_langextract
from newsevents.testing import bundles, make_bundle

from .settings import examples

SEED = load_seed()
TOOLS: dict[str, tuple[Any, Any]] = {
    "brat": (to_brat, from_brat),
    "doccano": (to_doccano, from_doccano),
    "labelstudio": (to_labelstudio, from_labelstudio),
}
any_tool = pytest.mark.parametrize(("write", "read"), TOOLS.values(), ids=TOOLS)


# --- the profile "statements"


def test_the_seed_has_a_third_of_the_marks() -> None:
    marks, _ = marks_of(SEED, "statements")
    assert {mark.label for mark in marks} == {"Actor", "Statement", "Speaker", "Content", "Evidence"}
    assert (len(marks), len(marks_of(SEED)[0])) == (101, 343)


@any_tool
def test_what_is_written_of_statements_grounds_to_the_same_statements(write: Any, read: Any) -> None:
    bundle = ground(SEED.article, read(SEED.article, write(SEED, profile="statements")))
    assert not bundle.meetings
    assert not bundle.allegations
    own = bundle.sources[0].id
    left: dict[str, Any] = {"meeting_id": None, "source_id": own}
    speakers = {id for one in SEED.statements for id in one.speaker_ids}

    def expected(one: Any) -> Any:
        kept = {
            name: tuple(id for id in getattr(one, name) if id in speakers) for name in ("addressee_ids", "target_ids")
        }
        return attrs.evolve(one, **left | kept)

    assert bundle.statements == tuple(map(expected, SEED.statements))
    assert {actor.id for actor in bundle.actors} >= speakers
    for actor in bundle.actors:
        same = SEED.actor(actor.id)
        assert (actor.name, actor.kind, actor.mentions) == (same.name, same.kind, same.mentions)


@any_tool
@given(bundle=bundles())
@settings(max_examples=examples(40), deadline=None)
def test_a_profile_reads_back_as_its_records_and_nothing_else(write: Any, read: Any, bundle: Bundle) -> None:
    draft, whole = read(bundle.article, write(bundle, profile="statements")), Draft.from_bundle(bundle)
    assert not draft.meetings
    assert not draft.allegations
    ids = {record.id for name in ("actors", "sources", "statements") for record in getattr(draft, name)}
    originals = {record.id: record for name in ("actors", "sources", "statements") for record in getattr(whole, name)}
    assert {record.id for record in draft.statements} == {record.id for record in whole.statements}
    for name in ("actors", "sources", "statements"):
        for record in getattr(draft, name):
            for field in attrs.fields(type(record)):
                assert_kept(getattr(record, field.name), getattr(originals[record.id], field.name), ids)
    for statement in whole.statements:
        assert set(statement.speakers) <= ids
        assert statement.speakers or statement.unattributed or statement.source in ids


def assert_kept(found: Any, given: Any, ids: set[str]) -> None:
    """Whether a value is unchanged except for references to records outside the profile."""
    if isinstance(given, str) and given.partition(":")[0] in ("actor", "source", "statement", "meeting", "allegation"):
        assert found == given if given in ids else found is None
    elif isinstance(given, tuple) and all(isinstance(one, str) for one in given):
        assert found in (given, tuple(one for one in given if one in ids))
    elif isinstance(given, tuple):
        assert len(found) == len(given)
        for one, other in zip(found, given, strict=True):
            assert_kept(one, other, ids)
    elif attrs.has(type(given)):
        for field in attrs.fields(type(given)):
            assert_kept(getattr(found, field.name), getattr(given, field.name), ids)
    else:
        assert found == given


def test_where_nobody_speaks_the_source_that_does_is_kept() -> None:
    bundle = make_bundle(
        "River Watch wrote a report. It says the bridge was safe.",
        actors=[{"name": "River Watch", "kind": "ngo"}],
        sources=[{"title": "a report", "by": ["River Watch"], "evidence": "River Watch wrote a report"}],
        statements=[{"kind": "say", "content": "the bridge was safe", "source": "a report"}],
    )
    assert ground(bundle.article, from_brat(bundle.article, to_brat(bundle, profile="statements"))) == bundle


def test_the_configurations_have_the_marks_of_the_profile() -> None:
    config = brat_config(profile="statements")
    assert "Content" in config
    for word in ("Meeting", "Allegation", "Cue", "Hedge", "Time", "Mention"):
        assert word not in config
        assert word in brat_config()
        assert f'"{word}"' not in labelstudio_config(profile="statements")
    spans, relations = doccano_labels(profile="statements")
    assert {one["text"].split(":")[0] for one in spans} == {
        *("Actor", "Source", "Statement", "Speaker", "Content", "Evidence"),
    }
    assert [one["text"] for one in relations][:2] == ["evidence", "by"]


@pytest.mark.parametrize("write", [to_brat, to_doccano, to_labelstudio])
def test_an_unknown_profile_is_refused(write: Any) -> None:
    for call in (lambda: write(SEED, profile="quotes"), lambda: brat_config(profile="quotes")):  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="a profile must be 'all' or 'statements', not 'quotes'"):
            call()


# --- the effect of a single fault

TEXT = "Ana Lima said the bridge was safe. Bo Chen denied it. A report blamed Bo Chen."
ARTICLE = Article.from_text(TEXT, published="2024-05-17")
LINES = [
    "T1\tActor 0 8\tAna Lima",
    "T2\tActor 35 42\tBo Chen",
    "T3\tStatement 0 34\tAna Lima said the bridge was safe.",
    "T4\tContent 14 33\tthe bridge was safe",
    "T5\tStatement 35 53\tBo Chen denied it.",
    "T6\tCue 43 49\tdenied",
    "T7\tMention 70 77\tBo Chen",
    "E1\tStatement:T3 speaker:T1 content:T4",
    "E2\tStatement:T5 speakers:T2 cue:T6 targets:T1",
    "R1\tmentions Arg1:T2 Arg2:T7",
    "A1\tActorKind T1 person",
    "A2\tActorKind T2 person",
    "A3\tStatementKind E1 say",
    "A4\tStatementKind E2 deny",
]


def kept(annotations: str) -> tuple[Draft, list[Issue]]:
    errors: list[BundleError] = []
    draft = from_brat(ARTICLE, annotations, on_error=errors.append)
    return draft, [issue for error in errors for issue in error.issues]


def kinds(statements: tuple[DraftStatement, ...]) -> list[str]:
    return [str(one.kind) for one in statements]


def test_where_nothing_is_wrong_nothing_is_called() -> None:
    draft, issues = kept("\n".join(LINES))
    assert draft == from_brat(ARTICLE, "\n".join(LINES))
    assert issues == []


DENIAL, ANA = "Statement 'Bo Chen denied it.'", "Actor 'Ana Lima'"


@pytest.mark.parametrize(
    ("change", "actors", "statements", "said"),
    [
        # a remark loses its record, and the issue names both
        (("", "#1\tAnnotatorNotes E2\tnot sure about this"), 2, ["say"], [("#1", "json", DENIAL)]),
        (("A4\tStatementKind E2 deny", ""), 2, ["say"], [("E2.kind", "missing-field", DENIAL)]),
        # so does a remark on one of its words, or an unreadable one
        (("", "#1\tAnnotatorNotes T6\t?"), 2, ["say"], [("#1", "json", DENIAL)]),
        (("T6\tCue", "T6\tVerb"), 2, ["say"], [("T6", "unknown-member", ""), ("E2.cue", "unknown-id", DENIAL)]),
        (("T6\tCue 43 49", "T6\tCue 43-49"), 2, ["say"], [("T6", "type", ""), ("E2.cue", "unknown-id", DENIAL)]),
        (("cue:T6", "cue:T9"), 2, ["say"], [("E2.cue", "unknown-id", DENIAL), ("T6", "missing-field", "")]),
        (("A4\tStatementKind E2", "A4\tStatementKind = E2"), 2, ["say"], [("A4", "type", DENIAL)]),
        # without its actor, a statement would have no speaker; any other reference is just left out
        (
            ("A1\tActorKind T1 person", ""),
            1,
            ["deny"],
            [("T1.kind", "missing-field", ANA), ("E1.speaker", "unknown-id", ANA), ("E2.targets", "unknown-id", ANA)],
        ),
        (
            ("A2\tActorKind T2 person", ""),
            1,
            ["say"],
            [("T2.kind", "missing-field", "Actor 'Bo Chen'"), ("E2.speakers", "unknown-id", DENIAL)],
        ),
        # a mark that belongs to no record loses none
        (("", "T8\tHedge 54 55\tA"), 2, ["say", "deny"], [("T8", "missing-field", "")]),
        (("", "*\tEquiv T1 T2"), 2, ["say", "deny"], [("*", "unknown-member", "")]),
        (("", "#1\tAnnotatorNotes T7\t?"), 2, ["say", "deny"], [("#1", "json", "")]),
    ],
)
def test_a_fault_costs_the_record_that_it_is_about(
    change: tuple[str, str], actors: int, statements: list[str], said: list[tuple[str, str, str]]
) -> None:
    text = "\n".join(LINES)
    draft, issues = kept(text.replace(*change) if change[0] else f"{text}\n{change[1]}")
    assert len(draft.actors) == actors
    assert kinds(draft.statements) == statements
    assert [(issue.path, issue.code) for issue in issues][: len(said)] == [(path, code) for path, code, _ in said]
    for issue, (_, _, words) in zip(issues, said, strict=False):
        assert words in issue.message
    ground(ARTICLE, draft)


def test_a_reference_to_what_is_left_out_is_left_out_and_said() -> None:
    draft, issues = kept("\n".join(line for line in LINES if not line.startswith("A1")))
    (statement,) = draft.statements
    assert statement.targets == ()
    assert "E2.targets" in {issue.path for issue in issues}


def test_another_text_is_refused_all_the_same() -> None:
    other = Article.from_text(TEXT.replace("Ana", "Eva"), published="2024-05-17")
    for write, read in (TOOLS["doccano"], TOOLS["labelstudio"], (to_langextract, from_langextract)):
        with pytest.raises(BundleError, match="this is not the article's text"):
            read(other, write(Bundle(article=ARTICLE)), on_error=lambda error: None)


@pytest.mark.parametrize("read", [from_brat, from_doccano, from_labelstudio, from_langextract])
def test_on_error_must_be_raise_or_a_function(read: Any) -> None:
    with pytest.raises(ValueError, match="on_error must be 'raise' or a function, not 'keep'"):
        read(ARTICLE, "", on_error="keep")


# --- the same in every tool, wherever the remark is


def remark_in_brat(written: str, place: int) -> str:
    lines = written.splitlines()
    ids = [line.split("\t")[0] for line in lines if line.startswith("T")]
    events = {line.split("\t")[1].split(" ")[0].split(":")[1]: line.split("\t")[0] for line in lines if line[0] == "E"}
    id = ids[place % len(ids)]
    return f"{written}#9999\tAnnotatorNotes {events.get(id, id)}\tis this right?\n"


def remark_in_labelstudio(task: Any, place: int) -> Any:
    task = copy.deepcopy(task)
    regions = [one for one in task["predictions"][0]["result"] if one["type"] == "labels"]
    regions[place % len(regions)]["meta"] = {"text": ["is this right?"]}
    return task


def no_kind_in_doccano(example: Any, place: int) -> Any:
    example = copy.deepcopy(example)
    entity = example["entities"][place % len(example["entities"])]
    entity["label"] += ":is this right?"
    return example


def remark_in_langextract(document: Any, place: int) -> Any:
    document = copy.deepcopy(document)
    extractions = document["extractions"]
    extractions[place % len(extractions)]["description"] = "is this right?"
    return document


@pytest.mark.parametrize(
    ("write", "read", "spoil"),
    [
        (to_brat, from_brat, remark_in_brat),
        (to_doccano, from_doccano, no_kind_in_doccano),
        (to_labelstudio, from_labelstudio, remark_in_labelstudio),
        (to_langextract, from_langextract, remark_in_langextract),
    ],
    ids=["brat", "doccano", "labelstudio", "langextract"],
)
@given(bundle=bundles().filter(lambda bundle: bundle.records), place=st.integers(0, 10_000))
@settings(max_examples=examples(40), deadline=None)
def test_the_other_records_are_as_they_were(
    write: Any, read: Any, spoil: Callable[[Any, int], Any], bundle: Bundle, place: int
) -> None:
    errors: list[BundleError] = []
    written = write(bundle)
    draft = read(bundle.article, spoil(written, place), on_error=errors.append)
    (error,) = errors
    whole = read(bundle.article, written)
    for name in ("actors", "sources", "statements", "meetings", "allegations"):
        found = {one.id: one for one in getattr(draft, name)}
        given_ones = {one.id: one for one in getattr(whole, name)}
        assert found.keys() <= given_ones.keys()
        for id, one in found.items():
            for field in attrs.fields(type(one)):
                value, before = getattr(one, field.name), getattr(given_ones[id], field.name)
                if field.name in ("content", "negated", "kind", "speakers", "claimants", "accused"):
                    assert value == before
                elif value != before:
                    assert str(error).count("left out") or field.name in ("mentions", "evidence")
    assert error.issues
