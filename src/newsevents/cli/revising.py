"""The command ``revise``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from newsevents.cli.articles import ABOUT, about, one_article, with_fields
from newsevents.cli.bundles import one_bundle
from newsevents.cli.opening import opened
from newsevents.cli.output import INVALID, OK, report, tell, write

if TYPE_CHECKING:
    from newsevents import Article


def revise_command(args: argparse.Namespace) -> int:
    """Look up the records of a bundle in a newer text of its article."""
    from newsevents import dumps, revise
    from newsevents.formats.diff import revision_to_page

    bundle = one_bundle(args.bundle)
    with opened(args.article) as source:
        newer = _like(one_article(source, about(args)), bundle.article)
    revision = revise(bundle, newer)
    files = [args.bundle, args.article, *([args.meta] if args.meta else ())]
    report(revision.issues, args.json)
    tell(revision.summary())
    if args.html is not None:
        write(revision_to_page(revision), args.html, *files)
    if args.html is None or args.output is not None:
        write(dumps(revision.bundle, indent=2) + "\n", args.output, *files)
    return OK if revision else INVALID


def _like(article: Article, earlier: Article) -> Article:
    """An article with missing metadata filled in from the earlier one."""
    from newsevents.model.ids import article_id

    said = {name: getattr(earlier, name) for name in (*ABOUT, "editors") if not getattr(article, name)}
    if article.id == article_id(article.title, article.sha256):  # the default id
        said["id"] = None
    return with_fields(article, said)
