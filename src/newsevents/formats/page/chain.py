"""The chain of attribution on a page: from the article to whoever first said it, as a list of steps."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Html, element, shorten
from newsevents.formats._views.wording import words
from newsevents.formats.page.text import fragment
from newsevents.model.records import Actor, Allegation, Event, Source, Statement
from newsevents.model.vocabulary import SourceKind

__all__ = ["Chains", "source_label"]

_STEPS = 6
_SPEAKERS = 12
"""How much of a chain is drawn: a chain drawn whole with every record would be quadratic."""


def source_label(bundle: Bundle, source: Source) -> str:
    """What a source is called on the page."""
    if source.kind is SourceKind.ARTICLE:
        publisher = bundle.article.publisher
        return "this article" if publisher is None else f"{shorten(publisher)}’s article"
    if source.title is not None:
        return shorten(source.title)
    by = ", ".join(shorten(bundle.actor(id).name) for id in source.by_ids[:_SPEAKERS])
    kind = words(source.kind)
    return f"{kind} by {by}" if by else kind


class Chains:
    """The chains of a bundle.

    Args:
        bundle: The bundle.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._depths: dict[str, int] = {}
        self._voices: dict[str, tuple[Actor, ...]] = {}

    def draw(self, record: Event | Source) -> Html:
        """The chain of a record, the article first. Of a long one the middle is left out, and said to be."""
        steps: list[Html] = []
        source = record if isinstance(record, Source) else self._bundle.source(record.source_id)
        near = [source]
        while near[-1].via_id is not None and len(near) < _STEPS:
            near.append(self._bundle.source(near[-1].via_id))
        hidden = self._depth(source) - len(near)
        if hidden:
            steps.append(self._step(self._article()))
        if hidden > 1:
            steps.append(element("li", f"{hidden - 1} more", class_="more"))
        steps += [self._step(one) for one in reversed(near)]
        voices = list(self._speakers(record, source))
        if voices:
            steps.append(element("li", voices, class_="actor"))
        return element("ol", steps, class_="chain")

    def _step(self, source: Source) -> Html:
        kind = element("small", words(source.kind))
        label = element("bdi", source_label(self._bundle, source))
        return element("li", element("a", label, href=fragment(source.id)), kind, class_="source")

    def _article(self) -> Source:
        return next(source for source in self._bundle.sources if source.kind is SourceKind.ARTICLE)

    def _depth(self, source: Source) -> int:
        """The number of sources from one to the article."""
        path: list[Source] = []
        here: Source | None = source
        while here is not None and here.id not in self._depths:
            path.append(here)
            here = None if here.via_id is None else self._bundle.source(here.via_id)
        depth = 0 if here is None else self._depths[here.id]
        for one in reversed(path):
            depth += 1
            self._depths[one.id] = depth
        return self._depths[source.id]

    def _speakers(self, record: Event | Source, source: Source) -> Iterator[Html]:
        if isinstance(record, Statement):
            ids = record.speaker_ids
        elif isinstance(record, Allegation):
            ids = record.claimant_ids
        else:
            ids = source.by_ids
        found = {voice.id: voice for id in ids[:_SPEAKERS] for voice in self._members(id)}
        if not found:
            return
        shown = list(found.values())[:_SPEAKERS]
        for index, voice in enumerate(shown):
            if index:
                yield Html(", ")
            yield element("a", element("bdi", shorten(voice.name)), href=fragment(voice.id))
        if len(found) > len(shown) or len(ids) > _SPEAKERS:
            yield Html(" and more")

    def _members(self, id: str) -> tuple[Actor, ...]:
        """The members of a group, or the group itself where they are more than can be shown."""
        if id not in self._voices:
            members = self._bundle.members(id)
            self._voices[id] = members if len(members) <= _SPEAKERS else (self._bundle.actor(id),)
        return self._voices[id]
