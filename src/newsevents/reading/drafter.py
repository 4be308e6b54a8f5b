"""From the analysis of an article to a draft: its actors and the records, in order."""

from __future__ import annotations

from newsevents import __version__
from newsevents.dates import find
from newsevents.draft import Draft, DraftSource
from newsevents.model.moments import calendar_day
from newsevents.model.records import Article
from newsevents.model.values import Generator
from newsevents.model.vocabulary import GeneratorKind, SourceKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.sources import Document, Documents
from newsevents.reading.attribution.statements import Said, Statements
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.names import Entity
from newsevents.reading.events.records import Events
from newsevents.reading.layout import Layout
from newsevents.reading.parse import Parse
from newsevents.reading.register import Register
from newsevents.reading.times import Times

__all__ = ["Drafter"]


class Drafter:
    """Makes the draft of one article."""

    def __init__(self, article: Article, layout: Layout, parse: Parse) -> None:
        assert article.text is not None
        self.article, self.layout = article, layout
        self.analysis = Analysis(article.text, parse)
        self.cast = Cast(self.analysis)
        published = article.published
        self.times = Times(find(article.text, published), None if published is None else calendar_day(published))
        self.register = Register(article.text)
        self.documents = Documents(self.analysis, self.cast)
        self.statements = Statements(self.analysis, self.cast, self.documents, self.times, self.register)
        self.said: list[Said] = []
        self.events = Events(self.analysis, self.cast, self.times, self.register)

    def draft(self) -> Draft:
        """Read the article."""
        self.documents.voice = self._voice()
        said = self.said = self.statements.read(self.documents.voice, self.layout.turns)
        gatherings, alleged = self.events.meetings(), self.events.allegations(said)
        documents = self.documents.used({one.statement.source for one in said})
        sources = [*self._agency(), *map(self._source, documents)]
        for entity in (*self.cast.people(), *self.cast.bodies()):
            self.register.use(entity)
        return Draft(
            actors=self.register.actors(),
            sources=sources,
            statements=[one.statement for one in said],
            meetings=gatherings,
            allegations=alleged,
            generator=Generator(name="newsevents", kind=GeneratorKind.PROGRAM, version=__version__),
        )

    def _voice(self) -> Entity | None:
        """The publisher of the article, if its metadata or dateline gives one."""
        name = self.article.publisher
        for entity in self.cast.entities.values():
            if name is not None and (name == entity.name or name in entity.aliases):
                return entity
        return None if self.layout.agency is None else self.cast.of_name(self.layout.agency)

    def _agency(self) -> list[DraftSource]:
        """The article as a source, issued by the agency that its dateline names."""
        place = self.layout.agency
        if place is None:
            return []
        sender = self.cast.of_name(place)
        evidence = [self.register.quote(place)]
        return [
            DraftSource(
                kind=SourceKind.ARTICLE, by=[self.register.use(sender)], evidence=evidence, rule="source.dateline"
            )
        ]

    def _source(self, document: Document) -> DraftSource:
        return DraftSource(
            id=document.id,
            kind=document.kind,
            by=[self.register.use(entity) for entity in document.by],
            title=document.title,
            via=None if document.via is None else document.via.id,
            named=document.named,
            evidence=[self.register.quote(self.register.trimmed(document.evidence))],
            rule=document.rule,
        )
