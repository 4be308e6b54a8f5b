"""From an article to a draft: its sentences, who is in it, and the records that are made from both."""

from __future__ import annotations

import re

from newsevents.dates import find
from newsevents.draft import Draft, DraftMeeting, DraftSource
from newsevents.extraction.actors import Cast, Figure
from newsevents.extraction.allegations import Allegations
from newsevents.extraction.documents import Document, Documents
from newsevents.extraction.meetings import Gathering, meetings
from newsevents.extraction.register import Register
from newsevents.extraction.speech import attributions
from newsevents.extraction.statements import Statements
from newsevents.extraction.tagging import tag
from newsevents.extraction.text import paragraphs
from newsevents.extraction.times import Times
from newsevents.model.ids import slug
from newsevents.model.moments import calendar_day
from newsevents.model.records import Article
from newsevents.model.values import Generator, Place, Span
from newsevents.model.vocabulary import GeneratorKind, MeetingStatus

__all__ = ["draft"]


def draft(article: Article, version: str) -> Draft:
    """Read an article whose text is English."""
    assert article.text is not None
    return _Drafting(article, article.text).draft(version)


class _Drafting:
    def __init__(self, article: Article, text: str) -> None:
        self.article = article
        self.text = text
        self.paragraphs = list(paragraphs(text))
        self.sentences = [one for paragraph in self.paragraphs for one in paragraph.sentences]
        for sentence in self.sentences:
            tag(sentence)
        self.cast = Cast(text, self.paragraphs)
        published = article.published
        self.day = None if published is None else calendar_day(published)
        self.times = Times(find(text, published), self.day)
        self.register = Register(text)

    def draft(self, version: str) -> Draft:
        voice = self._voice()
        documents = Documents(self.text, self.cast, voice)
        statements = Statements(self.paragraphs, self.cast, self.times, documents, self.register, voice)
        said = statements.read(attributions(self.paragraphs))
        gatherings = self._meetings()
        allegations = Allegations(self.cast, self.times, self.register).read(said)
        if voice is not None:
            self.register.use(voice)
        referred = {one.statement.source for one in said} | {one.source for one in allegations}
        sources = [self._source(one) for one in documents.used(referred)]
        return Draft(
            actors=self.register.actors(),
            sources=sources,
            statements=[one.statement for one in said],
            meetings=gatherings,
            allegations=allegations,
            generator=Generator(name="newsevents", kind=GeneratorKind.PROGRAM, version=version),
        )

    def _voice(self) -> Figure | None:
        """The publisher, where the article names it: who speaks where nobody else does."""
        name = self.article.publisher
        owners = [
            one for one in self.cast.figures.values() if name is not None and (name == one.name or name in one.aliases)
        ]
        return owners[0] if len(owners) == 1 else None

    def _meetings(self) -> list[DraftMeeting]:
        made: list[DraftMeeting] = []
        seen: set[tuple[str, ...]] = set()
        for sentence in self.sentences:
            for one in meetings(sentence, self.cast, self.times):
                meeting = self._meeting(one)
                key = (*meeting.participants, str(meeting.status))
                if key not in seen:
                    seen.add(key)
                    made.append(meeting)
        return made

    def _meeting(self, one: Gathering) -> DraftMeeting:
        when, status = one.when, one.status
        if status is MeetingStatus.HELD:
            when = self.times.past(when)
        elif (
            status is MeetingStatus.SCHEDULED
            and when is not None
            and when.latest is not None
            and self.day is not None
            and calendar_day(when.latest) < self.day
        ):
            status = MeetingStatus.HELD
        place = None
        if one.place is not None:
            words = self.text[one.place[0] : one.place[1]]
            place = Place(name=words, span=Span(start=one.place[0], end=one.place[1], exact=words))
        participants = [self.register.use(figure) for figure in one.participants]
        return DraftMeeting(
            id=f"meeting:{slug('-'.join(id.removeprefix('actor:') for id in participants))[:60]}-{one.evidence[0]}",
            kind=one.kind,
            status=status,
            participants=participants,
            hosts=[self.register.use(figure) for figure in one.hosts],
            when=when,
            place=place,
            evidence=[self.register.quote(self.register.trimmed(one.evidence))],
            rule=f"meeting.{one.rule}",
        )

    def _source(self, document: Document) -> DraftSource:
        title = document.title
        return DraftSource(
            id=document.id,
            kind=document.kind,
            by=[self.register.use(figure) for figure in document.by],
            title=None if title is None else re.sub(r"\s+", " ", title),
            via=None if document.via is None else document.via.id,
            named=document.named,
            evidence=[self.register.quote(self.register.trimmed(document.evidence))],
            rule=document.rule,
        )
