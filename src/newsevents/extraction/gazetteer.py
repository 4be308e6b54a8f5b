"""Names that news shares: states, organisations, titles, given names, and the nouns that tell kinds of actors."""

from __future__ import annotations

import functools
from typing import NamedTuple

from newsevents.english import data_lines, headed_lists, titles
from newsevents.extraction.words import word_list
from newsevents.model.vocabulary import ActorKind, SourceKind

__all__ = [
    "Listed",
    "document_kinds",
    "given_names",
    "head_kinds",
    "listed",
    "longest",
    "same_offices",
    "titles",
    "women",
]


class Listed(NamedTuple):
    """A name of the gazetteer.

    Attributes:
        name: The usual name of the actor.
        kind: What it is.
        country: The state that it is or belongs to, as an ISO 3166-1 alpha-2 code.
        form: How the name stands for it: name, people (an adjective or its people), seat (a capital).
        unsure: Whether the words mean other things as well.
        capitals: Whether the words stand for it only in capitals: IS, UN.
    """

    name: str
    kind: ActorKind
    country: str | None
    form: str
    unsure: bool
    capitals: bool


@functools.cache
def listed() -> dict[str, Listed]:
    """The names of states and organisations, in lower case with single spaces."""
    found: dict[str, Listed] = {}
    for line in data_lines("countries"):
        code, name, others, people, seats = line.split("|")
        usual = name.removeprefix("*")
        for words, form in ((f"{name},{others}", "name"), (people, "people"), (seats, "seat")):
            for word in filter(None, map(str.strip, words.split(","))):
                key = _key(word.removeprefix("*"))
                found.setdefault(key, Listed(usual, ActorKind.STATE, code, form, word[0] == "*", word.isupper()))
    for line in data_lines("organisations"):
        kind, name, others, code = line.split("|")
        for word in filter(None, map(str.strip, f"{name},{others}".split(","))):
            found.setdefault(_key(word), Listed(name, ActorKind(kind), code or None, "name", False, word.isupper()))
    return found


def _key(name: str) -> str:
    return " ".join(name.lower().replace("\u2019", "'").split()).removeprefix("the ")


longest = 7
"""How many words the longest name of the gazetteer has."""


@functools.cache
def same_offices() -> tuple[tuple[str, ...], ...]:
    """Offices that go by several names, the usual one first, in lower case."""
    return tuple(tuple(line.split("|")) for line in data_lines("same_offices"))


def given_names() -> frozenset[str]:
    """Common given names in lower case."""
    return word_list("given_names")


def women() -> frozenset[str]:
    """Given names that are commonly women's, in lower case."""
    return word_list("given_names_female")


@functools.cache
def head_kinds() -> dict[str, ActorKind]:
    """The kind of actor that a noun tells, as the last word of a name or as the head of a description."""
    return {word: ActorKind(kind) for word, kind in _kinds("heads").items()}


@functools.cache
def document_kinds() -> dict[str, SourceKind]:
    """The kind of source that a noun tells: statement, interview, video."""
    return {word: SourceKind(kind) for word, kind in _kinds("documents").items()}


def _kinds(name: str) -> dict[str, str]:
    """The heading under which a list has each word, the first where there are several."""
    found: dict[str, str] = {}
    for kind, words in headed_lists(name).items():
        for word in words:
            found.setdefault(word, kind)
    return found
