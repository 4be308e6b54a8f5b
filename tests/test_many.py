"""Many records and many lines: answers from indexes, and work in several processes that is ended completely."""

from __future__ import annotations

import copy
import functools
import io
import itertools
import json
import multiprocessing
import operator
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from newsevents import (
    Actor,
    ActorKind,
    Allegation,
    Article,
    Bundle,
    Draft,
    Event,
    Meeting,
    MeetingKind,
    MeetingStatus,
    RuleExtractor,
    Source,
    SourceKind,
    Statement,
    StatementKind,
    check,
    dumps,
    loads,
)
from newsevents.batch import check_lines, convert_lines, extract_lines
from newsevents.batch.processes import map_in_order
from newsevents.formats import STREAMS
from newsevents.formats.convert import convert
from newsevents.testing import bundles, make_span
from newsevents.wire import jsonl

from .example import BUNDLE, wire_with, with_record
from .settings import examples

# --- queries: the same answers as a full scan

QUESTIONS = {
    "statements_by": (Statement, "speaker_ids"),
    "statements_about": (Statement, "target_ids"),
    "statements_to": (Statement, "addressee_ids"),
    "allegations_by": (Allegation, "claimant_ids"),
    "allegations_against": (Allegation, "accused_ids"),
    "meetings_of": (Meeting, "participant_ids"),
}


def groups_of(bundle: Bundle, id: str) -> set[str]:
    """An actor and all groups that contain it, found by looking at every actor."""
    return {id}.union(*(groups_of(bundle, group.id) for group in bundle.actors if id in group.member_ids))


def members_of(bundle: Bundle, actor: Actor) -> Iterator[Actor]:
    """The members of an actor, with groups replaced by their members, as often as they are named."""
    if not actor.member_ids or actor.more_members:
        yield actor
    for id in actor.member_ids:
        yield from members_of(bundle, next(one for one in bundle.actors if one.id == id))


def in_order(bundle: Bundle) -> list[Event]:
    def begin(event: Event) -> tuple[int, int]:
        return min((span.start, span.end) for span in event.evidence)

    return sorted([*bundle.statements, *bundle.meetings, *bundle.allegations], key=begin)


@settings(max_examples=examples(50))
@given(bundles())
def test_questions_are_answered_as_by_looking_at_every_record(bundle: Bundle) -> None:
    everything = (*bundle.actors, *bundle.sources, *bundle.statements, *bundle.meetings, *bundle.allegations)
    assert bundle.records == everything
    assert list(bundle.events) == in_order(bundle)
    for actor in bundle.actors:
        assert bundle.members(actor) == tuple(dict.fromkeys(members_of(bundle, actor)))
        for expand in (True, False):
            ids = groups_of(bundle, actor.id) if expand else {actor.id}
            for question, (cls, field) in QUESTIONS.items():
                expected = [
                    event for event in in_order(bundle) if isinstance(event, cls) and ids & {*getattr(event, field)}
                ]
                assert getattr(bundle, question)(actor, expand=expand) == tuple(expected)
    (article,) = (source for source in bundle.sources if source.kind is SourceKind.ARTICLE)
    issuer = article.by_ids[0] if len(article.by_ids) == 1 else None
    publisher = bundle.article.publisher_id or issuer
    assert (bundle.publisher and bundle.publisher.id) == publisher
    assert bundle.in_own_voice() == tuple(
        one for one in bundle.statements if one.source_id == article.id and one.speaker_ids == (publisher,)
    )
    nobodys = [one.id for one in bundle.statements if one.unattributed]
    told = [one.id for one in bundle.allegations if not one.claimant_ids and one.statement_id in nobodys]
    flagged = [one.id for one in bundle.allegations if one.unattributed]
    assert [one.id for one in bundle.unattributed()] == [
        event.id for event in in_order(bundle) if event.id in {*nobodys, *told, *flagged}
    ]


@settings(max_examples=examples(50))
@given(bundles())
def test_attribution_goes_by_way_of_all_who_tell_of_it(bundle: Bundle) -> None:
    for one in bundle.statements:
        attribution = bundle.attribution(one)
        assert attribution.sources[0].kind is SourceKind.ARTICLE
        assert bundle.source(one.source_id) in attribution.sources
        outer = one.within_id and bundle[one.within_id]
        if isinstance(outer, Statement):
            told = bundle.attribution(outer)
            assert attribution.tellers == (*told.tellers, outer)
            assert attribution.sources[: len(told.sources)] == told.sources
        else:
            assert attribution.tellers == ()


@settings(max_examples=examples(20))
@given(bundles())
def test_what_was_asked_is_no_part_of_a_bundle(bundle: Bundle) -> None:
    fresh = copy.copy(bundle)
    ask_everything(bundle)
    assert pickle.dumps(bundle) == pickle.dumps(fresh)
    assert bundle == fresh
    assert hash(bundle) == hash(fresh)
    assert repr(bundle) == repr(fresh)
    assert attrs.asdict(bundle) == attrs.asdict(fresh)
    assert dumps(bundle) == dumps(fresh)
    assert attrs.evolve(bundle, actors=bundle.actors) == bundle


def ask_everything(bundle: Bundle) -> None:
    assert bundle.records is bundle.records
    assert bundle.events is bundle.events
    assert bundle.timeline is bundle.timeline
    assert bundle.in_own_voice() is bundle.in_own_voice()
    assert bundle.unattributed() is bundle.unattributed()
    assert bundle.publisher is bundle.publisher
    for actor in bundle.actors:
        for question in QUESTIONS:
            getattr(bundle, question)(actor)
    for event in bundle.events:
        bundle.attribution(event)


# --- queries: the work for an answer


def work(call: Callable[[], object]) -> int:
    """The number of Python instructions that a call runs, in any function."""
    count = 0

    def trace(frame: Any, event: str, _: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys._getframe().f_trace_opcodes = True  # Python 3.12 reports instructions only after this
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def crowded(size: int) -> Bundle:
    """A bundle of this many records, three of each class with the actor ``actor:a``, one of them through its group."""
    text = "Ana Lima said the bridge was safe."
    evidence = [make_span(text, "Ana Lima")]
    others = [f"actor:{number}" for number in range(size // 5)]

    def actor(id: str, *members: str) -> Actor:
        return Actor(id=id, name=id, kind=ActorKind.GROUP, member_ids=members, evidence=evidence)

    def who(number: int) -> list[str]:
        return [("actor:a", "actor:a", "actor:all")[number] if number < 3 else others[number % len(others)]]

    common: dict[str, Any] = {"source_id": "source:article", "evidence": evidence}
    numbers = range(size // 5)
    return Bundle(
        article=Article.from_text(text),
        actors=[actor("actor:a"), actor("actor:all", "actor:a"), *map(actor, others)],
        sources=[
            Source(id="source:article", kind=SourceKind.ARTICLE),
            *(
                Source(id=f"source:{i}", kind=SourceKind.REPORT, via_id="source:article", evidence=evidence)
                for i in numbers
            ),
        ],
        statements=[
            Statement(
                id=f"statement:{i}",
                kind=StatementKind.SAY,
                speaker_ids=who(i),
                addressee_ids=who(i),
                target_ids=who(i),
                **common,
            )
            for i in numbers
        ],
        meetings=[
            Meeting(
                id=f"meeting:{i}",
                kind=MeetingKind.TALKS,
                status=MeetingStatus.HELD,
                participant_ids=who(i),
                **common,
            )
            for i in numbers
        ],
        allegations=[
            Allegation(id=f"allegation:{i}", claimant_ids=who(i), accused_ids=who(i), **common) for i in numbers
        ],
    )


ASKED: dict[str, Callable[[Bundle], object]] = {
    **{name: operator.methodcaller(name, "actor:a") for name in QUESTIONS},
    **{f"{name}, alone": operator.methodcaller(name, "actor:a", expand=False) for name in QUESTIONS},
    "members": operator.methodcaller("members", "actor:all"),
    "attribution": operator.methodcaller("attribution", "statement:0"),
    "in_own_voice": operator.methodcaller("in_own_voice"),
    "records": operator.attrgetter("records"),
    "events": operator.attrgetter("events"),
    "timeline": operator.attrgetter("timeline"),
    "[id]": operator.itemgetter("statement:7"),
    "get": operator.methodcaller("get", "statement:none"),
    "in": lambda bundle: "statement:7" in bundle,
}


@pytest.mark.parametrize("question", ASKED)
def test_an_answer_takes_the_same_work_however_large_the_bundle(question: str) -> None:
    ask = ASKED[question]
    counts = []
    for bundle in (crowded(100), crowded(1000)):
        first, again = work(functools.partial(ask, bundle)), work(functools.partial(ask, bundle))
        assert first > 0
        assert again <= first
        counts.append(again)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("question", ASKED)
def test_the_first_answer_takes_work_in_proportion_to_the_bundle(question: str) -> None:
    small, large = (work(functools.partial(ASKED[question], crowded(size))) for size in (500, 1000))
    assert large <= 2.1 * small


def test_a_long_chain_of_groups_takes_work_in_proportion_to_its_length() -> None:
    def chain(length: int) -> Bundle:
        bundle = crowded(5)
        actors = [
            attrs.evolve(
                bundle.actors[0], id=f"actor:{i}", member_ids=[f"actor:{i + 1}"] if i + 1 < length else ["actor:a"]
            )
            for i in range(length)
        ]
        statement = attrs.evolve(bundle.statements[0], speaker_ids=["actor:0"])
        return attrs.evolve(
            bundle, actors=[bundle.actors[0], *actors], statements=[statement], meetings=(), allegations=()
        )

    def ask(bundle: Bundle) -> None:
        assert len(bundle.statements_by("actor:a")) == 1
        assert bundle.members("actor:0") == bundle.actors[:1]

    small, large = (work(functools.partial(ask, chain(length))) for length in (200, 400))
    assert large <= 2.1 * small


# --- work over processes


def heavy(_: object) -> int:
    """A weight with which each item goes to a process on its own."""
    return 2**20


def light(_: object) -> int:
    return 0


@pytest.mark.parametrize("jobs", [0, 1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_results_come_in_the_order_of_the_items(count: int, jobs: int) -> None:
    expected = [-number for number in range(count)]
    assert list(map_in_order(functools.partial(map, operator.neg), range(count), jobs=jobs, weigh=light)) == expected


@pytest.mark.parametrize(("weigh", "most"), [(light, 64 * 6), (heavy, 6)])
def test_items_are_taken_only_as_results_are_given(weigh: Callable[[object], int], most: int) -> None:
    taken = 0

    def items() -> Iterator[int]:  # endless
        nonlocal taken
        for number in itertools.count(1):
            taken = number
            yield number

    results = map_in_order(functools.partial(map, operator.neg), items(), jobs=2, weigh=weigh)
    for number in range(1, 500):
        assert next(results) == -number
        assert taken <= number + most
    results.close()


def test_what_the_work_raises_is_raised() -> None:
    for jobs in (1, 2):
        results = map_in_order(functools.partial(map, operator.neg), [1, "no number", 2], jobs=jobs, weigh=heavy)
        assert next(results) == -1
        with pytest.raises(TypeError, match="bad operand"):
            next(results)


def test_processes_begin_no_other_item_where_the_results_are_not_wanted_any_more(tmp_path: Path) -> None:
    touch = "import time, pathlib; time.sleep(0.2); pathlib.Path({!r}).touch()"
    items = ["1", *(touch.format(str(tmp_path / str(number))) for number in range(60))]
    results = map_in_order(
        functools.partial(map, exec), items, jobs=2, weigh=lambda item: 2**18 if item == "1" else 2**13
    )  # 32 per process
    assert next(results) is None
    results.close()
    assert len(list(tmp_path.iterdir())) < 60
    assert not multiprocessing.active_children()


def test_a_process_that_is_killed_is_one_clear_error() -> None:
    with pytest.raises(ChildProcessError, match="one of the processes was killed"):
        list(map_in_order(functools.partial(map, os._exit), [1, 1, 1, 1], jobs=2, weigh=heavy))
    assert not multiprocessing.active_children()


def test_the_number_of_processes_is_not_negative() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        list(map_in_order(functools.partial(map, operator.neg), [1], jobs=-1, weigh=light))


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_may_be_started_in_any_way(method: str, tmp_path: Path) -> None:
    program = f"""
import functools, multiprocessing, operator
from newsevents.batch.processes import map_in_order
if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    results = map_in_order(functools.partial(map, operator.neg), range(1000), jobs=2, weigh=lambda _: 1000)
    print(sum(results))
    results = map_in_order(functools.partial(map, operator.neg), range(1000), jobs=2, weigh=lambda _: 1000)
    next(results)
    results.close()
"""
    (tmp_path / "program.py").write_text(program)
    line = [sys.executable, "-W", "error", tmp_path / "program.py"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout, done.stderr, done.returncode) == ("-499500\n", "", 0)


# --- many lines

GOOD = dumps(BUNDLE).encode()
WARNED = dumps(with_record("meetings", 0, participant_ids=())).encode()
BAD = wire_with("actors[5].country", "UK").encode()
LINES = [*[GOOD, WARNED, b"", BAD, b"{", b" \t"] * 5, *[GOOD] * 70, b"\xff", *[WARNED, BAD] * 40]


def placed(lines: list[bytes]) -> list[tuple[int, bytes]]:
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_lines_are_checked_as_each_of_them_is(jobs: int) -> None:
    found = list(check_lines(LINES, jobs=jobs))
    expected = [(number, check(line)) for number, line in placed(LINES)]
    assert [(number, [attrs.evolve(issue, line=None) for issue in issues]) for number, issues in found] == [
        (number, list(issues)) for number, issues in expected
    ]
    assert all(issue.line == number for number, issues in found for issue in issues)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "format", ["jsonl", "json", "jsonld", "ninjs", "ftm", "plover", pytest.param("polecat", marks=pytest.mark.long)]
)
def test_lines_are_converted_as_all_bundles_together_are(format: str, jobs: int) -> None:
    assert format in STREAMS
    good = [line for line in LINES if line in (GOOD, WARNED)]
    left_out: list[str] = []
    expected = "".join(convert(map(loads, good), format, many=True, report=left_out.append))
    found = list(convert_lines(LINES, format, jobs=jobs))
    assert "".join(text for _, text, _, _ in found if text is not None) == expected
    assert [line for _, _, _, lines in found for line in lines] == left_out
    bad = [number for number, line in placed(LINES) if line not in (GOOD, WARNED)]
    assert [number for number, text, issues, _ in found if text is None and issues] == bad
    assert all(issue.line == number for number, _, issues, _ in found for issue in issues)


def test_a_format_for_one_bundle_is_refused_before_anything_is_read() -> None:
    with pytest.raises(ValueError, match="dot shows one bundle, not many"):
        convert_lines(iter(()), "dot")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_line_that_is_too_long_keeps_its_place(jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = {**jsonl.parse_lines.__kwdefaults__, "max_line_bytes": len(BAD) + 10}  # type: ignore[attr-defined]
    monkeypatch.setattr(jsonl.parse_lines, "__kwdefaults__", defaults)
    long = GOOD + b" " * 1000
    data = b"\n".join([long, GOOD, long, long, BAD, long])
    for found in (
        [(number, issues) for number, issues in check_lines(io.BytesIO(data), jobs=jobs)],
        [(number, issues) for number, _, issues, _ in convert_lines(io.BytesIO(data), "jsonl", jobs=jobs)],
        [(number, issues) for number, _, issues in extract_lines(io.BytesIO(data), jobs=jobs) if number not in (2, 5)],
    ):
        codes = {number: [issue.code for issue in issues] for number, issues in found}
        assert [number for number in codes if number not in (2, 5)] == [1, 3, 4, 6]
        assert all(codes[number] == ["too-long"] for number in (1, 3, 4, 6))
        assert all(issue.line == number for number, issues in found for issue in issues)


class Fragile(RuleExtractor):
    """An extractor that fails on one article."""

    def read(self, article: Article) -> Draft:
        if "fail" in (article.text or ""):
            raise ZeroDivisionError("division by zero")
        return super().read(article)


def test_an_extractor_that_fails_on_one_line_does_not_stop_the_others() -> None:
    texts = ["Ana Lima said it was safe.", "Ana Lima said it may fail.", "Ana Lima said it was good."]
    lines = [json.dumps({"text": text, "published": "2024-05-17"}).encode() for text in texts]
    found = list(extract_lines(lines, extractor=Fragile()))
    assert [number for number, text, _ in found if text is not None] == [1, 3]
    [issue] = found[1][2]
    assert (issue.line, issue.code, issue.message) == (2, "extractor-failed", "ZeroDivisionError: division by zero")


@pytest.mark.parametrize("jobs", [1, 2])
def test_values_of_any_depth_come_back_from_a_process(jobs: int) -> None:
    for depth in (10, 100, 400, 900, 5000):
        line = b'{"format_version": "1.1", "article": ' + b"[" * depth + b"]" * depth + b"}"
        [(number, issues)] = check_lines([line], jobs=jobs)
        assert number == 1
        assert issues
        assert all(json.dumps(issue.to_dict()) for issue in issues)


@pytest.mark.parametrize("jobs", [1, 2])
def test_of_objects_that_lie_deep_in_a_faulty_value_the_upper_are_kept(jobs: int) -> None:
    for depth in (2, 60):
        line = b'{"format_version": "1.1", "article": {}, "actors": ' + b'{"a":' * depth + b"1" + b"}" * depth + b"}"
        [(_, issues)] = check_lines([line], jobs=jobs)
        [value] = [issue.value for issue in issues if issue.path == "actors"]
        assert str(value).startswith("{'a': " * min(depth, 20))
        assert str(value).count("a") <= 20


# --- the command, interrupted

UNIX = pytest.mark.skipif(os.name == "nt", reason="signals and pipes are others there")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start a command on an endless pipe, and wait until it has reported something."""
    pipe = tmp_path / "lines.jsonl"
    os.mkfifo(pipe)
    open_ends = []

    def start(jobs: str) -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            [sys.executable, "-m", "newsevents", "check", pipe, "-j", jobs],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            bufsize=0,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
        )
        open_ends.append(pipe.open("wb", buffering=0))
        for _ in range(500):
            open_ends[0].write(b'{"a": 1}\n')
        assert started.stdout is not None
        assert started.stdout.read(7) == b"error: "
        return started

    yield start
    for end in open_ends:
        end.close()


@UNIX
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("to_all", [True, False], ids=["to all processes", "to the first"])
def test_an_interrupt_ends_every_process_and_says_so(
    to_all: bool, jobs: str, running: Callable[[str], subprocess.Popen[bytes]]
) -> None:
    started = running(jobs)
    (os.killpg if to_all else os.kill)(started.pid, signal.SIGINT)
    _, err = started.communicate(timeout=120)  # until the last process that could write there has ended
    assert started.returncode == 130
    assert err == b"\nnewsevents: interrupted\n"


@UNIX
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_the_first(how: int, running: Callable[[str], subprocess.Popen[bytes]]) -> None:
    started = running("2")
    os.kill(started.pid, how)
    _, err = started.communicate(timeout=120)
    assert started.returncode == -how
    assert b"Traceback" not in err


@UNIX
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    "command",
    [
        ["convert", "--to", "jsonl"],
        pytest.param(["convert", "--to", "polecat"], marks=pytest.mark.long),
        ["extract", "--jsonl"],
    ],
)
def test_a_reader_that_has_had_enough_ends_every_process(command: list[str], jobs: str, tmp_path: Path) -> None:
    line = GOOD if command[0] == "convert" else json.dumps({"text": "Ana Lima said it was safe."}).encode()
    (tmp_path / "many.jsonl").write_bytes((line + b"\n") * 300)
    name, *options = command
    with subprocess.Popen(
        [sys.executable, "-m", "newsevents", name, tmp_path / "many.jsonl", *options, "-j", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": ""},  # buffers are flushed at exit
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        assert started.stdout.read(100)
        started.stdout.close()
        assert (started.stderr.read(), started.wait(timeout=120)) == (b"", 141)
