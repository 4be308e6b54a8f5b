"""The words that tell of a meeting: ``data/english/gatherings.txt``."""

from __future__ import annotations

import functools

import attrs

from newsevents.model.vocabulary import MeetingKind
from newsevents.reading.lexicon.lines import lines, wrong

__all__ = ["Gathering", "gatherings"]

_FILE = "gatherings"
_RELATIONS = frozenset(
    (
        *("subject", "object", "possessor", "holder", "clause", "modifier"),
        *("with", "to", "in", "before", "between", "by", "of"),
    )
)


@attrs.frozen
class Gathering:
    """A word that tells of a meeting, in one construction.

    Attributes:
        word: Its lemma, with "_" before what it needs.
        part: ``verb`` or ``noun``.
        participants: The relations of those who meet: each needed, and for each those of which the first counts.
        alone: Whether one may be alone: who gives a news conference.
        host: The relation of the host, or None.
        kind: The kind of the meeting.
        example: A sentence that is its test.
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


@functools.cache
def gatherings() -> dict[tuple[str, str], tuple[Gathering, ...]]:
    """The rows by part of speech and lemma; those with a second word first, then in the order of the file.

    Raises:
        ValueError: A line of the file cannot be read.
    """
    found: dict[tuple[str, str], list[Gathering]] = {}
    for number, line in lines(_FILE):
        head, colon, example = line.partition(" : ")
        fields = head.split()
        if not colon or len(fields) != 5 or "[" not in example:
            wrong(_FILE, number, "five fields, ' : ' and an example with those who meet in [] were expected")
        word, part, relations, host, kind = fields
        groups = tuple(tuple(one.split("|")) for one in relations.rstrip("!").split("+"))
        if unknown := {host, *(name for group in groups for name in group)} - _RELATIONS - {"-"}:
            wrong(_FILE, number, f"unknown relation: {', '.join(sorted(unknown))}")
        if part not in ("verb", "noun") or kind not in set(MeetingKind):
            wrong(_FILE, number, f"unknown part of speech or kind of meeting: {part} {kind}")
        row = Gathering(
            word,
            part,
            groups,
            relations.endswith("!"),
            None if host == "-" else host,
            MeetingKind(kind),
            example,
            number,
        )
        found.setdefault((part, word.split("_")[0]), []).append(row)
    return {key: tuple(sorted(rows, key=lambda one: "_" not in one.word)) for key, rows in found.items()}
