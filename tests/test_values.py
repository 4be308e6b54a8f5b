"""Values, records and ids: how they are made and compared."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import deque
from pathlib import Path
from typing import Any

import attrs
import pytest

from newsevents import (
    Actor,
    ActorKind,
    Article,
    Draft,
    DraftStatement,
    Place,
    Quantity,
    Quote,
    Span,
    StatementKind,
    When,
    ground,
)
from newsevents.model.ids import ID, ID_NAME, article_id, content_id, slug
from newsevents.model.moments import later, parse_moment
from newsevents.model.records import digest

from .example import BUNDLE, issues_of, places, with_record

# --- sequences


@pytest.mark.parametrize(
    "given",
    [
        ["a", "b"],
        ("a", "b"),
        iter(["a", "b"]),
        (letter for letter in "ab"),
        deque("ab"),
        {"x": "a", "y": "b"}.values(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_sequence_is_a_tuple_of_any_ordered_iterable(given: Any) -> None:
    assert Place(name="x", identifiers=given).identifiers == ("a", "b")


@pytest.mark.parametrize(
    "given",
    ["ab", b"ab", {"a", "b"}, frozenset("ab"), {"a": "b"}, 5, None, {"a": 1}.keys()],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_list_is_kept_whole_and_reported(given: Any) -> None:
    assert Place(name="x", identifiers=given).identifiers is given
    issues = issues_of(lambda: with_record("actors", 0, aliases=given))
    assert places(issues) == [("actors[0].aliases", "type")]
    assert "a list of texts was expected" in issues[0].message


def test_a_member_of_a_vocabulary_given_as_a_text_is_reported_with_the_members() -> None:
    wrong: Any = "fortnight"
    when = attrs.evolve(BUNDLE.meetings[0].when, granularity=wrong)
    (issue,) = issues_of(lambda: with_record("meetings", 0, when=when))
    assert (issue.path, issue.value) == ("meetings[0].when.granularity", "fortnight")
    assert "Granularity" in issue.message


def test_a_draft_takes_one_quote_for_a_list_and_reports_the_rest() -> None:
    one = DraftStatement(kind=StatementKind.SAY, content="it", cue=Quote(exact="said"))
    assert one.content == (Quote(exact="it"),)
    assert one.cue == (Quote(exact="said"),)
    for wrong in ({"it"}, {"exact": "it"}, 5):
        draft = Draft(statements=[attrs.evolve(one, content=wrong)])
        issues = issues_of(lambda draft=draft: ground(BUNDLE.article, draft))
        assert places(issues) == [("statements[0].content", "type")]


# --- equality


def test_numbers_are_equal_in_the_same_form_only() -> None:
    assert Quantity(text="1", low=1) == Quantity(text="1", low=1)
    assert Quantity(text="1", low=1) != Quantity(text="1", low=1.0)
    assert Quantity(text="1", low=0) != Quantity(text="1", low=None)
    assert Quantity(text="1", low=0.0) != Quantity(text="1", low=-0.0)
    assert len({Quantity(text="1", low=1), Quantity(text="1", low=1.0)}) == 2


def test_moments_are_equal_in_the_same_form_only() -> None:
    midnight = dt.datetime(2023, 11, 15, tzinfo=dt.UTC)
    same_moment = midnight.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert midnight == same_moment
    assert When(text="x", earliest=midnight) != When(text="x", earliest=same_moment)
    assert When(text="x", earliest=dt.date(2023, 11, 15)) != When(text="x", earliest=dt.datetime(2023, 11, 15))
    assert When(text="x", earliest=dt.date(2023, 11, 15)) == When(text="x", earliest=dt.date(2023, 11, 15))
    assert hash(When(text="x", earliest=midnight)) == hash(When(text="x", earliest=midnight))


def test_values_of_different_classes_are_never_equal() -> None:
    assert Place(name="x") != When(text="x")
    assert Span(start=0, end=1, exact="a") != Quote(exact="a", start=0)


def test_a_value_is_resolved_where_it_has_a_bound() -> None:
    assert When(text="x", earliest=dt.date(2023, 1, 1)).resolved
    assert When(text="x", latest=dt.date(2023, 1, 1)).resolved
    assert not When(text="x", edtf="2023").resolved


def test_a_repr_shows_what_differs_from_the_defaults() -> None:
    assert repr(Place(name="Port Lys", span=Span(start=5, end=13, exact="Port Lys"))) == (
        "Place(name='Port Lys', span='Port Lys'@5)"
    )
    assert repr(When(text="x", earliest=dt.date(2023, 1, 1))) == "When(text='x', earliest=2023-01-01)"
    assert len(repr(Span(start=0, end=10**6, exact="x" * 10**6))) < 10**6 + 100  # a span compares by its content
    assert len(repr(Place(name="x" * 10**6))) < 100


# --- dates and times


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-11-15", dt.date(2023, 11, 15)),
        ("0001-01-01", dt.date(1, 1, 1)),
        ("2024-02-29", dt.date(2024, 2, 29)),
        ("2023-11-15T09:30:00", dt.datetime(2023, 11, 15, 9, 30)),
        ("2023-11-15T09:30:00Z", dt.datetime(2023, 11, 15, 9, 30, tzinfo=dt.UTC)),
        ("2023-11-15T09:30:00+00:00", dt.datetime(2023, 11, 15, 9, 30, tzinfo=dt.UTC)),
        (
            "2023-11-15T09:30:00.250000-05:00",
            dt.datetime(2023, 11, 15, 9, 30, 0, 250000, dt.timezone(-dt.timedelta(hours=5))),
        ),
    ],
)
def test_a_date_or_time_in_its_plain_form_is_read(text: str, moment: dt.date) -> None:
    found = parse_moment(text)
    assert found == moment
    assert type(found) is type(moment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "2023-11",
        "20231115",
        "2023-W46-3",
        "2023-319",
        "2023-02-30",
        "2023-13-01",
        "15.11.2023",
        "2023/11/15",
        " 2023-11-15",
        "2023-11-15 ",
        "2023-11-15\n",
        "２０２３-11-15",
        "-023-11-15",
        "2023-11-15 09:30:00",
        "2023-11-15T09:30",
        "2023-11-15T09",
        "20231115T093000",
        "2023-11-15T24:00:00",
        "2023-11-15T09:60:00",
        "2023-11-15T09:30:60",
        "2023-11-15T09:30:00z",
        "2023-11-15T09:30:00+25:00",
        "2023-11-15T09:30:00+0900",
        "2023-11-15T09:30:00ZZ",
        "2023-11-15T09:30:00+00:00Z",
        "Tuesday",
        "\ud800" * 10,
    ],
)
def test_any_other_form_of_a_date_is_not_read(text: str) -> None:
    assert parse_moment(text) is None


DAY, NEXT, THIRD = (dt.date(2023, 11, day) for day in (15, 16, 17))
KST, EST = (dt.timezone(dt.timedelta(hours=hours)) for hours in (9, -5))


@pytest.mark.parametrize(
    ("one", "other", "is_later"),
    [
        (NEXT, DAY, True),
        (DAY, DAY, False),
        (DAY, NEXT, False),
        (dt.datetime(2023, 11, 15, 12), dt.datetime(2023, 11, 15, 11), True),
        (dt.datetime(2023, 11, 15, 11), dt.datetime(2023, 11, 15, 11), False),
        # with offsets, by the moment
        (dt.datetime(2023, 11, 15, 8, tzinfo=EST), dt.datetime(2023, 11, 15, 20, tzinfo=KST), True),
        (dt.datetime(2023, 11, 15, 20, tzinfo=KST), dt.datetime(2023, 11, 15, 8, tzinfo=EST), False),
        # a day and a time, by the day
        (DAY, dt.datetime(2023, 11, 15, 9), False),
        (dt.datetime(2023, 11, 15, 23), DAY, False),
        (dt.datetime(2023, 11, 16, 0), DAY, True),
        (NEXT, dt.datetime(2023, 11, 15, 23), True),
        # only one has an offset: a day is allowed
        (NEXT, dt.datetime(2023, 11, 15, 9, tzinfo=KST), False),
        (THIRD, dt.datetime(2023, 11, 15, 9, tzinfo=KST), True),
        (dt.datetime(2023, 11, 16, 9, tzinfo=EST), DAY, False),
        (dt.datetime(2023, 11, 17, 9, tzinfo=EST), DAY, True),
        (dt.datetime(2023, 11, 16, 9), dt.datetime(2023, 11, 15, 9, tzinfo=KST), False),
        # the limits of the calendar
        (dt.date.max, dt.datetime.min.replace(tzinfo=KST), True),
        (dt.datetime.max.replace(tzinfo=EST), dt.datetime.min.replace(tzinfo=KST), True),
        (dt.datetime.min.replace(tzinfo=KST), dt.date.min, False),
    ],
)
def test_later_means_surely_later(one: dt.date, other: dt.date, is_later: bool) -> None:
    assert later(one, other) is is_later


# --- ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Park Jin", "park-jin"),
        ("  The U.S. — Department of State ", "the-u-s-department-of-state"),
        ("Nicolás Maduro’s Office", "nicolas-maduros-office"),
        ("O'Neill", "oneill"),
        ("AT&T", "at-t"),
        ("a_b:c/d", "a-b-c-d"),
        ("習近平", "習近平"),
        ("박진", "박진"),
        ("Владимир Путин", "владимир-путин"),
        ("नरेन्द्र मोदी", "नरेन्द्र-मोदी"),
        ("محمد", "محمد"),
        ("ＲＦＡ", "rfa"),
        ("İstanbul", "istanbul"),
        ("300\u00a0homes\u200b!", "300-homes"),
        ("習近平「主席」", "習近平-主席"),
        ("…", ""),
        ("", ""),
        ("-", ""),
        ("\ud800", ""),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_every_script(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_is_short() -> None:
    assert slug("word " * 100) == "-".join(["word"] * 12)
    assert len(slug("x" * 1000)) == 60


def test_a_slug_is_always_fit_for_an_id() -> None:
    name = re.compile(ID_NAME)
    unfit = [char for char in map(chr, range(sys.maxunicode + 1)) if not name.fullmatch(char)]
    assert len(unfit) > 50
    for char in unfit:
        assert ID.fullmatch(f"actor:{slug(f'a{char}b')}"), ascii(char)


def test_composed_and_decomposed_letters_give_one_slug() -> None:
    assert slug("Jose\u0301") == slug("José") == "jose"
    assert slug("각") == slug("\u1100\u1161\u11a8") == "각"


def test_ids_are_the_same_everywhere() -> None:
    sha256 = digest("text")
    assert article_id("A title", sha256) == "article:a-title-982d9e3e"
    assert article_id(None, sha256) == article_id("…", sha256) == "article:982d9e3eb996f559"
    assert content_id("statement", "Park Jin say", "say", ("content", 5, 9)) == "statement:park-jin-say-60907f6d"
    assert content_id("statement", "", 1).startswith("statement:")
    assert content_id("statement", "a", 1) != content_id("statement", "a", 2) != content_id("statement", "a", "2")


# --- articles


def test_an_article_is_its_text_as_it_is() -> None:
    text = "\ufeff One\r\nTwo\u00a0three \n\n"
    article = Article.from_text(text, title="One", published="2023-11-15T09:30:00Z", editors=iter(["A"]))
    assert article.text == text
    assert article.sha256 == digest(text)
    assert article.published == dt.datetime(2023, 11, 15, 9, 30, tzinfo=dt.UTC)
    assert article.editors == ("A",)
    assert article.id == f"article:one-{article.sha256[:8]}"
    assert Article.from_text(text, id="article:mine").id == "article:mine"
    assert Article.from_text(text, published=dt.date(2023, 11, 15)).published == dt.date(2023, 11, 15)


def test_an_article_is_read_from_a_file_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes("\ufeffOne “two”\r\nthree".encode())
    for given in (path, str(path)):
        assert Article.from_file(given, publisher="P") == Article.from_text("\ufeffOne “two”\r\nthree", publisher="P")


def test_all_that_is_wrong_with_an_article_is_said_at_once(tmp_path: Path) -> None:
    assert places(issues_of(lambda: Article.from_text("", published="soon"))) == [
        ("article.text", "empty"),
        ("article.published", "date-form"),
    ]
    assert places(issues_of(lambda: Article.from_text(None))) == [("article.text", "type")]  # type: ignore[arg-type]
    path = tmp_path / "article.txt"
    path.write_bytes(b"caf\xe9")
    (issue,) = issues_of(lambda: Article.from_file(path))
    assert (issue.path, issue.code) == ("article.text", "encoding")
    assert "byte 3 is 0xe9" in issue.message
    with pytest.raises(FileNotFoundError):
        Article.from_file(tmp_path / "none.txt")


# --- types


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"name": None}, "actors[0].name"),
        ({"name": 5}, "actors[0].name"),
        ({"kind": None}, "actors[0].kind"),
        ({"aliases": [None]}, "actors[0].aliases[0]"),
        ({"roles": ["minister"]}, "actors[0].roles[0]"),
        ({"evidence": BUNDLE.actors[0].evidence[0]}, "actors[0].evidence"),
        ({"evidence": [Span(start=True, end=7, exact="x")]}, "actors[0].evidence[0].start"),
        ({"evidence": [Span(start=0.0, end=7, exact="x")]}, "actors[0].evidence[0].start"),  # type: ignore[arg-type]
        ({"country": ["PT"]}, "actors[0].country"),
        ({"part_of_id": BUNDLE.actors[1]}, "actors[0].part_of_id"),
    ],
)
def test_a_wrong_type_in_an_object_is_reported_when_a_bundle_is_made(changes: dict[str, Any], path: str) -> None:
    assert places(issues_of(lambda: with_record("actors", 0, **changes))) == [(path, "type")]


@pytest.mark.parametrize("huge", [10**5000, -(10**5000)], ids=["positive", "negative"])
def test_a_number_too_long_to_write_is_no_number_of_a_bundle(huge: int) -> None:
    quantity = attrs.evolve(BUNDLE.allegations[0].quantities[0], low=huge)
    issues = issues_of(lambda: with_record("allegations", 0, quantities=[quantity]))
    assert [issue.path for issue in issues] == ["allegations[0].quantities[0].low"]
    huge_span = Span(start=0, end=abs(huge), exact="x")
    issues = issues_of(lambda: with_record("actors", 0, evidence=[huge_span]))
    assert {issue.path.removesuffix(".end") for issue in issues} == {"actors[0].evidence[0]"}
    assert str(issues)


def test_a_record_of_another_class_is_reported() -> None:
    actor = Actor(id="actor:x", name="x", kind=ActorKind.PERSON, evidence=BUNDLE.actors[0].evidence)
    issues = issues_of(lambda: attrs.evolve(BUNDLE, meetings=[*BUNDLE.meetings, actor]))
    assert places(issues) == [("meetings[2]", "type")]
