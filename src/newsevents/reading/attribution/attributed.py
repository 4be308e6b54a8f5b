"""Who says what, in tokens."""

from __future__ import annotations

import attrs

__all__ = ["Attribution", "Range"]

Range = tuple[int, int]
"""A stretch of the text, in code points."""


@attrs.define(eq=False)
class Attribution:
    """Who says what in one construction, in tokens.

    Attributes:
        cue: The word that brings it.
        word: Its lemma, with its particle: ``point_out``.
        construction: The construction.
        speaker: The head of the words that name the speaker, or None.
        hearer: The head of the words that name the addressee, or None.
        head: The head of what is said.
        content: What is said, in stretches of the text.
        cue_words: The words of the cue, in stretches of the text.
    """

    cue: int
    word: str
    construction: str
    speaker: int | None
    hearer: int | None
    head: int
    content: list[Range]
    cue_words: list[Range]
