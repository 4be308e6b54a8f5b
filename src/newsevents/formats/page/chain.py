"""The chain of attribution on a page: a list of steps from the article to the original source."""

from __future__ import annotations

from newsevents.attribution import source_of, tellers_of, voice_ids
from newsevents.bundle import Bundle
from newsevents.formats._views.html import Html, element, separated
from newsevents.formats._views.wording import Ref, words
from newsevents.formats.page.look import FieldLook
from newsevents.model.records import Actor, Event, Source

_STEPS = 6
_SPEAKERS = 12
"""The most steps of a chain that are drawn: drawing every record's whole chain would be quadratic."""


class Chains:
    """The chains of a bundle.

    Args:
        bundle: The bundle.
    """

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._look = FieldLook(bundle, "")
        self._voices: dict[str, tuple[Actor, ...]] = {}
        passed_on: dict[str | None, list[Source]] = {}
        for source in bundle.sources:
            passed_on.setdefault(source.via_id, []).append(source)
        self._from_article = passed_on.get(None, [])[:]
        self._depths = {source.id: 1 for source in self._from_article}
        for one in self._from_article:
            for source in passed_on.get(one.id, ()):
                self._depths[source.id] = self._depths[one.id] + 1
                self._from_article.append(source)

    def draw(self, record: Event | Source) -> Html:
        """The chain of a record, the article first. The middle of a long one is left out, with a note."""
        told = (*tellers_of(self._bundle, record)[-_STEPS:], record)
        sources = [source_of(self._bundle, one) for one in told]
        near = [max(reversed(sources), key=lambda source: self._depths[source.id])]
        while near[-1].via_id is not None and len(near) < _STEPS:
            near.append(self._bundle.source(near[-1].via_id))
        hidden = self._depths[near[0].id] - len(near)
        steps = [self._step(self._from_article[0])] if hidden else []
        steps += [element("li", f"{hidden - 1} more", class_="more")] if hidden > 1 else []
        steps += [self._step(one) for one in reversed(near)]
        voices = [self._speakers(one, source) for one, source in zip(told, sources, strict=True)]
        return element("ol", steps, [element("li", some, class_="actor") for some in voices if some], class_="chain")

    def _step(self, source: Source) -> Html:
        return element(
            "li", self._look.reference(Ref(source.id)), element("small", words(source.kind)), class_="source"
        )

    def _speakers(self, record: Event | Source, source: Source) -> list[Html]:
        ids = voice_ids(record, source)
        found = list(dict.fromkeys(voice.id for id in ids[:_SPEAKERS] for voice in self._members(id)))
        shown = separated([self._look.reference(Ref(id)) for id in found[:_SPEAKERS]], ", ")
        return [shown, Html(" and more")] if max(len(found), len(ids)) > _SPEAKERS else [shown] if shown else []

    def _members(self, id: str) -> tuple[Actor, ...]:
        """The members of a group, or the group itself if there are too many."""
        if id not in self._voices:
            members = self._bundle.members(id)
            self._voices[id] = members if len(members) <= _SPEAKERS else (self._bundle.actor(id),)
        return self._voices[id]
