"""The relations of noun phrases: coordination, apposition, possession and prepositions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from newsevents.reading.analysis.extents import Extents

__all__ = ["Phrases", "Preposition"]

_FINITE = frozenset(("VBD", "VBP", "VBZ"))


class Preposition(NamedTuple):
    """A preposition and its object.

    Attributes:
        at: The preposition.
        word: Its words, such as ``with`` or ``according to``.
        object: The head of its object, a noun phrase or a clause in -ing.
    """

    at: int
    word: str
    object: int


class Phrases(Extents):
    """The relations of noun phrases: coordination, apposition, possession and prepositions."""

    def is_plural(self, at: int) -> bool:
        """Whether a token is a plural noun, or the first of several joined nouns."""
        return (
            self._tags[at] in ("NNS", "NNPS")
            or self.words[at] in ("they", "them", "we", "us")
            or len(self.joined(at)) > 1
        )

    def _is_preposition(self, at: int) -> bool:
        return self._labels[at] in ("prep", "agent") or (self._labels[at] == "dative" and self._tags[at] == "IN")

    def antecedent(self, at: int) -> int:
        """The antecedent of a relative pronoun, or the token itself."""
        if self._tags[at] not in ("WDT", "WP", "WP$") and not (
            self.words[at] == "that" and self._labels[at] == "nsubj"
        ):
            return at
        up = at
        joined = False
        while self._heads[up] != up:
            if self._labels[up] == "relcl":
                noun = self._heads[up]
                return noun if noun < at else at
            joined = self._labels[up] == "conj"  # "who want to keep him and *who* said so", parsed with "keep"
            up = self._heads[up]
            if self._labels[up] in ("ccomp", "advcl", "ROOT", "pcomp") and not joined:
                break
        return at

    def prepositions(self, at: int) -> list[Preposition]:
        """The prepositions of a word with their objects, one for each object; "according to" counts as one."""
        found: list[Preposition] = []
        for child in self._children[at]:
            if self._is_preposition(child):
                found += self._objects_after(child, self.words[child])
                for one in self._labelled(child, "conj"):  # "charged with arson and with fraud"
                    found += self._objects_after(one, self.words[one]) if self._tags[one] == "IN" else ()
        return found

    def _objects_after(self, at: int, word: str) -> Iterator[Preposition]:
        objects = [child for child in self._children[at] if self._labels[child] in ("pobj", "pcomp")]
        if not objects and word == "as":  # "described him as divisive"
            objects = [one for one in self._labelled(at, "amod", "advmod") if self.is_adjective(one) and one > at]
        objects = [one for one in objects if not self._is_preposition_word(one)]
        inner = [
            child for child in self._children[at] if self._labels[child] == "prep" or self._is_preposition_word(child)
        ]
        if not objects and inner:
            for nested in self._objects_after(inner[0], f"{word} {self.words[inner[0]]}"):
                yield nested._replace(at=at)
        elif not objects and self._labels[self._heads[at]] == "relcl":
            yield Preposition(at, word, self._heads[self._heads[at]])  # "the man whom he met with"
        for one in objects[:1]:
            for each in self.joined(self.antecedent(one)):
                yield Preposition(at, word, each)

    def _is_preposition_word(self, at: int) -> bool:
        return self._labels[at] in ("pcomp", "pobj") and self._tags[at] == "IN" and bool(self._children[at])

    def objects_of(self, at: int, *words: str) -> list[int]:
        """The objects of some of a word's prepositions: ``objects_of(met, "with")``."""
        return [one.object for one in self.prepositions(at) if one.word in words]

    def joined(self, at: int) -> list[int]:
        """A word and those joined to it by "and", "or" or commas, in text order, starting with the first of them."""
        found = [at]
        for one in found:
            found += [
                other
                for other in self._labelled(one, "conj")
                if self.quotation(other) in (self.quotation(one), -1)
                and not (self.is_noun(one) and self._tags[other] in _FINITE)  # "Lima and Costa often blame"
            ]
            found += self._list_in_apposition(one)
        return sorted({*found, *self._further_subjects(at)})

    def _further_subjects(self, at: int) -> list[int]:
        """Names that a parser takes for further subjects of one verb: "the U.S., South Korea, and Japan said"."""
        if self._labels[at] not in ("nsubj", "nsubjpass") or not self.is_name(at):
            return []
        siblings = [one for one in self._labelled(self._heads[at], self._labels[at]) if one > at and self.is_name(one)]
        siblings = siblings if self._heads[at] > at else []
        return siblings + ([one for one in self._labelled(at, "appos") if self.is_name(one)] if siblings else [])

    def _list_in_apposition(self, at: int) -> list[int]:
        """Names in a list that a parser takes for appositions: "with Blair, Chirac and Schroeder"."""
        return [
            child
            for child in self._labelled(at, "appos")
            if self.is_name(at)
            and self.is_name(child)
            and self._labelled(child, "conj")
            and not self._labelled(child, "det", "prep", "poss")
        ]

    def first_joined(self, at: int) -> int:
        """The first of the words that a word is joined to."""
        while self._labels[at] == "conj":
            at = self._heads[at]
        return at

    def conjunction(self, at: int) -> str | None:
        """The word that joins a word to the one before it: "and", "or", "but"."""
        if self._labels[at] != "conj":
            return None
        words = [self.words[one] for one in self._labelled(self._heads[at], "cc") if one < at]
        return words[-1] if words else None

    def appositions(self, at: int) -> list[int]:
        """The appositions of a noun: "Petrov, the mayor"."""
        lists = {*self._list_in_apposition(at), *self._further_subjects(at)}
        return [child for child in self._labelled(at, "appos") if child not in lists]

    def possessor(self, at: int) -> int | None:
        """The possessor of a noun: "Iran's plan", "his plan", "his state plan" (even if "his" depends on "state")."""
        found = self._labelled(at, "poss") or [
            one
            for noun in self._labelled(at, "compound", "nmod")
            for one in self._labelled(noun, "poss")
            if self.is_pronoun(one)
        ]
        return self.antecedent(found[0]) if found else None

    def relative_clauses(self, at: int) -> list[int]:
        """The verbs of the clauses that describe a noun: "a man who left", "a man accused of", "a man saying"."""
        return self._labelled(at, "relcl", "acl")

    def is_apart(self, clause: int) -> bool:
        """Whether a comma or a dash precedes a clause."""
        first = self.left_edge(clause)
        return first > 0 and self.words[first - 1] in (",", "--", "-", "–", "—")

    def modifiers(self, at: int) -> list[int]:
        """The adjectives and nouns before a noun, and the adverbs of a verb."""
        return self._labelled(
            at, "amod", "compound", "nmod", "nummod", "advmod", "npadvmod", "det", "predet", "quantmod"
        )

    def determiner(self, at: int) -> str | None:
        """The article or other determiner of a noun: "the", "no", "some"."""
        found = self._labelled(at, "det")
        return self.words[found[0]] if found else None
