"""Finding every time expression in a text, and resolving one.

A single pass looks for trigger words: names of days and months, units, numbers that may be years. Only near a
trigger are the rules tried, each in a window of bounded length, so that the time grows with the text and no faster.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.intervals import Reading
from newsevents.dates.lexicon import TRIGGERS
from newsevents.dates.rule import Context, Match, NoAnchor, Rule
from newsevents.dates.rules import clock, days, periods, units
from newsevents.model.given import given_text
from newsevents.model.moments import Moment, calendar_day
from newsevents.model.values import Span, When
from newsevents.model.vocabulary import Granularity, Relation

RULES = (*days.RULES, *units.RULES, *periods.RULES, *clock.RULES)
"""All rules, in the order in which they are tried."""

_BY_TRIGGER: dict[str, list[Rule]] = {}
for _rule in RULES:
    for _trigger in _rule.triggers:
        _BY_TRIGGER.setdefault(_trigger, []).append(_rule)

_START = re.compile(r"(?<![\w$£€-])[\w']", re.ASCII)
"""Where an expression may begin: at the beginning of a word or number."""

_TOKEN = re.compile(r"[^\W\d_]+|'?[0-9]+")
_NUMBER = re.compile(
    r"(?:(?P<clock>\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b|\d\d?:\d\d|\d{1,2} o'clock"
    r"|\d{4}(?= (?:GMT|UTC|local time|hours|hrs)))|(?P<code>[1-4]Q|[12]H)"
    r"|(?P<number>\d{4}-\d\d-\d\d(?:T[\d:]+)?|(?:1[5-9]|20)\d\d(?:'?s)?|'?[2-9]0'?s|'\d\d"
    r"|\d\d?[/.]\d\d?[/.]\d\d(?:\d\d)?))(?!\w)",
    re.IGNORECASE | re.ASCII,
)

_FUTURE = re.compile(
    r"(?i)\b(?:will|shall|'ll|won't|scheduled|due|expect(?:s|ed)?|set to|plan(?:s|ned|ning)?|upcoming|going to"
    r"|would (?:\w+ )?be"
    r"|postponed|as (?:soon|early) as|until|till|effective|payable|hopes? to|(?:is|are) to|next|starting|beginning"
    r"|begins|starts)\b"
    r"(?P<between>(?:[^.;:!?]|(?<=\b[A-Z])\.){0,60})$"
)
_BROKEN = re.compile(
    r"(?i),|\b(?:was|were|had|said|told|announced|reported|who|which|where|and|but|after|since|because|when)\b"
)
_HAD_BEEN = re.compile(r"(?i)\bhad (?:\w+ )?been $")
"""What turns a cue back: "had been scheduled to expire on Friday"."""

_PAST = re.compile(r"(?i)\b(?:was|were|had|been)\b|(?<!expect)(?<!plann)(?<!suppos)(?<!schedul)ed (?:[^,]{0,30})$")
_FUTURE_AFTER = re.compile(r"(?i),? [\w ,]{0,25}\b(?:will|(?:is|are) (?:scheduled|expected))\b")
_CLAUSE_END = re.compile(r"(?i)[.;:!?]|\b(?:said|says|told|announced)\b")
_SEVERAL_MONTHS = re.compile(r"(?i)(?:six|nine|twelve|6|9|12)[ -]months?$")

_RELATION = "(since|until|till|before|after|by)"
_RELATION_BEFORE = re.compile(rf"(?i)\b{_RELATION}\s+$")
_RELATION_FIRST = re.compile(rf"(?i){_RELATION} (?!\w+ (?:\w+ )?(?:of|in)\b)")
_BETWEEN = re.compile(
    r"(?i)between (?P<between>[^,]{1,40}?) and (?P<and_>[^,]{1,40})"
    r"|from (?P<from_>[^,]{1,40}?) (?:to|until|through) (?P<to>[^,]{1,40})"
)
_PREPOSITION = re.compile(r"(?i)(?:on|in|at|during|of|for|from|over)\s+")

# code point for code point, so that offsets stay
_PLAIN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u2011": "-", "\u2013": "-", **dict.fromkeys("\u00a0\n\r\t", " ")}
)

_BACK, _AHEAD, _AROUND = 48, 80, 80
"""How far a rule may look: before a trigger, after it, and around a match for its context."""


def find(text: str, anchor: Moment | None) -> tuple[When, ...]:
    """Find and resolve every time expression in an English text.

    Args:
        text: The text.
        anchor: The day or time of publication, in the article's own time zone. Without it only expressions that
            need none are resolved, and the others left out.

    Returns:
        The times in the order of the text, each with its span; they do not overlap. ``rule`` tells which rule read it.

    Raises:
        TypeError: The text is an article, or another thing that is no text.

    >>> import datetime
    >>> [(when.text, when.edtf) for when in find("They met on Tuesday, as in August.", datetime.date(2013, 3, 22))]
    [('Tuesday', '2013-03-19'), ('August', '2012-08')]
    """
    plain = given_text(text).translate(_PLAIN)
    found = []
    context = Context(anchor and calendar_day(anchor), day_first=_day_first(plain))
    for start, end, rule, reading in _readings(plain, context):
        relation = _RELATION_BEFORE.search(plain, max(0, start - 8), start)
        owned = plain[end - 2 : end] == "'s" or plain[end : end + 2] == "'s"
        if relation and not owned and reading.edtf is not None and reading.relation is Relation.AT:
            try:
                start, reading = relation.start(), r.related(reading, _relation(relation[1]))
            except OverflowError:  # before the first day of the calendar, or after its last
                continue
        span = Span(start=start, end=end, exact=text[start:end])
        found.append(_when(span.exact, rule, reading, anchor, span))
    return tuple(found)


def resolve(text: str, anchor: Moment | None, *, ahead: bool = False) -> When:
    """Read the words of one time.

    Args:
        text: The words, as the article has them: "Tuesday", "since August", "in less than two weeks".
        anchor: As in `find`.
        ahead: Whether the time is known to lie ahead: a bare weekday or month is then the next one.

    Returns:
        The time, without a span. Where the words are not understood it has no bounds: nothing is guessed.

    Raises:
        TypeError: As in `find`.

    >>> import datetime
    >>> when = resolve("Tuesday", datetime.date(2023, 11, 15))
    >>> when.earliest, when.edtf
    (datetime.date(2023, 11, 14), '2023-11-14')
    """
    plain = given_text(text).translate(_PLAIN)
    words = re.sub(r" +", " ", plain.strip(" ,;:."))
    if between := _BETWEEN.fullmatch(words):
        return _between(text, between, anchor)
    tails: list[tuple[Relation | None, str]] = [(None, words)]
    if relation := _RELATION_FIRST.match(words):
        tails.insert(0, (_relation(relation[1]), words[relation.end() :]))
    if preposition := _PREPOSITION.match(words):
        tails.append((None, words[preposition.end() :]))
    for kind, tail in tails:
        for candidate in (tail, tail + "."):  # "Oct" is written with its full stop
            later = ahead or kind in (Relation.BY, Relation.UNTIL)
            context = Context(anchor and calendar_day(anchor), alone=True, ahead=later)
            for start, end, rule, reading in _readings(candidate, context):
                if start == 0 and end >= len(candidate) - (candidate != tail):
                    return _when(text, rule, reading if kind is None else r.related(reading, kind), anchor)
    return When(text=text)


def _relation(word: str) -> Relation:
    return Relation("until" if word.lower() == "till" else word.lower())


_FIGURES = re.compile(r"[/.]\d\d?[/.]")
_DAY_FIRST = re.compile(r"(?<![\d/.])(?:1[3-9]|2\d|3[01])([/.])\d\d?\1(?:\d\d)?\d\d(?!\d)")
_MONTH_FIRST = re.compile(r"(?<![\d/.])\d\d?([/.])(?:1[3-9]|2\d|3[01])\1(?:\d\d)?\d\d(?!\d)")


def _day_first(text: str) -> bool | None:
    """The order of day and month in a text's dates in figures, where one of them can be read in one way only."""
    if _FIGURES.search(text) is None:
        return None
    day_first, month_first = _DAY_FIRST.search(text) is not None, _MONTH_FIRST.search(text) is not None
    return None if day_first == month_first else day_first


def _readings(text: str, context: Context) -> Iterator[tuple[int, int, str, Reading]]:
    """Each expression: where it begins and ends, its rule, and its reading."""
    end = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word.lower() not in TRIGGERS and not word[-1].isdigit():
            continue  # most words
        start = token.start()
        kind = _kind(text, token) if start >= end else None
        best = None if kind is None else _best(text, start, kind, end, context)
        if best is None:
            continue
        match, rule, reading = best
        end = match.end()
        _remember(match, rule, reading, context)
        if reading is not units.NO_TIME:
            yield match.start(), end, rule.id, reading


def _kind(text: str, token: Match) -> str | None:
    """The class of triggers that a word or number belongs to, if any."""
    kind = TRIGGERS.get(token[0].lower())
    if kind is None:
        number = _NUMBER.match(text, token.start()) if token[0][-1].isdigit() else None
        return None if number is None else number.lastgroup
    if kind[-1] != ".":
        return kind
    after = text[token.end() : token.end() + 1]  # an abbreviation: of a month, or of a weekday with its full stop
    return kind[:-1] if after == "." or (after == " " and kind == "month.") else None


def _best(text: str, trigger: int, kind: str, end: int, context: Context) -> tuple[Match, Rule, Reading] | None:
    """The longest match of a rule around a trigger, not before the end of the last expression."""
    best: tuple[Match, Rule, Reading] | None = None
    low = max(end, trigger - _BACK)
    starts = [start.start() for start in _START.finditer(text, low, trigger + 1)]
    for rule in _BY_TRIGGER.get(kind, ()):
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
    return best


def _covering(rule: Rule, text: str, starts: list[int], trigger: int) -> Match | None:
    """The match of a rule that begins first and covers the beginning of a trigger."""
    match_at, high = rule.pattern.match, trigger + _AHEAD
    for start in starts:
        match = match_at(text, start, high)
        if match is not None and match.end() > trigger:
            return match
    return None


def _look_around(text: str, match: Match, context: Context) -> None:
    start, end = match.span()
    context.before = text[max(0, start - _AROUND) : start]
    context.after = text[end : end + _AROUND]
    clause = _CLAUSE_END.split(context.after, maxsplit=1)[0]
    told = context.ahead or _lies_ahead(context.before, clause) or _FUTURE_AFTER.match(clause)
    context.future = bool(told)


def _lies_ahead(before: str, clause: str) -> bool:
    """Whether the words before a time say that it lies ahead, and those after it in its clause do not say otherwise."""
    cue = _FUTURE.search(before)
    if cue is not None and cue[0].lower().startswith(("until", "till")) and re.match(r",? [\w ]{1,25}\bhad\b", clause):
        return False
    if cue is not None and not _BROKEN.search(cue["between"]) and not _HAD_BEEN.search(before[: cue.start()]):
        return True
    by = re.search(r"\bby $", before, re.IGNORECASE)
    return by is not None and not _PAST.search(_CLAUSE_END.split(before)[-1])


def _remember(match: Match, rule: Rule, reading: Reading, context: Context) -> None:
    """Keep what later expressions may refer to."""
    if _SEVERAL_MONTHS.search(match[0]):
        context.several_months = True
    if reading.earliest is not None and rule.id != "present":
        context.reference = reading
    if reading.granularity is Granularity.QUARTER and rule.id in ("quarter", "the-unit"):
        context.several_months = False
        if "year-" not in match[0].lower() and "last year" not in match[0].lower():
            context.quarter = reading


def _between(text: str, match: Match, anchor: Moment | None) -> When:
    """From one time to another. Where the second would come first it is that of the year after."""
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
