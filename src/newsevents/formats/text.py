"""Plain text: a summary of a bundle that reads well in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from newsevents.bundle import Bundle
from newsevents.records import Actor, Allegation, Event, Meeting, Source, Statement
from newsevents.values import Span, When
from newsevents.vocabulary import Certainty

__all__ = ["summary"]


def summary(bundle: Bundle, *, width: int = 100) -> str:
    """A bundle in plain text: who is in it, then its events in the order of the text.

    Args:
        bundle: The bundle.
        width: The length of a line, in code points; at least 40.

    Returns:
        The text, with a line end at its end.
    """
    lines: list[str] = []
    for line in _lines(bundle):
        indent = len(line) - len(line.lstrip())
        lines += textwrap.wrap(line, max(width, 40), subsequent_indent=" " * (indent + 4), break_on_hyphens=False) or [
            ""
        ]
    return "\n".join(lines) + "\n"


def _lines(bundle: Bundle) -> Iterator[str]:
    article = bundle.article
    yield article.title or article.id
    published = None if article.published is None else article.published.isoformat()
    yield from _joined(article.publisher, published, article.language)
    yield from _section("Actors", (_actor(actor) for actor in bundle.actors), len(bundle.actors))
    yield from _section("Sources", (_source(bundle, one) for one in bundle.sources), len(bundle.sources))
    for name, cls in (("Statements", Statement), ("Meetings", Meeting), ("Allegations", Allegation)):
        events = [event for event in bundle.events if isinstance(event, cls)]
        if events:
            yield ""
            yield f"{name} ({len(events)})"
            for number, event in enumerate(events, 1):
                yield f"{number:>3}. {_headline(bundle, event)}"
                yield from (f"     {line}" for line in _details(bundle, event))


def _section(name: str, lines: Iterable[str], count: int) -> Iterator[str]:
    if count:
        yield ""
        yield f"{name} ({count})"
        yield from (f"  {line}" for line in lines)


def _joined(*parts: str | None) -> Iterator[str]:
    given = [part for part in parts if part]
    if given:
        yield ", ".join(given)


def _words(value: str) -> str:
    return value.replace("_", " ")


def _actor(actor: Actor) -> str:
    country = f", {actor.country}" if actor.country else ""
    also = f"; also {', '.join(actor.aliases)}" if actor.aliases else ""
    return f"{actor.name} ({_words(actor.kind)}{country}){also}"


def _source(bundle: Bundle, source: Source) -> str:
    return f"{_words(source.kind)}: {bundle.attribution(source)}"


def _names(bundle: Bundle, ids: Sequence[str]) -> str:
    names = [bundle.actor(id).name for id in ids]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _headline(bundle: Bundle, event: Event) -> str:
    if isinstance(event, Statement):
        speaker = _names(bundle, event.speaker_ids) or "Somebody"
        to = f" to {_names(bundle, event.addressee_ids)}" if event.addressee_ids else ""
        about = f", about {_names(bundle, event.target_ids)}" if event.target_ids else ""
        return f"{speaker}: {event.kind}{to}{about}"
    if isinstance(event, Meeting):
        name = event.name or _words(event.kind)
        return f"{name} ({event.status}): {_names(bundle, event.participant_ids) or 'participants not named'}"
    accused = _names(bundle, event.accused_ids) or "Somebody"
    claimant = _names(bundle, event.claimant_ids) or "an unnamed claimant"
    return f"{accused}, alleged by {claimant} ({event.status})"


def _details(bundle: Bundle, event: Event) -> Iterator[str]:
    if isinstance(event, Statement | Allegation):
        content = " … ".join(" ".join(span.exact.split()) for span in event.content)
        if content:
            yield content
        yield from _modality(event)
    if isinstance(event, Allegation) and event.quantities:
        yield "how many: " + "; ".join(quantity.text for quantity in event.quantities)
    if event.when is not None:
        yield f"when: {_when(event.when)}"
    if event.place is not None:
        yield f"where: {event.place.name}"
    yield f"source: {bundle.attribution(event)}"


def _modality(event: Statement | Allegation) -> Iterator[str]:
    parts = [] if event.certainty is Certainty.UNSPECIFIED else [str(event.certainty)]
    parts += ["negated"] if event.negated else []
    parts += [f"hedged: {_quoted(event.hedges)}"] if event.hedges else []
    if parts:
        yield "certainty: " + ", ".join(parts)


def _quoted(spans: Iterable[Span]) -> str:
    return ", ".join(f"“{span.exact}”" for span in spans)


def _when(when: When) -> str:
    return f"{when.edtf} (“{when.text}”)" if when.edtf else f"“{when.text}”"
