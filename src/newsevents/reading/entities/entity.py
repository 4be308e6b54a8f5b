"""An actor as far as it is known while an article is read."""

from __future__ import annotations

import attrs

from newsevents.model.vocabulary import ActorKind

__all__ = ["BODIES", "Entity", "Range"]

Range = tuple[int, int]


@attrs.define(eq=False)
class Entity:
    """An actor as far as it is known.

    Attributes:
        name: The fullest form of its name.
        kind: What it is.
        country: The state that it is or belongs to.
        aliases: Other names for it in the text.
        title: The office that it holds, with the entity whose office it is.
        part_of: What it is a part of.
        members: Its members, if it is a group.
        mentions: Where the text refers to it.
        rule: What found it.
        nouns: The nouns that tell what it is: newspaper, company.
        woman: Whether it is a woman, where a title, a pronoun or a given name tells.
        plural: Whether "they" refers to it.
        noun: The noun by which a description tells what it is.
        human: Whether a description tells that it is one human being.
        guessed: Whether it is a name of which nothing tells what it is.
        thing: Whether a description means no person or body.
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
        """Whether the article tells its name, rather than only describing it."""
        return self.rule != "description"


BODIES = frozenset(ActorKind) - {ActorKind.PERSON, ActorKind.STATE, ActorKind.GROUP, ActorKind.UNNAMED}
"""The kinds of what people belong to and speak for."""
