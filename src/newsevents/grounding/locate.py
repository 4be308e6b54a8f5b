"""Finding one quote in a text."""

from __future__ import annotations

from newsevents.draft import Quote
from newsevents.grounding.find import Finder
from newsevents.grounding.match import Match

__all__ = ["locate"]


def locate(text: str, quote: str | Quote) -> tuple[Match, ...]:
    """Find a quote in a text as `newsevents.ground` does, and tell how it was found.

    Args:
        text: The text that offsets count in.
        quote: The quote, or one with the text before and behind it.

    Returns:
        Every place where it stands, in order, after as few steps as will do; empty where it stands nowhere.

    >>> (match,) = locate("“We won’t sell the dam,” she said.", "we won't  sell the dam")
    >>> match.spans[0].exact, [step.value for step in match.steps]
    ('We won’t sell the dam', ['white_space', 'typography', 'case'])
    """
    return tuple(Finder(text).matches(Quote(exact=quote) if isinstance(quote, str) else quote))
