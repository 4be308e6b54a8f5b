"""What the fuzzer found, each with the smallest input that showed it."""

from __future__ import annotations

import pytest

from newsevents import Article, BundleError, Draft, DraftSource, DraftStatement, SourceKind, StatementKind, ground

ARTICLE = Article.from_text("Ana Lima said the bridge was safe.", published="2024-05-17")


@pytest.mark.parametrize(
    "source",
    [
        DraftSource(id="source:article", kind=SourceKind.REPORT, evidence="Ana Lima"),
        DraftSource(title="Article", kind=SourceKind.REPORT, evidence="Ana Lima"),
    ],
)
def test_a_source_that_has_the_id_of_the_article_is_told_by_its_own_path(source: DraftSource) -> None:
    said = DraftStatement(kind=StatementKind.SAY, unattributed=True, content="the bridge was safe")
    draft = Draft(sources=[source], statements=[said])
    with pytest.raises(BundleError) as caught:
        ground(ARTICLE, draft)
    assert [(issue.path, issue.code) for issue in caught.value.issues] == [("sources[0].id", "duplicate-id")]
    kept = ground(ARTICLE, draft, on_error="keep")
    assert [issue.path for issue in kept.issues] == ["sources[0].id"]
    assert [statement.content[0].exact for statement in kept.bundle.statements] == ["the bridge was safe"]
