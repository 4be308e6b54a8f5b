"""The differences between two bundles of one article, record by record and field by field."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import import_module
from typing import Any, Generic, TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.comparison.matching import Matches, Same, first, match, plain_fields
from newsevents.errors import BundleError, Issue
from newsevents.model.records import LISTS, Actor, Allegation, Article, Meeting, Record, Source, Statement

R = TypeVar("R", Actor, Source, Statement, Meeting, Allegation)


@attrs.frozen(kw_only=True)
class FieldChange:
    """A field that has different values in two records.

    Attributes:
        field: Its name: ``speaker_ids``.
        before: The first record's value.
        after: The second record's value. Ids in it are those of the second bundle.
    """

    field: str
    before: object
    after: object


@attrs.frozen(kw_only=True)
class ChangedRecord(Generic[R]):
    """A record that both bundles have, with different content.

    Attributes:
        before: The record in the first bundle.
        after: The record in the second.
        changes: The fields that differ, in the order of the model; at least one.
    """

    before: R
    after: R
    changes: tuple[FieldChange, ...]


@attrs.frozen(kw_only=True)
class ClassDifference(Generic[R]):
    """The differences in the records of one class. Each record of both bundles is included once.

    Attributes:
        removed: The records that only the first bundle has.
        added: The records that only the second bundle has.
        changed: The records that both have, with different content.
        equal: The records that both have, with the same content; their ids may differ.

    All are in the order of the text.
    """

    removed: tuple[R, ...] = ()
    added: tuple[R, ...] = ()
    changed: tuple[ChangedRecord[R], ...] = ()
    equal: tuple[tuple[R, R], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.changed)


@attrs.frozen(kw_only=True)
class Difference:
    """The differences between two bundles of one article. It is true if there are any, and `str` shows them.

    Attributes:
        before: The first bundle.
        after: The second.
        article: The fields of the article that differ, without its id and text.
        actors: The actors.
        sources: The sources.
        statements: The statements.
        meetings: The meetings.
        allegations: The allegations.
    """

    before: Bundle = attrs.field(repr=False)
    after: Bundle = attrs.field(repr=False)
    article: tuple[FieldChange, ...] = ()
    actors: ClassDifference[Actor] = attrs.field(factory=ClassDifference)
    sources: ClassDifference[Source] = attrs.field(factory=ClassDifference)
    statements: ClassDifference[Statement] = attrs.field(factory=ClassDifference)
    meetings: ClassDifference[Meeting] = attrs.field(factory=ClassDifference)
    allegations: ClassDifference[Allegation] = attrs.field(factory=ClassDifference)

    def __bool__(self) -> bool:
        return any((self.article, self.actors, self.sources, self.statements, self.meetings, self.allegations))

    def __str__(self) -> str:
        return self._view("diff_to_text")

    def _repr_html_(self) -> str:
        return self._view("diff_to_html")

    def _view(self, name: str) -> str:
        """A view of the difference, by name: the views are in a higher layer."""
        shown: str = getattr(import_module("newsevents.formats.diff"), name)(self)
        return shown


def diff(a: Bundle, b: Bundle, *, rules: bool = False) -> Difference:
    """Compare two bundles of one article: a person's and a model's, or yesterday's and today's.

    Ids, rules and the order of lists do not count as content. Two records may be the same even if their ids and words
    differ: they are paired by their content, their ids, the words of the article that support them, and the actors
    that they name. Spans are compared by position, references by the pairs.

    Args:
        a: The bundle before.
        b: The bundle after.
        rules: Whether a record that differs only in the rule that found it or resolved its date counts as changed.

    Raises:
        BundleError: The bundles are of different texts.

    >>> from newsevents import load_seed
    >>> seed = load_seed()
    >>> bool(diff(seed, seed))
    False
    """
    if a.article.sha256 != b.article.sha256:
        message = "the bundles are of different texts, so nothing in them can be compared"
        fix = f"give a bundle of the first one's text, whose digest is {a.article.sha256}"
        raise BundleError([Issue("article.sha256", "digest", message, b.article.sha256, fix)])
    matches = match(a, b)
    return Difference(
        before=a,
        after=b,
        article=_changes(a.article, b.article, matches.theirs.same, rules),
        **{name: _difference(matches, name, rules) for name in LISTS},
    )


_TEXT = ("text", "sha256")
"""The fields that are the same for two bundles of one article, or missing if one has no text."""


def _difference(matches: Matches, name: str, rules: bool) -> ClassDifference[Any]:
    pairs = matches.pairs[name]
    changes = [(before, after, _changes(before, after, matches.theirs.same, rules)) for before, after in pairs]
    return ClassDifference(
        removed=_without(getattr(matches.ours.bundle, name), {before.id for before, _ in pairs}),
        added=_without(getattr(matches.theirs.bundle, name), {after.id for _, after in pairs}),
        changed=tuple(ChangedRecord(before=one, after=other, changes=how) for one, other, how in changes if how),
        equal=tuple((one, other) for one, other, how in changes if not how),
    )


def _without(records: Sequence[R], ids: Collection[str]) -> tuple[R, ...]:
    return tuple(sorted((record for record in records if record.id not in ids), key=first))


def _changes(before: Article | Record, after: Article | Record, same: Same, rules: bool) -> tuple[FieldChange, ...]:
    mine, theirs = plain_fields(before, None, rules=rules), plain_fields(after, same, rules=rules)
    return tuple(
        FieldChange(field=name, before=getattr(before, name), after=getattr(after, name))
        for name, value in mine.items()
        if value != theirs[name] and name not in _TEXT
    )
