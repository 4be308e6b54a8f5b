"""Conversion of HTML and XHTML to lines of text in one pass.

`html.parser` is not used: on broken markup it differs between Python releases and takes quadratic time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|"
    "form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|optgroup|option|p|pre|search|section|summary|table|"
    "tbody|tfoot|thead|tr|ul"
)
"""The elements that HTML sets off by line breaks (HTML Standard, section 15.3)."""

_NO_TEXT = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "title")}
"""The end tags of elements whose content is not part of the page's text."""

_NAME = re.compile(r"</?([A-Za-z][^\s/>]*)")
_BETWEEN = re.compile(r"[^>=]*")
_SPACE = re.compile(r"\s*")
_WHITE_SPACE = re.compile(r"[ \t\n\f\r]+")


class MarkupError(ValueError):
    """The markup has an unterminated construct, which would hide everything after it."""


def markup_text(markup: str) -> str:
    """The text of HTML or XHTML markup.

    Each block, line break, table row and line of ``pre`` becomes a line. Table cells are separated by tabs; other white
    space is collapsed to a single space. Empty lines, scripts, styles, titles and comments are left out.

    Raises:
        MarkupError: A tag, a comment, or an element without text content has no end.

    >>> markup_text("<p>Ana Lima <b>said</b>:</p> <p>&ldquo;Safe.&rdquo;</p>").splitlines()
    ['Ana Lima said:', '“Safe.”']
    """
    lines: list[list[list[str]]] = [[[]]]
    preformatted = 0
    for kind, value in _tokens(markup):
        if kind == "text":
            first, *rest = value.split("\n") if preformatted else [value]
            lines[-1][-1].append(first)
            lines += ([[line]] for line in rest)
        elif _BLOCK.fullmatch(value):
            lines.append([[]])
            if value == "pre":
                preformatted = preformatted + 1 if kind == "start" else max(0, preformatted - 1)
        elif value in ("td", "th") and kind == "start":
            lines[-1].append([])
    return "\n".join(filter(None, map(_line, lines)))


def _line(cells: list[list[str]]) -> str:
    """A line from its cells, each given in pieces, with white space as in HTML."""
    return "\t".join(_WHITE_SPACE.sub(" ", "".join(cell)).strip(" ") for cell in cells).strip("\t")


def _tokens(markup: str) -> Iterator[tuple[str, str]]:
    """The ``start`` and ``end`` of each element with its name, and each ``text`` in between."""
    position = 0
    while (begin := markup.find("<", position)) >= 0:
        yield "text", _characters(markup[position:begin])
        if markup.startswith("<!--", begin):
            position = _after("-->", markup, begin + 4, "a comment")
        elif markup.startswith("<![CDATA[", begin):
            position = _after("]]>", markup, begin + 9, "a CDATA section")
            yield "text", markup[begin + 9 : position - 3]
        elif markup.startswith(("<!", "<?"), begin):
            position = _after(">", markup, begin, "a declaration")
        elif name := _NAME.match(markup, begin):
            position = _tag_end(markup, name.end())
            tag = name[1].lower()
            kind = "end" if markup[begin + 1] == "/" else "start"
            yield kind, tag
            if kind == "start" and tag in _NO_TEXT and not markup.startswith("/>", position - 2):
                end = _NO_TEXT[tag].search(markup, position)
                if end is None:
                    raise MarkupError(f"the element {tag} has no end")
                position = end.start()
        else:
            yield "text", "<"
            position = begin + 1
    yield "text", _characters(markup[position:])


def _after(mark: str, markup: str, position: int, what: str) -> int:
    end = markup.find(mark, position)
    if end < 0:
        raise MarkupError(f"{what} has no end")
    return end + len(mark)


def _tag_end(markup: str, position: int) -> int:
    """The position after a tag. A quotation mark counts only where a value starts, so that no apostrophe hides text."""
    while True:
        position = _next(_BETWEEN, markup, position)
        if position == len(markup):
            raise MarkupError("a tag has no end")
        if markup[position] == ">":
            return position + 1
        position = _next(_SPACE, markup, position + 1)
        if (mark := markup[position : position + 1]) in ('"', "'"):
            position = _after(mark, markup, position + 1, "a value")


def _next(pattern: re.Pattern[str], markup: str, position: int) -> int:
    match = pattern.match(markup, position)
    assert match is not None  # the pattern also matches the empty string
    return match.end()


def _characters(text: str) -> str:
    """A text with its character references resolved."""
    try:
        return html.unescape(text)
    except ValueError:  # a number with more digits than Python converts
        raise MarkupError("a character reference has too many digits") from None
