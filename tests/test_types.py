"""Values of the wrong type: each is reported with what was expected, what was given and how to fix it."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

import pytest

from newsevents import Draft, Issue, loads

from .changes import Make, article, quantity, record
from .example import issues_of, wire_with

KINDS = (
    "person, state, government_body, local_government, legislature, court, military, armed_group, party, company, "
    "media, ngo, igo, religious_body, website, group, unnamed"
)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("actors[0]", 7, "an actor was expected, not an integer"),
        ("actors[0]", None, "an actor was expected, not null"),
        ("actors[0].name", 5, "a text was expected, not an integer"),
        ("actors[0].aliases", 5, "a list of texts was expected, not an integer"),
        ("actors[0].country", 5, "a text or nothing was expected, not an integer"),
        ("actors[0].kind", 5, "an actor kind was expected, not an integer"),
        ("actors[0].kind", "city", f"one of {KINDS} was expected"),
        ("allegations[0]", "x", "an allegation was expected, not a text"),
        ("statements[0].negated", "no", "true or false was expected, not a text"),
        ("statements[0].content", 5, "a list of spans was expected, not an integer"),
        ("statements[0].content[0]", 5, "a span was expected, not an integer"),
        ("statements[0].quantities", 5, "a list of quantities was expected, not an integer"),
    ],
)
def test_a_wrong_type_in_json_is_reported_in_words(path: str, value: Any, message: str) -> None:
    (issue,) = issues_of(lambda: loads(wire_with(path, value)))
    assert (issue.path, issue.message, issue.value) == (path, message, value)


@pytest.mark.parametrize(
    ("draft", "path", "message"),
    [
        ([], "", "a draft is a JSON object"),
        ({"actors": ["Ana"]}, "actors[0]", "an actor was expected, not a text"),
        ({"statements": 5}, "statements", "a list of statements was expected"),
        (
            {"statements": [{"quantities": 5}]},
            "statements[0].quantities",
            "a list of quotes or quantities was expected, not an integer",
        ),
        ({"meetings": [{"when": 5}]}, "meetings[0].when", "a quote or a when or nothing was expected, not an integer"),
    ],
)
def test_a_wrong_type_in_the_json_of_a_draft_is_reported_in_words(draft: Any, path: str, message: str) -> None:
    issues = issues_of(lambda: Draft.from_json(json.dumps(draft)))
    assert (path, message) in [(issue.path, issue.message) for issue in issues]


class Nowhere(dt.tzinfo):
    """A zone without an offset."""

    def utcoffset(self, moment: dt.datetime | None, /) -> None:
        return None


UNFIXED = dt.datetime(2023, 11, 14, 12, tzinfo=Nowhere())
LONG = 10**5000


@pytest.mark.parametrize(
    ("make", "issue"),
    [
        (
            article(published=UNFIXED),
            Issue(
                "article.published",
                "date-form",
                "the time has no fixed offset from UTC",
                UNFIXED,
                "give it a `datetime.timezone`",
            ),
        ),
        (
            quantity(low=math.inf),
            Issue("allegations[0].quantities[0].low", "number-finite", "a number is not finite", math.inf),
        ),
        (
            quantity(low=LONG),
            Issue("allegations[0].quantities[0].low", "number-finite", "a number has too many digits"),
        ),
        (
            record("actors", 0, name="a\ud800"),
            Issue(
                "actors[0].name",
                "surrogate",
                "lone surrogate at offset 1; the text must be valid Unicode",
                "a\ud800",
            ),
        ),
    ],
)
def test_a_value_of_the_right_type_that_cannot_be_written_is_reported(make: Make, issue: Issue) -> None:
    assert issues_of(make) == (issue,)


NOON = dt.datetime(2023, 11, 14, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("make", "path", "message", "value", "fix"),
    [
        (
            record("actors", 0, kind="city"),
            "actors[0].kind",
            f"an ActorKind was expected: one of {KINDS}",
            "city",
            None,
        ),
        (
            record("actors", 0, kind="state"),
            "actors[0].kind",
            f"an ActorKind was expected: one of {KINDS}",
            "state",
            "write ActorKind.STATE",
        ),
        (record("actors", 0, kind=None), "actors[0].kind", "an ActorKind was expected, not nothing", None, None),
        (record("actors", 0, country=5), "actors[0].country", "a text or nothing was expected, not int", 5, None),
        (record("actors", 0, aliases=[5]), "actors[0].aliases[0]", "a text was expected, not int", 5, None),
        (
            record("statements", 0, when=NOON),
            "statements[0].when",
            "a When or nothing was expected, not datetime",
            NOON,
            None,
        ),
        (
            record("statements", 0, quantities=5),
            "statements[0].quantities",
            "a list of Quantities was expected, not int",
            5,
            None,
        ),
        (
            article(published=5),
            "article.published",
            "a date or a time or nothing was expected, not int",
            5,
            None,
        ),
    ],
)
def test_a_wrong_type_in_python_is_reported_in_words(
    make: Make, path: str, message: str, value: Any, fix: str | None
) -> None:
    (issue,) = issues_of(make)
    assert (issue.path, issue.message, issue.value, issue.fix) == (path, message, value, fix)
