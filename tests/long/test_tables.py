"""Arrow tables: fixed schemas, read by pyarrow, polars, DuckDB and pandas, and converted back to equal bundles."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsevents
from newsevents import Bundle, BundleError, Certainty, Moment, Place, Quantity, Said, Span, Statement
from newsevents.formats.plover import POLECAT_COLUMNS, to_polecat
from newsevents.formats.tables import TABLES, Table, read_bundles, schema, table, write_tables
from newsevents.formats.tables.arrow import columns_of, decode_field
from newsevents.formats.tables.csv import cell
from newsevents.model.declare import declare
from newsevents.model.fields import field_of
from newsevents.model.records import LISTS
from newsevents.testing import bundles, make_bundle, make_span

from ..settings import examples

FROZEN = Path(__file__).parents[1] / "table_schemas.txt"
SEED = newsevents.load_seed()
FLAT = [name for name in TABLES if name != "bundles"]
some_bundles = st.lists(bundles(max_records=2), max_size=3)

# --- schemas


def test_schemas_are_frozen() -> None:
    """The schemas are public: to rewrite the file, see the head of test_public_api.py."""
    lines = [f"{name}.{field.name}: {field.type.__str__()}" for name in TABLES for field in schema(name)]
    text = "\n".join(lines) + "\n"
    if os.environ.get("NEWSEVENTS_WRITE_PUBLIC_API"):
        FROZEN.write_text(text, "utf-8")
    assert text == FROZEN.read_text("utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_a_schema_does_not_depend_on_the_rows(name: str) -> None:
    assert table([], name).to_arrow().schema == table([SEED], name).to_arrow().schema == schema(name)


def test_every_field_of_a_record_is_in_its_table() -> None:
    for name, records in {name: getattr(SEED, name) for name in LISTS}.items():
        columns = schema(name).names
        for field in attrs.fields(type(records[0])):
            assert any(column == field.name or column.startswith(f"{field.name}_") for column in columns), field.name


@attrs.frozen
class _Sighting:
    """A class with a field of every kind, single and list, that the model does not have."""

    what: str
    far_off: bool = False
    at: int | None = None
    ratio: int | float | None = None
    day: Moment | None = None
    certainty: Certainty = Certainty.UNSPECIFIED
    onlooker_id: str | None = attrs.field(default=None, metadata=declare(to="actor"))
    words: Span | None = None
    place: Place | None = None
    names: tuple[str, ...] = ()
    ratios: tuple[int | float, ...] = ()
    days: tuple[Moment, ...] = ()
    certainties: tuple[Certainty, ...] = ()
    onlooker_ids: tuple[str, ...] = attrs.field(default=(), metadata=declare(to="actor"))
    quotes: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()


SPAN = Span(start=0, end=3, exact="Ana")
SIGHTINGS = [
    None,
    _Sighting(what="a bear"),
    _Sighting(
        what="a wolf",
        far_off=True,
        at=3,
        ratio=5.0,
        day=dt.datetime(2024, 5, 17, 9, 30),
        certainty=Certainty.PROBABLE,
        onlooker_id="actor:ana",
        words=SPAN,
        place=Place(name="Porto", span=SPAN),
        names=("a", "b"),
        ratios=(1, 1.5, 2.0, 2**53 + 1),
        days=(dt.date(2024, 5, 17), dt.datetime(2024, 5, 17, 9, tzinfo=dt.UTC)),
        certainties=(Certainty.CERTAIN,),
        onlooker_ids=("actor:ana",),
        quotes=(SPAN, SPAN),
        quantities=(Quantity(text="5", low=5, high=5.0), Quantity(text="6")),
    ),
]


def test_a_field_of_any_kind_is_a_column_and_comes_back() -> None:
    field = attrs.evolve(field_of(Statement, "place"), name="sighting", cls=_Sighting)
    (column,) = columns_of(field)
    array = column.to_array(SIGHTINGS)
    assert decode_field(field, [array]) == SIGHTINGS
    assert [repr(one) for one in decode_field(field, [array])] == [repr(one) for one in SIGHTINGS]
    many = attrs.evolve(field, many=True)
    (column,) = columns_of(many)
    assert decode_field(many, [column.to_array([SIGHTINGS[1:], ()])]) == [tuple(SIGHTINGS[1:]), ()]


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no table 'events', only articles, actors"):
        table([SEED], "events")


# --- common readers


@given(some_bundles)
@settings(max_examples=examples(25))
def test_pyarrow_polars_and_pandas_read_the_same_rows(some: list[Bundle]) -> None:
    for name in TABLES:
        rows = table(some, name).to_arrow().to_pylist()
        assert pa.table(table(some, name)).to_pylist() == rows
        assert pl.DataFrame(table(some, name)).to_dicts() == rows
        frame = pd.DataFrame.from_arrow(table(some, name))
        assert list(frame.columns) == schema(name).names
        assert len(frame) == len(rows)
        for column in ("article_id", "id", "path", "exact"):
            if column in frame:
                assert frame[column].tolist() == [row[column] for row in rows]


@given(some_bundles)
@settings(max_examples=examples(15))
def test_duckdb_reads_the_same_rows(some: list[Bundle]) -> None:
    for name in TABLES:
        of_bundles = table(some, name)
        found = duckdb.sql("select * from of_bundles").to_arrow_table()
        assert found.to_pylist() == of_bundles.to_arrow().to_pylist()


def test_columns_have_the_types_that_a_query_needs() -> None:
    statements = pl.DataFrame(table([SEED], "statements"))
    assert statements.schema["when_earliest_day"] == pl.Date
    assert statements.schema["speaker_ids"] == pl.List(pl.String)
    assert statements.schema["negated"] == pl.Boolean
    assert pl.DataFrame(table([SEED], "evidence")).schema["start"] == pl.Int64
    quantity = table([SEED], "allegations").schema.field("quantities").type.value_type
    assert quantity.field("low").type == pa.float64()


# --- the content of the rows


def test_a_row_of_statements_says_what_the_record_says() -> None:
    statement = SEED.statements_by("actor:national-intelligence-service")[0]
    rows = table([SEED], "statements").to_arrow().to_pylist()
    row = next(row for row in rows if row["id"] == statement.id)
    assert statement.when is not None
    assert row["article_id"] == SEED.article.id
    assert row["kind"] == statement.kind
    assert row["speaker_ids"] == list(statement.speaker_ids)
    assert row["content"] == [span.exact for span in statement.content]
    assert row["when_text"] == statement.when.text
    assert row["when_earliest"] == str(statement.when.earliest)
    assert row["when_earliest_day"] == statement.when.earliest
    assert row["chain_ids"] == [source.id for source in SEED.attribution(statement).sources]


def test_the_day_of_a_time_is_the_one_on_its_own_clock() -> None:
    bundle = make_bundle("It rained.", published="2024-05-17T23:30:00-05:00")
    row = table([bundle], "articles").to_arrow().to_pylist()[0]
    assert row["published"] == "2024-05-17T23:30:00-05:00"
    assert row["published_day"] == dt.date(2024, 5, 17)


def spans_in(value: Any) -> Iterator[Span]:
    """Every span inside a value of the model."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from spans_in(getattr(value, field.name))


@given(some_bundles)
@settings(max_examples=examples(40))
def test_the_table_of_evidence_has_every_span_of_every_record(some: list[Bundle]) -> None:
    rows = table(some, "evidence").to_arrow().to_pylist()
    found = [(row["article_id"], row["record_id"], row["start"], row["end"], row["exact"]) for row in rows]
    assert found == [
        (bundle.article.id, record.id, span.start, span.end, span.exact)
        for bundle in some
        for record in bundle.records
        for span in spans_in(record)
    ]


def test_evidence_names_the_field_and_the_place_in_it() -> None:
    quantified = next(allegation for allegation in SEED.allegations if allegation.quantities)
    rows = table([SEED], "evidence").to_arrow().to_pylist()
    paths = {row["path"]: row["field"] for row in rows if row["record_id"] == quantified.id}
    assert paths["quantities[0].span"] == "quantities"
    assert paths["content[0]"] == "content"


@given(some_bundles)
@settings(max_examples=examples(40))
def test_a_table_has_a_row_for_each_record(some: list[Bundle]) -> None:
    for name in LISTS:
        ids = table(some, name).to_arrow().column("id").to_pylist()
        assert ids == [record.id for bundle in some for record in getattr(bundle, name)]


@given(some_bundles)
@settings(max_examples=examples(40))
def test_the_table_of_who_said_what_has_the_rows_of_each_bundle(some: list[Bundle]) -> None:
    rows = table(some, "said").to_arrow().to_pylist()
    assert [tuple(row) for row in rows] == [Said._fields] * len(rows)
    texts = [
        Said(**{name: "; ".join(value) or None if isinstance(value, list) else value for name, value in row.items()})
        for row in rows
    ]
    assert texts == [row for bundle in some for row in bundle.said]


@given(some_bundles)
@settings(max_examples=examples(15))
def test_data_frames_take_who_said_what_as_it_is(some: list[Bundle]) -> None:
    rows = [row for bundle in some for row in bundle.said]
    for frame in (pd.DataFrame(rows), pl.DataFrame(rows)):
        assert list(frame.columns) == (list(Said._fields) if rows else [])
    assert pl.DataFrame(rows).rows() == list(map(tuple, rows))
    frame = pd.DataFrame(rows).astype(object)
    assert list(frame.where(frame.notna(), None).itertuples(index=False, name=None)) == list(map(tuple, rows))


def test_a_cell_of_several_names_is_a_list_in_arrow_and_a_text_in_csv(tmp_path: Path) -> None:
    said = table([SEED], "said")
    names = ["United States", "South Korea", "Japan"]
    assert said.to_arrow()["speakers"][0].as_py() == names
    assert said.write_csv(tmp_path / "said.csv") == len(SEED.said) == 41
    with (tmp_path / "said.csv").open(encoding="utf-8", newline="") as stream:
        first, *_ = rows = list(csv.DictReader(stream))
    assert len(rows) == 41
    assert (first["speakers"], first["accused"], first["negated"]) == ("; ".join(names), "", "false")


def test_polecat_rows_are_a_table_of_texts_in_which_codes_keep_their_zeros() -> None:
    events = table([SEED, SEED], "polecat")
    assert events.schema.names == list(POLECAT_COLUMNS)
    assert {str(field.type) for field in events.schema} == {"string"}
    assert events.to_arrow().to_pylist() == to_polecat(SEED) * 2
    codes = pl.DataFrame(events)["cameo_code"].drop_nulls().to_list()
    assert codes
    assert all(code.startswith(("0", "1")) and len(code) >= 2 for code in codes)


# --- streams


def test_a_batch_is_made_of_no_more_bundles_than_asked() -> None:
    taken = 0

    def endless() -> Iterator[Bundle]:
        nonlocal taken
        while True:
            taken += 1
            yield SEED

    batch = table(endless(), "statements", batch_size=3).reader().read_next_batch()
    assert batch.num_rows == 3 * len(SEED.statements)
    assert taken == 3


def test_a_batch_ends_where_its_texts_are_long() -> None:
    long = [make_bundle("x" * 2**23)] * 5
    sizes = [batch.num_rows for batch in table(long, "articles").reader()]
    assert sizes == [2, 2, 1]


def test_a_table_of_a_list_is_read_as_often_as_wanted() -> None:
    actors = table([SEED], "actors")
    assert actors.to_arrow() == actors.to_arrow()


def test_a_table_of_an_iterator_is_read_once() -> None:
    actors = table(iter([SEED]), "actors")
    assert actors.to_arrow().num_rows == len(SEED.actors)
    with pytest.raises(ValueError, match="have been read: give a list"):
        actors.to_arrow()


def test_the_repr_of_a_table_names_its_columns() -> None:
    assert repr(table([], "evidence")) == (
        "<Table of 7 columns: article_id, record_id, field, path, start, end, exact>"
    )


# --- back to bundles


def through_parquet(nested: Table, folder: Path) -> Path:
    nested.write_parquet(folder / "bundles.parquet")
    return folder / "bundles.parquet"


def through_duckdb(nested: Table, folder: Path) -> Path:
    path = folder / "duckdb.parquet"
    duckdb.sql(f"copy (select * from nested) to '{path}' (format parquet)")
    return path


def through_polars(nested: Table, folder: Path) -> Path:
    pl.DataFrame(nested).write_parquet(folder / "polars.parquet")
    return folder / "polars.parquet"


ROADS: dict[str, Callable[[Table, Path], Any]] = {
    "itself": lambda nested, _: nested,
    "pyarrow": lambda nested, _: pa.table(nested),
    "one batch": lambda nested, _: nested.to_arrow().combine_chunks().to_batches()[0],
    "parquet": through_parquet,
    "polars": lambda nested, _: pl.DataFrame(nested),
    "polars and parquet": through_polars,
    "duckdb and parquet": through_duckdb,
}


@pytest.mark.parametrize("road", ROADS)
def test_nested_tables_turn_back_into_equal_bundles(road: str, tmp_path: Path) -> None:
    @given(st.lists(bundles(max_records=2), min_size=1, max_size=3))
    @settings(max_examples=examples(20))
    def holds(some: list[Bundle]) -> None:
        assert list(read_bundles(ROADS[road](table(some, "bundles"), tmp_path))) == some

    holds()


def test_the_seed_and_bundles_without_text_turn_back(tmp_path: Path) -> None:
    some = [SEED, SEED.detach(), SEED]
    path = through_parquet(table(some, "bundles", batch_size=2), tmp_path)
    assert list(read_bundles(path)) == some


def counted(number: float | None) -> Bundle:
    """A bundle with a quantity."""
    text = "Ana Lima said 5 left."
    bundle = make_bundle(text, actors=["Ana Lima"], allegations=[{"claimants": ["Ana Lima"], "content": "5 left"}])
    quantity = Quantity(text="5", low=number, high=number, span=make_span(text, "5"))
    return attrs.evolve(bundle, allegations=[attrs.evolve(bundle.allegations[0], quantities=[quantity])])


NUMBERS = [5, 5.0, -0.0, 0, 0.1, 1e308, 2**53 - 1, 2**53, 2**53 + 1, -(2**63), 10**400, None]


@pytest.mark.parametrize("number", NUMBERS, ids=range(len(NUMBERS)))
def test_numbers_turn_back_as_they_were(number: float | None) -> None:
    bundle = counted(number)
    assert list(read_bundles(table([bundle], "bundles"))) == [bundle]


@pytest.mark.parametrize(
    ("number", "double", "exact"),
    [(5, 5.0, None), (5.5, 5.5, None), (5.0, 5.0, "5.0"), (2**53 + 1, 2.0**53, "9007199254740993"), (None, None, None)],
)
def test_the_digits_of_a_number_stand_beside_it_where_it_does_not_tell_them(
    number: float | None, double: float | None, exact: str | None
) -> None:
    row = table([counted(number)], "allegations").to_arrow().to_pylist()[0]["quantities"][0]
    assert (row["low"], row["low_exact"]) == (double, exact)


def test_digits_that_are_none_are_an_issue() -> None:
    rows = table([counted(5)], "bundles").to_arrow().to_pylist()
    rows[0]["allegations"][0]["quantities"][0]["low_exact"] = "five"
    with pytest.raises(BundleError) as raised:
        list(read_bundles(pa.Table.from_pylist(rows, schema("bundles"))))
    assert [(issue.path, issue.code) for issue in raised.value.issues] == [("allegations[0].quantities[0].low", "type")]


def test_what_offers_one_array_of_arrow_is_read() -> None:
    class Array:
        def __arrow_c_array__(self, requested_schema: object = None) -> object:
            return batch.__arrow_c_array__(requested_schema)

    (batch,) = table([SEED], "bundles").to_arrow().to_batches()
    assert list(read_bundles(Array())) == [SEED]


def test_a_column_of_issues_of_another_type_is_named() -> None:
    bad = table([SEED], "bundles").to_arrow().append_column("issues", pa.array([1]))
    with pytest.raises(BundleError) as raised:
        list(read_bundles(bad))
    assert [(issue.path, issue.code) for issue in raised.value.issues] == [("issues", "type")]


def test_more_columns_than_those_of_a_bundle_do_no_harm() -> None:
    more = pa.table(table([SEED], "bundles")).append_column("mine", pa.array([1]))
    assert list(read_bundles(more)) == [SEED]


def test_missing_and_wrong_columns_are_all_named() -> None:
    bad = pa.table({"format_version": pa.array([1.5]), "article": pa.array(["text"])})
    with pytest.raises(BundleError) as raised:
        list(read_bundles(bad))
    found = {(issue.path, issue.code) for issue in raised.value.issues}
    lists = {(name, "missing-field") for name in ("actors", "sources", "statements", "meetings", "allegations")}
    assert found == {("article", "type"), ("generator", "missing-field")} | lists


def broken(*ids: str) -> pa.Table:
    """Tables of the seed with a different id for the statement in some rows, one for each id."""
    rows = table([SEED] * len(ids), "bundles").to_arrow().to_pylist()
    for row, id in zip(rows, ids, strict=True):
        row["statements"][0]["id"] = id
    return pa.Table.from_pylist(rows, schema("bundles"))


def test_a_row_that_is_no_bundle_raises_all_its_issues_with_its_number() -> None:
    rows = broken("statement:a", "statement:b", "no id")
    found = read_bundles(rows)
    assert next(found).statements[0].id == "statement:a"
    assert next(found).statements[0].id == "statement:b"
    with pytest.raises(BundleError) as raised:
        next(found)
    assert [(issue.line, issue.path, issue.code) for issue in raised.value.issues] == [
        (3, "statements[0].id", "id-form")
    ]


def test_reading_goes_on_behind_a_bad_row() -> None:
    errors: list[BundleError] = []
    found = list(read_bundles(broken("no id", "statement:b", "not either"), on_error=errors.append))
    assert [bundle.statements[0].id for bundle in found] == ["statement:b"]
    assert [error.issues[0].line for error in errors] == [1, 3]


def test_values_that_the_model_does_not_know_are_issues_and_not_guesses() -> None:
    rows = table([SEED], "bundles").to_arrow().to_pylist()
    rows[0]["actors"][0]["kind"] = "alien"
    rows[0]["article"]["published"] = "15 November"
    rows[0]["statements"][0]["certainty"] = None
    with pytest.raises(BundleError) as raised:
        list(read_bundles(pa.Table.from_pylist(rows, schema("bundles"))))
    found = {(issue.path, issue.code) for issue in raised.value.issues}
    assert found == {
        ("article.published", "type"),
        ("actors[0].kind", "unknown-member"),
        ("statements[0].certainty", "type"),
    }


def test_a_row_without_a_bundle_is_an_error() -> None:
    empty = pa.Table.from_pylist([{}], schema("bundles"))
    with pytest.raises(BundleError, match="the row holds no bundle"):
        list(read_bundles(empty))


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TypeError, match="a path or an Arrow table was expected, not list"):
        list(read_bundles([SEED]))
    with pytest.raises(TypeError, match="on_error must be 'raise' or a function, not"):
        list(read_bundles(table([SEED], "bundles"), on_error="skip"))  # type: ignore[arg-type]


# --- files


def test_every_table_is_written_in_one_pass(tmp_path: Path) -> None:
    rows = write_tables(iter([SEED, SEED]), tmp_path / "new")
    assert list(rows) == list(TABLES)
    for name, count in rows.items():
        written = pq.read_table(tmp_path / "new" / f"{name}.parquet")
        assert written == table([SEED, SEED], name).to_arrow()
        assert written.num_rows == count


def test_no_bundles_give_tables_without_rows(tmp_path: Path) -> None:
    assert set(write_tables([], tmp_path).values()) == {0}
    assert pq.read_table(tmp_path / "actors.parquet").schema == schema("actors")


@given(some_bundles)
@settings(max_examples=examples(25))
def test_csv_cells_hold_what_the_table_holds(tmp_path_factory: pytest.TempPathFactory, some: list[Bundle]) -> None:
    folder = tmp_path_factory.mktemp("csv")
    write_tables(some, folder, format="csv")
    for name in FLAT:
        rows = table(some, name).to_arrow().to_pylist()
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            cells = list(csv.DictReader(stream))
        assert len(cells) == len(rows)
        for row, found in zip(rows, cells, strict=True):
            assert {key: value for key, value in found.items() if value} == as_cells(row, name)


def as_cells(row: dict[str, Any], name: str) -> dict[str, str]:
    cells = {}
    for key, value in row.items():
        if name == "said" and isinstance(value, list):
            value = "; ".join(value) or None
        if isinstance(value, list):
            cells[key] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, bool):
            cells[key] = str(value).lower()
        elif value is not None:
            cells[key] = str(cell(value))
    return cells


def test_pandas_and_duckdb_read_the_csv_files(tmp_path: Path) -> None:
    write_tables([SEED], tmp_path, format="csv")
    frame = pd.read_csv(tmp_path / "statements.csv", parse_dates=["when_earliest_day"])
    assert frame["id"].tolist() == [statement.id for statement in SEED.statements]
    assert frame["speaker_ids"].map(json.loads).tolist() == [list(one.speaker_ids) for one in SEED.statements]
    rows = duckdb.sql(f"select count(*) from read_csv('{tmp_path}/evidence.csv')").fetchall()
    assert rows == [(table([SEED], "evidence").to_arrow().num_rows,)]


def test_whole_bundles_have_no_csv(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="CSV has no place for nested columns: article"):
        table([SEED], "bundles").write_csv(tmp_path / "bundles.csv")
    assert not list(tmp_path.iterdir())


def test_an_unknown_format_of_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="parquet or csv, not 'xlsx'"):
        write_tables([SEED], tmp_path, format="xlsx")  # type: ignore[arg-type]


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_a_file_appears_only_when_it_is_whole(tmp_path: Path, format: str) -> None:
    def failing() -> Iterator[Bundle]:
        yield SEED
        raise RuntimeError("the network is down")

    (tmp_path / f"actors.{format}").write_text("what was there before")
    with pytest.raises(RuntimeError, match="the network is down"):
        write_tables(failing(), tmp_path, format=format, batch_size=1)  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == [f"actors.{format}"]
    assert (tmp_path / f"actors.{format}").read_text() == "what was there before"


def test_without_pyarrow_the_extra_is_named() -> None:
    code = "import sys; sys.modules['pyarrow'] = None; import newsevents.formats.tables"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'needs an extra: pip install "newsevents[tables]"' in done.stderr


@pytest.mark.parametrize("scheme", ["file://", "s3:/", "http:/"])
def test_a_path_is_the_name_of_a_file_and_no_address(tmp_path: Path, scheme: str) -> None:
    table([SEED], "bundles").write_parquet(tmp_path / "b.parquet")
    with pytest.raises(FileNotFoundError):
        list(read_bundles(f"{scheme}{tmp_path}/b.parquet"))


def test_a_file_that_is_no_parquet_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "b.parquet").write_text("garbage")
    with pytest.raises(BundleError, match="cannot be read as Parquet"):
        list(read_bundles(tmp_path / "b.parquet"))


def test_a_row_that_cannot_be_read_costs_that_row() -> None:
    found = table([SEED, SEED], "bundles").to_arrow()
    place = found.schema.get_field_index("format_version")
    texts = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\3\0\0\0\5\0\0\0"), pa.py_buffer(b"1.1\xff\xfe")]
    )
    errors: list[BundleError] = []
    read = list(read_bundles(found.set_column(place, "format_version", texts), on_error=errors.append))
    assert read == [SEED]
    assert [(issue.line, issue.code) for error in errors for issue in error.issues] == [(2, "type")]


def test_a_column_that_occurs_twice_is_told_of() -> None:
    found = table([SEED], "bundles").to_arrow()
    with pytest.raises(BundleError, match="one column with this name, not 2"):
        list(read_bundles(found.append_column("article", found.column("article"))))
    with pytest.raises(BundleError, match="one column with this name, not 2"):
        list(read_bundles(found.append_column("format_version", found.column("format_version"))))


def test_an_issue_of_nulls_can_be_printed() -> None:
    found = table([SEED], "bundles").to_arrow()
    names = ("path", "code", "severity", "message", "value", "fix")
    issues = pa.array([[dict.fromkeys(names)]], pa.list_(pa.struct([(name, pa.string()) for name in names])))
    article = found.schema.field("article")
    nothing = found.set_column(found.schema.get_field_index("article"), article, pa.nulls(1, article.type))
    with pytest.raises(BundleError) as caught:
        list(read_bundles(nothing.append_column("issues", issues)))
    assert str(caught.value)


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_a_table_that_fails_leaves_the_earlier_file_and_nothing_else(format: str, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def some() -> Iterator[Bundle]:
        yield SEED
        raise Stopped

    (tmp_path / "out").write_text("earlier")
    failing = table(some(), "statements", batch_size=1)
    with pytest.raises(Stopped):
        getattr(failing, f"write_{format}")(tmp_path / "out")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out", "earlier")]
