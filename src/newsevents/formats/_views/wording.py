"""Records in words, for views in plain text: who does what to whom, and what else is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsevents.bundle import Bundle
from newsevents.model.records import Actor, Allegation, Event, Meeting, Source, Statement
from newsevents.model.values import Span, When
from newsevents.model.vocabulary import Certainty

__all__ = ["actor_line", "details", "headline", "names", "source_line", "when_words", "words"]


def words(value: str) -> str:
    """A member of a vocabulary as words."""
    return value.replace("_", " ")


def actor_line(actor: Actor) -> str:
    """An actor in a line: its name, kind, country and other names."""
    country = f", {actor.country}" if actor.country else ""
    also = f"; also {', '.join(actor.aliases)}" if actor.aliases else ""
    return f"{actor.name} ({words(actor.kind)}{country}){also}"


def source_line(bundle: Bundle, source: Source) -> str:
    """A source in a line: its kind and the chain that leads to it."""
    return f"{words(source.kind)}: {bundle.attribution(source)}"


def names(bundle: Bundle, ids: Sequence[str]) -> str:
    """The names of actors, joined; empty where there are none."""
    found = [bundle.actor(id).name for id in ids]
    return " and ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def headline(bundle: Bundle, event: Event) -> str:
    """An event in a line: who does what to whom. An allegation says that it is one."""
    if isinstance(event, Statement):
        speaker = names(bundle, event.speaker_ids) or "Somebody"
        to = f" to {names(bundle, event.addressee_ids)}" if event.addressee_ids else ""
        about = f", about {names(bundle, event.target_ids)}" if event.target_ids else ""
        return f"{speaker}: {event.kind}{to}{about}"
    if isinstance(event, Meeting):
        name = event.name or words(event.kind)
        return f"{name} ({event.status}): {names(bundle, event.participant_ids) or 'participants not named'}"
    accused = names(bundle, event.accused_ids) or "Somebody"
    claimant = names(bundle, event.claimant_ids) or "an unnamed claimant"
    return f"{accused}, alleged by {claimant} ({event.status})"


def details(bundle: Bundle, event: Event) -> Iterator[str]:
    """What else is known of an event, a line for each: words, certainty, numbers, time, place, source."""
    if isinstance(event, Statement | Allegation):
        content = " … ".join(" ".join(span.exact.split()) for span in event.content)
        if content:
            yield content
        yield from _modality(event)
    if isinstance(event, Allegation) and event.quantities:
        yield "how many: " + "; ".join(quantity.text for quantity in event.quantities)
    if event.when is not None:
        yield f"when: {when_words(event.when)}"
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


def when_words(when: When) -> str:
    """A time as its value and its words."""
    return f"{when.edtf} (“{when.text}”)" if when.edtf else f"“{when.text}”"
