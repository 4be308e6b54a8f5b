"""The command ``newsevents``."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from newsevents import __version__
from newsevents.formats import FOLDERS, FORMATS

if TYPE_CHECKING:
    from newsevents import Article, BundleError, Issue

OK, INVALID, TROUBLE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: all is well; the data is not valid; the command was wrong or a file could not be used; Ctrl-C."""

_EPILOG = (
    "exit codes: 0 all is well, 1 the data is not valid, 2 wrong usage or a file that cannot be used, 130 interrupted"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        argv: The arguments; by default those of the process.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    args = _parser().parse_args(argv)
    from newsevents.errors import BundleError, ExtractionError, MissingExtraError

    try:
        code: int = args.run(args)
    except BundleError as error:
        _report(error.issues, args.json)
        return INVALID
    except ExtractionError as error:
        print(f"newsevents: {args.article}: {error}", file=sys.stderr)
        return INVALID
    except MissingExtraError as error:
        print(f"newsevents: {error}", file=sys.stderr)
        return TROUBLE
    except BrokenPipeError:  # the reader has had enough
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.close()  # or Python would try once more on exit, and report the failure by the exit code 120
        return OK
    except OSError as error:
        about = [str(part) for part in (error.filename, error.strerror or error) if part]
        print("newsevents", *about, sep=": ", file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        print("\nnewsevents: interrupted", file=sys.stderr)
        return INTERRUPTED
    return code


_SHORT = {"--output": "-o", "--jobs": "-j"}
_JOBS = "how many processes may work at a time, by default 1; 0: one on each core"
_ABOUT = ("published", "publisher", "title", "language", "url")
"""What may be told of an article, each by an option of its own."""

_META = ("--meta", *(f"--{name}" for name in _ABOUT))


def _shared() -> dict[str, dict[str, Any]]:
    """The options that several commands take."""
    return {
        "--meta": {"metavar": "FILE", "help": "the article's metadata: a JSON object of the options below"},
        "--published": {"metavar": "DATE", "help": "day or time of publication, in ISO 8601"},
        "--publisher": {"metavar": "NAME"},
        "--title": {"metavar": "TEXT"},
        "--language": {"metavar": "TAG", "help": "a BCP 47 tag: en"},
        "--url": {"metavar": "URL"},
        "--output": {"metavar": "FILE", "help": "write to a file and not to the screen"},
        "--html": {"metavar": "FILE", "help": "write a page to look at it in a browser, and print nothing"},
        "--json": {"action": "store_true", "help": "print issues as JSON, one a line"},
        "--jobs": {"type": _count, "default": 1, "metavar": "N"},
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
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

    add = command("extract", _extract, "Read an English news article to a bundle.")
    article = "the article: a UTF-8 text file"
    add("article", metavar="ARTICLE", help=f"{article} or a web page (*.html); with --jsonl many")
    add("--jsonl", action="store_true", help="read articles from JSON Lines, and write bundles as JSON Lines")
    add("--jobs", help=f"with --jsonl: {_JOBS}")
    add("--show", action="store_true", help="print a readable summary and not JSON")
    add(*_META, "--output", "--json")

    add = command("ground", _ground, "Make a bundle from an article and a draft.")
    add("article", metavar="ARTICLE", help=article)
    add("draft", metavar="DRAFT", help="the draft: a JSON file")
    add(*_META)
    add("--without-text", action="store_true", help="leave the article's text out of the bundle")
    add("--output", "--json")

    add = command("check", _check, "Say what is wrong with a bundle, or odd about it.")
    add("file", metavar="FILE", help="a bundle in JSON, or many in JSON Lines (*.jsonl)")
    add("--strict", action="store_true", help="warnings make the data invalid too")
    add("--jobs", help=f"with JSON Lines: {_JOBS}")
    add("--json")

    add = command("show", _show, "Print a readable summary of a bundle.")
    add("file", metavar="FILE", help="a bundle in JSON")
    add("--html")
    add("--spans", action="store_true", help="tell where the words are: [start:end], in code points of the text")
    add("--width", type=int, metavar="N", help="the length of a line; by default the terminal's")
    add("--json")

    add = command("convert", _convert, "Write bundles in another format.")
    kinds = "a bundle in JSON, or by the end of its name in *.jsonl, *.jsonld or *.parquet"
    add("file", metavar="FILE", help=kinds)
    add("--to", required=True, choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    add("--output", metavar="PATH", help="write to a file and not to the screen; for tables, to a folder")
    add("--jobs", help=f"with JSON Lines: {_JOBS}")
    add("--json")

    add = command("diff", _diff, "Show what differs between two bundles of one article, with exit code 1.")
    add("before", metavar="BEFORE", help="a bundle in JSON")
    add("after", metavar="AFTER", help="another bundle of the same article")
    add("--html", "--json")

    add = command("schema", _schema, "Print the JSON Schema of a bundle or a draft.")
    add("what", nargs="?", choices=("bundle", "draft"), default="bundle")
    add("--output")

    add = command("seed", _seed, "Print the seed article's reviewed bundle, or what it is made from.")
    add("what", nargs="?", choices=("bundle", "draft", "article"), default="bundle")
    add("--output")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a number of processes was expected, not {text!r}")
    return int(text)


def _report(issues: Iterable[Issue], as_json: bool) -> None:
    for issue in issues:
        line = json.dumps(issue.to_dict(), ensure_ascii=False) if as_json else f"{issue.severity}: {issue}"
        print(line, file=sys.stderr)


@contextlib.contextmanager
def _writer(output: str | None) -> Iterator[Callable[[str], object]]:
    """What writes text piece by piece, as UTF-8, to a file or to the standard output."""
    with contextlib.nullcontext(sys.stdout.buffer) if output is None else Path(output).open("wb") as out:
        yield lambda text: out.write(text.encode())
        out.flush()


def _write(text: str, output: str | None) -> int:
    """Write all that a command has to say; the exit code of one that went well."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        Path(output).write_bytes(text.encode())
    return OK


# --- the commands


def _extract(args: argparse.Namespace) -> int:
    if args.jsonl:
        return _extract_many(args)
    from newsevents import dumps, extract
    from newsevents.formats.text import summary

    bundle = extract(_article(args))
    return _write(summary(bundle, width=_width(None)) if args.show else dumps(bundle, indent=2) + "\n", args.output)


def _extract_many(args: argparse.Namespace) -> int:
    from newsevents.batch import extract_lines

    done = failed = 0
    with (
        Path(args.article).open("rb") as lines,
        contextlib.closing(extract_lines(lines, jobs=args.jobs)) as results,
        _writer(args.output) as write,
    ):
        for _, text, issues in results:
            done += 1
            if text is None:
                failed += 1
                _report(issues, args.json)
            else:
                write(f"{text}\n")
            if sys.stderr.isatty():
                print(f"\r{done} articles, {failed} left out", end="", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return INVALID if failed else OK


def _is_lines(path: str) -> bool:
    return path.lower().endswith((".jsonl", ".ndjson"))


def _article(args: argparse.Namespace) -> Article:
    """The article that the arguments name, with its metadata."""
    from newsevents import Article

    given = {name: getattr(args, name) for name in _ABOUT}
    meta = _meta(args.meta) | {name: value for name, value in given.items() if value is not None}
    if args.article.lower().endswith((".html", ".htm")):
        from newsevents.formats.articles import from_html

        return from_html(Path(args.article).read_bytes(), **meta)
    return Article.from_file(args.article, **meta)


def _ground(args: argparse.Namespace) -> int:
    from newsevents import Draft, dumps, ground
    from newsevents.grounding.issues import in_draft_terms
    from newsevents.lint import find_warnings

    bundle = ground(_article(args), Draft.from_file(args.draft))
    _report(in_draft_terms(find_warnings(bundle)), args.json)
    return _write(dumps(bundle.detach() if args.without_text else bundle, indent=2) + "\n", args.output)


def _meta(path: str | None) -> dict[str, Any]:
    if path is None:
        return {}
    from newsevents.wire.json import parse

    meta = parse(Path(path).read_bytes())
    known = {*_ABOUT, "editors", "id"}
    unknown = sorted(set(meta) - known) if isinstance(meta, dict) else None
    if unknown is None or unknown:
        what = "is no JSON object" if unknown is None else f"has fields that are not known: {', '.join(unknown)}"
        _fail(f"{path} {what}; known are {', '.join(sorted(known))}")
    return dict(meta)


def _fail(message: str) -> NoReturn:
    print(f"newsevents: {message}", file=sys.stderr)
    raise SystemExit(TROUBLE)


def _check(args: argparse.Namespace) -> int:
    from newsevents import check

    if not _is_lines(args.file):
        return _report_found(check(Path(args.file).read_bytes()), args)
    from newsevents.batch import check_lines

    with Path(args.file).open("rb") as lines, contextlib.closing(check_lines(lines, jobs=args.jobs)) as results:
        return max((_report_found(issues, args) for _, issues in results), default=OK)


def _report_found(issues: Sequence[Issue], args: argparse.Namespace) -> int:
    """Report what was found in a bundle; the exit code that it calls for."""
    _report(issues, args.json)
    return INVALID if any(args.strict or issue.severity == "error" for issue in issues) else OK


def _show(args: argparse.Namespace) -> int:
    from newsevents import load

    bundle = load(args.file)
    if args.html is not None:
        from newsevents.formats.page import to_page

        return _write(to_page(bundle), args.html)
    from newsevents.formats.text import summary

    return _write(summary(bundle, width=_width(args.width), spans=args.spans), None)


def _diff(args: argparse.Namespace) -> int:
    from newsevents import diff, load

    difference = diff(load(args.before), load(args.after))
    if args.html is not None:
        from newsevents.formats.diff import diff_to_page

        _write(diff_to_page(difference), args.html)
    else:
        _write(f"{difference}\n", None)
    return INVALID if difference else OK


def _convert(args: argparse.Namespace) -> int:
    return _convert_many(args) if _is_lines(args.file) and args.to not in FOLDERS else _convert_all(args)


def _convert_many(args: argparse.Namespace) -> int:
    """Convert line by line: no line needs another."""
    from newsevents.batch import convert_lines

    worst = OK
    with Path(args.file).open("rb") as lines:
        try:
            results = convert_lines(lines, args.to, jobs=args.jobs)
        except ValueError as error:
            _fail(str(error))
        with contextlib.closing(results), _writer(args.output) as write:
            for _, text, issues, left_out in results:
                _report(issues, args.json)
                for line in left_out:
                    _report_left_out(line)
                if text is None:
                    worst = INVALID
                else:
                    write(text)
    return worst


def _report_left_out(line: str) -> None:
    print(f"left out: {line}", file=sys.stderr)


def _convert_all(args: argparse.Namespace) -> int:
    from newsevents.formats.convert import convert, read_any, write_folder

    worst = OK

    def report_bad(error: BundleError) -> None:
        nonlocal worst
        worst = INVALID
        _report(error.issues, args.json)

    many, bundles = read_any(args.file, report_bad)
    if args.to in FOLDERS:
        if args.output is None:
            _fail(f"{args.to} is a folder of tables: name it with -o")
        write_folder(bundles, args.to, args.output)
        return worst
    try:
        pieces = convert(bundles, args.to, many=many, report=_report_left_out)
    except ValueError as error:
        _fail(str(error))
    with _writer(args.output) as write:
        for piece in pieces:
            write(piece)
    return worst


def _width(given: int | None) -> int:
    return given or min(shutil.get_terminal_size().columns, 120)


def _schema(args: argparse.Namespace) -> int:
    from newsevents import json_schema

    return _write(json.dumps(json_schema(args.what), ensure_ascii=False, indent=2) + "\n", args.output)


def _seed(args: argparse.Namespace) -> int:
    from newsevents import dumps, load_seed
    from newsevents.seeds import seed_article, seed_draft

    if args.what == "article":
        return _write(seed_article().text or "", args.output)
    return _write(dumps(load_seed() if args.what == "bundle" else seed_draft(), indent=2) + "\n", args.output)
