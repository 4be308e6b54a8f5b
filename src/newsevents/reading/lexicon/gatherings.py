"""The words that report a meeting: ``data/english/gatherings.txt``."""

from __future__ import annotations

import functools
import re

import attrs

from newsevents.model.vocabulary import MeetingKind
from newsevents.reading.lexicon.lines import lines, wrong

__all__ = ["Gathering", "gatherings"]

_FILE = "gatherings"
_RELATIONS = frozenset(
    (
        *(
            "subject",
            "object",
            "possessor",
            "holder",
            "clause",
            "speaker",
            "goer",
            "modifier",
            "hearer",
            "told",
            "parties",
            "bench",
            "addressee",
            "attendant",
            "body",
            "panel",
            "forum",
            "person",
            "pair",
            "visitor",
        ),
        *("with", "to", "into", "in", "at", "on", "before", "between", "by", "of", "for"),
    )
)


@attrs.frozen
class Gathering:
    """A word that reports a meeting, in one construction.

    Attributes:
        word: Its lemma, with "_" before the particle, noun or preposition that a verb needs, or after the word that a
            noun needs.
        part: ``verb`` or ``noun``.
        participants: The relations of those who meet. Each is needed; of the alternatives for each, the first counts.
        alone: Whether there may be only one, such as the person who gives a news conference.
        host: The relation of the host, or None.
        kind: The kind of the meeting.
        example: A sentence that tests it.
        line: Its line in the file.
    """

    word: str
    part: str
    participants: tuple[tuple[str, ...], ...]
    alone: bool
    host: str | None
    kind: MeetingKind
    example: str
    line: int

    @property
    def needs(self) -> str:
        """The second word that it needs, or an empty string."""
        first, _, second = self.word.partition("_")
        return second if self.part == "verb" else first if second else ""


@attrs.frozen
class _Construction:
    participants: tuple[tuple[str, ...], ...]
    alone: bool
    host: str | None
    example: str
    line: int

    def of(self, word: str, part: str, kind: MeetingKind, example: str) -> Gathering:
        return Gathering(word, part, self.participants, self.alone, self.host, kind, example, self.line)


@functools.cache
def gatherings() -> dict[tuple[str, str], tuple[Gathering, ...]]:
    """The rows by part of speech and lemma; those with a second word first, then in the order of the file.

    Raises:
        ValueError: A line of the file cannot be read.
    """
    found: dict[tuple[str, str], list[Gathering]] = {}
    classes: dict[str, list[_Construction]] = {}
    kind, of = MeetingKind.TALKS, ""
    for number, line in lines(_FILE):
        head, colon, rest = line.partition(" : ")
        fields = head.split()
        if line.startswith(" "):
            fields, rest = ["nouns"], line
        elif not colon:
            wrong(_FILE, number, "' : ' was expected")
        match fields:
            case ["class", name, relations, host]:
                classes.setdefault(name, []).append(_construction(relations, host, rest, number))
                continue
            case ["nouns", name, named] if name in classes:
                of, kind = name, _kind(named, number)
            case ["nouns"] if of:
                pass
            case [word, "verb", relations, host, named]:
                row = _construction(relations, host, rest, number).of(word, "verb", _kind(named, number), rest)
                found.setdefault(("verb", word.split("_")[0]), []).append(row)
                continue
            case _:
                wrong(_FILE, number, "a verb with five fields, a class with four or nouns of a class were expected")
        for noun in rest.split():
            word, _, bare = noun.partition("/")
            rows = [one.of(word, "noun", kind, _shown(one.example, word, bare)) for one in classes[of]]
            found.setdefault(("noun", word.split("_")[-1]), []).extend(rows)
    return {key: tuple(sorted(rows, key=lambda one: not one.needs)) for key, rows in found.items()}


def _shown(example: str, word: str, bare: str) -> str:
    """The example of a class with one of its nouns."""
    example = (
        re.sub("[Aa] ~", "~", example)
        if bare
        else re.sub("([Aa]) ~", r"\1n ~", example)
        if word[0] in "aeiou"
        else example
    )
    shown = example.replace("~", bare or word.replace("_", " "))
    return shown[0].upper() + shown[1:]


def _kind(name: str, number: int) -> MeetingKind:
    if name not in set(MeetingKind):
        wrong(_FILE, number, f"unknown kind of meeting: {name}")
    return MeetingKind(name)


def _construction(relations: str, host: str, example: str, number: int) -> _Construction:
    groups = tuple(tuple(one.split("|")) for one in relations.rstrip("!").split("+"))
    if unknown := {host, *(name for group in groups for name in group)} - _RELATIONS - {"-"}:
        wrong(_FILE, number, f"unknown relation: {', '.join(sorted(unknown))}")
    if "[" not in example:
        wrong(_FILE, number, "the example marks nobody who meets")
    return _Construction(groups, relations.endswith("!"), None if host == "-" else host, example, number)
