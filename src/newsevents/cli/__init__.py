"""The command ``newsevents``."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from newsevents import __version__
from newsevents.cli.articles import ABOUT
from newsevents.cli.bundles import (
    check_command,
    convert_command,
    diff_command,
    schema_command,
    seed_command,
    show_command,
)
from newsevents.cli.opening import Refused
from newsevents.cli.output import CLOSED, INTERRUPTED, INVALID, OK, TROUBLE, drop, report, tell
from newsevents.cli.reading import explain_command, extract_command, ground_command
from newsevents.cli.revising import revise_command
from newsevents.formats import FORMATS
from newsevents.terminal import printable

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_EPILOG = (
    "exit codes: 0 success, 1 invalid data, 2 wrong usage or a file that cannot be used, 130 interrupted, "
    "141 the reader of the output is gone"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        argv: The arguments; by default those of the process.
    """
    if sys.stderr is None:  # otherwise its messages would go to the standard output
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()  # otherwise Python would do so when it is too late to report a failure
    except BrokenPipeError:  # the reader of the output is gone
        drop(sys.stdout)
        return CLOSED
    except OSError as error:
        try:
            tell(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        except OSError:
            drop(sys.stderr)
        drop(sys.stdout)
        return TROUBLE
    return code


def _run(argv: Sequence[str] | None) -> int:
    """Run the command; errors of files and streams are left to `main`."""
    try:
        args = _parser().parse_args(argv)
        from newsevents.errors import BundleError, ExtractionError, MissingExtraError

        try:
            code: int = args.run(args)
        except Refused as error:
            report(error.issues, args.json, error.file)
            return error.code
        except BundleError as error:
            report(error.issues, args.json)
            return INVALID
        except ExtractionError as error:
            tell(error)
            return INVALID
        except MissingExtraError as error:
            tell(error)
            return TROUBLE
        except OSError:
            raise
        except Exception as error:
            tell(_fault(error))
            return TROUBLE
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else OK
    except KeyboardInterrupt:
        print("\nnewsevents: interrupted", file=sys.stderr)
        return INTERRUPTED
    return code


def _fault(error: Exception) -> str:
    """The message for an unexpected error."""
    from newsevents.errors import error_text

    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})"
    return f"a bug in newsevents: {error_text(error)}{place}; please report it with the file"


_SHORT = {"--output": "-o", "--jobs": "-j"}
_JOBS = "number of processes, by default 1; 0 for one on each core"
_ANALYSER = "the grammatical analyser: builtin, or spacy:MODEL; by default builtin"
_ARTICLE = "the article: a text, a web page or JSON, or - for the standard input"
_BUNDLES = "a bundle in JSON or JSON-LD, many in JSON Lines or Parquet, or - for the standard input"
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?|\.\d{1,9}", re.ASCII)
_META = ("--meta", *(f"--{name}" for name in ABOUT))


def _shared() -> dict[str, dict[str, Any]]:
    """The options that several commands share."""
    return {
        "--meta": {"metavar": "FILE", "help": "the article's metadata: a JSON object with the options below as keys"},
        "--published": {"metavar": "DATE", "help": "day or time of publication, in ISO 8601"},
        "--publisher": {"metavar": "NAME"},
        "--title": {"metavar": "TEXT"},
        "--language": {"metavar": "TAG", "help": "a BCP 47 tag: en"},
        "--url": {"metavar": "URL"},
        "--output": {"metavar": "FILE", "help": "write to a file instead of the screen"},
        "--html": {"metavar": "FILE", "help": "write a page for a browser, and print nothing"},
        "--json": {"action": "store_true", "help": "print issues as JSON, one a line"},
        "--jobs": {"type": _count, "default": 1, "metavar": "N"},
    }


class _Parser(argparse.ArgumentParser):
    """A parser that escapes its messages and fails if they cannot be written; argparse ignores such errors."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if message and (stream := file or sys.stderr) is not None:
            stream.write(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="newsevents", description="Typed, validated, source-attributed events from news articles.", epilog=_EPILOG
    )
    parser.add_argument("--version", action="version", version=f"newsevents {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    shared = _shared()

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> Callable[..., None]:
        sub = commands.add_parser(name, help=text, description=text, epilog=_EPILOG)
        sub.set_defaults(run=run, json=False)

        def add(*names: str, **given: Any) -> None:
            for name in names:
                flags = [_SHORT[name], name] if name in _SHORT else [name]
                sub.add_argument(*flags, **shared.get(name, {}) | given)

        return add

    add = command("extract", extract_command, "Read an English news article and write its bundle.")
    add("articles", metavar="ARTICLE", nargs="+", help=f"{_ARTICLE}; JSON Lines of many, or a folder of such files")
    add("--jsonl", action="store_true", help="read JSON Lines, whatever the name of the file")
    add("--jobs", help=f"with many articles: {_JOBS}")
    add("--analyser", metavar="NAME", help=_ANALYSER)
    least = "leave out records of rules whose measured precision is below this, 0 to 1"
    add("--at-least", type=_share, default=0.0, metavar="SHARE", help=least)
    add("--show", action="store_true", help="print a readable summary instead of JSON")
    add("--to", choices=FORMATS, default="json", metavar="FORMAT", help="write another format, as convert does")
    add(*_META, "--output")
    add("--resume", action="store_true", help="with -o: continue a run over many articles that was stopped")
    add("--json")

    add = command("explain", explain_command, "Show how a sentence is read, and why other words were not trusted.")
    add("text", metavar="SENTENCE", help="one or more sentences, or - for the standard input")
    add("--analyser", metavar="NAME", help=_ANALYSER)

    add = command("ground", ground_command, "Make a bundle from an article and a draft.")
    add("article", metavar="ARTICLE", help=_ARTICLE)
    add("draft", metavar="DRAFT", help="the draft: a JSON file")
    add(*_META)
    add("--without-text", action="store_true", help="leave the article's text out of the bundle")
    add("--output", "--json")

    add = command("check", check_command, "Report what is wrong with a bundle, or odd about it.")
    add("file", metavar="FILE", help=_BUNDLES)
    add("--strict", action="store_true", help="warnings make the data invalid too")
    add("--jobs", help=f"with JSON Lines: {_JOBS}")
    add("--json")

    add = command("show", show_command, "Print a readable summary of a bundle.")
    add("file", metavar="FILE", help="a bundle in JSON")
    add("--html")
    add("--spans", action="store_true", help="show where the words are: [start:end], in code points of the text")
    add("--width", type=int, metavar="N", help="the length of a line; by default the terminal's")
    add("--json")

    add = command("convert", convert_command, "Write bundles in another format.")
    add("file", metavar="FILE", help=_BUNDLES)
    add("--to", required=True, choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    add("--output", metavar="PATH", help="write to a file instead of the screen; for tables, to a folder")
    add("--jobs", help=f"with JSON Lines: {_JOBS}")
    add("--json")

    add = command(
        "diff", diff_command, "Show the differences between two bundles of one article; exit code 1 if there are any."
    )
    add("before", metavar="BEFORE", help="a bundle in JSON")
    add("after", metavar="AFTER", help="another bundle of the same article")
    add("--html", "--json")

    add = command(
        "revise",
        revise_command,
        "Carry a bundle to a newer text of its article; exit code 1 if some of it does not hold.",
    )
    add("bundle", metavar="BUNDLE", help="the bundle of the earlier text, in JSON")
    add("article", metavar="ARTICLE", help=_ARTICLE)
    add(*_META)
    add("--output", "--html", "--json")

    add = command("schema", schema_command, "Print the JSON Schema of a bundle or a draft.")
    add("what", nargs="?", choices=("bundle", "draft"), default="bundle")
    add("--output")

    add = command("seed", seed_command, "Print the seed article's reviewed bundle, or what it is made from.")
    add("what", nargs="?", choices=("bundle", "draft", "article"), default="bundle")
    add("--output")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a number of processes was expected, not {text!r}")
    return int(text)


def _share(text: str) -> float:
    share = float(text) if _NUMBER.fullmatch(text) else -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"a number from 0 to 1 was expected, not {text!r}")
    return share
