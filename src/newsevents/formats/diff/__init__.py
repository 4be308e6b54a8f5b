"""Views of a difference between two bundles: plain text for a terminal, HTML for a notebook or a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsevents.comparison.difference import Difference
from newsevents.formats._views.html import Html, element
from newsevents.formats._views.plain import wrapped
from newsevents.formats._views.style import INKS
from newsevents.formats._views.wording import one_line
from newsevents.formats.diff.entries import Entry, Piece, Row, article_rows, counts, entries, makers
from newsevents.formats.diff.page import page
from newsevents.formats.diff.revised import revision_to_html, revision_to_page
from newsevents.model.records import LISTS

__all__ = ["diff_to_html", "diff_to_page", "diff_to_text", "revision_to_html", "revision_to_page"]


def __dir__() -> list[str]:
    return __all__


def diff_to_text(difference: Difference, *, width: int = 100) -> str:
    """A difference in plain text: the counts, then the differences, class by class in the order of the text.

    As in wdiff, ``[-…-]`` marks what only the first bundle has, ``{+…+}`` what only the second has.

    Args:
        difference: The result of `newsevents.diff`.
        width: The length of a line, in code points; at least 40.

    Returns:
        The text, without a final line end. Characters that would control the terminal or the text direction are
        replaced by visible stand-ins.
    """
    return "\n".join(wrapped(_text_lines(difference), width))


def diff_to_html(difference: Difference) -> str:
    """A difference as an HTML fragment, with inline styles and without scripts.

    Removed and added parts are in ``del`` and ``ins``, marked by a sign as well as a colour. Text inherits the colour
    of the surrounding page, light or dark.

    Args:
        difference: The result of `newsevents.diff`.

    Returns:
        One ``div`` element.
    """
    style = "font:14px/1.5 system-ui,sans-serif;color:inherit;max-width:60rem;text-align:left;overflow-wrap:anywhere"
    return element("div", _html(difference), style=style)


def diff_to_page(difference: Difference) -> str:
    """A difference as a complete HTML document, light or dark as the reader's system is set, without scripts.

    Args:
        difference: The result of `newsevents.diff`.
    """
    article = difference.before.article
    return page(f"Differences: {one_line(article.title or article.id)}", diff_to_html(difference))


# --- plain text


def _text_lines(difference: Difference) -> Iterator[str]:
    article = difference.before.article
    yield one_line(article.title or article.id)
    before, after = makers(difference)
    yield f"- {before}"
    yield f"+ {after}"
    yield ""
    yield f"{'':12}{'removed':>9}{'added':>9}{'changed':>9}{'equal':>9}"
    for name, numbers in counts(difference):
        yield f"{name:12}" + "".join(f"{number:9}" for number in numbers)
    if difference.article:
        yield from ("", "Article")
        yield from (f"    {_text_row(row)}" for row in article_rows(difference))
    for name in LISTS:
        found = entries(difference, name)
        if found:
            yield from ("", name.capitalize())
        for entry in found:
            yield f"{entry.mark} {entry.head}"
            yield from (f"    {_text_row(row)}" for row in entry.rows)


_TEXT_MARKS = {"-": ("[-", "-]"), "+": ("{+", "+}"), "": ("", "")}


def _text_row(row: Row) -> str:
    text = "".join(piece.text.join(_TEXT_MARKS[piece.mark]) for piece in row.pieces)
    return f"{row.name}: {text}" if row.name else text


# --- HTML

_GREY = "rgba(128,128,128,.4)"
_ENTRIES = {
    "-": ("− removed", "rgba(215,60,40,.12)"),
    "+": ("+ added", "rgba(40,160,70,.13)"),
    "~": ("~ changed", "rgba(128,128,128,.1)"),
}
_PIECES = {"-": ("del", "−", "rgba(215,60,40,.24)"), "+": ("ins", "+", "rgba(40,160,70,.26)")}


def _html(difference: Difference) -> Iterator[Html]:
    article = difference.before.article
    before, after = makers(difference)
    yield element("p", element("strong", element("bdi", article.title or article.id)), style="margin:0")
    makers_line = (_piece(Piece("-", before)), " → ", _piece(Piece("+", after)))
    yield element("p", makers_line, style="margin:.3em 0 .8em")
    yield _table(difference)
    if difference.article:
        yield _section("Article", "", [_rows(article_rows(difference))])
    for name in LISTS:
        found = entries(difference, name)
        if found:
            yield _section(name.capitalize(), name, map(_entry, found))


def _table(difference: Difference) -> Html:
    left, right = "padding:.1em 0;text-align:left", "padding:.1em 0 .1em .7em;text-align:right"
    titles = ("− removed", "+ added", "~ changed", "= equal")
    header = element("tr", element("td"), [element("th", title, scope="col", style=right) for title in titles])
    look = f"{left};font-weight:normal;white-space:nowrap"
    body = [
        element(
            "tr", element("th", name, scope="row", style=look), [element("td", str(n), style=right) for n in numbers]
        )
        for name, numbers in counts(difference)
    ]
    whole = "border-collapse:collapse;font-size:inherit;margin:0;overflow-wrap:normal"
    return element("table", element("thead", header), element("tbody", body), style=whole)


def _section(title: str, name: str, content: Iterable[Html]) -> Html:
    light, dark = INKS.get(name.removesuffix("s"), (_GREY, _GREY))
    bar = f"border-left:.4em solid {light};border-left-color:light-dark({light},{dark})"
    heading = element("summary", element("strong", title), style="cursor:pointer")
    return element("details", heading, *content, open=True, style=f"margin:1em 0;padding-left:.6em;{bar}")


def _entry(entry: Entry) -> Html:
    label, colour = _ENTRIES[entry.mark]
    head = element("div", element("strong", label), "\u2002", element("bdi", entry.head))
    style = f"margin:.4em 0;padding:.3em .6em;border-radius:.3em;background:{colour}"
    return element("div", head, _rows(entry.rows), style=style)


def _rows(rows: Iterable[Row]) -> Html:
    """Fields and their pieces, side by side if there is room."""
    lines = [
        element(
            "div",
            element("dt", row.name, style="flex:0 0 7em;font-size:90%;opacity:.8") if row.name else None,
            element("dd", map(_piece, row.pieces), style="flex:1 1 18em;margin:0;overflow-wrap:anywhere"),
            style="display:flex;flex-wrap:wrap;gap:0 .6em;margin:.15em 0",
        )
        for row in rows
    ]
    return element("dl", lines, style="margin:.2em 0 0") if lines else Html()


def _piece(piece: Piece) -> Html:
    if not piece.mark:
        return element("bdi", piece.text)
    name, sign, colour = _PIECES[piece.mark]
    style = f"text-decoration:none;color:inherit;border-radius:.2em;padding:0 .2em;background:{colour}"
    return element(name, element("b", sign), "\u00a0", element("bdi", piece.text), style=style)
