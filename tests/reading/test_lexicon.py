"""The word lists for reading: complete, readable, and checked line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import newsevents
from newsevents.english import headed_lists
from newsevents.reading.lexicon import accusations as accusation_list
from newsevents.reading.lexicon import gatherings as gathering_list
from newsevents.reading.lexicon import harms as harm_list
from newsevents.reading.lexicon.harms import harmless, harms
from newsevents.reading.lexicon.people import doers

LISTS = [(harm_list, "harms"), (accusation_list, "accusations"), (gathering_list, "gatherings")]


def test_a_thousand_predicates_of_harm() -> None:
    assert sum(map(len, harms().values())) > 1_000


def test_a_predicate_says_who_does_it_and_who_suffers() -> None:
    (murder,) = harms()["verb", "murder"]
    assert (murder.accused, murder.victim, murder.grade) == (("subject",), ("object",), "wrong")


def test_what_makes_a_verb_harmless_is_listed_by_its_forms() -> None:
    assert "film" in harmless()["shoot"]
    assert "near" in harmless()["lies"]
    assert "lie" not in harmless()


def test_spellings_follow() -> None:
    assert ("verb", "terrorise") in harms()
    assert ("verb", "terrorize") in harms()


def test_doers_are_people() -> None:
    assert {"killer", "soldier"} <= doers()


@pytest.mark.parametrize(
    ("module", "name", "function", "line", "message"),
    [
        (harm_list, "harms", harms, "murder", r"harms.txt:7: a predicate without a heading"),
        (harm_list, "harms", harms, "[verb bad: subject > object]", r"harms.txt:7: a heading cannot be read"),
        (harm_list, "harms", harms, "[verb wrong: subject > sideways]", r"harms.txt:7: unknown relation: sideways"),
        (accusation_list, "accusations", accusation_list.accusations, "accuse verb", "seven fields"),
        (
            accusation_list,
            "accusations",
            accusation_list.accusations,
            "accuse verb subject object of slur any : [A] accused {B} of <C>.",
            "'slur' is none of",
        ),
        (
            accusation_list,
            "accusations",
            accusation_list.accusations,
            "accuse verb subject object near accusation any : [A] accused {B} of <C>.",
            "unknown relation: near",
        ),
        (gathering_list, "gatherings", gathering_list.gatherings, "meet verb", "' : ' was expected"),
        (
            gathering_list,
            "gatherings",
            gathering_list.gatherings,
            "meet verb subject+near - talks : [A] met [B].",
            "unknown relation: near",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, function: Callable[[], object], line: str, message: str
) -> None:
    def lines(_: str) -> Iterator[tuple[int, str]]:
        yield 7, line

    monkeypatch.setattr(module, "lines", lines)
    with pytest.raises(ValueError, match=message):
        function.__wrapped__()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["sets", "events", "scope"])
def test_every_set_of_words_is_read(name: str) -> None:
    folder = Path(newsevents.__file__).parent / "reading"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    assert [heading for heading in headed_lists(name) if f'"{heading}"' not in code] == []
