"""The ties between actors in a bundle and their layout, for graphs, charts and the network of a page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.model.fields import Field, Kind, fields_of
from newsevents.model.records import Allegation, Record, Statement

# --- all references


@attrs.frozen
class Edge:
    """A reference between two records, in the direction in which words, claims or information pass.

    Attributes:
        tail: The id of the record where it starts.
        head: The id of the record where it ends.
        relation: The field that holds it, without its suffix: ``speaker``, ``part_of``.
        label: Its label; empty if the nodes at its ends make it clear.
    """

    tail: str
    head: str
    relation: str
    label: str = ""


_FROM_THE_OTHER = {"by", "claimant", "host", "member", "participant", "speaker", "statement"}
"""The relations that run from the record referred to: a speaker comes before the statement."""

_LABELS = {
    "by": "",
    "claimant": "",
    "host": "host",
    "meeting": "at",
    "member": "member of",
    "participant": "",
    "source": "from",
    "speaker": "",
    "statement": "alleges",
    "target": "",
    "via": "",
    "victim": "victim",
}
"""The labels of edges that differ from the label of the field."""


def relation_of(field: Field) -> str:
    """The relation of a reference field: ``speaker``."""
    return re.sub("_ids?$", "", field.name)


def edges_of(record: Record) -> Iterator[Edge]:
    """An edge for each reference in a record."""
    for field in fields_of(type(record)):
        if field.kind is Kind.REFERENCE:
            relation = relation_of(field)
            label = _LABELS.get(relation, field.label)
            for id in field.items(record):
                tail, head = (id, record.id) if relation in _FROM_THE_OTHER else (record.id, id)
                yield Edge(tail, head, relation, label)


# --- between two actors


@attrs.frozen
class Tie:
    """Everything that one actor says about another, tells it or alleges against it.

    Attributes:
        tail: The id of the speaking actor.
        head: The id of the other actor.
        relation: ``says``, ``tells`` or ``alleges``.
        events: The statements or allegations, in the order of the text.
    """

    tail: str
    head: str
    relation: str
    events: list[Statement | Allegation] = attrs.field(factory=list)

    @property
    def record_class(self) -> str:
        """The class of its events: ``statement`` or ``allegation``."""
        return "allegation" if self.relation == "alleges" else "statement"

    @property
    def label(self) -> str:
        """What the actor does, with counts: "warn ×2, condemn"."""
        counts = Counter("alleged" if isinstance(event, Allegation) else str(event.kind) for event in self.events)
        return ", ".join(kind if count == 1 else f"{kind} ×{count}" for kind, count in counts.items())


_BETWEEN: dict[str, tuple[type[Statement | Allegation], str, str]] = {
    "says": (Statement, "speaker_ids", "target_ids"),
    "tells": (Statement, "speaker_ids", "addressee_ids"),
    "alleges": (Allegation, "claimant_ids", "accused_ids"),
}
"""The class whose records make a tie, and the fields with its two ends."""


def ties(bundle: Bundle, *relations: str, most: int | None = None) -> tuple[list[Tie], int]:
    """The ties of some relations, in the order of the text.

    Args:
        bundle: The bundle.
        relations: Any of ``says``, ``tells`` and ``alleges``.
        most: The most ties from one record: many speakers and many targets would otherwise give their product.

    Returns:
        The ties, and how many pairs of actors were left out because of ``most``.
    """
    found: dict[tuple[str, str, str], Tie] = {}
    omitted = 0
    for event in bundle.events:
        for relation in relations:
            cls, tails, heads = _BETWEEN[relation]
            if not isinstance(event, cls):
                continue
            ends: tuple[Sequence[str], Sequence[str]] = getattr(event, tails), getattr(event, heads)
            for tail, head in islice(product(*ends), most):
                found.setdefault((tail, head, relation), Tie(tail, head, relation)).events.append(event)
            omitted += 0 if most is None else max(0, len(ends[0]) * len(ends[1]) - most)
    return list(found.values()), omitted


# --- the layout

_ROUNDS = 6

Node = TypeVar("Node", bound=Hashable)


def arranged(columns: Sequence[Sequence[Node]], lines: Iterable[tuple[Node, Node, int]]) -> list[list[Node]]:
    """Order the nodes of each column so that few lines cross.

    Each column in turn is sorted by the mean position of the nodes at the other ends of its lines, as in layered graph
    drawing (Sugiyama et al. 1981).

    Args:
        columns: The nodes of each column. Each node has a line.
        lines: The two nodes of each line, and its weight.
    """
    near: dict[Node, list[tuple[Node, int]]] = {}
    for one, other, weight in lines:
        near.setdefault(one, []).append((other, weight))
        near.setdefault(other, []).append((one, weight))
    found = [list(column) for column in columns]
    place = {node: at for column in found for node, at in _places(column)}
    for _ in range(_ROUNDS):
        for column in reversed(found):
            means = {
                node: math.fsum(place[other] * weight for other, weight in near[node])
                / sum(weight for _, weight in near[node])
                for node in column
            }
            column.sort(key=means.__getitem__)
            place |= _places(column)
    return found


def _places(column: Sequence[Node]) -> Iterator[tuple[Node, float]]:
    return ((node, (index + 0.5) / len(column)) for index, node in enumerate(column))


def ports(lines: Sequence[tuple[Node, Node]], heights: Mapping[Node, int], room: int) -> list[tuple[int, int]]:
    """The heights at which each line leaves its first node and enters its second, spread out so that few lines cross.

    Args:
        lines: The two nodes of each line.
        heights: The height of the middle of each node.
        room: The largest distance between the outermost lines of a node.
    """
    offsets = [dict[int, int](), dict[int, int]()]
    for own, other in ((0, 1), (1, 0)):
        groups: dict[Node, list[int]] = {}
        for index in sorted(range(len(lines)), key=lambda index: heights[lines[index][other]]):
            groups.setdefault(lines[index][own], []).append(index)
        for group in groups.values():
            apart = min(8, room // len(group))
            offsets[own] |= {index: (2 * place + 1 - len(group)) * apart // 2 for place, index in enumerate(group)}
    leaving, meeting = offsets
    return [
        (heights[one] + leaving[index], heights[other] + meeting[index]) for index, (one, other) in enumerate(lines)
    ]


# --- labels


def said(value: object) -> str:
    """A value in words: those of the article if it has any, else its name or title."""
    if attrs.has(type(value)):
        value = next(
            (getattr(value, name) for name in ("exact", "text", "name", "title") if hasattr(value, name)), value
        )
    return str(value)


def cut(line: str, limit: int) -> str:
    """Shorten a line to a number of code points, after a word unless the word is very long."""
    if len(line) <= limit:
        return line
    whole = line[:limit].rpartition(" ")[0]
    return f"{whole if len(whole) > limit // 2 else line[: limit - 1]}…"
