"""The forms in which information reaches an article: a statement, an interview, an agency's report, a video."""

from __future__ import annotations

import re

from newsevents.model.ids import slug, unique_id
from newsevents.model.vocabulary import ActorKind, SourceKind, StatementKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.attribution.documents import Document
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.lexicon import document_kinds, head_kinds, word_set
from newsevents.reading.entities.names import Entity

__all__ = ["Document", "Documents"]

Range = tuple[int, int]

_FORM_PREPOSITIONS = ("in", "at", "during", "on", "via", "through", "from", "to")
_OWN_DETERMINERS = frozenset(("a", "an", "another", "one", "its", "his", "her", "their"))
_PRESS_NOUNS = frozenset(("report", "reports", "account", "accounts", "story", "stories", "article", "articles"))
_ISSUING = frozenset(
    ["circulate", "deliver", "distribute", "file", "give", "issue", "lodge", "make", "post", "publish", "read",
     "release", "send", "sign", "submit", "write"]
)  # fmt: skip
_MAKING = _ISSUING | {"author", "commission", "compile", "conduct", "prepare", "produce"}
_SAYING = frozenset(("say", "announce", "state", "write", "add", "tell"))
_ONLY_OWN = (SourceKind.REPORT, SourceKind.ANALYSIS, SourceKind.PRESS_REPORT)
_TELLING = (StatementKind.SAY, StatementKind.REPORT, StatementKind.CONFIRM, StatementKind.ANNOUNCE)
_BODIES = (ActorKind.GOVERNMENT_BODY, ActorKind.NGO, ActorKind.IGO, ActorKind.COMPANY, ActorKind.LEGISLATURE)
_BESIDE = 20
"""The largest distance in tokens between a cue and a speaker or hearer that is part of the same evidence."""
_FAR = 1000
"""How many tokens before "the letter" are searched for the words that say whose it is."""
_LONG = 8
"""The largest number of tokens in a participle or similar phrase that is part of a document's name."""
_ON_AIR = frozenset(("on", "to", "with", "in", "for"))
_UNNAMED = word_set("nameless")
_SOURCES = frozenset(("source", "sources"))
_QUOTING = frozenset(("quote", "cite"))
_ANONYMITY = frozenset(("anonymity", "anonymously"))
_HIDDEN = frozenset(("anonymous", "unidentified", "unnamed"))
_SPEAKING = frozenset(("address", "appear", "post", "respond", "speak", "testify", "write"))
_ONLY_CITED = (SourceKind.REPORT, SourceKind.PRESS_REPORT, SourceKind.DOCUMENT)
_DAYS = word_set("no_names") | {"today", "yesterday", "last", "week", "month", "year", "this"}


class Documents:
    """The documents of one article, each once, in the order in which they are first named."""

    def __init__(self, analysis: Analysis, cast: Cast) -> None:
        self.a = analysis
        self.cast = cast
        self.all: list[Document] = []
        self._ids = {"source:article"}
        self._last_of: dict[str, Document] = {}
        self._last_by: dict[tuple[SourceKind, frozenset[Entity], Entity | None], Document] = {}
        self.voice: Entity | None = None
        """The publisher of the article, which is not one of its sources."""

    def at(self, head: int) -> Document | None:
        """The document that a noun phrase names: "a statement from the ministry", later "the statement"."""
        a = self.a
        kind = document_kinds().get(a.words[head])
        if kind is None or head in self.cast.at_token:
            return None
        by = self._issuers(head)
        if not by and not self._press(head) and a.determiner(head) in ("the", "this", "that"):
            if a.words[head] in self._last_of:
                return self._last_of[a.words[head]]
            by = self._issuers_before(head)
        if kind is SourceKind.REPORT and by and by[0].kind is ActorKind.MEDIA:
            kind = SourceKind.PRESS_REPORT
        place = self._phrase(head)
        return self._of(kind, by, a.text[slice(*place)], place, "document", a.words[head])

    def speakers(self, head: int, document: Document) -> list[Entity]:
        """The speakers of a document: those who issued it, or the press in "newspaper reports"."""
        if document.by:
            return list(document.by)
        press = self._press(head)
        if not press:
            return []
        document.by = tuple(self.cast.described_by(press[0], head))
        document.kind = SourceKind.PRESS_REPORT
        return list(document.by)

    def _issuers_before(self, head: int) -> tuple[Entity, ...]:
        """Those who issued a document, if only an earlier mention tells it: "she sent a letter. *The letter* said"."""
        a = self.a
        before = (
            at for at in range(head - 1, max(-1, head - _FAR), -1) if a.words[at] == a.words[head] and a.is_noun(at)
        )
        return next((by for by in map(self._issuers, before) if by), ())

    def _press(self, head: int) -> list[int]:
        """The press in "newspaper reports", "the radio report"."""
        a = self.a
        tells = a.words[head] in _PRESS_NOUNS
        return [at for at in a.modifiers(head) if tells and head_kinds().get(a.words[at]) is ActorKind.MEDIA]

    def _issuers(self, head: int) -> tuple[Entity, ...]:
        a = self.a
        owner = a.possessor(head)
        if owner is not None:
            return tuple(self.cast.refer(owner))
        up = a.governor(head)
        sent = [up] if up is not None and a.lemmas[up] in _ISSUING and a.is_passive(up) else []
        for one in (one for at in (head, *sent) for one in a.prepositions(at)):  # a letter was sent by her office
            if one.word in ("from", "by", "of") and self.cast.can_act(one.object):
                return tuple(self.cast.refer(one.object))
            if one.word == "in" and self._media(one.object) is not None:  # an editorial in the Times
                return tuple(self.cast.refer(one.object))
        for clause in a.relative_clauses(head):
            maker = a.agent(clause) if a.lemmas[clause] in _MAKING else None
            if maker is not None and self.cast.can_act(maker):  # a poll conducted by the university
                return tuple(self.cast.refer(maker))
        verb = a.governor(up) if up is not None and a.words[up] in _FORM_PREPOSITIONS else up
        issued = verb is not None and a.is_verb(verb) and a.lemmas[verb] in (_ISSUING if verb == up else _SAYING)
        if verb is not None and issued and (verb != up or head in a.objects(verb)):
            issuer = a.logical_subject(verb)
            is_issuer = issuer is not None and self.cast.can_act(issuer) and a.words[issuer] != "percent"
            return tuple(self.cast.refer(issuer)) if issuer is not None and is_issuer else ()
        named = [self.cast.at_token[at] for at in a.modifiers(head) if at in self.cast.at_token]
        return tuple(one for one in named if one.kind is not ActorKind.STATE)[:1]

    def beside(self, one: Attribution, kind: StatementKind, speakers: list[Entity]) -> Document | None:
        """The form in which somebody says something: "said in a statement", "told reporters", "Reuters reported"."""
        a = self.a
        if not a.is_verb(one.cue):
            report = self.at(one.cue)  # Iran denied Reuters' report on the raid
            return None if report is None or not report.by else report
        if not speakers:
            form = self._form(one)
            return self.at(form[0]) if form is not None and form[1] in _ONLY_CITED else None
        if speakers == [self.voice]:
            return self._cited(one)
        own = self.by_way_of(self._own_form(one, kind, speakers), self._quoted_by(one))
        return self.by_way_of(self._cited(one), own)

    def _cited(self, one: Attribution) -> Document | None:
        """The source of a press report: "the Times reported, *citing unnamed officials*", "*quoting a police file*"."""
        a = self.a
        for verb in range(one.cue + 1, a.sentence(one.cue)[1]):
            quotes = a.lemmas[verb] in _QUOTING and a.is_verb(verb) and a.is_participle(verb) and a.is_apart(verb)
            source = a.object(verb) if quotes and a.quotation(verb) < 0 else None
            if source is None:
                continue
            if a.words[source] in document_kinds():
                return self.at(source)
            if self.cast.is_actor(source) and all(self._is_hidden(source, who) for who in self.cast.refer(source)):
                return self._anonymous(source)
        return None

    def _anonymous(self, head: int) -> Document:
        place = self.cast.description(head)
        return self._of(
            SourceKind.ANONYMOUS, tuple(self.cast.refer(head)), self.a.text[slice(*place)], place, "anonymous"
        )

    def by_way_of(self, document: Document | None, around: Document | None) -> Document | None:
        """A document passed on by another; if there is only one of the two, that one."""
        if document is None or around is None or document is around:
            return document or around
        if document.via is None and not around.comes_from(document):
            document.via = around
        return document

    def told_by(self, head: int) -> Document | None:
        """The document or news organisation after "according to", such as a statement or a newspaper."""
        entity = self._media(head)
        if entity is None or entity is self.voice:
            return self.at(head)
        place = self.a.base_phrase(head)
        return self._of(SourceKind.PRESS_REPORT, (entity,), self.a.text[slice(*place)], place, "press")

    def _quoted_by(self, one: Attribution) -> Document | None:
        """The press that quotes somebody: "was quoted by local media as saying", "the Argus quoted him as saying"."""
        a = self.a
        verb: int | None = one.cue
        if a.lemmas[one.cue] not in _QUOTING:
            verb = a.governor(one.cue)
        while verb is not None and not a.is_verb(verb):
            verb = a.governor(verb)
        if verb is None or a.lemmas[verb] not in _QUOTING:
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
            press = self._broadcaster(at)
            title = self._phrase(at)
            document = self._of(form_kind, by, a.text[slice(*title)], title, "beside-cue", a.words[at], press)
            return self._through(document, press)
        place = self._evidence(one)
        press = self._broadcaster(one.hearer if one.hearer is not None and one.word == "tell" else one.cue)
        if press is not None and one.word != "according":
            rule = "told-media" if one.word == "tell" else "broadcast"
            end = a.extent(press)[1]
            if place[1] < end and len(a.within(place[1], end)) < _LONG:
                place = place[0], end
            return self._through(self._of(SourceKind.INTERVIEW, by, None, place, rule, None, press), press)
        heard = [at for verb in self._speaking(one.cue) for at in a.objects_of(verb, "to", "before")]
        if one.hearer is not None and one.word == "tell":
            heard.append(one.hearer)
        if any(a.words[at] in word_set("audience") for at in heard):
            return self._of(SourceKind.BRIEFING, by, None, place, "audience")
        if one.word in ("tweet", "retweet"):
            return self._of(SourceKind.SOCIAL_POST, by, None, place, "posted")
        if {entity.kind for entity in speakers} == {ActorKind.MEDIA} and kind in _TELLING:
            return self._of(SourceKind.PRESS_REPORT, by, None, place, "press")
        if one.word == "report" and all(entity.kind in _BODIES for entity in speakers):
            return self._of(SourceKind.REPORT, by, None, place, "reported")
        if one.word == "testify" or any(a.lemmas[verb] == "testify" for verb in self._speaking(one.cue)):
            return self._of(SourceKind.SPEECH, by, None, place, "testified")
        if one.speaker is not None and all(self._is_hidden(one.speaker, entity) for entity in speakers):
            document = self._anonymous(one.speaker)
            quoting = (a.agent(clause) for clause in a.relative_clauses(one.speaker) if a.lemmas[clause] in _QUOTING)
            return self._through(document, next((at for at in quoting if at is not None and self._media(at)), None))
        return None

    def _is_hidden(self, head: int, entity: Entity) -> bool:
        """Whether a speaker is kept anonymous: "sources close to the talks", "a senior official"; not "officials"."""
        if entity.is_named:
            return False
        first, last = self.a.sentence(head)
        words = set(entity.name.lower().split())
        if _ANONYMITY & set(self.a.words[first:last]) or words & _HIDDEN:
            return True
        if words & _SOURCES or (words & {"familiar", "briefed"} and words & {"people", "person", "individuals"}):
            return True
        own = entity.part_of is None or entity.part_of.kind is ActorKind.STATE
        return own and not entity.plural and bool(words & _UNNAMED) and self.a.determiner(head) != "the"

    def _broadcaster(self, head: int) -> int | None:
        """The news organisation at a word, or in "said on CNN" or "an interview with ABC's This Week"."""
        for at in (head, *(one.object for one in self.a.prepositions(head) if one.word in _ON_AIR)):
            entity = self._media(at)
            if entity is not None and entity is not self.voice:
                return at
        return None

    def _media(self, at: int) -> Entity | None:
        """The named news organisation that a word refers to, or that owns its referent."""
        owner = self.a.possessor(at)
        for one in (at, *self.a.objects_of(at, "of"), *([] if owner is None else [owner])):
            entity = self.cast.unlisted(one) if one in self.cast.unknown else self.cast.at_token.get(one)
            if entity is not None and entity.kind is ActorKind.MEDIA and self.a.words[one] not in document_kinds():
                return entity
        return None

    def _through(self, document: Document, press: int | None) -> Document:
        """A document passed on by the news organisation that a phrase names."""
        if press is None or self._media(press) in document.by:
            return document
        return self.by_way_of(document, self.told_by(press)) or document

    def _phrase(self, head: int) -> Range:
        """The words of a document, with its issuer and a participle: "a letter sent to Rome by Lima"."""
        a = self.a
        start, end = self.cast.description(head)
        for child in a.dependents(head):
            by = a.words[child] in ("by", "with", "about", "on") and child > head
            made = child in a.relative_clauses(head) and a.is_participle(child) and child == a.first_from(end)
            if (by or made) and a.tokens[a.left_edge(child)].start <= end + 8:
                last = a.right_edge(child)
                if last - child < _LONG:
                    end = max(end, a.tokens[last].end)
        return start, self._after_time(end)

    def _after_time(self, end: int) -> int:
        """The end of a time immediately after a phrase: "a news conference Monday"."""
        a = self.a
        for at in range(a.first_from(end), len(a)):
            if a.words[at] not in _DAYS or a.tokens[at].start > end + 1:
                break
            end = a.tokens[at].end
        return end

    def _form(self, one: Attribution) -> tuple[int, SourceKind] | None:
        """The noun for a form of source in a cue's clause: "in a statement", "at a news conference", "on Twitter"."""
        a = self.a
        heads = [one.cue] if one.hearer is None else [one.cue, one.hearer]
        heads += self._speaking(one.cue)
        heads += [one.speaker] if one.speaker is not None and one.speaker > one.cue else []  # said Lima at a briefing
        places = [place for head in heads for place in a.prepositions(head)]
        places += [inner for place in places if a.is_name(place.object) for inner in a.prepositions(place.object)]
        objects = [one.object for one in places if one.word in _FORM_PREPOSITIONS]
        if one.hearer is not None and not a.is_name(one.hearer):  # told the Post
            objects.append(one.hearer)
        inside = {at for start, end in one.content for at in a.within(start, end)}
        for at in objects:
            kind = document_kinds().get(a.words[at])
            if kind is None and a.words[at] in word_set("occasions"):
                kind = SourceKind.SPEECH
            if a.words[at] == "call" and "conference" in [a.words[one] for one in a.modifiers(at)]:
                kind = SourceKind.BRIEFING
            if kind is None or at in inside:
                continue
            if kind in _ONLY_OWN and a.determiner(at) not in _OWN_DETERMINERS and a.possessor(at) is None:
                continue
            if a.words[at] == "conference" and not {"news", "press"} & {a.words[mod] for mod in a.modifiers(at)}:
                kind = SourceKind.SPEECH
            return at, kind
        return None

    def _speaking(self, cue: int) -> list[int]:
        """The verbs around a cue that give its setting: "*speaking* at a rally, he said", "*spoke*, adding"."""
        a = self.a
        found = [verb for verb in a.dependents(cue) if a.is_participle(verb) and a.lemmas[verb] in _SPEAKING]
        first, up = a.first_joined(cue), a.governor(cue)
        if first != cue:
            found.append(first)
        elif up is not None and a.is_verb(up) and a.is_participle(cue) and a.relation(cue) == "adverbial":
            found.append(up)
        return found

    def _evidence(self, one: Attribution) -> Range:
        """A cue with the speaker beside it, unless the content comes between them."""
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
        press: int | None = None,
    ) -> Document:
        """Somebody's document of some kind: one that is already known, unless the words mean another one."""
        another = title is not None and bool(word_set("another") & set(title.lower().split()))
        leaves = frozenset(leaf for one in by for leaf in (one.members or [one]))
        key = kind, leaves, None if press is None else self._media(press)
        known = None if another else self._last_by.get(key)
        if known is not None and (by or noun is None):
            return known
        title = None if title is None else re.sub(r"\s+", " ", title)
        stem = slug(title or f"{by[0].name} {kind}") or kind.value
        id = unique_id(f"source:{stem}", self._ids)
        self._ids.add(id)
        named = bool(by) and any(one.is_named for one in by)
        document = Document(id, kind, by, title, place, named, f"source.{rule}")
        self.all.append(document)
        self._last_by[key] = document
        if noun is not None:
            self._last_of[noun] = document
        return document

    def used(self, ids: set[str | None]) -> list[Document]:
        """The documents with the given ids, and those that passed them on."""
        found: dict[Document, None] = {}
        for one in self.all:
            link = one if one.id in ids else None
            while link is not None and link not in found:
                found[link] = None
                link = link.via
        return list(found)
