"""Actors and places as PLOVER's entity and location objects: codes, names and words of the article."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from newsevents.bundle import Bundle, reached
from newsevents.data import data_lines, read_toml
from newsevents.formats._identifiers import geonames_ids, wikidata_items
from newsevents.model.records import Actor
from newsevents.model.values import Place, Span
from newsevents.model.vocabulary import ActorKind

CODEBOOK = read_toml("formats.plover", "codebook.toml")
"""The tables of the codebook: see ``codebook.toml``."""


def expand(bundle: Bundle, ids: Sequence[str]) -> tuple[Actor, ...]:
    """Replace groups by their members, without duplicates; a group with further members is also kept.

    Other actors with members are not expanded: the codebook codes an alliance as one entity (section 2.4.2).
    """

    def parts(id: str) -> tuple[str, ...]:
        actor = bundle.actor(id)
        return actor.member_ids if actor.kind is ActorKind.GROUP else ()

    found = map(bundle.actor, reached(ids, parts))
    return tuple(actor for actor in found if not parts(actor.id) or actor.more_members)


class Entities:
    """The actors of a bundle as entity objects (codebook, Table 6.2)."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self._mentions: dict[str, list[Span]] = {}
        self._unions: dict[str, str | None] = {}

    def of(self, actor: Actor, evidence: Iterable[Span]) -> dict[str, Any]:
        """An actor as an entity object, without unknown values.

        Args:
            actor: The actor.
            evidence: The spans of the event: ``entity_text`` is the first mention of the actor inside them.
        """
        return known(
            {
                "code": self._code(actor),
                "sector": CODEBOOK["sectors"].get(actor.kind),
                "entity_text": self._mention(actor, evidence),
                "identifier_id": next(iter(wikidata_items(actor.identifiers)), None),
                "identifier_text": actor.name,
                "office": ", ".join(role.title for role in actor.roles if not role.former) or None,
                "actor_id": actor.id,
            }
        )

    def _code(self, actor: Actor) -> str | None:
        """The country of an actor, or the code of an organisation without a country (codebook, section 5.1)."""
        if actor.kind is ActorKind.IGO:
            return self._union(actor) or "IGO"
        if actor.kind is ActorKind.NGO and actor.country is None:
            return "NGO"
        return _countries().get(actor.country or "")

    def _union(self, actor: Actor) -> str | None:
        """The code of the union of states that an organisation is, or is an organ of."""
        passed = [actor]
        while (whole := passed[-1]).id not in self._unions:
            self._unions[whole.id] = _own_union(whole)
            if self._unions[whole.id] is None and whole.part_of_id is not None:
                passed.append(self.bundle.actor(whole.part_of_id))
        code = self._unions[whole.id]
        self._unions |= dict.fromkeys((one.id for one in passed), code)
        return code

    def _mention(self, actor: Actor, evidence: Iterable[Span]) -> str | None:
        if actor.id not in self._mentions:  # sorted, so that an event need not look at all of them
            self._mentions[actor.id] = sorted(actor.mentions, key=_place)
        mentions = self._mentions[actor.id]
        inside = []
        for place in evidence:
            at = bisect_left(mentions, place.start, key=lambda mention: mention.start)
            while at < len(mentions) and mentions[at].start < place.end:
                if mentions[at].end <= place.end:
                    inside.append(mentions[at])
                    break
                at += 1
        return min(inside, key=_place).exact if inside else None


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _own_union(actor: Actor) -> str | None:
    names = {actor.name, *actor.aliases, *actor.identifiers}
    return next((code for code, known in CODEBOOK["unions"].items() if not names.isdisjoint(known)), None)


def location(place: Place | None) -> dict[str, Any] | None:
    """A place as a location object (codebook, Table 6.6), without unknown values."""
    if place is None:
        return None
    return known(
        {
            "extracted_place": place.span and place.span.exact,
            "resolved_place": place.name,
            "geonameid": next(map(int, geonames_ids(place.identifiers)), None),
            "country_code": _countries().get(place.country or ""),
        }
    )


def known(values: Mapping[str, Any]) -> dict[str, Any]:
    """A dictionary without the values that are None."""
    return {name: value for name, value in values.items() if value is not None}


@functools.cache
def _countries() -> Mapping[str, str]:
    """The code that PLOVER writes for each alpha-2 code that has one."""
    codes = dict(line.split() for name in ("iso-3166-1", "plover-countries") for line in data_lines(name))
    return {country: code for country, code in codes.items() if code != "-"}
