"""Many bundles, and bundles with many records: does memory stay constant, and does time grow only linearly?

    python benchmarks/many.py [--bundles 1000000] [--records 100000] [--jobs 2]

Prints four tables. Bundles (700 bytes each, one statement) as JSON Lines, written and read back in a separate process
for each number, with its peak memory. The commands that read many lines, with one process and with several: elapsed
seconds, which are affected by other load, and processor seconds, with the peak memory of the largest process. One
bundle with many records (a fifth of each class, on a text of its own): microseconds of processor time per record, the
best of three runs. Its queries: microseconds for the first, which builds the index, and for later ones.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

import newsevents
from newsevents import (
    Actor,
    ActorKind,
    Allegation,
    Article,
    Bundle,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
)

SENTENCE = "Ana Lima said the bridge was safe. "
ARTICLE = "Porto Mayor Ana Lima met Rui Costa in Lisbon on Tuesday. “The bridge is safe,” she said. Costa denied it. "
TURNS = 3


# --- many bundles


def small(count: int) -> Iterator[Bundle]:
    """Different bundles, generated on demand."""
    one = large(5)
    one = attrs.evolve(one, sources=one.sources[:1], meetings=(), allegations=())
    for number in range(count):
        yield attrs.evolve(one, article=attrs.evolve(one.article, id=f"article:{number}"))


def peak() -> float:
    """The peak memory of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stream(work: str, path: str, count: int) -> dict[str, float]:
    """Write or read a file of many bundles: lines per second of processor time, and peak memory."""
    if work == "write":
        few = list(small(1000))  # repeated, so that making them takes no time
        begin = time.process_time()
        newsevents.write_jsonl(itertools.islice(itertools.cycle(few), count), path)
    else:
        begin = time.process_time()
        for _ in newsevents.read_jsonl(path):
            pass
    return {"speed": count / (time.process_time() - begin), "peak": peak()}


def again(*args: object) -> Any:
    """The result of a function of this file in a separate process."""
    line = [sys.executable, __file__, "--stream", *map(str, args)]
    return json.loads(subprocess.run(line, check=True, capture_output=True).stdout)


def print_streams(folder: Path, most: int) -> None:
    print("| bundles as JSON Lines | MB | written/s | peak, MB | read/s | peak, MB |")
    print("|---:|---:|---:|---:|---:|---:|")
    for count in sorted({1000, max(1000, most // 10), most}):
        path = folder / f"{count}.jsonl"
        written, read = again("write", path, count), again("read", path, count)
        size = path.stat().st_size / 1e6
        speeds = (f"{found['speed']:,.0f} | {found['peak']:.0f}" for found in (written, read))
        print(f"| {count:,} | {size:.1f} | {' | '.join(speeds)} |", flush=True)


# --- the commands on more than one core


def print_jobs(folder: Path, count: int, jobs: int) -> None:
    articles = folder / "articles.jsonl"
    rows = ({"id": str(number), "text": ARTICLE * 5, "published": "2024-05-17"} for number in range(count // 10))
    articles.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    bundles = folder / "bundles.jsonl"
    newsevents.write_jsonl(small(count), bundles)
    commands = {
        "check": (["check", bundles], count),
        "convert --to jsonl": (["convert", bundles, "--to", "jsonl"], count),
        "convert --to ftm": (["convert", bundles, "--to", "ftm"], count),
        "extract --jsonl": (["extract", "--jsonl", articles], count // 10),
    }
    heads = (f"-j {number}: clock, s | processors, s | peak, MB" for number in (1, jobs))
    print(f"\n| command | lines | {' | '.join(heads)} |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, (command, lines) in commands.items():
        found = [again("command", json.dumps([*map(str, command), "-j", str(number)]), lines) for number in (1, jobs)]
        cells = (f"{one['clock']:.1f} | {one['processors']:.1f} | {one['peak']:.0f}" for one in found)
        print(f"| {name} | {lines:,} | {' | '.join(cells)} |", flush=True)


def run(command: list[str]) -> dict[str, float]:
    """The cost of a command, with the processes that it starts."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "newsevents", *command], check=True, stdout=subprocess.DEVNULL)
    clock = time.perf_counter() - begin
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"clock": clock, "processors": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss / 1024}


# --- one large bundle


def fields(count: int) -> dict[str, Any]:
    """The fields of a bundle with this many records, each on its own sentence and with references to others."""
    numbers = range(count // 5)
    text = SENTENCE * len(numbers)

    def span(number: int, start: int, end: int) -> Span:
        return Span(start=number * len(SENTENCE) + start, end=number * len(SENTENCE) + end, exact=SENTENCE[start:end])

    def common(name: str, number: int) -> dict[str, Any]:
        source = f"source:{number}" if number else "source:article"
        return {"id": f"{name}:{number}", "source_id": source, "evidence": [span(number, 0, 33)]}

    def who(number: int) -> list[str]:
        return [f"actor:{number}", f"actor:{(number + 1) % len(numbers)}"][: len(numbers)]

    return {
        "article": Article.from_text(text, published="2024-05-17"),
        "actors": [
            Actor(
                id=f"actor:{number}",
                name=f"Ana Lima {number}",
                kind=ActorKind.GROUP,
                member_ids=[f"actor:{number - 1}"] if number % 10 else [],
                mentions=[span(number, 0, 8)],
                evidence=[span(number, 0, 8)],
            )
            for number in numbers
        ],
        "sources": [
            Source(id="source:article", kind=SourceKind.ARTICLE),
            *(
                Source(
                    id=f"source:{number}",
                    kind=SourceKind.REPORT,
                    via_id=f"source:{number - 1}" if number % 3 and number > 1 else "source:article",
                    by_ids=[f"actor:{number}"],
                    evidence=[span(number, 0, 33)],
                )
                for number in numbers[1:]
            ),
        ],
        "statements": [
            Statement(
                kind=StatementKind.SAY,
                speaker=[span(number, 0, 8)],
                speaker_ids=[f"actor:{number}"],
                target_ids=who(number),
                cue=[span(number, 9, 13)],
                content=[span(number, 14, 33)],
                **common("statement", number),
            )
            for number in numbers
        ],
        "meetings": [
            Meeting(
                kind=MeetingKind.TALKS,
                status=MeetingStatus.HELD,
                participant_ids=who(number),
                **common("meeting", number),
            )
            for number in numbers
        ],
        "allegations": [
            Allegation(
                claimant_ids=[f"actor:{number}"],
                accused_ids=who(number),
                content=[span(number, 14, 33)],
                supports_ids=[f"allegation:{number - 1}"] if number else [],
                **common("allegation", number),
            )
            for number in numbers
        ],
    }


def large(count: int) -> Bundle:
    return Bundle(**fields(count))


def best(work: Callable[[], object]) -> float:
    """The processor time of a call, in seconds."""
    found = []
    for _ in range(TURNS):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def measure(count: int) -> tuple[list[float], list[float]]:
    """Microseconds per record, and for the queries."""
    given = fields(count)
    bundle = Bundle(**given)
    text = newsevents.dumps(bundle)
    works = (
        lambda: Bundle(**given),
        lambda: newsevents.dumps(bundle),
        lambda: newsevents.loads(text),
        lambda: newsevents.check(bundle),
    )
    each = [best(work) / count * 1e6 for work in works]
    begin = time.process_time()
    bundle.statements_by("actor:0")
    first = (time.process_time() - begin) / count * 1e6
    times = 2000
    questions = (
        lambda: bundle["statement:0"],
        lambda: bundle.records,
        lambda: bundle.statements_by("actor:0"),
        lambda: bundle.meetings_of("actor:0", expand=False),
        lambda: bundle.members("actor:0"),
        lambda: bundle.attribution("allegation:0"),
    )
    answers = [best(lambda ask=ask: [ask() for _ in range(times)]) / times * 1e6 for ask in questions]  # type: ignore[misc]
    return [*each, first], answers


def print_sizes(most: int) -> None:
    counts = sorted({1000, max(1000, most // 10), most})
    found = [measure(count) for count in counts]
    heads = " | ".join(f"{count:,} records" for count in counts)
    for title, names, part in (
        ("µs for each record", ("Bundle(…)", "dumps", "loads", "check", "the first question"), 0),
        (
            "µs for an answer",
            ("bundle[id]", "records", "statements_by", "meetings_of, without groups", "members", "attribution"),
            1,
        ),
    ):
        print(f"\n| {title} | {heads} |\n|---|{'---:|' * len(counts)}")
        for index, name in enumerate(names):
            cells = " | ".join(f"{one[part][index]:.1f}" for one in found)
            print(f"| {name} | {cells} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundles", type=int, default=1_000_000)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--stream", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.stream is not None:
        work, what, count = args.stream
        found = run(json.loads(what)) if work == "command" else stream(work, what, int(count))
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as folder:
        print_streams(Path(folder), args.bundles)
        print_jobs(Path(folder), max(1000, args.bundles // 50), args.jobs)
    print_sizes(args.records)


if __name__ == "__main__":
    main()
