"""Link names to actors: by name, alias, role or mention, and by the shorter forms that are usual in news."""

from __future__ import annotations

import difflib
import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from functools import cached_property
from typing import TypeAlias

from newsevents.draft import DraftActor
from newsevents.errors import Issue
from newsevents.grounding.located import LocatedRecord
from newsevents.grounding.normalize import fold
from newsevents.model.vocabulary import ActorKind
from newsevents.rules.catalogue import RULES

Windows: TypeAlias = Callable[[], Sequence[tuple[int, int]]]

Ids: TypeAlias = defaultdict[str, set[str]]
"""The ids of the actors that each name may mean."""


_PROPOSED_AT_MOST = 50
"""The most unknown names for which a similar name is searched for; a draft with more has bigger problems."""

_SHOWN_IDS = 10


def plain(name: str) -> str:
    """A name without what changes with its position in a sentence: case, "the", a possessive ending."""
    words = " ".join(fold(name).casefold().split())
    return words.removeprefix("the ").removesuffix("'s").removesuffix("'")


class NameLinker:
    """The names by which a draft may refer to its actors."""

    def __init__(self, actors: Sequence[LocatedRecord]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._proposed: dict[str, str | None] = {}  # for names that match no actor
        self._ambiguity = Ambiguity()

    @cached_property
    def _levels(self) -> tuple[tuple[Ids, Callable[[str], str]], ...]:
        """Lookups of names from the most to the least certain; the first level that knows a name decides."""
        actors = self._actors.values()
        full, names, mentions, forms, parts = (Ids(set) for _ in range(5))
        for actor in actors:
            full[actor.draft.name].add(actor.id)
            for name in (actor.draft.name, *actor.draft.aliases):
                names[name].add(actor.id)
            for span in actor.named:
                mentions[span.exact].add(actor.id)
            for quote in actor.draft.mentions:
                mentions[quote.exact].add(actor.id)
            if actor.draft.kind is ActorKind.PERSON:
                for part in actor.draft.name.split():
                    parts[plain(part)].add(actor.id)
        for actor in actors:
            for form in (actor.draft.name, *actor.draft.aliases, *self._offices(actor.draft, names)):
                forms[plain(form)].add(actor.id)
        return (full, str), (names, str), (mentions, str), (forms, plain), (parts, plain)

    def _offices(self, actor: DraftActor, names: Ids) -> Iterator[str]:
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
        """The id of the actor that a name means; None and an issue if that is unclear.

        Args:
            path: The path of the name in the draft.
            name: The name, or an id.
            windows: Yields stretches of the text around the record, the narrowest first. The first one in which exactly
                one of several actors is mentioned by this name decides who "he" is.
            issues: The list to which the issue is added.
        """
        if name in self._actors:
            return name
        for names, form in self._levels:
            ids = names.get(form(name), set())
            for window in windows() if len(ids) > 1 else ():
                here = self._mentioned(name, ids, window)
                if len(here) == 1:
                    ids = here
                    break
            if len(ids) == 1:
                return next(iter(ids))
            if ids:
                issues.append(self._ambiguity.issue(path, name, ids))
                return None
        fix = self._nearest(name) or RULES["name-unknown"].fix
        issues.append(Issue(path, "name-unknown", "no actor of the draft has this name", name, fix))
        return None

    def _nearest(self, name: str) -> str | None:
        """What to do about a name that matches no actor, if it is similar to an actor's name."""
        if name not in self._proposed:
            if len(self._proposed) >= _PROPOSED_AT_MOST:
                return None
            near = difflib.get_close_matches(name, self._known)
            self._proposed[name] = f"did you mean {near[0]!r}?" if near else None
        return self._proposed[name]

    @cached_property
    def _known(self) -> list[str]:
        return sorted({known for names, form in self._levels if form is str for known in names})

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int, str]]]:
        """For each plain name, the places where it is a mention, and the actor there, in the order of the text."""
        places: dict[str, list[tuple[int, int, str]]] = {}
        for id, actor in self._actors.items():
            for span in actor.named:
                places.setdefault(plain(span.exact), []).append((span.start, span.end, id))
        return {name: sorted(found) for name, found in places.items()}

    def _mentioned(self, name: str, ids: Set[str], window: tuple[int, int]) -> set[str]:
        """The actors, among some, that are mentioned by a name in a stretch; at most two."""
        places = self._places.get(plain(name), [])
        here: set[str] = set()
        for index in range(bisect_left(places, (window[0],)), bisect_left(places, (window[1],))):
            _, end, id = places[index]
            if end <= window[1] and id in ids:
                here.add(id)
                if len(here) > 1:
                    break
        return here


class Ambiguity:
    """The issues for names that may mean several records of one class; each message is made only once."""

    def __init__(self) -> None:
        self._messages: dict[tuple[str, int], str] = {}

    def issue(self, path: str, name: str, ids: Collection[str]) -> Issue:
        """The issue for such a name. The set of records that it may mean only ever grows."""
        key = name, len(ids)
        if key not in self._messages:
            shown = heapq.nsmallest(_SHOWN_IDS, ids)
            more = f" and {len(ids) - len(shown)} more" if len(ids) > len(shown) else ""
            self._messages[key] = f"this may mean any of {', '.join(shown)}{more}"
        return Issue(path, "name-ambiguous", self._messages[key], name, RULES["name-ambiguous"].fix)
