"""Web pages: decoding, main text, and the metadata that they state."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from newsevents.errors import BundleError, Issue, MissingExtraError
from newsevents.formats.articles.fields import read_moment
from newsevents.model.moments import Moment
from newsevents.rules.values import LANGUAGE_TAG
from newsevents.wire.json import given_json, parse

T = TypeVar("T")

_STATED_DATES = ("article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "parsely-pub-date")
"""The names, in lower case, of ``meta`` elements that state the date of publication, the most precise first."""

_PUBLISHERS = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher")
"""The names of ``meta`` elements that state the publisher."""

_WEB_ADDRESS = re.compile(r"https?://[^\x00-\x20\x7f-\xa0\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ATTRIBUTE = (
    r"""[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"[^"]*+"?|'[^']*+'?|[^ \t\n\f\r>]*+))?+"""
)
_TAG = re.compile(rf"<[A-Za-z][^ \t\n\f\r/>]*+((?:[ \t\n\f\r/]++|{_ATTRIBUTE})*+)")
"""A start tag and its attributes, as the HTML Standard, section 13.2.5, divides them: attributes may be separated by
just a slash, or by nothing after a quoted value."""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_MOST = 4096
"""The most attributes in an element: libxml2 compares each with all the others."""
_WHITE_SPACE = re.compile(r"[ \t\n\f\r]+")


def read_page(html: str | bytes) -> dict[str, Any]:
    """Read the main text and the metadata of a page, as arguments of `Article.from_text`; None for missing ones.

    See `newsevents.formats.articles.from_html`.
    """
    try:
        import trafilatura
    except ImportError:
        raise MissingExtraError("from_html", "html") from None
    html = given_json(html, "read the file first", "a page")
    markup = html if isinstance(html, str) else _decode(html)
    if found := _SURROGATE.search(markup):
        raise BundleError(
            [Issue("", "surrogate", f"lone surrogate at offset {found.start()}; the text must be valid Unicode")]
        )
    if any(len(tag[1]) > _MOST and len(_ATTRIBUTES.findall(tag[1])) > _MOST for tag in _TAG.finditer(markup)):
        raise BundleError([Issue("", "too-many", f"an element of the page has over {_MOST} attributes")])
    tree: Any = trafilatura.load_html(markup)
    # when libxml2 hits a limit, it returns what came before as if it were the whole page
    if tree is not None and any(one.level_name == "FATAL" for one in tree.getroottree().parser.error_log):
        raise BundleError([Issue("", "too-long", "the page is too long or nested too deeply to be read as a whole")])
    stated = {} if tree is None else _stated(tree)  # first: the extractor may change the tree
    text = None if tree is None else trafilatura.extract(tree, include_comments=False)
    if text is None:
        fix = "find the text in another way, and give it to Article.from_text"
        raise BundleError([Issue("article.text", "empty", "the page has no main text", fix=fix)])
    return {"text": text, **stated}


# --- the page's metadata


def _stated(tree: Any) -> dict[str, Any]:
    nodes = _linked_data(tree)
    articles = list(_articles(nodes))
    tops, titles = tree.iter("h1"), tree.iterfind(".//head/title")
    roots = [value for root in tree.iter("html") for value in (root.get("lang"), root.get("xml:lang"))]
    links = [link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    times = [time for time in tree.iter("time") if time.get("itemprop") == "datePublished"]
    headlines, dates = ([node.get(name) for node in articles] for name in ("headline", "datePublished"))
    return {
        "title": _agreed(_words, headlines, _meta(tree, "og:title"), map(_inner, tops), map(_inner, titles)),
        "published": _agreed(
            _moment, dates, *(_meta(tree, name) for name in _STATED_DATES), (time.get("datetime") for time in times)
        ),
        "publisher": _agreed(_words, _publishers(nodes, articles), *(_meta(tree, name) for name in _PUBLISHERS)),
        "language": _agreed(_tag, roots, _meta(tree, "content-language")),
        "url": _agreed(_web_address, (link.get("href") for link in links), _meta(tree, "og:url")),
    }


def _agreed(read: Callable[[object], T | None], *sources: Iterable[object]) -> T | None:
    """The value of the first source that states exactly one; sources that contradict themselves are skipped."""
    for source in sources:
        values = {str(value): value for given in source if (value := read(given)) is not None}
        if len(values) == 1:
            return next(iter(values.values()))
    return None


def _inner(element: Any) -> str:
    return "".join(element.itertext())


def _publishers(nodes: list[dict[str, Any]], articles: list[dict[str, Any]]) -> Iterator[object]:
    """The publisher's name in each article, or in the node that the article refers to."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    for article in articles:
        one = article.get("publisher")
        if isinstance(one, dict) and "name" not in one and isinstance(one.get("@id"), str):
            one = known.get(one["@id"])
        yield one.get("name") if isinstance(one, dict) else one


def _meta(tree: Any, name: str) -> Iterator[str | None]:
    """The contents of the ``meta`` elements with a name."""
    for meta in tree.iter("meta"):
        names = (meta.get(attribute) for attribute in ("property", "name", "itemprop", "http-equiv"))
        if any(one is not None and one.strip().lower() == name for one in names):
            yield meta.get("content")


def _linked_data(tree: Any) -> list[dict[str, Any]]:
    """The nodes of the page's JSON-LD, at the top level or in its graph. Invalid JSON is ignored."""
    nodes = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                data = parse(script.text or "")
            except BundleError:
                continue
            for top in data if isinstance(data, list) else [data]:
                graph = top.get("@graph") if isinstance(top, dict) else None
                nodes += [node for node in (top, *(graph if isinstance(graph, list) else ())) if isinstance(node, dict)]
    return nodes


def _articles(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The nodes of schema.org's Article and its subtypes, whose names end in Article, BlogPosting or Report."""
    for node in nodes:
        kinds = node.get("@type")
        if any(
            isinstance(kind, str) and kind.endswith(("Article", "BlogPosting", "Report"))
            for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield node


def _words(value: object) -> str | None:
    """A text with HTML white space collapsed to single spaces; None if it is blank or not a string."""
    if not isinstance(value, str):
        return None
    words = _WHITE_SPACE.sub(" ", value).strip(" ")
    return words if words.strip() and not _SURROGATE.search(words) else None


def _moment(value: object) -> Moment | None:
    words = _words(value)
    return None if words is None else read_moment(words)


def _tag(value: object) -> str | None:
    words = _words(value)
    return words if words and LANGUAGE_TAG.fullmatch(words) else None


def _web_address(value: object) -> str | None:
    words = _words(value)
    return words if words and _WEB_ADDRESS.fullmatch(words) else None


# --- bytes

_CODECS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""The actual encoding for declarations that mean another one (WHATWG Encoding Standard, sections 4.2 and 4.3, and HTML
Standard, section 13.2.3.2). All names are those of Python's codecs."""

_KNOWN_CODECS = re.compile(
    r"utf-8|cp(866|874|932|949|125[0-8])|iso8859-([2-8]|1[03-6])|koi8-[ru]|mac-(roman|cyrillic)|gb18030|big5hkscs|"
    r"euc_jp|iso2022_jp"
)
"""The codecs of the encodings in the Encoding Standard: Python has others, which a page must not request."""

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARED = re.compile(
    rb"""(?:<meta\s[^>]*?charset\s*=|\A\s*<\?xml[^>]*?encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:+-]{1,40})""", re.IGNORECASE
)


def _decode(html: bytes) -> str:
    """The text of a page, decoded by its byte order mark or by the declaration in its first 1024 bytes."""
    for mark, codec in _MARKS.items():
        if html.startswith(mark):
            return _text(html[len(mark) :], codec, "by its byte order mark")
    declared = _DECLARED.search(_COMMENT.sub(b"", html[:1024]))
    if declared is None:
        return _text(html, "utf-8", "by default")
    label = declared[1].decode("ascii")
    try:
        name = codecs.lookup(label).name
    except LookupError:
        name = ""
    codec = _CODECS.get(name, name)
    if _KNOWN_CODECS.fullmatch(codec) is None:
        fix = "decode it, and give the text"
        raise BundleError([Issue("", "encoding", "the page declares an encoding that is not known", label, fix)])
    return _text(html, codec, f"by its declaration of {label}")


def _text(html: bytes, codec: str, why: str) -> str:
    try:
        return html.decode(codec)
    except UnicodeDecodeError as error:
        message = f"the page should be {codec} {why}, but byte {error.start} is {html[error.start]:#04x}"
        raise BundleError([Issue("", "encoding", message, fix="decode it, and give the text")]) from None
