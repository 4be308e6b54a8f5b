"""The lexicon of harm and wrong: ``data/english/harms.txt``."""

from __future__ import annotations

import functools
import re

import attrs

from newsevents.reading.lexicon.lines import lines, spellings, wrong

__all__ = ["Harm", "harmless", "harms"]

_FILE = "harms"
_HEADING = re.compile(
    r"\[(verb|noun|agent|adjective) (wrong|harm|lawful|virtue|(?:wrong |virtue )?with ([a-z]+)): "
    r"([a-z ]+?) >([a-z ]*)\]"
)
_LIST = re.compile(r"list ([a-z]+): (.+)")
_EXCEPT = re.compile(r"except ((?:[a-z-]+ )*[a-z-]+): (.+)")
_PREDICATE = re.compile(r"[a-z]+(?:-[a-z]+)*(?:_[a-z]+(?:-[a-z]+)*)*")
_RELATIONS = frozenset(("subject", "object", "possessor", "self"))
_PREPOSITIONS = frozenset(["of", "from", "to", "against", "on", "at", "in", "into", "with", "toward", "towards", "by"])


@attrs.frozen
class Harm:
    """A predicate of harm or wrong.

    Attributes:
        word: Its lemma, with "_" before a particle or the like that it needs.
        part: ``verb``, ``noun`` (a deed), ``agent`` (a doer) or ``adjective``.
        grade: ``wrong``, ``harm``, ``lawful``, ``virtue`` or ``with``; see the file.
        accused: The relations of the doer.
        victim: The relations of the victim.
        things: The lemmas of objects with which it is a wrong, if it is a wrong only with these.
        line: Its line in the file.
    """

    word: str
    part: str
    grade: str
    accused: tuple[str, ...]
    victim: tuple[str, ...]
    things: frozenset[str] | None
    line: int


@functools.cache
def harms() -> dict[tuple[str, str], tuple[Harm, ...]]:
    """The predicates by part of speech and lemma; those with a particle before those without.

    Raises:
        ValueError: A line of the file cannot be read.
    """
    lists: dict[str, frozenset[str]] = {}
    rows: list[tuple[int, str, re.Match[str]]] = []
    heading: re.Match[str] | None = None
    for number, line in lines(_FILE):
        if (named := _LIST.fullmatch(line)) is not None:
            lists[named[1]] = frozenset(named[2].split())
        elif _EXCEPT.fullmatch(line) is not None:
            continue
        elif line.startswith("["):
            heading = _HEADING.fullmatch(line) or wrong(_FILE, number, f"a heading cannot be read: {line}")
            unknown = {*heading[4].split(), *heading[5].split()} - _RELATIONS - _PREPOSITIONS
            if unknown:
                wrong(_FILE, number, f"unknown relation: {', '.join(sorted(unknown))}")
        elif heading is None:
            wrong(_FILE, number, f"a predicate without a heading: {line}")
        elif _PREDICATE.fullmatch(line) is None:
            wrong(_FILE, number, f"a predicate is words joined by '_': {line}")
        else:
            rows.append((number, line, heading))
    found: dict[tuple[str, str], list[Harm]] = {}
    for number, word, heading in rows:
        part, grade, listed, accused, victim = heading.groups()
        if listed is not None and listed not in lists:
            wrong(_FILE, number, f"no list {listed!r}")
        things = lists[listed] if listed is not None else None
        if part in ("noun", "agent") and "_" in word:
            word = "_".join(reversed(word.split("_")))  # "war_crime" is a crime, as "carry_out" is to carry
        for spelling in spellings(word):
            same = found.setdefault((part, spelling.split("_")[0]), [])
            if any(one.word == spelling and one.things == things for one in same):
                wrong(_FILE, number, f"there twice: {word}")
            same.append(
                Harm(spelling, part, grade.split()[0], tuple(accused.split()), tuple(victim.split()), things, number)
            )
    return {
        key: tuple(sorted(same, key=lambda one: ("_" not in one.word, one.things is None, one.line)))
        for key, same in found.items()
    }


@functools.cache
def harmless() -> dict[str, frozenset[str]]:
    """What makes a verb harmless, by the verb's forms: objects, particles and the like: "shoot *a film*"."""
    found: dict[str, frozenset[str]] = {}
    for _, line in lines(_FILE):
        if (named := _EXCEPT.fullmatch(line)) is not None:
            words = frozenset(named[2].split())
            for verb in named[1].split():
                found[verb] = found.get(verb, frozenset()) | words
    return found
