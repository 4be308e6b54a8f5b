"""The actors of an article, and the reference of noun phrases and pronouns."""

from __future__ import annotations

import re

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.descriptions import describe, description, modifying
from newsevents.reading.entities.entity import BODIES, Entity, Range
from newsevents.reading.entities.epithets import Epithets
from newsevents.reading.entities.hints import aged, is_person_noun
from newsevents.reading.entities.leads import leads
from newsevents.reading.entities.lexicon import given_names, head_kinds, listed, noun_kinds, word_set
from newsevents.reading.entities.names import Names
from newsevents.reading.entities.pronouns import OWN, antecedent, bound, gender, is_fit
from newsevents.reading.lexicon.people import people

__all__ = ["Cast"]

_SOME = word_set("quantifiers")
_TIMES = word_set("time_nouns") | word_set("no_names")
_THINGS = tuple(word_set("thing_endings"))
_AGENTS = tuple(word_set("agent_endings"))
_NAMED_AFTER = word_set("named_after")
_NAMED_OFTEN = frozenset((ActorKind.STATE, ActorKind.IGO, ActorKind.PARTY))
_OFTEN = 3
"""How often an article names a state that is one of its actors."""


class Cast(Names):
    """The entities of an article, and the words that refer to them."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self._known: dict[int, list[Entity]] = {}
        self._groups: dict[frozenset[Entity], Entity] = {}
        for head in sorted(self.at_token):
            if analysis.first_joined(head) == head and len(analysis.joined(head)) > 1:
                self._join(head)
        self._epithets = Epithets(self, self.one)
        for head, person in leads(self):
            self.at_token[head] = person
            person.nouns.add(analysis.lemmas[head])
            self.enter(self.description(head), person)
        self._describe_subjects()

    def _describe_subjects(self) -> None:
        """Enter described subjects, so that later words can refer to them: "Israel's military did not reply"."""
        a = self.a
        for verb in range(len(a)):
            subject = a.own_subject(verb) if a.is_verb(verb) and a.is_finite(verb) else None
            if subject is None:
                continue
            referred = a.antecedent(subject)
            if referred != subject and self.is_described(referred) and self.is_actor(referred):
                self.refer(referred)  # "the relatives, *who* say they left"
            elif a.is_pronoun(subject):
                main = a.governor(a.first_joined(verb)) is None and a.quotation(subject) < 0
                if main and (a.words[subject] == "they" or gender(a.words[subject]) is not None):
                    self.refer(subject)
            elif a.is_noun(subject) and self._known_kind(subject) and self.is_actor(subject):
                self.refer(subject)

    def _known_kind(self, head: int) -> bool:
        """Whether it is a noun for people or bodies, or for a kind of actor."""
        kinds = head_kinds() if self.a.is_name(head) else noun_kinds()
        return any(word in kinds or word in people() for word in (self.a.words[head], self.a.lemmas[head]))

    def _join(self, head: int) -> None:
        """Make a group of people or states named together, to which later words such as "the three" may refer."""
        heads = self.a.joined(head)
        group = self._group([entity for at in heads if (entity := self._named_at(at)) is not None], len(heads))
        if group is not None:
            self.enter((self.a.base_phrase(heads[0])[0], self.a.tokens[heads[-1]].end), group)

    def _group(self, named: list[Entity], count: int) -> Entity | None:
        """The group of several people or several states, if each of them is named."""
        members = list(dict.fromkeys(named))
        kinds = {one.kind for one in members}
        if not 1 < len(members) == count or kinds not in ({ActorKind.STATE}, {ActorKind.PERSON}):
            return None
        name = ", ".join(one.name for one in members[:-1]) + f" and {members[-1].name}"
        group = self._groups.setdefault(
            frozenset(members), Entity(name, ActorKind.GROUP, members=members, rule="coordination", plural=True)
        )
        return self.entities.setdefault(group.name, group)

    def people(self) -> list[Entity]:
        """The people whom the article surely names, by a title or a given name, in the order of their first mention."""
        known = [
            one for one in self.entities.values() if one.kind is ActorKind.PERSON and one.is_named and one.mentions
        ]
        sure = [one for one in known if one.title is not None or one.name.split()[0].lower() in given_names()]
        return sorted(sure, key=lambda one: min(one.mentions))

    def bodies(self) -> list[Entity]:
        """The media that the article names, and the states, international bodies and parties that it names often."""
        known = [one for one in self.entities.values() if one.rule == "gazetteer" and one.mentions]
        found = [
            one
            for one in known
            if one.kind is ActorKind.MEDIA or (one.kind in _NAMED_OFTEN and len(one.mentions) >= _OFTEN)
        ]
        return sorted(found, key=lambda one: min(one.mentions))

    def is_named(self, head: int) -> bool:
        """Whether a word is the last of a name."""
        entity = self.at_token.get(head)
        return self.a.is_name(head) or (entity is not None and entity.rule != "description")

    def _named_at(self, head: int) -> Entity | None:
        """The actor named by a word or its apposition: "his counterpart Ana Lima"."""
        apposed = (self.at_token[at] for at in self.a.appositions(head) if at in self.at_token)
        return None if self._is_of_people(head) else self.at_token.get(head) or next(apposed, None)

    def refer(self, head: int, speaker: Entity | None = None) -> list[Entity]:
        """The entities that a noun phrase or a pronoun and the words joined to it refer to.

        Args:
            head: The head of the words.
            speaker: For pronouns, the entity that speaks the words or is spoken of.
        """
        found: list[Entity] = []
        heads = self.a.joined(head)
        heads = [
            one for one in heads if one == head or self.a.words[one] not in ("both", "each")
        ]  # Peru and Chile each
        apart = any(self.is_named(at) or self.a.is_pronoun(at) for at in heads) or all(map(self._is_one_body, heads))
        if len(heads) > 1 and not apart:
            return [self._described_together(heads)]
        named = [at for at in heads if at in self.at_token]
        if named and heads[0] not in self.at_token and self._known_kind(heads[0]) and not self.a.determiner(heads[0]):
            heads = named  # writer and former president Ana Lima
        for one in heads:
            found += [entity for entity in self.one(one, speaker) if entity not in found]
        return found

    def _described_together(self, heads: list[int]) -> Entity:
        """The group of actors that are described together: "police and FBI agents"."""
        whole = self.a.extent(heads[0])
        members = list(dict.fromkeys(self.one(at)[0] for at in heads))
        if len(members) < 2 or any(one.thing or not one.plural for one in members):
            return describe(self, heads[0], whole)
        name = re.sub(r"\s+", " ", self.text[slice(*whole)])
        group = self.entities.setdefault(
            name, Entity(name, ActorKind.GROUP, members=members, rule="coordination", plural=True)
        )
        self.enter(whole, group)
        return group

    def _is_one_body(self, head: int) -> bool:
        word = self.a.words[head]
        return head_kinds().get(word) in BODIES and word == self.a.lemmas[head]

    def one(self, head: int, speaker: Entity | None = None) -> list[Entity]:
        """The entities that a single noun phrase or pronoun refers to, without the words joined to it."""
        a = self.a
        if head in self._known:
            return self._known[head]
        if a.is_pronoun(head):
            return self._pronoun(head, speaker)
        named = self._apposed(head) if a.words[head] == "one" and head not in self.at_token else None
        found = self._noun(head) if named is None else [named]  # one of the cousins, Ana Lima
        self._known[head] = found
        return found

    def can_act(self, head: int) -> bool:
        """Whether a noun phrase can refer to an actor, and not to a thing, a number or a time."""
        a = self.a
        word = a.words[head]
        if head in self.at_token or aged(a, head) is not None:
            return True
        if a.is_name(head):
            return word not in _TIMES and head not in self.things
        if word in word_set("only_in_names"):
            return False
        if a.is_pronoun(head):
            return a.antecedent(head) != head or word not in ("which", "what", "that", "whatever")
        if word in _SOME or word == "percent":
            return all(self.is_actor(one) for one in a.objects_of(head, "of"))  # not "many of the sales"
        if a.is_number(head) or word in _TIMES or a.lemmas[head] in _TIMES:
            return a.is_number(head) and word.isalpha() and word not in _TIMES
        if self._known_kind(head):
            return True
        return a.is_noun(head) and not a.lemmas[head].endswith(_THINGS)

    def is_actor(self, head: int) -> bool:
        """Whether a noun phrase surely refers to an actor: a name, a personal pronoun, a noun for people or bodies."""
        a = self.a
        word = a.words[head]
        if word in _SOME or a.lemmas[head] in _SOME:
            return all(self.is_actor(one) for one in a.objects_of(head, "of"))
        if head in self.at_token or self._known_kind(head):
            return True
        if a.is_pronoun(head):
            referred = a.antecedent(head)
            return self.is_actor(referred) if referred != head else word not in ("which", "what", "that", "it")
        if any(one in self.at_token and self.at_token[one].is_person for one in a.appositions(head)):
            return True  # her running mate, Ana Lima
        return self.can_act(head) and (a.is_name(head) or word.endswith(_AGENTS))

    def is_described(self, head: int) -> bool:
        """Whether a common noun refers to people or a body: "two suspects", "the ministry"."""
        a = self.a
        return a.is_noun(head) and not a.is_name(head) and self._known_kind(head)

    # Noun phrases

    def _noun(self, head: int) -> list[Entity]:
        a = self.a
        verb = a.governor(head)
        if verb is not None and a.lemmas[verb] == "be" and a.predicate(verb) == head:
            subject = a.subject(verb)  # Lima was the first minister to resign
            if subject is not None and subject != head and self.is_named(subject):
                return self.one(subject)
        named = self.at_token.get(head) or self.within_name.get(head)
        if named is not None and not (named.kind is ActorKind.STATE and self._is_of_people(head)):
            return [named]
        pair = self._pair(head)
        if pair is not None:
            return [pair]
        inside = self._named_inside(head) if named is None else None
        if inside is not None:
            self.enter(a.base_phrase(head), inside)
            return [inside]
        if head in self.unknown and not any(self.at_token.get(one) for one in a.appositions(head)):
            return [self.unlisted(head)]
        apposed = self._apposed(head)
        if apposed is not None:
            self.enter(a.extent(head), apposed)
            return [apposed]
        place = aged(a, head) or a.base_phrase(head)
        meant = self._epithets.meant(head, place)
        if meant is None:
            return [describe(self, head, aged(a, head))]
        self.enter(place, meant)
        return [meant]

    def _pair(self, head: int) -> Entity | None:
        """The two named together shortly before, for "both" or "each": "*Each* blamed the other"."""
        a = self.a
        if a.words[head] not in ("each", "both") or a.dependents(head):
            return None
        first = a.sentences[max(0, a.numbers[head] - 1)][0]
        near = [one for place, one in self.before(a.starts[head]) if place[0] >= a.starts[first]]
        pair = next((one for one in reversed(near) if len(one.members) == 2), None)
        if pair is not None:
            self.enter((a.tokens[head].start, a.tokens[head].end), pair)
        return pair

    def _is_of_people(self, head: int) -> bool:
        """Whether the name of a people refers to some of them and not to their state: "an Israeli", "many Russians"."""
        a = self.a
        entry = listed().get(a.words[head])
        if entry is None or entry.form != "people":
            return False
        if a.words[head - 1] in ("-", "–") and a.tokens[head - 1].end == a.starts[head]:
            return False  # "Israeli-Syrian talks"
        return a.words[head].endswith("s") or any(at < head and a.words[at] != "the" for at in a.modifiers(head))

    def _named_inside(self, head: int) -> Entity | None:
        """The actor named inside a noun phrase: "the Maariv newspaper", "his counterpart Ana Lima"."""
        a = self.a
        if a.words[head] == "counterpart":
            return self.at_token.get(head + 1) or self.at_token.get(head + 2)
        if a.words[head] not in _NAMED_AFTER:
            return None
        before = a.within(*a.base_phrase(head))
        inner = [
            self.at_token[at] for at in before if at in self.at_token and a.relation(at) == "modifier" and a.is_noun(at)
        ]
        if not inner:
            return None
        return None if inner[-1].kind in (ActorKind.STATE, ActorKind.PERSON, ActorKind.IGO) else inner[-1]

    def _apposed(self, head: int) -> Entity | None:
        """The actors named after a noun: "his wife, Ana Lima", "her sons, Ivo and Jan Lima"."""
        a = self.a
        is_somebody = self.is_described(head) or a.words[head] == "one"
        for first in (*a.appositions(head), *self._after_of(head)):
            heads = a.joined(first)
            named = [self.unlisted(at) if is_somebody and at in self.unknown else self._named_at(at) for at in heads]
            if len(heads) > 1 and a.is_plural(head):
                return self._group([one for one in named if one is not None], len(heads))
            entity = named[0]
            if entity is not None and (entity.kind is ActorKind.PERSON or not a.is_name(head)):
                return entity
        return None

    def _after_of(self, head: int) -> list[int]:
        """The person named after a noun with "of", if parsed with its object: "the head of the bank, Ana Lima"."""
        a = self.a
        inside = a.objects_of(head, "of")
        bodies = [at for at in inside if not self._is_person(at) and not is_person_noun(a.words[at], a.words[at])]
        return [apposed for at in bodies for apposed in a.appositions(at) if self._is_person(apposed)]

    def _is_person(self, head: int) -> bool:
        entity = self.at_token.get(head)
        return entity is not None and entity.kind is ActorKind.PERSON

    def described_by(self, modifier: int, head: int) -> list[Entity]:
        """The actor that a noun modifier refers to: the newspapers in "newspaper reports"."""
        return [modifying(self, modifier, description(self.a, head))]

    def description(self, head: int) -> Range:
        """The words that describe an actor: a noun phrase with "of" and the like, without relative clauses."""
        return description(self.a, head)

    # Pronouns

    def _pronoun(self, at: int, speaker: Entity | None) -> list[Entity]:
        a = self.a
        referred = a.antecedent(at)
        if referred != at:
            return self.one(referred, speaker)
        word = a.words[at]
        if word in OWN:
            return [] if speaker is None else [speaker]
        noun = bound(a, at)
        held = [] if noun is None else self.refer(noun)
        found = held[0] if len(held) == 1 and is_fit(held[0], word) else antecedent(self, at, speaker)
        if found is None:
            return []
        woman = gender(word)
        found.woman = found.woman if woman is None else woman
        self.enter((a.tokens[at].start, a.tokens[at].end), found)
        self.mentioned[at] = found
        self._known[at] = [found]
        return [found]
