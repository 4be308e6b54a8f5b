"""Where actors are mentioned: by their names, and by the words that a draft gives, each at a different place."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import attrs

from newsevents.errors import Issue
from newsevents.grounding.disambiguate import Places, Windows, settle
from newsevents.grounding.find import Finder, QuoteSite
from newsevents.grounding.issues import ambiguous, taken
from newsevents.grounding.located import LocatedRecord
from newsevents.grounding.names import Names, Place
from newsevents.grounding.normalize import fold
from newsevents.model.values import Span

_SHOWN = 3
_ROUNDS = 8
"""The most passes over the given mentions of an actor; each pass uses what the previous one settled."""


def locate_mentions(finder: Finder, actors: Sequence[LocatedRecord]) -> tuple[list[Issue], dict[str, str]]:
    """Find where each actor is mentioned.

    Its names are found wherever they occur; see `Names`. If a mention given by the draft can mean several places, a
    place is chosen that has no other mention of the actor and is not inside a longer name.

    Args:
        finder: Finds words in the article.
        actors: The actors of a draft, with the possible places of their given mentions. Their mentions are filled in.

    Returns:
        What is wrong with the mentions; and for each actor without one, by its path, why it has none.
    """
    excepted = [[place for site in _sites(actor, "not_mentions") for place in site.places] for actor in actors]
    names = Names(finder, [actor.draft for actor in actors], excepted)
    given = [_sites(actor, "mentions") for actor in actors]
    sure = {site.path: site.places for sites in given for site in sites if site.quote.start is not None or site.span}
    pinned = {place for places in sure.values() for place in places}
    issues: list[Issue] = []
    for index, sites in enumerate(given):
        issues += _Given(finder, names, index, pinned).settle(sites)
    issues += _taken_twice(given, sure.keys())
    claimed: dict[Span, list[int]] = defaultdict(list)
    for index, actor in enumerate(actors):
        for span in actor.spans("mentions"):
            claimed[span].append(index)
    for index, actor in enumerate(actors):
        found = [span for place in names.places[index] if (span := finder.span(*place)) not in claimed]
        actor.named = (*actor.spans("mentions"), *found)
        actor.mentions = _as_one(finder, given[index], found)
    why = _Unnamed(finder, names, actors, claimed)
    return issues, {actor.path: why.tell(index) for index, actor in enumerate(actors) if not actor.mentions}


def _sites(actor: LocatedRecord, field: str) -> list[QuoteSite]:
    return [site for site in actor.sites if site.field == field]


# --- given mentions


@attrs.define(eq=False)
class _Alike:
    """Mentions of one actor with the same words.

    Attributes:
        sites: The mentions.
        places: Where they may be.
        free: Where they may be without meeting another mention of the actor, as far as is known.
    """

    sites: list[QuoteSite]
    places: Places
    free: Places

    @property
    def open(self) -> list[QuoteSite]:
        """The mentions whose place is still undecided."""
        return [site for site in self.sites if site.span is None]


class _Given:
    """The mentions that a draft gives for one actor.

    Args:
        finder: Finds words in the article.
        names: The names of all actors.
        index: The actor's index.
        pinned: The places of mentions, of any actor, that can mean no other place.
    """

    def __init__(self, finder: Finder, names: Names, index: int, pinned: Set[Place]) -> None:
        self._finder = finder
        self._names = names
        self._index = index
        self._pinned = pinned
        self._named = Windows(names.places[index])

    def settle(self, sites: Sequence[QuoteSite]) -> Iterator[Issue]:
        """Decide which place each of the mentions means, as far as possible; yield an issue for each that has none.

        A mention that can only be a place where the actor's name is found adds nothing, and is left without a place.
        """
        alike = self._alike(sites)
        first = [site for site in sites if site.span is not None] + [group.sites[0] for group in alike]
        for _ in range(_ROUNDS):  # pragma: no branch - no actor of an article takes that many rounds
            before = sum(site.span is None for site in sites)
            settled = [(span.start, span.end) for site in sites for span in self._finder.spans(site)]
            holding = Windows([*self._names.places[self._index], *settled])
            for group in alike:
                self._share(group, holding)
            settle(self._finder, first)
            if sum(site.span is None for site in sites) == before:
                break
        took = _Took(sites)
        for group in alike:
            for site in group.open:
                if len(group.free) > 1:
                    yield ambiguous(self._finder, site)
                elif not any(map(self._named.hold, group.places)):
                    yield taken(site, took.at(group.places[0]))

    def _alike(self, sites: Sequence[QuoteSite]) -> list[_Alike]:
        """Group the mentions that may mean several places or the same place; they get no place yet."""
        groups: dict[tuple[str, str | None, str | None], list[QuoteSite]] = defaultdict(list)
        for site in sites:
            if site.quote.start is None and site.places:
                groups[site.quote.exact, site.quote.prefix, site.quote.suffix].append(site)
        found = [_Alike(group, group[0].places, []) for group in groups.values() if len(group) > 1 or not group[0].span]
        for group in found:
            for site in group.sites:
                site.span = None
        return found

    def _share(self, group: _Alike, holding: Windows) -> None:
        """Give mentions of the same words the remaining places, in order, if there are enough of them."""
        group.free = self._free(group, holding)
        for number, site in enumerate(still := group.open):
            site.places = group.free
            if number < len(group.free) <= len(still):
                site.span = self._finder.span(*group.free[number])

    def _free(self, group: _Alike, holding: Windows) -> Places:
        """The places with no mention of the actor yet; those inside a longer name only if the draft says so."""
        free = [place for place in group.places if not holding.hold(place)]
        quote = group.sites[0].quote
        if quote.prefix or quote.suffix:
            return free
        alone = [place for place in free if place not in self._pinned and not self._names.longer(place, self._index)]
        return alone if alone or any(map(self._named.hold, group.places)) else free


class _Took:
    """The given mentions of an actor, by place."""

    def __init__(self, sites: Iterable[QuoteSite]) -> None:
        self._sites = sorted((site.span.start, site.path, site) for site in sites if site.span is not None)

    def at(self, place: Place) -> QuoteSite:
        """The mention at a place that is taken: the one that begins there, or last before it."""
        return self._sites[bisect_right(self._sites, place[0], key=lambda one: one[0]) - 1][2]


def _taken_twice(given: Sequence[Sequence[QuoteSite]], sure: Set[str]) -> Iterator[Issue]:
    """Yield an issue for each mention at the place of another one, which loses its place.

    Mentions that give their offset were placed before; and words that can mean no other place may mean two actors.

    Args:
        given: The mentions of each actor.
        sure: The paths of those that could mean only one place.
    """
    at: dict[Span, tuple[int, QuoteSite]] = {}
    settled = [(index, site) for index, sites in enumerate(given) for site in sites if site.span is not None]
    for index, site in sorted(settled, key=lambda one: one[1].path not in sure):
        assert site.span is not None
        owner, first = at.setdefault(site.span, (index, site))
        if site is first or site.quote.start is not None or (owner != index and site.path in sure):
            continue
        yield taken(site, first)
        site.span = None


def _as_one(finder: Finder, given: Sequence[QuoteSite], found: Sequence[Span]) -> tuple[Span, ...]:
    """The mentions of an actor, in order, with overlapping ones merged, unless each of them gives its offset."""
    fixed = [site.span for site in given if site.span is not None and site.quote.start is not None]
    spans = [span for site in given if site.quote.start is None for span in finder.spans(site)]
    if not spans and not found:
        return tuple(fixed)
    kept = Windows((span.start, span.end) for span in fixed)
    spans += [span for span in found if not kept.meet((span.start, span.end))]
    whole: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if whole and start < whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return tuple(sorted({*fixed, *(finder.span(*place) for place in whole)}, key=lambda span: (span.start, span.end)))


# --- actors without a mention


class _Unnamed:
    """Finds out why actors have no mention: they are not in the article, or other names took the words.

    Args:
        finder: Finds words in the article.
        names: The names of all actors.
        actors: The actors.
        claimed: For each given mention, the indices of the actors that have it.
    """

    def __init__(
        self, finder: Finder, names: Names, actors: Sequence[LocatedRecord], claimed: Mapping[Span, Sequence[int]]
    ) -> None:
        self._finder = finder
        self._names = names
        self._actors = actors
        self._claimed = claimed

    def tell(self, index: int) -> str:
        """The reason why an actor has no mention."""
        draft = self._actors[index].draft
        if not draft.find_mentions:
            return "the draft gives no mention of it, and says not to look for its name and its aliases"
        for name in (draft.name, *draft.aliases):
            for place in self._finder.find(name).places[:1]:
                return self._what_took(index, name, place)
        return "neither its name nor an alias appears in the article"

    def _what_took(self, index: int, name: str, place: Place) -> str:
        """What is at the first place where the words of a name occur."""
        there, sharing = self._finder.span(*place), self._names.shared.get(fold(name), set()) - {index}
        around = self._names.around(place)
        longer = self._names.longer(place, index)
        if sharing:
            return f"“{name}” is a name of {self._listed(sorted(sharing))} too, so it is not used"
        if there in self._claimed:
            return f"“{there.exact}” is given as a mention of {self._listed(self._claimed[there])}"
        if around is not None:
            owner = "several actors" if around.owner is None else self._listed([around.owner])
            return f"“{there.exact}” is only in “{self._finder.text[around.start : around.end]}”, a name of {owner}"
        if longer is not None:
            return f"“{there.exact}” is only in the longer name “{self._finder.text[slice(*longer)]}”"
        if any(site.field == "not_mentions" for site in self._actors[index].sites):
            return f"“{there.exact}” is among the words that do not mean it"
        return f"the article has “{there.exact}”, which is not exactly its name or an alias"

    def _listed(self, indices: Sequence[int]) -> str:
        shown = [f"{self._actors[index].path}, {self._actors[index].draft.name}" for index in indices[:_SHOWN]]
        return " and ".join(shown)
