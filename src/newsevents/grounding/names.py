"""Where the names of actors occur: the longest at each place, as whole words, and not inside longer names."""

from __future__ import annotations

import heapq
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain

import attrs

from newsevents.dates.lexicon import MONTHS, WEEKDAYS
from newsevents.draft import DraftActor
from newsevents.grounding.disambiguate import Windows
from newsevents.grounding.find import Finder, splits_word
from newsevents.grounding.normalize import fold
from newsevents.grounding.proper import ProperNames, bearers
from newsevents.model.vocabulary import ActorKind

_BEGINNING = 8
"""How many first characters are used to look up a longer name, so that it costs nothing where it cannot occur."""

_CAPITALS_AT_LEAST = 4
"""The fewest letters of a name that is also looked for in capitals: "UN" is not a person called Un."""

_OTHER_THE = {"the": "The", "The": "the"}

_DAY_AFTER = re.compile(r"\.?\s{1,3}\d")
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?: of)?\s+$")

Place = tuple[int, int]


@attrs.define
class Named:
    """A place in the text that is a name of an actor.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        name: The name as the draft has it, in plain typography.
        owner: The index of the actor; None if several have the name.
    """

    start: int
    end: int
    name: str
    owner: int | None


class Names:
    """The names of actors in one text.

    The longest name at a place counts, whichever actor has it, and names of one actor that overlap or touch are merged.
    Groups are looked for separately, since their names are often made of their members' names. A full name takes
    precedence over another actor's alias; any other name that two actors share belongs to neither.

    Args:
        finder: Finds words in the text.
        actors: The actors.
        excepted: For each actor, the places at which its names do not mean it.

    Attributes:
        shared: The names that several actors have, with their indices.
        places: For each actor, where it is named, in order.
        parts: For each actor, where its name is only part of a longer one.
    """

    def __init__(self, finder: Finder, actors: Sequence[DraftActor], excepted: Sequence[Collection[Place]]) -> None:
        self._finder = finder
        self._excepted = [Windows(places) for places in excepted]
        owners = _owners(actors)
        self.shared = {name: indices for name, indices in owners.items() if len(indices) > 1}
        self._owner = {name: next(iter(indices)) for name, indices in owners.items() if len(indices) == 1}
        groups = {name for name, index in self._owner.items() if actors[index].kind is ActorKind.GROUP}
        self._named = self._whole(self._longest(owners.keys() - groups))
        self._groups = self._whole(self._longest(groups))
        self.places: list[list[Place]] = [[] for _ in actors]
        self.parts: list[list[Place]] = [[] for _ in actors]
        self._all = [*self._named, *self._groups]
        self._begins, self._ends = self._edges()
        self._proper = ProperNames(finder.text, finder.capitals, actors)
        self._bearers = bearers(actors)
        owned = [(named.owner, (named.start, named.end)) for named in self._all if named.owner is not None]
        # names that are only parts of longer ones do not delimit the names next to them
        parts = {place for owner, place in owned if self.longer(place, owner) is not None}
        self._begins, self._ends = self._edges(parts)
        for owner, place in owned:
            found = self.places if self.longer(place, owner) is None else self.parts
            found[owner].append(place)

    def longer(self, place: Place, owner: int) -> Place | None:
        """The longer name that words of an actor are part of; None if there is none."""
        around = self.around(place)
        if around is not None and around.owner != owner:
            return around.start, around.end
        return self._proper.longer(*place, self._bearers[owner], self._begins, self._ends)

    def around(self, place: Place) -> Named | None:
        """The longer name around a place, of any actor except groups."""
        index = bisect_right(self._starts, place[0]) - 1
        named = self._named[index] if index >= 0 else None
        inside = named is not None and place[1] <= named.end and place != (named.start, named.end)
        return named if inside else None

    @cached_property
    def _starts(self) -> list[int]:
        return [named.start for named in self._named]

    def _edges(self, without: Set[Place] = frozenset()) -> tuple[Set[int], Set[int]]:
        """Where names begin and where they end, except for some."""
        places = {(named.start, named.end) for named in self._all} - without
        return {start for start, _ in places}, {end for _, end in places}

    # --- the longest at each place

    def _longest(self, names: Set[str]) -> list[Named]:
        """The places of names that do not overlap; longer names take precedence."""
        lookup = _Lookup(self._finder, names, self._owner, self._excepted)
        waiting = [(-found[0], start, found[1]) for start in lookup.starts() if (found := lookup.at(start)) is not None]
        heapq.heapify(waiting)
        taken: list[Named] = []
        starts: list[int] = []
        while waiting:
            length, start, name = heapq.heappop(waiting)
            end = start - length
            index = bisect_right(starts, start)
            before = taken[index - 1] if index else None
            after = taken[index] if index < len(taken) else None
            limit = len(self._finder.text) if after is None else after.start
            owner = self._owner.get(name)
            if before is not None and start < before.end:
                if before.owner == owner is not None and end <= limit:
                    before.end = max(end, before.end)
            elif end <= limit:
                taken.insert(index, Named(start, end, name, owner))
                starts.insert(index, start)
            elif after is not None and after.owner == owner is not None and end <= after.end:
                starts[index] = after.start = start
            else:
                shorter = lookup.at(start, limit - start)
                if shorter is not None:
                    heapq.heappush(waiting, (-shorter[0], start, shorter[1]))
        return taken

    def _whole(self, named: Iterable[Named]) -> list[Named]:
        """Merge adjacent names of one actor: "Fidel" and "Castro" in "Fidel Castro"."""
        found: list[Named] = []
        for one in named:
            last = found[-1] if found else None
            if last is not None and last.owner == one.owner is not None and self._touch(last, one):
                last.end = one.end
            else:
                found.append(one)
        return found

    def _touch(self, one: Named, other: Named) -> bool:
        between = self._finder.text[one.end : other.start]
        return len(between) < 2 and not between.strip() and between != "\n" and one.name != other.name


def _owners(actors: Sequence[DraftActor]) -> dict[str, set[int]]:
    """The indices of the actors that have each name, in plain typography."""
    named = [(index, actor) for index, actor in enumerate(actors) if actor.find_mentions]
    owners: dict[str, set[int]] = {}
    for index, actor in named:
        owners.setdefault(fold(actor.name), set()).add(index)
    full = frozenset(owners)
    for index, actor in named:
        for alias in {fold(alias) for alias in actor.aliases} - full:
            owners.setdefault(alias, set()).add(index)
    owners.pop("", None)
    return owners


class _Lookup:
    """Finds the longest of some names, as whole words, at an offset.

    Args:
        finder: Finds words in the text.
        names: The names.
        owner: The actor that has a name, if only one has it.
        excepted: For each actor, the places at which its names do not mean it.
    """

    def __init__(self, finder: Finder, names: Set[str], owner: Mapping[str, int], excepted: Sequence[Windows]) -> None:
        self._text = finder.folded
        self._in_heading = finder.capitals.in_heading
        self._owner = owner
        self._excepted = excepted
        self._high = _in_capitals(names, owner)
        self._cased = {other: name for name in sorted(names) if (other := _with_other_the(name)) and other not in names}
        beginnings: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name in chain(names, self._high.keys() | self._cased.keys()):
            beginnings[name[:_BEGINNING]][len(name)].add(name)
        self._longest_first = {
            begin: sorted(by_length.items(), reverse=True) for begin, by_length in beginnings.items()
        }
        self._sizes = sorted({len(begin) for begin in beginnings}, reverse=True)

    def starts(self) -> Iterator[int]:
        """The beginnings of words at which a name may begin."""
        firsts = "".join(sorted({begin[0] for begin in self._longest_first}))
        for match in re.finditer(f"[{re.escape(firsts)}]", self._text) if firsts else ():
            if not splits_word(self._text, match.start()):
                yield match.start()

    def at(self, start: int, limit: int | None = None) -> tuple[int, str] | None:
        """The length of the longest name at an offset, and the name as the draft has it; None if there is none."""
        text = self._text
        begun = (self._longest_first.get(text[start : start + size], ()) for size in self._sizes)
        for length, names in chain.from_iterable(begun):
            if limit is not None and length > limit:
                continue
            if len(names) == 1 and not text.startswith(next(iter(names)), start):
                continue  # avoids a copy of that much of the text
            there = text[start : start + length]
            if there in names and not splits_word(text, start + length):
                name = self._meant(there, start)
                if name is not None:
                    return length, name
        return None

    def _meant(self, there: str, start: int) -> str | None:
        name = self._cased.get(there) or self._high.get(there, there)
        if (there not in self._cased and name != there and not self._in_heading(start)) or self._is_date(there, start):
            return None
        owner = self._owner.get(name)
        return None if owner is not None and self._excepted[owner].meet((start, start + len(there))) else name

    def _is_date(self, there: str, start: int) -> bool:
        """Whether a name there is the month of a date: "May 3"."""
        end = start + len(there)
        return there.lower() in MONTHS and (
            _DAY_AFTER.match(self._text, end) is not None
            or _DAY_BEFORE.search(self._text[max(0, start - _BEGINNING) : start]) is not None
        )


def _with_other_the(name: str) -> str | None:
    """A name that begins with "the" with the other case of "the"; None for any other name."""
    first, _, rest = name.partition(" ")
    return f"{_OTHER_THE[first]} {rest}" if first in _OTHER_THE and rest[:1].isupper() else None


def _in_capitals(names: Set[str], owner: Mapping[str, int]) -> dict[str, str]:
    """Names as in headlines and datelines, each with the original; names that may mean several actors are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in sorted(names):
        letters = sum(map(str.isalpha, name))
        if letters >= _CAPITALS_AT_LEAST and not {name.lower()} & (WEEKDAYS.keys() | MONTHS.keys()):
            found[name.upper()].add(name)
    return {
        high: min(same)
        for high, same in found.items()
        if high not in names and len({owner.get(name) for name in same}) == 1
    }
