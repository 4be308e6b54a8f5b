"""Records as lines of plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from newsevents.bundle import Bundle
from newsevents.formats._views.records import facts, offsets, plain
from newsevents.formats._views.wording import one_line
from newsevents.model.records import Allegation, Record, Statement
from newsevents.terminal import printable


def lines(bundle: Bundle, record: Record, *, spans: bool = False) -> Iterator[str]:
    """The fields of a record below its headline, one per line: its content in full, then the others.

    With ``spans`` all words have their offsets, and the evidence and the mentions are shown by their offsets alone.
    """
    if isinstance(record, Statement | Allegation) and record.content:
        yield one_line(" … ".join(f"{one.exact} {offsets(one)}" if spans else one.exact for one in record.content))
    for field, parts in facts(record, bundle):
        if field.name not in ("form", "status", "mentions"):  # the headline has the first two, the text the others
            yield f"{field.label}: {plain(parts, bundle, spans=spans)}"
    for name in ("mentions", "evidence") if spans else ():
        found = getattr(record, name, ())
        if found:
            yield f"{name}: {', '.join(map(offsets, found))}"


def wrapped(rows: Iterable[str], width: int) -> Iterator[str]:
    """Wrap a line at a width of at least 40 code points, with four more spaces before continuation lines.

    Characters that would control the terminal or the text direction are replaced by visible stand-ins.
    """
    for row in rows:
        shown, hanging = printable(row), " " * (len(row) - len(row.lstrip()) + 4)
        yield from textwrap.wrap(shown, max(width, 40), subsequent_indent=hanging, break_on_hyphens=False) or [""]
