"""Records as a table in a notebook."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings

import newsevents
from newsevents import Bundle, Span, show
from newsevents.testing import bundles, make_bundle

from .settings import examples

SEED = newsevents.load_seed()


def cells(table: Any) -> list[dict[str, str]]:
    """The rows of a table by the names of its columns, without empty cells."""
    root = lxml.html.fromstring(table._repr_html_())
    head = [cell.text_content() for cell in root.iter("th")]
    rows = [[cell.text_content() for cell in row.iter("td")] for row in root.iter("tr")]
    return [{name: cell for name, cell in zip(head, row, strict=True) if cell} for row in rows if row]


def test_a_table_of_statements_has_names_and_a_column_for_each_field() -> None:
    record = SEED.statements_by("actor:national-intelligence-service")[0]
    (row,) = cells(show([record], SEED))
    who = "National Intelligence Service"
    assert row["headline"] == f"{who} reported to South Korean lawmakers about Russia and North Korea"
    assert row["words"] == f"“{record.content[0].exact}”"
    assert record.when is not None
    assert row["when"].startswith(f"“{record.when.text}”: some time from 2023-11-01")
    assert row["source"] == str(SEED.attribution(record))
    assert list(row)[-1] == "id"
    assert row["id"] == record.id


def test_a_table_of_who_said_what_has_its_columns_but_those_of_nothing() -> None:
    rows = cells(show(SEED.said))
    assert len(rows) == len(SEED.said)
    assert rows[0]["speakers"] == "United States; South Korea; Japan"
    names = {name.replace("_", " ") for row in SEED.said for name, value in row._asdict().items() if value}
    assert {name for row in rows for name in row} == names
    assert list(rows[0])[-1] == "id"


def test_without_a_bundle_a_table_has_ids() -> None:
    table = show(SEED.statements[:1])
    assert cells(table)[0]["headline"].startswith("actor:united-states, actor:south-korea and actor:japan warned")
    assert repr(table).startswith("actor:united-states, ")


def test_the_prompt_has_a_line_for_each_record() -> None:
    line = repr(show(SEED.said[:4])).splitlines()[2]
    assert line == (
        "Foreign ministers of the United States, South Korea and Japan | agree | to strengthen cooperation to block "
        "North Korea’s illegal cyber activities used for nuclear and missile funding"
    )
    assert "| alleged, unverified |" in repr(show(SEED.said[:4]))


def test_of_a_long_list_the_first_are_shown_and_the_others_counted() -> None:
    table = show(SEED.said * 10)
    assert repr(table).splitlines()[-1] == "and 210 more"
    assert len(cells(table)) == 200
    assert "210 more are not shown." in table._repr_html_()


def test_the_prompt_has_a_stand_in_for_what_would_steer_the_terminal_and_the_middle_of_long_words_left_out() -> None:
    bundle = make_bundle(
        "Ana said \x1b[2J\u202e it. " + "very " * 400 + "true",
        actors=["Ana"],
        statements=[
            {"speakers": ["Ana"], "content": "\x1b[2J\u202e it"},
            {"speakers": ["Ana"], "content": "very " * 400 + "true"},
        ],
    )
    first, second = repr(show(bundle.said)).splitlines()
    assert "\x1b" not in first
    assert "\u202e" not in first
    assert first.startswith("Ana | say | ␛")
    assert len(second) < 500


def test_of_nothing_a_table_says_so() -> None:
    assert repr(show([])) == "no records"
    assert "no records" in show(())._repr_html_()


@pytest.mark.parametrize("value", [Span(start=0, end=1, exact="a"), "text", None, SEED])
def test_what_is_neither_a_record_nor_a_row_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match=r"a record or a row of bundle\.said was expected, not"):
        show([value])


@given(bundles())
@settings(max_examples=examples(40))
def test_any_records_are_shown(bundle: Bundle) -> None:
    for records in (bundle.records, bundle.said):
        assert len(cells(show(records, bundle))) == len(records)
        assert len(cells(show(records))) == len(records)
        assert len(repr(show(records)).splitlines()) >= 1
