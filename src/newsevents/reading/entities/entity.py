"""Actors, as they become known while an article is read."""

from __future__ import annotations

import attrs

from newsevents.model.vocabulary import ActorKind

__all__ = ["BODIES", "Entity", "Range"]

Range = tuple[int, int]


@attrs.define(eq=False)
class Entity:
    """An actor, as far as it is known.

    Attributes:
        name: The fullest form of its name.
        kind: The kind of actor.
        country: The country of the state that it is, or belongs to.
        aliases: Other names for it in the text.
        title: The office that it holds, with the entity to which the office belongs.
        part_of: The entity that it is part of.
        members: Its members, if it is a group.
        mentions: The places where the text refers to it.
        rule: The rule that found it.
        nouns: The nouns that say what it is: newspaper, company.
        woman: Whether it is a woman, if a title, a pronoun or a given name shows that.
        plural: Whether "they" can refer to it.
        noun: The head noun of its description.
        human: Whether its description shows that it is one human being.
        guessed: Whether its kind is only guessed from its name.
        thing: Whether its description refers to something other than a person or body.
    """

    name: str
    kind: ActorKind
    country: str | None = None
    aliases: set[str] = attrs.field(factory=set)
    title: tuple[str, Entity | None] | None = None
    part_of: Entity | None = None
    members: list[Entity] = attrs.field(factory=list)
    mentions: set[Range] = attrs.field(factory=set)
    rule: str = "name"
    nouns: set[str] = attrs.field(factory=set)
    woman: bool | None = None
    plural: bool = False
    noun: str = ""
    human: bool = False
    guessed: bool = False
    thing: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it is one human being."""
        return self.kind is ActorKind.PERSON or self.human

    @property
    def is_named(self) -> bool:
        """Whether the article gives its name, rather than only describing it."""
        return self.rule != "description"


BODIES = frozenset(ActorKind) - {ActorKind.PERSON, ActorKind.STATE, ActorKind.GROUP, ActorKind.UNNAMED}
"""The kinds of actors that people belong to and speak for."""
