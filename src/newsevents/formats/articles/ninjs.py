"""Articles from ninjs, the IPTC's News in JSON, versions 1.x, 2.x and 3.x.

The versions differ: names are in lower case in 1.x and 2.x and in camel case in 3.x; bodies and headlines are separate
properties in 1.x (``body_text``) and lists of objects in later versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from newsevents.errors import BundleError, Issue
from newsevents.formats._ninjs import MAIN, PROPERTIES, ROLES
from newsevents.formats.articles.fields import make_article
from newsevents.formats.articles.markup import MarkupError, markup_text
from newsevents.formats.urns import NAMESPACE
from newsevents.model.ids import ID
from newsevents.model.records import Article
from newsevents.wire.json import parse

_TYPED_KINDS = {"": "", "text/plain": "plain"}
_TYPED_KINDS |= dict.fromkeys(("text/html", "text/html5", "application/xhtml+xml"), "markup")
_NAMED_KINDS = {"text": "plain", "plain": "plain"} | dict.fromkeys(("html", "html5", "xhtml"), "markup")
"""The kinds of bodies, by content type and by the suffix of a 1.x property after ``body_``."""

_MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#|[A-Za-z]+;)")


@attrs.frozen
class _Body:
    """A body of an item. ``kind`` is plain, markup, or other if the body cannot be read."""

    path: str
    kind: str
    main: bool
    value: str


def from_ninjs(data: Mapping[str, Any] | str | bytes) -> Article:
    """Make an article from a ninjs item of version 1.x, 2.x or 3.x.

    A plain-text body is used unchanged. If there is only one in XHTML or HTML, its blocks become lines, table cells are
    separated by tabs, and white space is treated as in HTML; scripts, styles and titles are left out.

    Args:
        data: The item, as JSON text or as JSON values.

    Returns:
        The article: the text of its main body, its main headline (or else its title), ``versionCreated`` (or else
        ``firstCreated``, ``contentCreated``) as its date, the language, the URI as its address, and the parties whose
        role is publisher or editor.

    Raises:
        BundleError: The data is not such an item, or does not say which body is the text; the error lists every issue.

    >>> from_ninjs({"uri": "https://example.org/1", "headline": "Rain", "body_text": "It rained."}).title
    'Rain'
    """
    item: Any = bytes(data) if isinstance(data, bytearray | memoryview) else data
    if isinstance(item, str | bytes):
        item = parse(item)
    if not isinstance(item, Mapping):
        raise BundleError([Issue("", "type", "a ninjs item is a JSON object", item)])
    issues: list[Issue] = []
    _check_version(item, issues)
    found = {
        "text": _body(item, issues),
        "id": _own_id(item, issues),
        "title": _headline(item, issues) or _first(item, *PROPERTIES["title"][1:]),
        "publisher": _publisher(item, issues),
        **{field: _first(item, *PROPERTIES[field]) for field in ("published", "language", "url")},
    }
    given = {name: value for name, value in found.items() if value is not None}
    if "url" not in given:
        issues.append(Issue("uri", "missing-field", "a ninjs item needs its URI"))
    elif str(given["url"][1]).startswith(NAMESPACE):
        del given["url"]
    article = make_article(given, issues)
    return attrs.evolve(article, editors=list(_parties(item, "editors", [])))


def _first(item: Mapping[str, Any], *keys: str) -> tuple[str, Any] | None:
    """The name and value of the first of some properties that an item has, in either spelling."""
    names = (name for key in keys for name in dict.fromkeys((key, key.lower())))
    return next(((name, item[name]) for name in names if item.get(name) is not None), None)


def _objects(item: Mapping[str, Any], issues: list[Issue], *keys: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The objects in a property that is a list, each with its path."""
    key, values = _first(item, *keys) or ("", [])
    if not isinstance(values, list | tuple):
        issues.append(Issue(key, "type", "a list was expected", values))
        return
    for index, value in enumerate(values):
        path = f"{key}[{index}]"
        if isinstance(value, Mapping):
            yield path, value
        else:
            issues.append(Issue(path, "type", "an object was expected", value))


def _check_version(item: Mapping[str, Any], issues: list[Issue]) -> None:
    key, standard = _first(item, "standard", "$standard") or ("", {})
    if isinstance(standard, Mapping) and str(standard.get("name")).lower() == "ninjs":
        version = standard.get("version")
        if version is not None and str(version).partition(".")[0] not in ("1", "2", "3"):
            message = "this version of newsevents reads ninjs 1, 2 and 3"
            issues.append(Issue(f"{key}.version", "version", message, version))


def _bodies(item: Mapping[str, Any], issues: list[Issue]) -> Iterator[_Body]:
    found: list[tuple[str, str, bool, object]] = [
        (f"{path}.value", _kind(body), body.get("role") == MAIN, body.get("value"))
        for path, body in _objects(item, issues, *PROPERTIES["text"])
    ]
    names = [key for key in item if isinstance(key, str) and key.startswith("body_")]
    found += [(name, _NAMED_KINDS.get(name.removeprefix("body_").lower(), ""), False, item[name]) for name in names]
    for path, kind, main, value in found:
        if value is None:
            issues.append(Issue(path, "missing-field", "a body needs its value"))
        elif not isinstance(value, str):
            issues.append(Issue(path, "type", "a text was expected", value))
        elif value.strip():
            untold = "other" if _MARKUP.search(value) else "plain"  # the same text in either format
            yield _Body(path, kind or untold, main, value)


def _kind(body: Mapping[str, Any]) -> str:
    """The kind of a body or a headline by its content type; empty if it has none."""
    _, media = _first(body, "contentType") or ("", "")
    name = str(media).partition(";")[0].strip().lower()
    return _TYPED_KINDS.get(name, "other")


def _body(item: Mapping[str, Any], issues: list[Issue]) -> tuple[str, str] | None:
    """The path and the text of the body that is the article's text."""
    count = len(issues)
    bodies = list(_bodies(item, issues))
    bodies = [body for body in bodies if body.main] or bodies
    for kind in ("plain", "markup"):
        fitting = {body.value: body for body in reversed(bodies) if body.kind == kind}
        if len(fitting) == 1:
            body = next(iter(fitting.values()))
            return body.path, body.value if kind == "plain" else _text_of(body.path, body.value, issues)
        if fitting:
            message = "several bodies could be the text, and not exactly one has the role main"
            fix = 'give the one that is the text the role "main"'
            issues.append(Issue("bodies", "missing-field", message, [body.path for body in bodies], fix))
            return None
    if bodies:
        message = "no body is known to be plain text, HTML or XHTML"
        fix = "give the body a content type"
        issues.append(Issue("bodies", "missing-field", message, [body.path for body in bodies], fix))
    elif len(issues) == count:
        issues.append(Issue("bodies", "missing-field", "an article needs its text", fix="give it as a body"))
    return None


def _headline(item: Mapping[str, Any], issues: list[Issue]) -> tuple[str, Any] | None:
    """The main headline of a list, or its only one."""
    headlines = list(_objects(item, issues, PROPERTIES["title"][0]))
    main = [one for one in headlines if one[1].get("role") == MAIN] or headlines
    if len(main) != 1:
        return None
    path, headline = main[0][0] + ".value", main[0][1]
    value = headline.get("value")
    if isinstance(value, str) and _kind(headline) == "markup":
        value = _text_of(path, value, issues).replace("\n", " ")
    return None if value is None else (path, value)


def _own_id(item: Mapping[str, Any], issues: list[Issue]) -> tuple[str, str] | None:
    """The id written by `to_ninjs`. In 1.x, alternative ids are not a list."""
    if isinstance(item.get("altids"), Mapping):
        return None
    for path, one in _objects(item, issues, *PROPERTIES["id"]):
        if one.get("role") == ROLES["id"]:
            value = one.get("value")
            if isinstance(value, str) and value.startswith("article:") and ID.fullmatch(value):
                return f"{path}.value", value
            issues.append(Issue(f"{path}.value", "id-form", "the id of an article was expected", value))
    return None


def _parties(item: Mapping[str, Any], field: str, issues: list[Issue]) -> dict[str, str]:
    """The names of the information sources with a field's role, and their paths. In 1.x the role is a relation."""
    parties: dict[str, str] = {}
    for path, party in _objects(item, issues, *PROPERTIES[field]):
        role = re.split("[/:#]", str(party.get("role") or party.get("rel")))[-1]
        if isinstance(party.get("name"), str) and role == ROLES[field].rpartition("/")[2]:
            parties.setdefault(party["name"], f"{path}.name")
    return parties


def _publisher(item: Mapping[str, Any], issues: list[Issue]) -> tuple[str, str] | None:
    """The publisher, if there is exactly one."""
    parties = [(path, name) for name, path in _parties(item, "publisher", issues).items()]
    return parties[0] if len(parties) == 1 else None


def _text_of(path: str, markup: str, issues: list[Issue]) -> str:
    try:
        return markup_text(markup)
    except MarkupError as error:
        issues.append(Issue(path, "type", f"this is not HTML or XHTML: {error}", markup))
        return markup
