"""Run by `make consumer` in an environment with the wheel and no extra: the core works, and loads little."""

import importlib
import importlib.util
import sys
from collections.abc import Callable

import newsevents


def loaded(name: str) -> bool:
    return name in sys.modules


assert not [name for name in ("attrs", "attr", "cattrs", "dateutil", "json") if loaded(name)], "import is not lazy"
assert importlib.util.find_spec("hypothesis") is None, "this is to run without extras"

article = newsevents.Article.from_text("Ana Lima said on Tuesday the bridge was safe.", published="2024-05-17")
draft = newsevents.Draft(
    actors=[newsevents.DraftActor(name="Ana Lima", kind=newsevents.ActorKind.PERSON)],
    statements=[
        newsevents.DraftStatement(
            kind=newsevents.StatementKind.SAY,
            speakers=["Ana Lima"],
            cue="said",
            content="the bridge was safe",
            when="Tuesday",
        )
    ],
)
bundle = newsevents.ground(article, draft)
assert str(bundle.timeline[0].when.earliest) == "2024-05-14"
assert not loaded("cattrs"), "records and grounding load cattrs"

assert newsevents.loads(newsevents.dumps(bundle)) == bundle
assert not loaded("cattrs"), "reading a good bundle loads cattrs"
assert newsevents.check("{}")
assert loaded("cattrs")
assert newsevents.load_seed().statements_by("actor:park-jin")


def exports() -> None:
    from newsevents.formats.ftm import to_ftm
    from newsevents.formats.graphs import to_dot, to_mermaid
    from newsevents.formats.jsonld import from_jsonld, to_jsonld
    from newsevents.formats.ninjs import to_ninjs
    from newsevents.formats.plover import to_plover, to_polecat

    bundle = newsevents.load_seed()
    assert from_jsonld(to_jsonld(bundle)) == bundle
    for export in (to_dot, to_ftm, to_mermaid, to_ninjs, to_plover, to_polecat):
        assert export(bundle), export


def to_networkx() -> object:
    from newsevents.formats.graphs import to_networkx

    return to_networkx(bundle)


def from_html() -> object:
    from newsevents.formats.articles import from_html

    return from_html("<p>It rained.</p>")


def by_hand() -> None:
    from newsevents.testing import make_bundle, make_span

    made = make_bundle(
        "Ana Lima said the bridge was safe.",
        actors=["Ana Lima"],
        statements=[{"speakers": ["Ana Lima"], "content": "the bridge was safe"}],
    )
    assert made.statements[0].content[0] == make_span(made.article.text, "the bridge was safe")


def strategies() -> object:
    from newsevents.testing import bundles

    return bundles()


def needs(extra: str, use: Callable[[], object]) -> None:
    try:
        use()
    except newsevents.MissingExtraError as error:
        assert f'pip install "newsevents[{extra}]"' in str(error)
    else:
        raise AssertionError(f"the missing extra {extra} is not named")


exports()
by_hand()
needs("testing", strategies)
needs("tables", lambda: importlib.import_module("newsevents.formats.tables"))
needs("tables", lambda: importlib.import_module("newsevents.distributed"))
needs("graphs", to_networkx)
needs("html", from_html)
print("the core works without any extra")
