"""Reading a language model's answer: the JSON in it, and the draft in that JSON."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, overload

import attrs

from newsevents.draft import LISTS, Draft, loads_draft
from newsevents.errors import BundleError, Issue, Issues
from newsevents.grounding.grounded import Grounded
from newsevents.grounding.keeping import Positions, filled, is_vital, keep_valid
from newsevents.model.fields import field_of
from newsevents.model.records import FORMAT_VERSION, Article
from newsevents.model.values import Generator, ShortRepr
from newsevents.rules.catalogue import RULES
from newsevents.rules.checks import in_order
from newsevents.wire.json import parse, read_generator, read_object
from newsevents.wire.structure import structure_parts

__all__ = ["Answer", "read_answer"]

_FENCE = re.compile(r"\ufeff?\s*(`{3,})\w*[ \t]*\r?\n(?P<inside>(?:(?!\n[ \t]*\1\s).)*)\n[ \t]*\1\s*", re.DOTALL)
_THOUGHT = re.compile(
    r"[<\[◁](?P<end>/?)(?:\w{1,20}:)?(?:think|thinking|thought|reasoning)(?: [^<>\[\]◁▷]{0,200})?[>\]▷]", re.IGNORECASE
)
_BRACE = re.compile(r"\{(?=\s*[\"}])")
_BRACES = 1000
"""The number of braces that start no JSON object after which the search stops."""

_BEGINNING = re.compile(rf'\{{\s*"(?:{"|".join(LISTS)})"\s*:')


@attrs.frozen(kw_only=True, repr=False)
class Answer(ShortRepr):
    """The readable part of a language model's answer.

    Attributes:
        draft: The records that could be read. Its paths do not count the others.
        issues: What was left out and why, with the paths of the answer: a field or a list item if the record is valid
            without it, otherwise the record.
        text: The JSON that was read.
    """

    draft: Draft
    issues: Issues
    text: str
    _whole: Draft = attrs.field(alias="whole")
    _left_out: frozenset[str] = attrs.field(alias="left_out")
    _positions: Positions = attrs.field(alias="positions", eq=False)

    def ground(self, article: Article, *, generator: Generator | None = None) -> Grounded:
        """Ground the readable part, and keep the valid records.

        Unlike ``ground(article, answer.draft, on_error="keep")``, it knows the records that could not be read: a
        reference to one of them is reported as such, and is not resolved to another record.

        Args:
            article: The article, with its text.
            generator: What made the answer; by default, the generator that the answer names.

        Returns:
            The bundle; everything left out in reading and in grounding, with the paths of the answer; and how each
            quote was found.

        Raises:
            BundleError: The article is invalid.
        """
        draft = self._whole if generator is None else attrs.evolve(self._whole, generator=generator)
        kept = keep_valid(article, draft, self._left_out)
        issues = [attrs.evolve(issue, path=self._positions.before(issue.path)) for issue in kept.issues]
        matches = (attrs.evolve(match, path=self._positions.before(match.path)) for match in kept.matches())
        return Grounded(bundle=kept.bundle, issues=in_order([*self.issues, *issues]), matches=tuple(matches))


@overload
def read_answer(text: str | bytes | Mapping[str, Any], *, on_error: Literal["raise"] = "raise") -> Draft: ...


@overload
def read_answer(text: str | bytes | Mapping[str, Any], *, on_error: Literal["keep"]) -> Answer: ...


def read_answer(
    text: str | bytes | Mapping[str, Any], *, on_error: Literal["raise", "keep"] = "raise"
) -> Draft | Answer:
    r"""Read a language model's answer as a draft.

    The answer is JSON, in the strict form or any other form of a draft. It may be surrounded by prose, a Markdown
    fence, or other objects, such as a tool call that contains it. The model's reasoning, up to ``</think>``, is
    ignored. The draft is the one object that has a list of a draft, such as ``statements``.

    Args:
        text: The answer, as text or as the object of a tool call, whose arguments may again be text; bytes are UTF-8.
        on_error: What to do about issues: raise an error, or keep what can be read. A record is kept without an invalid
            field or list item, unless this is required; see `newsevents.ground`.

    Returns:
        The draft; with ``on_error="keep"``, an `Answer` with the draft of what could be read and all issues.

    Raises:
        BundleError: The answer is not a draft; the error lists every issue. With ``on_error="keep"``, only if no object
            in it has the form of a draft, or several differ.
        TypeError: The answer is neither text nor an object.
        ValueError: ``on_error`` has another value.

    >>> read_answer('Here it is:\n```json\n{"actors": [{"name": "Ana Lima", "kind": "person", "country": null}]}\n```')
    Draft(actors=(DraftActor(name='Ana Lima', kind='person'),))
    >>> answer = read_answer({"actors": [{"name": "Ana Lima", "kind": "person", "age": 51}]}, on_error="keep")
    >>> answer.draft.actors[0].name, [(issue.path, issue.code) for issue in answer.issues]
    ('Ana Lima', [('actors[0].age', 'unknown-field')])
    """
    if on_error not in ("raise", "keep"):
        raise ValueError(f"on_error must be 'raise' or 'keep', not {on_error!r}")
    written = _written(text)
    found = _draft_in(written)
    return loads_draft(found) if on_error == "raise" else _kept(found)


def _written(answer: str | bytes | Mapping[str, Any]) -> str | bytes:
    """An answer as text."""
    if isinstance(answer, str | bytes):
        return answer
    if isinstance(answer, bytearray | memoryview):
        return bytes(answer)
    if not isinstance(answer, Mapping):
        raise TypeError(f"an answer must be a text or an object, not {type(answer).__name__}")
    try:
        return json.dumps(dict(answer), ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        message = "the answer does not consist of JSON values"
        raise BundleError([Issue("", "json", message, answer, RULES["json"].fix)]) from None


# --- finding the object


def _draft_in(answer: str | bytes) -> str | bytes:
    """The JSON of the one object in an answer that is a draft.

    Raises:
        BundleError: There is none, or there are several.
    """
    found: list[tuple[str | bytes, Any, Any]] = []  # the JSON, its value, and the draft in that
    try:
        values = parse(answer)
        found += ((answer, values, draft) for draft in _drafts(values))
        if not found:
            return answer  # its issues are reported later
    except BundleError as error:
        if error.issues[0].code != "json":
            raise
        text = answer.decode() if isinstance(answer, bytes) else answer
        fenced = _FENCE.fullmatch(text)
        if fenced is not None:
            return _draft_in(_at_its_place(text, *fenced.span("inside")))
        for start, end in _objects(text):
            values = _strictly(text, start, end)
            found += ((text[start:end], values, draft) for draft in _drafts(values))
        if not found:
            raise _nothing_in(text, error) from None
    part, values, draft = found[0]
    if any(other != draft for _, _, other in found):
        message = f"{len(found)} objects in the answer have the form of a draft, and they differ"
        raise BundleError([Issue("", "answer-ambiguous", message, fix=RULES["answer-ambiguous"].fix)])
    return part if draft is values else json.dumps(draft, ensure_ascii=False)


def _strictly(text: str, start: int, end: int) -> Any:
    """Parse a part of a text strictly."""
    try:
        return parse(text[start:end])
    except BundleError:
        return parse(_at_its_place(text, start, end))  # which reports the position in the whole text


def _at_its_place(text: str, start: int, end: int) -> str:
    """A part of a text, padded so that errors in it have the line and column of the whole text."""
    lines, column = text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
    return "\n" * lines + " " * column + text[start:end]


def _nothing_in(text: str, error: BundleError) -> BundleError:
    """The error for an answer in which no object has the form of a draft."""
    begun = _BEGINNING.search(text, *_after_thoughts(text, ()))
    if begun is not None:
        try:
            parse(_at_its_place(text, begun.start(), len(text)))
        except BundleError as broken:  # it is truncated or malformed
            return broken
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return error
    message = "no JSON object in the answer has the form of a draft"
    return BundleError([Issue("", "json", message, fix=RULES["json"].fix)])


def _objects(text: str) -> list[tuple[int, int]]:
    """The positions of the objects in a text that contain a draft, outside a model's reasoning."""
    found = [(start, end) for start, end, value in _all_objects(text) if any(_drafts(value))]
    begin, over = _after_thoughts(text, found)
    return [(start, end) for start, end in found if begin <= start < over]


def _after_thoughts(text: str, quoted: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The part of a text that is the answer: after the last complete reasoning block, and before an incomplete one.

    Args:
        text: The text.
        quoted: The stretches in which tags are words of an answer, in order.
    """
    begin, over = 0, len(text)
    starts = [start for start, _ in quoted]
    for tag in _THOUGHT.finditer(text):
        before = bisect_right(starts, tag.start()) - 1
        if before < 0 or quoted[before][1] <= tag.start():
            begin, over = (tag.end(), len(text)) if tag["end"] else (begin, min(over, tag.start()))
    return begin, over


def _all_objects(text: str) -> Iterator[tuple[int, int, Any]]:
    """Every JSON object in a text that is not inside another."""
    decoder = json.JSONDecoder()
    end, failed = 0, 0
    while failed < _BRACES and (brace := _BRACE.search(text, end)) is not None:
        end = brace.end()
        try:
            value, end = decoder.raw_decode(text, brace.start())
            yield brace.start(), end, value
        except (ValueError, RecursionError):  # a brace in the prose, or a truncated object
            failed += 1


def _drafts(value: Any) -> Iterator[Any]:
    """The outermost objects in JSON values that have a list of a draft; also in strings, as in a tool call."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict) and any(isinstance(one.get(name), list) for name in LISTS):
            yield one
        elif isinstance(one, dict | list):
            waiting += reversed([*(one.values() if isinstance(one, dict) else one)])
        elif isinstance(one, str) and "{" in one:
            yield from (draft for start, end in _objects(one) for draft in _drafts(_strictly(one, start, end)))


# --- keeping what can be read


def _kept(text: str | bytes) -> Answer:
    """The readable part of a draft's JSON."""
    values, positions = parse(text), Positions()
    try:
        data, issues = read_object(values, "draft", LISTS)
    except BundleError as error:
        if not isinstance(values, dict):
            raise
        data, issues = read_object({**values, "format_version": FORMAT_VERSION}, "draft", LISTS)
        issues += error.issues
    left_out: set[str] = set()
    lists: dict[str, Any] = {name: _records(data.get(name, []), name, positions, left_out, issues) for name in LISTS}
    whole = Draft(**lists, generator=read_generator(data, issues))
    for name, records in lists.items():
        lists[name] = [record for index, record in enumerate(records) if f"{name}[{index}]" not in left_out]
    return Answer(
        draft=Draft(**lists, generator=whole.generator),
        issues=in_order(issues),
        text=(text.decode() if isinstance(text, bytes) else text).strip("\ufeff \t\r\n"),
        whole=whole,
        left_out=frozenset(left_out),
        positions=positions,
    )


def _records(values: Any, name: str, positions: Positions, left_out: set[str], issues: list[Issue]) -> list[Any]:
    """The records of a list, with a placeholder for each that is left out."""
    if not isinstance(values, list):
        issues.append(Issue(name, "type", f"a list of {name} was expected", values))
        return []
    cls, records = LISTS[name], []
    for index, value in enumerate(values):
        path = f"{name}[{index}]"
        parts = structure_parts(value, cls, path)
        issues += parts.issues
        for field, kept in parts.kept.items():
            positions.keep(f"{path}.{field}", kept)
        if any(is_vital(cls, field) and not _is_absent(cls, field, value) for field in parts.bad):
            left_out.add(path)
        records.append(filled(cls, parts.values))
    return records


def _is_absent(cls: type, field: str, value: Any) -> bool:
    """Whether an optional field is null, which means the same as its absence."""
    return not field_of(cls, field).required and isinstance(value, dict) and value.get(field) is None
