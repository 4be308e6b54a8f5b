"""What is presented as fact, and what is denied, doubted, asked, supposed or merely wished."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents.model.vocabulary import Certainty
from newsevents.reading.scope import scope
from tests.reading.who import Told

Tell = Callable[[str], Told]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Russia did not acquire shells.", "acquire"),
        ("No soldier killed civilians.", "killed"),
        ("Neither side killed civilians.", "killed"),
        ("The group killed no one.", "killed"),
        ("It wasn't Iran that attacked the ship.", "attacked"),
        ("The mayor failed to pay the bill.", "pay"),
        ("Rui Costa refused to accuse Russia.", "accuse"),
        ("He stopped short of accusing Russia.", "accusing"),
        ("He denied killing her.", "killing"),
        ("The man left without killing anyone.", "killing"),
        ("There is no evidence that Iran attacked the ship.", "attacked"),
        ("It is false that Iran attacked the ship.", "attacked"),
        ("The claim that Iran attacked the ship is false.", "attacked"),
        ("The minister said that it was untrue that Iran attacked the ship.", "attacked"),
        ("The firm did not say that its agents killed a man.", "killed"),
        ("The army and the police have never killed civilians.", "killed"),
    ],
)
def test_what_is_denied_is_negated(told: Tell, text: str, word: str) -> None:
    one = told(text)
    assert scope(one.analysis, one.word(word)).negated


@pytest.mark.parametrize(
    ("text", "word", "unreal"),
    [
        ("The army will kill civilians.", "kill", "future"),
        ("The court will find and kill the dog.", "kill", "future"),
        ("The army would kill civilians.", "kill", "supposed"),
        ("Did the army kill civilians?", "kill", "asked"),
        ("The mayor asked whether the army killed civilians.", "killed", "asked"),
        ("If the army killed civilians, it must pay.", "killed", "condition"),
        ("The army wanted to kill civilians.", "kill", "wished"),
        ("The army plotted to kill civilians.", "kill", "planned"),
        ("Police doubt that the man killed his wife.", "killed", "doubted"),
        ("The army is unlikely to have killed civilians.", "killed", "doubted"),
    ],
)
def test_what_is_not_told_as_so_says_why(told: Tell, text: str, word: str, unreal: str) -> None:
    one = told(text)
    found = scope(one.analysis, one.word(word))
    assert (found.unreal, found.told) == (unreal, False)


@pytest.mark.parametrize(
    ("text", "word", "certainty", "hedges"),
    [
        ("The army killed civilians.", "killed", Certainty.UNSPECIFIED, []),
        ("The army started to kill civilians.", "kill", Certainty.UNSPECIFIED, []),
        ("The man who did not vote killed his wife.", "killed", Certainty.UNSPECIFIED, []),
        ("The army may have killed civilians.", "killed", Certainty.POSSIBLE, ["may"]),
        ("Police believe the man killed his wife.", "killed", Certainty.PROBABLE, ["believe"]),
        ("The man allegedly killed his wife.", "killed", Certainty.UNSPECIFIED, ["allegedly"]),
    ],
)
def test_what_is_told_as_so_has_a_certainty_and_its_hedges(
    told: Tell, text: str, word: str, certainty: Certainty, hedges: list[str]
) -> None:
    one = told(text)
    found = scope(one.analysis, one.word(word))
    assert found.told
    assert (found.certainty, [one.analysis.words[at] for at in found.hedges]) == (certainty, hedges)


def test_only_what_is_under_the_outermost_word_counts(told: Tell) -> None:
    one = told("The firm did not say that its agents killed a man.")
    assert not scope(one.analysis, one.word("killed"), one.word("killed")).negated
