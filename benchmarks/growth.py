"""How the work grows with the input, in instructions. Unlike the tests, this counts the work inside C functions.

    python benchmarks/growth.py [--size N] [NAME ...]

Runs each case under Valgrind's callgrind at one, two and four times a size, and prints the instructions for each size
minus those of an empty run, and the ratio between the second and the first doubling: 2 for linear growth, 4 for
quadratic growth. Requires valgrind, and takes minutes per case. A NAME selects the cases whose names contain it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests" / "long"
sys.path.insert(0, str(TESTS))

import growing  # noqa: E402

CASES = {
    **{f"{work} / {unit}": growing.on_text(work, unit) for work in growing.TEXT_WORK for unit in growing.UNITS},
    **{
        f"{work} / {shape}": growing.on_bundle(work, shape)
        for work in (*growing.BUNDLE_WORK, *growing.PREPARED_WORK, *growing.TABLE_WORK)
        for shape in growing.SHAPES
    },
    **{f"fault / {name}": case for name, case in growing.FAULTS.items()},
    **{f"draft / {name}": case for name, case in growing.DRAFTS.items()},
}


def once(name: str, size: int) -> None:
    """Do the work of a case once, after everything that is created on first use exists."""
    CASES[name](40)()
    work = CASES[name](size)
    work()


def instructions(name: str, size: int) -> int:
    """The instructions of a process that does the work of a case once."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, __file__]
    done = subprocess.run([*command, "--once", name, "--size", str(size)], capture_output=True, text=True, check=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    assert found is not None
    return int(found[1])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--once", metavar="CASE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once is not None:
        once(given.once, given.size)
        return
    print(f"| case | {given.size} | {2 * given.size} | {4 * given.size} | growth |\n|---|---|---|---|---|")
    for name in CASES:
        if not given.names or any(part in name for part in given.names):
            nothing = instructions(name, 40)
            one, two, four = (instructions(name, times * given.size) - nothing for times in (1, 2, 4))
            print(f"| {name} | {one:,} | {two:,} | {four:,} | {(four - two) / max(two - one, 1):.2f} |", flush=True)


if __name__ == "__main__":
    main()
