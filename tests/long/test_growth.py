"""The work grows with the input, and no faster: counted in lines of Python and in steps of a matcher."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import newsevents as ne
from newsevents import BundleError

from . import growing
from .backtracking import Program, TooLong, attacks
from .growing import BUNDLE_WORK, PREPARED_WORK, SHAPES, TEXT_WORK, UNITS, Case, Work

LINEAR = 2.5
"""How much more the second doubling of an input may cost than the first: twice as much for what grows with the input,
a little more for what is sorted, four times as much for what grows with its square."""


def lines_run(work: Work) -> int:
    """How many lines of Python a work runs, those of the standard library and of comprehensions' rounds too."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    except BundleError:
        pass  # saying what is wrong is work too
    finally:
        sys.settrace(before)
    return count


def growth(case: Case, size: int) -> float:
    """How much more the second doubling of a size costs than the first."""
    case(size)()  # what is made on first use is made
    one, two, four = (lines_run(case(times * size)) for times in (1, 2, 4))
    return (four - two) / max(two - one, size)  # a few lines more do not count


def too_fast(cases: dict[str, Case], size: int) -> dict[str, float]:
    """The cases that grow faster than they should, and how much."""
    found = {name: growth(case, size) for name, case in cases.items()}
    return {name: round(value, 2) for name, value in found.items() if value > LINEAR}


# --- texts

SIZES = {"extract": 3000, "ground": 4000}
"""Beyond what is taken for one sentence, within which the work may grow faster, and beyond a few repetitions, of which
the first cost less than each further one."""

BOUNDED = {
    "locate with omissions": {"dates": "what may be left out, up to 1000 code points, is looked through at each place"},
}
"""Cases that grow faster only up to a bound that is beyond the sizes here, and which."""


@pytest.mark.parametrize("work", TEXT_WORK)
def test_work_on_a_text_grows_with_the_text(work: str) -> None:
    known = BOUNDED.get(work, {})
    cases = {name: growing.on_text(work, unit) for name, unit in UNITS.items() if name not in known}
    assert too_fast(cases, SIZES.get(work, 600)) == {}


# --- bundles

OUTPUT = {
    ("summary", "chain of via_id"),
    ("to_page", "chain of via_id"),
    ("charts.network", "chain of organs"),
    ("charts.network", "speakers and targets"),
}
"""What shows for each source the whole chain that leads to it, or draws a line from each speaker to each target and
from each group to all inside it: the output itself grows so."""


@pytest.mark.parametrize("work", [*BUNDLE_WORK, *PREPARED_WORK])
def test_work_on_a_bundle_grows_with_the_bundle(work: str) -> None:
    cases = {shape: growing.on_bundle(work, shape) for shape in SHAPES if (work, shape) not in OUTPUT}
    assert too_fast(cases, 40) == {}


def keeps(work: str, shape: str) -> bool:
    return shape != "chain of via_id" and (work, shape) not in OUTPUT


@pytest.mark.parametrize("work", growing.TABLE_WORK)
def test_work_on_a_table_grows_with_the_bundle(work: str) -> None:
    cases = {shape: growing.on_bundle(work, shape) for shape in SHAPES if keeps(work, shape)}
    assert too_fast(cases, 40) == {}


# --- what is wrong


@pytest.mark.parametrize("fault", growing.FAULTS)
def test_saying_what_is_wrong_grows_with_what_is_wrong(fault: str) -> None:
    assert too_fast({fault: growing.FAULTS[fault]}, 40) == {}


@pytest.mark.parametrize("draft", growing.DRAFTS)
def test_grounding_a_draft_grows_with_the_draft(draft: str) -> None:
    assert too_fast({draft: growing.DRAFTS[draft]}, 40) == {}


def test_the_count_sees_a_loop_in_a_loop() -> None:
    def square(size: int) -> Work:
        return lambda: [first for first in range(size) for second in range(size) if first == second]

    def line(size: int) -> Work:
        return lambda: sorted(one for one in range(size) if one % 2)

    assert growth(square, 40) > 3.5
    assert growth(line, 40) < LINEAR


# --- many places

LONG_TEXTS = {
    "one sign": ("\u6f22" * 4000, "\u6f22" * 2000),
    "words": ("no " * 4000, "no " * 2000 + "no"),
    "other marks": ("\u201cno\u201d " * 2000, '"no" ' * 1000 + '"no"'),
}


@pytest.mark.parametrize("name", LONG_TEXTS)
def test_half_of_a_text_that_repeats_itself_is_found_in_a_few_places_and_not_in_thousands(name: str) -> None:
    text, quote = LONG_TEXTS[name]
    found = ne.locate(text, quote)
    assert 1 < len(found) <= 40
    assert all(len(match.spans) == 1 for match in found)


def test_a_short_quote_that_overlaps_itself_is_found_everywhere() -> None:
    assert [match.spans[0].start for match in ne.locate("no " * 50, "no no")] == [3 * i for i in range(49)]


# --- regular expressions

_NEAR = "is only tried on a stretch of bounded length"
_OURS = "only reads texts that are in the package itself"
_LINE = "has to fit from the beginning to the end of a line, and each part ends at a space"
_ONCE = "is tried once where a paragraph begins, and reads no further than its end"
NAMED = {
    r"(?P<speaker>(?:(?:MR|": _ONCE,
    r"\W*(?:ABSTRACT|": _ONCE,
    r"\s*[A-Z]{3,}|": _ONCE,
    r"\s{0,9}(?:[A-Z][\w.'": f"{_ONCE}: a dateline",
    r"\s*\((?:[a-z]{2,4}/": f"{_NEAR}: the last 60 code points of a paragraph",
    r"(?:[\w+.-]+://)": "is tried once for each run without spaces, from its beginning to its end",
    r"(?<![\w$£€-])(?:": f"{_NEAR}: around each word of time, a rule of dates",
    r"[\s,;:\"'": f"{_NEAR}: 40 code points behind a content",
    r"\s*(No PLOVER": _OURS,
    r"[^\n.?!:": f"{_NEAR}: the last three code points of a line",
    r"\s*(?:The|He": "is tried once behind each end of a sentence, and reads the white space there",
    r"(?:[A-Z][\w.'": "is tried once behind each quotation, and reads no further than the next",
    r"(\S+) Arg1:": _LINE,
    r"(\S+) (\S+)": _LINE,
    r"(\S+) (\d+ ": _LINE,
    r"([^\s:]+):(T": _LINE,
}
"""The beginnings of patterns that take steps of a higher order where they are searched for in a text, and why that does
not come about. They too take no more than they should where they are tried once."""

STEPS = 60_000
"""Far more than any attack of these sizes takes a pattern whose steps grow with the text."""


def steps(program: Program, text: str, at_beginning: bool) -> int:
    program.steps = 0
    try:
        if at_beginning:
            program.match(text)
        else:
            list(program.scan(text))
    except TooLong:
        return STEPS
    return program.steps


def grows(pattern: str, flags: int, at_beginning: bool) -> tuple[str, str, str] | None:
    """A beginning, a middle that is repeated and an end on which a pattern takes more than twice the steps for twice
    the text."""
    program = Program(pattern, flags, STEPS)
    for beginning, middle, end in attacks(pattern, flags):
        texts = [beginning + middle * (size // len(middle) + 1) + end for size in (40, 80, 160, 320)]
        one, two = (steps(program, text, at_beginning) for text in texts[:2])
        if two >= STEPS:
            return beginning, middle, end
        if two > 2.6 * one:  # a bounded repeat is full by then: once more
            three, four = (steps(program, text, at_beginning) for text in texts[2:])
            if four >= STEPS or four > 2.6 * three:
                return beginning, middle, end
    return None


@pytest.fixture(scope="module")
def patterns() -> dict[tuple[str, int], bool]:
    """The package's patterns and flags, and whether each is only tried where a text begins."""
    program = Path(__file__).with_name("patterns.py")
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=True)
    found: dict[tuple[str, int], bool] = {}
    for _, pattern, flags, at_beginning in json.loads(done.stdout):
        found[pattern, flags] = found.get((pattern, flags), True) and at_beginning
    return found


def test_no_regular_expression_takes_steps_of_a_higher_order(patterns: dict[tuple[str, int], bool]) -> None:
    assert len(patterns) > 200
    found = {
        pattern: attack
        for (pattern, flags), at_beginning in patterns.items()
        if (attack := grows(pattern, flags, at_beginning or pattern.startswith(tuple(NAMED)))) is not None
    }
    assert found == {}


def test_the_named_exceptions_are_patterns_of_the_package(patterns: dict[tuple[str, int], bool]) -> None:
    for beginning in NAMED:
        assert any(pattern.startswith(beginning) for pattern, _ in patterns), beginning


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"\s+$", r"(\w+\s?)*!", r"a*a*b", r"x*,", r"(?:a|ab|b)*c", r"<.*?>"])
def test_the_matcher_finds_patterns_that_take_long(pattern: str) -> None:
    assert grows(pattern, 0, at_beginning=False) is not None


@pytest.mark.parametrize("pattern", [r"\ba+b", r"(?<!\s)\s+$", r"[^,]{1,20},", r"a|b", r"(?<![ab])a*b"])
def test_the_matcher_lets_pass_what_does_not(pattern: str) -> None:
    assert grows(pattern, 0, at_beginning=False) is None


MATCHED = [
    (r"(a*)*b", "aaab aab"),
    (r"\b(\w+) \1\b", "no no yes yes"),
    (r"(?<=\d)x(?!y)", "1xy 1xz"),
    (r"a{2,3}?b|ab+", "aaab abbb"),
    (r"(?i:ab)c(?:d|e|)f?", "ABcdf abce"),
    (r"[^\W_]+(?:-[a-z]+)*", "ab-c d_e"),
    (r"(?>a+)b|a++c", "aab aac aad"),
    (r"(<)?a(?(1)>|b)", "<a> ab <ab a>"),
    (r"^\s*(?P<x>.)(?P=x)$", "  aa"),
]


@pytest.mark.parametrize(("pattern", "text"), MATCHED)
def test_the_matcher_matches_as_re_does(pattern: str, text: str) -> None:
    assert list(Program(pattern).scan(text)) == [match.span() for match in re.finditer(pattern, text)]
