"""Tables of an older version of the format are read like current ones. The older version here is fictional."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsevents import BundleError
from newsevents.formats.tables import read_bundles, table

from ..compat.samples import BUNDLES
from ..example import BUNDLE
from ..test_versions import steps  # noqa: F401 - a fixture that every test here uses: the older versions


def older_table() -> pa.Table:
    """What 0.9 would have written for the samples: columns with its own fields."""
    present = table(list(BUNDLES.values()), "bundles").to_arrow()
    statements = present["statements"].combine_chunks()
    inner = statements.values
    names = ["act" if field.name == "kind" else field.name for field in inner.type]
    renamed = pa.ListArray.from_arrays(statements.offsets, pa.StructArray.from_arrays(inner.flatten(), names))
    place = present.schema.names.index("statements")
    version = present.schema.names.index("format_version")
    return present.set_column(place, "statements", renamed).set_column(
        version, "format_version", pa.array(["0.9"] * len(present))
    )


def test_an_older_table_is_read_as_the_present_one(tmp_path: Path) -> None:
    older = older_table()
    assert list(read_bundles(older)) == list(BUNDLES.values())
    pq.write_table(older, tmp_path / "older.parquet")
    assert list(read_bundles(tmp_path / "older.parquet")) == list(BUNDLES.values())


def test_rows_of_an_older_table_that_hold_no_bundle_are_told() -> None:
    older = older_table()
    place = older.schema.names.index("article")
    article = pa.array([None, *older["article"].to_pylist()[1:]], older.schema.field("article").type)
    errors: list[BundleError] = []
    found = list(read_bundles(older.set_column(place, "article", article), on_error=errors.append))
    assert found == list(BUNDLES.values())[1:]
    assert [(issue.line, issue.path, issue.code) for error in errors for issue in error.issues] == [
        (1, "article", "missing-field")
    ]


def test_a_number_of_an_older_table_that_is_not_finite_is_told_where_it_stands() -> None:
    older = older_table()
    place = older.schema.names.index("allegations")
    rows = older["allegations"].to_pylist()
    bundle, index = next((i, j) for i, row in enumerate(rows) for j, one in enumerate(row) if one["quantities"])
    rows[bundle][index]["quantities"][0] |= {"low": float("inf"), "low_exact": None}
    endless = older.set_column(place, "allegations", pa.array(rows, older.schema.field("allegations").type))
    errors: list[BundleError] = []
    assert len(list(read_bundles(endless, on_error=errors.append))) == len(rows) - 1
    assert [(issue.line, issue.path, issue.code) for error in errors for issue in error.issues] == [
        (bundle + 1, f"allegations[{index}].quantities[0].low", "number-finite")
    ]


ODD = [
    pa.array([5]),
    pa.array([[5]]),
    pa.array([["x"]]),
    pa.array([{"x": 1}]),
    pa.array([[{"path": 1}]]),
    pa.array([[{"low": "x", "low_exact": 5}]]),
    pa.array([[{"quantities": [{"low": {"x": 1}, "low_exact": None}]}]]),
    pa.array([[{"quantities": [{"low": 1.5, "low_exact": [1]}]}]]),
    pa.array([b"\xff"]),
    pa.array([1], pa.timestamp("s", "Nowhere/Here")),
    pa.array([[1]], pa.list_(pa.timestamp("s", "Nowhere/Here"))),
    pa.nulls(1),
]


@pytest.mark.parametrize("column", [*older_table().schema.names, "issues"])
@pytest.mark.parametrize("empty", [False, True])
def test_a_column_of_any_type_raises_no_other_error(column: str, empty: bool) -> None:
    for rows in (older_table().slice(0, 1), table([BUNDLE], "bundles").to_arrow()):
        if empty:
            place = rows.schema.names.index("article")
            rows = rows.set_column(place, "article", pa.nulls(1, rows.schema.field("article").type))
        for odd in ODD:
            if column in rows.schema.names:
                changed = rows.set_column(rows.schema.names.index(column), column, odd)
            else:
                changed = rows.append_column(column, odd)
            with contextlib.suppress(BundleError):
                list(read_bundles(changed))


def test_a_table_of_a_version_that_is_not_known_is_refused() -> None:
    present = table([BUNDLE], "bundles").to_arrow()
    version = present.schema.names.index("format_version")
    with pytest.raises(BundleError, match="format_version"):
        list(read_bundles(present.set_column(version, "format_version", pa.array(["9.0"]))))
