"""The stretches of text that phrases and clauses cover."""

from __future__ import annotations

import functools
from collections.abc import Collection

from newsevents.reading.analysis.tokens import Tokens

__all__ = ["Extents"]

_ENDS = frozenset(".,;:!?-—–()[]\"“”`'‘’…")


class Extents(Tokens):
    """The stretches of text that phrases and clauses cover."""

    def marker(self, verb: int) -> str | None:
        """The word that subordinates a clause: "that", "if", "as", "because"."""
        first = self._labelled(verb, "aux", "auxpass")[:1]  # a parser may attach "if" to the auxiliary
        marks = self._labelled(verb, "mark") or [one for aux in first for one in self._labelled(aux, "mark")]
        return self.words[marks[0]] if marks else None

    @functools.cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        left, right = list(range(len(self.tokens))), list(range(len(self.tokens)))
        for at in self._upwards:
            head = self._heads[at]
            left[head], right[head] = min(left[head], left[at]), max(right[head], right[at])
        return left, right

    @functools.cached_property
    def _upwards(self) -> list[int]:
        """The tokens, each preceding its governor."""
        order = [at for at, head in enumerate(self._heads) if at == head]
        for at in order:
            order += self._children[at]
        return order[::-1]

    def left_edge(self, at: int) -> int:
        """The first token of a token's subtree."""
        return self._edges[0][at]

    def right_edge(self, at: int) -> int:
        """The last token of a token's subtree."""
        return self._edges[1][at]

    def dominates(self, upper: int, lower: int) -> bool:
        """Whether a token is another, or depends on it, directly or indirectly."""
        while lower != upper and self._heads[lower] != lower:
            lower = self._heads[lower]
        return lower == upper

    def subtree(self, at: int, without: Collection[int] = ()) -> list[int]:
        """A token and everything that depends on it, in text order, without some tokens and their subtrees."""
        found = [at]
        for one in found:
            found += [child for child in self._children[one] if child not in without]
        return sorted(found)

    def extents(self, at: int, without: Collection[int] = ()) -> list[tuple[int, int]]:
        """The stretches of text of a phrase or clause, without some subtrees and without punctuation at the ends.

        A subordinator at the beginning ("that") is left out.
        """
        pieces: list[list[int]] = []
        marks = self._labelled(at, "mark") if self.marker(at) == "that" else []
        for one in self.subtree(at, {*without, *marks}):
            if pieces and pieces[-1][-1] == one - 1:
                pieces[-1].append(one)
            else:
                pieces.append([one])
        return [span for piece in pieces if (span := self._trimmed(piece)) is not None]

    def _trimmed(self, piece: list[int]) -> tuple[int, int] | None:
        first, last = 0, len(piece)
        while first < last and self.words[piece[first]] in _ENDS | {"--", "``", "''"}:
            first += 1
        while last > first and self.words[piece[last - 1]] in _ENDS | {"--", "``", "''"}:
            last -= 1
        return None if first == last else (self.tokens[piece[first]].start, self.tokens[piece[last - 1]].end)

    def extent(self, at: int, without: Collection[int] = ()) -> tuple[int, int]:
        """The single stretch of text from the first to the last of `extents`."""
        pieces = self.extents(at, without) or [(self.tokens[at].start, self.tokens[at].end)]
        return pieces[0][0], pieces[-1][1]

    def base_phrase(self, noun: int) -> tuple[int, int]:
        """The code points of a noun phrase up to its head: "the mayor" of "the mayor of Lima, who left"."""
        first = noun
        for child in self._children[noun]:
            if child < noun and self._labels[child] in (
                "det",
                "amod",
                "compound",
                "poss",
                "nummod",
                "nmod",
                "predet",
                "quantmod",
            ):
                first = min(first, self.left_edge(child))
        return self.tokens[first].start, self.tokens[noun].end

    def explain(self, at: int) -> str:
        """A sentence as words with their tags, relations and governors, for debugging."""
        first, last = self.sentence(at)
        return " ".join(
            f"{self.words[one]}/{self._tags[one]}/{self._labels[one]}>{self.words[self._heads[one]]}"
            for one in range(first, last)
        )
