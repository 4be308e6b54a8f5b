"""The article's publisher as an actor, taken from the article's metadata or from a draft's source ``article``.

It does not have to be mentioned in the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import attrs

from newsevents.draft import DRAFT_CLASSES, Draft, DraftActor
from newsevents.errors import Issue
from newsevents.grounding.linking import NameLinker, plain
from newsevents.grounding.located import LocatedRecord
from newsevents.model.fields import field_of, fields_of
from newsevents.model.ids import slug
from newsevents.model.records import LISTS as RECORD_LISTS
from newsevents.model.records import Actor, Article
from newsevents.model.vocabulary import ActorKind, SourceKind
from newsevents.rules.references import publisher_id


def with_publisher(article: Article, draft: Draft, left_out: Collection[str] = ()) -> Draft:
    """Add the publisher to a draft's actors, if the draft refers to the publisher and has no actor with that name."""
    made = []
    names: list[str] = [article.publisher] if article.publisher else []
    for name in dict.fromkeys(names + list(_issuer(draft, left_out))):
        id = f"actor:{slug(name)}"
        known = {plain(one) for actor in draft.actors for one in (actor.id or "", actor.name, *actor.aliases)}
        ids = {actor.id or f"actor:{slug(actor.name)}" for actor in draft.actors}
        if slug(name) and id not in ids and plain(name) not in known and plain(name) in _referred(draft):
            made.append(DraftActor(name=name, kind=ActorKind.MEDIA))
    return attrs.evolve(draft, actors=[*draft.actors, *made[:1]]) if made else draft


def publisher_among(
    article: Article,
    draft: Draft,
    actors: Sequence[LocatedRecord],
    names: NameLinker,
    left_out: Collection[str] = (),
) -> tuple[Article, str | None]:
    """The article with its publisher's id, and that id, or else the id of the only issuer of the article's own source.

    The article may come from another bundle: its publisher's id counts only if the draft has that actor.
    """
    named = (Actor(id=one.id, name=one.draft.name, kind=one.draft.kind, aliases=one.draft.aliases) for one in actors)
    kept = article.publisher_id if any(one.id == article.publisher_id for one in actors) else None
    found = publisher_id(article, named) or kept
    aside: list[Issue] = []  # issues of the source's own fields are reported with the source
    issuers = (names.link("", name, lambda: (), aside) for name in _issuer(draft, left_out))
    return attrs.evolve(article, publisher_id=found), found or next(issuers, None)


def _issuer(draft: Draft, left_out: Collection[str]) -> tuple[str, ...]:
    """The name of the only issuer of the article's own source, if exactly one such source is not left out."""
    issuers = [draft.sources[index].by for index in own_sources(draft, left_out)]
    return issuers[0] if [len(names) for names in issuers] == [1] else ()


def own_sources(draft: Draft, left_out: Collection[str]) -> list[int]:
    """The positions of the sources of a draft that are the article itself and are not left out."""
    own = (index for index, source in enumerate(draft.sources) if source.kind is SourceKind.ARTICLE)
    return [index for index in own if f"sources[{index}]" not in left_out]


def _referred(draft: Draft) -> set[str]:
    """All names of actors that the records of a draft refer to, in plain form."""
    return {plain(name) for name in _references(draft)}


def _references(draft: Draft) -> Iterator[str]:
    for list_name, cls in RECORD_LISTS.items():
        for record in getattr(draft, list_name):
            yield from _names_in(record, cls)


def _names_in(drafted: Any, cls: type) -> Iterator[str]:
    """The names of actors that a draft record, or a role in it, refers to, by the class that the record becomes."""
    for field in fields_of(cls):
        items = field_of(type(drafted), field.draft).items(drafted) if field.to or field.cls in DRAFT_CLASSES else ()
        for item in items:
            if field.to == "actor":
                yield item
            elif field.to is None:
                yield from _names_in(item, field.cls)
