"""Names in titles all of whose words are capitalised: "Why Ana Lima Lost Again"."""

from __future__ import annotations

import functools

from newsevents.english import closed
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.entity import Range
from newsevents.reading.entities.lexicon import JOINING, given_names, listed

__all__ = ["Headlines"]


class Headlines:
    """The titles in capitals of an article."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis

    def parts(self, run: Range) -> list[Range]:
        """The parts of a run that are names elsewhere, if it is in a title in capitals: "Why *Ana Lima* Lost"."""
        a = self.a
        if a.numbers[run[0]] not in self._titles:
            return [run]
        parts: list[Range] = []
        for at in range(run[0], run[1] + 1):
            is_given = at < run[1] and a.words[at] in given_names() and self._is_known(at + 1)
            if not is_given and not self._is_known(at):
                continue
            between = a.words[parts[-1][1] + 1 : at] if parts else None
            if between is not None and JOINING.issuperset(between):
                parts[-1] = parts[-1][0], at
            else:
                parts.append((at, at))
        return parts

    def _is_known(self, at: int) -> bool:
        return self.a.words[at] in self._named_in_prose or self.a.words[at] in listed()

    @functools.cached_property
    def _titles(self) -> frozenset[int]:
        """The first sentences, if they are paragraphs whose words are all capitalised: "Why Ana Lima Lost Again"."""
        a = self.a
        found: set[int] = set()
        for number, (first, end) in enumerate(a.sentences[:2]):
            words = [at for at in range(first, end) if a.words[at].isalpha() and a.words[at] not in closed()]
            ends = end < len(a) and a.paragraph(end) != a.paragraph(end - 1)
            if (
                ends
                and len(words) > 3
                and a.words[end - 1] != ":"
                and all(a.text[a.starts[at]].isupper() for at in words)
            ):
                found.add(number)
        return frozenset(found)

    @functools.cached_property
    def _named_in_prose(self) -> frozenset[str]:
        """The words of names outside titles in capitals."""
        a = self.a
        names = (at for at in range(len(a)) if a.numbers[at] not in self._titles and a.is_name(at))
        return frozenset(a.words[at] for at in names if a.text[a.starts[at]].isupper())
