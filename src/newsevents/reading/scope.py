"""Whether a clause is presented as fact: a single test for statements, meetings and allegations."""

from __future__ import annotations

import functools

import attrs

from newsevents.english import headed_lists
from newsevents.model.vocabulary import Certainty
from newsevents.reading.analysis import Analysis, Relation

__all__ = ["Scope", "scope"]

_FAR = 100
"""How many governors above a word are examined."""
_NEVER = frozenset(("no", "none", "nobody", "neither", "nothing", "no-one"))
_ASKING = frozenset(("whether", "if"))
_OPEN = frozenset(("will", "shall", "'ll", "’ll", "wo", "would", "should", "ought", "can", "ca", "'d", "’d"))
_GOVERNED = frozenset(("complement", "prepositional", "preposition", "object", "predicate"))
_UNREAL = ("doubted", "asked", "wished", "supposed", "planned")
_ADJUNCT = frozenset(["at", "during", "after", "before", "following", "since", "amid", "despite", "until"])
_HEDGING = ("probable", "possible", "reported")


@attrs.frozen
class Scope:
    """How a clause is presented.

    Attributes:
        negated: Whether it is said not to be so: "did not go", "failed to go", "no evidence that he went".
        unreal: Why it is not presented as fact, or None: ``asked``, ``wished``, ``supposed``, ``condition``,
            ``doubted``, ``planned``, ``future``.
        certainty: How certain it is presented to be.
        hedges: The tokens that make it less certain.
    """

    negated: bool
    unreal: str | None
    certainty: Certainty
    hedges: tuple[int, ...]

    @property
    def told(self) -> bool:
        """Whether it is presented as fact, however certainly."""
        return not self.negated and self.unreal is None


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in headed_lists("scope").items()}


def scope(analysis: Analysis, at: int, top: int | None = None) -> Scope:
    """How a clause is presented.

    Args:
        analysis: The analysis.
        at: The head of the clause: its verb, or a noun or an adjective that is a predicate.
        top: The outermost word that counts, such as the verb of a content clause; by default, all count.
    """
    return _Walk(analysis, at, top).scope()


class _Walk:
    """The path from a word up to the outermost one that counts."""

    def __init__(self, analysis: Analysis, at: int, top: int | None) -> None:
        self.a = analysis
        self.negated = False
        self.unreal: str | None = None
        self.hedges: list[tuple[str, int]] = []
        self.modal_of(at)
        self.negators(at)
        self.question(at)
        now = at
        for _ in range(_FAR):
            up = analysis.governor(now)
            if up is None or now == top or self.is_aside(now, up):
                break
            self.condition(now)
            self.up(now, up)
            now = up
        self.condition(now)

    def is_aside(self, now: int, up: int) -> bool:
        """Whether a clause asserts something of its own: "an offer to find Petrov, *who killed two men*"."""
        a = self.a
        if a.is_verb(now) and a.is_verb(up) and a.quotation(now) == a.quotation(up):
            between = range(*sorted((now, up)))[-_FAR:]
            if any(a.words[one] in (":", ";") for one in between):
                return True  # "It was not the first: *Iran accused Iraq*"
        return a.relation(now) == "relative" and a.is_noun(up) and a.is_apart(now) and self.cleft(up) is None

    def scope(self) -> Scope:
        certainty = Certainty.UNSPECIFIED
        for name, value in (("possible", Certainty.POSSIBLE), ("probable", Certainty.PROBABLE)):
            if certainty is Certainty.UNSPECIFIED and any(kind == name for kind, _ in self.hedges):
                certainty = value
        return Scope(self.negated, self.unreal, certainty, tuple(sorted({at for _, at in self.hedges})))

    def mark(self, unreal: str) -> None:
        self.unreal = self.unreal or unreal

    def modal_of(self, verb: int) -> None:
        """Read a modal: "may have gone" is possible; "would go" and "will go" are not presented as fact."""
        modal = self.a.modal(verb) if self.a.is_verb(verb) else None
        if modal is None:
            return
        perfect = any(self.a.lemmas[one] == "have" for one in self.a.auxiliaries(verb))
        if modal in _OPEN or (modal == "could" and not perfect):
            self.mark("future" if self.a.tense(verb) == "future" else "supposed")
        elif modal == "must":
            if not perfect:
                self.mark("wished")
            else:
                self.hedged("probable", verb, modal)
        elif modal in ("may", "might", "could"):
            if not perfect:
                self.mark("supposed")
            self.hedged("possible", verb, modal)

    def hedged(self, kind: str, verb: int, modal: str) -> None:
        self.hedges += [(kind, one) for one in self.a.auxiliaries(verb) if self.a.words[one] == modal]

    def negators(self, at: int) -> None:
        """Read negators and hedges: "did not go", "no soldier went", "hardly went", "killed no one"."""
        a = self.a
        if a.is_negated(at):
            self.negated = not self.negated
        if a.is_verb(at) and "nor" in a.words[max(0, a.left_edge(at) - 1) : a.left_edge(at) + 1]:
            self.negated = True  # "no proof that he stole, nor that he lied"
        if a.is_noun(at) and a.determiner(at) in _NEVER:
            self.negated = True
        if a.is_verb(at):
            for one in (a.own_subject(at), a.object(at)):
                if one is not None and (a.words[one] in _NEVER or a.determiner(one) in _NEVER):
                    self.negated = True
        for one in a.modifiers(at):
            word = a.words[one]
            if word in ("hardly", "scarcely", "barely") or self.is_less(one, at):
                self.negated = True
            for kind in _HEDGING:
                if word in _lists()[kind]:
                    self.hedges.append((kind, one))

    def is_less(self, word: int, at: int) -> bool:
        """Whether something is so to a lesser degree: "*less* likely to lie", "*no more* racist than"."""
        before = self.a.words[word - 1] if word else ""
        return self.a.is_adjective(at) and self.a.words[word] == ("more" if before == "no" else "less")

    def question(self, at: int) -> None:
        """Mark a sentence that ends in a question mark as asked."""
        last = min(self.a.sentence(at)[1], at + _FAR)
        mark = next((one for one in range(at + 1, last) if self.a.words[one] == "?"), None)
        if mark is not None and self.a.quotation(at) == self.a.quotation(mark):
            self.mark("asked")

    def condition(self, clause: int) -> None:
        """Read the subordinator of a clause: "if he went", "unless he goes", "whether he went"."""
        marker = self.a.marker(clause)
        if marker in _lists()["condition"]:
            self.mark("asked" if marker in _ASKING and self.a.relation(clause) == "complement" else "condition")

    def up(self, low: int, high: int) -> None:
        """Apply a governor to the word that depends on it."""
        a = self.a
        relation = a.relation(low)
        if relation == "joined":
            self.joined(low, high)
        elif relation in _GOVERNED and not (relation == "preposition" and a.words[low] in _ADJUNCT):
            self.governed(low, high, relation)
        elif relation == "subject" and (predicate := a.predicate(high)) is not None:
            self.negated |= a.lemmas[predicate] in _lists()["negated"]
        elif relation == "relative" and (verb := self.cleft(high)) is not None:
            self.negators(verb)

    def cleft(self, noun: int) -> int | None:
        """The verb of "it was not Iran that attacked"."""
        verb = self.a.governor(noun)
        if verb is None or self.a.relation(noun) != "predicate":
            return None
        subject = self.a.own_subject(verb)
        return verb if subject is not None and self.a.words[subject] == "it" else None

    def governed(self, low: int, high: int, relation: Relation) -> None:
        """Apply a governor to its complement: "failed to go", "no evidence of murder"."""
        a, lists = self.a, _lists()
        word = a.lemmas[high]
        names = {word, f"{word}_{a.particle(high)}", f"{word}_{a.words[low]}"}
        if relation == "complement" and (predicate := a.predicate(high)) is not None:
            names.add(a.lemmas[predicate])  # "it is false that he went"
        if relation != "predicate":
            for kind in _UNREAL:
                if names & lists[kind]:
                    self.mark(kind)
            self.negated |= bool(names & lists["negated"])
            self.negated |= word in lists["no"] and a.determiner(high) in _NEVER
            self.negated |= any(a.words[one] in lists["negated"] for one in a.modifiers(high) if a.is_adjective(one))
            self.hedges += [(kind, high) for kind in _HEDGING if names & lists[kind]]
        if relation != "preposition" or a.is_noun(high):
            self.negators(high)
        self.modal_of(high)

    def joined(self, low: int, high: int) -> None:
        """Apply the modal and negator that joined verbs share: "will find and kill", "did not go and kill"."""
        a = self.a
        if a.is_verb(low) and a.is_verb(high) and a.auxiliaries(low) == a.auxiliaries(high) != []:
            self.modal_of(high)
            self.negated |= a.is_negated(high)
