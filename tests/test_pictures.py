"""The pictures in the documentation show the current library."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from types import ModuleType

import pytest

import newsevents
from newsevents.formats import FOLDERS, STREAMS
from newsevents.model.fields import fields_of

from .documentation import load

NAMES = ["chain", "flow", "model", "spans"]


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    """The module of the documentation that draws the pictures."""
    return load("pictures")


def words(pictures: ModuleType, name: str) -> list[str]:
    root = ET.fromstring(pictures.DRAWN[name]())
    return [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_picture_of_the_flow_names_every_format(pictures: ModuleType) -> None:
    shown = {word for line in words(pictures, "flow") for word in line.split(" · ")}
    assert shown >= {"json", *STREAMS, *FOLDERS}


def test_the_picture_of_the_model_names_every_reference(pictures: ModuleType) -> None:
    classes = (
        newsevents.Actor,
        newsevents.Source,
        newsevents.Statement,
        newsevents.Meeting,
        newsevents.Allegation,
    )
    shown = words(pictures, "model")
    for cls in classes:
        assert cls.__name__ in shown
        assert {field.name for field in fields_of(cls) if field.to is not None} <= set(shown)


def test_the_picture_of_a_sentence_has_all_of_it(pictures: ModuleType) -> None:
    bundle = newsevents.load_seed()
    claim = bundle.allegations_by("actor:national-intelligence-service")[0]
    sentence = bundle[claim.statement_id or ""].evidence[0].exact
    assert {word for line in words(pictures, "spans") for word in line.split()} >= set(sentence.split())


@pytest.mark.parametrize("name", NAMES)
def test_words_and_boxes_stay_inside_the_picture(name: str, pictures: ModuleType) -> None:
    root = ET.fromstring(pictures.DRAWN[name]())
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for mark in root.iter():
        if "x" in mark.attrib:
            assert 0 <= float(mark.attrib["x"]) + float(mark.attrib.get("width", 0)) <= width
            assert 0 <= float(mark.attrib["y"]) + float(mark.attrib.get("height", 0)) <= height


def test_pictures_are_put_into_their_page_with_their_description(pictures: ModuleType) -> None:
    page = pictures.put_in('<p><img alt="From words to &quot;records&quot;" src="../../pictures/flow.svg" /></p>')
    assert page.startswith(
        '<p><svg xmlns="http://www.w3.org/2000/svg" class="picture" role="img" aria-label="From words'
    )
    other = '<img alt="x" src="../pictures/other.svg" />'
    assert pictures.put_in(other) == other
