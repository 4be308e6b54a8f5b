"""Many threads that start at once behave like one: shared caches are complete before they are visible."""

from __future__ import annotations

import functools
import gc
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from newsevents import (
    ActorKind,
    Article,
    Bundle,
    BundleError,
    Draft,
    DraftActor,
    DraftStatement,
    Source,
    SourceKind,
    Span,
    Statement,
    StatementKind,
    draft_schema,
    dumps,
    extract,
    ground,
    json_schema,
    load_seed,
    loads,
)
from newsevents.formats.ftm import to_ftm
from newsevents.formats.jsonld import to_jsonld
from newsevents.formats.page import to_page
from newsevents.formats.plover import to_plover

ARTICLE = Article.from_text("Ana Lima said on Tuesday the bridge was safe.", published="2024-05-17")
EVIDENCE = (Span(start=0, end=8, exact="Ana Lima"),)
DRAFT = Draft(
    actors=[DraftActor(name="Ana Lima", kind=ActorKind.PERSON)],
    statements=[DraftStatement(kind=StatementKind.SAY, speakers=["Ana Lima"], content="the bridge was safe")],
)
_THREADS = 4
SMALL = ground(ARTICLE, DRAFT)
WIRE = dumps(load_seed())


def ill_typed() -> str:
    """The code of the fault that no thread may overlook."""
    source = Source(id="source:article", kind=SourceKind.ARTICLE)
    bad = Statement(
        id="statement:x",
        kind=StatementKind.SAY,
        unattributed=True,
        source_id="source:article",
        evidence=EVIDENCE,
        rule=12345,  # type: ignore[arg-type]
    )
    try:
        Bundle(article=ARTICLE, sources=[source], statements=[bad])
    except BundleError as error:
        return error.issues[0].code
    return "accepted"


WORK: dict[str, Callable[[], object]] = {
    "types": ill_typed,
    "loads": lambda: loads(WIRE),
    "dumps": lambda: dumps(SMALL),
    "ground": lambda: ground(ARTICLE, DRAFT),
    "extract": lambda: extract(ARTICLE),
    "schemas": lambda: (json_schema(), draft_schema()),
    "jsonld": lambda: to_jsonld(SMALL),
    "plover": lambda: to_plover(SMALL),
    "ftm": lambda: to_ftm(SMALL),
    "page": lambda: to_page(SMALL),
}


@pytest.fixture
def _restless() -> Iterator[None]:
    """Make threads switch as often as possible."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def forget() -> None:
    """Empty every cache of the library, as in a new process."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and found.__module__.startswith("newsevents."):
            found.cache_clear()


@pytest.mark.parametrize("name", WORK)
@pytest.mark.usefixtures("_restless")
def test_threads_that_begin_at_once_do_what_one_does(name: str) -> None:
    work, expected = WORK[name], WORK[name]()
    for _ in range(1 if name == "extract" else 3):  # its lists take long to read
        forget()
        barrier = threading.Barrier(_THREADS)
        found: list[object] = []

        def begin(barrier: threading.Barrier = barrier, found: list[object] = found) -> None:
            barrier.wait()
            found.append(work())

        threads = [threading.Thread(target=begin) for _ in range(_THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [expected] * _THREADS


def test_an_ill_typed_bundle_is_told() -> None:
    assert ill_typed() == "type"
