"""Word lists about actors: states, organisations, titles, given names, and nouns for kinds of actors."""

from __future__ import annotations

import functools
from typing import NamedTuple

from newsevents.english import data_lines, headed_lists, titles
from newsevents.model.vocabulary import ActorKind, SourceKind

__all__ = [
    "JOINING",
    "LONGEST",
    "Listed",
    "attached",
    "document_kinds",
    "given_names",
    "head_kinds",
    "hyponyms",
    "key_of",
    "listed",
    "noun_kinds",
    "same_offices",
    "titles",
    "women",
    "word_set",
]

LONGEST = 7
"""The number of words in the longest listed name."""


class Listed(NamedTuple):
    """A listed name.

    Attributes:
        name: The usual name of the actor.
        kind: The kind of actor.
        country: The state that it is or belongs to, as an ISO 3166-1 alpha-2 code.
        form: How the words name it: name, people (an adjective or its people), seat (a capital).
        unsure: Whether the words have other meanings as well.
        capitals: Whether the words name it only in capitals: IS, UN.
    """

    name: str
    kind: ActorKind
    country: str | None
    form: str
    unsure: bool
    capitals: bool


@functools.cache
def listed() -> dict[str, Listed]:
    """The names of states and organisations by `key_of`."""
    found: dict[str, Listed] = {}
    for line in data_lines("countries"):
        code, name, others, people, seats = line.split("|")
        usual = name.removeprefix("*")
        for words, form in ((f"{name},{others}", "name"), (people, "people"), (seats, "seat")):
            for word in filter(None, map(str.strip, words.split(","))):
                unsure, word = word[0] == "*", word.removeprefix("*")
                found.setdefault(key_of(word), Listed(usual, ActorKind.STATE, code, form, unsure, _is_short(word)))
    for line in data_lines("organisations"):
        kind, name, others, code = line.split("|")
        for word in filter(None, map(str.strip, f"{name},{others}".split(","))):
            found.setdefault(key_of(word), Listed(name, ActorKind(kind), code or None, "name", False, _is_short(word)))
    return found


def _is_short(word: str) -> bool:
    """Whether a name in capitals may be another word in lower case: IS, UN, WHO."""
    return word.isupper() and len(word) < 5


def key_of(name: str) -> str:
    """A name in lower case, with single spaces and without its article."""
    return " ".join(name.lower().replace("\u2019", "'").split()).removeprefix("the ")


@functools.cache
def same_offices() -> tuple[tuple[str, ...], ...]:
    """The names of each office that has several, in lower case, the usual one first."""
    return tuple(tuple(line.split("|")) for line in data_lines("same_offices"))


@functools.cache
def given_names() -> frozenset[str]:
    """Common given names in lower case."""
    return frozenset(word for line in data_lines("given_names") for word in line.split())


@functools.cache
def attached() -> frozenset[str]:
    """Small words before a hyphen in names: al-Assad."""
    return frozenset(headed_lists("proper_names")["attached"])


@functools.cache
def women() -> frozenset[str]:
    """Given names that are commonly women's, in lower case."""
    return frozenset(word for line in data_lines("given_names_female") for word in line.split())


@functools.cache
def head_kinds() -> dict[str, ActorKind]:
    """The kind of actor by a noun that is the last word of a name or the head of a description."""
    return {word: ActorKind(kind) for word, kind in _kinds("heads").items()}


@functools.cache
def noun_kinds() -> dict[str, ActorKind]:
    """The kind of actor by a noun in lower case; "times" and "news" are media only in names."""
    return {word: kind for word, kind in head_kinds().items() if word not in word_set("only_in_names")}


@functools.cache
def hyponyms(noun: str) -> tuple[frozenset[ActorKind], frozenset[str]]:
    """The antecedents of a noun with "the": kinds of actors, and nouns for one. "The lawmaker" may be a senator."""
    words = headed_lists("epithets").get(noun, [])
    kinds = frozenset(ActorKind(word) for word in words if word in set(ActorKind))
    return kinds, frozenset(words) - kinds


@functools.cache
def document_kinds() -> dict[str, SourceKind]:
    """The kind of source by its noun: statement, interview, video."""
    return {word: SourceKind(kind) for word, kind in _kinds("documents").items()}


def _kinds(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, words in headed_lists(name).items():
        for word in words:
            found.setdefault(word, kind)
    return found


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """A small set of words by its name."""
    return frozenset(headed_lists("sets")[name])


JOINING = word_set("name_particles") | {"of", "for", "and", "&", "the"}
"""Small words inside names."""
