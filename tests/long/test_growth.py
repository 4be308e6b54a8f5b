"""The work grows linearly with the input: counted in lines of Python and in steps of a matcher."""

from __future__ import annotations

import contextlib
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

from ..public_api import functions
from . import growing, growing_given
from .backtracking import Program, TooLong, attacks
from .growing import BUNDLE_WORK, PREPARED_WORK, SHAPES, TEXT_WORK, UNITS, Case, Work

LINEAR = 2.5
"""The highest permitted ratio between the costs of the second and the first doubling of an input: it is two for linear
growth, slightly more for sorting, and four for quadratic growth."""


def lines_run(work: Work) -> int:
    """The number of Python lines that some work runs, including those of the standard library and of comprehensions."""
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
        pass  # reporting issues is also work
    finally:
        sys.settrace(before)
    return count


def growth(case: Case, size: int) -> float:
    """The ratio between the costs of the second and the first doubling of a size."""
    with contextlib.suppress(BundleError):
        case(size)()  # fills what is made on first use
    found = _growth(case, size)
    return found if found <= LINEAR else min(found, _growth(case, size))  # a cache may have been rebuilt once


def _growth(case: Case, size: int) -> float:
    one, two, four = (lines_run(case(times * size)) for times in (1, 2, 4))
    return (four - two) / max(two - one, size)  # ignore a few more lines


A_PAIR = 0.5
"""The permitted cost, in lines, per pair of an input's parts: none, or a little for sorting or late growth. A line that
runs for each pair costs one; at small sizes, the ratio hides it behind the constant work per part."""


def a_pair(case: Case, size: int) -> float:
    """The number of lines per pair: the quadratic share of the work at three sizes."""
    with contextlib.suppress(BundleError):
        case(size)()
    found = _a_pair(case, size)
    return found if found <= A_PAIR else min(found, _a_pair(case, size))  # as in growth


def _a_pair(case: Case, size: int) -> float:
    one, two, four = (lines_run(case(times * size)) for times in (1, 2, 4))
    return ((four - two) / 2 - (two - one)) / (3 * size**2)


def too_fast(cases: dict[str, Case], size: int) -> dict[str, float]:
    """The cases that grow faster than they should, with their ratios."""
    found = {name: growth(case, size) for name, case in cases.items()}
    return {name: round(value, 2) for name, value in found.items() if value > LINEAR}


def with_pairs(cases: dict[str, Case], size: int) -> dict[str, float]:
    """The cases with a cost per pair of parts, with that cost."""
    found = {name: a_pair(case, size) for name, case in cases.items()}
    return {name: round(value, 2) for name, value in found.items() if value > A_PAIR}


# --- texts


def size_of(work: str, unit: str) -> int:
    """The initial number of code points: more than is treated as one sentence, within which reading may grow faster,
    and more than a few repetitions, since the first ones cost less than later ones."""
    if work in ("extract", "explain"):
        return max(1000, 500 * len(unit) // max(1, len(unit.split())))  # 500 words
    return 4000 if work == "ground" else 600


EXPLAINED = (
    "nested sayings", "he said", "names that say", "list of names", "quotations", "accusing names", "meeting names",
    "denials", "according to", "sentences",
)  # fmt: skip
"""Texts on which `explain` has to say something beyond what `extract` reads."""

BOUNDED = {
    "explain": dict.fromkeys(UNITS.keys() - set(EXPLAINED), "is read as by extract"),
    "locate with omissions": {"dates": "what may be left out, up to 1000 code points, is looked through at each place"},
}
"""Cases that grow faster only up to a bound beyond the sizes here, with the bound."""


@pytest.mark.parametrize("work", TEXT_WORK)
def test_work_on_a_text_grows_with_the_text(work: str) -> None:
    known = BOUNDED.get(work, {})
    found = {
        name: growth(growing.on_text(work, unit), size_of(work, unit))
        for name, unit in UNITS.items()
        if name not in known
    }
    assert {name: round(value, 2) for name, value in found.items() if value > LINEAR} == {}


# --- bundles

OUTPUT = {
    ("summary", "chain of via_id"),
    ("to_page", "chain of via_id"),
    ("charts.network", "chain of organs"),
    ("charts.network", "speakers and targets"),
    ("an attribution of each", "a group that speaks often"),
    ("to_html", "nested spans"),
}
"""Output that grows quadratically by nature: it shows for each source the whole chain to it, names all members of a
group wherever it speaks, or draws a line from each speaker to each target and from each group to all its members. For
nested spans, of which the first 2,000 are marked, the bundle itself has quadratic length."""


@pytest.mark.parametrize("work", [*BUNDLE_WORK, *PREPARED_WORK])
def test_work_on_a_bundle_grows_with_the_bundle(work: str) -> None:
    cases = {shape: growing.on_bundle(work, shape) for shape in SHAPES if (work, shape) not in OUTPUT}
    crowd = {shape: cases.pop(shape) for shape in CROWDS if shape in cases}
    assert with_pairs(cases, 40) == {}
    assert with_pairs(crowd, 150) == {}


CROWDS = ("a group that speaks often",)
"""Shapes whose first hundred parts are listed each time."""


@pytest.mark.parametrize("change", growing.REVISIONS)
def test_revising_grows_with_the_texts(change: str) -> None:
    assert with_pairs({change: growing.REVISIONS[change]}, 80) == {}


def keeps(work: str, shape: str) -> bool:
    return shape != "chain of via_id" and (work, shape) not in OUTPUT


@pytest.mark.parametrize("work", growing.TABLE_WORK)
def test_work_on_a_table_grows_with_the_bundle(work: str) -> None:
    cases = {shape: growing.on_bundle(work, shape) for shape in SHAPES if keeps(work, shape)}
    assert too_fast(cases, 40) == {}


# --- faulty data


@pytest.mark.parametrize("fault", growing.FAULTS)
def test_saying_what_is_wrong_grows_with_what_is_wrong(fault: str) -> None:
    assert too_fast({fault: growing.FAULTS[fault]}, 40) == {}


@pytest.mark.parametrize("draft", growing.DRAFTS)
def test_grounding_a_draft_grows_with_the_draft(draft: str) -> None:
    size = 150 if draft == "one statement that is settled bit by bit" else 40  # more than its 50 rounds
    assert with_pairs({draft: growing.DRAFTS[draft]}, size) == {}


GIVEN = {
    **{
        f"{name}, {how}": growing_given.spoiled(name, how)
        for name in growing_given.READERS
        for how in growing_given.SPOILED
    },
    **growing_given.ANNOTATIONS,
    **growing_given.GIVEN,
}


@pytest.mark.parametrize("given", GIVEN)
def test_reading_what_others_give_grows_with_it(given: str) -> None:
    assert too_fast({given: GIVEN[given]}, 40) == {}


@pytest.mark.parametrize("piece", growing_given.PIECES)
def test_reading_a_page_grows_with_the_page(piece: str) -> None:
    assert too_fast({piece: growing_given.page(piece)}, 300) == {}


def test_the_count_sees_a_loop_in_a_loop() -> None:
    def square(size: int) -> Work:
        return lambda: [first for first in range(size) for second in range(size) if first == second]

    def line(size: int) -> Work:
        return lambda: sorted(one for one in range(size) if one % 2)

    def hidden(size: int) -> Work:
        return lambda: [
            (size, sum(1 for _ in range(1000)), min(range(size), key=lambda one: -one)) for _ in range(size)
        ]

    assert growth(square, 40) > 3.5
    assert growth(line, 40) < LINEAR
    assert growth(hidden, 40) < LINEAR  # hidden by the constant work per part
    assert a_pair(hidden, 40) > A_PAIR
    assert a_pair(line, 40) < A_PAIR


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
    r"[\"“]?(?!(?:CORRECTION|": _ONCE,
    r"[^aeiou]*[aeiou]": "has to fit a whole lemma, and is tried once for each word",
    r"(?i)\s+(?!(?:in|at|": f"{_NEAR}: behind a list of days, once for each",
    r"(?i)(?P<days>(?:, ": f"{_NEAR}: 40 code points behind a day",
    r"(?i)(?<![\w.,$£€-])(?P<days>": f"{_NEAR}: 30 code points before a day",
    r"(?:\d{1,3}(?:,\d{3})+": "has to fit a whole word, and is tried once for each",
    r"\W*(?:ABSTRACT|": _ONCE,
    r"\s*[A-Z]{3,}|": _ONCE,
    r"\s{0,9}(?:[A-Z][\w.'": f"{_ONCE}: a dateline",
    r"\s*\((?:[a-z]{2,4}/": f"{_NEAR}: the last 60 code points of a paragraph",
    r"(?:[\w+.-]+://)": "is tried once for each run without spaces, from its beginning to its end",
    r"(?<![\w$£€-])(?:": f"{_NEAR}: around each word of time, a rule of dates",
    r"[\s,;:\"'": f"{_NEAR}: 40 code points behind a content",
    r"\s*(No PLOVER": _OURS,
    r"[^\n.?!:": f"{_NEAR}: the last three code points of a line",
    r"(\S+) Arg1:": _LINE,
    r"(\S+) (\S+)": _LINE,
    r"(\S+) (\d{1,18} ": _LINE,
    r"([^\s:]+):(T": _LINE,
}
"""The starts of patterns that take superlinear steps when searched for in a text, and why this does not happen. They
too take only linear steps when tried once."""

STEPS = 60_000
"""Far more than any attack of these sizes costs a pattern with linear steps."""


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
    """A start, a repeated middle and an end on which a pattern takes more than twice the steps for twice the text."""
    program = Program(pattern, flags, STEPS)
    for beginning, middle, end in attacks(pattern, flags):
        texts = [beginning + middle * (size // len(middle) + 1) + end for size in (40, 80, 160, 320)]
        one, two = (steps(program, text, at_beginning) for text in texts[:2])
        if two >= STEPS:
            return beginning, middle, end
        if two > 2.6 * one:  # a bounded repeat is full by then: double once more
            three, four = (steps(program, text, at_beginning) for text in texts[2:])
            if four >= STEPS or four > 2.6 * three:
                return beginning, middle, end
    return None


@pytest.fixture(scope="module")
def patterns() -> dict[tuple[str, int], bool]:
    """The package's patterns and flags, and whether each is only tried at the start of a text."""
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
    assert [named for named in NAMED if not any(pattern.startswith(named) for pattern, _ in patterns)] == []


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


# --- completeness

_SAME = "does what another function that is counted does, with"
COUNTED = {
    "Answer.ground": "ground",
    "Article.from_file": f"{_SAME} a file: title",
    "Article.from_text": "title",
    "Bundle.actor": "questions",
    "Bundle.allegations_against": "questions",
    "Bundle.allegations_by": "questions",
    "Bundle.attach": "detach and attach",
    "Bundle.attribution": "questions",
    "Bundle.detach": "detach and attach",
    "Bundle.get": "one look in a dictionary",
    "Bundle.in_own_voice": "questions",
    "Bundle.meetings_of": "questions",
    "Bundle.members": "questions",
    "Article.span": "span",
    "Bundle.find_actor": "questions",
    "Bundle.replace": "replace",
    "Bundle.without": "without",
    "from_dict": "from_dict",
    "register": "takes a converter",
    "to_dict": "to_dict",
    "Bundle.source": "one look in a dictionary",
    "Bundle.statements_about": "questions",
    "Bundle.statements_by": "questions",
    "Bundle.statements_to": "questions",
    "Bundle.unattributed": "questions",
    "Draft.from_bundle": "Draft.from_bundle",
    "Draft.from_file": f"{_SAME} a file: loads_draft",
    "Draft.from_json": "loads_draft",
    "Issue.to_dict": "one issue",
    "Issues.to_prompt": "the faults",
    "Issues.to_table": "the faults",
    "ModelExtractor.ground": f"{_SAME} an answer: ground",
    "ModelExtractor.read": f"{_SAME} an answer: read_answer",
    "RuleExtractor.read": "extract",
    "RuleExtractor.read_many": f"{_SAME} several articles: extract",
    "check": "check text",
    "compare": "compare two",
    "diff": "diff of two",
    "dump": f"{_SAME} a file: dumps",
    "dumps": "dumps",
    "explain": "explain",
    "extract": "extract",
    "extract_many": f"{_SAME} several articles: extract",
    "ground": "ground",
    "load": f"{_SAME} a file: loads",
    "load_jsonl": f"{_SAME} lines: loads",
    "loads": "loads",
    "locate": "locate it",
    "read_answer": "read_answer",
    "read_jsonl": f"{_SAME} lines: loads",
    "write_jsonl": f"{_SAME} lines: dumps",
    "dates.find": "dates.find",
    "dates.resolve": "dates.resolve",
    "formats.articles.article_from_fields": "metadata",
    "formats.articles.from_html": "from_html",
    "formats.articles.from_ninjs": "from_ninjs",
    "formats.articles.read_article": "read_article",
    "formats.articles.read_articles": f"{_SAME} lines: read_article",
    "formats.brat.from_brat": "from_brat",
    "formats.brat.to_brat": "to_brat",
    "formats.charts.network": "charts.network",
    "formats.charts.timeline": "charts.timeline",
    "formats.diff.diff_to_html": f"{_SAME} no page around it: diff_to_page",
    "formats.diff.diff_to_page": "diff_to_page",
    "formats.diff.diff_to_text": "diff_to_text",
    "formats.diff.revision_to_html": "revision_to_page",
    "formats.diff.revision_to_page": "revision_to_page",
    "formats.doccano.from_doccano": "from_doccano",
    "formats.doccano.to_doccano": "to_doccano",
    "formats.ftm.to_ftm": "to_ftm",
    "formats.graphs.to_dot": "to_dot",
    "formats.graphs.to_mermaid": "to_mermaid",
    "formats.graphs.to_networkx": "networkx",
    "formats.html.to_html": "to_html",
    "formats.jsonld.from_jsonld": "from_jsonld",
    "formats.jsonld.to_jsonld": "to_jsonld",
    "formats.labelstudio.from_labelstudio": "from_labelstudio",
    "formats.labelstudio.to_labelstudio": "to_labelstudio",
    "formats.langextract.from_langextract": "from_langextract",
    "formats.langextract.to_langextract": "to_langextract",
    "formats.ninjs.to_ninjs": "to_ninjs",
    "formats.page.to_page": "to_page",
    "formats.plover.to_plover": "to_plover",
    "formats.plover.to_polecat": "to_polecat",
    "formats.tables.Table.reader": "statements",
    "formats.tables.Table.to_arrow": "statements",
    "formats.tables.Table.write_csv": f"{_SAME} a file: statements",
    "formats.tables.Table.write_parquet": f"{_SAME} a file: statements",
    "formats.tables.read_bundles": "read_bundles",
    "formats.tables.table": "statements",
    "formats.tables.write_tables": f"{_SAME} files: statements",
    "formats.text.summary": "summary",
    "Revision.chain": "history",
    "Revision.of": "history",
    "Revision.rows": "history",
    "Revision.summary": "history",
    "revise": "revise",
    "revision.dumps": "revision JSON",
    "revision.history": "history",
    "revision.loads": "revision JSON",
    "show": "show",
    "reading.BuiltinAnalyser.parse": "extract",
    "reading.BuiltinAnalyser.parse_many": "extract",
    "distributed.extract_batch": "bad rows",
    "distributed.extract_ray": f"{_SAME} rows: extract",
    "distributed.extract_spark": f"{_SAME} rows: extract",
    "formats.charts.draw": "the work of Altair, on what charts.timeline and charts.network give",
    "reading.SpacyAnalyser.parse": "the work of spaCy",
    "reading.SpacyAnalyser.parse_many": "the work of spaCy",
}
"""Every public function that takes foreign input: the case that counts its work, or why there is none."""

OURS = re.compile(
    r"testing\.|Extractor\.|reading\.Analyser\.|Score\.|formats\.tables\.schema|formats\.ftm\.entity_id|json_schema|"
    r"draft_schema|load_seed|prompt_guide|.*\.(brat|labelstudio)_config|.*\.doccano_labels|.*\.result_schema"
)
"""Functions that take no foreign input, and those that users write."""


def test_every_public_function_that_takes_what_others_wrote_is_counted() -> None:
    known = {*TEXT_WORK, *BUNDLE_WORK, *PREPARED_WORK, *growing.TABLE_WORK, *GIVEN}
    named = {name for name, case in COUNTED.items() if " " in case or case in known}
    assert [name for name in COUNTED if name not in named] == []
    assert sorted(COUNTED) == sorted(name for name in functions() if name in COUNTED or not OURS.match(name))
