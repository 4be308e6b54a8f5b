"""Graphs of who said, alleged or met whom: diagrams in Graphviz's DOT and in Mermaid, and a graph for networkx."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import attrs

from newsevents.bundle import Bundle
from newsevents.errors import MissingExtraError
from newsevents.formats._views.style import GROUNDS, LINES
from newsevents.formats._views.ties import Edge, cut, edges_of, relation_of, said, ties
from newsevents.formats._views.wording import words
from newsevents.model.fields import Kind, fields_of
from newsevents.model.records import Actor, Allegation, Meeting, Record, Source, Statement
from newsevents.model.values import When
from newsevents.model.vocabulary import AllegationForm, Certainty, SourceKind
from newsevents.terminal import printable

if TYPE_CHECKING:
    import networkx

__all__ = ["to_dot", "to_mermaid", "to_networkx"]


def __dir__() -> list[str]:
    return __all__


Value: TypeAlias = str | bool


@attrs.frozen
class Node:
    """A record as a node.

    Attributes:
        id: The record's id.
        type: Its class: ``actor``, ``source``, ``statement``, ``meeting`` or ``allegation``.
        label: The lines of its label: its name or headline, and more.
        attributes: Its attributes, by name; strings are on one line.
    """

    id: str
    type: str
    label: tuple[str, ...]
    attributes: dict[str, Value]


def to_dot(bundle: Bundle, *, events: bool = True, sources: bool = False) -> str:
    """A bundle as a diagram in DOT, the language of Graphviz.

    Args:
        bundle: The bundle.
        events: Whether to draw each statement and each allegation. If not, everything that one actor says about another
            is one arrow with the kinds and their counts; so is everything that it tells another or alleges against it.
        sources: Whether to draw the sources of the events, with their chains to the article.

    Returns:
        The text of a directed graph. Each node has the id of its record as ``record_id``.
    """
    nodes, edges = _drawn(bundle, events, sources)
    names = _names(nodes)
    lines = [
        "digraph newsevents {",
        "  graph [rankdir=LR, bgcolor=transparent, nodesep=0.12, ranksep=0.5]",
        f'  node [{_DOT_FONT}, fontsize=11, style=filled, margin="0.12,0.06", color="{_BORDER}", fontcolor="{_INK}"]',
        f'  edge [{_DOT_FONT}, fontsize=10, arrowsize=0.7, color="{_GREY}", fontcolor="{_GREY}"]',
    ]
    for node in nodes:
        label = r"\n".join(_dot_text(line) for part in node.label for line in textwrap.wrap(part, _LINE))
        style = f'{_DOT_SHAPES[node.type]}, fillcolor="{GROUNDS[node.type][0]}"'
        lines.append(f'  {names[node.id]} [label="{label}", {style}, record_id="{_dot_text(node.id)}"]')
    for edge in edges:
        label = f'label="{_dot_text(edge.label)}"' if edge.label else ""
        style = ", ".join(part for part in (label, _DOT_LINES.get(edge.relation)) if part)
        lines.append(f"  {names[edge.tail]} -> {names[edge.head]} [{style}]")
    return "\n".join([*lines, "}", ""])


def to_mermaid(bundle: Bundle, *, events: bool = True, sources: bool = False) -> str:
    """A bundle as a flowchart in Mermaid, which many sites render from Markdown.

    Args:
        bundle: The bundle.
        events: As in `to_dot`.
        sources: As in `to_dot`.

    Returns:
        The text of the flowchart, without a fence around it. A comment before each node has the id of its record.
    """
    nodes, edges = _drawn(bundle, events, sources)
    names = _names(nodes)
    lines = ["flowchart LR"]
    for node in nodes:
        opening, closing = _MERMAID_SHAPES[node.type]
        label = "<br/>".join(map(_mermaid_text, node.label))
        lines += [f"  %% {printable(node.id)}", f'  {names[node.id]}{opening}"{label}"{closing}:::{node.type}']
    for edge in edges:
        arrow = "-.->" if edge.relation in _CLAIMED else "-->"
        label = f'|"{_mermaid_text(edge.label)}"|' if edge.label else ""
        lines.append(f"  {names[edge.tail]} {arrow}{label} {names[edge.head]}")
    for type in _MERMAID_SHAPES:
        dashes = ",stroke-dasharray:4" if type == "allegation" else ""
        lines.append(f"  classDef {type} fill:{GROUNDS[type][0]},stroke:{_BORDER},color:{_INK}{dashes}")
    return "\n".join([*lines, ""])


def to_networkx(bundle: Bundle) -> networkx.MultiDiGraph:
    """A bundle as a networkx graph, with a node for each record.

    Args:
        bundle: The bundle.

    Returns:
        A directed graph. A node is a record's id, with ``type``, ``label`` and its attributes as strings and booleans;
        an edge's key and its attribute ``relation`` name the relation between the records.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    try:
        import networkx
    except ImportError:
        raise MissingExtraError("to_networkx", "graphs") from None
    graph = networkx.MultiDiGraph()
    for node in _nodes(bundle):
        graph.add_node(node.id, type=node.type, label=": ".join(node.label), **node.attributes)
    for edge in _edges(bundle):
        graph.add_edge(edge.tail, edge.head, key=edge.relation, relation=edge.relation)
    return graph


# --- nodes

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_LIMIT = 72
"""The most code points of a name or of an article's words in a label."""

_UNSAID = {
    *("id", "rule", "evidence", "aliases", "roles", "identifiers", "mentions"),
    *("published", "speaker", "anonymity", "cue", "quotes", "times", "quantities", "hedges", "attribution_hedges"),
}
"""The fields left out of a node. References are edges."""


def _nodes(bundle: Bundle) -> Iterator[Node]:
    for record in (*bundle.actors, *bundle.sources, *bundle.events):
        if isinstance(record, Source) and record.kind is SourceKind.ARTICLE:
            record = attrs.evolve(record, title=bundle.article.title)
        label = [cut(line, _LIMIT) for text in _label(record) if (line := _one_line(text))]
        yield Node(record.id, record.id.partition(":")[0], tuple(label) or (record.id,), _attributes(record))


def _label(record: Record) -> list[str]:
    """The label of a record: its name, or a headline and its words."""
    if isinstance(record, Actor):
        return [record.name]
    if isinstance(record, Source):
        return [words(record.kind), record.title or ""]
    if isinstance(record, Meeting):
        when = record.when and (record.when.edtf or record.when.text)
        circumstances = [part for part in (when, record.place and record.place.name) if part]
        return [f"{record.kind}, {record.status}", record.name or "", ", ".join(circumstances)]
    if isinstance(record, Statement):
        headline: list[str] = [record.kind]
    else:
        form = [] if record.form is AllegationForm.UNSPECIFIED else [record.form]
        headline = ["alleged", *form, record.status]
    headline += ["negated"] if record.negated else []
    headline += [record.certainty] if record.certainty in (Certainty.PROBABLE, Certainty.POSSIBLE) else []
    return [", ".join(headline), " … ".join(span.exact for span in record.content)]


def _attributes(record: Record) -> dict[str, Value]:
    """The attributes of a record, without those that are absent or have no visible character."""
    found: dict[str, Value] = {}
    for field in fields_of(type(record)):
        if field.kind is Kind.REFERENCE or field.name in _UNSAID:
            continue
        items = field.items(record)
        found[field.name] = items[0] if field.kind is Kind.FLAG else _one_line(" … ".join(map(said, items)))
        if field.cls is When:
            found["edtf"] = "".join(when.edtf or "" for when in items)
    return {name: value for name, value in found.items() if value != ""}


def _one_line(text: str) -> str:
    """A text with white space collapsed to single spaces, without characters that XML (GraphML) cannot contain."""
    return " ".join(_CONTROLS.sub("", " ".join(text.split())).split())


# --- edges

_CLAIMED = {"alleges", *(relation_of(field) for field in fields_of(Allegation) if field.to == "actor")}
"""The relations that rest on an allegation alone, drawn dashed."""


def _edges(bundle: Bundle) -> Iterator[Edge]:
    """All ties between records."""
    return (edge for record in bundle.records for edge in edges_of(record))


def _summed(bundle: Bundle) -> Iterator[Edge]:
    """Everything that one actor says about another, tells it and alleges against it, each as one edge."""
    for tie in ties(bundle, "says", "tells", "alleges")[0]:
        yield Edge(tie.tail, tie.head, tie.relation, f"to: {tie.label}" if tie.relation == "tells" else tie.label)


def _plain(bundle: Bundle, edge: Edge) -> bool:
    """Whether an edge is redundant in a diagram.

    An event without a source edge comes from the article itself; a speaker is the claimant of the allegations in its
    statements.
    """
    if edge.relation == "source":
        return bundle.source(edge.head).kind is SourceKind.ARTICLE
    allegation = bundle[edge.head]
    if edge.relation != "claimant" or not isinstance(allegation, Allegation) or allegation.statement_id is None:
        return False
    statement = bundle[allegation.statement_id]
    return isinstance(statement, Statement) and edge.tail in statement.speaker_ids


# --- diagrams

_INK, _BORDER, _GREY = "#1b1b1b", "#6b7280", "#808080"
"""Dark text and medium grey lines: with the light fills, readable on white and on black."""

_CLAIM = LINES["allegation"]
_DOT_FONT = 'fontname="Helvetica,Arial,sans-serif"'
_DOT_LINES = dict.fromkeys(_CLAIMED, f'style=dashed, color="{_CLAIM}", fontcolor="{_CLAIM}"') | dict.fromkeys(
    ("part_of", "member"), "style=dotted, arrowhead=odiamond"
)
_DOT_SHAPES = {
    "actor": 'shape=box, style="filled,rounded"',
    "source": "shape=folder",
    "statement": "shape=note",
    "meeting": 'shape=hexagon, margin="0,0.02"',
    "allegation": 'shape=note, style="filled,dashed"',
}
_MERMAID_SHAPES = {
    "actor": ("([", "])"),
    "source": ("[(", ")]"),
    "statement": ("[", "]"),
    "meeting": ("{{", "}}"),
    "allegation": ("[", "]"),
}
_LINE = 30
"""The width of a label's lines in code points, since DOT does not wrap lines."""


def _drawn(bundle: Bundle, events: bool, sources: bool) -> tuple[list[Node], list[Edge]]:
    """The nodes and edges of a diagram, without redundant edges."""
    hidden = set() if sources else {"source"}
    hidden |= set() if events else {"statement", "allegation"}
    nodes = [node for node in _nodes(bundle) if node.type not in hidden]
    drawn = {node.id for node in nodes}
    edges = chain(_edges(bundle), () if events else _summed(bundle))
    return nodes, [edge for edge in edges if {edge.tail, edge.head} <= drawn and not _plain(bundle, edge)]


def _names(nodes: Iterable[Node]) -> dict[str, str]:
    """A name for each node that needs no quotes in either language."""
    return {node.id: f"n{number}" for number, node in enumerate(nodes)}


def _dot_text(text: str) -> str:
    """A text between the quotes of a label: DOT interprets backslashes and HTML character references."""
    return printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")


_MERMAID_SIGNS = re.compile(r"[!-+\--/:-@\[-`{-~\ufb02\u00b6]")
"""ASCII punctuation other than the comma, and two letters with which Mermaid itself marks its codes."""


def _mermaid_text(text: str) -> str:
    """A text between the quotes of a label: Mermaid interprets punctuation as syntax, Markdown, HTML or formulas."""
    return _MERMAID_SIGNS.sub(lambda sign: f"#{ord(sign[0])};", printable(text))
