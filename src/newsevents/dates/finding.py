"""Find every time expression in a text, and resolve a single one.

A single pass looks for trigger words: names of days and months, units, numbers that may be years. Rules are tried
only near a trigger, each in a window of bounded length, so that the running time is linear in the length of the text.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.composing import Part, joined
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import PATTERNS, TRIGGERS
from newsevents.dates.listing import listed, may_belong, shared, with_listed_days
from newsevents.dates.rule import Context, Match, NoAnchor, Rule
from newsevents.dates.rules import clock, counted, days, durations, periods, units, weekdays
from newsevents.model.given import given_text
from newsevents.model.moments import Moment, calendar_day
from newsevents.model.values import Span, When
from newsevents.model.vocabulary import Granularity, Relation

RULES = (
    *days.RULES,
    *weekdays.RULES,
    *units.RULES,
    *counted.RULES,
    *durations.RULES,
    *periods.RULES,
    *clock.RULES,
)
"""All rules, in the order in which they are tried."""

_BY_TRIGGER: dict[str, list[Rule]] = {}
for _rule in RULES:
    for _trigger in _rule.triggers:
        _BY_TRIGGER.setdefault(_trigger, []).append(_rule)

_START = re.compile(r"(?<![\w$£€-])[\w']", re.ASCII)
"""Where an expression may begin: at the beginning of a word or number."""

_TOKEN = re.compile(r"[^\W\d_]+|'?[0-9]+")
_NUMBER = re.compile(
    r"(?:(?P<clock>\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b|\d{1,2}(?= (?:in the|this|at) (?:morning|afternoon|evening|night))"
    r"|\d\d?(?:[:.]\d\d)?(?= ?(?:[ap]\.?m\.?)? ?(?:to|and|until|till|-|-to-) ?\d\d?(?:[:.]\d\d)? ?[ap]\.?m\b)"
    r"|\d\d?:\d\d|\d{1,2} o'clock"
    rf"|\d{{4}}(?= (?:{PATTERNS['LOCAL_TIME']}|hours|hrs))|\d\d?\.\d\d(?= {PATTERNS['LOCAL_TIME']}))"
    r"|(?P<code>[1-4]Q|[12]H)"
    r"|(?P<number>\d\d?(?:st|nd|rd|th)|\d{4}-\d\d-\d\d(?:T[\d:]+)?|(?:1[5-9]|20)\d\d(?:'?s)?|'?[2-9]0'?s|'\d\d"
    r"|\d\d?[/.]\d\d?[/.]\d\d(?:\d\d)?|\d{4}/\d\d/\d\d))(?!\w)",
    re.IGNORECASE | re.ASCII,
)

_SEVERAL_MONTHS = re.compile(r"(?i)(?:six|nine|twelve|6|9|12)[ -]months?$")

_RELATION = "(since|until|till|before|after|by)"
_RELATION_BEFORE = re.compile(rf"(?i)\b{_RELATION}\s+$")
_RELATION_WITHIN = re.compile(r"(?i)(by|before|after) ")
_RELATION_FIRST = re.compile(rf"(?i){_RELATION} (?!\w+ (?:\w+ )?(?:of|in)\b)")
_BETWEEN = re.compile(
    r"(?i)between (?P<between>[^,]{1,40}?) and (?P<and_>[^,]{1,40})"
    r"|from (?P<from_>[^,]{1,40}?) (?:to|until|through) (?P<to>[^,]{1,40})"
)
_PREPOSITION = re.compile(r"(?i)(?:on|in|at|during|of|for|from|over|within)\s+")

# code point for code point, so that offsets are unchanged
_PLAIN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u2011": "-", "\u2013": "-", **dict.fromkeys("\u00a0\n\r\t", " ")}
)

_BACK, _AHEAD, _AROUND = 48, 80, 80
"""How far a rule may look, in code points: before a trigger, after it, and around a match for its context."""


def find(text: str, anchor: Moment | None) -> tuple[When, ...]:
    """Find and resolve every time expression in an English text.

    Args:
        text: The text.
        anchor: The day or time of publication, in the article's own time zone. Without it, only expressions that
            need none are resolved, and the others are left out.

    Returns:
        The times in the order of the text, each with its span; they do not overlap. ``rule`` is the id of the rule.

    Raises:
        TypeError: The text is not a string, for example because it is an article.

    >>> import datetime
    >>> [(when.text, when.edtf) for when in find("They met on Tuesday, as in August.", datetime.date(2013, 3, 22))]
    [('Tuesday', '2013-03-19'), ('August', '2012-08')]
    """
    plain = given_text(text).translate(_PLAIN)
    context = Context(anchor and calendar_day(anchor), day_first=_day_first(plain))
    found: list[When] = []
    end = 0
    for part in (part for parts in _times(plain, context) for part in parts):
        start, reading = part.start, part.reading
        relation = _RELATION_BEFORE.search(plain, max(end, start - 8), start)
        end = part.end
        if not part.owned and plain[part.end : part.end + 2] != "'s":
            try:
                if within := _RELATION_WITHIN.match(part.words):
                    reading = _related(part, _relation(within[1]))
                elif relation:
                    reading = _related(part, _relation(relation[1]))
            except OverflowError:  # before the first day of the calendar, or after its last
                continue
            if relation and reading is not part.reading:
                start = relation.start()
        span = Span(start=start, end=part.end, exact=text[start : part.end])
        found.append(_when(span.exact, part.rule, reading, anchor, span))
    return tuple(found)


def resolve(text: str, anchor: Moment | None, *, ahead: bool = False) -> When:
    """Resolve the words of one time.

    Args:
        text: The words, as the article has them: "Tuesday", "since August", "in less than two weeks".
        anchor: As in `find`.
        ahead: Whether the time is known to lie ahead; if so, a bare weekday or month is the next one.

    Returns:
        The time, without a span. If the words are not understood, it has no bounds: nothing is guessed.

    Raises:
        TypeError: As in `find`.

    >>> import datetime
    >>> when = resolve("Tuesday", datetime.date(2023, 11, 15))
    >>> when.earliest, when.edtf
    (datetime.date(2023, 11, 14), '2023-11-14')
    """
    plain = given_text(text).translate(_PLAIN)
    words = re.sub(r" +", " ", plain.strip(" ,;:."))
    between = _BETWEEN.fullmatch(words)
    if between and (when := _between(text, between, anchor)).resolved:
        return when
    tails: list[tuple[Relation | None, str]] = [(None, words)]
    if relation := _RELATION_FIRST.match(words):
        tails.insert(0, (_relation(relation[1]), words[relation.end() :]))
    if preposition := _PREPOSITION.match(words):
        tails.append((None, words[preposition.end() :]))
    for kind, tail in tails:
        for candidate in (tail, tail + "."):  # "Oct" may be written with a full stop
            later = ahead or kind in (Relation.BY, Relation.UNTIL)
            context = Context(anchor and calendar_day(anchor), alone=True, ahead=later)
            for parts in _times(candidate, context):
                part = _as_one(parts)
                if part and part.start == 0 and part.end >= len(candidate) - (candidate != tail):
                    return _when(text, part.rule, part.reading if kind is None else _related(part, kind), anchor)
    return When(text=text)


def _as_one(parts: list[Part]) -> Part | None:
    """The members of a list as one time, if they are consecutive days; else None."""
    first, last = parts[0], parts[-1]
    days = [part.day for part in parts]
    if any(day is None or before is None or (day - before).days != 1 for before, day in itertools.pairwise(days)):
        return None
    if len(parts) == 1:
        return first
    return Part(first.start, last.end, "", "day-range", r.throughout(first.reading, last.reading))


def _related(part: Part, relation: Relation) -> Reading:
    """The reading of a part after a relation word; its own reading if it already has another relation."""
    reading = part.reading
    dated = reading.edtf or reading.granularity in _FINE
    if not dated or reading.relation not in (Relation.AT, Relation.WITHIN) or reading.duration:
        return reading
    if relation is Relation.BEFORE and _END_OF.search(part.words):
        relation = Relation.BY  # "before the end of March" is before its last day, not before its last third
    return r.related(reading, relation)


_FINE = (Granularity.MINUTE, Granularity.HOUR, Granularity.PART_OF_DAY)
_END_OF = re.compile(r"(?i)\bend of\b|'s end$|year-end$")


def _relation(word: str) -> Relation:
    return Relation("until" if word.lower() == "till" else word.lower())


_FIGURES = re.compile(r"[/.]\d\d?[/.]")
_DAY_FIRST = re.compile(r"(?<![\d/.])(?:1[3-9]|2\d|3[01])([/.])\d\d?\1(?:\d\d)?\d\d(?!\d)")
_DAY_NAMED = re.compile(rf"(?i)\b{PATTERNS['DAY']} (?:of )?(?:{PATTERNS['MONTH']})(?! \d\d?\b)")
_MONTH_NAMED = re.compile(rf"(?i)\b(?:{PATTERNS['MONTH']}) (?:{PATTERNS['DAY']})(?!\w)")
_MONTH_FIRST = re.compile(r"(?<![\d/.])\d\d?([/.])(?:1[3-9]|2\d|3[01])\1(?:\d\d)?\d\d(?!\d)")


def _day_first(text: str) -> bool | None:
    """Whether a text writes the day before the month; None if that is unclear.

    That is decided by numeric dates that can be read in only one way, or else by dates with the month's name.
    """
    if _FIGURES.search(text) is None:
        return None
    for day_first, month_first in ((_DAY_FIRST, _MONTH_FIRST), (_DAY_NAMED, _MONTH_NAMED)):
        order = day_first.search(text) is not None, month_first.search(text) is not None
        if any(order):
            return None if all(order) else order[0]
    return None


def _times(text: str, context: Context) -> Iterator[list[Part]]:
    """Yield the times of a text in order, those of one list or range together."""
    near: list[Part] = []
    for part in _parts(text, context):
        if near and not may_belong(near[-1], part, text):
            yield from _told(near, text)
            near = []
        near.append(part)
        while len(near) > 1 and (whole := joined(near[-2], near[-1], text)):
            near[-2:] = [whole]
            _remember(whole, context)
    yield from _told(near, text)


def _told(near: list[Part], text: str) -> Iterator[list[Part]]:
    """Yield the times that some parts near each other make up, if they have any meaning."""
    for group in listed(near, text):
        if told := [part for part in shared(group) if part.reading.timex]:
            yield told


def _parts(text: str, context: Context) -> Iterator[Part]:
    """Yield each expression that a rule reads."""
    end = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word.lower() not in TRIGGERS and not word[-1].isdigit():
            continue  # the case of most words
        start = token.start()
        kind = _kind(text, token) if start >= end else None
        best = None if kind is None else _best(text, start, kind, end, context)
        if best is None:
            continue
        for part in with_listed_days(best, text, end):
            end = part.end
            _remember(part, context)
            yield part


def _kind(text: str, token: Match) -> str | None:
    """The class of triggers that a word or number belongs to, if any."""
    kind = TRIGGERS.get(token[0].lower())
    if kind is None:
        number = _NUMBER.match(text, token.start()) if token[0][-1].isdigit() else None
        return None if number is None else number.lastgroup
    if kind[-1] != ".":
        return kind
    after = text[token.end() : token.end() + 1]  # an abbreviation: of a month, or of a weekday if it has a full stop
    return kind[:-1] if after == "." or (after == " " and kind == "month.") else None


def _best(text: str, trigger: int, kind: str, end: int, context: Context) -> Part | None:
    """The longest match of a rule around a trigger, not before the end of the last expression."""
    best: tuple[Match, Rule, Reading] | None = None
    low = max(end, trigger - _BACK)
    starts = [start.start() for start in _START.finditer(text, low, trigger + 1)]
    window = text[low : trigger + _AHEAD].lower()
    for rule in _BY_TRIGGER.get(kind, ()):
        if rule.needs and not any(map(window.__contains__, rule.needs)):
            continue
        match = _covering(rule, text, starts, trigger)
        if match is None or (best and len(match[0]) <= len(best[0][0])):
            continue
        _look_around(text, match, context)
        try:
            reading = rule.read(match, context)
        except (ValueError, OverflowError, NoAnchor):  # a day that the calendar does not have
            continue
        if reading is not None:
            best = match, rule, reading
    if best is None:
        return None
    match, rule, reading = best
    return Part(match.start(), match.end(), match[0], rule.id, reading, match)


def _covering(rule: Rule, text: str, starts: list[int], trigger: int) -> Match | None:
    """The first match of a rule that covers the beginning of a trigger."""
    match_at, high = rule.pattern.match, trigger + _AHEAD
    for start in starts:
        match = match_at(text, start, high)
        if match is not None and match.end() > trigger:
            return match
    return None


_JOINT = re.compile(" (?:of )?")
_SENTENCE_END = re.compile(r"[.!?][\"')\u201d]* +[A-Z\"\u201c]")


def _look_around(text: str, match: Match, context: Context) -> None:
    start, end = match.span()
    context.before = text[max(0, start - _AROUND) : start]
    context.after = text[end : end + _AROUND]
    seen = context.reference_end
    context.reference = context.latest[0 if _JOINT.fullmatch(text, seen, start) else 1]
    context.adjacent = 0 < seen <= start <= seen + 2
    near = 0 < seen <= start < seen + 2 * _AROUND
    context.sentences = len(_SENTENCE_END.findall(text, seen, start + 1)) if near else _AROUND
    context.words = match[0]


def _remember(part: Part, context: Context) -> None:
    """Keep the dates that later expressions may refer to."""
    reading, words = part.reading, part.words.lower()
    if _SEVERAL_MONTHS.search(words):
        context.several_months = True
    if reading.earliest is not None and part.rule != "present":
        same = context.reference_end > part.start  # the part was joined to the one read before it
        context.latest = context.latest[0 if same else 1], reading
        context.reference_end = part.end
    if reading.granularity is Granularity.QUARTER and part.rule in ("quarter", "the-unit"):
        context.several_months = False
        if "year-" not in words and "last year" not in words:
            context.quarter = reading


def _between(text: str, match: Match, anchor: Moment | None) -> When:
    """A time from one date to another; if the second would come first, it is taken in the year after."""
    throughout = match["from_"] is not None
    words = match["from_"] if throughout else match["between"], match["to"] if throughout else match["and_"]
    one, other = (resolve(word, anchor) for word in words)
    if one.earliest is None or other.latest is None:
        return When(text=text)
    if isinstance(one.earliest, dt.datetime) or isinstance(other.latest, dt.datetime):
        return When(text=text)
    if other.latest < one.earliest:
        other = resolve(words[1], _year_later(other.latest))
    if other.latest is None or other.latest < one.earliest or not (one.edtf and other.edtf):
        return When(text=text)
    begin, end = r.edge(one.edtf, one.earliest), r.edge(other.edtf, other.latest)
    return When(
        text=text,
        edtf=f"{begin}/{end}" if throughout else f"[{begin}..{end}]",
        earliest=one.earliest,
        latest=other.latest,
        granularity=one.granularity,
        relation=Relation.THROUGHOUT if throughout else Relation.WITHIN,
        anchor=one.anchor or other.anchor,
        rule="between",
        timex=f"{one.timex}/{other.timex}",
    )


def _year_later(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February, or the last year
        return day


def _when(text: str, rule: str, reading: Reading, anchor: Moment | None, span: Span | None = None) -> When:
    meaning = attrs.asdict(reading, recurse=False)
    reference, anchored = meaning.pop("reference"), meaning.pop("anchored")
    return When(text=text, span=span, anchor=(reference or anchor) if anchored else None, rule=rule, **meaning)
