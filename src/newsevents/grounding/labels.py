"""Linking titles, names and ids to sources, meetings, statements and allegations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from newsevents.errors import Issue
from newsevents.grounding.linking import ambiguous_name
from newsevents.rules.catalogue import RULES


class LabelLinker:
    """The labels by which a draft may refer to its records but actors, and what refers to each."""

    def __init__(self) -> None:
        self._labels: dict[tuple[str, str], set[str]] = {}  # the ids that a label may mean, by class and label
        self._ids: dict[str, str] = {}  # the id of each record, by its path
        self._references: dict[str, list[tuple[str, str]]] = {}  # for an id, where it is referred to, and as what

    def add(self, path: str, cls: str, id: str, label: str | None) -> None:
        """Enter a record of a class, which may be called by its id and by a label."""
        self._ids[path] = id
        for known in (id, label):
            if known is not None:
                self._labels.setdefault((cls, known), set()).add(id)

    def link(self, path: str, cls: str, label: str, issues: list[Issue]) -> str | None:
        """The id of the record of a class that a label means; None and an issue where that is not clear."""
        ids = self._labels.get((cls, label), set())
        if len(ids) == 1 or label in ids:  # an id is surer than a title
            id = label if label in ids else next(iter(ids))
            if len(ids) == 1:  # and nothing else would be meant without it
                self._references.setdefault(id, []).append((path, label))
            return id
        if ids:
            issues.append(ambiguous_name(path, label, ids))
        else:
            message = f"no {cls} of the draft has this name or id"
            issues.append(Issue(path, "name-unknown", message, label, RULES["name-unknown"].fix))
        return None

    def following(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What cannot stay where some records are left out: what refers to them, and what refers to that.

        Actors do not count: a name may mean another actor when one is left out.

        Args:
            paths: The paths of the issues for which records are left out.

        Yields:
            The path of each reference in the records that follow, and the label that it gives.
        """
        first = dict.fromkeys(map(record_path, paths))
        waiting = [path for path in first if path in self._ids]
        left = set(waiting)
        staying = Counter(self._ids.values())  # of several records with one id some may stay
        while waiting:
            id = self._ids[waiting.pop()]
            staying[id] -= 1
            for path, label in () if staying[id] else self._references.get(id, ()):
                record = record_path(path)
                if record not in first:
                    yield path, label
                if record not in left:
                    left.add(record)
                    waiting.append(record)


def record_path(path: str) -> str:
    """The path of the record that a path leads into."""
    return path.partition("]")[0] + "]"
