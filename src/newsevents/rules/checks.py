"""The rules that make a bundle valid, as checks: each with a quick question, and a closer look at what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from newsevents.errors import Issue, Issues
from newsevents.model.records import FORMAT_VERSION, LISTS, Article
from newsevents.model.values import Generator
from newsevents.rules import events, references, values
from newsevents.rules.index import Index, NotProven, indexer
from newsevents.rules.partial import PartialBundle
from newsevents.rules.types import mismatches

if TYPE_CHECKING:
    from newsevents.bundle import Bundle

__all__ = ["CHECKS", "Check", "find_issues", "holds", "in_order", "is_proven", "partial_bundle"]


@attrs.frozen
class Check:
    """A check of one rule, or of several that are looked at together.

    Attributes:
        faults: Gives an issue for everything that breaks the rule in well-typed content, with its path. It must not
            fail on data that breaks other rules.
        holds: Whether content surely keeps the rule. Without it, ``faults`` is asked.
    """

    faults: Callable[[PartialBundle], Iterator[Issue]]
    holds: Callable[[Index], bool] | None = None


CHECKS = (
    Check(values.article_faults, values.article_holds),
    Check(events.evidence_faults, events.evidence_holds),
    Check(values.value_faults, values.values_hold),
    Check(references.id_faults, references.ids_hold),
    Check(references.publisher_faults, references.publisher_holds),
    Check(references.cycle_faults, references.cycles_hold),
    Check(references.source_faults, references.sources_hold),
    Check(events.statement_faults, events.statements_hold),
    Check(events.claim_faults, events.claims_hold),
    Check(events.publication_faults, events.publication_holds),
)
"""All checks, in the order in which the issues of one record are told."""


def holds(index: Index) -> bool:
    """Whether content surely makes a valid bundle; where it does not, `find_issues` tells."""
    return all(_holds(check, index) for check in CHECKS)


def _holds(check: Check, index: Index) -> bool:
    if check.holds is not None:
        return check.holds(index)
    records = [("", record) for records in index.lists for record in records]
    return not any(check.faults(PartialBundle(index.article, records)))


def is_proven(bundle: Bundle) -> bool:
    """Whether a bundle surely is valid: its types are right, and it keeps every rule."""
    if bundle.format_version != FORMAT_VERSION:
        return False
    try:
        lists = [getattr(bundle, name) for name in LISTS]
        return holds(indexer("records")(bundle.article, bundle.generator, *lists))
    except (NotProven, UnicodeEncodeError):
        return False


def partial_bundle(bundle: Bundle) -> tuple[PartialBundle, list[Issue]]:
    """The well-typed content of a bundle, and an issue for each place where a type is wrong."""
    issues = list(mismatches(bundle.article, Article, "article"))
    partial = PartialBundle(article=None if issues else bundle.article, records=[])
    if bundle.generator is not None:
        issues += mismatches(bundle.generator, Generator, "generator")
    for name, cls in LISTS.items():
        records = getattr(bundle, name)
        if type(records) is not tuple:
            issues.append(Issue(name, "type", f"a list of {cls.__name__} was expected", records))
            partial.add_unread(cls, None)
            continue
        for index, record in enumerate(records):
            path = f"{name}[{index}]"
            faults = list(mismatches(record, cls, path))
            if not faults:
                partial.records.append((path, record))
            else:
                partial.add_unread(cls, getattr(record, "id", None))
            issues += faults
    if bundle.format_version != FORMAT_VERSION:
        message = f"the format version is {FORMAT_VERSION}"
        issues.append(Issue("format_version", "version", message, bundle.format_version))
    return partial, issues


def find_issues(partial: PartialBundle) -> list[Issue]:
    """Everything that keeps well-typed content from being a valid bundle."""
    return [issue for check in CHECKS for issue in check.faults(partial)]


def in_order(issues: Iterable[Issue]) -> Issues:
    """Issues in the order of the data: the article, then list by list, record by record."""
    lists = ["format_version", "generator", "article", *LISTS]

    def key(issue: Issue) -> tuple[int, int]:
        name, index = re.match(r"(\w*)(?:\[(\d{1,9})\])?", issue.path).groups()  # type: ignore[union-attr]
        return (lists.index(name) if name in lists else -1, -1 if index is None else int(index))

    return Issues(sorted(issues, key=key))
