"""The results of an unfinished run over many articles, kept beside the output until all of it can be written.

A run that is killed leaves the file, and the next run continues from there. The first line has the options; each
later line has a digest, followed by the bundle of an article or the lines that say why there is none. The digest
covers the article and the rest of the line, so that a line whose digest matches the article is undamaged.
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
    """The result for an article: its bundle in JSON, or the lines that say why there is none."""

    bundle: str | None
    said: list[str]


class Unfinished:
    """The results of a run until they are written to the output.

    Args:
        output: The file or folder that the results are for.
        options: What the results depend on besides the articles, as JSON values.
        resume: Whether to continue with the results of an earlier run.
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
            tell(f"the results so far are kept in {self.path}: continue with --resume")
        if sys.platform == "win32":  # Windows cannot remove an open file
            self._close()
        if self._complete or not self._count:
            self.path.unlink(missing_ok=True)
        self._close()

    def _close(self) -> None:
        try:
            self._file.close()
        except OSError:  # the disk is full: the end of the file was not written, and is dropped when the file is read
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
        """Read the existing results, up to the last whole line, or begin a new file."""
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
            fail(f"{self.path} is from an unfinished run: continue with --resume, or delete it")
        before = _options(head)
        others = sorted(name for name in {*before, *self._options} if before.get(name) != self._options.get(name))
        if others:
            changed = ", ".join(f"{name} was {before.get(name)!r}" for name in others)
            fail(f"{self.path} is from a run with other options ({changed}): give the same options, or delete it")

    def __len__(self) -> int:
        """The number of articles that have results."""
        return self._count

    def __iter__(self) -> Iterator[tuple[bytes, Result]]:
        """Yield the digest and the result of each article. Nothing may be added during the iteration."""
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
        """Note that the output is complete, so that the file can be removed."""
        self._complete = True


def fits(digest: bytes, article: bytes, result: Result) -> bool:
    """Whether a result belongs to an article and is undamaged."""
    return digest == _digest(article, _written(result))


def _written(result: Result) -> bytes:
    return (json.dumps(result.said) if result.bundle is None else result.bundle).encode()


def _read(text: bytes) -> Result:
    try:
        plain = text.rstrip(b"\n").decode()
        return Result(plain, []) if plain.startswith("{") else Result(None, json.loads(plain))
    except ValueError:  # damaged: it belongs to no article
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
