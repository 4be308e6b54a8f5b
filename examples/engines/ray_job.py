"""Read articles into bundles with Ray Data: ``python ray_job.py ARTICLES.jsonl BUNDLES_FOLDER``."""

import sys

import pyarrow as pa
import pyarrow.json
import ray

from newsevents.distributed import extract_ray

# Declared, not inferred, so that a column that is empty in the first rows still has its type.
NAMES = ("id", "title", "published", "publisher", "text")
ARTICLES = pyarrow.json.ParseOptions(pa.schema([(name, pa.string()) for name in NAMES]))


def main(articles: str, bundles: str) -> None:
    """Read a JSON Lines file of articles, write a folder of Parquet files, and say how many could not be read."""
    rows = ray.data.from_arrow(pyarrow.json.read_json(articles, parse_options=ARTICLES)).repartition(8)
    extract_ray(rows, batch_size=64).write_parquet(bundles)
    result = ray.data.read_parquet(bundles, columns=["article"])
    print(result.count(), "articles,", result.filter(lambda row: row["article"] is None).count(), "not read")


if __name__ == "__main__":
    main(*sys.argv[1:])
