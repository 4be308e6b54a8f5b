"""An article as paragraphs, sentences and tokens, with what stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from newsevents.extraction.words import word_list
from newsevents.quotations import Quotation, QuotationReader, SingleQuotes, paragraph_spans

__all__ = ["Paragraph", "Sentence", "paragraphs"]

_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_](?:[^\W_]|[-&](?=[^\W_])|['\u2019](?=[A-Z]))*)"
    r"|(?P<clitic>['\u2019](?:s|re|ve|ll|d|m|t|S)(?![^\W_]))"
    r"|(?P<number>[$\u00a3\u20ac]?\d(?:[\d,.]*\d)?(?:st|nd|rd|th|(?:-[^\W_]+)+|[a-z]{1,2}\b)?)"
    r"|(?P<quote>[\u201c\u201d\u00ab\u00bb\"]|``|'')"
    r"|(?P<dash>--+|[\u2012-\u2015])"
    r"|(?P<dots>\.\.+|\u2026|(?:\. ){2,}\.)"
    r"|(?P<mark>[^\w\s])|_+"
)
_LONG = 250
"""From how many tokens on what looks like one sentence is cut, so that the work on a sentence has a bound."""


class Sentence:
    """A sentence.

    Attributes:
        words: Its tokens, in lower case.
        starts: Where each token begins in the text.
        ends: Where each ends.
        shapes: What each looks like, a letter: a word, A with a capital, c number, s a clitic; marks are themselves.
        inside: For each token the index of the quotation that it stands in, or -1.
        tags: The class of each token, a letter each; see `newsevents.extraction.tagging`.
    """

    __slots__ = ("ends", "inside", "shapes", "starts", "tags", "words")

    def __init__(self) -> None:
        """Begin one."""
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.shapes: list[str] = []
        self.inside: list[int] = []
        self.tags = ""

    def place(self, tokens: tuple[int, int]) -> tuple[int, int]:
        """Where some of its tokens stand in the text."""
        return self.starts[tokens[0]], self.ends[tokens[1] - 1]

    def tokens(self, place: tuple[int, int]) -> tuple[int, int]:
        """Which of its tokens begin in a stretch of the text."""
        return bisect_left(self.starts, place[0]), bisect_left(self.starts, place[1])

    def lists(self) -> tuple[list[str], list[int], list[int], list[str], list[int]]:
        """Its words, where they begin and end, what they look like, and the quotations that they stand in."""
        return self.words, self.starts, self.ends, self.shapes, self.inside


class Paragraph:
    """A paragraph.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        sentences: Its sentences.
        quotations: What stands in quotation marks in it.
    """

    __slots__ = ("end", "quotations", "sentences", "start")

    def __init__(self, start: int, end: int) -> None:
        """Begin one."""
        self.start = start
        self.end = end
        self.sentences: list[Sentence] = []
        self.quotations: list[Quotation] = []


def paragraphs(text: str) -> Iterator[Paragraph]:
    """The paragraphs of a text, one after another."""
    return (_paragraph(text, start, end) for start, end in paragraph_spans(text))


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    paragraph = Paragraph(start, end)
    sentence = Sentence()
    words, starts, ends, shapes, inside = sentence.lists()
    number = -1  # the quotation that is open
    quotations = QuotationReader(text, end)
    paragraph.quotations = quotations.found
    single = {} if _DOUBLE.search(text, start, end) else _single_marks(text, start, end, quotations.found)
    abbreviations = word_list("abbreviations")
    ended = False  # whether a full stop was read, and only closing marks since
    skip = 0
    for token in _TOKEN.finditer(text, start, end):
        at, to = token.span()
        kind = token.lastgroup
        word = token[0]
        if (
            kind == "word"
            and not ended
            and word.islower()
            and at >= skip
            and word not in abbreviations
            and len(words) < _LONG
        ):
            words.append(word)  # most words: nothing begins or ends here
            starts.append(at)
            ends.append(to)
            shapes.append("a")
            inside.append(number)
            continue
        if at < skip:
            continue
        if kind == "quote":
            opens, number = quotations.read(at, to)
            kind = "open" if opens else "close"
        elif at in single:
            opens, number = single[at]
            kind = "open" if opens else "close"
        if ended and not (kind == "close" or word in ")]"):
            ended = False
            if _begins(kind, word) and not _goes_on(text, sentence, at, end):
                paragraph.sentences.append(sentence)
                sentence = Sentence()
                words, starts, ends, shapes, inside = sentence.lists()
        if kind == "open":
            shape = "q"
        elif kind == "close":
            shape = "Q"
        elif kind == "word":
            shape = "A" if word[0].isupper() else "a"
            if text[to : to + 1] == "." and (
                word in abbreviations or (len(word) == 1 and word.isupper() and word != "I")
            ):
                to += 1
                skip = to
        elif kind == "clitic":
            shape = "s"
        elif kind == "number":
            shape = "c"
        elif kind == "dash":
            shape = "-"
        elif kind == "dots":
            shape = "\u2026"
        elif kind == "mark":
            shape = word
        else:
            continue
        words.append(word.lower())
        starts.append(at)
        ends.append(to)
        shapes.append(shape)
        inside.append(number)
        if shape == "Q":
            number = -1
        if shape in ".?!\u2026":
            ended = True
        elif len(words) >= _LONG and (shape in ",;-" or len(words) >= 2 * _LONG):
            paragraph.sentences.append(sentence)
            sentence = Sentence()
            words, starts, ends, shapes, inside = sentence.lists()
        elif skip == to and _QUOTATION_BEHIND.match(text, to, end):  # in Calif. "It is …
            ended = True
        elif shape == "A" and word[-1] == ".":  # U.S. and its like may end a sentence
            ended = text[to : to + 1].isspace() and _starts_sentence(text, to + 1)
    if words:
        paragraph.sentences.append(sentence)
    return paragraph


_QUOTATION_BEHIND = re.compile(r" (?:[\"\u201c]|'')(?:[A-Z][a-z\u2019']* [a-z]|I )")
_STARTERS = re.compile(
    r"\s*(?:The|He|She|They|It|But|And|In|On|A|An|We|This|That|These|There|His|Her|Its|If|When|While|After|As|For|At)\b"
)


_DOUBLE = re.compile("[\"\u201c\u201d]|``|''")


def _single_marks(text: str, start: int, end: int, found: list[Quotation]) -> dict[int, tuple[bool, int]]:
    """The single quotation marks of a paragraph without others: whether each opens a quotation, and its index.

    Args:
        text: The text.
        start: Where the paragraph begins.
        end: Where it ends.
        found: Takes the quotations.
    """
    reader = SingleQuotes(text)
    reader.read(start, end)
    found += reader.found
    ends = enumerate((one.start, one.end - 1) for one in found)
    return {at: (at == pair[0], index) for index, pair in ends for at in pair}


def _starts_sentence(text: str, at: int) -> bool:
    return _STARTERS.match(text, at) is not None


def _begins(kind: str | None, word: str) -> bool:
    """Whether a token can begin a sentence."""
    return kind in ("open", "number", "dash") or (kind == "word" and not word[0].islower()) or word in "([\u2018'"


_SPEAKER_BEHIND = re.compile(
    r"(?:[A-Z][\w.'\u2019-]*|(?:the|a|an) [a-z]+)(?: [\w.'\u2019-]+){0,4}?(?:,[^.\"\u201c]{2,80},)?[ \u00a0]"
    r"(?:said|says|asked|asks|wrote|writes|told|[a-z]{3,}ed)\b"
)


def _goes_on(text: str, sentence: Sentence, at: int, end: int) -> bool:
    """Whether a quotation that ended with ? or ! goes on in its sentence: "Why?" Smith asked."""
    if sentence.shapes[-1] != "Q" or len(sentence.shapes) < 2 or sentence.shapes[-2] not in "?!\u2026":
        return False
    behind = _SPEAKER_BEHIND.match(text, at, min(end, at + 200))
    return behind is not None
