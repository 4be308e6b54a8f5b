"""Files and folders are complete or absent, and input files are never replaced."""

import itertools
import json
import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from newsevents import Article, Bundle, dump, dumps, load, load_seed
from newsevents.cli import main
from newsevents.files import new_file, new_folder, write_file
from newsevents.wire.jsonl import write_jsonl

NAMES = ("a.csv", "b.csv")


class Stopped(Exception):
    pass


def stop(_: int) -> None:
    raise Stopped


def fill(folder: Path, text: str) -> None:
    for name in NAMES:
        (folder / name).write_text(text)


def contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


def test_a_file_takes_its_name_when_all_of_it_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("earlier")
    with new_file(target) as file:
        file.write(b"new")
        file.flush()
        assert target.read_text() == "earlier"
    assert contents(tmp_path) == {"out.json": "new"}


def test_what_fails_leaves_the_earlier_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("earlier")
    with pytest.raises(Stopped), new_file(target) as file:
        stop(file.write(b"half"))
    assert contents(tmp_path) == {"out.json": "earlier"}


def test_until_then_a_file_has_a_name_that_nobody_can_guess(tmp_path: Path) -> None:
    names = set()
    for _ in range(2):
        with new_file(tmp_path / "out.json"):
            names |= {file.name for file in tmp_path.iterdir() if file.name != "out.json"}
    assert len(names) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_file_keeps_its_permissions_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_file(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode
    usual.chmod(0o640)
    write_file(usual, b"")
    assert stat.S_IMODE(usual.stat().st_mode) == 0o640


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_file(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"words")
    reader.join()
    assert read == [b"words"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["in.jsonl", "./in.jsonl", "symbolic", "hard"])
def test_a_file_that_is_read_is_not_replaced_by_any_name(tmp_path: Path, name: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("read")
    (tmp_path / "symbolic").symlink_to(source)
    (tmp_path / "hard").hardlink_to(source)
    with (
        pytest.raises(FileExistsError, match="this file is being read"),
        new_file(tmp_path / name, sources=["no such file", source]),
    ):
        pass
    assert source.read_text() == "read"


def test_an_error_tells_the_name_that_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        write_file(tmp_path / "none" / "out.json", b"")
    assert caught.value.filename == str(tmp_path / "none" / "out.json")


def test_a_folder_takes_its_name_when_all_of_it_is_written(tmp_path: Path) -> None:
    target = tmp_path / "above" / "tables"
    with new_folder(target, NAMES) as part:
        fill(part, "1")
        assert not target.exists()
    assert contents(target) == dict.fromkeys(NAMES, "1")
    with new_folder(target, NAMES) as part:
        (part / "a.csv").write_text("2")
        assert contents(target) == dict.fromkeys(NAMES, "1")
    assert contents(target) == {"a.csv": "2"}
    assert [entry.name for entry in target.parent.iterdir()] == ["tables"]


def test_a_folder_that_fails_leaves_the_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    with new_folder(tmp_path / "tables", NAMES) as part:
        fill(part, "1")
    with pytest.raises(Stopped), new_folder(tmp_path / "tables", NAMES) as part:
        stop((part / "a.csv").write_text("half"))
    assert contents(tmp_path / "tables") == dict.fromkeys(NAMES, "1")
    assert [entry.name for entry in tmp_path.iterdir()] == ["tables"]


def test_an_earlier_folder_is_removed_only_when_the_new_one_has_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "tables"
    with new_folder(target, NAMES) as part:
        fill(part, "1")
    rename, seen = Path.rename, []

    def refused(self: Path, to: Path) -> Path:
        if self == part and not target.exists():
            raise PermissionError(13, "not allowed", str(to))
        return rename(self, to)

    def replaced() -> None:
        nonlocal part
        with new_folder(target, NAMES) as part:
            fill(part, "2")
            patch.setattr(Path, "rename", refused)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(PermissionError):
        replaced()
    assert contents(target) == dict.fromkeys(NAMES, "1")
    assert [entry.name for entry in tmp_path.iterdir()] == ["tables"]

    def noted(path: Path, ignore_errors: bool) -> None:
        seen.append((contents(path), contents(target)))

    monkeypatch.setattr("newsevents.files.shutil.rmtree", noted)
    with new_folder(target, NAMES) as part:
        fill(part, "3")
    assert seen == [(dict.fromkeys(NAMES, "1"), dict.fromkeys(NAMES, "3"))]


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(FileExistsError, match=r"notes\.txt"), new_folder(tmp_path, NAMES):
        pass
    assert contents(tmp_path) == {"notes.txt": "mine"}


def test_a_folder_does_not_replace_a_file(tmp_path: Path) -> None:
    (tmp_path / "tables").write_text("mine")
    with pytest.raises(NotADirectoryError), new_folder(tmp_path / "tables", NAMES):
        pass
    assert contents(tmp_path) == {"tables": "mine"}


def test_a_folder_that_got_other_files_meanwhile_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "tables" / "notes.txt"

    def meanwhile() -> None:
        with new_folder(tmp_path / "tables", NAMES):
            other.parent.mkdir()
            other.write_text("mine")

    with pytest.raises(FileExistsError, match=r"notes\.txt"):
        meanwhile()
    assert contents(tmp_path / "tables") == {"notes.txt": "mine"}


def together(*work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_runs_at_one_time_one_wins_whole(tmp_path: Path) -> None:
    def write_both(text: str) -> None:
        for _ in range(20):
            write_file(tmp_path / "file", text.encode())
            with new_folder(tmp_path / "folder", NAMES) as part:
                fill(part, text)

    together(*(lambda text=text: write_both(text) for text in ("x" * 9999, "y", "")))  # type: ignore[misc]
    assert (tmp_path / "file").read_text() in ("x" * 9999, "y", "")
    assert len(set(contents(tmp_path / "folder").values())) == 1
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "folder"]


# --- files written by the library and the command


def test_dump_and_write_jsonl_leave_the_earlier_file_where_they_fail(tmp_path: Path) -> None:
    bundle = Bundle(article=Article.from_text("It rained."))
    dump(bundle, tmp_path / "out")

    def bundles() -> itertools.chain[Bundle]:
        def fails() -> Bundle:
            raise Stopped

        return itertools.chain([load_seed()], iter(fails, None))

    with pytest.raises(Stopped):
        write_jsonl(bundles(), tmp_path / "out")
    assert load(tmp_path / "out") == bundle


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"text": "Ana Lima said the bridge was safe."}) + "\n")
    (tmp_path / "bundles.jsonl").write_text(dumps(load_seed()) + "\n")
    (tmp_path / "one.json").write_text(dumps(load_seed()))
    (tmp_path / "one.txt").write_text("Ana Lima said the bridge was safe.")
    (tmp_path / "meta.json").write_text("{}")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "extract --jsonl in.jsonl -o in.jsonl",
        "extract one.txt -o one.txt",
        "extract one.txt --meta meta.json -o meta.json",
        "convert bundles.jsonl --to jsonld -o bundles.jsonl",
        "convert one.json --to json -o one.json",
        "show one.json --html one.json",
        "diff one.json one.json --html one.json",
    ],
)
def test_no_command_replaces_what_it_reads(
    lines: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(lines)
    before = contents(lines)
    assert main(command.split()) == 2
    assert "this file is being read" in capsys.readouterr().err
    assert contents(lines) == before


def test_a_command_that_fails_leaves_the_earlier_result(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lines)
    (lines / "out").write_text("earlier")
    (lines / "bad.jsonl").write_text('{"text": 5}\n')
    assert main(["extract", "--jsonl", "bad.jsonl", "-o", "out"]) == 1
    assert (lines / "out").read_text() == ""  # all lines were read, and none contained an article
    (lines / "out").write_text("earlier")
    (lines / "bad.json").write_text("{}")
    assert main(["convert", "bad.json", "--to", "jsonld", "-o", "out"]) == 1
    assert (lines / "out").read_text() == "earlier"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_run_that_is_killed_leaves_the_earlier_file(tmp_path: Path) -> None:
    write = (
        "import os, signal, sys; from newsevents.files import new_file\n"
        "with new_file(sys.argv[1]) as file:\n"
        "    file.write(b'half'); file.flush(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    (tmp_path / "out").write_text("earlier")
    killed = subprocess.run([sys.executable, "-c", write, str(tmp_path / "out")], check=False)
    assert killed.returncode == -9
    assert (tmp_path / "out").read_text() == "earlier"
    (left,) = {path.name for path in tmp_path.iterdir()} - {"out"}
    assert re.fullmatch(r"\.newsevents-[0-9a-f]{16}\.part", left)  # as the page on hostile input says
    write_file(tmp_path / "out", b"new")
    assert contents(tmp_path) == {"out": "new", left: "half"}


def test_what_fails_otherwise_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> None:
        with new_file(tmp_path / "out"):
            raise OSError("no more room")

    with pytest.raises(OSError, match="no more room") as caught:
        nameless()
    assert caught.value.filename is None

    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(13, "not allowed", str(target))

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError), new_folder(tmp_path / "tables", NAMES):
        pass
    assert contents(tmp_path) == {}
