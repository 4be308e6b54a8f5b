"""The records of events for a draft, from the statements and actors of an article."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from newsevents.draft import DraftAllegation, DraftMeeting
from newsevents.model.ids import slug
from newsevents.model.values import Place, Span, When
from newsevents.model.vocabulary import ActorKind, AllegationForm, AllegationStatus, MeetingKind, MeetingStatus
from newsevents.reading.analysis import Analysis
from newsevents.reading.attribution.statements import Said
from newsevents.reading.entities.cast import Cast
from newsevents.reading.entities.descriptions import describe
from newsevents.reading.entities.hints import aged
from newsevents.reading.entities.lexicon import head_kinds
from newsevents.reading.entities.lexicon import word_set as entity_words
from newsevents.reading.entities.names import Entity
from newsevents.reading.entities.pronouns import is_doubtful
from newsevents.reading.events.allegations import allegations
from newsevents.reading.events.alleged import Alleged, Claim
from newsevents.reading.events.docket import told_words
from newsevents.reading.events.likely import likely
from newsevents.reading.events.meetings import Met, meetings
from newsevents.reading.events.occurrence import verb_over
from newsevents.reading.events.told import further
from newsevents.reading.events.wording import closed
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers
from newsevents.reading.refusals import Refusal
from newsevents.reading.register import Register
from newsevents.reading.times import Times, quantities

__all__ = ["Events"]

Range = tuple[int, int]
_LONG_WORD = 6
_PRONOUNS = word_set("personal")
_LISTENING = word_set("listening") - {"gathering", "rally"}
_MULTITUDES = word_set("multitudes")

_CLOSE = 8
"""How many words before "they" a thing may be that it refers to."""
_OTHERS = frozenset(("he", "him", "his", "she", "her", "it", "its", "they", "them", "their"))
_MANY = 60
"""How many earlier names or allegations are searched for another."""
_PUBLIC = frozenset(("media", "press", "public"))
_TITLES = frozenset(("mr.", "mr", "mrs.", "mrs", "ms.", "ms", "miss", "dr.", "dr", "sen.", "rep.", "gov.", "president"))
_THEY = frozenset(("they", "them", "their"))
_QUANTIFIERS = word_set("quantifiers")
_VENUES = word_set("venues")
_PEOPLE_MET = frozenset(
    ("leader", "man", "woman", "president", "minister", "premier", "official", "rival", "candidate")
)
_STATES_MET = frozenset(("side", "country", "nation", "state", "neighbor", "neighbour", "government", "party"))
_PARTIES = frozenset(
    (ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.MILITARY, ActorKind.PARTY, ActorKind.COMPANY, ActorKind.GROUP)
)
"""The kinds of actors that "the two sides" may be."""
_HEARING = frozenset((ActorKind.COURT, ActorKind.LEGISLATURE, ActorKind.GOVERNMENT_BODY))
_NO_PLACES = frozenset((ActorKind.COMPANY, ActorKind.GROUP, ActorKind.MEDIA, ActorKind.PARTY))
_INSTITUTIONS = word_set("institutions")
_CALENDAR = entity_words("no_names")


class Events:
    """Makes the meetings and allegations of an article.

    Attributes:
        refused: The words that may report an event but do not, with the kind of record and the reason.
        told: The words that report an event, with the kind of record.
    """

    def __init__(self, analysis: Analysis, cast: Cast, times: Times, register: Register) -> None:
        self.a = analysis
        self.cast = cast
        self.times = times
        self.register = register
        self.refused: list[tuple[int, str, Refusal]] = []
        self.told: set[tuple[int, str]] = set()

    def liable(self, head: int, speaker: Entity | None) -> Sequence[Entity]:
        """The actors that a head refers to, if they can be held responsible; these include institutions."""
        a = self.a
        certain = a.determiner(head) is not None or a.possessor(head) is not None
        if a.lemmas[head] in _INSTITUTIONS and certain and not a.is_name(head):
            return self.cast.one(head, speaker)
        return self.who(head, speaker)

    def speaking(self, head: int, speaker: Entity | None) -> Sequence[Entity]:
        """The actors that a head refers to, if they can accuse; of several with a surname, the one named most."""
        found = self.liable(head, speaker)
        if found or not self.a.is_name(head) or not self.cast.can_act(head):
            return found
        named = Counter(self.cast.at_token[at] for at in self._bearers.get(self.a.words[head], ()))
        last = self.cast.one(head, speaker)
        return last if list(last) == [one for one, _ in named.most_common(1)] else ()

    def who(self, head: int, speaker: Entity | None) -> Sequence[Entity]:
        """The actors that a head refers to, if they can act."""
        a = self.a
        if aged(a, head) is not None:
            return self.cast.one(head, speaker)
        if self.times.within(a.tokens[head].start, a.tokens[head].end):
            return ()
        if a.is_pronoun(head):
            known = a.words[head] in _PRONOUNS or a.antecedent(head) != head
            known = known and not (a.words[head] in _THEY and a.quotation(head) >= 0)  # too often unmentioned people
        elif a.is_adjective(head):
            known = head in self.cast.at_token  # "Israeli planes"
        elif a.is_name(head) or ((entity := self.cast.at_token.get(head)) is not None and entity.rule != "description"):
            known = self.cast.can_act(head)
        else:
            known = bool({a.lemmas[head], a.words[head]} & doers()) or a.words[head] in _QUANTIFIERS
            known = known or (len(a.lemmas[head]) > _LONG_WORD and a.lemmas[head].endswith("ist"))  # "abortionists"
        found = self.cast.one(head, speaker) if known else ()
        return () if a.is_name(head) and self._is_shared(head, found) else found

    def _is_shared(self, head: int, found: Sequence[Entity]) -> bool:
        """Whether a surname alone may be that of another person nearby in the article."""
        a = self.a
        if self._is_full(head) or not found or not found[0].is_person:
            return False
        places = self._bearers.get(a.words[head], [])
        if len({id(self.cast.at_token[at]) for at in places[:_MANY]}) < 2:
            return False
        near = [
            self.cast.at_token[at]
            for at in places[max(0, bisect_left(places, head) - _MANY) : bisect_left(places, head)]
            if self._is_full(at) and a.paragraph(head) - a.paragraph(at) <= 1
        ]
        return not near or any(one is not found[0] for one in near)

    @functools.cached_property
    def _named(self) -> list[int]:
        """The tokens that name somebody, in text order."""
        return sorted(self.cast.at_token)

    @functools.cached_property
    def _bearers(self) -> dict[str, list[int]]:
        """The tokens at which people are named, by the last word of the name, in text order."""
        found: dict[str, list[int]] = {}
        for at in self._named:
            if self.cast.at_token[at].is_person:
                found.setdefault(self.a.words[at], []).append(at)
        return found

    def _is_full(self, head: int) -> bool:
        """Whether a given name or the like, and not only a title, precedes a surname."""
        return any(self.a.is_name(one) and self.a.words[one] not in _TITLES for one in self.a.modifiers(head))

    def is_doubtful(self, head: int, speaker: Entity | None) -> bool:
        """Whether a reference is too doubtful for an accusation: "he" or "the company" with two candidates nearby."""
        a = self.a
        if a.is_pronoun(head):
            if speaker is not None and any(_is_namesake(one, speaker) for one in self.cast.one(head, speaker)):
                return True  # "She lied," Smith said, where two people are called Smith
            return a.words[head] in _OTHERS and (is_doubtful(self.cast, head, speaker) or self._may_be_things(head))
        if a.is_name(head) and self._explains_thing(head):  # "Lima, the president of its body, Acme, who"
            return any(a.words[a.left_edge(one)] == "who" for one in a.relative_clauses(head))
        if a.is_name(head) or a.determiner(head) is None:
            return False
        if head in self.cast.at_token and a.lemmas[head] not in _PUBLIC:
            return False
        found = self.cast.one(head, speaker)
        if len(found) != 1 or found[0].is_person or found[0].rule == "description":
            return False
        last = bisect_left(self._named, head)
        near = [at for at in self._named[max(0, last - _MANY) : last] if a.paragraph(head) - a.paragraph(at) <= 2]
        others = (self.cast.at_token[at] for at in near)
        return a.lemmas[head] in _PUBLIC or any(one.kind is found[0].kind and one is not found[0] for one in others)

    def _may_be_things(self, pronoun: int) -> bool:
        """Whether "they" may refer to things just before: "sued the city over *the rules*, saying they violate"."""
        a = self.a
        if a.words[pronoun] not in _THEY:
            return False
        first = max(a.sentence(pronoun)[0], pronoun - _CLOSE)
        nouns = (at for at in range(first, pronoun) if a.is_noun(at) and not a.is_name(at) and a.is_plural(at))
        return any(
            a.relation(at) in ("object", "prepositional") and a.lemmas[at] not in doers() and not self.cast.is_actor(at)
            for at in nouns
        )

    def _explains_thing(self, head: int) -> bool:
        """Whether a name is in apposition to a noun that is not for a person."""
        noun = self.a.governor(head)
        return noun is not None and self.a.relation(head) == "apposition" and self.a.lemmas[noun] not in doers()

    # Meetings

    def attends(self, head: int, speaker: Entity | None) -> Sequence[Entity]:
        """The actors that a head refers to, if they can meet, including bodies such as a court."""
        a, over = self.a, self.a.governor(head)
        if over is not None and a.relation(head) == "apposition" and a.is_name(over) and a.determiner(head):
            return self.attends(over, speaker)  # "Ana Braga, a Democrat who"
        whose = next((one for one in a.dependents(head) if a.words[one] == "whose"), None)
        if whose is not None:
            return () if a.antecedent(whose) == whose else self.attends(a.antecedent(whose), speaker)
        apposed = [one for one in a.appositions(head) if a.is_name(one)] if a.words[head] in _QUANTIFIERS else []
        if apposed:
            return self.attends(apposed[0], speaker)  # "one of them, Ana Braga,"
        if a.lemmas[head] in _LISTENING and not a.is_name(head):
            return [describe(self.cast, head)]  # "told a rally audience"
        if a.lemmas[head] in _MULTITUDES and any(a.lemmas[one] in doers() for one in a.objects_of(head, "of")):
            return [describe(self.cast, head)]  # "thousands of people marched"
        if (both := self._both(head)) is not None:
            return both
        found = self.cast.one(head, speaker) if a.words[head] == "it" else self.who(head, speaker)
        if not found and a.is_noun(head) and a.lemmas[head] in head_kinds() and self.cast.is_actor(head):
            return self.cast.one(head, speaker)
        return found

    def _both(self, head: int) -> Sequence[Entity] | None:
        """The two actors that the last sentence before "both leaders" or "the two sides" names, if no others."""
        a = self.a
        pairs = a.lemmas[head] in _STATES_MET or a.lemmas[head] in _PEOPLE_MET
        if not pairs or not any(a.words[one] in ("two", "both") for one in a.dependents(head)):
            return None
        if (known := self.cast.one(head))[0].members:
            return known
        kinds = {ActorKind.PERSON} if a.lemmas[head] in _PEOPLE_MET else _PARTIES
        last = bisect_left(self._named, head)
        near = [at for at in self._named[max(0, last - _MANY) : last] if a.numbers[head] - a.numbers[at] <= 2]
        fit = [at for at in near if self.cast.at_token[at].kind in kinds and self.cast.at_token[at].is_named]
        found = dict.fromkeys(self.cast.at_token[at] for at in fit if a.numbers[at] == a.numbers[fit[-1]])
        return list(found) if len(found) == 2 else None

    def meetings(self) -> list[DraftMeeting]:
        """The meetings of the article."""
        refused: list[tuple[int, Refusal]] = []
        found = []
        for one in meetings(self.a, self.attends, refused):
            made = likely(one)
            found += made
            if not made:
                refused.append((one.at, Refusal.NOBODY))
        self._note("meeting", refused, (one.at for one in found))
        return [self._meeting(one) for one in found]

    def _note(self, of: str, refused: Iterable[tuple[int, Refusal]], told: Iterable[int]) -> None:
        """Record which words report an event, and which do not and why."""
        self.refused += [(at, of, why) for at, why in refused]
        self.told |= {(at, of) for at in told}

    def _meeting(self, one: Met[Entity]) -> DraftMeeting:
        when, status = self._time_of(one), one.status
        if status is MeetingStatus.HELD:
            when = self.times.past(when)
        participants = [self.register.use(entity) for entity in one.participants]
        return DraftMeeting(
            id=f"meeting:{slug('-'.join(id.removeprefix('actor:') for id in participants))[:60]}-{one.evidence[0]}",
            kind=one.kind,
            status=status,
            participants=participants,
            hosts=[self.register.use(entity) for entity in one.hosts or _hearing(one)],
            when=when,
            place=self._place(one.places),
            evidence=[self.register.quote(self.register.trimmed(one.evidence))],
            rule=one.rule,
        )

    def _time_of(self, one: Met[Entity]) -> When | None:
        """The time of a meeting: the first in its clause, or in the words for it, or the only one in the sentence."""
        a = self.a
        first, last = a.sentence(one.at)
        near = [each for each in self.times.within(a.starts[first], a.tokens[last - 1].end) if each.earliest]
        own = (each for each in near if each.span is not None and self._is_of(a.token_at(each.span.start), one))
        alone = near[0] if len(near) == 1 else None
        return next(own, None) or self.times.dated(*one.evidence) or alone

    def _is_of(self, time: int, one: Met[Entity]) -> bool:
        """Whether a time is in the clause of a meeting, and not in one inside it: "Lima, *who came on Friday*, met"."""
        up = self.a.governor(time)
        while up is not None and up != one.at and not self.a.is_verb(up):
            up = self.a.governor(up)
        return up is not None and up in (one.at, verb_over(self.a, one.at))

    def _place(self, heads: Sequence[int]) -> Place | None:
        """The first phrase that names a place and not a time."""
        a = self.a
        named = []
        for one in heads:
            entity = self.cast.at_token.get(one)
            if entity is not None and (entity.is_person or entity.kind in _NO_PLACES):
                continue
            if a.is_name(one) and a.words[one] not in _CALENDAR:
                named.append(a.base_phrase(one))
            elif a.lemmas[one] in _VENUES and not a.is_plural(one):  # "at his office", "at a hotel in Rome"
                inside = [each for each in a.objects_of(one, "in") if a.is_name(each)]
                named.append((a.base_phrase(one)[0], a.base_phrase((*inside, one)[0])[1]))
        start, end = next((cut for one in named if (cut := self._untimed(one))[0] < cut[1]), (0, 0))
        if start == end:
            return None
        words = a.text[start:end]
        return Place(name=words, span=Span(start=start, end=end, exact=words))

    def _untimed(self, place: Range) -> Range:
        """A place up to a time in it: "*Rome* Thursday"; for a time alone, an empty range."""
        first = next((one.span.start for one in self.times.within(*place) if one.span is not None), place[1])
        return self.register.trimmed((place[0], first))

    # Allegations

    def allegations(self, said: Sequence[Said]) -> list[DraftAllegation]:
        """The allegations of the article; those in statements refer to the statements."""
        claims = [
            Claim(one.attribution.cue, head, tuple(one.speakers), one.statement.source is not None, one)
            for one in said
            for head in (one.attribution.head, *further(self.a, one.attribution.head, one.attribution.content))
        ]
        refused: list[tuple[int, Refusal]] = []
        found = allegations(self.a, claims, self.who, self.is_doubtful, refused, self.liable, self.speaking)
        self._note("allegation", refused, (at for one in found for at in (one.at, one.cue)))
        for at, one in enumerate(found):
            for earlier in found[max(0, at - _MANY) : at]:
                self._support(one, earlier)
        ids = {one: _id(one) for one in found}
        return [self._allegation(one, ids) for one in found]

    def _allegation(self, one: Alleged[Entity], ids: dict[Alleged[Entity], str]) -> DraftAllegation:
        said = one.claim.of if one.claim is not None else None
        statement = said.statement if isinstance(said, Said) else None
        content = [closed(self.a.text, self.register.trimmed(piece)) for piece in one.content]
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
            supports=[ids[other] for other in one.supports],
            rule=one.rule,
        )

    def _support(self, one: Alleged[Entity], earlier: Alleged[Entity]) -> None:
        """Link an allegation to an earlier one by others, if it says the same about the same actors."""
        if one.negated or earlier.negated or not one.claimants or not earlier.claimants:
            return
        if set(one.claimants) & set(earlier.claimants) or not _same(one.accused, earlier.accused):
            return
        words, others = told_words(self.a, one.content), told_words(self.a, earlier.content)
        if len(words & others) >= max(3, 0.5 * min(len(words), len(others))):
            one.supports.append(earlier)
            for each in (one, earlier):
                if each.status is AllegationStatus.UNVERIFIED:
                    each.status = AllegationStatus.SUPPORTED

    def _when(self, place: Range) -> When | None:
        return self.times.past(self.times.dated(*place))


def _hearing(one: Met[Entity]) -> list[Entity]:
    """The court or body that hears people, which is the host of a hearing."""
    return [each for each in one.participants if one.kind is MeetingKind.HEARING and each.kind in _HEARING]


def _same(some: Sequence[Entity], others: Sequence[Entity]) -> bool:
    """Whether the same actor is in both, or a state is in one and its forces are in the other."""
    states = {one.country for one in some if not one.is_person} - {None}
    return bool(set(some) & set(others)) or bool(states & {one.country for one in others if not one.is_person})


def _id(one: Alleged[Entity]) -> str:
    named = (*one.accused, *one.claimants, *one.victims)
    who = (slug(named[0].name)[:40] if named else "") or "x"
    return f"allegation:{who}-{one.content[0][0]}{'-not' if one.negated else ''}"


def _is_namesake(one: Entity, other: Entity) -> bool:
    """Whether two people have the same surname."""
    people = one is not other and one.is_person and other.is_person and other.is_named
    return people and one.name.split()[-1:] == other.name.split()[-1:]
