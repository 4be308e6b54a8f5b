"""Linking names to actors: by name, alias, role, mention, and the shorter forms that news uses."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cached_property
from typing import TypeAlias

import attrs

from newsevents.draft import DraftActor
from newsevents.errors import Issue
from newsevents.grounding.find import Finder, fold, splits_word
from newsevents.rules import RULES
from newsevents.values import Span
from newsevents.vocabulary import ActorKind

__all__ = ["Known", "Names", "Windows", "find_mentions"]

Windows: TypeAlias = Callable[[], Sequence[tuple[int, int]]]


@attrs.define
class Known:
    """An actor of a draft that has its id and its mentions."""

    id: str
    draft: DraftActor
    mentions: tuple[Span, ...]


def find_mentions(finder: Finder, actors: Sequence[DraftActor]) -> list[list[Span]]:
    """Where the names and aliases of actors stand in an article, for each actor in turn.

    Where names overlap the one that begins first counts, and of those the longest: "South Korea" is not
    mentioned in "South Korea Times" if that is an actor too. Groups are looked for apart, since their names
    are often made of their members'. A full name is surer than another's alias; a name that two actors share
    otherwise is nobody's.
    """
    found_by = [(index, actor) for index, actor in enumerate(actors) if actor.find_mentions]
    owners: dict[str, set[int]] = {}
    for index, actor in found_by:
        owners.setdefault(fold(actor.name), set()).add(index)
    full = frozenset(owners)
    for index, actor in found_by:
        for alias in {fold(alias) for alias in actor.aliases} - full:
            owners.setdefault(alias, set()).add(index)
    owner = {name: indices.pop() for name, indices in owners.items() if len(indices) == 1}
    shared = owners.keys() - owner.keys()
    groups = {name for name, index in owner.items() if actors[index].kind is ActorKind.GROUP}
    found: list[list[Span]] = [[] for _ in actors]
    for names in (owners.keys() - groups, groups):
        for name, span in _find_names(finder, names):
            if name not in shared:
                found[owner[name]].append(span)
    return found


def _find_names(finder: Finder, names: Set[str]) -> Iterator[tuple[str, Span]]:
    """Every place where one of the names stands as whole words, the longest first where they overlap."""
    if not names:
        return
    lengths = sorted({len(name) for name in names}, reverse=True)
    text = finder.folded
    offset = 0
    while offset < len(text):
        name = None if splits_word(text, offset) else _name_at(text, offset, names, lengths)
        if name is None:
            offset += 1
        else:
            yield name, finder.span(offset, offset + len(name))
            offset += len(name)


def _name_at(text: str, offset: int, names: Set[str], lengths: Iterable[int]) -> str | None:
    for length in lengths:
        name = text[offset : offset + length]
        if name in names and not splits_word(text, offset + length):
            return name
    return None


def plain(name: str) -> str:
    """A name without what changes with its place in a sentence: case, "the", a possessive ending."""
    words = " ".join(fold(name).casefold().split())
    return words.removeprefix("the ").removesuffix("'s").removesuffix("'")


class _Index(dict[str, set[str]]):
    """The ids of the actors that each name may mean."""

    def add(self, name: str, id: str) -> None:
        self.setdefault(name, set()).add(id)


class Names:
    """The names by which a draft may refer to its actors."""

    def __init__(self, actors: Sequence[Known]) -> None:
        self._actors = {actor.id: actor for actor in actors}

    @cached_property
    def _levels(self) -> tuple[tuple[_Index, Callable[[str], str]], ...]:
        """The names from the surest to the least sure: the first level that knows a name decides."""
        actors = self._actors.values()
        full, names, mentions, forms, parts = (_Index() for _ in range(5))
        for actor in actors:
            full.add(actor.draft.name, actor.id)
            names.add(actor.draft.name, actor.id)
            for alias in actor.draft.aliases:
                names.add(alias, actor.id)
            for span in actor.mentions:
                mentions.add(span.exact, actor.id)
            if actor.draft.kind is ActorKind.PERSON:
                for part in actor.draft.name.split():
                    parts.add(plain(part), actor.id)
        for actor in actors:
            for form in (actor.draft.name, *actor.draft.aliases, *self._offices(actor.draft, names)):
                forms.add(plain(form), actor.id)
        return (full, str), (names, str), (mentions, str), (forms, plain), (parts, plain)

    def _offices(self, actor: DraftActor, names: _Index) -> Iterator[str]:
        """What the holder of an office may be called: "foreign minister", "South Korean foreign minister"."""
        for role in actor.roles:
            yield role.title
            yield f"{role.title} {actor.name}"
            if actor.kind is ActorKind.PERSON:
                yield from (f"{role.title} {part}" for part in actor.name.split())
            if role.of is not None:
                ids = {role.of} & self._actors.keys() or names.get(role.of, set())
                for holder in (self._actors[id].draft for id in ids):
                    for name in (holder.name, *holder.aliases):
                        yield f"{name} {role.title}"
                        yield f"{name}'s {role.title}"
                        yield f"{role.title} of {name}"
                        yield f"{role.title} of the {name}"

    def link(self, path: str, name: str, windows: Windows, issues: list[Issue]) -> str | None:
        """The id of the actor that a name means; None and an issue where that is not clear.

        Args:
            path: Where the name stands in the draft.
            name: The name, or an id.
            windows: Gives stretches of the text around the record, the narrowest first. The first in which just one
                of several actors is mentioned by this name decides who "he" is.
            issues: Takes the issue.
        """
        if name in self._actors:
            return name
        for names, form in self._levels:
            ids = names.get(form(name), set())
            for window in windows() if len(ids) > 1 else ():
                here = {id for id in ids if self._mentioned(id, name, window)}
                if len(here) == 1:
                    ids = here
                    break
            if len(ids) == 1:
                return next(iter(ids))
            if ids:
                shown = ", ".join(sorted(ids))
                message = f"this may mean any of {shown}"
                issues.append(Issue(path, "name-ambiguous", message, name, RULES["name-ambiguous"].fix))
                return None
        known = sorted({known for names, form in self._levels if form is str for known in names})
        near = difflib.get_close_matches(name, known, n=1)
        fix = f"did you mean {near[0]!r}?" if near else RULES["name-unknown"].fix
        issues.append(Issue(path, "name-unknown", "no actor of the draft has this name", name, fix))
        return None

    def _mentioned(self, id: str, name: str, window: tuple[int, int]) -> bool:
        start, end = window
        return any(
            start <= span.start and span.end <= end and plain(span.exact) == plain(name)
            for span in self._actors[id].mentions
        )
