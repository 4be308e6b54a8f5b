"""Coverage-guided fuzzing: `python fuzz/run.py SECONDS [TARGET …] [--keep]`.

Runs each target for that long, with the same seed each time, and prints a table. An input that breaks a promise is
stored in ``build/fuzz/`` with the fuzzer's log, and makes the command fail. With ``--keep``, inputs that reach
something new are added to ``fuzz/corpus/``, which is then minimised.

It requires atheris, which has wheels for Linux on x86-64 and Python 3.11 to 3.14. If it is not installed, the command
says so and exits with 2.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent / "build" / "fuzz"
CORPUS = HERE / "corpus"

LONGEST = 8_192
"""The maximum size of an input in bytes; pure text is shorter."""

_ROOM = 42_000
"""The maximum size of a target's corpus in bytes."""

_TEXTS = {"dates": 800, "extract": 1_600}

OPTIONS = ("-seed=1", "-timeout=60", "-report_slow_units=60", "-rss_limit_mb=2048", "-print_final_stats=1", "-reload=0")
"""An input that takes a minute, or two gigabytes, also counts as a finding."""


@dataclass
class Result:
    """The result of one target."""

    target: str
    runs: str
    seconds: float
    edges: str
    findings: list[Path]
    failed: bool


def main() -> int:
    """Run the targets, print the table, and return whether anything was found."""
    targets = [folder.name for folder in sorted(CORPUS.iterdir())]
    parser = argparse.ArgumentParser(description="Fuzz newsevents.")
    parser.add_argument("seconds", type=int, help="how long each target is run")
    parser.add_argument("targets", nargs="*", metavar="target", help=f"one of {', '.join(targets)}; all by default")
    parser.add_argument("--keep", action="store_true", help="add the inputs that reach something new to the corpus")
    args = parser.parse_args()
    if unknown := set(args.targets) - set(targets):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    if find_spec("atheris") is None:
        version = ".".join(map(str, sys.version_info[:2]))
        print(
            "atheris is not installed. pip install --group fuzz installs it if there is a wheel; there may be none for"
        )
        print(f"Python {version} on {sys.platform}. The corpus is run without it by tests/long/test_fuzz_corpus.py.")
        return 2
    BUILD.mkdir(parents=True, exist_ok=True)
    words = _dictionary()
    results = []
    print(f"{'target':<10}{'runs':>10}{'seconds':>10}{'edges':>8}{'findings':>10}")
    for target in args.targets or targets:
        result = _fuzz(target, args.seconds, words, keep=args.keep)
        results.append(result)
        findings = len(result.findings) or ("failed" if result.failed else 0)
        print(f"{target:<10}{result.runs:>10}{result.seconds:>10.0f}{result.edges:>8}{findings:>10}", flush=True)
    for result in results:
        for path in result.findings:
            print(f"{result.target}: {_cause(result.target)}\n  {os.path.relpath(path)}")
        if result.failed and not result.findings:
            print(f"{result.target}: the fuzzer failed; see {os.path.relpath(_log(result.target))}")
    return int(any(result.failed for result in results))


def _dictionary() -> Path:
    from mutators import dictionary

    path = BUILD / "words.dict"
    path.write_text(dictionary(), encoding="ascii")
    return path


def _fuzz(target: str, seconds: int, words: Path, *, keep: bool) -> Result:
    """Run one target until the time is up or something is found."""
    with tempfile.TemporaryDirectory() as new:
        found_before = set(BUILD.glob(f"{target}-*"))
        begin = time.monotonic()
        options = [
            *OPTIONS,
            _longest(target),
            f"-dict={words}",
            f"-max_total_time={seconds}",
            f"-artifact_prefix={BUILD}/{target}-",
        ]
        code = _drive(target, [*options, new, str(CORPUS / target)], _log(target))
        took = time.monotonic() - begin
        if keep and code == 0:
            _keep(target, Path(new))
    log = _log(target).read_text(errors="replace")
    runs = re.findall(r"number_of_executed_units: (\d+)", log)
    edges = re.findall(r" cov: (\d+)", log)
    findings = sorted(set(BUILD.glob(f"{target}-*")) - found_before)
    return Result(target, (runs or ["?"])[-1], took, (edges or ["?"])[-1], findings, failed=code != 0)


def _longest(target: str) -> str:
    return f"-max_len={_TEXTS.get(target, LONGEST)}"


def _keep(target: str, new: Path) -> None:
    """Replace a target's corpus by the smallest inputs, old and new, that together reach most of the same code."""
    with tempfile.TemporaryDirectory() as smallest:
        # edges only: with counts, there would be thousands of inputs
        options = ["-merge=1", "-use_counters=0", _longest(target)]
        if _drive(target, [*options, smallest, str(CORPUS / target), str(new)], BUILD / f"merge-{target}.log"):
            return
        kept = _few(list(Path(smallest).iterdir()))
        shutil.rmtree(CORPUS / target)
        (CORPUS / target).mkdir()
        for path in kept:
            shutil.copyfile(path, CORPUS / target / path.name[:12])


def _few(paths: list[Path]) -> list[Path]:
    """Inputs that fit the budget: half of it is for the smallest, half for the largest, with which changes start."""
    by_size = sorted(paths, key=lambda path: (path.stat().st_size, path.name))
    kept: list[Path] = []
    room = 0
    for order in (by_size, by_size[::-1]):
        room += _ROOM // 2
        for path in order:
            size = path.stat().st_size
            if path not in kept and size <= room:
                kept.append(path)
                room -= size
    return kept


def _drive(target: str, options: list[str], log: Path) -> int:
    command = [sys.executable, str(HERE / "drive.py"), target, *options]
    with log.open("wb") as out:
        # the order of a set must not affect the result
        return subprocess.run(
            command, stdout=out, stderr=subprocess.STDOUT, env=os.environ | {"PYTHONHASHSEED": "0"}, check=False
        ).returncode


def _log(target: str) -> Path:
    return BUILD / f"log-{target}.txt"


def _cause(target: str) -> str:
    """The first line of the error in the fuzzer's log."""
    log = _log(target).read_text(errors="replace")
    cause = re.search(r"Uncaught Python exception: ===\n(.*)", log) or re.search(r"ERROR: (libFuzzer: .*)", log)
    return "see the log" if cause is None else cause[1]


if __name__ == "__main__":
    sys.exit(main())
