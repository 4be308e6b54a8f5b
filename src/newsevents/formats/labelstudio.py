"""Label Studio: a bundle as a task with a prediction, and a draft from a task that was annotated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import BundleError, Issue
from newsevents.formats._marks.read import draft_of, read_fields, read_words, same_text, take_choice, unknown_label
from newsevents.formats._marks.terms import CHOICES, FLAGS, LABELS, RECORDS, TIES, Fields, Mark, Tie, text_of
from newsevents.formats._marks.write import dump_fields, marks_of, split_fields
from newsevents.model.records import Article

__all__ = ["from_labelstudio", "labelstudio_config", "to_labelstudio"]

_LABEL, _TEXT, _FLAGS, _FIELDS = "label", "text", "flags", "fields"
"""The names of the configuration's tags; each vocabulary has a tag of its own name."""


def to_labelstudio(bundle: Bundle) -> dict[str, Any]:
    """Write a bundle as a task for Label Studio.

    Args:
        bundle: The bundle, with its text. One without records is an article to be annotated.

    Returns:
        The task: ``data`` with the text and the article's id, and one of ``predictions``, which annotators see and
        correct. Offsets are code points.

    Raises:
        BundleError: The article is without its text.
    """
    marks, ties = marks_of(bundle)
    result: list[dict[str, Any]] = []
    for mark in marks:
        place = {"start": mark.start, "end": mark.end, "text": mark.words}
        result.append(_result(mark, _LABEL, "labels", place | {"labels": [mark.label]}))
        choices, flags, rest = split_fields(mark)
        for field, member in choices.items():
            name = CHOICES[mark.label][field].__name__
            result.append(_result(mark, name, "choices", place | {"choices": [member]}))
        if flags:
            result.append(_result(mark, _FLAGS, "choices", place | {"choices": flags}))
        if rest:
            result.append(_result(mark, _FIELDS, "textarea", place | {"text": [dump_fields(rest)]}))
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


def _result(mark: Mark, name: str, type: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": _id(mark.key), "from_name": name, "to_name": _TEXT, "type": type, "value": value}


def from_labelstudio(article: Article, task: dict[str, Any], *, annotation: int | None = None) -> Draft:
    """Read a draft from a task that was exported from Label Studio.

    Args:
        article: The article that was annotated, with its text.
        task: The task, as an export in the format JSON has it.
        annotation: Which of several annotations to read, counted from 0 among those that were not cancelled. Not
            needed where there is just one. A task without annotations is read by its one prediction.

    Returns:
        The draft. Its quotes have their offsets.

    Raises:
        BundleError: The task is malformed, or does not fit `labelstudio_config`, with every issue.
    """
    issues: list[Issue] = []
    if not isinstance(task, dict):
        raise BundleError([Issue("", "type", "a task is a JSON object", task)])
    data = task.get("data")
    same_text(data.get("text") if isinstance(data, dict) else None, article, "data.text", issues)
    path, results = _results(task, annotation, issues)
    return _Reading(text_of(article), issues).draft(path, results)


def _results(task: dict[str, Any], chosen: int | None, issues: list[Issue]) -> tuple[str, list[Any]]:
    """The path and the results of the annotation to read."""
    for name in ("annotations", "predictions"):
        values = task.get(name, [])
        if not isinstance(values, list):
            issues.append(Issue(name, "type", "a list was expected", values))
            continue
        given = [
            (f"{name}[{index}].result", value.get("result"))
            for index, value in enumerate(values)
            if isinstance(value, dict) and value.get("was_cancelled") is not True
        ]
        if not given:
            continue
        if chosen is None and len(given) > 1:
            message = f"the task has {len(given)} {name}"
            issues.append(Issue(name, "name-ambiguous", message, fix="say which by `annotation`"))
        if chosen is not None and not 0 <= chosen < len(given):
            issues.append(Issue(name, "unknown-id", f"the task has {len(given)} {name}", chosen))
            chosen = None
        path, results = given[chosen or 0]
        if isinstance(results, list):
            return path, results
        issues.append(Issue(path, "type", "a list of results was expected", results))
        return path, []
    return "", []


class _Reading:
    def __init__(self, text: str, issues: list[Issue]) -> None:
        self.text = text
        self.issues = issues
        self.regions: dict[str, tuple[str, str, int, str]] = {}  # path, label, start, words
        self.fields: dict[str, Fields] = {}
        self.ties: list[Tie] = []
        self.unread: set[str] = set()

    def draft(self, path: str, results: list[Any]) -> Draft:
        paths = [(f"{path}[{index}]", result) for index, result in enumerate(results)]
        known = [(path, result) for path, result in paths if self._is_object(path, result)]
        for path, result in known:
            if result["type"] == "labels":
                self._region(path, result)
        for path, result in known:
            if result["type"] == "relation":
                self._relation(path, result)
            elif result["type"] != "labels":
                self._said(path, result)
        marks = [
            Mark(key=key, label=label, words=words, start=start, fields=self.fields[key], path=path)
            for key, (path, label, start, words) in self.regions.items()
        ]
        return draft_of(marks, self.ties, self.unread, self.issues)

    def _is_object(self, path: str, result: object) -> bool:
        types = ("labels", "choices", "textarea", "relation")
        if not isinstance(result, dict):
            self.issues.append(Issue(path, "type", "a result is a JSON object", result))
            return False
        if result.get("type") not in types:
            self.issues.append(unknown_label(result.get("type"), f"{path}.type", types))
            return False
        needed = ("from_id", "to_id") if result["type"] == "relation" else ("id", "value")
        missing = [name for name in needed if name not in result]
        self.issues += (Issue(f"{path}.{name}", "missing-field", "a required field is missing") for name in missing)
        if "value" in needed and "value" in result and not isinstance(result["value"], dict):
            self.issues.append(Issue(f"{path}.value", "type", "a JSON object was expected", result["value"]))
            return False
        return not missing

    def _region(self, path: str, result: dict[str, Any]) -> None:
        key, value = str(result["id"]), result["value"]
        remarks = result.get("meta")
        if remarks:
            message = "there is no place for remarks in a draft"
            self.issues.append(Issue(f"{path}.meta", "unknown-field", message, remarks, "remove it when dealt with"))
        if key in self.regions:
            self.issues.append(Issue(f"{path}.id", "duplicate-id", "another region has this id", key))
            return
        start: Any = value.get("start")
        words = read_words(self.text, start, value.get("end"), f"{path}.value", self.issues)
        label = self._one(value.get("labels"), f"{path}.value.labels")
        if words is None or label is None:
            self.unread.add(key)
            return
        if "text" in value and _plain(value["text"]) != _plain(words):
            message = f"the article has {words!r} there"
            fix = "count code points; old versions of Label Studio counted UTF-16 code units"
            self.issues.append(Issue(f"{path}.value.text", "span-text", message, value["text"], fix))
        self.regions[key] = path, label, start, words
        self.fields[key] = {}

    def _one(self, values: object, path: str) -> str | None:
        if isinstance(values, list) and len(values) == 1 and isinstance(values[0], str):
            return values[0]
        self.issues.append(Issue(path, "type", "a list of one text was expected", values))
        return None

    def _said(self, path: str, result: dict[str, Any]) -> None:
        """A choice or a note on a region."""
        key, value, name = str(result["id"]), result["value"], result.get("from_name")
        if key not in self.regions:
            if key not in self.unread:
                message = "there is no region of this id"
                self.issues.append(Issue(f"{path}.id", "unknown-id", message, key))
            return
        label, fields = self.regions[key][1], self.fields[key]
        if result["type"] == "textarea":
            note = self._one(value.get("text"), f"{path}.value.text")
            if name != _FIELDS:
                self.issues.append(unknown_label(name, f"{path}.from_name", [_FIELDS]))
            elif note is not None:
                read_fields(note, fields, path, self.issues)
        elif name == _FLAGS:
            flags = value.get("choices")
            if not isinstance(flags, list):
                self.issues.append(Issue(f"{path}.value.choices", "type", "a list of texts was expected", flags))
            for flag in flags if isinstance(flags, list) else []:
                take_choice(label, str(flag), None, fields, path, self.issues)
        else:
            member = self._one(value.get("choices"), f"{path}.value.choices")
            if member is not None:
                take_choice(label, str(name), member, fields, path, self.issues)

    def _relation(self, path: str, result: dict[str, Any]) -> None:
        begin, end = str(result["from_id"]), str(result["to_id"])
        direction = result.get("direction", "right")
        if direction not in ("right", "left"):
            message = "a relation leads from one mark to another"
            self.issues.append(Issue(f"{path}.direction", "unknown-member", message, direction))
            return
        if direction == "left":
            begin, end = end, begin
        field = self._one(result.get("labels"), f"{path}.labels")
        if field is not None:
            self.ties.append(Tie(begin, field, end, path))


def _plain(text: object) -> str:
    """A region's text but for white space, which the editor writes in its own way, such as a backslash and an n."""
    return re.sub(r"\\n|\s", "", str(text))


def labelstudio_config() -> str:
    """The labelling configuration for annotating news events: XML for the project's settings."""
    return "\n".join(_config()) + "\n"


def _config() -> Iterator[str]:
    yield "<View>"
    yield "  <Style>.htx-text { white-space: pre-wrap; }</Style>"
    yield f'  <Labels name="{_LABEL}" toName="{_TEXT}" choice="single">'
    yield from (f"    <Label value={quoteattr(label)}/>" for label in LABELS)
    yield "  </Labels>"
    yield f'  <Text name="{_TEXT}" value="$text" saveTextResult="yes"/>'
    vocabularies: dict[Any, list[str]] = {}
    flags: dict[str, None] = {}
    for label in RECORDS:
        for vocabulary in CHOICES[label].values():
            vocabularies.setdefault(vocabulary, []).append(label)
        flags |= dict.fromkeys(FLAGS[label])
    for vocabulary, labels in vocabularies.items():
        yield from _choices(vocabulary.__name__, "single-radio", labels, vocabulary)
    yield from _choices(_FLAGS, "multiple", [label for label in RECORDS if FLAGS[label]], flags)
    yield f'  <TextArea name="{_FIELDS}" toName="{_TEXT}" perRegion="true" editable="true" maxSubmissions="1"/>'
    yield "  <Relations>"
    yield from (
        f'    <Relation value="{name}"/>' for name in dict.fromkeys(name for ties in TIES.values() for name in ties)
    )
    yield "  </Relations>"
    yield "</View>"


def _choices(name: str, choice: str, labels: list[str], members: Any) -> Iterator[str]:
    yield (
        f'  <Choices name="{name}" toName="{_TEXT}" choice="{choice}" perRegion="true" visibleWhen="region-selected"'
        f' whenTagName="{_LABEL}" whenLabelValue="{",".join(labels)}">'
    )
    yield from (f'    <Choice value="{member}"/>' for member in members)
    yield "  </Choices>"
