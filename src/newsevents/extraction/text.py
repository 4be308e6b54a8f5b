"""An article as paragraphs, sentences and tokens, with what stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from newsevents.extraction.words import word_list

__all__ = ["Paragraph", "Quotation", "Sentence", "paragraphs"]

_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_](?:[^\W_]|[-&](?=[^\W_])|['\u2019](?=[A-Z]))*)"
    r"|(?P<clitic>['\u2019](?:s|re|ve|ll|d|m|t|S)(?![^\W_]))"
    r"|(?P<number>[$\u00a3\u20ac]?\d(?:[\d,.]*\d)?(?:st|nd|rd|th|(?:-[^\W_]+)+|[a-z]{1,2}\b)?)"
    r"|(?P<open>[\u201c\u00ab]|``)|(?P<close>[\u201d\u00bb])|(?P<straight>\"|'')"
    r"|(?P<dash>--+|[\u2012-\u2015])"
    r"|(?P<dots>\.\.+|\u2026|(?:\. ){2,}\.)"
    r"|(?P<mark>[^\w\s])|_+"
)
_BREAK = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]*(?:\r?\n|\u2029)+[\s]*")
_LONG = 250
"""From how many tokens on what looks like one sentence is cut, so that the work on a sentence has a bound."""

_WRAPPED = re.compile(r"[^\n.?!:\u201d\"]{1}[ \t]*$")


class Quotation:
    """What stands between quotation marks.

    Attributes:
        start: Where its first mark stands.
        end: Behind its last mark, or at the end of the paragraph where none closes it.
        closed: Whether a mark closes it.
    """

    __slots__ = ("closed", "end", "start")

    def __init__(self, start: int) -> None:
        """Begin one."""
        self.start = start
        self.end = start
        self.closed = False


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
    """The paragraphs of a text, one after another.

    A line break ends a paragraph, unless the line was only wrapped: where lines are separated by empty ones, a line
    that ends without a mark and is followed by another goes on in it.
    """
    start = 0
    blank_lines = "\n\n" in text
    for brk in _BREAK.finditer(text):
        wrapped = (
            blank_lines
            and brk[0].count("\n") == 1
            and brk.start() - start > 50
            and _WRAPPED.search(text, max(start, brk.start() - 3), brk.start()) is not None
        )
        if wrapped:
            continue
        if brk.start() > start:
            yield _paragraph(text, start, brk.start())
        start = brk.end()
    if start < len(text):
        yield _paragraph(text, start, len(text))


def _paragraph(text: str, start: int, end: int) -> Paragraph:
    paragraph = Paragraph(start, end)
    sentence = Sentence()
    words, starts, ends, shapes, inside = sentence.lists()
    quotation: Quotation | None = None
    number = -1  # the quotation that is open
    quotations = paragraph.quotations
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
            if quotation is not None:
                quotation.end = to
            continue
        if at < skip:
            continue
        if kind == "open" and quotation is not None and (to == end or text[to].isspace()):
            kind = "close"  # a mark that was typed the wrong way round
        if kind == "straight":
            kind = "close" if quotation is not None and (to == end or not text[to].isalnum()) else "open"
            if quotation is not None and kind == "open":
                kind = "close" if text[at - 1 : at] != " " else "open"
        if ended and not (kind == "close" or word in ")]"):
            ended = False
            if _begins(kind, word) and not _goes_on(text, sentence, at, end):
                paragraph.sentences.append(sentence)
                sentence = Sentence()
                words, starts, ends, shapes, inside = sentence.lists()
        if kind == "open":
            if quotation is None:
                quotation = Quotation(at)
                number = len(quotations)
                quotations.append(quotation)
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
        if quotation is not None:
            quotation.end = to
            if shape == "Q":
                quotation.closed = True
                quotation, number = None, -1
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
    if quotation is not None:
        quotation.end = end
    return paragraph


_QUOTATION_BEHIND = re.compile(r" (?:[\"\u201c]|'')(?:[A-Z][a-z\u2019']* [a-z]|I )")
_STARTERS = re.compile(
    r"\s*(?:The|He|She|They|It|But|And|In|On|A|An|We|This|That|These|There|His|Her|Its|If|When|While|After|As|For|At)\b"
)


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
