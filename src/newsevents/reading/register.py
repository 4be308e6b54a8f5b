"""The actors that the records of a draft refer to, with their ids, and quotes from the article."""

from __future__ import annotations

from newsevents.draft import DraftActor, DraftRole
from newsevents.model.ids import slug, unique_id
from newsevents.model.values import Quote
from newsevents.model.vocabulary import ActorKind
from newsevents.reading.entities.names import Entity

__all__ = ["Register"]

Range = tuple[int, int]


class Register:
    """Gives each actor an id when a record first refers to it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ids: dict[Entity, str] = {}
        self._taken: set[str] = set()

    def use(self, entity: Entity) -> str:
        """The id of an actor that a record refers to."""
        id = self._ids.get(entity)
        if id is None:
            stem = slug(entity.name) or "x"
            id = unique_id(f"actor:{stem}", self._taken)
            self._taken.add(id)
            self._ids[entity] = id
        return id

    def actors(self) -> list[DraftActor]:
        """The records of all actors that a record refers to."""
        made = []
        waiting = list(self._ids)
        for entity in waiting:  # relations between actors may become known after their first use
            over = (entity.part_of, entity.title[1] if entity.title else None)
            towns = ActorKind.LOCAL_GOVERNMENT  # "the governor of Ohio": only if a record refers to Ohio
            related = (one for one in over if one is not None and one.kind is not towns)
            for other in (*related, *entity.members):
                if other not in self._ids:
                    self.use(other)
                    waiting.append(other)
        for entity, id in self._ids.items():
            role = None
            if entity.title is not None:
                holder = entity.title[1]
                role = DraftRole(title=entity.title[0], of=None if holder is None else self._ids.get(holder))
            part_of = entity.part_of if entity.part_of is not entity else None
            made.append(
                DraftActor(
                    id=id,
                    name=entity.name,
                    kind=entity.kind,
                    aliases=sorted(entity.aliases),
                    roles=[] if role is None else [role],
                    country=entity.country,
                    part_of=None if part_of is None else self._ids.get(part_of),
                    members=[self._ids[one] for one in entity.members],
                    mentions=[self.quote(place) for place in sorted(entity.mentions)],
                    find_mentions=False,
                    rule=f"actor.{entity.rule}",
                )
            )
        return made

    def quote(self, place: Range) -> Quote:
        """A stretch of the text, as a quote."""
        return Quote(exact=self.text[place[0] : place[1]], start=place[0])

    def trimmed(self, place: Range) -> Range:
        """A stretch without white space at its ends."""
        start, end = place
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end
