"""The command: its output, the files it writes, and its exit codes."""

from __future__ import annotations

import contextlib
import io
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import newsevents
import newsevents.batch
from newsevents import Draft, diff, dump, dumps, load, load_seed, loads, write_jsonl
from newsevents.cli import main
from newsevents.formats.diff import diff_to_page
from newsevents.formats.page import to_page
from newsevents.seeds import seed_article

from .example import ARTICLE, BUNDLE, DRAFT, TEXT, wire_with, with_record

META = {
    "title": ARTICLE.title,
    "published": "2023-11-15",
    "publisher": "Orin Courier",
    "editors": ["Mia Sol"],
    "language": "en",
    "url": ARTICLE.url,
}
WARNED = with_record("meetings", 0, participant_ids=())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the example's article, draft and bundle, and with faulty files."""
    (tmp_path / "article.txt").write_bytes(TEXT.encode())
    (tmp_path / "meta.json").write_text(json.dumps(META))
    dump(DRAFT, tmp_path / "draft.json")
    dump(BUNDLE, tmp_path / "bundle.json")
    dump(WARNED, tmp_path / "warned.json")
    (tmp_path / "broken.json").write_text(wire_with("actors[5].country", "UK"), "utf-8")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    """The exit code, the output and the errors of a command."""
    try:
        code = main([str(arg) for arg in args])
    except SystemExit as stop:
        code = stop.code  # type: ignore[assignment]
    out, err = capsys.readouterr()
    return code, out, err


def command(*args: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command in its own process."""
    line = [sys.executable, "-m", "newsevents", *map(str, args)]
    return subprocess.run(line, capture_output=True, check=False, **options)


# --- ground


def test_ground_prints_the_bundle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ("ground", folder / "article.txt", folder / "draft.json", "--meta", folder / "meta.json")
    code, out, err = run(capsys, *args)
    assert (code, err) == (0, "")
    assert loads(out) == BUNDLE
    assert out == dumps(BUNDLE, indent=2) + "\n"


def test_ground_writes_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder / "out.json"
    args = ("ground", folder / "article.txt", folder / "draft.json", "--meta", folder / "meta.json", "-o", target)
    assert run(capsys, *args) == (0, "", "")
    assert target.read_bytes() == (folder / "bundle.json").read_bytes()


def test_options_are_surer_than_the_metadata(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.json").write_text("{}")
    files = ("ground", folder / "article.txt", folder / "empty.json", "--meta", folder / "meta.json")
    options = ("--title", "T", "--published", "2020-01-01T09:00:00Z", "--publisher", "P", "--language", "de")
    code, out, _ = run(capsys, *files, *options, "--url", "https://p.example")
    article = loads(out).article
    assert code == 0
    assert (article.title, str(article.published), article.publisher, article.language, article.url) == (
        "T",
        "2020-01-01 09:00:00+00:00",
        "P",
        "de",
        "https://p.example",
    )
    assert article.editors == ("Mia Sol",)


def test_ground_may_leave_the_text_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ("ground", folder / "article.txt", folder / "draft.json", "--meta", folder / "meta.json", "--without-text")
    _, out, _ = run(capsys, *args)
    assert loads(out) == BUNDLE.detach()


def test_ground_prints_warnings_by_the_names_of_the_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "far.txt").write_text("Ana Duarte left.\n\nIt rained.\n\nOfficials said it was safe.")
    speech = {"kind": "say", "speakers": ["Ana Duarte"], "cue": "said", "content": "it was safe"}
    draft = {"actors": [{"name": "Ana Duarte", "kind": "person"}], "statements": [speech]}
    (folder / "far.json").write_text(json.dumps(draft))
    code, out, err = run(capsys, "ground", folder / "far.txt", folder / "far.json")
    assert (code, loads(out).statements[0].cue[0].exact) == (0, "said")
    assert err.startswith("warning: statements[0].speakers: [speaker-away] ")
    assert err.count("\n") == 1
    code, _, err = run(capsys, "ground", folder / "far.txt", folder / "far.json", "--json")
    assert (code, json.loads(err)["path"]) == (0, "statements[0].speakers")


def test_a_draft_that_does_not_fit_prints_every_issue(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "other.txt").write_text("Another article, of Kessia.")
    code, out, err = run(capsys, "ground", folder / "other.txt", folder / "draft.json")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) > 10
    assert "error: statements[0].content[0]: [quote-not-found]" in err


def test_nothing_is_written_where_the_data_is_not_valid(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder / "out.json"
    target.write_text("before")
    code, _, _ = run(capsys, "ground", folder / "latin.txt", folder / "draft.json", "-o", target)
    assert code == 1
    assert target.read_text() == "before"


@pytest.mark.parametrize(
    ("options", "issue"),
    [
        (["--published", "Wednesday"], "article.published: [date-form]"),
        (["--language", "English, US"], "article.language: [language-tag]"),
        (["--url", "courier.example"], "article.url: [url-form]"),
    ],
)
def test_options_are_checked_as_data(
    options: list[str], issue: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "ground", folder / "article.txt", folder / "draft.json", *options)
    assert code == 1
    assert issue in err


@pytest.mark.parametrize("meta", ["[]", '{"colour": "red"}', '"text"'])
def test_metadata_that_is_not_known_is_wrong_usage(meta: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "meta.json").write_text(meta)
    code, out, err = run(
        capsys, "ground", folder / "article.txt", folder / "draft.json", "--meta", folder / "meta.json"
    )
    assert (code, out) == (2, "")
    assert err.startswith("newsevents: ")


@pytest.mark.parametrize("meta", ["{", '{"published": 5}', '{"title": ["a"]}', '{"editors": "Mia"}', '{"id": 5}'])
def test_metadata_of_wrong_types_is_not_valid(meta: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "meta.json").write_text(meta)
    code, _, err = run(capsys, "ground", folder / "article.txt", folder / "draft.json", "--meta", folder / "meta.json")
    assert code == 1
    assert err.startswith("error: ")


# --- check


def test_check_says_nothing_of_a_good_bundle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", folder / "bundle.json") == (0, "", "")


def test_check_prints_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", folder / "broken.json")
    assert (code, err) == (1, "")
    assert out == "error: actors[5].country: [country-code] an ISO 3166-1 alpha-2 code was expected (got 'UK')\n"


def test_check_prints_issues_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", folder / "broken.json", "--json")
    assert (code, err) == (1, "")
    (issue,) = map(json.loads, out.splitlines())
    assert (issue["path"], issue["code"], issue["severity"]) == ("actors[5].country", "country-code", "error")


def test_a_warning_fails_only_where_that_is_wanted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", folder / "warned.json")
    assert (code, err) == (0, "")
    assert out.startswith("warning: meetings[0]: [no-participant]")
    assert run(capsys, "check", folder / "warned.json", "--strict")[0] == 1
    assert run(capsys, "check", folder / "bundle.json", "--strict")[0] == 0


@pytest.mark.parametrize(("ending", "jobs"), [("jsonl", "1"), ("ndjson", "1"), ("JSONL", "2"), ("ndjson", "0")])
def test_check_reads_many_bundles(ending: str, jobs: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / f"many.{ending}"
    write_jsonl([BUNDLE, WARNED], path)
    code, out, err = run(capsys, "check", path, "-j", jobs)
    assert (code, err) == (0, "")
    assert out.startswith("warning: ")
    assert run(capsys, "check", path, "--strict", "-j", jobs)[0] == 1
    with path.open("ab") as stream:
        stream.write(b"{\n\n" + wire_with("actors[5].country", "UK").encode())
    code, out, err = run(capsys, "check", path, "--json", "--jobs", jobs)
    assert (code, err) == (1, "")
    issues = [json.loads(line) for line in out.splitlines()]
    assert [issue["code"] for issue in issues] == ["no-participant", "json", "country-code"]
    assert [issue.get("line") for issue in issues] == [2, 3, 5]


@pytest.mark.parametrize("format", ["jsonl", "plover", pytest.param("polecat", marks=pytest.mark.long)])
def test_convert_writes_the_same_with_any_number_of_processes(
    format: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_jsonl([BUNDLE, WARNED] * 50, folder / "many.jsonl")
    with (folder / "many.jsonl").open("ab") as stream:
        stream.write(b"{\n" + wire_with("actors[5].country", "UK").encode() + b"\n" + dumps(BUNDLE).encode())
    code, out, err = run(capsys, "convert", folder / "many.jsonl", "--to", format)
    assert (code, "error: line 101: [json]" in err, "error: line 102, actors[5]" in err) == (1, True, True)
    assert out.count("\n") > 100
    assert run(capsys, "convert", folder / "many.jsonl", "--to", format, "-j", "2") == (code, out, err)


# --- show


def test_show_prints_a_summary_of_who_and_what(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "show", folder / "bundle.json", "--width", "100")
    assert (code, err) == (0, "")
    assert out.startswith("Ministers clash over the Lake Orin dam\nOrin Courier, 2023-11-15, en, edited by Mia Sol, ")
    for words in (
        "\n\nActors (8)\n",
        "  Ana Duarte (person) · also: Duarte · roles: foreign minister of Veldora\n",
        "River Watch (ngo) · country: NL",
        "Statements (5)\n  1. Ana Duarte: criticize to Tomas Brandt, about Kessia\n",
        "when: “Tuesday”: 2023-11-14",
        "where: Port Lys",
        "talks in Port Lys: Ana Duarte and Tomas Brandt (talks, held)",
        "Kessia, alleged by River Watch (unverified)",
        "certainty: probable\n     hedged by: “probably”",
        "quantities: “over 300\u00a0homes”: at least 300 homes",
        "the ministry’s statement → a letter by engineers",
    ):
        assert words in out
    assert max(map(len, out.splitlines())) <= 100


def test_show_tells_where_the_words_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "show", folder / "bundle.json", "--spans", "--width", "110")
    assert (code, err) == (0, "")
    at = BUNDLE.meetings[0].when.span  # type: ignore[union-attr]
    assert f"when: “Tuesday” [{at.start}:{at.end}]: 2023-11-14" in out  # type: ignore[union-attr]
    for record in (BUNDLE.statements[2], BUNDLE.allegations[1]):
        assert f"{record.content[0].exact} [{record.content[0].start}:{record.content[0].end}]" in out
        assert f"evidence: [{record.evidence[0].start}:{record.evidence[0].end}]" in out
    mentions = ", ".join(f"[{one.start}:{one.end}]" for one in BUNDLE.actors[5].mentions)
    assert f"mentions: {mentions}" in " ".join(out.split())
    assert "[" not in run(capsys, "show", folder / "bundle.json")[1]


def test_show_keeps_to_the_width(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for width in ("60", "1", "-5", "0"):
        code, out, _ = run(capsys, "show", folder / "bundle.json", "--width", width)
        assert code == 0
        if width in ("60", "1", "-5"):
            assert max(map(len, out.splitlines())) <= max(int(width), 40)


def test_show_says_what_is_wrong_with_a_bundle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "show", folder / "broken.json")
    assert (code, out) == (1, "")
    assert "[country-code]" in err


def test_show_writes_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "show", folder / "bundle.json", "--html", folder / "page.html") == (0, "", "")
    assert (folder / "page.html").read_bytes() == to_page(BUNDLE).encode()


# --- diff


def test_diff_says_what_differs_and_exits_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "diff", folder / "bundle.json", folder / "warned.json")
    assert (code, out, err) == (1, f"{diff(BUNDLE, WARNED)}\n", "")
    code, out, err = run(capsys, "diff", folder / "bundle.json", folder / "bundle.json")
    assert (code, out, err) == (0, f"{diff(BUNDLE, BUNDLE)}\n", "")


def test_diff_writes_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    args = ("diff", folder / "bundle.json", folder / "warned.json", "--html", folder / "page.html")
    assert run(capsys, *args) == (1, "", "")
    assert (folder / "page.html").read_bytes() == diff_to_page(diff(BUNDLE, WARNED)).encode()


def test_diff_refuses_bundles_of_two_texts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump(load_seed(), folder / "seed.json")
    code, out, err = run(capsys, "diff", folder / "bundle.json", folder / "seed.json")
    assert (code, out) == (1, "")
    assert "error: article.sha256: [digest]" in err


# --- schema and seed


@pytest.mark.parametrize(("args", "bundle"), [((), True), (("bundle",), True), (("draft",), False)])
def test_schema_prints_a_schema_that_the_example_keeps(
    args: tuple[str, ...], bundle: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "schema", *args)
    assert (code, err) == (0, "")
    schema = json.loads(out)
    Draft202012Validator.check_schema(schema)
    assert schema == newsevents.json_schema("bundle" if bundle else "draft")
    Draft202012Validator(schema).validate(json.loads(dumps(BUNDLE if bundle else DRAFT)))


def test_seed_prints_the_bundle_the_draft_or_the_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert loads(run(capsys, "seed")[1]) == load_seed()
    assert Draft.from_json(run(capsys, "seed", "draft")[1])
    assert run(capsys, "seed", "article") == (0, seed_article().text, "")
    target = tmp_path / "seed.json"
    assert run(capsys, "seed", "bundle", "--output", target) == (0, "", "")
    assert load(target) == load_seed()


def test_the_seed_is_written_byte_for_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "seed", "article", "-o", tmp_path / "article.txt")
    assert (tmp_path / "article.txt").read_bytes().decode() == seed_article().text


# --- failures


@pytest.mark.parametrize(
    "args",
    [
        ["ground", "none.txt", "none.json"],
        ["check", "none.json"],
        ["check", "none.jsonl"],
        ["show", "none.json"],
        ["show", "."],
        ["seed", "-o", "none/none.json"],
        ["schema", "-o", "."],
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    args: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    code, out, err = run(capsys, *args)
    assert (code, out) == (2, "")
    assert err.startswith("newsevents: ")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["none"],
        ["check"],
        ["schema", "article"],
        ["show", "a", "--width", "wide"],
        ["check", "a", "--colour"],
        ["check", "a", "-j", "-1"],
        ["convert", "a", "--to", "ftm", "-j", "x"],
    ],
)
def test_wrong_usage_is_told(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *args)
    assert (code, out) == (2, "")
    assert err.startswith("usage: newsevents")


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert all(name in out for name in ("ground", "check", "show", "schema", "seed", "exit codes: 0"))
    assert run(capsys, "--version")[:2] == (0, f"newsevents {newsevents.__version__}\n")


def test_a_file_that_is_not_utf8_is_not_valid(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "latin.json").write_bytes(b'{"article": "caf\xe9"}')
    for args in (["ground", folder / "latin.txt", folder / "draft.json"], ["show", folder / "latin.json"]):
        code, _, err = run(capsys, *args)
        assert code == 1
        assert "[encoding]" in err


@pytest.mark.parametrize(
    ("end", "code", "told"),
    [
        (ChildProcessError("one of the processes was killed"), 2, "newsevents: one of the processes was killed\n"),
        (KeyboardInterrupt(), 130, "\nnewsevents: interrupted\n"),
    ],
)
def test_a_process_that_was_killed_and_an_interrupt_are_told_in_a_line(
    end: BaseException,
    code: int,
    told: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def ended(*_: object, **__: object) -> None:
        raise end

    monkeypatch.setattr(newsevents.batch, "map_in_order", ended)
    write_jsonl([BUNDLE], folder / "many.jsonl")
    assert run(capsys, "check", folder / "many.jsonl") == (code, "", told)


def test_a_missing_extra_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (folder / "page.html").write_text("<p>It rained.</p>")
    code, out, err = run(capsys, "extract", folder / "page.html")
    assert (code, out) == (2, "")
    assert 'pip install "newsevents[html]"' in err


def test_the_output_may_be_any_stream(folder: Path) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(["show", str(folder / "bundle.json")]) == 0
    assert "Statements (" in out.getvalue()


def test_a_reader_that_is_gone_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

        def flush(self) -> None:
            raise BrokenPipeError

    err = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out := Gone())
    monkeypatch.setattr(sys, "stderr", err)
    assert main(["seed"]) == 141
    assert out.closed  # so that Python does not try again at exit
    assert err.getvalue() == ""


# --- as a process


def test_the_command_runs_as_a_module(folder: Path) -> None:
    done = command("ground", "article.txt", "draft.json", "--meta", "meta.json", cwd=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (folder / "bundle.json").read_bytes().replace(b"\n", os.linesep.encode())
    done = command("check", "broken.json", cwd=folder)
    assert done.returncode == 1
    assert command("check", "none.json", cwd=folder).returncode == 2


def test_the_module_ends_with_the_code_of_the_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["newsevents", "check", str(folder / "broken.json")])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("newsevents", run_name="__main__")
    assert stop.value.code == 1
    assert "[country-code]" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252:strict", "utf-16"])
def test_the_output_is_utf8_whatever_the_terminal_says(encoding: str, folder: Path) -> None:
    env = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = command("show", "bundle.json", "--width", "100", cwd=folder, env=env)
    assert done.returncode == 0
    assert "“a threat to every farmer downstream”" in done.stdout.decode()
    (folder / "broken.json").write_text(wire_with("actors[0].kind", "État 国\ud800"), "utf-8", "surrogatepass")
    (folder / "half.json").write_bytes(wire_with("actors[0].name", "X").replace('"X"', r'"国\ud800"').encode())
    done = command("check", "half.json", cwd=folder, env=env)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "国" in done.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("args", [["seed"], ["schema"], ["seed", "article"]])
def test_a_reader_that_has_had_enough_is_told_nothing(args: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        line = [sys.executable, "-m", "newsevents", *args]
        env = os.environ | {"PYTHONUNBUFFERED": ""}  # buffers are flushed at exit
        done = subprocess.run(line, stdout=write, stderr=subprocess.PIPE, check=False, env=env)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


# --- extract


def test_extract_prints_a_bundle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "extract", folder / "article.txt", "--published", "2023-11-15")
    assert (code, err) == (0, "")
    bundle = loads(out)
    assert bundle.article.text == TEXT
    assert bundle.statements


def test_extract_shows_a_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "extract", folder / "article.txt", "--published", "2023-11-15", "--show")
    assert code == 0
    assert "Statements (" in out


def test_extract_refuses_what_is_not_english(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "extract", folder / "article.txt", "--language", "fr")
    assert (code, out) == (1, "")
    assert "only English" in err


def test_extract_reads_a_web_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Ana Lima said that the bridge was safe. " * 8
    (folder / "page.html").write_text(f"<html lang=en><title>Bridge</title><article><h1>Bridge</h1><p>{text}</article>")
    code, out, err = run(capsys, "extract", folder / "page.html", "--published", "2024-05-17")
    assert (code, err) == (0, "")
    assert (loads(out).article.title, str(loads(out).article.published)) == ("Bridge", "2024-05-17")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_extract_reads_many_articles_and_leaves_out_bad_lines(folder: Path, jobs: str) -> None:
    lines = [{"text": f"Ana Lima said number {number} was safe.", "date": "2023-11-15"} for number in range(40)]
    lines[7] = {"title": "no text"}
    lines[9] = {"text": "Мост безопасен, сказал мэр."}
    (folder / "in.jsonl").write_text("\n\n".join(map(json.dumps, lines)), "utf-8")
    done = command("extract", "--jsonl", folder / "in.jsonl", "-o", folder / "out.jsonl", "-j", jobs, "--json")
    assert done.returncode == 1
    issues = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(issue["line"], issue["code"]) for issue in issues] == [(15, "missing-field"), (19, "not-english")]
    bundles = list(newsevents.read_jsonl(folder / "out.jsonl"))
    assert len(bundles) == 38
    assert bundles[0].statements[0].content[0].exact == "number 0 was safe"


def test_extract_reads_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = folder / "many"
    many.mkdir()
    (many / "b.txt").write_text("Ana Lima said the bridge was safe.", encoding="utf-8")
    (many / "a.txt").write_bytes(b"\xff")
    (many / "c.html").write_text(
        f"<html><body><p>{'Rui Costa said it was old. ' * 9}</p></body></html>", encoding="utf-8"
    )
    (many / "notes.pdf").write_bytes(b"")
    code, out, err = run(capsys, "extract", many, "--published", "2024-05-17")
    bundles = [loads(line) for line in out.splitlines()]
    assert (code, [bundle.article.id for bundle in bundles]) == (1, ["article:b.txt", "article:c.html"])
    assert {str(bundle.article.published) for bundle in bundles} == {"2024-05-17"}
    assert f"error: {many / 'a.txt'}: article.text: [encoding] the file is not UTF-8: byte 0 is 0xff" in err
    assert "because their names do not end like those of articles: notes.pdf\n" in err
    assert err.endswith("newsevents: 3 articles: 2 bundles, 1 refused\n")


def test_extract_leaves_out_what_rules_found_that_are_seldom_right(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "extract", folder / "article.txt", "--at-least", "1", "--analyser", "builtin")
    assert (code, loads(out).statements) == (0, ())


@pytest.mark.parametrize("share", ["2", "-0.5", "half", "nan", "1e-3", ""])
def test_a_share_is_a_number_from_0_to_1(share: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "extract", folder / "article.txt", f"--at-least={share}")
    assert code == 2
    assert "a number from 0 to 1 was expected" in err


def test_an_analyser_that_is_not_known_is_wrong_usage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "extract", folder / "article.txt", "--analyser", "stanza")
    assert code == 2
    assert "spacy:MODEL" in err


def test_explain_tells_why_a_word_is_not_trusted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "Ana Lima did not say that the bridge was safe."
    code, out, _ = run(capsys, "explain", sentence)
    assert (code, out.splitlines()[-1]) == (0, "say          statement that  negated: said not to be so")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sentence.encode())))
    assert run(capsys, "explain", "-", "--analyser", "builtin") == (0, out, "")


def test_explain_refuses_what_is_not_english(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "explain", "Президент сказал, что мост безопасен.")
    assert code == 1
    assert err.startswith("newsevents: only English is read")


def test_extract_writes_many_bundles_to_the_screen(folder: Path) -> None:
    (folder / "in.jsonl").write_text('{"body": "Ana Lima said it was safe.", "doc": "a b"}', "utf-8")
    done = command("extract", "--jsonl", folder / "in.jsonl")
    assert (done.returncode, done.stderr) == (0, b"newsevents: 1 article: 1 bundle, 0 refused\n")
    assert loads(done.stdout).article.id == "article:a-b"


@pytest.mark.parametrize("terminal", [True, False])
def test_on_a_terminal_extract_counts_the_articles(
    terminal: bool, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    lines = ['{"text": "Ana Lima said it was safe."}', "{}", '{"text": "Ana Lima said it was good."}']
    (folder / "in.jsonl").write_text("\n".join(lines), "utf-8")
    code, out, err = run(capsys, "extract", "--jsonl", folder / "in.jsonl")
    assert (code, len(out.splitlines())) == (1, 2)
    assert err.endswith("newsevents: 3 articles: 2 bundles, 1 refused\n")
    assert ("error: line 2, text: " in err, "\r" in err, "2 articles: 1 bundle, 1 refused" in err) == (
        True,
        terminal,
        terminal,
    )


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x9b2J", "\u202e", "\nerror: forged"])
def test_no_word_of_the_data_steers_the_screen(evil: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evidence = [{"start": 0, "end": 1, "exact": "x"}]
    chain = [
        {"id": f"source:a{evil}", "kind": "report", "via_id": "source:b", "evidence": evidence},
        {"id": "source:b", "kind": "report", "via_id": f"source:a{evil}", "evidence": evidence},
    ]
    article = {"id": "article:x", "sha256": "0" * 64}
    file = tmp_path / "evil.json"
    file.write_text(json.dumps({"format_version": "1.0", "article": article, "sources": chain}))
    meta = tmp_path / "meta.json"
    meta.write_text(json.dumps({evil: 1}))
    assert main(["check", str(file)]) == 1
    assert main(["check", str(file), "--json"]) == 1
    with contextlib.suppress(SystemExit):
        main(["extract", str(file), "--meta", str(meta)])
    assert main(["show", f"no such file{evil}"]) == 2
    assert main(["check", str(file), f"a file too many{evil}"]) == 2
    assert main([f"no such command{evil}"]) == 2
    assert evil not in capsys.readouterr().err
