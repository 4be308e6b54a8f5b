"""Where a piece of information comes from: the chain from the article to whoever first said it."""

from __future__ import annotations

from typing import Protocol

import attrs

from newsevents.model.records import Actor, Allegation, Article, Event, Record, Source, Statement
from newsevents.model.vocabulary import SourceKind
from newsevents.terminal import printable

__all__ = ["Attribution"]

_SHOWN_STEPS, _SHOWN_NAMES = 24, 20
"""How many steps of a chain of attribution its label names, and how many speakers at each step."""


class Content(Protocol):
    """What an attribution needs to know of a bundle."""

    @property
    def article(self) -> Article:
        """The article."""
        ...

    def __getitem__(self, id: str, /) -> Record:
        """The record with an id."""
        ...

    def members(self, actor: str, /) -> tuple[Actor, ...]:
        """The members of an actor."""
        ...


@attrs.frozen(kw_only=True)
class Attribution:
    """The path of a piece of information, from whoever first said it to the article.

    Attributes:
        sources: The sources, from the article to the one nearest to the speakers.
        tellers: The statements that report it, the outermost first (see ``Statement.within_id``).
        speakers: Those who said, claimed or issued it, with groups replaced by their members (see `Bundle.members`);
            empty if the article does not say.
        label: The chain in words, with at most twenty names at each step.
    """

    sources: tuple[Source, ...]
    tellers: tuple[Statement, ...] = ()
    speakers: tuple[Actor, ...]
    label: str = attrs.field(eq=False)

    def __str__(self) -> str:
        return printable(self.label)


def attribution_of(bundle: Content, record: Event | Source) -> Attribution:
    """The attribution of a record of a bundle."""
    tellers = tellers_of(bundle, record)
    sources: dict[str, Source] = {}
    speakers: tuple[Actor, ...] = ()
    steps: list[str] = []
    for one in (*tellers, record):
        own = source_of(bundle, one)
        new = [source for source in _way_to(bundle, own) if source.id not in sources]
        sources |= {source.id: source for source in new}
        steps += [source_label(bundle, source) for source in new]
        ids = voice_ids(one, own)
        groups = [bundle.members(id) for id in ids]
        speakers = (
            groups[0] if len(ids) == 1 else tuple({actor.id: actor for group in groups for actor in group}.values())
        )
        if speakers:
            more = [f"… {len(speakers) - _SHOWN_NAMES} more"] if len(speakers) > _SHOWN_NAMES else []
            steps.append(", ".join([actor.name for actor in speakers[:_SHOWN_NAMES]] + more))
    if len(steps) > _SHOWN_STEPS:
        half = _SHOWN_STEPS // 2
        steps = [*steps[:half], f"… {len(steps) - 2 * half} more", *steps[-half:]]
    return Attribution(sources=tuple(sources.values()), tellers=tellers, speakers=speakers, label=" → ".join(steps))


def chain_of(bundle: Content, record: Event | Source) -> tuple[Source, ...]:
    """The sources of the attribution of a record, the article first."""
    told = (*tellers_of(bundle, record), record)
    return tuple({source.id: source for one in told for source in _way_to(bundle, source_of(bundle, one))}.values())


def _way_to(bundle: Content, source: Source) -> list[Source]:
    """The sources through which a source reached the article, the article first."""
    way = [source]
    while (via := way[-1].via_id) is not None:
        way.append(_source(bundle, via))
    return way[::-1]


def source_of(bundle: Content, record: Event | Source) -> Source:
    """The source that a record comes from; a source comes from itself."""
    return record if isinstance(record, Source) else _source(bundle, record.source_id)


def _source(bundle: Content, id: str) -> Source:
    found = bundle[id]
    assert isinstance(found, Source)
    return found


def tellers_of(bundle: Content, record: Event | Source) -> tuple[Statement, ...]:
    """The statements that report a statement, or that report the statement of an allegation, the outermost first.

    In "she said that he denied it", her statement reports his.
    """
    id = record.statement_id if isinstance(record, Allegation) else None
    one: Record = record if id is None else bundle[id]
    found: list[Statement] = []
    while isinstance(one, Statement) and one.within_id is not None:
        outer = one = bundle[one.within_id]
        assert isinstance(outer, Statement)
        found.append(outer)
    return tuple(reversed(found))


def voice_ids(record: Event | Source, source: Source) -> tuple[str, ...]:
    """The ids of those who first said, claimed or issued what a record says."""
    if isinstance(record, Statement) and (record.speaker_ids or record.unattributed):
        return record.speaker_ids
    return record.claimant_ids if isinstance(record, Allegation) else source.by_ids


def source_label(bundle: Content, source: Source) -> str:
    """The label of a source: its title, or else its form and issuer; for the article, its publisher."""
    if source.kind is SourceKind.ARTICLE:
        article = bundle.article
        return f"{article.publisher}’s article" if article.publisher else article.title or source.title or article.id
    if source.title is not None:
        return source.title
    by = ", ".join(actor.name for id in source.by_ids if isinstance(actor := bundle[id], Actor))
    kind = source.kind.replace("_", " ")
    return f"{kind} by {by}" if by else kind
