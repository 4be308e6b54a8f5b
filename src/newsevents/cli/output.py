"""The output of the command, and its exit codes."""

from __future__ import annotations

import contextlib
import errno
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NoReturn, TextIO

from newsevents.terminal import printable, printable_json

if TYPE_CHECKING:
    from newsevents import Bundle, Issue

OK, INVALID, TROUBLE, INTERRUPTED, CLOSED = 0, 1, 2, 130, 141
"""Exit codes: success; invalid data; wrong usage or unusable file; Ctrl-C; the reader of the output is gone."""

_STDIN = "/dev/stdin"


def issue_lines(issues: Iterable[Issue], as_json: bool, file: str | None = None) -> Iterator[str]:
    """Issues as they are printed, one a line, with the file that they are in if there is more than one."""
    for issue in issues:
        if as_json:
            yield printable_json(({} if file is None else {"file": file}) | issue.to_dict())
        else:
            yield f"{issue.severity}: {'' if file is None else f'{printable(file)}: '}{issue}"


def report(issues: Iterable[Issue], as_json: bool, file: str | None = None, to: TextIO | None = None) -> None:
    """Print issues, by default to the standard error."""
    for line in issue_lines(issues, as_json, file):
        print(line, file=to or sys.stderr)


def tell(message: object) -> None:
    """Print a message to the standard error."""
    print(f"newsevents: {printable(str(message))}", file=sys.stderr)


def tell_left_out(line: str) -> None:
    """Report a record that a format cannot represent."""
    print(f"left out: {printable(line)}", file=sys.stderr)


@contextlib.contextmanager
def writer(output: str | None, *sources: str) -> Iterator[Callable[[str], object]]:
    """Yield a function that writes text as UTF-8 to the output, which must not be one of the sources, or to stdout."""
    from newsevents.files import new_file

    must_be_open(output)
    with (
        contextlib.nullcontext(sys.stdout.buffer) if output is None else new_file(output, sources=files(sources)) as out
    ):
        yield lambda text: out.write(text.encode())
        out.flush()


def files(sources: Iterable[str]) -> list[str]:
    """The paths of the sources, with that of the standard input in place of ``-``."""
    return [_STDIN if source == "-" else source for source in sources]


def write(text: str, output: str | None, *sources: str) -> int:
    """Write all the output of a command, and return the exit code for success."""
    must_be_open(output)
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return OK
    with writer(output, *sources) as put:
        put(text)
    return OK


def write_bundles(bundles: Iterable[Bundle], to: str, output: str | None, *sources: str, many: bool) -> None:
    """Write bundles in a format: to a file, to a folder for tables, or to the standard output.

    Args:
        bundles: The bundles.
        to: The name of the format.
        output: The file or folder, or None for the standard output.
        sources: The input files, which are never replaced.
        many: Whether there may be more than one.
    """
    from newsevents.formats.convert import convert, write_folder

    if many:
        must_take_many(to)

    if is_folder(to, output) and output is not None:
        write_folder(bundles, to, output)
        return
    pieces = convert(bundles, to, many=many, report=tell_left_out)
    with writer(output, *sources) as put:
        for piece in pieces:
            put(piece)


def must_take_many(to: str) -> None:
    """Fail if a format takes only one bundle."""
    from newsevents.formats import FORMATS, Shape

    if FORMATS[to].shape is Shape.TEXT:
        fail(f"{to} shows one bundle, not many")


def is_folder(to: str, output: str | None) -> bool:
    """Whether a format is a folder of tables, which needs a name."""
    from newsevents.formats import FOLDERS

    if to in FOLDERS and output is None:
        fail(f"{to} is a folder of tables: name it with -o")
    return to in FOLDERS


def must_be_open(output: str | None) -> None:
    """Raise an OSError if the output is the standard output and is closed."""
    if output is None and sys.stdout is None:
        raise OSError(errno.EBADF, "the standard output is closed")


def drop(stream: TextIO | None) -> None:
    """Close a standard stream that cannot be written to; otherwise Python would try again, and fail, at exit."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        with contextlib.suppress(OSError):
            stream.close()


def fail(message: str) -> NoReturn:
    """Exit with a message: the command was wrong, or a file cannot be used."""
    tell(message)
    raise SystemExit(TROUBLE)


def width(given: int | None) -> int:
    """The line width: as given, or else that of the terminal."""
    return given or min(shutil.get_terminal_size().columns, 120)
