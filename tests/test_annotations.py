"""Annotation tools: writing and reading back gives the same bundle, and manual annotations are read strictly."""

from __future__ import annotations

import copy
import json
import warnings
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsevents import RULES, Article, Bundle, BundleError, Draft, Generator, ground, load_seed
from newsevents.formats._marks.terms import TERMS
from newsevents.formats.brat import brat_config, from_brat, to_brat
from newsevents.formats.doccano import doccano_labels, from_doccano, to_doccano
from newsevents.formats.labelstudio import from_labelstudio, labelstudio_config, to_labelstudio
from newsevents.formats.langextract import from_langextract, to_langextract
from newsevents.model.fields import Kind, classes_of, fields_of, walk
from newsevents.model.records import LISTS
from newsevents.model.vocabulary import GeneratorKind, StatementKind
from newsevents.testing import bundles, make_bundle, make_span

from .compat.samples import ODD
from .settings import examples

relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(25)
)

TOOLS: dict[str, tuple[Any, Any]] = {
    "brat": (to_brat, from_brat),
    "doccano": (to_doccano, from_doccano),
    "labelstudio": (to_labelstudio, from_labelstudio),
    "langextract": (to_langextract, from_langextract),
}
any_tool = pytest.mark.parametrize(("write", "read"), TOOLS.values(), ids=TOOLS)

TEXT = "Ana Lima said the bridge was safe.\nThe mayor did not deny it: “It holds,” she said on Tuesday, “and it will.”"
ARTICLE = Article.from_text(TEXT, published="2024-05-17")
ASTRAL = "😀 Ana 𝐋ima said the 🌉 was safe."


def without_generator(bundle: Bundle) -> Bundle:
    return attrs.evolve(bundle, generator=None)


def through_json(document: Any) -> Any:
    """A document after a round trip through JSON, as a tool would send it."""
    return document if isinstance(document, str) else json.loads(json.dumps(document))


def issues_of(read: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(BundleError) as caught:
        read()
    return [(issue.path, issue.code) for issue in caught.value.issues]


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def library(name: str) -> Any:
    """A module of a tool's own library, if it is installed; its import warnings are ignored."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name)


# --- round trips


@any_tool
def test_the_seed_comes_back(write: Any, read: Any) -> None:
    seed = load_seed()
    assert ground(seed.article, read(seed.article, through_json(write(seed)))) == without_generator(seed)


@any_tool
def test_what_is_written_is_plain_and_each_time_the_same(write: Any, read: Any) -> None:
    assert json.dumps(write(load_seed())) == json.dumps(write(load_seed()))
    assert types_in(write(load_seed())) <= {dict, list, str, int, bool, type(None)}


def types_in(value: Any) -> set[type]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {type(value)}.union(*map(types_in, inside))


@any_tool
@relaxed
@given(bundle=bundles())
def test_any_bundle_comes_back(write: Any, read: Any, bundle: Bundle) -> None:
    draft = read(bundle.article, through_json(write(bundle)))
    assert ground(bundle.article, draft) == without_generator(bundle)


@any_tool
def test_every_field_of_every_record_survives(write: Any, read: Any) -> None:
    every = {(cls, field.name) for one in LISTS.values() for cls in classes_of(one) for field in fields_of(cls)}
    objects = [one for record in ODD.records for one in (record, *(inner for _, inner in walk(record)))]
    given = {
        (type(one), field.name)
        for one in objects
        for field in fields_of(type(one))
        if getattr(one, field.name) != field.default
    }
    assert every - given == set()  # otherwise the sample must have them
    assert ground(ODD.article, read(ODD.article, through_json(write(ODD)))) == without_generator(ODD)


def test_the_label_of_words_is_no_record_and_no_value() -> None:
    for record in LISTS.values():
        ties = TERMS[record.__name__].ties
        labels = [ties[field.draft] for field in fields_of(record) if field.kind is Kind.WORDS]
        assert [label for label in labels if TERMS[label].cls is not None] == []


@any_tool
def test_every_quote_has_its_offset(write: Any, read: Any) -> None:
    seed = load_seed()
    draft = read(seed.article, write(seed))
    quotes = [quote for one in draft.statements for quote in (*one.content, *one.cue, *one.speaker, *one.evidence)]
    assert quotes
    assert all(quote.start is not None for quote in quotes)


@any_tool
def test_a_bundle_without_its_text_is_refused(write: Any, read: Any) -> None:
    bare = load_seed().detach()
    assert issues_of(lambda: write(bare)) == [("article.text", "no-text")]
    assert issues_of(lambda: read(bare.article, write(load_seed()))) == [("article.text", "no-text")]


@pytest.mark.parametrize("tool", ["doccano", "labelstudio", "langextract"])
def test_another_text_is_refused(tool: str) -> None:
    write, read = TOOLS[tool]
    other = Article.from_text(TEXT + " ")
    document = write(Bundle(article=ARTICLE))
    path = {"labelstudio": "data.text"}.get(tool, "text")
    assert issues_of(lambda: read(other, document)) == [(path, "digest")]


@any_tool
def test_an_article_without_records_is_one_to_annotate(write: Any, read: Any) -> None:
    assert read(ARTICLE, write(Bundle(article=ARTICLE))) == Draft()


# --- offsets, with characters above U+FFFF


def astral() -> Bundle:
    return make_bundle(
        ASTRAL,
        actors=["Ana 𝐋ima"],
        statements=[{"speakers": ["Ana 𝐋ima"], "cue": "said", "content": "the 🌉 was safe"}],
    )


def test_brat_counts_code_points() -> None:
    start, end = at("the 🌉 was safe", ASTRAL)
    assert f"\tContent {start} {end}\tthe 🌉 was safe\n" in to_brat(astral())


def test_doccano_counts_utf_16_code_units() -> None:
    (content,) = (one for one in to_doccano(astral())["entities"] if one["label"] == "Content")
    units = ASTRAL.encode("utf-16-le")[2 * content["start_offset"] : 2 * content["end_offset"]]
    assert units.decode("utf-16-le") == "the 🌉 was safe"
    assert content["start_offset"] == at("the 🌉", ASTRAL)[0] + 2


def test_doccano_cannot_cut_a_character_in_two() -> None:
    example = {"text": ASTRAL, "entities": [{"id": 1, "label": "Actor:person", "start_offset": 1, "end_offset": 7}]}
    assert issues_of(lambda: from_doccano(Article.from_text(ASTRAL), example)) == [("entities[0]", "span-bounds")]


def test_label_studio_counts_code_points() -> None:
    (content,) = (
        one["value"]
        for one in to_labelstudio(astral())["predictions"][0]["result"]
        if one["type"] == "labels" and one["value"]["labels"] == ["Content"]
    )
    assert (content["start"], content["end"]) == at("the 🌉 was safe", ASTRAL)


def test_langextract_counts_code_points() -> None:
    (content,) = (one for one in to_langextract(astral())["extractions"] if one["extraction_class"] == "content")
    start, end = at("the 🌉 was safe", ASTRAL)
    assert content["char_interval"] == {"start_pos": start, "end_pos": end}


# --- brat


def ann(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def bound(id: str, label: str, words: str) -> str:
    start, end = at(words)
    return f"{id}\t{label} {start} {end}\t{words}"


BY_HAND = [
    bound("T1", "Actor", "Ana Lima"),
    bound("T2", "Statement", "Ana Lima said the bridge was safe"),
    bound("T3", "Cue", "said"),
    bound("T4", "Content", "the bridge was safe"),
    bound("T5", "Mention", "she"),
    "E1\tStatement:T2 speaker:T1 cue:T3 content:T4",
    "A1\tActorKind T1 person",
    "A2\tStatementKind E1 say",
    "A3\tCertainty E1 certain",
    "R1\tmentions Arg1:T1 Arg2:T5",
    '#1\tAnnotatorNotes T1\t{"country": "PT"}',
]


def test_brat_annotations_by_hand_are_read() -> None:
    bundle = ground(ARTICLE, from_brat(ARTICLE, ann(*BY_HAND)))
    (actor,) = bundle.actors
    assert (actor.id, actor.name, actor.country) == ("actor:ana-lima", "Ana Lima", "PT")
    assert [span.exact for span in actor.mentions] == ["Ana Lima", "she"]
    (statement,) = bundle.statements
    assert statement.kind is StatementKind.SAY
    assert statement.speaker_ids == ("actor:ana-lima",)
    assert [span.exact for span in statement.speaker] == ["Ana Lima"]
    assert [span.exact for span in statement.content] == ["the bridge was safe"]


def test_the_words_of_a_speaker_need_not_be_the_speaker() -> None:
    lines = [line.replace("speaker:T1", "speaker:T6 speakers:T1") for line in BY_HAND]
    (statement,) = from_brat(ARTICLE, ann(*lines, bound("T6", "Speaker", "The mayor"))).statements
    assert statement.speakers == ("actor:ana-lima",)
    assert [quote.exact for quote in statement.speaker] == ["The mayor"]


def test_a_tie_to_a_mention_means_its_actor() -> None:
    lines = [line.replace("speaker:T1", "speaker:T5") for line in BY_HAND]
    (statement,) = from_brat(ARTICLE, ann(*lines)).statements
    assert statement.speakers == ("actor:ana-lima",)
    assert [quote.exact for quote in statement.speaker] == ["she"]


def test_an_actor_may_be_named_twice_as_the_speaker() -> None:
    lines = [line.replace("speaker:T1", "speaker:T1 speaker2:T5") for line in BY_HAND]
    (statement,) = from_brat(ARTICLE, ann(*lines)).statements
    assert statement.speakers == ("actor:ana-lima",)
    assert [quote.exact for quote in statement.speaker] == ["Ana Lima", "she"]


def test_fragments_are_one_stretch_where_only_a_line_ends_and_else_several() -> None:
    (a, b), (c, d) = at("“It holds,”"), at("“and it will.”")
    first, last = at("was safe.")[0], at("The mayor")[1]
    lines = [
        bound("T1", "Actor", "The mayor"),
        bound("T2", "Statement", TEXT.partition("\n")[2]),
        f"T3\tContent {a} {b};{c} {d}\t“It holds,” “and it will.”",
        f"T4\tEvidence {first} {first + 9};{last - 9} {last}\twas safe. The mayor",
        "E1\tStatement:T2 speaker:T1 content:T3 evidence:T4",
        "A1\tActorKind T1 person",
        "A2\tStatementKind E1 say",
    ]
    (statement,) = from_brat(ARTICLE, ann(*lines)).statements
    assert [quote.exact for quote in statement.content] == ["“It holds,”", "“and it will.”"]
    assert [quote.exact for quote in statement.evidence][1:] == ["was safe.\nThe mayor"]


def test_the_further_stretches_of_a_record_are_evidence() -> None:
    (a, b), (c, d) = at("The mayor"), at("“It holds,”")
    lines = [f"T1\tActor {a} {b};{c} {d}\tThe mayor “It holds,”", "A1\tActorKind T1 person"]
    (actor,) = from_brat(ARTICLE, ann(*lines)).actors
    assert actor.name == "The mayor"
    assert [quote.exact for quote in actor.evidence] == ["The mayor", "“It holds,”"]


def test_brat_has_no_line_break_inside_a_column() -> None:
    text = "Ana Lima\nsaid\u2028the\tbridge\x85 was safe. \r\n "
    bundle = make_bundle(text, actors=["Ana Lima"], statements=[{"speakers": ["Ana Lima"], "evidence": text}])
    written = to_brat(bundle)
    assert written.splitlines(keepends=True) == [f"{line}\n" for line in written.split("\n")[:-1]]
    assert all(line.count("\t") == (2 if line[0] in "T#" else 1) for line in written.splitlines())
    assert ground(bundle.article, from_brat(bundle.article, written)) == bundle


def test_what_brat_moved_is_not_where_its_note_says() -> None:
    lines = [*BY_HAND, '#2\tAnnotatorNotes T3\t{"start": 0, "end": 3}']
    assert issues_of(lambda: from_brat(ARTICLE, ann(*lines))) == [("T3", "quote-misplaced")]
    lines = [*BY_HAND, '#2\tAnnotatorNotes T3\t{"start": 0, "end": 999}']
    assert issues_of(lambda: from_brat(ARTICLE, ann(*lines))) == [("T3", "span-bounds")]


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (("T1\tActor 0 8", "T1\tActor 0 9"), "T1", "span-text"),
        (("T1\tActor 0 8", "T1\tActor 0 999"), "T1", "span-bounds"),
        (("T1\tActor 0 8", "T1\tActor 0-8"), "T1", "type"),
        (("T3\tCue", "T3\tVerb"), "T3", "unknown-member"),
        (("ActorKind T1 person", "ActorKind T1 human"), "T1.kind", "unknown-member"),
        (("A1\tActorKind T1 person\n", ""), "T1.kind", "missing-field"),
        (("ActorKind T1 person", "StatementKind T1 say"), "A1", "unknown-field"),
        (("ActorKind T1", "ActorKind T9"), "A1", "unknown-id"),
        (("A3\tCertainty E1 certain", "A3\tStatementKind E1 deny"), "A3.kind", "type"),
        (("cue:T3", "cue:T9"), "E1.cue", "unknown-id"),
        (("cue:T3", "cue:T4"), "E1.cue", "wrong-class"),
        (("cue:T3", "verb:T3"), "E1.verb", "unknown-field"),
        (("cue:T3", ""), "T3", "missing-field"),
        (("Statement:T2", "Statement:T4"), "E1", "wrong-class"),
        (("Statement:T2", "Statement:T9"), "E1", "unknown-id"),
        (("E1\tStatement:T2", "E1\tT2"), "E1", "type"),
        (("mentions Arg1:T1", "mentions T1"), "R1", "type"),
        (("mentions Arg1:T1", "roles Arg1:T1"), "R1", "wrong-class"),
        (('{"country": "PT"}', "from Portugal?"), "#1", "json"),
        (('{"country": "PT"}', "[1]"), "#1", "type"),
        (('{"country": "PT"}', '{"land": "PT"}'), "T1.land", "unknown-field"),
        (('{"country": "PT"}', '{"kind": "state"}'), "#1.kind", "type"),
        (("A3\t", "A2\t"), "A2", "duplicate-id"),
        (("A3\tCertainty", "N1\tReference T1 Wikidata:Q1\tAna\nA3\tCertainty"), "N1", "unknown-member"),
        (("A3\tCertainty", "*\tEquiv T1 T5\nA3\tCertainty"), "*", "unknown-member"),
        (("A3\tCertainty", "no annotation\nA3\tCertainty"), "no annotation", "unknown-member"),
    ],
)
def test_what_is_wrong_in_brat_is_said_where_it_stands(change: tuple[str, str], path: str, code: str) -> None:
    annotations = ann(*BY_HAND)
    assert change[0] in annotations
    assert (path, code) in issues_of(lambda: from_brat(ARTICLE, annotations.replace(*change)))


def test_all_that_is_wrong_is_said_at_once() -> None:
    annotations = (
        ann(*BY_HAND).replace("cue:T3", "verb:T3").replace("person", "human").replace('{"country"', "{country")
    )
    assert issues_of(lambda: from_brat(ARTICLE, annotations)) == [
        ("#1", "json"),
        ("E1.verb", "unknown-field"),
        ("T1.kind", "unknown-member"),
    ]


def test_a_record_that_is_no_event_yet_is_read_too() -> None:
    lines = [
        bound("T1", "Statement", "The mayor did not deny it"),
        "A1\tStatementKind T1 confirm",
        "A2\tunattributed T1",
    ]
    (statement,) = ground(ARTICLE, from_brat(ARTICLE, ann(*lines))).statements
    assert (statement.kind, statement.unattributed) == ("confirm", True)


def test_what_is_said_of_an_event_is_not_said_of_its_trigger() -> None:
    lines = [line.replace("StatementKind E1", "StatementKind T2") for line in BY_HAND]
    assert ("T2", "wrong-class") in issues_of(lambda: from_brat(ARTICLE, ann(*lines)))


def test_roles_are_marked_by_hand_too() -> None:
    lines = [*BY_HAND, bound("T6", "Role", "mayor"), "R2\troles Arg1:T1 Arg2:T6", "R3\tof Arg1:T6 Arg2:T1"]
    (role,) = from_brat(ARTICLE, ann(*lines)).actors[0].roles
    assert (role.title, role.of) == ("mayor", "actor:ana-lima")


def test_two_marks_of_one_actor_are_to_be_tied() -> None:
    lines = [*BY_HAND, bound("T6", "Actor", "Ana Lima"), "A4\tActorKind T6 person"]
    assert issues_of(lambda: from_brat(ARTICLE, ann(*lines))) == [("T6", "duplicate-id")]


def test_a_mention_of_no_or_of_several_actors_is_no_speaker() -> None:
    lines = [line.replace("speaker:T1", "speaker:T5") for line in BY_HAND if not line.startswith("R1")]
    assert ("E1.speaker", "name-unknown") in issues_of(lambda: from_brat(ARTICLE, ann(*lines)))
    more = [bound("T6", "Actor", "The mayor"), "A4\tActorKind T6 person", "R2\tmentions Arg1:T6 Arg2:T5"]
    lines = [line.replace("speaker:T1", "speaker:T5") for line in BY_HAND]
    assert issues_of(lambda: from_brat(ARTICLE, ann(*lines, *more))) == [("E1.speaker", "name-ambiguous")]


def test_a_field_with_one_value_is_filled_once() -> None:
    lines = [line + " when:T6 when2:T7" if line.startswith("E1") else line for line in BY_HAND]
    lines += [bound("T6", "Time", "on Tuesday"), bound("T7", "Time", "Tuesday")]
    assert issues_of(lambda: from_brat(ARTICLE, ann(*lines))) == [("E1.when2", "type")]


def test_records_refer_to_each_other_by_ties_alone() -> None:
    lines = [
        *BY_HAND,
        bound("T6", "Allegation", "The mayor did not deny it"),
        bound("T7", "Allegation", "it will"),
        "E2\tAllegation:T6 claimants:T1 statement:E1",
        "E3\tAllegation:T7 claimants:T1 supports:E2",
    ]
    bundle = ground(ARTICLE, from_brat(ARTICLE, ann(*lines)))
    assert bundle.allegations[0].statement_id == bundle.statements[0].id
    assert bundle.allegations[1].supports_ids == (bundle.allegations[0].id,)


def test_the_words_of_a_value_that_is_marked_by_hand_are_read_by_grounding() -> None:
    lines = [line + " when:T6" if line.startswith("E1") else line for line in BY_HAND]
    (statement,) = ground(ARTICLE, from_brat(ARTICLE, ann(*lines, bound("T6", "Time", "on Tuesday")))).statements
    assert statement.when is not None
    assert statement.when.edtf == "2024-05-14"


def test_the_configuration_of_brat_has_every_type_that_is_written() -> None:
    sections: dict[str, dict[str, str]] = {}
    for line in brat_config().splitlines():
        if line.startswith("["):
            sections[line[1:-1]] = {}
        elif line:
            name, _, rest = line.partition("\t")
            sections[list(sections)[-1]][name] = rest
    assert list(sections) == ["entities", "relations", "events", "attributes"]
    for line in to_brat(load_seed()).splitlines():
        id, data = line.split("\t")[:2]
        name = data.partition(" ")[0].partition(":")[0]
        section = {"T": "entities", "R": "relations", "E": "events", "A": "attributes"}.get(id[0])
        if section is not None:
            assert name in sections[section] or (id[0] == "T" and name in sections["events"])
        if id[0] == "A" and len(data.split()) == 3:
            assert data.split()[2] in sections["attributes"][name].partition("Value:")[2].split("|")


@pytest.mark.long
@relaxed
@given(bundles())
def test_a_reader_of_brat_reads_what_is_written(bundle: Bundle) -> None:
    text = bundle.article.text or ""
    document = library("bioc.brat").loads(text, to_brat(bundle))
    for entity in document.entities:
        assert entity.text == " ".join(text[one.begin : one.end] for one in sorted(entity.locations))
    for event in document.events:
        assert all(document.has_annotation_id(id) for id in (event.trigger_id, *event.arguments.values()))
    assert len(document.events) == len(bundle.events)


# --- doccano


def exported(example: dict[str, Any]) -> dict[str, Any]:
    """An example as exported by doccano: marks in text order with new ids, unknown columns kept."""
    order = sorted(example["entities"], key=lambda one: one["start_offset"])
    ids = {one["id"]: 1000 + number for number, one in enumerate(order)}
    relations = sorted(example["relations"], key=lambda one: one["from_id"])
    return {
        **example,
        "id": 7,
        "entities": [{**one, "id": ids[one["id"]]} for one in order],
        "relations": [
            {**one, "id": 5000 + number, "from_id": ids[one["from_id"]], "to_id": ids[one["to_id"]]}
            for number, one in enumerate(relations)
        ],
        "Comments": [],
    }


@relaxed
@given(bundles())
def test_doccano_may_give_marks_other_ids_and_another_order(bundle: Bundle) -> None:
    draft = from_doccano(bundle.article, through_json(exported(to_doccano(bundle))))
    again = ground(bundle.article, draft)
    assert {one.id: one for one in again.records} == {one.id: one for one in bundle.records}


def doccano_by_hand() -> dict[str, Any]:
    marks = [
        ("Actor:person", "Ana Lima"),
        ("Statement:say:probable:negated", "Ana Lima said the bridge was safe"),
        ("Cue", "said"),
        ("Content", "the bridge was safe"),
    ]
    entities = [
        {"id": 40 + number, "label": label, "start_offset": at(words)[0], "end_offset": at(words)[1]}
        for number, (label, words) in enumerate(marks)
    ]
    ties = [("speaker", 40), ("cue", 42), ("content", 43)]
    relations = [{"id": number, "from_id": 41, "to_id": end, "type": field} for number, (field, end) in enumerate(ties)]
    return {"id": 1, "text": TEXT, "entities": entities, "relations": relations, "Comments": []}


def test_doccano_annotations_by_hand_are_read() -> None:
    (statement,) = ground(ARTICLE, from_doccano(ARTICLE, doccano_by_hand())).statements
    assert (statement.kind, statement.certainty, statement.negated) == ("say", "probable", True)
    assert statement.speaker_ids == ("actor:ana-lima",)
    assert [span.exact for span in statement.content] == ["the bridge was safe"]


def test_a_mark_made_in_the_tool_may_take_in_a_space_too_many() -> None:
    draft = from_doccano(ARTICLE, {"text": TEXT, "label": [[0, 9, "Actor:person"]]})
    (actor,) = ground(ARTICLE, draft).actors
    assert (actor.name, [span.exact for span in actor.mentions]) == ("Ana Lima", ["Ana Lima"])


def test_doccano_without_relations_is_read() -> None:
    draft = from_doccano(ARTICLE, {"id": 1, "text": TEXT, "label": [[0, 8, "Actor:person"]]})
    assert [actor.name for actor in draft.actors] == ["Ana Lima"]


def test_what_is_said_of_a_mark_goes_with_the_mark() -> None:
    example = {**doccano_by_hand(), "newsevents": {"Actor 0-8": {"country": "PT"}, "Actor 9-13": {"country": "BR"}}}
    assert [actor.country for actor in from_doccano(ARTICLE, example).actors] == ["PT"]


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (lambda example: example.pop("entities"), "entities", "missing-field"),
        (lambda example: example["entities"][0].pop("label"), "entities[0].label", "missing-field"),
        (lambda example: example["entities"][0].update(label="Person"), "entities[0]", "unknown-member"),
        (lambda example: example["entities"][0].update(label="Actor"), "entities[0].kind", "missing-field"),
        (lambda example: example["entities"][0].update(label="Actor:human"), "entities[0]", "unknown-member"),
        (lambda example: example["entities"][0].update(label="Actor:person:state"), "entities[0].kind", "type"),
        (lambda example: example["entities"][2].update(label="Cue:say"), "entities[2]", "unknown-member"),
        (lambda example: example["entities"][0].update(start_offset=8), "entities[0]", "span-bounds"),
        (lambda example: example["entities"][0].update(start_offset="0"), "entities[0]", "type"),
        (lambda example: example["entities"][0].update(id=41), "entities[1].id", "duplicate-id"),
        (lambda example: example["relations"][0].pop("type"), "relations[0].type", "missing-field"),
        (lambda example: example["relations"][0].update(to_id=9), "relations[0]", "unknown-id"),
        (lambda example: example["relations"][0].update(type="by"), "relations[0]", "unknown-field"),
        (lambda example: example.update(relations={}), "relations", "type"),
        (lambda example: example.update(newsevents=[]), "newsevents", "type"),
        (lambda example: example.update(newsevents={"Actor 0-8": 1}), "newsevents['Actor 0-8']", "type"),
        (lambda example: example.update(newsevents={"Actor 0-8": {"land": "PT"}}), "entities[0].land", "unknown-field"),
        (lambda example: example.update(Comments=["sure?"]), "Comments", "unknown-field"),
        (lambda example: example.update(label=[[0, 8]]), "label[0]", "type"),
    ],
)
def test_what_is_wrong_in_doccano_is_said_where_it_stands(change: Any, path: str, code: str) -> None:
    example = doccano_by_hand()
    change(example)
    assert (path, code) in issues_of(lambda: from_doccano(ARTICLE, example))


def test_the_labels_of_doccano_are_those_that_are_written() -> None:
    spans, relations = doccano_labels()
    known = {one["text"] for one in spans}
    example = to_doccano(load_seed())
    assert {"Actor:person", "Meeting:summit:held", "Cue"} <= known
    for entity in example["entities"]:
        assert any(entity["label"] == label or entity["label"].startswith(f"{label}:") for label in known)
    assert {one["type"] for one in example["relations"]} <= {one["text"] for one in relations}


# --- Label Studio


def ls_task() -> dict[str, Any]:
    def region(id: str, label: str, words: str) -> dict[str, Any]:
        start, end = at(words)
        value = {"start": start, "end": end, "text": words, "labels": [label]}
        return {"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": value, "origin": "manual"}

    def said(id: str, name: str, type: str, **value: Any) -> dict[str, Any]:
        return {"id": id, "from_name": name, "to_name": "text", "type": type, "value": value}

    def tie(begin: str, field: str, end: str, direction: str = "right") -> dict[str, Any]:
        return {"type": "relation", "from_id": begin, "to_id": end, "direction": direction, "labels": [field]}

    result = [
        region("a", "Actor", "Ana Lima"),
        said("a", "ActorKind", "choices", choices=["person"]),
        said("a", "fields", "textarea", text=['{"country": "PT"}']),
        region("s", "Statement", "Ana Lima said the bridge was safe"),
        said("s", "StatementKind", "choices", choices=["say"]),
        said("s", "flags", "choices", choices=["negated"]),
        region("c", "Cue", "said"),
        region("x", "Content", "the bridge was safe"),
        tie("s", "speaker", "a"),
        tie("s", "cue", "c"),
        tie("x", "content", "s", "left"),
    ]
    return {"id": 1, "data": {"text": TEXT}, "annotations": [{"id": 1, "was_cancelled": False, "result": result}]}


def test_label_studio_annotations_by_hand_are_read() -> None:
    bundle = ground(ARTICLE, from_labelstudio(ARTICLE, ls_task()))
    (statement,) = bundle.statements
    assert (statement.kind, statement.negated) == ("say", True)
    assert statement.speaker_ids == ("actor:ana-lima",)
    assert [span.exact for span in statement.content] == ["the bridge was safe"]
    assert bundle.actors[0].country == "PT"


def test_what_people_annotated_counts_more_than_the_prediction() -> None:
    task = {**ls_task(), "predictions": [{"result": []}, {"result": []}]}
    assert len(from_labelstudio(ARTICLE, task).statements) == 1


def test_one_of_several_annotations_has_to_be_chosen() -> None:
    task = ls_task()
    task["annotations"] += [{"was_cancelled": True, "result": []}, {"result": []}]
    assert issues_of(lambda: from_labelstudio(ARTICLE, task)) == [("annotations", "name-ambiguous")]
    assert len(from_labelstudio(ARTICLE, task, annotation=0).statements) == 1
    assert from_labelstudio(ARTICLE, task, annotation=1) == Draft()
    assert issues_of(lambda: from_labelstudio(ARTICLE, task, annotation=2)) == [("annotations", "unknown-id")]


def test_the_editor_may_write_the_end_of_a_line_in_its_own_way() -> None:
    task = ls_task()
    first, last = at("was safe.")[0], at("The mayor")[1]
    value = {"start": first, "end": last, "text": "was safe.\\nThe mayor", "labels": ["Evidence"]}
    result = task["annotations"][0]["result"]
    result.append({"id": "e", "from_name": "label", "to_name": "text", "type": "labels", "value": value})
    result.append({"type": "relation", "from_id": "s", "to_id": "e", "direction": "right", "labels": ["evidence"]})
    (statement,) = from_labelstudio(ARTICLE, task).statements
    assert statement.evidence[1].exact == "was safe.\nThe mayor"


R = "annotations[0].result"


@pytest.mark.parametrize(
    ("index", "change", "path", "code"),
    [
        (0, {"value": 1}, "[0].value", "type"),
        (0, {"type": "rectangle"}, "[0].type", "unknown-member"),
        (0, {"meta": {"text": ["sure?"]}}, "[0].meta", "unknown-field"),
        (0, {"value": {"start": 1, "end": 9, "text": "Ana Lima", "labels": ["Actor"]}}, "[0].value.text", "span-text"),
        (0, {"value": {"start": 0, "end": 8, "labels": ["Actor", "Cue"]}}, "[0].value.labels", "type"),
        (0, {"value": {"start": 0, "end": 8, "labels": ["Person"]}}, "[0]", "unknown-member"),
        (0, {"value": {"start": 0, "end": 0, "labels": ["Actor"]}}, "[0].value", "span-bounds"),
        (0, {"id": "s"}, "[3].id", "duplicate-id"),
        (1, {"id": "z"}, "[1].id", "unknown-id"),
        (1, {"from_name": "Kind"}, "[1]", "unknown-field"),
        (1, {"value": {"choices": ["person", "state"]}}, "[1].value.choices", "type"),
        (2, {"from_name": "notes"}, "[2].from_name", "unknown-member"),
        (2, {"value": {"text": ["from Portugal"]}}, "[2]", "json"),
        (5, {"value": {"choices": ["doubted"]}}, "[5]", "unknown-field"),
        (5, {"value": {"choices": None}}, "[5].value.choices", "type"),
        (8, {"direction": "bi"}, "[8].direction", "unknown-member"),
        (8, {"labels": []}, "[8].labels", "type"),
        (8, {"labels": ["cue"]}, "[8]", "wrong-class"),
        (8, {"to_id": "z"}, "[8]", "unknown-id"),
    ],
)
def test_what_is_wrong_in_label_studio_is_said_where_it_stands(
    index: int, change: dict[str, Any], path: str, code: str
) -> None:
    task = ls_task()
    task["annotations"][0]["result"][index].update(change)
    assert (R + path, code) in issues_of(lambda: from_labelstudio(ARTICLE, task))


def test_a_prediction_says_what_made_it() -> None:
    generator = Generator(name="reader", version="2", kind=GeneratorKind.MODEL)
    bundle = attrs.evolve(astral(), generator=generator)
    assert to_labelstudio(bundle)["predictions"][0]["model_version"] == "reader 2"


@pytest.mark.long
def test_label_studio_accepts_the_configuration_and_what_is_written() -> None:
    interface = library("label_studio_sdk.label_interface").LabelInterface(labelstudio_config())
    interface.validate()
    for bundle in (load_seed(), astral()):
        (prediction,) = to_labelstudio(bundle)["predictions"]
        assert interface.validate_prediction(prediction, return_errors=True) == []
    wrong = {"result": [{**prediction["result"][0], "value": {"start": 0, "end": 1, "labels": ["Person"]}}]}
    assert interface.validate_prediction(wrong, return_errors=True) != []
    assert interface.validate_annotation(ls_task()["annotations"][0])


# --- LangExtract


def extraction(name: str, words: str, **attributes: Any) -> dict[str, Any]:
    start, end = at(words)
    return {
        "extraction_class": name,
        "extraction_text": words,
        "char_interval": {"start_pos": start, "end_pos": end},
        "alignment_status": "match_exact",
        "attributes": attributes,
    }


def langextract_by_model() -> dict[str, Any]:
    return {
        "document_id": "doc_1",
        "text": TEXT,
        "extractions": [
            extraction("actor", "Ana Lima", kind="person"),
            extraction(
                "statement",
                "Ana Lima said the bridge was safe",
                kind="say",
                speakers=["Ana Lima"],
                cue="said",
                content="the bridge was safe",
                negated="true",
            ),
        ],
    }


def test_what_a_model_extracts_is_read_like_a_draft() -> None:
    (statement,) = ground(ARTICLE, from_langextract(ARTICLE, langextract_by_model())).statements
    assert (statement.kind, statement.negated) == ("say", True)
    assert statement.speaker_ids == ("actor:ana-lima",)
    assert [span.exact for span in statement.content] == ["the bridge was safe"]


def test_extractions_that_name_a_record_are_its_words() -> None:
    document = langextract_by_model()
    del document["extractions"][1]["attributes"]["content"]
    document["extractions"][1]["attributes"]["id"] = "statement:1"
    document["extractions"].append(extraction("content", "the bridge was safe", record="statement:1"))
    document["extractions"].append(extraction("mention", "she", record="Ana Lima"))
    draft = from_langextract(ARTICLE, document)
    assert [quote.exact for quote in draft.statements[0].content] == ["the bridge was safe"]
    assert [quote.exact for quote in draft.actors[0].mentions] == ["she"]


def test_a_class_that_fits_several_fields_may_say_which() -> None:
    document = langextract_by_model()
    document["extractions"][1]["attributes"]["id"] = "statement:1"
    time = extraction("time", "on Tuesday", record="statement:1", field="when", edtf="2024-05-14")
    document["extractions"].append({**time, "char_interval": None})
    (statement,) = ground(ARTICLE, from_langextract(ARTICLE, document)).statements
    assert statement.when is not None
    assert (statement.when.span, statement.when.edtf) == (make_span(TEXT, "on Tuesday"), "2024-05-14")
    document["extractions"][-1]["attributes"]["field"] = "place"
    assert issues_of(lambda: from_langextract(ARTICLE, document)) == [
        ("extractions[2].attributes.record", "wrong-class"),
    ]


def test_an_interval_that_holds_other_words_is_not_trusted() -> None:
    document = langextract_by_model()
    document["extractions"][1] |= {
        "char_interval": {"start_pos": 0, "end_pos": 8},
        "alignment_status": "match_lesser",
    }
    (statement,) = from_langextract(ARTICLE, document).statements
    assert statement.evidence[0].start is None
    assert ground(ARTICLE, from_langextract(ARTICLE, document)).statements[0].evidence[0].start == 0


def test_words_that_were_not_found_are_left_to_grounding() -> None:
    document = langextract_by_model()
    document["extractions"][1] |= {"extraction_text": "Ana Lima swore it", "char_interval": None}
    draft = from_langextract(ARTICLE, document)
    assert ("statements[0].evidence[0]", "quote-not-found") in issues_of(lambda: ground(ARTICLE, draft))


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"extraction_class": "person"}, "[1].extraction_class", "unknown-member"),
        ({"extraction_class": ["actor"]}, "[1].extraction_class", "unknown-member"),
        ({"extraction_text": ""}, "[1].extraction_text", "type"),
        ({"attributes": ["say"]}, "[1].attributes", "type"),
        ({"attributes": {}}, "[1].kind", "missing-field"),
        ({"attributes": {"kind": "shout"}}, "[1].kind", "unknown-member"),
        ({"attributes": {"kind": "say", "negated": "no"}}, "[1].negated", "type"),
        ({"attributes": {"kind": "say", "tone": "calm"}}, "[1].tone", "unknown-field"),
        ({"attributes": {"kind": "say", "record": "x"}}, "[1].record", "unknown-field"),
        ({"description": "sure?"}, "[1].description", "unknown-field"),
        ({"char_interval": 1}, "[1].char_interval", "type"),
        ({"char_interval": {"start_pos": 0, "end_pos": 999}}, "[1].char_interval", "span-bounds"),
        ({"extraction_class": "cue", "attributes": None}, "[1]", "missing-field"),
        ({"extraction_class": "cue", "attributes": {"record": "Ana"}}, "[1].attributes.record", "unknown-id"),
        ({"extraction_class": "cue", "attributes": {"record": 1}}, "[1].attributes.record", "type"),
        ({"extraction_class": "cue", "attributes": {"record": "Ana Lima"}}, "[1].attributes.record", "unknown-field"),
        ({"extraction_class": "time", "attributes": {"edtf": "2024"}}, "[1]", "missing-field"),
    ],
)
def test_what_is_wrong_in_langextract_is_said_where_it_stands(change: dict[str, Any], path: str, code: str) -> None:
    document = langextract_by_model()
    document["extractions"][1] |= change
    assert ("extractions" + path, code) in issues_of(lambda: from_langextract(ARTICLE, document))


@pytest.mark.long
@relaxed
@given(bundles())
def test_langextract_reads_and_writes_what_is_written(bundle: Bundle) -> None:
    data_lib = library("langextract.data_lib")
    document = to_langextract(bundle)
    text = bundle.article.text or ""
    read = data_lib.dict_to_annotated_document(through_json(document))
    for one in read.extractions:
        assert text[one.char_interval.start_pos : one.char_interval.end_pos] == one.extraction_text
    assert data_lib.annotated_document_to_dict(read) == document


@pytest.mark.long
def test_what_langextract_resolves_and_aligns_is_read() -> None:
    data_lib, data = library("langextract.data_lib"), library("langextract.core.data")
    resolver = library("langextract.resolver").Resolver()
    answer = {
        "extractions": [
            {"actor": "Ana Lima", "actor_attributes": {"kind": "person"}},
            {
                "statement": "Ana Lima said the bridge was safe",
                "statement_attributes": {"kind": "say", "speakers": ["Ana Lima"], "content": ["the bridge was safe"]},
            },
        ]
    }
    found = resolver.resolve(f"```json\n{json.dumps(answer)}\n```")
    aligned = list(resolver.align(found, TEXT, 0, 0))
    document = data_lib.annotated_document_to_dict(
        data.AnnotatedDocument(document_id="a", text=TEXT, extractions=aligned)
    )
    (statement,) = ground(ARTICLE, from_langextract(ARTICLE, json.loads(json.dumps(document)))).statements
    assert [span.exact for span in statement.evidence] == ["Ana Lima said the bridge was safe"]


# --- arbitrary input


@pytest.mark.parametrize("read", [from_doccano, from_labelstudio, from_langextract])
def test_a_document_is_an_object(read: Any) -> None:
    assert issues_of(lambda: read(ARTICLE, [])) == [("", "type")]


@pytest.mark.parametrize(
    ("read", "document", "path"),
    [
        (from_doccano, {"text": 1, "entities": []}, "text"),
        (from_langextract, {"text": TEXT, "extractions": {}}, "extractions"),
        (from_langextract, {"text": TEXT, "extractions": ["said"]}, "extractions[0]"),
        (from_labelstudio, {"data": {}}, "data.text"),
        (from_labelstudio, {"data": {"text": TEXT}, "annotations": {}}, "annotations"),
        (from_labelstudio, {"data": {"text": TEXT}, "annotations": [{"result": 1}]}, "annotations[0].result"),
        (from_labelstudio, {"data": {"text": TEXT}, "annotations": [{"result": [1]}]}, R + "[0]"),
    ],
)
def test_what_is_wrong_in_the_whole_is_said(read: Any, document: Any, path: str) -> None:
    assert issues_of(lambda: read(ARTICLE, document)) == [(path, "type")]


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 200),
    st.sampled_from(["", "x", "Cue", "say", "{}"]),
    st.just([]),
    st.just({}),
)


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Every replaceable place in JSON values, as its container and key."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in inside for place in ((value, key), *places_in(item))]


@settings(relaxed, max_examples=examples(150))
@given(st.data())
def test_a_damaged_document_is_read_or_refused_with_codes_that_are_rules(data: st.DataObject) -> None:
    read, whole = data.draw(
        st.sampled_from(
            [
                (from_doccano, {**doccano_by_hand(), "newsevents": {"Actor 0-8": {"country": "PT"}}}),
                (from_labelstudio, ls_task()),
                (from_langextract, langextract_by_model()),
            ]
        )
    )
    document = copy.deepcopy(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        places = places_in(document)
        if places:
            container, key = data.draw(st.sampled_from(places))
            container[key] = data.draw(JUNK)
    refused_with_rules(lambda: read(ARTICLE, document))


@settings(relaxed, max_examples=examples(150))
@given(st.data())
def test_damaged_annotations_of_brat_are_read_or_refused(data: st.DataObject) -> None:
    annotations = ann(*BY_HAND)
    start = data.draw(st.integers(0, len(annotations)))
    end = data.draw(st.integers(start, min(len(annotations), start + 12)))
    put = data.draw(st.sampled_from(["", " ", "\t", "\n", ":", ";", "T1", "E1", "9", "x"]))
    refused_with_rules(lambda: from_brat(ARTICLE, annotations[:start] + put + annotations[end:]))


def refused_with_rules(read: Callable[[], object]) -> None:
    try:
        read()
    except BundleError as error:
        assert error.issues
        assert {issue.code for issue in error.issues} <= RULES.keys()


# --- two-number marks of the whole text


LONG = Article.from_text("Ana Lima said the bridge was safe. " * 400)
END = len(LONG.text or "")


def wide(tool: str) -> Any:
    """A tool's data with two marks of the whole text."""
    if tool == "brat":
        return "".join(f"T{i}\tStatement 0 {END - 1}\t{(LONG.text or '')[:-1]}\n" for i in (1, 2))
    if tool == "doccano":
        marks = [{"id": i, "label": "Statement:say", "start_offset": 0, "end_offset": END} for i in (1, 2)]
        return {"text": LONG.text, "entities": marks, "relations": []}
    if tool == "labelstudio":
        value = {"start": 0, "end": END, "text": LONG.text, "labels": ["Statement"]}
        mark = {"from_name": "label", "to_name": "text", "type": "labels", "value": value}
        results = [{"id": f"m{i}", **mark} for i in (1, 2)]
        return {"data": {"text": LONG.text}, "annotations": [{"result": results}]}
    interval = {"start_pos": 0, "end_pos": END}
    one = {"extraction_class": "statement", "extraction_text": LONG.text, "char_interval": interval}
    return {"text": LONG.text, "extractions": [one, one]}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_marks_together_hold_no_more_than_a_bundle_may(tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, read = TOOLS[tool]

    def codes() -> set[str]:
        try:
            read(LONG, wide(tool))
        except BundleError as error:
            return {issue.code for issue in error.issues}
        return set()

    assert "too-long" not in codes()
    monkeypatch.setattr("newsevents.formats._marks.read._MOST", END)
    assert codes() == {"too-long"}


def test_a_mark_with_other_words_is_reported_without_all_of_the_text() -> None:
    fragments = ";".join([f"0 {END}"] * 50)
    for place in (f"0 {END - 1}", fragments):
        with pytest.raises(BundleError) as caught:
            from_brat(LONG, f"T1\tStatement {place}\tno\n")
        assert len(str(caught.value)) < 1000
