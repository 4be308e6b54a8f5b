"""How fast bundles are converted to other formats, and how much memory the tables of many bundles need.

    python benchmarks/formats.py [--bundles 10000]

First the time for the seed bundle (52 kB of JSON, 83 records, 343 spans) in each format: the best of five runs, in
processor time. Then the tables of many bundles, streamed through a separate process for each number: if memory is
bounded by the batch, it does not grow with the number.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

import newsevents
from newsevents import Bundle
from newsevents.formats.ftm import to_ftm
from newsevents.formats.graphs import to_dot, to_mermaid, to_networkx
from newsevents.formats.jsonld import from_jsonld, to_jsonld
from newsevents.formats.ninjs import to_ninjs
from newsevents.formats.plover import to_plover
from newsevents.formats.tables import TABLES, read_bundles, table, write_tables

TURNS, TIMES = 5, 20


def best(work: Callable[[], object]) -> float:
    """The processor time of a call, in milliseconds."""
    found = []
    for _ in range(TURNS):
        begin = time.process_time()
        for _ in range(TIMES):
            work()
        found.append(time.process_time() - begin)
    return min(found) / TIMES * 1000


def each_format() -> Iterator[tuple[str, float]]:
    seed = newsevents.load_seed()
    text, linked, rows = newsevents.dumps(seed), to_jsonld(seed), table([seed], "bundles").to_arrow()
    works: dict[str, Callable[[], object]] = {
        "dumps (JSON)": lambda: newsevents.dumps(seed),
        "loads (JSON)": lambda: newsevents.loads(text),
        "table of whole bundles": lambda: table([seed], "bundles").to_arrow(),
        "read_bundles": lambda: list(read_bundles(rows)),
        "all flat tables": lambda: [table([seed], name).to_arrow() for name in TABLES[:-1]],
        "to_jsonld": lambda: to_jsonld(seed),
        "from_jsonld": lambda: from_jsonld(linked),
        "to_plover": lambda: to_plover(seed),
        "to_ftm": lambda: to_ftm(seed),
        "to_ninjs": lambda: to_ninjs(seed),
        "to_dot": lambda: to_dot(seed),
        "to_mermaid": lambda: to_mermaid(seed),
        "to_networkx": lambda: to_networkx(seed),
    }
    for name, work in works.items():
        yield name, best(work)


def many(count: int) -> Iterator[Bundle]:
    """Different bundles, generated on demand."""
    seed = newsevents.load_seed()
    for number in range(count):
        yield attrs.evolve(seed, article=attrs.evolve(seed.article, id=f"article:{number}"))


def write(count: int) -> None:
    """Write the tables of many bundles, and print the cost."""
    begin = time.process_time()
    for _ in many(count):
        pass
    making = time.process_time() - begin
    with tempfile.TemporaryDirectory() as folder:
        begin = time.process_time()
        rows = write_tables(many(count), folder)
        seconds = time.process_time() - begin - making
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak, "rows": sum(rows.values()), "size": size}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundles", type=int, default=10_000)
    parser.add_argument("--write", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write is not None:
        write(args.write)
        return
    print("| format | ms for the seed's bundle |\n|---|---|")
    for name, milliseconds in each_format():
        print(f"| {name} | {milliseconds:.1f} |")
    print(
        "\n| bundles to Parquet, all tables | rows | bundles/s | peak memory, MB | files, MB |\n|---|---|---|---|---|"
    )
    for count in (0, args.bundles // 10, args.bundles):
        done = subprocess.run(
            [sys.executable, __file__, "--write", str(count)], check=True, capture_output=True, text=True
        )
        found = json.loads(done.stdout)
        speed = f"{count / found['seconds']:.0f}" if count else ""
        print(f"| {count:,} | {found['rows']:,} | {speed} | {found['peak']:.0f} | {found['size'] / 1e6:.1f} |")


if __name__ == "__main__":
    main()
