"""Rules for quarters, years, decades, centuries and seasons."""

from __future__ import annotations

import datetime as dt
import re

import attrs

from newsevents.dates import intervals as r
from newsevents.dates.intervals import NO_TIME, Reading
from newsevents.dates.lexicon import DECADES, PATTERNS, SEASONS, full_year, ordinal, spoken_year
from newsevents.dates.rule import Context, Match, Rule, absolute, group, narrowed, registry
from newsevents.dates.rules.days import STEPS
from newsevents.model.vocabulary import Relation

RULES: list[Rule] = []
rule = registry(RULES)

_AGO = "year-ago|year-earlier|comparable|corresponding"


_HALF_OF = re.compile(r"(?i) of (?!which\b|them\b|(?:\w+ )?(?:fiscal|financial|business|year))")
_QUARTER_OF = re.compile(r"(?i) of (?:the|an?|this|that) (?!(?:fiscal|financial|business|year))")

# --- quarters


@rule(
    "unit number",
    rf"(?:the |its |their |a \w+ )?(?:(?P<ago>{_AGO}) )?(?:fiscal[- ])?"
    r"(?:(?:{y:YEAR}|(?P<step>last|this|next) year)(?:'s)? )?(?:fiscal )?"
    r"(?P<nth>{ORDINAL})(?: fiscal)?[ -](?P<what>quarter|half)(?:'s|s)?"
    r"(?:,? (?:of |in )?(?:the )?(?:fiscal )?(?:year )?(?:{yy:YEAR}|(?P<step2>last|this|next) year))?",
    needs="quarter|half",
)
def quarter(match: Match, context: Context) -> Reading | None:
    """The third quarter: the last one that has begun. Fiscal quarters are read as calendar quarters, approximately."""
    number = ordinal(match["nth"])
    if (_HALF_OF if group(match, "what") == "half" else _QUARTER_OF).match(context.after) and not context.alone:
        return NO_TIME  # "the first half of April", "the first half of the game"
    make = r.half if group(match, "what") == "half" else r.quarter
    if make is r.half and number > 2:
        return None
    fiscal = "fiscal" in match[0].lower()
    if year := match["y"] or match["yy"]:
        return attrs.evolve(make(int(year), number), anchored=False, approximate=fiscal)
    if step := group(match, "step") or group(match, "step2"):
        which = context.day.year + STEPS[step]
    else:
        which = context.year_begun(lambda year: make(year, number))
    return attrs.evolve(make(which - (match["ago"] is not None), number), approximate=fiscal)


@rule(
    "code",
    r"(?:Q(?P<n>[1-4])|(?P<n2>[1-4])Q|H(?P<h>[12])|(?P<h2>[12])H)"
    r"(?:[ -]?(?:of )?(?:{y:YEAR}|(?:FY)?'?(?P<short>\d\d)\b))?",
)
def quarter_code(match: Match, context: Context) -> Reading | None:
    """Q3 2008, 3Q, H1 2020: as the third quarter."""
    if match[0][0].islower() or match[0][1].islower():
        return None
    number = int(match["n"] or match["n2"] or match["h"] or match["h2"])
    make = r.quarter if match["n"] or match["n2"] else r.half
    if match["y"]:
        return absolute(make(int(match["y"]), number))
    if match["short"]:
        return make(full_year(int(match["short"]), context.day.year), number)
    return make(context.year_begun(lambda year: make(year, number)), number)


@rule("code", r"FY ?(?:{y:YEAR}|'?(?P<short>\d\d))(?:[-/](?P<to>\d\d|\d{4})\b)?")
def fiscal_year_code(match: Match, context: Context) -> Reading:
    """FY2012, FY 13: the calendar year, approximately. FY2023/24: both years."""
    year = int(match["y"]) if match["y"] else full_year(int(match["short"]), context.day.year)
    found = r.year(year)
    if match["to"] and int(match["to"]) % 100 == (year + 1) % 100:
        found = r.throughout(found, r.year(year + 1))
    return attrs.evolve(found, anchored=match["y"] is None, approximate=True)


@rule(
    "unit number",
    r"(?:(?:the|a) )?(?:comparable |corresponding |same )?"
    r"(?:(?:year-ago|year-earlier)(?: (?:quarter|period|months?))?"
    r"|(?:corresponding|comparable|same) (?:quarter|period)(?:,? (?:of )?(?:last year|a year (?:ago|earlier)|{y:YEAR}))"
    r"|{yy:YEAR} (?:quarter|period)|last year's (?:quarter|period))",
    needs="year-ago|year-earlier|quarter|period",
)
def year_ago_period(match: Match, context: Context) -> Reading:
    """The year-ago quarter: the quarter a year before the last one named."""
    anchor = context.day
    last = context.quarter or r.unit_of("quarter", r.shift(anchor, -1, "quarter"))
    if year := match["y"] or match["yy"]:
        return r.quarter(int(year), int(last.timex[-1])) if context.quarter else absolute(r.year(int(year)))
    named = match[0].lower()
    if (context.quarter is None or context.several_months) and not named.endswith(("quarter", "period")):
        return r.year(anchor.year - 1)
    return r.year_before(last)


# --- years

_NO_YEAR_BEFORE = re.compile(
    r"(?i)(?:[$£€#@/.+:](?! )|\b(?:No\.?|page|pp?\.|section|flight|chapter|room|version|faces?|at|about|nearly|over"
    r"|than|some|to|fell|rose|up|down)\b)\s*$"
)
_YEAR_RANGE_BEFORE = re.compile(
    r"(?i)\b(?:(?:from|between)\b[^.]{0,25}|\d{4} |(?:dat(?:ing|es?|ed)|back) (?:back )?)to\s*$"
)
_NO_YEAR_AFTER = re.compile(
    r"(?i)\s*(?:%|percent|people|soldiers|troops|men|women|points?|shares|jobs|employees|workers|tons?|miles|km|kilomet"
    r"|feet|meters|pounds|dollars|square|cars|homes|cases|students|votes|members|degrees|barrels|megawatts|words"
    r"|patients|(?:AH|A\.H\.|AM|BCE?|B\.C\.|BE|B\.E\.|SH|Hijri|lunar|solar)\b|-(?:foot|mile|member|pound|acre|seat|meter|point|strong)|[/:]\d|,\d{3}|\.\d)"
)


@rule(
    "number spoken unit",
    r"{PART_OF}(?:the )?(?:(?P<around>post|pre)-)?"
    r"(?:(?P<label>fiscal|calendar|model)(?: year)? |(?P<the>(?:the )?year) )?"
    r"(?:{y:YEAR}(?:[-/](?P<to>\d\d|\d{4})\b)?|(?<!')(?P<short>'\d\d)\b(?!s)|{spoken:SPOKEN})",
)
def year(match: Match, context: Context) -> Reading | None:
    """1996, fiscal 1989, '96, nineteen ninety-six, 2005-2008; not a count, a price or a page."""
    near = context.anchor.year if context.anchor else 2000
    named = match["label"] or match["the"] or match["mod"] or context.alone
    if match["spoken"]:
        if match["spoken"].lower() == "two thousand" and not named:
            return None
        value = spoken_year(match["spoken"])
    elif match["short"]:
        value = full_year(int(match["short"][1:]), near)
    else:
        value = int(match["y"])
        if not (named or _is_year(value, near, context, the=match[0][:4].lower() == "the ")):
            return None
    found = attrs.evolve(r.year(value), anchored=bool(match["short"]), approximate=match["label"] is not None)
    if match["around"]:
        return r.related(found, Relation.AFTER if group(match, "around") == "post" else Relation.BEFORE)
    if match["to"] and not match["mod"]:
        last = int(match["to"]) + (value // 100 * 100 if len(match["to"]) == 2 else 0)
        return r.throughout(found, attrs.evolve(r.year(last), anchored=False)) if last > value else found
    return narrowed(found, group(match, "mod"))


_OWNED_BEFORE = re.compile(r"(?i)(?:\b(?:an?|his|her|its|their|my|your|our)|'s|s') $")
_MODEL_AFTER = re.compile(
    rf" (?i:{PATTERNS['MAKE']}) (?:(?!Motor|Foundation|Center|Memorial)[A-Z]|[A-Z]*\d"
    r"|pickup|truck|van|minivan|sedan|coupe|car|convertible|hatchback|motorcycle)"
)
"""What follows the model year of a car: "her 1998 Toyota Corolla"."""


def _is_year(value: int, near: int, context: Context, *, the: bool) -> bool:
    if _OWNED_BEFORE.search(context.before) and _MODEL_AFTER.match(context.after):
        return False
    if _NO_YEAR_AFTER.match(context.after) or value > near + 60:
        return False
    if not the and _NO_YEAR_BEFORE.search(context.before) and not _YEAR_RANGE_BEFORE.search(context.before):
        return False
    return value >= 1800 or re.search(r"\b(?:in|since|from|of|by|until)\s*$", context.before, re.I) is not None


# --- decades and centuries

_DECADE_BEFORE = re.compile(
    rf"(?i)(?:(?:\d\d|')\d0'?s|the (?:{PATTERNS['DECADE']}))(?:,|,? and|,? or| to|-) (?:the )?(?:early |late )?$"
)
"""A decade before another: "the 1960s and 70s"."""


@rule(
    "number decade",
    r"(?P<the>the )?(?:(?P<mod>(?:early|mid)[- ]to[- ](?:mid|late)|early|late|mid|later)[ -])?(?P<the2>the )?"
    r"(?:(?P<y>(?:1[5-9]|20)\d)0'?s|(?P<mark>')?(?P<short>[2-9])0'?s|{word:DECADE})",
)
def decade(match: Match, context: Context) -> Reading | None:
    """The 1990s, the '90s, the nineties; not a person's nineties. The 1800s: usually the century."""
    if match["y"] and match["y"][2] == "0" and match["y"] < "200":
        return narrowed(absolute(r.century(int(match["y"][:2]) + 1)), group(match, "mod"))
    if match["y"]:
        return narrowed(absolute(r.decade(10 * int(match["y"]))), group(match, "mod"))
    listed = not match["y"] and _DECADE_BEFORE.search(context.before)
    if not (match["the"] or match["the2"] or match["mark"] or listed):
        return None
    if re.search(r"\b(?:his|her|their|my|your|our)\W+$", context.before, re.I):
        return None
    two_digits = 10 * int(match["short"]) if match["short"] else DECADES[group(match, "word")]
    near = context.anchor.year if context.anchor else 2000
    return narrowed(r.decade(full_year(two_digits, near)), group(match, "mod"))


@rule("unit", r"(?:the )?(?:(?P<mod>early|late|mid)[ -])?{nth:CENTURY}[ -]century", needs="century")
def century(match: Match, context: Context) -> Reading | None:
    """The 20th century."""
    value = ordinal(match["nth"])
    return narrowed(absolute(r.century(value)), group(match, "mod")) if value else None


# --- seasons


@rule(
    "season",
    r"(?:(?P<mod>early|late|mid|earlier|later)[ -](?:in )?)?"
    r"(?:(?P<which>this past|this coming|last|this|next|the|every|each) )?{season:SEASON}"
    r"(?:(?: of|,)? (?:{y:YEAR}|'(?P<short>\d\d)|{spoken:SPOKEN}|(?P<step>this|last|next) year))?",
)
def season(match: Match, context: Context) -> Reading | None:
    """Last fall, this summer, the winter of 1994; the most recent one that has begun."""
    code, which, mod = SEASONS[group(match, "season")], group(match, "which"), group(match, "mod")
    if match["y"]:
        return narrowed(absolute(r.season(int(match["y"]), code)), mod)
    if match["short"]:
        return narrowed(r.season(full_year(int(match["short"]), context.day.year), code), mod)
    if match["spoken"]:
        return absolute(r.season(spoken_year(match["spoken"]), code))
    if which in ("every", "each"):
        return Reading(f"XXXX-{code}", relation=Relation.EVERY, anchored=False)
    if match["step"]:
        return r.season(context.day.year + STEPS[group(match, "step")], code)
    if which not in ("", "the"):
        found = _season_seen_from(context.day, which, code)
        return found and narrowed(found, mod)
    if not (context.alone or mod or _is_season(group(match, "season"), which, context)):
        return None
    return narrowed(r.season(context.year_begun(lambda year: r.season(year, code)), code), mod)


def _season_seen_from(day: dt.date, which: str, code: str) -> Reading | None:
    """The last, the current or the next season with a name."""
    if which == "this":
        return r.season(day.year - (code == "WI" and day.month < 3), code)
    seasons = [r.season(year, code) for year in range(max(2, day.year - 1), min(9998, day.year + 1) + 1)]
    if which in ("last", "this past"):
        return next((season for season in reversed(seasons) if season.latest and season.latest < day), None)
    return next((season for season in seasons if season.earliest and season.earliest > day), None)


def _is_season(name: str, which: str, context: Context) -> bool:
    """Whether a season's name is not a verb, a source of water or part of another name."""
    if name in ("fall", "spring") and not which:
        return False
    if re.match(r"(?i) of (?:that|the same) year\b", context.after):
        return which == "the"
    if re.match(r"\s+(?:of|Olymp)", context.after):
        return False
    return re.search(r"\b(?:in|into|since|until|by|during|of|over|through|for)\W+$", context.before, re.I) is not None
