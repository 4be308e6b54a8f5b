"""Read articles into bundles with PySpark: ``python spark_job.py ARTICLES.jsonl BUNDLES_FOLDER``."""

import os
import sys

# Workers use the Python that runs this script; without this line they would use whatever is called python3.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

from pyspark.sql import SparkSession

from newsevents.distributed import extract_spark

# Declared, not inferred, so that a column that is empty in the first rows still has its type.
ARTICLES = "id string, title string, published string, publisher string, text string"


def main(articles: str, bundles: str) -> None:
    """Read a JSON Lines file of articles, write a folder of Parquet files, and say how many could not be read."""
    spark = SparkSession.builder.appName("newsevents").getOrCreate()
    found = extract_spark(spark.read.schema(ARTICLES).json(articles).repartition(8))
    found.write.mode("overwrite").parquet(bundles)
    result = spark.read.parquet(bundles)
    print(result.count(), "articles,", result.where("article is null").count(), "not read")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
