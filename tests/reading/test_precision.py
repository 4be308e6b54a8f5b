"""The precision of rules: the table, and what is left out by it."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsevents import Article, Draft, RuleExtractor, check, extract, ground
from newsevents.reading import precision as module
from newsevents.reading.precision import Measured, leave_out, measured, precision
from newsevents.seeds import seed_article
from tests.settings import examples

TABLE = {
    ("builtin", "statement.that"): Measured(18, 20),
    ("builtin", "statement.np"): Measured(1, 19),
    ("builtin", "statement"): Measured(30, 60),
    ("builtin", "allegation.verb"): Measured(0, 30),
    ("builtin", "allegation"): Measured(0, 30),
    ("spacy", "statement"): Measured(60, 100),
}
SEED = seed_article()
DRAFT = RuleExtractor().read(SEED)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "measured", lambda: TABLE)


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("rule", "analyser", "share"),
    [
        ("statement.that", "builtin", 0.9),
        ("statement.np", "builtin", 0.5),  # 19 records are too few: the figure of the class
        ("statement.new", "builtin", 0.5),
        ("statement.that", "spacy", 0.6),
        ("statement.that", "own", 0.6),  # the lower of the two
        ("allegation.verb", "builtin", 0.0),
        ("meeting.meet", "builtin", 0.0),  # no record of its class was judged
        ("", "builtin", 0.0),
    ],
)
def test_a_rule_has_its_own_figure_or_that_of_its_class(rule: str, analyser: str, share: float) -> None:
    assert precision(rule, analyser) == share


def test_the_table_of_the_package_is_whole() -> None:
    assert {name for name, _ in measured()} == {"builtin", "spacy"}
    assert {rule.partition(".")[0] for _, rule in measured()} == {"statement", "meeting", "allegation"}
    assert all(0 <= one.right <= one.judged and one.judged for one in measured().values())


@settings(deadline=None, max_examples=examples(30))
@given(st.floats(0, 1))
def test_what_is_left_is_trusted_and_a_good_draft(at_least: float) -> None:
    draft = leave_out(DRAFT, at_least, "builtin")
    events = [*draft.statements, *draft.meetings, *draft.allegations]
    assert all(precision(one.rule or "", "builtin") >= at_least for one in events)
    bundle = ground(SEED, draft)
    assert not {issue.code for issue in check(bundle)} & {"unused-actor", "unused-source"}


def test_nothing_or_everything_is_left_out() -> None:
    assert leave_out(DRAFT, 0.0, "builtin").statements == DRAFT.statements
    assert leave_out(DRAFT, 1.1, "builtin") == Draft(generator=DRAFT.generator)


def test_extract_takes_the_share() -> None:
    article = Article.from_text("Ana Lima said that the bridge was safe.")
    assert len(extract(article, at_least=0.1).statements) == 1
    assert extract(article, RuleExtractor(), at_least=1.0).statements == ()
    assert extract(article, RuleExtractor(at_least=1.0)).statements == ()


@attrs.frozen
class Other:
    def read(self, article: Article) -> Draft:
        return Draft()


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="at_least must be a number from 0 to 1"):
        RuleExtractor(at_least=share)


def test_other_extractors_have_other_rules() -> None:
    with pytest.raises(TypeError, match="Other has others"):
        extract(SEED, Other(), at_least=0.5)
