"""Run by `make consumer` in an environment that has the wheel and no extra: the core works, and loads little."""

import importlib.util
import sys

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
assert loaded("cattrs")
assert newsevents.load_seed().statements_by("actor:park-jin")

try:
    import newsevents.testing
except newsevents.MissingExtraError as error:
    assert 'pip install "newsevents[testing]"' in str(error)
else:
    raise AssertionError("a missing extra is not named")
print("the core works without any extra")
