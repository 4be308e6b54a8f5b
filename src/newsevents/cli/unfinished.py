"""What a run over many articles has read so far: kept beside the output until all of it can be written.

A run that is killed leaves the file, and the next goes on from there. The first line has the options; each line after
it has a digest, and the bundle of an article or the lines that say why there is none. The digest is of the article and
of what follows on the line, so that a line that fits its article is as it was written.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple

from newsevents.cli.output import fail, tell

_FLAGS = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class Result(NamedTuple):
    """What came of an article: its bundle in JSON, or the lines that say why there is none."""

    bundle: str | None
    said: list[str]


class Unfinished:
    """The results of a run until they are written to their place.

    Args:
        output: The file or folder that they are for.
        options: What the results depend on, besides the articles; values of JSON.
        resume: Whether to go on with the results of a run before.
    """

    def __init__(self, output: str, options: dict[str, Any], resume: bool) -> None:
        target = os.path.realpath(output)
        self.path = Path(f"{target}.unfinished")
        self._options = options
        self._resume = resume
        self._complete = False
        self._file: BinaryIO
        self._count = 0
        self._start = 0

    def __enter__(self) -> Unfinished:
        self._file = os.fdopen(os.open(self.path, _FLAGS | os.O_CREAT, 0o666), "r+b")
        try:
            self._lock()
            self._begin()
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if not self._complete and self._count and kind is not SystemExit:
            tell(f"what was read is kept in {self.path}: continue with --resume")
        if sys.platform == "win32":  # an open file cannot be removed there
            self._close()
        if self._complete or not self._count:
            self.path.unlink(missing_ok=True)
        self._close()

    def _close(self) -> None:
        try:
            self._file.close()
        except OSError:  # a full disk: the end of the file was not written, and is dropped when it is read
            if self._complete:
                raise

    def _lock(self) -> None:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(self._file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            alone = self.path.exists() and os.path.samestat(os.fstat(self._file.fileno()), self.path.stat())
        except OSError:
            alone = False
        if not alone:
            fail(f"another run is writing {self.path}: wait until it has ended")

    def _begin(self) -> None:
        """Read what is there, up to the last whole line, or begin."""
        head = self._file.readline()
        self._start = self._file.tell()
        whole = self._start
        for line in self._file:
            if line.endswith(b"\n"):
                self._count += 1
                whole += len(line)
        if not self._count:
            self._file.seek(0)
            self._file.truncate()
            self._write(json.dumps(self._options, sort_keys=True).encode())
            self._start = self._file.tell()
            return
        self._file.seek(whole)
        self._file.truncate()
        if not self._resume:
            fail(f"{self.path} is of a run that did not end: continue with --resume, or delete it")
        before = _options(head)
        others = sorted(name for name in {*before, *self._options} if before.get(name) != self._options.get(name))
        if others:
            changed = ", ".join(f"{name} was {before.get(name)!r}" for name in others)
            fail(f"{self.path} is of a run with other options ({changed}): give the same, or delete it")

    def __len__(self) -> int:
        """How many articles it has the results of."""
        return self._count

    def __iter__(self) -> Iterator[tuple[bytes, Result]]:
        """The digest and the result of each article. Nothing may be added meanwhile."""
        self._file.seek(self._start)
        for _ in range(self._count):
            digest, _, result = self._file.readline().partition(b" ")
            yield digest, _read(result)
        self._file.seek(0, os.SEEK_END)

    def add(self, article: bytes, result: Result) -> None:
        """Keep the result of an article."""
        written = _written(result)
        self._write(_digest(article, written) + b" " + written)
        self._count += 1

    def _write(self, line: bytes) -> None:
        self._file.write(line + b"\n")
        self._file.flush()

    def complete(self) -> None:
        """Say that all results are in their place, so that the file can go."""
        self._complete = True


def fits(digest: bytes, article: bytes, result: Result) -> bool:
    """Whether a result is that of an article, and as it was written."""
    return digest == _digest(article, _written(result))


def _written(result: Result) -> bytes:
    return (json.dumps(result.said) if result.bundle is None else result.bundle).encode()


def _read(text: bytes) -> Result:
    try:
        plain = text.rstrip(b"\n").decode()
        return Result(plain, []) if plain.startswith("{") else Result(None, json.loads(plain))
    except ValueError:  # damaged: it fits no article
        return Result(None, [])


def _digest(article: bytes, result: bytes) -> bytes:
    parts = hashlib.sha256(len(article).to_bytes(8, "big"))
    parts.update(article)
    parts.update(result)
    return parts.hexdigest()[:32].encode()


def _options(line: bytes) -> dict[str, Any]:
    try:
        options = json.loads(line)
    except ValueError:
        return {}
    return options if isinstance(options, dict) else {}
