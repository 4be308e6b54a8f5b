"""The article's publisher is an actor that needs no words in the text, determined anew for each draft."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given

from newsevents import (
    ActorKind,
    Article,
    Bundle,
    Draft,
    DraftActor,
    DraftAllegation,
    DraftRole,
    DraftSource,
    DraftStatement,
    SourceKind,
    StatementKind,
    check,
    ground,
)
from newsevents.testing import bundles

from .example import issues_of, places

TEXT = "The harbour will close, which could ruin the town. Ana Lima warned of it. The gazette of Maro wrote so too."
VERDICT = "which could ruin the town"


def article(**fields: Any) -> Article:
    return Article.from_text(TEXT, **{"publisher": "The Maro Post", "published": "2024-05-17"} | fields)


def own(*speakers: str, **fields: Any) -> DraftStatement:
    """A statement in the article's own voice."""
    return DraftStatement(**{"kind": StatementKind.OPINE, "speakers": speakers, "content": VERDICT} | fields)


def drafted(*statements: DraftStatement, at: Article | None = None, **lists: Any) -> Bundle:
    return ground(at or article(), Draft(statements=statements, **lists))


def names(bundle: Bundle) -> list[str]:
    return [actor.name for actor in bundle.actors]


@pytest.mark.parametrize("name", ["The Maro Post", "the Maro Post", "Maro Post"])
def test_the_publisher_is_made_an_actor_where_a_draft_refers_to_it(name: str) -> None:
    bundle = drafted(own(name))
    (actor,) = bundle.actors
    assert (actor.id, actor.name, actor.kind) == ("actor:the-maro-post", "The Maro Post", ActorKind.MEDIA)
    assert (actor.evidence, actor.mentions) == ((), ())
    assert bundle.publisher == actor
    assert bundle.article.publisher_id == actor.id
    assert bundle.in_own_voice() == bundle.statements
    assert bundle.source("source:article").by_ids == (actor.id,)
    assert check(bundle) == ()


def test_a_publisher_that_the_text_names_has_its_words() -> None:
    bundle = drafted(own("The gazette of Maro"), at=article(publisher="The gazette of Maro"))
    assert [span.exact for span in bundle.actors[0].evidence] == ["The gazette of Maro"]
    assert bundle.actors[0].mentions == bundle.actors[0].evidence


def test_the_publisher_may_be_an_allegations_claimant_or_whose_office_it_is() -> None:
    claim = DraftAllegation(claimants=["The Maro Post"], content=VERDICT)
    editor = DraftActor(name="Ana Lima", kind=ActorKind.PERSON, roles=[DraftRole(title="editor", of="The Maro Post")])
    assert names(drafted(allegations=[claim])) == ["The Maro Post"]
    assert names(drafted(own("Ana Lima"), actors=[editor]))[0] == "Ana Lima"


def test_nobody_is_made_an_actor_to_whom_nothing_refers() -> None:
    bundle = drafted(own(unattributed=True))
    assert (bundle.actors, bundle.publisher, bundle.article.publisher_id) == ((), None, None)
    assert bundle.in_own_voice() == ()


def test_the_issuer_of_the_articles_own_source_is_the_publisher() -> None:
    source = DraftSource(kind=SourceKind.ARTICLE, by=["Maro Weekly"])
    bundle = drafted(own("Maro Weekly"), at=article(publisher=None), sources=[source])
    assert names(bundle) == ["Maro Weekly"]
    assert bundle.publisher == bundle.actors[0]
    assert bundle.article.publisher_id is None
    assert bundle.in_own_voice() == bundle.statements


@pytest.mark.parametrize("given", [{"name": "The Maro Post"}, {"name": "Maro Post", "aliases": ["The Maro Post"]}])
def test_a_drafts_own_actor_needs_no_words_where_it_is_the_publisher(given: dict[str, Any]) -> None:
    actor = DraftActor(kind=ActorKind.COMPANY, country="BR", **given)
    bundle = drafted(own("The Maro Post"), actors=[actor])
    assert [(one.name, one.kind) for one in bundle.actors] == [(given["name"], ActorKind.COMPANY)]
    assert bundle.publisher == bundle.actors[0]


def test_a_drafts_own_actor_needs_no_words_where_it_issued_the_article() -> None:
    source = DraftSource(kind=SourceKind.ARTICLE, by=["Maro Weekly"])
    weekly = DraftActor(name="Maro Weekly", kind=ActorKind.MEDIA)
    bundle = drafted(own("Maro Weekly"), at=article(publisher=None), actors=[weekly], sources=[source])
    assert bundle.publisher == bundle.actors[0]


def test_any_other_actor_needs_words() -> None:
    stranger = DraftActor(name="Bo Reis", kind=ActorKind.PERSON)
    assert places(issues_of(lambda: drafted(own("Bo Reis"), actors=[stranger]))) == [("actors[0]", "no-evidence")]


def test_several_issuers_of_the_article_are_no_publisher() -> None:
    source = DraftSource(kind=SourceKind.ARTICLE, by=["Maro Weekly", "Maro Daily"])
    issues = issues_of(lambda: drafted(at=article(publisher=None), sources=[source]))
    assert places(issues) == [("sources[0].by[0]", "name-unknown"), ("sources[0].by[1]", "name-unknown")]


@pytest.mark.parametrize(("name", "code"), [("???", "name-unknown"), ("the paper", "name-ambiguous")])
def test_an_issuer_of_the_article_that_is_nobody_in_particular_is_told_once(name: str, code: str) -> None:
    source = DraftSource(kind=SourceKind.ARTICLE, by=[name])
    papers = [DraftActor(name=one, aliases=["the paper"], kind=ActorKind.MEDIA) for one in ("The gazette", "Maro")]
    issues = issues_of(lambda: drafted(at=article(publisher=None), actors=papers, sources=[source]))
    assert places(issues) == [("sources[0].by[0]", code)]


def test_an_article_has_one_publisher() -> None:
    source = DraftSource(kind=SourceKind.ARTICLE, by=["Maro Weekly"])
    issues = issues_of(lambda: drafted(own("The Maro Post"), sources=[source]))
    assert places(issues) == [("sources[0].by[0]", "name-unknown")]


@pytest.mark.parametrize(
    ("publisher", "actor"),
    [
        ("???", {"name": "Ana Lima"}),  # no id can be made from it
        ("Maro", {"name": "Ana Lima", "id": "actor:maro"}),  # another actor has its id
    ],
)
def test_a_publisher_of_whom_no_actor_can_be_made_is_a_name_that_is_not_known(
    publisher: str, actor: dict[str, Any]
) -> None:
    other = DraftActor(kind=ActorKind.PERSON, **actor)
    issues = issues_of(lambda: drafted(own(publisher), at=article(publisher=publisher), actors=[other]))
    assert places(issues) == [("statements[0].speakers[0]", "name-unknown")]


def test_a_bundles_article_can_be_read_again() -> None:
    first = drafted(own("The Maro Post"))
    assert first.article.publisher_id == "actor:the-maro-post"
    nobody = drafted(own(unattributed=True), at=first.article)
    assert nobody.article.publisher_id is None
    lima = DraftActor(name="Ana Lima", kind=ActorKind.PERSON)
    assert drafted(at=first.article, actors=[lima]).article.publisher_id is None
    post = DraftActor(id="actor:post", name="The Maro Post", kind=ActorKind.MEDIA)
    assert drafted(own("actor:post"), at=first.article, actors=[post]).article.publisher_id == "actor:post"
    again = drafted(own("The Maro Post"), at=nobody.article)
    assert again == first


def test_what_is_kept_of_a_draft_has_its_publisher() -> None:
    draft = Draft(statements=[own("The Maro Post"), own("Nobody Known")])
    grounded = ground(article(), draft, on_error="keep")
    assert places(grounded.issues) == [
        ("statements[1].speakers[0]", "name-unknown"),
        ("statements[1].speakers", "no-speaker"),
    ]
    assert grounded.bundle == drafted(own("The Maro Post"))


@given(bundles())
def test_the_article_of_any_bundle_can_be_read_again(bundle: Bundle) -> None:
    assert ground(bundle.article, Draft()).article == attrs.evolve(bundle.article, publisher_id=None)
    assert ground(bundle.article, Draft.from_bundle(bundle)) == attrs.evolve(bundle)
