"""What a rule is: a pattern of words, the words that make it worth trying, and a function that reads a match."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Protocol, TypeAlias

import attrs

from newsevents.dates.ahead import lies_ahead
from newsevents.dates.intervals import Reading, days_from
from newsevents.dates.lexicon import PATTERNS
from newsevents.model.moments import calendar_day
from newsevents.model.vocabulary import Granularity, Relation

Match: TypeAlias = re.Match[str]


class NoAnchor(Exception):
    """The words need a date to be resolved against, but there is none."""


@attrs.define
class Context:
    """What a rule may use besides the words.

    Attributes:
        anchor: The day of publication.
        before: The text before the words, as far back as a rule may look.
        after: The text after them.
        words: The words themselves.
        ahead: Whether all times are known to lie ahead.
        alone: Whether the words are the whole text, as in `resolve`.
        day_first: Whether the text writes the day before the month in numeric dates; None if that is unclear.
        reference: The nearest date before them, for "the following day"; not one that they are joined to.
        latest: The last two dates read, the nearest last.
        reference_end: Where the reference ends in the text.
        sentences: The number of sentences that end between the reference and the words; large if it is far away.
        adjacent: Whether the reference is right before the words.
        quarter: The last quarter named, which "the quarter" and "a year earlier" mean in company results.
        several_months: Whether a stretch of months has been named since: "the nine months".
    """

    anchor: dt.date | None
    before: str = ""
    after: str = ""
    words: str = ""
    ahead: bool = False
    alone: bool = False
    day_first: bool | None = None
    reference: Reading | None = None
    latest: tuple[Reading | None, Reading | None] = (None, None)
    reference_end: int = 0
    sentences: int = 0
    adjacent: bool = False
    quarter: Reading | None = None
    several_months: bool = False

    @property
    def day(self) -> dt.date:
        """The day of the anchor.

        Raises:
            NoAnchor: There is none.
        """
        if self.anchor is None:
            raise NoAnchor
        return self.anchor

    @property
    def future(self) -> bool:
        """Whether a word near them says that they lie ahead: "will", "scheduled"."""
        return self.ahead or lies_ahead(self.before, self.words, self.after)

    @property
    def reference_day(self) -> dt.date | None:
        """The first day of the reference."""
        first = None if self.reference is None else self.reference.earliest
        return None if first is None else calendar_day(first)

    @property
    def near_day(self) -> dt.date | None:
        """The day named earlier in the sentence, or in the sentence before it if that day does not lie ahead."""
        named = self.reference is not None and self.reference.granularity is Granularity.DAY
        day = self.reference_day
        near = day is not None and self.sentences <= (day <= self.day)
        return day if named and near else None

    def year_begun(self, make: Callable[[int], Reading]) -> int:
        """The anchor's year, or the year before if the date in it would lie ahead but nothing says that it does."""
        begin = make(self.day.year).earliest
        return self.day.year - (begin is not None and begin > self.day and not self.future)


Read: TypeAlias = Callable[[Match, Context], Reading | None]


@attrs.frozen
class Rule:
    """A rule for reading times.

    Attributes:
        id: Its id, as in `newsevents.When.rule`.
        pattern: The pattern of the words, with some text around them.
        read: The function that reads a match; it returns None if the match is not a time.
        triggers: The classes of words near which it is tried; see `newsevents.dates.lexicon.TRIGGERS`.
        needs: Lower-case strings, one of which is in or right after whatever it reads; empty if none are known.
    """

    id: str
    pattern: re.Pattern[str]
    read: Read
    triggers: frozenset[str]
    needs: tuple[str, ...] = ()


class Registry(Protocol):
    """A decorator that adds a rule: ``@rule(triggers, pattern, needs)``, with ``needs`` separated by vertical bars."""

    def __call__(self, triggers: str, pattern: str, *, needs: str = "") -> Callable[[Read], Read]: ...  # noqa: D102


def registry(rules: list[Rule]) -> Registry:
    """A decorator that adds rules to a list.

    The id of a rule is the name of its function, with hyphens. In a pattern, ``{NAME}`` represents a pattern of the
    lexicon, and ``{name:NAME}`` a pattern whose match is kept in a group.
    """

    def rule(triggers: str, pattern: str, *, needs: str = "") -> Callable[[Read], Read]:
        filled = re.sub(r"\{(?:([a-z]\w*):)?([A-Z_]+)\}", _fill, pattern)
        compiled = re.compile(rf"(?<![\w$£€-])(?:{filled})(?!\w)", re.IGNORECASE | re.ASCII)

        def add(read: Read) -> Read:
            wanted = tuple(needs.split("|")) if needs else ()
            rules.append(Rule(read.__name__.replace("_", "-"), compiled, read, frozenset(triggers.split()), wanted))
            return read

        return add

    return rule


def _fill(match: Match) -> str:
    name, kind = match.groups()
    return f"(?P<{name}>{PATTERNS[kind]})" if name else f"(?:{PATTERNS[kind]})"


def group(match: Match, name: str) -> str:
    """A group of a match in lower case; empty if it did not take part."""
    return (match.groupdict().get(name) or "").lower()


def absolute(reading: Reading) -> Reading:
    """A reading that did not need an anchor."""
    return attrs.evolve(reading, anchored=False)


def seen_from(reference: dt.date, reading: Reading) -> Reading:
    """A reading resolved against an earlier date in the text instead of the anchor."""
    return attrs.evolve(reading, reference=reference)


def last_weekday(weekday: int, day: dt.date) -> dt.date:
    """The last occurrence of a weekday up to and including a day."""
    return days_from(day, -((day.weekday() - weekday) % 7))


def narrowed(reading: Reading, modifier: str) -> Reading:
    """A unit after "early", "mid" or "late": the same value, with the bounds of that third of it."""
    first, last = reading.earliest, reading.latest
    if not modifier or first is None or last is None:
        return reading
    third = dt.timedelta(days=((last - first).days + 1) // 3)
    if not third:
        return reading
    if "-to-" in modifier:  # "the mid-to-late 1990s"
        first, last = (first, last - third) if modifier.startswith("early") else (first + third, last)
    elif re.search("early|begin|start|first", modifier):
        last = first + third
    elif re.search("late\\b|end|close|latter", modifier):
        first = last - third
    elif re.search("mid", modifier):
        first, last = first + third, last - third
    else:
        return reading
    return within(reading, first, last, approximate=True)


def within(reading: Reading, first: dt.date, last: dt.date, *, approximate: bool = False) -> Reading:
    """A reading with narrower bounds, within which the event happened at some time."""
    edtf = f"[{first}..{last}]"
    return attrs.evolve(
        reading, earliest=first, latest=last, edtf=edtf, relation=Relation.WITHIN, approximate=approximate
    )
