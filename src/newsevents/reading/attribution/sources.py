"""The forms in which information reaches an article: a statement, an interview, a report of an agency, a video."""

from __future__ import annotations

import re

import attrs

from newsevents.model.ids import slug, unique_id
from newsevents.model.vocabulary import ActorKind, SourceKind, StatementKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.constructions import Attribution
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.lexicon import document_kinds, head_kinds, word_set
from newsevents.reading.entities.names import Entity

__all__ = ["Document", "Documents"]

Range = tuple[int, int]

_FORM_PREPOSITIONS = ("in", "at", "during", "on", "via", "through", "from", "to")
_OWN_DETERMINERS = frozenset(("a", "an", "its", "his", "her", "their"))
_PRESS_NOUNS = frozenset(("report", "reports", "account", "accounts", "story", "stories", "article", "articles"))
_ISSUING = frozenset(
    ("issue", "release", "publish", "make", "send", "write", "deliver", "sign", "post", "give", "read")
)
_ONLY_OWN = (SourceKind.REPORT, SourceKind.ANALYSIS, SourceKind.PRESS_REPORT)
_TELLING = (StatementKind.SAY, StatementKind.REPORT, StatementKind.CONFIRM, StatementKind.ANNOUNCE)
_BODIES = (ActorKind.GOVERNMENT_BODY, ActorKind.NGO, ActorKind.IGO, ActorKind.COMPANY, ActorKind.LEGISLATURE)
_BESIDE = 20
"""How many tokens from its cue a speaker or a hearer is at most, to be a part of the same evidence."""
_UNNAMED = word_set("nameless")


@attrs.define(eq=False)
class Document:
    """What an article names as where something comes from.

    Attributes:
        id: ``source:…``.
        kind: Its form.
        by: Those who issued it.
        title: What the article calls it, or None.
        evidence: The words that the record rests on.
        named: Whether the article says whose it is.
        rule: What found it.
        via: The one that passed it on, or None.
    """

    id: str
    kind: SourceKind
    by: tuple[Entity, ...]
    title: str | None
    evidence: Range
    named: bool
    rule: str
    via: Document | None = None

    def comes_from(self, other: Document) -> bool:
        """Whether another one is in its chain."""
        link: Document | None = self
        while link is not None and link is not other:
            link = link.via
        return link is other


class Documents:
    """The documents of one article, each once, in the order in which they are first named."""

    def __init__(self, analysis: Analysis, cast: Cast) -> None:
        self.a = analysis
        self.cast = cast
        self.all: list[Document] = []
        self._ids = {"source:article"}
        self._last_of: dict[str, Document] = {}
        self._last_by: dict[tuple[SourceKind, tuple[Entity, ...]], Document] = {}

    def at(self, head: int) -> Document | None:
        """The document that a noun phrase names: "a statement from the ministry", later "the statement"."""
        a = self.a
        kind = document_kinds().get(a.words[head])
        if kind is None or head in self.cast.at_token:
            return None
        by = self._issuers(head)
        known = not by and not self._press(head) and a.words[head] in self._last_of
        if known and a.determiner(head) in ("the", "this", "that"):
            return self._last_of[a.words[head]]
        if kind is SourceKind.REPORT and by and by[0].kind is ActorKind.MEDIA:
            kind = SourceKind.PRESS_REPORT
        place = self.cast.description(head)
        return self._of(kind, by, a.text[place[0] : place[1]], place, "document", a.words[head])

    def speakers(self, head: int, document: Document) -> list[Entity]:
        """Who speaks in a document: those who issued it, or the press of "newspaper reports"."""
        if document.by:
            return list(document.by)
        press = self._press(head)
        if not press:
            return []
        document.by = tuple(self.cast.described_by(press[0]))
        document.kind = SourceKind.PRESS_REPORT
        return list(document.by)

    def _press(self, head: int) -> list[int]:
        """The press of "newspaper reports", "the radio report"."""
        a = self.a
        tells = a.words[head] in _PRESS_NOUNS
        return [at for at in a.modifiers(head) if tells and head_kinds().get(a.words[at]) is ActorKind.MEDIA]

    def _issuers(self, head: int) -> tuple[Entity, ...]:
        a = self.a
        owner = a.possessor(head)
        if owner is not None:
            return tuple(self.cast.refer(owner))
        for one in a.prepositions(head):
            if one.word in ("from", "by", "of") and self.cast.can_act(one.object):
                return tuple(self.cast.refer(one.object))
        verb = a.governor(head)
        if verb is not None and a.is_verb(verb) and a.lemmas[verb] in _ISSUING and head in a.objects(verb):
            issuer = a.logical_subject(verb)
            return () if issuer is None or not self.cast.can_act(issuer) else tuple(self.cast.refer(issuer))
        named = [self.cast.at_token[at] for at in a.modifiers(head) if at in self.cast.at_token]
        return tuple(one for one in named if one.kind is not ActorKind.STATE)[:1]

    def beside(self, one: Attribution, kind: StatementKind, speakers: list[Entity]) -> Document | None:
        """The form in which somebody says something: "said in a statement", "told reporters", "Reuters reported"."""
        a = self.a
        if not speakers or not a.is_verb(one.cue):
            return None
        own, press = self._own_form(one, kind, speakers), self._quoted_by(one)
        if own is None or press is None or press is own:
            return own or press
        if own.via is None and not press.comes_from(own):
            own.via = press
        return own

    def _quoted_by(self, one: Attribution) -> Document | None:
        """The press that quotes somebody: "was quoted by local media as saying", "the Argus quoted him as saying"."""
        a = self.a
        verb = a.governor(one.cue)
        while verb is not None and not a.is_verb(verb):
            verb = a.governor(verb)
        if verb is None or a.lemmas[verb] not in ("quote", "cite"):
            return None
        reporter = a.logical_subject(verb)
        if reporter is None or not self.cast.can_act(reporter) or reporter == one.speaker:
            return None
        title = self.cast.description(reporter)
        place = min(title[0], a.starts[verb]), max(title[1], a.tokens[verb].end)
        by = tuple(self.cast.refer(reporter))
        return self._of(SourceKind.PRESS_REPORT, by, a.text[title[0] : title[1]], place, "quoted-by")

    def _own_form(self, one: Attribution, kind: StatementKind, speakers: list[Entity]) -> Document | None:
        a = self.a
        by = tuple(speakers)
        form = self._form(one)
        if form is not None:
            at, form_kind = form
            place = self.cast.description(at)
            return self._of(form_kind, by, a.text[place[0] : place[1]], place, "beside-cue", a.words[at])
        place = self._evidence(one)
        if one.hearer is not None and one.word == "tell":
            hearers = self.cast.refer(one.hearer, speakers[0])
            if any(hearer.kind is ActorKind.MEDIA for hearer in hearers):
                return self._of(SourceKind.INTERVIEW, by, None, place, "told-media")
            if a.words[one.hearer] in word_set("audience"):
                return self._of(SourceKind.BRIEFING, by, None, place, "audience")
        if one.word in ("tweet", "retweet"):
            return self._of(SourceKind.SOCIAL_POST, by, None, place, "posted")
        if {entity.kind for entity in speakers} == {ActorKind.MEDIA} and kind in _TELLING:
            return self._of(SourceKind.PRESS_REPORT, by, None, place, "press")
        if one.word == "report" and all(entity.kind in _BODIES for entity in speakers):
            return self._of(SourceKind.REPORT, by, None, place, "reported")
        if one.speaker is not None and all(
            entity.rule == "description" and _UNNAMED & set(entity.name.lower().split()) for entity in speakers
        ):
            place = self.cast.description(one.speaker)
            return self._of(SourceKind.ANONYMOUS, by, a.text[place[0] : place[1]], place, "anonymous")
        return None

    def _form(self, one: Attribution) -> tuple[int, SourceKind] | None:
        """The noun of a form in the clause of a cue: "in a statement", "at a news conference", "on Twitter"."""
        a = self.a
        heads = [one.cue] if one.hearer is None else [one.cue, one.hearer]
        heads += [one.speaker] if one.speaker is not None and one.speaker > one.cue else []  # said Lima at a briefing
        places = [place for head in heads for place in a.prepositions(head)]
        places += [inner for place in places if a.is_name(place.object) for inner in a.prepositions(place.object)]
        objects = [one.object for one in places if one.word in _FORM_PREPOSITIONS]
        if one.hearer is not None:
            objects.append(one.hearer)
        inside = {at for start, end in one.content for at in a.within(start, end)}
        for at in objects:
            kind = document_kinds().get(a.words[at])
            if kind is None or at in inside:
                continue
            if kind in _ONLY_OWN and a.determiner(at) not in _OWN_DETERMINERS and a.possessor(at) is None:
                continue
            if a.words[at] == "conference" and not {"news", "press"} & {a.words[mod] for mod in a.modifiers(at)}:
                continue
            return at, kind
        return None

    def _evidence(self, one: Attribution) -> Range:
        """A cue with the speaker beside it, unless what is said is between them."""
        a = self.a
        start, end = one.cue_words[0][0], one.cue_words[-1][1]
        for at in (one.speaker, one.hearer):
            if at is not None and abs(at - one.cue) < _BESIDE:
                first, last = a.base_phrase(at)
                start, end = min(start, first), max(end, last)
        if any(start < piece[1] and piece[0] < end for piece in one.content):
            return one.cue_words[0][0], one.cue_words[-1][1]
        return start, end

    def _of(
        self,
        kind: SourceKind,
        by: tuple[Entity, ...],
        title: str | None,
        place: Range,
        rule: str,
        noun: str | None = None,
    ) -> Document:
        """The document of a kind by somebody: the one that is known, unless the words tell of another one."""
        another = title is not None and bool(word_set("another") & set(title.lower().split()))
        known = None if another else self._last_by.get((kind, by))
        if known is not None and (by or noun is None):
            return known
        title = None if title is None else re.sub(r"\s+", " ", title)
        stem = slug(title or f"{by[0].name} {kind}") or kind.value
        id = unique_id(f"source:{stem}", self._ids)
        self._ids.add(id)
        named = bool(by) and any(one.rule != "description" for one in by)
        document = Document(id, kind, by, title, place, named, f"source.{rule}")
        self.all.append(document)
        self._last_by[kind, by] = document
        if noun is not None:
            self._last_of[noun] = document
        return document

    def used(self, ids: set[str | None]) -> list[Document]:
        """The documents with some ids, and those that passed them on."""
        found: dict[Document, None] = {}
        for one in self.all:
            link = one if one.id in ids else None
            while link is not None and link not in found:
                found[link] = None
                link = link.via
        return list(found)
