"""From an article to a bundle: read, then ground."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import BundleError, Issue
from newsevents.extraction import Extractor, RuleExtractor
from newsevents.grounding import ground
from newsevents.records import Article

__all__ = ["extract"]

_RECORD = re.compile(r"(sources|statements|meetings|allegations)\[(\d+)\]")
_ROUNDS = 8

T = TypeVar("T")


def extract(article: Article, extractor: Extractor | None = None) -> Bundle:
    """Read an English news article to a bundle.

    The article becomes a draft, and the draft goes the road of every draft: its words are found, its dates resolved,
    and what comes out is validated. A record that would break a rule is left out, and so is what refers to it.

    Args:
        article: The article, with its text. Dates are resolved against ``article.published``.
        extractor: What reads it; by default the rules of this package.

    Returns:
        The bundle. Its ``generator`` names what read the article, the ``rule`` of a record what found it.

    Raises:
        ExtractionError: The article cannot be read: it has no text, or is not in English.
        BundleError: The article itself breaks a rule.

    >>> from newsevents import Article
    >>> bundle = extract(Article.from_text("Ana Lima said the bridge was safe.", published="2024-05-17"))
    >>> [(statement.kind.value, statement.content[0].exact) for statement in bundle.statements]
    [('say', 'the bridge was safe')]
    """
    draft = (extractor or RuleExtractor()).read(article)
    for _ in range(_ROUNDS):
        try:
            return ground(article, draft)
        except BundleError as error:
            smaller = _without(draft, error.issues)
            if smaller is None:
                raise
            draft = smaller
    return ground(article, draft)


def _without(draft: Draft, issues: Iterable[Issue]) -> Draft | None:
    """The draft without the records that issues are about; None where one is about something else."""
    faulty: dict[str, set[int]] = defaultdict(set)
    for issue in issues:
        match = _RECORD.match(issue.path)
        if match is None:
            return None
        faulty[match[1]].add(int(match[2]))
    return attrs.evolve(
        draft,
        sources=_kept(draft.sources, faulty["sources"]),
        statements=_kept(draft.statements, faulty["statements"]),
        meetings=_kept(draft.meetings, faulty["meetings"]),
        allegations=_kept(draft.allegations, faulty["allegations"]),
    )


def _kept(records: tuple[T, ...], faulty: set[int]) -> tuple[T, ...]:
    return tuple(record for index, record in enumerate(records) if index not in faulty)
