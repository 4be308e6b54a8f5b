"""The actors that the records of a draft refer to, with their ids, and words of the article as quotes."""

from __future__ import annotations

from collections.abc import Iterable

from newsevents.draft import DraftActor, DraftRole
from newsevents.extraction.actors import Figure
from newsevents.extraction.frames import Range
from newsevents.model.ids import slug, unique_id
from newsevents.model.values import Quote

__all__ = ["Register"]


class Register:
    """Gives each actor an id when a record first refers to it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ids: dict[Figure, str] = {}
        self._taken: set[str] = set()

    def use(self, figure: Figure) -> str:
        """The id of an actor that a record refers to."""
        id = self._ids.get(figure)
        if id is None:
            stem = slug(figure.name) or "x"
            id = unique_id(f"actor:{stem}", self._taken)
            self._taken.add(id)
            self._ids[figure] = id
            for other in (figure.part_of, figure.title[1] if figure.title else None, *figure.members):
                if other is not None and other is not figure:
                    self.use(other)
        return id

    def figures(self, ids: Iterable[str]) -> list[Figure]:
        """The actors with some ids."""
        wanted = set(ids)
        return [figure for figure, id in self._ids.items() if id in wanted]

    def actors(self) -> list[DraftActor]:
        """The records of all actors that something refers to."""
        made = []
        for figure, id in self._ids.items():
            role = None
            if figure.title is not None:
                holder = figure.title[1]
                role = DraftRole(title=figure.title[0], of=None if holder is None else self._ids[holder])
            part_of = figure.part_of if figure.part_of is not figure else None
            made.append(
                DraftActor(
                    id=id,
                    name=figure.name,
                    kind=figure.kind,
                    aliases=sorted(figure.aliases),
                    roles=[] if role is None else [role],
                    country=figure.country,
                    part_of=None if part_of is None else self._ids[part_of],
                    members=[self._ids[one] for one in figure.members],
                    mentions=[self.quote(place) for place in sorted(figure.mentions)],
                    find_mentions=False,
                    rule=f"actor.{figure.rule}",
                )
            )
        return made

    def quote(self, place: Range) -> Quote:
        """The words of a stretch."""
        return Quote(exact=self.text[place[0] : place[1]], start=place[0])

    def trimmed(self, place: Range) -> Range:
        """A stretch without white space at its ends."""
        start, end = place
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end
