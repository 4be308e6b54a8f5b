"""English tokens, split as in the Penn Treebank and spaCy's English models: "didn't" is "did" and "n't"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, product

from newsevents.english import headed_lists

__all__ = ["Tokenizer"]

_QUOTES = "'\"”“`‘´’‚„»«「」『』（）〔〕【】《》〈〉⟦⟧"
_MARKS = "…,:;!?¿؟¡()[]{}<>_#*&。？！，、；：～·।،۔؛٪"
_CURRENCY = "$£€¥฿₽﷼₴₠₡₢₣₤₥₦₧₨₩₪₫₭₮₯₰₱₲₳₵₶₷₸₹₺₻₼₾₿"
_SYMBOLS = "\u00a6\u00a9\u00ae\u00b0\u2100-\u214f\u2190-\u23ff\u2500-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_UNITS = (
    "km|km²|km³|m|m²|m³|dm|cm|cm²|cm³|mm|ha|nm|yd|in|ft|kg|g|mg|t|lb|oz|m/s|km/h|kmh|mph|hPa|Pa|mbar|mb|MB|kb|KB|gb|GB"
    "|tb|TB|T|G|M|K|%"
)
_HYPHENS = "---|--|-|——|–|—|~"

_PREFIX = re.compile(
    rf"\.\.+|``|''|--+|(?:US|C|A)\$|\+(?!\d)|[§%=—–{re.escape(_MARKS + _QUOTES + _CURRENCY)}{_SYMBOLS}]"
)
_CLOSING = re.compile(rf"[—–{re.escape(_MARKS + _QUOTES)}{_SYMBOLS}]")
_AFTER_NUMBER = re.compile(rf"(?<=\d)(?:{_UNITS}|\+|[{re.escape(_CURRENCY)}])")
_DOT_AFTER = re.compile(rf"[\d%²+\-–—{re.escape(_MARKS + _QUOTES)}]")
_ENDINGS = ("'s", "'S", "’s", "’S", "‘s")
_LETTER = r"[^\W\d_]"
_INFIX = re.compile(
    r"\.\.+|…|``|''|[" + _SYMBOLS + r"]"
    r"|(?<=\d)[+\-*^](?=[\d-])"
    r"|(?<=[a-zß-öø-ÿ'\"”“‘’])\.(?=[A-ZÀ-ÖØ-Þ'\"”“‘’])"
    rf"|(?<={_LETTER}),(?={_LETTER})"
    rf"|(?:(?<={_LETTER})|(?<=\d))(?:{_HYPHENS})(?={_LETTER})"
    rf"|(?:(?<={_LETTER})|(?<=\d))[:<>=/](?={_LETTER})"
)
_ADDRESS = re.compile(
    r"(?:[\w+.-]+://)\S+|[\w+.-]+@(?:[A-Za-z0-9-]+\.)+[a-z]{2,63}|(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[a-z]{2,63}(?:[/?#]\S*)?"
)
_CHUNK = re.compile(r"\S+")
_KEPT = 30
"""The largest length of a run of text without spaces that is cached, and that can be a contraction."""
_REMEMBERED = 50_000


def _exceptions() -> dict[str, tuple[int, ...]]:
    """Runs that are split irregularly, with the ends of their tokens."""
    lists = headed_lists("contractions")
    found: dict[str, tuple[str, ...]] = {word: (word,) for word in lists.pop("whole")}
    for pair in lists.pop("parts"):
        first, second = pair.split("+")
        for start in (first, first.capitalize()):
            found[start + second] = (start, second)
    for hour, period in product(range(1, 13), ("a.m.", "p.m.", "am", "pm")):
        found[f"{hour}{period}"] = (str(hour), period)
    for ending, words in lists.items():
        for start in (*words, *map(str.title, words)):
            found[start + ending] = (start, ending)
            if ending in ("'d", "'ll", "n't"):
                found.setdefault(f"{start}{ending}'ve", (start, ending, "'ve"))
    for word, parts in list(found.items()):
        found[word.replace("'", "’")] = tuple(part.replace("'", "’") for part in parts)
    return {word: tuple(accumulate(map(len, parts))) for word, parts in found.items()}


class Tokenizer:
    """Splits text into tokens. Every character except spaces belongs to a token.

    The tokens of each run of letters and marks are cached, since most runs occur again.
    """

    def __init__(self) -> None:
        """Build the table of contractions and abbreviations."""
        self._exceptions = _exceptions()
        self._remembered: dict[str, tuple[int, ...]] = dict(self._exceptions)

    def tokens(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the start and end of each token in a stretch of the text, in code points."""
        remembered = self._remembered
        for chunk in _CHUNK.finditer(text, start, end):
            run = chunk[0]
            at = chunk.start()
            ends = remembered.get(run)
            if ends is None:
                ends = self._split(run)
                if len(run) <= _KEPT:
                    if len(remembered) > _REMEMBERED:
                        remembered = self._remembered = dict(self._exceptions)
                    remembered[run] = ends
            last = 0
            for stop in ends:
                yield at + last, at + stop
                last = stop

    def _split(self, run: str) -> tuple[int, ...]:
        """The ends of the tokens in a run without spaces."""
        if run.isalpha():
            return (len(run),)
        start, end = 0, len(run)
        ends: list[int] = []
        closing: list[int] = []  # from the last to the first
        while start < end:
            if end - start <= _KEPT and run[start:end] in self._exceptions:
                break
            prefix = _PREFIX.match(run, start, end)
            if prefix:
                start = prefix.end()
                ends.append(start)
                if start >= end or (end - start <= _KEPT and run[start:end] in self._exceptions):
                    break
            before = _suffix(run, start, end)
            if before < end and before > start:
                closing.append(end)
                end = before
            elif not prefix:
                break
        if start < end:
            self._inner(run, start, end, ends)
        ends.extend(reversed(closing))
        return tuple(ends)

    def _inner(self, run: str, start: int, end: int, ends: list[int]) -> None:
        """Add the tokens of a run between its opening and closing marks."""
        if end - start <= _KEPT:
            known = self._exceptions.get(run[start:end])
            if known:
                ends.extend(start + stop for stop in known)
                return
        if not _ADDRESS.fullmatch(run, start, end):
            last = start
            for infix in _INFIX.finditer(run, start, end):
                if infix.start() > last:
                    ends.append(infix.start())
                last = infix.end()
                ends.append(last)
            if last < end:
                ends.append(end)
        else:
            ends.append(end)


def _suffix(run: str, start: int, end: int) -> int:
    """The start of the last mark or clitic of a run; the end of the run if it has none."""
    last = run[end - 1]
    if last == ".":
        if end - start > 1 and run[end - 2] == ".":
            at = end - 1
            while at > start and run[at - 1] == ".":
                at -= 1
            return at
        if end - start > 1 and (run[end - 2].islower() or _DOT_AFTER.match(run, end - 2)):
            return end - 1
        if end - start > 2 and run[end - 2].isupper() and run[end - 3].isupper():
            return end - 1
        return end
    if run.startswith("''", end - 2) and end - start > 2:
        return end - 2
    if _CLOSING.match(run, end - 1):
        return end - 1
    if last in "sS" and run.startswith(_ENDINGS, end - 2):
        return end - 2
    if run.startswith(("n't", "n’t"), end - 3):
        return end
    if not last.isalpha() or (start < end - 1 and any(c.isdigit() for c in run[max(start, end - 5) : end - 1])):
        for length in (4, 3, 2, 1):
            at = end - length
            if at > start and _AFTER_NUMBER.fullmatch(run, at, end):
                return at
    return end
