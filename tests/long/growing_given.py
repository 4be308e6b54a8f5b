"""Faulty output of other tools, models, pages and feeds, at any size: for the growth tests."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Callable
from typing import Any

import newsevents as ne
from newsevents import BundleError, Draft, distributed
from newsevents.draft import loads_draft
from newsevents.formats import articles, brat, doccano, jsonld, labelstudio, langextract, tables

from .growing import PUBLISHED, TEXT, Case, Work, article, bundle

# --- faults in each object of a document

SPOILED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "unknown fields": lambda given: given | {"x": 1},
    "no fields": lambda given: {},
    "nothing in the fields": dict.fromkeys,
    "lists in the fields": lambda given: {name: [given[name]] * 2 for name in given},
    "texts in the fields": lambda given: dict.fromkeys(given, "x"),
}
"""Replacements for each object in a list."""


def _spoiled(value: Any, how: str, inside: bool = False) -> Any:
    if isinstance(value, list):
        return [_spoiled(one, how, inside=True) for one in value]
    if isinstance(value, dict):
        if inside:
            return SPOILED[how](value)
        return {name: _spoiled(one, how) for name, one in value.items()}
    return value


def _draft(value: ne.Bundle) -> Any:
    return json.loads(ne.dumps(Draft.from_bundle(value)))


ONE = article(TEXT)
READERS: dict[str, tuple[Callable[[ne.Bundle], Any], Callable[[Any], object]]] = {
    "from_jsonld": (jsonld.to_jsonld, jsonld.from_jsonld),
    "from_doccano": (doccano.to_doccano, lambda given: doccano.from_doccano(ONE, given)),
    "from_doccano, keep": (doccano.to_doccano, lambda given: doccano.from_doccano(ONE, given, on_error=str)),
    "from_labelstudio": (labelstudio.to_labelstudio, lambda given: labelstudio.from_labelstudio(ONE, given)),
    "from_labelstudio, keep": (
        labelstudio.to_labelstudio,
        lambda given: labelstudio.from_labelstudio(ONE, given, on_error=str),
    ),
    "from_langextract": (langextract.to_langextract, lambda given: langextract.from_langextract(ONE, given)),
    "from_langextract, keep": (
        langextract.to_langextract,
        lambda given: langextract.from_langextract(ONE, given, on_error=str),
    ),
    "from_dict": (ne.to_dict, ne.from_dict),
    "loads_draft": (_draft, lambda given: loads_draft(json.dumps(given))),
    "read_answer": (_draft, lambda given: ne.read_answer(json.dumps(given))),
    "read_answer, keep": (_draft, lambda given: ne.read_answer(given, on_error="keep").draft),
    "an answer that is grounded": (
        _draft,
        lambda given: ne.read_answer(given, on_error="keep").ground(ONE),
    ),
}
"""The readers of documents made of objects, and what makes such a document from a bundle."""


def told(read: Callable[[], object]) -> None:
    """Read a document, and report the issues in every way."""
    try:
        read()
    except BundleError as error:
        assert str(error)
        assert error.issues.to_prompt()
        assert error.issues.to_table()


def spoiled(reader: str, how: str) -> Case:
    """Read a document in which each object is damaged in some way."""
    write, read = READERS[reader]

    def case(size: int) -> Work:
        given = _spoiled(write(bundle("statements on the same words", size)), how)
        return lambda: told(lambda: read(given))

    return case


# --- annotations


def _brat(text: str, lines: list[str]) -> Work:
    one, annotations = article(text), "".join(f"{line}\n" for line in lines)

    def read() -> None:
        told(lambda: brat.from_brat(one, annotations))
        told(lambda: brat.from_brat(one, annotations, on_error=str))

    return read


_ANA, _BRIDGE = "T1\tActor 0 8\tAna Lima", "T2\tStatement 14 33\tthe bridge was safe"


def _marks(labels: list[str], **more: Any) -> dict[str, Any]:
    """Marks in doccano's form, each covering the whole text."""
    entities = [{"id": i, "label": label, "start_offset": 0, "end_offset": 33} for i, label in enumerate(labels)]
    return {"text": TEXT, "entities": entities, "relations": [], **more}


def _ties(n: int, kind: str, end: Callable[[int], int]) -> dict[str, Any]:
    relations = [{"id": i, "from_id": i, "to_id": end(i), "type": kind} for i in range(n)]
    return _marks(["Actor:group"] * n, relations=relations)


def _doccano(given: dict[str, Any]) -> Work:
    def read() -> None:
        told(lambda: doccano.from_doccano(ONE, given))
        told(lambda: doccano.from_doccano(ONE, given, on_error=str))

    return read


ANNOTATIONS: dict[str, Case] = {
    "brat: marks of the whole text with other words": lambda n: _brat(
        TEXT * n, [f"T{i}\tContent 0 {len(TEXT) * n - 1}\tx" for i in range(n)]
    ),
    "brat: fragments on top of each other": lambda n: _brat(
        TEXT * n, ["T1\tContent " + ";".join([f"0 {len(TEXT) * n - 1}"] * n) + "\tx"]
    ),
    "brat: fragments": lambda n: _brat(
        "a b " * n, ["T1\tContent " + ";".join(f"{4 * i} {4 * i + 1}" for i in range(n)) + "\t" + "a " * (n - 1) + "a"]
    ),
    "brat: marks of one id": lambda n: _brat(TEXT, [_ANA] * n),
    "brat: marks that nobody refers to": lambda n: _brat(TEXT, [f"T{i}\tSpeaker 0 8\tAna Lima" for i in range(n)]),
    "brat: relations between the same marks": lambda n: _brat(
        TEXT, [_ANA, "T2\tActor 0 8\tAna Lima", *(f"R{i}\tmembers Arg1:T1 Arg2:T2" for i in range(n))]
    ),
    "brat: relations with nothing": lambda n: _brat(
        TEXT, [_ANA, *(f"R{i}\tmembers Arg1:T1 Arg2:T{i + 2}" for i in range(n))]
    ),
    "brat: a chain of members": lambda n: _brat(
        TEXT,
        [
            *(f"T{i}\tActor 0 8\tAna Lima" for i in range(n)),
            *(f"R{i}\tmembers Arg1:T{i} Arg2:T{i + 1}" for i in range(n - 1)),
        ],
    ),
    "brat: arguments of one event": lambda n: _brat(
        TEXT,
        [
            _BRIDGE,
            *(f"T{i + 3}\tContent 14 33\tthe bridge was safe" for i in range(n)),
            "E1\tStatement:T2 " + " ".join(f"content{i + 1}:T{i + 3}" for i in range(n)),
        ],
    ),
    "brat: arguments that no event has": lambda n: _brat(
        TEXT, [_BRIDGE, "E1\tStatement:T2 " + " ".join(f"nothing{i}:T2" for i in range(n))]
    ),
    "brat: events of one trigger": lambda n: _brat(TEXT, [_BRIDGE, *(f"E{i}\tStatement:T2" for i in range(n))]),
    "brat: notes on one mark": lambda n: _brat(
        TEXT, [_ANA, *(f'#{i}\tAnnotatorNotes T1\t{{"name": "Ana"}}' for i in range(n))]
    ),
    "brat: notes that are no JSON": lambda n: _brat(TEXT, [_ANA, *(f"#{i}\tAnnotatorNotes T1\t{{" for i in range(n))]),
    "brat: attributes of one mark": lambda n: _brat(
        TEXT, [_ANA, *(f"A{i}\tActorKind T1 {'person' if i % 2 else 'x'}" for i in range(n))]
    ),
    "brat: lines that are none": lambda n: _brat(TEXT, [f"{i} x" for i in range(n)]),
    "doccano: marks on the same words": lambda n: _doccano(_marks(["Actor:group"] * n)),
    "doccano: labels that nobody knows": lambda n: _doccano(_marks([f"x{i}" for i in range(n)])),
    "doccano: parts of a label": lambda n: _doccano(_marks(["Actor" + ":all_marked" * n])),
    "doccano: ties to one mark": lambda n: _doccano(_ties(n, "members", lambda i: 0)),
    "doccano: a ring of members": lambda n: _doccano(_ties(n, "members", lambda i: (i + 1) % n)),
    "doccano: ties that nobody knows": lambda n: _doccano(_ties(n, "nothing", lambda i: i)),
    "doccano: marks and no ties": lambda n: _doccano(_marks(["Speaker", "Content", "Evidence", "Mention"] * n)),
}

# --- pages

_PARAGRAPH = "<p>Ana Lima said that the old bridge was safe and that it would open again in a few days.</p>"
PIECES = {
    "attributes": ("<html><body ", "a='1' ", f">{_PARAGRAPH}"),
    "other attributes": ("<html><body><p ", "data-x{}=1 ", f">{_PARAGRAPH}"),
    "paragraphs": ("<html><body>", _PARAGRAPH, ""),
    "elements that do not end": ("<html><body>", "<p>x", _PARAGRAPH),
    "line breaks": ("<html><body><p>", "x<br>", f"</p>{_PARAGRAPH}"),
    "links": ("<html><body>", "<a href=x>y</a> ", _PARAGRAPH),
    "lists": ("<html><body><ul>", "<li>Ana Lima said so.", f"</ul>{_PARAGRAPH}"),
    "rows": ("<html><body><table>", "<tr><td>Ana<td>Lima", f"</table>{_PARAGRAPH}"),
    "headings": ("<html><body>", "<h1>Bridge {}</h1>", _PARAGRAPH),
    "titles": ("<html><head>", "<title>Bridge {}</title>", f"</head><body>{_PARAGRAPH}"),
    "statements of a title": ("<html><head>", "<meta property='og:title' content='x{}'>", f"</head>{_PARAGRAPH}"),
    "statements of a date": (
        "<html><head>",
        "<meta property='article:published_time' content='2024-05-17T10:{:02}'>",
        f"</head>{_PARAGRAPH}",
    ),
    "addresses": ("<html><head>", "<link rel=canonical href='https://a.example/{}'>", f"</head>{_PARAGRAPH}"),
    "scripts of data": (
        "<html><head>",
        '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x{}"}}</script>',
        f"</head>{_PARAGRAPH}",
    ),
    "nodes of data": (
        '<html><head><script type="application/ld+json">[0',
        ', {{"@type": "NewsArticle", "publisher": {{"@id": "x"}}, "@id": "x", "name": "y"}}',
        f"]</script></head>{_PARAGRAPH}",
    ),
    "scripts": ("<html><body>", "<script>x</script>", _PARAGRAPH),
    "comments": ("<html><body>", "<!-- x -->", _PARAGRAPH),
    "comments that do not end": ("<html><body>", "<!-- x ", _PARAGRAPH),
    "character references": ("<html><body><p>", "&amp;", f"</p>{_PARAGRAPH}"),
    "opening brackets": ("<html><body><p>", "<", f"</p>{_PARAGRAPH}"),
    "tags in tags": ("<html><body><p ", "<a '", f">{_PARAGRAPH}"),
}
"""The start of a page, the repeated unit, and the end."""


def page(name: str) -> Case:
    """Read a page."""

    def case(size: int) -> Work:
        beginning, piece, end = PIECES[name]
        text = beginning + "".join(piece.format(i) for i in range(size)) + end
        return lambda: told(lambda: articles.from_html(text, published=PUBLISHED))

    return case


# --- feeds and files


def _ninjs(**fields: Any) -> Work:
    given = {
        "uri": "urn:x",
        "type": "text",
        "language": "en",
        "headlines": [{"value": "Bridge"}],
        "bodies": [{"value": TEXT}],
    }
    return lambda: told(lambda: articles.from_ninjs(given | fields))


def _fields(**fields: Any) -> Work:
    return lambda: told(lambda: articles.article_from_fields({"text": TEXT} | fields))


def _lines(line: str, n: int) -> Work:
    data = f"{line}\n".encode() * n
    issues: list[str] = []

    def read() -> None:
        note = lambda error: issues.append(str(error))  # noqa: E731
        list(ne.read_jsonl(io.BytesIO(data), on_error=note))
        list(articles.read_articles(io.BytesIO(data), on_error=note))

    return read


def _rows(n: int, **fields: Any) -> Work:
    import pyarrow as pa

    batch = pa.RecordBatch.from_pylist([{"text": TEXT} | fields] * n)
    return lambda: distributed.extract_batch(batch)


def _bundles(n: int) -> Work:
    import pyarrow as pa

    rows = tables.table([bundle("actors", 2)], "bundles").to_arrow()
    spoiled = pa.concat_tables([rows.set_column(0, rows.schema.field(0), pa.nulls(1, rows.schema.field(0).type))] * n)
    issues: list[str] = []
    return lambda: list(tables.read_bundles(spoiled, on_error=lambda error: issues.append(str(error))))


GIVEN: dict[str, Case] = {
    "ninjs: bodies": lambda n: _ninjs(bodies=[{"value": TEXT, "role": f"x{i}"} for i in range(n)]),
    "ninjs: headlines": lambda n: _ninjs(headlines=[{"value": TEXT, "role": f"x{i}"} for i in range(n)]),
    "ninjs: people": lambda n: _ninjs(people=[{"name": f"Ana {i}", "rel": "author"} for i in range(n)]),
    "ninjs: things that are no objects": lambda n: _ninjs(people=[0] * n, bodies=[0] * n, altids=[0] * n),
    "fields: editors": lambda n: _fields(editors=[f"Ana {i}" for i in range(n)]),
    "fields: editors that are no texts": lambda n: _fields(editors=[0] * n),
    "fields: unknown ones": lambda n: _fields(**{f"x{i}": i for i in range(n)}),
    "lines that are no JSON": functools.partial(_lines, "{"),
    "lines that are something else": functools.partial(_lines, '{"x": 1}'),
    "lines that are empty": functools.partial(_lines, ""),
    "bad rows": lambda n: _rows(n, published="soon"),
    "rows in another language": lambda n: _rows(n, language="de"),
    "rows of bundles that are none": _bundles,
}
