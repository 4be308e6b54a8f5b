"""Who acts in an article: its names, and what later words refer to them.

`newsevents.extraction.names` finds the names; `Cast.refer` tells whom a stretch of words means.
"""

from __future__ import annotations

import re

from newsevents.extraction.frames import Range
from newsevents.extraction.gazetteer import given_names, head_kinds, listed, same_offices, women
from newsevents.extraction.names import Figure, Names
from newsevents.extraction.text import Sentence
from newsevents.extraction.words import word_set
from newsevents.model.vocabulary import ActorKind
from newsevents.quantities import NUMBERS

__all__ = ["Cast", "Figure"]

_PLURAL_KINDS = (ActorKind.GROUP, ActorKind.PARTY)
_PERSON_PRONOUNS = word_set("person_pronouns")
_PLURAL_PRONOUNS = word_set("plural_pronouns")
_THINGS = word_set("thing_pronouns")
_NEAR = 6
_COUNTS = {word: count for word, count in NUMBERS.items() if 2 <= count <= 7} | {"both": 2}


class Cast(Names):
    """The actors of an article."""

    def refer(self, place: Range, before: Figure | None = None) -> list[Figure]:
        """Whom the words of a nominal mean.

        Args:
            place: Where the words stand.
            before: Who spoke last, for pronouns.
        """
        sentence, start, end = self._tokens(place)
        if sentence is None or start >= end:
            return []
        if sentence.tags[end - 1] == "s" and end - start > 1:  # the agency's
            end -= 1
            place = place[0], sentence.ends[end - 1]
        words, tags = sentence.words[start:end], sentence.tags[start:end]
        if words[0] in _POSSESSIVES and len(words) == 1:
            return self._pronoun(_POSSESSIVES[words[0]], place, sentence, start, before)
        if tags[0] in "pow" or tags == "z":
            return self._pronoun(words[0], place, sentence, start, before)
        head_end = self._head_end(tags)
        head = place[0], sentence.ends[start + head_end - 1]
        apposed = self.named_in((head[1], place[1]))
        if apposed and apposed[0].kind is ActorKind.PERSON and not self._ends_with_name(head):
            return apposed[:1]
        parts = self._coordinated(sentence, start, start + head_end)
        if len(parts) > 1:
            return self._together(sentence, parts, head)
        return self._one(sentence, start, start + head_end, place)

    def _tokens(self, place: Range) -> tuple[Sentence | None, int, int]:
        sentence = self.sentence_at(place[0])
        return (None, 0, 0) if sentence is None else (sentence, *sentence.tokens(place))

    def _head_end(self, tags: str) -> int:
        """Where a nominal ends without its appositions and clauses."""
        for at, tag in enumerate(tags):
            if at and (tag in "w;-(" or (tag == "," and "&" not in tags[at:])):
                return at
            if at and tag == "," and tags[at + 1 : at + 2] in ("d", "w") and "x" not in tags[at + 1 : at + 4]:
                return at
        return len(tags)

    def _coordinated(self, sentence: Sentence, start: int, end: int) -> list[Range]:
        tags, words = sentence.tags, sentence.words
        if "&" not in tags[start:end] or "i" in tags[start:end]:
            return [(start, end)]
        parts, begin = [], start
        for at in range(start, end):
            if tags[at] in ",&" and words[at] != "but":
                if begin < at:
                    parts.append((begin, at))
                begin = at + 1
        if begin < end:
            parts.append((begin, end))
        return parts

    def _together(self, sentence: Sentence, parts: list[Range], place: Range) -> list[Figure]:
        """Several as one group, which later words such as "the three" may mean."""
        members: list[Figure] = []
        for start, end in parts:
            for figure in self._one(sentence, start, end, (sentence.starts[start], sentence.ends[end - 1])):
                if figure not in members:
                    members.append(figure)
        if len(members) < 2:
            return members
        return list(self._group(members, place).members)

    def _one(self, sentence: Sentence, start: int, end: int, place: Range) -> list[Figure]:
        place = sentence.starts[start], sentence.ends[end - 1]
        named = self.named_in(place)
        people = [figure for figure in named if figure.kind is ActorKind.PERSON]
        tags, words = sentence.tags[start:end], sentence.words[start:end]
        phrase = tags.find("i", 1)
        stop = sentence.ends[start + (phrase if phrase > 0 else end - start) - 1]
        at_end = [one for one in people if any(end == stop for _, end in self.places(one, place))]
        if at_end:
            return at_end[:1]
        last = words[(phrase if phrase > 0 else len(words)) - 1]
        if named and tags[-1] != "n" and phrase < 0 and self._ends_with_name(place):
            return [named[-1]]
        if named and named[-1].kind is not ActorKind.STATE and self._ends_with_name(place):
            return [named[-1]]
        entry = listed().get(" ".join(words[words[0] in ("the", "a", "an") :]).replace("\u2019", "'"))
        if entry is not None:
            return self._seen([self._listed(entry)], place)
        epithet = self._epithet(sentence, start, end, place, last, named)
        if epithet:
            return epithet
        return [self._described(sentence, start, end, place, last, named)]

    def _epithet(
        self, sentence: Sentence, start: int, end: int, place: Range, last: str, named: list[Figure]
    ) -> list[Figure]:
        """What "the agency", "the three" or "the Norwegian foreign minister" mean."""
        words = sentence.words[start:end]
        definite = words[0] in ("the", "this", "that", "these", "those", "its", "their", "both", "his", "her")
        if not definite:
            return []
        earlier = self._earlier(place[0])
        office = " ".join(words[1:])
        for figure in reversed(earlier):
            if figure.title is not None and self._holds(figure, office, named):
                return self._seen([figure], place)
        counted = next((_COUNTS[word] for word in words if word in _COUNTS), None)
        if counted is not None or last in word_set("group_epithets"):
            groups = [
                figure
                for figure in dict.fromkeys(earlier)
                if figure.members and counted in (None, len(figure.members)) and self._fits(figure, last)
            ]
            if groups and not named:
                return self._seen([max(groups, key=lambda one: self._salience(one, place[0]))], place)
        kind = head_kinds().get(last)
        if named or kind is None or kind in (ActorKind.GROUP, ActorKind.PERSON) or "i" in sentence.tags[start:end]:
            return []
        for figure in reversed(earlier):
            if figure.kind is kind or last in figure.name.lower().split():
                return self._seen([figure], place)
        if last in word_set("body_epithets"):
            for figure in reversed(earlier):
                if figure.kind not in (ActorKind.PERSON, ActorKind.STATE, ActorKind.GROUP, ActorKind.UNNAMED):
                    return self._seen([figure], place)
        if last in word_set("state_epithets"):
            for figure in reversed(earlier):
                if figure.kind is ActorKind.STATE:
                    return self._seen([figure], place)
        return []

    def _salience(self, figure: Figure, before: int) -> tuple[bool, int]:
        """How likely later words mean a group: one that acted, then one that was named more often."""
        places = [span[0] for span in figure.mentions if span[0] < before]
        return any(start in self._beginnings for start in places), len(places)

    def _holds(self, figure: Figure, office: str, named: list[Figure]) -> bool:
        assert figure.title is not None
        title, holder = figure.title
        title = title.lower()
        same = next((one for one in same_offices() if title in one), (title,))
        if named:
            return office.endswith(same) and holder in named
        return office in same or (office == title.split()[-1] and office in head_kinds())

    def _fits(self, group: Figure, last: str) -> bool:
        states = all(member.kind is ActorKind.STATE for member in group.members)
        people = all(member.kind is ActorKind.PERSON for member in group.members)
        return people if last in word_set("people_epithets") else states if last in word_set("state_epithets") else True

    def _seen(self, figures: list[Figure], place: Range) -> list[Figure]:
        for figure in figures:
            figure.mentions.add(place)
            self._enter(place, figure)
        return list(figures)

    def _described(
        self, sentence: Sentence, start: int, end: int, place: Range, last: str, named: list[Figure]
    ) -> Figure:
        """An actor without a name of its own: "two officials", "a spokesman for the ministry"."""
        words = sentence.words[start:end]
        name = re.sub(r"\s+", " ", self.text[place[0] : place[1]])
        kind = head_kinds().get(last)
        if kind is None or kind is ActorKind.PERSON:
            kind = ActorKind.UNNAMED
        elif last == "group" and "of" in words:
            kind = ActorKind.GROUP
        known = self.figures.get(name)
        if known is not None:
            known.mentions.add(place)
            self._enter(place, known)
            return known
        if sentence.tags[start:end] in ("xx", "xxx"):  # a name of which nothing tells what it is
            kind = ActorKind.PERSON
        figure = Figure(name, kind, rule="description")
        bodies = [one for one in named if one.kind is not ActorKind.PERSON]
        if bodies and words[0] not in ("most", "many", "some"):
            figure.country = bodies[0].country
            if kind not in (ActorKind.GROUP,):
                figure.part_of = bodies[-1]
        if kind is ActorKind.GROUP and "of" in words and last not in word_set("people_epithets"):
            at = words.index("of")
            span = sentence.starts[start + at], place[1]
            figure.members = [one for one in self.named_in(span) if one.kind is not ActorKind.PERSON]
            figure.members = figure.members if len(figure.members) > 1 else []
        figure.mentions.add(place)
        self.figures[name] = figure
        self._enter(place, figure)
        return figure

    def _pronoun(self, word: str, place: Range, sentence: Sentence, start: int, before: Figure | None) -> list[Figure]:
        earlier = self._earlier(place[0])
        if word in ("who", "which", "that", "whose") and start > 0:
            at = start - 1 if sentence.tags[start - 1] != "," else start - 2
            begin = at
            while begin > 0 and sentence.tags[begin - 1] in "dnxcs":
                begin -= 1
            return self._one(sentence, begin, at + 1, place) if at >= 0 else []
        if word in _PERSON_PRONOUNS:
            woman = word in ("she", "her", "herself")
            if before is not None and before.kind is ActorKind.PERSON and _agrees(before, woman):
                return self._seen([before], place)
            near = [one for one in earlier[-_NEAR:] if one.kind is ActorKind.PERSON]
            sure = [one for one in near if _given_name(one) in given_names() and _agrees(one, woman)]
            people = sure or [one for one in earlier if one.kind is ActorKind.PERSON and _agrees(one, woman)]
            return self._seen(people[-1:], place) if people else []
        if word in _PLURAL_PRONOUNS:
            if before is not None and before.kind in _PLURAL_KINDS:
                return self._seen([before], place)
            groups = [figure for figure in earlier if figure.kind in _PLURAL_KINDS]
            return self._seen(groups[-1].members or groups[-1:], place) if groups else []
        if word in _THINGS:
            things = [figure for figure in earlier if figure.kind not in (ActorKind.PERSON, ActorKind.GROUP)]
            return self._seen(things[-1:], place) if things else []
        return []


_POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}


def _given_name(figure: Figure) -> str:
    return figure.name.split()[0].lower()


def _agrees(figure: Figure, woman: bool) -> bool:
    """Whether "she" or "he" can be somebody, by the given name."""
    first = _given_name(figure)
    return first not in given_names() or (first in women()) == woman
