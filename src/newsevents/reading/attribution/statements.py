"""Statements: their kinds, speakers, addressees, targets and sources."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from newsevents.draft import DraftStatement
from newsevents.model.vocabulary import StatementKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.acts import kind_of_act
from newsevents.reading.attribution.attributed import Attribution
from newsevents.reading.attribution.constructions import Constructions
from newsevents.reading.attribution.fields import Fields
from newsevents.reading.attribution.free import free_speech
from newsevents.reading.attribution.quotes import reach, to_marks
from newsevents.reading.attribution.sources import Document, Documents
from newsevents.reading.attribution.targets import targets
from newsevents.reading.attribution.trust import Trust, cut_at_next, is_first_person, kind_of, without_repeated
from newsevents.reading.attribution.voice import own_voice
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.lexicon import word_set
from newsevents.reading.entities.names import Entity
from newsevents.reading.layout import Turn
from newsevents.reading.refusals import Refusal
from newsevents.reading.register import Register
from newsevents.reading.times import Times, quantities

__all__ = ["Said", "Statements"]

Range = tuple[int, int]


@attrs.define(eq=False)
class Said:
    """A statement with the attribution that it was made from.

    Attributes:
        attribution: Who says what, as tokens.
        statement: The record.
        speakers: Those who speak.
        addressees: Those who are spoken to.
    """

    attribution: Attribution
    statement: DraftStatement
    speakers: list[Entity]
    addressees: list[Entity]


class Statements:
    """Makes the statements of an article.

    Attributes:
        refused: After reading, the constructions that are not statements, with the reasons.
    """

    def __init__(self, analysis: Analysis, cast: Cast, documents: Documents, times: Times, register: Register) -> None:
        self.a = analysis
        self.cast = cast
        self.documents = documents
        self.times = times
        self.register = register
        self.trust = Trust(analysis, cast)
        self.fields = Fields(analysis, cast, times)
        self.refused: list[tuple[Attribution, Refusal]] = []
        self._according: dict[int, int | None] = {}

    def read(self, voice: Entity | None = None, turns: Iterable[Turn] = ()) -> list[Said]:
        """The statements in text order, outer ones before those within them; then what the article itself says.

        Args:
            voice: The publisher of the article, if known.
            turns: The turns of a transcript.
        """
        found: list[Attribution] = []
        for one in Constructions(self.a):
            why = self.trust.refusal(one)
            if why is None:
                found.append(one)
            else:
                self.refused.append((one, why))
        found += free_speech(self.a, self.cast)
        for one in found:
            one.content = to_marks(self.a, one)
        found = [one for one in found if one.content]
        reach(self.a, found)
        kept = without_repeated(found)
        repeated = set(found).difference(kept)
        self.refused += [(one, Refusal.REPEATED) for one in found if one in repeated]
        found = kept
        cut_at_next(self.a, found)
        for one in found:
            one.content = self.fields.before_time(one)
        found.sort(key=lambda one: (min(one.content[0][0], one.cue_words[0][0]), -one.content[-1][1]))
        cues = {one.cue for one in found if kind_of(one) is not StatementKind.OPINE}
        passed = {one.head: one for one in found if one.word == "according" and one.head in cues - {one.cue}}
        found = [one for one in found if one not in passed.values()]
        self._according = {head: one.speaker for head, one in passed.items()}
        made: list[Said] = []
        open_: list[Said] = []
        for one in found:
            open_ = [outer for outer in open_ if outer.attribution.content[-1][1] > one.cue_words[0][0]]
            around = [outer for outer in open_ if _within(one.cue_words[0], outer.attribution.content)]
            said = self._said(one, around[-1] if around else None)
            if said is None:
                self.refused.append((one, Refusal.WITHIN))
            else:
                made.append(said)
                open_.append(said)
        made += [said for turn in turns if (said := self._turn(turn)) is not None]
        if voice is not None:
            made += [self._own(one, voice) for one in own_voice(self.a, found)]
        return made

    def _turn(self, turn: Turn) -> Said | None:
        """What one speaker says in a transcript."""
        speaker = self.cast.of_name(turn.name)
        tokens = self.a.within(*turn.content)
        if not len(tokens):
            return None
        one = Attribution(tokens[0], "", "turn", None, None, tokens[0], [turn.content], [])
        statement = DraftStatement(
            id=f"statement:turn-{turn.content[0]}",
            kind=StatementKind.SAY,
            speaker=[self.register.quote(turn.speaker)],
            speakers=[self.register.use(speaker)],
            content=[self.register.quote(turn.content)],
            rule="statement.turn",
        )
        return Said(one, statement, [speaker], [])

    def _own(self, one: Attribution, voice: Entity) -> Said:
        """What the article says in its own voice."""
        hedges = self.fields.hedges(one.content)
        statement = DraftStatement(
            id=f"statement:own-{one.content[0][0]}",
            kind=StatementKind.OPINE,
            speakers=[self.register.use(voice)],
            targets=[self.register.use(entity) for entity in targets(self.a, self.cast, one.content, [voice])],
            cue=[self.register.quote(piece) for piece in one.cue_words],
            content=[self.register.quote(piece) for piece in one.content],
            certainty=self.fields.certainty(one, hedges),
            hedges=[self.register.quote(piece) for piece in hedges],
            rule="statement.own-voice",
        )
        return Said(one, statement, [voice], [])

    def _said(self, one: Attribution, outer: Said | None) -> Said | None:
        a = self.a
        cued = kind_of(one)
        if outer is not None and self.trust.only_within(one, outer.attribution):
            return None
        near = outer.speakers[0] if outer is not None and outer.speakers else None
        named = None if one.speaker is None else self.documents.at(one.speaker)
        speakers = self._speakers(one, named, near)
        document = named or self.documents.beside(one, cued, speakers)
        document = self.documents.by_way_of(document, self._reported_by(one))
        if outer is not None:
            around = next((one for one in self.documents.all if one.id == outer.statement.source), None)
            document = self.documents.by_way_of(document, around)
        addressees = [entity for entity in self._addressees(one, near) if entity not in speakers]
        content = [self.register.trimmed(piece) for piece in one.content]
        hedges = self.fields.hedges(content)
        kind = kind_of_act(a, self.cast, one, cued, speakers)
        denied = kind is StatementKind.DENY
        words = one.cue_words
        statement = DraftStatement(
            id=f"statement:{kind.value}-{words[0][0]}-{content[0][0]}",
            kind=kind,
            speaker=() if one.speaker is None else [self.register.quote(self.fields.speaker_words(one))],
            speakers=[self.register.use(entity) for entity in speakers],
            unattributed=not speakers,
            addressees=[self.register.use(entity) for entity in addressees],
            targets=[self.register.use(entity) for entity in targets(self.a, self.cast, content, speakers)],
            cue=[self.register.quote(piece) for piece in words],
            content=[self.register.quote(piece) for piece in content],
            quotes=[self.register.quote(piece) for piece in self.fields.quotes(content)],
            when=self.fields.when(one),
            source=None if document is None else document.id,
            within=None if outer is None else outer.statement.id,
            times=[when for piece in content for when in self.times.within(*piece)],
            quantities=[
                self.register.quote(place) for piece in content for place in quantities(a.text, piece, self.times)
            ],
            certainty=self.fields.certainty(one, hedges),
            attribution_hedges=[self.register.quote(place) for place in self.fields.doubts(one)],
            negated=self.fields.is_denied(one, denied),
            hedges=[self.register.quote(piece) for piece in hedges],
            rule="statement." + one.construction.replace(" ", "-"),
        )
        return Said(one, statement, speakers, addressees)

    def _speakers(self, one: Attribution, named: Document | None, near: Entity | None) -> list[Entity]:
        if one.speaker is None:
            return []
        if named is not None:
            return self.documents.speakers(one.speaker, named)
        quoted = self.a.quotation(one.speaker) >= 0
        if is_first_person(self.a, one.speaker) and not quoted:
            return []
        if self.a.words[one.speaker] == "percent":
            return []
        if one.word == "according" and not self.cast.can_act(one.speaker):
            return []  # according to the average
        return [entity for entity in self.cast.refer(one.speaker, near) if not entity.thing]  # not "the sign says"

    def _reported_by(self, one: Attribution) -> Document | None:
        """The document in "X called it a threat, according to a statement"."""
        head = self._according.get(one.cue)
        return None if head is None else self.documents.told_by(head)

    def _addressees(self, one: Attribution, near: Entity | None) -> list[Entity]:
        hearer = one.hearer
        if hearer is None and self.a.is_verb(one.cue) and one.word in _TO_SOMEBODY:
            objects = [at for at in self.a.objects_of(one.cue, "to") if self.cast.is_actor(at)]
            hearer = objects[0] if objects else None
        if hearer is None or not self.cast.is_actor(hearer):
            return []
        return self.cast.refer(hearer, near)


_TO_SOMEBODY = word_set("said_to")
"""Verbs whose "to" names a hearer: "said to reporters"."""


def _within(place: Range, pieces: Iterable[Range]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in pieces)
