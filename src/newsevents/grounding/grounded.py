"""Ground a draft: all of it, or the part of it that is valid."""

from __future__ import annotations

from typing import Literal, overload

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import Issues
from newsevents.grounding.builder import Grounding
from newsevents.grounding.find import Finder
from newsevents.grounding.keeping import checked_text, keep_valid
from newsevents.grounding.match import Match
from newsevents.model.records import Article
from newsevents.model.values import ShortRepr


@attrs.frozen(kw_only=True, repr=False)
class Grounded(ShortRepr):
    """The result of grounding a draft of which only the valid part is kept.

    Attributes:
        bundle: The bundle of the valid part.
        issues: What was left out and why, with the paths of the draft: a field or an item of a list if the record can
            do without it, and otherwise the record. Each record that was left out has an issue at a required field,
            or at the record itself. A reference to a record that was left out is left out too.
        matches: How each quote in the bundle was found, with its path in the draft, list by list.
    """

    bundle: Bundle
    issues: Issues
    matches: tuple[Match, ...]


@overload
def ground(article: Article, draft: Draft, *, on_error: Literal["raise"] = "raise") -> Bundle: ...


@overload
def ground(article: Article, draft: Draft, *, on_error: Literal["keep"]) -> Grounded: ...


def ground(article: Article, draft: Draft, *, on_error: Literal["raise", "keep"] = "raise") -> Bundle | Grounded:
    """Find a draft's words in the article, link its names, resolve its dates, and validate the result.

    Args:
        article: The article, with its text. Dates are resolved against ``article.published``; without it, only
            dates that include their year are.
        draft: What was found in the article. A draft whose ``generator`` is a model is checked more strictly: content
            that stops right before the words that reverse its sentence ("but", "unless") is rejected.
        on_error: What to do if something is wrong: raise an error, or keep the valid part. A record is kept without a
            field, or an item of a list, that is wrong, unless it is required: its kind, name or status, its content,
            its negation, at least one speaker or claimant, and evidence.

    Returns:
        The bundle, with its records in the draft's order; with ``on_error="keep"``, a `Grounded`, which holds the
        bundle of the valid part and all issues. The arguments are not changed.

    Raises:
        BundleError: Something is wrong; the error lists every issue, with its path in the draft. With
            ``on_error="keep"``, it is raised only if the article, or the draft as a whole, is invalid.
        ValueError: ``on_error`` has another value.
    """
    if on_error == "keep":
        kept = keep_valid(article, draft)
        return Grounded(bundle=kept.bundle, issues=kept.issues, matches=kept.matches())
    if on_error != "raise":
        raise ValueError(f"on_error must be 'raise' or 'keep', not {on_error!r}")
    return Grounding(article, Finder(checked_text(article, draft)), draft).bundle()
