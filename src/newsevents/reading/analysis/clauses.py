"""The relations of clauses: verbs with their auxiliaries and complements."""

from __future__ import annotations

from typing import Literal, NamedTuple

from newsevents.reading.analysis.phrases import Phrases

__all__ = ["Clauses", "Complement", "ComplementKind", "Relation"]

Relation = Literal[
    "root", "subject", "object", "hearer", "complement", "predicate", "preposition", "prepositional", "adverbial",
    "relative", "joined", "apposition", "possessor", "modifier", "around", "other",
]  # fmt: skip

_RELATIONS: dict[str, Relation] = {
    "ROOT": "root", "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "csubjpass": "subject",
    "dobj": "object", "dative": "hearer", "ccomp": "complement", "xcomp": "complement", "acl": "complement",
    "attr": "predicate", "acomp": "predicate", "oprd": "predicate", "prep": "preposition", "agent": "preposition",
    "pobj": "prepositional", "pcomp": "prepositional", "advcl": "adverbial", "relcl": "relative", "conj": "joined",
    "appos": "apposition", "poss": "possessor", "parataxis": "around", "amod": "modifier", "compound": "modifier",
    "advmod": "modifier", "npadvmod": "modifier",
}  # fmt: skip

ComplementKind = Literal["that", "bare", "wh", "to", "ing", "as", "around"]

_BE, _HAVE, _DO, _FUTURE = (
    frozenset(("be", "get")),
    frozenset(("have",)),
    frozenset(("do",)),
    frozenset(("will", "shall", "'ll", "’ll", "wo")),
)
_GIVING = frozenset(
    ("allow", "ask", "award", "bring", "deny", "give", "grant", "hand", "lend", "offer", "pay", "promise")
)
"""Verbs with two objects, one of which may be kept in the passive."""
_ADVERBIAL = frozenset(("after", "although", "before", "though", "unless", "until"))

_NEGATORS = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "'t", "’t"))


class Complement(NamedTuple):
    """A clause that completes a verb, noun or adjective.

    Attributes:
        head: Its verb, or the head of a quoted phrase.
        kind: ``that`` he left, ``bare`` (he left), ``wh`` (whether, how), ``to`` leave, ``ing`` (leaving), ``as`` (the
            clause around "as he said"), ``around`` (the clause around ", he said,").
        before: Whether it precedes the word that it completes.
    """

    head: int
    kind: ComplementKind
    before: bool


class Clauses(Phrases):
    """The relations of clauses: verbs with their auxiliaries and complements."""

    def is_finite(self, verb: int) -> bool:
        """Whether a verb is finite, by itself or through an auxiliary: says, has said, would say."""
        if self._tags[verb] in ("VBD", "VBP", "VBZ"):
            return True
        return any(self._tags[aux] in ("VBD", "VBP", "VBZ", "MD") for aux in self.auxiliaries(verb))

    def is_infinitive(self, verb: int) -> bool:
        """Whether a verb is an infinitive with "to", either its own or that of the verb it is joined to."""
        return any(self._tags[aux] == "TO" for aux in self.auxiliaries(verb))

    def is_participle(self, verb: int) -> bool:
        """Whether a verb is a participle without an auxiliary: "saying", "accused"."""
        return self._tags[verb] in ("VBG", "VBN") and not self.auxiliaries(verb)

    def tense(self, verb: int) -> Literal["past", "present", "future"] | None:
        """The tense of a verb, from its first auxiliary; None for an infinitive, a participle or another modal."""
        auxiliaries = self.auxiliaries(verb)
        first = auxiliaries[0] if auxiliaries else verb
        if self._tags[first] == "MD":
            return "future" if self.words[first] in _FUTURE else None
        if self._tags[first] == "VBD" or (
            self.lemmas[first] == "have" and first != verb and self._tags[first] != "VBG"
        ):
            return "past" if self._tags[first] != "VB" else None
        return "present" if self._tags[first] in ("VBP", "VBZ") else None

    def relation(self, at: int) -> Relation:
        """The relation of a token to its governor."""
        label = self._labels[at]
        if label == "acl" and not self._is_that_clause(at):
            return "relative"
        if label == "pcomp" and self._is_preposition_word(at):
            return "preposition"
        return _RELATIONS.get(label, "other")

    def auxiliaries(self, verb: int) -> list[int]:
        """The auxiliaries of a verb in text order, its own or inherited in coordination: "did not confirm or deny"."""
        while True:
            own = self._labelled(verb, "aux", "auxpass")
            if own or self._labels[verb] != "conj" or self._tags[verb] not in ("VB", "VBN", "VBG"):
                return own
            head = self._heads[verb]
            if not self.is_verb(head) or self._labelled(verb, "nsubj", "nsubjpass") or not self._same_form(verb, head):
                return own
            verb = head

    def _same_form(self, verb: int, other: int) -> bool:
        return self._tags[verb] == self._tags[other]

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive: "was accused", "accused by", "a man accused of"."""
        passive = [one for one in self._labelled(verb, "auxpass") if self.lemmas[one] in _BE]
        if passive and self.words[passive[0]] in ("'s", "’s") and self._labelled(verb, "dobj"):
            return self.lemmas[verb] in _GIVING  # "she's caused a crisis"
        if passive:
            return True
        if self._labelled(verb, "agent") and not (self._tags[verb] == "VBD" and self._labelled(verb, "dobj")):
            return True
        auxiliaries = self.auxiliaries(verb)
        if self._labelled(verb, "nsubjpass") and not self._labelled(verb, "dobj"):
            return not auxiliaries or self.lemmas[auxiliaries[-1]] != "have"  # "has violated", whatever its subject
        if self._tags[verb] != "VBN":
            return False
        if not auxiliaries:
            labels = ("acl", "relcl", "advcl", "amod", "conj", "oprd", "xcomp", "ccomp", "pcomp")
            return self._labels[verb] in labels and not self._labelled(verb, "nsubj")
        return self.lemmas[auxiliaries[-1]] in _BE

    def own_subject(self, verb: int) -> int | None:
        """The verb's own subject, even if it is a relative pronoun."""
        own = self._labelled(verb, "nsubj", "nsubjpass")
        if own and self._tags[own[0]] == "VBG":  # the Red Cross operating in Iraq | said
            own = [one for one in self._labelled(own[0], "nsubj") if self.is_noun(one)] or own
        return own[0] if own else None

    def agent(self, verb: int) -> int | None:
        """The agent of a passive verb: "accused by police"."""
        for by in self._labelled(verb, "agent"):
            if self.words[by - 1] == "," or self.text[: self.starts[by]].rstrip(" \"”’'").endswith(","):
                continue  # "Bank accused of fraud," by Ana Lima
            for one in self._labelled(by, "pobj"):
                return self.antecedent(one)
        return None

    def complements(self, at: int) -> list[Complement]:
        """The clauses that complete a verb, an adjective or a noun, after it, before it or around it."""
        found = [
            Complement(child, self._kind(child), child < at)
            for child in self._children[at]
            if (self._labels[child] in ("ccomp", "xcomp") and self.marker(child) not in _ADVERBIAL)
            or (self._labels[child] == "acl" and self._is_that_clause(child))
        ]
        head = self._heads[at]
        if not found and head != at:
            if self._labels[at] == "parataxis":
                found.append(Complement(head, "around", False))
            elif self._labels[at] == "advcl" and self.marker(at) == "as":
                found.append(Complement(head, "as", head < at))
        return found

    def _is_that_clause(self, verb: int) -> bool:
        return self.is_infinitive(verb) or self.marker(verb) in ("that", "whether")

    def _kind(self, clause: int) -> ComplementKind:
        marker = self.marker(clause)
        if marker == "that":
            return "that"
        if marker in ("if", "whether") or self._begins_with_question_word(clause):
            return "wh"
        if self.is_infinitive(clause) and not self.is_finite(clause):
            return "to"  # not "had to leave"
        if self._tags[clause] == "VBG" and not self.is_finite(clause):
            return "ing"
        return "bare"

    def _begins_with_question_word(self, clause: int) -> bool:
        first = self._tags[self.left_edge(clause)]
        return first.startswith("W") and self._tags[clause].startswith(("V", "MD"))

    def predicate(self, verb: int) -> int | None:
        """The predicate of a verb's subject or object: "is a liar", "is dead", "called him a liar"."""
        found = self._labelled(verb, "attr", "acomp", "oprd")
        return found[0] if found else None

    def is_negated(self, verb: int) -> bool:
        """Whether a negator belongs to a verb or its auxiliary: "did not say", "did not confirm or deny"."""
        if any(
            self.words[child] in _NEGATORS
            for child in self._children[verb]
            if self._labels[child] in ("neg", "advmod", "preconj")
        ):
            return True
        if (
            self._labels[verb] == "conj"
            and self.is_verb(verb)
            and not self._labelled(verb, "aux", "auxpass", "nsubj", "nsubjpass")
        ):
            head = self._heads[verb]
            return (
                self.is_verb(head)
                and self._tags[verb] == self._tags[head] != "VBD"
                and self.conjunction(verb) in ("or", "nor")
                and self.is_negated(head)
            )
        return False

    def modal(self, verb: int) -> str | None:
        """The modal auxiliary of a verb: "may", "would", "will"."""
        for aux in self.auxiliaries(verb):
            if self._tags[aux] == "MD":
                return self.words[aux]
        return None

    def particle(self, verb: int) -> str | None:
        """The particle of a verb: "point out"."""
        found = self._labelled(verb, "prt")
        return self.words[found[0]] if found else None
