"""Whether a name is complete or only part of a longer name: "Ireland" in "Northern Ireland".

Capitalised words next to a name make up a longer name with it, unless they are known to be something else: a title, a
day, a month, another actor's name, or the first word of a sentence. In scripts without capitals, and where capitals
are not informative, no name is part of a longer one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable, Sequence

import attrs

from newsevents.dates.lexicon import MONTHS, WEEKDAYS
from newsevents.draft import DraftActor
from newsevents.english import closed, data_lines, headed_lists, titles
from newsevents.grounding.capitals import Capitals
from newsevents.model.vocabulary import ActorKind

_WINDOW = 60
_SPACE = "[ \u00a0\u202f]"
_WORD_BEFORE = re.compile(rf"(?<![^\s\"'‘“«(\[])([^\W\d_][\w.'’&-]*|&){_SPACE}$")
_WORD_AFTER = re.compile(
    rf"{_SPACE}(?:(?P<of>of{_SPACE}(?:the{_SPACE})?)|(?P<and>&{_SPACE}))?(?P<word>[^\W\d_](?:[\w'’-]|\.(?=\w))*)"
    rf"(?P<run>(?:{_SPACE}[^\W\d_][\w'’-]*){{0,3}})"
)
_PART_BEFORE = re.compile(r"(?<![^\W_])([^\W_]+)\.?[-‐‑]$")
_ELISION = re.compile(r"(?<!\w)[^\W\d_]['’]\Z")
_PART_AFTER = re.compile(r"[-‐‑]([^\W_]+)")
_FIRST, _LAST = re.compile(r"\w+"), re.compile(r"(?<![\w'’-])[^\W_][\w'’-]*[^\w\s]{0,3}$")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_INITIAL = re.compile(r"[^\W\d_]\.")
_DETERMINER = re.compile(r"(?:the|an?) ", re.IGNORECASE)

_NAMED_ALONE = frozenset((ActorKind.PERSON, ActorKind.STATE, ActorKind.GROUP, ActorKind.UNNAMED))
"""Kinds of actors whose names do not continue with "of": Ana Lima of Maro is Ana Lima, unlike the Bank of Maro."""
_HAS_BODIES = frozenset((ActorKind.STATE, ActorKind.IGO))
_BODIES = ("government_body", "legislature", "court", "military")
_ORGANISATIONS = ("company", "media", "party", "ngo")


@functools.cache
def _small() -> dict[str, frozenset[str]]:
    """The small words inside and at the ends of names, by function."""
    return {heading: frozenset(words) for heading, words in headed_lists("proper_names").items()}


@functools.cache
def _offices() -> frozenset[str]:
    """The words for holders of offices, singular and plural, in lower case and without a full stop."""
    offices = (re.split(" (?:of|for) ", title)[0] for title in titles())  # secretary of trade
    last = {office.split()[-1].rstrip(".") for office in offices} | _heads(("person",))
    return frozenset(last | {f"{word}s" for word in last})


@functools.cache
def _given_names() -> frozenset[str]:
    """Common given names, in lower case."""
    return frozenset(word for line in data_lines("given_names") for word in line.split())


@functools.cache
def _heads(kinds: tuple[str, ...]) -> frozenset[str]:
    """The nouns that go with the names of some kinds of actors, in lower case."""
    lists = headed_lists("heads")
    return frozenset(word for kind in kinds for word in lists[kind])


@functools.cache
def _nations() -> frozenset[str]:
    """The names of states, and the words for their people and things, in lower case."""
    fields = (line.split("|") for line in data_lines("countries"))
    lists = (f"{name},{others},{people}" for _, name, others, people, _ in fields)
    return frozenset(word.strip().removeprefix("*").lower() for words in lists for word in words.split(","))


@attrs.frozen
class Bearer:
    """What the test needs to know about the actor who has the name.

    Attributes:
        kind: The kind of the actor.
        name: Its full name.
        words: All words of its names, and of the names of the actor that it is part of, in lower case.
    """

    kind: ActorKind
    name: str
    words: frozenset[str]


def bearers(actors: Sequence[DraftActor]) -> list[Bearer]:
    """What the test needs to know about each of a draft's actors."""
    known = {name: actor for actor in reversed(actors) for name in (*actor.aliases, actor.name)}
    found = []
    for actor in actors:
        whole = known.get(actor.part_of or "")
        names = [name for one in (actor, whole) if one is not None for name in (one.name, *one.aliases)]
        words = frozenset(word for name in names for word in _FIRST.findall(name.lower()))
        found.append(Bearer(actor.kind, actor.name, words))
    return found


class ProperNames:
    """Decides whether names in one text are parts of longer names.

    Args:
        text: The text.
        capitals: The meaning of its capitals.
        actors: The actors, whose roles are known not to be parts of names.
    """

    def __init__(self, text: str, capitals: Capitals, actors: Iterable[DraftActor]) -> None:
        self._text = text
        self._capitals = capitals
        self._roles = {word for actor in actors for role in actor.roles for word in role.title.lower().split()}

    def longer(
        self, start: int, end: int, bearer: Bearer, begins: Container[int], ends: Container[int]
    ) -> tuple[int, int] | None:
        """The longer name that a name is part of; None if there is none.

        Args:
            start: Where the name begins.
            end: Where it ends.
            bearer: The actor who has the name.
            begins: Where names of actors begin in the text.
            ends: Where they end.
        """
        from_, to = self._begin(start, end, bearer, ends), self._end(start, end, bearer, begins)
        return None if (from_, to) == (start, end) else (from_, to)

    # --- before a name

    def _begin(self, start: int, end: int, bearer: Bearer, ends: Container[int]) -> int:
        """Where the longer name begins; the start of the name if nothing before it belongs to it."""
        at = start
        attached = self._before(_PART_BEFORE, start)
        if attached is not None:
            at = attached.start(1)
            if attached[1].lower() not in _small()["attached"]:
                return start if start - 1 in ends or self._is_apart(attached[1]) else at
        elided = self._before(_ELISION, start)
        if elided is not None and elided[0][0].isupper() and self._capitals.tell(elided.start()):
            return elided.start()
        words = self._text[start:end]
        if not words[0].isupper() or _DETERMINER.match(words):
            return start
        if bearer.kind is ActorKind.PERSON and " " in words and words.casefold() == bearer.name.casefold():
            return start  # words before a person's full name are not part of it
        word = self._before(_WORD_BEFORE, at)
        while word is not None and word[1] in _small()["particle"] and bearer.kind is ActorKind.PERSON:
            word = self._before(_WORD_BEFORE, word.start(1))
        if word is not None and word[1] == "&":
            word = self._before(_WORD_BEFORE, word.start(1))
            return start if word is None or not word[1][0].isupper() else word.start(1)
        if word is None or word.end(1) in ends or not self._begins_name(word, words, bearer):
            return start
        return word.start(1)

    def _before(self, pattern: re.Pattern[str], offset: int) -> re.Match[str] | None:
        """What a pattern finds right before an offset."""
        return pattern.search(self._text, max(0, offset - _WINDOW), offset)

    def _begins_name(self, found: re.Match[str], name: str, bearer: Bearer) -> bool:
        """Whether a word before a name makes up a longer name with it."""
        word = found[1]
        if not word[0].isupper() or _POSSESSIVE.search(word) or self._is_known(word, bearer):
            return False
        if word.endswith("."):
            return bearer.kind is ActorKind.PERSON and _INITIAL.fullmatch(word) is not None
        first = _FIRST.search(name)
        return (
            self._capitals.tell(found.start(1))
            or word.lower() in _given_names()
            or (bearer.kind is not ActorKind.PERSON and word.lower() in _small()["direction"])
            or (first is not None and self._capitals.together(word, first[0]))
        )

    # --- after a name

    def _end(self, start: int, end: int, bearer: Bearer, begins: Container[int]) -> int:
        """Where the longer name ends; the end of the name if nothing after it belongs to it."""
        attached = _PART_AFTER.match(self._text, end)
        if attached is not None:
            joined = attached[1][0].isupper() and end + 1 not in begins and not self._is_apart(attached[1])
            return attached.end() if joined else end
        name = self._text[start:end]
        last, word = _LAST.search(name), _WORD_AFTER.match(self._text, end)
        if last is None or word is None or not last[0][0].isupper() or not word["word"][0].isupper():
            return end
        at = word.start("word")
        if at in begins or self._is_known(word["word"], bearer, after=True):
            return end
        if word["of"]:
            alone = bearer.kind in _NAMED_ALONE or " " in _DETERMINER.sub("", name)
            return end if alone or not self._capitals.tell(at) else word.end("word")
        if not word["and"] and self._is_office(word, bearer):
            return end
        if self._capitals.tell(at) or self._capitals.together(last[0], word["word"]):
            return word.end("word")
        return end

    def _is_office(self, found: re.Match[str], bearer: Bearer) -> bool:
        """Whether the words after a name are an office of several words, or a body of a state: "U.S. Army"."""
        words = [word.lower() for word in (found["word"], *found["run"].split()) if word[0].isupper()]
        if bearer.kind is ActorKind.PERSON or words[0] in _nations():
            return False
        ends = _offices() | (_heads(_BODIES) if bearer.kind in _HAS_BODIES else frozenset())
        for word in words:
            if word in ends or word in _heads(_ORGANISATIONS):
                return word in ends
        return False

    # --- words

    def _is_known(self, word: str, bearer: Bearer, *, after: bool = False) -> bool:
        """Whether a capitalised word is known to be something other than part of another name."""
        low = word.lower().rstrip(".")
        return (
            low in bearer.words
            or low in WEEKDAYS
            or low in MONTHS
            or low.rpartition("-")[2] in _offices()
            or ("-" in word and word.rpartition("-")[2].islower())  # Geneva-based
            or low in self._roles
            or (low in closed() and closed()[low] != "n" and not (word.isupper() and len(word) > 1))
            or (after and low in _small()["after-person" if bearer.kind is ActorKind.PERSON else "after-company"])
        )

    def _is_apart(self, part: str) -> bool:
        """Whether a part of a hyphenated word is a name by itself, or has no informative capital."""
        return part.lower() == part.upper() or part.lower() in _nations()
