"""The places where the text refers to actors, in text order."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable
from operator import itemgetter

from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.entity import Entity, Range

__all__ = ["Places"]


class Places:
    """The places where the text refers to actors, in text order."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.text = analysis.text
        self._places: list[tuple[Range, Entity]] = []

    def head_in(self, place: Range) -> int:
        """The head of a stretch of the text."""
        tokens = self.a.within(*place)
        inside = set(tokens)
        return next((at for at in tokens if self.a.governor(at) not in inside), tokens[0] if len(tokens) else 0)

    def enter(self, place: Range, entity: Entity) -> None:
        """Record that a stretch of the text refers to an entity."""
        entity.mentions.add(place)
        insort(self._places, (place, entity), key=itemgetter(0))

    def within(self, place: Range, without: Callable[[Entity, Range], bool] | None = None) -> list[Entity]:
        """The entities named in a stretch, each once, in order, except for mentions that do not count."""
        found: list[Entity] = []
        for index in range(bisect_left(self._places, place[0], key=_begin), len(self._places)):
            span, entity = self._places[index]
            if span[0] >= place[1]:
                break
            if span[1] <= place[1] and entity not in found and (without is None or not without(entity, span)):
                found.append(entity)
        return found

    def before(self, offset: int, most: int = 200) -> list[tuple[Range, Entity]]:
        """The mentions of entities before an offset, in text order."""
        index = bisect_left(self._places, offset, key=_begin)
        return self._places[max(0, index - most) : index]


def _begin(item: tuple[Range, Entity]) -> int:
    return item[0][0]
