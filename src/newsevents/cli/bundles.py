"""The commands on bundles: ``check``, ``show``, ``convert``, ``diff``, ``schema`` and ``seed``."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from newsevents.cli.opening import LINKED, STANDARD_INPUT, Kind, Opened, Refused, opened, refused
from newsevents.cli.output import (
    INVALID,
    OK,
    is_folder,
    must_be_open,
    must_take_many,
    report,
    tell_left_out,
    width,
    write,
    write_bundles,
    writer,
)

if TYPE_CHECKING:
    from newsevents import Bundle, BundleError, Issue

_LINKED = (".jsonld", ".jsonld.gz")


def check_command(args: argparse.Namespace) -> int:
    """Report what is wrong with a bundle."""
    from newsevents import check

    with opened(args.file) as source:
        if source.kind is Kind.LINES:
            from newsevents.batch import check_lines

            source.must_hold("a bundle")
            with contextlib.closing(check_lines(source.stream, jobs=args.jobs)) as results:
                return max((_report_found(issues, args) for _, issues in results), default=OK)
        if source.kind is Kind.PARQUET:
            return _check_table(source, args)
        return _report_found(check(source.read_json("a bundle")[0]), args)


def _check_table(source: Opened, args: argparse.Namespace) -> int:
    from newsevents import BundleError, check

    codes = [OK]

    def found(issues: Sequence[Issue]) -> None:
        codes.append(_report_found(issues, args))

    try:
        _, bundles = _bundles(source, lambda error: found(error.issues))
        for bundle in bundles:
            found(check(bundle))
    except BundleError as error:  # errors of the table itself
        found(error.issues)
    return max(codes)


def _report_found(issues: Sequence[Issue], args: argparse.Namespace) -> int:
    """Report what was found in a bundle, on the standard output; return the exit code."""
    must_be_open(None)
    report(issues, args.json, to=sys.stdout)
    return INVALID if any(args.strict or issue.severity == "error" for issue in issues) else OK


def show_command(args: argparse.Namespace) -> int:
    """Print a summary of a bundle."""
    bundle = one_bundle(args.file)
    if args.html is not None:
        from newsevents.formats.page import to_page

        return write(to_page(bundle), args.html, args.file)
    from newsevents.formats.text import summary

    return write(summary(bundle, width=width(args.width), spans=args.spans), None)


def diff_command(args: argparse.Namespace) -> int:
    """Show what differs between two bundles."""
    from newsevents import diff

    difference = diff(one_bundle(args.before), one_bundle(args.after))
    if args.html is not None:
        from newsevents.formats.diff import diff_to_page

        write(diff_to_page(difference), args.html, args.before, args.after)
    else:
        write(f"{difference}\n", None)
    return INVALID if difference else OK


def convert_command(args: argparse.Namespace) -> int:
    """Write bundles in another format."""
    with opened(args.file) as source:
        if source.kind is Kind.LINES:
            source.must_hold("a bundle")
            if not is_folder(args.to, args.output):
                return _convert_lines(source, args)
        return _convert_all(source, args)


def _convert_lines(source: Opened, args: argparse.Namespace) -> int:
    """Convert line by line: no line depends on another."""
    from newsevents.batch import convert_lines

    must_take_many(args.to)
    worst = OK
    results = convert_lines(source.stream, args.to, jobs=args.jobs)
    with contextlib.closing(results), writer(args.output, args.file) as put:
        for _, text, issues, left_out in results:
            report(issues, args.json)
            for line in left_out:
                tell_left_out(line)
            if text is None:
                worst = INVALID
            else:
                put(text)
    return worst


def _convert_all(source: Opened, args: argparse.Namespace) -> int:
    worst = OK

    def report_bad(error: BundleError) -> None:
        nonlocal worst
        worst = INVALID
        report(error.issues, args.json)

    many, bundles = _bundles(source, report_bad)
    write_bundles(bundles, args.to, args.output, args.file, many=many)
    return worst


def one_bundle(path: str) -> Bundle:
    """The bundle in a file that holds one bundle."""
    with opened(path) as source:
        return _one_bundle(source)


def _one_bundle(source: Opened) -> Bundle:
    """The bundle in an open file that holds one bundle.

    Raises:
        Refused: It is not a bundle, or not a valid one.
    """
    from newsevents import BundleError, loads

    data, found = source.read_json("a bundle", LINKED)
    try:
        if found != LINKED and not source.path.lower().endswith(_LINKED):
            return loads(data)
        from newsevents.formats.jsonld import from_jsonld
        from newsevents.wire.json import parse

        return from_jsonld(parse(data))
    except BundleError as error:
        raise Refused(source.name, error.issues, INVALID) from None


def _bundles(source: Opened, on_error: Callable[[BundleError], object]) -> tuple[bool, Iterable[Bundle]]:
    """Whether a file has a format for many bundles, and its bundles, which are read lazily."""
    from newsevents import read_jsonl

    if source.kind is Kind.LINES:
        return True, read_jsonl(source.stream, on_error=on_error)
    if source.kind is not Kind.PARQUET:
        return False, [_one_bundle(source)]
    if source.packed or source.path == STANDARD_INPUT:
        raise refused(source.name, "Parquet can be read only from an uncompressed file", "write it to a file")
    from newsevents.formats.tables import read_bundles

    return True, read_bundles(source.path, on_error=on_error)


def schema_command(args: argparse.Namespace) -> int:
    """Print a JSON Schema."""
    from newsevents import json_schema

    return write(json.dumps(json_schema(args.what), ensure_ascii=False, indent=2) + "\n", args.output)


def seed_command(args: argparse.Namespace) -> int:
    """Print the seed."""
    from newsevents import dumps, load_seed
    from newsevents.seeds import seed_article, seed_draft

    if args.what == "article":
        return write(seed_article().text or "", args.output)
    return write(dumps(load_seed() if args.what == "bundle" else seed_draft(), indent=2) + "\n", args.output)
