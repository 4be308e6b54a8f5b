"""Who says or thinks what in an article: the constructions of its sentences, and the quotations that they own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from newsevents.extraction.clauses import mask
from newsevents.extraction.cues import kind_of, trusted
from newsevents.extraction.frames import Frame, Range, frames
from newsevents.extraction.text import Paragraph, Sentence
from newsevents.extraction.words import word_set
from newsevents.model.vocabulary import StatementKind

__all__ = ["Attribution", "attributions"]

Accept = Callable[[Frame], bool]

_OPEN = ("that", "clause", "after")
"""Constructions after which a sentence of quotation alone is taken to go on with the same speaker."""


@attrs.define
class Attribution:
    """Somebody says something, as offsets in the text.

    Attributes:
        word: The base form of the word that brings it; empty where none does.
        construction: How it stands with the rest.
        source: The speaker's words, or None.
        cue: The cue's words, or None.
        content: What is said, in one or more stretches.
        quoted: Whether some of it stands in quotation marks.
        nested: Whether it stands in the content of another one.
    """

    word: str
    construction: str
    source: Range | None
    cue: Range | None
    content: list[Range]
    quoted: bool = False
    nested: bool = False


def attributions(paragraphs: Iterable[Paragraph], accept: Accept | None = None) -> list[Attribution]:
    """The attributions of an article whose sentences are tagged, in the order of the text.

    Args:
        paragraphs: The article.
        accept: Which constructions are taken for attributions; by default those in the list of cues.
    """
    reader = _Reader(accept or (lambda frame: trusted(frame.word, frame.name)))
    for paragraph in paragraphs:
        reader.read(paragraph)
    return reader.found


class _Reader:
    """Reads paragraph after paragraph."""

    def __init__(self, accept: Accept) -> None:
        self.accept = accept
        self.found: list[Attribution] = []
        self.last: Attribution | None = None
        self.announced: Attribution | None = None  # who was about to speak at a paragraph's end: "She wrote:"
        self.unowned: Range | None = None  # a paragraph of quotation that nobody was found for

    def read(self, paragraph: Paragraph) -> None:
        sentences = paragraph.sentences
        if not sentences:
            return
        if len(sentences) == 1 and self.unowned is not None and self._signed(sentences[0], self.unowned):
            self.unowned = None
            return
        self.unowned = None
        begin = len(self.found)
        pending: list[Sentence] = []  # sentences of quotation that nobody was found for
        for sentence in sentences:
            if min(sentence.inside) >= 0:
                if self.last is not None and len(self.found) > begin and self._goes_on(self.last):
                    _append(self.last, _whole(sentence))
                else:
                    pending.append(sentence)
            elif pending and self._signed(sentence, _stretch(pending)):
                pending = []
            else:
                self._sentence(sentence, paragraph, pending)
        if len(pending) == len(sentences):
            self._quotation(_stretch(pending))
        self.announced = self._announcement(sentences[-1])

    def _goes_on(self, last: Attribution) -> bool:
        return last.quoted or last.construction in _OPEN or last.word in _SPEECH

    def _sentence(self, sentence: Sentence, paragraph: Paragraph, pending: list[Sentence]) -> None:
        every = frames(sentence)
        outer: list[Frame] = []
        inner: list[Frame] = []
        for frame in every:
            if self.accept(frame):
                if any(_inside(frame.cue, other) for other in outer):
                    inner.append(frame)
                    continue
                inner += [other for other in outer if _inside(other.cue, frame)]
                outer = [other for other in outer if not _inside(other.cue, frame)]
                if frame.name.startswith("light"):  # expressed hope that: both words are the cue
                    outer = [other for other in outer if other.cue[0] != frame.cue[0]]
                elif any(_brings(other, frame) for other in outer):
                    continue
                outer.append(frame)
        colon = _after_colon(sentence, every, outer)
        if colon is None and not outer and self._goes_on_in(sentence, paragraph):
            return
        begin = len(self.found)
        for frame in outer if colon is None else [*outer, colon]:
            placed = _placed(frame, sentence, paragraph)
            if pending and placed.quoted:
                first = placed.content[0]
                placed.content[0] = (min(first[0], pending[0].starts[0]), first[1])
                pending.clear()
            self.found.append(placed)
            quotation = self.last is not None and self.last.quoted and self.last in self.found[begin:-1]
            if not (quotation and not placed.quoted and _depends(sentence, frame)):
                self.last = placed  # but in "…," he said, citing the report, what he said goes on
        told = any(one.word == "according" for one in outer)
        for frame in inner:
            kind = kind_of(frame.word, frame.name)
            if told or (kind is not None and (frame.name in _NESTED or _does(sentence, frame, kind))):
                self.found.append(attrs.evolve(_placed(frame, sentence, paragraph), nested=True))

    def _goes_on_in(self, sentence: Sentence, paragraph: Paragraph) -> bool:
        """Take a sentence of which the most is quotation for what the one who spoke before it goes on to say."""
        last = self.last
        quoted = sum(number >= 0 for number in sentence.inside)
        if (
            last is None
            or not last.quoted
            or last.content[-1][1] <= paragraph.start
            or 2 * quoted < len(sentence.inside)
        ):
            return False
        _append(last, _whole(sentence))
        return True

    def _quotation(self, whole: Range) -> None:
        """A paragraph that is all quotation: said by who was announced, or by who spoke last."""
        if self.announced is not None:
            self.last = attrs.evolve(self.announced, content=[whole])
            self.found.append(self.last)
        elif self.last is not None and self.last.quoted:
            _append(self.last, whole)
        self.unowned = whole

    def _signed(self, sentence: Sentence, quotation: Range) -> bool:
        """Whether a line such as "- Ana Lima, mayor" signs the quotation before it."""
        tags = sentence.tags.rstrip(".")
        if not 2 <= len(tags) <= 14 or tags[:2] != "-x":
            return False
        end = tags.find(",") if "," in tags else len(tags)
        source = sentence.starts[1], sentence.ends[end - 1]
        self.found.append(Attribution("", "signature", source, None, [quotation], quoted=True))
        self.last = None
        return True

    def _announcement(self, sentence: Sentence) -> Attribution | None:
        """Who is about to speak at the end of a paragraph that ends with a colon."""
        if sentence.tags[-1] != ":":
            return None
        first = next((frame for frame in frames(sentence) if frame.source is not None), None)
        if first is None or first.source is None:
            return None
        source, cue = sentence.place(first.source), sentence.place(first.cue)
        return Attribution(first.word, "announced", source, cue, [], quoted=True)


_SPEECH = word_set("speech")
_NESTED = frozenset(("that", "clause", "quote", "np that", "np quote"))
"""Constructions that are trusted inside the content of another."""


def _does(sentence: Sentence, frame: Frame, kind: StatementKind) -> bool:
    """Whether somebody has done it, and only might do it under some condition or for some end."""
    if kind not in _DOING or frame.source is None:
        return False
    start, end = frame.cue
    tags, words = sentence.tags, sentence.words
    before = max(0, frame.source[0] - 1)
    return not set(tags[start:end]) & set("mte") and words[before] not in ("if", "unless", "should", "whether")


_DOING = frozenset(
    (
        StatementKind.AGREE,
        StatementKind.PLEDGE,
        StatementKind.SUPPORT,
        StatementKind.REQUEST,
        StatementKind.REJECT,
        StatementKind.WARN,
        StatementKind.CONDEMN,
        StatementKind.CRITICIZE,
        StatementKind.ACCUSE,
    )
)
"""Kinds of statements that do something: they are kept inside the content of another in every construction."""


def _depends(sentence: Sentence, frame: Frame) -> bool:
    """Whether a cue stands in a clause that has no subject of its own, or a relative or adverbial one."""
    if frame.source is None or sentence.tags[frame.cue[0]] == "g":
        return True
    start = frame.source[0]
    return not {"w", "u"}.isdisjoint(sentence.tags[max(0, start - 1) : start + 1])


def _whole(sentence: Sentence) -> Range:
    return sentence.starts[0], sentence.ends[-1]


def _stretch(sentences: list[Sentence]) -> Range:
    return sentences[0].starts[0], sentences[-1].ends[-1]


def _append(attribution: Attribution, stretch: Range) -> None:
    start, end = attribution.content[-1]
    if start <= stretch[0] and stretch[1] <= end:
        return
    if end <= stretch[0] <= end + 2:
        attribution.content[-1] = (start, stretch[1])
    else:
        attribution.content.append(stretch)


def _inside(cue: Range, other: Frame) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in other.content)


def _brings(verb: Frame, noun: Frame) -> bool:
    """Whether a noun with its claim is what a verb's subject speaks of: "dismissed *accusations* that"."""
    return (
        noun.content == verb.content
        and noun.name.startswith(("noun", "adj"))
        and verb.cue[0] <= noun.cue[0]
        and noun.cue[1] <= verb.cue[1]
    )


def _placed(frame: Frame, sentence: Sentence, paragraph: Paragraph) -> Attribution:
    """A frame in the text. Content that reaches into a quotation takes all of it, also its other sentences."""
    content = []
    quoted = False
    for piece in frame.content:
        start, end = sentence.place(piece)
        first, last = sentence.inside[piece[0]], sentence.inside[piece[1] - 1]
        if first >= 0:
            start = min(start, paragraph.quotations[first].start)
        if last >= 0:
            end = max(end, paragraph.quotations[last].end)
        quoted = quoted or max(sentence.inside[piece[0] : piece[1]]) >= 0
        content.append((start, end))
    source = None if frame.source is None else sentence.place(frame.source)
    return Attribution(frame.word, frame.name, source, sentence.place(frame.cue), content, quoted)


def _after_colon(sentence: Sentence, every: list[Frame], taken: list[Frame]) -> Frame | None:
    """A quotation behind a colon that no verb has taken: said by the subject of the sentence."""
    if ":" not in sentence.tags:
        return None
    tags = mask(sentence)
    at = tags.find(":q")
    if at < 3 or any(_inside((at, at + 1), one) or one.content[0][0] == at + 1 for one in taken):
        return None
    first = next((frame for frame in every if frame.source is not None and frame.cue[1] <= at), None)
    if first is None:
        return None
    return Frame(first.word, "colon", first.source, (first.cue[0], at + 1), ((at + 1, len(tags)),))
