"""Who said what, as rows with names."""

from __future__ import annotations

import datetime as dt

import attrs
from hypothesis import given, settings

import newsevents
from newsevents import Allegation, Bundle, Said, Statement
from newsevents.testing import bundles, make_bundle

from .settings import examples

SEED = newsevents.load_seed()
ROWS = {row.id: row for row in SEED.said}


TEXT = (
    "A report by River Watch says Kessia did. It is said “it sold cows”, and “geese” too. "
    "In March Ana Roe told Bob Poe."
)
BUNDLE = make_bundle(
    TEXT,
    published="2024-05-17T23:30:00-05:00",
    publisher="The Daily",
    actors=[
        {"name": "River Watch", "kind": "ngo"},
        {"name": "Ana Roe", "kind": "person"},
        {"name": "Bob Poe", "kind": "person"},
    ],
    sources=[{"title": "a report", "kind": "report", "by": ["River Watch"], "evidence": "A report by River Watch"}],
    statements=[
        {"kind": "report", "content": "Kessia did", "source": "a report"},
        {"kind": "say", "unattributed": True, "content": "it sold cows", "quotes": "it sold cows"},
        {
            "kind": "announce",
            "speakers": ["Ana Roe"],
            "addressees": ["Bob Poe"],
            "content": ["it sold cows”, and “geese", "too"],
            "quotes": ["it sold cows", "geese"],
            "evidence": "Ana Roe told Bob Poe",
            "when": "In March",
        },
        {"kind": "deny", "speakers": ["Bob Poe"], "evidence": "told Bob Poe"},
    ],
)


def test_a_row_of_a_statement_has_names_in_the_place_of_ids() -> None:
    (record,) = SEED.statements_about("actor:north-korea", expand=False)[:1]
    row = ROWS[record.id]
    assert row == Said(
        article_id=SEED.article.id,
        id=record.id,
        record="statement",
        speakers="United States; South Korea; Japan",
        speaker_kinds="state; state; state",
        addressees=None,
        targets="Russia; North Korea; Hamas",
        accused=None,
        victims=None,
        kind="warn",
        form=None,
        status=None,
        content=record.content[0].exact,
        quotes=None,
        when=row.when,
        earliest=row.earliest,
        latest=row.latest,
        publisher="Radio Free Asia",
        published=dt.date(2023, 11, 15),
        attribution=str(SEED.attribution(record)),
        certainty=str(record.certainty),
        negated=False,
        statement_id=None,
    )


def test_a_row_of_an_allegation_has_who_claims_it_of_whom() -> None:
    claim = SEED.allegations_against("actor:russia")[0]
    row = ROWS[claim.id]
    assert (row.record, row.speakers, row.accused) == (
        "allegation",
        "National Intelligence Service",
        "Russia; North Korea",
    )
    assert (row.kind, row.form, row.status, row.targets, row.quotes) == (
        None,
        str(claim.form),
        "unverified",
        None,
        None,
    )
    assert (row.when, row.earliest, row.latest) == ("since August", dt.date(2023, 8, 1), None)
    assert row.statement_id == claim.statement_id
    assert row.victims is None
    (row,) = [ROWS[one.id] for one in SEED.allegations if len(one.victim_ids) == 1][:1]
    assert row.victims


def test_what_a_document_says_is_said_by_who_issued_it_and_what_nobody_is_told_to_say_by_nobody() -> None:
    (record,) = [one for one in BUNDLE.said if one.kind == "report"]
    assert (record.speakers, record.speaker_kinds) == ("River Watch", "ngo")
    (record,) = [one for one in BUNDLE.said if one.kind == "say"]
    assert (record.speakers, record.speaker_kinds) == (None, None)


def test_pieces_are_joined_and_a_time_of_day_is_its_day() -> None:
    (record,) = [one for one in BUNDLE.said if one.kind == "announce"]
    assert record.content == "it sold cows”, and “geese … too"
    assert record.quotes == "it sold cows; geese"
    assert (record.speakers, record.addressees) == ("Ana Roe", "Bob Poe")
    assert (record.when, record.earliest, record.latest) == ("In March", dt.date(2024, 3, 1), dt.date(2024, 3, 31))
    (record,) = [one for one in BUNDLE.said if one.kind == "deny"]
    assert (record.content, record.quotes, record.when, record.earliest) == (None, None, None, None)
    assert record.published == dt.date(2024, 5, 17)


def test_the_publisher_of_an_article_without_one_is_the_issuer_of_its_source() -> None:
    speech = {"kind": "say", "unattributed": True, "content": "it sold cows"}
    actors = [{"name": "River Watch", "kind": "media"}]
    issued = make_bundle(
        TEXT, published=None, actors=actors, sources=[{"kind": "article", "by": ["River Watch"]}], statements=[speech]
    )
    assert [(row.publisher, row.published) for row in issued.said] == [("River Watch", None)]
    nobody = make_bundle(TEXT, statements=[speech])
    assert [(row.publisher, row.content) for row in nobody.said] == [(None, "it sold cows")]


def test_a_bundle_in_which_nobody_says_anything_has_no_rows() -> None:
    assert make_bundle("It rained.").said == ()


@given(bundles())
@settings(max_examples=examples(50))
def test_there_is_a_row_for_each_statement_and_allegation_in_the_order_of_the_text(bundle: Bundle) -> None:
    records = [one for one in bundle.events if isinstance(one, Statement | Allegation)]
    assert [(row.article_id, row.id) for row in bundle.said] == [(bundle.article.id, one.id) for one in records]
    for row, record in zip(bundle.said, records, strict=True):
        assert row.record == record.id.partition(":")[0]
        assert (row.negated, row.certainty) == (record.negated, record.certainty)
        assert row.attribution == bundle.attribution(record).label
        for value in row:
            assert value is None or type(value) in (str, bool, dt.date)
    assert attrs.evolve(bundle).said == bundle.said
