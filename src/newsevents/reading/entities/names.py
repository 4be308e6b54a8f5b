"""The names in an article: of people, states and bodies, in full, in short, and with their offices."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterator
from operator import itemgetter

import attrs

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.lexicon import (
    LONGEST,
    Listed,
    given_names,
    head_kinds,
    key_of,
    listed,
    same_offices,
    titles,
    women,
    word_set,
)

__all__ = ["Entity", "Names"]

Range = tuple[int, int]


@attrs.define(eq=False)
class Entity:
    """An actor as far as it is known.

    Attributes:
        name: The fullest form of its name.
        kind: What it is.
        country: The state that it is or belongs to.
        aliases: Other names for it in the text.
        title: The office that it holds, with the entity whose office it is.
        part_of: What it is a part of.
        members: Its members, where it is a group.
        mentions: Where the text refers to it.
        rule: What found it.
        nouns: The nouns that tell what it is: newspaper, company.
        woman: Whether it is a woman, where a title, a pronoun or a given name tells.
        plural: Whether "they" refers to it.
    """

    name: str
    kind: ActorKind
    country: str | None = None
    aliases: set[str] = attrs.field(factory=set)
    title: tuple[str, Entity | None] | None = None
    part_of: Entity | None = None
    members: list[Entity] = attrs.field(factory=list)
    mentions: set[Range] = attrs.field(factory=set)
    rule: str = "name"
    nouns: set[str] = attrs.field(factory=set)
    woman: bool | None = None
    plural: bool = False

    @property
    def is_person(self) -> bool:
        """Whether it is one human being."""
        return self.kind is ActorKind.PERSON or (
            self.rule == "description" and not self.plural and self.kind is ActorKind.UNNAMED
        )


@attrs.define(eq=False)
class _Run:
    """Some tokens that may be a name, with what stands before them."""

    first: int
    last: int
    title: str | None = None
    context: Listed | None = None


_JOINING = frozenset(
    (
        "of",
        "for",
        "and",
        "&",
        "the",
        "de",
        "al",
        "bin",
        "von",
        "van",
        "der",
        "den",
        "del",
        "da",
        "di",
        "el",
        "la",
        "ibn",
        "e",
        "y",
    )
)
_HEADS_WITH_OF = word_set("heads_with_of")
_SUFFIXES = frozenset(("jr.", "sr.", "jr", "sr", "ii", "iii", "iv", "m.d.", "ph.d."))
_CALENDAR = word_set("no_names")
_REGIONS = word_set("regions")
_EVENTS = word_set("named_things")
_VAGUE = word_set("vague_nouns")
_PARTICLES = frozenset(("de", "van", "von", "den", "der", "bin", "al", "el", "di", "da", "del", "la"))
_HALF = re.compile(r"(North|South|East|West) (.+)")
_ADDRESSES = {
    "mr": False,
    "mr.": False,
    "sir": False,
    "mrs": True,
    "mrs.": True,
    "ms": True,
    "ms.": True,
    "miss": True,
    "lady": True,
    "dame": True,
}
_PERSONAL = frozenset(
    (
        "say",
        "tell",
        "add",
        "think",
        "believe",
        "ask",
        "recall",
        "argue",
        "note",
        "insist",
        "write",
        "marry",
        "die",
        "smile",
        "resign",
    )
)


class Names:
    """The names in an article, whose they are, and where they are."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.text = analysis.text
        self.entities: dict[str, Entity] = {}
        self.at_token: dict[int, Entity] = {}
        """The entity of each token that is the last of a name."""
        self.unknown: dict[int, Range] = {}
        """Names of which nothing is known: for each of their tokens the first and the last."""
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._surnames: dict[str, list[Entity]] = defaultdict(list)
        self._places: list[tuple[Range, Entity]] = []
        self._ends: dict[int, Entity] = {}
        self._starts: dict[int, int] = {}
        runs = [run for pieces in map(self._pieces, self._runs()) for run in pieces]
        unsure = [run for run in runs if not self._is_clear(run)]
        alone = {self._words(run)[-1] for run in runs if len(self._words(run)) == 1}
        for run in unsure:
            self._guess(run, alone)
        for run in sorted(runs, key=lambda one: one.first):
            self._short(run)
        self._places.sort(key=itemgetter(0))
        self._halves()

    # Runs of capitals

    @functools.cached_property
    def _named_elsewhere(self) -> frozenset[str]:
        """Words that are names where no sentence begins, for where one does: "Trump described"."""
        a = self.a
        return (
            frozenset(
                a.words[at]
                for at in range(1, len(a))
                if a.is_name(at)
                and at != a.sentence(at)[0]
                and not a.is_mark(at - 1)
                and self.text[a.starts[at]].isupper()
                and not self.text[a.starts[at] : a.tokens[at].end].isupper()
            )
            - titles().keys()
        )

    def _runs(self) -> Iterator[Range]:
        """Runs of capitals, with the small words that join them: Ministry of Foreign Affairs, Ludwig van den Berg."""
        a = self.a
        at = 0
        while at < len(a):
            if not self._is_capital(at):
                at += 1
                continue
            last = at
            end = a.sentence(at)[1]
            follow = at + 1
            while follow < end:
                if a.is_number(follow) and follow == last + 1 and self.text[a.starts[follow]].isupper():
                    last = follow  # Channel One
                elif self._is_hyphen(follow) and follow + 1 < end:
                    last = follow + 1
                    follow += 1
                elif self._is_capital(follow) and (follow == last + 1 or self._joins(at, last, follow)):
                    last = follow
                elif a.words[follow] not in _JOINING or follow - last > 2:
                    break
                follow += 1
            yield at, last
            at = last + 1

    def _is_capital(self, at: int) -> bool:
        a = self.a
        first = self.text[a.starts[at]]
        if not first.isupper() or a.words[at] in ("i", "i'm") or a.words[at] in _CALENDAR:
            return False
        if a.words[at] in self._named_elsewhere:
            return True
        if a.is_name(at):
            return True
        if a.words[at] in listed() or a.words[at] in titles():
            return True
        begins = at == a.sentence(at)[0] or a.is_mark(at - 1)
        return not begins and (a.is_adjective(at) or a.is_noun(at)) and not a.is_pronoun(at)

    @functools.cached_property
    def _people_named(self) -> frozenset[str]:
        """The surnames of people whose given name is told: Lima is Ana Lima where she is named."""
        words = self.a.words
        runs = [words[first : last + 1] for first, last in self._runs() if last > first]
        return frozenset(run[-1] for run in runs if run[0] in given_names() or run[0] in _ADDRESSES)

    def _is_hyphen(self, at: int) -> bool:
        """Whether a mark joins two parts of a name: Har-Shefi, al-Qaida."""
        a = self.a
        around = self.text[a.starts[at] - 1 : a.tokens[at].end + 1]
        return a.words[at] in ("-", "‑") and len(around) == 3 and around[0].isalpha() and around[2].isalpha()

    def _joins(self, start: int, last: int, follow: int) -> bool:
        """Whether small words join capitals to one name."""
        a = self.a
        between = a.words[last + 1 : follow]
        if between[0] in ("of", "for") and between[1:] in ([], ["the"]):
            return any(word in _HEADS_WITH_OF for word in a.words[start : last + 1])
        if between == ["and"] and a.words[start - 1] == "the" and follow + 1 < len(a):
            last_word = follow
            while last_word + 1 < len(a) and self._is_capital(last_word + 1):
                last_word += 1
            if last_word > follow and head_kinds().get(a.words[last_word]) in _BODIES and a.words[last] not in listed():
                return True
        if between in (["and"], ["&"]):
            named = a.words[start : last + 1]
            return between == ["&"] or (
                "of" in named
                and any(word in _HEADS_WITH_OF for word in named)
                and a.first_joined(follow) != follow
                and a.governor(follow) == last
            )
        return between[0] not in ("the", "for", "of", "and", "&", "e", "y") and follow - last <= 3

    def _pieces(self, run: Range) -> Iterator[_Run]:
        """A run divided at titles and listed names; what is left may be names of people or bodies."""
        a = self.a
        at, end = run[0], run[1] + 1
        title: str | None = None
        context: Listed | None = None
        begin = at
        while at < end:
            size, entry, office = self._longest(at, end, run)
            if entry is None and office is None:
                at += 1
                continue
            if (
                begin < at
                and entry is not None
                and entry.form != "name"
                and at + size == end
                and a.words[begin] in given_names()
            ):
                break  # Paris Jackson, Jordan London
            if begin < at:
                yield _Run(begin, at - 1, title, context)
                title = context = None
            if entry is not None:
                context = entry
                self._mention(self._listed(entry), at, at + size - 1)
            else:
                title = office
            at += size
            begin = at
        if begin < end:
            yield _Run(begin, end - 1, title, context)

    def _longest(self, at: int, end: int, run: Range) -> tuple[int, Listed | None, str | None]:
        a = self.a
        for size in range(min(LONGEST, end - at), 0, -1):
            words = self.text[a.starts[at] : a.tokens[at + size - 1].end]
            key = key_of(words)
            entry = listed().get(key)
            if entry is not None and not self._is_other(entry, words, at, at + size, run):
                return size, entry, None
            key = key if key in titles() or size > 1 else key.rstrip(".")
            if key in titles() and not (size == 1 and at + 1 == end and at > run[0]):
                return size, None, key
        return 1, None, None

    def _is_other(self, entry: Listed, words: str, start: int, end: int, run: Range) -> bool:
        """Whether listed words are a part of another name here: Jordan Smith, Bank of England, Lima for Ana Lima."""
        a = self.a
        if entry.capitals and not words.isupper():
            return True
        before = a.words[start - 1] if start > run[0] else ""
        if before in given_names() or before in _ADDRESSES:
            return True
        if end - start == 1 == run[1] - run[0] + 1 and a.words[start] in self._people_named:
            return True
        if entry.unsure and (before or end <= run[1]):
            return True
        if end <= run[1] and a.words[end] in _JOINING and a.words[end] not in ("of", "and"):
            return True
        follows = a.words[run[1]]
        if end <= run[1] and entry.kind is not ActorKind.STATE and (follows in head_kinds()):
            return True
        return bool(
            entry.form == "name"
            and end <= run[1]
            and follows in head_kinds()
            and entry.kind is ActorKind.STATE
            and head_kinds()[follows] is ActorKind.MEDIA
        )

    # Whose they are

    def _is_clear(self, run: _Run) -> bool:
        """Enter a name of which the words or what is around them tell what it is."""
        words = self._words(run)
        if words[-1] in _REGIONS:
            return True
        if len(words) > 1 and all(word in _PARTICLES for word in words[:-1]):
            return False  # Van den Berg, after Ludwig van den Berg
        noun = self._noun_after(run.last)
        if noun is not None:
            self._body(run, noun)
            self.at_token[run.last].nouns.add(self.a.words[run.last + 1])
            return True
        kind = head_kinds().get(words[-1].rstrip("."))
        if (
            kind is not None
            and kind not in (ActorKind.PERSON, ActorKind.GROUP)
            and not (len(words) == 1 and run.context is None)
        ):
            self._body(run, kind)
            return True
        if (
            kind is None
            and run.title is None
            and any(head_kinds().get(word) in _BODIES for word in words[:1])
            and "of" in words
        ):
            self._body(run, head_kinds()[words[0]])
            return True
        if len(words) > 1 and self._is_person(run, words):
            self._person(run)
            return True
        return False

    def _noun_after(self, at: int) -> ActorKind | None:
        """What a noun that a name modifies tells of the name: the Maariv newspaper, the Sinn Fein party."""
        a = self.a
        noun = a.governor(at)
        if noun != at + 1 or noun is None or a.is_name(noun) or not a.is_noun(noun):
            return None
        kind = head_kinds().get(a.words[noun])
        return (
            kind
            if kind in _BODIES or (kind in (ActorKind.MEDIA, ActorKind.NGO) and a.words[noun] not in _VAGUE)
            else None
        )

    def _is_person(self, run: _Run, words: list[str]) -> bool:
        if any(char.isdigit() for word in words for char in word) or "of" in words or len(words) > 6:
            return False
        if _EVENTS & set(words):
            return False
        return (
            words[0] in given_names()
            or run.title is not None
            or words[0] in word_set("family_names_first")
            or self._office_before(run.first) is not None
            or words[-1] in _SUFFIXES
            or self._has_age(run.last)
            or self._does_what_people_do(run.last)
        )

    def _has_age(self, at: int) -> bool:
        """Whether an age follows: "Ana Lima, 43, said"."""
        words = self.a.words[at + 1 : at + 4]
        return (
            len(words) == 3 and words[0] == "," and words[1].isdigit() and len(words[1]) < 3 and words[2] in (",", ".")
        )

    def _does_what_people_do(self, at: int) -> bool:
        """Whether a name is the subject of a verb of people, or explained by a noun for people."""
        a = self.a
        if any(head_kinds().get(a.words[one]) is ActorKind.PERSON for one in a.appositions(at)):
            return True
        verb = a.governor(at)
        if any(a.words[a.left_edge(clause)] in ("who", "whose", "whom") for clause in a.relative_clauses(at)):
            return True
        return verb is not None and a.is_verb(verb) and a.own_subject(verb) == at and a.lemmas[verb] in _PERSONAL

    def _guess(self, run: _Run, alone: set[str]) -> None:
        """Names of which nothing tells what they are: two words whose last is used alone, as surnames are."""
        words = self._words(run)
        bare = [word for word in words if word not in _SUFFIXES]
        if 1 < len(bare) < 5 and "of" not in bare and bare[-1] in alone and not any(map(str.isdigit, bare[-1])):
            self._person(run)

    def _words(self, run: _Run) -> list[str]:
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
        self._places.append((place, entity))
        self._ends[place[1]] = entity
        self._starts[place[1]] = first

    def _body(self, run: _Run, kind: ActorKind) -> None:
        first = run.first
        context = run.context
        if context is not None and first > 0 and self.a.words[first - 1] not in ("of", "in", "for", ","):
            first = self._starts.get(self.a.tokens[first - 1].end, first)
        name = self._name(first, run.last)
        entity = self.entities.setdefault(name, Entity(name, kind))
        if context is not None and context.kind is ActorKind.STATE:
            entity.country = context.country
            entity.part_of = entity.part_of or (
                self._listed(context) if kind is not ActorKind.COMPANY and kind is not ActorKind.MEDIA else None
            )
        self._mention(entity, first, run.last)

    def _person(self, run: _Run) -> None:
        words = [word for word in self._words(run) if word not in _SUFFIXES] or list(self._words(run))
        name = self._name(run.first, run.last)
        if run.title in _ADDRESSES and len(words) == 1 and self._surnames.get(words[0]):
            name = self._name(run.first - 1, run.last)  # Lady Starmer beside Sir Keir Starmer
        entity = self.entities.get(name) or self._same_person(words)
        if entity is None:
            entity = self.entities[name] = Entity(name, ActorKind.PERSON)
            self._surnames[words[-1]].append(entity)
            if words[0] in word_set("family_names_first"):
                self._surnames[words[0]].append(entity)
            if words[0] in given_names():
                entity.woman = words[0] in women()
        self._titled(entity, run)
        self._mention(entity, run.first, run.last)

    def _same_person(self, words: list[str]) -> Entity | None:
        """A person named before with a middle name more or less, or by both names: James Charles Kopp, James Kopp."""
        if len(words) < 2:
            return None
        for entity in self._surnames.get(words[-1], []):
            known = entity.name.lower().split()
            if known[0] == words[0] and {len(known), len(words)} == {2, 3}:
                return entity
        for entity in self._by_first[words[0]]:
            known = entity.name.lower().split()
            if entity.kind is ActorKind.PERSON and len(known) > len(words) and known[: len(words)] == words:
                return entity
        return None

    def _titled(self, entity: Entity, run: _Run) -> None:
        """Give a person the office before the name, and what a form of address tells."""
        title = run.title or self._office_before(run.first)
        if title is None:
            self._counterpart(entity, run)
            return
        if title in _ADDRESSES:
            entity.woman = _ADDRESSES[title]
        if entity.title is not None or not titles()[title]:
            return
        start = self.text.lower().rfind(title, 0, self.a.starts[run.first])
        words = self.text[start : start + len(title)] if start >= 0 else title
        holder = self._listed(run.context) if run.context is not None else self._entity_before(start)
        entity.title = words, holder
        entity.country = entity.country or (holder.country if holder is not None else None)

    def _counterpart(self, entity: Entity, run: _Run) -> None:
        """The office of "his Norwegian counterpart Ana Lima": that of the person named before."""
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
        """Who is named right before a title: "Sinn Fein leader", "Russia's foreign minister"."""
        for gap in (" ", "'s ", "’s "):
            entity = self._ends.get(offset - len(gap))
            if (
                entity is not None
                and self.text[offset - len(gap) : offset] == gap
                and entity.kind is not ActorKind.PERSON
            ):
                return entity
        return None

    def _office_before(self, at: int) -> str | None:
        """A title in small letters before a name: "foreign minister Ana Lima"."""
        for size in (4, 3, 2, 1):
            words = " ".join(self.a.words[max(0, at - size) : at])
            if at >= size and words in titles():
                return words
        return None

    def _short(self, run: _Run) -> None:
        """A later mention by surname, given name or initials; or a name alone of which nothing more is known."""
        if run.last in self.at_token or self._words(run)[-1] in _REGIONS:
            return
        a = self.a
        words, name = self._words(run), self._name(run.first, run.last)
        owner = self.entities.get(name) or self._by_surname(run, words)
        if owner is None and len(words) == 1 and name.isupper() and 2 <= len(name) <= 6:
            owner = self._by_initials(name)
        if owner is None and len(words) == 1 and run.title is None:
            owner = self._by_first_word(words[0], run)
        if (
            owner is None
            and (run.title is not None or (len(words) == 1 and self._does_what_people_do(run.last)))
            and a.is_name(run.last)
        ):
            self._person(run)
            return
        if owner is None:
            self.unknown.update(dict.fromkeys(range(run.first, run.last + 1), (run.first, run.last)))
            return
        if owner.kind is ActorKind.PERSON:
            self._titled(owner, run)
        self._mention(owner, run.first, run.last)

    def _by_surname(self, run: _Run, words: list[str]) -> Entity | None:
        owners = self._surnames.get(words[-1], []) if len(words) == 1 or words[0] in _PARTICLES else []
        if run.title in _ADDRESSES:
            owners = [one for one in owners if one.woman in (None, _ADDRESSES[run.title])]
        if len(owners) < 2:
            return owners[0] if owners else None
        here = self.a.starts[run.first]
        return max(owners, key=lambda one: max((place[0] for place in one.mentions if place[0] < here), default=-1))

    def _by_initials(self, letters: str) -> Entity | None:
        for entity in self.entities.values():
            if "".join(word[0] for word in entity.name.split() if word[0].isupper()) == letters:
                return entity
        return None

    def _by_first_word(self, word: str, run: _Run) -> Entity | None:
        """A body by the first word of its name ("Boeing" for Boeing Corp.), a person by the given name."""
        found = [
            entity
            for entity in self._by_first[word]
            if entity.rule == "name"
            and (entity.kind is not ActorKind.PERSON or min(entity.mentions)[0] < self.a.starts[run.first])
        ]
        return found[0] if len(found) == 1 else None

    def _halves(self) -> None:
        """Where "the North" and "the South" are two states that share the rest of their names."""
        halves: dict[str, dict[str, Entity]] = defaultdict(dict)
        for entity in self.entities.values():
            match = _HALF.fullmatch(entity.name)
            if match is not None and entity.kind is ActorKind.STATE:
                halves[match[2]][match[1]] = entity
        for sides in halves.values():
            if len(sides) > 1:
                for match in re.finditer(rf"\b[Tt]he ({'|'.join(sides)})\b(?!-| [A-Z])", self.text):
                    token = self.a.first_from(match.start(1))
                    self.at_token[token] = sides[match[1]]
                    self.enter(match.span(), sides[match[1]])

    def of_name(self, place: Range) -> Entity:
        """The actor of a name that is not in the prose: the agency of a dateline."""
        words = self.text[slice(*place)]
        people = self._surnames.get(words.lower().split()[-1], [])
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

    # Where they are

    def enter(self, place: Range, entity: Entity) -> None:
        """Keep that some words refer to an entity."""
        entity.mentions.add(place)
        insort(self._places, (place, entity), key=itemgetter(0))

    def within(self, place: Range, without: Callable[[Entity, Range], bool] | None = None) -> list[Entity]:
        """The entities named in a stretch, each once, in order; without mentions that do not count."""
        found: list[Entity] = []
        for index in range(bisect_left(self._places, place[0], key=_begin), len(self._places)):
            span, entity = self._places[index]
            if span[0] >= place[1]:
                break
            if span[1] <= place[1] and entity not in found and (without is None or not without(entity, span)):
                found.append(entity)
        return found

    def before(self, offset: int, most: int = 200) -> list[tuple[Range, Entity]]:
        """Where entities are mentioned before an offset, the last one last."""
        index = bisect_left(self._places, offset, key=_begin)
        return self._places[max(0, index - most) : index]

    def same_office(self, one: str, other: str) -> bool:
        """Whether two titles name one office."""
        one, other = one.lower(), other.lower()
        return one == other or any(one in names and other in names for names in same_offices())


_BODIES = frozenset(
    (
        ActorKind.GOVERNMENT_BODY,
        ActorKind.COMPANY,
        ActorKind.COURT,
        ActorKind.NGO,
        ActorKind.LEGISLATURE,
        ActorKind.MILITARY,
        ActorKind.PARTY,
    )
)


def _begin(item: tuple[Range, Entity]) -> int:
    return item[0][0]
