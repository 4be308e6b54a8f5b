"""The terms of the annotation tools: the labels of stretches of the text, and of the ties between them.

Every tool has *marks*, labelled stretches of the text, and all but one have *ties*, labelled arrows between them.
A record is the mark of its first evidence, labelled with its class. Its other words are marks of their own, and a
tie that has the name of the draft's field leads to each. A reference is a tie to the other record's mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import attrs

from newsevents.draft import (
    FIELDS,
    DraftActor,
    DraftAllegation,
    DraftMeeting,
    DraftRole,
    DraftSource,
    DraftStatement,
)
from newsevents.errors import BundleError, Issue
from newsevents.model.records import REFERENCES, Article
from newsevents.rules.catalogue import RULES
from newsevents.rules.types import field_types, item_of

__all__ = [
    "CHOICES",
    "FLAGS",
    "LABELS",
    "RECORDS",
    "TIES",
    "VALUES",
    "WORDS",
    "Fields",
    "Mark",
    "Tie",
    "accepted",
    "is_list",
    "text_of",
]

RECORDS: Mapping[str, Any] = MappingProxyType(
    {
        "Actor": DraftActor,
        "Source": DraftSource,
        "Statement": DraftStatement,
        "Meeting": DraftMeeting,
        "Allegation": DraftAllegation,
    }
)
"""The class of a draft by the label of its records' marks, in the order of a draft's lists."""

WORDS = {
    "mentions": "Mention",
    "evidence": "Evidence",
    "speaker": "Speaker",
    "cue": "Cue",
    "content": "Content",
    "quotes": "Quote",
    "hedges": "Hedge",
}
VALUES = {"when": "Time", "published": "Time", "place": "Place", "quantities": "Quantity", "roles": "Role"}
_REFERENCES = {FIELDS[name]: cls.capitalize() for name, cls in REFERENCES.items() if name in FIELDS}

LABELS: tuple[str, ...] = tuple(dict.fromkeys([*RECORDS, *WORDS.values(), *VALUES.values()]))
"""Every label of a mark."""

TIES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        label: {
            name: target
            for name in field_types(cls)
            if (target := (WORDS | VALUES | _REFERENCES).get(name)) is not None
        }
        for label, cls in {**RECORDS, "Role": DraftRole}.items()
    }
)
"""For the label where a tie begins, the ties it can have, which are fields of the draft, and where each leads."""

CHOICES: Mapping[str, Mapping[str, type[StrEnum]]] = MappingProxyType(
    {
        label: {
            name: hint
            for name, hint in field_types(cls).items()
            if isinstance(hint, type) and issubclass(hint, StrEnum)
        }
        for label, cls in RECORDS.items()
    }
)
"""The fields of each record that have a vocabulary."""

FLAGS: Mapping[str, Mapping[str, tuple[str, bool]]] = MappingProxyType(
    {
        "Actor": {"all_marked": ("find_mentions", False)},
        "Source": {"unnamed": ("named", False)},
        "Statement": {"negated": ("negated", True), "unattributed": ("unattributed", True)},
        "Meeting": {},
        "Allegation": {"negated": ("negated", True)},
    }
)
"""What a record can be marked as: the field that it sets, and to what. Without it the field has its default."""

Fields = dict[str, Any]


@attrs.frozen(kw_only=True)
class Mark:
    """A labelled stretch of the text.

    Attributes:
        key: What ties call it.
        label: One of `LABELS`.
        words: The text of the stretch.
        start: Its offset in code points; None from a tool that could not say where the words stand.
        fields: What is said of it besides: fields of the record or the value, as in a draft's JSON.
        path: Where it stands in the tool's data.
    """

    key: str
    label: str
    words: str
    start: int | None
    fields: Fields = attrs.field(factory=dict)
    path: str = ""

    @property
    def end(self) -> int:
        """The offset behind it, where its offset is known."""
        return (self.start or 0) + len(self.words)


@attrs.frozen
class Tie:
    """A labelled arrow from one mark to another.

    Attributes:
        begin: The key of the mark where it begins.
        field: The field that it fills.
        end: The key of the mark to which it leads.
        path: Where it stands in the tool's data.
    """

    begin: str
    field: str
    end: str
    path: str = ""


def accepted(field: str, target: str) -> tuple[str, ...]:
    """The labels to which a tie of a field may lead: the words that name a speaker may be marked as an actor."""
    if target == "Actor":
        return ("Actor", "Mention")
    return ("Speaker", "Actor", "Mention") if field == "speaker" else (target,)


def is_list(label: str, field: str) -> bool:
    """Whether a field of a record or a role takes several values."""
    return item_of(field_types(RECORDS.get(label, DraftRole))[field]) is not None


def text_of(article: Article) -> str:
    """An article's text.

    Raises:
        BundleError: It travels without.
    """
    if article.text is None:
        raise BundleError([Issue("article.text", "no-text", "the article has no text", fix=RULES["no-text"].fix)])
    return article.text
