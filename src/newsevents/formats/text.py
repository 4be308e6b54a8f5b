"""Plain text: a summary of a bundle that reads well in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from newsevents.bundle import Bundle
from newsevents.formats._views.wording import actor_line, details, headline, source_line
from newsevents.model.records import Allegation, Meeting, Statement
from newsevents.terminal import printable

__all__ = ["summary"]


def summary(bundle: Bundle, *, width: int = 100) -> str:
    """A bundle in plain text: who is in it, then its events in the order of the text.

    Args:
        bundle: The bundle.
        width: The length of a line, in code points; at least 40.

    Returns:
        The text, with a line end at its end. What would steer the terminal or the direction of the text around it has a
        stand-in that can be seen.
    """
    lines: list[str] = []
    for line in _lines(bundle):
        indent = len(line) - len(line.lstrip())
        hanging = " " * (indent + 4)
        lines += textwrap.wrap(printable(line), max(width, 40), subsequent_indent=hanging, break_on_hyphens=False) or [
            ""
        ]
    return "\n".join(lines) + "\n"


def _lines(bundle: Bundle) -> Iterator[str]:
    article = bundle.article
    yield article.title or article.id
    published = None if article.published is None else article.published.isoformat()
    yield from _joined(article.publisher, published, article.language)
    yield from _section("Actors", (actor_line(actor) for actor in bundle.actors), len(bundle.actors))
    yield from _section("Sources", (source_line(bundle, one) for one in bundle.sources), len(bundle.sources))
    for name, cls in (("Statements", Statement), ("Meetings", Meeting), ("Allegations", Allegation)):
        events = [event for event in bundle.events if isinstance(event, cls)]
        if events:
            yield ""
            yield f"{name} ({len(events)})"
            for number, event in enumerate(events, 1):
                yield f"{number:>3}. {headline(bundle, event)}"
                yield from (f"     {line}" for line in details(bundle, event))


def _section(name: str, lines: Iterable[str], count: int) -> Iterator[str]:
    if count:
        yield ""
        yield f"{name} ({count})"
        yield from (f"  {line}" for line in lines)


def _joined(*parts: str | None) -> Iterator[str]:
    given = [part for part in parts if part]
    if given:
        yield ", ".join(given)
