"""How often each reading rule is right, measured on annotated news of yours.

    python benchmarks/precision.py [--attributions FILE.jsonl ...] [--drafts FOLDER TEXTS.jsonl ...]
        [--model en_core_web_sm] [--csv src/newsevents/data/precision.csv]

A file of attributions has one document per line, as for `benchmarks/attribution.py`. A folder of drafts contains
reviewed drafts, DOC.draft.json; their texts are in JSON Lines with ``doc``, ``text`` and ``published`` or ``dct``.

A statement is right if its content overlaps by half, in characters, with an annotated one, and the words for its
speaker overlap or neither has any. Compared with a draft, a record is right if `newsevents.compare` matches it with a
record of the draft, and at least half of its speakers, participants or accused are the same. Only counts are written,
by rule and analyser; `newsevents.reading.precision` reads them.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from attribution import attributions, characters, jaccard

from newsevents import Article, Bundle, Draft, RuleExtractor, extract, ground
from newsevents.comparison.matching import ENOUGH, Matches, match
from newsevents.reading import Analyser, BuiltinAnalyser, SpacyAnalyser

WHO = {"statements": "speaker_ids", "meetings": "participant_ids", "allegations": "accused_ids"}

Judged = Iterator[tuple[str, bool]]
"""The rule of each record, and whether the record is right."""


def rows_of(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def article_of(row: dict[str, Any]) -> Article:
    published = row.get("published") or row.get("dct")
    return Article.from_text(row["text"], published=None if published is None else published[:10])


def judged_by_attributions(paths: Sequence[str], extractor: RuleExtractor) -> Judged:
    for row in rows_of(paths):
        gold = [(characters(one["source"]), characters(one["content"])) for one in row["attributions"]]
        for one in attributions(extract(article_of(row), extractor)):
            source, content = characters(one["source"]), characters(one["content"])
            yield (
                one["rule"],
                any(
                    jaccard(content, other) >= ENOUGH and bool(source & speaker or not (source or speaker))
                    for speaker, other in gold
                ),
            )


def judged_by_drafts(folder: str, texts: Sequence[str], extractor: RuleExtractor) -> Judged:
    drafts = {path.name.removesuffix(".draft.json"): path for path in sorted(Path(folder).glob("*.draft.json"))}
    for row in rows_of(texts):
        path = drafts.pop(row.get("doc", ""), None)
        if path is not None:
            article = article_of(row)
            yield from judged(extract(article, extractor), ground(article, Draft.from_file(path)))


def judged(found: Bundle, reference: Bundle) -> Judged:
    matches = match(found, reference, strict=True)
    for name, who in WHO.items():
        right = {mine.id for mine, theirs in matches.pairs[name] if agree(matches, who, mine, theirs)}
        for record in getattr(found, name):
            yield record.rule, record.id in right


def agree(matches: Matches, who: str, mine: Any, theirs: Any) -> bool:
    one, other = matches.ours.actors(getattr(mine, who)), matches.theirs.actors(getattr(theirs, who))
    return one == other or len(one & other) >= ENOUGH * len(one | other)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--attributions", nargs="+", default=[], metavar="FILE")
    parser.add_argument("--drafts", nargs="+", action="append", default=[], metavar="PATH")
    parser.add_argument("--model", help="measure with this pipeline of spaCy as well")
    parser.add_argument("--csv", help="write the counts here")
    options = parser.parse_args()
    analysers: dict[str, Analyser] = {"builtin": BuiltinAnalyser()}
    if options.model is not None:
        analysers["spacy"] = SpacyAnalyser(options.model)
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for name, analyser in analysers.items():
        extractor = RuleExtractor(analyser)
        found = [*judged_by_attributions(options.attributions, extractor)]
        for folder, *texts in options.drafts:
            found += judged_by_drafts(folder, texts, extractor)
        for rule, right in found:
            for each in (rule, rule.partition(".")[0]):
                counts[each, name][0] += right
                counts[each, name][1] += 1
    for (rule, name), (right, of) in sorted(counts.items()):
        print(f"{rule:40}{name:10}{right:6}{of:6}{right / of:7.2f}")
    if options.csv is not None:
        with open(options.csv, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["rule", "analyser", "right", "judged"])
            writer.writerows([*key, *both] for key, both in sorted(counts.items()) if "." in key[0])


if __name__ == "__main__":
    main()
