"""Linking titles, names and ids to sources, meetings, statements and allegations, and ids to actors."""

from __future__ import annotations

from collections import defaultdict

from newsevents.errors import Issue
from newsevents.grounding.linking import Ambiguity


class LabelLinker:
    """The labels by which a draft may refer to its records: its ids, which may be any string, and titles."""

    def __init__(self) -> None:
        self._given: defaultdict[tuple[str, str], set[str]] = defaultdict(set)  # by class and label: ids of the bundle
        self._titled: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._ambiguity: defaultdict[str, Ambiguity] = defaultdict(Ambiguity)  # by class

    def add(self, cls: str, id: str, label: str | None, title: str | None) -> None:
        """Register a record of a class, with its id, the id that the draft gives, and its title."""
        for known in {id, label or id}:
            self._given[cls, known].add(id)
        if title is not None:
            self._titled[cls, title].add(id)

    def ids(self, cls: str, label: str) -> set[str]:
        """The ids of the records of a class that a label may mean; ids take precedence over titles."""
        return self._given.get((cls, label)) or self._titled.get((cls, label), set())

    def link(self, path: str, cls: str, label: str, issues: list[Issue]) -> str | None:
        """The id of the record of a class that a label means; None and an issue if that is unclear."""
        ids = self.ids(cls, label)
        if len(ids) == 1:
            return next(iter(ids))
        if ids:
            issues.append(self._ambiguity[cls].issue(path, label, ids))
        else:
            message = f"no {cls} of the draft has this name or id"
            fix = "Add the record that is meant, or use the name or id of one that the draft has."
            issues.append(Issue(path, "name-unknown", message, label, fix))
        return None


def record_path(path: str) -> str:
    """The path of the record that a path leads into."""
    return path.partition("]")[0] + "]"
