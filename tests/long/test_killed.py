"""Runs that are killed at random moments: the output is complete or the earlier one, and --resume gives the same
bytes."""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsevents.cli import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")

KILLS = 100
ARTICLES = 60

FORKING = """
import os, sys
import newsevents, newsevents.batch, newsevents.cli.reading, newsevents.cli.unfinished  # loaded once, not in each run
from newsevents.cli import main
newsevents.extract(newsevents.Article.from_text("Ana Lima said it was safe."))
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0); os.dup2(null, 2)
        os._exit(main(line.split()))
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Runs a command for each line of input, and reports its process and its exit code."""


class Runs:
    """Commands in their own processes, which start immediately."""

    def __init__(self, folder: Path) -> None:
        line = [sys.executable, "-c", FORKING]
        self.process = subprocess.Popen(line, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def close(self) -> None:
        """End the process that starts them."""
        self.process.communicate()

    def run(self, command: str, seconds: float | None = None) -> int:
        """The exit code of a command that is killed after some seconds."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if seconds is not None:
            time.sleep(seconds)
            with contextlib.suppress(ProcessLookupError):  # it has already ended
                os.kill(child, signal.SIGKILL)
        return int(self.process.stdout.readline())


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    with contextlib.closing(Runs(tmp_path)) as runs:
        yield runs


def test_a_run_that_is_killed_at_random_moments_leaves_whole_files_and_goes_on(tmp_path: Path, runs: Runs) -> None:
    texts = [f"Ana Lima said bridge {number} was safe. " * 12 for number in range(ARTICLES)]
    (tmp_path / "articles").mkdir()
    for number, text in enumerate(texts):
        (tmp_path / "articles" / f"{number:02}.txt").write_text(text)
    assert main(["extract", str(tmp_path / "articles"), "-o", str(tmp_path / "whole")]) == 0
    whole = (tmp_path / "whole").read_bytes()
    began = time.monotonic()
    assert runs.run("extract articles -o out") == 0
    undisturbed = time.monotonic() - began
    out, kept = tmp_path / "out", tmp_path / "out.unfinished"
    assert out.read_bytes() == whole
    moments = random.Random(20)
    killed = completed = went_on = 0
    earlier = b""
    while killed < KILLS:
        if not kept.exists():
            earlier = b"earlier %d" % killed
            out.write_bytes(earlier)
        went_on += kept.exists() and kept.read_bytes().count(b"\n") > 1
        code = runs.run("extract articles -o out --resume", moments.uniform(0, undisturbed / 2))
        assert code in (0, -9)
        killed += code == -9
        completed += out.read_bytes() == whole
        assert out.read_bytes() in (whole if code == 0 else earlier, whole)
        assert not (code == 0 and kept.exists())
    assert runs.run("extract articles -o out --resume") == 0
    assert out.read_bytes() == whole
    assert went_on > KILLS / 4
    assert completed > 1
    assert not kept.exists()


REPLACING = """
import itertools, sys
from pathlib import Path
from newsevents.files import new_folder, write_file
print(flush=True)
for number in itertools.count():
    write_file("file", b"%d " % number * 9999)
    with new_folder("folder", ["a", "b"]) as part:
        for name in "ab":
            (part / name).write_bytes(b"%d " % number * 9999)
"""
"""Code that replaces a file and a folder again and again."""


def is_whole(data: bytes) -> bool:
    words = data.split(b" ")
    return len(words) == 10_000 and len(set(words[:-1])) == 1


def test_a_killed_process_leaves_whole_files_and_only_hidden_partial_ones(tmp_path: Path) -> None:
    moments = random.Random(21)
    for _ in range(20):
        with subprocess.Popen([sys.executable, "-c", REPLACING], cwd=tmp_path, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.05))
            process.kill()
        names = {path.name for path in tmp_path.iterdir()}
        assert all(re.fullmatch(r"\.newsevents-[0-9a-f]{16}\.part", name) for name in names - {"file", "folder"})
        if "file" in names:
            assert is_whole((tmp_path / "file").read_bytes())
        if "folder" in names:  # it is missing for a moment between two renames
            one, other = ((tmp_path / "folder" / name).read_bytes() for name in "ab")
            assert is_whole(one)
            assert one == other
    assert is_whole((tmp_path / "file").read_bytes())


@pytest.mark.parametrize("target", ["tables", "bundles.jsonl"])
def test_two_runs_beside_each_other_leave_one_whole_result(target: str, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for number in range(20):
        (tmp_path / "articles" / f"{number}.txt").write_text("Ana Lima said the bridge was safe. " * 20)
    to = ["--to", "csv"] if target == "tables" else []
    line = [sys.executable, "-m", "newsevents", "extract", "articles", *to, "-o"]
    assert subprocess.run([*line, "whole"], cwd=tmp_path, check=False, capture_output=True).returncode == 0
    for _ in range(2):
        both = [subprocess.Popen([*line, target], cwd=tmp_path, stderr=subprocess.PIPE, text=True) for _ in "12"]
        told = [process.communicate()[1] for process in both]
        codes = [process.returncode for process in both]
        assert 0 in codes
        assert set(codes) <= {0, 2}
        for code, message in zip(codes, told, strict=True):
            assert (code == 2) == (f"another run is writing {tmp_path / target}.unfinished" in message)
        for path in [tmp_path / "whole"] if (tmp_path / "whole").is_file() else (tmp_path / "whole").iterdir():
            other = tmp_path / target if path.name == "whole" else tmp_path / target / path.name
            assert other.read_bytes() == path.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["articles", target, "whole"])
