"""What happened to a bundle's records in a newer text of its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from newsevents.bundle import Bundle
from newsevents.errors import Issues
from newsevents.model.moments import Moment
from newsevents.model.records import Record
from newsevents.model.values import ShortRepr, Span, to_spans, tuple_of

__all__ = ["Carry", "Change", "ChangeKind", "Outcome", "Revision"]


class Outcome(StrEnum):
    """What happened to a record's words."""

    SAME = "same"
    """The same words in the same place."""
    MOVED = "moved"
    """The same words in another place."""
    ALTERED = "altered"
    """The sentence with the words is there, but with other words in it."""
    AMBIGUOUS = "ambiguous"
    """The sentence occurs in several places, and its context does not show which is meant."""
    GONE = "gone"
    """The sentence is no longer there."""


class ChangeKind(StrEnum):
    """The kind of words that differ."""

    NUMBER = "number"
    """A number, in figures or in words."""
    NEGATION = "negation"
    """A word of negation: *not*, *never*, *without*."""
    NAME = "name"
    """A capitalised word that does not begin the sentence."""
    WORDS = "words"
    """Other words."""


@attrs.frozen(kw_only=True, repr=False)
class Change(ShortRepr):
    """Words that differ between a sentence and the one that replaced it.

    Attributes:
        kind: The kind of words; the first kind that applies.
        before: The words in the earlier text; None if words were added.
        after: The words in the newer text; None if words were removed.
    """

    kind: ChangeKind
    before: Span | None = None
    after: Span | None = None


if TYPE_CHECKING:

    def to_changes(values: Iterable[Change]) -> tuple[Change, ...]: ...
    def to_carries(values: Iterable[Carry]) -> tuple[Carry, ...]: ...
    def to_texts(values: Iterable[str]) -> tuple[str, ...]: ...
else:
    to_changes, to_carries, to_texts = map(tuple_of, ["Change", "Carry", "str"])


@attrs.frozen(kw_only=True, repr=False)
class Carry(ShortRepr):
    """What happened to one span of a record.

    Attributes:
        record_id: The id of the record.
        path: The place of the span in the record: ``content[0]``, ``when.span``.
        outcome: What happened to the words.
        before: The span in the earlier text.
        after: The span in the newer text; in an altered sentence, whatever replaced the words, if anything.
        changes: The changes in an altered sentence, in order.
        places: The first ten places where an ambiguous sentence occurs in the newer text.
    """

    record_id: str
    path: str
    outcome: Outcome
    before: Span
    after: Span | None = None
    changes: tuple[Change, ...] = attrs.field(default=(), converter=to_changes)
    places: tuple[Span, ...] = attrs.field(default=(), converter=to_spans)


@attrs.frozen(kw_only=True)
class Revision:
    """What happened to a bundle in a newer text of its article. It is true if everything holds.

    Attributes:
        before: The bundle of the earlier text.
        bundle: The records that hold, as a valid bundle of the newer text, with their ids.
        carries: What happened to each span of each record, in the order of the bundle.
        issues: Why records do not hold: one issue for each record, with its path in `before`. An actor that holds
            without its role, group or members has one too.
        added: The sentences of the newer text that have no counterpart in the earlier text, in order.
        number: How many revisions came before, plus one.
        seen: When the newer text was seen, if given.
        previous: The revision before, if there was one.
    """

    before: Bundle = attrs.field(repr=False)
    bundle: Bundle
    carries: tuple[Carry, ...] = attrs.field(converter=to_carries, repr=False)
    issues: Issues = attrs.field(converter=Issues)
    added: tuple[Span, ...] = attrs.field(converter=to_spans, repr=False)
    number: int = 1
    seen: Moment | None = None
    previous: Revision | None = attrs.field(default=None, repr=False)

    def __bool__(self) -> bool:
        return not self.issues

    @property
    def digests(self) -> tuple[str, str]:
        """The SHA-256 of the earlier text and of the newer one."""
        return self.before.article.sha256, self.bundle.article.sha256

    @property
    def withdrawn(self) -> tuple[Record, ...]:
        """The records of the earlier text that do not hold, in the order of the bundle."""
        return tuple(record for record in self.before.records if self.bundle.get(record.id) is None)

    def of(self, record: Record | str) -> tuple[Carry, ...]:
        """What happened to the spans of one record, in order."""
        id = record if isinstance(record, str) else record.id
        return tuple(carry for carry in self.carries if carry.record_id == id)

    def rows(self) -> list[dict[str, str | int | None]]:
        """What happened to each span, as flat rows of strings and offsets, for data frames and CSV.

        Returns:
            For each carry, a dictionary with the number of the revision, ``record_id``, ``path``, ``outcome``, and the
            words and offsets before and after, which are None if there are none.
        """
        return [
            {
                "number": self.number,
                "record_id": carry.record_id,
                "path": carry.path,
                "outcome": carry.outcome.value,
                "before": carry.before.exact,
                "before_start": carry.before.start,
                "after": None if carry.after is None else carry.after.exact,
                "after_start": None if carry.after is None else carry.after.start,
                "holds": carry.record_id in self.bundle,
            }
            for carry in self.carries
        ]

    def chain(self) -> Iterator[Revision]:
        """This revision and those before it, the latest first."""
        revision: Revision | None = self
        while revision is not None:
            yield revision
            revision = revision.previous

    def summary(self) -> str:
        """A one-line summary of how many records hold."""
        kept, added = len(self.bundle.records), len(self.added)
        return f"{kept} of {len(self.before.records)} records hold; {added} new sentence{'' if added == 1 else 's'}"

    def __str__(self) -> str:
        return "\n".join([self.summary(), *(f"  {issue}" for issue in self.issues)])
