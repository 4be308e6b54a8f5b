"""Plain text: a summary of a bundle that reads well in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.bundle import Bundle
from newsevents.formats._views.plain import lines, wrapped
from newsevents.formats._views.records import article_facts, headline, plain, records_of, title_of
from newsevents.formats._views.wording import one_line
from newsevents.model.records import LISTS, Actor, Source

__all__ = ["summary"]


def __dir__() -> list[str]:
    return __all__


def summary(bundle: Bundle, *, width: int = 100, spans: bool = False) -> str:
    """Summarize a bundle in plain text: the actors, then the events in the order of the text.

    Each record has a headline, its content and its fields; ids, rules, evidence and mentions are left out. Long lists
    are cut and the rest is counted.

    Args:
        bundle: The bundle.
        width: The length of a line, in code points; at least 40.
        spans: Whether to show the offsets of words, as ``[start:end]``, half-open in code points, and also the evidence
            and the mentions.

    Returns:
        The text, with a final line end. Characters that would control the terminal or the text direction are replaced
        by visible stand-ins.
    """
    return "".join(f"{line}\n" for line in wrapped(_lines(bundle, spans), width))


def _lines(bundle: Bundle, spans: bool) -> Iterator[str]:
    yield one_line(title_of(bundle))
    yield ", ".join(plain(fact) for fact in article_facts(bundle.article, bundle.generator))
    for name in LISTS:
        records = records_of(bundle, name)
        if records:
            yield from ("", f"{name.capitalize()} ({len(records)})")
        for number, record in enumerate(records, 1):
            head, rows = headline(bundle, record), lines(bundle, record, spans=spans)
            if isinstance(record, Actor | Source):
                yield f"  {' · '.join([head, *rows])}"
            else:
                yield f"{number:>3}. {head}"
                yield from (f"     {row}" for row in rows)
