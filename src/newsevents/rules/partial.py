"""The content of a future bundle, as far as it could be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from newsevents.model.fields import references
from newsevents.model.records import Article, Record


@attrs.define
class PartialBundle:
    """Well-typed content of a bundle, which may lack records that could not be read: one fault never hides another.

    Attributes:
        article: The article; None if it could not be read.
        records: Each record with its path, in the order of the bundle.
        unread: The ids of records that could not be read, so that references to them are not called dangling.
        unread_classes: The classes with records of which not even the ids could be read.
    """

    article: Article | None
    records: list[tuple[str, Record]]
    unread: set[str] = attrs.field(factory=set)
    unread_classes: set[str] = attrs.field(factory=set)

    def add_unread(self, cls: type, id: object) -> None:
        """Note a record that could not be read."""
        if isinstance(id, str):
            self.unread.add(id)
        else:
            self.unread_classes.add(cls.__name__.lower())

    def of(self, cls: type[Any]) -> Iterator[tuple[str, Any]]:
        """The records of one class, with their paths."""
        return ((path, record) for path, record in self.records if type(record) is cls)

    def references(self) -> Iterator[tuple[str, str, str]]:
        """Every reference: its path, the class that it refers to, and the id."""
        if self.article is not None:
            yield from references(self.article, "article")
        for path, record in self.records:
            yield from references(record, path)
