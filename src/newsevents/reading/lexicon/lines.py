"""The lines of a word list with their numbers, so that errors can name the line."""

from __future__ import annotations

import functools
import pkgutil
import re
from collections.abc import Iterator
from typing import NoReturn

from newsevents.english import headed_lists

__all__ = ["lines", "spellings", "word_set", "wrong"]


def lines(name: str) -> Iterator[tuple[int, str]]:
    """The lines of ``data/english/NAME.txt`` that are not comments, with their numbers from 1."""
    data = pkgutil.get_data("newsevents.data", f"english/{name}.txt")
    assert data is not None
    for number, line in enumerate(data.decode().splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def wrong(name: str, number: int, what: str) -> NoReturn:
    """Report a line that cannot be read.

    Raises:
        ValueError: Always, with the file, the line and what is wrong.
    """
    raise ValueError(f"data/english/{name}.txt:{number}: {what}")


@functools.cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in headed_lists("events").items()}


def word_set(name: str) -> frozenset[str]:
    """A small set of words of ``data/english/events.txt``."""
    return _word_sets()[name]


def spellings(word: str) -> tuple[str, ...]:
    """A word with its British spelling: terrorize and terrorise, harbor and harbour."""
    british = re.sub(r"(?<=[a-z]{3})(i|y)z(?=e|ation)", r"\1s", word)
    british = british.replace("harbor", "harbour").replace("favorit", "favourit").replace("defense", "defence")
    return (word,) if british == word else (word, british)
