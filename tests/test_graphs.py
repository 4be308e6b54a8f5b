"""Graphs: what is drawn, and that any bundle is valid in Graphviz, Mermaid and networkx.

DOT is read by pydot. Mermaid has no parser in Python: its lines are checked against a narrow part of the language, in
which every character that could be syntax is escaped.
"""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import sys
import textwrap
from typing import Any

import attrs
import networkx
import pydot
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsevents import Bundle, Certainty, MissingExtraError, load_seed
from newsevents.formats import graphs
from newsevents.formats._views import ties as edge_tables
from newsevents.formats._views.ties import Edge, edges_of
from newsevents.formats.graphs import to_dot, to_mermaid, to_networkx
from newsevents.model.fields import fields_of
from newsevents.model.records import LISTS
from newsevents.testing import bundles, make_bundle

from .example import BUNDLE, with_record
from .later import LATER
from .settings import examples

# pydot calls pyparsing by names that its newer versions deprecate
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pydot")

relaxed = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=examples(25)
)
VIEWS = [
    {"events": True, "sources": False},
    {"events": True, "sources": True},
    {"events": False, "sources": False},
    {"events": False, "sources": True},
]
views = st.sampled_from(VIEWS)

Picture = tuple[dict[str, list[str]], list[tuple[str, str, str]]]
"""The lines of each node's label by the id of its record, and each edge's ends and label."""


# --- readers


def dot_text(value: str | None) -> str:
    """A text as Graphviz reads it: without quotes, with backslashes and character references resolved."""
    if value is None:
        return ""
    plain = value.removeprefix('"').removesuffix('"').replace('\\"', '"')
    return html.unescape(re.sub(r"\\(.)", lambda sign: "\n" if sign[1] == "n" else sign[1], plain))


def read_dot(text: str) -> Picture:
    (graph,) = pydot.graph_from_dot_data(text) or []
    nodes = {node.get_name(): node for node in graph.get_nodes() if node.get_name() not in ("node", "edge", "graph")}
    ids = {name: dot_text(node.get("record_id")) for name, node in nodes.items()}
    labels = {ids[name]: dot_text(node.get("label")).split("\n") for name, node in nodes.items()}
    edges = [
        (ids[edge.get_source()], ids[edge.get_destination()], dot_text(edge.get("label"))) for edge in graph.get_edges()
    ]
    return labels, edges


SAFE = r"(?:[A-Za-z0-9 ,]|[^\x00-\x7f\ufb02\xb6]|#[0-9]+;|<br/>)*"
SHAPES = [(r"\(\[", r"\]\)"), (r"\[\(", r"\)\]"), (r"\[", r"\]"), (r"\{\{", r"\}\}")]
NODE = "|".join(f'{opening}"{SAFE}"{closing}' for opening, closing in SHAPES)
LINES = {
    "id": re.compile(r"  %% (\S+)"),
    "node": re.compile(rf"  (n[0-9]+)({NODE}):::(actor|source|statement|meeting|allegation)"),
    "edge": re.compile(rf'  (n[0-9]+) (-->|-\.->)(?:\|"({SAFE})"\|)? (n[0-9]+)'),
    "class": re.compile(r"  classDef [a-z]+ [a-z-]+:[#0-9a-z]+(,[a-z-]+:[#0-9a-z]+)*"),
}


def mermaid_text(text: str) -> str:
    return re.sub("#([0-9]+);", lambda code: chr(int(code[1])), text)


def read_mermaid(text: str) -> Picture:
    first, *lines, last = text.split("\n")
    assert (first, last) == ("flowchart LR", "")
    ids, labels, edges = {}, {}, []
    id = ""
    for line in lines:
        kind, match = next((kind, match) for kind, form in LINES.items() if (match := form.fullmatch(line)))
        if kind == "id":
            id = match[1]
        elif kind == "node":
            ids[match[1]] = id
            label = match[2][match[2].index('"') + 1 : match[2].rindex('"')]
            labels[id] = [mermaid_text(part) for part in label.split("<br/>")]
        elif kind == "edge":
            edges.append((ids[match[1]], ids[match[4]], mermaid_text(match[3] or "")))
    return labels, edges


# --- for any bundle


@settings(relaxed, max_examples=examples(25))  # pydot is slow
@given(bundles(max_records=2), views)
def test_dot_and_mermaid_draw_the_same_of_any_bundle(bundle: Bundle, view: dict[str, bool]) -> None:
    dot, mermaid = to_dot(bundle, **view), to_mermaid(bundle, **view)
    assert (to_dot(bundle, **view), to_mermaid(bundle, **view)) == (dot, mermaid)
    labels, edges = read_mermaid(mermaid)
    wrapped = {id: [line for part in label for line in textwrap.wrap(part, 30)] for id, label in labels.items()}
    assert read_dot(dot)[0] == wrapped
    assert sorted(read_dot(dot)[1]) == sorted(edges)
    assert all(label for label in labels.values())
    shown = {"actor", "meeting"} | ({"source"} if view["sources"] else set())
    shown |= {"statement", "allegation"} if view["events"] else set()
    assert list(labels) == [
        one.id for one in (*bundle.actors, *bundle.sources, *bundle.events) if kind(one.id) in shown
    ]


def kind(id: str) -> str:
    return id.partition(":")[0]


def content(graph: networkx.MultiDiGraph) -> Any:
    edges = sorted((tail, head, attributes["relation"]) for tail, head, attributes in graph.edges(data=True))
    return dict(graph.nodes(data=True)), edges


@relaxed
@given(bundles())
def test_networkx_writes_and_reads_graphml_and_node_link_json_of_any_bundle(bundle: Bundle) -> None:
    graph = to_networkx(bundle)
    assert list(graph) == [one.id for one in (*bundle.actors, *bundle.sources, *bundle.events)]
    for _, attributes in graph.nodes(data=True):
        assert {type(value) for value in attributes.values()} <= {str, bool}

    file = io.BytesIO()
    networkx.write_graphml(graph, file)
    file.seek(0)
    assert content(networkx.read_graphml(file, force_multigraph=True)) == content(graph)

    values = json.loads(json.dumps(networkx.node_link_data(graph, edges="edges")))
    assert content(networkx.node_link_graph(values, edges="edges")) == content(graph)


@relaxed
@given(bundles())
def test_networkx_has_every_reference_between_records(bundle: Bundle) -> None:
    graph = to_networkx(bundle)
    for statement in bundle.statements:
        assert graph.has_edge(statement.id, statement.source_id, "source")
        assert all(graph.has_edge(speaker, statement.id, "speaker") for speaker in statement.speaker_ids)
        assert all(graph.has_edge(statement.id, target, "target") for target in statement.target_ids)
    for allegation in bundle.allegations:
        assert all(graph.has_edge(claimant, allegation.id, "claimant") for claimant in allegation.claimant_ids)
        assert all(graph.has_edge(allegation.id, accused, "accused") for accused in allegation.accused_ids)
    for source in bundle.sources:
        assert networkx.has_path(graph, source.id, bundle.sources[0].id)


@relaxed
@given(bundles())
def test_every_field_that_refers_to_a_record_is_an_edge_and_there_are_no_others(bundle: Bundle) -> None:
    graph = to_networkx(bundle)
    held = [
        (record.id, id, re.sub("_ids?$", "", field.name))
        for record in bundle.records
        for field in fields_of(type(record))
        if field.to is not None
        for id in field.items(record)
    ]
    drawn = [(tail, head, relation) for tail, head, relation in graph.edges(keys=True)]
    turned = [
        (head, tail, relation) if (tail, head, relation) not in held else (tail, head, relation)
        for tail, head, relation in drawn
    ]
    assert set(turned) == set(held)


RECORD_FIELDS = {field.name: field for cls in LISTS.values() for field in fields_of(cls)}


def test_what_is_known_of_edges_and_what_a_node_does_not_say_are_fields_of_the_model() -> None:
    relations = {re.sub("_ids?$", "", name) for name, field in RECORD_FIELDS.items() if field.to is not None}
    assert edge_tables._FROM_THE_OTHER | set(edge_tables._LABELS) <= relations
    assert {name for name, field in RECORD_FIELDS.items() if field.to is None} >= graphs._UNSAID


def test_a_field_that_is_new_is_an_edge_or_an_attribute() -> None:
    assert Edge(LATER.id, "actor:veldora", "onlooker", "onlookers") in list(edges_of(LATER))
    attributes = graphs._attributes(LATER)
    assert (attributes["motive"], attributes["before"]) == ("revenge", "Tuesday")


@pytest.mark.parametrize("view", VIEWS)
def test_the_seed_is_drawn(view: dict[str, bool]) -> None:
    seed = load_seed()
    labels, edges = read_mermaid(to_mermaid(seed, **view))
    assert to_dot(seed, **view).count(" -> ") == len(edges)
    assert len(to_mermaid(seed, **view)) < 50_000  # Mermaid's defaults
    assert len(edges) < 500
    assert set(labels) <= {record.id for record in seed.records}


# --- nodes


def attributes_of(id: str, bundle: Bundle = BUNDLE) -> dict[str, Any]:
    return dict(to_networkx(bundle).nodes[id])


def test_what_is_known_of_an_actor() -> None:
    assert attributes_of("actor:river-watch") == {
        "type": "actor",
        "label": "River Watch",
        "name": "River Watch",
        "kind": "ngo",
        "country": "NL",
        "more_members": False,
    }


def test_what_is_known_of_a_source() -> None:
    letter = next(source for source in BUNDLE.sources if source.kind == "document")
    assert attributes_of(letter.id) == {
        "type": "source",
        "label": "document: a letter by engineers",
        "title": "a letter by engineers",
        "kind": "document",
        "named": False,
        "url": "https://courier.example/letter",
    }
    assert attributes_of("source:article")["label"] == "article: Ministers clash over the Lake Orin dam"


def test_what_is_known_of_a_statement() -> None:
    assert attributes_of(BUNDLE.statements[0].id) == {
        "type": "statement",
        "label": "criticize: the dam on Lake Orin was “a threat to every farmer downstream”",
        "content": "the dam on Lake Orin was “a threat to every farmer downstream”",
        "kind": "criticize",
        "unattributed": False,
        "certainty": "unspecified",
        "negated": False,
        "when": "Tuesday",
        "edtf": "2023-11-14",
        "place": "Port Lys",
    }


def test_what_is_known_of_a_meeting() -> None:
    assert attributes_of(BUNDLE.meetings[0].id) == {
        "type": "meeting",
        "label": "talks, held: talks in Port Lys: 2023-11-14, Port Lys",
        "name": "talks in Port Lys",
        "kind": "talks",
        "status": "held",
        "when": "Tuesday",
        "edtf": "2023-11-14",
        "place": "Port Lys",
    }


def test_what_is_known_of_an_allegation() -> None:
    assert attributes_of("allegation:gates") == {
        "type": "allegation",
        "label": "alleged, unverified, probable: Kessia probably opened the gates at night",
        "content": "Kessia probably opened the gates at night",
        "form": "unspecified",
        "unattributed": False,
        "status": "unverified",
        "certainty": "probable",
        "negated": False,
    }


@pytest.mark.parametrize(
    ("negated", "certainty", "headline"),
    [
        (False, Certainty.UNSPECIFIED, "alleged, unverified"),
        (False, Certainty.CERTAIN, "alleged, unverified"),  # an allegation must not look certain
        (False, Certainty.POSSIBLE, "alleged, unverified, possible"),
        (True, Certainty.PROBABLE, "alleged, unverified, negated, probable"),
    ],
)
def test_a_label_says_what_makes_the_words_less_than_an_assertion(
    negated: bool, certainty: Certainty, headline: str
) -> None:
    bundle = with_record("allegations", 1, negated=negated, certainty=certainty)
    assert read_mermaid(to_mermaid(bundle))[0]["allegation:gates"][0] == headline


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Ana\n\t Lima", "Ana Lima"),
        ("Ana\u00a0Lima\u2028", "Ana Lima"),
        ("Ana\x00\x1b Lima\x85", "Ana Lima"),
        ("Ana\ufffe\uffff Lima", "Ana Lima"),
        ("\x00", "actor:veldora"),
        ("a word " * 20, "a word " * 10 + "a…"),
        ("x" * 72, "x" * 72),
        ("x" * 73, "x" * 71 + "…"),
        ("習" * 100, "習" * 71 + "…"),
    ],
)
def test_a_label_is_one_line_and_cut_behind_a_word(name: str, label: str) -> None:
    bundle = with_record("actors", 0, name=name)
    assert read_mermaid(to_mermaid(bundle))[0]["actor:veldora"] == [label]
    assert attributes_of("actor:veldora", bundle)["label"] == label


ODD_NAMES = [
    'say "no"',
    "back\\",
    "\\N \\G \\n",
    "&lt;b&gt; &amp; co",
    "<script>alert(1)</script>",
    "{x|y} [z] (w)",
    "end",
    "subgraph",
    "1. FC Köln",
    "- a",
    "# b",
    "`x` **y** __z__",
    "#quot; #35; #",
    "ﬂ°°35¶ß",
    "style a:#1;",
    "%%{init: {}}%%",
    "%% no comment",
    "$$x$$",
    "fa:fa-car",
    "a --> b; c",
    "習近平",
    "محمود عباس",
    "Ελένη",
    "😀",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_no_sign_is_syntax(name: str) -> None:
    bundle = with_record("actors", 0, name=name)
    plain = read_mermaid(to_mermaid(BUNDLE))
    for labels, edges in (read_dot(to_dot(bundle)), read_mermaid(to_mermaid(bundle))):
        assert labels["actor:veldora"] == [name]
        assert sorted(edges) == sorted(plain[1])
        assert set(labels) == set(plain[0])


def test_an_id_of_any_signs_is_kept() -> None:
    bundle = make_bundle("Ana Lima spoke.", actors=["Ana Lima"])
    id = 'actor:"a"\\&<習>'
    bundle = attrs.evolve(bundle, actors=[attrs.evolve(bundle.actors[0], id=id)])
    assert read_dot(to_dot(bundle))[0] == {id: ["Ana Lima"]}
    assert read_mermaid(to_mermaid(bundle))[0] == {id: ["Ana Lima"]}
    assert list(to_networkx(bundle)) == [id]


# --- edges


def ties(bundle: Bundle = BUNDLE) -> set[tuple[str, str, str]]:
    return set(to_networkx(bundle).edges(keys=True))


def test_who_says_what_to_whom_about_whom_and_at_which_meeting() -> None:
    said = BUNDLE.statements[0].id
    assert {tie for tie in ties() if said in tie} == {
        ("actor:ana-duarte", said, "speaker"),
        (said, "actor:tomas-brandt", "addressee"),
        (said, "actor:kessia", "target"),
        (said, BUNDLE.meetings[0].id, "meeting"),
        (said, "source:article", "source"),
    }


def test_who_alleges_what_against_whom() -> None:
    bundle = with_record("allegations", 1, victim_ids=["actor:veldora"], disputes_ids=["allegation:floods"])
    letter = next(source for source in BUNDLE.sources if source.kind == "document")
    assert {tie for tie in ties(bundle) if "allegation:floods" in tie or "allegation:gates" in tie} == {
        ("actor:ministry-of-foreign-affairs-of-veldora", "allegation:floods", "claimant"),
        ("allegation:floods", "actor:kessia", "accused"),
        ("statement:floods", "allegation:floods", "statement"),
        ("allegation:floods", letter.id, "source"),
        ("actor:river-watch", "allegation:gates", "claimant"),
        ("allegation:gates", "actor:kessia", "accused"),
        ("allegation:gates", "actor:veldora", "victim"),
        ("allegation:gates", "allegation:floods", "supports"),
        ("allegation:gates", "allegation:floods", "disputes"),
        ("allegation:gates", "source:article", "source"),
    }


def test_who_meets() -> None:
    met = BUNDLE.meetings[0].id
    assert {tie for tie in ties() if tie[1] == met} == {
        ("actor:ana-duarte", met, "participant"),
        ("actor:tomas-brandt", met, "participant"),
        ("actor:kessia", met, "host"),
        (BUNDLE.statements[0].id, met, "meeting"),
    }


def test_parts_and_members() -> None:
    assert {tie for tie in ties() if kind(tie[0]) == kind(tie[1]) == "actor"} == {
        ("actor:ministry-of-foreign-affairs-of-veldora", "actor:veldora", "part_of"),
        ("actor:ana-duarte", "actor:the-ministers", "member"),
        ("actor:tomas-brandt", "actor:the-ministers", "member"),
    }


def test_the_way_of_a_source_to_the_article() -> None:
    statement, letter, article = (source.id for source in BUNDLE.sources)
    assert {tie for tie in ties() if kind(tie[1]) == "source" and tie[2] != "source"} == {
        (letter, statement, "via"),
        (statement, article, "via"),
        ("actor:ministry-of-foreign-affairs-of-veldora", statement, "by"),
        ("actor:orin-courier", article, "by"),
    }


# --- what is drawn


def drawn(bundle: Bundle = BUNDLE, **view: bool) -> list[tuple[str, str, str]]:
    edges = read_mermaid(to_mermaid(bundle, **view))[1]
    assert sorted(edges) == sorted(read_dot(to_dot(bundle, **view))[1])
    return edges


def test_an_allegation_in_a_statement_of_the_claimant_hangs_on_the_statement_alone() -> None:
    assert [edge for edge in drawn() if edge[1] == "allegation:floods" and kind(edge[0]) != "allegation"] == [
        ("statement:floods", "allegation:floods", "alleges")
    ]
    assert ("actor:river-watch", "allegation:gates", "") in drawn()
    other = with_record("statements", 1, speaker_ids=["actor:river-watch"])
    assert ("actor:ministry-of-foreign-affairs-of-veldora", "allegation:floods", "") in drawn(other)


def test_an_event_has_a_line_to_its_source_unless_that_is_the_article() -> None:
    letter = next(source for source in BUNDLE.sources if source.kind == "document")
    found = [(tail, head) for tail, head, label in drawn(sources=True) if label == "from"]
    assert ("allegation:floods", letter.id) in found
    assert all(head != "source:article" for _, head in found)
    assert all(kind(id) != "source" for edge in drawn() for id in edge[:2])


def test_what_one_says_of_another_is_one_line_with_the_kinds_and_their_numbers() -> None:
    bundle = make_bundle(
        "Ana said rain fell. Ana said hail fell. Ana warned Bo of wind. Bo slept.",
        actors=["Ana", {"name": "Bo", "mentions": ["Bo of", "Bo slept"]}],
        statements=[
            {"speakers": ["Ana"], "targets": ["Bo"], "content": "rain fell"},
            {"speakers": ["Ana"], "targets": ["Bo"], "content": "hail fell"},
            {"speakers": ["Ana"], "targets": ["Bo"], "addressees": ["Bo"], "content": "of wind", "kind": "warn"},
        ],
        allegations=[{"claimants": ["Ana"], "accused": ["Bo"], "content": "Bo slept"}],
    )
    assert drawn(bundle, events=False) == [
        ("actor:ana", "actor:bo", "say ×2, warn"),
        ("actor:ana", "actor:bo", "to: warn"),
        ("actor:ana", "actor:bo", "alleged"),
    ]


def test_what_is_alleged_is_drawn_with_broken_lines() -> None:
    for line in to_mermaid(BUNDLE, events=False).splitlines():
        assert ("-.->" in line) == ('"alleged"' in line)
    broken = [line for line in to_dot(BUNDLE, events=False).splitlines() if "style=dashed" in line]
    assert broken == [line for line in to_dot(BUNDLE, events=False).splitlines() if 'label="alleged"' in line]
    assert len(broken) == 2


def test_a_picture_in_mermaid() -> None:
    bundle = make_bundle(
        "Ana Lima said the bridge was safe.",
        actors=["Ana Lima"],
        statements=[{"speakers": ["Ana Lima"], "content": "the bridge was safe"}],
    )
    assert to_mermaid(bundle).splitlines()[:6] == [
        "flowchart LR",
        "  %% actor:ana-lima",
        '  n0(["Ana Lima"]):::actor',
        f"  %% {bundle.statements[0].id}",
        '  n1["say<br/>the bridge was safe"]:::statement',
        "  n0 --> n1",
    ]


def test_an_empty_bundle_is_an_empty_picture() -> None:
    bundle = make_bundle("It rained.")
    assert drawn(bundle) == []
    assert list(to_networkx(bundle)) == []


# --- networkx is optional


def test_without_networkx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingExtraError, match=r"newsevents\[graphs\]"):
        to_networkx(BUNDLE)


def test_pictures_need_no_networkx() -> None:
    code = (
        "import sys, newsevents; from newsevents.formats.graphs import to_dot, to_mermaid; "
        "seed = newsevents.load_seed(); to_dot(seed), to_mermaid(seed); assert 'networkx' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
