"""How well attributions are read, measured on a corpus of yours.

    python benchmarks/attribution.py [--analyser NAME] SCORER GOLD.jsonl ...

SCORER is a Python file with a function ``score(gold, predictions)`` over documents by their names. Each GOLD file has
one document per line: ``{"doc": …, "published": …, "text": …, "attributions": [{"source", "cue", "content"}]}``, with
pairs of offsets.

Each article becomes a bundle, and each statement of the bundle an attribution: its speaker's words, its cue, its
content. Of nested statements only the outermost counts, as in PolNeAR. Prints the scores and words per second, then for
each rule the number of attributions that it found and how many of those are in the gold data.
"""

from __future__ import annotations

import argparse
import collections
import json
import runpy
import time
from collections.abc import Iterable
from typing import Any

from newsevents import Article, Bundle, RuleExtractor, Span, Statement, extract

Attribution = dict[str, Any]


def spans(words: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in words]


def attributions(bundle: Bundle) -> list[Attribution]:
    """The outermost statements of a bundle, in the form of a corpus of attributions."""
    contents = [(span.start, span.end, statement) for statement in bundle.statements for span in statement.content]
    return [
        {
            "source": spans(statement.speaker),
            "cue": spans(statement.cue),
            "content": spans(statement.content),
            "rule": statement.rule,
        }
        for statement in bundle.statements
        if not nested(statement, contents)
    ]


def nested(statement: Statement, contents: list[tuple[int, int, Statement]]) -> bool:
    return any(
        start <= cue.start and cue.end <= end and other is not statement
        for cue in statement.cue[:1]
        for start, end, other in contents
    )


def jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def characters(pieces: list[list[int]]) -> set[int]:
    return {offset for start, end in pieces for offset in range(start, end)}


def measure(scorer_path: str, paths: list[str], extractor: RuleExtractor) -> None:
    score = runpy.run_path(scorer_path)["score"]
    rules: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    misses: collections.Counter[str] = collections.Counter()
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            gold = {row["doc"]: row for row in map(json.loads, lines)}
        begin = time.process_time()
        bundles = {
            doc: extract(Article.from_text(row["text"], published=row.get("published")), extractor)
            for doc, row in gold.items()
        }
        seconds = time.process_time() - begin
        found = {doc: {"attributions": attributions(bundle)} for doc, bundle in bundles.items()}
        result = score(gold, found)
        words = sum(len(row["text"].split()) for row in gold.values())
        print(f"{path.rpartition('/')[2]}: {len(gold)} articles, {words / seconds:,.0f} words a second")
        for name in ("attribution", "joint"):
            print(f"  {name:12}" + "  ".join(f"{key} {value:.3f}" for key, value in result[name].items()))
        print(f"  recall      quoted {result['recall_quoted']:.3f}  indirect {result['recall_indirect']:.3f}")
        for doc, row in gold.items():
            golds = [characters(one["content"]) for one in row["attributions"]]
            mine = [(one, characters(one["content"])) for one in found[doc]["attributions"]]
            for one, content in mine:
                right = any(jaccard(content, other) >= 0.5 for other in golds)
                rules[one["rule"]][0] += 1
                rules[one["rule"]][1] += right
            for one, content in zip(row["attributions"], golds, strict=True):
                if not any(jaccard(content, other) >= 0.5 for _, other in mine):
                    misses[kind_of_miss(one, content, mine)] += 1
    print(f"\n{'rule':36}{'found':>7}{'right':>7}{'precision':>11}")
    for rule, (count, right) in sorted(rules.items(), key=lambda item: -item[1][0]):
        print(f"{rule:36}{count:7}{right:7}{right / count:11.2f}")
    print("\nwhat was missed")
    for kind, count in misses.most_common():
        print(f"{count:6}  {kind}")


def kind_of_miss(one: Attribution, content: set[int], mine: list[tuple[Attribution, set[int]]]) -> str:
    cue = characters(one["cue"])
    if any(cue & characters(other["cue"]) for other, _ in mine):
        return "the cue was found, but the content's extent differs"
    if any(cue <= other for _, other in mine):
        return "it is nested in the content of another attribution"
    if any(content & other for _, other in mine):
        return "the content belongs in part to another attribution"
    return "nothing was found" if one["source"] else "nothing was found, and no speaker is named"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--analyser", help="builtin, or spacy:MODEL")
    options = parser.parse_args()
    measure(options.scorer, options.gold, RuleExtractor(options.analyser))


if __name__ == "__main__":
    main()
