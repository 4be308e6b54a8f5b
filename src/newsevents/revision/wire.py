"""Revisions as JSON: a chain of revisions in one file, lossless and as strict as the format of bundles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue, Issues, Severity
from newsevents.model.fields import walk
from newsevents.model.moments import Moment
from newsevents.model.records import FORMAT_VERSION
from newsevents.model.values import Span
from newsevents.revision.model import Carry, Revision
from newsevents.rules.catalogue import RULES
from newsevents.wire.json import from_json, given_json, json_text, parse
from newsevents.wire.structure import structure
from newsevents.wire.versions import to_current
from newsevents.wire.write import as_values, plain_values

__all__ = ["dumps", "loads"]

_FIELDS = ("format_version", "revisions")
_FIX = f"its fields are {', '.join(_FIELDS)}"
_BUNDLES = ("before", "bundle")


@attrs.frozen(kw_only=True)
class _Issue:
    path: str
    code: str
    message: str
    value: str | None = None
    fix: str | None = None
    severity: Severity = Severity.ERROR


@attrs.frozen(kw_only=True)
class _Rest:
    """What a file has for a revision besides its bundles."""

    number: int
    seen: Moment | None = None
    carries: tuple[Carry, ...] = ()
    issues: tuple[_Issue, ...] = ()
    added: tuple[Span, ...] = ()


def dumps(revision: Revision, *, indent: int | None = None) -> str:
    """Write a revision as JSON, with those before it.

    Args:
        revision: The last revision of the chain.
        indent: Spaces for each level of nesting; None for a single line.

    Returns:
        The JSON text, the earliest revision first.
    """
    revisions = [_written(one) for one in revision.chain()][::-1]
    return json_text({"format_version": FORMAT_VERSION, "revisions": revisions}, indent)


def _written(revision: Revision) -> dict[str, Any]:
    issues = [
        _Issue(path=one.path, code=one.code, message=one.message, value=_text(one), fix=one.fix, severity=one.severity)
        for one in revision.issues
    ]
    rest = _Rest(
        number=revision.number,
        seen=revision.seen,
        carries=revision.carries,
        issues=tuple(issues),
        added=revision.added,
    )
    return {**plain_values(rest), "before": as_values(revision.before), "bundle": as_values(revision.bundle)}


def _text(issue: Issue) -> str | None:
    return None if issue.value is None else str(issue.value)


def loads(text: str | bytes) -> Revision:
    """Read a revision from JSON, with those before it.

    Args:
        text: The JSON text; bytes are UTF-8.

    Raises:
        BundleError: It is not JSON, or not a valid revision; the error lists every issue.
        TypeError: It is neither a string nor bytes.
    """
    data = parse(given_json(text, "read the file first"))
    if not isinstance(data, dict):
        raise BundleError([Issue("", "type", "a revision is a JSON object", data)])
    data = to_current(data, "bundle")
    issues = [
        Issue(name or ".", "unknown-field", "a revision has no field of this name", name, _FIX)
        for name in data
        if name not in _FIELDS
    ]
    rows = data.get("revisions")
    if not isinstance(rows, list) or not rows:
        raise BundleError([*issues, Issue("revisions", "type", "a list of at least one revision was expected", rows)])
    previous: Revision | None = None
    for index, row in enumerate(rows):
        revision = _read(row, f"revisions[{index}]", previous, issues)
        previous = previous if revision is None else revision
    if issues or previous is None:
        raise BundleError(issues)
    return previous


def _read(row: object, path: str, previous: Revision | None, issues: list[Issue]) -> Revision | None:
    """Read one revision of a file; return None if it cannot be read. Issues are added to the list."""
    if not isinstance(row, dict):
        issues.append(Issue(path, "type", "an object was expected", row))
        return None
    rest, faults = structure({name: value for name, value in row.items() if name not in _BUNDLES}, _Rest, path)
    before, bundle = (_bundle(row.get(name), f"{path}.{name}", issues) for name in _BUNDLES)
    issues += faults
    if rest is None or before is None or bundle is None:
        return None
    fields = {name: getattr(rest, name) for name in ("carries", "added", "number", "seen")}
    told = [Issue(one.path, one.code, one.message, one.value, one.fix, one.severity) for one in rest.issues]
    issues += _misplaced(path, rest, before, bundle)
    return Revision(before=before, bundle=bundle, issues=Issues(told), previous=previous, **fields)


def _bundle(values: object, path: str, issues: list[Issue]) -> Bundle | None:
    try:
        return from_json(values)
    except BundleError as error:
        issues += [attrs.evolve(one, path=".".join(filter(None, (path, one.path)))) for one in error.issues]
        return None


def _misplaced(path: str, rest: _Rest, before: Bundle, bundle: Bundle) -> Iterator[Issue]:
    """Issues for carries of records that the earlier bundle lacks, and for spans that are not in the texts."""
    ours, theirs = before.article.text, bundle.article.text
    for index, carry in enumerate(rest.carries):
        at = f"{path}.carries[{index}]"
        if carry.record_id not in before:
            yield Issue(f"{at}.record_id", "unknown-id", "no record of the earlier bundle has this id", carry.record_id)
        for name, span in walk(carry):
            if isinstance(span, Span):
                yield from _wrong(f"{at}.{name}", span, ours if name.endswith("before") else theirs)
    for index, span in enumerate(rest.added):
        yield from _wrong(f"{path}.added[{index}]", span, theirs)


def _wrong(path: str, span: Span, text: str | None) -> Iterator[Issue]:
    if text is not None and text[max(span.start, 0) : span.end] != span.exact:
        yield Issue(path, "span-text", "these words are not at these offsets", span.exact, RULES["span-text"].fix)
