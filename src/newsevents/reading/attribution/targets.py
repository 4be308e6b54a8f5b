"""The targets of a statement: the actors who act, are affected or are addressed in its content."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.names import Entity

__all__ = ["targets"]

Range = tuple[int, int]

_PLACES = frozenset((ActorKind.STATE, ActorKind.LOCAL_GOVERNMENT, ActorKind.GROUP))
_PARTIES = frozenset(("subject", "object", "hearer"))
_TOWARDS = frozenset(("against", "by", "with"))
"""Prepositions of a verb whose object takes part in the deed."""
_OF = _TOWARDS | {"of", "on", "to"}
"""The same prepositions and others after a noun: "the fall of", "an attack on"."""


def targets(a: Analysis, cast: Cast, content: list[Range], speakers: list[Entity]) -> list[Entity]:
    """The targets of a statement, without its speakers and without places and owners that are only mentioned."""
    own = {one for entity in speakers for one in (entity, *entity.members)}
    near = speakers[0] if speakers else None
    found: dict[Entity, None] = {}
    for piece in content:
        tokens = a.within(*piece)
        for at in _parties(a, tokens):
            meant = a.is_pronoun(at) and a.antecedent(at) == at and a.words[at] != "it"
            named = at in cast.at_token and cast.at_token[at].is_named
            if meant or named or (cast.is_described(at) and _leads(a, at, tokens)):
                found.update(dict.fromkeys(cast.refer(at, near)))
        found.update(dict.fromkeys(cast.within(piece, lambda entity, place: _is_aside(cast, entity, place))))
    return [one for one in found if one not in own and not one.thing and not one.guessed and not set(one.members) & own]


def _parties(a: Analysis, tokens: range) -> Iterator[int]:
    """The first of each group of joined nouns that takes part in a deed, or possesses a noun for one."""
    for at in tokens:
        if not (a.is_noun(at) or a.is_pronoun(at)) or (a.first_joined(at) != at and a.first_joined(at) in tokens):
            continue
        up, relation = a.governor(at), a.relation(at)
        if up is None or up not in tokens:
            yield at
        elif a.is_verb(up):
            if relation in _PARTIES:
                yield at
        elif relation == "possessor":
            if _is_prominent(a, up, tokens):
                yield at
        elif relation == "prepositional" and _takes_part(a, up, tokens):
            yield at


def _takes_part(a: Analysis, preposition: int, tokens: range) -> bool:
    """Whether the object of a preposition takes part in a deed: "fought with Iran", "the fall of Iran was"."""
    up = a.governor(preposition)
    if up is None or up not in tokens:
        return False
    word = a.words[preposition]
    return word in _TOWARDS if a.is_verb(up) else word in _OF and _is_prominent(a, up, tokens)


def _is_aside(cast: Cast, entity: Entity, place: Range) -> bool:
    """Whether a mention only gives the place or kind of something; a person's name never does."""
    if entity.kind is ActorKind.PERSON:
        return False
    if entity.kind in _PLACES or not entity.is_named or entity.members:
        return True
    head = cast.head_in(place)
    up = cast.a.governor(head)
    return up is not None and (cast.is_place(head) or (cast.a.relation(head) == "modifier" and cast.a.is_noun(up)))


_LOOSE = frozenset(("a", "an", "such", "any", "no", "some"))
_OURS = frozenset(("our", "my", "your"))
_THEIRS = frozenset(("its", "their"))


def _leads(a: Analysis, at: int, tokens: range) -> bool:
    """Whether an actor without a name takes part in what the main verb says."""
    verb, owner = a.governor(at), a.possessor(at)
    bare = a.is_plural(at) and a.left_edge(at) == at
    if bare or a.determiner(at) in _LOOSE or a.words[at] == "people" or (owner is not None and a.words[owner] in _OURS):
        return False
    if owner is not None and a.words[owner] in _THEIRS and a.relation(at) == "object":
        return False  # "agreed to deepen their alliance"
    if verb is None or verb not in tokens:
        return True
    up = a.governor(verb)
    return up is None or up not in tokens or a.relation(verb) == "joined"


def _is_prominent(a: Analysis, noun: int, tokens: range) -> bool:
    up = a.governor(noun)
    return a.is_noun(noun) and (up is None or up not in tokens or a.relation(noun) == "subject")
