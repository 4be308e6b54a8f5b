"""The names of people, states and bodies in an article, in full and in short, with offices."""

from __future__ import annotations

import re
from collections import defaultdict
from operator import itemgetter

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities import hints
from newsevents.reading.entities.entity import Entity, Range
from newsevents.reading.entities.lexicon import (
    Listed,
    attached,
    given_names,
    head_kinds,
    key_of,
    listed,
    same_offices,
    titles,
    women,
    word_set,
)
from newsevents.reading.entities.places import Places
from newsevents.reading.entities.runs import Run, Runs

__all__ = ["Entity", "Names"]

_PLACES = word_set("regions") | word_set("place_nouns") | word_set("no_actors")
_SUFFIXES = word_set("name_suffixes")
_PARTICLES = word_set("name_particles") - {"e", "y"}
_SIDES = ("North", "South", "East", "West")
_HALF = re.compile(rf"({'|'.join(_SIDES)}) (.+)")
_WOMEN, _MEN = word_set("women_address"), word_set("men_address")
_PUBLIC = frozenset((ActorKind.GOVERNMENT_BODY, ActorKind.COURT, ActorKind.LEGISLATURE, ActorKind.MILITARY))
"""The kinds of bodies whose names include a noun for what they are."""
_IN_HONOUR = frozenset(("academy", "center", "centre", "college", "foundation", "institute", "school", "university"))
"""The last words in names of bodies that are often named after people."""
_SETTLEMENTS = word_set("settlements")


class Names(Places):
    """The names in an article, the entities they refer to, and their places."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.entities: dict[str, Entity] = {}
        self.at_token: dict[int, Entity] = {}
        """The entity of each token that is the last one in a name."""
        self.within_name: dict[int, Entity] = {}
        """The entity of each other token in a name, even if parsed as a head: "Health" in World Health Organization."""
        self.unknown: dict[int, Range] = {}
        self._unlisted: dict[str, set[Range]] = defaultdict(set)
        """Names of which nothing is known: the first and last token of each occurrence."""
        self._by_bare_name: dict[str, Entity] = {}
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._surnames: dict[str, list[Entity]] = defaultdict(list)
        self._ends: dict[int, Entity] = {}
        self._starts: dict[int, int] = {}
        self.things: set[int] = set()
        """The tokens of names of places, events and the like."""
        self.mentioned: dict[int, Entity] = {}
        """The entities that pronouns refer to, as far as they have been resolved."""
        found = Runs(analysis)
        self.things.update(found.common)
        runs = [run for run in found if not self._listed_run(run)]
        unsure = [run for run in runs if not self._is_clear(run)]
        self._alone = frozenset(self._words(run)[-1] for run in runs if len(self._words(run)) == 1)
        """The names of a single word."""
        for run in unsure:
            self._guess(run)
        for run in sorted(runs, key=lambda one: one.first):
            self._short(run)
        self._places.sort(key=itemgetter(0))
        self._halves()

    # The entities of names

    def _listed_run(self, run: Run) -> bool:
        if run.entry is not None:
            self._mention(self._listed(run.entry), run.first, run.last)
        return run.entry is not None

    def _is_clear(self, run: Run) -> bool:
        """Enter a name if its words or context show what it is."""
        if run.kind is not None:
            self._body(run, run.kind)
            return True
        words = self._words(run)
        settled = any(self.a.lemmas[one] in _SETTLEMENTS for one in self.a.appositions(run.last))
        if settled or words[-1] in _PLACES or (hints.is_of_thing(words) and run.title is None):
            self.things.update(range(run.first, run.last + 1))
            return True
        if len(words) > 1 and all(word in _PARTICLES for word in words[:-1]):
            return False  # Van den Berg, after Ludwig van den Berg
        noun = hints.noun_after(self.a, run.last)
        if noun is not None:
            told = hints.body_kind(self.a.words[run.last + 1 : noun + 1])
            if told in _PUBLIC:
                run.last = noun  # the Metropolitan police
            self._body(run, told)
            self.at_token[run.last].nouns.add(self.a.words[noun])
            return True
        before = None if run.title is not None else hints.kind_before(self.a, run.first, run.last)
        if before is not None:
            self._body(run, before)
            return True
        kind = head_kinds().get(words[-1].rstrip("."))
        if (
            kind is not None
            and kind not in (ActorKind.PERSON, ActorKind.GROUP)
            and not (len(words) == 1 and run.context is None)
        ):
            self._body(run, hints.body_kind(words))
            return True
        of = next((at for at, word in enumerate(words) if at and word in ("of", "for", "on")), 0)
        if of and run.title is None and head_kinds().get(words[of - 1], ActorKind.PERSON) is not ActorKind.PERSON:
            self._body(run, head_kinds()[words[of - 1]])  # the University of Texas
            return True
        if hints.is_name_of_person(self.a, run.first, run.last, self._name(run.first, run.last), run.title):
            self._person(run)
            return True
        return False

    def _guess(self, run: Run) -> None:
        """Resolve names of unknown kind: one whose last or first word occurs alone, or beside people, is a person's."""
        bare = [word for word in self._words(run) if word not in _SUFFIXES]
        is_used = bool({bare[0], bare[-1]} & self._alone) if bare else False
        joined = self.a.joined(self.a.first_joined(run.last))
        beside = [self.at_token[at] for at in joined if at in self.at_token]
        named = is_used or any(one.kind is ActorKind.PERSON for one in beside)
        if not named or not 1 < len(bare) < 5 or "of" in bare or not bare[-1].replace("-", "").isalpha():
            return
        if self.a.determiner(run.last) is None and not hints.is_led(self.a, run.last):
            self._person(run)

    def _words(self, run: Run) -> list[str]:
        return self._name(run.first, run.last).lower().split()

    def _name(self, first: int, last: int) -> str:
        return re.sub(r"\s+", " ", self.text[self.a.starts[first] : self.a.tokens[last].end])

    def _listed(self, entry: Listed) -> Entity:
        return self.entities.setdefault(entry.name, Entity(entry.name, entry.kind, entry.country, rule="gazetteer"))

    def _mention(self, entity: Entity, first: int, last: int) -> None:
        place = self.a.starts[first], self.a.tokens[last].end
        entity.mentions.add(place)
        name = self._name(first, last)
        if len(entity.mentions) == 1:
            self._by_first[entity.name.lower().split()[0]].append(entity)
        if name != entity.name and entity.kind is not ActorKind.UNNAMED:
            entity.aliases.add(name)
        self.at_token[last] = entity
        self.within_name.update(dict.fromkeys(range(first, last), entity))
        self._places.append((place, entity))
        self._ends[place[1]] = entity
        self._starts[place[1]] = first

    def _body(self, run: Run, kind: ActorKind) -> None:
        first = run.first
        context = run.context
        if context is not None and first > 0 and self.a.words[first - 1] not in ("of", "in", "for", ","):
            first = self._starts.get(self.a.tokens[first - 1].end, first)
        name, bare = self._name(first, run.last), self._name(run.first, run.last)
        entity = self.entities.get(name) or (self._by_bare_name.get(bare) if name == bare else None)
        if entity is None:  # "the Swiss Foreign Ministry", and "the Foreign Ministry" after it
            entity = self.entities[name] = Entity(name, kind)
        if name != bare:
            self._by_bare_name[bare] = entity
        state = self._state(run)
        if state is not None:
            entity.country = state.country
            if kind is not ActorKind.COMPANY and kind is not ActorKind.MEDIA:
                entity.part_of = entity.part_of or state
        self._mention(entity, first, run.last)

    def _person(self, run: Run) -> None:
        words = [word for word in self._words(run) if word not in _SUFFIXES] or list(self._words(run))
        name = self._name(run.first, run.last)
        if run.title is not None and len(words) == 1 and self._surnames.get(_bare(words[0])):
            name = self._name(run.first - 1, run.last)  # Lady Starmer beside Sir Keir Starmer
        entity = self.entities.get(name) or self._same_person(words)
        if entity is None:
            entity = self.entities[name] = Entity(name, ActorKind.PERSON)
            self._surnames[_bare(words[-1])].append(entity)
            if words[0] in word_set("family_names_first"):
                self._surnames[words[0]].append(entity)
            if words[0] in given_names():
                entity.woman = words[0] in women()
        state = self._state(run)
        entity.country = entity.country or (None if state is None else state.country)
        self._titled(entity, run)
        self._mention(entity, run.first, run.last)

    def _same_person(self, words: list[str]) -> Entity | None:
        """A person named before with or without a middle name: James Charles Kopp, James Kopp."""
        if len(words) < 2:
            return None
        for entity in self._surnames.get(_bare(words[-1]), []):
            known = entity.name.lower().split()
            if known[0] == words[0] and {len(known), len(words)} == {2, 3}:
                return entity
        for entity in self._by_first[words[0]]:
            known = entity.name.lower().split()
            if entity.kind is ActorKind.PERSON and len(known) > len(words) and known[: len(words)] == words:
                return entity
        return None

    def _titled(self, entity: Entity, run: Run) -> None:
        """Give a person the office before the name, and the gender that a form of address shows."""
        title = run.title or hints.office_before(self.a, run.first)
        if title is None:
            self._counterpart(entity, run)
            return
        if title in _WOMEN or title in _MEN:
            entity.woman = title in _WOMEN
        if entity.title is not None or not titles()[title]:
            return
        start = self.text.lower().rfind(title, 0, self.a.starts[run.first])
        words = self.text[start : start + len(title)] if start >= 0 else title
        holder = self._listed(run.context) if run.context is not None else self._entity_before(start)
        entity.title = words, holder
        entity.country = entity.country or (holder.country if holder is not None else None)

    def _counterpart(self, entity: Entity, run: Run) -> None:
        """The office of "his Norwegian counterpart Ana Lima", which is that of the person named before."""
        a = self.a
        if entity.title is not None or run.first == 0 or a.words[run.first - 1] != "counterpart":
            return
        holder = self._ends.get(a.tokens[run.first - 2].end)
        before = [one for place, one in self._places if place[1] < a.starts[run.first] and one.title is not None]
        if before and before[-1].title is not None and holder is not None:
            office = before[-1].title[0]
            entity.title = next((names[0] for names in same_offices() if office.lower() in names), office), holder
            entity.country = holder.country

    def _entity_before(self, offset: int) -> Entity | None:
        """The entity named immediately before a title: "Sinn Fein leader", "Russia's foreign minister"."""
        for gap in (" ", "'s ", "’s "):
            entity = self._ends.get(offset - len(gap))
            if (
                entity is not None
                and self.text[offset - len(gap) : offset] == gap
                and entity.kind is not ActorKind.PERSON
            ):
                return entity
        return None

    def _short(self, run: Run) -> None:
        """A later mention by surname, given name or initials, or a single name of which nothing else is known."""
        if run.last in self.at_token or run.last in self.things:
            return
        a = self.a
        words, name = self._words(run), self._name(run.first, run.last)
        owner = self.entities.get(name) or self._by_bare_name.get(name) or self._by_surname(run, words)
        if owner is None and len(words) == 1 and name.isupper() and 2 <= len(name) <= 6:
            owner = self._by_initials(name)
        if owner is None and len(words) == 1 and run.title is None:
            owner = self._by_first_word(words[0], run.last)
        if (
            owner is None
            and (run.title is not None or (len(words) == 1 and hints.does_what_people_do(self.a, run.last)))
            and a.is_name(run.last)
        ):
            self._person(run)
            return
        if owner is None:
            self.unknown.update(dict.fromkeys(range(run.first, run.last + 1), (run.first, run.last)))
            self._unlisted[self._name(run.first, run.last)].add((run.first, run.last))
            return
        if owner.kind is ActorKind.PERSON and len(self._surnames[_bare(words[-1])]) < 2:
            self._titled(owner, run)
        self._mention(owner, run.first, run.last)

    def _by_surname(self, run: Run, words: list[str]) -> Entity | None:
        owners = self._surnames.get(_bare(words[-1]), []) if len(words) == 1 or words[0] in _PARTICLES else []
        if run.title in _WOMEN | _MEN:
            owners = [one for one in owners if one.woman in (None, run.title in _WOMEN)]
        state = self._state(run) if run.title is not None else None
        if state is not None:  # "King Hussein of Jordan" is not "Iraq's Saddam Hussein"
            owners = [one for one in owners if one.country in (None, state.country)]
        here, title = self.a.starts[run.first], run.title
        if title is not None and len(owners) > 1:  # of two Limas, "President Lima" is the one who is the president
            owners = [one for one in owners if one.title and self.same_office(one.title[0], title)] or owners
        owners = [one for one in owners if one.name.lower().split()[0] not in self._alone] or owners
        return max(owners, key=lambda one: self._last_full(one, here), default=None)

    def _last_full(self, person: Entity, before: int) -> int:
        """Where a person was last named other than by the given name, before an offset."""
        given = person.name.split()[0]
        return max(
            (one[0] for one in person.mentions if one[0] < before and self.text[slice(*one)] != given), default=-1
        )

    def _state(self, run: Run) -> Entity | None:
        """The state given for somebody: "Iraq's Saddam Hussein", "King Hussein of Jordan", "Ghana's Supreme Court"."""
        if run.context is not None and run.context.kind is ActorKind.STATE:
            return self._listed(run.context)
        owner = self.a.possessor(run.last)
        told = [*self.a.objects_of(run.last, "of"), *([] if owner is None else [owner])]
        states = (self.at_token[at] for at in told if at in self.at_token)
        return next((one for one in states if one.kind is ActorKind.STATE), None)

    def _by_initials(self, letters: str) -> Entity | None:
        for entity in self.entities.values():
            if "".join(word[0] for word in entity.name.split() if word[0].isupper()) == letters:
                return entity
        return None

    def _by_first_word(self, word: str, at: int) -> Entity | None:
        """A body by the first word of its name ("Boeing" for Boeing Corp.), or a person by the given name.

        The surname after which a school or foundation is named is not a name for it: "Lima" for Lima University.
        """
        found = [entity for entity in self._by_first[word] if entity.rule == "name"]
        if hints.does_what_people_do(self.a, at):
            found = [entity for entity in found if entity.name.lower().split()[-1] not in _IN_HONOUR]
        return found[0] if len(found) == 1 else None

    # Names whose words do not show the kind of actor

    def unlisted(self, head: int) -> Entity:
        """The actor of a name whose words do not show its kind; all its occurrences are one actor."""
        a = self.a
        name = self._name(*self.unknown[head])
        places = sorted(self._unlisted[name])
        entity = self.entities.get(name)
        if entity is None:
            kind = hints.told_kind(self.a, name, [last for _, last in places])
            entity = self.entities[name] = Entity(
                name, kind or hints.guessed_kind(self.a, head, name), guessed=kind is None
            )
        for begin, end in places:
            self.at_token.update(dict.fromkeys(range(begin, end + 1), entity))
            self.enter((a.starts[begin], a.tokens[end].end), entity)
        return entity

    def is_place(self, head: int) -> bool:
        """Whether a name is only a place or a thing here, because of its words or a preposition such as "in"."""
        return head in self.things or hints.is_placed(self.a, head)

    def _halves(self) -> None:
        """Resolve "the North" and "the South" if one is named of two states that share the rest of their names."""
        named = [entity for entity in self.entities.values() if entity.kind is ActorKind.STATE]
        halves = {match[2] for entity in named if (match := _HALF.fullmatch(entity.name)) is not None}
        for rest in sorted(halves):
            sides = {side: listed().get(key_of(f"{side} {rest}")) for side in _SIDES}
            states = {
                side: entry for side, entry in sides.items() if entry is not None and entry.kind is ActorKind.STATE
            }
            if len(states) < 2:
                continue
            for match in re.finditer(rf"\b[Tt]he ({'|'.join(states)})\b(?!-| [A-Z])", self.text):
                token, entity = self.a.token_at(match.start(1)), self._listed(states[match[1]])
                self.at_token[token] = entity
                self.enter(match.span(), entity)

    def of_name(self, place: Range) -> Entity:
        """The actor of a name outside the prose, such as the agency in a dateline."""
        words = self.text[slice(*place)]
        people = self._surnames.get(_bare(words.lower().split()[-1]), [])
        if people:
            self.enter(place, people[0])
            return people[0]
        kind = ActorKind.MEDIA
        if words.isupper() and len(words) > 5:  # SHAILA KUMARI
            words, kind = words.title(), ActorKind.PERSON
        entry = listed().get(key_of(words))
        entity = self._listed(entry) if entry is not None else self.entities.setdefault(words, Entity(words, kind))
        if words != entity.name:
            entity.aliases.add(words)
        self.enter(place, entity)
        return entity

    def same_office(self, one: str, other: str) -> bool:
        """Whether two titles name the same office."""
        one, other = one.lower(), other.lower()
        return one == other or any(one in names and other in names for names in same_offices())


def _bare(surname: str) -> str:
    """A surname without a small word before a hyphen: Assad for al-Assad."""
    before, _, rest = surname.partition("-")
    return rest if before in attached() and rest else surname
