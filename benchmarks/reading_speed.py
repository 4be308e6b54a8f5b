"""How fast articles are read, compared with textacy if it is installed, in one run.

    python benchmarks/reading_speed.py ARTICLES.jsonl [--model en_core_web_sm]

Each line of the file is an article: ``{"text": …, "published": …}``. Both read the same articles alternately, five
times. Prints the best words per second of processor time of each, and their ratio. textacy (direct quotations, with a
spaCy pipeline) finds less than newsevents does, but is the most similar library in use.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable

from newsevents import Article, extract

ROUNDS = 5


def ours(rows: list[dict[str, str]]) -> Callable[[], object]:
    articles = [Article.from_text(row["text"], published=row.get("published")) for row in rows]
    return lambda: [extract(article) for article in articles]


def textacy(rows: list[dict[str, str]], model: str) -> Callable[[], object] | None:
    try:
        import spacy
        from textacy.extract import direct_quotations

        pipeline = spacy.load(model)
    except (ImportError, OSError) as error:
        print(f"textacy is not measured: {error}")
        return None

    def read(text: str) -> list[object]:
        try:
            return list(direct_quotations(pipeline(text)))
        except ValueError:  # it reads no article with an unclosed quotation
            return []

    return lambda: [read(row["text"]) for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--model", default="en_core_web_sm")
    options = parser.parse_args()
    with open(options.articles, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    words = sum(len(row["text"].split()) for row in rows)
    peers = {"newsevents": ours(rows), "textacy": textacy(rows, options.model)}
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, read in peers.items():
            if read is not None:
                begin = time.process_time()
                read()
                best[name] = min(best.get(name, float("inf")), time.process_time() - begin)
    for name, seconds in best.items():
        print(f"{name:12}{words / seconds:10,.0f} words a second")
    if "textacy" in best:
        print(f"{best['textacy'] / best['newsevents']:.1f} times")


if __name__ == "__main__":
    main()
