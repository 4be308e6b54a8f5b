"""Look up a bundle's records in a newer text of its article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.english import titles
from newsevents.errors import BundleError, Issue
from newsevents.model.fields import Field, Kind, fields_of, references, walk
from newsevents.model.moments import Moment
from newsevents.model.records import LISTS, Actor, Article, Record, Source
from newsevents.model.values import Span
from newsevents.model.vocabulary import SourceKind
from newsevents.revision.changes import is_name
from newsevents.revision.issues import apart, changed, less, rests_on
from newsevents.revision.lookup import Lookup
from newsevents.revision.model import Carry, Outcome, Revision
from newsevents.unicode import folded

_NEAR = 3
"""The largest distance between two sentences of a record that depend on each other."""

_LET_GO = frozenset(
    ["part_of_id", "member_ids", "of_id", "meeting_id", "within_id", "statement_id", "supports_ids", "disputes_ids"]
)
"""The references that a record can do without."""


def revise(bundle: Bundle, newer: Article, *, seen: Moment | None = None, previous: Revision | None = None) -> Revision:
    """Look up the records of a bundle in a newer text of its article.

    A record holds if every sentence that it depends on is in the newer text, word for word except for white space,
    typography and Unicode forms, and if these sentences are linked as before: nothing that could name another speaker
    was inserted between a quote and its speaker, or between a pronoun and the name before it. A record that could be
    in several places does not hold. Times keep their values, which were resolved against the day of the earlier text.

    Args:
        bundle: The bundle of the earlier text, with that text.
        newer: The newer text, with its own day of publication.
        seen: When the newer text was seen; the clock is never read.
        previous: The revision to the text of ``bundle``, if there was one. Records may have been added since.

    Returns:
        The records that hold, as a valid bundle of the newer text, and why the others do not.

    Raises:
        BundleError: One of the articles has no text, or they have different publishers.
        ValueError: ``previous`` is a revision to another text.
    """
    if previous is not None and previous.bundle.article.sha256 != bundle.article.sha256:
        raise ValueError(
            "`previous` is a revision to another text than that of the bundle: pass the revision before this one"
        )
    before, after = _texts(bundle.article, newer)
    return _Revising(bundle, newer, Lookup(before, after)).revision(seen, previous)


def _texts(article: Article, newer: Article) -> tuple[str, str]:
    issues = [
        Issue(path, "no-text", "the article has no text to compare", fix="attach its text first")
        for path, one in (("article.text", article), ("newer.text", newer))
        if one.text is None
    ]
    for name in ("publisher", "publisher_id"):
        ours, theirs = getattr(article, name), getattr(newer, name)
        if ours is not None and theirs is not None and ours != theirs:
            message = f"the newer text has a different publisher from {ours!r}"
            issues.append(Issue(f"newer.{name}", "publisher-id", message, theirs, "compare texts of one article"))
    if issues or article.text is None or newer.text is None:
        raise BundleError(issues)
    return article.text, newer.text


class _Revising:
    """The records of one bundle, looked up in one newer text."""

    def __init__(self, bundle: Bundle, newer: Article, lookup: Lookup) -> None:
        self._bundle, self._newer, self._lookup = bundle, newer, lookup
        self._paths = {
            record.id: f"{name}[{index}]" for name in LISTS for index, record in enumerate(getattr(bundle, name))
        }
        new = lookup.new_words()
        self._names = {actor.id: _naming(actor, new) for actor in bundle.actors}
        self._issues: dict[str, Issue] = {}
        self._losses: dict[str, Issue] = {}

    def revision(self, seen: Moment | None, previous: Revision | None) -> Revision:
        """The result of looking up all of them."""
        records = self._bundle.records
        carries = {record.id: tuple(self._carries(record)) for record in records}
        kept: dict[str, Record] = {}
        for record in records:
            fault = self._fault(record, carries[record.id])
            if fault is None:
                kept[record.id] = record
            else:
                self._issues[record.id] = fault
        bundle = self._valid(kept)
        told = self._issues | {id: issue for id, issue in self._losses.items() if id not in self._issues}
        return Revision(
            before=self._bundle,
            bundle=bundle,
            carries=[carry for record in records for carry in carries[record.id]],
            issues=[told[record.id] for record in records if record.id in told],
            added=self._lookup.added(),
            number=1 if previous is None else previous.number + 1,
            seen=seen,
            previous=previous,
        )

    def _carries(self, record: Record) -> Iterator[Carry]:
        for path, value in walk(record):
            if isinstance(value, Span):
                found = self._lookup.find(value)
                yield Carry(
                    record_id=record.id,
                    path=path,
                    outcome=found.outcome,
                    before=value,
                    after=found.after,
                    changes=self._lookup.changes(value),
                    places=self._lookup.places(value),
                )

    # --- whether a record holds

    def _fault(self, record: Record, carries: Sequence[Carry]) -> Issue | None:
        """Why a record does not hold; None if its own words give no reason."""
        path = self._paths[record.id]
        if record.id == self._bundle.article.publisher_id:
            return None  # a publisher needs no evidence
        if isinstance(record, Actor):
            mentions = [carry for carry in carries if carry.path.startswith(("evidence", "mentions"))]
            named = [carry for carry in mentions if self._names_it(record, carry.before)] or mentions
            held = not named or any(self._new(record, carry.before) is not None for carry in named)
            return None if held else changed(named[0], path)
        if isinstance(record, Source) and record.kind is SourceKind.ARTICLE:
            return None
        for carry in carries:
            if carry.outcome not in (Outcome.SAME, Outcome.MOVED):
                return changed(carry, path)
            lost = self._lookup.lost(carry.before)
            if lost is not None:
                changes = self._lookup.changes_at(lost)
                return changed(attrs.evolve(carry, outcome=Outcome.ALTERED, changes=changes), path)
        groups = self._lookup.groups([carry.before for carry in carries])
        ties = [(group[0], group[-1]) for group in groups]
        ties += [(one[-1], other[0]) for one, other in pairwise(groups) if other[0] - one[-1] <= _NEAR]
        ties += self._to_names(record, groups)
        return None if all(self._lookup.holds(*tie) for tie in ties) else apart(carries[0], path)

    def _to_names(self, record: Record, groups: Sequence[range]) -> Iterator[tuple[int, int]]:
        """For each actor that a record refers to only by pronoun or epithet, from its last name to the record."""
        for _, to, id in references(record):
            places = self._named_at.get(id, []) if to == "actor" else []
            if groups and not any(bisect_left(places, one.start) < bisect_left(places, one.stop) for one in groups):
                before = bisect_left(places, groups[0].start)
                if before:
                    yield places[before - 1], groups[0].start

    @cached_property
    def _named_at(self) -> dict[str, list[int]]:
        """The sentences that name each actor, in order."""
        over = self._lookup.before.over
        return {
            actor.id: sorted({over(span)[0] for span in actor.mentions if self._names_it(actor, span)})
            for actor in self._bundle.actors
        }

    def _names_it(self, actor: Actor, span: Span) -> bool:
        return known(span.exact) in self._names[actor.id]

    def _cascade(self, kept: dict[str, Record]) -> None:
        """Remove records that refer to records that do not hold and cannot do without them."""
        referring: dict[str, list[str]] = defaultdict(list)
        for record in kept.values():
            for path, _, id in references(record):
                if path.rpartition(".")[2].partition("[")[0] not in _LET_GO:
                    referring[id].append(record.id)
        gone = [id for id in self._issues if id not in kept]
        while gone:
            lost = gone.pop()
            for id in referring[lost]:
                if kept.pop(id, None) is not None:
                    self._issues[id] = rests_on(self._paths[id], lost)
                    gone.append(id)

    # --- the records that hold, in the newer text

    def _valid(self, kept: dict[str, Record]) -> Bundle:
        """The bundle of the records that hold, without those that break a rule in the newer text."""
        ours = self._bundle.article
        article = attrs.evolve(
            self._newer,
            publisher=self._newer.publisher or ours.publisher,
            publisher_id=self._newer.publisher_id or ours.publisher_id,
        )
        while True:
            self._cascade(kept)
            made = [self._made(record, kept) for record in kept.values()]
            lists = {name: [one for one in made if isinstance(one, cls)] for name, cls in LISTS.items()}
            try:
                return Bundle(article=article, **lists, generator=self._bundle.generator)  # type: ignore[arg-type]
            except BundleError as error:
                self._take_out(error, lists, kept)

    def _take_out(self, error: BundleError, lists: Mapping[str, Sequence[Any]], kept: dict[str, Record]) -> None:
        for issue in error.issues:
            found = re.match(r"(\w+)\[(\d+)\]", issue.path)
            if found is None:
                raise error
            id = lists[found[1]][int(found[2])].id
            self._issues.setdefault(id, attrs.evolve(issue, path=self._paths[id] + issue.path[found.end() :]))
            kept.pop(id, None)

    def _made(self, record: Record, kept: Mapping[str, Record]) -> Record:
        """A record that holds, with its words at their new places."""
        changes: dict[str, Any] = {}
        for field in fields_of(type(record)):
            items = field.items(record)
            if field.kind is Kind.WORDS:
                spans = [self._new(record, span) for span in items]
                changes[field.name] = [span for span in spans if span is not None]
            elif field.kind is Kind.VALUE or field.name in _LET_GO:
                held = self._held(record, field, items, kept)
                if len(held) < len(items):
                    self._losses[record.id] = less(f"{self._paths[record.id]}.{field.name}", field.name)
                changes[field.name] = _as(field, held)
        if isinstance(record, Source) and record.title is not None and record.title == self._bundle.article.title:
            changes["title"] = self._newer.title or record.title
        if isinstance(record, Actor) and record.evidence and not changes["evidence"]:
            changes["evidence"] = changes["mentions"][:1]
        made: Record = attrs.evolve(record, **changes)
        return made

    def _held(self, record: Record, field: Field, items: Sequence[Any], kept: Mapping[str, Record]) -> list[Any]:
        """The values of a field that hold."""
        if field.kind is not Kind.VALUE:
            return [id for id in items if id in kept]
        made = (self._value(record, one, kept) for one in items)
        return [one for one in made if one is not None]

    def _new(self, record: Record, span: Span) -> Span | None:
        """The new place of words of a record; a name may be in a sentence in which other words have changed."""
        found = self._lookup.find(span)
        if found.outcome in (Outcome.SAME, Outcome.MOVED) or (
            isinstance(record, Actor) and self._names_it(record, span)
        ):
            return found.words
        return None

    def _value(self, record: Record, value: Any, kept: Mapping[str, Record]) -> Any:
        """A value of a record with its words at their new places; None if they do not hold."""
        changes: dict[str, Any] = {}
        for field in fields_of(type(value)):
            items = field.items(value)
            if field.kind is Kind.WORDS:
                spans = [self._new(record, span) for span in items]
                if None in spans:
                    return None
                changes[field.name] = _as(field, spans)
            elif field.kind is Kind.VALUE or field.kind is Kind.REFERENCE:
                held = self._held(record, field, items, kept)
                if len(held) < len(items):
                    return None
                changes[field.name] = _as(field, held)
        return attrs.evolve(value, **changes)


def _as(field: Field, values: Sequence[Any]) -> Any:
    """The values of a field in the field's own form."""
    return values if field.many else next(iter(values), None)


def known(name: str) -> str:
    """A name in a form for comparison, without a possessive ending."""
    return re.sub(r"'s?$", "", folded(name))


def _naming(actor: Actor, new: Mapping[str, Set[str]]) -> frozenset[str]:
    """The names that identify an actor by themselves: its full name, and aliases that are not epithets.

    Args:
        actor: The actor.
        new: The words of new sentences, each with the words before it. A one-word name of the actor that follows a
            possible name of somebody else does not identify the actor.
    """
    names = {actor.name, *filter(is_name, actor.aliases)}
    own = {word for name in names for word in name.split()}
    single = {name for name in own & names if any(_is_namesake(one, own) for one in new.get(name, ()))}
    return frozenset(map(known, names - single))


def _is_namesake(word: str, own: Set[str]) -> bool:
    return word not in own and word[0].isalpha() and is_name(word) and word.lower() not in titles()
