"""Errors: a single error carries every issue."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from newsevents.terminal import printable, printable_json, render_table

_SHOWN_CHARACTERS = 80
_SHOWN_ISSUES = 50
_ASKED_CHARACTERS = 200

_PATH = re.compile(r"[a-z_]+\[\d")

_ASKED = {
    "json": "return one JSON object in the given form, whole, with no key twice",
    "encoding": "write plain Unicode text",
    "too-long": "return less: only what the article says",
    "too-deep": "return the given form, which has few levels",
    "too-many": "return only what the article says",
    "version": "leave `format_version` out",
    "type": None,
    "span-text": "copy the words from the article",
    "no-span": "copy the words from the article",
    "digest": None,
    "publisher-id": None,
    "no-text": None,
    "extractor-failed": None,
}
"""What to ask of a language model for an issue whose `fix` is addressed to a programmer, by issue code."""


class NewsEventsError(Exception):
    """The base class of every error that newsevents raises on purpose."""


class ExtractionError(NewsEventsError):
    """An article cannot be read: it has no text, or is not in English."""


class MissingExtraError(NewsEventsError, ImportError):
    """A feature needs an extra that is not installed.

    Args:
        feature: The feature, as a user would call it.
        extra: The name of the extra of newsevents that provides it.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(feature, extra)
        self.feature = feature
        self.extra = extra

    def __str__(self) -> str:
        return f'{self.feature} needs an extra: pip install "newsevents[{self.extra}]"'


class Severity(StrEnum):
    """How bad an issue is."""

    ERROR = "error"
    """The data is not a valid bundle."""
    WARNING = "warning"
    """Odd, but possible; reported, never raised."""


def shorten(value: object, limit: int = _SHOWN_CHARACTERS) -> str:
    """The repr of a value, cut in the middle if it is longer than ``limit`` characters. Never fails."""
    if isinstance(value, str):
        shown = repr(value if len(value) <= 4 * limit else value[: 2 * limit] + value[-2 * limit :])
    else:
        try:
            shown = _SHORT.repr(value)
        except Exception:  # the repr of a value of a foreign class, or of a number of 5000 digits
            shown = f"a {type(value).__name__}"
    if len(shown) <= limit:
        return shown
    head = (limit - 1) * 2 // 3
    return f"{shown[:head]}…{shown[head - limit + 1 :]}"


def error_text(error: BaseException) -> str:
    """The class and the message of an error. Never fails."""
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:  # as in shorten
        return type(error).__name__


def _exact(value: object) -> str:
    try:
        return repr(value)
    except Exception:  # as in shorten
        return shorten(value)


_SHORT = reprlib.Repr()
_SHORT.maxlevel = 4
_SHORT.maxother = _SHORT.maxstring = _SHORT.maxlong = 4 * _SHOWN_CHARACTERS


@attrs.frozen
class Issue:
    """One thing that is wrong or odd.

    Attributes:
        path: Where, from the root of the data: ``statements[3].content[0]``. Empty if it is about the data as a whole.
        code: The stable code of the rule that found it; see `newsevents.RULES`.
        message: What is wrong, in a sentence that is safe to print: control characters are replaced.
        value: The offending value, if there is one.
        fix: What to do about it, if known.
        severity: `Severity.ERROR` or `Severity.WARNING`.
        line: The line of the file, counted from 1, in a file with one record a line; None elsewhere.
    """

    path: str = attrs.field(converter=printable)
    code: str
    message: str = attrs.field(converter=printable)
    value: Any = attrs.field(default=None, eq=_exact)
    fix: str | None = attrs.field(default=None, converter=attrs.converters.optional(printable))
    severity: Severity = Severity.ERROR
    line: int | None = None

    def __str__(self) -> str:
        where = _where(self)
        got = "" if self.value is None else f" (got {shorten(self.value)})"
        fix = "" if self.fix is None else f"; {self.fix}"
        return f"{where + ': ' if where else ''}[{self.code}] {self.message}{got}{fix}"

    def to_dict(self) -> dict[str, str | int]:
        """The issue as plain JSON values; a value that JSON cannot represent is given by its repr."""
        written = {"severity": str(self.severity), "value": None if self.value is None else shorten(self.value)}
        names = ("line", "path", "code", "severity", "message", "value", "fix")
        fields = {name: written[name] if name in written else getattr(self, name) for name in names}
        return {name: value for name, value in fields.items() if value is not None}


class Issues(tuple[Issue, ...]):
    """An immutable sequence of issues that prints one issue a line."""

    __slots__ = ()

    @property
    def errors(self) -> Issues:
        """The issues that make the data invalid."""
        return Issues(issue for issue in self if issue.severity is Severity.ERROR)

    @property
    def warnings(self) -> Issues:
        """The issues that are odd but possible."""
        return Issues(issue for issue in self if issue.severity is Severity.WARNING)

    def to_prompt(self) -> str:
        """The issues as a short text to send back to whoever wrote the data, such as a language model.

        Each issue has its path, the value, what is wrong with it and what to do, without rule codes or Python names.
        """
        asked = "\n".join(_asked(number, issue) for number, issue in enumerate(self, 1))
        return asked.encode(errors="backslashreplace").decode()  # a lone surrogate cannot be sent

    def to_table(self, width: int = 100) -> str:
        """The issues as a table in plain text, for people.

        Args:
            width: The number of columns of the text. Cells are wrapped; a word is cut only if it does not fit.
        """
        if not self:
            return ""
        rows = [[_where(issue), issue.code, _with_value(issue), issue.fix or ""] for issue in self]
        return render_table(["where", "rule", "what is wrong", "what to do"], rows, width)

    def __str__(self) -> str:
        return "\n".join(map(str, self))


def _where(issue: Issue) -> str:
    line = "" if issue.line is None else f"line {issue.line}"
    return ", ".join(filter(None, (line, issue.path)))


def _with_value(issue: Issue) -> str:
    """The message of an issue, preceded by the offending value."""
    value = "" if issue.value is None else f"{shorten(issue.value, 2 * _SHOWN_CHARACTERS)}: "
    return f"{value}{issue.message}"


def _asked(number: int, issue: Issue) -> str:
    odd = "This may be wrong: " if issue.severity is Severity.WARNING else ""
    wrote = "Its id is" if issue.code == "duplicate-id" else "You wrote"  # an id may be derived from what was written
    value = "" if issue.value is None else f" {wrote} {_quoted(issue.value)}."
    asked = _ASKED.get(issue.code, issue.fix)
    fix = "" if asked is None or issue.fix is None else f" {_sentence(asked)}"
    return f"{number}. {_where(issue) or 'The whole'}:{value} {_sentence(odd + issue.message)}{fix}"


def _quoted(value: object) -> str:
    """A value as JSON, the form in which the recipient wrote it."""
    if isinstance(value, str):
        shown = value if len(value) <= _ASKED_CHARACTERS else f"{value[:_ASKED_CHARACTERS]}…"
        return printable_json(shown)
    if isinstance(value, tuple) and all(item is None or isinstance(item, str) for item in value):
        return ", ".join(_quoted(item) for item in value if item is not None)
    return shorten(value)


def _sentence(text: str) -> str:
    closed = text if text.rstrip("”'\"").endswith((".", "!", "?")) else f"{text}."
    return closed if _PATH.match(closed) else closed[:1].upper() + closed[1:]


class BundleError(NewsEventsError, ValueError):
    """An article, a draft or a bundle is not valid. Carries every issue that was found.

    Attributes:
        issues: Everything that is wrong, in the order of the data.
    """

    issues: Issues

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = Issues(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        count = len(self.issues)
        lines = [f"{count} issue{'' if count == 1 else 's'}"]
        lines += [f"  {issue}" for issue in self.issues[:_SHOWN_ISSUES]]
        if count > _SHOWN_ISSUES:
            lines.append(f"  … and {count - _SHOWN_ISSUES} more in .issues")
        return "\n".join(lines)
