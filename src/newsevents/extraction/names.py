"""The names in an article: of people, states and bodies, in full, in short and with their offices."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

import attrs

from newsevents.extraction.frames import Range
from newsevents.extraction.gazetteer import Listed, given_names, head_kinds, listed, longest, same_offices, titles
from newsevents.extraction.text import Paragraph, Sentence
from newsevents.extraction.words import word_set
from newsevents.model.vocabulary import ActorKind

__all__ = ["Figure", "Names"]


@attrs.define(eq=False)
class Figure:
    """An actor as far as it is known.

    Attributes:
        name: The fullest form of its name.
        kind: What it is.
        country: The state that it is or belongs to.
        aliases: Other names for it in the text.
        title: The office that it holds, with the state's or the body's figure.
        part_of: What it is a part of.
        members: Its members, where it is a group.
        mentions: Where the text refers to it.
        rule: What found it.
    """

    name: str
    kind: ActorKind
    country: str | None = None
    aliases: set[str] = attrs.field(factory=set)
    title: tuple[str, Figure | None] | None = None
    part_of: Figure | None = None
    members: list[Figure] = attrs.field(factory=list)
    mentions: set[Range] = attrs.field(factory=set)
    rule: str = "name"


_JOINING = frozenset(("of", "for", "and", "the", "de", "al", "bin", "von", "van", "der", "del", "da", "el", "la"))
_OF_HEADS = word_set("heads_with_of")
_MEMORY = 200
_VERBAL = re.compile(r"\b(?:said|says|met|told|is|was|were|are|has|have|had|will|that|who|which|in|on|to|with|for)\b")
_SUFFIXES = frozenset(("jr.", "sr.", "jr", "sr", "ii", "iii", "iv"))
_HALF = re.compile(r"(North|South|East|West) (.+)")


class Names:
    """The names in an article: whose they are, and where they stand."""

    def __init__(self, text: str, paragraphs: list[Paragraph]) -> None:
        self.text = text
        self.figures: dict[str, Figure] = {}
        self._surnames: dict[str, list[Figure]] = {}
        self._maybe: list[tuple[Sentence, Range, list[str], str]] = []  # names that may be people's
        self._initials: dict[str, Figure] | None = None
        self._at: list[tuple[Range, Figure]] = []  # every name with its place, in order
        self._sentences: list[Sentence] = [sentence for one in paragraphs for sentence in one.sentences]
        self._starts = [sentence.starts[0] for sentence in self._sentences]
        self._beginnings = {
            start for one in self._sentences for start in (one.starts[0], *one.starts[1:2]) if one.tags[0] in "dx"
        }
        runs = [(sentence, run) for sentence in self._sentences for run in _runs(sentence)]
        pieces = [(sentence, list(self._pieces(sentence, run))) for sentence, run in runs]
        for sentence, found in pieces:
            self._full_names(sentence, found)
        self._likely_people(pieces)
        self._recent: list[Figure] = []  # people named in full or short, for a surname that several have
        for sentence, found in pieces:
            self._short_names(sentence, found)
        self._at.sort(key=_place)
        self._halves()
        self._joint: list[tuple[list[Figure], Range]] = []
        self._by_members: dict[frozenset[Figure], Figure] = {}
        self._groups()

    def _halves(self) -> None:
        """Where "the North" and "the South" stand for two states that share the rest of their names."""
        halves: dict[str, dict[str, Figure]] = {}
        for figure in self.figures.values():
            match = _HALF.fullmatch(figure.name)
            if match is not None and figure.kind is ActorKind.STATE:
                halves.setdefault(match[2], {})[match[1]] = figure
        for sides in halves.values():
            if len(sides) > 1:
                words = rf"\b[Tt]he ({'|'.join(sides)})\b(?!-| [A-Z])"
                for match in re.finditer(words, self.text):
                    sides[match[1]].mentions.add(match.span())
                    self._enter(match.span(), sides[match[1]])

    def group_up_to(self, offset: int) -> Figure | None:
        """The group of people or states that are named together right before an offset."""
        return next((self._by_members[frozenset(one)] for one, place in self._joint if place[1] == offset), None)

    # --- names

    def _pieces(self, sentence: Sentence, run: Range) -> Iterator[tuple[str, Range, Listed | None]]:
        """A run of capitals divided: names that are listed, titles, and what else there is."""
        words = sentence.words
        at, end = run
        known, offices = listed(), titles()
        unknown = at
        while at < end:
            for size in range(min(longest, end - at), 0, -1):
                key = " ".join(words[at : at + size]).replace("\u2019", "'")
                entry = known.get(key)
                if entry is not None and entry.capitals:
                    written = self.text[sentence.starts[at] : sentence.ends[at + size - 1]]
                    entry = entry if written.isupper() else None
                if entry is not None and not self._another(sentence, entry, at, at + size, run):
                    kind = "listed"
                elif key in offices:
                    kind = "title"
                else:
                    continue
                if unknown < at:
                    yield "name", (unknown, at), None
                yield kind, (at, at + size), entry if kind == "listed" else None
                at = unknown = at + size
                break
            else:
                at += 1
        if unknown < end:
            yield "name", (unknown, end), None

    def _another(self, sentence: Sentence, entry: Listed, start: int, end: int, run: Range) -> bool:
        """Whether a listed name is a part of another one here: Jordan Smith, Bank of England."""
        alone = (start, end) == run
        before = sentence.words[start - 1] if start > run[0] else ""
        if before in given_names() or (entry.unsure and not alone and start > run[0]):
            return True
        if entry.unsure and entry.form == "name":
            return self.text.count(entry.name) < 2 or "U.S." in self.text
        return (
            entry.form != "people"
            and end < run[1]
            and sentence.words[end] in head_kinds()
            and entry.kind is not ActorKind.STATE
        )

    def _full_names(self, sentence: Sentence, pieces: list[tuple[str, Range, Listed | None]]) -> None:
        context: Listed | None = None
        title: Range | None = None
        for index, (kind, piece, entry) in enumerate(pieces):
            if kind == "listed" and entry is not None:
                if self._is_surname(sentence, piece, entry):
                    pieces[index] = ("name", piece, None)
                    continue
                context = entry
                self._mention(self._listed(entry), sentence, piece)
            elif kind == "title":
                title = piece
            else:
                self._named(sentence, piece, context, title)
                context = title = None

    def _is_surname(self, sentence: Sentence, piece: Range, entry: Listed) -> bool:
        """Whether a listed name is that of a person who was named before: Lima, where Ana Lima was."""
        words = sentence.words[piece[0] : piece[1]]
        return len(words) == 1 and words[0] in self._surnames and (entry.form == "seat" or entry.unsure)

    def _listed(self, entry: Listed) -> Figure:
        figure = self.figures.get(entry.name)
        if figure is None:
            figure = self.figures[entry.name] = Figure(entry.name, entry.kind, entry.country, rule="gazetteer")
        return figure

    def _mention(self, figure: Figure, sentence: Sentence, piece: Range) -> None:
        place = sentence.starts[piece[0]], sentence.ends[piece[1] - 1]
        figure.mentions.add(place)
        words = self.text[place[0] : place[1]]
        if words != figure.name and figure.kind is not ActorKind.UNNAMED:
            figure.aliases.add(words)
        self._at.append((place, figure))

    def _named(self, sentence: Sentence, piece: Range, context: Listed | None, title: Range | None) -> None:
        words = sentence.words[piece[0] : piece[1]]
        last = words[-1].rstrip(".")
        kind = head_kinds().get(last)
        name = self.text[sentence.starts[piece[0]] : sentence.ends[piece[1] - 1]]
        if kind is not None and kind not in (ActorKind.PERSON, ActorKind.GROUP):
            if len(words) == 1 and context is None:
                return
            start = piece[0]
            if context is not None and sentence.words[start - 1] not in ("of", "in", "for"):
                while start > 0 and sentence.tags[start - 1] == "x":
                    start -= 1
                name = self.text[sentence.starts[start] : sentence.ends[piece[1] - 1]]
            figure = self.figures.setdefault(name, Figure(name, kind))
            if context is not None and context.kind is ActorKind.STATE:
                figure.country = context.country
            self._mention(figure, sentence, (start, piece[1]))
            return
        first = words[0]
        bare = [word for word in words if word not in _SUFFIXES]
        sure = (
            first in given_names()
            or title is not None
            or self._east_asian(bare)
            or self._office_before(sentence, piece[0]) is not None
        )
        if len(bare) < 2 or len(bare) > 4 or "of" in words or any(char.isdigit() for char in name):
            return
        if not sure:
            self._maybe.append((sentence, piece, bare, name))
            return
        self._person(sentence, piece, bare, name, title, context)

    def _likely_people(self, pieces: list[tuple[Sentence, list[tuple[str, Range, Listed | None]]]]) -> None:
        """Names of which nothing tells what they are, but whose last word stands alone elsewhere, as surnames do."""
        alone = {
            sentence.words[piece[0]]
            for sentence, found in pieces
            for kind, piece, _ in found
            if kind == "name" and piece[1] - piece[0] == 1
        }
        for sentence, piece, bare, name in self._maybe:
            if bare[-1] in alone and len(bare) < 4:
                self._person(sentence, piece, bare, name, None, None)

    def _person(
        self,
        sentence: Sentence,
        piece: Range,
        bare: list[str],
        name: str,
        title: Range | None,
        context: Listed | None,
    ) -> None:
        person = self.figures.get(name)
        figure = person or Figure(name, ActorKind.PERSON)
        if person is None:
            self.figures[name] = figure
            self._surnames.setdefault(bare[-1], []).append(figure)
            if self._east_asian(bare):
                self._surnames.setdefault(bare[0], []).append(figure)
        self._office(figure, sentence, piece[0], title, context)
        self._mention(figure, sentence, piece)

    def _east_asian(self, words: list[str]) -> bool:
        """Whether the family name may stand first, as in Xi Jinping or Moon Jae-in."""
        return len(words) > 1 and words[0] in word_set("family_names_first")

    def _office_before(self, sentence: Sentence, at: int) -> Range | None:
        """A title in small letters before a name: "foreign minister", "leader"."""
        offices = titles()
        for size in (4, 3, 2, 1):
            if at - size >= 0 and " ".join(sentence.words[at - size : at]) in offices:
                return at - size, at
        return None

    def _office(self, figure: Figure, sentence: Sentence, at: int, title: Range | None, context: Listed | None) -> None:
        place = title or self._office_before(sentence, at)
        if figure.title is not None:
            return
        if place is None:
            self._counterpart(figure, sentence, at)
            return
        key = " ".join(sentence.words[place[0] : place[1]])
        if not titles()[key]:
            return
        words = self.text[sentence.starts[place[0]] : sentence.ends[place[1] - 1]]
        holder: Figure | None = None
        if context is None:
            at = sentence.starts[place[0]]
            before = [one for span, one in self._at[-8:] if span[1] <= at <= span[1] + 3]
            holder = before[-1] if before and before[-1].kind is not ActorKind.PERSON else None
        else:
            holder = self._listed(context)
        figure.title = (words, holder)
        if holder is not None and figure.country is None:
            figure.country = holder.country

    def _counterpart(self, figure: Figure, sentence: Sentence, at: int) -> None:
        """The office of "his Norwegian counterpart": that of the person named before."""
        if at == 0 or sentence.words[at - 1] != "counterpart":
            return
        before = [one for span, one in self._at[-20:] if span[1] <= sentence.starts[at]]
        others = [one for one in before if one.kind is ActorKind.PERSON and one.title is not None]
        states = [one for one in before if one.kind is ActorKind.STATE]
        if others and others[-1].title is not None and states:
            office = others[-1].title[0]
            same = next((one for one in same_offices() if office.lower() in one), (office,))
            figure.title = same[0], states[-1]
            figure.country = states[-1].country

    def _groups(self) -> None:
        """States and people that are named together: "Norway, Sweden and Finland"."""
        for kind in (ActorKind.STATE, ActorKind.PERSON):
            self._groups_of(kind)
        for members, place in self._joint:
            self._group(members, place)

    def _groups_of(self, kind: ActorKind) -> None:
        found: list[tuple[Figure, Range]] = []
        end = len(self.text) + 99
        for span, figure in [*self._at, ((end, end), Figure("", kind))]:
            if figure.kind is not kind:
                continue
            if found and self._beside(found[-1][1][1], span[0], figure, found[-1][0]):
                found.append((figure, span))
                continue
            members = list(dict.fromkeys(one for one, _ in found))
            if len(members) > 1 and re.search(r"\band\b|&", self.text[found[0][1][0] : found[-1][1][0]]):
                self._joint.append((members, (found[0][1][0], found[-1][1][1])))
            found = [(figure, span)]

    def _beside(self, end: int, start: int, figure: Figure, before: Figure) -> bool:
        if figure.kind is not before.kind or figure is before or not 0 < start - end < 70:
            return False
        gap = self.text[end:start]
        if figure.kind is ActorKind.STATE:
            return re.fullmatch(r",? (?:and )?(?:the )?|, ", gap) is not None
        return re.fullmatch(r",? (?:and )?(?:[\w.\u2019']+ ){0,6}|, ", gap) is not None and not _VERBAL.search(gap)

    def _short_names(self, sentence: Sentence, pieces: list[tuple[str, Range, Listed | None]]) -> None:
        """Later mentions by a surname or by an acronym."""
        for kind, piece, _ in pieces:
            if kind != "name":
                continue
            place = sentence.starts[piece[0]], sentence.ends[piece[1] - 1]
            name = self.text[place[0] : place[1]]
            if name in self.figures:
                self._recent = [*self._recent[-_MEMORY:], self.figures[name]]
                continue
            owner = None
            words = sentence.words[piece[0] : piece[1]]
            owners = self._surnames.get(words[-1], []) if len(words) == 1 else []
            if len(owners) == 1 or (owners and len({one.name for one in owners}) == 1):
                owner = owners[0]
            elif owners:
                owner = next((one for one in reversed(self._recent) if one in owners), owners[0])
            elif len(words) == 1 and name.isupper() and 2 <= len(name) <= 6:
                owner = self._by_initials(name)
            if owner is not None:
                self._recent = [*self._recent[-_MEMORY:], owner]
                self._mention(owner, sentence, piece)

    def _by_initials(self, letters: str) -> Figure | None:
        if self._initials is None:
            self._initials = {}
            for figure in self.figures.values():
                initials = "".join(word[0] for word in figure.name.split() if word[0].isupper())
                self._initials.setdefault(initials, figure)
        return self._initials.get(letters)

    # --- references

    def named_in(self, place: Range) -> list[Figure]:
        """The actors named in a stretch, each once, in order."""
        found: list[Figure] = []
        for index in range(bisect_left(self._at, place[0], key=_begin), len(self._at)):
            span, figure = self._at[index]
            if span[0] >= place[1]:
                break
            if span[1] <= place[1] and figure not in found:
                found.append(figure)
        return found

    def places(self, figure: Figure, within: Range) -> list[Range]:
        """Where an actor is named in a stretch."""
        first = bisect_left(self._at, within[0], key=_begin)
        last = bisect_left(self._at, within[1], key=_begin)
        return [span for span, one in self._at[first:last] if one is figure and span[1] <= within[1]]

    def _enter(self, place: Range, figure: Figure) -> None:
        insort(self._at, (place, figure), key=_place)

    def _earlier(self, offset: int) -> list[Figure]:
        """The actors named last before an offset, in order; no more than a reader would keep in mind."""
        index = bisect_left(self._at, offset, key=_begin)
        return [figure for _, figure in self._at[max(0, index - _MEMORY) : index]]

    def _ends_with_name(self, place: Range) -> bool:
        first, last = (bisect_left(self._at, offset, key=_begin) for offset in place)
        return any(span[1] == place[1] for span, _ in self._at[first:last])

    def sentence_at(self, offset: int) -> Sentence | None:
        """The last sentence that has begun at an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._sentences[index] if index >= 0 else None

    def _group(self, members: list[Figure], place: Range) -> Figure:
        known = self._by_members.get(frozenset(members))
        if known is not None:
            known.mentions.add(place)
            self._enter(place, known)
            return known
        name = _joined([member.name for member in members])
        group = self.figures.setdefault(name, Figure(name, ActorKind.GROUP, members=members, rule="coordination"))
        self._by_members[frozenset(members)] = group
        group.mentions.add(place)
        self._enter(place, group)
        return group


def _place(item: tuple[Range, Figure]) -> Range:
    return item[0]


def _begin(item: tuple[Range, Figure]) -> int:
    return item[0][0]


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _runs(sentence: Sentence) -> Iterator[Range]:
    """Runs of words with capitals, with the small words that join them."""
    tags, words = sentence.tags, sentence.words
    at, size = 0, len(tags)
    while at < size:
        if tags[at] != "x":
            at += 1
            continue
        end = at + 1
        while end < size:
            if tags[end] == "x" or (words[end] in _JOINING and _joins(tags, words, at, end)):
                end += 1
            else:
                break
        while tags[end - 1] != "x":
            end -= 1
        yield at, end
        at = end


def _joins(tags: str, words: list[str], start: int, at: int) -> bool:
    """Whether a small word joins capitals to one name: Ministry of Foreign Affairs, Muhammad bin Salman."""
    if words[at] in ("of", "for", "the"):
        heads = any(word in _OF_HEADS for word in words[start:at])
        return heads and (tags[at + 1 : at + 2] == "x" or words[at + 1 : at + 2] == ["the"])
    if words[at] == "and":
        return (
            tags[at + 1 : at + 2] == "x"
            and any(word in _OF_HEADS for word in words[start:at])
            and "of" in words[start:at]
        )
    return tags[at + 1 : at + 2] == "x"
