"""Label Studio: write a bundle as a task with a prediction, and read a draft from an annotated task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import shorten
from newsevents.formats._marks.drafting import OnError
from newsevents.formats._marks.read import Reader
from newsevents.formats._marks.terms import Mark, Profile, Term, terms_of, text_of
from newsevents.formats._marks.write import dump_fields, marks_of, split_fields
from newsevents.model.records import Article

__all__ = ["from_labelstudio", "labelstudio_config", "to_labelstudio"]


def __dir__() -> list[str]:
    return __all__


_LABEL, _TEXT, _FLAGS, _FIELDS = "label", "text", "flags", "fields"
"""The names of the configuration's tags; each vocabulary has its own tag, named after it."""

_NEEDED = {**dict.fromkeys(("labels", "choices", "textarea"), ("id", "value")), "relation": ("from_id", "to_id")}
"""The fields that a result requires, by its type."""


def to_labelstudio(bundle: Bundle, *, profile: Profile = "all") -> dict[str, Any]:
    """Write a bundle as a task for Label Studio.

    Args:
        bundle: The bundle, with its text. One without records is an article to be annotated.
        profile: ``"all"``, from which the bundle can be restored; or ``"statements"``: marks for statements, their
            speakers and their content. The other fields of these records are in their notes, and other records are left
            out.

    Returns:
        The task: ``data`` with the text and the article's id, and one item of ``predictions``, which annotators see and
        correct. Offsets are in code points.

    Raises:
        BundleError: The article has no text.
        ValueError: The profile is unknown.
    """
    marks, ties = marks_of(bundle, profile)
    result: list[dict[str, Any]] = []
    for mark in marks:
        place = {"start": mark.start, "end": mark.end, "text": mark.words}
        for name, type, values in _said(mark):
            value = place | {"text" if type == "textarea" else type: values}
            result.append({"id": _id(mark.key), "from_name": name, "to_name": _TEXT, "type": type, "value": value})
    for tie in ties:
        ends = {"from_id": _id(tie.begin), "to_id": _id(tie.end)}
        result.append({"type": "relation", **ends, "direction": "right", "labels": [tie.field]})
    prediction: dict[str, Any] = {"result": result}
    if bundle.generator is not None:
        version = (bundle.generator.name, bundle.generator.version)
        prediction = {"model_version": " ".join(part for part in version if part), **prediction}
    data = {"text": text_of(bundle.article), "article": bundle.article.id}
    return {"data": data, "predictions": [prediction] if result else []}


def _id(key: str) -> str:
    return f"mark-{key}"


def _said(mark: Mark) -> Iterator[tuple[str, str, list[str]]]:
    """The fields of a mark as the tags that set them: name, type and values."""
    choices, flags, note = split_fields(mark)
    yield _LABEL, "labels", [mark.label]
    yield from ((vocabulary, "choices", [member]) for vocabulary, member in choices.items())
    if flags:
        yield _FLAGS, "choices", flags
    if note:
        yield _FIELDS, "textarea", [dump_fields(note)]


def from_labelstudio(
    article: Article, task: dict[str, Any], *, annotation: int | None = None, on_error: OnError = "raise"
) -> Draft:
    """Read a draft from a task that was exported from Label Studio.

    Args:
        article: The article that was annotated, with its text.
        task: The task, as exported in the format "JSON".
        annotation: The index, from 0, of the annotation to read among those that were not cancelled. Not needed if
            there is just one. For a task without annotations, its only prediction is read.
        on_error: ``"raise"``, or a function that is called with an error that lists all issues, while only the records
            concerned are left out. A text that differs from the article's raises an error in any case.

    Returns:
        The draft. Its quotes have their offsets.

    Raises:
        BundleError: The task is malformed, or does not fit `labelstudio_config`; the error lists every issue.
        ValueError: ``on_error`` has another value.
    """
    reader = _Reader(article, on_error)
    reader.expect_document(task, "a task is a JSON object")
    data = task.get("data")
    reader.expect_text(data.get("text") if isinstance(data, dict) else None, "data.text")
    reader.read(*reader.results(task, annotation))
    return reader.draft()


class _Reader(Reader):
    def results(self, task: dict[str, Any], chosen: int | None) -> tuple[object, str]:
        """The results of the annotation to read, and their path."""
        for name in ("annotations", "predictions"):
            values = task.get(name, [])
            if not self.expect(values, list, name):
                continue
            given = [
                (value.get("result"), f"{name}[{index}].result")
                for index, value in enumerate(values)
                if isinstance(value, dict) and value.get("was_cancelled") is not True
            ]
            if not given:
                continue
            message = f"the task has {len(given)} {name}"
            self.refused = self.refused or (chosen is None and len(given) > 1) or not 0 <= (chosen or 0) < len(given)
            if chosen is None and len(given) > 1:
                self.wrong(name, "name-ambiguous", message, fix="choose one with `annotation`")
            if chosen is not None and not 0 <= chosen < len(given):
                self.wrong(name, "unknown-id", message, chosen)
                chosen = None
            return given[chosen or 0]
        return [], ""

    def read(self, results: object, path: str) -> None:
        known = [(at, result) for at, result in self.each(results, path) if self._is_result(at, result)]
        # Regions are read before their choices and notes, whatever the order of the results.
        for path, result in sorted(known, key=lambda item: item[1]["type"] != "labels"):
            if result["type"] == "labels":
                with self.about(str(result["id"])):
                    self._region(path, result)
            elif result["type"] == "relation":
                with self.about(str(result["from_id"]), str(result["to_id"])):
                    self._relation(path, result)
            elif mark := self.find(str(result["id"]), f"{path}.id"):
                with self.about(mark.key):
                    self._say(path, result, mark)

    def _is_result(self, path: str, result: dict[str, Any]) -> bool:
        type: Any = result.get("type")
        with self.about(*(str(result[name]) for name in ("id", "from_id", "to_id") if name in result)):
            return (
                self.expect_one_of(type, _NEEDED, f"{path}.type")
                and self.expect_fields(result, _NEEDED[type], path)
                and (type == "relation" or self.expect(result["value"], dict, f"{path}.value"))
            )

    def _one(self, values: object, path: str) -> str | None:
        if isinstance(values, list) and len(values) == 1 and isinstance(values[0], str):
            return values[0]
        self.wrong(path, "type", "a list of one text was expected", values)
        return None

    def _region(self, path: str, result: dict[str, Any]) -> None:
        value, place = result["value"], f"{path}.value"
        self.expect_no_remarks(result.get("meta"), f"{path}.meta")
        label = self._one(value.get("labels"), f"{place}.labels")
        mark = self.mark(str(result["id"]), path, label, value.get("start"), value.get("end"), place)
        if mark is not None and "text" in value and _plain(value["text"]) != _plain(mark.words):
            message = f"the article has {shorten(mark.words)} there"
            fix = "count code points; old versions of Label Studio counted UTF-16 code units"
            self.wrong(f"{place}.text", "span-text", message, value["text"], fix)

    def _say(self, path: str, result: dict[str, Any], mark: Mark) -> None:
        """Add a choice or a note to a region."""
        value, name = result["value"], result.get("from_name")
        if result["type"] == "textarea":
            note = self._one(value.get("text"), f"{path}.value.text")
            if self.expect_one_of(name, [_FIELDS], f"{path}.from_name") and note is not None:
                self.add_note(mark, note, path)
        elif name == _FLAGS:
            flags = value.get("choices")
            if self.expect(flags, list, f"{path}.value.choices", "a list of texts was expected"):
                for flag in flags:
                    self.add_choice(mark, str(flag), None, path)
        else:
            member = self._one(value.get("choices"), f"{path}.value.choices")
            if member is not None:
                self.add_choice(mark, str(name), member, path)

    def _relation(self, path: str, result: dict[str, Any]) -> None:
        ends = result["from_id"], result["to_id"]
        direction = result.get("direction", "right")
        field = self._one(result.get("labels"), f"{path}.labels")
        if direction not in ("right", "left"):
            self.wrong(f"{path}.direction", "unknown-member", "a relation leads from one mark to another", direction)
        elif field is not None:
            begin, end = ends if direction == "right" else reversed(ends)
            self.tie(begin, field, end, path)


def _plain(text: object) -> str:
    """A region's text without white space, which the editor writes in its own way, such as a backslash and an n."""
    return re.sub(r"\\n|\s", "", str(text))


def labelstudio_config(*, profile: Profile = "all") -> str:
    """The labelling configuration for annotating news events: XML for the project's settings.

    Args:
        profile: What can be marked, as in `to_labelstudio`.

    Raises:
        ValueError: The profile is unknown.
    """
    return "\n".join(_config(terms_of(profile))) + "\n"


def _config(terms: Mapping[str, Term]) -> Iterator[str]:
    yield "<View>"
    yield "  <Style>.htx-text { white-space: pre-wrap; }</Style>"
    yield f'  <Labels name="{_LABEL}" toName="{_TEXT}" choice="single">'
    yield from (f"    <Label value={quoteattr(label)}/>" for label in terms)
    yield "  </Labels>"
    yield f'  <Text name="{_TEXT}" value="$text" saveTextResult="yes"/>'
    vocabularies = {name: field.cls for term in terms.values() for name, field in term.choices.items()}
    for name, vocabulary in vocabularies.items():
        labels = [label for label, term in terms.items() if name in term.choices]
        yield from _choices(name, "single-radio", labels, vocabulary)
    flags = dict.fromkeys(flag for term in terms.values() for flag in term.flags)
    yield from _choices(_FLAGS, "multiple", [label for label, term in terms.items() if term.flags], flags)
    yield f'  <TextArea name="{_FIELDS}" toName="{_TEXT}" perRegion="true" editable="true" maxSubmissions="1"/>'
    yield "  <Relations>"
    names = dict.fromkeys(name for term in terms.values() for name in term.ties)
    yield from (f'    <Relation value="{name}"/>' for name in names)
    yield "  </Relations>"
    yield "</View>"


def _choices(name: str, choice: str, labels: list[str], members: Iterable[str]) -> Iterator[str]:
    yield (
        f'  <Choices name="{name}" toName="{_TEXT}" choice="{choice}" perRegion="true" visibleWhen="region-selected"'
        f' whenTagName="{_LABEL}" whenLabelValue="{",".join(labels)}">'
    )
    yield from (f'    <Choice value="{member}"/>' for member in members)
    yield "  </Choices>"
