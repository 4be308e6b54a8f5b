"""The first inputs of each target: `python fuzz/seeds.py FOLDER`.

They are made from the seed article and its reviewed bundle, and from bundles that Hypothesis makes, always the same.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from hypothesis import HealthCheck, Phase, given, seed, settings
from targets import ARTICLE

from newsevents import Bundle, BundleError, Draft, dumps, extract, ground, load_seed
from newsevents.formats.brat import to_brat
from newsevents.formats.jsonld import to_jsonld
from newsevents.seeds import seed_draft
from newsevents.testing import bundles

_GENERATED = 12
_SMALL = 8_000
"""The most bytes of an input: a longer one is run less often than it is worth."""


def main() -> None:
    """Write the inputs into one folder for each target."""
    folder = Path(sys.argv[1])
    for target, inputs in _inputs().items():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(one for one in inputs if len(one) <= _SMALL):
            (folder / target / f"seed-{number:02}").write_bytes(data)


def _inputs() -> dict[str, list[bytes]]:
    made = [extract(ARTICLE), *_seed_pieces(), *_generated()]
    return {
        "bundle": [dumps(one).encode() for one in made],
        "draft": [dumps(one).encode() for one in [*_drafts(), *map(Draft.from_bundle, made[1:])]],
        "ground": [*_for_grounding(made)],
        "dates": [f"2023-11-15\0{text}".encode() for text in _paragraphs()],
        "extract": [f"2023-11-15\0{text}".encode() for text in [ARTICLE.text, *_paragraphs()]],
        "jsonld": [_linked(one) for one in made],
        "brat": [_parted(one.article.text or "", to_brat(attrs.evolve(one, generator=None))) for one in made],
    }


def _for_grounding(made: list[Bundle]) -> Iterator[bytes]:
    for one in made:
        yield _parted(str(one.article.published or ""), one.article.text or "", dumps(Draft.from_bundle(one)))
    for draft in _drafts():
        yield _parted("", "", dumps(draft))


def _linked(bundle: Bundle) -> bytes:
    document = to_jsonld(bundle)
    del document["@context"]  # long, and always the same: the target adds it
    return json.dumps(document, ensure_ascii=False).encode()


def _parted(*texts: str) -> bytes:
    return "\0".join(text.replace("\0", " ") for text in texts).encode()


def _paragraphs() -> list[str]:
    text = load_seed().article.text or ""
    return [paragraph for paragraph in re.split(r"\n+", text) if len(paragraph) > 40]


def _drafts() -> Iterator[Draft]:
    """The seed's draft in pieces: everybody in it, and one record; and as words a person would write."""
    whole = seed_draft()
    for name in ("sources", "statements", "meetings", "allegations"):
        for record in getattr(whole, name)[:3]:
            yield Draft(actors=whole.actors[:6], **{name: [record]})


def _seed_pieces() -> Iterator[Bundle]:
    """The seed's paragraphs, each with what rules read in it."""
    article = load_seed().article
    for paragraph in _paragraphs()[:8]:
        piece = type(article).from_text(paragraph, published="2023-11-15", publisher=article.publisher)
        try:
            yield ground(piece, Draft.from_bundle(extract(piece)))
        except BundleError:
            continue


def _generated() -> list[Bundle]:
    found: list[Any] = []

    @seed(1)
    @settings(
        max_examples=8 * _GENERATED,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(bundles(max_records=3))
    def collect(bundle: Bundle) -> None:
        found.append(bundle)

    collect()
    return found[:: len(found) // _GENERATED][:_GENERATED]


if __name__ == "__main__":
    main()
