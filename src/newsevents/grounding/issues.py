"""Issues for quotes that do not occur in the article, or occur too often, and for bundles that are not valid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import attrs

from newsevents.errors import Issue, shorten
from newsevents.grounding.find import CONTEXT, Finder, QuoteSite
from newsevents.model.fields import classes_of, fields_of
from newsevents.model.records import LISTS
from newsevents.rules.catalogue import RULES

_SHOWN_PLACES = 5
_NEAREST_AT_MOST = 300


def not_found(finder: Finder, site: QuoteSite) -> Issue:
    """The issue for a quote that is not in the article, with the most similar words there."""
    quote = site.quote
    if quote.start is not None:
        there = finder.text[max(0, quote.start) :][: len(quote.exact)]
        message = f"the article has {shorten(there)} at {quote.start}"
        return Issue(site.path, "quote-misplaced", message, quote.exact, RULES["quote-misplaced"].fix)
    found = finder.find(quote.exact)
    value: object = quote.exact
    fix: str | None
    if found.parts and not (quote.prefix or quote.suffix):
        message = "the words appear in the article, but not side by side, and this field holds only one stretch"
        fix = "quote one stretch, without an ellipsis"
    elif found.places:
        message = "the words appear in the article, but not with this text before or after them"
        value, fix = (quote.prefix, quote.exact, quote.suffix), f"they are at {_shown(finder, found.places)}"
    elif found.fault is not None:
        message = f"what was left out or inserted would change what the article says: {found.fault}"
        fix = "quote the words between the parts too"
    elif quote.exact in finder.text:
        message, fix = "the words appear in the article only inside longer words or numbers", "quote whole words"
    else:
        message, fix = _unlike(finder, quote.exact)
    return Issue(site.path, "quote-not-found", message, value, fix)


def _unlike(finder: Finder, quote: str) -> tuple[str, str | None]:
    """The message and the fix for words that are nowhere in the article."""
    message = "these words do not appear in the article"
    near = finder.nearest.find(quote)
    if near is None:
        return message, RULES["quote-not-found"].fix
    if near.differences:
        message += ": " + "; ".join(near.differences)
    words = finder.text[near.start : near.end]
    if len(words) > _NEAREST_AT_MOST:
        words = f"{words[: _NEAREST_AT_MOST // 2]} … {words[-_NEAREST_AT_MOST // 2 :]}"
    return message, f"the nearest words of the article are “{words}”: copy them if they say it, or leave this out"


def ambiguous(finder: Finder, site: QuoteSite) -> Issue:
    """The issue for a quote that can mean several places, with the text around each."""
    message = f"these words appear in {len(site.places)} places: {_shown(finder, site.places)}"
    return Issue(site.path, "quote-ambiguous", message, site.quote.exact, RULES["quote-ambiguous"].fix)


def taken(site: QuoteSite, other: QuoteSite) -> Issue:
    """The issue for a mention at the place of another mention."""
    by = f"{other.path}, {shorten(other.quote.exact)}, is"
    message = f"no place is left for these words: {by} where they are"
    return Issue(site.path, "mention-taken", message, site.quote.exact, RULES["mention-taken"].fix)


def _shown(finder: Finder, places: Sequence[tuple[int, int]]) -> str:
    shown = [
        f"{start} “{finder.folded[max(0, start - CONTEXT) : end + CONTEXT]}”" for start, end in places[:_SHOWN_PLACES]
    ]
    return ", ".join(shown + ["…"] * (len(places) > _SHOWN_PLACES))


# --- issues of a bundle


def in_draft_terms(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Convert the issues of a bundle to the paths and names of the draft that it is made from."""
    for issue in issues:
        fix = issue.fix and _in_names_of_drafts(issue.fix)
        message = _in_names_of_drafts(issue.message)
        yield attrs.evolve(issue, path=_draft_path(issue.path), message=message, fix=fix)


def _in_names_of_drafts(text: str) -> str:
    """A message with field names replaced by those of a draft."""
    return re.sub(r"`(\w+)`", lambda name: f"`{_draft_names().get(name[1], name[1])}`", text)


@cache
def _draft_names() -> dict[str, str]:
    return {field.name: field.draft for cls in LISTS.values() for one in classes_of(cls) for field in fields_of(one)}


def _draft_path(path: str) -> str:
    first, *steps = path.split(".")
    cls: Any = LISTS.get(first.partition("[")[0])
    for at, step in enumerate(steps):
        name, bracket, index = step.partition("[")
        field = next((field for field in fields_of(cls) if field.name == name), None)
        if field is None:
            break
        steps[at], cls = field.draft + bracket + index, field.cls
    return ".".join([first, *steps])
