"""What the rules of allegations take and give: claims, and allegations as tokens, stretches of the text and actors."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

import attrs

from newsevents.model.vocabulary import AllegationStatus, Certainty

__all__ = ["Alleged", "Claim", "F", "Range", "Who"]

F = TypeVar("F", bound=Hashable)
Range = tuple[int, int]
Who = Callable[[int, F | None], Sequence[F]]
"""Whom a noun phrase or a pronoun means, by its head and, for pronouns, by who says it: actors alone, no mere thing."""


@attrs.frozen
class Claim(Generic[F]):
    """What somebody is read to say.

    Attributes:
        cue: The word that brings it.
        head: The head of what is said.
        speakers: Who says it.
        sourced: Whether a document says it, where nobody is told to.
        of: What the caller knows it by.
    """

    cue: int
    head: int
    speakers: tuple[F, ...]
    sourced: bool = False
    of: object = None


@attrs.define(eq=False)
class Alleged(Generic[F]):
    """An allegation, as tokens, stretches of the text and actors.

    Attributes:
        at: The head of the deed.
        cue: The word that accuses, or that brings what is said.
        content: What is said to have been done.
        claimants: Who claims it; none if the article does not say.
        accused: Who is said to have done it.
        victims: Whom it befell.
        form: ``accusation``, ``suspicion``, ``investigation``, ``charge``, ``conviction`` or ``admission``.
        rule: What found it.
        certainty: How certain it is made.
        hedges: The tokens that make it less certain.
        negated: Whether it is claimed not to be so.
        status: Its status by what the article tells.
        claim: What is said that makes it, or None.
        disputes: The allegations that it denies.
        supports: The allegations of others before it that say the same.
    """

    at: int
    cue: int
    content: list[Range]
    claimants: list[F]
    accused: list[F]
    victims: list[F]
    form: str
    rule: str
    certainty: Certainty = Certainty.UNSPECIFIED
    hedges: tuple[int, ...] = ()
    negated: bool = False
    status: AllegationStatus = AllegationStatus.UNVERIFIED
    claim: Claim[F] | None = None
    disputes: list[Alleged[F]] = attrs.field(factory=list)
    supports: list[Alleged[F]] = attrs.field(factory=list)
