"""How a quote was found: where it occurs, and which differences were ignored."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from newsevents.model.values import ShortRepr, Span, to_spans, tuple_of

__all__ = ["Match", "MatchStep"]


class MatchStep(StrEnum):
    """A difference between a quote and the article that cannot change the meaning."""

    WHITE_SPACE = "white_space"
    """Runs of white space, and line breaks."""
    TYPOGRAPHY = "typography"
    """Quotation marks, apostrophes, dashes, ellipses, kinds of space, and invisible characters."""
    UNICODE = "unicode"
    """The same characters, composed or decomposed, wide or narrow, or as Arabic presentation forms."""
    CASE = "case"
    """Capitals and small letters, in two or more words."""
    INSERTION = "insertion"
    """Something [in brackets] that was inserted by whoever quotes."""
    OMISSION = "omission"
    """Something left out, marked with an ellipsis."""
    CITATION = "citation"
    """Citation marks that language models put into quotes: ``<cite>``, ``【1†source】``, ``[1]``."""


if TYPE_CHECKING:

    def to_steps(values: Iterable[MatchStep]) -> tuple[MatchStep, ...]: ...
else:
    to_steps = tuple_of("MatchStep")


@attrs.frozen(kw_only=True, repr=False)
class Match(ShortRepr):
    """Where a quote occurs in the article.

    Attributes:
        spans: The article's own words: one span, or the parts of a quote that leaves something out.
        steps: The differences that were ignored, in the order of `MatchStep`; none if the quote is exact.
        path: The path of the quote in the draft; empty for a quote outside a draft.
    """

    spans: tuple[Span, ...] = attrs.field(converter=to_spans)
    steps: tuple[MatchStep, ...] = attrs.field(default=(), converter=to_steps)
    path: str = ""
