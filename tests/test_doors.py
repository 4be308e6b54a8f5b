"""Whatever foreign data a reader is given, it succeeds or raises the library's own error with an explanation."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsevents import Article, Bundle, Draft, NewsEventsError, dumps, ground, loads, read_answer
from newsevents.formats.articles import article_from_fields, from_ninjs, read_article
from newsevents.formats.brat import from_brat, to_brat
from newsevents.formats.doccano import from_doccano, to_doccano
from newsevents.formats.jsonld import from_jsonld, to_jsonld
from newsevents.formats.labelstudio import from_labelstudio, to_labelstudio
from newsevents.formats.langextract import from_langextract, to_langextract
from newsevents.formats.ninjs import to_ninjs

from .example import ARTICLE, BUNDLE, DRAFT

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**63, -(2**63), 10**4000, 1e308, float("inf"), float("nan")])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["\ud800", "\x1b[2J", "article:x", "9" * 5000, "2023-11-15", "say"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from paths(value[key], (*path, key))
    if isinstance(value, list):
        for index in range(len(value)):
            yield from paths(value[index], (*path, index))


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy with a different value at a path."""
    if not path:
        return new
    whole = copy.deepcopy(value)
    inner = whole
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return whole


def with_text(read: Callable[[Article, Any], Draft]) -> Callable[[Any], Draft]:
    return lambda data: read(ARTICLE, data)


def grounded(data: Any) -> Bundle:
    return ground(ARTICLE, Draft.from_json(json.dumps(data)))


ROW = {"id": "1", "text": "Ana Lima said it was safe.", "published": "2024-05-17", "publisher": "Reuters", "title": "T"}
NINJS = to_ninjs(BUNDLE)
WIRE = json.loads(dumps(BUNDLE))
DOORS: dict[str, tuple[Any, Callable[[Any], object]]] = {
    "doccano": (to_doccano(BUNDLE), with_text(from_doccano)),
    "labelstudio": (to_labelstudio(BUNDLE), with_text(from_labelstudio)),
    "langextract": (to_langextract(BUNDLE), with_text(from_langextract)),
    "jsonld": (to_jsonld(BUNDLE), from_jsonld),
    "bundle": (WIRE, lambda data: loads(json.dumps(data))),
    "draft": (json.loads(dumps(DRAFT)), grounded),
    "answer": (json.loads(dumps(DRAFT)), lambda data: read_answer(json.dumps(data))),
    "article": (ROW, lambda data: read_article(json.dumps(data))),
    "row": (ROW, article_from_fields),
    "ninjs": (NINJS, from_ninjs),
}
PATHS = {name: list(paths(document)) for name, (document, _) in DOORS.items()}


def only_our_errors(read: Callable[[], object]) -> None:
    try:
        read()
    except NewsEventsError as error:
        assert str(error).isprintable() or "\n" in str(error)


@pytest.mark.parametrize("name", DOORS)
@given(data=st.data())
def test_a_value_of_any_kind_anywhere_raises_no_other_error(name: str, data: st.DataObject) -> None:
    document, read = DOORS[name]
    path = data.draw(st.sampled_from(PATHS[name]))
    if name == "row" and not path:
        return  # a row is a mapping, according to its type
    spoiled = changed(document, path, data.draw(VALUES))
    only_our_errors(lambda: read(spoiled))


MANY = f"Actor 0 {'9' * 5000}"
NOTES = [index for index, line in enumerate(to_brat(BUNDLE).splitlines()) if line.startswith("#")]


@given(st.sampled_from(NOTES), st.text(st.characters(), max_size=20) | VALUES.map(json.dumps) | VALUES)
def test_a_note_of_any_kind_raises_no_other_error(index: int, note: Any) -> None:
    lines = to_brat(BUNDLE).splitlines()
    head, target, said = lines[index].split("\t", 2)
    if not isinstance(note, str):
        fields = json.loads(said)
        note = json.dumps(fields | dict.fromkeys(list(fields)[:1], note) | {"speakers": note})
    lines[index] = f"{head}\t{target}\t{note}"
    only_our_errors(lambda: from_brat(ARTICLE, "\n".join(lines)))


@given(st.data())
def test_a_line_of_brat_of_any_kind_raises_no_other_error(data: st.DataObject) -> None:
    lines = to_brat(BUNDLE).splitlines()
    index = data.draw(st.integers(0, len(lines) - 1))
    columns = lines[index].split("\t")
    column = data.draw(st.integers(0, len(columns) - 1))
    columns[column] = data.draw(
        st.text(max_size=12) | st.sampled_from(["T1", "E1", "Actor 0 " + "9" * 5000, "Actor ٣ ٥"])
    )
    lines[index] = "\t".join(columns)
    only_our_errors(lambda: from_brat(ARTICLE, "\n".join(lines)))
