"""How often the event of a sentence is read, with its actor, measured on sentences labelled with the PLOVER ontology.

    python benchmarks/plover.py plover-dev.jsonl [--missed]

Each line of the file is an object with ``text``, ``event`` (the type) and ``actors`` (the names of those who act). Only
speech acts and meetings are measured. A sentence counts if a record of that type has an actor whose name, alias or
speaker words share a word with the name of a labelled actor.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from newsevents import Article, Bundle, StatementKind, extract

TYPES = {
    StatementKind.AGREE: "AGREE",
    StatementKind.PLEDGE: "AGREE",
    StatementKind.SUPPORT: "SUPPORT",
    StatementKind.REQUEST: "REQUEST",
    StatementKind.ORDER: "REQUEST",
    StatementKind.REJECT: "REJECT",
    StatementKind.DECLINE: "REJECT",
    StatementKind.WARN: "THREATEN",
    StatementKind.CONDEMN: "ACCUSE",
    StatementKind.CRITICIZE: "ACCUSE",
    StatementKind.ACCUSE: "ACCUSE",
}
VERBAL = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")


def words(*texts: str) -> set[str]:
    """The words of some texts, in lower case."""
    return {word for text in texts for word in re.findall(r"\w+", text.lower())}


def named(bundle: Bundle, ids: tuple[str, ...]) -> set[str]:
    """The words of the names of actors and their members."""
    found: set[str] = set()
    for id in ids:
        for actor in (bundle.actor(id), *bundle.members(id)):
            found |= words(actor.name, *actor.aliases, *(span.exact for span in actor.mentions))
    return found


def events(bundle: Bundle) -> list[tuple[str, set[str]]]:
    """The type of each record that has one, and the words for its actors."""
    found = [
        (TYPES[one.kind], named(bundle, one.speaker_ids) | words(*(span.exact for span in one.speaker)))
        for one in bundle.statements
        if one.kind in TYPES
    ]
    found += [("CONSULT", named(bundle, one.participant_ids)) for one in bundle.meetings]
    found += [("ACCUSE", named(bundle, one.claimant_ids)) for one in bundle.allegations]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--missed", action="store_true", help="print the sentences whose event was not found")
    options = parser.parse_args()
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in options.corpus.read_text("utf-8").splitlines():
        item = json.loads(line)
        if item["event"] not in VERBAL:
            continue
        total[item["event"]] += 1
        read = events(extract(Article.from_text(item["text"], published="2000-01-01")))
        actors = words(*item["actors"]) - {"the", "of", "and", "s"}
        if any(kind == item["event"] and names & actors for kind, names in read):
            found[item["event"]] += 1
        elif options.missed:
            print(item["event"], item["actors"], "|", item["text"][:400], "\n      ", read)
    for kind in VERBAL:
        print(f"{kind:10} {found[kind]:4} of {total[kind]:4}")
    print(f"{'all':10} {found.total():4} of {total.total():4}  {found.total() / total.total():.3f}")


if __name__ == "__main__":
    main()
