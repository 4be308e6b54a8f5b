"""The records of events for a draft, from what is said in an article and who is in it."""

from __future__ import annotations

from collections.abc import Sequence

from newsevents.draft import DraftAllegation, DraftMeeting
from newsevents.model.ids import slug
from newsevents.model.values import Place, Span, When
from newsevents.model.vocabulary import ActorKind, AllegationForm, MeetingKind, MeetingStatus
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.statements import Said
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.names import Entity
from newsevents.reading.events.allegations import allegations
from newsevents.reading.events.alleged import Alleged, Claim
from newsevents.reading.events.meetings import Met, meetings
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import people
from newsevents.reading.register import Register
from newsevents.reading.times import Times, quantities

__all__ = ["Events"]

Range = tuple[int, int]
_PRONOUNS = word_set("personal")

_THEY = frozenset(("they", "them", "their"))
_QUANTIFIERS = word_set("quantifiers")


class Events:
    """Makes the meetings and allegations of an article."""

    def __init__(self, analysis: Analysis, cast: Cast, times: Times, register: Register) -> None:
        self.a = analysis
        self.cast = cast
        self.times = times
        self.register = register

    def who(self, head: int, speaker: Entity | None) -> Sequence[Entity]:
        """Whom words mean, if it is somebody who can act."""
        a = self.a
        if self.times.within(a.tokens[head].start, a.tokens[head].end):
            return ()
        if a.is_pronoun(head):
            known = a.words[head] in _PRONOUNS or a.antecedent(head) != head
            known = known and not (a.words[head] in _THEY and a.quotation(head) >= 0)  # too often somebody outside
        elif a.is_name(head) or ((entity := self.cast.at_token.get(head)) is not None and entity.rule != "description"):
            known = self.cast.can_act(head)
        else:
            known = bool({a.lemmas[head], a.words[head]} & people()) or a.words[head] in _QUANTIFIERS
        return self.cast.one(head, speaker) if known else ()

    # Meetings

    def meetings(self) -> list[DraftMeeting]:
        """The meetings of the article."""
        return [self._meeting(one) for one in meetings(self.a, self.who) if _is_likely(one) and not _is_place(one)]

    def _meeting(self, one: Met[Entity]) -> DraftMeeting:
        when, status = self.times.dated(*one.evidence), one.status
        if status is MeetingStatus.HELD:
            when = self.times.past(when)
        participants = [self.register.use(entity) for entity in one.participants]
        return DraftMeeting(
            id=f"meeting:{slug('-'.join(id.removeprefix('actor:') for id in participants))[:60]}-{one.evidence[0]}",
            kind=one.kind,
            status=status,
            participants=participants,
            hosts=[self.register.use(entity) for entity in one.hosts],
            when=when,
            place=self._place(one.place),
            evidence=[self.register.quote(self.register.trimmed(one.evidence))],
            rule=one.rule,
        )

    def _place(self, head: int | None) -> Place | None:
        if head is None:
            return None
        start, end = self.a.base_phrase(head)
        words = self.a.text[start:end]
        return Place(name=words, span=Span(start=start, end=end, exact=words))

    # Allegations

    def allegations(self, said: Sequence[Said]) -> list[DraftAllegation]:
        """The allegations of the article, of which those in statements refer to these."""
        claims = [
            Claim(one.attribution.cue, one.attribution.head, tuple(one.speakers), one.statement.source is not None, one)
            for one in said
        ]
        found = allegations(self.a, claims, self.who)
        ids = {one: _id(one) for one in found}
        return [self._allegation(one, ids) for one in found]

    def _allegation(self, one: Alleged[Entity], ids: dict[Alleged[Entity], str]) -> DraftAllegation:
        said = one.claim.of if one.claim is not None else None
        statement = said.statement if isinstance(said, Said) else None
        content = [self.register.trimmed(piece) for piece in one.content]
        return DraftAllegation(
            id=ids[one],
            claimants=[self.register.use(entity) for entity in one.claimants],
            unattributed=not one.claimants and (statement is None or statement.source is None),
            form=AllegationForm(one.form),
            accused=[self.register.use(entity) for entity in one.accused],
            victims=[self.register.use(entity) for entity in one.victims],
            content=[self.register.quote(piece) for piece in content],
            quantities=[self.register.quote(place) for place in quantities(self.a.text, content[0], self.times)],
            when=self._when(content[0]),
            certainty=one.certainty,
            negated=one.negated,
            hedges=[self.register.quote((self.a.tokens[at].start, self.a.tokens[at].end)) for at in one.hedges],
            status=one.status,
            statement=None if statement is None else statement.id,
            source=None if statement is None else statement.source,
            disputes=[ids[other] for other in one.disputes],
            rule=one.rule,
        )

    def _when(self, place: Range) -> When | None:
        return self.times.past(self.times.dated(*place))


def _id(one: Alleged[Entity]) -> str:
    who = slug((one.accused or one.claimants)[0].name)[:40] or "x"
    return f"allegation:{who}-{one.content[0][0]}{'-not' if one.negated else ''}"


def _is_likely(one: Met[Entity]) -> bool:
    """Whether those who meet can: hosts and guests are people or states, nobody visits the own country."""
    if one.kind is not MeetingKind.VISIT:
        return one.rule not in ("meeting.host", "meeting.welcome") or all(
            entity.is_person or entity.kind in (ActorKind.STATE, ActorKind.GOVERNMENT_BODY)
            for entity in one.participants
        )
    if not one.hosts:
        return True
    hosts = {host.country for host in one.hosts}
    visitors = {entity.country for entity in one.participants if entity not in one.hosts}
    return all(host.kind is ActorKind.STATE for host in one.hosts) and not hosts & (visitors - {None})


def _is_place(one: Met[Entity]) -> bool:
    """Whether the only one who is told to meet is a place: "the Madrid summit"."""
    return len(one.participants) == 1 and one.participants[0].kind is ActorKind.STATE and one.kind is MeetingKind.SUMMIT
