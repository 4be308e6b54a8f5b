"""The data of the rules for allegations: claims, and allegations as tokens, stretches of text and actors."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

import attrs

from newsevents.model.vocabulary import AllegationStatus, Certainty

__all__ = ["Alleged", "Claim", "F", "Range", "Who"]

F = TypeVar("F", bound=Hashable)
Range = tuple[int, int]
Who = Callable[[int, F | None], Sequence[F]]
"""Resolves a noun phrase or pronoun to actors, by its head and, for pronouns, the speaker; things are left out."""


@attrs.frozen
class Claim(Generic[F]):
    """A statement that was read.

    Attributes:
        cue: The word that introduces the content.
        head: The head of the content.
        speakers: The speakers.
        sourced: Whether its source is a document, if no speaker is given.
        of: The caller's object for the statement.
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
        cue: The word that accuses, or the cue of the statement.
        content: What is said to have been done.
        claimants: Those who claim it; none if the article does not say.
        accused: Those who are said to have done it.
        victims: Those who suffered it.
        form: ``accusation``, ``suspicion``, ``investigation``, ``charge``, ``conviction`` or ``admission``.
        rule: The rule that found it.
        certainty: How certain it is presented to be.
        hedges: The tokens that make it less certain.
        negated: Whether the claim is that it did not happen.
        status: Its status according to the article.
        claim: The statement that makes it, or None.
        disputes: The allegations that it denies.
        supports: Earlier allegations by others that say the same.
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
