"""The command ``newsevents convert``: from the files of one format to those of another."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import newsevents
from newsevents import load_seed, loads, write_jsonl
from newsevents.cli import main
from newsevents.formats import FOLDERS, FORMATS, Format, Shape
from newsevents.formats.ftm import to_ftm
from newsevents.formats.graphs import to_dot, to_mermaid
from newsevents.formats.jsonld import from_jsonld, to_jsonld
from newsevents.formats.ninjs import to_ninjs
from newsevents.formats.plover import POLECAT_COLUMNS, to_plover, to_polecat
from newsevents.formats.text import summary

from .example import BUNDLE

SEED = load_seed()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a bundle, and with a JSON Lines file of several, one of which is bad."""
    newsevents.dump(SEED, tmp_path / "one.json")
    write_jsonl([SEED, BUNDLE], tmp_path / "many.jsonl")
    (tmp_path / "bad.jsonl").write_bytes((tmp_path / "many.jsonl").read_bytes() + b"{}\n")
    return tmp_path


def convert(capsys: pytest.CaptureFixture[str], path: Path, *args: str | Path) -> tuple[int, str, str]:
    """The exit code, the output and the errors of the command."""
    try:
        code = main(["convert", str(path), "--to", *map(str, args)])
    except SystemExit as stop:
        code = stop.code  # type: ignore[assignment]
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_offers_every_format(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = convert(capsys, folder / "one.json", "word")
    assert code == 2
    assert all(f"'{name}'" in err for name in FORMATS)


DOCS = Path(__file__).parents[1] / "docs"


def test_the_table_of_formats_tells_what_the_command_writes() -> None:
    listed: dict[str, str] = {}
    for line in (DOCS / "formats/index.md").read_text("utf-8").splitlines():
        if line.startswith("| ["):
            page = (DOCS / "formats" / line.partition("](")[2].partition(")")[0]).resolve()
            cells = line.strip("| ").split("|")
            listed |= dict.fromkeys(re.findall("`(.*?)`", cells[-1]), page.relative_to(DOCS.resolve()).as_posix())
            assert page.exists()
    assert listed == {name: format.page for name, format in FORMATS.items()}


@pytest.mark.parametrize(("name", "format"), FORMATS.items(), ids=FORMATS)
def test_every_format_is_written(name: str, format: Format, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if name in FOLDERS or name == "polecat":
        pytest.importorskip("pyarrow")
    if name in FOLDERS:
        assert convert(capsys, folder / "one.json", name, "-o", folder / "out")[0] == 0
        return
    code, out, _ = convert(capsys, folder / "one.json", name)
    assert code == 0
    written = format.write(SEED)
    if format.shape is Shape.TEXT:
        assert out == written
    elif format.shape is Shape.DOCUMENT:
        assert json.loads(out) == written
    else:
        assert out.count("\n") > 0


def test_one_bundle_becomes_one_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format, expected in {
        "json": json.loads(newsevents.dumps(SEED)),
        "jsonld": to_jsonld(SEED),
        "ninjs": to_ninjs(SEED),
    }.items():
        code, out, err = convert(capsys, folder / "one.json", format)
        assert (code, json.loads(out), err) == (0, expected, "")
        assert out.startswith("{\n  ")


def test_many_bundles_become_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format, expected in {
        "json": [json.loads(newsevents.dumps(bundle)) for bundle in (SEED, BUNDLE)],
        "jsonl": [json.loads(newsevents.dumps(bundle)) for bundle in (SEED, BUNDLE)],
        "jsonld": [to_jsonld(SEED), to_jsonld(BUNDLE)],
        "ninjs": [to_ninjs(SEED), to_ninjs(BUNDLE)],
        "ftm": [*to_ftm(SEED), *to_ftm(BUNDLE)],
    }.items():
        code, out, err = convert(capsys, folder / "many.jsonl", format)
        assert (code, err) == (0, "")
        assert [json.loads(line) for line in out.splitlines()] == expected


def test_what_plover_has_no_place_for_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = convert(capsys, folder / "one.json", "plover")
    expected = to_plover(SEED)
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == list(expected.events)
    assert err.splitlines() == [
        f"left out: {SEED.article.id}, {skipped.id}: {skipped.reason}" for skipped in expected.skipped
    ]


@pytest.mark.long
def test_polecat_is_a_csv_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert(capsys, folder / "many.jsonl", "polecat", "-o", folder / "events.csv") == (0, "", "")
    with (folder / "events.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0]) == list(POLECAT_COLUMNS)
    expected = [*to_polecat(SEED), *to_polecat(BUNDLE)]
    assert rows == [{name: value or "" for name, value in row.items()} for row in expected]


def test_pictures_and_text_are_of_one_bundle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for format, expected in {"dot": to_dot(SEED), "mermaid": to_mermaid(SEED), "text": summary(SEED)}.items():
        assert convert(capsys, folder / "one.json", format) == (0, expected, "")
        code, out, err = convert(capsys, folder / "many.jsonl", format)
        assert (code, out) == (2, "")
        assert f"{format} shows one bundle, not many" in err


@pytest.mark.long
@pytest.mark.parametrize("format", FOLDERS)
def test_tables_are_a_folder(format: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from newsevents.formats.tables import TABLES

    assert convert(capsys, folder / "many.jsonl", format, "-o", folder / "tables") == (0, "", "")
    names = {path.name for path in (folder / "tables").iterdir()}
    assert names == {f"{name}.{format}" for name in TABLES if format == "parquet" or name != "bundles"}
    for name in ("many.jsonl", "one.json"):
        code, out, err = convert(capsys, folder / name, format)
        assert (code, out) == (2, "")
        assert "name it with -o" in err


@pytest.mark.parametrize("format", ["json", "jsonl", "jsonld", pytest.param("parquet", marks=pytest.mark.long)])
def test_a_format_that_keeps_everything_is_read_back(
    format: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder / ("tables" if format == "parquet" else f"copy.{format}")
    assert convert(capsys, folder / "one.json", format, "-o", target)[0] == 0
    again = target / "bundles.parquet" if format == "parquet" else target
    code, out, _ = convert(capsys, again, "jsonl")
    assert (code, loads(out)) == (0, SEED)


def test_bad_lines_are_told_and_the_others_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = convert(capsys, folder / "bad.jsonl", "jsonl")
    assert code == 1
    assert [loads(line) for line in out.splitlines()] == [SEED, BUNDLE]
    assert {line.partition(",")[0] for line in err.splitlines()} == {"error: line 3"}


@pytest.mark.long
def test_bad_lines_are_told_and_the_others_in_the_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from newsevents.formats.tables import read_bundles

    code, _, err = convert(capsys, folder / "bad.jsonl", "parquet", "-o", folder / "tables", "--json")
    assert code == 1
    assert json.loads(err.splitlines()[0])["line"] == 3
    assert list(read_bundles(folder / "tables" / "bundles.parquet")) == [SEED, BUNDLE]


def test_a_bad_bundle_is_not_converted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.json").write_text('{"format_version": "1.1"}')
    code, out, err = convert(capsys, folder / "bad.json", "jsonld")
    assert (code, out) == (1, "")
    assert "article: [missing-field]" in err
    (folder / "bad.jsonld").write_text("{}")
    code, out, err = convert(capsys, folder / "bad.jsonld", "json")
    assert (code, out) == (1, "")
    assert err.startswith("error: ")


@pytest.mark.long
def test_a_format_for_one_bundle_is_refused_for_tables_of_many(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert convert(capsys, folder / "many.jsonl", "parquet", "-o", folder / "tables")[0] == 0
    code, out, err = convert(capsys, folder / "tables" / "bundles.parquet", "text")
    assert (code, out, err) == (2, "", "newsevents: text shows one bundle, not many\n")


def test_a_missing_extra_is_named(folder: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from newsevents.cli import main; sys.exit(main(sys.argv[1:]))"
    line = [sys.executable, "-c", code, "convert", str(folder / "one.json"), "--to", "csv", "-o", str(folder / "t")]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == 'newsevents: newsevents.formats.tables needs an extra: pip install "newsevents[tables]"\n'


def test_the_json_ld_on_the_screen_is_the_bundle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = convert(capsys, folder / "one.json", "jsonld")
    assert from_jsonld(json.loads(out)) == SEED
