"""The commands that read articles: ``extract``, ``explain`` and ``ground``."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Generator, Iterable, Iterator
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING

from newsevents.cli.articles import About, Given, about, articles_in, articles_of, files_of, one_article
from newsevents.cli.opening import STANDARD_INPUT, Kind, Refused, opened
from newsevents.cli.output import (
    INVALID,
    OK,
    fail,
    files,
    is_folder,
    issue_lines,
    must_be_open,
    must_take_many,
    report,
    tell,
    width,
    write,
    write_bundles,
    writer,
)
from newsevents.cli.unfinished import Result, Unfinished, fits

if TYPE_CHECKING:
    from newsevents import Article, RuleExtractor


def extract_command(args: argparse.Namespace) -> int:
    """Read one article, or many: from a folder, from several files or from JSON Lines."""
    if args.resume and args.output is None:
        fail("--resume continues an output file: name it with -o")
    is_folder(args.to, args.output)
    told, extractor = about(args), _extractor(args)
    if len(args.articles) > 1 or os.path.isdir(args.articles[0]):
        read = files_of(args.articles, args.output)
        return _Run(args, told, extractor, read).write(articles_of(read, _of_many(told), lines=args.jsonl))
    with opened(args.articles[0], lines=args.jsonl) as source:
        if source.kind is Kind.LINES:
            run = _Run(args, told, extractor, args.articles, name_files=False)
            return run.write(articles_in(source, _of_many(told)))
        from newsevents import ExtractionError, extract

        try:
            bundle = extract(one_article(source, told), extractor)
        except ExtractionError as error:
            tell(f"{source.name}: {error}")
            return INVALID
    if args.show:
        from newsevents.formats.text import summary

        return write(summary(bundle, width=width(None)), args.output, *_read(args))
    write_bundles([bundle], args.to, args.output, *_read(args), many=False)
    return OK


def _of_many(told: About) -> About:
    return {name: value for name, value in told.items() if name != "id"}


def _extractor(args: argparse.Namespace) -> RuleExtractor:
    from newsevents import ExtractionError, RuleExtractor

    try:
        return RuleExtractor(args.analyser, at_least=getattr(args, "at_least", 0.0))
    except (ExtractionError, ValueError) as error:
        fail(str(error))


class _Run:
    """A run over many articles."""

    def __init__(
        self,
        args: argparse.Namespace,
        told: About,
        extractor: RuleExtractor,
        sources: list[str],
        *,
        name_files: bool = True,
    ) -> None:
        must_take_many("text" if args.show else args.to)
        self.args = args
        self.extractor = extractor
        self.sources = [*sources, *([args.meta] if args.meta else ())]
        self.name_files = name_files
        self.options = {"analyser": args.analyser or "builtin", "at_least": args.at_least, "metadata": told}
        self.bundles = self.refused = 0
        self.shown = ""

    def write(self, articles: Iterator[Given]) -> int:
        """Read articles and write their bundles; return the exit code."""
        output = self.args.output
        if output is None or _is_special(output):
            must_be_open(output)
            with contextlib.closing(self._results(articles)) as results:
                self._put(bundle for _, (bundle, _) in results if bundle is not None)
        else:
            self._write_later(articles, output)
        self._count()
        return INVALID if self.refused else OK

    def _write_later(self, articles: Iterator[Given], output: str) -> None:
        """Keep results beside the output, and write the output when all of them are there."""
        from newsevents.files import must_be_no_source

        must_be_no_source(output, files(self.sources))
        if is_folder(self.args.to, output):
            Path(output).absolute().parent.mkdir(parents=True, exist_ok=True)
        with Unfinished(output, self.options, self.args.resume) as unfinished:
            for number, (digest, result) in enumerate(unfinished, 1):
                article = next(articles, None)
                if article is None or not fits(digest, _key(article), result):
                    place = "any of the given articles" if article is None else _place(article)
                    fail(f"{unfinished.path}: result {number} does not fit {place}; delete the file to start again")
                self._told(result)
            with contextlib.closing(self._results(articles)) as results:
                for article, result in results:
                    unfinished.add(_key(article), result)
            self._put(bundle for _, (bundle, _) in unfinished if bundle is not None)
            unfinished.complete()

    def _results(self, articles: Iterator[Given]) -> Generator[tuple[Given, Result], None, None]:
        """Yield the result of each article; report at once why there is no bundle."""
        from newsevents.batch import extract_reads

        given, stream = tee(articles)
        reads = ((article.line, len(article.data), article.read) for article in stream)
        with contextlib.closing(extract_reads(reads, jobs=self.args.jobs, extractor=self.extractor)) as read:
            for article, (_, bundle, issues) in zip(given, read, strict=True):
                file = article.file if self.name_files else None
                result = Result(bundle, [] if bundle else list(issue_lines(issues, self.args.json, file)))
                self._told(result)
                yield article, result

    def _put(self, texts: Iterable[str]) -> None:
        """Write bundles that are already in JSON."""
        from newsevents import loads

        args = self.args
        if args.to in ("json", "jsonl"):
            with writer(args.output, *self.sources) as put:
                for text in texts:
                    put(f"{text}\n")
        else:
            write_bundles(map(loads, texts), args.to, args.output, *self.sources, many=True)

    # --- progress and messages

    def _told(self, result: Result) -> None:
        if result.bundle is None:
            self.refused += 1
            self._clear()
            for line in result.said:
                print(line, file=sys.stderr)
        else:
            self.bundles += 1
        if sys.stderr.isatty():
            self._clear()
            self.shown = self._counts()
            print(self.shown, end="", file=sys.stderr, flush=True)

    def _clear(self) -> None:
        if self.shown:
            print(f"\r{' ' * len(self.shown)}\r", end="", file=sys.stderr)
            self.shown = ""

    def _counts(self) -> str:
        articles = self.bundles + self.refused
        return f"{_counted(articles, 'article')}: {_counted(self.bundles, 'bundle')}, {self.refused} refused"

    def _count(self) -> None:
        self._clear()
        if not self.args.json:
            tell(self._counts())


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _is_special(output: str) -> bool:
    """Whether a path exists and is neither a file nor a folder: a pipe or a device."""
    return os.path.exists(output) and not os.path.isfile(output) and not os.path.isdir(output)


def _key(article: Given) -> bytes:
    """What identifies an article in the next run."""
    place = f"{os.path.basename(article.file)}:{article.line}"
    return os.fsencode(place) + b"\0" + article.data


def _place(article: Given) -> str:
    return article.file if article.line is None else f"{article.file}, line {article.line}"


def explain_command(args: argparse.Namespace) -> int:
    """Explain how a sentence is read."""
    from newsevents import explain

    text: str | Article = args.text
    if args.text == STANDARD_INPUT:
        with opened(args.text) as source:
            text = one_article(source, {})
    return write(f"{explain(text, _extractor(args).analyser)}\n", None)


def ground_command(args: argparse.Namespace) -> int:
    """Make a bundle from an article and a draft."""
    from newsevents import BundleError, Draft, dumps, ground
    from newsevents.grounding.issues import in_draft_terms
    from newsevents.lint import find_warnings

    with opened(args.article) as source:
        article = one_article(source, about(args))
    with opened(args.draft) as source:
        data, _ = source.read_json("a draft")
        try:
            draft = Draft.from_json(data)
        except BundleError as error:
            raise Refused(source.name, error.issues, INVALID) from None
    bundle = ground(article, draft)
    report(in_draft_terms(find_warnings(bundle)), args.json)
    text = dumps(bundle.detach() if args.without_text else bundle, indent=2) + "\n"
    return write(text, args.output, args.article, args.draft, *([args.meta] if args.meta else ()))


def _read(args: argparse.Namespace) -> list[str]:
    """The files that an article and its metadata are read from."""
    return [*args.articles, *([args.meta] if args.meta else ())]
