"""JSON Lines: many bundles, one at a time, whatever single lines contain."""

from __future__ import annotations

import gc
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from newsevents import Bundle, BundleError, dumps, load_jsonl, read_jsonl, write_jsonl

from .example import BUNDLE, wire_with

LINE = dumps(BUNDLE).encode()
OTHER = attrs.evolve(BUNDLE, generator=None)
BROKEN = wire_with("actors[5].country", "UK").encode()


def read(data: bytes, **options: Any) -> tuple[list[Bundle], list[tuple[int | None, str, str]]]:
    """The bundles in a stream, and the line, the path and the code of each issue."""
    errors: list[BundleError] = []
    bundles = list(read_jsonl(io.BytesIO(data), on_error=errors.append, **options))
    return bundles, [(issue.line, issue.path, issue.code) for error in errors for issue in error.issues]


def test_bundles_come_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "bundles.jsonl"
    assert write_jsonl([BUNDLE, OTHER, BUNDLE], path) == 3
    assert path.read_bytes() == LINE + b"\n" + dumps(OTHER).encode() + b"\n" + LINE + b"\n"
    assert list(read_jsonl(path)) == list(read_jsonl(str(path))) == [BUNDLE, OTHER, BUNDLE]


def test_nothing_written_is_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "bundles.jsonl"
    path.write_bytes(b"before")
    assert write_jsonl([], path) == 0
    assert path.read_bytes() == b""
    assert list(read_jsonl(path)) == []


@pytest.mark.parametrize("collecting", [True, False])
def test_all_of_a_file_may_be_loaded_and_the_garbage_collector_is_left_as_it_was(
    collecting: bool, tmp_path: Path
) -> None:
    path = tmp_path / "bundles.jsonl"
    write_jsonl([BUNDLE, OTHER], path)
    before = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        assert load_jsonl(path) == [BUNDLE, OTHER]
        with pytest.raises(BundleError):
            load_jsonl(io.BytesIO(BROKEN))
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()


def test_any_other_way_with_errors_is_refused() -> None:
    with pytest.raises(TypeError, match="'skip'"):
        list(read_jsonl(io.BytesIO(LINE), on_error="skip"))  # type: ignore[arg-type]


def test_a_text_with_line_ends_of_every_kind_stays_on_one_line() -> None:
    bundle = attrs.evolve(BUNDLE, article=attrs.evolve(BUNDLE.article, title="a\nb\r\nc\u2028d\x85e"))
    stream = io.BytesIO()
    write_jsonl([bundle, bundle], stream)
    assert stream.getvalue().count(b"\n") == 2
    assert read(stream.getvalue()) == ([bundle, bundle], [])


def test_a_stream_stays_open() -> None:
    stream = io.BytesIO()
    write_jsonl([BUNDLE], stream)
    stream.seek(0)
    assert list(read_jsonl(stream)) == [BUNDLE]
    assert not stream.closed


@pytest.mark.parametrize(
    "data",
    [
        LINE + b"\n" + LINE,
        LINE + b"\r\n" + LINE + b"\r\n",
        b"\n\n" + LINE + b"\n  \t\r\n\n" + LINE + b"\n\n",
        b"\xef\xbb\xbf" + LINE + b"\n" + LINE + b"\n",
    ],
    ids=["no final newline", "CRLF", "blank lines", "byte order mark"],
)
def test_line_ends_and_blank_lines_do_not_matter(data: bytes) -> None:
    assert read(data) == ([BUNDLE, BUNDLE], [])


def test_a_bad_line_is_reported_with_its_number_while_the_others_are_read() -> None:
    data = b"\n".join([LINE, BROKEN, b"", b"{", LINE, b"\xff", b"[]"])
    bundles, issues = read(data)
    assert bundles == [BUNDLE, BUNDLE]
    assert issues == [
        (2, "actors[5].country", "country-code"),
        (4, "", "json"),
        (6, "", "encoding"),
        (7, "", "type"),
    ]


def test_a_bad_line_raises_unless_told_otherwise() -> None:
    reader = read_jsonl(io.BytesIO(LINE + b"\n" + BROKEN + b"\n" + LINE))
    assert next(reader) == BUNDLE
    with pytest.raises(BundleError, match=r"line 2, actors\[5\].country: \[country-code\]") as caught:
        next(reader)
    assert [issue.line for issue in caught.value.issues] == [2]
    assert caught.value.__suppress_context__


def test_what_the_callback_raises_ends_the_reading() -> None:
    def stop(error: BundleError) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(read_jsonl(io.BytesIO(b"{"), on_error=stop))


def test_a_line_as_long_as_the_limit_is_read_and_a_longer_one_reported() -> None:
    for end in (b"", b"\n", b"\r\n"):
        assert read(LINE + end, max_line_bytes=len(LINE)) == ([BUNDLE], [])
        assert read(LINE + end, max_line_bytes=len(LINE) - 1) == ([], [(1, "", "too-long")])


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("more", [-1, 0, 1, 2, 1000])
def test_line_numbers_stay_right_behind_lines_near_the_limit(end: bytes, more: int) -> None:
    limit = len(LINE) + 10
    padded = LINE + b" " * (10 + more)
    bundles, issues = read(padded + end + LINE + end + b"{" + end, max_line_bytes=limit)
    too_long = [(1, "", "too-long")] if more > 0 else []
    assert issues == [*too_long, (3, "", "json")]
    assert len(bundles) == (1 if too_long else 2)


def test_white_space_within_a_line_does_not_end_it() -> None:
    assert read(b'{"a":' + b"\r" * 30 + b"1}\n{", max_line_bytes=10) == ([], [(1, "", "too-long"), (2, "", "json")])


def test_a_line_that_is_too_long_is_passed_over_and_the_rest_read() -> None:
    data = LINE + b"\n" + b"x" * 10 * len(LINE) + b"\n" + LINE + b"\n" + b"y" * 10 * len(LINE)
    bundles, issues = read(data, max_line_bytes=len(LINE))
    assert bundles == [BUNDLE, BUNDLE]
    assert issues == [(2, "", "too-long"), (4, "", "too-long")]


class Endless(io.RawIOBase):
    """A stream that makes its lines on demand, and counts them."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.lines = lines
        self.given = 0
        self.longest = 0
        self.rest = b""

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0, "a line without a limit may fill the memory"
        if not self.rest:
            self.rest = next(self.lines, b"")
            self.given += 1
        line, self.rest = self.rest[:size], self.rest[size:]
        self.longest = max(self.longest, len(line))
        return line


def test_lines_are_read_one_at_a_time_as_they_are_asked_for() -> None:
    stream = Endless(LINE + b"\n" for _ in iter(int, 1))  # endless
    reader = read_jsonl(stream)  # type: ignore[arg-type]
    assert stream.given == 0
    for count in range(1, 4):
        assert next(reader) == BUNDLE
        assert stream.given == count


def test_no_more_than_the_limit_is_held_of_a_long_line() -> None:
    stream = Endless(iter([b"x" * 10**6 + b"\n", LINE + b"\n"]))
    errors: list[BundleError] = []
    assert list(read_jsonl(stream, on_error=errors.append, max_line_bytes=len(LINE))) == [BUNDLE]  # type: ignore[arg-type]
    assert len(errors) == 1
    assert stream.longest <= len(LINE) + 2


def test_bundles_are_written_one_at_a_time_as_they_come() -> None:
    stream = io.BytesIO()

    def bundles() -> Iterator[Bundle]:
        for count in range(3):
            assert stream.getvalue().count(b"\n") == count
            yield BUNDLE

    assert write_jsonl(bundles(), stream) == 3


def test_the_issues_of_a_line_are_plain_values() -> None:
    errors: list[BundleError] = []
    list(read_jsonl(io.BytesIO(b"\n{"), on_error=errors.append))
    (issue,) = errors[0].issues
    assert json.loads(json.dumps(issue.to_dict()))["line"] == 2


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(read_jsonl(tmp_path / "none.jsonl"))
