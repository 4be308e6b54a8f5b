"""CSV that a spreadsheet shows and does not run."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from typing import IO, Any

_UNSEEN = (  # white space, controls, and what Unicode has as Default_Ignorable_Code_Point and as blank
    r"\s\x00-\x1f\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f"
    r"\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_MAY_RUN = re.compile(
    rf"['{_UNSEEN}]*"  # not seen, or ours
    r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"  # as they are, at full width and small
    r"|'*[\t\n\r]"
)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def write_rows(stream: IO[str], rows: Iterable[Iterable[Any]]) -> None:
    """Write rows as RFC 4180 has it, each value as its `cell`."""
    csv.writer(stream, lineterminator="\r\n").writerows(map(cell, row) for row in rows)


def cell(value: Any) -> Any:
    """A value as it is written in a cell: true and false as words, a list as JSON, what is absent as nothing.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets show or take
    for the mark of a text: one that begins with ``=``, ``+``, ``-`` or ``@``, also at full width or after what
    is not seen, or with a tab or a line end. So does one that begins with apostrophes and then such a sign:
    who takes one apostrophe away from every such cell has the texts again. A number, or a text that is nothing but a
    plain number, is not a formula. After OWASP's "CSV Injection".
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and _MAY_RUN.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
