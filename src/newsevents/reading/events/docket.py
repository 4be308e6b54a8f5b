"""The allegations found in an article so far, and what all rules need: the actors and speakers that words refer to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from newsevents.reading.analysis import Analysis
from newsevents.reading.events.alleged import Alleged, Claim, F, Range, Who
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.refusals import Refusal

__all__ = ["Docket", "told_words"]

_FAR = 100
"""How many governors above a word are examined."""
_NOBODY = frozenset(("any", "each", "either", "every", "neither", "no", "what", "whatever", "which", "whichever"))
_CONDUCT = word_set("conduct")
_ANYBODY = word_set("anybody")
_RELATIVE = frozenset(("which", "who", "whom", "whose", "what"))
_EMPTY = frozenset(("it", "there", "this", "that", "what"))


class Docket(Generic[F]):
    """The allegations in an article."""

    def __init__(
        self,
        a: Analysis,
        claims: Sequence[Claim[F]],
        who: Who[F],
        is_doubtful: Callable[[int, F | None], bool] | None = None,
        liable: Who[F] | None = None,
        speaking: Who[F] | None = None,
    ) -> None:
        self.a = a
        self.who = who
        self.speaking = speaking or liable or who
        self.liable = liable or who
        self.is_doubtful = is_doubtful or (lambda *_: False)
        self.claims = sorted(claims, key=lambda one: one.cue)
        self.by_cue: dict[int, list[Claim[F]]] = {}
        self.by_head: dict[int, list[Claim[F]]] = {}
        for one in self.claims:
            self.by_cue.setdefault(one.cue, []).append(one)
            if one.speakers or one.sourced:
                self.by_head.setdefault(one.head, []).append(one)
        self.found: dict[int, Alleged[F]] = {}
        self.beside: list[Alleged[F]] = []
        self.told: set[int] = set()
        self.refused: list[tuple[int, Refusal]] = []

    def named(self, heads: Sequence[int], claim: Claim[F] | None = None) -> list[F]:
        """The actors that some heads refer to; pronouns in a claim are resolved with its speaker."""
        speaker = claim.speakers[0] if claim is not None and claim.speakers else None
        heads = [one for head in heads for one in self._bearers(head)]
        return list(dict.fromkeys(one for head in heads for one in self.who(head, speaker)))

    def surely(self, heads: Sequence[int], claim: Claim[F] | None) -> list[F]:
        """The actors that some heads refer to and that can be held responsible, without doubtful ones."""
        return self._sure(heads, claim, self.liable)

    def claimants(self, heads: Sequence[int], claim: Claim[F] | None) -> list[F]:
        """The actors that some heads refer to and that can accuse, without doubtful ones."""
        return self._sure(heads, claim, self.speaking)

    def _sure(self, heads: Sequence[int], claim: Claim[F] | None, who: Who[F]) -> list[F]:
        """The actors that some heads refer to, without doubtful ones; pronouns are resolved with the speaker."""
        speaker = claim.speakers[0] if claim is not None and claim.speakers else None
        sure = [one for head in heads if not self.is_doubtful(head, speaker) for one in self._bearers(head)]
        return list(dict.fromkeys(one for head in sure for one in who(head, speaker)))

    def opposed(self, heads: Sequence[int], claim: Claim[F] | None) -> list[tuple[list[F], list[F]]]:
        """Each of several who accuse each other, with the others: "*Iran* and *Iraq* traded accusations"."""
        sides = [one for one in self.claimants(heads, claim) if one in self.accused(heads, claim)]
        return [([one], [other for other in sides if other is not one]) for one in sides] if len(sides) > 1 else []

    def accused(self, heads: Sequence[int], claim: Claim[F] | None = None) -> list[F]:
        """The actors responsible for what some heads do: "*Iran*'s policy"; none for "every nation"."""
        a = self.a
        found: list[F] = []
        for head in heads:
            if (
                a.determiner(head) in _NOBODY
                or self._is_anybody(head)
                or (a.words[head] == "one" and a.words[head - 1] == "not")  # "not one has been convicted"
                or self._is_relative(head)
                or self._is_bare(head)
            ):
                continue
            state = self._owners(head) if a.words[head] == "authorities" else []  # "Chinese authorities" are the state
            found += self.surely(state, claim) or self.surely([head], claim) or self.surely(self._owners(head), claim)
        return list(dict.fromkeys(found))

    def _owners(self, head: int) -> list[int]:
        """The owners responsible for what something does: "*Iran*'s policy", "*government* planes"."""
        a = self.a
        if a.lemmas[head] not in _CONDUCT and a.words[head] != "authorities":
            return []
        owner = a.possessor(head)
        if owner is not None:
            return a.joined(owner)
        if owners := a.objects_of(head, "of"):
            return owners
        return [one for one in a.modifiers(head) if a.is_noun(one) or a.is_adjective(one)]

    def victims(self, heads: Sequence[int], claim: Claim[F] | None, accused: Sequence[F]) -> list[F]:
        """The victims of a deed, except its doers, or the owners of things affected: "a camp of *Danish soldiers*"."""
        a = self.a
        found: list[F] = []
        for head in heads:
            owner = a.possessor(head)
            found += self.named([head], claim) or self.named(
                a.objects_of(head, "of") if owner is None else [owner], claim
            )
        return [one for one in dict.fromkeys(found) if one not in accused]

    def _is_relative(self, head: int) -> bool:
        """Whether a noun phrase has a relative pronoun: "whose government"; not "that witness"."""
        a = self.a
        return any(
            one < head and (a.words[one] in _RELATIVE or (a.words[one] == "that" and a.determiner(head) != "that"))
            for one in a.dependents(head)
        )

    def _is_anybody(self, head: int) -> bool:
        """Whether a noun phrase is generic: "people accused of fraud", "anyone who kills"."""
        a = self.a
        if a.lemmas[head] not in _ANYBODY and a.words[head] not in _ANYBODY:
            return False
        clauses = a.relative_clauses(head)
        return bool(clauses) and not a.modifiers(head) and not any(map(a.is_apart, clauses))

    def _is_bare(self, head: int) -> bool:
        """Whether a noun phrase is only a number: "*one* of the men" with "of" attached to another word."""
        return self.a.is_number(head) and not self.a.dependents(head)

    def _bearers(self, head: int) -> list[int]:
        """The subjects of a predicate: "*Petrov* is a man accused of arson"."""
        verb = self.a.governor(head)
        if verb is None or self.a.relation(head) != "predicate" or self.a.lemmas[verb] != "be":
            return [head]
        found = self.a.subjects(verb)
        return found if found and self.a.words[found[0]] not in _EMPTY else [head]

    def enclosing(self, at: int) -> Claim[F] | None:
        """The innermost claim that contains a word, except those whose cue is the word or one above it."""
        below: set[int] = set()
        now: int | None = at
        while now is not None and len(below) < _FAR:
            for claim in self.by_head.get(now, ()):
                if claim.cue != at and claim.cue not in below:
                    return claim
            below.add(now)
            now = self.a.governor(now)
        return None

    def said_by(self, cue: int, deed: int) -> Claim[F] | None:
        """The claim of a cue that has a deed as its content, or else any of its claims."""
        mine = self.by_cue.get(cue, [])
        return next((one for one in mine if one.head == deed), mine[0] if mine else None)

    def refuse(self, at: int, why: Refusal) -> bool:
        """Record why a word that may express an allegation does not."""
        self.refused.append((at, why))
        return False

    def add(self, one: Alleged[F]) -> None:
        """Add an allegation; of two for the same deed, keep the one with the nearer cue."""
        key = one.at if not one.negated else -one.at - 1
        other = self.found.get(key)
        if one.content and (other is None or abs(one.cue - one.at) < abs(other.cue - other.at)):
            self.found[key] = one
            self.told.update(token for span in one.content for token in self.a.within(*span))


def told_words(a: Analysis, spans: Sequence[Range]) -> frozenset[str]:
    """The base forms of the content words in some stretches."""
    return frozenset(
        a.lemmas[at] for span in spans for at in a.within(*span) if a.is_noun(at) or a.is_verb(at) or a.is_adjective(at)
    )
