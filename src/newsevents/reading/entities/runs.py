"""Runs of capitalised words, split at titles and listed names: possible names of people and bodies."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import attrs

from newsevents.english import closed
from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.builtin.lemmatizer import base_forms
from newsevents.reading.entities.entity import BODIES, Range
from newsevents.reading.entities.headlines import Headlines
from newsevents.reading.entities.hints import does_what_people_do, is_person_noun, office_before
from newsevents.reading.entities.lexicon import (
    JOINING,
    LONGEST,
    Listed,
    attached,
    given_names,
    head_kinds,
    key_of,
    listed,
    titles,
    word_set,
)
from newsevents.reading.entities.others import country_beside, names_of_others
from newsevents.reading.lexicon.people import people

__all__ = ["Run", "Runs"]

_HEADS_WITH_OF = word_set("heads_with_of")
_CALENDAR = word_set("no_names")
_OPENING = frozenset(("“", '"', "``", "‘", "'"))
_CLOSING = frozenset(("”", '"', "''", "’", "'"))
_LEVELS = frozenset(("county", "local", "municipal", "national", "provincial", "regional", "state"))
_SMALL = frozenset(closed()) - given_names() - {name for name, one in listed().items() if not one.capitals}
"""Words of closed classes, which headlines may capitalise."""
_FORMS_OF_ADDRESS = frozenset(word for word, office in titles().items() if not office)


@attrs.define(eq=False)
class Run:
    """A run of tokens that may be a name.

    Attributes:
        first: The first token.
        last: The last token.
        title: The title immediately before them.
        context: The listed name immediately before them: "Israeli" in "Israeli Prime Minister Ana Lima".
        entry: The listed name that they match, if any.
        kind: The kind of a body that has a listed name but belongs to another country.
    """

    first: int
    last: int
    title: str | None = None
    context: Listed | None = None
    entry: Listed | None = None
    kind: ActorKind | None = None


class Runs:
    """The runs of capitalised words in an article."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.text = analysis.text
        self._headlines = Headlines(analysis)

    def __iter__(self) -> Iterator[Run]:
        """The names, piece by piece, in text order."""
        for run in self._runs():
            for part in self._headlines.parts(run):
                yield from self._pieces(part)

    @functools.cached_property
    def _named_elsewhere(self) -> frozenset[str]:
        """Words that are names inside a sentence, to recognise them at the start of one: "Trump described"."""
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
        """Runs of capitalised words, with the small words between: Ministry of Foreign Affairs, Ludwig van den Berg."""
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
                elif (after := self._after_nickname(last, follow)) is not None:
                    last = follow = after
                elif self._is_hyphen(follow) and follow + 1 < end:
                    last = follow + 1
                    follow += 1
                elif self._is_capital(follow) and (follow == last + 1 or self._joins(at, last, follow)):
                    last = follow
                elif a.words[follow] not in JOINING | {"on"} or follow - last > 2:
                    break
                follow += 1
            yield at - 2 * self._is_prefixed(at), last
            at = last + 1

    def _after_nickname(self, last: int, quote: int) -> int | None:
        """The surname after a nickname in quotation marks: Ana “The Fox” Lima."""
        a = self.a
        if quote != last + 1 or a.words[quote] not in _OPENING:
            return None
        for close in range(quote + 2, min(quote + 5, len(a) - 1)):
            if a.words[close] in _CLOSING:
                return close + 1 if self._is_capital(close + 1) and self._is_capital(close - 1) else None
        return None

    def _is_capital(self, at: int) -> bool:
        a = self.a
        word = a.words[at]
        if not self.text[a.starts[at]].isupper() or word in ("i", "i'm"):
            return False
        if word in _CALENDAR:
            before_name = word in given_names() and at + 1 < len(a) and a.is_name(at + 1)
            return before_name or (word in self._months_of_people and not a.is_number(min(at + 1, len(a) - 1)))
        if word in _SMALL and self.text[a.starts[at] + 1 : a.tokens[at].end].islower():
            return False  # "Is" in the headline "Lima Is Late"
        if word in self._named_elsewhere:
            return True
        if at in self.common:
            return False
        begins = at == a.sentence(at)[0] or a.is_mark(at - 1)
        if begins and word in people() and word not in titles() and at + 1 < len(a):
            follows = a.words[at + 1]
            if follows in given_names() or not (a.is_name(at + 1) or follows in titles()):
                return False  # "Writer and former president Ana Lima", "Businessman Bob Kern"
        if a.is_name(at) or word in listed() or word in titles() or (begins and self._begins_listed(at)):
            return True
        return not begins and (a.is_adjective(at) or a.is_noun(at)) and not a.is_pronoun(at)

    @functools.cached_property
    def common(self) -> frozenset[int]:
        """Single words at the start of a sentence that are nouns: "*Hate* divides", "*Freedom* of the press"."""
        a = self.a
        small = {a.words[at] for at in range(len(a)) if self.text[a.starts[at] : a.tokens[at].end].islower()}
        found: set[int] = set()
        for first, end in a.sentences:
            at = next((one for one in range(first, end) if not a.is_mark(one)), first)
            word = a.words[at]
            alone = at + 1 == end or not self.text[a.starts[at + 1]].isupper()
            if alone and a.is_name(at) and word not in _known() and word not in self._named_elsewhere:
                common = word in small or word in base_forms()
                found |= {at} if common and not does_what_people_do(a, at) else set()
        return frozenset(found)

    def _begins_listed(self, at: int) -> bool:
        """Whether a listed name of several words begins here, whatever the tag of the first word."""
        a = self.a
        last = min(at + LONGEST, a.sentence(at)[1])
        return any(key_of(self.text[a.starts[at] : a.tokens[end].end]) in listed() for end in range(at + 1, last))

    @functools.cached_property
    def _months_of_people(self) -> frozenset[str]:
        """The names of months that are surnames in the article: Ana May."""
        a = self.a
        return frozenset(
            a.words[at]
            for at in range(1, len(a))
            if a.words[at] in _CALENDAR and a.words[at - 1] in given_names() | _FORMS_OF_ADDRESS
        )

    @functools.cached_property
    def _people_named(self) -> frozenset[str]:
        """The surnames of people whose given names occur: "Lima" is Ana Lima once she is named."""
        words = self.a.words
        runs = [words[first : last + 1] for first, last in self._runs() if last > first]
        return frozenset(run[-1] for run in runs if run[0] in given_names() or run[0] in _FORMS_OF_ADDRESS)

    def _is_hyphen(self, at: int) -> bool:
        """Whether a mark joins two parts of a name: Har-Shefi, al-Qaida; not two states: the Iran-Peru talks."""
        a = self.a
        if 0 < at < len(a) - 1 and all(_is_state(a.words[one]) for one in (at - 1, at + 1)):
            return key_of(self.text[a.starts[at - 1] : a.tokens[at + 1].end]) in listed()  # Guinea-Bissau
        around = self.text[a.starts[at] - 1 : a.tokens[at].end + 1]
        return a.words[at] in ("-", "‑") and len(around) == 3 and around[0].isalpha() and around[2].isalpha()

    def _is_prefixed(self, at: int) -> bool:
        """Whether a small word and a hyphen before a name belong to it: *al*-Assad."""
        a = self.a
        return at > 1 and a.words[at - 2] in attached() and self._is_hyphen(at - 1)

    def _joins(self, start: int, last: int, follow: int) -> bool:
        """Whether small words join capitalised words to one name."""
        a = self.a
        between = a.words[last + 1 : follow]
        if between[0] in ("of", "for") and between[1:] in ([], ["the"]):
            return any(word in _HEADS_WITH_OF for word in a.words[start : last + 1])
        if between == ["on"]:
            return a.words[last] in ("committee", "subcommittee", "commission", "council", "panel")
        if between == ["and"] and a.words[start - 1] == "the" and follow + 1 < len(a):
            last_word = follow
            while last_word + 1 < len(a) and self._is_capital(last_word + 1):
                last_word += 1
            of_body = head_kinds().get(a.words[last_word]) in BODIES or a.words[last_word] in _HEADS_WITH_OF
            if last_word > follow and of_body and a.words[last] not in listed():
                return True  # the Security and Defence Committee
        if between in (["and"], ["&"]):
            named = a.words[start : last + 1]
            return between == ["&"] or (
                "of" in named
                and any(word in _HEADS_WITH_OF for word in named)
                and a.first_joined(follow) != follow
                and a.governor(follow) == last
            )
        return between[0] not in ("the", "for", "of", "on", "and", "&", "e", "y") and follow - last <= 3

    def _pieces(self, run: Range) -> Iterator[Run]:
        """Split a run at titles and listed names; the rest may be names of people or bodies."""
        a = self.a
        at, end = run[0], run[1] + 1
        title: str | None = None
        context: Listed | None = None
        begun = self._begun_title(at, end)
        if begun:
            title = " ".join(a.words[at - begun[0] : at + begun[1]])
            at += begun[1]
        begin = at
        while at < end:
            size, entry, office = self._longest(at, end, run)
            if entry is not None and self._is_person_titled(at, at + size, end, title if begin == at else None):
                break  # President Lima
            if entry is None and office is None:
                if begin < at and self._is_named_after_noun(at, end):
                    begin = at  # Public Advocate | Ana Lima
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
            if entry is not None and begin < at - 1 and a.words[at - 1] == "of" and _heads_body(a.words[at - 2]):
                at, context = at + size, context or entry
                continue  # the University of Texas
            if a.words[max(begin, at - 2) : at] in (["city", "of"], ["state", "of"]):
                at, size = at - 2, size + 2  # the City of New York
            theirs = entry is not None and self._is_of_other(entry, at, at + size)
            if begin < at:
                before = listed().get(key_of(self.text[a.starts[begin] : a.tokens[at - 1].end])) if theirs else None
                yield Run(begin, at - 1, title, context, before)
                title, context = None, before
            if entry is not None and theirs:
                yield Run(at, at + size - 1, title, context, kind=entry.kind)  # the Ohio | Supreme Court
                title = context = None
            elif entry is not None:
                size += a.words[at + size : min(at + size + 1, end)] == ["city"]  # New York City
                context = entry
                yield Run(at, at + size - 1, entry=entry)
            else:
                title = office
            at += size
            begin = at
        if begin < end:
            yield Run(begin, end - 1, title, context)

    def _is_named_after_noun(self, at: int, end: int) -> bool:
        """Whether a given name and a surname follow a noun for a person that is part of the run."""
        a = self.a
        noun = a.words[at - 1]
        follows = at + 1 < end and a.words[at] in given_names()
        return follows and noun not in given_names() and is_person_noun(noun, noun)

    @functools.cached_property
    def _of_others(self) -> frozenset[str]:
        return names_of_others(self.a)

    def _is_of_other(self, entry: Listed, start: int, end: int) -> bool:
        """Whether a listed name is that of another country's body here: "Ghana's *Supreme Court*"."""
        key = key_of(self.text[self.a.starts[start] : self.a.tokens[end - 1].end])
        return key in self._of_others and country_beside(self.a, start, end) != entry.country

    def _is_person_titled(self, at: int, after: int, end: int, title: str | None) -> bool:
        """Whether a listed name after an office is a person's, at the end of a run: "foreign minister Lima"."""
        office = title or office_before(self.a, at)
        return office is not None and after == end and self.a.relation(after - 1) != "modifier"

    def _is_compound(self, entry: Listed, at: int) -> bool:
        """Whether the name of a state ends a longer name: a name that is neither listed nor a title modifies it."""
        a = self.a
        before = a.words[at - 1]
        known = before in listed() or before in titles() or before in people()
        return entry.form == "name" and a.is_name(at - 1) and not known and a.governor(at - 1) == at

    def _begun_title(self, at: int, end: int) -> tuple[int, int] | None:
        """The number of lower-case and of capitalised words in a title: "secretary of | State Ana Lima"."""
        a = self.a
        sizes = ((small, large) for large in range(1, min(3, end - at)) for small in (1, 2, 3) if small <= at)
        return next((one for one in sizes if " ".join(a.words[at - one[0] : at + one[1]]) in titles()), None)

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
        """Whether a listed name is part of another name here: Jordan Smith, Bank of England, Lima for Ana Lima."""
        a = self.a
        if (entry.capitals and not words.isupper()) or _OPENING & set(a.words[run[0] : start]):
            return True
        before = a.words[start - 1] if start > run[0] else ""
        if before in given_names() or before in _FORMS_OF_ADDRESS:
            return True
        if end - start == 1 == run[1] - run[0] + 1 and a.words[start] in self._people_named:
            return True
        is_given_name = entry.kind is ActorKind.LOCAL_GOVERNMENT and a.words[start] in given_names()
        if is_given_name and end <= run[1] and a.words[end] not in titles():
            return True  # Virginia Woolf
        if end > run[1] > start - 1 >= run[0] and entry.kind is ActorKind.STATE and self._is_compound(entry, start):
            return True  # Athletics Kenya, Air France
        if (entry.unsure and (before or end <= run[1])) or (before in _LEVELS and end - start > 1):
            return True  # the National Security Council
        if end <= run[1] and a.words[end] in JOINING and a.words[end] not in ("of", "and"):
            return True
        if before == "of" and entry.form == "people" and end <= run[1] and a.is_plural(end):
            return True  # Central Committee of Sudanese Doctors
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


def _heads_body(word: str) -> bool:
    """Whether a word is the head of a name with "of" of a body: University of Texas, not State of Texas."""
    return head_kinds().get(word) in BODIES


def _is_state(word: str) -> bool:
    entry = listed().get(word)
    return entry is not None and entry.kind is ActorKind.STATE and entry.form in ("name", "people")


@functools.cache
def _known() -> frozenset[str]:
    """The words of names, titles and nouns for people and bodies, which may begin a sentence as names."""
    return given_names() | listed().keys() | titles().keys() | head_kinds().keys() | people() | JOINING
