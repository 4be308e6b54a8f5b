"""Lint: what is odd in a valid bundle, or what the article's own words speak against. All of it is warnings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from newsevents.bundle import Bundle
from newsevents.dates import resolve
from newsevents.errors import BundleError, Issue, Issues, Severity
from newsevents.model.fields import walk
from newsevents.model.moments import later
from newsevents.model.records import LISTS, Actor, Allegation, Article, Meeting, Source, Statement
from newsevents.model.values import Span, When
from newsevents.model.vocabulary import SourceKind
from newsevents.rules.catalogue import RULES, TURN_WORDS
from newsevents.rules.checks import in_order, partial_bundle
from newsevents.rules.events import reaching
from newsevents.rules.partial import PartialBundle
from newsevents.wire.json import loads

__all__ = ["check", "find_doubts", "find_warnings"]

_TURN = rf"[\s,;:\"'\u2019\u201d)—–-]*\b({'|'.join(TURN_WORDS)})\b"
_TURN_WINDOW = 40

_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", '"': '"'}
"""The marks that close a quotation, by the mark that opens it. Single marks are left out: most are apostrophes."""

_MARKS = re.compile('[“”„«»‹›「」『』"]')
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)[^‘\n]*?\w[^\w\s]?[’'](?!\w)")


def check(bundle: Bundle | str | bytes) -> Issues:
    """Everything that is wrong with a bundle, or odd about it, without raising.

    Args:
        bundle: A bundle, which can only have warnings, or JSON.

    Returns:
        The issues and warnings, in the order of the data; empty if all is well. Warnings are looked for only
        where there is no error.
    """
    if isinstance(bundle, str | bytes):
        try:
            bundle = loads(bundle)
        except BundleError as error:
            return error.issues
    return in_order([*find_warnings(bundle), *find_doubts(bundle)])


def find_doubts(bundle: Bundle) -> list[Issue]:
    """What in a bundle the words of its article make doubtful; nothing where the bundle has no text.

    Direct speech stands in quotation marks and indirect speech does not, a speaker is named near the words, a cue
    introduces them, times, places and numbers stand in a record's evidence, and a date that was given agrees with what
    the words say.
    """
    if bundle.article.text is None:
        return []
    doubts = _Doubts(bundle, bundle.article.text)
    return [issue for name in LISTS for issue in doubts.of(name)]


class _Doubts:
    def __init__(self, bundle: Bundle, text: str) -> None:
        self.bundle = bundle
        self.text = text
        self._starts: dict[str, list[int]] = {}

    def of(self, name: str) -> Iterator[Issue]:
        """The doubts about the records of one list."""
        for index, record in enumerate(getattr(self.bundle, name)):
            path = f"{name}[{index}]"
            if isinstance(record, Statement):
                yield from self._speech(path, record)
                yield from self._speaker(path, record)
            if isinstance(record, Statement | Meeting | Allegation):
                yield from _evidence(path, record)
            field = "published" if isinstance(record, Source) else "when"
            when = getattr(record, field, None)
            if when is not None:
                yield from _date(f"{path}.{field}", when, self.bundle.article)

    # --- direct and indirect speech

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        """The stretches in quotation marks, marks included, in order."""
        return sorted(_quotations(self.text))

    def _is_quoted(self, span: Span) -> bool:
        at = bisect_right(self._quotations, (span.start, len(self.text) + 1)) - 1
        return any(start <= span.start and span.end <= end for start, end in self._quotations[max(0, at - 2) : at + 1])

    def _speech(self, path: str, statement: Statement) -> Iterator[Issue]:
        for index, span in enumerate(statement.quotes):
            if not self._is_quoted(span):
                yield _doubt(
                    f"{path}.quotes[{index}]", "quote-unmarked", "no quotation marks stand around it", span.exact
                )
        starts, reach = reaching(statement.quotes)
        for index, span in enumerate(statement.content):
            before = bisect_left(starts, span.end)
            told = before > 0 and reach[before - 1] > span.start  # a quote overlaps it
            if not told and self._is_quoted(span):
                message = "it stands in quotation marks, and is not among the quotes"
                yield _doubt(f"{path}.content[{index}]", "quote-untold", message, span.exact)

    # --- who speaks, and by which words it is told

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Where the paragraphs begin."""
        return [0, *(match.end() for match in re.finditer(r"\n+", self.text))]

    def _near(self, spans: Iterable[Span]) -> tuple[int, int]:
        """From the beginning of the paragraph before some words to the end of that in which they end."""
        places = list(spans)
        first = bisect_right(self._paragraphs, min(span.start for span in places)) - 1
        last = bisect_right(self._paragraphs, max(span.end for span in places) - 1)
        end = self._paragraphs[last] if last < len(self._paragraphs) else len(self.text)
        return self._paragraphs[max(0, first - 1)], end

    def _speaker(self, path: str, statement: Statement) -> Iterator[Issue]:
        publisher = self.bundle.article.publisher_id
        if not statement.speaker_ids or statement.speaker_ids == (publisher,):
            return
        start, end = self._near(statement.evidence)
        speakers = [one for id in statement.speaker_ids for one in (self.bundle.actor(id), *self.bundle.members(id))]
        told = any(start <= span.start and span.end <= end for span in statement.speaker)
        if not told and not any(self._is_named(speaker, start, end) for speaker in speakers):
            names = ", ".join(self.bundle.actor(id).name for id in statement.speaker_ids)
            message = "those who speak are not named here or in the paragraph before"
            yield _doubt(f"{path}.speaker_ids", "speaker-away", message, names)
        if not statement.cue and not statement.quotes:
            yield _doubt(path, "no-cue", "no words introduce what is said", statement.id)

    def _is_named(self, actor: Actor, start: int, end: int) -> bool:
        if actor.id not in self._starts:
            self._starts[actor.id] = sorted(span.start for span in (*actor.mentions, *actor.evidence))
        starts = self._starts[actor.id]
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """The stretches in quotation marks: to the mark that closes them, or else to the end of the paragraph."""
    opened, closing, place = "", "", 0
    for match in re.finditer(rf"{_MARKS.pattern}|\n|\Z", text):
        mark = match[0]
        if opened and (mark in ("\n", "") or mark in closing):
            yield place, match.end() if mark != "\n" else match.start()
            opened = ""
        elif not opened and mark in _CLOSING:
            opened, closing, place = mark, _CLOSING[mark], match.start()
    yield from (match.span() for match in _SINGLE.finditer(text))


# --- times, places and numbers


def _evidence(path: str, record: Statement | Meeting | Allegation) -> Iterator[Issue]:
    values = [("when", record.when), ("place", record.place)]
    if isinstance(record, Allegation):
        values += [(f"quantities[{index}]", one) for index, one in enumerate(record.quantities)]  # type: ignore[misc]
    for field, value in values:
        if value is not None and value.span is not None and not _inside(value.span, record.evidence):
            message = "it does not stand in the record's evidence"
            yield _doubt(f"{path}.{field}", "outside-evidence", message, value.span.exact)


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _date(path: str, when: When, article: Article) -> Iterator[Issue]:
    """Whether bounds that were given are such as the words can mean; those that a rule worked out are."""
    english = article.language is None or article.language.lower().partition("-")[0] == "en"
    if when.rule is not None or not when.resolved or not english:
        return
    anchor = when.anchor if when.anchor is not None else article.published
    readings = [resolve(when.text, anchor, ahead=ahead) for ahead in (False, True)]
    if all(one.resolved and _apart(when, one) for one in readings):
        reading = readings[0].edtf or f"{readings[0].earliest}/{readings[0].latest}"
        yield _doubt(path, "date-disagrees", f"the words “{when.text}” mean {reading}", when.edtf or str(when.earliest))


def _apart(one: When, other: When) -> bool:
    """Whether two times cannot be the same."""
    return any(
        first.latest is not None and second.earliest is not None and later(second.earliest, first.latest)
        for first, second in ((one, other), (other, one))
    )


def _doubt(path: str, code: str, message: str, value: object) -> Issue:
    return Issue(path, code, message, value, RULES[code].fix, Severity.WARNING)


# --- warnings


def find_warnings(bundle: Bundle) -> Issues:
    """What is odd but possible in a valid bundle."""
    parts, _ = partial_bundle(bundle)
    found = [*_unused(parts), *_cut_quotes(parts), *_unresolved(parts), *_participants(parts)]
    return in_order(found)


def _warning(path: str, code: str, message: str, value: object = None) -> Issue:
    return Issue(path, code, message, value, RULES[code].fix, Severity.WARNING)


def _unused(parts: PartialBundle) -> Iterator[Issue]:
    used = {known for _, _, known in parts.references()}
    for path, record in parts.records:
        if record.id in used:
            continue
        if isinstance(record, Actor):
            yield _warning(path, "unused-actor", "no record refers to this actor", record.id)
        elif isinstance(record, Source) and record.kind is not SourceKind.ARTICLE:
            yield _warning(path, "unused-source", "no record refers to this source", record.id)


def _cut_quotes(parts: PartialBundle) -> Iterator[Issue]:
    if parts.article is None or parts.article.text is None:
        return
    text = parts.article.text
    for path, record in parts.records:
        if isinstance(record, Statement | Allegation):
            for index, span in enumerate(record.content):
                if turn := re.match(_TURN, text[span.end : span.end + _TURN_WINDOW]):
                    message = f"the article goes on with {turn.group(1)!r}"
                    yield _warning(f"{path}.content[{index}]", "cut-quote", message, span.exact)


def _unresolved(parts: PartialBundle) -> Iterator[Issue]:
    for path, record in parts.records:
        for at, value in walk(record, path):
            if isinstance(value, When) and not value.resolved and value.duration is None and value.relation != "every":
                yield _warning(at, "unresolved-date", "the words have no date", value.text)


def _participants(parts: PartialBundle) -> Iterator[Issue]:
    for path, meeting in parts.of(Meeting):
        if not meeting.participant_ids:
            yield _warning(path, "no-participant", "the meeting has no participant", meeting.id)
