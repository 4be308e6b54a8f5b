"""The word lists of English in ``data/english``: a file for each subject, with its origin in its comments."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from newsevents import data


def data_lines(name: str) -> list[str]:
    """The lines of a word list, without comments and empty lines."""
    return data.data_lines(f"english/{name}")


def headed_lists(name: str) -> dict[str, list[str]]:
    """The lists of a file in which a line begins with a heading and a colon, or with a space if it continues a list.

    Raises:
        ValueError: A list has no heading, a heading occurs twice, or a list has a word twice.
    """
    lists: dict[str, list[str]] = {}
    words: list[str] | None = None
    for line in data_lines(name):
        if not line.startswith(" "):
            heading, colon, line = line.partition(":")
            if not colon or heading in lists:
                raise ValueError(f"{name}: a heading and a colon were expected, and no heading twice: {heading!r}")
            words = lists[heading] = []
        if words is None:
            raise ValueError(f"{name}: words without a heading: {line!r}")
        words += line.split()
    for heading, words in lists.items():
        if twice := {word for word in words if words.count(word) > 1}:
            raise ValueError(f"{name}: more than once under {heading!r}: {', '.join(sorted(twice))}")
    return lists


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words; the longest that fits is matched."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@functools.cache
def closed() -> dict[str, str]:
    """The word class of each word of the closed classes."""
    classes = {}
    for line in data_lines("closed"):
        kind, *words = line.split()
        for word in words:
            classes[word] = kind
    classes["to"] = "t"
    classes["that"] = "z"
    classes["her"] = "d"
    return classes


@functools.cache
def titles() -> dict[str, bool]:
    """Titles in lower case; the value is false for a form of address that is not an office."""
    found: dict[str, bool] = {}
    for line in data_lines("titles"):
        offices, colon, charges = line.partition(" : ")
        if colon:
            for charge in charges.split("|"):
                found |= {f"{office} {charge}": True for office in offices.split("|")}
            continue
        for title in line.replace("*", "|*").split("|") if "*" in line else line.split("|"):
            words = title.strip()
            if words:
                found[words.removeprefix("*")] = words[0] != "*"
    return found
