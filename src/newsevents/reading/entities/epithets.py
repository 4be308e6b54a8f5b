"""Definite descriptions of actors: "the agency", "the Norwegian foreign minister", "his father", "the two men"."""

from __future__ import annotations

import re
from collections.abc import Callable

from newsevents.model.vocabulary import ActorKind
from newsevents.quantities import NUMBERS
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.descriptions import described_before
from newsevents.reading.entities.entity import BODIES, Entity, Range
from newsevents.reading.entities.hints import aged, is_person_noun, may_be_called
from newsevents.reading.entities.lexicon import head_kinds, hyponyms, listed, titles, word_set
from newsevents.reading.entities.names import Names
from newsevents.reading.lexicon.people import people

__all__ = ["Epithets"]

_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_COUNTS = {word: count for word, count in NUMBERS.items() if 2 <= count <= 7} | {"both": 2}
_FORMER = frozenset(("former", "ex", "past", "late"))
_ADJECTIVES = frozenset((ActorKind.STATE, ActorKind.LOCAL_GOVERNMENT, ActorKind.PARTY))
"""Kinds of actors whose adjectives show which of several people is meant: "the Republican candidate"."""
_OF_STATES = frozenset(("government", "police", "army", "military", "parliament", "court"))
"""Bodies that every state has: "the government" does not refer to a named body of the same kind."""
_ALIKE = frozenset((ActorKind.MEDIA, ActorKind.PARTY))
"""Kinds of bodies whose names need not have the noun for them: "the newspaper"."""
_LEADERS = word_set("leading")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
_NEAR = 40
"""The largest distance of a person whom an epithet refers to, in mentions."""
_SENTENCES = 2
"""Their largest distance in sentences."""
_FAR = 120
"""How many tokens before a noun are searched for names of unknown kind."""
_TRADES = frozenset(("media", "press"))
"""Nouns for a whole profession: "the media" does not refer to a named newspaper."""


class Epithets:
    """The descriptions of an article's actors, and the actors that later descriptions refer to."""

    def __init__(self, names: Names, who: Callable[[int], list[Entity]]) -> None:
        self.names = names
        self.a = names.a
        self.who = who
        self._in_prose = set(names.at_token.values())
        self._relations: dict[tuple[str, str], Entity] = {}
        for head, entity in sorted(names.at_token.items()):
            if self.a.is_name(head):
                self._read(head, entity)

    # Reading descriptions

    def _read(self, head: int, entity: Entity) -> None:
        """Record what is said about a named actor: its office, whose father or lawyer it is, and the nouns for it."""
        a = self.a
        apposed = a.appositions(head)
        if a.relation(head) == "apposition" and (noun := a.governor(head)) is not None:
            apposed = [*apposed, noun]
        before = [at for at in a.modifiers(head) if a.is_noun(at) and (not a.is_name(at) or a.words[at] in people())]
        for noun in [*apposed, *before, *self._predicates(head)]:
            if a.is_noun(noun) and (noun in before or not a.is_name(noun)):
                entity.nouns.add(a.lemmas[noun].lower())
        if not entity.is_person:
            return
        for noun in apposed:
            owner = a.possessor(noun)
            self._relate(noun, owner, entity)
            if entity.title is None:
                self._office(entity, noun, owner)
        for noun in before:
            self._relate(noun, a.possessor(head), entity)

    def _predicates(self, head: int) -> list[int]:
        """The predicates of a name: "Lima is a rancher", "NATO was founded as an alliance"."""
        a = self.a
        verb = a.governor(head)
        if verb is None or not a.is_verb(verb) or a.own_subject(verb) != head:
            return []
        predicate = a.predicate(verb) if a.lemmas[verb] == "be" else None
        return [*([] if predicate is None else [predicate]), *(a.objects_of(verb, "as") if a.is_passive(verb) else [])]

    def _relate(self, noun: int, owner: int | None, person: Entity) -> None:
        a = self.a
        owners = [owner] if owner is not None else a.objects_of(noun, "of")
        if a.lemmas[noun] in people():
            for one in owners:
                self._relations.setdefault((a.lemmas[noun], self._owner(one)), person)

    def _owner(self, at: int) -> str:
        """What identifies a possessor: the name of the actor, or else the word."""
        entity = self.names.at_token.get(at)
        if entity is None and self.a.is_pronoun(at):
            entity = next(iter(self.who(at)), None)
        return self.a.words[at] if entity is None else entity.name

    def _office(self, person: Entity, noun: int, owner: int | None) -> None:
        """Record an office after a name: "Ana Lima, the mayor of Rome", "Ivo Mann, a professor at Acme University"."""
        a, names = self.a, self.names
        phrase = a.base_phrase(noun)
        tokens = a.within(*phrase)
        words = [a.words[at] for at in tokens]
        if words[-1] in listed():
            return  # a Sarasota Republican
        if not is_person_noun(words[-1], a.lemmas[noun]) or _FORMER & set(words):
            return
        owners = [*a.objects_of(noun, "of", "for", "at", "in", "with"), *([] if owner is None else [owner])]
        of = [names.at_token[at] for at in owners if at in names.at_token]
        of += [one for one in names.within(phrase) if one is not person]
        of = [one for one in of if one is not person]
        offices = [" ".join(words[at:]) for at in range(len(words))]
        office = next((one for one in offices if titles().get(one)), words[-1] if of else None)
        if office is not None:
            person.title = office, of[0] if of else None
            person.country = person.country or (of[0].country if of else None)

    # Resolving descriptions

    def meant(self, head: int, place: Range) -> Entity | None:
        """The actor that a noun phrase other than a name refers to, or None if it introduces somebody."""
        a, names = self.a, self.names
        if a.is_plural(head) and place[0] == a.starts[head] and a.words[head] not in word_set("collective"):
            if any(not a.is_apart(one) for one in a.relative_clauses(head)):
                return None  # "supporters who shout" are not the supporters named before
            return described_before(names, head, place)  # officials, after "Israeli officials"
        if a.words[head] in _TRADES:
            return None
        owner = a.possessor(head)
        definite = a.determiner(head) in _DEFINITE
        owners_after = a.objects_of(head, "of")
        for at in [*([] if owner is None else [owner]), *owners_after]:
            known = self._relations.get((a.lemmas[head], self._owner(at)))
            if known is not None:
                return known
        told = [names.at_token[at] for at in owners_after if at in names.at_token]
        inside = [*names.within(place), *told]
        if not definite and owner is None and not inside:
            return None
        earlier = [entity for _, entity in reversed(names.before(place[0])) if self._may_be_meant(entity)]
        words = [a.words[at] for at in a.within(*place)]
        if any(_ORDINAL.fullmatch(word) for word in words):
            return described_before(names, head, place)  # "the 43rd president" is not "the president"
        owners = inside or (self.who(owner) if owner is not None else [])
        holder = self._holder(words, owners, earlier)
        if holder is not None or told:
            return holder
        if not definite or any(one.kind not in _ADJECTIVES for one in inside):
            return described_before(names, head, place)
        return (
            self._group(head, words, earlier, place)
            or described_before(names, head, place)
            or self._told(head, [one for one in earlier if _may_be_of(one, inside)])
            or self._unnamed(head, place, inside)
        )

    def _may_be_meant(self, entity: Entity) -> bool:
        """Whether it is not just the agency in a dateline, which no later word refers to."""
        return entity.kind is not ActorKind.MEDIA or entity.rule != "gazetteer" or entity in self._in_prose

    def _holder(self, words: list[str], owners: list[Entity], earlier: list[Entity]) -> Entity | None:
        """The holder of an office given without a name: "the prime minister", "Kenya's trade minister"."""
        office = [word for word in words if word not in _DEFINITE]
        if not office:
            return None  # "that of the other"
        later = [one for one in self.names.entities.values() if owners and one.title is not None and one not in earlier]
        for entity in (*earlier, *later):
            if entity.title is None:
                continue
            title, of = entity.title
            told = " ".join(office[-len(title.split()) :])
            short = title.lower().split()[0 if " of " in title else -1]
            same = self.names.same_office(told, title) or (not owners and office == [short])
            same = same or (bool(owners) and office[-1] in _LEADERS and short in _LEADERS)
            if same and (not owners or of in owners or _is_of(entity, of, owners)):
                return entity
        return None

    def _group(self, head: int, words: list[str], earlier: list[Entity], place: Range) -> Entity | None:
        """A group named together: "the two men", "the three countries"."""
        noun = self.a.words[head]
        count = next((_COUNTS[word] for word in words if word in _COUNTS), None)
        if count is None and noun not in word_set("group_epithets"):
            return None
        told = any(word != noun and word not in _COUNTS and word not in _DEFINITE for word in words)
        groups = [one for one in earlier if one.members and count in (None, len(one.members)) and _are(one, noun, told)]
        return max(groups, key=lambda one: self._salience(one, place[0]), default=None)

    def _salience(self, group: Entity, before: int) -> tuple[bool, int]:
        """How likely later words are to refer to a group: more so if it acted, then if it was named more often."""
        a = self.a
        places = [place for place in group.mentions if place[0] < before]
        verbs = ((head, a.governor(head)) for head in map(self.names.head_in, places))
        acted = any(verb is not None and a.is_verb(verb) and a.own_subject(verb) == head for head, verb in verbs)
        return acted, len(places)

    def _told(self, head: int, earlier: list[Entity]) -> Entity | None:
        """An actor described by the noun before, or of its kind: "the newspaper", "the alliance", "the lawmaker"."""
        lemma, word = self.a.lemmas[head], self.a.words[head]
        kinds, nouns = hyponyms(lemma)
        kind = head_kinds().get(word)
        if "news" in map(self.a.words.__getitem__, self.a.modifiers(head)):
            kind = ActorKind.MEDIA
        if self.a.is_plural(head) and word not in word_set("collective"):
            return None  # "the organizations" is not one of them
        for entity in earlier:
            told = entity.nouns if entity.title is None else entity.nouns | set(entity.title[0].lower().split())
            if entity.is_named and not entity.members and {lemma, *nouns} & told:
                return entity
        if kind is ActorKind.COMPANY:
            companies = [one for one in dict.fromkeys(earlier) if one.kind is kind and not one.plural]
            return max(companies, key=lambda one: len(one.mentions), default=None) or self._unclear(head, kind)
        if kind in BODIES and word not in _OF_STATES:
            for entity in earlier:  # "the department" is no council
                if (kind in _ALIKE and entity.kind is kind) or word in entity.name.lower().split():
                    return entity
        found = next((entity for entity in earlier if entity.kind in kinds and not entity.members), None)
        kinds -= {ActorKind.MEDIA, ActorKind.STATE}
        return self._unclear(head, ActorKind.NGO) if found is None and kinds & BODIES else found

    def _unclear(self, head: int, kind: ActorKind) -> Entity | None:
        """The only subject nearby whose name tells nothing, for a body: "*Zorba* lied. The *company* denied it"."""
        a, names = self.a, self.names
        first = a.sentences[max(0, a.numbers[head] - _SENTENCES)][0]
        subjects = [at for at in range(max(first, head - _FAR), head) if at in names.unknown]
        subjects = [at for at in subjects if a.relation(at) == "subject" and not names.is_place(at)]
        found = list(dict.fromkeys(map(names.unlisted, subjects)))
        if len(found) != 1 or not found[0].guessed:
            return None
        found[0].kind, found[0].guessed = kind, False
        return found[0]

    def _unnamed(self, head: int, place: Range, inside: list[Entity]) -> Entity | None:
        """The person that "the" and a noun not told of anybody refers to; none for "the author of the report"."""
        a = self.a
        if (
            a.is_plural(head)
            or a.objects_of(head, "of")
            or any(not a.is_apart(one) for one in a.relative_clauses(head))
        ):
            return None
        return self._salient(head, inside) or self._topic(head, place, inside)

    def _salient(self, head: int, inside: list[Entity]) -> Entity | None:
        """The person that "the" and an office that nobody was said to hold refers to: the last one to act."""
        a, names = self.a, self.names
        kinds, nouns = hyponyms(a.lemmas[head])
        if kinds or not nouns or a.words[head] in word_set("collective"):
            return None
        for place, entity in reversed(names.before(a.starts[head], 40)):
            at = names.head_in(place)
            if a.numbers[head] - a.numbers[at] > 3:
                break
            if a.numbers[at] == a.numbers[head] or a.relation(at) != "subject":
                continue
            if entity.kind is ActorKind.PERSON and entity.title is None and _may_be_of(entity, inside):
                return entity
        return None

    def _topic(self, head: int, place: Range, inside: list[Entity]) -> Entity | None:
        """The only person named shortly before, for "the" and a noun for what one is, such as "swimmer"."""
        a, names = self.a, self.names
        if a.lemmas[head] not in word_set("characters") and not _is_aged(a, place):
            return None
        barred = {at for verb in _verbs_over(a, head) for at in a.subjects(verb) if at != head}
        found: list[Entity] = []
        for where, entity in reversed(names.before(place[0], _NEAR)):
            at = names.head_in(where)
            if a.numbers[head] - a.numbers[at] > _SENTENCES or (found and a.numbers[head] - a.numbers[at] > 1):
                break
            if entity.is_person and at not in barred and entity not in found:
                found.append(entity)
        acting = {names.at_token.get(at, names.mentioned.get(at)) for at in barred}
        found = [one for one in found if one not in acting]
        fit = [one for one in found if _may_be_of(one, inside) and may_be_called(one, a.lemmas[head])]
        return fit[0] if len(fit) == 1 and fit[0].is_named else None


def _is_aged(a: Analysis, place: Range) -> bool:
    """Whether a noun phrase has an age: "the 54-year-old pastor"."""
    return any(aged(a, at) is not None for at in a.within(*place))


def _verbs_over(a: Analysis, head: int) -> list[int]:
    """The verbs above a word, nearest first."""
    found: list[int] = []
    up = a.governor(head)
    while up is not None and len(found) < _NEAR:
        if a.is_verb(up):
            found.append(up)
        up = a.governor(up)
    return found


def _is_of(entity: Entity, of: Entity | None, owners: list[Entity]) -> bool:
    """Whether an office may belong to an owner: it is the holder's own state, or no owner was given."""
    if of is None and entity.title is not None and entity not in owners and owners[0].kind is not ActorKind.PERSON:
        entity.title, entity.country = (entity.title[0], owners[0]), entity.country or owners[0].country
        return True
    return any(one.country is not None and one.country == entity.country for one in owners)


def _may_be_of(entity: Entity, inside: list[Entity]) -> bool:
    """Whether an epithet with a state's or party's adjective can refer to somebody, who must not belong to another."""
    holder = entity.title[1] if entity.title is not None else None
    known = [one for one in (holder,) if one is not None and one.kind in {other.kind for other in inside}]
    states = [one.country for one in inside if one.kind is ActorKind.STATE]
    return all(one in inside for one in known) and (not states or entity.country in (None, *states))


def _are(group: Entity, noun: str, told: bool) -> bool:
    """Whether a noun can refer to the members of a group: ministers are people, allies and nations are states.

    "The two sides" can be people or states, but not "the two political parties", where more is told of them.
    """
    if noun in word_set("people_epithets"):
        return group.members[0].kind is ActorKind.PERSON
    if noun in word_set("state_epithets"):
        return group.members[0].kind is ActorKind.STATE
    return noun in _COUNTS or (noun in word_set("group_epithets") and not told)
