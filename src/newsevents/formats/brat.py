"""brat standoff: write a bundle as annotations of a text file, and read a draft from such annotations."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.errors import Issue, shorten
from newsevents.formats._marks.drafting import OnError
from newsevents.formats._marks.read import Reader
from newsevents.formats._marks.terms import RECORDS, TERMS, Mark, Profile, accepted, terms_of, text_of
from newsevents.formats._marks.write import dump_fields, marks_of, split_fields
from newsevents.model.records import Article

__all__ = ["brat_config", "from_brat", "to_brat"]


def __dir__() -> list[str]:
    return __all__


_EVENTS = tuple(label for label in RECORDS if label not in ("Actor", "Source"))
"""The records that are events in brat, since events take any number of arguments on one line."""

# brat splits its files into lines as Python does, and separates the columns by tabs.
_BREAK = re.compile("[\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_PIECE = re.compile(f"[^{_BREAK.pattern[1:-1]}]+")

_ID = re.compile(r"\b[TE][0-9]+\b")
_ATTRIBUTE = re.compile(r"(\S+) (\S+)(?: (\S+))?"), "an attribute like “StatementKind E1 say”"
_FORMS = {
    "T": (re.compile(r"(\S+) (\d{1,18} \d{1,18}(?:;\d{1,18} \d{1,18})*)"), "a label and offsets like “Actor 0 8”"),
    "E": (re.compile(r"([^\s:]+):(T\d+)((?: [^\s:]+:\S+)*) ?"), "an event like “Statement:T1 cue:T2”"),
    "R": (re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)\s*"), "a relation like “members Arg1:T1 Arg2:T2”"),
    "A": _ATTRIBUTE,
    "M": _ATTRIBUTE,
    "#": (re.compile(r"(\S+) (\S+)"), "a note like “AnnotatorNotes E1”"),
}
"""The annotations that are read, by the first letter of their ids. Targets of references come before the references."""


# --- writing


def to_brat(bundle: Bundle, *, profile: Profile = "all") -> str:
    """Write a bundle as annotations in brat's standoff format.

    Args:
        bundle: The bundle, with its text. The matching text file is ``bundle.article.text`` in UTF-8, byte for byte.
        profile: ``"all"``, from which the bundle can be restored; or ``"statements"``: marks for statements, their
            speakers and their content. The other fields of these records are in their notes, and other records are left
            out.

    Returns:
        The content of the ``.ann`` file. `brat_config` returns the matching configuration.

    Raises:
        BundleError: The article has no text.
        ValueError: The profile is unknown.
    """
    marks, ties = marks_of(bundle, profile)
    text = text_of(bundle.article)
    events = [mark for mark in marks if mark.label in _EVENTS]
    ids = {mark.key: f"T{mark.key}" for mark in marks}
    ids |= {mark.key: f"E{number}" for number, mark in enumerate(events, 1)}
    lines, attributes, notes = [], [], []
    for mark in marks:
        pieces = _pieces(text, mark.start or 0, mark.end)
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        lines.append(f"T{mark.key}\t{mark.label} {offsets}\t{_shown(text, pieces)}")
        choices, flags, note = split_fields(mark)
        attributes += [f"{name} {ids[mark.key]} {member}" for name, member in choices.items()]
        attributes += [f"{flag} {ids[mark.key]}" for flag in flags]
        if _stretches(text, pieces) != [(mark.start, mark.end)]:  # the fragments alone do not determine the offsets
            note = {"start": mark.start, "end": mark.end} | note
        if note:
            notes.append(f"AnnotatorNotes {ids[mark.key]}\t{dump_fields(note)}")
    arguments = {mark.key: [f"{mark.label}:T{mark.key}"] for mark in events}
    relations = []
    counts: Counter[tuple[str, str]] = Counter()
    for tie in ties:
        if tie.begin in arguments:
            counts[tie.begin, tie.field] += 1
            number = counts[tie.begin, tie.field]  # brat numbers arguments with the same name, starting at the second
            arguments[tie.begin].append(f"{tie.field}{number if number > 1 else ''}:{ids[tie.end]}")
        else:
            relations.append(f"{tie.field} Arg1:{ids[tie.begin]} Arg2:{ids[tie.end]}")
    for letter, column in (("E", map(" ".join, arguments.values())), ("R", relations), ("A", attributes), ("#", notes)):
        lines += (f"{letter}{number}\t{line}" for number, line in enumerate(column, 1))
    return "".join(f"{line}\n" for line in lines)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The fragments in which brat marks a stretch: its lines, without surrounding white space.

    A stretch of white space has none, and is marked at the nearest visible character.
    """
    pieces = []
    for match in _PIECE.finditer(text, start, end):
        words = match[0].strip()
        if words:
            first = match.start() + match[0].index(words)
            pieces.append((first, first + len(words)))
    if pieces:
        return pieces
    seen = _seen(text)
    before = bisect_right(seen, start, key=itemgetter(1))
    at = seen[before - 1][1] - 1 if before else seen[0][0]
    return [(at, at + 1)]


@functools.lru_cache(maxsize=1)
def _seen(text: str) -> list[tuple[int, int]]:
    """The runs of a text that are not white space."""
    return [match.span() for match in re.finditer(r"\S+", text)]


def _shown(text: str, pieces: list[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in pieces)


def _stretches(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches that fragments cover: two fragments separated by just a line end form one."""
    stretches = pieces[:1]
    for start, end in pieces[1:]:
        first, before = stretches[-1]
        between = text[before:start]
        if _BREAK.search(between) and not between.strip():
            stretches[-1] = first, end
        else:
            stretches.append((start, end))
    return stretches


# --- reading


def from_brat(article: Article, annotations: str, *, on_error: OnError = "raise") -> Draft:
    """Read a draft from annotations in brat's standoff format.

    Args:
        article: The article that was annotated, with its text.
        annotations: The content of the ``.ann`` file: what `to_brat` writes, or what people mark with the
            configuration that `brat_config` gives.
        on_error: ``"raise"``, or a function that is called with an error that lists all issues, while only the records
            concerned are left out. A text that differs from the article's raises an error in any case.

    Returns:
        The draft. Its quotes have their offsets.

    Raises:
        BundleError: The annotations do not fit the configuration or the text; the error lists every issue.
            Paths are the ids of annotations.
        ValueError: ``on_error`` has another value.
    """
    return _Reader(article, on_error).read(annotations)


class _Reader(Reader):
    def __init__(self, article: Article, on_error: OnError) -> None:
        super().__init__(article, on_error)
        self.pieces: dict[str, list[tuple[int, int]]] = {}  # the fragments of each T and E
        self.triggers: dict[str, str] = {}  # the E whose trigger is each T
        self.further: dict[str, list[str]] = {}  # the keys of a T's stretches after the first

    def read(self, annotations: str) -> Draft:
        readers = {"T": self._text_bound, "E": self._event, "R": self._relation, "#": self._note}
        lines = self._lines(annotations)
        for id, data, tail in sorted(lines, key=lambda line: list(_FORMS).index(line[0][0])):
            pattern, form = _FORMS[id[0]]
            match = pattern.fullmatch(data)
            if match is None:
                with self.about(*_ID.findall(data)):
                    self.wrong(id, "type", f"{form} was expected", data)
                self.unread.add(id)
            else:
                readers.get(id[0], self._attribute)(id, match, tail)
        said, self.marks = self.marks, {}
        for id, mark in said.items():
            if id not in self.triggers:
                self._place(mark)
            elif mark.fields:
                with self.about(self.triggers[id]):
                    self.wrong(id, "wrong-class", "this is the trigger of an event: annotate the event instead", id)
        self.ties = [
            attrs.evolve(tie, end=key) for tie in self.ties for key in (tie.end, *self.further.get(tie.end, ()))
        ]
        return self.draft()

    def _lines(self, annotations: str) -> Iterator[tuple[str, str, str]]:
        """The three columns of each line."""
        seen = set()
        for number, line in enumerate(annotations.split("\n"), 1):
            id, data, tail = (*line.removesuffix("\r").split("\t", 2), "", "")[:3]
            if not line.strip():
                continue
            if re.fullmatch(f"[{''.join(_FORMS)}]\\d+", id) is None:
                message = "newsevents reads the annotations T, E, R, A and # of brat"
                self.issues.append(Issue(id, "unknown-member", message, line, "remove the line", line=number))
            elif id in seen:
                message = "another annotation has this id"
                with self.about(id, *_ID.findall(data)):
                    self.issues.append(Issue(id, "duplicate-id", message, id, line=number))
            else:
                seen.add(id)
                yield id, data, tail

    def _add(self, id: str, label: str, pieces: list[tuple[int, int]]) -> None:
        """Add a mark that can have fields; its place depends on its note."""
        self.marks[id] = Mark(key=id, label=label, words="", start=None, path=id)
        self.pieces[id] = pieces

    def _text_bound(self, id: str, match: re.Match[str], tail: str) -> None:
        pieces = [(int(start), int(end)) for start, end in (piece.split(" ") for piece in match[2].split(";"))]
        found = [self.words(*piece, id) for piece in pieces]
        if None in found or not self.expect_one_of(match[1], TERMS, id):
            self.unread.add(id)
            return
        self._add(id, match[1], pieces)
        if (shown := _shown(self.text, pieces)) != tail:
            message = f"the article has {shorten(shown)} there"
            with self.about(id):
                self.wrong(id, "span-text", message, tail, "count code points of the unchanged text")

    def _event(self, id: str, match: re.Match[str], _: str) -> None:
        label, trigger = match[1], match[2]
        for argument in match[3].split():
            name, _, target = argument.partition(":")
            self.tie(id, name.rstrip("0123456789"), target, f"{id}.{name}")
        self.unread.add(id)
        if not self.expect_one_of(label, _EVENTS, id) or (mark := self.find(trigger, id)) is None:
            return
        if mark.label == label:
            self.unread.remove(id)
            self.triggers[trigger] = id
            self._add(id, label, self.pieces[trigger])
        else:
            self.wrong(id, "wrong-class", f"the trigger is marked {mark.label}, not {label}", trigger)

    def _relation(self, id: str, match: re.Match[str], _: str) -> None:
        self.tie(match[2], match[1], match[3], id)

    def _attribute(self, id: str, match: re.Match[str], _: str) -> None:
        if mark := self.find(match[2], id):
            self.add_choice(mark, match[1], match[3], id)

    def _note(self, id: str, match: re.Match[str], note: str) -> None:
        if mark := self.find(match[2], id):
            self.add_note(mark, note, id)

    def _place(self, mark: Mark) -> None:
        """Add the mark of a T or E; if its fragments are separate, add one mark each, with the same ties as the first.

        The additional stretches of a record are evidence.
        """
        pieces = self.pieces[mark.key]
        stretches = _stretches(self.text, pieces)
        if "start" in mark.fields or "end" in mark.fields:
            start, end = mark.fields.pop("start", None), mark.fields.pop("end", None)
            if self.words(start, end, mark.path) is None:
                self.unread.add(mark.key)
                return
            if _pieces(self.text, start, end) != pieces:
                message = "the note has the offsets of another mark"
                fix = "remove start and end from the note"
                with self.about(mark.key):
                    self.wrong(mark.path, "quote-misplaced", message, (start, end), fix)
            stretches = [(start, end)]
        for number, (start, end) in enumerate(stretches):
            one = attrs.evolve(mark, words=self.text[start:end], start=start)
            if number > 0:
                one = attrs.evolve(one, key=f"{mark.key};{number}")
                if mark.label in RECORDS:
                    one = attrs.evolve(one, label="Evidence", fields={})
                    self.tie(mark.key, "evidence", one.key, mark.path)
                else:
                    self.further.setdefault(mark.key, []).append(one.key)
            self.marks[one.key] = one


# --- configuration


def brat_config(*, profile: Profile = "all") -> str:
    """Return brat's configuration for annotating news events: the content of ``annotation.conf``.

    Args:
        profile: What can be marked, as in `to_brat`.

    Raises:
        ValueError: The profile is unknown.
    """
    terms = terms_of(profile)
    relations: dict[str, list[str]] = {}
    attributes: dict[str, list[str]] = {}
    events = []
    for label, term in terms.items():
        ends = {
            field: "|".join(one for one in accepted(field, target) if one in terms)
            for field, target in term.ties.items()
        }
        if label in _EVENTS:
            arguments = [f"{field}{'*' if term.fields[field].many else '?'}:{end}" for field, end in ends.items()]
            events.append(f"{label}\t{', '.join(arguments)}")
        else:
            for field, end in ends.items():
                relations.setdefault(f"{field}\tArg1:{{}}, Arg2:{end}", []).append(label)
        for name, choice in term.choices.items():
            attributes.setdefault(f"{name}\tArg:{{}}, Value:{'|'.join(choice.cls)}", []).append(label)
        for flag in term.flags:
            attributes.setdefault(f"{flag}\tArg:{{}}", []).append(label)
    sections = {
        "entities": [label for label in terms if label not in _EVENTS],
        "relations": [
            *(form.format("|".join(labels)) for form, labels in relations.items()),
            "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
        ],
        "events": events,
        "attributes": [form.format("|".join(labels)) for form, labels in attributes.items()],
    }
    return "\n\n".join("\n".join([f"[{name}]", *lines]) for name, lines in sections.items()) + "\n"
