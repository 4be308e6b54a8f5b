"""The files that the commands read, recognised by their names and first bytes."""

from __future__ import annotations

import contextlib
import errno
import gzip
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from enum import Enum
from io import BufferedIOBase
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from newsevents.cli.output import TROUBLE

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from newsevents import Issue

STANDARD_INPUT = "-"
LINKED = "JSON-LD"
_SHOWN = "the standard input"


class Kind(Enum):
    """The kind of a file."""

    TEXT = "text"
    PAGE = "a web page"
    JSON = "JSON"
    LINES = "JSON Lines"
    PARQUET = "a Parquet file"


SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".json": Kind.JSON,
    ".jsonld": Kind.JSON,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".parquet": Kind.PARQUET,
}

_GZIP = b"\x1f\x8b"
_TEXT_FIX = "save its text as UTF-8 in a .txt file"
_UNPACK_FIX = "unpack it, and name the files in it"
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", _TEXT_FIX),
    (b"{\\rtf", "an RTF document", _TEXT_FIX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", _TEXT_FIX),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _TEXT_FIX),
    (b"\xff\xd8\xff", "a JPEG image", _TEXT_FIX),
    (b"GIF8", "a GIF image", _TEXT_FIX),
    (b"II*\0", "a TIFF image", _TEXT_FIX),
    (b"MM\0*", "a TIFF image", _TEXT_FIX),
    (b"RIFF", "an image, a sound or a video", _TEXT_FIX),
    (b"ID3", "a sound", _TEXT_FIX),
    (b"OggS", "a sound or a video", _TEXT_FIX),
    (b"PK\x03\x04", "a zip archive, or an Office document or an e-book, which are such archives", _UNPACK_FIX),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK_FIX),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK_FIX),
    (b"BZh", "compressed with bzip2", "unpack it, or compress it with gzip"),
    (b"\xfd7zXZ\0", "compressed with xz", "unpack it, or compress it with gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard", "unpack it, or compress it with gzip"),
    (_GZIP, "compressed with gzip twice", "unpack it once"),
    (b"SQLite format 3\0", "an SQLite database", "export its articles as JSON Lines"),
    (b"\x7fELF", "a program", "name an article"),
    (b"MZ\x90\0", "a program", "name an article"),
)
"""First bytes, the format that they belong to according to its specification, and what to do."""

_XML = (b"<?xml", b"<rss", b"<feed", b"<nitf", b"<newsItem")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16."""

_HEAD = 2**16
_PAGE = re.compile(
    rb"(?:(?><!--.*?-->)|<\?xml[^>]*>|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_JSON_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*+[{\[][^\n]*\n")
_JSON = re.compile(rb'\{\s*(?:"|\}|\Z)|\[\s*(?:[{\["]|\]|\Z)')
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}\Z")


class Refused(Exception):
    """A file that cannot be used.

    Attributes:
        file: Its name in messages.
        issues: What is wrong.
        code: The exit code.
    """

    def __init__(self, file: str, issues: Iterable[Issue], code: int = TROUBLE) -> None:
        super().__init__(file)
        self.file = file
        self.issues = tuple(issues)
        self.code = code


class Opened(NamedTuple):
    """A file that is open.

    Attributes:
        path: Its path, or ``-``.
        name: Its name in messages.
        kind: Its kind.
        packed: Whether it is compressed.
        head: Its first bytes; for JSON Lines, at least the first line.
        stream: All of its bytes, uncompressed.
    """

    path: str
    name: str
    kind: Kind
    packed: bool
    head: bytes
    stream: BinaryIO

    def read(self) -> bytes:
        """Read all of the file.

        Raises:
            OSError: It cannot be read.
            Refused: It is longer than the longest document allowed.
        """
        from newsevents.wire.limits import DEFAULT

        data = self.stream.read(DEFAULT.length + 1)
        if len(data) > DEFAULT.length:
            raise refused(self.name, f"the file is longer than {DEFAULT.length} bytes", code="too-long")
        return data

    def read_json(self, *wanted: str) -> tuple[bytes, str | None]:
        """Read all of a JSON document; also return what it appears to be.

        Args:
            wanted: What it may be, such as ``a bundle``.

        Raises:
            OSError: It cannot be read.
            Refused: It is something else.
        """
        if self.kind is not Kind.JSON:
            raise _another(self.name, self.kind.value, wanted[0])
        data = self.read()
        found = what_it_is(data)
        if found is not None and found not in wanted:
            raise _another(self.name, found, wanted[0])
        return data, found

    def must_hold(self, wanted: str) -> None:
        """Refuse JSON Lines whose first line is something other than what is wanted."""
        found = what_it_is(self.head.lstrip().partition(b"\n")[0])
        if found is not None and found != wanted:
            raise _another(self.name, found, wanted)


def refused(file: str, message: str, fix: str | None = None, *, code: str = "type") -> Refused:
    """Make the error of a file with a single issue."""
    from newsevents import Issue

    return Refused(file, [Issue("", code, message, fix=fix)])


def _another(file: str, found: str, wanted: str) -> Refused:
    return refused(file, f"this seems to be {found}, but {wanted} was expected", _COMMANDS[found])


@contextlib.contextmanager
def opened(path: str, *, lines: bool = False) -> Iterator[Opened]:
    """Open a file, or the standard input for ``-``, and find out what it is.

    Args:
        path: The file. Gzip compression is undone.
        lines: Whether it is JSON Lines, whatever its name.

    Raises:
        OSError: It cannot be read.
        Refused: It is not a supported file.
    """
    name = _SHOWN if path == STANDARD_INPUT else path
    with _raw(path) as raw:
        head = _read_head(raw)
        packed = head.startswith(_GZIP)
        if packed:
            raw = gzip.GzipFile(fileobj=io.BufferedReader(_Ahead(head, raw, name), _HEAD))
        with _damage(name):
            head = _read_head(raw) if packed else head
            kind = _kind(name, head, _suffix(path), lines)
            if kind in (Kind.JSON, Kind.LINES):
                head = _read_line(head, raw, kind is Kind.LINES)
                kind = _kind_of_json(kind, head, lines)
        yield Opened(path, name, kind, packed, head, io.BufferedReader(_Ahead(head, raw, name), _HEAD))


def _suffix(path: str) -> str:
    found = _SUFFIX.search(os.path.basename(path).lower().removesuffix(".gz"))
    return found[0] if found else ""


@contextlib.contextmanager
def _raw(path: str) -> Iterator[BufferedIOBase]:
    if path != STANDARD_INPUT:
        with open(path, "rb") as file:
            yield file
    elif sys.stdin is None:
        raise OSError(errno.EBADF, "the standard input is closed")
    else:
        yield cast(BufferedIOBase, sys.stdin.buffer)


def _read_head(raw: BufferedIOBase) -> bytes:
    """Read the first bytes: enough to recognise the file, and no more, since a pipe may be slow or never end."""
    head = b""
    while len(head) < _HEAD and not _JSON_LINE.match(head) and (more := raw.read1(_HEAD - len(head))):
        head += more
    return head


def _read_line(head: bytes, raw: BufferedIOBase, lines: bool) -> bytes:
    """Extend the first bytes to the end of the first line that is not blank, and further unless they are lines."""
    from newsevents.wire.limits import DEFAULT

    parts, size = [head], len(head)
    _, newline, rest = head.lstrip().partition(b"\n")
    while size < DEFAULT.length and not (newline and (lines or rest.strip())) and (more := raw.read1(_HEAD)):
        parts.append(more)
        size += len(more)
        if newline:
            rest = more
        else:
            _, newline, rest = more.partition(b"\n")
    return b"".join(parts)


class _Ahead(io.RawIOBase):
    """A stream of which some bytes have already been read."""

    def __init__(self, head: bytes, rest: BufferedIOBase, name: str) -> None:
        self._head = memoryview(head)
        self._rest = rest
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        data: memoryview | bytes = self._head[: len(room)]
        self._head = self._head[len(data) :]
        if not data:
            with _damage(self._name):
                data = self._rest.read1(len(room))
        room[: len(data)] = data
        return len(data)


@contextlib.contextmanager
def _damage(name: str) -> Iterator[None]:
    """Report errors of a file that begins like gzip but is damaged."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise OSError(errno.EIO, f"the compressed data is damaged or cut short ({error})", name) from None


# --- kinds of files


def _kind(name: str, head: bytes, suffix: str, lines: bool) -> Kind:
    """The kind of a file, by its first bytes and its suffix."""
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    marked = head.startswith(_MARKS)
    if (other := _other(head, marked)) is not None:
        what, fix, code = other
        raise refused(name, f"this seems to be {what}, which is not supported", fix, code=code)
    if lines:
        return Kind.LINES
    known = SUFFIXES.get(suffix)
    if known is Kind.PARQUET:
        raise refused(name, "the name ends in .parquet, but this is not a Parquet file")
    if known not in (None, Kind.TEXT):
        return known
    begin = head.decode("utf-16", "replace").encode() if marked else head
    begin = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE.match(begin):
        return Kind.PAGE
    if begin.startswith(_XML):
        fix = "save the article as a web page, or its text in a .txt file"
        raise refused(name, "this seems to be XML, which is not supported", fix)
    if _JSON.match(begin):
        return Kind.JSON
    if suffix and known is None:
        fix = "rename it to end in .txt, .html, .json or .jsonl, depending on what it is"
        raise refused(name, f"the name ends in {suffix}, and such files are not supported", fix)
    return Kind.TEXT


def _other(head: bytes, marked: bool) -> tuple[str, str, str] | None:
    """What an unsupported file is, what to do, and the code of the issue."""
    for begin, what, fix in _OTHERS:
        if head.startswith(begin):
            return what, fix, "type"
    if head[257:262] == b"ustar":
        return "a tar archive", _UNPACK_FIX, "type"
    if b"\0" not in head or marked:
        return None
    if 4 * max(head[::2].count(0), head[1::2].count(0)) > len(head):
        return "UTF-16 without a byte order mark", "convert the file to UTF-8", "encoding"
    return "binary data", "give a text, a web page, JSON or JSON Lines", "type"


def _kind_of_json(kind: Kind, head: bytes, lines: bool) -> Kind:
    """Tell a document from JSON Lines: each line is a whole object, and a document has only one object."""
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, _, rest = begin.partition(b"\n")
    if kind is Kind.LINES:
        return Kind.LINES if lines or first.strip() not in (b"{", b"[") else Kind.JSON
    whole = first.startswith(b"{") and first.rstrip().endswith(b"}")
    return Kind.LINES if whole and rest.lstrip().startswith(b"{") else Kind.JSON


_RECORDS = ("actors", "sources", "statements", "meetings", "allegations")
_BODIES = ("text", "body", "bodies", "body_text", "body_html")


def what_it_is(data: bytes) -> str | None:
    """What some JSON appears to be; None if that is unclear."""
    try:
        value: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if isinstance(value, list):
        return "a list"
    if not isinstance(value, dict):
        return None
    if "@context" in value:
        return LINKED
    if isinstance(value.get("article"), dict):
        return "a bundle"
    if any(name in value for name in _RECORDS):
        return "a draft"
    return "an article" if any(isinstance(value.get(name), str | list) for name in _BODIES) else None


_COMMANDS = {
    "a bundle": "newsevents show, check and convert accept it",
    "a draft": "newsevents ground ARTICLE DRAFT makes a bundle from it",
    "an article": "newsevents extract makes a bundle from it",
    LINKED: "newsevents convert FILE.jsonld --to json makes a bundle from it",
    "a list": "write one object on each line, as JSON Lines",
    Kind.TEXT.value: "newsevents extract makes a bundle from an article's text",
    Kind.PAGE.value: "newsevents extract makes a bundle from a web page",
    Kind.LINES.value: "give a file with one of its lines",
    Kind.PARQUET.value: "newsevents convert accepts it",
}
