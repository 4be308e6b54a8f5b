"""The view of a revision: why records no longer hold, and both texts with the changed words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsevents.formats._views.html import Html, element
from newsevents.formats._views.segments import segments
from newsevents.formats._views.wording import one_line
from newsevents.formats.diff.page import page
from newsevents.model.values import Span
from newsevents.revision.model import Outcome, Revision

_LINE = "rgba(128,128,128,.4)"
_LIGHT = {"del": "rgba(215,60,40,.1)", "ins": "rgba(40,160,70,.1)"}
_STRONG = {"del": "rgba(215,60,40,.3)", "ins": "rgba(40,160,70,.32)"}


def revision_to_html(revision: Revision) -> str:
    """A revision as an HTML fragment, with inline styles and without scripts.

    The issues come first, then both texts, side by side if there is room. In the earlier text, the sentences of records
    that no longer hold are in ``del``; in the newer text, new sentences are in ``ins``. The changed words in them are
    in ``strong``.

    Args:
        revision: The result of `newsevents.revise`.

    Returns:
        One ``div`` element.
    """
    style = "font:14px/1.5 system-ui,sans-serif;color:inherit;text-align:left;overflow-wrap:anywhere"
    return element("div", _html(revision), style=style)


def revision_to_page(revision: Revision) -> str:
    """A revision as a complete HTML document, light or dark as the reader's system is set, without scripts.

    Args:
        revision: What `newsevents.revise` found.
    """
    article = revision.before.article
    return page(f"Revision: {one_line(article.title or article.id)}", revision_to_html(revision), width="80rem")


def _html(revision: Revision) -> Iterator[Html]:
    article = revision.before.article
    yield element("p", element("strong", element("bdi", article.title or article.id)), style="margin:0")
    yield element("p", revision.summary(), style="margin:.3em 0 .8em")
    if revision.issues:
        lines = [element("li", element("bdi", one_line(str(issue)))) for issue in revision.issues]
        yield element("ul", lines, style="padding-left:1.2em")
    faults = [one for one in revision.carries if one.outcome not in (Outcome.SAME, Outcome.MOVED)]
    changes = [change for one in faults for change in one.changes]
    before = _marked(
        revision.before.article.text or "",
        "del",
        [one.before for one in faults],
        [change.before for change in changes if change.before is not None],
    )
    after = _marked(
        revision.bundle.article.text or "",
        "ins",
        revision.added,
        [change.after for change in changes if change.after is not None],
    )
    columns = [_column("Earlier text", before), _column("Newer text", after)]
    yield element("div", columns, style="display:flex;flex-wrap:wrap;gap:1em")


def _column(title: str, content: Sequence[Html]) -> Html:
    look = f"flex:1 1 20rem;border-top:1px solid {_LINE};padding-top:.5em"
    return element("div", element("strong", title), element("div", content, style="white-space:pre-wrap"), style=look)


def _marked(text: str, name: str, light: Iterable[Span], strong: Iterable[Span]) -> list[Html]:
    """A text with some stretches in an element, and parts of these in bold."""
    lights = _merged(light)
    return [
        _stretch(
            text[piece.start : piece.end],
            name,
            light=any(mark < len(lights) for mark in piece.marks),
            strong=any(mark >= len(lights) for mark in piece.marks),
        )
        for piece in segments(len(text), [*lights, *_merged(strong)])
    ]


def _stretch(words: str, name: str, *, light: bool, strong: bool) -> Html:
    if not light and not strong:
        return element("span", words)
    colour = (_STRONG if strong else _LIGHT)[name]
    look = f"text-decoration:none;color:inherit;border-radius:.2em;background:{colour}"
    return element(name, element("strong", words) if strong else words, style=look)


def _merged(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Spans as pairs of offsets, in order; adjacent and overlapping ones are merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted({(span.start, span.end) for span in spans}):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
