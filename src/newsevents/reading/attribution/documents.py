"""A document that an article names as the origin of something."""

from __future__ import annotations

import attrs

from newsevents.model.vocabulary import SourceKind
from newsevents.reading.entities.entity import Entity, Range

__all__ = ["Document"]


@attrs.define(eq=False)
class Document:
    """A document that an article names as the origin of something.

    Attributes:
        id: ``source:…``.
        kind: Its form.
        by: Those who issued it.
        title: What the article calls it, or None.
        evidence: The words that support the record.
        named: Whether the article says who issued it.
        rule: The rule that found it.
        via: The document that passed it on, or None.
    """

    id: str
    kind: SourceKind
    by: tuple[Entity, ...]
    title: str | None
    evidence: Range
    named: bool
    rule: str
    via: Document | None = None

    def comes_from(self, other: Document) -> bool:
        """Whether another document is in its chain."""
        link: Document | None = self
        while link is not None and link is not other:
            link = link.via
        return link is other
