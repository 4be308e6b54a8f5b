"""How well dates are found and resolved, measured on corpora of yours.

    python benchmarks/dates.py [--csv FILE] SCORER GOLD.jsonl ...

SCORER is a Python file with a TempEval-3 scorer: functions ``read(path)``, ``trimmed(timex, text)``,
``pair(gold, predicted)``, ``normal(value, loose)`` and ``score(golds, predictions)``. Each GOLD file has one document
per line: ``{"doc": …, "dct": publication date, "text": …, "timexes": [{"start", "end", "value"}]}``.

Prints the scores and words per second, then for each rule how many expressions it found, how many of them are in the
gold data and how many of those have the right value, and the most common kinds of error. With ``--csv`` the counts by
rule are also written to a file; the documentation takes them from `benchmarks/dates.csv`.
"""

from __future__ import annotations

import argparse
import collections
import csv
import datetime as dt
import runpy
import time
from typing import Any

from newsevents import When
from newsevents.dates import find


def anchor(text: str) -> dt.date | dt.datetime:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def timex(when: When) -> dict[str, Any]:
    assert when.span is not None
    return {"start": when.span.start, "end": when.span.end, "value": when.timex, "rule": when.rule}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--csv")
    options = parser.parse_args()
    measure(options.scorer, options.gold, options.csv)


def measure(scorer_path: str, paths: list[str], csv_path: str | None) -> None:
    scorer = runpy.run_path(scorer_path)
    rules: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    errors: collections.Counter[str] = collections.Counter()
    print(f"{'':28}{'gold':>6}{'found':>7}{'relaxed F1':>12}{'value acc':>11}{'value F1':>10}{'words/s':>10}")
    for path in paths:
        golds = scorer["read"](path)
        begin = time.process_time()
        found = {doc: find(gold["text"], anchor(gold["dct"])) for doc, gold in golds.items()}
        seconds = time.process_time() - begin
        predictions = {doc: {"timexes": [timex(when) for when in whens]} for doc, whens in found.items()}
        result = scorer["score"](golds, predictions)
        words = sum(len(gold["text"].split()) for gold in golds.values())
        print(
            f"{path.rpartition('/')[2]:28}{result['gold']:6}{result['pred']:7}{result['relaxed_f1']:12.3f}"
            f"{result['value_acc']:11.3f}{result['value_f1']:10.3f}{words / seconds:10,.0f}"
        )
        for doc, gold in golds.items():
            spans = [scorer["trimmed"](one, gold["text"]) for one in gold["timexes"]]
            mine = predictions[doc]["timexes"]
            pairs = scorer["pair"](spans, [scorer["trimmed"](one, gold["text"]) for one in mine])
            partner = {j: gold["timexes"][i]["value"] for i, j in pairs}
            errors["missed"] += len(spans) - len(pairs)
            for j, one in enumerate(mine):
                counts = rules[one["rule"]]
                right = j in partner and scorer["normal"](partner[j], False) == scorer["normal"](one["value"], False)
                counts[0] += 1
                counts[1] += j in partner
                counts[2] += right
                if not right:
                    errors[f"{'value' if j in partner else 'not in gold'}: {one['rule']}"] += 1
    print(f"\n{'rule':28}{'found':>7}{'in gold':>9}{'right':>7}{'precision':>11}")
    for rule, (count, matched, right) in sorted(rules.items(), key=lambda item: -item[1][0]):
        print(f"{rule:28}{count:7}{matched:9}{right:7}{right / count:11.2f}")
    if csv_path is not None:
        with open(csv_path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["rule", "found", "in_gold", "right"])
            writer.writerows([rule, *counts] for rule, counts in sorted(rules.items()))
    print("\ncommonest errors")
    for kind, count in errors.most_common(15):
        print(f"{count:6}  {kind}")


if __name__ == "__main__":
    main()
