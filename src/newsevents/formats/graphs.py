"""Graphs of who said, alleged or met whom: pictures in Graphviz's DOT and in Mermaid, and a graph for networkx."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

import attrs

from newsevents.bundle import Bundle
from newsevents.errors import MissingExtraError
from newsevents.formats._views.wording import words
from newsevents.model.records import Actor, Allegation, Event, Meeting, Record, Source, Statement
from newsevents.model.vocabulary import Certainty, SourceKind
from newsevents.terminal import printable

if TYPE_CHECKING:
    import networkx

__all__ = ["to_dot", "to_mermaid", "to_networkx"]

Value: TypeAlias = str | bool


@attrs.frozen
class Node:
    """A record, as something to draw.

    Attributes:
        id: The record's id.
        type: Its class: ``actor``, ``source``, ``statement``, ``meeting`` or ``allegation``.
        label: What it is called, a headline and more; each on one line.
        attributes: What is known of it, by name; texts on one line.
    """

    id: str
    type: str
    label: tuple[str, ...]
    attributes: tuple[tuple[str, Value], ...]


@attrs.frozen
class Edge:
    """A tie between two records, in the direction in which words, claims or information pass.

    Attributes:
        tail: The id of the record where it begins.
        head: The id of the record where it ends.
        relation: What ties them.
        label: What is written on it; empty where the shapes at its ends say enough.
    """

    tail: str
    head: str
    relation: str
    label: str = ""


def to_dot(bundle: Bundle, *, events: bool = True, sources: bool = False) -> str:
    """A bundle as a picture in DOT, the language of Graphviz.

    Args:
        bundle: The bundle.
        events: Whether each statement and each allegation is drawn. If not, all that one actor says of another is one
            arrow with the kinds and their numbers, and so is all that it tells another or alleges against it.
        sources: Whether the sources of the events are drawn, along their chains to the article.

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
        style = f'{_DOT_SHAPES[node.type]}, fillcolor="{_COLOURS[node.type]}"'
        lines.append(f'  {names[node.id]} [label="{label}", {style}, record_id="{_dot_text(node.id)}"]')
    for edge in edges:
        label = f'label="{_dot_text(edge.label)}"' if edge.label else ""
        style = ", ".join(part for part in (label, _DOT_LINES.get(edge.relation)) if part)
        lines.append(f"  {names[edge.tail]} -> {names[edge.head]} [{style}]")
    return "\n".join([*lines, "}", ""])


def to_mermaid(bundle: Bundle, *, events: bool = True, sources: bool = False) -> str:
    """A bundle as a flowchart in the language of Mermaid, which many sites draw from Markdown.

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
    for type, colour in _COLOURS.items():
        dashes = ",stroke-dasharray:4" if type == "allegation" else ""
        lines.append(f"  classDef {type} fill:{colour},stroke:{_BORDER},color:{_INK}{dashes}")
    return "\n".join([*lines, ""])


def to_networkx(bundle: Bundle) -> networkx.MultiDiGraph:
    """A bundle as a graph of networkx, with a node for each record.

    Args:
        bundle: The bundle.

    Returns:
        A directed graph. A node is a record's id, with ``type``, ``label`` and what is known of it as texts and truth
        values; an edge's key and its attribute ``relation`` say what ties the records.

    Raises:
        MissingExtraError: networkx is not installed.
    """
    try:
        import networkx
    except ImportError:
        raise MissingExtraError("to_networkx", "graphs") from None
    graph = networkx.MultiDiGraph()
    for node in _nodes(bundle):
        graph.add_node(node.id, type=node.type, label=": ".join(node.label), **dict(node.attributes))
    for edge in _edges(bundle):
        graph.add_edge(edge.tail, edge.head, key=edge.relation, relation=edge.relation)
    return graph


# --- nodes

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_LIMIT = 72
"""The most code points of a name or of an article's words in a label."""


def _nodes(bundle: Bundle) -> Iterator[Node]:
    for actor in bundle.actors:
        yield _node(actor, [actor.name], name=actor.name, kind=actor.kind, country=actor.country)
    for source in bundle.sources:
        title = bundle.article.title if source.kind is SourceKind.ARTICLE else source.title
        label = [words(source.kind), title]
        yield _node(source, label, title=title, kind=source.kind, named=source.named, url=source.url)
    for event in bundle.events:
        if isinstance(event, Meeting):
            when = None if event.when is None else event.when.edtf or event.when.text
            where = None if event.place is None else event.place.name
            label = [f"{event.kind}, {event.status}", event.name, ", ".join(part for part in (when, where) if part)]
            yield _node(event, label, name=event.name, kind=event.kind, status=event.status, **_circumstances(event))
        elif isinstance(event, Statement):
            yield _claim(event, event.kind, kind=event.kind, unattributed=event.unattributed)
        else:
            yield _claim(event, f"alleged, {event.status}", status=event.status)


def _claim(event: Statement | Allegation, headline: str, **attributes: Value) -> Node:
    marks = ["negated"] if event.negated else []
    marks += [event.certainty] if event.certainty in (Certainty.PROBABLE, Certainty.POSSIBLE) else []
    content = " … ".join(span.exact for span in event.content)
    return _node(
        event,
        [", ".join([headline, *marks]), content],
        content=content,
        certainty=event.certainty,
        negated=event.negated,
        **attributes,
        **_circumstances(event),
    )


def _circumstances(event: Event) -> dict[str, str | None]:
    return {
        "when": None if event.when is None else event.when.text,
        "edtf": None if event.when is None else event.when.edtf,
        "place": None if event.place is None else event.place.name,
    }


def _node(record: Record, label: Iterable[str | None], **attributes: Value | None) -> Node:
    """A node with its texts on one line, and without what is absent or has no character that can be shown."""
    lines = [_cut(_one_line(line)) for line in label if line is not None]
    texts = {name: _one_line(value) if isinstance(value, str) else value for name, value in attributes.items()}
    return Node(
        record.id,
        record.id.partition(":")[0],
        tuple(line for line in lines if line) or (record.id,),
        tuple((name, value) for name, value in texts.items() if value not in (None, "")),
    )


def _one_line(text: str) -> str:
    """A text with white space as single spaces, without the characters that XML and so GraphML cannot have."""
    return " ".join(_CONTROLS.sub("", " ".join(text.split())).split())


def _cut(text: str) -> str:
    """A text as long as a label may be, cut behind a word where it has one to cut at."""
    if len(text) <= _LIMIT:
        return text
    whole, space, _ = text[:_LIMIT].rpartition(" ")
    return f"{whole if space else text[: _LIMIT - 1]}…"


# --- edges

_CLAIMED = {"claimant", "accused", "victim", "alleges"}
"""The relations that rest on an allegation alone, drawn with broken lines."""


def _edges(bundle: Bundle) -> Iterator[Edge]:
    """All ties between records."""
    for record in bundle.records:
        yield from _edges_of(record)


def _edges_of(record: Record) -> Iterator[Edge]:
    if isinstance(record, Actor):
        yield from _from([record.id], _given(record.part_of_id), "part_of", "part of")
        yield from _from(record.member_ids, [record.id], "member", "member of")
        return
    if isinstance(record, Source):
        yield from _from(record.by_ids, [record.id], "by")
        yield from _from([record.id], _given(record.via_id), "via")
        return
    if isinstance(record, Statement):
        yield from _from(record.speaker_ids, [record.id], "speaker")
        yield from _from([record.id], record.addressee_ids, "addressee", "to")
        yield from _from([record.id], record.target_ids, "target")
        yield from _from([record.id], _given(record.meeting_id), "meeting", "at")
    elif isinstance(record, Meeting):
        yield from _from(record.participant_ids, [record.id], "participant")
        yield from _from(record.host_ids, [record.id], "host", "host")
    else:
        yield from _from(record.claimant_ids, [record.id], "claimant")
        yield from _from([record.id], record.accused_ids, "accused", "against")
        yield from _from([record.id], record.victim_ids, "victim", "victim")
        yield from _from(_given(record.statement_id), [record.id], "statement", "alleges")
        yield from _from([record.id], record.supports_ids, "supports", "supports")
        yield from _from([record.id], record.disputes_ids, "disputes", "disputes")
    yield from _from([record.id], [record.source_id], "source", "from")


def _from(tails: Iterable[str], heads: Iterable[str], relation: str, label: str = "") -> Iterator[Edge]:
    heads = list(heads)
    return (Edge(tail, head, relation, label) for tail in tails for head in heads)


def _given(id: str | None) -> list[str]:
    return [] if id is None else [id]


def _summed(bundle: Bundle) -> Iterator[Edge]:
    """What one actor says of another, tells it and alleges against it, each as one edge."""
    kinds: dict[tuple[str, str, str], Counter[str]] = {}
    for event in bundle.events:
        if isinstance(event, Statement):
            ties = [("says", event.speaker_ids, event.target_ids), ("tells", event.speaker_ids, event.addressee_ids)]
        elif isinstance(event, Allegation):
            ties = [("alleges", event.claimant_ids, event.accused_ids)]
        else:
            continue
        kind = event.kind if isinstance(event, Statement) else "alleged"
        for relation, tails, heads in ties:
            for edge in _from(tails, heads, relation):
                kinds.setdefault((edge.tail, edge.head, relation), Counter())[kind] += 1
    for (tail, head, relation), counts in kinds.items():
        said = ", ".join(kind if count == 1 else f"{kind} ×{count}" for kind, count in counts.items())
        yield Edge(tail, head, relation, f"to: {said}" if relation == "tells" else said)


# --- pictures

_INK, _BORDER, _GREY = "#1b1b1b", "#6b7280", "#808080"
_COLOURS = {
    "actor": "#cfe0f5",
    "source": "#e3daf0",
    "statement": "#f6ecc6",
    "meeting": "#d2ead2",
    "allegation": "#f7d6c8",
}
"""Light fills under dark ink, and lines of a middling grey: to be read on white and on black."""

_DOT_FONT = 'fontname="Helvetica,Arial,sans-serif"'
_DOT_LINES = dict.fromkeys(_CLAIMED, 'style=dashed, color="#c2643c", fontcolor="#c2643c"') | dict.fromkeys(
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
"""The width of a label's lines in DOT, which breaks none itself, in code points."""


def _drawn(bundle: Bundle, events: bool, sources: bool) -> tuple[list[Node], list[Edge]]:
    """The nodes and edges of a picture, without those edges that others make plain."""
    hidden = set() if sources else {"source"}
    edges = list(_edges(bundle))
    if not events:
        hidden |= {"statement", "allegation"}
        edges += _summed(bundle)
    nodes = [node for node in _nodes(bundle) if node.type not in hidden]
    shown = {node.id for node in nodes}
    plain = _plain(bundle)
    return nodes, [edge for edge in edges if {edge.tail, edge.head} <= shown and edge not in plain]


def _plain(bundle: Bundle) -> set[Edge]:
    """That a claimant alleges what it alleges in its statement, and that an event is from the article itself."""
    found: set[Edge] = set()
    for event in bundle.events:
        if bundle.source(event.source_id).kind is SourceKind.ARTICLE:
            found.update(edge for edge in _edges_of(event) if edge.relation == "source")
        if isinstance(event, Allegation) and event.statement_id is not None:
            statement = bundle[event.statement_id]
            speakers = statement.speaker_ids if isinstance(statement, Statement) else ()
            found.update(edge for edge in _edges_of(event) if edge.relation == "claimant" and edge.tail in speakers)
    return found


def _names(nodes: Iterable[Node]) -> dict[str, str]:
    """A name for each node that needs no quotes in any language."""
    return {node.id: f"n{number}" for number, node in enumerate(nodes)}


def _dot_text(text: str) -> str:
    """A text between the quotes of a label: DOT reads backslashes, and names of characters as in HTML."""
    return printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")


_MERMAID_SIGNS = re.compile(r"[!-+\--/:-@\[-`{-~\ufb02\u00b6]")
"""ASCII signs but the comma, and two letters with which Mermaid itself marks its codes."""


def _mermaid_text(text: str) -> str:
    """A text between the quotes of a label: Mermaid reads signs as syntax, Markdown, HTML or formulas."""
    return _MERMAID_SIGNS.sub(lambda sign: f"#{ord(sign[0])};", printable(text))
