"""Rules on ids and references: unique ids, references to existing records, and chains without cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from newsevents.errors import Issue
from newsevents.model.fields import references
from newsevents.model.ids import ID
from newsevents.model.records import LISTS, Actor, Allegation, Article, Meeting, Record, Source, Statement
from newsevents.model.vocabulary import SourceKind
from newsevents.rules.catalogue import RULES
from newsevents.rules.index import Index
from newsevents.rules.partial import PartialBundle

_SHOWN_CIRCLE = 12
"""How many ids of a cycle a message names."""


# --- ids, and what refers to them

_CLASSES = {name: cls.__name__.lower() for name, cls in LISTS.items()}


def ids_hold(index: Index) -> bool:
    """Whether ids are well formed and unique, and references name records of the right class, each once."""
    count = 0
    together = ""
    for name, cls in _CLASSES.items():
        ids = [record.id for record in getattr(index, name)]
        known = set(ids)
        if len(known) < len(ids) or not known.issuperset(getattr(index, f"to_{cls}")):
            return False
        spaced = f" {' '.join(ids)}" if ids else ""
        if spaced.count(f" {cls}:") != len(ids):
            return False
        count += len(ids)
        together += spaced
    return (
        ID.fullmatch(index.article.id) is not None
        and index.article.id.startswith("article:")
        and together.isprintable()  # no control characters, and no white space except the plain space
        and together.count(" ") == count
        and together.count(":") == count
        and ": " not in f"{together} "
        and all(len(set(ids)) == len(ids) for ids in index.series)
    )


def id_faults(partial: PartialBundle) -> Iterator[Issue]:
    """Malformed and duplicate ids, and references to missing records, to records of a wrong class, or repeated."""
    if partial.article is not None:
        yield from _id_form("article", partial.article)
    paths: dict[str, str] = {}
    for path, record in partial.records:
        yield from _id_form(path, record)
        if (first := paths.setdefault(record.id, path)) != path:
            message = f"{first} already has this id"
            yield Issue(f"{path}.id", "duplicate-id", message, record.id, RULES["duplicate-id"].fix)
    known = paths.keys() | partial.unread
    seen: set[tuple[str, str]] = set()
    for path, cls, reference in partial.references():
        field = path.rpartition("[")[0] if path.endswith("]") else path
        if reference.partition(":")[0] != cls:
            message = f"an id of class {cls} was expected"
            yield Issue(path, "wrong-class", message, reference)
        elif reference not in known and cls not in partial.unread_classes:
            message = f"no {cls} in the bundle has this id"
            yield Issue(path, "unknown-id", message, reference)
        elif (field, reference) in seen:
            yield Issue(path, "repeated-reference", "the list already has this reference", reference)
        seen.add((field, reference))


def _id_form(path: str, record: Article | Record) -> Iterator[Issue]:
    cls = type(record).__name__.lower()
    match = ID.fullmatch(record.id)
    if match is None or match.group(1) != cls:
        message = f"an id of the form {cls}:name was expected"
        yield Issue(f"{path}.id", "id-form", message, record.id, RULES["id-form"].fix)


# --- the publisher


def publisher_id(article: Article, actors: Iterable[Actor]) -> str | None:
    """The id of the actor whose name or alias is the publisher's name, if there is exactly one."""
    name = article.publisher
    ids = {actor.id for actor in actors if actor.name == name or (actor.aliases and name in actor.aliases)}
    return ids.pop() if len(ids) == 1 else None


def publisher_holds(index: Index) -> bool:
    """Whether the publisher's actor, if there is one, is the actor that the article refers to."""
    article = index.article
    return article.publisher is None or publisher_id(article, index.actors) in (None, article.publisher_id)


def publisher_faults(partial: PartialBundle) -> Iterator[Issue]:
    """A publisher who is an actor of the bundle, but not the actor that the article refers to."""
    article = partial.article
    found = publisher_id(article, (actor for _, actor in partial.of(Actor))) if article is not None else None
    if article is not None and found is not None and article.publisher_id != found:
        message = f"the actor {found} has the publisher's name"
        yield Issue("article.publisher_id", "publisher-id", message, article.publisher_id)


def publisher_of(article: Article, sources: Iterable[Source]) -> str | None:
    """The id of the publisher's actor: that of the article, or else of the only issuer of the article's own source."""
    if article.publisher_id is not None:
        return article.publisher_id
    issuers = [source.by_ids for source in sources if source.kind is SourceKind.ARTICLE]
    return issuers[0][0] if [len(ids) for ids in issuers] == [1] else None


# --- cycles

_CHAINS: tuple[tuple[type[Record], str], ...] = (
    (Source, "via_id"),
    (Actor, "part_of_id"),
    (Actor, "member_ids"),
    (Statement, "within_id"),
    (Meeting, "part_of_id"),
    (Allegation, "supports_ids"),
)
"""The fields along which there must be no cycle. Disputing is symmetric, and therefore not included."""


def cycles_hold(index: Index) -> bool:
    """Whether no chain of references has a cycle."""
    lists = {cls: getattr(index, name) for name, cls in LISTS.items()}
    return all(_acyclic(lists[cls], name) for cls, name in _CHAINS) and not any(
        allegation.disputes_ids and allegation.id in allegation.disputes_ids for allegation in index.allegations
    )


def _acyclic(records: Sequence[Any], name: str) -> bool:
    edges: dict[str, Any] = {record.id: value for record in records if (value := getattr(record, name))}
    if name.endswith("_id"):
        if edges.keys().isdisjoint(edges.values()):  # as is usual: what is referred to does not itself refer to more
            return True
        edges = {id: (value,) for id, value in edges.items()}
    ways_in = dict.fromkeys(edges, 0)
    for ids in edges.values():
        for id in ids:
            if id in ways_in:
                ways_in[id] += 1
    free = [id for id, ways in ways_in.items() if not ways]
    while free:  # repeatedly remove what no reference points to; whatever is left is part of a cycle
        for id in edges[free.pop()]:
            if id in ways_in:
                ways_in[id] -= 1
                if not ways_in[id]:
                    free.append(id)
    return not any(ways_in.values())


def cycle_faults(partial: PartialBundle) -> Iterator[Issue]:
    """Each reference that closes a cycle."""
    for cls, name in _CHAINS:
        edges = {
            record.id: [(at, id) for at, _, id in references(record, path) if _field_name(at, path) == name]
            for path, record in partial.of(cls)
        }
        yield from _back_edges(edges)
    for path, allegation in partial.of(Allegation):
        for at, id in enumerate(allegation.disputes_ids):
            if id == allegation.id:
                yield Issue(f"{path}.disputes_ids[{at}]", "cycle", "it disputes itself", id)


def _field_name(path: str, record: str) -> str:
    """The name of the field at a path inside the record at another path."""
    return path[len(record) + 1 :].partition("[")[0]


def _back_edges(edges: Mapping[str, list[tuple[str, str]]]) -> Iterator[Issue]:
    """An issue for each reference that closes a cycle, found by depth-first search without recursion.

    Args:
        edges: For each id, the path of every reference and the id that it refers to.
    """
    done: set[str] = set()
    for start in edges:
        if start in done:
            continue
        trail = [start]
        depth = {start: 0}
        stack = [iter(edges[start])]
        while stack:
            for path, known in stack[-1]:
                if known in depth:
                    circle = _circle(trail, depth[known])
                    yield Issue(path, "cycle", f"this closes a cycle: {circle} → {known}", known)
                elif known in edges and known not in done:
                    depth[known] = len(trail)
                    trail.append(known)
                    stack.append(iter(edges[known]))
                    break
            else:
                stack.pop()
                done.add(trail[-1])
                del depth[trail.pop()]


def _circle(trail: Sequence[str], begin: int) -> str:
    """The ids of a trail from an index on; of many, only the first and the last."""
    length = len(trail) - begin
    if length <= _SHOWN_CIRCLE:
        return " → ".join(trail[begin:])
    half = _SHOWN_CIRCLE // 2
    shown = [*trail[begin : begin + half], f"… {length - 2 * half} more", *trail[-half:]]
    return " → ".join(shown)


# --- chains of sources


def sources_hold(index: Index) -> bool:
    """Whether every chain of sources ends at the article's own source."""
    roots = sum(source.kind is SourceKind.ARTICLE for source in index.sources)
    return roots <= 1 and all(
        (source.via_id is None) is (source.kind is SourceKind.ARTICLE) for source in index.sources
    )


def source_faults(partial: PartialBundle) -> Iterator[Issue]:
    """Sources that continue beyond the article, or do not lead back to it."""
    root = None
    for path, source in partial.of(Source):
        if source.kind is SourceKind.ARTICLE:
            if source.via_id is not None:
                message = "nothing passed the article on: its own source has no `via_id`"
                yield Issue(f"{path}.via_id", "source-chain", message, source.via_id)
            if root is not None:
                message = f"{root} is already the article's own source"
                fix = "give another publication the kind press_report"
                yield Issue(f"{path}.kind", "source-chain", message, source.kind, fix)
            root = root or path
        elif source.via_id is None:
            message = "the chain ends here, not at the article"
            yield Issue(f"{path}.via_id", "source-chain", message, fix=RULES["source-chain"].fix)
