"""The initial inputs of each target: `python fuzz/seeds.py FOLDER`.

They are made from the seed article and its reviewed bundle, and from bundles that Hypothesis generates, always the
same.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
from hypothesis import HealthCheck, Phase, given, seed, settings
from targets import ARTICLE

from newsevents import (
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Draft,
    DraftActor,
    DraftAllegation,
    DraftStatement,
    StatementKind,
    dumps,
    extract,
    ground,
    load_seed,
    revise,
    revision,
)
from newsevents.formats.brat import to_brat
from newsevents.formats.doccano import to_doccano
from newsevents.formats.jsonld import to_jsonld
from newsevents.formats.labelstudio import to_labelstudio
from newsevents.formats.langextract import to_langextract
from newsevents.formats.ninjs import to_ninjs
from newsevents.seeds import seed_draft
from newsevents.testing import bundles

_GENERATED = 12
_SMALL = 8_000
"""The maximum size of an input in bytes: longer ones run too seldom to be useful."""


def main() -> None:
    """Write the inputs, one folder per target."""
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
        "marks": [_parted(tool, json.dumps(write(one))) for one in _of_the_article() for tool, write in _TOOLS.items()],
        "articles": [json.dumps(row, ensure_ascii=False).encode() for row in _articles()],
        "html": [page.encode() for page in _pages()],
        "lines": [_lines(made), b"\n".join(json.dumps(row, default=str).encode() for row in _articles())],
        "rows": [*_rows(made), json.dumps([*_articles()], default=str).encode()],
        "revisions": [*_revisions()],
        "brat": [_parted(one.article.text or "", to_brat(attrs.evolve(one, generator=None))) for one in made],
    }


_TOOLS: dict[str, Callable[[Bundle], Any]] = {
    "doccano": to_doccano,
    "labelstudio": to_labelstudio,
    "langextract": to_langextract,
}


def _of_the_article() -> Iterator[Bundle]:
    """Bundles of a few records, since a tool's marks take much space."""
    lima = DraftActor(name="Ana Lima", kind=ActorKind.PERSON, find_mentions=False, mentions=["Ana Lima"])
    works = DraftActor(name="Orin Works", kind=ActorKind.COMPANY)
    said = DraftStatement(
        kind=StatementKind.WARN, speakers=["Ana Lima"], cue="told", content="the old bridge will not hold"
    )
    alleged = DraftAllegation(claimants=["Ana Lima"], accused=["Orin Works"], content="hiding cracks")
    yield ground(ARTICLE, Draft(actors=[lima], statements=[said]))
    yield ground(ARTICLE, Draft(actors=[lima, works], allegations=[alleged]))


def _revisions() -> Iterator[bytes]:
    text = ARTICLE.text or ""
    yield text.encode()
    yield text.replace("300", "200").replace("Jo Reed", "Bo Hall").encode()
    yield "\n".join(reversed(text.split("\n"))).encode()
    first = extract(Article.from_text("Ana Lima said it was safe. It rained.", published="2024-05-17"))
    later = Article.from_text("It rained. Ana Lima said it was not safe.", published="2024-05-18")
    yield revision.dumps(revise(first, later)).encode()


def _articles() -> Iterator[dict[str, Any]]:
    told = {"title": ARTICLE.title, "publisher": ARTICLE.publisher, "language": "en", "url": "https://tarn.example/1"}
    yield {"id": "1", "text": ARTICLE.text, "published": "2024-05-17T09:30:00+02:00", **told}
    yield {"body": "Ana Lima said it was safe.", "date": "2024-05-17 09:30Z", "headline": "Safe", "doc": "a"}
    yield to_ninjs(extract(ARTICLE))


def _pages() -> Iterator[str]:
    paragraphs = "".join(f"<p>{words}</p>" for words in (ARTICLE.text or "").split("\n\n"))
    node = {
        "@type": "NewsArticle",
        "headline": ARTICLE.title,
        "publisher": {"@id": "#p"},
        "datePublished": "2024-05-17",
    }
    graph = json.dumps({"@graph": [node, {"@id": "#p", "name": "Tarn Courier"}]})
    yield f"<html><body>{paragraphs}</body></html>"
    yield (
        f"<!doctype html><html lang=en><head><meta charset='utf-8'><title>{ARTICLE.title}</title>"
        "<meta property='og:site_name' content='Tarn Courier'><meta property='og:url' content='https://tarn.example/1'>"
        "<meta property='article:published_time' content='2024-05-17T09:30Z'><link rel=canonical href='https://t.example'>"
        f"<script type='application/ld+json'>{graph}</script></head>"
        f"<body><h1>{ARTICLE.title}</h1><article>{paragraphs}<ul><li>One</ul><table><tr><td>x</table></article></body>"
    )


def _lines(made: list[Bundle]) -> bytes:
    small = [data for one in made if len(data := dumps(one).encode()) < 3_000]
    return b"\n".join(small[:3]) + b"\n"


def _rows(made: list[Bundle]) -> Iterator[bytes]:
    """Bundles as rows of a table."""
    from newsevents.formats.tables import table

    for one in made:
        yield json.dumps(table([one], "bundles").to_arrow().to_pylist(), default=str).encode()


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
    """The seed's draft in pieces, each with all actors and one record; and in words that a person would write."""
    whole = seed_draft()
    for name in ("sources", "statements", "meetings", "allegations"):
        for record in getattr(whole, name)[:3]:
            yield Draft(actors=whole.actors[:6], **{name: [record]})


def _seed_pieces() -> Iterator[Bundle]:
    """The seed's paragraphs, each with what the rules read in it."""
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
