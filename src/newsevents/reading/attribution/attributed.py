"""Attributions: who says what, as tokens."""

from __future__ import annotations

import attrs

__all__ = ["Attribution", "Range"]

Range = tuple[int, int]
"""A stretch of the text, in code points."""


@attrs.define(eq=False)
class Attribution:
    """Who says what in one construction, as tokens.

    Attributes:
        cue: The word that introduces the content.
        word: The lemma of the cue, with its particle: ``point_out``.
        construction: The construction.
        speaker: The head of the words that name the speaker, or None.
        hearer: The head of the words that name the addressee, or None.
        head: The head of the content.
        content: What is said, as stretches of the text.
        cue_words: The words of the cue, as stretches of the text.
    """

    cue: int
    word: str
    construction: str
    speaker: int | None
    hearer: int | None
    head: int
    content: list[Range]
    cue_words: list[Range]
