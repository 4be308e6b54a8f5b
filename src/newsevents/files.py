"""Writing files and folders that are complete or absent."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Collection, Iterator
from os import PathLike
from pathlib import Path
from typing import BinaryIO

__all__ = ["must_be_no_source", "new_file", "new_folder", "write_file"]

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def write_file(path: str | PathLike[str], data: bytes) -> None:
    """Write a file, or replace it; see `new_file`."""
    with new_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def new_file(path: str | PathLike[str], *, sources: Collection[str | PathLike[str]] = ()) -> Iterator[BinaryIO]:
    """Open a file that gets its name only when all of it is written and on the disk.

    Until then it has an unguessable temporary name in the same folder; if writing fails, it is removed. An existing
    file is replaced and its permissions are kept; a symbolic link is followed. Anything but a regular file, such as
    ``/dev/stdout`` or a pipe, is written to directly.

    Args:
        path: The file.
        sources: Files that are read while this one is written, and must not be replaced.

    Raises:
        FileExistsError: The file is one of its sources, under this name or another.
        OSError: The file cannot be written.
    """
    target = Path(os.path.realpath(path))
    must_be_no_source(path, sources)
    if target.exists() and not target.is_file():
        with open(target, "wb") as file:
            yield file
        return
    part = target.with_name(_unused_name())
    try:
        with _naming(path), os.fdopen(os.open(part, _FLAGS, 0o666), "wb") as file:
            if target.exists():
                os.chmod(part, stat.S_IMODE(target.stat().st_mode))
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _naming(path):
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync(target.parent)


def must_be_no_source(path: str | PathLike[str], sources: Collection[str | PathLike[str]]) -> None:
    """Refuse to write to a file that is being read, under this name or another.

    Raises:
        FileExistsError: The file is one of the sources.
    """
    for source in sources:
        if os.path.isfile(path) and os.path.exists(source) and os.path.samefile(path, source):
            raise FileExistsError(errno.EEXIST, "this file is being read: write to another one", os.fspath(path))


@contextlib.contextmanager
def new_folder(path: str | PathLike[str], names: Collection[str]) -> Iterator[Path]:
    """Make a folder that gets its name only when all of its files are written.

    Until then it has a temporary name beside the final one; if writing fails, it is removed. An earlier folder with
    files of the same names is replaced as a whole.

    Args:
        path: The folder. Missing parent folders are made.
        names: The names of the files that it will have.

    Yields:
        The folder to write to.

    Raises:
        FileExistsError: A folder of this name holds something else.
        OSError: The folder cannot be written.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    _must_hold_only(target, names)
    part = target.with_name(_unused_name())
    part.mkdir()
    try:
        yield part
        for file in part.iterdir():
            _sync(file)
        _sync(part)
        _take_place(part, target, names)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _sync(target.parent)


def _take_place(part: Path, target: Path, names: Collection[str]) -> None:
    """Give a folder its name; if another run has just done so, replace what that run has written.

    An earlier folder is removed only once the new folder has its name, and gets its own name back if that fails.
    """
    moved: list[Path] = []
    try:
        while not _is_named(part, target):
            _must_hold_only(target, names)
            earlier = target.with_name(_unused_name())
            with contextlib.suppress(FileNotFoundError):  # another run was faster
                target.rename(earlier)
                moved.append(earlier)
    except BaseException:
        if moved:
            with contextlib.suppress(OSError):  # another run has written its own folder
                moved[-1].rename(target)
        raise
    finally:
        for earlier in moved:
            shutil.rmtree(earlier, ignore_errors=True)


def _is_named(part: Path, target: Path) -> bool:
    """Give a folder its name, unless a non-empty folder has it; return whether it was given."""
    try:
        part.rename(target)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        return False
    return True


def _must_hold_only(folder: Path, names: Collection[str]) -> None:
    others: list[str] = []
    with contextlib.suppress(FileNotFoundError):
        others = sorted({entry.name for entry in folder.iterdir()} - {*names})
    if others:
        raise FileExistsError(errno.EEXIST, f"the folder holds other files ({others[0]}): name a new one", str(folder))


def _unused_name() -> str:
    return f".newsevents-{secrets.token_hex(8)}.part"


@contextlib.contextmanager
def _naming(path: str | PathLike[str]) -> Iterator[None]:
    """Make errors name the file that was asked for, not the temporary one."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            error.filename, error.filename2 = os.fspath(path), None
        raise


def _sync(path: Path) -> None:
    """Flush a file or folder to the disk, if the system supports it."""
    with contextlib.suppress(OSError):  # Windows cannot open folders, and some file systems cannot sync them
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
