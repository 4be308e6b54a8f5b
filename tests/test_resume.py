"""A run over many articles that was stopped and resumed gives the same bytes as an uninterrupted run.

See also `tests/long/test_killed.py`, which kills runs at random moments.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import newsevents.batch
from newsevents import dump, load_seed, write_jsonl
from newsevents.cli import main
from newsevents.cli.unfinished import Result, Unfinished

TEXTS = [f"Ana Lima said bridge {number} was safe." for number in range(9)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles, the third of which cannot be read, and their bundles."""
    (tmp_path / "articles").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / "articles" / f"{number}.txt").write_text(
            "Мост безопасен, сказал мэр." if number == 2 else text, "utf-8"
        )
    monkeypatch.chdir(tmp_path)
    assert extract("-o", "whole.jsonl") == 1
    return tmp_path


def extract(*args: str) -> int:
    return main(["extract", "articles", *args])


def stop_after(count: int, monkeypatch: pytest.MonkeyPatch, how: Callable[[], BaseException]) -> None:
    """End the next run after this many articles."""
    real = newsevents.batch.extract_reads

    def stopped(*args: Any, **options: Any) -> Iterator[Any]:
        monkeypatch.setattr(newsevents.batch, "extract_reads", real)
        for number, result in enumerate(real(*args, **options)):
            if number == count:
                raise how()
            yield result

    monkeypatch.setattr(newsevents.batch, "extract_reads", stopped)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("count", [1, 2, 3, 8])
@pytest.mark.parametrize("how", [KeyboardInterrupt, lambda: OSError(28, "No space left on device")])
def test_a_run_that_is_stopped_goes_on(
    count: int,
    how: Callable[[], BaseException],
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (here / "out.jsonl").write_text("earlier")
    stop_after(count, monkeypatch, how)
    assert extract("-o", "out.jsonl") == (130 if how is KeyboardInterrupt else 2)
    assert "the results so far are kept in" in capsys.readouterr().err
    assert (here / "out.jsonl").read_text() == "earlier"
    assert names(here) == ["articles", "out.jsonl", "out.jsonl.unfinished", "whole.jsonl"]
    assert extract("-o", "out.jsonl", "--resume") == 1
    told = capsys.readouterr().err
    assert told.startswith(f"error: {Path('articles', '2.txt')}: text: [not-english]")  # again, or for the first time
    assert told.endswith("\nnewsevents: 9 articles: 8 bundles, 1 refused\n")
    assert (here / "out.jsonl").read_bytes() == (here / "whole.jsonl").read_bytes()
    assert names(here) == ["articles", "out.jsonl", "whole.jsonl"]


def test_a_run_that_was_stopped_several_times_goes_on(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for count in (2, 1, 3):
        stop_after(count, monkeypatch, KeyboardInterrupt)
        assert extract("-o", "out.jsonl", "--resume") == 130
    assert extract("-o", "out.jsonl", "--resume") == 1
    assert (here / "out.jsonl").read_bytes() == (here / "whole.jsonl").read_bytes()


def test_a_run_that_was_stopped_before_its_first_article_leaves_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_after(0, monkeypatch, KeyboardInterrupt)
    assert extract("-o", "out.jsonl") == 130
    assert names(here) == ["articles", "whole.jsonl"]


@pytest.fixture
def stopped(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The file left by a run that was stopped after four articles."""
    stop_after(4, monkeypatch, KeyboardInterrupt)
    assert extract("-o", "out.jsonl") == 130
    capsys.readouterr()
    return here / "out.jsonl.unfinished"


@pytest.mark.parametrize("cut", [1, 5, 100, 1000])
def test_a_last_line_that_is_torn_is_read_again(cut: int, stopped: Path) -> None:
    data = stopped.read_bytes()
    assert data.count(b"\n") == 5
    stopped.write_bytes(data[:-cut])
    assert extract("-o", "out.jsonl", "--resume") == 1
    assert stopped.with_suffix("").read_bytes() == (stopped.parent / "whole.jsonl").read_bytes()


@pytest.mark.parametrize("size", [0, 1, 20])
def test_a_file_that_is_torn_in_its_first_line_holds_nothing(size: int, stopped: Path) -> None:
    stopped.write_bytes(stopped.read_bytes()[:size])
    assert extract("-o", "out.jsonl") == 1
    assert stopped.with_suffix("").read_bytes() == (stopped.parent / "whole.jsonl").read_bytes()


def test_what_was_read_is_not_lost_for_want_of_a_word(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = stopped.read_bytes()
    assert extract("-o", "out.jsonl") == 2
    assert capsys.readouterr().err.endswith("is from an unfinished run: continue with --resume, or delete it\n")
    assert stopped.read_bytes() == before


@pytest.mark.parametrize("options", [["--at-least", "0.5"], ["--published", "2024-05-17"]])
def test_a_run_with_other_options_does_not_go_on(
    options: list[str], stopped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = stopped.read_bytes()
    assert extract("-o", "out.jsonl", "--resume", *options) == 2
    assert "is from a run with other options (" in capsys.readouterr().err
    assert stopped.read_bytes() == before


@pytest.mark.parametrize("head", [b"", b"[]", b"{}"])
def test_options_that_cannot_be_read_are_others(head: bytes, stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stopped.write_bytes(head + b"\n" + stopped.read_bytes().partition(b"\n")[2])
    assert extract("-o", "out.jsonl", "--resume") == 2
    assert "is from a run with other options (" in capsys.readouterr().err


def changed(articles: Path) -> None:
    (articles / "1.txt").write_text("Ana Lima said it was not.")


def added(articles: Path) -> None:
    (articles / "0a.txt").write_text("Ana Lima said it was not.")


def renamed(articles: Path) -> None:
    (articles / "0.txt").rename(articles / "00.txt")


def gone(articles: Path) -> None:
    for path in list(articles.iterdir())[1:]:
        path.unlink()


@pytest.mark.parametrize("change", [changed, added, renamed, gone])
def test_a_run_over_other_articles_does_not_go_on(
    change: Callable[[Path], None], stopped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = stopped.read_bytes()
    change(stopped.parent / "articles")
    assert extract("-o", "out.jsonl", "--resume") == 2
    told = capsys.readouterr().err.splitlines()[-1]
    assert "does not fit" in told
    assert told.endswith("; delete the file to start again")
    assert stopped.read_bytes() == before


@pytest.mark.parametrize("line", [b"\xff", b"0 {}", b"0 [", b"", b"0" * 32 + b' {"article": 1}'])
def test_a_result_that_is_damaged_fits_nothing(line: bytes, stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = stopped.read_bytes().split(b"\n")
    lines[2] = line
    stopped.write_bytes(b"\n".join(lines))
    assert extract("-o", "out.jsonl", "--resume") == 2
    assert "result 2 does not fit" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
def test_the_unfinished_file_is_no_link(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mine").write_text("mine")
    (here / "out.jsonl.unfinished").symlink_to(here / "mine")
    assert extract("-o", "out.jsonl", "--resume") == 2
    assert (here / "mine").read_text() == "mine"


def test_of_two_runs_on_one_output_the_second_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Unfinished("out.jsonl", {}, False) as first:
        first.add(b"", Result("{}", []))
        for options in ([], ["--resume"]):
            assert extract("-o", "out.jsonl", *options) == 2
            assert capsys.readouterr().err.startswith("newsevents: another run is writing ")
        first.complete()
    assert extract("-o", "out.jsonl") == 1
    assert (here / "out.jsonl").read_bytes() == (here / "whole.jsonl").read_bytes()


def test_going_on_needs_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract("--resume") == 2
    assert "name it with -o" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="devices")
def test_what_is_no_file_is_written_at_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert extract("-o", os.devnull) == 1
    assert not Path(f"{os.devnull}.unfinished").exists()


def test_lines_go_on_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "in.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
    read = ["extract", "in.jsonl", "-j", "2", "-o"]
    assert main([*read, "whole"]) == 0
    stop_after(5, monkeypatch, KeyboardInterrupt)
    assert main([*read, "out"]) == 130
    assert main([*read, "out", "--resume"]) == 0
    assert (here / "out").read_bytes() == (here / "whole").read_bytes()


@pytest.mark.long
def test_tables_go_on_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert extract("--to", "parquet", "-o", "new/whole") == 1
    stop_after(5, monkeypatch, KeyboardInterrupt)
    assert extract("--to", "csv", "-o", "out") == 130
    assert extract("--to", "parquet", "-o", "out", "--resume") == 1  # the format may change
    for path in (here / "out").iterdir():
        assert path.read_bytes() == (here / "new" / "whole" / path.name).read_bytes()


# --- a full disk, and a closed pipe

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from newsevents.cli import main
sys.exit(main(sys.argv[2:]))
"""
unix = pytest.mark.skipif(os.name == "nt", reason="limits and devices")


def limited(size: int, *args: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process with limited file sizes, so that writing fails as on a full disk."""
    line = [sys.executable, "-c", LIMITED, str(size), *args]
    return subprocess.run(line, capture_output=True, check=False)


@unix
@pytest.mark.parametrize(
    "command",
    [
        "extract articles/0.txt -o out",
        "extract articles -o out",
        "convert many.jsonl --to jsonld -o out",
        pytest.param("convert one.json --to polecat -o out", marks=pytest.mark.long),
        "show one.json --html out",
        "seed -o out",
        "schema -o out",
    ],
)
def test_a_full_disk_leaves_the_earlier_file(command: str, here: Path) -> None:
    dump(load_seed(), here / "one.json")
    write_jsonl([load_seed()] * 2, here / "many.jsonl")
    (here / "out").write_text("earlier")
    done = limited(500, *command.split())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"File too large" in done.stderr
    assert b"Traceback" not in done.stderr
    assert (here / "out").read_text() == "earlier"
    assert not [name for name in names(here) if name.endswith(".part")]


@unix
def test_a_run_on_a_full_disk_goes_on_when_there_is_room(here: Path) -> None:
    size = (here / "whole.jsonl").stat().st_size
    for room in (size // 3, size // 2, size):  # the last has no room for the progress
        done = limited(room, "extract", "articles", "-o", "out.jsonl", "--resume")
        assert (done.returncode, done.stdout) == (2, b"")
        assert not (here / "out.jsonl").exists()
    assert extract("-o", "out.jsonl", "--resume") == 1
    assert (here / "out.jsonl").read_bytes() == (here / "whole.jsonl").read_bytes()


COMMANDS = ["seed", "schema", "check one.json", "show one.json", "convert one.json --to ftm", "diff one.json one.json"]
COMMANDS += ["extract articles/0.txt", "explain x", "--version", "check bad.json --json"]
EVERY = ["extract articles", "--help", *(pytest.param(command, marks=pytest.mark.long) for command in COMMANDS)]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no such device")
@pytest.mark.parametrize("command", EVERY)
def test_an_output_without_room_is_told(command: str, here: Path) -> None:
    dump(load_seed(), here / "one.json")
    (here / "bad.json").write_text("{}")
    for buffered in ("", "1"):
        with open("/dev/full", "wb") as full:
            line = [sys.executable, "-m", "newsevents", *command.split()]
            env = os.environ | {"PYTHONUNBUFFERED": buffered}
            done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, check=False, env=env)
        if command == "check one.json":  # which has nothing to report
            assert (done.returncode, done.stderr) == (0, b"")
        else:
            assert done.returncode == 2
            assert done.stderr.splitlines()[-1] == b"newsevents: No space left on device"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no such device")
def test_messages_that_nobody_can_be_told_make_no_noise(here: Path) -> None:
    for command in ("extract articles", "show none.json", "extract"):
        with open("/dev/full", "wb") as full:
            line = [sys.executable, "-m", "newsevents", *command.split()]
            done = subprocess.run(line, stdout=subprocess.PIPE, stderr=full, check=False)
        assert done.returncode == 2
        assert b"Traceback" not in done.stdout


@unix
@pytest.mark.parametrize("command", EVERY)
def test_a_reader_that_is_gone_ends_a_command_silently(command: str, here: Path) -> None:
    dump(load_seed(), here / "one.json")
    (here / "bad.json").write_text("{}")
    read, write = os.pipe()
    os.close(read)
    try:
        line = [sys.executable, "-m", "newsevents", *command.split()]
        done = subprocess.run(line, stdout=write, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(write)
    assert done.returncode == (0 if command == "check one.json" else 141)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_fault_of_our_own_is_told_in_a_line(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(newsevents, "explain", fails)
    assert main(["explain", "It rains."]) == 2
    err = capsys.readouterr().err
    assert err.startswith("newsevents: a bug in newsevents: KeyError: 'x' (test_resume.py:")
    assert len(err.splitlines()) == 1
