"""Who acts in an article: whom a noun phrase or a pronoun refers to."""

from __future__ import annotations

import re

from newsevents.model.vocabulary import ActorKind
from newsevents.quantities import NUMBERS
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import document_kinds, head_kinds, listed, people, titles, women, word_set
from newsevents.reading.entities.names import Entity, Names

__all__ = ["Cast"]

Range = tuple[int, int]

_HE, _SHE, _IT = (
    frozenset(("he", "him", "his", "himself")),
    frozenset(("she", "her", "hers", "herself")),
    frozenset(("it", "its", "itself")),
)
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_OWN = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_MANY = frozenset(("people", "police", "officials", "authorities", "media", "majority", "public"))
_COUNTS = {word: count for word, count in NUMBERS.items() if 2 <= count <= 7} | {"both": 2}
_THING_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "ship",
    "ism",
    "ure",
    "age",
    "acy",
    "hood",
    "dom",
    "ing",
    "ysis",
)
_TIMES = word_set("time_nouns")
_BODIES = frozenset(
    (
        ActorKind.GOVERNMENT_BODY,
        ActorKind.COMPANY,
        ActorKind.COURT,
        ActorKind.NGO,
        ActorKind.LEGISLATURE,
        ActorKind.MILITARY,
        ActorKind.PARTY,
        ActorKind.MEDIA,
        ActorKind.IGO,
        ActorKind.ARMED_GROUP,
    )
)
_SOME = word_set("quantifiers")
_AGENTS = (
    "er",
    "ers",
    "or",
    "ors",
    "ist",
    "ists",
    "ian",
    "ians",
    "man",
    "men",
    "woman",
    "women",
    "ant",
    "ants",
    "ent",
    "ents",
    "ee",
    "ees",
)
_LEADERS = word_set("leading")
_FORMER = frozenset(("former", "ex", "past", "late"))
_NEAR = 40


class Cast(Names):
    """The entities of an article, and who is meant by its words."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self._known: dict[int, list[Entity]] = {}
        self._groups: dict[frozenset[Entity], Entity] = {}
        for head in sorted(self.at_token):
            if analysis.first_joined(head) == head and len(analysis.joined(head)) > 1:
                self._join(head)
        self._relations: dict[tuple[str, str], Entity] = {}
        self._read_offices()
        self._read_relations()
        self._describe_subjects()

    def _read_offices(self) -> None:
        """Give people the offices told after their names: "Ana Lima, the mayor of Rome"."""
        a = self.a
        for head, person in sorted(self.at_token.items()):
            if not person.is_person or person.title is not None or not a.is_name(head):
                continue
            for noun in a.appositions(head):
                words = [a.words[at] for at in a.within(*a.base_phrase(noun))]
                offices = [" ".join(words[at:]) for at in range(len(words))]
                office = next((one for one in offices if titles().get(one)), None)
                if office is not None and not _FORMER & set(words):
                    owner = a.possessor(noun)
                    owners = [*a.objects_of(noun, "of", "for"), *([] if owner is None else [owner])]
                    of = [self.at_token[at] for at in owners if at in self.at_token]
                    of += [one for one in self.within(a.base_phrase(noun)) if one is not person]
                    person.title = office, of[0] if of else None
                    person.country = person.country or (of[0].country if of else None)

    def _read_relations(self) -> None:
        """Remember who is somebody's father, lawyer or spokesman: "Rosa's father, Ivo Mann"."""
        a = self.a
        for noun in range(len(a)):
            owner = a.possessor(noun) if a.is_noun(noun) and not a.is_name(noun) else None
            if owner is None or not a.is_name(owner) or a.lemmas[noun] not in people():
                continue
            for one in a.appositions(noun):
                person = self._unknown(one) if one in self.unknown else self.at_token.get(one)
                if person is not None and person.is_person:
                    self._relations.setdefault((a.words[noun], self._owner_name(owner)), person)

    def _owner_name(self, owner: int) -> str:
        """What tells one possessor from another: the name of the actor, else the word."""
        entity = self.at_token.get(owner)
        if entity is None and self.a.is_pronoun(owner):
            entity = next(iter(self.one(owner)), None)
        return self.a.words[owner] if entity is None else entity.name

    def _describe_subjects(self) -> None:
        """Enter who is described as a subject, so that later words can mean them: "Israel's military did not reply"."""
        a = self.a
        for verb in range(len(a)):
            subject = a.own_subject(verb) if a.is_verb(verb) and a.is_finite(verb) else None
            if subject is not None and a.is_noun(subject) and self._known_kind(subject) and self.is_actor(subject):
                self.refer(subject)

    def _known_kind(self, head: int) -> bool:
        return bool({self.a.words[head], self.a.lemmas[head]} & (head_kinds().keys() | people()))

    def _join(self, head: int) -> None:
        """People or states that are named together are a group, which later words such as "the three" may mean."""
        heads = self.a.joined(head)
        named = [entity for at in heads if (entity := self._named_at(at)) is not None]
        members = list(dict.fromkeys(named))
        kinds = {one.kind for one in members}
        if (
            len(members) < 2
            or len(members) < len(heads)
            or len(kinds) > 1
            or not kinds <= {ActorKind.STATE, ActorKind.PERSON}
        ):
            return
        name = ", ".join(one.name for one in members[:-1]) + f" and {members[-1].name}"
        group = self._groups.setdefault(
            frozenset(members), Entity(name, ActorKind.GROUP, members=members, rule="coordination", plural=True)
        )
        self.entities.setdefault(group.name, group)
        start, end = self.a.base_phrase(heads[0])[0], self.a.tokens[heads[-1]].end
        self.enter((start, end), group)

    def _is_named(self, head: int) -> bool:
        entity = self.at_token.get(head)
        return self.a.is_name(head) or (entity is not None and entity.rule != "description")

    def _named_at(self, head: int) -> Entity | None:
        """The actor that a word names, itself or by its apposition: "his counterpart Ana Lima"."""
        apposed = (self.at_token[at] for at in self.a.appositions(head) if at in self.at_token)
        return self.at_token.get(head) or next(apposed, None)

    def refer(self, head: int, speaker: Entity | None = None) -> list[Entity]:
        """Whom a noun phrase or a pronoun means, with those who are joined to it.

        Args:
            head: The head of the words.
            speaker: Who speaks the words or is spoken of, for pronouns.
        """
        found: list[Entity] = []
        heads = self.a.joined(head)
        if len(heads) > 1 and not any(self._is_named(at) or self.a.is_pronoun(at) for at in heads):
            return [self._described(heads[0], self.a.extent(heads[0]))]
        named = [at for at in heads if at in self.at_token]
        if named and heads[0] not in self.at_token and head_kinds().get(self.a.words[heads[0]]) is ActorKind.PERSON:
            heads = heads if self.a.determiner(heads[0]) else named  # writer and former president Ana Lima
        for one in heads:
            found += [entity for entity in self.one(one, speaker) if entity not in found]
        return found

    def one(self, head: int, speaker: Entity | None = None) -> list[Entity]:
        """Whom one noun phrase or pronoun means, without those who are joined to it."""
        a = self.a
        if head in self._known:
            return self._known[head]
        if a.is_pronoun(head):
            return self._pronoun(head, speaker)
        found = self._noun(head)
        self._known[head] = found
        return found

    def can_act(self, head: int) -> bool:
        """Whether somebody, not a thing, a number or a time, is meant by a noun phrase."""
        a = self.a
        word = a.words[head]
        if head in self.at_token or a.is_name(head):
            return word not in _TIMES
        if a.is_pronoun(head):
            return a.antecedent(head) != head or word not in ("which", "what", "that", "whatever")
        if word in _SOME or word == "percent":
            return True
        if a.is_number(head) or word in _TIMES or a.lemmas[head] in _TIMES:
            return a.is_number(head) and word.isalpha() and word not in _TIMES
        if {word, a.lemmas[head]} & (head_kinds().keys() | people()):
            return True
        return a.is_noun(head) and not a.lemmas[head].endswith(_THING_ENDINGS)

    def is_actor(self, head: int) -> bool:
        """Whether the words tell that somebody is meant: a name, a pronoun for people, a noun for people or bodies."""
        a = self.a
        word = a.words[head]
        if head in self.at_token or {word, a.lemmas[head]} & (_SOME | head_kinds().keys() | people()):
            return True
        if a.is_pronoun(head):
            referred = a.antecedent(head)
            return self.is_actor(referred) if referred != head else word not in ("which", "what", "that", "it")
        if any(one in self.at_token and self.at_token[one].is_person for one in a.appositions(head)):
            return True  # her running mate, Ana Lima
        return self.can_act(head) and (a.is_name(head) or word.endswith(_AGENTS))

    # Noun phrases

    def _noun(self, head: int) -> list[Entity]:
        a = self.a
        verb = a.governor(head)
        if verb is not None and a.lemmas[verb] == "be" and a.predicate(verb) == head:
            subject = a.subject(verb)  # Lima was the first minister to resign
            if subject is not None and subject != head and self._is_named(subject):
                return self.one(subject)
        named = self.at_token.get(head)
        if named is not None and not (named.kind is ActorKind.STATE and self._holds_other(head)):
            return [named]
        if named is None and a.words[head] in (
            "government",
            "regime",
            "movement",
            "group",
            "militia",
            "party",
            "agency",
            "newspaper",
            "company",
            "network",
            "organization",
            "guerrillas",
            "fighters",
        ):
            inner = [self.at_token[at] for at in a.modifiers(head) if at in self.at_token]
            if inner and inner[-1].kind not in (ActorKind.STATE, ActorKind.PERSON, ActorKind.IGO):
                self.enter(a.base_phrase(head), inner[-1])
                return [inner[-1]]
        for one in a.appositions(head):
            if (entity := self.at_token.get(one)) is not None and (
                entity.kind is ActorKind.PERSON or not a.is_name(head)
            ):
                self.enter(a.extent(head), entity)
                return [entity]
        if a.words[head] == "counterpart" and (entity := self._next_name(head)) is not None:
            return [entity]
        if head in self.unknown:
            return [self._unknown(head)]
        for one in a.appositions(head):
            is_somebody = head_kinds().get(a.words[head]) is ActorKind.PERSON or a.lemmas[head] in people()
            if one in self.unknown and is_somebody:
                return [self._unknown(one)]
        place = a.base_phrase(head)
        epithet = self._epithet(head, place)
        if epithet is not None:
            self.enter(place, epithet)
            return [epithet]
        return [self._described(head)]

    def _unknown(self, head: int) -> Entity:
        """The actor of a name of which the words do not tell what it is; every such name is the same actor."""
        a = self.a
        first, last = self.unknown[head]
        name = self._name(first, last)
        kinds = head_kinds()
        told = [kinds[word] for word in name.lower().split() if kinds.get(word) in _BODIES]
        letters = name.isupper() and len(name) < 7 and name.isalpha()
        counted = a.determiner(head) not in (None, "the") or any(map(a.is_number, a.modifiers(head)))
        unnamed = letters or counted or a.is_plural(head) or not a.is_name(head)
        kind: ActorKind = told[0] if told else ActorKind.UNNAMED if unnamed else ActorKind.PERSON
        entity = self.entities.setdefault(name, Entity(name, kind))
        for begin, end in set(self.unknown.values()):
            if self._name(begin, end) == name:
                self.at_token.update(dict.fromkeys(range(begin, end + 1), entity))
                self.enter((a.starts[begin], a.tokens[end].end), entity)
        return entity

    def _holds_other(self, head: int) -> bool:
        """Whether the name of a people is the head of a description: "an Israeli", "many Russians"."""
        a = self.a
        entry = listed().get(a.words[head])
        return (
            entry is not None
            and entry.form == "people"
            and any(at < head and a.words[at] != "the" for at in a.modifiers(head))
        )

    def _next_name(self, head: int) -> Entity | None:
        return self.at_token.get(head + 1) or self.at_token.get(head + 2)

    def _epithet(self, head: int, place: Range) -> Entity | None:
        """Whom a definite description means: "the agency", "the Norwegian foreign minister", "the two men"."""
        a = self.a
        if a.is_plural(head) and a.base_phrase(head)[0] == a.starts[head] and a.words[head] not in _MANY:
            return self._same_description(head, place)  # officials, after "Israeli officials"
        determiner, owner = a.determiner(head), a.possessor(head)
        words = [a.words[at] for at in a.within(*place)]
        told = [self.at_token[at] for at in a.objects_of(head, "of") if at in self.at_token]
        inside = [*self.within(place), *told]
        if determiner not in _DEFINITE and owner is None and not (inside and head in a.within(*place)):
            return None
        if owner is not None:
            known = self._relations.get((a.words[head], self._owner_name(owner)))
            if known is not None:
                return known
        earlier = [entity for _, entity in reversed(self.before(place[0]))]
        holder = self._holder(words, inside, owner, earlier)
        if holder is not None:
            return holder
        if told:
            return None
        if owner is not None or determiner not in _DEFINITE:
            return self._same_description(head, place)
        last = a.words[head]
        counted = next((_COUNTS[word] for word in words if word in _COUNTS), None)
        if not inside and (counted is not None or last in word_set("group_epithets")):
            groups = [one for one in earlier if one.members and counted in (None, len(one.members)) and _are(one, last)]
            if groups:
                return max(groups, key=lambda one: self._salience(one, place[0]))
        same = self._same_description(head, place)
        if same is not None or inside:
            return same
        kind = head_kinds().get(last)
        return self._of_kind(kind, last, earlier)

    def _salience(self, group: Entity, before: int) -> tuple[bool, int]:
        """How likely later words mean a group: one that acted, then one that was named more often."""
        places = [place for place in group.mentions if place[0] < before]
        heads = map(self._head_in, places)
        acted = any(
            (verb := self.a.governor(head)) is not None and self.a.is_verb(verb) and self.a.own_subject(verb) == head
            for head in heads
        )
        return acted, len(places)

    def _of_kind(self, kind: ActorKind | None, last: str, earlier: list[Entity]) -> Entity | None:
        for entity in earlier:
            if last in entity.nouns:
                return entity
        if kind is ActorKind.COMPANY:
            companies = [one for one in dict.fromkeys(earlier) if one.kind is kind]
            return max(companies, key=lambda one: len(one.mentions), default=None)
        if kind in _BODIES:
            for entity in earlier:
                if entity.kind is kind or last in entity.name.lower().split():
                    return entity
        if last in word_set("body_epithets"):
            return next((one for one in earlier if one.kind in _BODIES), None)
        if last in word_set("state_epithets"):
            return next((one for one in earlier if one.kind is ActorKind.STATE), None)
        if kind is ActorKind.PERSON:
            return next(
                (one for one in earlier if one.title is not None and last == one.title[0].lower().split()[-1]), None
            )
        return None

    def _holder(
        self, words: list[str], inside: list[Entity], owner: int | None, earlier: list[Entity]
    ) -> Entity | None:
        """Who holds an office that is told without the name: "the prime minister", "Kenya's trade minister"."""
        office = [word for word in words if word not in _DEFINITE]
        owners = inside or (self.one(owner) if owner is not None else [])
        later = [one for one in self.entities.values() if owners and one.title is not None and one not in earlier]
        for entity in (*earlier, *later):
            if entity.title is None:
                continue
            title, of = entity.title
            told = " ".join(office[-len(title.split()) :])
            short = title.lower().split()[0 if " of " in title else -1]
            same = self.same_office(told, title) or (not owners and office == [short])
            same = same or (bool(owners) and office[-1] in _LEADERS and short in _LEADERS)
            if same and (not owners or of in owners or self._is_of(entity, of, owners)):
                return entity
        return None

    def _is_of(self, entity: Entity, of: Entity | None, owners: list[Entity]) -> bool:
        """Whether the office of somebody may be that of an owner: of a state that is theirs, or where none was told."""
        if of is None and entity not in owners and owners[0].kind is not ActorKind.PERSON:
            title = entity.title[0] if entity.title is not None else ""
            entity.title, entity.country = (title, owners[0]), entity.country or owners[0].country
            return True
        return any(one.country is not None and one.country == entity.country for one in owners)

    def _same_description(self, head: int, place: Range) -> Entity | None:
        """An actor described before by the same noun: "a rabbi" and later "the rabbi"."""
        last = self.a.words[head]
        for _, entity in reversed(self.before(place[0])):
            if entity.rule == "description" and entity.name.lower().split(" of ")[0].split(" in ")[0].split()[-1:] == [
                last
            ]:
                return entity
        return None

    def _described(self, head: int, whole: Range | None = None) -> Entity:
        """An actor without a name of its own: "two officials", "a spokesman for the ministry"."""
        a = self.a
        place = whole or self.description(head)
        name = re.sub(r"\s+", " ", self.text[place[0] : place[1]]).strip("\"“”'` ")
        known = self.entities.get(name)
        if known is not None and not (
            known.rule == "description" and a.determiner(head) in ("a", "an", "some", "other", "another")
        ):
            self.enter(place, known)
            return known
        kind = self._kind(head)
        inside = [entity for entity in self.within(place) if entity.kind is not ActorKind.PERSON]
        entity = Entity(name, kind, rule="description", plural=a.is_plural(head) or a.words[head] in _MANY)
        if kind is ActorKind.PERSON:
            entity.rule = "name"
        if inside:
            entity.country = inside[0].country
            entity.part_of = inside[-1]
        if a.words[head] in ("woman", "girl", "mother", "wife", "daughter", "sister", "spokeswoman", "chairwoman"):
            entity.woman = True
        elif a.words[head] in ("man", "boy", "father", "husband", "son", "brother", "spokesman", "chairman"):
            entity.woman = False
        self.entities[name] = entity
        self.at_token.setdefault(head, entity)
        self.enter(place, entity)
        return entity

    def described_by(self, modifier: int) -> list[Entity]:
        """The actor that a noun before a noun tells of: the newspapers of "newspaper reports"."""
        earlier = [
            entity
            for _, entity in self.before(self.a.starts[modifier])
            if entity.kind is ActorKind.MEDIA and self.a.words[modifier] in entity.name.lower()
        ]
        if earlier:
            return earlier[-1:]
        name = self.a.words[modifier]
        entity = self.entities.setdefault(name, Entity(name, ActorKind.UNNAMED, rule="description", plural=True))
        self.enter((self.a.tokens[modifier].start, self.a.tokens[modifier].end), entity)
        return [entity]

    def description(self, head: int) -> Range:
        """The words that describe an actor: its phrase with "of" and the like, without relative clauses."""
        a = self.a
        start, end = a.base_phrase(head)
        for child in a.dependents(head):
            if (
                child > head
                and a.words[child] in ("of", "for", "in", "from", "at", "with", "to", "close", "familiar")
                and a.tokens[child].start <= end + 1
                and not any(a.is_verb(one) for one in a.dependents(child))  # "accused a reporter of lying"
            ):
                end = max(end, min(a.extent(child)[1], a.tokens[a.right_edge(child)].end))
                for at in a.within(a.tokens[child].start, end):
                    if a.words[at] in (",", "who", "that", "which"):
                        end = a.tokens[at - 1].end
                        break
        return start, end

    def _kind(self, head: int) -> ActorKind:
        a = self.a
        word = a.words[head]
        kind = head_kinds().get(word, head_kinds().get(a.lemmas[head]))
        if kind is None and a.is_name(head) and (a.determiner(head) is not None or a.words[head] in listed()):
            return ActorKind.UNNAMED
        if kind is None and a.is_name(head):
            return ActorKind.PERSON if not word.isupper() and self.text[a.starts[head]].isupper() else ActorKind.UNNAMED
        if kind is None or kind in (ActorKind.PERSON, ActorKind.GROUP):
            return ActorKind.UNNAMED
        return kind

    # Pronouns

    def _pronoun(self, at: int, speaker: Entity | None) -> list[Entity]:
        a = self.a
        referred = a.antecedent(at)
        if referred != at:
            return self.one(referred, speaker)
        word = a.words[at]
        if word in _OWN:
            return [] if speaker is None else [speaker]
        found = self._antecedent(at, word, speaker)
        if found is None:
            return []
        if word in _HE or word in _SHE:
            found.woman = word in _SHE
        self.enter((a.tokens[at].start, a.tokens[at].end), found)
        self._known[at] = [found]
        return [found]

    def _antecedent(self, at: int, word: str, speaker: Entity | None) -> Entity | None:
        """The likeliest earlier entity that fits a pronoun: the one who speaks, then subjects, then the nearest."""
        a = self.a
        if speaker is not None and _fits(speaker, word):
            return speaker
        here = a.starts[at]
        sentence, paragraph = a.numbers[at], a.paragraph(at)
        best: tuple[float, Entity] | None = None
        for place, entity in reversed(self.before(here, _NEAR)):
            token = min(a.first_from(place[0]), len(a) - 1)
            if not _fits(entity, word):
                continue
            distance = sentence - a.numbers[token]
            if distance > 6:
                break
            head = self._head_in(place)
            verb = a.governor(head)
            score = -1.5 * distance - (0.5 if a.paragraph(token) != paragraph else 0.0)
            if verb is not None and a.is_verb(verb) and a.own_subject(verb) == a.first_joined(head):
                score += 2.0 if a.governor(verb) is None else 1.0
            if a.quotation(token) >= 0 and a.quotation(at) < 0:
                score -= 2.0
            if best is None or score > best[0]:
                best = score, entity
        return None if best is None else best[1]

    def _head_in(self, place: Range) -> int:
        """The head of the words in a stretch."""
        tokens = self.a.within(*place)
        inside = set(tokens)
        return next((at for at in tokens if self.a.governor(at) not in inside), tokens[0] if len(tokens) else 0)

    def is_document(self, head: int) -> bool:
        """Whether a noun is a document that speaks: "the statement said"."""
        return self.a.words[head] in document_kinds() and head not in self.at_token


def _are(group: Entity, noun: str) -> bool:
    """Whether a noun can mean the members of a group: ministers are people, allies and nations are states."""
    people = group.members[0].kind is ActorKind.PERSON
    if noun in word_set("people_epithets"):
        return people
    return not people if noun in word_set("state_epithets") else True


def _fits(entity: Entity, word: str) -> bool:
    """Whether a pronoun can mean an entity, by number and gender."""
    if word in _HE or word in _SHE:
        woman = entity.woman
        if woman is None and entity.kind is ActorKind.PERSON:
            first = entity.name.lower().split()[0]
            woman = True if first in women() else None
        return entity.is_person and not entity.plural and woman in (None, word in _SHE)
    if word in _THEY:
        return entity.plural or bool(entity.members) or entity.kind in (ActorKind.GROUP, ActorKind.PARTY)
    if word in _IT:
        return not entity.is_person and not entity.plural and entity.kind is not ActorKind.GROUP
    return False
