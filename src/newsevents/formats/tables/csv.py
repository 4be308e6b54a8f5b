"""CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from typing import IO, Any

_UNSEEN = (  # white space, controls, Unicode's Default_Ignorable_Code_Point and blank characters
    r"\s\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_MAY_RUN = re.compile(
    rf"['{_UNSEEN}]*"  # invisible, or added by us
    r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"  # ASCII, full-width and small forms
    r"|'*[\t\n\r]"
)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def write_rows(stream: IO[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write rows as CSV (RFC 4180), each value as its `cell`."""
    csv.writer(stream, lineterminator="\r\n").writerows(map(cell, row) for row in rows)


def cell(value: Any) -> Any:
    """Convert a value for a cell: a boolean to a word, a list to JSON, None to an empty cell.

    A string that a spreadsheet would run as a formula is preceded by an apostrophe, which spreadsheets show or treat as
    marking text: a string that starts with ``=``, ``+``, ``-`` or ``@``, including full-width forms and after invisible
    characters, or with a tab or a line end. The same applies if such a start already follows apostrophes, so that
    removing one apostrophe from every such cell restores the original. A number, or a string that is just a plain
    number, is not a formula. See OWASP, "CSV Injection".
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and _MAY_RUN.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
