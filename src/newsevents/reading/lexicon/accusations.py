"""The words that accuse: ``data/english/accusations.txt``."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import attrs

from newsevents.reading.lexicon.lines import lines, spellings, wrong

__all__ = ["NAMING", "Accusing", "Example", "accusations", "example"]

_FILE = "accusations"
_PARTS = ("verb", "noun", "adjective", "participle", "adverb", "preposition")
_FORMS = ("accusation", "suspicion", "investigation", "charge", "conviction", "admission")
_DEEDS = ("any", "harm", "ing", "deed", "inquiry")
NAMING = frozenset(("predicate", "as"))
"""The relations of what somebody is called."""
_RELATIONS = frozenset(
    (
        *("-", "subject", "object", "possessor", "self", "itself", "claim", "holder", "player", "maker", "under"),
        *("described", "doer", "verb", "that", "wh", "ing", "predicate", "kind", "agent"),
        *("to", "of", "with", "for", "in", "on", "over", "against", "by", "from", "as", "about", "after", "into", "at"),
    )
)


@attrs.frozen
class Accusing:
    """A word that accuses, in one construction.

    Attributes:
        word: Its lemma, with "_" before a word that it needs.
        part: Its part of speech.
        claimant: The relations of the accuser.
        accused: The relations of the accused.
        deed: The relations of the deed.
        form: The form of the allegation.
        of: What the deed must be: ``any``, ``harm``, ``ing``, ``deed``, ``inquiry``.
        example: A sentence that tests it.
        line: Its line in the file.
    """

    word: str
    part: str
    claimant: tuple[str, ...]
    accused: tuple[str, ...]
    deed: tuple[str, ...]
    form: str
    of: str
    example: str
    line: int

    @property
    def is_itself(self) -> bool:
        """Whether the word stands for the deed: "two suspects", "was arrested"."""
        return self.deed == ("itself",)

    @property
    def is_naming(self) -> bool:
        """Whether it calls somebody something: "called him a liar", "condemned him as a liar"."""
        return self.deed[0] in NAMING


class Example(NamedTuple):
    """A sentence with its marked parts, in [], {} and <>."""

    text: str
    parts: dict[str, list[str]]


@functools.cache
def accusations() -> dict[tuple[str, str], tuple[Accusing, ...]]:
    """The rows by part of speech and lemma, in the order of the file.

    Raises:
        ValueError: A line of the file cannot be read.
    """
    found: dict[tuple[str, str], list[Accusing]] = {}
    for number, line in lines(_FILE):
        head, colon, shown = line.partition(" : ")
        fields = head.split()
        if not colon or len(fields) != 7:
            wrong(_FILE, number, "seven fields, ' : ' and an example were expected")
        word, part, *relations, form, of = fields
        for value, known in ((part, _PARTS), (form, _FORMS), (of, _DEEDS)):
            if value not in known:
                wrong(_FILE, number, f"{value!r} is none of {', '.join(known)}")
        claimant, accused, deed = (tuple(one.split("|")) for one in relations)
        if unknown := {*claimant, *accused, *deed} - _RELATIONS:
            wrong(_FILE, number, f"unknown relation: {', '.join(sorted(unknown))}")
        if "<" not in shown:
            wrong(_FILE, number, "the example marks no deed")
        row = Accusing(word, part, claimant, accused, deed, form, of, shown, number)
        for spelling in spellings(word):
            found.setdefault((part, spelling.split("_")[0]), []).append(row)
    return {key: tuple(sorted(rows, key=lambda one: "_" not in one.word)) for key, rows in found.items()}


def example(marked: str) -> Example:
    """An example without its marks, and the marked parts by their opening mark."""
    text = re.sub(r"[][{}<>]", "", marked)
    parts: dict[str, list[str]] = {"[": [], "{": [], "<": []}
    for opening, pattern in (("[", r"\[(.*?)\]"), ("{", r"\{(.*?)\}"), ("<", r"<(.*?)>")):
        parts[opening] = [re.sub(r"[][{}<>]", "", one) for one in re.findall(pattern, marked)]
    return Example(text, parts)
