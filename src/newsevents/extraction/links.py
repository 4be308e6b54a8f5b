"""What bears on an allegation elsewhere in an article: who denies it, and who says the same."""

from __future__ import annotations

import re

import attrs

from newsevents.draft import DraftAllegation
from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.frames import Range
from newsevents.extraction.register import Register
from newsevents.extraction.statements import Said, belonging, with_members
from newsevents.extraction.words import closed, form_of, word_set
from newsevents.model.ids import slug
from newsevents.model.vocabulary import AllegationStatus, StatementKind

__all__ = ["DENYING", "Links"]

DENYING = frozenset((StatementKind.DENY, StatementKind.REJECT))
"""Kinds of statements that can deny an allegation."""


@attrs.define(eq=False)
class Alleged:
    """An allegation while others are tied to it.

    Attributes:
        record: The allegation.
        place: Where its content begins and ends.
        accused: Those who are accused, with whom they belong to.
        claimants: Those who claim it.
        words: The words of its content that say something, by their stems.
    """

    record: DraftAllegation
    place: Range
    accused: set[Figure]
    claimants: set[Figure]
    words: frozenset[str]


class Links:
    """The allegations of one article in order, with what the article says for and against them."""

    def __init__(self, cast: Cast, register: Register) -> None:
        self.cast = cast
        self.register = register
        self._all: list[Alleged] = []
        self._against: dict[Figure, list[Alleged]] = {}

    def allegations(self) -> list[DraftAllegation]:
        """The records."""
        return [one.record for one in self._all]

    def add(self, record: DraftAllegation, said: Said) -> None:
        """Take an allegation, and tie it to an earlier one by others who say the same of the same."""
        one = self._alleged(record, said)
        earlier = self._nearest(one.accused, one.words, least=_ALIKE)
        others = earlier is not None and not one.claimants & earlier.claimants
        if earlier is not None and others and earlier.place[1] <= one.place[0]:
            self._mark(earlier, AllegationStatus.SUPPORTED)
            one.record = attrs.evolve(one.record, supports=[self._id(earlier)], status=AllegationStatus.SUPPORTED)
        self._all.append(one)
        for figure in one.accused:
            self._against.setdefault(figure, []).append(one)

    def denied(self, said: Said) -> Alleged | None:
        """The allegation that a statement denies: "denied the accusations", "denied that it had sent arms"."""
        content = said.statement.content[0].exact
        named = not word_set("allegation_nouns").isdisjoint(re.findall(r"[a-z]+", content.lower()))
        if not named and said.statement.kind is not StatementKind.DENY:
            return None
        own = belonging(with_members(said.speakers))
        return self._nearest(own, frozenset() if named else _stems(content)) or (
            self._all[-1] if named and self._all and not own & self._all[-1].claimants else None
        )

    def deny(self, said: Said, denied: Alleged) -> None:
        """Record a denial: that it is claimed not to be so."""
        own = belonging(with_members(said.speakers))
        status = AllegationStatus.DENIED if own & denied.accused else AllegationStatus.DISPUTED
        self._mark(denied, status)
        record = DraftAllegation(
            claimants=said.statement.speakers,
            accused=denied.record.accused,
            victims=denied.record.victims,
            content=said.statement.content,
            negated=True,
            disputes=[self._id(denied)],
            statement=said.statement.id,
            source=said.statement.source,
            rule="allegation.denied",
        )
        self._all.append(self._alleged(record, said))

    def _alleged(self, record: DraftAllegation, said: Said) -> Alleged:
        start = record.content[0].start or 0
        place = start, start + len(record.content[0].exact)
        accused = belonging(with_members(self.register.figures(record.accused)))
        words = _stems(" ".join(quote.exact for quote in record.content))
        return Alleged(record, place, accused, with_members(said.speakers), words)

    def _id(self, one: Alleged) -> str:
        """The id by which others refer to an allegation."""
        if one.record.id is None:
            who = slug((*one.record.accused, "x")[0].removeprefix("actor:"))[:40]
            one.record = attrs.evolve(one.record, id=f"allegation:{who}-{one.place[0]}-{self._all.index(one)}")
        assert one.record.id is not None
        return one.record.id

    def _nearest(self, accused: set[Figure], words: frozenset[str], *, least: int = 1) -> Alleged | None:
        """The last allegation against some, of the same if words are given."""
        lists = [self._against[figure][-_RECENT:] for figure in accused if figure in self._against]
        found = [one for known in lists for one in known if not words or len(words & one.words) >= least]
        return max(found, key=lambda one: one.place, default=None)

    def _mark(self, one: Alleged, status: AllegationStatus) -> None:
        if one.record.status in (AllegationStatus.UNVERIFIED, AllegationStatus.SUPPORTED):
            one.record = attrs.evolve(one.record, status=status)


_RECENT = 8
"""How many allegations against the same are looked at."""


def _stems(text: str) -> frozenset[str]:
    """The words of a text that say something, by the base form of verbs and by their beginnings."""
    found = set()
    for word in re.findall(r"[a-z]{4,}", text):
        form = form_of(word)
        if word not in closed():
            found.add((word if form is None else form.verb)[:_STEM])
    return frozenset(found)


_STEM = 6
_ALIKE = 3
"""How many words two allegations share that say the same."""
