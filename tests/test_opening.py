"""How the command recognises files: by name and first bytes, without guessing at what cannot be news."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from newsevents import dump, dumps, loads, write_jsonl
from newsevents.cli import main
from newsevents.cli.opening import Kind, Refused, opened
from newsevents.formats.jsonld import to_jsonld

from .example import BUNDLE, DRAFT

TEXT = "Ana Lima said the bridge was safe."
ARTICLE = {"text": TEXT, "published": "2024-05-17"}
PAGE = f"<!DOCTYPE html><html lang=en><title>Bridge</title><article><p>{TEXT * 9}</article></html>"


def run(capsys: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    code = main([str(arg) for arg in args])
    out, err = capsys.readouterr()
    return code, out, err


def kind_of(path: Path) -> Kind:
    with opened(str(path)) as source:
        return source.kind


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", TEXT)
    return stream.getvalue()


# --- recognised types


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", TEXT, Kind.TEXT),
        ("a.md", TEXT, Kind.TEXT),
        ("a", TEXT, Kind.TEXT),
        ("a.2024", TEXT, Kind.TEXT),
        ("up 3.5 percent in May", TEXT, Kind.TEXT),
        ("a.txt", "", Kind.TEXT),
        ("a.txt", "[Update] Ana Lima said so.", Kind.TEXT),
        ("a.txt", "{Lisbon} Ana Lima said so.", Kind.TEXT),
        ("a.txt", "<b>Ana Lima</b> said so.", Kind.TEXT),
        ("a.txt", PAGE, Kind.PAGE),
        ("a", "\ufeff <!-- a --> <!-- b -->\n<HTML>", Kind.PAGE),
        ("a", '<?xml version="1.0"?><html xmlns="x">', Kind.PAGE),
        ("a.htm", TEXT, Kind.PAGE),
        ("A.HTML", TEXT, Kind.PAGE),
        ("a.json", '{\n "text": "x"}', Kind.JSON),
        ("a.json", TEXT, Kind.JSON),
        ("a.json", "", Kind.JSON),
        ("a", '{"text": "x"}', Kind.JSON),
        ("a.txt", '{"text": "x"}', Kind.JSON),
        ("a", '[{"text": "x"}]', Kind.JSON),
        ("a", '{"text": "x"}\n\n{"text": "y"}', Kind.LINES),
        ("a.json", '\n{"text": "x"}\r\n{"text": "y"}', Kind.LINES),
        ("a.jsonl", '{"text": "x"}', Kind.LINES),
        ("a.NDJSON", "", Kind.LINES),
        ("a.jsonl", '{\n "text": "x"}', Kind.JSON),
        ("a", "PAR1", Kind.PARQUET),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_known_by_its_name_and_first_bytes(
    name: str, data: str, kind: Kind, packed: bool, tmp_path: Path
) -> None:
    path = tmp_path / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(data.encode()) if packed else data.encode())
    with opened(str(path)) as source:
        assert (source.kind, source.stream.read()) == (kind, data.encode())


OTHERS = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3",
    "an RTF": b"{\\rtf1\\ansi Ana}",
    "an old Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "a PNG": b"\x89PNG\r\n\x1a\n",
    "a JPEG": b"\xff\xd8\xff\xe0",
    "a GIF": b"GIF89a",
    "a TIFF": b"II*\0",
    "an image, a sound": b"RIFF\x04\0\0\0WEBP",
    "a sound": b"ID3\x03",
    "a sound or a video": b"OggS",
    "a zip": zipped(),
    "a 7z": b"7z\xbc\xaf\x27\x1c",
    "a RAR": b"Rar!\x1a\x07",
    "a tar": b"a.txt".ljust(257, b"\0") + b"ustar",
    "compressed with bzip2": b"BZh91AY",
    "compressed with xz": b"\xfd7zXZ\0",
    "compressed with Zstandard": b"\x28\xb5\x2f\xfd",
    "compressed with gzip twice": gzip.compress(b""),
    "an SQLite": b"SQLite format 3\0",
    "a program": b"\x7fELF\x02",
    "XML": b'<?xml version="1.0"?><rss version="2.0">',
    "UTF-16 without": TEXT.encode("utf-16-le"),
    "UTF-16 without a byte order mark": TEXT.encode("utf-16-be"),
    "binary data": b"Ana\0Lima said so, and so, and so",
}


@pytest.mark.parametrize(("what", "data"), OTHERS.items(), ids=OTHERS)
@pytest.mark.parametrize("command", ["extract", "check"])
def test_what_is_not_read_is_refused(
    what: str, data: bytes, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (tmp_path / "a", tmp_path / "a.txt"):
        path.write_bytes(gzip.compress(data) if "gzip" in what else data)
        code, out, err = run(capsys, command, path)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert err.startswith(f"error: {path}: [")
        assert f"this seems to be {what}" in err
        assert "; " in err  # what to do


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.py", "a.docx", "a.csv.gz"])
def test_a_text_by_another_name_is_not_read_as_news(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(f"title,text\nBridge,{TEXT}\n")
    code, out, err = run(capsys, "extract", tmp_path / name)
    assert (code, out) == (2, "")
    assert "rename it to end in .txt" in err


def test_a_table_by_its_name_alone_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.parquet").write_text(TEXT)
    assert "this is not a Parquet file" in run(capsys, "check", tmp_path / "a.parquet")[2]


def test_utf_16_with_its_mark_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for encoding in ("utf-16", "utf-16-be"):
        mark = "" if encoding == "utf-16" else "\ufeff"
        (tmp_path / "a.txt").write_bytes((mark + TEXT).encode(encoding))
        code, out, _ = run(capsys, "extract", tmp_path / "a.txt")
        assert (code, loads(out).article.text) == (0, TEXT)
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16") + b"\xd8")
    assert "not UTF-16" in run(capsys, "extract", tmp_path / "a.txt")[2]


@pytest.mark.parametrize("cut", [5, 40, 60])
def test_a_file_of_gzip_that_is_cut_short_is_told(cut: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"".join(b"%d " % number for number in range(90_000)))[:-cut])
    code, out, err = run(capsys, "extract", path)
    assert (code, out) == (2, "")
    assert err.startswith(f"newsevents: {path}: the compressed data is damaged or cut short (")


def test_a_document_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from newsevents.wire import limits

    monkeypatch.setattr(limits, "DEFAULT", limits.Limits(length=10))
    (tmp_path / "a.txt").write_text(TEXT)
    with opened(str(tmp_path / "a.txt")) as source, pytest.raises(Refused) as caught:
        source.read()
    assert [issue.code for issue in caught.value.issues] == ["too-long"]


# --- the standard input


def give(monkeypatch: pytest.MonkeyPatch, data: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))


@pytest.mark.parametrize("data", [TEXT, PAGE, json.dumps(ARTICLE), f"{json.dumps(ARTICLE)}\n{json.dumps(ARTICLE)}"])
def test_articles_are_read_from_the_standard_input(
    data: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, data)
    code, out, _ = run(capsys, "extract", "-")
    lines = out.splitlines()
    assert code == 0
    for text in lines if len(lines) == 2 else [out]:
        assert TEXT in (loads(text).article.text or "")


@pytest.mark.parametrize("command", [["check"], ["show"], ["convert", "--to", "jsonl"], ["diff", "bundle.json"]])
def test_bundles_are_read_from_the_standard_input(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    dump(BUNDLE, "bundle.json")
    for data in (dumps(BUNDLE), dumps(BUNDLE, indent=2)):
        give(monkeypatch, data)
        assert (run(capsys, *command, "-")[0]) == 0


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(capsys, "extract", "-") == (2, "", "newsevents: the standard input is closed\n")


# --- the wrong type of file


@pytest.fixture
def things(tmp_path: Path) -> dict[str, Path]:
    paths = {name: tmp_path / f"{name}.json" for name in ("bundle", "draft", "article", "linked", "list")}
    dump(BUNDLE, paths["bundle"])
    dump(DRAFT, paths["draft"])
    paths["article"].write_text(json.dumps(ARTICLE))
    paths["linked"].write_text(json.dumps(to_jsonld(BUNDLE)))
    paths["list"].write_text(json.dumps([ARTICLE]))
    paths |= {"text": tmp_path / "a.txt", "page": tmp_path / "a.html", "lines": tmp_path / "a.jsonl"}
    paths["text"].write_text(TEXT)
    paths["page"].write_text(PAGE)
    write_jsonl([BUNDLE, BUNDLE], paths["lines"])
    return paths


@pytest.mark.parametrize(
    ("command", "given", "told"),
    [
        ("extract", "bundle", "a bundle, but an article was expected; newsevents show"),
        ("extract", "draft", "a draft, but an article was expected; newsevents ground"),
        ("extract", "lines", "a bundle, but an article was expected"),
        ("extract", "list", "a list, but an article was expected; write one object on each line"),
        ("extract", "linked", "JSON-LD, but an article was expected"),
        ("check", "article", "an article, but a bundle was expected; newsevents extract"),
        ("check", "text", "text, but a bundle was expected; newsevents extract"),
        ("check", "page", "a web page, but a bundle was expected; newsevents extract"),
        ("check", "draft", "a draft, but a bundle was expected; newsevents ground"),
        ("show", "lines", "JSON Lines, but a bundle was expected; give a file with one of its lines"),
        ("show", "list", "a list, but a bundle was expected"),
        ("convert --to json", "article", "an article, but a bundle was expected"),
        ("diff", "article text", "an article, but a bundle was expected"),
        ("ground", "bundle draft", "a bundle, but an article was expected"),
        ("ground", "text article", "an article, but a draft was expected"),
        ("ground", "text bundle", "a bundle, but a draft was expected"),
    ],
)
def test_one_thing_given_for_another_is_told_as_such(
    command: str, given: str, told: str, things: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *command.split(), *(things[name] for name in given.split()))
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert f"this seems to be {told}" in err


def test_bundles_in_json_ld_are_taken_by_every_command(
    things: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "diff", things["bundle"], things["linked"])[0] == 0
    code, out, _ = run(capsys, "convert", things["linked"], "--to", "json")
    assert (code, loads(out)) == (0, BUNDLE)


def test_what_is_wrong_with_a_bundle_is_told_with_its_file(
    things: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    things["article"].write_text('{"format_version": "1.1"}')
    code, out, err = run(capsys, "diff", things["bundle"], things["article"])
    assert (code, out) == (1, "")
    assert err.startswith(f"error: {things['article']}: article: [missing-field]")
    assert json.loads(run(capsys, "diff", things["bundle"], things["article"], "--json")[2])["file"] == str(
        things["article"]
    )


@pytest.mark.long
def test_a_table_of_bundles_is_checked(things: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    folder = things["text"].parent / "tables"
    assert run(capsys, "convert", things["lines"], "--to", "parquet", "-o", folder)[0] == 0
    assert run(capsys, "check", folder / "bundles.parquet") == (0, "", "")
    assert "column with this name" in run(capsys, "check", folder / "actors.parquet")[1]
    packed = folder / "bundles.parquet.gz"
    packed.write_bytes(gzip.compress((folder / "bundles.parquet").read_bytes()))
    assert "an uncompressed file" in run(capsys, "check", packed)[2]


# --- articles


def read(capsys: pytest.CaptureFixture[str], *args: str | Path) -> list[Any]:
    code, out, _ = run(capsys, "extract", *args)
    assert code == 0
    return [loads(line).article for line in out.splitlines()] if not out.startswith("{\n") else [loads(out).article]


def test_an_article_in_json_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ARTICLE | {"publisher": "P", "id": "a b"}))
    (article,) = read(capsys, tmp_path / "a.json", "--publisher", "Q")
    assert (article.id, article.text, str(article.published), article.publisher) == (
        "article:a-b",
        TEXT,
        "2024-05-17",
        "Q",
    )


def test_an_item_of_ninjs_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"uri": "https://e.org/1", "headline": "Rain", "body_text": TEXT}))
    (article,) = read(capsys, tmp_path / "a.json", "--published", "2024-05-17")
    assert (article.title, article.text, str(article.published)) == ("Rain", TEXT, "2024-05-17")


def test_metadata_is_told_of_every_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(f"{json.dumps({'body': TEXT})}\n".encode() * 2))
    (tmp_path / "meta.json").write_text(json.dumps({"publisher": "P", "editors": ["Mia"], "id": "article:x"}))
    found = read(capsys, tmp_path / "a.jsonl.gz", "--meta", tmp_path / "meta.json", "--language", "en")
    assert [(one.publisher, one.editors, one.language) for one in found] == [("P", ("Mia",), "en")] * 2
    assert "article:x" not in [one.id for one in found]


def test_files_of_every_kind_are_read_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "many").mkdir()
    for name, text in {"b.txt": TEXT, "a.json": json.dumps(ARTICLE), "c.html": PAGE, ".hidden.txt": TEXT}.items():
        (tmp_path / "many" / name).write_text(text)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "d.jsonl").write_text(f"{json.dumps(ARTICLE | {'id': '1'})}\n{json.dumps(ARTICLE | {'id': '2'})}")
    many, one = tmp_path / "many", tmp_path / "b.txt"
    ids = ["a.json", many / "b.txt", "c.html", one, "1", "2"]  # by the name, if no other file has it
    for jobs in ("1", "2"):
        found = read(capsys, many, one, tmp_path / "d.jsonl", "-j", jobs)
        assert [article.id for article in found] == [f"article:{id}" for id in ids]


def test_a_file_that_cannot_be_used_is_one_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    code, out, err = run(capsys, "extract", *(tmp_path / f"{name}.txt" for name in "abc"))
    assert (code, len(out.splitlines())) == (1, 1)
    assert f"error: {tmp_path / 'b.txt'}: [type] this seems to be a PDF document" in err
    assert f"error: {tmp_path / 'c.txt'}: [type] the file cannot be read: No such file" in err
    assert err.endswith("newsevents: 3 articles: 1 bundle, 2 refused\n")


@pytest.mark.parametrize("options", [["--show"], ["--to", "text"], ["--to", "dot"]])
def test_what_shows_one_bundle_shows_not_many(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert "shows one bundle, not many" in run(capsys, "extract", tmp_path, *options)[2]


@pytest.mark.parametrize("to", ["json", "ftm", "jsonld"])
def test_bundles_are_written_in_another_format_at_once(
    to: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name in ("a.txt", "b.txt"):
        (articles / name).write_text(TEXT)
    for read, bundles in ((articles / "a.txt", tmp_path / "one.json"), (articles, tmp_path / "many.jsonl")):
        assert run(capsys, "extract", read, "-o", bundles)[0] == 0
        _, expected, _ = run(capsys, "convert", bundles, "--to", to)
        assert run(capsys, "extract", read, "--to", to)[:2] == (0, expected)
        assert run(capsys, "extract", read, "--to", to, "-o", tmp_path / "out")[0] == 0
        assert (tmp_path / "out").read_text("utf-8") == expected
