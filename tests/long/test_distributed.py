"""Articles to bundles in batches, and on the engines that distribute them: PySpark and Ray run for real."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pytest

import newsevents
from newsevents import Article, Bundle, BundleError, Draft, RuleExtractor, extract
from newsevents.distributed import extract_batch, extract_ray, extract_spark, result_schema
from newsevents.formats.tables import read_bundles

JOBS = Path(__file__).parents[2] / "examples" / "engines"
SEED = newsevents.load_seed().article


def rows_of(count: int) -> list[dict[str, str | None]]:
    """Articles as rows: the seed first, then one without words, one not in English, and many short ones."""
    korean = "한미일 3국 외교장관이 샌프란시스코에서 만나 북한 문제를 논의했다고 외교부가 밝혔다."
    rows = [
        {"id": "seed", "text": SEED.text, "title": SEED.title, "published": "2023-11-15", "publisher": SEED.publisher},
        {"id": "blank", "text": " "},
        {"id": "korean", "text": korean},
    ]
    for number in range(count - len(rows)):
        text = f"Ana Lima said on Tuesday that bridge {number} was “safe”. She met Park Jin in Geneva last week."
        rows.append({"id": f"n{number}", "text": text, "published": "2024-05-17"})
    names = ("id", "title", "published", "publisher", "text")
    return [{name: row.get(name) for name in names} for row in rows]


def expected(rows: list[dict[str, str | None]]) -> dict[str, Bundle]:
    """The bundles from reading the articles one by one, by the id of the row."""
    bundles = {}
    for row in rows:
        fields = {name: row[name] for name in ("title", "published", "publisher")}
        try:
            article = Article.from_text(row["text"] or "", id=f"article:{row['id']}", **fields)
            bundles[str(row["id"])] = extract(article)
        except newsevents.NewsEventsError:
            continue
    return bundles


def test_a_batch_of_articles_is_a_batch_of_bundles() -> None:
    rows = rows_of(12)
    result = extract_batch(pa.RecordBatch.from_pylist(rows))
    assert result.schema == result_schema()
    assert result["id"].to_pylist() == [row["id"] for row in rows]
    assert list(read_bundles(result, on_error=lambda _: None)) == list(expected(rows).values())


def test_a_bad_article_has_issues_and_no_bundle() -> None:
    result = extract_batch(pa.RecordBatch.from_pylist(rows_of(4))).to_pylist()
    assert [row["article"] is None for row in result] == [False, True, True, False]
    assert [[issue["code"] for issue in row["issues"]] for row in result] == [[], ["empty"], ["not-english"], []]
    assert result[1]["issues"][0]["path"] == "text"


def test_the_issues_of_a_row_are_raised_when_it_is_read() -> None:
    found = read_bundles(extract_batch(pa.RecordBatch.from_pylist(rows_of(4))))
    assert next(found).article.id == "article:seed"
    with pytest.raises(BundleError) as raised:
        next(found)
    assert [(issue.line, issue.path, issue.code) for issue in raised.value.issues] == [(2, "text", "empty")]


def test_an_extractor_that_fails_does_not_stop_the_others() -> None:
    class Fragile(RuleExtractor):
        def read(self, article: Article) -> Draft:
            if "bridge 0" in (article.text or ""):
                raise ZeroDivisionError("division by zero")
            return super().read(article)

    rows = rows_of(6)[3:]
    result = extract_batch(pa.RecordBatch.from_pylist(rows), extractor=Fragile()).to_pylist()
    assert [row["article"] is None for row in result] == [True, False, False]
    [issue] = result[0]["issues"]
    assert (issue["code"], issue["message"]) == ("extractor-failed", "ZeroDivisionError: division by zero")


def test_days_and_times_may_be_typed_columns() -> None:
    text = "Ana Lima said on Tuesday that it was safe."
    moments = [dt.date(2024, 5, 17), dt.datetime(2024, 5, 17, 9, 30)]
    for moment, kind in zip(moments, (pa.date32(), pa.timestamp("us")), strict=True):
        batch = pa.record_batch([pa.array([text]), pa.array([moment], kind)], names=["body", "date"])
        [bundle] = read_bundles(extract_batch(batch))
        assert bundle.article.published == moment
        assert str(bundle.statements[0].when and bundle.statements[0].when.earliest) == "2024-05-14"


def test_a_value_that_python_cannot_have_is_an_issue_of_its_row() -> None:
    texts, dates = pa.array(["Ana Lima said it was safe."] * 2), pa.array([2**40, 0], pa.timestamp("s"))
    bad, good = extract_batch(pa.record_batch([texts, dates], names=["text", "date"])).to_pylist()
    assert [(issue["path"], issue["code"]) for issue in bad["issues"]] == [("date", "type")]
    assert (bad["article"] is None, good["article"] is None, good["issues"]) == (True, False, [])


def test_no_articles_give_no_bundles() -> None:
    empty = pa.RecordBatch.from_pylist([], pa.schema([("text", pa.string())]))
    assert extract_batch(empty).schema == result_schema()
    assert extract_batch(empty).num_rows == 0


class Frame:
    """A stand-in for an engine's data set: something that maps over batches. Runs in this process."""

    def __init__(self, rows: list[dict[str, str | None]]) -> None:
        self.table = pa.Table.from_pylist(rows)

    def mapInArrow(self, work: Callable[..., Iterator[pa.RecordBatch]], schema: Any) -> Any:  # noqa: N802
        return list(work(iter(self.table.to_batches(max_chunksize=5)))), schema

    def map_batches(self, work: Callable[[pa.Table], pa.Table], **options: Any) -> Any:
        return work(self.table), options


def test_pyspark_is_given_batches_of_the_schema_that_it_was_told() -> None:
    rows = rows_of(12)
    batches, told = extract_spark(Frame(rows))
    assert [batch.num_rows for batch in batches] == [5, 5, 2]
    assert all(batch.schema == result_schema() for batch in batches)
    assert told.names == result_schema().names
    result = pa.Table.from_batches(batches)
    assert list(read_bundles(result, on_error=lambda _: None)) == list(expected(rows).values())


def test_ray_is_given_tables_and_the_options_that_are_its_own() -> None:
    rows = rows_of(12)
    result, options = extract_ray(Frame(rows), batch_size=5)
    assert options == {"batch_format": "pyarrow", "batch_size": 5}
    assert result.schema == result_schema()
    assert list(read_bundles(result, on_error=lambda _: None)) == list(expected(rows).values())


def run_job(name: str, rows: list[dict[str, str | None]], folder: Path, **env: str) -> tuple[str, dict[str, Bundle]]:
    """Run an example's job as a user would; return its output, and its bundles by the id of the row."""
    articles = folder / "articles.jsonl"
    articles.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    command = [sys.executable, JOBS / name, articles, folder / "bundles"]
    done = subprocess.run(command, env=os.environ | env, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    result = ds.dataset(folder / "bundles", format="parquet").to_table()
    bundles = read_bundles(result, on_error=lambda _: None)
    return done.stdout, {bundle.article.id.removeprefix("article:"): bundle for bundle in bundles}


@pytest.mark.skipif(shutil.which("java") is None, reason="PySpark needs Java")
def test_pyspark_reads_a_thousand_articles_to_parquet(tmp_path: Path) -> None:
    rows = rows_of(1000)
    printed, bundles = run_job("spark_job.py", rows, tmp_path, SPARK_LOCAL_IP="127.0.0.1")
    assert "1000 articles, 2 not read" in printed
    assert bundles == expected(rows)


def test_ray_reads_articles_to_parquet(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    rows = rows_of(100)
    printed, bundles = run_job("ray_job.py", rows, tmp_path, RAY_USAGE_STATS_ENABLED="0", RAY_AUTH_MODE="disabled")
    assert "100 articles, 2 not read" in printed
    assert bundles == expected(rows)
