"""Reading articles with a language model: the caller's function asks it, and the issues correct it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import attrs

from newsevents.draft import Draft
from newsevents.errors import BundleError, ExtractionError, Issues
from newsevents.formats.prompts import draft_schema, read_answer
from newsevents.formats.prompts.guide import prompt_guide
from newsevents.grounding.grounded import Grounded
from newsevents.model.records import LISTS, Article
from newsevents.model.values import Generator
from newsevents.model.vocabulary import GeneratorKind

__all__ = ["ModelExtractor"]

_ISSUES = 100
"""The most issues that are sent back to the model."""

Ask: TypeAlias = Callable[[str, dict[str, Any]], str | bytes | Mapping[str, Any]]
"""Asks a language model: the prompt, and the JSON Schema of the answer."""


def _at_least_once(_: object, attribute: attrs.Attribute[int], value: int) -> None:
    if value < 1:
        raise ValueError(f"{attribute.name} must be 1 or more, not {value}")


@attrs.frozen
class ModelExtractor:
    """Reads an article with a language model that is called by a function of yours.

    The model is given `newsevents.prompt_guide`, the article's text, and the schema of `newsevents.draft_schema`. Its
    answer is read and grounded, and what is valid is kept. If something is wrong, the model is asked again, with its
    answer and the issues.

    Args:
        ask: The function that asks the model: it takes the prompt and the JSON Schema of the answer, and returns the
            answer, as text or as the object that a tool was called with. Its exceptions are passed on. To read in
            several processes, it must be a module-level function, since it is pickled.
        rounds: The most times that the model is asked about an article, including the first.
        name: The name of the model, for the bundle's generator.
        version: Its version.

    >>> import newsevents
    >>> def ask(prompt, schema):
    ...     return '{"actors": [{"name": "Ana Lima", "kind": "person"}]}'
    >>> article = newsevents.Article.from_text("Ana Lima said the bridge was safe.")
    >>> newsevents.extract(article, extractor=ModelExtractor(ask, name="a-model")).actors[0].name
    'Ana Lima'
    """

    ask: Ask
    rounds: int = attrs.field(default=2, validator=_at_least_once)
    name: str = attrs.field(default="language model", kw_only=True)
    version: str | None = attrs.field(default=None, kw_only=True)

    def read(self, article: Article) -> Draft:
        """Read an article; see `Extractor.read`.

        Returns:
            The draft of what `ground` keeps.

        Raises:
            ExtractionError: The article has no text.
            BundleError: No answer could be read, or the article is invalid.
        """
        return Draft.from_bundle(self.ground(article).bundle)

    def ground(self, article: Article) -> Grounded:
        """Read an article; return the bundle of what is valid in the answer, and the issues.

        Of several answers, the one with the most valid records is used; of several such answers, the last.

        Args:
            article: The article, with its text.

        Returns:
            The bundle; the issues that the model did not correct, with their paths in the answer; and how each quote
            was found.

        Raises:
            ExtractionError: The article has no text.
            BundleError: No answer could be read (the error has the issues of the last one), or the article is invalid.
        """
        if article.text is None:
            raise ExtractionError("the article has no text")
        task = prompt = f"{prompt_guide()}\n# The article\n\n{article.text}"
        best: Grounded | None = None
        issues = Issues()
        generator = Generator(name=self.name, version=self.version, kind=GeneratorKind.MODEL)
        for _ in range(self.rounds):
            written = self.ask(prompt, draft_schema())
            try:
                answer = read_answer(written, on_error="keep")
            except BundleError as error:
                shown, issues = _shown(written), error.issues
            else:
                found = answer.ground(article, generator=generator)
                best = found if best is None or _size(found) >= _size(best) else best
                shown, issues = answer.text, found.issues
                if not issues:
                    break
            prompt = (
                f"{task}\n\n# Your answer\n\n{shown.encode(errors='backslashreplace').decode()}"
                f"\n\n# Correct this in your answer, and return all of it\n\n{_asked(issues)}"
            )
        if best is None:
            raise BundleError(issues)
        return best


def _asked(issues: Issues) -> str:
    """The issues in words for the model; of many, only the first, since an answer that runs wild repeats itself."""
    more = len(issues) - _ISSUES
    return Issues(issues[:_ISSUES]).to_prompt() + (f"\n… and {more} more." if more > 0 else "")


def _size(found: Grounded) -> int:
    """The number of valid records found."""
    return sum(len(getattr(found.bundle, name)) for name in LISTS)


def _shown(answer: str | bytes | Mapping[str, Any]) -> str:
    """An answer that could not be read, as text."""
    if isinstance(answer, bytes):
        return answer.decode(errors="replace")
    return answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False, default=repr)
